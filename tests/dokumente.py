"""What the tests of documents share: Musterland with changes, its view, its text, and Markdown read back."""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from dkbm.dataset import Dataset, load
from dkbm.documents.loader import Vorlagen
from dkbm.documents.render import Kopf, fassung, render
from dkbm.documents.views import Ansicht
from dkbm.documents.views.zielvereinbarung import ansicht
from dkbm.schema import check
from dkbm.store.templates import read_templates
from tests.aufruf import Answer, dkbm, lay_out
from tests.muster import musterland

ROOT = Path(__file__).parents[1]
VORLAGEN = Vorlagen(read_templates(ROOT))
MUSTER = "data/kommunen/landkreis-musterland.yaml"
AGENTUR = "data/agentur.yaml"


def muster_text(pfad: str = MUSTER) -> str:
    """The text of a file of Musterland."""
    return musterland()[pfad].decode("utf-8")


def ohne(*felder: str, text: str | None = None) -> str:
    """The Kommune of Musterland without some fields of its agreement; `seite.feld` takes one out of a party."""
    text = muster_text() if text is None else text
    for feld in felder:
        seite, _, unter = feld.rpartition(".")
        if seite:
            muster = rf"(?m)^(    {seite}: \{{.*?)(, )?{unter}: (?:\{{.*?\}}|[^,}}]+)(?:, (?=\w))?"
        else:
            muster = rf"(?m)^()    {feld}:.*\n(?:      .*\n)*"
        neu = re.sub(muster, r"\1", text)
        assert neu != text, f"{feld} is not in the text"
        text = neu
    return text


def datensatz(changes: Mapping[str, str | bytes | None] | None = None) -> Dataset:
    """Musterland with changes, loaded; the data must be sound."""
    loaded = load(musterland(changes), check)
    assert not [entry for entry in loaded.diagnostics if entry.severity == "fehler"], loaded.diagnostics
    return loaded.dataset


def sicht(dataset: Dataset, kommune: str = "landkreis-musterland") -> Ansicht:
    """The view of the first agreement of a Kommune."""
    gemeint = dataset.kommunen[kommune]
    return ansicht(dataset, gemeint, next(iter(gemeint.vereinbarungen), None), 1)


def markdown(changes: Mapping[str, str | bytes | None] | None = None, *, entwurf: bool = False) -> str:
    """The Zielvereinbarung of Musterland after some changes, without its front matter."""
    dataset = datensatz(changes)
    chosen = fassung(VORLAGEN, "zielvereinbarung", "modul-1", None)
    kopf = Kopf("zielvereinbarung", "landkreis-musterland", "zv-2017")
    return koerper(render(VORLAGEN, chosen, sicht(dataset), kopf, entwurf=entwurf))


def koerper(text: str) -> str:
    """A document without its front matter."""
    return text.partition("\n---\n")[2]


def parsed(text: str) -> list[Token]:
    """Markdown with tables, strike-through and bare addresses read as the tokens it is made of."""
    return MarkdownIt("gfm-like", {"html": True}).disable("linkify").parse(text)


def struktur(text: str) -> list[Any]:
    """The structure of Markdown without its words."""
    return [
        (token.type, token.tag, [(kind.type, kind.tag) for kind in token.children or []], sorted(token.attrs))
        for token in parsed(text)
    ]


def klartext(text: str) -> str:
    """The words of Markdown without its structure, a line for each block."""
    return "\n".join(
        "".join("\n" if kind.type.endswith("break") else kind.content for kind in token.children or [])
        for token in parsed(text)
        if token.type == "inline"
    )


def lay_out_templates(ordner: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Write Musterland and the templates of this project to a folder, as a dataset to run the program on."""
    lay_out(ordner, changes)
    shutil.copytree(ROOT / "templates", ordner / "templates")
    return ordner


ARGUMENTE = ("zielvereinbarung", "Landkreis Musterland")
"""The Kommune of Musterland whose agreement is complete."""


class Programm:
    """`dkbm render` on a dataset of its own."""

    def __init__(self, daten: Path) -> None:
        self.daten = daten

    def __call__(self, *angaben: str) -> Answer:
        """Run `dkbm render` in it."""
        return dkbm("render", *angaben, cwd=self.daten)

    def put(self, pfad: str, text: str | None) -> None:
        """Replace a file of the dataset, or take it away."""
        if text is None:
            (self.daten / pfad).unlink()
        else:
            (self.daten / pfad).write_text(text, encoding="utf-8")
