"""Documents that lie beside the data: their checksums. Nothing outside the dataset is read (S 86)."""

import hashlib
import os
import stat
from pathlib import Path

_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def digest(root: Path, name: str) -> str | None:
    """Return the SHA-256 of the document `name` (relative to `root`, with "/") as 64 hexadecimal digits.

    None if it is not there, cannot be read, is no regular file, or lies behind a link or outside of `root`.
    """
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
    with os.fdopen(handle, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
