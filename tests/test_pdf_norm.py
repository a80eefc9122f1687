"""Every PDF is PDF/A-3a and PDF/UA-1 at once, as veraPDF reads these norms; and veraPDF finds what is wrong."""

from pathlib import Path

import pytest

from dkbm.documents.tree import Container, Paragraph, Space, Text
from tests.pdfseiten import ALLES, SATZ, absatz, failed_rules, pdf

ARCHIV, ZUGANG = "PDFA-3A", "PDFUA-1"
LUECKE = Paragraph((Text("durch "), Text("[fehlt: Vertretung]", angabe=1, luecke=True)))
SCHADEN = {
    "keine Sprache": (b"/Lang(de-DE)", b"/Lanx(de-DE)", ZUGANG, "7.2-2"),
    "nicht ausgezeichnet": (b"/Marked true", b"/Marked null", ARCHIV, "6.7.2.2-1"),
    "keine Struktur": (b"/StructTreeRoot ", b"/StructTreeRoox ", ZUGANG, "7.1-11"),
    "Überschrift überspringt eine Stufe": (b"/S/H2", b"/S/H4", ZUGANG, "7.4.2-1"),
    "keine Kennung als PDF/A-3": (b"<pdfaid:part>3", b"<pdfaid:part>2", ARCHIV, "6.6.4-2"),
    "nicht Stufe A": (b"conformance>A<", b"conformance>B<", ARCHIV, "6.6.4-3"),
    "keine Kennung als PDF/UA": (b"pdfuaid:part>", b"pdfuaid:parx>", ZUGANG, "5-2"),
    "kein Titel": (b"dc:title>", b"dc:titlx>", ZUGANG, "7.1-9"),
    "Titel nicht im Fenster": (b"/DisplayDocTitle true", b"/DisplayDocTitle null", ZUGANG, "7.1-10"),
    "Bild ohne Beschreibung": (b"/Alt(", b"/Alx(", ZUGANG, "7.3-1"),
    "Schrift nicht enthalten": (b"/FontFile3", b"/FontFilx3", ARCHIV, "6.2.11.4.1-1"),
    "Zeichen ohne Bedeutung": (b"/ToUnicode", b"/ToUnicodx", ARCHIV, "6.2.11.7.2-1"),
    "Anhang ohne Zweck": (b"/AFRelationship", b"/AFRelationshix", ARCHIV, "6.8-3"),
    "keine Metadaten": (b"/Metadata", b"/Metadatx", ARCHIV, "6.6.2.1-1"),
    "Liste ohne Einträge": (b"/S/LI", b"/S/LX", ZUGANG, "7.2-18"),
    "Tabelle ohne Köpfe": (b"/S/TH", b"/S/TX", ZUGANG, "7.2-4"),
    "Inhalt ohne Auszeichnung": (b"/StructParents", b"/StructParentx", ZUGANG, "7.1-3"),
}


@pytest.fixture(scope="module")
def befund(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, set[str]]]:
    """What veraPDF finds in whole and in damaged files; one run for all."""
    ganz = pdf(*ALLES)
    dateien = {
        "ganz": ganz,
        "entwurf": pdf(*ALLES, LUECKE, Container("hinweis", (LUECKE,)), entwurf=True),
        "lang": pdf(*(absatz(SATZ * 9) for _ in range(40)), Space(40)),
        "kurz": pdf(absatz("x")),
    }
    for name, (vorher, nachher, _, _) in SCHADEN.items():
        assert vorher in ganz, name
        dateien[name] = ganz.replace(vorher, nachher)
    return failed_rules(dateien, tmp_path_factory.mktemp("pdf"))


@pytest.mark.parametrize("name", ["ganz", "entwurf", "lang", "kurz"])
@pytest.mark.parametrize("norm", [ARCHIV, ZUGANG])
def test_a_pdf_keeps_both_norms(befund: dict[str, dict[str, set[str]]], name: str, norm: str) -> None:
    assert befund[name][norm] == set()


@pytest.mark.parametrize("name", SCHADEN)
def test_damage_is_noticed(befund: dict[str, dict[str, set[str]]], name: str) -> None:
    _, _, norm, regel = SCHADEN[name]
    assert regel in befund[name][norm]


def test_a_file_that_is_no_pdf_is_no_success(tmp_path: Path) -> None:
    with pytest.raises(AssertionError):
        failed_rules({"x": b"%PDF-1.7 kaputt"}, tmp_path)
