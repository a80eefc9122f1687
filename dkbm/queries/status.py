"""All that is known of one Kommune on a day: where, since when, what comes next, who, and what attests it."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from dkbm.dataset import Dataset
from dkbm.datum import Datum
from dkbm.diagnostic import Place
from dkbm.german import datum_in_worten
from dkbm.model.beleg import VEREINBARUNGEN, Beleg, belege
from dkbm.model.betreuung import AGENTUR, Zeit, zeiten, zustaendig
from dkbm.model.fristen import Faellig, faellige
from dkbm.model.kommune import Ereignis, Kommune, Vereinbarung
from dkbm.model.lage import Lage, lage_am, would_change
from dkbm.model.person import UNBEKANNT, Amt, Kontakt, Person
from dkbm.model.schritt import Fehlend, Schritt, fehlende
from dkbm.model.uebergang import ausgangslage, erster_schritt
from dkbm.model.zeit import has_happened

if TYPE_CHECKING:
    from dkbm.queries.netzwerk_kommune import ImNetzwerk


class Ansprechperson(NamedTuple):
    """Who to turn to: by an agreement (`rolle` says of which side) or by an office at the Kommune.

    `name` is the id of a person whose file is not at hand. `kontakt` is the contact data published together with the
    office that is shown, None where there is none. `quellen` attest all that is shown.
    """

    id: str
    name: str
    rolle: str
    amt: str | None
    modul: int | None
    datum: Datum | None
    quellen: tuple[str, ...]
    place: Place
    kontakt: Kontakt | None


class Eintrag(NamedTuple):
    """An event or an agreement (one of the two) with the days it covers."""

    beleg: Beleg
    ereignis: Ereignis | None
    vereinbarung: Vereinbarung | None


class Status(NamedTuple):
    """The answer of `dkbm status KOMMUNE`; every list is in the order it is shown.

    `moeglich` holds what may have happened and would then be another answer, `zuvor` the latest attestation of a
    Kommune that is left out now. `verlauf` holds everything that is attested, `vereinbarungen` and
    `ansprechpersonen` only what is not certainly later than the Stichtag. `netzwerk` is None where nobody looked.
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
    moeglich: tuple[Beleg, ...] = ()
    zuvor: Beleg | None = None
    netzwerk: "ImNetzwerk | None" = None


def status(dataset: Dataset, kommune: Kommune, stichtag: date) -> Status:
    """Return the status of `kommune` on `stichtag`. Files that `dataset` lacks leave their names or nothing."""
    prozess = dataset.prozess
    all_belege = belege(kommune, prozess, dataset.quellen)
    lage = lage_am(kommune, stichtag, prozess, dataset.quellen, all_belege)
    start = ausgangslage(kommune, lage, stichtag, prozess, dataset.quellen)
    schritt = erster_schritt(start, prozess)
    verlauf = tuple(_verlauf(kommune, all_belege))
    people = _ansprechpersonen(dataset, kommune, stichtag)
    return Status(
        kommune=kommune,
        stichtag=stichtag,
        lage=lage,
        schritt=schritt,
        fehlt=fehlende(schritt, start, all_belege, stichtag, prozess),
        faellig=faellige(kommune, lage, stichtag, prozess),
        vereinbarungen=tuple(
            each
            for each in verlauf
            if each.vereinbarung and not each.beleg.geplant and not is_later(each.beleg, stichtag)
        ),
        ansprechpersonen=tuple(each for each in people if each.datum is None or each.datum.lo <= stichtag),
        verlauf=verlauf,
        moeglich=would_change(lage, all_belege, stichtag, dataset.quellen),
        zuvor=_named_before(all_belege, stichtag) if lage.lage == "nicht_genannt" else None,
    )


def _named_before(all_belege: Iterable[Beleg], stichtag: date) -> Beleg | None:
    present = (each for each in all_belege if each.attests_presence and has_happened(each.wann, stichtag))
    return max(present, key=lambda each: (each.wann.lo, each.wann.hi), default=None)


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


def is_uncertain(beleg: Beleg, stichtag: date) -> bool:
    """Say whether it may have happened before `stichtag` or after it, nobody knows which."""
    return not has_happened(beleg.wann, stichtag) and not is_later(beleg, stichtag)


def _when(beleg: Beleg) -> tuple[date, date]:
    """The first day it covers; the last one where only the end is known, for there it is placed in a history."""
    wann = beleg.wann
    return (wann.hi if wann.lo == date.min else wann.lo), wann.hi


