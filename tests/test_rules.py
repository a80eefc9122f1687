"""What the rules find in Musterland with one thing changed: each case names the codes and lines it must give."""

from collections.abc import Mapping
from datetime import date

import pytest

from dkbm.diagnostic import Severity
from dkbm.report.findings import Finding, resolve
from dkbm.rules.pipeline import check_all
from tests.muster import musterland

STICHTAG = date(2024, 1, 31)
KOMMUNE = "data/kommunen/landkreis-beispielau.yaml"
KOPF = """# yaml-language-server: $schema=../../schemas/kommune.schema.json
schluessel: "99004"
name: Beispielau
art: landkreis
quelle: X02
"""
PERSON = """# yaml-language-server: $schema=../../schemas/person.schema.json
name: Mara Muster
aemter:
  - {amt: leitung-bildung, bezeichnung: Leiterin, stelle: landkreis-musterland, datum: "2021", quelle: X02}
"""
Changes = Mapping[str, str | bytes | None]


def found(changes: Changes, *, hinweise: bool = False) -> list[Finding]:
    checked = check_all(musterland(changes), STICHTAG)
    everything = resolve(checked.dataset, checked.diagnostics)
    return [entry for entry in everything if hinweise or entry.severity is not Severity.HINWEIS]


def places(changes: Changes) -> list[tuple[str, str, int]]:
    return [(entry.code, entry.file, entry.line) for entry in found(changes)]


def verlauf(*events: str) -> str:
    return KOPF + "verlauf:\n" + "".join(f"  - {{{event}}}\n" for event in events)


def codes(*events: str) -> set[str]:
    """The codes of what is found in a Kommune with these events, beside how old its state is."""
    mine = (entry.code for entry in found({KOMMUNE: verlauf(*events)}, hinweise=True) if entry.file == KOMMUNE)
    return set(mine) - {"D401"}


def with_text(path: str, before: str, after: str) -> str:
    """A file of Musterland with one piece of text replaced."""
    text = musterland()[path].decode()
    assert before in text
    return text.replace(before, after)


def test_musterland_is_clean() -> None:
    assert found({}) == []


def test_m1_a_file_name_that_is_not_the_id_shows_both_names() -> None:
    (only,) = found({"data/kommunen/landkreis-musterstadt.yaml": KOPF})
    assert only.code == "D301"
    assert "landkreis-musterstadt.yaml" in only.message
    assert "landkreis-beispielau.yaml" in only.message


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("data/kommunen/nord/landkreis-beispielau.yaml", KOPF),
        (
            "data/kommunen/landkreis-strassen-ueber-see.yaml",
            KOPF.replace("name: Beispielau", "name: Straßen (über See)"),
        ),
        ("data/personen/p-mara-muster-2.yaml", PERSON),
    ],
)
def test_file_names_that_fit(path: str, content: str) -> None:
    assert found({path: content}) == []


@pytest.mark.parametrize("name", ["p-mara-muster-1", "p-mara-muster-zwei", "p-mara"])
def test_a_number_behind_a_name_begins_with_two(name: str) -> None:
    assert places({f"data/personen/{name}.yaml": PERSON}) == [("D301", f"data/personen/{name}.yaml", 2)]


def test_m11_a_deleted_group_gives_one_finding_for_each_line_that_refers_to_it() -> None:
    person = """# yaml-language-server: $schema=../../schemas/person.schema.json
name: Rita Rundlauf
netzwerk:
  - {gruppe: ag-1, rolle: sprecheramt, bezeichnung: Sprecherin, datum: "2021", quelle: X02}
  - {gruppe: ag-1, rolle: mitglied, bezeichnung: Mitglied, datum: "2018", quelle: X02}
"""
    path = "data/personen/p-rita-rundlauf.yaml"
    assert places({path: person, "data/netzwerk/ag-1.yaml": None}) == [("D313", path, 4), ("D313", path, 5)]


def test_m11_a_deleted_person_gives_one_finding_for_a_line_that_names_it_twice() -> None:
    kommune = "data/kommunen/landkreis-musterland.yaml"
    assert places({"data/personen/p-tom-test.yaml": None}) == [("D311", kommune, 23)]


@pytest.mark.parametrize(
    ("broken", "rest"),
    [
        ("data/personen/p-tom-test.yaml", []),
        ("data/quellen.yaml", []),
        ("data/prozess.yaml", []),
        ("data/themen.yaml", []),
        ("data/kommunen/landkreis-musterland.yaml", []),
    ],
)
def test_m60_a_broken_file_is_found_once_and_blames_nobody_else(broken: str, rest: list[str]) -> None:
    assert [entry.file for entry in found({broken: "a: [1\n"})] == [broken, *rest]


def test_m13_one_unreadable_file_and_three_schema_errors_are_four_findings() -> None:
    changes = {
        "data/personen/p-tom-test.yaml": "name: [Tom\n",
        "data/kommunen/stadt-musterland.yaml": with_text(
            "data/kommunen/stadt-musterland.yaml", "freie-stadt", "freie-statd"
        ),
        "data/agentur.yaml": with_text("data/agentur.yaml", "kurz:", "kruz:"),
        "data/netzwerk/ag-1.yaml": with_text("data/netzwerk/ag-1.yaml", "arbeitsgruppe", "verein"),
    }
    assert len(found(changes)) == 4
    assert {entry.file for entry in found(changes)} == set(changes)


