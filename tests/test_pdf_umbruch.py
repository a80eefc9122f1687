"""Where a page may end and how wide a column is: nothing is torn apart, nothing runs off the page."""

import re
import subprocess
from pathlib import Path

import pytest

from dkbm.documents.tree import (
    Block,
    Container,
    Heading,
    Items,
    Kind,
    Picture,
    Space,
    Table,
)
from dkbm.documents.writers.pdf_satz import satz
from tests.pdfseiten import (
    FUELLE,
    KARTE,
    SATZ,
    SCHLUSS,
    TITEL,
    absatz,
    dokument,
    pages,
    pdf,
    texts,
    zeile,
)


@pytest.mark.parametrize("davor", range(12, 34))
def test_closing_words_and_signatures_stand_on_one_page(davor: int) -> None:
    seiten = pages(pdf(*(absatz(f"Zeile {nummer}") for nummer in range(davor)), *SCHLUSS))
    seite = next(seite for seite in seiten if "Schlusserklärung" in seite)
    assert "Der Landrat" in seite
    assert "Musterstadt, 16.10.2017" in seite


def test_two_parties_sign_side_by_side() -> None:
    seite = pages(pdf(*SCHLUSS))[0]
    assert re.search(r"^ *Projektleitung {5,}Der Landrat$", seite, re.MULTILINE)


@pytest.mark.parametrize("davor", range(20, 40))
def test_no_heading_is_the_last_line_of_a_page(davor: int) -> None:
    seiten = pages(
        pdf(*(absatz(f"Zeile {nummer}") for nummer in range(davor)), Heading(2, zeile("Titel")), *FUELLE[:3])
    )
    seite = next(seite for seite in seiten if "Titel" in seite.split())
    assert "Absatz 0." in seite


LISTE = Items(False, 1, ((absatz("erstens"),), (absatz("zweitens"),)))
TABELLE = Table((zeile("erstens"), zeile("Antwort")), ((zeile("x"), ()),) * 4, ("left", "left"))


@pytest.mark.parametrize("davor", range(20, 40))
@pytest.mark.parametrize(
    ("einleitung", "was"),
    [
        (absatz("Vereinbart ist:"), (LISTE,)),
        (absatz("Vereinbart ist, was hier steht."), (TABELLE,)),
        (Items(False, 1, ((absatz("Vereinbart ist was?"),),)), (TABELLE,)),
    ],
    ids=["list", "table", "table after a list"],
)
def test_what_announces_something_stays_with_it(davor: int, einleitung: Block, was: tuple[Block, ...]) -> None:
    davor_steht = (absatz(f"Zeile {nummer}") for nummer in range(davor))
    seiten = pages(pdf(*davor_steht, Heading(2, zeile("Titel")), einleitung, *was))
    seite = next(seite for seite in seiten if "Titel" in seite.split())
    assert "Vereinbart ist" in seite
    assert "erstens" in seite


@pytest.mark.parametrize("davor", range(20, 40))
def test_an_entry_of_a_list_stays_on_one_page(davor: int) -> None:
    eintraege = tuple((absatz(f"Eintrag {nummer}: " + SATZ * 4 + "Ende."),) for nummer in range(6))
    seiten = pages(pdf(*(absatz(f"Zeile {nummer}") for nummer in range(davor)), Items(True, 1, eintraege)))
    assert [seite.count("Eintrag") for seite in seiten] == [seite.count("Ende.") for seite in seiten]


@pytest.mark.parametrize("einleitung", [absatz("Was fehlt?"), LISTE])
def test_what_asks_for_handwriting_stays_with_the_room_for_it(einleitung: Block) -> None:
    frage, _, danach = satz(dokument(einleitung, Space(3), absatz("x")), "")["inhalt"][1:]
    assert (frage["haelt"], danach["haelt"]) == (True, False)


