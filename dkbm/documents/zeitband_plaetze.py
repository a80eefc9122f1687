"""Where the steps of the time line stand: their years, lanes and rows, and whether their words have room."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from dkbm.datum import Datum

BREITE, RINNE, RAND = 740, 112, 2
"""The picture is so wide; names of lanes stand in the gutter to the left."""
PUNKT = 9
"""Half of what a step takes at least."""
_ZEICHEN = 7.0
"""The room a letter takes at most on average."""
_LAENGSTE = 34


class Marke(NamedTuple):
    """A step with the number it has in the table; `bahn` names its lane."""

    nummer: int
    bahn: str
    datum: Datum
    text: str
    erschlossen: bool = False


class Zahl(NamedTuple):
    """How many meetings there were; `text` is what stands for it where that is more than the number."""

    anzahl: int
    erschlossen: bool = False
    text: str = ""


class Reihe(NamedTuple):
    """The meetings of a group by year."""

    name: str
    zahlen: Mapping[int, Zahl]


class Platz(NamedTuple):
    """Where a step is drawn: from where to where on the axis, where its words begin, and in which row.

    Words that stand before the step end at `text_x` (`davor`). `von` and `bis` are all the room it takes.
    """

    marke: Marke
    links: float
    rechts: float
    text_x: float | None
    von: float
    bis: float
    zeile: int = 0
    davor: bool = False


class Achse(NamedTuple):
    """The years from the first to the last, across the room beside the gutter."""

    von: int
    bis: int

    @property
    def jahr(self) -> float:
        """How wide a year is."""
        return (BREITE - RINNE - RAND) / (self.bis - self.von + 1)

    def x(self, day: date) -> float:
        """Where a day begins."""
        if day.year < self.von:
            return RINNE
        if day.year > self.bis:
            return BREITE - RAND
        start = date(day.year, 1, 1)
        days = (date(day.year, 12, 31) - start).days + 1
        return RINNE + (day.year - self.von + (day - start).days / days) * self.jahr


def jahre(marken: Iterable[Marke], reihen: Iterable[Reihe]) -> tuple[int, int]:
    """Return the first and the last year of the band; there must be something to draw."""
    axis = achse_von(marken, reihen)
    if axis is None:
        raise ValueError("nothing to draw")
    return axis.von, axis.bis


def achse_von(marken: Iterable[Marke], reihen: Iterable[Reihe]) -> Achse | None:
    """Return the years there is something to draw of; None for nothing."""
    days = [day for marke in marken for day in (marke.datum.lo, marke.datum.hi) if date.min < day < date.max]
    years = [*(day.year for day in days), *(year for reihe in reihen for year in reihe.zahlen)]
    return Achse(min(years), max(years)) if years else None


def lanes(marken: Sequence[Marke], achse: Achse | None = None) -> list[tuple[str, list[Platz]]]:
    """Return the steps by lane, each with its place; no two in a row of a lane touch."""
    axis = achse or achse_von(marken, ())
    if axis is None:
        return []
    names = list(dict.fromkeys(marke.bahn for marke in marken))
    ordered = sorted(marken, key=lambda marke: names.index(marke.bahn))
    return [
        (bahn, _rows([_place(marke, axis) for marke in some]))
        for bahn, some in groupby(ordered, key=lambda marke: marke.bahn)
    ]


def _rows(places: list[Platz]) -> list[Platz]:
    """Give each the first row in which it has room, from left to right."""
    ends: list[float] = []
    found = []
    for place in sorted(places, key=lambda place: (place.von, place.marke.nummer)):
        row = next((index for index, end in enumerate(ends) if end + 8 <= place.von), len(ends))
        ends[row:] = [place.bis, *ends[row + 1 :]]
        found.append(place._replace(zeile=row))
    return found


def _place(marke: Marke, axis: Achse) -> Platz:
    left, right = axis.x(marke.datum.lo), axis.x(marke.datum.hi)
    if marke.datum.lo == marke.datum.hi:
        right = left
    if right - left < 2 * PUNKT:
        middle = min(max((left + right) / 2, RINNE + PUNKT), BREITE - RAND - PUNKT)
        left, right = middle - PUNKT, middle + PUNKT
    return _with_words(Platz(marke, left, right, None, left, right))


def _with_words(place: Platz) -> Platz:
    """Put the words into the bar, to its right or to its left, wherever there is room; else leave them to the table."""
    text = place.marke.text
    width = len(text) * _ZEICHEN
    if len(text) > _LAENGSTE:
        return place
    inside = place.links + 2 * PUNKT + 5
    if inside + width <= place.rechts:
        return place._replace(text_x=inside)
    if place.rechts + 5 + width <= BREITE - RAND:
        return place._replace(text_x=place.rechts + 5, bis=place.rechts + 5 + width)
    if place.links - 5 - width >= RINNE:
        return place._replace(text_x=place.links - 5, von=place.links - 5 - width, davor=True)
    return place
