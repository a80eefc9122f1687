"""A step without its evidence: documented with a reason, visible, and found when its time is over (M 32)."""

from pathlib import Path

import pytest

from dkbm.text.reader import read
from tests.aufruf import dkbm
from tests.schritte import AM, DATEI, GESPRAECH, HEUTE, IN_4_1, OFFEN_4_2, PLAN, advance, content, git, land, repository

GRUND = "Das Gespräch ist auf den Herbst verlegt"


def last_event(root: Path) -> dict[str, object]:
    document, _ = read(DATEI, content(root))
    assert document is not None
    event: dict[str, object] = document.value["verlauf"][-1]
    return event


@pytest.mark.parametrize("grund", ["", "  "])
def test_m32_an_exception_needs_a_reason(tmp_path: Path, grund: str) -> None:
    root = land(tmp_path, IN_4_1)
    before = content(root)
    answer = advance(root, *AM, "--ausnahme", grund, "--ja")
    assert (answer.status, answer.out) == (2, "")
    assert "Eine Ausnahme braucht einen Grund." in answer.err
    assert content(root) == before


def test_m32_it_is_written_with_its_day_and_stays_visible(tmp_path: Path) -> None:
    root = land(tmp_path, IN_4_1 + PLAN)
    answer = advance(root, *AM, "--ausnahme", GRUND, "--ja")
    assert answer.status == 0, answer.err
    event = last_event(root)
    assert (event["modul"], event["phase"], event["datum"]) == (4, 2, "2026-06-15")
    assert event["ausnahme"] == {"grund": GRUND, "datum": HEUTE}
    for later in (HEUTE, "2031-01-01"):
        text = " ".join(dkbm("status", "Beispielau", "--stichtag", later, cwd=root, heute=later).out.split())
        assert f"Ausnahme Beginn Modul 4 Phase 2: {GRUND} (festgehalten 22.11.2026, ohne Frist)" in text
    assert dkbm("validate", "--strict", cwd=root, heute="2031-01-01").status == 0


@pytest.mark.parametrize(
    ("heute", "more", "status"),
    [
        ("2027-03-31", "", 0),  # the last day
        ("2027-04-01", "", 1),
        ("2027-04-01", GESPRAECH, 0),  # made good
        ("2027-04-01", GESPRAECH.replace("reflexionsgespraech", "interview"), 1),
        ("2027-04-01", GESPRAECH.replace("2026-06-02", "2027-05-01"), 1),  # still to come
    ],
)
def test_m32_an_expired_exception_is_found(tmp_path: Path, heute: str, more: str, status: int) -> None:
    root = land(tmp_path, IN_4_1 + PLAN)
    assert advance(root, *AM, "--ausnahme", GRUND, "--ausnahme-bis", "2027-03-31", "--ja").status == 0
    (root / DATEI).write_text(content(root).decode() + more, encoding="utf-8")
    answer = dkbm("validate", "--strict", cwd=root, heute=heute)
    assert answer.status == status, answer.out
    assert ("Warnung[D209]" in answer.out) == bool(status)
    assert dkbm("validate", cwd=root, heute=heute).status == 0
    shown = "abgelaufen 31.03.2027" if heute > "2027-03-31" else "gilt bis 31.03.2027"
    text = dkbm("status", "Beispielau", cwd=root, heute=heute).out
    assert shown in " ".join(text.split())


@pytest.mark.parametrize(
    ("evidence", "excused"),
    [
        ((("umsetzungsplan", 4),), ["abschluss", "beginn"]),
        ((("abschlussgespraech", 3), ("prozessdokumentation", 3)), ["beginn"]),
    ],
)
def test_m32_each_gate_that_is_not_met_is_named_by_its_own_step(
    tmp_path: Path, evidence: tuple[tuple[str, int], ...], excused: list[str]
) -> None:
    lines = (f"  - {{ereignis: {art}, modul: {modul}, datum: 2026-05, quelle: X01}}\n" for art, modul in evidence)
    root = land(tmp_path, "  - {ereignis: beginn, modul: 3, datum: 2020-01, quelle: X01}\n" + "".join(lines))
    assert advance(root, *AM, "--ausnahme", GRUND, "--ja").status == 0
    document, _ = read(DATEI, content(root))
    assert document is not None
    assert [event["ereignis"] for event in document.value["verlauf"] if "ausnahme" in event] == excused


def test_m32_without_a_gap_there_is_no_exception(tmp_path: Path) -> None:
    root = land(tmp_path, OFFEN_4_2)
    answer = advance(root, *AM, "--ausnahme", GRUND, "--ja")
    assert answer.status == 0
    assert "die Ausnahme ist nicht nötig" in answer.err
    assert "ausnahme" not in last_event(root)


@pytest.mark.parametrize(("nach", "phase"), [("4.3", 3), ("3", None)])
def test_m32_with_a_reason_steps_may_be_left_out_or_taken_back(tmp_path: Path, nach: str, phase: int | None) -> None:
    root = land(tmp_path, OFFEN_4_2)
    answer = advance(root, *AM, "--nach", nach, "--ausnahme", GRUND, "--ja")
    assert answer.status == 0, answer.err
    event = last_event(root)
    assert (event.get("modul"), event.get("phase")) == (int(nach[0]), phase)
    assert event["ausnahme"] == {"grund": GRUND, "datum": HEUTE}


def test_the_commit_says_that_it_was_an_exception(tmp_path: Path) -> None:
    root = repository(land(tmp_path, IN_4_1 + PLAN))
    assert advance(root, *AM, "--ausnahme", GRUND, "--ja", "--commit").status == 0
    assert git(root, "log", "-1", "--format=%s") == (
        "Landkreis Beispielau: 2. Umsetzungsphase seit 15.06.2026 (X01), Ausnahme: ohne Reflexionsgespräch\n"
    )
