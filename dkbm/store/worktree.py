"""The dataset on disk: find its root, list its files, read them. Links are never followed (S 86)."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from dkbm.errors import DkbmError

MARKER = "dkbm.yaml"
DATA = "data"
MAX_FILES = 20_000
"""All Kreise and Gemeinden of Germany are some 11,000 files; more than this is no dataset."""
MAX_BYTES = 1024 * 1024 + 1
"""One byte more than the reader accepts: enough for it to say that a file is too large."""

_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def find_root(start: Path, daten: Path | None = None) -> Path:
    """Return the folder with `dkbm.yaml`: `daten` if given, else the nearest one from `start` upwards.

    Raises DkbmError if there is none.
    """
    if daten is not None:
        return _given(daten)
    start = start.absolute()
    for folder in (start, *start.parents):
        if (folder / MARKER).is_file():
            return folder
    raise DkbmError(
        f"In {start} und den Ordnern darüber liegt kein Datensatz ({MARKER} fehlt).",
        "In den Ordner des Datensatzes wechseln oder ihn mit --daten ORDNER nennen.",
    )


def _given(daten: Path) -> Path:
    if (daten / MARKER).is_file():
        return daten.absolute()
    what = f"enthält kein {MARKER}" if daten.is_dir() else "ist kein Ordner"
    raise DkbmError(
        f"{daten} {what} und ist darum kein Datensatz.",
        f"Den Ordner nennen, in dem {MARKER} liegt (mit --daten oder der Umgebungsvariablen DKBM_DATEN).",
    )


def list_files(root: Path) -> list[str]:
    """Return the files of the dataset, sorted: `dkbm.yaml` and every regular `*.yaml` under `data/`.

    Names are relative to `root`, with "/". Links and hidden files are left out; `strangers` names the links.
    Raises DkbmError if `data/` is missing or cannot be listed, or if there are more than MAX_FILES.
    """
    own = [MARKER] if stat.S_ISREG(_mode(root / MARKER)) else []
    return sorted(own + [name for name, belongs in _entries(root) if belongs])


def strangers(root: Path) -> list[str]:
    """Return what lies under `data/` and is no regular `*.yaml` file, sorted: links, copies, other suffixes.

    Raises DkbmError like `list_files`.
    """
    return sorted(name for name, belongs in _entries(root) if not belongs)


def _entries(root: Path) -> list[tuple[str, bool]]:
    """Every visible entry under `data/` but plain folders, and whether it is a file of the dataset."""
    if not stat.S_ISDIR(_mode(root / DATA)):
        raise DkbmError(
            f"In {root} fehlt der Ordner {DATA}/.", f"Der Ordner {DATA}/ neben {MARKER} enthält den Datensatz."
        )
    entries: list[tuple[str, bool]] = []
    for entry in _walk(root, DATA):
        entries.append(entry)
        if len(entries) > MAX_FILES:
            raise DkbmError(
                f"Unter {root / DATA} liegen mehr als {MAX_FILES} Dateien; so viele liest dkbm nicht.",
                "Prüfen, ob --daten auf den richtigen Ordner zeigt.",
            )
    return entries


def _walk(root: Path, folder: str) -> Iterator[tuple[str, bool]]:
    pending = [folder]
    while pending:
        folder = pending.pop()
        for entry in _scan(root, folder):
            name = f"{folder}/{entry.name}"
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                pending.append(name)
            else:
                yield name, entry.name.endswith(".yaml") and entry.is_file(follow_symlinks=False)


def _scan(root: Path, folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(root / folder) as entries:
            return list(entries)
    except OSError as error:
        raise _unreadable(folder, error) from None


def read_files(root: Path, names: Iterable[str] | None = None) -> dict[str, bytes]:
    """Return the bytes of the named files of the dataset, or of all of them.

    Of a file larger than the reader accepts only MAX_BYTES are returned. Raises DkbmError for a file that is missing,
    cannot be read, is no regular file, or lies behind a link or outside of `root`.
    """
    if names is None:
        return {name: _read(root, name) for name in list_files(root)}
    wanted = list(names)
    for folder in {name.rpartition("/")[0] for name in wanted}:
        _refuse_detour(root, folder)
    return {name: _read(root, name) for name in wanted}


def _refuse_detour(root: Path, folder: str) -> None:
    """Refuse a folder that leads out of the dataset, by a link or by its name."""
    if os.path.realpath(root / folder) != str(Path(os.path.realpath(root), *folder.split("/"))):
        raise DkbmError(
            f"{folder} führt aus dem Datensatz hinaus und wird nicht gelesen.",
            "Verknüpfungen durch gewöhnliche Ordner ersetzen.",
        )


def _read(root: Path, name: str) -> bytes:
    try:
        handle = os.open(root / name, _FLAGS)
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise DkbmError(f"{name} ist keine gewöhnliche Datei.", "Verknüpfungen und Geräte liest dkbm nicht.")
            return _contents(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise _unreadable(name, error) from None


def _contents(handle: int) -> bytes:
    chunks: list[bytes] = []
    left = MAX_BYTES
    while left and (chunk := os.read(handle, left)):
        chunks.append(chunk)
        left -= len(chunk)
    return b"".join(chunks)


def _mode(path: Path) -> int:
    """The mode of what lies at `path` itself, 0 if nothing does."""
    try:
        return path.lstat().st_mode
    except OSError:
        return 0


_REASONS: dict[type[OSError], tuple[str, str]] = {
    FileNotFoundError: ("gibt es nicht", "Den Namen prüfen; dkbm nennt Dateien vom Ordner des Datensatzes aus."),
    PermissionError: ("darf nicht gelesen werden", "Die Leserechte der Datei prüfen."),
    IsADirectoryError: ("ist ein Ordner, keine Datei", "Eine Datei darin nennen."),
}


def _unreadable(name: str, error: OSError) -> DkbmError:
    reason, hint = _REASONS.get(
        type(error), ("lässt sich nicht lesen", "Ist es eine Verknüpfung, sie durch die Datei selbst ersetzen.")
    )
    return DkbmError(f"{name} {reason}.", hint)
