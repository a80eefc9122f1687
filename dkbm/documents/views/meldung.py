"""The view of the short report that a Kommune has signed: what, on which field, with which aim."""

from dkbm.diagnostic import Place
from dkbm.documents.angaben import Angabe, Inhalt
from dkbm.documents.auftrag import Ansicht, Auftrag
from dkbm.documents.grammar import UnknownNounError, kommune_allein
from dkbm.documents.sprache import am
from dkbm.documents.views.besiegelt import am_stichtag, nachgetragen
from dkbm.documents.views.blick import Blick, blick, note_missing
from dkbm.documents.views.grundlage import agentur
from dkbm.documents.views.papier import kommune_namen, modul_namen
from dkbm.documents.views.vertragsinhalt import ort, phase, vereinbarte_themen, ziele, zustimmungen
from dkbm.documents.views.zustimmung import require


def ansicht(auftrag: Auftrag) -> Ansicht:
    """What the report says; raises NichtZugestimmtError where the Kommune does not want to be named."""
    sicht = am_stichtag(blick(auftrag))
    require(sicht, "namentliche_veroeffentlichung", "einer namentlichen Veröffentlichung")
    note_missing(sicht, auftrag.modul or 1)
    zustimmungen(sicht)  # not printed: consent that nobody asked for is a gap
    namen = kommune_namen(auftrag)
    return Ansicht(
        {
            "nachgetragen": nachgetragen(sicht) or False,
            **namen,
            "kommune_allein": _allein(sicht) or namen["kommune_nom"],
            **agentur(sicht),
            **modul_namen(auftrag),
            "phase": phase(sicht) or False,
            "wann": _wann(sicht),
            "ort": ort(sicht) if sicht.vereinbarung.ort else False,
            "themen": vereinbarte_themen(sicht),
            "ziele": ziele(sicht) or (sicht.note("Ziel der Kommune", ("ziele",), "ziele: [Ein ganzer Satz.]"),),
        }
    )


def _allein(sicht: Blick) -> Inhalt:
    """The name at the head of the report: `der Heidekreis`, `der Landkreis Harburg`."""
    kommune = sicht.kommune
    try:
        text = kommune_allein(kommune.name, kommune.art, "nom")
    except UnknownNounError:
        return False
    return Angabe(text, Place(kommune.place.file, ("name",)))


def _wann(sicht: Blick) -> Angabe:
    """When it was signed, after a verb; without that there is nothing to report."""
    datum = sicht.vereinbarung.unterzeichnet
    if datum is None:
        return sicht.note("Tag der Unterschrift", ("unterzeichnet",), "unterzeichnet: JJJJ-MM-TT")
    return Angabe(am(datum.text), sicht.at("unterzeichnet"))
