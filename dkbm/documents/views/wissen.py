"""What documents on the Land share: names, counts and enumerations of Kommunen, with the entries they rest on."""

from collections.abc import Iterable, Sequence
from datetime import date

from dkbm.dataset import Dataset
from dkbm.diagnostic import Place
from dkbm.documents.angaben import Angabe, Inhalt, join
from dkbm.documents.grammar import Fall, kommunen
from dkbm.documents.views.fund import datei
from dkbm.german import datum_in_worten, sort_key, tag
from dkbm.kinds import PROZESS
from dkbm.model.beleg import Beleg
from dkbm.model.kommune import Ereignis, Kommune, Thema, Vereinbarung
from dkbm.model.quelle import Quelle
from dkbm.queries.sachstand import Glied, Spalte, bezeichnung

_FOLGE = ("landkreis", "region", "kreisfreie-stadt")
NICHT_BELEGT = "nicht belegt"
LEER = Angabe("", aufruf="--stichtag")
"""The value of what there is not on the day asked about."""


def name_von(kommune: Kommune) -> Angabe:
    """The official name."""
    file = kommune.place.file
    return Angabe(kommune.offizieller_name, Place(file, ("art",)), Place(file, ("name",)))


def stellen(glieder: Iterable[Glied]) -> tuple[Place, ...]:
    """The entries that put Kommunen where they are counted; for one without any, its file."""
    return tuple(
        place
        for glied in glieder
        for place in ([beleg.place for beleg in glied.belege] or [Place(glied.kommune.place.file, ("name",))])
    )


def zahl(glieder: Sequence[Glied]) -> Angabe:
    """How many, from all the entries behind the number."""
    return Angabe(len(glieder), *stellen(glieder), aufruf="" if glieder else "--stichtag")


def anzahl(glieder: Sequence[Glied], einzahl: str = "Kommune", mehrzahl: str = "Kommunen") -> Angabe:
    """How many, with the noun: `1 Kommune`, `31 Kommunen`, `keine Kommune`."""
    if not glieder:
        return Angabe(f"keine {einzahl}", aufruf="--stichtag")
    return join(f"{{}}\u00a0{einzahl if len(glieder) == 1 else mehrzahl}", zahl(glieder))


def verschwiegen(kommune: Kommune) -> bool:
    """Whether an agreement says that the Kommune must not be named in what is published."""
    return any((each.zustimmung or {}).get("namentliche_veroeffentlichung") is False for each in kommune.vereinbarungen)


def ordnung(glied: Glied) -> tuple[int, tuple[str, str], str]:
    """The order of a list: Landkreise, then the Region, then kreisfreie Städte, each by name (DIN 5007-1)."""
    art = glied.kommune.art
    return _FOLGE.index(art) if art in _FOLGE else len(_FOLGE), sort_key(glied.kommune.name), glied.kommune.id


def aufgezaehlt(glieder: Iterable[Glied], fall: Fall) -> Angabe:
    """Enumerate Kommunen: `den Landkreisen X und Y, der Region R sowie der kreisfreien Stadt Z`.

    In the order of DIN 5007-1 within each kind. Who must not be named in public is not to be among them.
    """
    everyone = sorted(glieder, key=ordnung)
    named = [glied.kommune for glied in everyone]
    names = [Place(kommune.place.file, ("name",)) for kommune in named]
    said = kommunen(((kommune.name, kommune.art) for kommune in named), fall)
    return Angabe(said, *names, *stellen(everyone))


def wo(spalte: Spalte, dataset: Dataset) -> Angabe:
    """A Spalte by its name: `Modul 4, 1. Umsetzungsphase`."""
    return Angabe(bezeichnung(spalte, dataset.prozess), *_prozess(spalte, dataset))


def _prozess(spalte: Spalte, dataset: Dataset) -> tuple[Place, ...]:
    """Where the process names it."""
    prozess = datei(dataset, PROZESS)
    for modul in prozess.jeder("module"):
        if modul.wert.get("nummer") == spalte.modul:
            phasen = (each for each in modul.jeder("phasen") if each.wert.get("nummer") == spalte.phase)
            return (modul.at("name"), *(phase.at("name") for phase in phasen))
    return (prozess.at("module"),)


def zeit_in_worten(text: str) -> str:
    """A date of the dataset in words; one that is only known to lie before a time reads `spätestens 2021`."""
    start, dots, end = text.partition("..")
    return f"spätestens {datum_in_worten(end)}" if dots and not start else datum_in_worten(text)


def stichtag(day: date) -> Angabe:
    """The day a document speaks of."""
    return Angabe(tag(day), aufruf="--stichtag")


def quelle_kurz(belege: Iterable[Beleg], quellen: dict[str, Quelle]) -> Angabe:
    """The ids of the sources that date these entries: `Q01, Q07`."""
    ids = list(dict.fromkeys(beleg.quelle for beleg in belege if beleg.quelle))
    return Angabe(", ".join(ids), *(quellen[ident].place for ident in ids if ident in quellen))


def quelle_zeit(quelle: Quelle) -> Angabe:
    """The time a source speaks of, with how that is known: `März 2020`, `geschätzt zwischen … und …`."""
    place = Place(quelle.place.file, (*quelle.place.route, "stand"))
    if quelle.stand is None:
        return Angabe("Zeit nicht belegt", quelle.place)
    how = "geschätzt " if quelle.stand_art == "geschaetzt" else ""
    return Angabe(f"{how}{datum_in_worten(quelle.stand.text)}", place)


def quellen_tabelle(ids: Iterable[str], dataset: Dataset) -> tuple[Inhalt, ...]:
    """The sources as rows: id, title, publisher, time."""
    known = [dataset.quellen[ident] for ident in sorted(set(ids)) if ident in dataset.quellen]
    return tuple(
        {
            "kennung": Angabe(quelle.id, Place(quelle.place.file, (*quelle.place.route, "id"))),
            "titel": Angabe(quelle.titel, Place(quelle.place.file, (*quelle.place.route, "titel"))),
            "herausgeber": Angabe(quelle.herausgeber, Place(quelle.place.file, (*quelle.place.route, "herausgeber"))),
            "zeit": quelle_zeit(quelle),
        }
        for quelle in known
    )


def thema(part: Vereinbarung | Ereignis, index: int) -> Angabe:
    """One of the Themen of an entry, in the words of its source."""
    found: Thema = part.themen[index]
    return Angabe(found.text, Place(part.place.file, (*part.place.route, "themen", index, "text")))
