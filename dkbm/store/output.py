"""The result of a command as a file of the user's: the old one or the new one, never half of it."""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

from dkbm.errors import DkbmError
from dkbm.store.trouble import trouble
from dkbm.store.worktree import DATA, MARKER

_KEPT = "Nichts wurde geändert."


def write_output(path: Path, content: bytes) -> None:
    """Write `content` to `path`: first beside it, then by one rename, so that a failure leaves an old file whole.

    A link is followed: it is the user who named it, and the file it leads to is replaced, with its mode kept. What is
    no file but takes bytes (`/dev/stdout`, a pipe) is written to directly. Raises DkbmError with what to do.
    """
    _refuse_dataset(path)
    try:
        found = path.stat() if path.exists() else None
        if found is None or stat.S_ISREG(found.st_mode):
            _replace(Path(os.path.realpath(path)), content, found)
        else:
            path.write_bytes(content)  # a folder refuses
    except OSError as error:
        raise _refused(path, error) from None


def _refuse_dataset(path: Path) -> None:
    """Refuse what belongs to a dataset or to git: no result may take the place of a source."""
    target = Path(os.path.realpath(path))
    for folder in target.parents:
        first = target.relative_to(folder).parts[0]
        own = (folder / MARKER).is_file() and (first in (DATA, "schemas", "templates") or target == folder / MARKER)
        if own or folder.name == ".git":
            raise DkbmError(
                f"{path} gehört zum Datensatz und wird nicht mit einem Ergebnis überschrieben. {_KEPT}",
                "Eine Datei außerhalb von data/, schemas/ und templates/ nennen.",
            )


def _replace(target: Path, content: bytes, like: os.stat_result | None) -> None:
    new = target.with_name(f".dkbm-{os.getpid()}")
    with suppress(FileNotFoundError):  # left over from a process of the same number that was killed
        new.unlink()
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(new, flags, 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        if like is not None:
            new.chmod(stat.S_IMODE(like.st_mode))
        new.replace(target)
    except BaseException:  # also Ctrl-C
        with suppress(OSError):
            new.unlink()
        raise


def _refused(path: Path, error: OSError) -> DkbmError:
    if error.errno == errno.EISDIR or path.is_dir():
        return DkbmError(f"{path} ist ein Ordner. {_KEPT}", "Eine Datei nennen, zum Beispiel: -o ergebnis.txt")
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        folder = Path(os.path.realpath(path)).parent
        return DkbmError(f"Den Ordner {folder} gibt es nicht. {_KEPT}", "Ihn anlegen oder eine andere Datei nennen.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return DkbmError(
            f"{path} darf nicht geschrieben werden: keine Berechtigung. {_KEPT}",
            "Die Rechte der Datei und ihres Ordners prüfen oder eine andere Datei nennen.",
        )
    return trouble(str(path), error, _KEPT)
