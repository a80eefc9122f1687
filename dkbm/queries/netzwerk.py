"""The network on a day: its groups with names, offices, members, Kommunen, meetings, and what is due."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from dkbm.dataset import Dataset
from dkbm.model.gruppenname import Namen, namen_am
from dkbm.model.gruppenpflichten import Aemter, Offen, aemter, offenes
from dkbm.model.gruppentreffen import Gehalten, als_gruppe, besteht, letztes_treffen
from dkbm.model.mitwirkung import MITGLIED, SPRECHEND, Mitwirkung, beendete, has_left, mitwirkungen
from dkbm.model.netzwerk import NETZWERK, Gruppe, Netzwerk, Rhythmus, Veroeffentlichung
from dkbm.model.person import Aufgabe
from dkbm.model.zeit import datierungen, has_happened, is_known
from dkbm.queries.netzwerk_anteile import Anteil, anteile
from dkbm.queries.netzwerk_namen import alle_gruppen
from dkbm.queries.netzwerk_treffen import (
    VORLAEUFER,
    Bilanz,
    Jahr,
    Schritt,
    Termin,
    angekuendigt,
    bilanz,
    is_of,
    jahre,
    termine,
    zeitleiste,
)
from dkbm.queries.netzwerk_vertretung import Vertretung, vertretung


class Gruppenbild(NamedTuple):
    """All that is known of a group on a day; every list is in the order it is shown.

    `besteht` says whether anything attests it by then. `amt` says of its offices: `besetzt`, `frei` (somebody had
    one, and it ended) or `nicht_belegt`. `kraft_amtes` are those who belong to the Konzeptgruppe by an office in an
    Arbeitsgruppe, and whom no source names as its members. `letztes` is its last meeting, singly attested or counted
    for a year; `treffen` are the single ones, `gemeinsam` the yearly ones of all, `jahre` its counted numbers.
    """

    gruppe: Gruppe
    stichtag: date
    besteht: bool
    namen: Namen
    amt: str
    aemter: Aemter
    mitglieder: tuple[Mitwirkung, ...]
    weitere: tuple[Mitwirkung, ...]
    kraft_amtes: tuple[Mitwirkung, ...]
    vertretung: Vertretung
    untergruppen: tuple[Gruppe, ...]
    letztes: Gehalten | None
    treffen: tuple[Termin, ...]
    gemeinsam: tuple[Termin, ...]
    naechste: tuple[Termin, ...]
    jahre: tuple[Jahr, ...]
    bilanz: Bilanz
    rhythmus: tuple[Rhythmus, ...]
    papiere: tuple[Veroeffentlichung, ...]
    offenes: tuple[Offen, ...]


class Netzbild(NamedTuple):
    """The network on a day: its groups, and what holds for the whole."""

    name: str
    netzwerk: Netzwerk | None
    stichtag: date
    gruppen: tuple[Gruppenbild, ...]
    mitwirkende: tuple[Mitwirkung, ...]
    vertretung: Vertretung
    treffen: tuple[Termin, ...]
    naechste: tuple[Termin, ...]
    jahre: tuple[Jahr, ...]
    zeitleiste: tuple[Schritt, ...]
    anteile: tuple[Anteil, ...]
    offenes: tuple[Offen, ...]


def netzwerk(dataset: Dataset, stichtag: date) -> Netzbild:
    """Return the network as it was on a day. Files that `dataset` lacks leave nothing."""
    groups, whole = alle_gruppen(dataset), dataset.netzwerk
    people = mitwirkungen(dataset.personen.values(), stichtag, dataset.quellen)
    held = termine(groups, whole, stichtag)
    return Netzbild(
        name=whole.name if whole is not None else "Das Netzwerk",
        netzwerk=whole,
        stichtag=stichtag,
        gruppen=tuple(gruppe(dataset, each, stichtag) for each in groups),
        mitwirkende=people,
        vertretung=vertretung(
            dataset, (*people, *beendete(dataset.personen.values(), stichtag, dataset.quellen)), stichtag, ganz=True
        ),
        treffen=held,
        naechste=angekuendigt(groups, whole, stichtag),
        jahre=jahre(groups, held, stichtag),
        zeitleiste=zeitleiste(whole, groups, stichtag),
        anteile=anteile(dataset, stichtag),
        offenes=tuple(each for each in _offenes(dataset, stichtag) if each.gruppe.id == NETZWERK),
    )


def gruppe(dataset: Dataset, found: Gruppe, stichtag: date) -> Gruppenbild:
    """Return all that is known of a group on a day."""
    groups, whole = alle_gruppen(dataset), dataset.netzwerk
    people = mitwirkungen(dataset.personen.values(), stichtag, dataset.quellen, found.id)
    former = beendete(dataset.personen.values(), stichtag, dataset.quellen, found.id)
    held = termine(groups, whole, stichtag)
    years = jahre([found], held, stichtag)
    offices = aemter(found, dataset.personen.values(), dataset.quellen, stichtag)
    return Gruppenbild(
        gruppe=found,
        stichtag=stichtag,
        besteht=besteht(found, stichtag, dataset.quellen),
        namen=namen_am(found, stichtag, dataset.quellen),
        amt=_amt(found, offices, dataset, stichtag),
        aemter=offices,
        mitglieder=tuple(each for each in people if each.aufgabe.rolle == "mitglied"),
        weitere=tuple(each for each in people if each.aufgabe.rolle not in MITGLIED),
        kraft_amtes=_by_office(found, (*people, *former), dataset, stichtag),
        vertretung=vertretung(dataset, (*people, *former), stichtag),
        untergruppen=tuple(each for each in groups if each.teil_von == found.id),
        letztes=_letztes(found, dataset, tuple(each for each in held if is_of(each, found.id)), years, stichtag),
        treffen=tuple(each for each in held if is_of(each, found.id)),
        gemeinsam=_gemeinsam(found, held),
        naechste=tuple(each for each in angekuendigt(groups, whole, stichtag) if is_of(each, found.id)),
        jahre=years,
        bilanz=bilanz(found.id, held, years),
        rhythmus=_rhythmus(found, dataset, stichtag),
        papiere=papiere(dataset, stichtag, found.id),
        offenes=tuple(each for each in _offenes(dataset, stichtag) if each.gruppe.id == found.id),
    )


def _offenes(dataset: Dataset, stichtag: date) -> tuple[Offen, ...]:
    groups, people = alle_gruppen(dataset), dataset.personen.values()
    return offenes(groups, dataset.netzwerk, people, dataset.prozess, dataset.quellen, stichtag)


def _amt(found: Gruppe, offices: Aemter, dataset: Dataset, stichtag: date) -> str:
    if offices.sprecheramt or offices.stellvertretung:
        return "besetzt"
    before = (
        each
        for person in dataset.personen.values()
        for each in person.netzwerk
        if each.gruppe == found.id and each.rolle in SPRECHEND and _has_begun(each, dataset, stichtag)
    )
    return "frei" if any(before) else "nicht_belegt"


def _by_office(
    found: Gruppe, members: Iterable[Mitwirkung], dataset: Dataset, stichtag: date
) -> tuple[Mitwirkung, ...]:
    """Where a group is made up of the offices of others: who holds one, is no named member besides and has not left."""
    if found.besetzung is None:
        return ()
    members = tuple(members)
    named = {each.person.id for each in members if each.beendet is None}
    parts = mitwirkungen(dataset.personen.values(), stichtag, dataset.quellen)
    return tuple(
        each
        for group in alle_gruppen(dataset)
        if group.art == found.besetzung.je
        for each in parts
        if each.aufgabe.gruppe == group.id and each.aufgabe.rolle in SPRECHEND and each.person.id not in named
        if not any(left.person.id == each.person.id and has_left(left, each) for left in members)
    )


def _has_begun(aufgabe: Aufgabe, dataset: Dataset, stichtag: date) -> bool:
    found = datierungen(aufgabe.datum, aufgabe.quellen, takes_stand=True, quellen=dataset.quellen)
    return any(has_happened(each.wann, stichtag) for each in found)


def _letztes(
    found: Gruppe, dataset: Dataset, own: tuple[Termin, ...], years: tuple[Jahr, ...], stichtag: date
) -> Gehalten | None:
    """The last meeting: the last single one where a source counts no more for its year than are told one by one."""
    whole = () if dataset.netzwerk is None else (als_gruppe(dataset.netzwerk),)
    last = letztes_treffen(found, (*alle_gruppen(dataset), *whole), stichtag)
    if last is None:
        return None
    year = last.datum.hi.year
    numbers = next((each.zahlen[found.id] for each in years if each.jahr == year), ())
    counted = max((each.anzahl for each in numbers if not each.mindestens), default=0)
    single = [each.treffen for each in own if each.treffen.art != VORLAEUFER]
    told = [each for each in single if each.datum is not None and each.datum.hi.year == year]
    if not told or len(told) < counted or told[-1].datum is None:
        return last
    return Gehalten(told[-1].datum, told[-1].quellen, told[-1].erschlossen)


def _gemeinsam(found: Gruppe, held: tuple[Termin, ...]) -> tuple[Termin, ...]:
    """The yearly meetings, at which Arbeitsgruppen meet too."""
    if found.art != "arbeitsgruppe":
        return ()
    return tuple(each for each in held if each.treffen.art == "jahrestreffen" and not is_of(each, found.id))


def _rhythmus(found: Gruppe, dataset: Dataset, stichtag: date) -> tuple[Rhythmus, ...]:
    """What sources say by that day, of all groups of its kind and of itself."""
    of_all = dataset.netzwerk.rhythmus if dataset.netzwerk is not None else ()
    said = (*(each for each in of_all if each.gilt_fuer == found.art), *found.rhythmus)
    return tuple(each for each in said if is_known(each.datum, each.quellen, dataset.quellen, stichtag))


def papiere(dataset: Dataset, stichtag: date, gruppe: str | None = None) -> tuple[Veroeffentlichung, ...]:
    """Return the papers that were there by a day, of a group or of all."""
    found = dataset.netzwerk.veroeffentlichungen if dataset.netzwerk is not None else ()
    return tuple(
        each
        for each in found
        if gruppe in (None, *each.gruppen) and (each.datum is None or has_happened(each.datum, stichtag))
    )
