"""The steps of a safe replacement: a complete new file beside the old one, then one rename (S 79, 82)."""

import os
import stat
from contextlib import suppress
from pathlib import Path

SUFFIX = ".dkbm-neu"


def beside(path: Path) -> Path:
    """Return where the new content of a file is prepared: hidden, in the same folder, one place per file.

    Only the holder of the lock writes there, so what lies there already is left over from a run that was cut off.
    """
    return path.with_name(f".{path.name}{SUFFIX}")


def prepare(path: Path, content: bytes, like: os.stat_result | None = None) -> Path:
    """Write `content` beside `path`, with mode and, where allowed, owner of `like`, and make it last.

    Returns where it lies. Raises OSError; then nothing is left behind as far as the disk allows.
    """
    there = beside(path)
    with suppress(FileNotFoundError):
        there.unlink()
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(there, flags, 0o666 if like is None else 0o600)
    try:
        try:
            _fill(handle, content)
            if like is not None:
                _resemble(handle, like)
            os.fsync(handle)
        finally:
            os.close(handle)
    except BaseException:  # also Ctrl-C
        discard(there)
        raise
    return there


def _fill(handle: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _resemble(handle: int, like: os.stat_result) -> None:
    """Give the new file the owner (only root can) and the mode of the old one (S 87)."""
    own = os.fstat(handle)
    if hasattr(os, "fchown") and (own.st_uid, own.st_gid) != (like.st_uid, like.st_gid):
        with suppress(PermissionError):
            os.fchown(handle, like.st_uid, like.st_gid)
    if hasattr(os, "fchmod"):
        os.fchmod(handle, stat.S_IMODE(like.st_mode))


def discard(path: Path) -> None:
    """Remove what was prepared, if it can be removed."""
    with suppress(OSError):
        path.unlink()


def read(path: Path) -> tuple[bytes, os.stat_result] | None:
    """Return the content and the state of a file, None if there is none. Raises OSError, also for a link."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        return None
    try:
        parts = iter(lambda: os.read(handle, 1 << 20), b"")
        return b"".join(parts), os.fstat(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Make renames in a folder last. Raises OSError. Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def leftovers(root: Path) -> list[str]:
    """Return what prepared files lie about in the dataset, sorted, as names from `root`."""
    folders = [root, *(Path(folder) for folder, _, _ in os.walk(root / "data"))]
    found = (path for folder in folders for path in folder.glob(f".*{SUFFIX}"))
    return sorted(path.relative_to(root).as_posix() for path in found)
