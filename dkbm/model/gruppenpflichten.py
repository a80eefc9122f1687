"""What stands open for the groups of the network: offices nobody is attested in, meetings that are due."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from dkbm.datum import Datum
from dkbm.diagnostic import Place
from dkbm.german import datum_in_worten
from dkbm.model.fristende import faellig_am
from dkbm.model.gruppentreffen import als_gruppe, besteht, letztes_treffen, naechstes_treffen, zuerst_genannt
from dkbm.model.mitwirkung import SPRECHEND, Mitwirkung, eindeutig, mitwirkungen, zugleich
from dkbm.model.netzwerk import NETZWERK, Besetzung, Gruppe, Netzwerk
from dkbm.model.person import Person
from dkbm.model.prozess import Prozess
from dkbm.model.quelle import Quelle

ARBEITSGRUPPE = "arbeitsgruppe"
TREFFEN = "treffen"
"""Where a duty of a group counts from its last meeting."""
WORTE = {"sprecheramt": "Sprecheramt", "stellvertretung": "Stellvertretung"}


class Offen(NamedTuple):
    """Something open for a group; for the network as a whole `gruppe` is what `als_gruppe` makes of it.

    `art` is `sprecheramt`, `stellvertretung` or `treffen`, `text` says it in German. `am` is the due day, None where
    no source and no rule gives one. `ab` is what it counts from, in words, with the text of its date ("" for none);
    `erschlossen` says that no source puts that so.
    """

    gruppe: Gruppe
    art: str
    text: str
    am: date | None
    ueberfaellig: bool
    ab: str
    ab_datum: str
    place: Place
    quellen: tuple[str, ...]
    erschlossen: bool = False


class Aemter(NamedTuple):
    """Who is attested in the offices of an Arbeitsgruppe on a day, and which of the offices are vacant.

    `unklar` says that no source tells who of two persons deputises: that office is then not vacant. With one person,
    the other of such two has left: one office is vacant, and nobody knows which.
    """

    sprecheramt: tuple[Mitwirkung, ...]
    stellvertretung: tuple[Mitwirkung, ...]
    vakant: tuple[str, ...]
    unklar: bool


def offenes(  # noqa: PLR0913, PLR0917 -- what a group is, and what its duties hang on
    gruppen: Iterable[Gruppe],
    netzwerk: Netzwerk | None,
    personen: Iterable[Person],
    prozess: Prozess,
    quellen: Mapping[str, Quelle],
    stichtag: date,
) -> tuple[Offen, ...]:
    """Return the vacancies and the meetings due of every group that exists on `stichtag`, group by group.

    Vacancies are those of Arbeitsgruppen, where the Konzeptgruppe says what offices they have. A meeting falls due by
    the `fristen` of the process for groups, counted from the last one held, attested singly or for a year; without any,
    from when the group is first attested.
    """
    alle, personen = tuple(gruppen), tuple(personen)
    ganzes = (als_gruppe(netzwerk),) if netzwerk is not None else ()
    besetzung = besetzung_je_arbeitsgruppe(alle)
    found: list[Offen] = []
    for gruppe in (*alle, *ganzes):
        if not besteht(gruppe, stichtag, quellen):
            continue
        if besetzung is not None and gruppe.art == ARBEITSGRUPPE:
            found += _vakanzen(gruppe, aemter(gruppe, personen, quellen, stichtag), besetzung, personen, stichtag)
        found += _faellige(gruppe, (*alle, *ganzes), prozess, stichtag)
    return tuple(found)


def besetzung_je_arbeitsgruppe(gruppen: Iterable[Gruppe]) -> Besetzung | None:
    """Return what offices each Arbeitsgruppe has, as the Konzeptgruppe is said to be made up; None if nobody says."""
    return next((each.besetzung for each in gruppen if each.besetzung and each.besetzung.je == ARBEITSGRUPPE), None)


def aemter(gruppe: Gruppe, personen: Iterable[Person], quellen: Mapping[str, Quelle], stichtag: date) -> Aemter:
    """Return who is attested in the offices of an Arbeitsgruppe on a day.

    `sprecheramt` may mean either office: of two persons in it one may well be the deputy, and no source says who.
    """
    everyone = tuple(personen)
    parts = eindeutig(mitwirkungen(everyone, stichtag, quellen, gruppe.id))
    deputies = tuple(each for each in parts if each.aufgabe.rolle == "stellvertretung")
    speakers = tuple(each for each in parts if each.aufgabe.rolle == "sprecheramt")
    if not deputies and (len(speakers) > 1 or _one_of_two(speakers, gruppe, everyone)):
        return Aemter(speakers, (), (), True)
    vakant = (*(() if speakers else ("sprecheramt",)), *(() if deputies else ("stellvertretung",)))
    return Aemter(speakers, deputies, vakant, False)


def _one_of_two(speakers: Sequence[Mitwirkung], gruppe: Gruppe, personen: Iterable[Person]) -> bool:
    """Whether somebody else was in the same office at the same time, who has left since."""
    return len(speakers) == 1 and any(
        zugleich(each, speakers[0].seit)
        for person in personen
        for each in person.netzwerk
        if person.id != speakers[0].person.id and (each.gruppe, each.rolle) == (gruppe.id, "sprecheramt")
    )


def _vakanzen(
    gruppe: Gruppe, found: Aemter, besetzung: Besetzung, personen: Iterable[Person], stichtag: date
) -> Iterator[Offen]:
    """One entry for all offices that nobody is attested in."""
    offices = [each for each in SPRECHEND if getattr(besetzung, each)]
    vacant = [each for each in found.vakant if each in offices]
    text = f"{' und '.join(WORTE[each] for each in vacant)}: niemand belegt"
    if found.unklar and len(found.sprecheramt) == 1 and len(offices) == len(SPRECHEND):
        vacant, text = offices, "Sprecheramt oder Stellvertretung: eines von beiden frei, welches sagt keine Quelle"
    if not vacant:
        return
    ended = _letztes_ende(gruppe, vacant, personen, stichtag)
    ab, ab_datum = ("Ende des Amtes", ended.text) if ended is not None else ("", "")
    yield Offen(gruppe, vacant[0], text, None, False, ab, ab_datum, _at(gruppe), besetzung.quellen)


def _letztes_ende(gruppe: Gruppe, vacant: Sequence[str], personen: Iterable[Person], stichtag: date) -> Datum | None:
    ends = (
        each.bis
        for person in personen
        for each in person.netzwerk
        if each.gruppe == gruppe.id and each.rolle in vacant and each.bis is not None and each.bis.hi < stichtag
    )
    return max(ends, key=lambda end: end.hi, default=None)


def _faellige(gruppe: Gruppe, alle: tuple[Gruppe, ...], prozess: Prozess, stichtag: date) -> Iterator[Offen]:
    last = letztes_treffen(gruppe, alle, stichtag)
    reason = last or zuerst_genannt(gruppe, stichtag)
    ab = "letztes Treffen" if last is not None else "Nennung der Gruppe" if reason is not None else ""
    ab_datum, quellen = (reason.datum.text, reason.quellen) if reason is not None else ("", ())
    for frist in prozess.fristen:
        over = frist.rahmen and prozess.rahmen_bis is not None and stichtag > prozess.rahmen_bis.hi
        if (frist.gilt_fuer, frist.ab) == (gruppe.art, TREFFEN) and not over:
            am = faellig_am(reason.datum.hi, frist.monate, prozess.land) if reason is not None else None
            text = f"{frist.name or 'Treffen'}{_geplant(gruppe, alle, stichtag)}"
            late = am is not None and stichtag > am
            inferred = reason is not None and reason.erschlossen
            yield Offen(gruppe, frist.art, text, am, late, ab, ab_datum, _at(gruppe), quellen, inferred)


def _geplant(gruppe: Gruppe, alle: tuple[Gruppe, ...], stichtag: date) -> str:
    plan = naechstes_treffen(gruppe, alle, stichtag)
    return f", geplant: {datum_in_worten(plan.datum.text)}" if plan is not None and plan.datum is not None else ""


def _at(gruppe: Gruppe) -> Place:
    return Place(gruppe.place.file, ("name" if gruppe.art == NETZWERK else "kennung",))
