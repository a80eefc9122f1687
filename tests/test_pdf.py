"""A document on paper and on a screen: pages, title, structure, what travels with it."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from dkbm.documents.angaben import Angabe, Benannt
from dkbm.documents.readers.pdf import read_herkunft
from dkbm.documents.render import Herkunft
from dkbm.documents.stichworte import kurzform, read_stichworte, stichworte
from dkbm.documents.tree import (
    Container,
    Heading,
    Items,
    Paragraph,
    Picture,
    Table,
    Text,
    paragraphs,
)
from dkbm.documents.writers import pdf as writer
from dkbm.documents.writers.pdf import write
from dkbm.errors import DkbmError
from tests.pdfseiten import (
    ALLES,
    FUELLE,
    HERKUNFT,
    TITEL,
    absatz,
    dokument,
    pages,
    pdf,
    poppler,
    tags,
    texts,
    zeile,
)


def test_it_carries_the_words_of_the_tree_in_reading_order() -> None:
    gesagt = [text.replace("\n", " ").strip() for text in paragraphs(ALLES) if text]
    gelesen = [text for text in texts(pdf(*ALLES)) if text != "Kreis"]  # what is written inside the picture
    alt = "Eine Karte mit einem Kreis"
    assert [text for text in gesagt if text != alt] == [re.sub(r"  +", " ", text).strip() for text in gelesen]


def test_its_structure_is_that_of_the_tree() -> None:
    arten = [tag.type for tag in tags(pdf(*ALLES))]
    assert arten.count("H1") == 1
    assert (arten.count("H2"), arten.count("H3")) == (2, 1)
    assert (arten.count("L"), arten.count("LI"), arten.count("LBody")) == (2, 3, 3)
    assert (arten.count("Table"), arten.count("TR"), arten.count("TH"), arten.count("TD")) == (1, 3, 2, 4)
    assert arten.count("Figure") == 1


def test_a_numbered_list_begins_with_its_number() -> None:
    assert [tag.text for tag in tags(pdf(*ALLES)) if tag.type == "Lbl"] == ["3.", "–", "4."]


def test_emphasis_is_another_typeface() -> None:
    def schriften(*teile: Text) -> set[str]:
        return set(re.findall(r"Serif-(\w+)", poppler("pdffonts", pdf(Paragraph(teile)))))

    assert schriften(Text("x")) == {"Regular", "Bold"}  # the title is bold
    assert schriften(Text("x", emph=True)) == {"Regular", "Bold", "Italic"}
    assert schriften(Text("x", emph=True, strong=True)) == {"Regular", "Bold", "BoldItalic"}


def test_no_word_is_divided() -> None:
    lang = " ".join(["Fachkräftesicherung", "Bildungsberichterstattung", "Weiterentwicklung"] * 9)
    content = pdf(absatz(lang), Table((zeile("a"), zeile("b")), ((zeile(lang), zeile(lang)),), ("left", "left")))
    assert texts(content) == [TITEL, lang, "a", "b", lang, lang]
    assert not re.search(r"[-\u00ad]\s*\n", "".join(pages(content)))


def test_title_language_and_author_are_stated() -> None:
    content = pdf(absatz("x"))
    about = poppler("pdfinfo", content)
    assert re.search(rf"Title: +{TITEL}\n", about)
    assert re.search(r"Author: +Transferagentur Musterland\n", about)
    assert re.search(r"Tagged: +yes\n", about)
    assert b"/CreationDate(D:20240131000000Z)" in content  # the Stichtag, not the day it was made
    assert b"/Lang(de-DE)" in content
    assert b"/DisplayDocTitle true" in content
    assert b"/Outlines" in content


def test_every_page_names_the_document_its_wording_and_its_number() -> None:
    seiten = pages(pdf(*FUELLE))
    assert len(seiten) > 2
    for nummer, seite in enumerate(seiten, 1):
        unten = " ".join(seite.split()[-30:])
        assert f"{TITEL} Seite {nummer} von {len(seiten)}" in unten
        assert "Fassung 2017 · Daten 3f2a91c0 · Vorlage 86c05d7a" in unten


def test_a_draft_says_so_on_every_page_and_no_other_document_does() -> None:
    entwurf, fertig = pages(pdf(*FUELLE, entwurf=True)), pages(pdf(*FUELLE))
    assert all("ENTWURF" in "".join(seite.split()) for seite in entwurf)
    assert not any("ENTWURF" in seite for seite in fertig)


def test_the_draft_mark_is_no_part_of_what_is_read_aloud() -> None:
    assert texts(pdf(absatz("x"), entwurf=True)) == [TITEL, "x"]


def test_a_missing_value_is_framed_and_not_only_coloured() -> None:
    """In the words of the draft it stands in brackets; here the frame around it is a part of its structure."""
    content = pdf(Paragraph((Text("durch "), Text("[fehlt: Vertretung]", angabe=1, luecke=True))), entwurf=True)
    assert "durch [fehlt: Vertretung]" in texts(content)
    assert "/BackgroundColor" in poppler("pdfinfo", content, "-struct")


def test_the_values_and_their_origin_travel_with_it(tmp_path: Path) -> None:
    datei = tmp_path / "x.pdf"
    datei.write_bytes(pdf(absatz("x")))
    if "daten.json" not in poppler("pdfdetach", datei.read_bytes(), "-list"):
        pytest.fail("nothing is attached")
    subprocess.run(["pdfdetach", "-save", "1", "-o", str(tmp_path / "daten.json"), str(datei)], check=True)
    anhang = json.loads((tmp_path / "daten.json").read_text(encoding="utf-8"))
    assert anhang["angaben"] == {"thema": "ein Thema – ß"}
    assert anhang["herkunft"] == json.loads(json.dumps(HERKUNFT._asdict()))


@pytest.mark.parametrize(
    "herkunft",
    [
        HERKUNFT,
        HERKUNFT._replace(entwurf=True, revision=""),
        HERKUNFT._replace(fassung="2026, zweite (100 %) <&>", aufruf=("x", "a b", "it's", "%2C,", "--bis", "2024")),
    ],
    ids=["plain", "draft", "awkward"],
)
def test_m43_a_pdf_states_where_it_comes_from(herkunft: Herkunft) -> None:
    assert read_herkunft(write(dokument(absatz("x"))._replace(herkunft=herkunft), {})) == herkunft
    assert read_stichworte(", ".join(stichworte(herkunft))) == herkunft


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", b"<pdf:Keywords>Haus, Hof</pdf:Keywords>", b"<pdf:Keywords>\xff</pdf:Keywords>"]
)
def test_m43_a_file_of_another_origin_states_none(content: bytes) -> None:
    assert read_herkunft(content) is None


def test_m43_key_words_with_an_open_quote_are_not_ours() -> None:
    worte = ", ".join(stichworte(HERKUNFT))
    assert read_stichworte(worte + " 'offen") is None


def test_values_without_a_revision_are_named_by_their_sum() -> None:
    assert kurzform(HERKUNFT._replace(revision="")) == "Fassung 2017 · Angaben 5e931c81 · Vorlage 86c05d7a"


@pytest.mark.parametrize(
    ("zeichen", "genannt"),
    [("漢", "»漢« (U+6F22)"), ("🙂", "»🙂« (U+1F642)"), ("\ue000", "das unsichtbare U+E000")],
)
def test_a_character_without_glyph_is_named_with_its_place(zeichen: str, genannt: str) -> None:
    wert = Text(f"vor {zeichen} nach", angabe=1)
    with pytest.raises(DkbmError) as raised:
        pdf(absatz("davor"), Items(False, 1, ((Paragraph((wert,)),),)))
    assert raised.value.message == (
        f"Für {genannt} hat das PDF kein Schriftzeichen; es steht in data/kommunen/x.yaml, vereinbarungen[0].themen[1]."
    )
    assert "docx" in raised.value.hint


def test_a_character_of_the_wording_is_the_fault_of_the_template() -> None:
    with pytest.raises(DkbmError, match="es steht im Wortlaut der Vorlage zielvereinbarung"):
        pdf(Table((zeile("x"),), ((zeile("漢字"),),), ("left",)))


def test_a_value_from_the_call_has_no_place() -> None:
    gerufen = (Benannt("tag", Angabe("漢", aufruf="--stichtag")),)
    with pytest.raises(DkbmError) as raised:
        write(dokument(Paragraph((Text("漢", angabe=0),)), angaben=gerufen), {})
    assert raised.value.message == "Für »漢« (U+6F22) hat das PDF kein Schriftzeichen."


def test_a_heading_that_skips_a_level_is_refused() -> None:
    with pytest.raises(DkbmError, match="Vor der Überschrift »Zu tief« fehlt eine der Stufe 2"):
        pdf(Container("schluss", (Heading(3, zeile("Zu tief")), absatz("x"))))


def test_a_fault_of_another_kind_is_told_as_it_is() -> None:
    with pytest.raises(DkbmError, match="Das PDF lässt sich nicht setzen"):
        pdf(Picture("karte", b"<svg", zeile("Keine Karte")))


def test_a_warning_of_the_typesetter_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A typeface it does not know would be replaced by another with a mere warning."""
    quelle = (writer._SATZ / "satz.typ").read_text(encoding="utf-8")
    (tmp_path / "satz.typ").write_text(quelle.replace("Libertinus Serif", "Gibt Es Nicht"), encoding="utf-8")
    monkeypatch.setattr(writer, "_SATZ", tmp_path)
    writer._compiler.cache_clear()
    try:
        with pytest.raises(DkbmError, match="unknown font family"):
            pdf(absatz("x"))
    finally:
        writer._compiler.cache_clear()
