"""Golden files: what was shown once, was read by somebody, and must stay as it is."""

from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def require_golden(name: str, text: str, *, update: bool) -> None:
    """Hold `text` against the file of this name below `tests/golden`; with `--update` write it anew."""
    golden = FOLDER / name
    if update:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, encoding="utf-8", newline="\n")
    assert text == golden.read_text(encoding="utf-8")


def require_screen(name: str, text: str, *, update: bool) -> None:
    """The same of what stands on a screen: no line of it is longer than 80 columns."""
    require_golden(name, text, update=update)
    assert [line for line in text.splitlines() if len(line) > 80] == []
