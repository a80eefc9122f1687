"""The sections of the overview: who is in which module and phase, since when, and what they work on there."""

from collections.abc import Iterator, Sequence

from dkbm.dataset import Dataset
from dkbm.diagnostic import Place
from dkbm.documents.angaben import Angabe, Inhalt, join
from dkbm.documents.views.fund import datei
from dkbm.documents.views.wissen import (
    LEER,
    NICHT_BELEGT,
    anzahl,
    aufgezaehlt,
    name_von,
    ordnung,
    thema,
    verschwiegen,
    wo,
)
from dkbm.german import datum_in_worten
from dkbm.kinds import PROZESS
from dkbm.model.kommune import Ereignis, Vereinbarung
from dkbm.model.prozess import Modul
from dkbm.queries.sachstand import Glied, Spalte, Tagesstand

_OHNE_MODUL = ("zwischen", "im_prozess", "pausiert")


def abschnitte(stand: Tagesstand, dataset: Dataset) -> Iterator[Inhalt]:
    """One section for each module somebody is in, then for those in the process without a module."""
    for modul in dataset.prozess.module:
        if any(each.modul == modul.nummer for each in stand.zellen):
            yield _of_modul(modul, stand, dataset)
    for lage in _OHNE_MODUL:
        if glieder := stand.glieder(Spalte(lage)):
            titel = wo(Spalte(lage), dataset)
            yield {
                **_kopf(titel.with_text(titel[:1].upper() + titel[1:]), glieder),
                "gruppe": aufgezaehlt(glieder, "nom"),
                "tabelle": (),
                "phasen": (),
                "zielgruppe": False,
            }


def _of_modul(modul: Modul, stand: Tagesstand, dataset: Dataset) -> Inhalt:
    whole = stand.glieder(Spalte("im_modul", modul.nummer))
    phases = [each for each in stand.zellen if each.modul == modul.nummer and each.phase is not None]
    inside = [*whole, *(glied for each in phases for glied in stand.glieder(each))]
    return {
        **_kopf(_titel(modul, dataset), inside),
        "gruppe": aufgezaehlt(whole, "nom") if whole else LEER,
        "tabelle": tuple(map(_zeile, sorted(_named(whole), key=ordnung))),
        "phasen": tuple(_phase(stand, each, dataset) for each in phases),
        "zielgruppe": bool(modul.phasen),
    }


def _kopf(titel: Angabe, glieder: Sequence[Glied]) -> dict[str, Inhalt]:
    return {"titel": titel, "kommunen": anzahl(glieder), "einzahl": len(glieder) == 1}


def _titel(modul: Modul, dataset: Dataset) -> Angabe:
    """The heading: `Modul 3: Transferprozess`."""
    for each in datei(dataset, PROZESS).jeder("module"):
        if each.wert.get("nummer") == modul.nummer:
            return Angabe(f"Modul\u00a0{modul.nummer}: {modul.name}", each.at("nummer"), each.at("name"))
    return Angabe(f"Modul\u00a0{modul.nummer}: {modul.name}", modul_place(dataset))


def modul_place(dataset: Dataset) -> Place:
    """Where the modules stand."""
    return datei(dataset, PROZESS).at("module")


def _named(glieder: Sequence[Glied]) -> tuple[Glied, ...]:
    return tuple(glied for glied in glieder if not verschwiegen(glied.kommune))


def _zeile(glied: Glied) -> Inhalt:
    """A Kommune with the beginning of its module and what it works on there."""
    nothing = Angabe(NICHT_BELEGT, Place(glied.kommune.place.file, ("verlauf",)))
    themen = _themen(glied)
    return {
        "name": name_von(glied.kommune),
        "seit": _seit(glied) or nothing,
        "thema": join("; ".join(["{}"] * len(themen)), *themen) if themen else nothing,
    }


def _seit(glied: Glied) -> Angabe | None:
    if glied.lage.seit is None:
        return None
    begun = [each for each in glied.belege if each.bedeutet == "beginn" and each.wann.text == glied.lage.seit]
    return Angabe(datum_in_worten(glied.lage.seit), *(each.place for each in begun or glied.belege))


def _themen(glied: Glied) -> list[Angabe]:
    """What the entries that put it there name, each text once."""
    places = {each.place for each in glied.belege}
    parts: list[Vereinbarung | Ereignis] = [*glied.kommune.vereinbarungen, *glied.kommune.verlauf]
    found: dict[str, Angabe] = {}
    for part in parts:
        if part.place in places:
            for index, each in enumerate(part.themen):
                found.setdefault(each.text, thema(part, index))
    return [*found.values()]


def _phase(stand: Tagesstand, spalte: Spalte, dataset: Dataset) -> Inhalt:
    glieder, titel = stand.glieder(spalte), wo(spalte, dataset)
    return {
        "name": titel.with_text(titel.partition(", ")[2]),
        "kommunen": anzahl(glieder),
        "gruppe": aufgezaehlt(glieder, "dat"),
    }