def test_an_error_in_a_value_is_not_reported_a_second_time_by_a_rule() -> None:
    changed = (
        musterland()["data/kommunen/stadt-musterland.yaml"].decode().replace("modul: 3, quelle", "modul: 777, quelle")
    )
    assert [entry.code for entry in found({"data/kommunen/stadt-musterland.yaml": changed})] == ["D107"]


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        (["ereignis: genannt, modul: 1, quelle: X01"], set()),
        # the same assertion: kind, module, phase and date; several sources confirm one event
        (["ereignis: genannt, modul: 1, quelle: X01"] * 2, {"D202"}),
        (["ereignis: genannt, modul: 1, quelle: [X01, X03]"], set()),
        (["ereignis: genannt, modul: 1, quelle: X03", "ereignis: genannt, modul: 1, quelle: X01"], set()),
        (
            ["ereignis: beginn, modul: 1, datum: 2022-03, quelle: X01"] * 1
            + ["ereignis: beginn, modul: 1, datum: 2022-03, quelle: [X01, X02]"],
            {"D208"},
        ),
        (
            ["ereignis: genannt, modul: 1, quelle: X01"]
            + [
                f"ereignis: gremium, gremium: {name}, inhalt: Beschluss, datum: 2022-03-01, quelle: X01"
                for name in ("A", "B")
            ],
            set(),
        ),
        (
            ["ereignis: genannt, modul: 1, quelle: X01"]
            + ["ereignis: gremium, gremium: A, inhalt: Beschluss, datum: 2022-03-01, quelle: X01"] * 2,
            {"D202"},
        ),
        # complete lists: X01 the process, X03 the agreements; X01 comes after X03
        (["ereignis: genannt, modul: 1, quelle: X03"], {"D210"}),
        (["ereignis: genannt, modul: 1, quelle: X03", "ereignis: nicht_genannt, quelle: X01"], set()),
        (["ereignis: genannt, modul: 1, quelle: X03", "ereignis: nicht_genannt, modul: 1, quelle: X01"], {"D210"}),
        (
            ["ereignis: beginn, modul: 1, datum: 2016-03, quelle: X02", "ereignis: genannt, modul: 1, quelle: X01"],
            {"D210"},
        ),
        (["ereignis: genannt, modul: 1, quelle: X03", "ereignis: ausstieg, datum: 2021, quelle: X01"], {"D118"}),
        (["ereignis: genannt, modul: 1, quelle: X03", 'ereignis: ausstieg, datum: "2021", quelle: X01'], set()),
        # an event after or within the time of the list proves nothing about it
        (['ereignis: beginn, modul: 1, datum: "2023", quelle: X02'], {"D207"}),
        (["ereignis: genannt, modul: 1, quelle: X01", "ereignis: nicht_genannt, quelle: X01"], {"D211"}),
        # one fault, one finding: an unknown source is not also a missing one
        (["ereignis: genannt, modul: 1, quelle: X03", "ereignis: genannt, modul: 1, quelle: X10"], {"D310"}),
        (["ereignis: genannt, modul: 1, quelle: X03", "ereignis: genant, modul: 1, quelle: X01"], {"D201"}),
        (["ereignis: zuletzt_belegt, modul: 1, quelle: X01"], {"D201"}),
        (["ereignis: genannt, modul: 4, phase: 4, quelle: X01"], {"D312", "D204"}),
        (["ereignis: genannt, modul: 9, quelle: X01"], {"D312"}),
    ],
)
def test_courses(events: list[str], expected: set[str]) -> None:
    assert codes(*events) == expected


def test_partners_need_no_nicht_genannt() -> None:
    partner = """# yaml-language-server: $schema=../../schemas/kommune.schema.json
name: Bildungsregion Beispielau
art: verbund
quelle: X02
verlauf:
  - {ereignis: genannt, grundlage: vereinbarung, quelle: X03}
"""
    assert found({"data/partner/bildungsregion-beispielau.yaml": partner}) == []


def test_a_list_of_one_module_demands_only_who_was_in_that_module() -> None:
    quellen = with_text("data/quellen.yaml", "vollstaendig: [prozess]", "vollstaendig: [modul-2]")

    def demanded(*events: str) -> set[str]:
        files = {"data/quellen.yaml": quellen, KOMMUNE: verlauf(*events)}
        return {entry.help for entry in found(files) if entry.file == KOMMUNE}

    assert demanded("ereignis: genannt, modul: 2, quelle: X03") == {
        "Unter verlauf eintragen: {ereignis: nicht_genannt, modul: 2, quelle: X01}"
    }
    assert demanded("ereignis: genannt, modul: 1, quelle: X03") == set()
    assert demanded("ereignis: genannt, modul: 2, quelle: X03", "ereignis: genannt, modul: 2, quelle: X01") == set()
    assert (
        demanded(
            "ereignis: genannt, modul: 2, quelle: X03", "ereignis: abschluss, modul: 2, datum: 2021-03, quelle: X01"
        )
        == set()
    )


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"data/notizen.txt": "x"}, [("D302", "data/notizen.txt", 1)]),
        ({"data/kommunen/neu.yml": KOPF}, [("D302", "data/kommunen/neu.yml", 1)]),
        (
            {
                "data/kommunen/nord/stadt-musterland.yaml": KOPF.replace("landkreis", "kreisfreie-stadt").replace(
                    "Beispielau", "Musterland"
                )
            },
            [("D305", "data/kommunen/stadt-musterland.yaml", 1)],
        ),
        ({"data/partner/beispielau.yaml": KOPF}, [("D306", "data/partner/beispielau.yaml", 4)]),
    ],
)
def test_places_and_names(files: Changes, expected: list[tuple[str, str, int]]) -> None:
    assert places(files) == expected
