"""One fault, one finding; and all of them in one run, also within one file (M 13)."""

import json
from pathlib import Path

import pytest

from tests.aufruf import dkbm, lay_out
from tests.muster import musterland

KOMMUNE = "data/kommunen/landkreis-musterland.yaml"
STADT = "data/kommunen/stadt-musterland.yaml"
TEXT = musterland()[STADT].decode()


def found(root: Path) -> list[tuple[str, str, int]]:
    rows = json.loads(dkbm("validate", "--format", "json", cwd=root).out)
    return [(row["code"], row["file"], row["line"]) for row in rows]


def codes(root: Path) -> list[str]:
    return [code for code, _, _ in found(root)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ('schluessel: "99002"', "schluessel: 03353", ["D112"]),
        ("name: ", "name: yes #", ["D110"]),
        ("art: kreisfreie-stadt", "art: 10:30", ["D115"]),
        ("art: kreisfreie-stadt", "art: 1.5", ["D114"]),
        ("art: kreisfreie-stadt", "art: kreisfreie-stadt\nart: region", ["D019"]),
        ("art: kreisfreie-stadt", "art: kreisfreie-stadt\nart: {quelle: X99}", ["D019"]),
        ('schluessel: "99002"', "schluessel: 03353\nfarbe: rot", ["D112", "D101"]),
        ('schluessel: "99002"', "schluessel: 03353\nleitung: []", ["D112", "D106"]),
        ("modul: 3, quelle: X01", "modul: 03, quelle: X99", ["D112", "D310"]),
        ("modul: 3, quelle: X01", 'modul: 3, datum: "2020-13", bemerkung: yes, quelle: X01', ["D113", "D110"]),
    ],
)
def test_m13_a_faulty_value_hides_no_other_fault_of_its_file(
    tmp_path: Path, before: str, after: str, expected: list[str]
) -> None:
    assert before in TEXT
    assert codes(lay_out(tmp_path, {STADT: TEXT.replace(before, after)})) == expected


@pytest.mark.parametrize("text", ["a: &x [1]\nfarbe: rot\n", "a: [1\n", "a: 03\n\tb: 1\n"])
def test_a_file_that_cannot_be_read_to_its_end_is_not_judged_by_the_schema(tmp_path: Path, text: str) -> None:
    assert not {"D101", "D102"} & {*codes(lay_out(tmp_path, {STADT: text}))}


def test_m1_a_renamed_kommune_is_one_finding(tmp_path: Path) -> None:
    """Persons and groups refer to it by its name still."""
    root = lay_out(tmp_path)
    (root / KOMMUNE).rename(root / "data/kommunen/landkreis-mustreland.yaml")
    assert codes(root) == ["D301"]


@pytest.mark.parametrize("name", ["data/kommunen/landkreis-musterland.yml", "data/landkreis-musterland.yaml"])
def test_m1_a_file_out_of_place_is_one_finding(tmp_path: Path, name: str) -> None:
    root = lay_out(tmp_path)
    (root / KOMMUNE).rename(root / name)
    assert found(root) == [("D302", name, 1)]


@pytest.mark.parametrize("name", [KOMMUNE, "data/quellen.yaml", "data/prozess.yaml", "data/personen"])
def test_s86_a_link_is_one_finding_that_says_so(tmp_path: Path, name: str) -> None:
    root = lay_out(tmp_path / "daten")
    (root / name).rename(tmp_path / "anderswo")
    (root / name).symlink_to(tmp_path / "anderswo")
    assert found(root) == [("D302", name, 1)]
    assert f"{name} ist eine Verknüpfung" in dkbm("validate", cwd=root).out


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("{nummer: 2, name", "{numer: 2, name", "D101"),
        ("{nummer: 2, name", '{nummer: "2", name', "D103"),
        ("{nummer: 2, name", "{name", "D102"),
        ("module:", "modul:", "D101"),
    ],
)
def test_a_broken_list_blames_nobody_who_refers_to_it(tmp_path: Path, before: str, after: str, code: str) -> None:
    text = musterland()["data/prozess.yaml"].decode()
    assert before in text
    root = lay_out(tmp_path, {"data/prozess.yaml": text.replace(before, after, 1)})
    assert {(each, file) for each, file, _ in found(root)} == {(code, "data/prozess.yaml")}


@pytest.mark.parametrize("value", ["{a}", "{0}{x}", "{", "}"])
@pytest.mark.parametrize(
    ("path", "before", "second"),
    [
        ("data/quellen.yaml", "id: X01", "id: X02"),
        (KOMMUNE, 'schluessel: "99001"', ""),
    ],
)
def test_m60_braces_in_an_id_given_twice_do_not_end_the_check(
    tmp_path: Path, path: str, before: str, second: str, value: str
) -> None:
    key = before.partition(":")[0]
    text = musterland()[path].decode().replace(before, f'{key}: "{value}"')
    changes = {path: text.replace(second, f'{key}: "{value}"') if second else text}
    if not second:
        changes[STADT] = TEXT.replace('schluessel: "99002"', f'schluessel: "{value}"')
    answer = dkbm("validate", cwd=lay_out(tmp_path, changes))
    assert answer.status == 1
    assert "Programm" not in answer.err


@pytest.mark.parametrize("letter", ["\u0435", "\u03b1"])
def test_s20_a_letter_that_only_looks_latin_gives_no_advice_to_rename(tmp_path: Path, letter: str) -> None:
    assert "name: Musterland" in TEXT
    root = lay_out(tmp_path, {STADT: TEXT.replace("name: Musterl", f"name: Must{letter}rl")})
    assert codes(root) == ["D023"]


@pytest.mark.parametrize(("path", "total"), [("schemas", 1), ("data/x.txt", 1), ("data/themen.yaml", 1), (".", 13)])
def test_the_closing_line_counts_what_was_looked_at(tmp_path: Path, path: str, total: int) -> None:
    themen = b"\xef\xbb\xbf" + musterland()["data/themen.yaml"]
    root = lay_out(tmp_path, {"schemas/themen.schema.json": "{}", "data/x.txt": "x", "data/themen.yaml": themen})
    last = dkbm("validate", path, cwd=root).out.splitlines()[-1]
    assert last.endswith(f"von {total} {'Datei' if total == 1 else 'Dateien'}.")


@pytest.mark.parametrize("command", ["validate", "format"])
@pytest.mark.parametrize("path", ["README.md", "docs"])
def test_a_path_of_something_else_is_a_usage_error(tmp_path: Path, path: str, command: str) -> None:
    root = lay_out(tmp_path, {"README.md": "# x\n", "docs/x.md": "x"})
    answer = dkbm(command, path, cwd=root)
    assert (answer.status, answer.out) == (2, "")
    assert f"Der Pfad »{path}« gehört nicht zum Datensatz." in answer.err
