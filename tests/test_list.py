"""`dkbm list`: filters against brute force, orders without a locale, formats that other programs read."""

import csv
import io
import itertools
import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dkbm.dataset import Dataset, load
from dkbm.german import fold, sort_key
from dkbm.model.fristen import faellige
from dkbm.model.kommune import Kommune
from dkbm.model.lage import lage_am
from dkbm.queries.rows import SORTS, Filter, groups, rows
from dkbm.store.worktree import read_files
from tests.aufruf import dkbm, lay_out

ROOT = Path(__file__).parent.parent
DAYS = [date(2018, 11, 1), date(2024, 2, 1), date(2026, 11, 22)]
FIELDS: dict[str, list[Any]] = {
    "modul": [(3,), (4,), (3, 4), (9,)],
    "phase": [(1,), (2, 3)],
    "lage": [("im_modul",), ("kein_beleg", "nicht_genannt"), ("pausiert",)],
    "art": [("landkreis",), ("kreisfreie-stadt", "region")],
    "thema": [("vernetzung",), ("Übergang Schule – Beruf",), ("monitoring", "fachkräfte"), ("gibt es nicht",)],
    "quelle": [("Q40",), ("Q07", "Q09"), ("Q00",)],
    "faellig": [True],
}
COMBINATIONS: list[dict[str, Any]] = [
    *({field: value} for field, values in FIELDS.items() for value in values),
    *(
        {first: FIELDS[first][0], second: FIELDS[second][0]}
        for first, second in itertools.combinations([field for field in FIELDS if field != "quelle"], 2)
    ),
    {"modul": (4,), "phase": (2,), "art": ("landkreis",), "faellig": True},
]


@cache
def dataset() -> Dataset:
    return load(read_files(ROOT)).dataset


def expected(kommune: Kommune, day: date, wanted: dict[str, Any]) -> bool:
    """The meaning of every filter, once more and by other means: through the raw values of the file."""
    lage = lage_am(kommune, day, dataset().prozess, dataset().quellen)
    raw = dataset().documents[kommune.place.file].value
    themen = [
        thema for part in raw.get("vereinbarungen", []) + raw.get("verlauf", []) for thema in part.get("themen", [])
    ]
    words = [thema["text"] for thema in themen]
    words += [text for thema in themen for key in thema.get("schlagworte", []) for text in (key, dataset().themen[key])]
    answers: dict[str, Callable[[Any], bool]] = {
        "modul": lambda values: lage.modul in values,
        "phase": lambda values: lage.phase in values,
        "lage": lambda values: lage.lage in values,
        "art": lambda values: raw["art"] in values,
        "thema": lambda values: any(fold(value) in fold(word) for value in values for word in words),
        "quelle": lambda values: bool(set(values) & set(_sources(raw))),
        "faellig": lambda _: bool(faellige(kommune, lage, day, dataset().prozess)),
    }
    return all(answers[field](values) for field, values in wanted.items())


def _sources(value: object) -> list[str]:
    """Everything a `quelle:` in the file names, at whatever depth."""
    if isinstance(value, dict):
        own = value.get("quelle", [])
        return ([own] if isinstance(own, str) else own) + [x for each in value.values() for x in _sources(each)]
    return [x for each in value for x in _sources(each)] if isinstance(value, list) else []


@pytest.mark.parametrize("wanted", COMBINATIONS, ids=str)
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_m25_filters_equal_brute_force(wanted: dict[str, Any], day: date) -> None:
    found = [row.kommune.id for row in rows(dataset(), day, Filter(**wanted))]
    assert sorted(found) == sorted(
        ident for ident, kommune in dataset().kommunen.items() if expected(kommune, day, wanted)
    )


@pytest.mark.parametrize("order", SORTS)
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_m25_orders_equal_brute_force(order: str, day: date) -> None:
    """A stable sort by name and key, then by the field, what lacks it last."""
    everyone = sorted(dataset().kommunen.values(), key=lambda kommune: (sort_key(kommune.name), kommune.schluessel))

    def field(kommune: Kommune) -> str:
        lage = lage_am(kommune, day, dataset().prozess, dataset().quellen)
        due = [each.am.isoformat() for each in faellige(kommune, lage, day, dataset().prozess)]
        return {
            "name": "",
            "schluessel": kommune.schluessel or "",
            "modul": f"{lage.modul}.{lage.phase or 0}" if lage.modul else "z",
            "frist": min(due, default="z"),
            "zuletzt_belegt": lage.zuletzt_belegt.removeprefix("..") if lage.zuletzt_belegt else "z",
        }[order]

    assert [row.kommune.id for row in rows(dataset(), day, sort=order)] == [
        kommune.id for kommune in sorted(everyone, key=field)
    ]


