"""Statements about all or many (data/aussagen.yaml): expected, actual, and which Kommunen differ (M 9)."""

from datetime import date
from pathlib import Path

import pytest

from dkbm.report.findings import Finding, resolve
from dkbm.rules.pipeline import check_all
from tests.aufruf import dkbm, lay_out
from tests.muster import musterland

STICHTAG = date(2024, 1, 31)
AUSSAGEN = "data/aussagen.yaml"
BEISPIELAU = "data/kommunen/landkreis-beispielau.yaml"
KOPF = 'schluessel: "99004"\nname: Beispielau\nart: landkreis\nquelle: X02\nverlauf:\n'
IN_1 = (
    KOPF
    + "  - {ereignis: beginn, modul: 1, datum: 2018-01, quelle: X02}\n  - {ereignis: genannt, modul: 1, quelle: X01}\n"
)


def statement(claim: str, more: str = "", quelle: str = "X01") -> str:
    return (
        "# yaml-language-server: $schema=../schemas/aussagen.schema.json\naussagen:\n"
        f"  - id: a\n    text: Alle.\n    quelle: {quelle}\n{more}    behauptet: {{{claim}}}\n"
    )


def judged(claim: str, more: str = "", quelle: str = "X01", **files: str) -> list[Finding]:
    changes = {AUSSAGEN: statement(claim, more, quelle), **({BEISPIELAU: files["other"]} if files else {})}
    checked = check_all(musterland(changes), STICHTAG)
    return [entry for entry in resolve(checked.dataset, checked.diagnostics) if entry.code in ("D406", "D407")]


def said(found: list[Finding]) -> list[tuple[str, list[str]]]:
    return [(entry.message, [spot.message for spot in entry.related]) for entry in found]


COUNTED = [
    # the list of a source: all it names; nobody can tell which of them is one too many
    ("was: anzahl, gilt_fuer: modul, modul: 4, anzahl: 1", "", None),
    (
        "was: anzahl, gilt_fuer: modul, modul: 4, anzahl: 2",
        "",
        ("2, gezählt 1", ["Landkreis Musterland: gezählt, am 31.01.2024 in Modul 4"]),
    ),
    (
        "was: anzahl, gilt_fuer: prozess, anzahl: 1",
        "",
        (
            "1, gezählt 2",
            [
                "Landkreis Musterland: gezählt, am 31.01.2024 im Begleitprozess",
                "Stadt Musterland: gezählt, am 31.01.2024 im Begleitprozess",
            ],
        ),
    ),
    # a day: the states of that day, and who is there without the source, or named by it and elsewhere by then
    ("was: anzahl, gilt_fuer: modul, modul: 2, anzahl: 1", "2019-02-01", None),
    (
        "was: anzahl, gilt_fuer: modul, modul: 2, anzahl: 2",
        "2019-02-01",
        (
            "2, gezählt 1",
            ["Landkreis Musterland: gezählt, am 01.02.2019 in Modul 2"],
        ),
    ),
    (
        "was: anzahl, gilt_fuer: modul, modul: 4, anzahl: 1",
        "2020-10-01",
        (
            "1, gezählt 0",
            ["Landkreis Musterland: X01 nennt sie; am 01.10.2020 ist sie nicht in Modul 4"],
        ),
    ),
    (
        "was: anzahl, gilt_fuer: prozess, anzahl: 1",
        "2019-02-01",
        None,
    ),
    # a month or year is right if it is on its first or its last day
    ("was: anzahl, gilt_fuer: modul, modul: 3, anzahl: 0", '"2020"', None),
    ("was: anzahl, gilt_fuer: modul, modul: 3, anzahl: 1", '"2020"', None),
    # nobody can know a day that lies ahead
    ("was: anzahl, gilt_fuer: modul, modul: 2, anzahl: 40", "2030-01-01", None),
    ("was: anzahl, gilt_fuer: kommunen, anzahl: 3", "", None),
    ("was: anteil, gilt_fuer: prozess, anteil: [2, 3]", "", None),
    ("was: anteil, gilt_fuer: prozess, anteil: [2, 3], vergleich: mehr_als", "", "mehr als 2 von 3, gezählt 2 von 3"),
    ("was: anzahl, gilt_fuer: netzwerk, anzahl: 40", "", None),
]


