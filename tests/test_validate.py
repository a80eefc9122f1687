"""`dkbm validate`: what is printed, where it points, and the status it ends with."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.aufruf import dkbm, lay_out
from tests.muster import musterland
from tests.regelseiten import PAGES, Page, read_page

SCHEMA = json.loads((Path(__file__).parent.parent / "schemas/ausgabe/validate.schema.json").read_text("utf-8"))
STADT = "data/kommunen/stadt-musterland.yaml"
WARNUNG = b"\xef\xbb\xbf" + musterland()["data/themen.yaml"]


def broken(path: str, before: str, after: str) -> dict[str, str | bytes | None]:
    text = musterland()[path].decode()
    assert before in text
    return {path: text.replace(before, after)}


FEHLER = broken(STADT, "modul: 3, quelle: X01", "modul: 3, quelle: X07")


def rows(folder: Path, *arguments: str) -> list[dict[str, Any]]:
    answer = dkbm("validate", "--format", "json", *arguments, cwd=folder)
    found: list[dict[str, Any]] = json.loads(answer.out)
    jsonschema.validate(found, SCHEMA)
    return found


def test_silent_when_all_is_well(tmp_path: Path) -> None:
    assert dkbm("validate", cwd=lay_out(tmp_path)) == (0, "", "")
    assert dkbm("validate", "--format", "json", cwd=tmp_path) == (0, "[]\n", "")


def test_the_text_of_a_finding_and_the_closing_line(tmp_path: Path) -> None:
    answer = dkbm("validate", cwd=lay_out(tmp_path, FEHLER))
    assert answer.status == 1
    assert answer.out == (
        "data/kommunen/stadt-musterland.yaml:8:43: Fehler[D310] Die Quelle »X07« steht nicht in data/quellen.yaml.\n"
        "  8 │   - {ereignis: genannt, modul: 3, quelle: X07}\n"
        "    │                                           ^^^\n"
        "    Hilfe: Berichtigen oder in data/quellen.yaml eintragen.\n"
        "    Mehr dazu: dkbm explain D310\n"
        "\n"
        "1 Fehler in 1 von 11 Dateien.\n"
    )


def test_the_same_as_json(tmp_path: Path) -> None:
    (only,) = rows(lay_out(tmp_path, FEHLER))
    assert only == {
        "code": "D310",
        "severity": "fehler",
        "message": "Die Quelle »X07« steht nicht in data/quellen.yaml.",
        "file": STADT,
        "line": 8,
        "column": 43,
        "end_line": 8,
        "end_column": 46,
        "route": "verlauf[1].quelle",
        "help": "Berichtigen oder in data/quellen.yaml eintragen.",
        "related": [],
    }


@pytest.mark.parametrize(
    ("changes", "arguments", "status"),
    [
        ({}, [], 0),
        (FEHLER, [], 1),
        (FEHLER, ["--hinweise"], 1),
        ({"data/themen.yaml": WARNUNG}, [], 0),
        ({"data/themen.yaml": WARNUNG}, ["--strict"], 1),
        ({}, ["--hinweise", "--strict"], 0),
        ({}, ["--only", "D203"], 0),
        (FEHLER, ["--only", "D203"], 0),
        (FEHLER, ["--only", "D203", "--only", "unbekannte-quelle"], 1),
        (FEHLER, ["--only", "verweise"], 1),
        (FEHLER, ["data/personen"], 0),
        (FEHLER, ["data/personen", STADT], 1),
        (FEHLER, ["data"], 1),
        (FEHLER, ["."], 1),
        (FEHLER, ["data/gibt-es-nicht"], 2),
        (FEHLER, ["/"], 2),
        (FEHLER, ["--only", "verweisse"], 2),
        (FEHLER, ["--format", "xml"], 2),
        (FEHLER, ["--stichtag", "gestern"], 2),
        (FEHLER, ["--daten", "data"], 2),
    ],
)
def test_m16_exit_status(
    tmp_path: Path, changes: dict[str, str | bytes | None], arguments: list[str], status: int
) -> None:
    answer = dkbm("validate", *arguments, cwd=lay_out(tmp_path, changes))
    assert answer.status == status
    assert bool(answer.err) == (status == 2)


def test_a_warning_is_shown_without_strict(tmp_path: Path) -> None:
    answer = dkbm("validate", cwd=lay_out(tmp_path, {"data/themen.yaml": WARNUNG}))
    assert "Warnung[D004]" in answer.out
    assert answer.out.endswith("\n1 Warnung in 1 von 11 Dateien.\n")


def test_m16_a_misspelt_check_gets_its_nearest_name(tmp_path: Path) -> None:
    answer = dkbm("validate", "--only", "fristn", cwd=lay_out(tmp_path))
    assert "Meinten Sie »fristen«?" in answer.err


def test_m16_hinweise_are_shown_on_request_or_by_name(tmp_path: Path) -> None:
    lay_out(tmp_path)
    assert {row["severity"] for row in rows(tmp_path, "--hinweise")} == {"hinweis"}
    assert {row["code"] for row in rows(tmp_path, "--only", "D203")} == {"D203"}
    assert {row["code"] for row in rows(tmp_path, "--only", "fristen", "--stichtag", "2026-01-01")} == {"D401", "D408"}


def test_a_path_narrows_what_is_shown_not_what_is_known(tmp_path: Path) -> None:
    lay_out(tmp_path, {"data/quellen.yaml": musterland()["data/quellen.yaml"].replace(b"id: X03", b"id: X04")})
    assert {row["file"] for row in rows(tmp_path, STADT)} == set()
    found = rows(tmp_path, "data/kommunen/landkreis-musterland.yaml")
    assert {row["file"] for row in found} == {"data/kommunen/landkreis-musterland.yaml"}
    assert {row["code"] for row in found} == {"D310"}
    answer = dkbm("validate", "landkreis-musterland.yaml", cwd=tmp_path / "data/kommunen")
    assert answer.out.endswith("2 Fehler in 1 von 1 Datei.\n")


def test_m13_everything_in_one_run_in_order(tmp_path: Path) -> None:
    changes = {
        **FEHLER,
        "data/personen/p-tom-test.yaml": "name: [Tom\n",
        **broken("data/agentur.yaml", "kurz:", "kruz:"),
        **broken("data/netzwerk/ag-1.yaml", "arbeitsgruppe", "verein"),
    }
    found = rows(lay_out(tmp_path, changes))
    assert [row["file"] for row in found] == sorted(changes)
    assert dkbm("validate", cwd=tmp_path).out.endswith("\n4 Fehler in 4 von 11 Dateien.\n")


def test_m16_list_shows_every_check_and_the_own_rules(tmp_path: Path) -> None:
    regel = "code: E001, name: mit-titel, schwere: hinweis, art: person, verlangt: [titel], meldung: Ohne Titel."
    lay_out(tmp_path, {"dkbm.yaml": f"{musterland()['dkbm.yaml'].decode()}regeln:\n  - {{{regel}}}\n"})
    lines = dkbm("validate", "--list", cwd=tmp_path).out.splitlines()
    assert [line.split() for line in lines if line.startswith(("D310", "E001"))] == [
        ["D310", "Fehler", "verweise", "unbekannte-quelle"],
        ["E001", "Hinweis", "eigene", "mit-titel"],
    ]
    listed = json.loads(dkbm("validate", "--list", "--format", "json", cwd=tmp_path).out)
    assert {"code": "E001", "name": "mit-titel", "schwere": "hinweis", "gruppe": "eigene"} in listed
    assert [row["message"] for row in rows(tmp_path, "--only", "mit-titel")] == ["Ohne Titel."]


def test_the_list_needs_no_dataset(tmp_path: Path) -> None:
    assert "D310" in dkbm("validate", "--list", cwd=tmp_path).out
    assert dkbm("validate", cwd=tmp_path).status == 2


def test_a_schema_beside_the_data_that_differs_is_a_warning(tmp_path: Path) -> None:
    lay_out(tmp_path, {"schemas/themen.schema.json": "{}"})
    assert [(row["code"], row["severity"]) for row in rows(tmp_path)] == [("D307", "warnung")]


def test_what_is_no_file_of_the_dataset_is_named(tmp_path: Path) -> None:
    lay_out(tmp_path)
    (tmp_path / "data/kommunen/alt.yml").write_text("x", encoding="utf-8")
    (tmp_path / "data/personen/p-link.yaml").symlink_to(tmp_path / "dkbm.yaml")
    found = [(row["code"], row["file"]) for row in rows(tmp_path)]
    assert found == [("D302", "data/kommunen/alt.yml"), ("D302", "data/personen/p-link.yaml")]


def test_a_result_can_go_to_a_file(tmp_path: Path) -> None:
    answer = dkbm("validate", "-o", "befunde.txt", cwd=lay_out(tmp_path, FEHLER))
    assert answer == (1, "", "")
    assert "Fehler[D310]" in (tmp_path / "befunde.txt").read_text("utf-8")


@pytest.mark.parametrize("page", [read_page(path) for path in PAGES], ids=lambda page: page.code)
def test_m12_every_finding_of_the_corpus_has_file_line_and_column(page: Page, tmp_path: Path) -> None:
    found = rows(lay_out(tmp_path, page.files("Beispiel")), "--hinweise")
    assert found
    assert all(row["line"] > 0 and row["column"] > 0 and row["file"] for row in found)
    lines = {row["file"]: (tmp_path / row["file"]).read_bytes().count(b"\n") + 2 for row in found}
    assert all(row["line"] <= lines[row["file"]] for row in found)


@pytest.mark.parametrize(
    ("before", "after", "expected", "says"),
    [
        pytest.param('schluessel: "99002"', "schluessel: 09902", ("D112", 2, 13), '"09902"', id="m2_leading_zero"),
        pytest.param(
            "quelle: X02\n", "quelle: X02\nstatus: Modul 3\n", ("D101", 6, 1), "verlauf", id="m6_stored_state"
        ),
        pytest.param("modul: 3, quelle: X01", "modul: 3", ("D102", 8, 5), "quelle", id="m8_no_source"),
    ],
)
def test_what_the_reader_and_the_schema_refuse_is_shown_alike(
    tmp_path: Path, before: str, after: str, expected: tuple[str, int, int], says: str
) -> None:
    (only,) = rows(lay_out(tmp_path, broken(STADT, before, after)))
    assert (only["code"], only["line"], only["column"]) == expected
    assert says in only["message"] + only["help"]
    assert dkbm("validate", cwd=tmp_path).status == 1