@pytest.mark.parametrize("davor", range(20, 40))
def test_a_small_table_stands_on_one_page(davor: int) -> None:
    seiten = pages(pdf(*(absatz(f"Zeile {nummer}") for nummer in range(davor)), TABELLE))
    assert sum(seite.count("Antwort") for seite in seiten) == 1


@pytest.mark.parametrize("davor", range(20, 40))
def test_m41_closing_words_take_the_paragraph_before_them_along(davor: int) -> None:
    """A page that holds nothing but closing words and signatures could belong to any paper."""
    vorher = (*(absatz(f"Zeile {nummer}") for nummer in range(davor)), absatz("Im Übrigen bleibt alles gültig."))
    seite = next(seite for seite in pages(pdf(*vorher, *SCHLUSS)) if "Musterstadt, 16.10.2017" in seite)
    assert "Im Übrigen" in seite


def test_m41_a_table_of_half_a_page_begins_where_there_is_room() -> None:
    """Kept whole, it would leave the rest of the page before it empty."""
    zeilen = tuple((zeile(f"Schritt {nummer}"), ()) for nummer in range(5))
    tafel = Table((zeile("Schritt"), zeile("Wer")), zeilen, ("left", "left"))
    gesetzt = (pages(pdf(*(absatz(f"Zeile {nummer}") for nummer in range(davor)), tafel)) for davor in range(18, 40))
    seiten = next(seiten for seiten in gesetzt if len(seiten) > 1)
    assert "Schritt 0" in seiten[0]
    assert "Schritt 4" in seiten[1]


@pytest.mark.parametrize("davor", range(18, 40))
def test_m41_a_row_goes_over_to_the_next_page_as_a_whole(davor: int) -> None:
    reihen = tuple((zeile(f"Anfang{nummer} " + SATZ * 12 + f"Ende{nummer}"), zeile("x")) for nummer in range(8))
    tafel = Table((zeile("Was"), zeile("Wer")), reihen, ("left", "left"))
    seiten = pages(pdf(*(absatz(f"Zeile {nummer}") for nummer in range(davor)), tafel))
    assert len(seiten) > 1
    for nummer in range(8):
        assert [f"Anfang{nummer}" in seite for seite in seiten] == [f"Ende{nummer}" in seite for seite in seiten]


@pytest.mark.parametrize("anzahl", range(24, 48))
def test_m41_no_single_row_stands_alone_under_a_repeated_head(anzahl: int) -> None:
    reihen = tuple((zeile(f"Kommune{nummer}"), zeile("x")) for nummer in range(anzahl))
    letzte = pages(pdf(Table((zeile("Wo"), zeile("Wer")), reihen, ("left", "left"))))[-1]
    assert letzte.count("Kommune") > 1


HINWEIS = Container("hinweis", (absatz("Hinweisbeginn. " + SATZ), absatz(SATZ * 2 + "Hinweisende.")))


@pytest.mark.parametrize("davor", range(20, 40))
def test_m41_a_box_stays_whole_and_with_what_stands_before_it(davor: int) -> None:
    seiten = pages(pdf(*(absatz(f"Zeile {nummer}") for nummer in range(davor)), absatz("Davorstehendes"), HINWEIS))
    words = ("Davorstehendes", "Hinweisbeginn", "Hinweisende")
    assert any(all(word in seite for word in words) for seite in seiten)


def test_m41_the_mark_of_a_draft_is_read_as_one_word() -> None:
    seiten = pages(pdf(*FUELLE, entwurf=True))
    assert all(re.search(r"^ +ENTWURF$", seite.split("\n")[0]) for seite in seiten)


@pytest.mark.parametrize("kind", ["schluss", "hinweis"])
def test_what_is_too_long_for_one_page_goes_on_on_the_next(kind: Kind) -> None:
    """Kept together, it would run off the foot of the page."""
    lang = Container(kind, (*FUELLE, absatz("das Letzte")))
    zellen = Table((zeile("Spalte"),), ((zeile(SATZ * 150 + "das Allerletzte"),),), ("left",))
    seiten = pages(pdf(lang, zellen))
    assert len(seiten) > 4
    assert any("das Letzte" in seite for seite in seiten)
    assert "das Allerletzte" in " ".join(seiten[-1].split())


