"""The report for the funder: what is dated is counted, the rest is told, and every number opens into its Kommunen."""

import re
from datetime import date

import pytest

from dkbm.documents.render import Dokument
from dkbm.documents.tree import Heading, Items, Paragraph, Table, plain
from tests.aufruf import dkbm
from tests.dokumente import ROOT, datensatz
from tests.landdokumente import bestellt, echt, gelesen, land, mit_verlauf
from tests.papiere import abschnitt, tabelle

JAHR_2018 = (date(2018, 1, 1), date(2018, 12, 31))
GANZ = (date(2015, 1, 1), date(2024, 3, 31))


def bericht(von: date, bis: date) -> Dokument:
    return land("sachstandsbericht", bestellt(echt(), zeitraum=(von, bis)))


def listen(document: Dokument) -> dict[str, list[str]]:
    """The lists of the annex by their marks; each heading gives its number, too."""
    found: dict[str, list[str]] = {}
    mark = ""
    for block in abschnitt(document, "Anhang: Belege"):
        if isinstance(block, Heading):
            mark = plain(block.content).partition(":")[0]
        elif isinstance(block, Items):
            found[mark] = [plain(entry[0].content) for entry in block.entries if isinstance(entry[0], Paragraph)]
    return found


@pytest.mark.parametrize("zeitraum", [JAHR_2018, GANZ, (date(2020, 7, 1), date(2020, 9, 30))])
def test_m28_every_number_opens_into_as_many_kommunen(zeitraum: tuple[date, date]) -> None:
    document = bericht(*zeitraum)
    lists = listen(document)
    pairs = [(row[i], row[i + 1]) for row in tabelle(document, "Stand")[:-1] for i in (1, 3)]
    pairs += [(row[1], row[2]) for row in tabelle(document, "Modul") if re.fullmatch(r"B[0-9]+|–", row[2])]
    pairs += re.findall(r"([0-9]+)(?: Kommunen als Teil des Begleitprozesses belegt)? \((B[0-9]+)\)", gelesen(document))
    assert pairs
    for number, mark in pairs:
        assert (number == "0") == (mark == "–")
        if mark != "–":
            assert len(lists[mark]) == int(number), mark
            assert all(re.fullmatch(r"[0-9]{5} (Landkreis|Stadt|Region) .+", entry) for entry in lists[mark])
    assert sorted(lists) == sorted({mark for _, mark in pairs} - {"–"})


@pytest.mark.parametrize("zeitraum", [JAHR_2018, GANZ])
def test_m28_both_columns_sum_up_to_45(zeitraum: tuple[date, date]) -> None:
    *rows, total = tabelle(bericht(*zeitraum), "Stand")
    assert [sum(int(row[i]) for row in rows) for i in (1, 3)] == [45, 45]
    assert (total[1], total[3]) == ("45", "45")


def test_m28_dated_changes_stand_in_their_quarters() -> None:
    document = bericht(*JAHR_2018)
    assert [row[:2] for row in tabelle(document, "Zeitraum")] == [
        ["1. Quartal 2018", "0"],
        ["2. Quartal 2018", "1"],
        ["3. Quartal 2018", "2"],
        ["4. Quartal 2018", "1"],
    ]
    assert tabelle(document, "Wann")[1] == [
        "Juli 2018",
        "Landkreis Nienburg/Weser",
        "Modul 1 Ist-Stand-Analyse",
        "Modul 2 Modelllösung",
        "Q07",
    ]


def test_m28_changes_without_a_date_are_told_between_and_never_counted() -> None:
    document = bericht(date(2019, 1, 1), date(2024, 3, 31))
    assert abschnitt(document, "Übergänge ohne genaues Datum")
    rows = {row[0]: row for row in tabelle(document, "Kommune") if row[2].startswith("Modul 4")}
    assert rows["Landkreis Gifhorn"] == [
        "Landkreis Gifhorn",
        "Modul 2 Modelllösung",
        "Modul 4, 1. Umsetzungsphase",
        "zwischen April 2019 und Januar 2024",
        "Q01",
    ]
    assert sum(int(row[1]) for row in tabelle(document, "Zeitraum")) == len(tabelle(document, "Wann"))
    assert "Landkreis Gifhorn" not in {row[1] for row in tabelle(document, "Wann")}


