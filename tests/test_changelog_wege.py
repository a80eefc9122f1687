"""`dkbm changelog`: each dated transition by itself, as `dkbm sachstand` counts; a correction is none (M 48)."""

import json
from pathlib import Path

import jsonschema
import pytest

from tests.aenderungen import LANDKREIS, QUELLEN, STADT, edited, text
from tests.aufruf import dkbm
from tests.geschichtsbau import Fassung, build
from tests.muster import musterland
from tests.repositorium import own_settings
from tests.staende import at
from tests.test_changelog import SCHEMA

JULI = at("2026-07-10T10:00:00+02:00")
PHASE_3 = "  - {ereignis: beginn, modul: 4, phase: 3, datum: 2026-07-15, quelle: X02}\n"
ABSCHLUSS = "  - {ereignis: abschluss, modul: 4, datum: 2026-09-20, quelle: X02}\n"
PAUSE = (
    "  - {ereignis: pause, datum: 2026-07-15, quelle: X02}\n"
    "  - {ereignis: wiederaufnahme, modul: 4, phase: 2, datum: 2026-09-20, quelle: X02}\n"
)
PERIOD = ("--von", "2026-07-01", "--bis", "2026-09-30")


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_settings(tmp_path, monkeypatch)


def recorded(root: Path, before: dict[str, str], after: dict[str, str]) -> Path:
    """Musterland with `before` recorded in June, with `after` in July."""
    fassungen = [
        Fassung(at("2026-06-01T10:00:00+02:00"), "Anfang", {**musterland(), **before}),
        Fassung(JULI, "Fortgeschrieben", after),
    ]
    build(root, fassungen)
    return root


def sections(root: Path, *arguments: str) -> dict[str, list[str]]:
    """The items below each heading of the Markdown."""
    answer = dkbm("changelog", *PERIOD, "--format", "markdown", *arguments, cwd=root, heute="2026-11-22")
    assert (answer.status, answer.err) == (0, "")
    found: dict[str, list[str]] = {"": []}
    for line in answer.out.splitlines():
        if line.startswith("### "):
            found[line.removeprefix("### ")] = []
        elif line:
            found[list(found)[-1]].append(line)
    return found


def counted(root: Path) -> int:
    """How many transitions `dkbm sachstand` counts into the quarter."""
    call = ("sachstand", "--von", "2026-07", "--bis", "2026-09", "--je", "quartal", "--format", "json")
    answer = dkbm(*call, cwd=root, heute="2026-11-22")
    assert answer.status == 0, answer.err
    return sum(len(each["uebergaenge"]) for each in json.loads(answer.out)["zeitraeume"])


def plain(lines: list[str]) -> list[str]:
    return [line.removeprefix("- ").partition(" (X")[0] for line in lines if line.startswith("- ")]


ZWEI = {
    "on and then closed": (
        PHASE_3 + ABSCHLUSS,
        [
            "Landkreis Musterland wechselte am 15.07.2026 in Modul 4 Weiterentwicklung, 3. Umsetzungsphase, "
            "zuvor Modul 4 Weiterentwicklung, 2. Umsetzungsphase",
            "Landkreis Musterland schloss am 20.09.2026 Modul 4 Weiterentwicklung ab, "
            "zuvor Modul 4 Weiterentwicklung, 3. Umsetzungsphase",
        ],
    ),
    "paused, and back where it was": (
        PAUSE,
        [
            "Landkreis Musterland pausiert am 15.07.2026, zuvor Modul 4 Weiterentwicklung, 2. Umsetzungsphase",
            "Landkreis Musterland wechselte am 20.09.2026 in Modul 4 Weiterentwicklung, 2. Umsetzungsphase, "
            "zuvor pausiert in Modul 4 Weiterentwicklung, 2. Umsetzungsphase",
        ],
    ),
}


@pytest.mark.parametrize(("events", "told"), ZWEI.values(), ids=ZWEI)
def test_m48_two_dated_transitions_are_both_told(tmp_path: Path, events: str, told: list[str]) -> None:
    root = recorded(tmp_path / "satz", {}, {LANDKREIS: text(LANDKREIS) + events})
    found = sections(root)
    assert plain(found["Übergänge im Zeitraum"]) == told
    assert counted(root) == 2
    assert " 2 Übergänge fallen in den Zeitraum." in found[""][1]


