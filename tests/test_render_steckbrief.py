"""The Steckbrief: the age of what is known first, a time line with its doubts, and no person beyond their office."""

from datetime import date

import pytest

from dkbm.documents.tree import Paragraph, plain
from dkbm.documents.writers.pdf import write
from tests.dokumente import MUSTER, datensatz, gemacht, muster_text
from tests.landdokumente import bestellt, echt, gelesen, land, mit_verlauf
from tests.papiere import HEUTE, abschnitt, tabelle
from tests.pdfseiten import pages

STADT = "stadt-musterland"
PERSON = "data/personen/p-mara-muster.yaml"


def steckbrief(kommune: str, day: date = HEUTE) -> str:
    return gelesen(land("steckbrief", bestellt(echt(), day, kommune=kommune)))


def weg(*zeilen: str, day: date = HEUTE) -> list[list[str]]:
    """The time line of a Kommune with these events."""
    return tabelle(land("steckbrief", bestellt(datensatz(mit_verlauf(*zeilen)), day, kommune=STADT)), "Wann")


def test_m72_the_age_of_the_knowledge_comes_first() -> None:
    document = land("steckbrief", bestellt(echt(), kommune="landkreis-harburg"))
    blocks = abschnitt(document, "Wo die Kommune steht")
    first, second, *_ = [plain(each.content) for each in blocks if isinstance(each, Paragraph)]
    assert first == (
        "Zuletzt belegt vor 2 Jahren 9 Monaten (Q01, Stand geschätzt zwischen Februar 2022 und Januar 2024);"
        " seither fortgeschrieben."
    )
    assert second == "Modul 4, 1. Umsetzungsphase. Beginn: nicht belegt."


@pytest.mark.parametrize(
    ("kommune", "day", "said"),
    [
        ("stadt-braunschweig", date(2020, 9, 15), "An diesem Tag belegt (Q01"),
        ("stadt-braunschweig", date(2021, 9, 15), "Vor und nach diesem Tag belegt (Q01"),
        ("landkreis-ammerland", HEUTE, "Zuletzt fehlte die Kommune vor 2 Jahren 9 Monaten in einer"),
        (
            "landkreis-ammerland",
            HEUTE,
            "Zuvor zuletzt genannt: im Begleitprozess, Modul nicht belegt (Q26).",
        ),
        ("landkreis-ammerland", date(2024, 1, 31), "Zuletzt fehlte die Kommune an diesem Tag in einer"),
        ("region-hannover", HEUTE, "Das heißt nicht, dass es keine Zusammenarbeit gab."),
        (
            "landkreis-gifhorn",
            date(2018, 1, 1),
            "Danach belegt: genannt Modul 2, zwischen April 2019 und September 2020",
        ),
    ],
)
def test_m72_every_state_has_its_words(kommune: str, day: date, said: str) -> None:
    assert said in steckbrief(kommune, day)


@pytest.mark.parametrize(
    ("zeile", "wann", "was"),
    [
        ("ereignis: beginn, modul: 2, datum: 2018-07-03, quelle: X03", "03.07.2018", "Beginn Modul 2"),
        ("ereignis: beginn, modul: 2, datum: 2018-07, quelle: X03", "Juli 2018", "Beginn Modul 2"),
        ("ereignis: beginn, modul: 2, datum: '2018', quelle: X03", "2018", "Beginn Modul 2"),
        (
            "ereignis: beginn, modul: 2, datum: 2016-07..2018, quelle: X03",
            "zwischen Juli 2016 und 2018",
            "Beginn Modul 2",
        ),
        ("ereignis: abschluss, modul: 2, datum: ..2018, quelle: X03", "spätestens 2018", "Abschluss Modul 2"),
        ("ereignis: abschluss, modul: 2, quelle: X03", "spätestens April 2019", "Abschluss Modul 2"),
        (
            "ereignis: genannt, modul: 4, phase: 2, quelle: X01",
            "Quelle: Feb. 2022 bis Jan. 2024",
            "genannt in Modul 4, 2. Umsetzungsphase",
        ),
        (
            "ereignis: nicht_genannt, quelle: X01",
            "Quelle: Feb. 2022 bis Jan. 2024",
            "in der vollständigen Liste nicht genannt",
        ),
        (
            "ereignis: genannt, grundlage: zielvereinbarung, quelle: X03",
            "Quelle: Okt. 2017 bis Apr. 2019",
            "im Begleitprozess genannt: mit Zielvereinbarung",
        ),
        (
            "ereignis: gremium, gremium: Rat, inhalt: beschließt, datum: '2019', zweifel: OCR, quelle: X03",
            "2019",
            "Rat: beschließt (Zweifel: OCR)",
        ),
        (
            "ereignis: gremium, inhalt: tagt, datum: 2030-05, geplant: true, quelle: X03",
            "Mai 2030",
            "Gremium: tagt (geplant, nicht als geschehen belegt)",
        ),
        (
            "ereignis: beginn, modul: 2, datum: 2018, erschlossen: true, quelle: X03".replace("2018,", "2018-01,"),
            "Januar 2018",
            "Beginn Modul 2 (erschlossen)",
        ),
        (
            "ereignis: beginn, modul: 2, quelle: [X03, X01],"
            " datum: [{datum: 2018-02, quelle: X03}, {datum: 2018-05, quelle: X01}]",
            "Februar 2018",
            "Beginn Modul 2 (anders X01: Mai 2018)",
        ),
    ],
)
def test_m72_the_time_line_is_as_precise_as_its_sources(zeile: str, wann: str, was: str) -> None:
    assert [row[:2] for row in weg(zeile)] == [[wann, was]]


