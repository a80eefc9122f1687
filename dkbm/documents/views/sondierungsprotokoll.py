"""The view of the record of the Sondierungsgespräch that opens Modul 1."""

from dkbm.documents.auftrag import Ansicht, Auftrag
from dkbm.documents.views.papier import papier
from dkbm.documents.views.rueckblick import ereignisse
from dkbm.documents.views.zeitrahmen import zeitrahmen


def ansicht(auftrag: Auftrag) -> Ansicht:
    """The agreed themes and time frame; the talks that have been held already."""
    return Ansicht(
        {
            **papier(auftrag),
            **zeitrahmen(auftrag),
            "gespraeche": ereignisse(auftrag, ("sondierungsgespraech",), auftrag.modul),
        }
    )
