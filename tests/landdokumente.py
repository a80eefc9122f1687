"""What the tests of documents on the Land share: orders without a Kommune, and a look into sections and tables."""

from collections.abc import Mapping
from datetime import date

from dkbm.dataset import Dataset
from dkbm.documents.auftrag import Ansicht, Auftrag
from dkbm.documents.gaps import Luecken
from dkbm.documents.render import Dokument
from dkbm.documents.verzeichnis import VORLAGEN, build
from tests.dokumente import MUSTER, gemacht, muster_text
from tests.papiere import HEUTE, landesdaten, words

KOMMUNEN = ("landkreis-harburg", "landkreis-heidekreis", "stadt-osnabrueck", "region-hannover")
"""One of each kind."""


def echt() -> Dataset:
    """The dataset of this project."""
    return landesdaten().dataset


def bestellt(
    dataset: Dataset,
    stichtag: date = HEUTE,
    kommune: str | None = None,
    zeitraum: tuple[date, date] | None = None,
) -> Auftrag:
    """An order for a day, for a Kommune or a period."""
    von, bis = zeitraum or (None, None)
    gemeint = dataset.kommunen[kommune] if kommune else None
    return Auftrag(dataset, stichtag, Luecken(dataset.documents), kommune=gemeint, von=von, bis=bis)


def land(vorlage: str, auftrag: Auftrag) -> Dokument:
    """The document of an order."""
    return gemacht(auftrag, vorlage)


def gelesen(document: Dokument) -> str:
    """Its words, with ordinary spaces."""
    return words(document).replace("\u00a0", " ")


def view(vorlage: str, auftrag: Auftrag) -> Ansicht:
    """What its template may see."""
    return build(VORLAGEN[vorlage], auftrag)


def mit_verlauf(*zeilen: str, name: str = "stadt-musterland") -> Mapping[str, str | bytes | None]:
    """The change that gives a Kommune of Musterland these events and no others."""
    pfad = f"data/kommunen/{name}.yaml"
    kopf = muster_text(pfad).partition("verlauf:\n")[0]
    return {pfad: kopf + "verlauf:\n" + "".join(f"  - {{{zeile}}}\n" for zeile in zeilen)}


def ohne_nennung() -> Mapping[str, str | bytes | None]:
    """The change after which Landkreis Musterland must not be named in public."""
    before = "namentliche_veroeffentlichung: true"
    assert before in muster_text()
    return {MUSTER: muster_text().replace(before, "namentliche_veroeffentlichung: false")}
