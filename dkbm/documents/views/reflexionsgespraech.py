"""The view of the record of the yearly talk that looks back on the Umsetzungsplan and carries it forward."""

from dkbm.documents.auftrag import Ansicht, Auftrag
from dkbm.documents.views.papier import papier
from dkbm.documents.views.rahmen import formate
from dkbm.documents.views.rueckblick import ereignisse, quellen
from dkbm.documents.views.umsetzungsplan import plan


def ansicht(auftrag: Auftrag) -> Ansicht:
    """The plan as it stands, earlier talks, and the formats for the year to come."""
    frueher = ereignisse(auftrag, ("umsetzungsplan", "reflexionsgespraech"), auftrag.modul)
    return Ansicht(
        {
            **papier(auftrag),
            "plan": plan(auftrag),
            "formate": formate(auftrag),
            "frueher": frueher,
            "quellen": quellen(auftrag, frueher),
        }
    )
