"""The templates of a dataset: the files `templates/**/*.j2`. Links are never followed (S 51)."""

from collections.abc import Iterator
from pathlib import Path

from dkbm.errors import DkbmError
from dkbm.store.worktree import read_files

FOLDER = "templates"
MAX_TEMPLATES = 1000
"""Far more wordings than a dataset can have; a folder with more is not meant."""


def read_templates(root: Path) -> dict[str, bytes]:
    """Return the templates by their names below `templates/` (`zielvereinbarung/modul-1.md.j2`), sorted; {} for none.

    Of a file that is too large only its beginning is returned, one byte more than the reader of templates accepts.
    Raises DkbmError for a link in place of a file or folder, and for what cannot be read.
    """
    names: list[str] = []
    for name in _walk(root, FOLDER):
        names.append(name)
        if len(names) > MAX_TEMPLATES:
            raise DkbmError(f"Unter {FOLDER}/ liegen mehr als {MAX_TEMPLATES} Vorlagen.", "Den Ordner aufräumen.")
    found = read_files(root, sorted(names))
    return {name.removeprefix(f"{FOLDER}/"): content for name, content in found.items()}


def _walk(root: Path, folder: str) -> Iterator[str]:
    place = root / folder
    if place.is_symlink():
        raise _linked(folder)
    for path in sorted(place.iterdir()) if place.is_dir() else ():
        name = f"{folder}/{path.name}"
        if path.is_symlink():
            raise _linked(name)
        if path.is_dir():
            yield from _walk(root, name)
        elif path.suffix == ".j2":
            yield name


def _linked(name: str) -> DkbmError:
    return DkbmError(f"{name}: Symbolische Verknüpfungen gelten bei Vorlagen nicht.", "Die Datei selbst ablegen.")
