"""Edges that must not be crossed unsaid: results over sources, other schema versions, gates, documents left behind."""

from pathlib import Path

import pytest

from dkbm.store.worktree import read_files
from tests.aufruf import dkbm, lay_out
from tests.muster import musterland
from tests.schritte import AM, DATEI, GESPRAECH, HEUTE, IN_4_1, PLAN, advance, content, git, land, repository

KOMMUNE = "data/kommunen/landkreis-musterland.yaml"


@pytest.mark.parametrize("target", [KOMMUNE, "dkbm.yaml", "data/neu.csv", "schemas/neu.json", ".git/config"])
def test_a_result_never_takes_the_place_of_a_source(tmp_path: Path, target: str) -> None:
    lay_out(tmp_path, {})
    repository(tmp_path)
    before = read_files(tmp_path)
    answer = dkbm("list", "--format", "csv", "-o", target, cwd=tmp_path)
    assert answer.status == 2
    assert "gehört zum Datensatz" in answer.err
    assert read_files(tmp_path) == before
    assert git(tmp_path, "status", "--porcelain") == ""


@pytest.mark.parametrize("version", ["0", "2"])
@pytest.mark.parametrize("command", [("record", "interview"), ("advance",)])
def test_m10_nothing_is_written_into_a_dataset_of_another_version(
    tmp_path: Path, version: str, command: tuple[str, ...]
) -> None:
    root = land(tmp_path, IN_4_1 + PLAN + GESPRAECH)
    kopf = musterland()["dkbm.yaml"].decode().replace("schema: 1", f"schema: {version}")
    (root / "dkbm.yaml").write_text(kopf, encoding="utf-8")
    before = content(root)
    answer = dkbm(*command, "Beispielau", *AM, "--ja", cwd=root, heute=HEUTE)
    assert answer.status == 2
    assert f"Fassung {version}" in answer.err
    assert content(root) == before


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [(", quelle: X01}", "}", "D102"), ("quelle: X01}", "quelle: X99}", "D310")],
)
def test_status_answers_nothing_that_rests_on_an_unknown_source(
    tmp_path: Path, before: str, after: str, code: str
) -> None:
    root = land(tmp_path, IN_4_1.replace(before, after))
    answer = dkbm("status", "Beispielau", cwd=root)
    assert (answer.status, answer.out) == (1, "")
    assert "quelle" in answer.err.casefold()
    assert f"[{code}]" in dkbm("validate", cwd=root).out


def test_m31_a_plan_for_the_next_phase_counts_once_the_present_one_has_begun(tmp_path: Path) -> None:
    plan = PLAN.replace("modul: 4,", "modul: 4, phase: 2,")
    assert advance(land(tmp_path, IN_4_1 + plan + GESPRAECH), *AM, "--ja").status == 0


def test_m31_a_plan_for_a_phase_long_gone_does_not_count(tmp_path: Path) -> None:
    later = IN_4_1.replace("phase: 1", "phase: 2")
    plan = PLAN.replace("modul: 4,", "modul: 4, phase: 1,")
    assert advance(land(tmp_path, later + plan + GESPRAECH), *AM, "--ja").status == 3


def test_m32_what_advance_writes_has_the_form_of_the_dataset(tmp_path: Path) -> None:
    root = land(tmp_path, IN_4_1)
    assert advance(root, *AM, "--ausnahme", "Bericht folgt", "--ausnahme-bis", "2027-01", "--ja").status == 0
    assert dkbm("format", "--check", DATEI, cwd=root, heute=HEUTE).status == 0


def test_m8_the_document_goes_into_the_same_commit(tmp_path: Path) -> None:
    root = repository(land(tmp_path, IN_4_1))
    (root / "belege").mkdir()
    (root / "belege" / "plan.txt").write_text("Plan\n", encoding="utf-8")
    options = ("--datum", "2025-05-10", "--quelle", "X01", "--datei", "belege/plan.txt")
    answer = dkbm(
        "record", "umsetzungsplan", "Beispielau", "--modul", "4", *options, "--ja", "--commit", cwd=root, heute=HEUTE
    )
    assert answer.status == 0, answer.err
    assert set(git(root, "show", "--format=", "--name-only", "HEAD").split()) == {DATEI, "belege/plan.txt"}


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("beginn", "--modul", "4", "--phase", "2"), ["Umsetzungsplan", "Reflexionsgespräch"]),
        (("abschluss", "--modul", "3"), ["Abschlussgespräch", "Prozessdokumentation"]),
    ],
)
def test_m31_a_step_recorded_past_its_gate_is_said(
    tmp_path: Path, arguments: tuple[str, ...], named: list[str]
) -> None:
    kind, *where = arguments
    root = land(tmp_path, IN_4_1)
    answer = dkbm("record", kind, "Beispielau", *where, *AM, "--ja", cwd=root, heute=HEUTE)
    assert answer.status == 0, answer.err
    assert "ohne Nachweis" in answer.err
    assert all(name in answer.err for name in named)


def test_m31_a_step_recorded_with_its_evidence_is_not_remarked_on(tmp_path: Path) -> None:
    root = land(tmp_path, IN_4_1 + PLAN + GESPRAECH)
    answer = dkbm("record", "beginn", "Beispielau", "--modul", "4", "--phase", "2", *AM, "--ja", cwd=root, heute=HEUTE)
    assert "ohne Nachweis" not in answer.err


def test_a_missing_choice_is_listed_in_one_line(tmp_path: Path) -> None:
    answer = dkbm("new", cwd=lay_out(tmp_path, {}))
    assert answer.status == 2
    assert "Zur Wahl stehen: kommune, ag, person, beispiel, quelle" in answer.err
