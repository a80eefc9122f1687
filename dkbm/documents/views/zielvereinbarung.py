"""The view of a Zielvereinbarung: every value its wording needs, or a note of what the data lack.

The fields follow the one agreement whose full text is known (Modul 1 of 2017).
"""

from dkbm.documents.angaben import Inhalt
from dkbm.documents.auftrag import Ansicht, Auftrag
from dkbm.documents.views.besiegelt import am_stichtag, nachgetragen
from dkbm.documents.views.blick import Blick, blick, note_missing
from dkbm.documents.views.fortschreibung import ergebnis_davor, vorige
from dkbm.documents.views.grundlage import agentur, grundlage
from dkbm.documents.views.papier import kommune_namen
from dkbm.documents.views.parteien import ansprechpersonen, vertretungen
from dkbm.documents.views.vertragsinhalt import beginn, dauer, inhalt, phase, zustimmungen


def ansicht(auftrag: Auftrag) -> Ansicht:
    """What the template of a Zielvereinbarung may see; without an agreement every field is missing."""
    sicht, modul = am_stichtag(blick(auftrag)), auftrag.modul or 1
    note_missing(sicht, modul)
    return Ansicht(
        {
            "nachgetragen": nachgetragen(sicht) or False,
            **kommune_namen(auftrag),
            **inhalt(sicht),
            **_zeitrahmen(sicht, modul),
            **vertretungen(sicht),
            **ansprechpersonen(sicht),
            **zustimmungen(sicht),
            **agentur(sicht),
            **grundlage(sicht),
            **_davor(sicht, modul),
        }
    )


def _zeitrahmen(sicht: Blick, modul: int) -> dict[str, Inhalt]:
    """Beginning and duration; only Modul 1 has one that is known beforehand, so only there it must not be missing."""
    anfang, wie_lange = beginn(sicht), dauer(sicht)
    if wie_lange is None and modul == 1:
        wie_lange = sicht.note("Dauer", ("dauer",), "dauer: {monate: [3, 6], ab: sondierungsgespraech}")
    return {"beginn": anfang, "dauer": wie_lange or False}


def _davor(sicht: Blick, modul: int) -> dict[str, Inhalt]:
    """What the module builds on, as far as it builds on something."""
    return {
        **({"vorige": vorige(sicht)} if modul == 2 else {}),
        **({"ergebnis_davor": ergebnis_davor(sicht, modul) or False} if modul > 1 else {}),
        **({"phase": phase(sicht) or False} if modul == 4 else {}),
    }
