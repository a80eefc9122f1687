"""The view of the public page on the co-operation with the Kommunen, for any day.

Only what sources published of Kommunen is shown, and no person. A Kommune whose agreement does not allow it to be
named counts among all who take part, and shows nowhere what it does.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from dkbm.dataset import Dataset
from dkbm.diagnostic import Place
from dkbm.documents.angaben import Angabe, Inhalt, join
from dkbm.documents.auftrag import Ansicht, Auftrag
from dkbm.documents.kachelkarte import KARTE, kachelkarte
from dkbm.documents.views.anlass import anlass
from dkbm.documents.views.fund import datei
from dkbm.documents.views.modulabschnitte import abschnitte
from dkbm.documents.views.oeffentlich import OHNE, is_withheld, namen, oeffentlich
from dkbm.documents.views.themen import themen
from dkbm.documents.views.wissen import (
    LEER,
    anzahl,
    aufgezaehlt,
    name_von,
    quelle_zeit,
    quellen_tabelle,
    stellen,
    stichtag,
    verschwiegen,
    wo,
    zahl,
)
from dkbm.kinds import PROZESS
from dkbm.model.zeit import has_happened
from dkbm.queries.sachstand import Spalte, Tagesstand, bezeichnung, shown, tagesstand
from dkbm.queries.wechsel import erreicht

_ANTEILE = ((1 / 4, "ein Viertel"), (1 / 3, "ein Drittel"), (1 / 2, "die Hälfte"), (2 / 3, "zwei Drittel"))
_RUND = 0.03


def ansicht(auftrag: Auftrag) -> Ansicht:
    """What the template of the overview may see."""
    dataset, day = auftrag.dataset, auftrag.stichtag
    ganzer = tagesstand(dataset, day)
    stand, genannt = oeffentlich(ganzer), namen(ganzer)
    karte = kachelkarte(dataset, stand.alle, genannt)
    daten: dict[str, Inhalt] = {
        "land": Angabe(dataset.land or dataset.name, Place("dkbm.yaml", ("land",))),
        "stichtag": stichtag(day),
        "anlass": anlass(dataset, day),
        "anteil": _anteil(ganzer),
        "alter": _alter(ganzer, dataset, day),
        "zeilen": _zeilen(stand, dataset, genannt),
        "summe": zahl(stand.alle),
        "schritte": _schritte(dataset),
        "durchlaufen": tuple(_durchlaufen(stand, dataset, day)),
        "abschnitte": tuple(abschnitte(stand, dataset)),
        "themen": themen(stand, dataset, day),
        "nicht_genannt": _gruppe(stand, Spalte("nicht_genannt")),
        "ausgeschieden": _gruppe(stand, Spalte("ausgeschieden")),
        "verschwiegen": is_withheld(ganzer),
        "kein_beleg": _gruppe(stand, OHNE, is_named=not is_withheld(ganzer)),
        "karte": karte is not None,
        "karte_worte": _karte_worte(karte.anzahl, stand, dataset, genannt) if karte else LEER,
        "quellen": quellen_tabelle((glied.lage.quelle or "" for glied in stand.alle), dataset),
    }
    return Ansicht(daten, bilder={"karte": karte.svg} if karte else {})


def _anteil(stand: Tagesstand) -> dict[str, Inhalt]:
    part, whole = len(stand.im_prozess), len(stand.alle)
    share = part / whole if whole else 0.0
    words = next((text for value, text in _ANTEILE if abs(share - value) <= _RUND), "")
    places = stellen(stand.im_prozess)
    regions = [glied.kommune for glied in stand.alle if glied.kommune.art == "region"]
    return {
        "keine": part == 0,
        "einzahl": part == 1,
        "im_prozess": zahl(stand.im_prozess),
        "alle": zahl(stand.alle),
        "prozent": Angabe(f"{round(share * 100)}\u00a0Prozent", *places, aufruf="--stichtag"),
        "worte": Angabe(f"rund {words}" if words else "", *places, aufruf="--stichtag"),
        "region": name_von(regions[0]) if len(regions) == 1 else LEER,
    }


def _alter(stand: Tagesstand, dataset: Dataset, day: date) -> dict[str, Inhalt]:
    """How old the knowledge is: the latest source that lists everyone, and for how many it was carried on."""
    known = [each for each in dataset.quellen.values() if "prozess" in each.vollstaendig]
    complete = [(each.stand.hi, each) for each in known if each.stand and each.stand.lo <= day]
    newest = max(complete, key=lambda entry: entry[0])[1] if complete else None
    carried = [glied for glied in stand.im_prozess if glied.lage.gewissheit == "fortgeschrieben"]
    attested = [glied for glied in stand.im_prozess if glied.lage.gewissheit == "belegt"]
    daten: dict[str, Inhalt] = {
        "fortgeschrieben": anzahl(carried),
        "belegt": anzahl(attested),
        "alle_fortgeschrieben": not attested and bool(carried),
        "teils": bool(attested) and bool(carried),
        "alle_belegt": not carried and bool(attested),
        "quelle": LEER,
    }
    if newest is not None:
        daten["quelle"] = join(
            "{} („{}“, Stand {})",
            Angabe(newest.id, newest.place),
            Angabe(newest.titel, newest.place),
            quelle_zeit(newest),
        )
    return daten


def _zeilen(stand: Tagesstand, dataset: Dataset, genannt: Mapping[Spalte, str]) -> tuple[Inhalt, ...]:
    return tuple(
        {"wo": _wo(each, dataset, genannt), "anzahl": zahl(stand.glieder(each))}
        for each in shown(dataset.prozess, (stand,))
    )


def _wo(spalte: Spalte, dataset: Dataset, genannt: Mapping[Spalte, str]) -> Angabe:
    name = wo(spalte, dataset)
    return name.with_text(genannt.get(spalte, str(name)))


def _schritte(dataset: Dataset) -> tuple[Inhalt, ...]:
    """The modules with what stands at their end."""
    return tuple(
        {
            "nummer": modul.text("nummer") or LEER,
            "name": modul.text("name") or LEER,
            "ergebnis": modul.text("ergebnis") or LEER,
        }
        for modul in datei(dataset, PROZESS).jeder("module")
    )


def _durchlaufen(stand: Tagesstand, dataset: Dataset, day: date) -> Iterator[Inhalt]:
    """What a source says all have gone through, beside how many are attested to have been there.

    It spoke of those who were there in its time: as soon as somebody has come to stand in that module, it is not said.
    """
    for aussage in datei(dataset, "data/aussagen.yaml").jeder("aussagen"):
        claim, quelle = aussage.wert.get("behauptet"), dataset.quellen.get(str(aussage.wert.get("quelle")))
        if not isinstance(claim, dict) or (claim.get("was"), claim.get("gilt_fuer")) != ("abschluss", "prozess"):
            continue
        modul = claim.get("modul")
        if not isinstance(modul, int) or any(each.modul is not None and each.modul <= modul for each in stand.zellen):
            continue
        if quelle and quelle.stand and has_happened(quelle.stand, day):
            there = [each for each in erreicht(dataset, modul, day) if not verschwiegen(each.kommune)]
            yield {
                "text": aussage.text("text") or LEER,
                "quelle": Angabe(quelle.id, aussage.at("quelle")),
                "modul": Angabe(f"Modul\u00a0{modul}", aussage.at("behauptet", "modul")),
                "zeit": quelle_zeit(quelle),
                "belegt": anzahl(there),
                "einzahl": len(there) == 1,
            }


def _gruppe(stand: Tagesstand, spalte: Spalte, *, is_named: bool = True) -> dict[str, Inhalt]:
    glieder = stand.glieder(spalte)
    return {
        "gibt_es": bool(glieder),
        "einzahl": len(glieder) == 1,
        "kommunen": anzahl(glieder),
        "gruppe": aufgezaehlt(glieder, "nom") if glieder and is_named else LEER,
    }


def _karte_worte(
    counted: dict[Spalte, int], stand: Tagesstand, dataset: Dataset, genannt: Mapping[Spalte, str]
) -> Angabe:
    """What the map shows, in words: the same numbers."""
    parts = [f"{genannt.get(each) or bezeichnung(each, dataset.prozess)}: {number}" for each, number in counted.items()]
    missing = len(stand.alle) - sum(counted.values())
    if missing:
        parts.append(f"nicht auf der Karte: {missing}")
    return Angabe("; ".join(parts), Place(KARTE, ("kacheln",)), *stellen(stand.alle))
