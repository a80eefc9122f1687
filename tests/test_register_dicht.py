"""What a Kommune entrusted, and who looks after it, is repeated in no log: not by a check, a form, a commit (S 43)."""

from pathlib import Path

import pytest

from tests.aufruf import dkbm, lay_out
from tests.muster import musterland
from tests.repositorium import call, committed, edit, own_settings

KOMMUNE = "data/kommunen/landkreis-musterland.yaml"
KANARIE = "Kanariastatistik"
FLIESSEND = f"unterlagen:\n  - {{id: u-1,   titel: {KANARIE}, ablage: {KANARIE}ablage, quelle: X01}}\n"
"""Valid, and not in the form that `format` gives it."""


__all__ = ["own_settings"]


def land(root: Path, register: str) -> Path:
    return lay_out(root, {KOMMUNE: musterland()[KOMMUNE].decode() + register})


@pytest.mark.parametrize(
    "register",
    [
        FLIESSEND.replace("ablage:", "wann: 2022-03, ablage:"),
        FLIESSEND.replace(f"titel: {KANARIE}", f"titel: [{KANARIE}"),
        f"unterlagen:\n  - id: u-1\n    titel: {KANARIE}\n    titel: {KANARIE}\n    quelle: X01\n",
        f"betreuung:\n  - {{person: p-tom-test, bemerkung: {KANARIE}, wann: 2020, quelle: X01}}\n",
    ],
    ids=["unknown key", "broken", "twice", "betreuung"],
)
def test_s43_a_finding_in_a_register_shows_its_place_and_no_line(register: str, tmp_path: Path) -> None:
    answer = dkbm("validate", cwd=land(tmp_path, register))
    assert answer.status == 1
    assert f"{KOMMUNE}:" in answer.out
    assert KANARIE not in answer.out + answer.err


def test_s43_a_finding_elsewhere_in_the_same_file_still_shows_its_line(tmp_path: Path) -> None:
    answer = dkbm("validate", cwd=land(tmp_path, f"{FLIESSEND}bemerkungen: hier\n"))
    assert "bemerkungen: hier" in answer.out
    assert KANARIE not in answer.out


@pytest.mark.parametrize("wie", ["--check", "--dry-run"])
def test_s43_the_form_of_a_register_is_corrected_without_showing_it(wie: str, tmp_path: Path) -> None:
    answer = dkbm("format", wie, cwd=land(tmp_path, FLIESSEND))
    assert f"{KOMMUNE} weicht ab (Inhalt nicht gezeigt)" in answer.out
    assert KANARIE not in answer.out + answer.err


def test_s43_a_finding_on_who_looks_after_a_kommune_names_nobody(tmp_path: Path) -> None:
    zwei = "".join(
        f"  - {{person: {who}, datum: 2020-01-01, quelle: X02}}\n" for who in ("p-tom-test", "p-mara-muster")
    )
    answer = dkbm(
        "validate", "--hinweise", "--only", "D630", "--only", "D633", cwd=land(tmp_path, f"betreuung:\n{zwei}")
    )
    assert "D630" in answer.out
    assert "p-" not in answer.out.replace("p-…", "")


def test_s43_the_commit_of_a_handover_names_nobody(tmp_path: Path) -> None:
    root = committed(tmp_path)
    edit(root, KOMMUNE, "betreuung:\n  - {person: p-tom-test, datum: 2018-01-15, quelle: X02}\n")
    call(root, "commit", "-qam", "Betreuung")
    common = ("record", "betreuung", "99001", "--quelle", "X02", "--ja", "--commit")
    assert dkbm(*common, "--person", "p-mara-muster", "--datum", "2020-03-01", cwd=root).status == 0
    assert dkbm(*common, "--bis", "2021-12-31", cwd=root).status == 0
    subjects = call(root, "log", "-2", "--format=%B")
    assert "p-" not in subjects
    assert "Landkreis Musterland: Übergabe am 01.03.2020 festgehalten" in subjects
    assert "Landkreis Musterland: Zuständigkeit bis 31.12.2021 festgehalten" in subjects