def test_m28_a_year_is_no_quarter_but_belongs_to_its_year() -> None:
    data = datensatz(mit_verlauf("ereignis: beginn, modul: 2, datum: '2018', quelle: X03"))
    year = land("sachstandsbericht", bestellt(data, zeitraum=JAHR_2018))
    assert ["2018", "Stadt Musterland"] in [row[:2] for row in tabelle(year, "Wann")]
    assert ["nicht auf ein Quartal datiert", "1", "Stadt Musterland"] in tabelle(year, "Zeitraum")
    half = land("sachstandsbericht", bestellt(data, zeitraum=(date(2018, 1, 1), date(2018, 6, 30))))
    assert "Stadt Musterland" in {row[0] for row in tabelle(half, "Kommune")}


def test_m28_what_is_only_no_longer_attested_stands_apart_from_the_steps() -> None:
    document = bericht(*GANZ)
    lost = tabelle_mit(document, "zuvor belegt")
    assert [(row[0], row[1][:7]) for row in lost if row[2] == "im Begleitprozess, Modul nicht belegt"] == [
        ("Landkreis Celle", "Modul 2"),
        ("Landkreis Hameln-Pyrmont", "Modul 2"),
        ("Landkreis Uelzen", "Modul 2"),
    ]
    assert len(lost) == 7
    steps = [row[1:3] for block in abschnitt(document, "Übergänge ohne genaues Datum") for row in zeilen(block)]
    assert steps
    assert not [each for each in steps if each[0].startswith("Modul") and each[1].startswith("im Begleitprozess")]


def zeilen(block: object) -> list[list[str]]:
    return [[plain(cell) for cell in row] for row in block.rows] if isinstance(block, Table) else []


def test_m28_throughput_and_durations() -> None:
    document = bericht(*GANZ)
    text = gelesen(document)
    assert "jemals in einem Modul belegt" in text
    durations = tabelle_mit(document, "Monate")
    assert [(row[1], row[4]) for row in durations] == [
        ("Landkreis Nienburg/Weser", "9"),
        ("Stadt Braunschweig", "25"),
        ("Landkreis Helmstedt", "34"),
    ]


def tabelle_mit(document: Dokument, spalte: str) -> list[list[str]]:
    for block in document.blocks:
        if isinstance(block, Table) and spalte in [plain(cell) for cell in block.head]:
            return [[plain(cell) for cell in row] for row in block.rows]
    raise AssertionError(spalte)


def test_m28_agreements_of_the_period() -> None:
    signed = bericht(date(2017, 10, 1), date(2017, 12, 31))
    assert ["Landkreis Nienburg/Weser", "Zielvereinbarung Modul 1", "16.10.2017", "Q04"] in tabelle_mit(
        signed, "unterzeichnet"
    )
    assert "Keine Quelle datiert die Unterschrift einer Vereinbarung in diesen Zeitraum." in gelesen(
        bericht(*JAHR_2018)
    )
    assert "Landkreis Lüneburg" in {row[0] for row in tabelle_mit(bericht(*JAHR_2018), "Vereinbarung")}


def test_m28_what_sources_of_the_time_count_stands_beside() -> None:
    assert "28 Zielvereinbarungen sind aktiv. (Q06, Stand zwischen Oktober 2017 und April 2019)" in gelesen(
        bericht(*JAHR_2018)
    )
    assert "28 Zielvereinbarungen" not in gelesen(bericht(date(2021, 1, 1), date(2021, 12, 31)))


def test_m28_from_the_command_line() -> None:
    answer = dkbm("render", "sachstandsbericht", "--von", "2018-01", "--bis", "2018-12", cwd=ROOT, heute="2026-11-22")
    assert answer.status == 0
    assert "Berichtszeitraum 01.01.2018 bis 31.12.2018" in answer.out
