"""The documents that can be made: what each is called, what it is about, and which view fills it."""

from importlib import import_module
from typing import Literal, NamedTuple

from dkbm.documents.auftrag import Ansicht, Auftrag

Gegenstand = Literal["vereinbarung", "kommune", "gruppe", "treffen", "beispiel", "land", "zeitraum"]
"""What a document is about, and so what a call must name."""


class Vorlage(NamedTuple):
    """One kind of document. Its wordings lie in `templates/<name>/`, its view in `dkbm.documents.views.<name>`."""

    name: str
    bezeichnung: str
    gegenstand: Gegenstand
    modul: int | None = None  # the module a working paper belongs to


VORLAGEN = {
    vorlage.name: vorlage
    for vorlage in (
        Vorlage("zielvereinbarung", "Zielvereinbarung zu einem Modul", "vereinbarung"),
        Vorlage("nachtrag", "Nachtrag zu einer unterzeichneten Zielvereinbarung", "vereinbarung"),
        Vorlage("weitergabe", "Vereinbarung, Nachweise für den Projektträger (auch als .zip)", "vereinbarung"),
        Vorlage("meldung", "Meldung: Eine Kommune hat unterzeichnet", "vereinbarung"),
        Vorlage("interviewleitfaden", "Leitfaden für die Interviews in Modul 1", "kommune", 1),
        Vorlage("sondierungsprotokoll", "Protokoll des Sondierungsgesprächs in Modul 1", "kommune", 1),
        Vorlage("ergebnisbericht", "Ergebnisbericht zu Modul 1", "kommune", 1),
        Vorlage("transferplan", "Transferplan aus Modul 2", "kommune", 2),
        Vorlage("prozessdokumentation", "Prozessdokumentation aus dem Abschlussgespräch zu Modul 3", "kommune", 3),
        Vorlage("umsetzungsplan", "Umsetzungsplan zu Modul 4: Teilziel, Format, Zeitplan", "kommune", 4),
        Vorlage("reflexionsgespraech", "Protokoll des jährlichen Reflexionsgesprächs in Modul 4", "kommune", 4),
        Vorlage("steckbrief", "Wo eine Kommune steht, auf einer Seite", "kommune"),
        Vorlage("praxisbeispiel", "Praxisbeispiel in seinen vier Teilen", "beispiel"),
        Vorlage("einladung", "Einladung zu einem Treffen", "treffen"),
        Vorlage("protokoll", "Protokoll eines Treffens", "treffen"),
        Vorlage("uebersicht", "Die Zusammenarbeit mit den Kommunen im Überblick", "land"),
        Vorlage("netzwerkuebersicht", "Das Netzwerk im Überblick", "land"),
        Vorlage("sachstandsbericht", "Sachstandsbericht für den Fördergeber", "zeitraum"),
    )
}
"""By name, in the order in which help lists them."""

EINE_SEITE = ("steckbrief",)
"""What people want on a single page: it is set closer, in every format."""


def build(vorlage: Vorlage, auftrag: Auftrag) -> Ansicht:
    """What the template of a document may see, with what the data lack for it."""
    view = import_module(f"dkbm.documents.views.{vorlage.name}")
    ansicht: Ansicht = view.ansicht(auftrag)
    return ansicht._replace(luecken=auftrag.luecken.all())


def teil(vorlage: Vorlage, modul: int | None) -> str:
    """How the files of a wording begin: `modul-2` where each module has its own, else the name of the document."""
    return f"modul-{modul}" if vorlage.name == "zielvereinbarung" else vorlage.name
