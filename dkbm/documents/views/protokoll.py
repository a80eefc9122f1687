"""The view of the record of a meeting of the network or one of its groups."""

from dkbm.documents.angaben import Inhalt
from dkbm.documents.auftrag import Ansicht, Auftrag
from dkbm.documents.views.fund import datei
from dkbm.documents.views.treffen import gemeintes, teilnehmende, treffen


def ansicht(auftrag: Auftrag) -> Ansicht:
    """What a record can begin with; the course of the meeting is room to write."""
    eintrag = gemeintes(auftrag, datei(auftrag.dataset, f"data/netzwerk/{auftrag.gruppe}.yaml"))
    zahl = teilnehmende(eintrag) if eintrag else None
    bemerkung = eintrag.text("bemerkung") if eintrag else None
    papiere = tuple(titel for each in eintrag.jeder("papiere") if (titel := each.text("titel"))) if eintrag else ()
    more: dict[str, Inhalt] = {"teilnehmende": zahl or False, "bemerkung": bemerkung or False, "papiere": papiere}
    return Ansicht({**treffen(auftrag), **more})
