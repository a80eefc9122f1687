"""Compare two commands fairly: in turn, A B A B …, by the ratio of each pair."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

Command = Sequence[str | Path]


class Pairs(NamedTuple):
    """What a comparison gave: the ratio A/B pair by pair, and the median seconds of each side (wall clock)."""

    ratios: tuple[float, ...]
    seconds_a: float
    seconds_b: float

    @property
    def ratio(self) -> float:
        """The median of the ratios."""
        return statistics.median(self.ratios)


def compare(a: Command, b: Command, runs: int, folder: Path) -> Pairs:
    """Run both commands `runs` times in turn after one warm-up each; both must end with exit status 0."""
    for command in (a, b):
        run(command, folder)
    times = [(run(a, folder), run(b, folder)) for _ in range(runs)]
    first, second = zip(*times, strict=True)
    ratios = tuple(x / y for x, y in times)
    return Pairs(ratios, statistics.median(first), statistics.median(second))


def run(command: Command, folder: Path) -> float:
    """The wall seconds of one run; the run must succeed (exit status 0)."""
    start = time.perf_counter()
    result = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, check=False)
    seconds = time.perf_counter() - start
    if result.returncode != 0:
        sys.exit(f"exit status {result.returncode}: {command}\n{result.stdout.decode()}{result.stderr.decode()}")
    return seconds


def environment() -> dict[str, str]:
    """The environment of a run, with a fixed clock and without what changes the output."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DKBM_", "PYTHON"))}
    return kept | {"DKBM_HEUTE": "2026-11-22", "PYTHONUTF8": "1"}
