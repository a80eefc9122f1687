"""One event more in the file of one Kommune: our splice against a round trip through ruamel.yaml, in one process."""

import io
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from benchmarks.pairs import Pairs
from dkbm.text.document import Document
from dkbm.text.patch import Append, apply, spliced, to_splice
from dkbm.text.reader import read
from dkbm.text.spans import extents

EVENT: dict[str, Any] = {"ereignis": "beginn", "modul": 4, "datum": "2021-03", "quelle": "X01"}
PATCH = Append(("verlauf",), EVENT)
REPEAT = 10
"""So many of our edits are timed together for each round trip; one alone is too short to be timed well."""


def edit(file: Path, runs: int) -> Pairs:
    """The edit itself: find the place in a file that has been read, put the line in."""
    raw = file.read_bytes()
    document = _document(raw)

    def ours() -> bytes:
        extents.cache_clear()
        return spliced(document, raw, to_splice(document, PATCH))

    return _compare(ours, lambda: round_trip(raw), runs)


def whole_edit(file: Path, runs: int) -> Pairs:
    """The edit with all that makes it safe: read the file, put the line in, read it again, compare."""
    raw = file.read_bytes()

    def ours() -> bytes:
        extents.cache_clear()
        return apply(file.name, raw, [PATCH])

    return _compare(ours, lambda: round_trip(raw), runs)


def round_trip(raw: bytes) -> bytes:
    """The same through ruamel.yaml, set to keep as much of the file as it can."""
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 120
    yaml.indent(mapping=2, sequence=4, offset=2)
    value = yaml.load(raw)
    value["verlauf"].append(EVENT)
    target = io.BytesIO()
    yaml.dump(value, target)
    return target.getvalue()


def _document(raw: bytes) -> Document:
    document, findings = read("kommune.yaml", raw)
    if document is None:
        raise ValueError(findings[0].message)
    return document


def _compare(ours: Callable[[], bytes], theirs: Callable[[], bytes], runs: int) -> Pairs:
    """Both in turn after one warm-up each; both must give a file with the event in it."""
    for change in (ours, theirs):
        last = _document(change()).value["verlauf"][-1]
        if last != EVENT:
            raise ValueError(f"not the event that was meant: {last}")
    times = [(_seconds(ours, REPEAT), _seconds(theirs, 1)) for _ in range(runs)]
    first, second = zip(*times, strict=True)
    return Pairs(tuple(a / b for a, b in times), statistics.median(first), statistics.median(second))


def _seconds(change: Callable[[], bytes], repeat: int) -> float:
    start = time.perf_counter()
    for _ in range(repeat):
        change()
    return (time.perf_counter() - start) / repeat