def test_m72_what_certainly_came_later_is_not_on_it() -> None:
    document = land(
        "steckbrief",
        bestellt(
            datensatz(mit_verlauf("ereignis: beginn, modul: 2, datum: 2018-07, quelle: X03")),
            date(2018, 6, 30),
            kommune=STADT,
        ),
    )
    assert "Der Weg bisher" not in gelesen(document)
    assert "Danach belegt: Beginn Modul 2, Juli 2018 (X03)." in gelesen(document)


def test_m72_a_span_that_has_not_ended_is_marked() -> None:
    rows = weg("ereignis: beginn, modul: 2, datum: 2016-07..2018, quelle: X03", day=date(2017, 1, 1))
    assert rows[0][1] == "Beginn Modul 2 (vielleicht erst nach dem Stichtag)"


def test_m72_a_planned_beginning_is_a_plan() -> None:
    rows = tabelle(land("steckbrief", bestellt(datensatz(), kommune="landkreis-musterland")), "Wann")
    assert ["Februar 2018", "Beginn Modul 1 (geplant, nicht als geschehen belegt)", "X02"] in rows


def test_m72_persons_appear_with_their_office_and_nothing_private() -> None:
    private = "kontakt: {telefon: 0123 456, email: m@beispiel.example, quelle: X02}\nbemerkung: privat geheim\n"
    text = muster_text(PERSON) + ("" if "kontakt:" in muster_text(PERSON) else private)
    document = land("steckbrief", bestellt(datensatz({PERSON: text}), kommune="landkreis-musterland"))
    shown = next(
        text for text in gelesen(document).splitlines() if text.startswith("Mara Muster (Kommune, Stand 16.10.2017)")
    )
    assert shown.endswith("Kontakt: 0123 456 · m@beispiel.example")
    assert "privat geheim" not in gelesen(document)
    assert "nicht veröffentlichen" in gelesen(document)


def test_m72_what_stands_beside_the_process_has_its_own_list() -> None:
    assert (
        "\n19.03.2025 (geplant), Mitgliedschaft im Verein: Transferagentur Niedersachsen e. V.; Basismitglied;"
        " 9.900 Euro im Jahr (Q23)\n"
    ) in steckbrief("landkreis-peine")


def test_m72_examples_and_open_questions_are_shown() -> None:
    assert (
        "Masterplan Bildung 2.0, zum Eckpunkt „Eine datenbasierte kommunale Bildungsstrategie entwickeln“"
        in steckbrief("landkreis-heidekreis")
    )
    early = steckbrief("landkreis-heidekreis", date(2012, 1, 1))
    assert "Praxisbeispiel" not in early
    assert "spätestens November 2015 (vielleicht erst nach dem Stichtag)" in early
    nienburg = steckbrief("landkreis-nienburg-weser")
    assert (
        "Widerspruch „Beginn von Modul 1 in Nienburg/Weser“: Februar 2018 ist der Plan (Q04); Die Zusammenarbeit"
        in nienburg
    )
    assert "Stand bestätigen: überfällig seit 31.01.2025" in nienburg


def test_m72_an_agreement_shows_themen_and_ziele() -> None:
    ziel = "Ziel: Die Datengrundlage der Bildungsplanung soll breiter werden.\n"
    full = gelesen(land("steckbrief", bestellt(datensatz(), kommune="landkreis-musterland")))
    lead = "Zielvereinbarung Modul 1 (unterzeichnet: 16.10.2017; X02). "
    assert f"{lead}Thema: Bildungsmonitoring ergänzen. {ziel}" in full
    themen = "    themen:\n      - {text: Bildungsmonitoring ergänzen, schlagworte: [bildungsmonitoring]}\n"
    changed = datensatz({MUSTER: muster_text().replace(themen, "")})
    assert f"{lead}{ziel}" in gelesen(land("steckbrief", bestellt(changed, kommune="landkreis-musterland")))


@pytest.mark.parametrize("kommune", sorted(echt().kommunen))
def test_m72_a_steckbrief_stands_on_one_page(kommune: str) -> None:
    assert len(pages(write(land("steckbrief", bestellt(echt(), kommune=kommune)), {}))) == 1


@pytest.mark.parametrize("kommune", ["landkreis-nienburg-weser", "stadt-osnabrueck", "landkreis-harburg"])
def test_m72_the_draft_of_a_long_steckbrief_does_so_too(kommune: str) -> None:
    entwurf = gemacht(bestellt(echt(), kommune=kommune), "steckbrief", entwurf=True)
    assert len(pages(write(entwurf, {}))) == 1