def test_m25_by_command() -> None:
    answer = dkbm("list", "--modul", "3", "--faellig", "--sort", "frist", "--format", "json", cwd=ROOT)
    expected_ids = [
        row.kommune.id for row in rows(dataset(), date(2024, 1, 31), Filter(modul=(3,), faellig=True), "frist")
    ]
    assert [row["id"] for row in json.loads(answer.out)] == expected_ids


def test_the_state_of_february_2024() -> None:
    answer = json.loads(dkbm("list", "--format", "json", "--stichtag", "2024-02-01", cwd=ROOT).out)
    assert len(answer) == 45
    stages = [(row["modul"], row["phase"]) for row in answer]
    assert [stages.count(stage) for stage in ((3, None), (4, 1), (4, 2), (4, 3))] == [3, 11, 10, 7]
    without = {lage: [row["name"] for row in answer if row["lage"] == lage] for lage in ("nicht_genannt", "kein_beleg")}
    assert without["nicht_genannt"] == ["Ammerland", "Cuxhaven", "Rotenburg (Wümme)", "Wolfenbüttel"]
    assert len(without["kein_beleg"]) == 10
    assert sum(row["modul"] is None for row in answer) == 14


def test_m29_goettingen_stands_before_grafschaft() -> None:
    names = [row.kommune.name for row in rows(dataset(), DAYS[0])]
    assert names.index("Göttingen") + 1 == names.index("Grafschaft Bentheim")
    assert names.index("Oldenburg") + 1 == names.index("Oldenburg (Oldenburg)")


def test_the_json_fits_the_published_schema() -> None:
    schema = json.loads((ROOT / "schemas/ausgabe/list.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for stichtag in ("2014", "2018-11-01", "2026-11-22"):
        answer = json.loads(dkbm("list", "--format", "json", "--stichtag", stichtag, cwd=ROOT).out)
        jsonschema.validate(answer, schema)


def test_the_list_is_the_status_without_its_lists() -> None:
    listed = {row["id"]: row for row in json.loads(dkbm("list", "--format", "json", cwd=ROOT).out)}
    for name in ("landkreis-harburg", "stadt-emden", "landkreis-goettingen"):
        single = json.loads(dkbm("status", name, "--format", "json", cwd=ROOT).out)
        assert listed[name] == {key: value for key, value in single.items() if not isinstance(value, list)}


def test_published_schemas_describe_every_field_in_german() -> None:
    def properties(value: object) -> Iterator[dict[str, object]]:
        if isinstance(value, dict):
            found = value.get("properties")
            yield from found.values() if isinstance(found, dict) else ()
            for each in value.values():
                yield from properties(each)

    for name in ("status", "list"):
        schema = json.loads((ROOT / f"schemas/ausgabe/{name}.schema.json").read_text(encoding="utf-8"))
        assert schema["x-dkbm-fassung"] == 1
        assert all(each.get("title") and each.get("description") for each in properties(schema))


def test_m26_csv_opens_in_a_german_excel(tmp_path: Path) -> None:
    target = tmp_path / "liste.csv"
    assert dkbm("list", "--format", "csv", "-o", target, cwd=ROOT).status == 0
    raw = target.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\r\n") == raw.count(b"\n") == 46
    lines = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert {len(line) for line in lines} == {len(lines[0])}
    keys = [line[0] for line in lines[1:]]
    assert sorted(key.removeprefix('="').removesuffix('"') for key in keys) == sorted(
        kommune.schluessel or "" for kommune in dataset().kommunen.values()
    )
    assert raw == dkbm("list", "--format", "csv", cwd=ROOT).out.encode("utf-8")


def test_m26_keys_and_dates_survive_a_re_import_of_the_csv() -> None:
    """As docs/adr/0010-csv-for-excel.md says: `="` and `"` taken off, the values are those of the TSV."""
    text = dkbm("list", "--format", "csv", cwd=ROOT).out.removeprefix("\ufeff")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    plain = [[re.sub(r'^="(.*)"$', r"\1", cell) for cell in row] for row in rows]
    assert plain == [line.split("\t") for line in dkbm("list", "--format", "tsv", cwd=ROOT).out.splitlines()]
    assert {len(row[0]) for row in plain[1:]} == {5}


def test_m26_tsv_has_plain_values() -> None:
    lines = [line.split("\t") for line in dkbm("list", "--format", "tsv", cwd=ROOT).out.splitlines()]
    assert lines[0][:4] == ["schluessel", "id", "name", "art"]
    assert {len(line) for line in lines} == {len(lines[0])}
    assert "03353" in [line[0] for line in lines]


def test_m26_markdown_is_a_table() -> None:
    lines = dkbm("list", "--format", "markdown", "--modul", "3", cwd=ROOT, heute="2024-02-01").out.splitlines()
    assert lines[1] == "|---|---|---|---|---|---|"
    assert lines[2] == "| 03101 | Stadt Braunschweig | Modul 3 | 2020-09 | 2022-02..2024-01 | Q01 |"
    assert len(lines) == 5


def test_m26_markdown_escapes_what_would_be_markup(tmp_path: Path) -> None:
    path = "data/kommunen/landkreis-musterland.yaml"
    content = (ROOT / "tests/daten/musterland" / path).read_text(encoding="utf-8")
    root = lay_out(tmp_path, {path: content.replace("name: Musterland", "name: Muster|land *x* <b>")})
    text = dkbm("list", "--format", "markdown", cwd=root).out
    assert r"Landkreis Muster\|land \*x\* \<b\>" in text


@pytest.mark.parametrize("stichtag", ["2018-11-01", "2024-02-01", "2026-11-22"])
def test_the_table_fits_80_columns(stichtag: str) -> None:
    answer = dkbm("list", "--stichtag", stichtag, cwd=ROOT)
    assert answer.out.endswith("\n45 Kommunen\n")
    assert max(map(len, answer.out.splitlines())) <= 80


def test_nothing_found_says_so() -> None:
    nobody = ("--modul", "1", "--stichtag", "2026-11-22")
    assert dkbm("list", *nobody, cwd=ROOT).out == "keine Kommunen\n"
    assert json.loads(dkbm("list", *nobody, "--format", "json", cwd=ROOT).out) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--modul", "9"), "Ein Modul 9 hat der Prozess nicht.\nEs gibt die Module 1, 2, 3 und 4.\n"),
        (("--phase", "7"), "Eine Phase 7 hat der Prozess nicht.\nEs gibt die Phasen 1, 2 und 3.\n"),
        (
            ("--modul", "3", "--phase", "1"),
            "Eine Phase 1 hat Modul 3 nicht.\nPhasen gibt es dort keine.\n",
        ),
        (("--quelle", "Q4O"), "Die Quelle »Q4O« gibt es nicht.\nMeinten Sie »Q40«? Es gibt "),
        (("--quelle", "Zeitung"), "Die Quelle »Zeitung« gibt es nicht.\nEs gibt "),
    ],
)
def test_m25_a_filter_that_names_nothing_is_refused(arguments: tuple[str, ...], message: str) -> None:
    answer = dkbm("list", *arguments, cwd=ROOT)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith(message)


