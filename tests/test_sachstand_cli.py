"""`dkbm sachstand`: the table for the funder, in every form it can be asked for."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.aufruf import dkbm, lay_out
from tests.landdokumente import mit_verlauf

ROOT = Path(__file__).parent.parent
SCHEMA = json.loads((ROOT / "schemas/ausgabe/sachstand.schema.json").read_text(encoding="utf-8"))
ZEITRAUM = ("--von", "2018-01", "--bis", "2024-03", "--je", "quartal")
HEUTE = "2026-11-22"


def as_json(*arguments: str, cwd: Path = ROOT, heute: str = HEUTE) -> dict[str, Any]:
    answer = dkbm("sachstand", *arguments, "--format", "json", cwd=cwd, heute=heute)
    assert answer.status == 0, answer.err
    value: dict[str, Any] = json.loads(answer.out)
    jsonschema.Draft202012Validator(SCHEMA).validate(value)
    return value


def test_m28_the_sum_over_all_columns_is_45_on_every_reporting_date() -> None:
    lines = dkbm("sachstand", *ZEITRAUM, cwd=ROOT, heute=HEUTE).out.splitlines()
    head = lines.index("Stichtag    M 1  M 2  M 3  4.1  4.2  4.3  zw.  M ?  n. g.  k. B.  Summe")
    table = [line.replace("·", "0").split() for line in lines[head + 1 : lines.index("", head)]]
    assert len(table) == 26  # the day before, and the end of 25 quarters
    assert all(sum(map(int, row[1:-1])) == int(row[-1]) == 45 for row in table)
    assert table[0] == ["31.12.2017", "2", "4", *["0"] * 5, "3", "0", "36", "45"]
    assert table[-1] == ["31.03.2024", "0", "0", "3", "11", "10", "7", "0", "0", "4", "10", "45"]


def test_m28_json_names_the_kommunen_behind_every_number() -> None:
    value = as_json(*ZEITRAUM)
    for stand in value["stichtage"]:
        cells = stand["zellen"]
        assert all(cell["anzahl"] == len(cell["kommunen"]) for cell in cells)
        keys = [kommune["schluessel"] for cell in cells for kommune in cell["kommunen"]]
        assert len(keys) == len(set(keys)) == stand["summe"] == 45


def test_m28_belege_prints_the_list_behind_each_cell() -> None:
    text = dkbm("sachstand", *ZEITRAUM, "--belege", cwd=ROOT, heute=HEUTE).out
    block = text.partition("  31.03.2024 · Modul 3 Transferprozess: 3\n")[2].partition("\n\n")[0]
    assert block.splitlines() == [
        "    03101 Stadt Braunschweig · Q01",
        "    03154 Landkreis Helmstedt · Q01",
        "    03355 Landkreis Lüneburg · Q01",
    ]
    assert "31.03.2024 · Modul 3" not in dkbm("sachstand", *ZEITRAUM, cwd=ROOT, heute=HEUTE).out


def test_m28_a_change_stands_in_its_quarter_and_one_between_in_none() -> None:
    text = dkbm("sachstand", *ZEITRAUM, "--belege", cwd=ROOT, heute=HEUTE).out
    dated, _, rest = text.partition("In keinem Quartal gezählt")
    assert "  3. Quartal 2020    1  Stadt Braunschweig: Modul 2 → Modul 3, Sep. 2020 · Q01\n" in dated
    assert "Gifhorn" not in dated.partition("Übergänge")[2]
    assert "  Landkreis Gifhorn: Modul 2 → Modul 4, 1. Umsetzungsphase, Apr. 2019 bis" in rest


def test_m28_csv_opens_in_excel_with_numbers_as_numbers() -> None:
    out = dkbm("sachstand", "--von", "2018", "--bis", "2019", "--format", "csv", cwd=ROOT, heute=HEUTE).out
    assert out.startswith("\ufeff")
    head, *rows = csv.reader(io.StringIO(out[1:]), delimiter=";")
    assert head[:3] == ["stichtag", "zeitraum", "modul-1"]
    assert head[-2:] == ["summe", "uebergaenge"]
    assert [row[-2:] for row in rows] == [["45", ""], ["45", "4"], ["45", "2"]]
    assert rows[1][0] == '="2018-12-31"'
    lists = dkbm(
        "sachstand", "--von", "2018", "--bis", "2018", "--format", "csv", "--belege", cwd=ROOT, heute=HEUTE
    ).out
    assert len(lists.splitlines()) == 1 + 2 * 45
    assert '"=""2018-12-31""";modul-1;"=""03361""";landkreis-verden;Verden;fortgeschrieben;' in lists


def test_m28_without_a_period_it_begins_with_the_first_evidence_and_ends_today(tmp_path: Path) -> None:
    value = as_json(cwd=ROOT)
    assert (value["von"], value["bis"], value["je"]) == ("2015-01-01", HEUTE, "jahr")
    empty = lay_out(tmp_path, {**mit_verlauf(), "data/kommunen/landkreis-musterland.yaml": None} | _silent())
    nothing = as_json(cwd=empty, heute="2019-05-06")
    assert (nothing["von"], nothing["bis"]) == ("2019-01-01", "2019-05-06")
    assert nothing["nicht_datiert"] == []
    assert "  keine\n" in dkbm("sachstand", cwd=empty, heute="2019-05-06").out


def _silent() -> dict[str, str | bytes | None]:
    """A Kommune without any event."""
    text = (ROOT / "tests/daten/musterland/data/kommunen/stadt-musterland.yaml").read_text(encoding="utf-8")
    return {"data/kommunen/stadt-musterland.yaml": text.partition("verlauf:\n")[0]}


def test_m28_a_period_that_reaches_beyond_today_ends_today() -> None:
    assert as_json("--von", "2026", "--bis", "2027")["bis"] == HEUTE


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--von", "2020", "--bis", "2019"), "Der Zeitraum endet, bevor er beginnt"),
        (
            (
                "--von",
                "2030",
            ),
            "oder er liegt in der Zukunft",
        ),
        (("--von", "März"), "»März« bei --von ist kein Datum."),
        (("--bis", "2018-13"), "Einen Monat 13 gibt es nicht."),
        (("--bis", "2017..2018"), "--bis nennt ein Datum, keinen Zeitraum."),
        (("--je", "monat"), "quartal"),
    ],
)
def test_m28_what_is_no_period_is_refused(arguments: tuple[str, ...], said: str) -> None:
    answer = dkbm("sachstand", *arguments, cwd=ROOT, heute=HEUTE)
    assert answer.status == 2
    assert said in answer.err
    assert answer.out == ""


def test_m28_a_result_can_go_to_a_file(tmp_path: Path) -> None:
    target = tmp_path / "sachstand.json"
    answer = dkbm("sachstand", "--format", "json", "-o", target, cwd=ROOT, heute=HEUTE)
    assert (answer.status, answer.out) == (0, "")
    assert json.loads(target.read_text(encoding="utf-8"))["stichtage"]


def test_m28_every_line_fits_the_screen() -> None:
    text = dkbm("sachstand", *ZEITRAUM, "--belege", cwd=ROOT, heute=HEUTE).out
    assert [line for line in text.splitlines() if len(line) > 80] == []
