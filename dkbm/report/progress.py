"""How far a long run is: a bar on stderr, only where a person looks at a terminal."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress(label: str, total: int) -> Iterator[Callable[[], None]]:
    """Give a function to call after each of `total` steps; without a terminal it does nothing."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb" or total < 2:
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415 -- 40 ms that only a terminal needs to spend
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    console = Console(stderr=True, highlight=False, emoji=False, markup=False)
    text = TextColumn("{task.description}", markup=False)
    with Progress(text, BarColumn(), MofNCompleteColumn(), console=console, transient=True) as bar:
        task = bar.add_task(label, total=total)
        yield lambda: bar.advance(task)