def test_a_table_repeats_its_headings_on_every_page() -> None:
    reihen = tuple((zeile(f"Kommune {nummer}"), zeile(str(nummer))) for nummer in range(90))
    content = pdf(Table((zeile("Kreis oder Stadt"), zeile("Einwohner")), reihen, ("left", "right")))
    seiten = pages(content)
    assert len(seiten) > 1
    assert all("Kreis oder Stadt" in seite for seite in seiten)
    assert texts(content).count("Kreis oder Stadt") == 1  # but it is read aloud once


def _tabelle(*reihen: tuple[str, ...]) -> Table:
    kopf, *rest = (tuple(map(zeile, reihe)) for reihe in reihen)
    return Table(kopf, tuple(rest), tuple("left" for _ in kopf))


def _breiten(*reihen: tuple[str, ...]) -> list[float]:
    breiten: list[float] = satz(dokument(_tabelle(*reihen)), "")["inhalt"][1]["breiten"]
    return breiten


def test_a_column_has_room_for_its_longest_word_and_for_short_cells() -> None:
    wort = "Bildungsmonitoringkonzepte"
    breiten = _breiten(("Nr.", "Wann", "Was"), ("1", "Februar 2018", SATZ * 3), ("2", "2019", wort + " und " + SATZ))
    assert breiten[1] > len("Februar 2018")
    assert breiten[2] > len(wort)
    assert breiten[2] > 3 * breiten[1] > 3 * breiten[0]


def test_many_columns_of_long_words_are_set_smaller() -> None:
    """Else a word would run into the next column."""
    worte = ("Konzeptgruppentreffen", "Koordinatorinnen", "Bildungsberichterstattung", "Teilnehmende", "Quellenangabe")
    weit = satz(dokument(_tabelle(worte, worte)), "")["inhalt"][1]
    eng = satz(dokument(_tabelle(worte[:2], worte[:2])), "")["inhalt"][1]
    assert (weit["schrift"], eng["schrift"]) == (8, 10)
    assert all(breite > len(wort) for breite, wort in zip(weit["breiten"], worte, strict=True))


def test_columns_to_write_in_share_the_page() -> None:
    breiten = _breiten(("Teilziel", "Format", "Zeitplan"), ("Überblick schaffen", "", ""), ("", "", ""))
    assert abs(breiten[1] - breiten[2]) < 1
    assert min(breiten[1:]) > 24


def test_room_for_handwriting_is_drawn_and_not_read_aloud() -> None:
    content = pdf(absatz("Anmerkungen:"), Space(30), absatz("danach"))
    assert texts(content) == [TITEL, "Anmerkungen:", "danach"]
    assert len(pages(content)) == 2  # thirty lines of 9 mm do not fit on one


def test_a_picture_is_never_higher_than_a_page() -> None:
    hoch = KARTE.replace(b"0 0 200 60", b"0 0 20 600")
    assert len(pages(pdf(Picture("karte", hoch, zeile("Eine Karte"))))) == 1


LANG = "Bildungs" + "management" * 15 + "ende"
"""A word that no line holds."""


def _within_the_sheet(content: bytes, tmp_path: Path) -> list[str]:
    """The words of a PDF, after a look at where each of them ends: none beyond the right margin."""
    (tmp_path / "seite.pdf").write_bytes(content)
    found = subprocess.run(["pdftotext", "-bbox", "seite.pdf", "-"], cwd=tmp_path, capture_output=True, check=True)
    words = re.findall(r'<word xMin="[0-9.]+" yMin="[0-9.]+" xMax="([0-9.]+)"[^>]*>(.*?)</word>', found.stdout.decode())
    rand = 595.3 - 25 * 72 / 25.4
    assert [word for end, word in words if float(end) > rand + 1] == []
    return [word for _, word in words]


