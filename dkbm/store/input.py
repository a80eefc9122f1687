"""A file of the user's that a command looks at: read whole, or refused in German."""

import errno
from pathlib import Path

from dkbm.errors import DkbmError

_WARUM = {
    errno.ENOENT: "{} gibt es nicht.",
    errno.EISDIR: "{} ist ein Ordner, keine Datei.",
    errno.EACCES: "{} darf nicht gelesen werden: keine Berechtigung.",
}


def read_input(path: Path, limit: int) -> bytes:
    """Return the bytes of a file the user named; a link is followed. Raises DkbmError, also for more than `limit`."""
    try:
        with path.open("rb") as stream:
            content = stream.read(limit + 1)
    except OSError as error:
        grund = _WARUM.get(error.errno or 0, f"{{}} lässt sich nicht lesen (Fehler {error.errno} des Betriebssystems).")
        raise DkbmError(grund.format(path), "Name und Ort der Datei prüfen.") from None
    if len(content) > limit:
        raise DkbmError(f"{path} ist größer als {limit >> 20} MiB.", "Eine kleinere Datei nennen.")
    return content
