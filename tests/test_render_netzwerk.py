"""The overview of the network: as much as was known on a day, contradictions side by side, no one without approval."""

import re
from datetime import date

import pytest

from dkbm.documents.tree import Heading, plain
from tests.dokumente import datensatz, muster_text
from tests.landdokumente import bestellt, echt, gelesen, land
from tests.papiere import HEUTE, tabelle

PERSON = "data/personen/p-mara-muster.yaml"
AMT = """netzwerk:
  - {gruppe: ag-1, rolle: sprecheramt, stelle: landkreis-musterland, datum: "2017", quelle: X02}
"""
FREIGABE = """freigabe:
  - zweck: ZWECK
    felder: [FELDER]
    rechtsgrundlage: einwilligung
    datum: 2018-01-01
    nachweis: Akte 1
    erteilt_von: Mara Muster
"""


def netzwerk(day: date = HEUTE) -> str:
    return gelesen(land("netzwerkuebersicht", bestellt(echt(), day)))


def tafel(kopf: str, day: date = HEUTE) -> list[list[str]]:
    return tabelle(land("netzwerkuebersicht", bestellt(echt(), day)), kopf)


def sprecher(text: str, day: date = HEUTE) -> list[str]:
    """The row of AG 1 when the file of a person is followed by this text."""
    data = datensatz({PERSON: muster_text(PERSON) + AMT + text})
    for block in land("netzwerkuebersicht", bestellt(data, day)).blocks:
        rows = getattr(block, "rows", ())
        if rows and "belegte Personen" in [plain(cell) for cell in block.head]:  # type: ignore[union-attr]
            return [plain(cell) for cell in rows[0]]
    raise AssertionError("no table of offices")


@pytest.mark.parametrize(
    ("zweck", "felder", "weiter", "day", "genannt"),
    [
        ("Netzwerk und Webseite", "name, netzwerk", "", HEUTE, "Mara Muster"),
        ("Übersicht des Netzwerks", "name, netzwerk, kontakt", "", HEUTE, "Mara Muster"),
        ("Kontaktseite", "name, netzwerk", "", HEUTE, "–"),
        ("Netzwerk", "name", "", HEUTE, "–"),
        ("Netzwerk", "netzwerk, kontakt", "", HEUTE, "–"),
        ("Netzwerk", "name, netzwerk", "", date(2017, 12, 31), "–"),
        ("Netzwerk", "name, netzwerk", "", date(2018, 1, 1), "Mara Muster"),
        ("Netzwerk", "name, netzwerk", "    bis: 2019-12-31\n", date(2019, 12, 31), "Mara Muster"),
        ("Netzwerk", "name, netzwerk", "    bis: 2019-12-31\n", date(2020, 1, 1), "–"),
        ("Netzwerk", "name, netzwerk", "    widerruf: 2019-06-01\n", date(2019, 5, 31), "Mara Muster"),
        ("Netzwerk", "name, netzwerk", "    widerruf: 2019-06-01\n", date(2019, 6, 1), "–"),
    ],
)
def test_m72_a_person_is_named_only_with_an_approval_that_holds(
    zweck: str, felder: str, weiter: str, day: date, genannt: str
) -> None:
    row = sprecher(FREIGABE.replace("ZWECK", zweck).replace("FELDER", felder) + weiter, day)
    assert row == ["AG 1", "1", genannt]


def test_m72_without_an_approval_only_the_number_is_told() -> None:
    assert sprecher("") == ["AG 1", "1", "–"]
    assert sprecher("", date(2016, 12, 31)) == ["AG 1", "niemand", "–"]


def test_m72_a_group_has_the_name_of_the_day() -> None:
    now = {row[0]: row[1:] for row in tafel("Gruppe")}
    then = {row[0]: row[1:] for row in tafel("Gruppe", date(2018, 3, 1))}
    assert now["AG 3"][0] == "Bildung und Integration"
    assert then["AG 3"] == [
        "Kommunale Koordinierung der Bildungsangebote für Neuzugewanderte",
        "Kommunale Koordinierung für Neuzugewanderte (2017, Q03); Bildung und Integration (spätestens 2021, Q02)",
    ]


def test_m72_sources_that_disagree_stand_side_by_side() -> None:
    text = netzwerk()
    assert "Arbeitsgruppen treffen sich zwei- bis dreimal im Jahr." in text
    assert "Arbeitsgruppen treffen sich bis zu zweimal im Jahr." in text
    meetings = {row[1]: row for row in meetings_on(HEUTE)}
    assert meetings["3. Jahrestreffen"][0] == "10.09.2020 (Q17); September 2020 (Q02)"
    assert meetings["Auftakt des Netzwerkes, Osnabrück"][3].startswith(
        "100 (Chronik); mehr als 100 (Fließtext); ≥ 100 (Grafik; "
    )
    assert "Die Textfassung zeigt „33 5“." in text


