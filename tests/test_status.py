"""`dkbm status KOMMUNE` and `dkbm status` on the real dataset and on Musterland."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dkbm.queries.reading import STATE
from tests.aufruf import Answer, dkbm, lay_out

ROOT = Path(__file__).parent.parent
HEUTE = "2026-11-22"
LK = "data/kommunen/landkreis-musterland.yaml"
PARTS = {
    "where": "  Modul 4 Weiterentwicklung, 1. Umsetzungsphase",
    "since when": "  Beginn nicht belegt",
    "agreement": "  Vereinbarung    Zielvereinbarung Modul 4, Tag der Unterschrift nicht belegt · Q01",
    "contact": "  Ansprechperson  nicht belegt",
    "next step": "  Nächster Schritt: 2. Umsetzungsphase.",
    "what is missing": "    – Umsetzungsplan zu Modul 4",
    "due": "  Fällig:",
}


def ask(*arguments: str, cwd: Path = ROOT, heute: str = HEUTE) -> Answer:
    return dkbm("status", *arguments, cwd=cwd, heute=heute)


def flat(text: str) -> str:
    """The text without its line breaks."""
    return re.sub(r"\s+", " ", text)


def as_json(*arguments: str, cwd: Path = ROOT) -> Any:  # noqa: ANN401 -- whatever the JSON holds
    answer = ask(*arguments, "--format", "json", cwd=cwd)
    assert answer.status == 0
    return json.loads(answer.out)


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
def test_m23_harburg_has_the_seven_parts(part: str) -> None:
    answer = ask("Harburg")
    assert (answer.status, answer.err) == (0, "")
    assert flat(part) in flat(answer.out)


def test_m23_the_name_and_the_age_of_what_is_known_come_first() -> None:
    lines = ask("Harburg").out.splitlines()
    assert lines[0] == f"Landkreis Harburg · 03353{'Stand heute, 22.11.2026':>55}"
    assert lines[3].startswith("  zuletzt belegt vor 2 Jahren 9 Monaten (Q01, Zeitraum geschätzt:")


def test_m23_the_lines_to_add_belong_where_it_says(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    text = ask("lk musterland", cwd=root).out
    found = re.search(r"Einzutragen in (\S+) nach Zeile (\d+):\n((?:      .*\n)+)", text)
    assert found
    path, line, entries = found.groups()
    lines = (root / path).read_text(encoding="utf-8").splitlines(keepends=True)
    filled = entries.replace("JJJJ-MM-TT", "2024-03-01").replace("…", "X01").replace("      ", "  ")
    lines.insert(int(line), filled)
    (root / path).write_text("".join(lines), encoding="utf-8")
    after = ask("lk musterland", cwd=root)
    assert (after.status, after.err) == (0, "")
    assert "Was der Prozess dafür verlangt, ist belegt." in flat(after.out)
    assert dkbm("validate", cwd=root, heute=HEUTE).status == 0


def test_m23_missing_agreements_are_added_whole(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    text = ask("Ohnedaten", cwd=root).out
    found = re.search(r"nach Zeile (\d+):\n((?:    .*\n)+)", text)
    assert found
    path = root / "data/kommunen/region-ohnedaten.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    added = re.sub("^    ", "", found[2], flags=re.MULTILINE).replace("JJJJ-MM-TT", "2024-03-01").replace("…", "X01")
    lines.insert(int(found[1]), added)
    path.write_text("".join(lines), encoding="utf-8")
    assert as_json("Ohnedaten", cwd=root)["modul"] == 1


@pytest.mark.parametrize("name", ["Harburg", "Südniedersachsen", "Göttingen", "Nienburg", "stadt braunschweig"])
@pytest.mark.parametrize("stichtag", ["2015-03-19", "2018", "2024-02-01", "2026-11-22"])
def test_m23_json_fits_the_published_schema(name: str, stichtag: str) -> None:
    schema = json.loads((ROOT / "schemas/ausgabe/status.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    answer = as_json(name, "--stichtag", stichtag)
    jsonschema.validate(answer, schema, format_checker=jsonschema.FormatChecker())
    assert answer["stichtag"].startswith(stichtag)
    for entry in (entry for value in answer.values() if isinstance(value, list) for entry in value):
        assert (ROOT / entry["file"]).is_file()


def test_m23_places_point_at_the_entries() -> None:
    answer = as_json("Harburg")
    (entry,) = (entry for entry in answer["verlauf"] if entry["ereignis"] == "genannt")
    lines = (ROOT / entry["file"]).read_text(encoding="utf-8").splitlines()
    assert "ereignis: genannt, modul: 4, phase: 1" in lines[entry["line"] - 1]
    assert answer["zuletzt_belegt"] == "2022-02..2024-01"
    assert answer["quelle"] == "Q01"
    assert [entry["ereignis"] for entry in answer["fehlt"]] == ["umsetzungsplan", "reflexionsgespraech"]


def test_m24_ambiguous_names_list_both_and_exit_4() -> None:
    answer = ask("Oldenburg")
    assert (answer.status, answer.out) == (4, "")
    assert answer.err == (
        "»Oldenburg« ist nicht eindeutig:\n"
        '  03458  Landkreis Oldenburg           dkbm status "Landkreis Oldenburg"\n'
        '  03403  Stadt Oldenburg (Oldenburg)   dkbm status "Stadt Oldenburg (Oldenburg)"\n'
    )


def test_m24_several_words_need_no_quotes() -> None:
    assert ask("lk", "osnabrück").out.startswith("Landkreis Osnabrück · 03459")


def test_m24_a_typo_exits_4() -> None:
    answer = ask("Lünburg")
    assert answer.status == 4
    assert answer.err == "Keine Kommune heißt »Lünburg«. Meinten Sie »Lüneburg« (Landkreis Lüneburg, 03355)?\n"


def test_m7_a_predecessor_names_its_successor_and_the_date() -> None:
    answer = ask("03156")
    assert answer.status == 0
    text = flat(answer.out)
    assert "Osterode am Harz (03156) bestand bis 31.10.2016; seit 01.11.2016" in text
    assert "Nachfolger: Landkreis Göttingen (03159)" in text


def test_m5_an_imprecise_stichtag_is_answered_with_its_assumption() -> None:
    assert "Annahme: Der Stichtag 2026-03 ist als 01.03.2026 gelesen." in ask("Harburg", "--stichtag", "2026-03").out
    assert "Annahme" not in ask("Harburg", "--stichtag", "2026-03-15").out


def test_m5_an_imprecise_beginning_is_answered_with_its_assumption() -> None:
    text = ask("Helmstedt", "--stichtag", "2022-02-10").out
    assert "Beginn Februar 2022" in text
    assert "Annahme: " in text


def test_m6_the_answer_differs_before_and_after_an_event() -> None:
    before, on = (as_json("Nienburg", "--stichtag", day) for day in ("2017-10-15", "2017-10-16"))
    assert (before["modul"], on["modul"]) == (None, 1)


def test_m70_the_remark_on_conflicting_dates_stands_beside_the_signing() -> None:
    text = flat(ask("Landkreis Osnabrück").out)
    assert "Zielvereinbarung, unterzeichnet 25.05.2021 · Q27" in text
    assert "Die Seite ist auf den 21.05.2021 datiert" in text


def test_m70_without_a_record_nothing_is_claimed() -> None:
    text = ask("Aurich").out
    assert "kein Begleitprozess belegt" in text
    assert "es wurde nichts gefunden. Es heißt nicht: keine Zusammenarbeit." in text
    assert not re.search(r"\bnein\b", text, re.IGNORECASE)


def test_m70_conflicting_values_stand_side_by_side(tmp_path: Path) -> None:
    changed = (ROOT / "tests/daten/musterland" / LK).read_text(encoding="utf-8")
    changed = changed.replace(
        "unterzeichnet: 2017-10-16",
        "unterzeichnet:\n      - {datum: 2017-10-16, quelle: X02}\n"
        "      - {datum: 2017-10-17, quelle: X03, bemerkung: laut älterer Fassung}",
    )
    text = flat(ask("lk musterland", cwd=lay_out(tmp_path, {LK: changed})).out)
    assert "unterzeichnet 16.10.2017 · X02; anders X03: 17.10.2017, laut älterer Fassung" in text


def test_m71_a_partner_is_answered_but_not_counted() -> None:
    assert ask("Südniedersachsen").out.startswith("Bildungsregion Südniedersachsen e. V. ")
    assert len(as_json()) == 45


@pytest.mark.parametrize("name", ["Cloppenburg", "Stade", "Rotenburg", "Ammerland", "lk osnabrück"])
def test_m71_unusual_paths_have_an_answer(name: str) -> None:
    answer = ask(name)
    assert (answer.status, answer.err) == (0, "")


def test_sources_are_listed_on_request() -> None:
    text = flat(ask("Harburg", "--quellen").out)
    assert "Q01 Zusammenarbeit mit Kommunen in Niedersachsen" in text
    assert "Stand Feb. 2022 bis Jan. 2024 (geschätzt: jüngstes genanntes Datum" in text
    assert "Zusammenarbeit mit Kommunen" not in flat(ask("Harburg").out)


def test_what_came_later_is_told_apart() -> None:
    text = ask("Nienburg", "--stichtag", "2018-06-01").out
    now, later = text.split("    nach dem Stichtag:\n")
    assert "Zielvereinbarung Modul 1 unterzeichnet" in now
    assert "Beginn Modul 2" in later
    assert "Auszeichnung  " not in now


def test_m60_one_broken_file_does_not_blind_the_others(tmp_path: Path) -> None:
    root = lay_out(tmp_path, {"data/kommunen/stadt-musterland.yaml": "a: [1\n", "data/netzwerk/ag-1.yaml": b"\xff"})
    answer = ask("lk musterland", cwd=root)
    assert answer.status == 0
    assert answer.out.startswith("Landkreis Musterland · 99001")
    for name in ("data/kommunen/stadt-musterland.yaml", "data/netzwerk/ag-1.yaml"):
        assert f"Warnung: {name}:" in answer.err
    assert answer.err.endswith("Diese Dateien fehlen in der Auskunft. Mehr dazu sagt: dkbm validate\n")
    assert len(as_json(cwd=root)) == 2


@pytest.mark.parametrize(
    ("name", "content"),
    [
        *((name, content) for name in (LK, *STATE) for content in ("a: [1\n", "a: 1\n")),
        *((name, None) for name in STATE),
    ],
)
def test_m60_no_answer_is_better_than_a_wrong_one(tmp_path: Path, name: str, content: str | None) -> None:
    answer = ask("lk", "musterland", cwd=lay_out(tmp_path, {name: content}))
    assert (answer.status, answer.out) == (1, "")
    assert name in answer.err


def test_m60_a_broken_twin_is_not_overlooked(tmp_path: Path) -> None:
    """With the town unreadable the name must not silently mean the Landkreis."""
    root = lay_out(tmp_path, {"data/kommunen/stadt-musterland.yaml": "a: [1\n"})
    assert ask("Musterland", cwd=root).status == 1


def test_the_whole_land_at_a_glance() -> None:
    answer = ask(heute="2024-02-01")
    assert (answer.status, answer.err) == (0, "")
    for count, label in (
        (3, "Modul 3 Transferprozess"),
        (11, "Modul 4, 1. Umsetzungsphase"),
        (10, "Modul 4, 2. Umsetzungsphase"),
        (7, "Modul 4, 3. Umsetzungsphase"),
        (4, "nicht mehr genannt"),
        (10, "kein Begleitprozess belegt"),
        (45, "zusammen"),
    ):
        assert re.search(rf"^  {re.escape(label)} +{count} ", answer.out, re.MULTILINE), label
    assert "Braunschweig, Helmstedt, Lüneburg" in answer.out
    assert "letzte vollständige Quelle: Q01 (geschätzt Feb. 2022 bis Jan. 2024)" in answer.out


def test_the_tile_map_shows_each_kommune_once() -> None:
    text = ask().out
    cells = re.findall(r"\b([A-ZÄÖÜ][A-Za-zÄÖÜäöü]{2}) (4\.\d|3|–|·)", text.partition("zusammen")[2])
    assert len(cells) == len({name for name, _ in cells}) == 45
    assert ("HAR", "4.1") in cells
    assert ("Osn", "4.3") in cells
    assert ("OSN", "4.1") in cells


@pytest.mark.parametrize("arguments", [(), ("Nienburg", "--quellen"), ("Harburg",), ("Göttingen",), ("Oldenburg",)])
def test_screens_fit_80_columns(arguments: tuple[str, ...]) -> None:
    answer = ask(*arguments)
    long = [line for line in (answer.out + answer.err).splitlines() if len(line) > 80]
    assert [line for line in long if "http" not in line] == []


def test_a_dataset_without_a_map_still_counts(tmp_path: Path) -> None:
    text = ask(cwd=lay_out(tmp_path)).out
    assert text.startswith("DKBM in Musterland · Stand heute, 22.11.2026\n")
    assert "zusammen                             3   Kommunen" in text


@pytest.mark.parametrize("value", ["kacheln: 3\n", "kacheln: [{kommune: x}]\n", "[]\n"])
def test_a_map_that_does_not_fit_is_left_out(tmp_path: Path, value: str) -> None:
    assert ask(cwd=lay_out(tmp_path, {"data/karte.yaml": value})).status == 0


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "markdown", "json"])
def test_s71_markup_in_a_name_stays_as_it_is(tmp_path: Path, form: str) -> None:
    changed = (ROOT / "tests/daten/musterland" / LK).read_text(encoding="utf-8")
    root = lay_out(tmp_path, {LK: changed.replace("name: Musterland", 'name: "M [/b] :warning:"')})
    for answer in (ask("99001", cwd=root), ask(cwd=root), dkbm("list", "--format", form, cwd=root)):
        assert answer.status == 0
        assert "M [/b] :warning:" in flat(answer.out.replace("\\", ""))


def test_s72_data_never_steers_the_terminal(tmp_path: Path) -> None:
    """The reader refuses such data; what is said about it and about a file named so shows no raw control either."""
    changed = (ROOT / "tests/daten/musterland" / LK).read_text(encoding="utf-8")
    root = lay_out(tmp_path, {LK: changed.replace("name: Musterland", 'name: "Muster\\e[31m\\u202Eland"')})
    (root / "data/kommunen/x\x1b]0;y\x07.yaml").write_text("a: [1\n", encoding="utf-8")
    for answer in (ask("99001", cwd=root), ask("99002", cwd=root), ask(cwd=root), ask("\x1b[31mx", cwd=root)):
        assert answer.err
        assert not {"\x1b", "\x07", "\u202e"} & set(answer.out + answer.err)
