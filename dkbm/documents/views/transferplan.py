"""The view of the plan that ends Modul 2."""

from dkbm.documents.auftrag import Ansicht, Auftrag
from dkbm.documents.views.papier import papier
from dkbm.documents.views.rahmen import beispiele
from dkbm.documents.views.rueckblick import ereignisse, quellen


def ansicht(auftrag: Auftrag) -> Ansicht:
    """The themes, what Modul 1 left behind, and examples of other Kommunen on the same matters."""
    vorarbeiten = ereignisse(auftrag, ("ergebnisbericht", "weiterfuehrung"))
    return Ansicht(
        {
            **papier(auftrag),
            "vorarbeiten": vorarbeiten,
            "beispiele": beispiele(auftrag),
            "quellen": quellen(auftrag, vorarbeiten),
        }
    )
