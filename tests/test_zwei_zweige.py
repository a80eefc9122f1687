"""Two people advance the same Kommune on two branches; git merges the text, `validate` finds what it means (M 37)."""

from pathlib import Path

import pytest

from tests.aufruf import dkbm
from tests.schritte import AM, DATEI, HEUTE, IN_4_1, OFFEN_4_2, advance, git, land, repository

BEGINN = "  - {{ereignis: beginn, modul: 4, phase: 2, datum: {}, quelle: X01}}\n"


def test_m37_a_double_transition_after_a_textual_merge_is_found(tmp_path: Path) -> None:
    root = land(tmp_path, OFFEN_4_2)
    (root / ".gitattributes").write_text("*.yaml merge=union\n", encoding="utf-8")
    repository(root)
    git(root, "switch", "-qc", "anna")
    assert advance(root, *AM, "--ja", "--commit").status == 0
    git(root, "switch", "-q", "main")
    assert advance(root, "--datum", "2026-07", "--quelle", "X02", "--ja", "--commit").status == 0
    git(root, "tag", "davor")
    git(root, "merge", "-q", "--no-edit", "anna")
    text = (root / DATEI).read_text(encoding="utf-8")
    assert text.count("ereignis: beginn, modul: 4, phase: 2") == 2
    for since in ((), ("--since", "davor")):
        answer = dkbm("validate", *since, cwd=root, heute=HEUTE)
        assert answer.status == 1
        assert "Fehler[D208] Das ist ein doppelter Übergang: Beginn von Modul 4, Phase 2" in answer.out
        assert answer.out.count("Fehler[") == 1


def test_m37_the_same_step_on_both_branches_is_one(tmp_path: Path) -> None:
    root = repository(land(tmp_path, OFFEN_4_2))
    git(root, "switch", "-qc", "anna")
    assert advance(root, *AM, "--ja", "--commit").status == 0
    git(root, "switch", "-q", "main")
    assert advance(root, *AM, "--ja", "--commit").status == 0
    git(root, "merge", "-q", "--no-edit", "anna")
    assert dkbm("validate", cwd=root, heute=HEUTE).status == 0


@pytest.mark.parametrize(
    ("events", "codes"),
    [
        (BEGINN.format("2026-05") + BEGINN.format("2026-06-15"), ["D208"]),
        # less precise, and the same time within it
        (BEGINN.format("2026-06") + BEGINN.format("2026-06-15"), ["D208"]),
        (BEGINN.format("2024-01..2026-06") + BEGINN.format("2026-06-15"), ["D208"]),
        # three of them are two too many
        ("".join(map(BEGINN.format, ("2026-05", "2026-06", "2026-07"))), ["D208", "D208"]),
        # also on the same day; a plan, another phase and no date are none
        (BEGINN.format("2026-06-15") + BEGINN.format("2026-06-15"), ["D208"]),
        (BEGINN.format("2026-05") + BEGINN.format("2026-06").replace("quelle", "geplant: true, quelle"), []),
        (BEGINN.format("2026-05") + BEGINN.format("2026-06").replace("phase: 2", "phase: 3"), []),
        (BEGINN.format("2026-05") + BEGINN.format("2026-06").replace("datum: 2026-06, ", ""), []),
        # what makes it begin anew: a pause, leaving, the end, a list that leaves it out, another module
        *((BEGINN.format("2022-05") + f"  - {{ereignis: {between}, datum: 2024-05, quelle: X02}}\n"
           + BEGINN.format("2026-06"), [])
          for between in ("pause", "ausstieg", "nicht_genannt", "abschluss, modul: 4, phase: 2", "beginn, modul: 1")),
        # what only repeats it does not
        *((BEGINN.format("2022-05") + f"  - {{ereignis: genannt, datum: 2024-05{more}, quelle: X01}}\n"
           + BEGINN.format("2026-06"), ["D208"])
          for more in ("", ", modul: 4", ", modul: 4, phase: 2")),
        # corrected knowingly
        (BEGINN.format("2026-05")
         + "  - {ereignis: beginn, modul: 4, phase: 2, datum: 2026-06, quelle: X01,\n"
         + "     korrektur: {datum: 2026-07-01, grund: Zahlendreher}}\n", []),
    ],
)  # fmt: skip
def test_what_is_a_double_transition(tmp_path: Path, events: str, codes: list[str]) -> None:
    answer = dkbm("validate", cwd=land(tmp_path, IN_4_1 + events), heute=HEUTE)
    found = [line.partition("[")[2][:4] for line in answer.out.splitlines() if ": Fehler[" in line]
    assert found == codes, answer.out


def test_the_end_of_a_module_counts_once_too(tmp_path: Path) -> None:
    ends = "".join(
        f"  - {{ereignis: abschluss, modul: 3, datum: {day}, quelle: X01}}\n" for day in ("2020-05", "2020-06")
    )
    answer = dkbm("validate", cwd=land(tmp_path, ends), heute=HEUTE)
    assert answer.status == 1
    assert "doppelter Übergang: Abschluss von Modul 3 ist schon eingetragen (Mai 2020)." in answer.out
