"""Faults from outside, into the real command: strace kills it at a system call or lets that call fail."""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.fehler.lage import Case, State, judge, reset, state

ROOT = Path(__file__).parents[2]
ERRORS = ("ENOSPC", "EIO", "EROFS", "EACCES", "EDQUOT")
FAULTS = ("KILL", *ERRORS)
_NO_DISK = re.compile(
    r"m(map|unmap|protect|advise|remap)|brk|futex|rt_sig\w+|exit\w*|get(pid|tid|uid|euid|gid|egid|random|cwd)|clock_\w+"
    r"|(poll|pselect6|wait4|clone\w*|vfork|pipe2?|kill|sched_\w+|sigaltstack|prlimit64|sysinfo|uname)"
)
"""Calls that can be cut off but have nothing to do with the disk: no disk error is put into them."""


class Point(NamedTuple):
    """The `number`th call of `call` by the program, and what happens to it."""

    call: str
    number: int
    fault: str

    @property
    def option(self) -> str:
        what = "signal=KILL" if self.fault == "KILL" else f"error={self.fault}"
        return f"inject={self.call}:{what}:when={self.number}"


class Outcome(NamedTuple):
    """What a fault led to: `alt`, `neu`, `verfehlt` (the call did not occur in time), or what went wrong."""

    point: Point
    verdict: str
    ok: bool


def available() -> bool:
    """Whether strace is here and allowed to trace."""
    if shutil.which("strace") is None:
        return False
    command = ["strace", "-qq", "-o", os.devnull, "true"]
    return subprocess.run(command, capture_output=True, check=False, timeout=20).returncode == 0


def _trace(case: Case, log: Path, *options: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command under strace. Only the program itself is traced, not what it calls."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("DKBM_", "PYTEST_", "COV_"))}
    environment |= {
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(ROOT),
        "DKBM_HEUTE": "2026-11-22",
    }
    command = ["strace", "-qq", "-o", str(log), *(part for option in options for part in ("-e", option)), *case.command]
    return subprocess.run(
        command, capture_output=True, stdin=subprocess.DEVNULL, env=environment, cwd=ROOT, check=False, timeout=60
    )


def learn(name: str, command: list[str], root: Path, old: State) -> Case:
    """Run the command once undisturbed, to know where it leads."""
    reset(root, old)
    case = Case(name, command, old, {})
    answer = _trace(case, root.parent / "probe.log")
    assert answer.returncode == 0, answer.stderr.decode()
    new = state(root)
    assert new != old
    return case._replace(new=new)


def points(case: Case, root: Path) -> list[Point]:
    """Every system call from the creation of the lock to its removal, with every fault that can meet it."""
    reset(root, case.old)
    log = root.parent / "punkte.log"
    _trace(case, log)
    calls = [line.partition("(")[0] for line in _lines(log)]
    window = [number for number, line in enumerate(_lines(log)) if _is_lock(line)]
    counted: Counter[str] = Counter()
    found: list[Point] = []
    for number, call in enumerate(calls):
        counted[call] += 1
        if window[0] <= number <= window[-1]:
            found += [Point(call, counted[call], fault) for fault in _faults(call)]
    return found


def _lines(log: Path) -> list[str]:
    return [line for line in log.read_text(errors="replace").splitlines() if re.match(r"\w+\(", line)]


def _is_lock(line: str) -> bool:
    """Whether a call creates or removes the lock."""
    return '.dkbm-lock"' in line and ("O_EXCL" in line or line.startswith("unlink"))


def _faults(call: str) -> tuple[str, ...]:
    return ("KILL",) if _NO_DISK.fullmatch(call) else FAULTS


def hit(case: Case, root: Path, point: Point) -> Outcome:
    """Run the command with one fault and judge what it left."""
    reset(root, case.old)
    log = root.parent / "fehler.log"
    answer = _trace(case, log, point.option)
    if not _was_hit(log, point):
        return Outcome(point, "verfehlt", ok=True)
    complaint = answer.stderr.decode("utf-8", "replace")
    claimed = answer.returncode == 0
    verdict = judge(root, case.old, case.new)
    if verdict not in ("alt", "neu"):
        return Outcome(point, verdict, ok=False)
    if claimed and verdict == "alt":
        return Outcome(point, "Status 0, aber alt", ok=False)
    if point.fault != "KILL" and ("Traceback" in complaint or not (claimed or complaint)):
        return Outcome(point, f"keine Erklärung: {complaint[-300:]}", ok=False)
    return Outcome(point, verdict, ok=True)


def _was_hit(log: Path, point: Point) -> bool:
    """Whether the fault met a call after the lock was created: the numbers of calls may differ from run to run."""
    lines = _lines(log)
    locked = next((number for number, line in enumerate(lines) if _is_lock(line)), None)
    if locked is None:
        return False
    if point.fault == "KILL":
        return log.read_text(errors="replace").rstrip().endswith("+++ killed by SIGKILL +++")
    return any("(INJECTED)" in line for line in lines[locked:])


def hit_all(case: Case, root: Path, chosen: list[Point]) -> Iterator[Outcome]:
    """Try the points one after the other; one that was missed is tried again, twice at most."""
    for point in chosen:
        outcome = hit(case, root, point)
        for _ in range(2):
            if outcome.verdict == "verfehlt":
                outcome = hit(case, root, point)
        yield outcome


def driver(root: Path, *names: str) -> list[str]:
    """The command that only calls the store."""
    return [sys.executable, "-m", "tests.fehler.treiber", str(root), *names]
