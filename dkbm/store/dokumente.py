"""Documents that lie beside the data: their checksums and contents. Nothing outside the dataset is read (S 86)."""

import hashlib
import os
import stat
from pathlib import Path

_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
MAX_BYTES = 50 << 20
"""A scan of a contract is far smaller; a bundle is made in memory."""


def digest(root: Path, name: str) -> str | None:
    """Return the SHA-256 of the document `name` (relative to `root`, with "/") as 64 hexadecimal digits.

    None if it is not there, cannot be read, is no regular file, or lies behind a link or outside of `root`.
    """
    handle = _opened(root, name)
    if handle is None:
        return None
    with os.fdopen(handle, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def content(root: Path, name: str) -> bytes | None:
    """Return the document `name`; None where `digest` gives none, and for one of more than 50 MiB."""
    handle = _opened(root, name)
    if handle is None:
        return None
    with os.fdopen(handle, "rb") as stream:
        found = stream.read(MAX_BYTES + 1)
    return found if len(found) <= MAX_BYTES else None


def _opened(root: Path, name: str) -> int | None:
    folder = os.path.realpath(root)
    if os.path.realpath(root / name) != str(Path(folder, *name.split("/"))) or ".." in name.split("/"):
        return None
    try:
        handle = os.open(root / name, _FLAGS)
    except OSError:
        return None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        return None
    return handle
