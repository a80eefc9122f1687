"""The view of the record of a meeting of the network or one of its groups."""

from dkbm.documents.angaben import Angabe, Inhalt, join
from dkbm.documents.auftrag import Ansicht, Auftrag
from dkbm.documents.views.fund import Fund, datei
from dkbm.documents.views.treffen import gemeintes, treffen


def ansicht(auftrag: Auftrag) -> Ansicht:
    """What a record can begin with; the course of the meeting is room to write."""
    eintrag = gemeintes(auftrag, datei(auftrag.dataset, f"data/netzwerk/{auftrag.gruppe}.yaml"))
    zahl = _teilnehmende(eintrag) if eintrag else None
    bemerkung = eintrag.text("bemerkung") if eintrag else None
    return Ansicht({**treffen(auftrag), "teilnehmende": zahl or False, "bemerkung": bemerkung or False})


def _teilnehmende(eintrag: Fund) -> Inhalt:
    """How many took part; where a source says it more than once, each number with its place in the source."""
    if einfach := eintrag.text("teilnehmende"):
        return einfach
    zahlen: list[Angabe] = []
    for each in eintrag.jeder("teilnehmende"):
        if angabe := each.text("angabe"):
            bemerkung = each.text("bemerkung")
            zahlen.append(join("{} ({})", angabe, bemerkung) if bemerkung else angabe)
    return join("; ".join(["{}"] * len(zahlen)), *zahlen) if zahlen else False
