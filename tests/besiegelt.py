"""What the tests of seals start from: Musterland with a sealed agreement, in git, and one change after the other."""

from pathlib import Path

from dkbm.model.siegel import seal
from dkbm.text.reader import read
from tests.aufruf import Answer, dkbm
from tests.dokumente import MUSTER, lay_out_templates, muster_text
from tests.repositorium import call

ZULETZT = "    quelle: X02\nverlauf:"
"""The end of the agreement in the file."""


def agreement(text: str) -> dict[str, object]:
    """The agreement in the text of the Kommune."""
    document, _ = read(MUSTER, text.encode())
    assert document is not None
    found: dict[str, object] = document.value["vereinbarungen"][0]
    return found


def sealed(text: str | None = None) -> str:
    """The text of the Kommune of Musterland with its agreement sealed."""
    text = muster_text() if text is None else text
    assert ZULETZT in text
    siegel = f"    siegel: {{sha256: {seal(agreement(text))}}}\n"
    return text.replace(ZULETZT, ZULETZT.replace("verlauf:", f"{siegel}verlauf:"))


def in_git(root: Path, text: str | None = None) -> Path:
    """Musterland with a sealed agreement and the templates, committed."""
    lay_out_templates(root, {MUSTER: sealed() if text is None else text})
    call(root, "init", "-q")
    call(root, "add", "-A")
    call(root, "commit", "-q", "-m", "Anfang")
    return root


def change(root: Path, old: str, new: str) -> Path:
    """Put other words into the file of the Kommune."""
    text = (root / MUSTER).read_text(encoding="utf-8")
    assert old in text
    (root / MUSTER).write_text(text.replace(old, new), encoding="utf-8")
    return root


def warnings(root: Path, *arguments: str) -> Answer:
    """What `validate` says of the seals."""
    return dkbm("validate", "--only", "D322", *arguments, cwd=root)
