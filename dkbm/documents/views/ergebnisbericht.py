"""The view of the report that ends Modul 1."""

from dkbm.documents.auftrag import Ansicht, Auftrag
from dkbm.documents.views.papier import papier
from dkbm.documents.views.rahmen import eckpunkte
from dkbm.documents.views.rueckblick import GRUNDLAGEN, ereignisse, quellen


def ansicht(auftrag: Auftrag) -> Ansicht:
    """What was agreed, what was done, what is attested of the Kommune; the findings are room to write."""
    gespraeche = ereignisse(auftrag, ("sondierungsgespraech", "interview"), auftrag.modul)
    grundlagen = ereignisse(auftrag, GRUNDLAGEN)
    return Ansicht(
        {
            **papier(auftrag),
            "eckpunkte": eckpunkte(auftrag.dataset),
            "gespraeche": gespraeche,
            "grundlagen": grundlagen,
            "quellen": quellen(auftrag, grundlagen),
        }
    )
