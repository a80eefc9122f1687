"""What the tests of working papers share: the data of this project, Musterland, and a look into the tree."""

from datetime import date
from functools import cache
from pathlib import Path

from dkbm.dataset import Dataset, Loaded, load
from dkbm.documents.auftrag import Auftrag
from dkbm.documents.gaps import Luecken
from dkbm.documents.render import Dokument
from dkbm.documents.tree import Block, Container, Heading, Table, plain
from dkbm.documents.verzeichnis import VORLAGEN
from dkbm.schema import check
from dkbm.store.worktree import read_dataset
from tests.dokumente import MUSTER, datensatz, gemacht, worte
from tests.muster import musterland

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden" / "dokumente"
HEUTE = date(2026, 11, 22)
PAPIERE = (
    "interviewleitfaden",
    "sondierungsprotokoll",
    "ergebnisbericht",
    "transferplan",
    "prozessdokumentation",
    "umsetzungsplan",
    "reflexionsgespraech",
)
KOMMUNEN = (
    "landkreis-harburg",
    "landkreis-heidekreis",
    "stadt-osnabrueck",
    "region-hannover",
    "landkreis-nienburg-weser",
)
GRUPPEN = ("ag-1", "ag-2", "ag-3", "konzeptgruppe", "netzwerk")
BEISPIELE = tuple(sorted(path.stem for path in (ROOT / "data" / "beispiele").glob("*.yaml")))
PLAN = """  - id: zv-2022
    art: zielvereinbarung
    modul: 4
    unterzeichnet: 2022-05-02
    umsetzungsplan:
      - {teilziel: Der Bildungsbericht erscheint alle zwei Jahre, formate: [workshop, fachtag], zeitplan: 2023-06}
      - {teilziel: Alle Fachdienste melden ihre Kennzahlen, formate: [workshop]}
      - {teilziel: Die Steuerungsgruppe tagt, zeitplan: 2023..2024}
    quelle: X02
"""
FORMATE = """
arten:
  - {id: begleitung, name: Begleitung, quelle: X02}
  - {id: qualifizierung, name: Qualifizierung, quelle: X02}
  - {id: netzwerk, name: Netzwerk, quelle: X02}
formate:
  - {id: interview, name: Interview, art: begleitung, module: [1], quelle: X02}
  - {id: reflexionsgespraech, name: Reflexionsgespräch, art: begleitung, module: [4], quelle: X02}
  - {id: workshop, name: Werkstatt, art: qualifizierung, quelle: X02}
  - {id: fachtag, name: Fachtag, art: qualifizierung, quelle: X02}
  - {id: forum, name: Forum, art: netzwerk, quelle: X02}
"""


@cache
def landesdaten() -> Loaded:
    """The dataset of this project."""
    return load(read_dataset(ROOT).files, check)


def mit_plan(verlauf: str = "") -> Dataset:
    """Musterland with an Umsetzungsplan, formats to choose from, and further events."""
    text = musterland()[MUSTER].decode().replace("verlauf:\n", f"{PLAN}verlauf:\n{verlauf}")
    return datensatz({MUSTER: text, "data/formate.yaml": FORMATE})


def dokument(vorlage: str, auftrag: Auftrag, *, entwurf: bool = False) -> Dokument:
    """A document as `dkbm render` makes it, its template filled in this process."""
    return gemacht(auftrag._replace(modul=VORLAGEN[vorlage].modul), vorlage, entwurf=entwurf)


def zu_kommune(dataset: Dataset, kommune: str, stichtag: date = HEUTE) -> Auftrag:
    return Auftrag(dataset, stichtag, Luecken(dataset.documents), kommune=dataset.kommunen[kommune])


def papier(vorlage: str, dataset: Dataset, kommune: str = "landkreis-musterland", stichtag: date = HEUTE) -> Dokument:
    return dokument(vorlage, zu_kommune(dataset, kommune, stichtag))


def zu_treffen(dataset: Dataset, gruppe: str, treffen: int | None) -> Auftrag:
    return Auftrag(dataset, HEUTE, Luecken(dataset.documents), gruppe=gruppe, treffen=treffen)


def zu_beispiel(dataset: Dataset, beispiel: str, stichtag: date = HEUTE) -> Auftrag:
    return Auftrag(dataset, stichtag, Luecken(dataset.documents), beispiel=beispiel)


def words(document: Dokument) -> str:
    """The words of a document, one text per line."""
    return "\n".join(worte(document))


def bloecke(blocks: tuple[Block, ...]) -> list[Block]:
    """All blocks, those in containers too."""
    found: list[Block] = []
    for block in blocks:
        found.append(block)
        if isinstance(block, Container):
            found += bloecke(block.blocks)
    return found


def tabelle(document: Dokument, erste_spalte: str) -> list[list[str]]:
    """The rows of the table whose first column is headed so."""
    for block in document.blocks:
        if isinstance(block, Table) and plain(block.head[0]) == erste_spalte:
            return [[plain(cell) for cell in row] for row in block.rows]
    raise AssertionError(f"no table headed {erste_spalte}")


def abschnitt(document: Dokument, titel: str) -> list[Block]:
    """The blocks from a heading to the next of its level or above."""
    found: list[Block] = []
    level = 0
    for block in document.blocks:
        if isinstance(block, Heading) and level and block.level <= level:
            break
        if level:
            found.append(block)
        if isinstance(block, Heading) and plain(block.content) == titel:
            level = block.level
    assert level, f"no heading {titel}"
    return found


ALLE = [
    *((vorlage, kommune, None) for vorlage in PAPIERE for kommune in KOMMUNEN),
    *(("praxisbeispiel", beispiel, None) for beispiel in BEISPIELE),
    *(("protokoll", gruppe, 0) for gruppe in GRUPPEN),
    *(("einladung", *eines) for eines in (("ag-1", 0), ("ag-2", 0), ("ag-3", 0), ("netzwerk", 1), ("netzwerk", 4))),
]


def auftrag_zu(vorlage: str, worum: str, treffen: int | None) -> Auftrag:
    daten = landesdaten().dataset
    if vorlage in PAPIERE:
        return zu_kommune(daten, worum)
    return zu_beispiel(daten, worum) if vorlage == "praxisbeispiel" else zu_treffen(daten, worum, treffen)