def meetings_on(day: date) -> list[list[str]]:
    for block in land("netzwerkuebersicht", bestellt(echt(), day)).blocks:
        if "Personen" in [plain(cell) for cell in getattr(block, "head", ())]:
            return [[plain(cell) for cell in row] for row in block.rows]  # type: ignore[union-attr]
    return []


def test_m72_meetings_by_year_with_what_is_inferred_marked() -> None:
    assert tafel("Jahr") == [
        ["2016", "–", "–", "–", "1"],
        ["2017", "1", "1", "1", "3"],
        ["2018", "2*", "2*", "2*", "2*"],
        ["2019", "2*", "2*", "3*", "2*"],
        ["2020", "2*", "2*", "4*", "3*"],
        ["2021 (bis September 2021)", "1", "1", "1", "2"],
    ]
    assert tafel("Jahr", date(2018, 12, 30))[2:] == [["2018", "≥ 1", "≥ 1", "–", "–"]]  # not counted yet, but told
    assert [row[0] for row in tafel("Jahr", date(2018, 12, 31))] == ["2016", "2017", "2018"]
    assert len(tafel("Jahr", date(2021, 9, 29))) == 5
    assert "≥ heißt" in netzwerk(date(2018, 12, 30))
    assert "≥" not in netzwerk(date(2018, 12, 31)).partition("Belegte Treffen")[0]


def test_m72_nothing_is_told_before_it_happened() -> None:
    assert [row[0] for row in meetings_on(date(2017, 9, 5))] == [
        "30.11.2016",
        "zwischen 2017 und 31.05.2017",
        "05.09.2017",
    ]
    assert len(meetings_on(date(2017, 9, 4))) == 2
    assert "Bisherige Themen" not in netzwerk(date(2021, 12, 30))
    assert "Bisherige Themen: kleinräumige Daten;" in netzwerk(date(2021, 12, 31))
    assert "Arbeitspapier" not in netzwerk(date(2021, 12, 30))
    assert "spätestens 2021" in netzwerk(date(2021, 12, 31))
    assert "Forum" not in netzwerk(date(2016, 12, 31))


def test_m72_the_time_line_is_in_order_and_holds_forum_and_papers() -> None:
    line = timeline()
    assert line[0] == "Idee und Konzept entstehen, Kommunen gemeinsam mit der Agentur (die Quelle sagt „Ende 2016“)"
    assert line.index("Auftakt des Netzwerkes") < line.index("1. Jahrestreffen") < line.index("4. Jahrestreffen")
    assert "Blickpunkt Integration erscheint" in line


def timeline() -> list[str]:
    for block in land("netzwerkuebersicht", bestellt(echt())).blocks:
        if [plain(cell) for cell in getattr(block, "head", ())] == ["Nr.", "Wann", "Was", "Quelle"]:
            return [plain(row[2]) for row in block.rows]  # type: ignore[union-attr]
    raise AssertionError("no time line")


def test_m72_the_age_of_the_knowledge_and_what_is_open_are_told() -> None:
    assert "Die jüngste Quelle zum Netzwerk ist Q23" in netzwerk()
    assert "Die jüngste Quelle zum Netzwerk ist Q14" in netzwerk(date(2018, 3, 1))
    assert "Zu diesem Tag gibt es keine Quelle." in netzwerk(date(2012, 1, 1))
    assert "AG 3: Wer für die Gruppe spricht, ist namentlich nicht belegt." in netzwerk()


def test_m72_a_dataset_without_a_network_gives_a_short_page() -> None:
    bare = datensatz({"data/netzwerk/ag-1.yaml": None})
    document = land("netzwerkuebersicht", bestellt(bare))
    assert document.titel == "Das Netzwerk"
    assert [plain(block.content) for block in document.blocks if isinstance(block, Heading)][-1] == "Quellen"


def test_m72_what_is_inferred_or_doubtful_says_so_in_the_overview() -> None:
    steps = {row[2] for row in tafel("Nr.")}
    assert "Ein neues, weiterentwickeltes Forum mit mehr Funktionen startet (erschlossen)" in steps
    assert "Idee und Konzept entstehen, Kommunen gemeinsam mit der Agentur (die Quelle sagt „Ende 2016“)" in steps
    auftakt = next(row for row in tafel("Wann") if row[0] == "05.09.2017")
    assert auftakt[3].startswith("100 (Chronik); mehr als 100 (Fließtext); ≥ 100 (Grafik; Zweifel: Die Textfassung")


def test_m72_every_source_the_overview_cites_is_listed() -> None:
    listed = {row[0] for row in tafel("Quelle")}
    cited = set(re.findall(r"\bQ[0-9]{2}\b", netzwerk()))
    assert cited == listed
    assert "Q23" in listed