def test_m48_a_source_that_merely_names_a_place_within_the_period_dates_no_transition(tmp_path: Path) -> None:
    named = "  - {ereignis: genannt, modul: 4, phase: 3, datum: 2026-08-15, quelle: X02}\n"
    root = recorded(tmp_path / "satz", {}, {LANDKREIS: text(LANDKREIS) + named})
    found = sections(root)
    assert counted(root) == 0
    assert "Übergänge im Zeitraum" not in found
    assert "einen Tag nennt keine Quelle" in found["Nachgetragene Übergänge"][0]


WAR = "Modul 4 Weiterentwicklung, 2. Umsetzungsphase"
IN_3 = "Modul 4 Weiterentwicklung, 3. Umsetzungsphase"
BEGINN_3 = "  - {ereignis: beginn, modul: 4, phase: 3, datum: 2025-05-15, quelle: X02}\n"
AUSTRITT = "  - {ereignis: ausstieg, datum: 2025-05-15, quelle: X02}\n"
RUECK = {
    "an event is gone": (
        {LANDKREIS: text(LANDKREIS) + BEGINN_3},
        {LANDKREIS: text(LANDKREIS)},
        f"Landkreis Musterland steht für den 30.06.2026 in {WAR} statt in {IN_3}.",
    ),
    "an event says a later phase": (
        {},
        edited(LANDKREIS, "modul: 4, phase: 2", "modul: 4, phase: 3"),
        f"Landkreis Musterland steht für den 30.06.2026 in {IN_3} statt in {WAR}.",
    ),
    "it never left": (
        {LANDKREIS: text(LANDKREIS) + AUSTRITT},
        {LANDKREIS: text(LANDKREIS)},
        f"Landkreis Musterland: für den 30.06.2026 heißt es »{WAR}« statt »ausgeschieden«.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "told"), RUECK.values(), ids=RUECK)
def test_m48_what_was_known_wrongly_is_a_correction(
    tmp_path: Path, before: dict[str, str], after: dict[str, str], told: str
) -> None:
    root = recorded(tmp_path / "satz", before, after)
    answer = dkbm("changelog", *PERIOD, "--format", "json", cwd=root, heute="2026-11-22")
    jsonschema.validate(json.loads(answer.out), SCHEMA)
    assert json.loads(answer.out)["abschnitte"]["berichtigungen"][0]["art"] == "uebergang"
    found = sections(root)
    assert f"- {told}" in found["Berichtigungen"]
    assert "wechselte" not in json.dumps(found, ensure_ascii=False)
    assert not {"Übergänge im Zeitraum", "Nachgetragene Übergänge"} & set(found)
    assert "Übergang" not in found[""][1]


def test_m48_a_correction_and_a_step_after_it_are_two_things(tmp_path: Path) -> None:
    """Phase 2 was a mistake for phase 1; in August it went on to phase 2."""
    back = edited(LANDKREIS, "modul: 4, phase: 2", "modul: 4, phase: 1")[LANDKREIS]
    step = "  - {ereignis: beginn, modul: 4, phase: 2, datum: 2026-08-15, quelle: X02}\n"
    root = recorded(tmp_path / "satz", {}, {LANDKREIS: back + step, STADT: text(STADT)})
    found = sections(root)
    assert plain(found["Übergänge im Zeitraum"]) == [
        f"Landkreis Musterland wechselte am 15.08.2026 in {WAR}, zuvor Modul 4 Weiterentwicklung, 1. Umsetzungsphase"
    ]
    assert (
        "- Landkreis Musterland steht für den 30.06.2026 in Modul 4 Weiterentwicklung, 1. Umsetzungsphase "
        f"statt in {WAR}." in found["Berichtigungen"]
    )
    assert counted(root) == 1


def test_m48_a_source_of_another_time_corrects(tmp_path: Path) -> None:
    later = {QUELLEN: text(QUELLEN).replace("2022-02..2024-01", "2027-02..2027-03")}
    found = sections(recorded(tmp_path / "satz", {}, later))
    assert any(line.startswith("- Landkreis Musterland") and "30.06.2026" in line for line in found["Berichtigungen"])
    assert "wechselte" not in json.dumps(found, ensure_ascii=False)
