"""The templates of a dataset: `templates/**/*.j2` and the two that hold styles. Links are never followed (S 51)."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from dkbm.errors import DkbmError
from dkbm.store.git import Repository
from dkbm.store.objects import read_objects
from dkbm.store.revision import list_revision
from dkbm.store.worktree import MAX_BYTES, read_files

FOLDER = "templates"
STYLES = ("vorlage.docx", "vorlage.ott")
"""What staff maintain with Word or LibreOffice: styles, header, footer."""
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


def recorded_templates(root: Path, commit: str) -> dict[str, bytes]:
    """Return the templates as `read_templates` does, as git holds them at a commit, an object id. Raises DkbmError."""
    entries = [entry for part in list_revision(root, commit, (FOLDER,)) for entry in part]
    if linked := next((entry.name for entry in entries if entry.mode == "120000"), None):
        raise _linked(linked)
    chosen = sorted((entry for entry in entries if _is_template(entry.name)), key=lambda entry: entry.name)
    found = read_objects(Repository(root), [entry.object for entry in chosen])
    return {
        entry.name.removeprefix(f"{FOLDER}/"): each.raw[:MAX_BYTES]
        for entry, each in zip(chosen, found, strict=True)
        if each is not None and each.kind == "blob"
    }


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
        elif _is_template(name):
            yield name


def _is_template(name: str) -> bool:
    return PurePosixPath(name).suffix == ".j2" or name.removeprefix(f"{FOLDER}/") in STYLES


def _linked(name: str) -> DkbmError:
    return DkbmError(f"{name}: Symbolische Verknüpfungen gelten bei Vorlagen nicht.", "Die Datei selbst ablegen.")
