"""From a change to the disk: checked, shown, asked for, written, and on request made a commit of."""

import os
import pty
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import typer

from dkbm.changes.recheck import new_faults
from dkbm.cli.writing import carry_out
from dkbm.diagnostic import Diagnostic, Place, Severity
from dkbm.errors import DkbmError
from dkbm.report.diff import diff
from dkbm.rules.pipeline import check_all
from dkbm.rules.scope import check_concerned, concerned
from dkbm.store.disk import prepare
from dkbm.store.journal import Step, digest, record
from dkbm.store.worktree import read_files
from tests.muster import musterland
from tests.regelseiten import PAGES, STICHTAG, Page, read_page
from tests.schritte import AM, DATEI, GESPRAECH, HEUTE, IN_4_1, OFFEN_4_2, PLAN, advance, content, git, land, repository
from tests.vorgang import PROGRAM, ROOT

TAG = date.fromisoformat(HEUTE)
GUT = "  - {ereignis: ausstieg, datum: 2026-07, quelle: X01}\n"
SCHLECHT = "  - {ereignis: ausstieg, datum: 2026-07, quelle: X99}\n"


def change(root: Path, lines: str, *, ja: bool = True, dry_run: bool = False, commit: bool = False) -> None:
    """Add lines to the end of the file of the Kommune, the way every writing command does it."""
    files = read_files(root)
    changed = {DATEI: files[DATEI] + lines.encode()}
    carry_out(root, files, changed, subject="Probe", dry_run=dry_run, ja=ja, commit=commit, stichtag=TAG)


def test_a_change_that_breaks_the_dataset_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = land(tmp_path, OFFEN_4_2)
    before = content(root)
    with pytest.raises(typer.Exit) as end:
        change(root, SCHLECHT)
    assert end.value.exit_code == 1
    assert "Fehler[D310]" in capsys.readouterr().err
    assert content(root) == before


def test_what_is_broken_already_does_not_stand_in_the_way(tmp_path: Path) -> None:
    root = land(tmp_path, OFFEN_4_2)
    (root / "data/kommunen/stadt-musterland.yaml").write_text("a: [1\n", encoding="utf-8")
    change(root, GUT)
    assert content(root).decode().endswith(GUT)


def test_the_same_fault_once_more_is_a_new_one(tmp_path: Path) -> None:
    root = land(tmp_path, OFFEN_4_2 + SCHLECHT)
    with pytest.raises(typer.Exit) as end:
        change(root, SCHLECHT.replace("2026-07", "2026-08"))
    assert end.value.exit_code == 1


def test_a_question_without_a_terminal_is_an_error(tmp_path: Path) -> None:
    root = land(tmp_path, OFFEN_4_2)
    with pytest.raises(DkbmError, match="Es wurde nichts geändert") as end:
        change(root, GUT, ja=False)
    assert end.value.status == 2
    assert "--ja" in end.value.hint


@pytest.mark.parametrize("lines", ["", GUT])
def test_nothing_to_do_and_dry_run_end_well_and_write_nothing(tmp_path: Path, lines: str) -> None:
    root = land(tmp_path, OFFEN_4_2)
    before = content(root)
    with pytest.raises(typer.Exit) as end:
        change(root, lines, dry_run=bool(lines))
    assert end.value.exit_code == 0
    assert content(root) == before


def test_a_commit_needs_a_repository(tmp_path: Path) -> None:
    root = land(tmp_path, OFFEN_4_2)
    before = content(root)
    with pytest.raises(DkbmError):
        change(root, GUT, commit=True)
    assert content(root) == before


def test_a_commit_holds_this_change_alone(tmp_path: Path) -> None:
    root = repository(land(tmp_path, OFFEN_4_2))
    other = root / "data/kommunen/stadt-musterland.yaml"
    other.write_text(other.read_text(encoding="utf-8") + "# Entwurf\n", encoding="utf-8")
    git(root, "add", "-A")
    answer = advance(root, *AM, "--ja", "--commit")
    assert answer.status == 0, answer.err
    assert git(root, "show", "--format=%s", "--name-only").split("\n\n") == [
        "Landkreis Beispielau: 2. Umsetzungsphase seit 15.06.2026 (X01)",
        f"{DATEI}\n",
    ]
    assert git(root, "status", "--porcelain") == f"M  {other.relative_to(root).as_posix()}\n"


def test_a_commit_does_not_take_in_what_was_changed_before(tmp_path: Path) -> None:
    root = repository(land(tmp_path, OFFEN_4_2))
    (root / DATEI).write_bytes(content(root) + b"# Entwurf\n")
    before = content(root)
    answer = advance(root, *AM, "--ja", "--commit")
    assert answer.status == 2
    assert "Änderungen, die noch nicht in git sind" in answer.err
    assert content(root) == before


def test_s99_an_unfinished_merge_is_not_written_into(tmp_path: Path) -> None:
    root = repository(land(tmp_path, OFFEN_4_2))
    notes = root / "notizen.txt"
    for branch, text in (("anna", "a\n"), ("main", "b\n")):
        git(root, "switch", "-q", *(["-c"] if branch == "anna" else []), branch)
        notes.write_text(text, encoding="utf-8")
        git(root, "add", "-A")
        git(root, "commit", "-qm", branch)
    with pytest.raises(subprocess.CalledProcessError):
        git(root, "merge", "-q", "anna")
    before = content(root)
    answer = advance(root, *AM, "--ja")
    assert answer.status == 2
    assert "notizen.txt" in answer.err
    assert content(root) == before


