"""One writer at a time: the file `.dkbm-lock` at the root of a dataset, created exclusively (S 79, 83, 84).

One lock for the whole dataset and not one per file: a change is judged by rules that look across files.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dkbm.errors import DkbmError
from dkbm.store.owner import Owner, as_text, is_alive, myself, parse
from dkbm.store.trouble import trouble

NAME = ".dkbm-lock"
PATIENCE = 10.0
"""Seconds to wait for another writer; a change takes some hundredths of a second."""


class LockedError(DkbmError):
    """Someone else holds the lock, or it cannot be known whether they still do."""


def holder(root: Path) -> tuple[bytes, Owner | None] | None:
    """Return the content of the lock and whom it names; None if the dataset is not locked."""
    try:
        raw = (root / NAME).read_bytes()
    except OSError:
        return None
    return raw, parse(raw)


@contextmanager
def locked(root: Path, patience: float = PATIENCE) -> Iterator[str | None]:
    """Hold the lock of a dataset; the value is a German line if the lock of a dead run had to be lifted, else None.

    Raises LockedError after `patience` seconds, DkbmError if no lock can be created.
    """
    lifted, content = _acquire(root, patience)
    try:
        yield lifted
    finally:
        _release(root, content)


def _acquire(root: Path, patience: float) -> tuple[str | None, bytes]:
    until = time.monotonic() + patience
    lifted = None
    while True:
        content = as_text(myself()).encode()
        with _turn(root) as mine:
            if mine is not None and _create(root / NAME, content):
                return lifted, content
            found = holder(root)
            if mine and found is not None and is_left_over(*found):
                (root / NAME).unlink(missing_ok=True)
                lifted = f"Die Sperre eines abgebrochenen Laufs ist aufgehoben ({_whose(found[1])})."
                continue
        if time.monotonic() > until:
            raise LockedError(*explain(root))
        time.sleep(0.002 + os.urandom(1)[0] / 10_000)  # apart from the others that wait


@contextmanager
def _turn(root: Path) -> Iterator[bool | None]:
    """Take turns in looking at the lock file: None while another process of this machine looks.

    False means that this system or disk knows no such turns; then no lock is ever lifted, as its creator might be
    just about to fill it. The kernel ends a turn when its process dies.
    """
    handle = None
    try:
        import fcntl  # noqa: PLC0415 -- not there on Windows

        handle = os.open(root, os.O_RDONLY)
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        turn: bool | None = True
    except BlockingIOError:
        turn = None
    except (ImportError, OSError):
        turn = False
    try:
        yield turn
    finally:
        if handle is not None:
            with suppress(OSError):
                os.close(handle)


def _create(path: Path, content: bytes) -> bool:
    """Create and fill the lock, False if there is one. Raises DkbmError if neither is possible."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o644)
    except FileExistsError:
        return False
    except OSError as error:
        raise trouble(NAME, error) from None
    try:
        try:
            os.write(handle, content)
        finally:
            os.close(handle)
    except OSError as error:
        with suppress(OSError):
            path.unlink()
        raise trouble(NAME, error) from None
    return True


def is_left_over(raw: bytes, owner: Owner | None) -> bool:
    """Say whether nobody can hold the lock any more: its process is dead, or died before it could sign."""
    return not raw or (owner is not None and is_alive(owner) is False)


def _whose(owner: Owner | None) -> str:
    return owner.described() if owner else "er brach ab, ehe er sich eintragen konnte"


def _release(root: Path, content: bytes) -> None:
    """Remove the lock if it is still ours. A lock that cannot be removed is no harm to what was written."""
    found = holder(root)
    if found is not None and found[0] == content:
        with suppress(OSError):
            (root / NAME).unlink()


def explain(root: Path) -> tuple[str, str]:
    """Return in German who holds the lock, and what to do."""
    found = holder(root)
    if found is None:
        return "Der Datensatz wird gerade von anderen geändert.", "Den Befehl wiederholen."
    raw, owner = found
    remove = f"rm '{root / NAME}'"
    if owner is None:
        message = f"Der Datensatz ist gesperrt; {NAME} nennt nicht, von wem{'' if raw else ' (die Datei ist leer)'}."
        return message, f"Wenn niemand sonst daran arbeitet, die Sperre aufheben: {remove}"
    alive = is_alive(owner)
    if alive:
        message = f"Der Datensatz wird gerade geändert: {owner.described()}."
        return message, "Warten, bis der andere Befehl fertig ist, und diesen wiederholen."
    if alive is False:
        message = f"Der Datensatz ist gesperrt, der Lauf aber abgebrochen: {owner.described()}."
        return message, f"Der nächste schreibende Befehl hebt die Sperre auf; von Hand: {remove}"
    message = (
        f"Der Datensatz ist gesperrt: {owner.described()}. Ob dort noch geschrieben wird, ist von hier nicht zu sehen."
    )
    return message, f"Dort nachsehen, ob dkbm noch läuft. Wenn nicht, die Sperre aufheben: {remove}"
