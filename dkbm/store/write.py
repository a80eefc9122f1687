"""Replace files of the dataset so that at any moment the old or the new content is there, never a mixture (S 79–87)."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from dkbm.errors import DkbmError
from dkbm.store import journal, place
from dkbm.store.disk import beside, discard, leftovers, prepare, sync_folder
from dkbm.store.lock import NAME as LOCK
from dkbm.store.lock import locked
from dkbm.store.trouble import trouble, unconfirmed


class Write(NamedTuple):
    """One file: its name from the root of the dataset, the content read before (None: no file), the new content."""

    name: str
    old: bytes | None
    new: bytes


class ChangedError(DkbmError):
    """A file is no longer as it was when it was read; nothing was written, the command can be repeated."""


def write(root: Path, writes: Sequence[Write]) -> None:
    """Put all new contents in place, or none of them.

    Raises ChangedError if someone else changed a file meanwhile, LockedError if someone else is writing, DkbmError
    if the disk refuses; what state the files are in then, the message says.
    """
    if len({entry.name for entry in writes}) != len(writes):
        raise ValueError("a file can be written only once in one change")
    for entry in writes:
        place.check_name(entry.name, new=entry.old is None)
    changes = [entry for entry in writes if entry.new != entry.old]
    if changes:
        with locked(root):
            journal.complete(root)
            _carry_out(root, changes)


def _carry_out(root: Path, changes: list[Write]) -> None:
    try:
        for entry in changes:
            _prepare(root, entry)
        _compare(root, changes)
    except BaseException:  # also Ctrl-C
        _withdraw(root, changes)
        raise
    if len(changes) == 1:
        _replace(root, changes[0].name)
    else:
        _replace_all(root, changes)


def _prepare(root: Path, entry: Write) -> None:
    found = place.current(root, entry.name)
    if found is None:
        place.make_folders(root, entry.name)
    try:
        prepare(root / entry.name, entry.new, found[1] if found else None)
    except OSError as error:
        raise trouble(entry.name, error) from None


def _withdraw(root: Path, changes: list[Write]) -> None:
    for entry in changes:
        discard(beside(root / entry.name))


def _compare(root: Path, changes: list[Write]) -> None:
    """Raise ChangedError unless every file is as it was read."""
    for entry in changes:
        found = place.current(root, entry.name)
        if (found[0] if found else None) != entry.old:
            what = "gibt es inzwischen schon" if entry.old is None else "wurde inzwischen geändert"
            what = "gibt es nicht mehr" if found is None else what
            raise ChangedError(
                f"{entry.name} {what}; nichts wurde geschrieben.", "Den Befehl wiederholen: Er liest die Datei neu."
            )


def _step(entry: Write) -> journal.Step:
    old = None if entry.old is None else journal.digest(entry.old)
    return journal.Step(entry.name, old, journal.digest(entry.new))


def _replace(root: Path, name: str) -> None:
    path = root / name
    try:
        beside(path).replace(path)
    except BaseException as error:  # also Ctrl-C
        discard(beside(path))
        raise (trouble(name, error) if isinstance(error, OSError) else error) from None
    try:
        sync_folder(path.parent)
    except OSError as error:
        raise unconfirmed(name, error) from None


def _replace_all(root: Path, changes: list[Write]) -> None:
    """Note the change and complete it. What was prepared goes away only while the change does not count."""
    steps = tuple(_step(entry) for entry in changes)
    try:
        _sync_folders(root, changes)
        journal.record(root, steps)
    except journal.PendingError:
        raise
    except DkbmError:
        _withdraw(root, changes)
        raise
    try:
        journal.finish(root, steps)
    except journal.StuckError:  # someone changed a file while the journal was written
        journal.withdraw(root)
        _withdraw(root, changes)
        _compare(root, changes)
        raise


def _sync_folders(root: Path, changes: list[Write]) -> None:
    """Make the names of what was prepared last: the journal must not outlive them."""
    for folder, name in {(root / entry.name).parent: entry.name for entry in changes}.items():
        try:
            sync_folder(folder)
        except OSError as error:
            raise trouble(name, error) from None


def recover(root: Path) -> tuple[str, ...]:
    """Tidy up after a run that was cut off and return in German what was done; () if there was nothing to do.

    A noted change is completed, the lock of a dead process lifted, prepared contents that never counted are removed.
    Raises LockedError while another process writes, DkbmError if the change cannot be completed.
    """
    if not any(os.path.lexists(root / name) for name in (LOCK, journal.NAME)):
        return ()
    with locked(root) as lifted:
        completed = journal.complete(root)
        removed = leftovers(root) if lifted or completed else []
        for name in removed:
            discard(root / name)
    lines = [lifted] if lifted else []
    if completed:
        lines.append(f"Eine unterbrochene Änderung ist vollendet: {', '.join(completed)}.")
    if removed:
        lines.append(f"Reste eines abgebrochenen Laufs sind entfernt: {', '.join(removed)}.")
    return tuple(lines)
