"""What the tests of documents share: Musterland with changes, its documents, and every format read back."""

import re
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from markdown_it import MarkdownIt
from markdown_it.token import Token

from dkbm.dataset import Dataset, load
from dkbm.documents.auftrag import Ansicht, Auftrag
from dkbm.documents.fuellen import filler
from dkbm.documents.gaps import Luecken
from dkbm.documents.loader import Vorlagen
from dkbm.documents.render import Dokument, Herkunft, Kopf, fassung, render
from dkbm.documents.tree import Block, paragraphs
from dkbm.documents.verzeichnis import VORLAGEN as VERZEICHNIS
from dkbm.documents.verzeichnis import build, teil
from dkbm.documents.writers import write
from dkbm.documents.writers.md import LINIE
from dkbm.schema import check
from dkbm.store.templates import read_templates
from tests.aufruf import Answer, dkbm, lay_out
from tests.muster import musterland

ROOT = Path(__file__).parents[1]
DATEIEN = read_templates(ROOT)
VORLAGEN = Vorlagen(DATEIEN)
HEUTE = date(2024, 1, 31)
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


def auftrag(
    dataset: Dataset, kommune: str = "landkreis-musterland", modul: int | None = 1, stichtag: date = HEUTE
) -> Auftrag:
    """The order of a document about a Kommune or partner, with its first agreement on a Modul."""
    gemeint = dataset.kommunen.get(kommune) or dataset.partner[kommune]
    passend = [eine for eine in gemeint.vereinbarungen if eine.modul in (None, modul)]
    return Auftrag(
        dataset,
        stichtag,
        Luecken(dataset.documents),
        kommune=gemeint,
        vereinbarung=passend[0] if passend else None,
        modul=modul,
    )


def sicht(
    dataset: Dataset, kommune: str = "landkreis-musterland", vorlage: str = "zielvereinbarung", modul: int | None = 1
) -> Ansicht:
    """The view of a document about a Kommune."""
    return build(VERZEICHNIS[vorlage], auftrag(dataset, kommune, modul))


def gemacht(
    gemeint: Auftrag, vorlage: str = "zielvereinbarung", *, entwurf: bool = False, vorlagen: Vorlagen = VORLAGEN
) -> Dokument:
    """The document of an order, in the wording of its day."""
    eintrag = VERZEICHNIS[vorlage]
    tag = gemeint.vereinbarung.unterzeichnet if gemeint.vereinbarung else None
    chosen = fassung(vorlagen, vorlage, teil(eintrag, gemeint.modul), tag)
    kopf = Kopf((vorlage, gemeint.kommune.id if gemeint.kommune else ""), gemeint.stichtag.isoformat(), entwurf=entwurf)
    return render(vorlagen, chosen, build(eintrag, gemeint), kopf, fill=filler(vorlagen))


def dokument(
    changes: Mapping[str, str | bytes | None] | None = None,
    kommune: str = "landkreis-musterland",
    vorlage: str = "zielvereinbarung",
    *,
    modul: int | None = 1,
    entwurf: bool = False,
) -> Dokument:
    """A document about a Kommune of Musterland after some changes."""
    return gemacht(auftrag(datensatz(changes), kommune, modul), vorlage, entwurf=entwurf)


def markdown(
    changes: Mapping[str, str | bytes | None] | None = None,
    kommune: str = "landkreis-musterland",
    vorlage: str = "zielvereinbarung",
    *,
    modul: int | None = 1,
    entwurf: bool = False,
) -> str:
    """The same as Markdown, without its front matter."""
    return koerper(geschrieben(dokument(changes, kommune, vorlage, modul=modul, entwurf=entwurf)))


def geschrieben(document: Dokument) -> str:
    """A document as Markdown."""
    return write(document, "md", DATEIEN).decode()


def koerper(text: str) -> str:
    """A document in Markdown without its front matter."""
    return text.partition("\n---\n")[2]


def aus_bloecken(*blocks: Block, entwurf: bool = False) -> Dokument:
    """A document made of these blocks, for what writers do with a tree."""
    herkunft = Herkunft("zielvereinbarung", "2017", ("zielvereinbarung", "x"), "2024-01-31", "", "0", "1", entwurf)
    return Dokument("Titel", blocks, (), herkunft, "{}")


def absaetze(content: bytes, form: str) -> tuple[str, ...]:
    """The words of a written document read back, as `paragraphs` gives those of its tree. Empty ones are left out."""
    return tuple(filter(None, _READ[form](content)))


def worte(document: Dokument) -> tuple[str, ...]:
    """The words of a document as `absaetze` has to read them back from any format."""
    return tuple(filter(None, paragraphs(document.blocks)))


def _read_md(content: bytes) -> list[str]:
    zeilen = klartext(koerper(content.decode()), "\0").split("\0")
    linien = re.compile(f"(?:{LINIE}\n?)+")
    return [linien.sub("", zeile) for zeile in zeilen]


_ABSATZ = {"h1", "h2", "h3", "p", "td", "th"}


def seite(content: bytes | str) -> Element:
    """A page as a browser reads it; what a browser would have to mend is an error."""
    text = content.decode() if isinstance(content, bytes) else content
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    gelesen: Element = parser.parse(text)
    return gelesen


def seitenstruktur(content: bytes | str) -> list[Any]:
    """The tags and attributes of a page, without its words and without what its head says of its origin."""
    return [
        (knoten.tag, sorted(knoten.attrib.items()))
        for knoten in seite(content).iter()
        if not knoten.get("name", "").startswith("dkbm:")
    ]


def _read_html(content: bytes) -> list[str]:
    """The blocks of the page's main part, a line break for each `br`; the title of a picture counts as its words."""
    haupt = seite(content).find(".//main")
    assert haupt is not None
    return ["".join(_text(knoten)) for knoten in _bloecke(haupt)]


def _bloecke(knoten: Element) -> Iterator[Element]:
    for kind in knoten:
        if kind.tag.endswith("}svg"):
            yield kind[0]
        elif kind.tag in _ABSATZ:
            yield kind
        else:
            yield from _bloecke(kind)


def _text(knoten: Element) -> list[str]:
    stuecke = [knoten.text or ""]
    for kind in knoten:
        stuecke += ["\n"] if kind.tag == "br" else _text(kind)
        stuecke.append(kind.tail or "")
    return stuecke


_READ = {"md": _read_md, "html": _read_html}


def parsed(text: str) -> list[Token]:
    """Markdown with tables, strike-through and bare addresses read as the tokens it is made of."""
    return MarkdownIt("gfm-like", {"html": True}).disable("linkify").parse(text)


def struktur(text: str) -> list[Any]:
    """The structure of Markdown without its words."""
    return [
        (token.type, token.tag, [(kind.type, kind.tag) for kind in token.children or []], sorted(token.attrs))
        for token in parsed(text)
    ]


def klartext(text: str, zwischen: str = "\n") -> str:
    """The words of Markdown without its structure, a line for each block."""
    return zwischen.join(
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
