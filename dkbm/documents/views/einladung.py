"""The view of the invitation to a meeting of the network or one of its groups."""

from dkbm.documents.angaben import Angabe, Inhalt
from dkbm.documents.auftrag import Ansicht, Auftrag
from dkbm.documents.views.fund import datei
from dkbm.documents.views.treffen import NETZWERK, gemeintes, sprechende, treffen
from dkbm.german import tag


def ansicht(auftrag: Auftrag) -> Ansicht:
    """What an invitation says; it cannot be sent without a place."""
    daten = treffen(auftrag)
    return Ansicht(
        {
            **daten,
            "ort": daten["ort"] or _ort(auftrag),
            "stichtag": Angabe(tag(auftrag.stichtag), aufruf="--stichtag"),
            "sprechende": tuple(sprechende(auftrag)),
            "kosten": _kosten(auftrag),
        }
    )


def _ort(auftrag: Auftrag) -> Inhalt:
    gruppe = datei(auftrag.dataset, f"data/netzwerk/{auftrag.gruppe}.yaml")
    eintrag = gemeintes(auftrag, gruppe)
    if eintrag is None:
        return treffen(auftrag)["treffen"]
    return auftrag.luecken.note("Ort des Treffens", eintrag.place.file, (*eintrag.place.route, "ort"), "ort: …")


def _kosten(auftrag: Auftrag) -> Inhalt:
    """What taking part costs, in the words of the data on the network."""
    eintraege = datei(auftrag.dataset, f"data/netzwerk/{NETZWERK}.yaml").jeder("beteiligung")
    return next((text for each in eintraege if each.wert.get("art") == "kosten" and (text := each.text("text"))), False)
