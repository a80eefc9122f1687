"""Power loss as a model: what may lie on the disk when the power fails after any step of a change (S 82).

The rules are harsher than any file system in use: a name that was created, renamed or removed lasts only once its
folder was synced, and until then each such step may have reached the disk or not, independently of all others;
of a content that was not synced, nothing, half or all may be there.
"""

import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

Disk = dict[str, bytes]


class Step(NamedTuple):
    """One thing a program told the disk: create, write, sync, rename, unlink, mkdir or sync_folder."""

    kind: str
    path: str
    other: str = ""
    data: bytes = b""


def watch(action: Callable[[], object]) -> list[Step]:
    """Do `action` and return what it told the disk, in order."""
    log: list[Step] = []
    names: dict[int, str] = {}
    real_open, real_write, real_fsync = os.open, os.write, os.fsync
    real_replace, real_unlink, real_mkdir = os.replace, os.unlink, os.mkdir

    def watched_open(path: str | Path, flags: int, *rest: int) -> int:
        handle = real_open(path, flags, *rest)
        names[handle] = str(path)
        if flags & os.O_CREAT:
            log.append(Step("create", str(path)))
        return handle

    def watched_write(handle: int, data: bytes) -> int:
        log.append(Step("write", names[handle], data=bytes(data)))
        return real_write(handle, data)

    def watched_fsync(handle: int) -> None:
        real_fsync(handle)
        log.append(Step("sync_folder" if Path(names[handle]).is_dir() else "sync", names[handle]))

    def watched_replace(old: Path, new: Path) -> None:
        real_replace(old, new)
        log.append(Step("rename", str(old), str(new)))

    def watched_unlink(path: Path) -> None:
        real_unlink(path)
        log.append(Step("unlink", str(path)))

    def watched_mkdir(path: Path, mode: int = 0o777) -> None:
        real_mkdir(path, mode)
        log.append(Step("mkdir", str(path)))

    with (
        patch.object(os, "open", watched_open),
        patch.object(os, "write", watched_write),
        patch.object(os, "fsync", watched_fsync),
        patch.object(os, "replace", watched_replace),
        patch.object(os, "unlink", watched_unlink),
        patch.object(os, "mkdir", watched_mkdir),
    ):
        action()
    return log


def states(before: Disk, log: list[Step]) -> Iterator[Disk]:
    """Yield every content of the disk that a power failure may leave, after each step of the log."""
    seen: set[tuple[tuple[str, bytes], ...]] = set()
    for end in range(len(log) + 1):
        for disk in _after(before, log[:end]):
            key = tuple(sorted(disk.items()))
            if key not in seen:
                seen.add(key)
                yield disk


Change = tuple[str, int | None, str]
"""A name, the content it got (None: it was removed), and the name that content had before."""


class _Model:
    """A disk that has been told some steps: contents by number, the names they have, and what of that will last."""

    def __init__(self, before: Disk) -> None:
        self.contents = dict(enumerate(before.values()))
        self.solid = dict.fromkeys(self.contents, True)
        self.now = {path: number for number, path in enumerate(before)}
        self.lasting = dict(self.now)
        self.changes: list[Change] = []

    def take(self, step: Step) -> None:
        action = getattr(self, f"_{step.kind}", None)
        if action is not None:
            action(step)

    def _create(self, step: Step) -> None:
        number = len(self.contents)
        self.contents[number], self.solid[number] = b"", False
        self.now[step.path] = number
        self.changes.append((step.path, number, ""))

    def _write(self, step: Step) -> None:
        self.contents[self.now[step.path]] += step.data
        self.solid[self.now[step.path]] = False

    def _sync(self, step: Step) -> None:
        self.solid[self.now[step.path]] = True

    def _rename(self, step: Step) -> None:
        self.now[step.other] = self.now.pop(step.path)
        self.changes.append((step.other, self.now[step.other], step.path))

    def _unlink(self, step: Step) -> None:
        self.now.pop(step.path, None)
        self.changes.append((step.path, None, ""))

    def _sync_folder(self, step: Step) -> None:
        mine = [change for change in self.changes if str(Path(change[0]).parent) == step.path]
        for change in mine:
            _apply(self.lasting, change)
        self.changes = [change for change in self.changes if change not in mine]

    def after_failure(self) -> Iterator[Disk]:
        """Yield what may lie there: any of the changes that were not synced, and any share of such contents."""
        for chosen in itertools.product((False, True), repeat=len(self.changes)):
            names = dict(self.lasting)
            for change in itertools.compress(self.changes, chosen):
                _apply(names, change)
            soft = sorted({number for number in names.values() if not self.solid[number]})
            for halves in itertools.product((0, 1, 2), repeat=len(soft)):
                part = dict(zip(soft, halves, strict=True))
                yield {path: self._share(number, part.get(number, 2)) for path, number in names.items()}

    def _share(self, number: int, halves: int) -> bytes:
        return self.contents[number][: len(self.contents[number]) * halves // 2]


def _after(before: Disk, log: list[Step]) -> Iterator[Disk]:
    model = _Model(before)
    for step in log:
        model.take(step)
    return model.after_failure()


def _apply(names: dict[str, int], change: Change) -> None:
    name, number, source = change
    if number is None:
        names.pop(name, None)
    else:
        names[name] = number
        if source and names.get(source) == number:
            del names[source]
