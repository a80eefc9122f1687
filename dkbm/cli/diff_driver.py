"""`dkbm diff --treiber`: called by git for one file, in place of the lines that differ."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from dkbm.errors import DkbmError

if TYPE_CHECKING:
    from collections.abc import Sequence

_NULL = "/dev/null"
_RENAMED = 9
_GIT_GIVES = (1, 7, _RENAMED)
"""How many arguments git passes: of an unmerged file the name alone, of a renamed one two more."""
_LIMIT = 1 << 20


def as_driver(arguments: "Sequence[str]", daten: Path | None, stichtag: str | None, *, intern: bool) -> str:
    """Return what git shows for a file: `path old-file old-hex old-mode new-file new-hex new-mode`.

    What the rest of the dataset says is read from the folder; nothing is written. A file that cannot be read is said
    and is no failure: git would show none of the other files then. Raises DkbmError for arguments git does not pass.
    """
    if len(arguments) not in _GIT_GIVES:
        raise DkbmError(
            "--treiber ist für git: Es nennt die Datei und ihre beiden Fassungen.",
            'Eintragen: git config diff.dkbm.command "dkbm diff --treiber", dazu eine Zeile in .gitattributes.',
        )
    if len(arguments) == 1:
        return _said(arguments[0], "In dieser Datei ist ein Konflikt offen.")
    try:
        return _compared(arguments, daten, stichtag, intern=intern)
    except DkbmError as error:
        return _said(arguments[0], error.message)


def _said(path: str, text: str) -> str:
    from dkbm.report.terminal import safe

    return f"{safe(path)}: {safe(text)}\n"


def _compared(arguments: "Sequence[str]", daten: Path | None, stichtag: str | None, *, intern: bool) -> str:
    from dkbm.changes.compare import compare
    from dkbm.cli.frame import parse_stichtag
    from dkbm.dataset import load
    from dkbm.report.changes_text import file_text

    before, after = arguments[0], arguments[7] if len(arguments) == _RENAMED else arguments[0]
    root, base = _around(after, daten)
    names = [_name(path, root) for path in (before, after)]
    others = {name: raw for name, raw in base.items() if name not in names}
    loaded = [load({**others, **_given(name, arguments[at])}) for name, at in zip(names, (1, 4), strict=True)]
    broken = [each for side in loaded for each in side.diagnostics if each.place.file in names]
    if faults := [each for each in broken if each.severity == "fehler"]:
        return _said(after, f"nicht verglichen, eine Seite ist nicht zu lesen. {faults[0].message}")
    old, new = (side.dataset for side in loaded)
    found = compare(old, new, parse_stichtag(stichtag), intern=intern)
    return file_text(after, found)


def _around(path: str, daten: Path | None) -> tuple[Path, dict[str, bytes]]:
    """The dataset a file belongs to, and what lies in its folder; git calls from the top of the repository."""
    from dkbm.cli.standing import presented
    from dkbm.store.worktree import find_root, read_dataset

    folder = _located(path).parent
    root = find_root(folder if folder.is_dir() else Path.cwd(), daten)
    return root, presented(read_dataset(root).files, "im Ordner")


def _located(path: str) -> Path:
    """Where a file lies that git names, from the top of the repository or (`--relative`) from where it was called."""
    places = [Path.cwd() / path, Path.cwd() / os.environ.get("GIT_PREFIX", "") / path]
    return next((each for each in places if each.parent.is_dir()), places[0])


def _name(path: str, root: Path) -> str:
    """The name of a file in its dataset; as git gives it where it lies elsewhere."""
    full = _located(path)
    return full.relative_to(root).as_posix() if full.is_relative_to(root) else path


def _given(name: str, path: str) -> "dict[str, bytes]":
    """What git hands over of one side; nothing where the file did not exist."""
    from dkbm.store.input import read_input

    return {} if path == _NULL else {name: read_input(Path(path), _LIMIT)}
