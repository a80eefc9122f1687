"""When a module begins and how long it takes: as agreed, else as the process says of every Kommune."""

from dkbm.diagnostic import Place
from dkbm.documents.angaben import Angabe, Inhalt
from dkbm.documents.auftrag import Auftrag
from dkbm.documents.grammar import UnknownNounError, decline
from dkbm.documents.sprache import monate
from dkbm.documents.views.fund import datei, wann_im_satz
from dkbm.documents.views.papier import vereinbarungen_zum
from dkbm.kinds import PROZESS


def zeitrahmen(auftrag: Auftrag) -> dict[str, Inhalt]:
    """`beginn` (as it follows a verb) and `dauer` (with the event it counts from); False where neither says so."""
    return {"beginn": _beginn(auftrag), "dauer": _vereinbarte_dauer(auftrag) or _uebliche_dauer(auftrag)}


def _beginn(auftrag: Auftrag) -> Inhalt:
    for eine in vereinbarungen_zum(auftrag):
        if eine.beginn_geplant:
            place = Place(eine.place.file, (*eine.place.route, "beginn_geplant"))
            return Angabe(wann_im_satz(eine.beginn_geplant.text), place)
    return False


def _vereinbarte_dauer(auftrag: Auftrag) -> Inhalt:
    for eine in vereinbarungen_zum(auftrag):
        if eine.dauer:
            place = Place(eine.place.file, (*eine.place.route, "dauer"))
            return _dauer(auftrag, eine.dauer.monate[0], eine.dauer.monate[1], eine.dauer.ab, place)
    return False


def _uebliche_dauer(auftrag: Auftrag) -> Inhalt:
    for modul in datei(auftrag.dataset, PROZESS).jeder("module"):
        dauer = modul.wert.get("dauer")
        if modul.wert.get("nummer") == auftrag.modul and isinstance(dauer, dict):
            spanne, ab = dauer.get("monate"), dauer.get("ab")
            if isinstance(spanne, list) and len(spanne) == 2 and isinstance(ab, str):
                return _dauer(auftrag, spanne[0], spanne[1], ab, modul.at("dauer"))
    return False


def _dauer(auftrag: Auftrag, von: int, bis: int, ab: str, place: Place) -> Inhalt:
    art = auftrag.dataset.prozess.ereignisse.get(ab)
    try:
        danach = decline(art.name if art else ab, "dat")
    except UnknownNounError:
        return False
    return Angabe(f"{monate(von, bis)} nach {danach}", place)
