"""The dataset on disk: find its root, list its files, read them. Links are never followed (S 86)."""

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from dkbm.errors import DkbmError
from dkbm.kinds import KOPF

MARKER = KOPF
DATA = "data"
SCHEMAS = "schemas"
MAX_FILES = 20_000
"""All Kreise and Gemeinden of Germany are some 11,000 files; more than this is no dataset."""
MAX_BYTES = 1024 * 1024 + 1
"""One byte more than the reader accepts: enough for it to say that a file is too large."""
Trouble = Callable[[str, DkbmError], None]


class Contents(NamedTuple):
    """What lies in a dataset: the `files` by name, the names of what else lies there (links, other suffixes).

    `unreadable` says of each file and folder that could not be read why, as a DkbmError with message and hint.
    """

    files: dict[str, bytes]
    strangers: tuple[str, ...]
    unreadable: dict[str, DkbmError]


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


def read_dataset(root: Path) -> Contents:
    """Return what can be read of the dataset, in one walk; what cannot be read hides nothing of the rest.

    Raises DkbmError if `data/` is missing or cannot be listed, or if there are more than MAX_FILES.
    """
    unreadable: dict[str, DkbmError] = {}
    entries = _entries(root, unreadable.__setitem__)
    own = [MARKER] if stat.S_ISREG(_mode(root / MARKER)) else []
    files = _readable(root, sorted(own + [name for name, belongs in entries if belongs]), unreadable)
    return Contents(files, tuple(sorted(name for name, belongs in entries if not belongs)), unreadable)


def read_schemas(root: Path) -> Contents:
    """Return the schemas that lie beside the dataset for editors, read with the same care; without any, nothing."""
    unreadable: dict[str, DkbmError] = {}
    if not stat.S_ISDIR(_mode(root / SCHEMAS)):
        return Contents({}, (), {})
    found = _walk(root, SCHEMAS, unreadable.__setitem__, suffix=".schema.json")
    names = sorted(name for name, belongs in found if belongs and name.count("/") == 1)
    return Contents(_readable(root, names, unreadable), (), unreadable)


def _readable(root: Path, names: list[str], unreadable: dict[str, DkbmError]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for name in names:
        try:
            files[name] = _read(root, name)
        except DkbmError as error:
            unreadable[name] = error
    return files


def _refuse(name: str, error: DkbmError) -> None:
    del name
    raise error


def _entries(root: Path, trouble: Trouble = _refuse) -> list[tuple[str, bool]]:
    """Every visible entry under `data/` but plain folders, and whether it is a file of the dataset.

    `trouble` hears of a folder that cannot be listed; `data/` itself must be.
    """
    if not stat.S_ISDIR(_mode(root / DATA)):
        raise DkbmError(
            f"In {root} fehlt der Ordner {DATA}/.", f"Der Ordner {DATA}/ neben {MARKER} enthält den Datensatz."
        )
    entries: list[tuple[str, bool]] = []
    for entry in _walk(root, DATA, trouble):
        entries.append(entry)
        if len(entries) > MAX_FILES:
            raise DkbmError(
                f"Unter {root / DATA} liegen mehr als {MAX_FILES} Dateien; so viele liest dkbm nicht.",
                "Prüfen, ob --daten auf den richtigen Ordner zeigt.",
            )
    return entries


def _walk(root: Path, top: str, trouble: Trouble, suffix: str = ".yaml") -> Iterator[tuple[str, bool]]:
    pending = [top]
    while pending:
        folder = pending.pop()
        for entry in _scan(root, folder, _refuse if folder == DATA else trouble):
            name = f"{folder}/{entry.name}"
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                pending.append(name)
            else:
                yield name, entry.name.endswith(suffix) and entry.is_file(follow_symlinks=False)


def _scan(root: Path, folder: str, trouble: Trouble) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(root / folder) as entries:
            return list(entries)
    except OSError as error:
        trouble(folder, _unreadable(folder, error))
        return []


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
