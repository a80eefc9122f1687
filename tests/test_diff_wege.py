"""What `dkbm diff` must not get wrong: gates on the way, plans, offices, other files, persons in findings (M 46)."""

import re
from pathlib import Path

import pytest

from tests.aenderungen import LANDKREIS, MARA, QUELLEN, STADT, added, changes, edited, in_folder, short, text
from tests.aufruf import dkbm
from tests.repositorium import call, own_settings
from tests.test_diff_cli import as_driver, by_git


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_settings(tmp_path, monkeypatch)


# The gates of a way of several steps

IN_1 = edited(LANDKREIS, "modul: 4, phase: 2, quelle: X01", "modul: 4, phase: 1, datum: 2022-03, quelle: X01")
PHASE_2 = "  - {ereignis: beginn, modul: 4, phase: 2, datum: 2023-01-15, quelle: X02}\n"
PHASE_3 = "  - {ereignis: beginn, modul: 4, phase: 3, datum: 2023-06-15, quelle: X02}\n"
ONCE = (
    "  - {ereignis: umsetzungsplan, modul: 4, datum: 2022-12-01, quelle: X02}\n"
    "  - {ereignis: reflexionsgespraech, modul: 4, datum: 2022-12-02, quelle: X02}\n"
)
AGAIN = ONCE.replace("2022-12", "2023-05")
WEGE = {
    "evidence of one gate": (
        ONCE + PHASE_3,
        ["Umsetzungsplan (3. Umsetzungsphase)", "Reflexionsgespräch (3. Umsetzungsphase)"],
    ),
    "the same, the phase between attested": (
        ONCE + PHASE_2 + PHASE_3,
        ["Umsetzungsplan (3. Umsetzungsphase)", "Reflexionsgespräch (3. Umsetzungsphase)"],
    ),
    "only of the later gate": (
        AGAIN + PHASE_2 + PHASE_3,
        ["Umsetzungsplan (2. Umsetzungsphase)", "Reflexionsgespräch (2. Umsetzungsphase)"],
    ),
    "of both": (ONCE + PHASE_2 + AGAIN + PHASE_3, []),
    "of none": (PHASE_2 + PHASE_3, ["Umsetzungsplan", "Reflexionsgespräch"]),
}  # fmt: skip


@pytest.mark.parametrize(("events", "fehlt"), WEGE.values(), ids=WEGE)
def test_m46_each_gate_on_the_way_asks_for_evidence_of_its_own(events: str, fehlt: list[str]) -> None:
    step = changes({LANDKREIS: IN_1[LANDKREIS] + events}, IN_1)[0]
    assert (step.art, step.vorher) == ("uebergang", "1")
    assert list(step.fehlt) == fehlt


def test_m46_a_kommune_that_comes_in_sideways_owes_no_gate_of_the_modules_before() -> None:
    region = "data/kommunen/region-ohnedaten.yaml"
    step = changes(added(region, "verlauf:\n  - {ereignis: beginn, modul: 3, datum: 2023-06, quelle: X02}\n"))[0]
    assert (step.art, step.fehlt) == ("uebergang", ())


# What happened and what is planned, and offices

BEGINN = "{ereignis: beginn, modul: 2, datum: 2018-07, quelle: X03}"
GEPLANT = "{ereignis: beginn, modul: 2, geplant: true, datum: 2018-07, quelle: X03}"
PLAENE = [
    ({}, edited(LANDKREIS, BEGINN, GEPLANT), "ereignis: Beginn Modul 2 (geplant) – Geplant: nein → ja", ""),
    (edited(LANDKREIS, BEGINN, GEPLANT), {}, "ereignis: Beginn Modul 2 – Geplant: ja → nein", None),
]


@pytest.mark.parametrize(("before", "after", "told", "grund"), PLAENE, ids=["now a plan", "no plan any more"])
def test_m46_an_event_that_is_a_plan_now_is_the_same_event(
    before: dict[str, str], after: dict[str, str], told: str, grund: str | None
) -> None:
    found = [each for each in changes(after, before) if each.art == "ereignis"]
    assert short(tuple(found)) == [told]
    assert found[0].grund == grund
    assert not found[0].entfallen


def test_m46_a_plan_out_of_an_event_is_told_with_a_missing_reason(tmp_path: Path) -> None:
    said = dkbm("diff", cwd=in_folder(tmp_path / "satz", edited(LANDKREIS, BEGINN, GEPLANT))).out
    assert "  geändert   Beginn Modul 2 (geplant) – Geplant: nein → ja" in said
    assert "1 ohne Begründung geändert oder entfallen" in said


