"""The invented dataset of Musterland that tests start from, as `load` takes it: path -> bytes."""

from collections.abc import Mapping
from pathlib import Path

MUSTERLAND = Path(__file__).parent / "daten" / "musterland"


def musterland(changes: Mapping[str, str | bytes | None] | None = None) -> dict[str, bytes]:
    """The files of Musterland, with some replaced or added (text or bytes) or taken away (None)."""
    files = {path.relative_to(MUSTERLAND).as_posix(): path.read_bytes() for path in sorted(MUSTERLAND.rglob("*.yaml"))}
    for name, content in (changes or {}).items():
        if content is None:
            del files[name]
        else:
            files[name] = content.encode("utf-8") if isinstance(content, str) else content
    return files
