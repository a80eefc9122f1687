"""A document that holds every kind of block, for the tests of what is written to Word and OpenDocument files."""

import json

from dkbm.diagnostic import Place
from dkbm.documents.angaben import Angabe, Benannt
from dkbm.documents.render import Dokument, Herkunft
from dkbm.documents.tree import (
    Block,
    Break,
    Container,
    Heading,
    Items,
    Line,
    PageBreak,
    Paragraph,
    Picture,
    Space,
    Table,
    Text,
)

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 120" width="300" height="120">'
    b'<rect x="10" y="10" width="100" height="100" fill="#1f4e79"/>'
    b'<rect x="130" y="10" width="100" height="100"/></svg>'
)
HERKUNFT = Herkunft(
    vorlage="zielvereinbarung",
    fassung="2017",
    aufruf=("zielvereinbarung", "landkreis-musterland", "--modul", "1", "--id", "zv-2017"),
    stichtag="2024-01-31",
    revision="",
    vorlage_sha256="a" * 64,
    daten_sha256="b" * 64,
    entwurf=False,
)


def zeile(*worte: str) -> Line:
    """Plain words, a forced break between them."""
    found: list[Text | Break] = []
    for wort in worte:
        found += [Break()] * bool(found) + [Text(wort)]
    return tuple(found)


def absatz(*worte: str) -> Paragraph:
    """A paragraph of plain words."""
    return Paragraph(zeile(*worte))


def dokument(*blocks: Block, titel: str = "Musterdokument", entwurf: bool = False) -> Dokument:
    """A document with these blocks under its title."""
    angaben = (Benannt("ort", Angabe("Musterstadt", Place("dkbm.yaml"))),)
    herkunft = HERKUNFT._replace(entwurf=entwurf)
    return Dokument(titel, (Heading(1, zeile(titel)), *blocks), angaben, herkunft, json.dumps({"ort": "Musterstadt"}))


ALLES: tuple[Block, ...] = (
    Container("titel", (absatz("zwischen der Agentur", "und dem Landkreis Musterland"),)),
    Container("hinweis", (Paragraph((Text("Hinweis:", strong=True), Text(" Nur zur Ansicht."))),)),
    Heading(2, zeile("Angaben & <Zeichen>")),
    Paragraph(
        (
            Text("Fett", strong=True),
            Text(", "),
            Text("kursiv", emph=True),
            Text(", "),
            Text("beides", strong=True, emph=True),
            Text(" und "),
            Text("[[fehlt: Ort]]", angabe=0, luecke=True),
            Text(", mit  zwei Leerzeichen."),
        )
    ),
    Items(False, 1, ((absatz("Punkt eins"),), (absatz("Punkt zwei"), Items(True, 1, ((absatz("darunter"),),))))),
    Items(True, 1, ((absatz("erstens"), absatz("weiter dazu")), (absatz("zweitens"),))),
    absatz("Dazwischen."),
    Items(True, 4, ((absatz("viertens"),), (absatz("fünftens"),))),
    Heading(3, zeile("Tabelle")),
    Table(
        (zeile("Teilziel"), zeile("Anzahl"), zeile("Bemerkung")),
        ((zeile("Bildungsbericht"), zeile("3"), ()), (zeile("Steuerung", "und Gremien"), zeile("12"), ())),
        ("left", "right", "left"),
    ),
    Space(3),
    PageBreak(),
    Heading(2, zeile("Karte")),
    Picture("karte", SVG, zeile("Zwei Kacheln: Musterland und „Nachbarn“.")),
    PageBreak(),
    Table((zeile("A"), zeile("B")), ((zeile("1"), zeile("2")),), ("left", "left")),
    Container("schluss", (absatz("Die Beteiligten erklären ihr Einverständnis."), absatz("Musterstadt, 01.02.2018"))),
    Container(
        "unterschriften",
        (absatz("Die Projektleitung", "Agentur Musterland"), absatz("Der Landrat", "Landkreis Musterland")),
    ),
)
"""One of each, some of them beside each other."""