def test_m46_another_date_of_an_office_is_a_change_of_it() -> None:
    after = edited(LANDKREIS, 'amt: landraetin, datum: "2017"', 'amt: landraetin, datum: "2018"')
    assert short(changes(after)) == ["leitung: Leitung – Datum: 2017 → 2018"]


# Called by git for the sources


def test_m46_git_names_the_kommune_that_a_source_moves(tmp_path: Path) -> None:
    root = in_folder(tmp_path / "satz", {QUELLEN: text(QUELLEN).replace("2022-02..2024-01", "2025-02..2025-03")})
    as_driver(root)
    answer = by_git(root, "diff")
    assert answer.returncode == 0, answer.stderr
    moves = re.findall(r"^  Übergang   (.*)$", answer.stdout, re.MULTILINE)
    assert moves
    assert all(each.startswith(("Landkreis Musterland: ", "Stadt Musterland: ")) for each in moves)


# Findings below the table


def comment(root: Path, *arguments: str) -> str:
    answer = dkbm("diff", "--format", "markdown", *arguments, cwd=root)
    assert answer.err == ""
    return answer.out


PERSONEN = {
    "a name that another file name follows from": (edited(MARA, "Mara Muster", "Mara Meister"), "D301"),
    "a person nobody knows": (edited(LANDKREIS, "ansprechperson: p-mara-muster", "ansprechperson: p-nie-da"), "D311"),
}


@pytest.mark.parametrize(("changed", "code"), PERSONEN.values(), ids=PERSONEN)
def test_m46_s43_findings_about_persons_are_counted_and_not_quoted(
    tmp_path: Path, changed: dict[str, str], code: str
) -> None:
    root = in_folder(tmp_path / "satz", changed)
    said = comment(root)
    assert f"\n- Fehler `{code}` 1-mal zu Personen, Inhalt nicht gezeigt\n" in said
    assert "Prüfung: 1 neuer Fehler" in said
    assert not re.search("mara|meister|p-nie-da|muster-", said.lower())
    assert "data/" in comment(root, "--intern").partition(f"`{code}`")[2]


def test_m46_s43_a_persons_file_that_cannot_be_read_is_not_named(tmp_path: Path) -> None:
    root = in_folder(tmp_path / "satz", {MARA: "name: [\n"})
    for call_ in (("diff",), ("diff", "--format", "markdown"), ("diff", "--format", "json")):
        answer = dkbm(*call_, cwd=root)
        assert answer.status == 1
        said = " ".join((answer.out + answer.err).split())
        assert "eine Datei zu einer Person, Inhalt nicht gezeigt (Ordner)" in said
        assert "mara" not in said
        shown = dkbm(*call_, "--intern", cwd=root)
        assert MARA in shown.out + shown.err


def test_s43_the_finding_about_a_persons_file_name_does_not_spell_the_name(tmp_path: Path) -> None:
    root = in_folder(tmp_path / "satz", edited(MARA, "Mara Muster", "Mara Meister"))
    for form in ("text", "json", "github", "gitlab", "sarif", "markdown"):
        answer = dkbm("validate", "--only", "D301", "--format", form, cwd=root)
        assert answer.status == 1
        assert "p-mara-meister" not in answer.out + answer.err, form


def test_m46_the_comment_holds_what_validate_since_would_find(tmp_path: Path) -> None:
    """Taken past two modules: nothing in the folder itself is wrong, the way there is."""
    jump = edited(STADT, "modul: 3, datum: 2020-09", "modul: 1, datum: 2020-09")[STADT]
    before = {
        STADT: jump.replace("{ereignis: genannt, modul: 3, quelle: X01}", "{ereignis: genannt, modul: 1, quelle: X01}")
    }
    root = in_folder(tmp_path / "satz", before)
    call(root, "commit", "-q", "-a", "-m", "Modul 1")
    (root / STADT).write_text(before[STADT] + "  - {ereignis: beginn, modul: 3, datum: 2024-01-10, quelle: X02}\n")
    since = dkbm("validate", "--since", "HEAD", cwd=root)
    assert "D501" in since.out
    said = comment(root)
    assert "Prüfung: 1 neuer Fehler" in said
    assert re.search(rf"- Fehler `D501` `{STADT}:\d+`", said)
