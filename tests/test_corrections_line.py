"""`dkbm corrections` where no straight way leads from what was reported to what is known, and what it never shows."""

from pathlib import Path

import pytest

from tests.aufruf import dkbm
from tests.geschichtsbau import fingerprint
from tests.korrekturen import LATE, TEXT, as_json, ask, history, listed
from tests.repositorium import KOMMUNE, call, edit, own_settings


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_settings(tmp_path, monkeypatch)


# The line between the two


def test_a_branch_that_was_rewritten_is_said_and_no_commit_is_named(tmp_path: Path) -> None:
    root = history(tmp_path, ("alt", {KOMMUNE: TEXT + "# alt\n"}))
    call(root, "tag", "berichtet")
    call(root, "reset", "-q", "--hard", "v1")
    edit(root, line=LATE)
    call(root, "commit", "-qam", "umgeschrieben")
    found = as_json(root, "berichtet..main")
    assert "ist kein Vorgänger von »main«" in found["getrennt"]
    assert [(each["was"], each["geaendert"]) for each in found["korrekturen"]] == [("stand", [])]
    text = " ".join(ask(root, "berichtet..main").out.split())
    assert "welcher Commit etwas geändert hat, lässt sich nicht sagen." in text
    assert "geändert 0" not in text


def test_a_record_on_a_branch_that_was_merged_is_said(tmp_path: Path) -> None:
    root = history(tmp_path, ("main", {"README": "x"}))
    call(root, "switch", "-q", "-c", "seite", "v1")
    edit(root, line="# Seite\n")
    call(root, "commit", "-qam", "Seite")
    call(root, "switch", "-q", "main")
    call(root, "merge", "-q", "--no-ff", "-m", "Merge", "seite")
    assert "liegt auf einem Zweig, der in »main«" in as_json(root, "seite..main")["getrennt"]
    assert as_json(root, "v1..main")["getrennt"] is None


REFUSED = {
    "HEAD..v1": "liegt nach »v1«",
    "v1...HEAD": "»v1...HEAD« nennt keine zwei Stände.",
    "..HEAD": "»..HEAD« nennt keine zwei Stände.",
    "": "»« nennt keine zwei Stände.",
    "v1..fehlt": "»fehlt« ist kein Stand, den git kennt.",
    "fehlt..v1": "»fehlt« ist kein Stand, den git kennt.",
    "--output=pwn..HEAD": "»--output=pwn« ist kein Stand, den git kennt.",
    "2025-12-31..": "liegt vor dem ersten Commit",
}


@pytest.mark.parametrize("stand", REFUSED)
def test_s96_what_names_no_two_records_is_refused(tmp_path: Path, stand: str) -> None:
    root = history(tmp_path, ("Modul 3 nachgetragen", {KOMMUNE: TEXT + LATE}))
    before = fingerprint(root)
    answer = dkbm("corrections", f"--stand={stand}", cwd=root)
    assert (answer.status, answer.out) == (2, "")
    assert REFUSED[stand] in answer.err
    assert fingerprint(root) == before


def test_m54_s94_a_shallow_clone_is_refused_even_where_it_holds_both_ends(tmp_path: Path) -> None:
    root = history(tmp_path, ("eins", {KOMMUNE: TEXT + LATE}), ("zwei", {"README": "x"}))
    call(tmp_path, "clone", "-q", "--depth=2", f"file://{root}", "flach")
    for stand in ("HEAD~1..HEAD", "HEAD", "2026-01-02.."):
        answer = dkbm("corrections", "--stand", stand, cwd=tmp_path / "flach")
        assert (answer.status, answer.out) == (2, "")
        assert "git fetch --unshallow" in answer.err


def test_dates_are_ends_as_well(tmp_path: Path) -> None:
    root = history(tmp_path, ("Modul 3 nachgetragen", {KOMMUNE: TEXT + LATE}), ("danach", {"README": "x"}))
    assert listed(root, "2026-01-01..2026-01-02") == [("landkreis-musterland", "stand", ["Modul 3 nachgetragen"])]
    assert listed(root, "2026-01-02..2026-01-03") == []


def test_s72_the_subject_of_a_commit_steers_nothing(tmp_path: Path) -> None:
    root = history(tmp_path, ("\x1b[31mrot\u202e", {KOMMUNE: TEXT + LATE}))
    for arguments in (("v1..HEAD",), ("v1..HEAD", "--format", "json")):
        answer = ask(root, *arguments)
        assert "\x1b" not in answer.out
        assert "\u202e" not in answer.out
        assert "rot" in answer.out


def test_no_author_is_shown(tmp_path: Path) -> None:
    root = history(tmp_path, ("Modul 3 nachgetragen", {KOMMUNE: TEXT + LATE}))
    for form in ("text", "json"):
        assert "Tom Test" not in ask(root, "v1..HEAD", "--format", form).out