@pytest.mark.parametrize(("claim", "day", "wanted"), COUNTED)
def test_m9_a_number_is_counted_again(claim: str, day: str, wanted: tuple[str, list[str]] | str | None) -> None:
    found = said(judged(claim, f"    datum: {day}\n" if day else ""))
    if wanted is None:
        assert found == []
        return
    text, who = wanted if isinstance(wanted, tuple) else (wanted, None)
    assert [message for message, _ in found] == [f"Die Aussage passt nicht zu den Daten: behauptet {text}."]
    assert who is None or found[0][1] == who


def test_m9_a_wrong_number_fails_the_run(tmp_path: Path) -> None:
    root = lay_out(
        tmp_path, {AUSSAGEN: statement("was: anzahl, gilt_fuer: modul, modul: 2, anzahl: 7", "    datum: 2019-02-01\n")}
    )
    answer = dkbm("validate", cwd=root)
    assert answer.status == 1
    assert "Fehler[D406] Die Aussage passt nicht zu den Daten: behauptet 7, gezählt 1." in answer.out
    assert (
        "data/kommunen/landkreis-musterland.yaml:3:7: Landkreis Musterland: gezählt, am 01.02.2019 in Modul 2"
        in answer.out
    )


def test_m9_a_contradiction_of_the_source_is_a_doubt_and_fails_nothing() -> None:
    claim = "was: anzahl, gilt_fuer: prozess, anzahl: 5"
    assert judged(claim, "    zweifel: Die Seite zählt auch Partner mit.\n") == []


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(IN_1.replace("modul: 1, quelle: X01", "modul: 1, quelle: X77"), id="a source nobody knows"),
        pytest.param(IN_1.replace("verlauf:", "verlauf: ]"), id="a file that cannot be read"),
        pytest.param(IN_1.replace("  - {ereignis: genannt, modul: 1, quelle: X01}\n", ""), id="missing on the list"),
    ],
)
def test_m9_another_fault_is_not_said_again_by_a_number(other: str) -> None:
    assert judged("was: anzahl, gilt_fuer: prozess, anzahl: 3", other=other) == []


def test_m9_who_is_not_through_contradicts_that_all_are() -> None:
    found = [each for each in judged("was: abschluss, gilt_fuer: prozess, modul: 1", other=IN_1) if each.code == "D406"]
    message = "Die Aussage passt nicht zu den Daten: behauptet Modul 1 für alle, nicht durchlaufen haben es 1."
    assert said(found) == [(message, ["Landkreis Beispielau: am 31.01.2024 noch nicht über Modul 1 hinaus"])]


@pytest.mark.parametrize(
    ("modul", "who"),
    [(1, ["Stadt Musterland"]), (2, ["Stadt Musterland"]), (3, None)],
)
def test_m9_of_whom_nothing_else_attests_the_module_is_pointed_out(modul: int, who: list[str] | None) -> None:
    found = judged(f"was: abschluss, gilt_fuer: prozess, modul: {modul}")
    if who is None:
        assert [entry.code for entry in found] == ["D406", "D407"]
        return
    (only,) = found
    assert (only.code, only.severity) == ("D407", "hinweis")
    assert [spot.message for spot in only.related] == [f"{name}: Modul nicht belegt" for name in who]


def test_m9_an_agreement_before_the_first_one_contradicts_it() -> None:
    (found,) = judged("was: erste_vereinbarung, datum: 2018-03")
    assert "älter ist 2017-10-16 (Landkreis Musterland)" in found.message
