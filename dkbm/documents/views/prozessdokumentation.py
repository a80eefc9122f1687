"""The view of the documentation that comes of the closing talk of Modul 3."""

from dkbm.documents.auftrag import Ansicht, Auftrag
from dkbm.documents.views.papier import papier
from dkbm.documents.views.rahmen import eckpunkte
from dkbm.documents.views.rueckblick import ERGEBNISSE, GESPRAECHE, GRUNDLAGEN, STATIONEN, ereignisse, quellen


def ansicht(auftrag: Auftrag) -> Ansicht:
    """The way so far, from the data; what was reached and what comes next is for both sides to say."""
    weg = ereignisse(auftrag, (*STATIONEN, *GESPRAECHE, *ERGEBNISSE, *GRUNDLAGEN))
    return Ansicht(
        {
            **papier(auftrag),
            "eckpunkte": eckpunkte(auftrag.dataset),
            "weg": weg,
            "quellen": quellen(auftrag, weg),
        }
    )
