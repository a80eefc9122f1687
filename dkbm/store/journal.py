"""Several files in one change: all prepared, then noted in a journal, then put in place one by one (S 85).

The renaming of the journal decides: before it everything is old, after it the change counts and the next start
completes it.
"""

import json
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from dkbm.errors import DkbmError
from dkbm.store import place
from dkbm.store.disk import beside, discard, prepare, read, sync_folder
from dkbm.store.trouble import trouble, unconfirmed

NAME = ".dkbm-journal"
_VERSION = 1


class Step(NamedTuple):
    """One file of a change: its name and the hashes of its old (None: no file) and new content."""

    datei: str
    alt: str | None
    neu: str


def digest(content: bytes) -> str:
    """Return the hash by which a content is recognised."""
    return sha256(content).hexdigest()


class PendingError(DkbmError):
    """The change is noted and counts, but is not completed yet: what was prepared for it must stay."""


class StuckError(DkbmError):
    """The change that was noted no longer fits the files; nothing was moved."""


def record(root: Path, steps: tuple[Step, ...]) -> None:
    """Note a prepared change. Raises DkbmError if it does not count, PendingError if it does but may not last."""
    content = json.dumps({"fassung": _VERSION, "schritte": [step._asdict() for step in steps]}, indent=1).encode()
    try:
        prepare(root / NAME, content).replace(root / NAME)
    except OSError as error:
        discard(beside(root / NAME))
        raise trouble(NAME, error) from None
    try:
        sync_folder(root)
    except OSError as error:
        withdraw(root, error)
        raise trouble(NAME, error) from None


def withdraw(root: Path, cause: OSError | None = None) -> None:
    """Take a change back of which nothing has been put in place. Raises PendingError if that cannot be done."""
    try:
        (root / NAME).unlink()
    except OSError as error:
        outcome = "Die Änderung ist vorgemerkt; der nächste schreibende Befehl vollendet sie."
        raise trouble(NAME, cause or error, outcome, PendingError) from None


def pending(root: Path) -> tuple[Step, ...]:
    """Return the change that was noted and not completed, () if there is none.

    Raises DkbmError if the journal cannot be read.
    """
    try:
        content = json.loads((root / NAME).read_bytes())
        if content["fassung"] != _VERSION:
            raise ValueError
        return tuple(Step(step["datei"], step["alt"], step["neu"]) for step in content["schritte"])
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise trouble(NAME, error) from None
    except (ValueError, KeyError, TypeError):
        raise DkbmError(
            f"{NAME} ist nicht zu lesen; ob eine Änderung unvollendet blieb, ist darum nicht zu sagen.",
            f"Die Dateien mit »git status« prüfen, dann {NAME} löschen.",
        ) from None


def complete(root: Path) -> tuple[str, ...]:
    """Complete the change that was noted, and return its files; () if there is none. The lock must be held.

    Raises StuckError if a file has been changed since by someone else, PendingError if the disk refuses.
    """
    steps = pending(root)
    finish(root, steps)
    return tuple(step.datei for step in steps)


def finish(root: Path, steps: tuple[Step, ...]) -> None:
    """Put in place what these steps say, like `complete`."""
    done, name = 0, NAME
    try:
        paths = {step: _waiting(root, step) for step in steps}
        done = sum(path is None for path in paths.values())
        for step, path in paths.items():
            if path is not None:
                name = step.datei
                path.replace(root / name)
                done += 1
    except OSError as error:
        outcome = f"{done} von {len(steps)} Dateien der Änderung sind geschrieben; der nächste Befehl vollendet sie."
        raise trouble(name, error, outcome, PendingError) from None
    if steps:
        _close(root, steps)


def _waiting(root: Path, step: Step) -> Path | None:
    """Return the prepared content that must still be put in place, None if it is.

    Raises StuckError if it neither is in place nor can be put there, OSError if that cannot be seen.
    """
    place.check_name(step.datei, new=False)
    path = place.target(root, step.datei)
    there = _digest(path)
    if there == step.neu:
        return None
    if there != step.alt or _digest(beside(path)) != step.neu:
        raise StuckError(
            f"Eine unterbrochene Änderung lässt sich nicht vollenden: {step.datei} passt nicht mehr zu ihr.",
            f"Die neue Fassung steht, wenn sie noch da ist, in {beside(path).relative_to(root).as_posix()}. "
            f"Von Hand übernehmen, was gelten soll, dann {NAME} löschen.",
        )
    return beside(path)


def _digest(path: Path) -> str | None:
    found = read(path)
    return digest(found[0]) if found else None


def _close(root: Path, steps: tuple[Step, ...]) -> None:
    """Make the renames last, then take the journal away: it is needed until they do."""
    names = ", ".join(step.datei for step in steps)
    try:
        for folder in sorted({(root / step.datei).parent for step in steps}):
            sync_folder(folder)
        (root / NAME).unlink()
    except OSError as error:
        raise unconfirmed(names, error) from None
