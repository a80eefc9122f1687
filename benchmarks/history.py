"""Git's part of `--stand`: 45 files at one of 2,000 commits, against an empty run of git."""

import statistics
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.pairs import Pairs
from dkbm.store.stand import read_stand, resolve_stand


def reading(root: Path, stand: str, runs: int) -> Pairs:
    """Find the commit and read every file of the dataset; the yardstick is `git --version`, which only starts git."""
    kommunen = [name for name in read_stand(root, resolve_stand(root, stand)).files if "/kommunen/" in name]
    if len(kommunen) != 45:
        raise ValueError(f"not the dataset that was meant: {len(kommunen)} Kommunen")
    times = [
        (
            _seconds(lambda: read_stand(root, resolve_stand(root, stand))),
            _seconds(lambda: subprocess.run(["git", "--version"], capture_output=True, check=True)),
        )
        for _ in range(runs)
    ]
    first, second = zip(*times, strict=True)
    return Pairs(tuple(a / b for a, b in times), statistics.median(first), statistics.median(second))


def _seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start