def test_m25_a_source_is_found_in_any_case() -> None:
    small, large = (dkbm("list", "--quelle", ident, cwd=ROOT) for ident in ("q40", "Q40"))
    assert small == large
    assert "Landkreis Harburg" in small.out


def test_m25_a_thema_without_a_hit_is_said_so() -> None:
    answer = dkbm("list", "--thema", "xyz", "--thema", "monitoring", cwd=ROOT)
    assert (answer.status, answer.err) == (0, "Kein Thema enthält »xyz«.\n")
    assert "Landkreis Lüneburg" in answer.out


@pytest.mark.parametrize("arguments", [("--faellig",), ("--sort", "frist")])
@pytest.mark.parametrize("form", ["table", "markdown"])
def test_m25_the_question_for_what_is_due_shows_the_day(arguments: tuple[str, ...], form: str) -> None:
    text = dkbm("list", *arguments, "--format", form, cwd=ROOT, heute="2026-11-22").out
    assert "Frist" in text.splitlines()[0]
    (line,) = (line for line in text.splitlines() if "03353" in line)
    assert "31.01.2025" in line
    assert form == "markdown" or max(map(len, text.splitlines())) <= 80
    assert "Frist" not in dkbm("list", "--format", form, cwd=ROOT).out


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_m71_who_is_left_out_is_not_listed_as_attested(form: str) -> None:
    text = dkbm("list", "--lage", "nicht_genannt", "--format", form, cwd=ROOT, heute="2026-11-22").out
    assert text.count("fehlt in Q01") == 4
    assert "2024" not in text


def test_groups_count_everyone_once() -> None:
    for day in DAYS:
        grouped = groups(rows(dataset(), day))
        assert sum(map(len, grouped.values())) == 45