def _ansprechpersonen(dataset: Dataset, kommune: Kommune, stichtag: date) -> Iterator[Ansprechperson]:
    in_charge = zustaendig(kommune, stichtag, dataset.quellen)
    named = {each.person for each in in_charge if each.vereinbarung is None}
    is_entered = any(has_happened(each.wann, stichtag) for each in zeiten(kommune, dataset.quellen))
    yield from (_in_charge(dataset, each, stichtag) for each in in_charge if each.vereinbarung is None)
    for agreement in kommune.vereinbarungen:
        for side, rolle, stelle in (
            (agreement.kommune, "Kommune", kommune.id),
            (agreement.agentur, "Transferagentur", AGENTUR),
        ):
            is_superseded = is_entered and side is agreement.agentur
            if side.ansprechperson and side.ansprechperson not in named and not is_superseded:
                named.add(side.ansprechperson)
                yield _by_agreement(dataset, agreement, side.ansprechperson, rolle, stelle)
    for person in dataset.personen.values():
        held = _held_at(person, kommune.id, stichtag)
        if held and person.id not in named:
            yield _by_office(person, held[-1])


def _in_charge(dataset: Dataset, zeit: Zeit, stichtag: date) -> Ansprechperson:
    """Who looks after the Kommune, with the office at the agency that is attested by that day."""
    person = dataset.personen.get(zeit.person)
    held = _held_at(person, AGENTUR, stichtag) if person else []
    amt = held[-1].bezeichnung if held else None
    name, place = (person.name, person.place) if person else (zeit.person, zeit.place)
    return Ansprechperson(zeit.person, name, "Transferagentur", amt, None, zeit.datum, zeit.quellen, place, None)


def _held_at(person: Person, stelle: str, stichtag: date) -> list[Amt]:
    """The attested offices at just this Stelle up to `stichtag`, the newest last; undated ones first."""
    held = [amt for amt in person.aemter if amt.stelle == stelle and amt.amt != UNBEKANNT]
    known = [amt for amt in held if amt.datum is None or amt.datum.lo <= stichtag]
    return sorted(known, key=lambda amt: amt.datum.lo if amt.datum else date.min)


def _published_with(person: Person, amt: Amt | None) -> Kontakt | None:
    """The contact data where a source gives it together with this office; another office has another telephone."""
    kontakt = person.kontakt
    shared = kontakt is not None and amt is not None and not set(kontakt.quellen).isdisjoint(amt.quellen)
    return kontakt if shared else None


def _by_office(person: Person, amt: Amt) -> Ansprechperson:
    kontakt, office = _published_with(person, amt), amt.bezeichnung or None
    sources = _all_sources(amt.quellen, kontakt)
    return Ansprechperson(person.id, person.name, "Kommune", office, None, amt.datum, sources, person.place, kontakt)


def _by_agreement(
    dataset: Dataset, agreement: Vereinbarung, ident: str, rolle: str, stelle: str
) -> Ansprechperson:  # fmt: skip
    """The office and the contact are those the source of the agreement gives; a later office is another matter."""
    person = dataset.personen.get(ident)
    held = _held_at(person, stelle, date.max) if person else []
    amt = next((amt for amt in reversed(held) if not set(amt.quellen).isdisjoint(agreement.quellen)), None)
    kontakt = _published_with(person, amt) if person else None
    return Ansprechperson(
        id=ident,
        name=person.name if person else ident,
        rolle=rolle,
        amt=amt.bezeichnung if amt else None,
        modul=agreement.modul,
        datum=agreement.unterzeichnet,
        quellen=_all_sources(agreement.quellen, kontakt),
        place=person.place if person else agreement.place,
        kontakt=kontakt,
    )


def _all_sources(quellen: tuple[str, ...], kontakt: Kontakt | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*quellen, *(kontakt.quellen if kontakt else ()))))


def agreement_name(agreement: Vereinbarung) -> str:
    """Return `Zielvereinbarung Modul 4`, without a module where none is attested."""
    name = VEREINBARUNGEN.get(agreement.art, agreement.art)
    return f"{name} Modul {agreement.modul}" if agreement.modul is not None else name


def changed_by(agreement: Vereinbarung, stichtag: date = date.max) -> str:
    """Return `Nachtrag vom 04.05.2018`, with a comma between several; "" where there was none by the Stichtag."""
    days = [each.unterzeichnet for each in agreement.nachtraege if each.unterzeichnet.lo <= stichtag]
    return ", ".join(f"Nachtrag vom {datum_in_worten(day.text)}" for day in days)