@pytest.mark.parametrize(
    ("answers", "written"),
    [("2026-06-15\nX01\nj\n", True), ("2026-06-15\nX01, X02\nJa\n", True), ("2026-06-15\nX01\n\n", False)],
)
def test_on_a_terminal_what_is_missing_is_asked_for(tmp_path: Path, answers: str, written: bool) -> None:
    root = land(tmp_path, OFFEN_4_2)
    before = content(root)
    status, screen = _on_a_terminal(root, answers, "advance", "Beispielau")
    assert status == 0, screen
    for question in ("Wann geschah es", "Welche Quelle belegt es", "Schreiben? [j/N]"):
        assert question in screen
    assert "+  - {ereignis: beginn" in screen
    assert (content(root) != before) is written
    assert ("Es wurde nichts geändert." in screen) is not written


def test_m31_a_date_that_is_asked_for_is_held_against_the_evidence(tmp_path: Path) -> None:
    root = land(tmp_path, OFFEN_4_2)
    before = content(root)
    status, screen = _on_a_terminal(root, "2026-05\nX01\n", "advance", "Beispielau")
    assert status == 3, screen
    assert "Reflexionsgespräch zu Modul 4" in screen
    assert content(root) == before


def _on_a_terminal(root: Path, answers: str, *arguments: str) -> tuple[int, str]:
    leader, follower = pty.openpty()
    environment = {**os.environ, "DKBM_HEUTE": HEUTE, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *arguments], cwd=root, env=environment,
        stdin=follower, stdout=follower, stderr=follower,
    ) as process:  # fmt: skip
        os.close(follower)
        os.write(leader, answers.encode())
        screen = b""
        try:
            while chunk := os.read(leader, 65536):
                screen += chunk
        except OSError:  # how Linux ends a terminal whose other side is closed
            pass
    os.close(leader)
    return process.returncode, screen.decode()


@pytest.mark.parametrize("page", list(map(read_page, PAGES)), ids=lambda page: page.code)
def test_the_short_look_sees_every_new_error_the_long_one_sees(page: Page) -> None:
    """The remedy of each rule page becomes its example: files that are not read again hold no new error."""
    before = musterland(page.files("Abhilfe"))
    changed = {name: raw for name, raw in page.files("Beispiel").items() if raw is not None}
    after, read = {**before, **changed}, concerned(before, changed)
    whole = new_faults(check_all(before, STICHTAG).diagnostics, check_all(after, STICHTAG).diagnostics)
    old, new = (check_concerned(files, read, STICHTAG) for files in (before, after))
    assert set(new_faults(old.diagnostics, new.diagnostics)) == set(whole)


def test_only_the_course_of_a_kommune_is_looked_at_in_short() -> None:
    files = musterland()
    path = "data/kommunen/landkreis-musterland.yaml"
    course = files[path] + b"  - {ereignis: ausstieg, datum: 2026-07, quelle: X01}\n"
    short = concerned(files, {path: course})
    assert path in short
    assert "data/kommunen/stadt-musterland.yaml" not in short
    for changed in (
        {path: course.replace(b"99001", b"99002")},
        {path: b"a: [1"},
        {"data/kommunen/landkreis-neu.yaml": course},
        {path: course, "data/quellen.yaml": files["data/quellen.yaml"] + b"# neu\n"},
    ):
        assert concerned(files, changed) == {*files, *changed}


def test_findings_are_known_by_what_they_say_not_by_their_line() -> None:
    def fault(index: int, message: str = "a", severity: Severity = Severity.FEHLER) -> Diagnostic:
        return Diagnostic("D310", severity, message, Place("data/x.yaml", ("verlauf", index)))

    assert new_faults([fault(1)], [fault(2)]) == ()
    assert new_faults([fault(1)], [fault(1), fault(2)]) == (fault(2),)
    assert new_faults([fault(1)], [fault(1, "b")]) == (fault(1, "b"),)
    assert new_faults([], [fault(1, severity=Severity.WARNUNG)]) == ()


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        (b"a\n", b"a\n", []),
        (None, b"a\n", ["--- /dev/null", "+++ b/x.yaml", "@@ -0,0 +1 @@", "+a"]),
        (b"a\nb\n", b"a\n", ["--- a/x.yaml", "+++ b/x.yaml", "@@ -1,2 +1 @@", " a", "-b"]),
        (b"a", b"a\nb", ["--- a/x.yaml", "+++ b/x.yaml", "@@ -1 +1,2 @@", "-a",
                         "\\ Kein Zeilenumbruch am Ende der Datei",
                         "+a", "+b", "\\ Kein Zeilenumbruch am Ende der Datei"]),
        (b"a\r\n", b"a\r\nb\r\n", ["--- a/x.yaml", "+++ b/x.yaml", "@@ -1 +1,2 @@", " a", "+b"]),
        (b"a\r\n", b"a\n", ["--- a/x.yaml", "+++ b/x.yaml", "@@ -1 +1 @@", "-a\\r", "+a"]),
        (b"a\n", b"a\x1b[31m\n", ["--- a/x.yaml", "+++ b/x.yaml", "@@ -1 +1 @@", "-a", "+a\\x1b[31m"]),
    ],
)  # fmt: skip
def test_the_diff(old: bytes | None, new: bytes, lines: list[str]) -> None:
    assert diff("x.yaml", old, new).split("\n")[:-1] == lines


def test_s85_a_command_starts_from_what_a_cut_off_run_meant_to_write(tmp_path: Path) -> None:
    root = land(tmp_path, IN_4_1 + PLAN)
    whole = {DATEI: content(root) + GESPRAECH.encode()}
    prepare(root / DATEI, whole[DATEI])
    record(root, (Step(DATEI, digest(content(root)), digest(whole[DATEI])),))
    answer = advance(root, *AM, "--ja")
    assert answer.status == 0, answer.err
    assert content(root).startswith(whole[DATEI])
    assert b"ereignis: beginn, modul: 4, phase: 2" in content(root)
