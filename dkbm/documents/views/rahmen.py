"""What frames the work on the spot: the Eckpunkte of a DKBM, the formats of the agency, examples of other Kommunen."""

from dkbm.dataset import Dataset
from dkbm.documents.angaben import Angabe, Inhalt, join
from dkbm.documents.auftrag import Auftrag
from dkbm.documents.views.fund import Fund, datei
from dkbm.documents.views.papier import gemeint, schlagworte

ECKPUNKTE, FORMATE = "data/eckpunkte.yaml", "data/formate.yaml"
BEISPIELE = "data/beispiele/"


def eckpunkte(dataset: Dataset) -> tuple[dict[str, Inhalt], ...]:
    """The Eckpunkte: `nummer`, `name`."""
    found: list[dict[str, Inhalt]] = []
    for eintrag in datei(dataset, ECKPUNKTE).jeder("eckpunkte"):
        nummer, name = eintrag.text("nummer"), eintrag.text("name")
        if nummer and name:
            found.append({"nummer": nummer, "name": name})
    return tuple(found)


def formatname(dataset: Dataset, ident: str) -> Angabe | None:
    """The name of a format of the agency, None for an id nobody declares."""
    eintraege = datei(dataset, FORMATE).jeder("formate")
    return next((each.text("name") for each in eintraege if each.text("id") == ident), None)


def formate(auftrag: Auftrag) -> tuple[dict[str, Inhalt], ...]:
    """The formats a Kommune may combine in the module of the paper, by kind: `art` and `formate`.

    Those that accompany another module belong to that one.
    """
    verzeichnis = datei(auftrag.dataset, FORMATE)
    found: list[dict[str, Inhalt]] = []
    for art in verzeichnis.jeder("arten"):
        name, kennung = art.text("name"), art.text("id")
        passend = [
            each for each in verzeichnis.jeder("formate") if each.text("art") == kennung and _is_for(auftrag, each)
        ]
        namen = tuple(text for each in passend if (text := each.text("name")))
        if name and namen and kennung in ("begleitung", "qualifizierung", "offen"):
            found.append({"art": name, "formate": join(", ".join(["{}"] * len(namen)), *namen)})
    return tuple(found)


def _is_for(auftrag: Auftrag, eintrag: Fund) -> bool:
    module = eintrag.wert.get("module")
    return not isinstance(module, list) or auftrag.modul in module


def beispiele(auftrag: Auftrag) -> tuple[dict[str, Inhalt], ...]:
    """The examples of other Kommunen that share a keyword with the themes: `titel`, `kommune`, `eckpunkt`."""
    found: list[dict[str, Inhalt]] = []
    worte = schlagworte(auftrag)
    for path in sorted(auftrag.dataset.documents):
        beispiel = datei(auftrag.dataset, path) if path.startswith(BEISPIELE) else None
        if beispiel is None or not worte & set(beispiel.texte("schlagworte")):
            continue
        titel, eckpunkt, von = beispiel.text("titel"), beispiel.text("eckpunkt"), beispiel.text("kommune")
        kommune = auftrag.dataset.kommunen.get(von or "")
        if titel and eckpunkt and von and kommune and kommune.id != gemeint(auftrag).id:
            found.append({"titel": titel, "kommune": von.with_text(kommune.offizieller_name), "eckpunkt": eckpunkt})
    return tuple(found)
