"""The meetings of the network: one by one, numbers by year, and the steps of the network in the order of time."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from dkbm.datum import Datum
from dkbm.diagnostic import Place
from dkbm.model.netzwerk import NETZWERK, Gruppe, Jahreszahl, Netzwerk, Treffen
from dkbm.model.zeit import has_happened

VORLAEUFER = "vorlaeufer"
"""The `art` of a meeting that a group had before it was one: it is told, and not counted among its meetings."""


class Termin(NamedTuple):
    """A meeting with the id of the group (or `netzwerk`) in whose file it stands."""

    gruppe: str
    treffen: Treffen


class Jahresangabe(NamedTuple):
    """How often a group met in a year, as a source counts it.

    With `mindestens` no source counts so many: they are told one by one, and there may have been more.
    """

    anzahl: int
    quellen: tuple[str, ...]
    place: Place
    bis: Datum | None = None
    erschlossen: bool = False
    mindestens: bool = False
    bemerkung: str | None = None
    zweifel: str | None = None


class Jahr(NamedTuple):
    """A year with what is known of the number of meetings, by group; `bis` where sources count only a part of it.

    Of a group there is more than one number where sources differ; what is told one by one comes last.
    """

    jahr: int
    bis: Datum | None
    zahlen: Mapping[str, tuple[Jahresangabe, ...]]

    def anzahl(self, gruppe: str) -> int:
        """Return the greatest number that is known of a group, 0 for none."""
        return max((each.anzahl for each in self.zahlen.get(gruppe, ())), default=0)


class Schritt(NamedTuple):
    """A step of the network; `feld` is the key under which its words stand in the entry at `place`."""

    art: str
    datum: Datum
    text: str
    quellen: tuple[str, ...]
    place: Place
    feld: str
    ort: str | None = None
    erschlossen: bool = False
    bemerkung: str | None = None


def termine(gruppen: Iterable[Gruppe], netzwerk: Netzwerk | None, stichtag: date) -> tuple[Termin, ...]:
    """Return every single meeting that was held by a day, in the order of time; what is announced is none."""
    found = [each for each in _alle(gruppen, netzwerk) if not each.treffen.geplant]
    held = [each for each in found if each.treffen.datum is not None and has_happened(each.treffen.datum, stichtag)]
    return tuple(sorted(held, key=_when))


def angekuendigt(gruppen: Iterable[Gruppe], netzwerk: Netzwerk | None, stichtag: date) -> tuple[Termin, ...]:
    """Return the meetings that are announced for a time that has not passed on a day, the next one first."""
    planned = [each for each in _alle(gruppen, netzwerk) if each.treffen.geplant]
    ahead = [each for each in planned if each.treffen.datum is not None and each.treffen.datum.hi >= stichtag]
    return tuple(sorted(ahead, key=_when))


def is_of(termin: Termin, gruppe: str) -> bool:
    """Say whether a meeting was one of a group: its own, or one of others that was its meeting too."""
    return gruppe == termin.gruppe or gruppe in termin.treffen.zugleich


def _alle(gruppen: Iterable[Gruppe], netzwerk: Netzwerk | None) -> Iterator[Termin]:
    if netzwerk is not None:
        yield from (Termin(NETZWERK, each) for each in netzwerk.treffen)
    for gruppe in gruppen:
        yield from (Termin(gruppe.id, each) for each in gruppe.treffen)


def _when(termin: Termin) -> tuple[date, date, str]:
    datum = termin.treffen.datum
    return (datum.lo, datum.hi, termin.treffen.name) if datum else (date.max, date.max, termin.treffen.name)


def jahre(gruppen: Iterable[Gruppe], gehalten: Iterable[Termin], stichtag: date) -> tuple[Jahr, ...]:
    """Return the years with the numbers of meetings that can be told on a day: a year counts when it has passed.

    The meetings `gehalten` by that day are told where no source counts as many of them for their year.
    """
    held = tuple(gehalten)
    found: dict[int, dict[str, tuple[Jahresangabe, ...]]] = {}
    for gruppe in gruppen:
        counted = _gezaehlt(gruppe, stichtag)
        single = _einzeln(gruppe.id, held)
        for year in counted.keys() | single.keys():
            more = _mindestens(counted.get(year, ()), single.get(year, ()))
            found.setdefault(year, {})[gruppe.id] = (*counted.get(year, ()), *more)
    return tuple(Jahr(year, _until(numbers.values()), numbers) for year, numbers in sorted(found.items()))


def _gezaehlt(gruppe: Gruppe, stichtag: date) -> dict[int, tuple[Jahresangabe, ...]]:
    found: dict[int, tuple[Jahresangabe, ...]] = {}
    for each in gruppe.treffen_je_jahr:
        if _is_year(each.jahr) and _end(each) <= stichtag:
            number = Jahresangabe(
                each.anzahl, each.quellen, each.place, each.bis, each.erschlossen,
                bemerkung=each.bemerkung, zweifel=each.zweifel,
            )  # fmt: skip
            found[int(each.jahr)] = (*found.get(int(each.jahr), ()), number)
    return found


def _einzeln(gruppe: str, held: Iterable[Termin]) -> dict[int, tuple[Treffen, ...]]:
    """The single meetings of a group by year; one that may have been in either of two belongs to none."""
    found: dict[int, tuple[Treffen, ...]] = {}
    for each in _eigene(gruppe, held):
        if each.datum is not None and each.datum.lo.year == each.datum.hi.year:
            found[each.datum.lo.year] = (*found.get(each.datum.lo.year, ()), each)
    return found


def _eigene(gruppe: str, held: Iterable[Termin]) -> list[Treffen]:
    return [each.treffen for each in held if is_of(each, gruppe) and each.treffen.art != VORLAEUFER]


def _mindestens(counted: Iterable[Jahresangabe], single: tuple[Treffen, ...]) -> Iterator[Jahresangabe]:
    """The single meetings, if they are more than any source counts; those after the time it counts come on top."""
    known = max((each.anzahl + _after(each.bis, single) for each in counted), default=0)
    number = max(known, len(single))
    if number > max((each.anzahl for each in counted), default=0):
        ids = dict.fromkeys(quelle for each in single for quelle in each.quellen)
        yield Jahresangabe(number, tuple(ids), single[0].place, mindestens=True)


def _after(bis: Datum | None, single: Iterable[Treffen]) -> int:
    return sum(1 for each in single if bis is not None and each.datum is not None and each.datum.lo > bis.hi)


def _until(numbers: Iterable[tuple[Jahresangabe, ...]]) -> Datum | None:
    return next((each.bis for some in numbers for each in some if each.bis is not None), None)


def _is_year(text: str) -> bool:
    """Files are read as they are: what is no year is a matter for `validate`."""
    return text.isdecimal() and date.min.year <= int(text) <= date.max.year


def _end(zahl: Jahreszahl) -> date:
    """The last day of the time a number speaks of."""
    return zahl.bis.hi if zahl.bis is not None else date(int(zahl.jahr), 12, 31)


class Bilanz(NamedTuple):
    """How many meetings of a group are known by a day, and how many of them with a date of their own."""

    anzahl: int
    mit_datum: int


def bilanz(gruppe: str, gehalten: Iterable[Termin], gezaehlt: Iterable[Jahr]) -> Bilanz:
    """Add up the meetings of a group: for each year the greatest number known, and those that belong to no one year.

    What came before the group was one is left out.
    """
    own = [each.datum for each in _eigene(gruppe, gehalten) if each.datum is not None]
    apart = sum(1 for each in own if each.lo.year != each.hi.year)
    return Bilanz(sum(each.anzahl(gruppe) for each in gezaehlt) + apart, len(own))


def zeitleiste(netzwerk: Netzwerk | None, gruppen: Iterable[Gruppe], stichtag: date) -> tuple[Schritt, ...]:
    """Return how the network came to be, its meetings and those of `gruppen`, its forum and papers, up to a day.

    In the order in which they had happened at the latest: a bare year stands after the days of that year.
    """
    steps = [each for each in _schritte(netzwerk, gruppen) if has_happened(each.datum, stichtag)]
    return tuple(sorted(steps, key=lambda each: (each.datum.hi, each.datum.lo)))


def _schritte(netzwerk: Netzwerk | None, gruppen: Iterable[Gruppe]) -> Iterator[Schritt]:
    for termin in _alle(gruppen, netzwerk):
        treffen = termin.treffen
        if treffen.datum is not None and not treffen.geplant:
            yield Schritt(
                "treffen", treffen.datum, treffen.name, treffen.quellen, treffen.place, "name", treffen.ort,
                treffen.erschlossen,
            )  # fmt: skip
    steps = netzwerk.forum.schritte if netzwerk is not None and netzwerk.forum is not None else ()
    told = (("entstehung", netzwerk.entstehung if netzwerk is not None else ()), ("forum", steps))
    for art, each in ((art, each) for art, some in told for each in some):
        if each.datum is not None and not each.geplant:
            yield Schritt(
                art, each.datum, each.text, each.quellen, each.place, "text",
                erschlossen=each.erschlossen, bemerkung=each.bemerkung,
            )  # fmt: skip
    for paper in netzwerk.veroeffentlichungen if netzwerk is not None else ():
        if paper.datum is not None:
            titel = f"{paper.titel} erscheint"
            yield Schritt("veroeffentlichung", paper.datum, titel, paper.quellen, paper.place, "titel")
