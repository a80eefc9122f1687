"""One person in the network: parts and offices over time, also where the person works for another Kommune since."""

from datetime import date
from typing import NamedTuple

from dkbm.dataset import Dataset
from dkbm.datum import Datum
from dkbm.model.mitwirkung import Mitwirkung, eindeutig, mitwirkungen
from dkbm.model.person import Amt, Aufgabe, Person
from dkbm.model.zeit import Datierung, datierungen
from dkbm.queries.netzwerk_namen import schreibweisen


class Datiert(NamedTuple):
    """When a part or an office is attested: its own date, or the time of its source."""

    wann: Datierung
    aufgabe: Aufgabe | None = None
    amt: Amt | None = None


class Personenbild(NamedTuple):
    """A person with all that is attested not later than a day, in the order of time; `heute` are the parts on it."""

    person: Person
    auch: tuple[str, ...]
    stichtag: date
    aufgaben: tuple[Datiert, ...]
    aemter: tuple[Datiert, ...]
    heute: tuple[Mitwirkung, ...]


def person(dataset: Dataset, found: Person, stichtag: date) -> Personenbild:
    """Return what is known of a person in the network by a day."""
    parts = [Datiert(wann, aufgabe=each) for each in found.netzwerk for wann in _first(each.datum, each, dataset)]
    offices = [Datiert(wann, amt=each) for each in found.aemter for wann in _first(each.datum, each, dataset)]
    return Personenbild(
        found,
        schreibweisen(found, dataset),
        stichtag,
        _by_time(parts, stichtag),
        _by_time(offices, stichtag),
        eindeutig(mitwirkungen([found], stichtag, dataset.quellen)),
    )


def _first(datum: Datum | None, entry: Amt | Aufgabe, dataset: Dataset) -> tuple[Datierung, ...]:
    """The time of an entry, of several that sources lend the earliest."""
    found = datierungen(datum, entry.quellen, takes_stand=True, quellen=dataset.quellen)
    return tuple(sorted(found, key=lambda each: (each.wann.lo, each.wann.hi))[:1])


def _by_time(found: list[Datiert], stichtag: date) -> tuple[Datiert, ...]:
    known = [each for each in found if each.wann.wann.lo <= stichtag]
    return tuple(sorted(known, key=lambda each: (each.wann.wann.lo, each.wann.wann.hi)))
