"""The view of the guide for the interviews of Modul 1."""

from dkbm.documents.auftrag import Ansicht, Auftrag
from dkbm.documents.views.papier import papier
from dkbm.documents.views.rahmen import eckpunkte


def ansicht(auftrag: Auftrag) -> Ansicht:
    """The themes of the agreement and the Eckpunkte, around which the questions are grouped."""
    return Ansicht({**papier(auftrag), "eckpunkte": eckpunkte(auftrag.dataset)})
