"""Where a file of the dataset may be written: inside the root, behind no link, under a name every system takes."""

import os
import re
import stat
from pathlib import Path

from dkbm.errors import DkbmError
from dkbm.store.disk import read, sync_folder
from dkbm.store.trouble import trouble
from dkbm.store.worktree import DATA, MARKER

_ID = re.compile(r"[a-z0-9-]{1,63}")
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
_HINT = "Erlaubt sind Kleinbuchstaben a–z, Ziffern und Bindestriche, höchstens 63 Zeichen; ü wird ue, ß wird ss."


def check_id(name: str) -> None:
    """Raise DkbmError unless `name` can be a file name on every system (S 90)."""
    if not _ID.fullmatch(name):
        shown = name if len(name) <= 80 else f"{name[:79]}…"
        raise DkbmError(f"»{shown}« kann kein Dateiname im Datensatz sein.", _HINT)
    if name in _RESERVED:
        raise DkbmError(f"»{name}« kann kein Dateiname sein: Windows hält diesen Namen frei.", "Den Namen ergänzen.")


def check_name(name: str, *, new: bool) -> None:
    """Raise DkbmError unless `name` is a file of the dataset: `dkbm.yaml` or below `data/`.

    A file that is there already may have an odd name (a finding of its own); a new one consists of ids.
    """
    first, *others = parts = name.split("/")
    inside = name == MARKER or (first == DATA and others and name.endswith(".yaml"))
    if not inside or any(part in {"", ".", ".."} or re.search(r"[\\:\0]", part) for part in parts):
        raise DkbmError(
            f"{name} gehört nicht zum Datensatz und wird nicht geschrieben.",
            f"dkbm schreibt nur {MARKER} und *.yaml unter {DATA}/.",
        )
    if new and name != MARKER:
        for part in (*others[:-1], others[-1].removesuffix(".yaml")):
            check_id(part)


def target(root: Path, name: str) -> Path:
    """Return the path of a file of the dataset.

    Raises DkbmError if it or a folder above it is a link (S 86), OSError if that cannot be seen.
    """
    path = root
    for part in name.split("/"):
        path = path / part
        if stat.S_ISLNK(_mode(path)):
            raise DkbmError(
                f"{path.relative_to(root).as_posix()} ist eine Verknüpfung; dorthin schreibt dkbm nicht.",
                "Die Verknüpfung durch die Datei oder den Ordner selbst ersetzen.",
            )
    if _mode(path) and not stat.S_ISREG(_mode(path)):
        raise DkbmError(f"{name} ist keine gewöhnliche Datei.", "Umbenennen oder entfernen, was dort liegt.")
    return path


def _mode(path: Path) -> int:
    try:
        return path.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return 0


def make_folders(root: Path, name: str) -> None:
    """Create the missing folders above a file and make them last. Raises DkbmError if that fails."""
    missing = [folder for folder in (root / name).parents if folder != root and root in folder.parents]
    for folder in reversed([folder for folder in missing if not folder.is_dir()]):
        try:
            folder.mkdir()
            sync_folder(folder.parent)
        except OSError as error:
            raise trouble(f"{folder.relative_to(root).as_posix()}/", error) from None


def current(root: Path, name: str) -> tuple[bytes, os.stat_result] | None:
    """Return the content and the state of a file, None if there is none. Raises DkbmError if it cannot be read."""
    try:
        return read(target(root, name))
    except OSError as error:
        raise trouble(name, error) from None
