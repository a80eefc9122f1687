"""What the tests of agreements share: an order as `dkbm render` makes it, and Musterland with a second agreement."""

from datetime import date
from functools import cache

from dkbm.dataset import Dataset, load
from dkbm.documents.auftrag import Auftrag
from dkbm.documents.auswahl import waehle
from dkbm.documents.gaps import Luecken
from dkbm.documents.render import Dokument
from dkbm.schema import check
from dkbm.store.worktree import read_files
from tests.dokumente import (
    MUSTER,
    ROOT,
    datensatz,
    gemacht,
    geschrieben,
    klartext,
    muster_text,
)

HEUTE = date(2026, 11, 22)
NIENBURG, HARBURG = "landkreis-nienburg-weser", "landkreis-harburg"


@cache
def landesdaten() -> Dataset:
    """The dataset of this project."""
    return load(read_files(ROOT), check).dataset


def auftrag(
    dataset: Dataset, kommune: str = "landkreis-musterland", modul: int | None = None, ident: str | None = None
) -> Auftrag:
    """The order as `dkbm render` makes it, for a Kommune that stands nowhere."""
    gemeint = dataset.kommunen[kommune]
    chosen = waehle(gemeint, modul, ident, lambda _: None, "dkbm render x")
    return Auftrag(
        dataset,
        HEUTE,
        Luecken(dataset.documents),
        kommune=gemeint,
        vereinbarung=chosen.vereinbarung,
        modul=chosen.modul,
    )


VIERMAL = """  - id: zv-2018
    art: zielvereinbarung
    modul: {modul}
    unterzeichnet: {tag}
    ort: Musterstadt
    beginn_geplant: 2018-09
    themen:
      - {{text: Netzwerke ausbauen}}
    kommune: {{vertretung: {{amt: landraetin}}, ansprechperson: p-mara-muster}}
    agentur: {{vertretung: {{amt: projektleitung, person: p-tom-test}}, ansprechperson: p-tom-test}}
    zustimmung: {{weitergabe_projekttraeger: true, namentliche_veroeffentlichung: true}}
    quelle: X02
verlauf:
"""


def mit_vereinbarung(modul: int, tag: str = "2018-06-05", text: str | None = None, **extra: str) -> str:
    """The Kommune of Musterland with a second agreement on a module, and further fields of it."""
    block = VIERMAL.format(modul=modul, tag=tag)
    fields = "".join(f"    {name}: {wert}\n" for name, wert in extra.items())
    return (muster_text() if text is None else text).replace(
        "verlauf:\n", block.replace("verlauf:\n", fields + "verlauf:\n")
    )


def vertrag(modul: int, tag: str = "2018-06-05", text: str | None = None, **extra: str) -> Dokument:
    dataset = datensatz({MUSTER: mit_vereinbarung(modul, tag, text, **extra)})
    return gemacht(auftrag(dataset, modul=modul, ident="zv-2018"))


def worte(document: Dokument) -> str:
    return klartext(geschrieben(document))