LANGE: dict[str, tuple[Block, ...]] = {
    "a heading": (Heading(2, zeile(LANG)),),
    "a paragraph": (absatz(f"Hier steht {LANG} im Satz."),),
    "a list in a list": (Items(True, 1, ((absatz("A"), Items(False, 1, ((absatz(LANG),),))),)),),
    "a table": (_tabelle(("Ziel", "Frist", "Fachbereich"), (LANG, "2024", "Fachbereichsleitung")),),
    "all cells of a table": (_tabelle((LANG, LANG, LANG), (LANG, LANG, LANG)),),
    "a signature": (Container("unterschriften", (absatz(LANG), absatz("Der Landrat"))),),
    "a box": (Container("hinweis", (absatz(LANG),)),),
    "wide letters": (absatz("M" * 80), Heading(2, zeile("M" * 80))),
}


@pytest.mark.parametrize("was", LANGE)
def test_m41_a_word_that_no_line_holds_is_broken_and_not_lost(was: str, tmp_path: Path) -> None:
    words = _within_the_sheet(pdf(*LANGE[was]), tmp_path)
    said = "".join(words).replace("\u200b", "")
    assert (LANG if "wide" not in was else "M" * 80) in said


def test_m41_words_that_fit_are_left_alone() -> None:
    wort = "Fachdienstübergreifendevernetzung"
    laeufe = satz(dokument(absatz(f"{wort} {'a-' * 40} {'x/' * 40}")), "")["inhalt"][1]["inhalt"]
    assert "\u200b" not in laeufe[0]["text"]


def test_m41_a_word_of_a_narrow_column_that_just_fits_is_not_broken() -> None:
    kopf = ("Wann", "Treffen", "Themen", "Personen", "Quelle")
    lang = "Mehrwert der Bildungsberichterstattung; Implementierung des Monitorings (Heidekreis, Südniedersachsen)"
    wo = "Treffen der AG 2, Bad Fallingbostel, Kreishaus Heidekreis"
    tabelle = satz(dokument(_tabelle(kopf, ("21.02.2018", wo, lang, "nicht belegt", "Q02, Q15"))), "")["inhalt"][1]
    assert tabelle["reihen"][0]["zellen"][2][0]["text"] == lang


def test_m41_a_broken_word_keeps_letters_and_their_accents_together() -> None:
    laeufe = satz(dokument(absatz("xa\u0308" * 40)), "")["inhalt"][1]["inhalt"]
    assert "\u200b\u0308" not in laeufe[0]["text"]
    assert laeufe[0]["text"].replace("\u200b", "") == "xa\u0308" * 40


def test_m41_a_long_word_leaves_the_other_columns_their_room() -> None:
    breiten = _breiten(("Ziel", "Frist", "Wer"), (LANG, "Februar 2024", "Fachbereichsleitung"))
    letters = [breite * 84 / sum(breiten) for breite in breiten]
    assert letters[1] > len("Februar 2024")
    assert letters[2] > len("Fachbereichsleitung")


def test_m38_the_column_people_write_in_is_not_the_narrowest() -> None:
    teilziel = "Die kommunale Bildungsberichterstattungskonzeption wird in allen Ausschüssen beraten. " * 3
    formate = "Bildungskonferenzvorbereitung, Reflexionsgespräch"
    zeitplan = "zwischen September 2023 und Dezember 2024"
    kopf = ("Teilziel", "Format", "Zeitplan", "Was erreicht ist")
    breiten = _breiten(kopf, *[(teilziel, formate, zeitplan, "")] * 3)
    weite = 155 / sum(breiten)
    assert breiten[3] * weite >= 28  # millimetres
    eng = _breiten(("Konzeptgruppentreffen", "A", "B", "C", "D", "E", "F", "G"), ("Konzeptgruppentreffen", *[""] * 7))
    assert eng[0] * 84 / sum(eng) > len("Konzeptgruppentreffen") - 1
