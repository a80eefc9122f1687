"""The view of the report for the funder: where the Kommunen stood before and after a period, and what changed in it.

Every number carries the mark of a list in the annex that names its Kommunen. No person is named.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from dkbm.dataset import Dataset
from dkbm.diagnostic import Place
from dkbm.documents.angaben import Angabe, Inhalt, join
from dkbm.documents.auftrag import Ansicht, Auftrag
from dkbm.documents.views.belegliste import Belegliste
from dkbm.documents.views.fund import datei
from dkbm.documents.views.vereinbart import vereinbart
from dkbm.documents.views.wissen import name_von, quelle_kurz, quellen_tabelle, wo, zahl, zeit_in_worten
from dkbm.documents.views.zeitlich import quellen_text
from dkbm.german import datum_in_worten, tag
from dkbm.model.lage import Lage
from dkbm.queries.sachstand import Spalte, Tagesstand, Zeitraum, shown, spalte, tagesstaende, zeitraeume
from dkbm.queries.wechsel import (
    Wechsel,
    alle_wechsel,
    datiert,
    dauern,
    erreicht,
    nicht_mehr_belegt,
    undatiert,
    wann_text,
)

_ZAEHLT = ("anzahl", "anteil")


def ansicht(auftrag: Auftrag) -> Ansicht:
    """What the template of the report may see; without a period it reports on the year up to the Stichtag."""
    dataset = auftrag.dataset
    bis = auftrag.bis or auftrag.stichtag
    von = auftrag.von or date(bis.year, 1, 1)
    davor, danach = tagesstaende(dataset, (von - timedelta(days=1) if von > date.min else von, bis))
    spalten = shown(dataset.prozess, (davor, danach))
    belege = Belegliste(dataset)
    quartale, wechsel = zeitraeume(von, bis, "quartal"), alle_wechsel(dataset)
    ganz = Zeitraum("", von, bis)
    in_period, open_ones = datiert(wechsel, ganz), undatiert(wechsel, (ganz,))
    daten: dict[str, Inhalt] = {
        "land": Angabe(dataset.land or dataset.name, Place("dkbm.yaml", ("land",))),
        "von": _tag(von, "--von"),
        "bis": _tag(bis, "--bis"),
        "davor": _tag(davor.tag, "--von"),
        "im_prozess": _paar(davor, danach, belege),
        "zeilen": tuple(_zeile(each, davor, danach, belege, dataset) for each in spalten),
        "summe": zahl(danach.alle),
        "quartale": tuple(_quartale(quartale, in_period)),
        "uebergaenge": tuple(_wechsel(each, dataset) for each in in_period),
        "anzahl_uebergaenge": _anzahl(in_period),
        "undatiert": tuple(_wechsel(each, dataset) for each in open_ones),
        "anzahl_undatiert": _anzahl(open_ones),
        "nicht_mehr": tuple(_wechsel(each, dataset) for each in nicht_mehr_belegt(wechsel, (ganz,))),
        "durchlauf": tuple(_durchlauf(modul.nummer, bis, belege, dataset) for modul in dataset.prozess.module),
        "dauern": tuple(_dauern(dataset, bis)),
        **vereinbart(dataset, von, bis),
        "aussagen": tuple(_aussagen(dataset, von, bis)),
    }
    return Ansicht({**daten, "belege": belege.inhalt(), "quellen": quellen_tabelle(belege.quellen, dataset)})


def _tag(day: date, option: str) -> Angabe:
    return Angabe(tag(day), aufruf=option)


def _anzahl(found: Sequence[Wechsel]) -> Angabe:
    return Angabe(len(found) or "kein", *(beleg.place for each in found for beleg in each.belege), aufruf="--von")


def _paar(davor: Tagesstand, danach: Tagesstand, belege: Belegliste) -> dict[str, Inhalt]:
    words = "im Begleitprozess am {}"
    return {
        "davor": zahl(davor.im_prozess),
        "davor_beleg": belege.add(davor.im_prozess, words, davor.tag),
        "danach": zahl(danach.im_prozess),
        "danach_beleg": belege.add(danach.im_prozess, words, danach.tag),
    }


def _zeile(each: Spalte, davor: Tagesstand, danach: Tagesstand, belege: Belegliste, dataset: Dataset) -> Inhalt:
    name = wo(each, dataset)
    return {
        "wo": name,
        "davor": zahl(davor.glieder(each)),
        "davor_beleg": belege.add(davor.glieder(each), f"{name} am {{}}", davor.tag),
        "danach": zahl(danach.glieder(each)),
        "danach_beleg": belege.add(danach.glieder(each), f"{name} am {{}}", danach.tag),
    }


def _quartale(zeitraeume_: Sequence[Zeitraum], found: Sequence[Wechsel]) -> Iterator[Inhalt]:
    """A row for each quarter, and one for what is dated into the period only as a whole."""
    rest = list(found)
    for zeitraum in zeitraeume_:
        inside = datiert(found, zeitraum)
        rest = [each for each in rest if each not in inside]
        yield _quartal(zeitraum.name, inside)
    if rest:
        yield _quartal("nicht auf ein Quartal datiert", rest)


def _quartal(name: str, inside: Sequence[Wechsel]) -> Inhalt:
    names = [name_von(each.kommune) for each in inside]
    return {
        "name": Angabe(name, aufruf="--von"),
        "anzahl": Angabe(len(inside), *(beleg.place for each in inside for beleg in each.belege), aufruf="--von"),
        "kommunen": join("; ".join(["{}"] * len(names)), *names) if names else Angabe("–", aufruf="--von"),
    }


def _wechsel(wechsel: Wechsel, dataset: Dataset) -> Inhalt:
    places = [beleg.place for beleg in wechsel.belege]
    return {
        "wann": Angabe(zeit_in_worten(wann_text(wechsel)), *places),
        "kommune": name_von(wechsel.kommune),
        "vorher": _lage(wechsel.vorher, dataset, places),
        "nachher": _lage(wechsel.nachher, dataset, places),
        "quelle": quelle_kurz(wechsel.belege, dataset.quellen),
    }


def _lage(lage: Lage, dataset: Dataset, places: list[Place]) -> Angabe:
    """Where it stood; after a finished module which one that was."""
    if lage.lage == "zwischen" and lage.abgeschlossen is not None:
        return Angabe(f"Modul {lage.abgeschlossen} abgeschlossen", *places)
    found = wo(spalte(lage), dataset)
    return Angabe(found, *found.herkunft, *places)


def _durchlauf(modul: int, bis: date, belege: Belegliste, dataset: Dataset) -> Inhalt:
    """How many were ever attested in a module up to the end of the period."""
    glieder = erreicht(dataset, modul, bis)
    name = wo(Spalte("im_modul", modul), dataset).partition(",")[0]
    return {
        "modul": Angabe(name, *wo(Spalte("im_modul", modul), dataset).herkunft),
        "anzahl": zahl(glieder),
        "beleg": belege.add(glieder, f"je in {name} belegt bis {{}}", bis),
    }


def _dauern(dataset: Dataset, bis: date) -> Iterator[Inhalt]:
    for each in dauern(dataset, bis):
        places = (each.von.place, each.bis.place)
        yield {
            "modul": Angabe(f"Modul\u00a0{each.modul}", *places),
            "kommune": name_von(each.kommune),
            "von": Angabe(datum_in_worten(each.von.wann.text), each.von.place),
            "bis": Angabe(datum_in_worten(each.bis.wann.text), each.bis.place),
            "monate": Angabe(each.monate, *places),
            "quelle": quelle_kurz((each.von, each.bis), dataset.quellen),
        }


def _aussagen(dataset: Dataset, von: date, bis: date) -> Iterator[Inhalt]:
    """What sources of that time say on the numbers, to be held against those of the report."""
    for each in datei(dataset, "data/aussagen.yaml").jeder("aussagen"):
        claim, quelle = each.wert.get("behauptet"), dataset.quellen.get(str(each.wert.get("quelle")))
        if not isinstance(claim, dict) or claim.get("was") not in _ZAEHLT or quelle is None or quelle.stand is None:
            continue
        if claim.get("gilt_fuer") != "netzwerk" and quelle.stand.lo <= bis and quelle.stand.hi >= von:
            yield {
                "text": each.text("text") or Angabe("", each.place),
                "stand": Angabe(datum_in_worten(quelle.stand.text), quelle.place),
                "quelle": quellen_text(each),
                "bemerkung": each.text("bemerkung") or Angabe("", each.place),
            }
