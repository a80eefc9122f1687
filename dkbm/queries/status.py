"""All that is known of one Kommune on a day: where, since when, what comes next, who, and what attests it."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from dkbm.dataset import Dataset
from dkbm.datum import Datum
from dkbm.diagnostic import Place
from dkbm.model.beleg import VEREINBARUNGEN, Beleg, belege
from dkbm.model.fristen import Faellig, faellige
from dkbm.model.kommune import Ereignis, Kommune, Vereinbarung
from dkbm.model.lage import Lage, lage_am
from dkbm.model.person import Amt, Person
from dkbm.model.schritt import Fehlend, Schritt, fehlende, naechster_schritt


class Ansprechperson(NamedTuple):
    """Who to turn to: by an agreement (`rolle` says of which side) or by an office at the Kommune.

    `name` is the id of a person whose file is not at hand. `person` carries published contact data.
    """

    id: str
    name: str
    rolle: str
    amt: str | None
    modul: int | None
    datum: Datum | None
    quellen: tuple[str, ...]
    place: Place
    person: Person | None


class Eintrag(NamedTuple):
    """An event or an agreement (one of the two) with the days it covers."""

    beleg: Beleg
    ereignis: Ereignis | None
    vereinbarung: Vereinbarung | None


class Status(NamedTuple):
    """The answer of `dkbm status KOMMUNE`; every list is in the order it is shown.

    `verlauf` holds everything that is attested, `vereinbarungen` and `ansprechpersonen` only what is not certainly
    later than the Stichtag.
    """

    kommune: Kommune
    stichtag: date
    lage: Lage
    schritt: Schritt | None
    fehlt: tuple[Fehlend, ...]
    faellig: tuple[Faellig, ...]
    vereinbarungen: tuple[Eintrag, ...]
    ansprechpersonen: tuple[Ansprechperson, ...]
    verlauf: tuple[Eintrag, ...]


def status(dataset: Dataset, kommune: Kommune, stichtag: date) -> Status:
    """Return the status of `kommune` on `stichtag`. Files that `dataset` lacks leave their names or nothing."""
    prozess = dataset.prozess
    lage = lage_am(kommune, stichtag, prozess, dataset.quellen)
    all_belege = belege(kommune, prozess, dataset.quellen)
    schritt = naechster_schritt(lage, prozess)
    verlauf = tuple(_verlauf(kommune, all_belege))
    people = _ansprechpersonen(dataset, kommune)
    return Status(
        kommune=kommune,
        stichtag=stichtag,
        lage=lage,
        schritt=schritt,
        fehlt=fehlende(schritt, lage, all_belege, stichtag, prozess),
        faellig=faellige(kommune, lage, stichtag, prozess),
        vereinbarungen=tuple(each for each in verlauf if each.vereinbarung and not is_later(each.beleg, stichtag)),
        ansprechpersonen=tuple(each for each in people if each.datum is None or each.datum.lo <= stichtag),
        verlauf=verlauf,
    )


def _verlauf(kommune: Kommune, all_belege: Iterable[Beleg]) -> Iterator[Eintrag]:
    events = {ereignis.place: ereignis for ereignis in kommune.verlauf}
    agreements = {agreement.place: agreement for agreement in kommune.vereinbarungen}
    seen: set[Place] = set()
    for beleg in sorted(all_belege, key=_when):
        if beleg.place not in seen:
            seen.add(beleg.place)
            yield Eintrag(beleg, events.get(beleg.place), agreements.get(beleg.place))


def is_later(beleg: Beleg, stichtag: date) -> bool:
    """Say whether it certainly happened after `stichtag`."""
    return beleg.wann.lo > stichtag


def _when(beleg: Beleg) -> tuple[date, date]:
    """The first day it covers; the last one where only the end is known, for there it is placed in a history."""
    wann = beleg.wann
    return (wann.hi if wann.lo == date.min else wann.lo), wann.hi


def _ansprechpersonen(dataset: Dataset, kommune: Kommune) -> Iterator[Ansprechperson]:
    named: set[str] = set()
    for agreement in kommune.vereinbarungen:
        for side, rolle in ((agreement.kommune, "Kommune"), (agreement.agentur, "Transferagentur")):
            if side.ansprechperson and side.ansprechperson not in named:
                named.add(side.ansprechperson)
                yield _by_agreement(dataset, agreement, side.ansprechperson, rolle)
    for person in dataset.personen.values():
        for amt in person.aemter:
            if amt.stelle == kommune.id and person.id not in named:
                named.add(person.id)
                yield _by_office(person, amt)


def _by_office(person: Person, amt: Amt) -> Ansprechperson:
    office = amt.bezeichnung or None
    return Ansprechperson(person.id, person.name, "Kommune", office, None, amt.datum, amt.quellen, person.place, person)


def _by_agreement(dataset: Dataset, agreement: Vereinbarung, ident: str, rolle: str) -> Ansprechperson:
    person = dataset.personen.get(ident)
    amt = next((amt.bezeichnung for amt in person.aemter), None) if person else None
    return Ansprechperson(
        id=ident,
        name=person.name if person else ident,
        rolle=rolle,
        amt=amt,
        modul=agreement.modul,
        datum=agreement.unterzeichnet,
        quellen=agreement.quellen,
        place=person.place if person else agreement.place,
        person=person,
    )


def agreement_name(agreement: Vereinbarung) -> str:
    """Return `Zielvereinbarung Modul 4`, without a module where none is attested."""
    name = VEREINBARUNGEN.get(agreement.art, agreement.art)
    return f"{name} Modul {agreement.modul}" if agreement.modul is not None else name
