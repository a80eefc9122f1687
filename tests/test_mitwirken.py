"""`dkbm record beitritt` and `austritt`: who belongs to a group from when until when; it stands with the person."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dkbm.changes.mitwirken import attested_stelle, left, offene
from dkbm.dataset import Dataset, load
from dkbm.model.mitwirkung import mitwirkungen
from dkbm.rules.pipeline import check_all
from dkbm.store.worktree import read_files
from dkbm.text.patch import apply
from tests.aufruf import Answer, dkbm, lay_out
from tests.eingabe import typed
from tests.eintraege import SINCE, added, git, record
from tests.muster import musterland
from tests.test_rules_netzwerk import AG_1, gruppe, person

MARA, TOM, ADA = (f"data/personen/p-{name}.yaml" for name in ("mara-muster", "tom-test", "ada"))
EIN = "  - {gruppe: ag-1, rolle: mitglied, stelle: landkreis-musterland, datum: 2024-01-10, quelle: X01}\n"
BIS = ("--datum", "2024-01-20", "--quelle", "X02")


def join(folder: Path, *arguments: str) -> Answer:
    return record(folder, "beitritt", "ag-1", *arguments)


def leave(folder: Path, *arguments: str) -> Answer:
    return record(folder, "austritt", "ag-1", "--person", "p-ada", *arguments)


def with_ada(folder: Path, *rows: str) -> Path:
    return lay_out(folder, {AG_1: gruppe(), **person("Ada", *rows)})


def text(folder: Path, path: str = ADA) -> str:
    return (folder / path).read_bytes().decode()


def dataset(folder: Path) -> Dataset:
    return load(read_files(folder)).dataset


# --- joining ---


@pytest.mark.parametrize("wer", ["p-mara-muster", "Mara Muster", "mara", "muster"])
@pytest.mark.parametrize("gruppe", ["ag-1", "AG 1", "AG1", "muster-management"])
def test_m62_a_person_joins_a_group_by_any_of_their_names(wer: str, gruppe: str, tmp_path: Path) -> None:
    answer = record(lay_out(tmp_path), "beitritt", *gruppe.split(), "--person", wer, *SINCE)
    assert answer.status == 0, answer.err
    assert added(tmp_path, MARA) == f"netzwerk:\n{EIN}"
    assert answer.out.endswith("Festgehalten: ag-1: Beitritt, Mitglied, 10.01.2024\n")


def test_m62_a_part_says_what_was_said_of_it(tmp_path: Path) -> None:
    answer = join(
        lay_out(tmp_path), "--person", "mara", "--rolle", "sprecheramt", "--bezeichnung", "Sprecherin",
        "--stelle", "stadt musterland", *SINCE, "--bemerkung", "gewählt",
    )  # fmt: skip
    assert answer.status == 0, answer.err
    (part,) = dataset(tmp_path).documents[MARA].value["netzwerk"]
    assert part == {
        "gruppe": "ag-1", "rolle": "sprecheramt", "bezeichnung": "Sprecherin", "stelle": "stadt-musterland",
        "datum": "2024-01-10", "quelle": "X01", "bemerkung": "gewählt",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((), ""),
        (("gruppe: ag-1, rolle: mitglied, stelle: landkreis-musterland",), "landkreis-musterland"),
        (
            (
                "gruppe: ag-1, rolle: mitglied, stelle: landkreis-musterland",
                "gruppe: ag-1, rolle: mitglied, stelle: agentur",
            ),
            "",
        ),
    ],
)
def test_the_stelle_is_the_attested_one_if_there_is_just_one(rows: tuple[str, ...], expected: str) -> None:
    changes = person("Ada", *(rows or ("gruppe: ag-1, rolle: mitglied",)))
    assert attested_stelle(load(musterland(changes)).dataset.personen["p-ada"]) == expected


def test_an_office_that_ended_is_no_stelle_any_more() -> None:
    amt = "{amt: leitung-bildung, bezeichnung: L, stelle: %s, datum: 2019-01, quelle: X02%s}"
    aemter = f"[{amt % ('landkreis-musterland', ', bis: 2020-12')}, {amt % ('stadt-musterland', '')}]"
    found = load(musterland({ADA: f"name: Ada\naemter: {aemter}\n"})).dataset.personen["p-ada"]
    assert attested_stelle(found) == "stadt-musterland"


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("beitritt", "ag-9", "--person", "mara", *SINCE), 4, "Es gibt: ag-1."),
        (("beitritt", "ag-1", "--person", "niemand", *SINCE), 4, "Es gibt: p-mara-muster, p-tom-test."),
        (("beitritt", "ag-1", "--person", "Mara Mustr", *SINCE), 4, "»p-mara-muster«"),
        (("beitritt",), 2, "Es fehlt die Gruppe: ag-1."),
        (("beitritt", "ag-1"), 2, "Es fehlen: --person (Person, Kennung oder Name), --datum"),
        (("beitritt", "ag-1", "--person", "mara", *SINCE, "--rolle", "chef"), 2, "--rolle: »chef« ist hier nicht"),
        (("beitritt", "ag-1", "--person", "mara", *SINCE, "--geplant"), 2, "gehören nicht zu einem Beitritt"),
        (("beitritt", "ag-1", "--person", "mara", *SINCE, "--modul", "3"), 2, "--modul gehört nicht zu diesem"),
        (("beitritt", "ag-1", "--person", "mara", *SINCE, "--stelle", "nirgends"), 4, "nirgends"),
        (
            ("beitritt", "ag-1", "--person", "mara", "--datum", "2024-02-01", "--quelle", "X01"),
            2,
            "nach dem 31.01.2024",
        ),
        (("austritt", "ag-9", "--person", "mara", *BIS), 4, "Es gibt: ag-1."),
        (("austritt", "ag-1", "--person", "mara", *BIS), 2, "keine Aufgabe, die noch offen ist"),
        (("austritt", "ag-1"), 2, "Es fehlen: --person (Person, Kennung oder Name), --rolle"),
    ],
)
def test_m62_what_will_not_do_is_said_and_nothing_is_written(
    arguments: tuple[str, ...], status: int, message: str, tmp_path: Path
) -> None:
    answer = record(lay_out(tmp_path), *arguments)
    assert (answer.status, answer.out) == (status, "")
    assert message in answer.err
    assert read_files(tmp_path) == musterland()


def test_a_further_attestation_of_a_part_is_told_from_a_new_beginning(tmp_path: Path) -> None:
    folder = with_ada(tmp_path, "gruppe: ag-1, rolle: mitglied, datum: 2020-03")
    answer = join(folder, "--person", "ada", *SINCE)
    assert answer.status == 0
    assert "hat die Person schon (belegt für März 2020)" in answer.err
    assert "hat die Person schon" not in join(folder, "--person", "ada", "--rolle", "sprecheramt", *SINCE).err


def test_m62_the_same_part_is_not_recorded_twice(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    assert join(folder, "--person", "mara", *SINCE).status == 0
    before = text(folder, MARA)
    again = join(folder, "--person", "mara", *SINCE)
    assert (again.status, text(folder, MARA)) == (2, before)
    assert "Das steht schon da (data/personen/p-mara-muster.yaml, Zeile" in again.err
    assert join(folder, "--person", "mara", "--datum", "2024-01-10", "--quelle", "X02").status == 0, "a second source"


def test_m62_of_several_stellen_one_has_to_be_named(tmp_path: Path) -> None:
    rows = (
        f"gruppe: ag-2, rolle: mitglied, datum: 2020-03, stelle: {each}" for each in ("agentur", "stadt-musterland")
    )
    folder = with_ada(tmp_path, *rows)
    answer = join(folder, "--person", "ada", *SINCE)
    assert (answer.status, answer.out) == (2, "")
    assert "Für welche:\n  --stelle agentur\n  --stelle stadt-musterland\n" in answer.err
    assert join(folder, "--person", "ada", "--stelle", "agentur", *SINCE).status == 0


def test_m62_what_validate_would_warn_of_is_said_when_it_is_written(tmp_path: Path) -> None:
    folder = with_ada(tmp_path, "gruppe: ag-1, rolle: sprecheramt, datum: 2024-01-10")
    answer = join(folder, "--person", "ada", "--rolle", "stellvertretung", *SINCE)
    assert answer.status == 0
    assert "Warnung[D615]" in answer.err
    assert "dkbm validate --strict meldet es aber" in answer.err
    assert "Warnung" not in join(folder, "--person", "mara", *SINCE).err, "only what is new"


# --- leaving ---


def test_m62_leaving_gives_the_open_part_an_end_and_its_source_a_second(tmp_path: Path) -> None:
    folder = with_ada(tmp_path, "gruppe: ag-1, rolle: mitglied, datum: 2020-03", "gruppe: ag-2, rolle: mitglied")
    before = text(folder)
    answer = leave(folder, *BIS)
    assert answer.status == 0, answer.err
    part = "{gruppe: ag-1, rolle: mitglied, datum: 2020-03, %squelle: X02}"
    expected = "bis: 2024-01-20, "
    assert text(folder) == before.replace(part % "", part % expected), "the source is the same, nothing else changed"
    again = leave(folder, *BIS)
    assert (again.status, "keine Aufgabe, die noch offen ist" in again.err) == (2, True)
    assert "Offen ist etwas in: ag-2." in again.err


@pytest.mark.parametrize(
    ("quelle", "given", "expected"),
    [("X02", "X01", "bis_quelle: X01, "), ("[X02, X01]", "X01", ""), ("X02", "X02,X01", "bis_quelle: [X02, X01], ")],
)
def test_m62_the_source_of_the_end_stands_with_the_end(quelle: str, given: str, expected: str, tmp_path: Path) -> None:
    rows = f"name: Ada\nnetzwerk:\n  - {{gruppe: ag-1, rolle: mitglied, datum: 2020-03, quelle: {quelle}}}\n"
    folder = lay_out(tmp_path, {AG_1: gruppe(), ADA: rows})
    assert leave(folder, "--datum", "2024-01", "--quelle", given).status == 0
    assert text(folder) == rows.replace(f", quelle: {quelle}", f", bis: 2024-01, {expected}quelle: {quelle}")
    screen = dkbm("netzwerk", "--person", "ada", cwd=folder).out
    assert ("Ende belegt durch" in screen) is (expected != "")


def test_m62_a_source_of_an_end_that_nobody_declared_is_an_error() -> None:
    rows = "gruppe: ag-1, rolle: mitglied, datum: 2020-03, bis: 2021-03, bis_quelle: X77"
    found = check_all(musterland({AG_1: gruppe(), **person("Ada", rows)}), date(2024, 1, 31)).diagnostics
    assert [each.code for each in found if each.code.startswith("D3")] == ["D310"]


def test_m62_of_several_attestations_the_last_one_ends(tmp_path: Path) -> None:
    folder = with_ada(tmp_path, *(f"gruppe: ag-1, rolle: sprecheramt, datum: {day}" for day in ("2021-05", "2020-03")))
    assert leave(folder, *BIS).status == 0
    parts = dataset(folder).documents[ADA].value["netzwerk"]
    assert [each.get("bis") for each in parts] == ["2024-01-20", None]
    found = dataset(folder)
    everyone, quellen = found.personen.values(), found.quellen
    on = {day: len(mitwirkungen(everyone, day, quellen, "ag-1")) for day in (date(2024, 1, 20), date(2024, 1, 21))}
    assert list(on.values()) == [1, 0]


TWO = ("gruppe: ag-1, rolle: mitglied, datum: 2020-03", 'gruppe: ag-1, rolle: stellvertretung, datum: "2021"')


def test_m62_several_open_parts_are_listed(tmp_path: Path) -> None:
    folder = with_ada(tmp_path, *TWO)
    answer = leave(folder, *BIS)
    assert answer.status == 2
    assert "  --rolle mitglied         belegt für März 2020\n  --rolle stellvertretung  belegt für 2021\n" in answer.err
    assert "bis" not in text(folder)


@pytest.mark.parametrize(("rolle", "ends"), [("mitglied", ["mitglied"]), ("alle", ["mitglied", "stellvertretung"])])
def test_m62_one_of_them_ends_or_all(rolle: str, ends: list[str], tmp_path: Path) -> None:
    folder = with_ada(tmp_path, *TWO)
    assert leave(folder, "--rolle", rolle, *BIS).status == 0
    assert [each["rolle"] for each in dataset(folder).documents[ADA].value["netzwerk"] if "bis" in each] == ends


def test_m62_an_end_before_the_beginning_is_not_written(tmp_path: Path) -> None:
    folder = with_ada(tmp_path, TWO[1])
    answer = leave(folder, "--datum", "2019", "--quelle", "X01")
    assert answer.status == 1
    assert "D606" in answer.err
    assert "bis" not in text(folder)


@pytest.mark.parametrize("datum", ["2023..2024", "..2023", "2024-02-01", "gestern"])
def test_an_end_is_a_time_that_has_come(datum: str, tmp_path: Path) -> None:
    folder = with_ada(tmp_path, TWO[0])
    answer = leave(folder, "--datum", datum, "--quelle", "X01")
    assert (answer.status, "--datum: " in answer.err) == (2, True)


@pytest.mark.parametrize(
    "rows",
    [
        ('gruppe: ag-1, rolle: vortrag, datum: "2021"',),  # a lecture does not go on
        ("gruppe: ag-1, rolle: mitglied, datum: 2020-03-15, bis: 2020-03-15",),  # for a day
        # attested within a time that another entry ends
        ("gruppe: ag-1, rolle: mitglied, datum: 2018, bis: 2020-12", "gruppe: ag-1, rolle: mitglied, datum: 2019-06"),
    ],
)
def test_what_is_over_cannot_end_again(rows: tuple[str, ...], tmp_path: Path) -> None:
    folder = with_ada(tmp_path, *(row.replace("2018,", '"2018",') for row in rows))
    assert "keine Aufgabe, die noch offen ist" in leave(folder, *BIS).err


# --- the guards, and both commands at a terminal ---


def test_m62_by_hand_the_same_file_results(tmp_path: Path) -> None:
    by_options, by_hand = (lay_out(tmp_path / name) for name in ("optionen", "hand"))
    assert join(by_options, "--person", "mara", *SINCE).status == 0
    lines = ["ag-1", "mara", "", "", "2024-01-10", "X01", "", "j"]
    status, screen = typed(lines, "record", "beitritt", cwd=by_hand)
    assert status == 0, screen
    assert text(by_hand, MARA) == text(by_options, MARA)
    assert "[landkreis-musterland]" in screen
    status, screen = typed(["2024-01-20", "X02", "j"], "record", "austritt", "ag-1", "--person", "mara", cwd=by_hand)
    assert status == 0, screen
    assert "datum: 2024-01-10, bis: 2024-01-20, bis_quelle: X02, quelle: X01}" in text(by_hand, MARA).replace(
        "\n      ", " "
    )


def test_at_a_terminal_it_is_asked_which_part_ends(tmp_path: Path) -> None:
    folder = with_ada(tmp_path, *TWO)
    lines = ["stellvertretung", "2024-01-20", "X02", "j"]
    status, screen = typed(lines, "record", "austritt", "ag-1", "--person", "ada", cwd=folder)
    assert status == 0, screen
    assert [each.get("bis") for each in dataset(folder).documents[ADA].value["netzwerk"]] == [None, "2024-01-20"]


def test_a_dry_run_shows_the_change_and_writes_nothing(tmp_path: Path) -> None:
    answer = dkbm("record", "beitritt", "ag-1", "--person", "mara", *SINCE, "--dry-run", cwd=lay_out(tmp_path))
    assert answer.status == 0
    assert "+  - {gruppe: ag-1, rolle: mitglied" in answer.out
    assert read_files(tmp_path) == musterland()


def test_s43_the_message_of_the_commit_names_nobody(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "Anfang"]):
        git(folder, *command)
    git(folder, "config", "user.name", "t")
    git(folder, "config", "user.email", "t@t")
    answer = join(folder, "--person", "mara", *SINCE, "--commit")
    assert answer.status == 0, answer.err
    assert git(folder, "log", "-1", "--format=%B").strip() == "ag-1: Beitritt, Mitglied, 10.01.2024 festgehalten"


PARTS = st.lists(
    st.tuples(st.sampled_from(["mitglied", "sprecheramt"]), st.integers(2010, 2020), st.booleans()), max_size=5
)


@given(PARTS)
def test_m62_after_leaving_nothing_of_it_goes_on(parts: list[tuple[str, int, bool]]) -> None:
    rows = [
        f'gruppe: ag-1, rolle: {rolle}, datum: "{year}"' + (f', bis: "{year}"' if over else "")
        for rolle, year, over in parts
    ]
    changes = {AG_1: gruppe(), **person("Ada", *(rows or ["gruppe: ag-2, rolle: mitglied"]))}
    before = load(musterland(changes)).dataset
    ada = before.personen["p-ada"]
    ending = list(offene(ada, "ag-1").values())
    assert {each.rolle for each in ending} <= {rolle for rolle, _, _ in parts}
    content = apply(ADA, changes[ADA].encode(), left(before.documents[ADA], ending, "2023-12-31", ["X01"]))
    after = load(musterland({**changes, ADA: content.decode()})).dataset
    assert offene(after.personen["p-ada"], "ag-1") == {}
    assert mitwirkungen(after.personen.values(), date(2024, 1, 1), after.quellen, "ag-1") == ()


def test_all_parts_end_also_where_there_is_just_one(tmp_path: Path) -> None:
    folder = with_ada(tmp_path, TWO[0])
    assert leave(folder, "--rolle", "alle", *BIS).status == 0
    assert "bis: 2024-01-20" in text(folder)


def test_a_person_whose_file_is_broken_is_told_from_one_nobody_knows(tmp_path: Path) -> None:
    folder = lay_out(tmp_path, {ADA: "name: [\n"})
    answer = join(folder, "--person", "p-ada", *SINCE)
    assert (answer.status, "data/personen/p-ada.yaml lässt sich nicht lesen." in answer.err) == (2, True)
