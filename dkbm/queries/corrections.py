"""What was reported for a day and what is known of it now: Kommunen whose answer is another one, and since when."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from pathlib import PurePosixPath
from typing import NamedTuple

from dkbm.dataset import Dataset, load
from dkbm.diagnostic import Severity
from dkbm.german import sort_key
from dkbm.kinds import KOPF, PROZESS, QUELLEN
from dkbm.lagen import LAGEN
from dkbm.model.kommune import Kommune
from dkbm.model.lage import Lage, lage_am
from dkbm.model.prozess import Prozess
from dkbm.model.quelle import Quelle
from dkbm.queries.declared import undeclared
from dkbm.queries.rows import Row

SHARED = (PROZESS, QUELLEN, KOPF)
"""The files that every answer rests on beside that of the Kommune."""
COUNTED = "data/kommunen/"


class Korrektur(NamedTuple):
    """A Kommune of which another answer is known than was reported; None: it was (or is) not in the dataset.

    `kommune` is as it is known now, or as it was reported if it is gone.
    """

    kommune: Kommune
    berichtet: Lage | None
    bekannt: Lage | None

    @property
    def was(self) -> str:
        """Say what differs: `stand` (where it stands) or only `beleg` (what attests it, how sure, since when)."""
        before, after = self.berichtet, self.bekannt
        return "beleg" if before and after and standing(before) == standing(after) else "stand"


class Line(NamedTuple):
    """The steps from one record to a later one, oldest first.

    `changed` are the names of the files that each step changed; `read(number, name)` is the content of a file behind
    a step, in the present version of the schema, and None where there is none; -1 is the record before the first.
    """

    changed: Sequence[frozenset[str]]
    read: Callable[[int, str], bytes | None]


class Wechsel(NamedTuple):
    """The step of a Line behind which a Kommune has another answer, and that answer."""

    step: int
    lage: Lage | None


class _Unknown:
    """No answer because a file could not be read; that is no change."""


_UNKNOWN = _Unknown()
_Answer = Lage | None | _Unknown


def standing(lage: Lage) -> tuple[str, int | None, int | None, int | None]:
    """Return where a Kommune stands: what figures are made of."""
    return lage.lage, lage.modul, lage.phase, lage.abgeschlossen


def reported(lage: Lage | None) -> tuple[object, ...] | None:
    """Return all that a report says of a Kommune on a day; what came later is no part of it."""
    return lage and (*standing(lage), lage.gewissheit, lage.seit, lage.zuletzt_belegt, lage.quelle)


def key_of(kommune: Kommune) -> str:
    """Return by what a Kommune is known again after its file got another name."""
    return kommune.schluessel or kommune.id


def corrections(before: Dataset, after: Dataset, stichtag: date, broken: Mapping[str, bytes]) -> tuple[Korrektur, ...]:
    """Return the Kommunen of which `after` gives another answer for the Stichtag than `before`, by name.

    Those whose file is among the `broken` (name -> content, of either side) are left out: of them nothing is known.
    """
    was, now = ({key_of(each): each for each in side.kommunen.values()} for side in (before, after))
    found: list[Korrektur] = []
    for key in {**now, **was}:
        kommune = now.get(key) or was[key]
        if not names_of(kommune, {name: [raw] for name, raw in broken.items()}):
            lagen = (_lage(was.get(key), before, stichtag), _lage(now.get(key), after, stichtag))
            found.append(Korrektur(kommune, *lagen))
    other = [each for each in found if reported(each.berichtet) != reported(each.bekannt)]
    return tuple(sorted(other, key=lambda each: (sort_key(each.kommune.name), key_of(each.kommune))))


def names_of(kommune: Kommune, files: Mapping[str, Sequence[bytes]]) -> tuple[str, ...]:
    """Return which of the files (name -> its contents) may be that of a Kommune, by name or by a key in them."""
    key = key_of(kommune).encode()
    counted = ((name, raws) for name, raws in files.items() if name.startswith(COUNTED))
    return tuple(
        name for name, raws in counted if PurePosixPath(name).stem == kommune.id or any(key in raw for raw in raws)
    )


def _lage(kommune: Kommune | None, dataset: Dataset, stichtag: date) -> Lage | None:
    return lage_am(kommune, stichtag, dataset.prozess, dataset.quellen) if kommune else None


def counts(before: Sequence[Row], after: Sequence[Row]) -> tuple[tuple[Lage, int, int], ...]:
    """Return for each place in the process how many stand there in both answers, in the order of the process."""
    was, now = ([standing(row.lage) for row in side] for side in (before, after))
    order = list(LAGEN)
    found = {standing(row.lage): row.lage for row in (*before, *after)}
    ranked = sorted(found, key=lambda place: (order.index(place[0]), *(number or 0 for number in place[1:])))
    return tuple((found[place], was.count(place), now.count(place)) for place in ranked)


def changes(korrektur: Korrektur, line: Line, stichtag: date, names: Sequence[str]) -> tuple[Wechsel, ...]:
    """Return the steps at which the answer for a Kommune changed, oldest first; its file had one of the `names`.

    Each step that touches its file is looked at; among those that touch only what all answers rest on, a change is
    searched by halving, so that one that was taken back before the file was touched again may go unseen.
    """

    @cache
    def answer(number: int) -> _Answer:
        return _answer(key_of(korrektur.kommune), line, number, names, stichtag)

    return tuple(_walk(line, frozenset(names), answer, korrektur.berichtet))


def _walk(
    line: Line, names: frozenset[str], answer: Callable[[int], _Answer], current: Lage | None
) -> Iterator[Wechsel]:
    own = [number for number, changed in enumerate(line.changed) if changed & names]
    shared = [number for number, changed in enumerate(line.changed) if changed.intersection(SHARED)]
    start = -1
    for stop in (*own, len(line.changed)):
        between = shared[bisect_left(shared, start + 1) : bisect_left(shared, stop)]
        while (flip := _flip(between, answer, current)) is not None:
            current = flip.lage
            yield flip
            between = between[between.index(flip.step) + 1 :]
        found = answer(stop) if stop < len(line.changed) else _UNKNOWN
        if not isinstance(found, _Unknown) and reported(found) != reported(current):
            current = found
            yield Wechsel(stop, found)
        start = stop


def _flip(numbers: Sequence[int], answer: Callable[[int], _Answer], current: Lage | None) -> Wechsel | None:
    """Find a step behind which the answer is another one, if it is so behind the last that can be read."""
    known = list(numbers)
    while known and isinstance(answer(known[-1]), _Unknown):
        known.pop()
    if not known or not _differs(answer(known[-1]), current):
        return None
    step = known[bisect_left(known, True, key=lambda number: _differs(answer(number), current))]
    found = answer(step)
    return None if isinstance(found, _Unknown) else Wechsel(step, found)


def _differs(found: _Answer, current: Lage | None) -> bool:
    return not isinstance(found, _Unknown) and reported(found) != reported(current)


def _answer(key: str, line: Line, number: int, names: Sequence[str], stichtag: date) -> _Answer:
    state = _state(line.read(number, PROZESS) or b"", line.read(number, QUELLEN) or b"")
    files = ((name, line.read(number, name)) for name in names)
    loaded = [_kommune(name, raw) for name, raw in files if raw is not None]
    found = next((each for each in loaded if each is not None and key_of(each) == key), None)
    if state is None or (found is None and None in loaded):
        return _UNKNOWN
    if found is None:
        return None
    prozess, quellen = state
    return _UNKNOWN if undeclared(found, prozess, quellen) else lage_am(found, stichtag, prozess, quellen)


@lru_cache(maxsize=4096)
def _kommune(name: str, raw: bytes) -> Kommune | None:
    loaded = load({name: raw})
    return next(iter(loaded.dataset.kommunen.values()), None)


@lru_cache(maxsize=256)
def _state(prozess: bytes, quellen: bytes) -> tuple[Prozess, dict[str, Quelle]] | None:
    loaded = load({PROZESS: prozess, QUELLEN: quellen})
    if any(each.severity is Severity.FEHLER for each in loaded.diagnostics) or not loaded.dataset.quellen:
        return None
    return loaded.dataset.prozess, loaded.dataset.quellen
