"""A few points of the fault harness; `make proof` tries all of them (S 79–82, 85)."""

import os
from collections import Counter
from pathlib import Path

import pytest

from tests.fehler import strace
from tests.fehler.abbruch import OLD, SCENARIOS, Scenario, count_calls, cut_everywhere
from tests.fehler.faelle import cases
from tests.fehler.lage import Case, judge, reset, state, workshop
from tests.fehler.strace import FAULTS, Point, driver, hit_all, learn, points

needs_strace = pytest.mark.skipif(not strace.available(), reason="not run: strace is missing (Debian: strace)")
DECISIVE = ("openat", "write", "fchmod", "fsync", "rename", "unlink")


def sample(chosen: list[Point]) -> list[Point]:
    """Each kind of fault and each decisive call at least once, spread over the change: a dozen points."""
    last = {point.call: point.number for point in chosen}
    pairs = [(call, FAULTS[number % len(FAULTS)]) for number, call in enumerate(DECISIVE)]
    killed = [Point(call, last[call], "KILL") for call in DECISIVE if call in last]
    failed = [next((point for point in chosen if (point.call, point.fault) == pair), None) for pair in pairs]
    return [*killed, *(point for point in failed if point is not None)]


TRIED = {name: (files, command) for name, files, command in cases()}


@needs_strace
@pytest.mark.parametrize("name", ["store.write, drei Dateien", "dkbm record"])
def test_s79_s80_the_real_program_leaves_old_or_new_at_every_fault(name: str) -> None:
    files, command = TRIED[name]
    with workshop() as folder:
        root = folder / "satz"
        root.mkdir()
        case = learn(name, command(root), root, files)
        everything = points(case, root)
        outcomes = list(hit_all(case, root, sample(everything)))
    assert {point.fault for point in everything} == set(FAULTS)
    assert [outcome for outcome in outcomes if not outcome.ok] == []
    assert {outcome.verdict for outcome in outcomes} == {"alt", "neu"}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only systems with fork")
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_s79_s85_killed_anywhere_all_files_are_old_or_all_are_new(scenario: Scenario) -> None:
    with workshop() as folder:
        root = folder / "satz"
        root.mkdir()
        assert count_calls(root, scenario) > 300
        verdicts = Counter(cut_everywhere(root, scenario, 100, seed=79))
    assert set(verdicts) == ({"neu"} if scenario.twice else {"alt", "neu"})


def test_the_judge_knows_a_torn_file_a_mixture_and_litter(tmp_path: Path) -> None:
    old, new = {"data/a.yaml": b"1", "data/b.yaml": b"1"}, {"data/a.yaml": b"2", "data/b.yaml": b"2"}
    reset(tmp_path, old)
    assert judge(tmp_path, old, new) == "alt"
    (tmp_path / "data/a.yaml").write_bytes(b"2")
    assert judge(tmp_path, old, new).startswith("gemischt")
    (tmp_path / "data/a.yaml").write_bytes(b"")
    assert "weder alt noch neu" in judge(tmp_path, old, new)
    reset(tmp_path, new)
    (tmp_path / "data/.a.yaml.dkbm-neu").touch()
    assert judge(tmp_path, old, new).startswith("Reste")
    assert state(tmp_path) == new


UNSAFE = """
import sys
name = sys.argv[1]
with open(name + "/data/.dkbm-lock", "x"): pass
with open(name + "/data/a.yaml", "w") as file:
    file.write("a: 2\\n")
import os; os.unlink(name + "/data/.dkbm-lock")
"""


@needs_strace
def test_the_harness_finds_what_a_careless_program_breaks() -> None:
    with workshop() as folder:
        root = folder / "satz"
        root.mkdir()
        case = learn("careless", [*driver(root)[:1], "-c", UNSAFE, str(root)], root, {"data/a.yaml": b"a: 1\n"})
        kills = [point for point in points(case, root) if point.fault == "KILL"]
        wrong = [outcome for outcome in hit_all(case, root, kills) if "weder alt noch neu" in outcome.verdict]
    assert isinstance(case, Case)
    assert wrong


@needs_strace
@pytest.mark.parametrize("call", ["openat", "write", "fsync", "fchmod", "read"])
def test_s81_a_call_that_a_signal_interrupts_is_repeated(call: str) -> None:
    with workshop() as folder:
        root = folder / "satz"
        root.mkdir()
        case = learn("driver", driver(root, "data/a.yaml"), root, OLD)
        last = max(point.number for point in points(case, root) if point.call == call)
        (outcome,) = hit_all(case, root, [Point(call, last, "EINTR")])
    assert (outcome.verdict, outcome.ok) == ("neu", True)
