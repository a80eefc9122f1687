"""Who in the agency looks after which Kommune on a day, who did before, and when one handed over to another."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from dkbm.dataset import Dataset
from dkbm.datum import Datum
from dkbm.german import fold
from dkbm.model.betreuung import (
    Luecke,
    Zeit,
    gewissheit,
    is_begleitet,
    laut_vereinbarung,
    luecken,
    zeiten,
    zustaendig,
)
from dkbm.model.kommune import Kommune
from dkbm.model.person import Person
from dkbm.model.zeit import has_happened, may_have_happened
from dkbm.queries.names import in_order, resolve
from dkbm.queries.netzwerk_namen import resolve_person, schreibweisen


class Zustaendig(NamedTuple):
    """A Kommune and a person who looks after it, at the time asked about or at another."""

    kommune: Kommune
    zeit: Zeit
    gewissheit: str


class Uebergabe(NamedTuple):
    """One person followed another: `am` are the days on which the new one began."""

    kommune: Kommune
    von: str
    an: str
    am: Datum
    quellen: tuple[str, ...]


class Zustaendigkeit(NamedTuple):
    """The answer of `dkbm betreuung`: who looks after whom on a day, by Kommune.

    `frueher` are times that were over by then, `ohne` Kommunen in the process of whom nothing is attested,
    `luecken` those of whom it is known that nobody is, or was for a time. `ende` is when the framework ended, where it
    is over: then nobody has to be in charge, and `ohne` is empty. `vielleicht` are those who began within a span that
    the day lies in.
    """

    stichtag: date
    zustaendig: tuple[Zustaendig, ...]
    frueher: tuple[Zustaendig, ...]
    ohne: tuple[Kommune, ...]
    uebergaben: tuple[Uebergabe, ...]
    luecken: tuple[tuple[Kommune, Luecke], ...]
    ende: Datum | None = None
    kommune: Kommune | None = None
    person: Person | None = None
    vielleicht: tuple[Zustaendig, ...] = ()


def betreuung(dataset: Dataset, stichtag: date) -> Zustaendigkeit:
    """Return who looks after whom on a day, of all Kommunen and partners."""
    everyone, end = in_order(dataset.kommunen_und_partner), dataset.prozess.rahmen_bis
    is_over = end is not None and end.hi < stichtag
    standing = tuple(each for kommune in everyone for each in _standing(kommune, stichtag, dataset))
    looked_after = {each.kommune.id for each in standing}
    alone = (each for each in everyone if each.id not in looked_after)
    return Zustaendigkeit(
        stichtag,
        standing,
        tuple(each for kommune in everyone for each in _earlier(kommune, stichtag, dataset)),
        tuple(each for each in alone if is_begleitet(each, stichtag, dataset.prozess, dataset.quellen)),
        tuple(sorted(_handovers(everyone, stichtag, dataset), key=lambda each: (each.am.lo, each.am.hi))),
        tuple((each, gap) for each in everyone for gap in _gaps(each, stichtag, dataset)),
        end if is_over else None,
        vielleicht=tuple(each for kommune in everyone for each in _perhaps(kommune, stichtag, dataset)),
    )


def _gaps(kommune: Kommune, stichtag: date, dataset: Dataset) -> Iterator[Luecke]:
    """Those that ended, and the one that lasts where somebody should be in charge."""
    for gap in luecken(kommune, stichtag, dataset.quellen):
        if gap.bis is not None or is_begleitet(kommune, stichtag, dataset.prozess, dataset.quellen):
            yield gap


def von_kommune(dataset: Dataset, kommune: Kommune, stichtag: date) -> Zustaendigkeit:
    """Return the same of one Kommune."""
    found = betreuung(dataset, stichtag)
    return found._replace(
        zustaendig=tuple(each for each in found.zustaendig if each.kommune.id == kommune.id),
        frueher=tuple(each for each in found.frueher if each.kommune.id == kommune.id),
        ohne=tuple(each for each in found.ohne if each.id == kommune.id),
        uebergaben=tuple(each for each in found.uebergaben if each.kommune.id == kommune.id),
        luecken=tuple(each for each in found.luecken if each[0].id == kommune.id),
        kommune=kommune,
        vielleicht=tuple(each for each in found.vielleicht if each.kommune.id == kommune.id),
    )


def von_person(dataset: Dataset, person: Person, stichtag: date) -> Zustaendigkeit:
    """Return the same of one person: the Kommunen it looks after, derived from those alone."""
    found = betreuung(dataset, stichtag)
    return found._replace(
        zustaendig=tuple(each for each in found.zustaendig if each.zeit.person == person.id),
        frueher=tuple(each for each in found.frueher if each.zeit.person == person.id),
        ohne=(),
        uebergaben=tuple(each for each in found.uebergaben if person.id in (each.von, each.an)),
        luecken=(),
        person=person,
        vielleicht=tuple(each for each in found.vielleicht if each.zeit.person == person.id),
    )


def gemeint(dataset: Dataset, name: str) -> Kommune | Person:
    """Return the person or the Kommune that `name` means, persons by id, whole name or family name.

    Raises NameUnresolvedError (exit status 4) for none or several.
    """
    people = {each.id: each for each in dataset.personen.values() if _is_called(each, name, dataset)}
    if people:
        return resolve_person(name, dataset._replace(personen=people), "dkbm betreuung")
    return resolve(name, dataset.kommunen_und_partner, "dkbm betreuung").kommune


def _is_called(person: Person, name: str, dataset: Dataset) -> bool:
    spelled = [fold(each).split() for each in (person.name, *schreibweisen(person, dataset))]
    return name == person.id or any(fold(name) in (" ".join(words), *words[-1:]) for words in spelled)


def namen(dataset: Dataset) -> Mapping[str, str]:
    """Return the names of persons by id; whoever has no file goes by the id."""
    return {ident: " ".join(filter(None, (each.titel, each.name))) for ident, each in dataset.personen.items()}


def _standing(kommune: Kommune, stichtag: date, dataset: Dataset) -> Iterator[Zustaendig]:
    for zeit in zustaendig(kommune, stichtag, dataset.quellen):
        yield Zustaendig(kommune, zeit, gewissheit(zeit, stichtag))


def _perhaps(kommune: Kommune, stichtag: date, dataset: Dataset) -> Iterator[Zustaendig]:
    for zeit in zeiten(kommune, dataset.quellen):
        if may_have_happened(zeit.wann, stichtag):
            yield Zustaendig(kommune, zeit, "vielleicht")


def _earlier(kommune: Kommune, stichtag: date, dataset: Dataset) -> Iterator[Zustaendig]:
    """What had begun by a day and does not hold on it: times that are over, and contacts of agreements before them."""
    standing = {each.place for each in zustaendig(kommune, stichtag, dataset.quellen)}
    known = (*zeiten(kommune, dataset.quellen), *laut_vereinbarung(kommune, dataset.quellen))
    for zeit in sorted(known, key=lambda each: (each.wann.lo, each.wann.hi)):
        if zeit.place not in standing and has_happened(zeit.wann, stichtag):
            yield Zustaendig(kommune, zeit, gewissheit(zeit, stichtag))


def _handovers(kommunen: Iterable[Kommune], stichtag: date, dataset: Dataset) -> Iterator[Uebergabe]:
    """Two times of different persons that follow one another, the second one begun by that day."""
    for kommune in kommunen:
        known = [each for each in zeiten(kommune, dataset.quellen) if has_happened(each.wann, stichtag)]
        for before, after in pairwise(known):
            if before.person != after.person:
                yield Uebergabe(kommune, before.person, after.person, after.wann, after.quellen)
