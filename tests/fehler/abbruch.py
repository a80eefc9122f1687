"""Faults from inside, cheaply: a forked child kills itself before its n-th call into C, thousands of times."""

import os
import random
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from dkbm.store.write import recover
from tests.fehler.lage import State, judge, reset, state
from tests.fehler.treiber import LINE, change

OLD: State = {"dkbm.yaml": b"name: Musterland\n", "data/a.yaml": b"a: 1\n", "data/k/b.yaml": b"b: 1\n"}


WRITES = 4
"""As many contents the largest scenario writes: three files and the journal."""


class Scenario(NamedTuple):
    """What is cut off: a change of some files, or (`twice`) the completing of one that was cut off already."""

    name: str
    files: tuple[str, ...]
    twice: bool = False


SCENARIOS = (
    Scenario("eine Datei", ("data/a.yaml",)),
    Scenario("drei Dateien", tuple(sorted(OLD))),
    Scenario("Vollenden einer abgebrochenen Änderung", tuple(sorted(OLD)), twice=True),
)


def expected(scenario: Scenario) -> State:
    return {name: content + LINE if name in scenario.files else content for name, content in OLD.items()}


def _child(action: Callable[[], object], last: int, torn: bool) -> int:
    """Do `action` in a child that dies before its call number `last` into C; return how it ended."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    count = 0

    def step(_frame: object, event: str, _called: object) -> None:
        nonlocal count
        if event == "c_call":
            count += 1
            if count == last:
                os.kill(os.getpid(), signal.SIGKILL)

    try:
        if torn:
            _tear(last)
        else:
            sys.setprofile(step)
        action()
        sys.setprofile(None)
    finally:
        os._exit(0)
    return 0


def _tear(number: int) -> None:
    """Let one of the first contents that are written get only half to the disk, and the process die with it.

    The lock is left out: its few bytes go out in one call.
    """
    real, left = os.write, number % WRITES

    def write(handle: int, data: bytes) -> int:
        nonlocal left
        if not bytes(data).startswith(b"prozess: "):
            left -= 1
            if left < 0:
                real(handle, data[: len(data) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
        return real(handle, data)

    os.write = write  # type: ignore[assignment]


def count_calls(root: Path, scenario: Scenario) -> int:
    """How many calls into C the scenario makes when nothing cuts it off."""
    low, high = 1, 1 << 14
    while low < high:  # the first number that is not reached
        middle = (low + high) // 2
        if _cut(root, scenario, middle) == 0:
            high = middle
        else:
            low = middle + 1
    return low - 1


def _cut(root: Path, scenario: Scenario, last: int, *, torn: bool = False) -> int:
    reset(root, OLD)
    if scenario.twice:
        _leave_noted(root, scenario)
        return _child(lambda: recover(root), last, torn)
    return _child(lambda: change(root, list(scenario.files)), last, torn)


def _leave_noted(root: Path, scenario: Scenario) -> None:
    """Leave a change that is noted but not begun, as a run that was killed after noting it does."""
    child = os.fork()
    if child == 0:
        from dkbm.store import journal  # noqa: PLC0415 -- only the child may be changed

        def die(root: Path, steps: tuple[journal.Step, ...]) -> None:  # noqa: ARG001
            if steps:
                os.kill(os.getpid(), signal.SIGKILL)

        journal.finish = die
        change(root, list(scenario.files))
        os._exit(0)
    os.waitpid(child, 0)


def cut_everywhere(root: Path, scenario: Scenario, times: int, seed: int) -> Iterator[str]:
    """Cut the scenario off `times` times, everywhere in turn, and yield each verdict: `alt`, `neu` or what is wrong."""
    total = count_calls(root, scenario)
    order = list(range(1, total + 1))
    random.Random(seed).shuffle(order)  # noqa: S311 -- a sample, no secret
    new = expected(scenario)
    for turn in range(times):
        ended = _cut(root, scenario, order[turn % total], torn=turn % 50 == 49)
        verdict = judge(root, OLD, new)
        if scenario.twice and verdict == "alt":
            verdict = "vorgemerkt, aber nicht vollendet"
        if ended == 0 and state(root) != new:
            verdict = "nicht abgebrochen, aber alt"
        yield verdict
