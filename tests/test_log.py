"""`dkbm log [KOMMUNE]`: what each commit changed, in the words of the field."""

import os
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from tests.aufruf import dkbm, lay_out
from tests.aufzeichnung import AUTOR, EDITED, LATE, MOVED, NEW, PERSON, START, TEXT, as_json, recorded
from tests.geschichtsbau import Fassung, build, fingerprint
from tests.muster import musterland
from tests.repositorium import KOMMUNE, call, edit, own_settings
from tests.test_geschichte import long

QUELLEN = "data/quellen.yaml"
SOURCES = musterland()[QUELLEN].decode() + "  - {id: X09, titel: Neues Blatt, herausgeber: Musterland}\n"

__all__ = ["long"]


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_settings(tmp_path, monkeypatch)


def told(root: Path, *arguments: str) -> list[tuple[str, list[tuple[str, str | None, str | None]]]]:
    """Of each commit its subject and what it changed: kind, before, after."""
    commits = as_json(root, "log", *arguments)["commits"]
    return [
        (each["betreff"], [(one["art"], one["vorher"], one["nachher"]) for one in each["aenderungen"]])
        for each in commits
    ]


def subjects(root: Path, *arguments: str) -> list[str]:
    return [subject for subject, _ in told(root, *arguments)]


def test_the_changes_of_a_kommune_newest_first_through_its_new_name(tmp_path: Path) -> None:
    found = told(recorded(tmp_path), "99001")
    assert [subject for subject, _ in found] == [
        "Kommentar",
        "Abschluss nachgetragen",
        "Umzug",
        "Ort und Phase",
        "Anfang",
    ]
    changes = dict(found)
    assert changes["Kommentar"] == changes["Umzug"] == []
    assert ("vereinbarung", "Musterstadt", "Neustadt") in changes["Ort und Phase"]
    assert {art for art, *_ in changes["Abschluss nachgetragen"]} >= {"ereignis"}
    assert changes["Anfang"][0][0] == "kommune"


def test_the_screen_says_day_commit_subject_and_what_changed(tmp_path: Path) -> None:
    root = recorded(tmp_path)
    commits = call(root, "rev-list", "HEAD").split()
    shown = dkbm("log", "99001", "-n", "4", cwd=root).out
    assert shown.startswith("Landkreis Musterland · 99001 ")
    assert shown.splitlines()[0].endswith("die letzten 4 von 5 Commits")
    assert f"\n05.01.2026 {commits[0][:8]}  Kommentar\n  keine fachliche Änderung\n" in shown
    words = " ".join(shown.split())
    assert "Ort: Musterstadt → Neustadt (ohne Begründung); unterzeichnete Vereinbarung berührt" in words
    assert max(map(len, shown.splitlines())) <= 80
    assert "Mehr davon: -n 100" in shown
    assert "Anfang" not in shown


def test_the_whole_log_tells_of_every_kind_of_file_and_limits_itself(tmp_path: Path) -> None:
    many = [(f"Seite {number}", {KOMMUNE: f"{EDITED}# {number}\n"}) for number in range(25)]
    root = recorded(tmp_path, ("Quelle", {QUELLEN: SOURCES}), *many, ("Text", {"README": "x"}), only=1)
    assert len(subjects(root)) == 20
    everything = dict(told(root, "-n", "0"))
    assert len(everything) == 28
    assert "Text" not in everything, "it is no part of the dataset"
    assert [art for art, *_ in everything["Quelle"]] == ["quelle"]
    assert {"kommune", "ereignis", "quelle", "prozess", "gruppe"} <= {art for art, *_ in everything["Anfang"]}
    assert "die letzten 20 von 28 Commits" in dkbm("log", cwd=root).out


def test_a_change_of_state_is_told_for_the_day_of_the_commit(tmp_path: Path) -> None:
    late = TEXT + "  - {ereignis: abschluss, modul: 4, datum: 2025-06-01, quelle: X02}\n"
    found = dict(told(recorded(tmp_path, ("Ende", {KOMMUNE: late}), ("Quelle", {QUELLEN: SOURCES}), only=0), "-n", "2"))
    assert "uebergang" in {art for art, *_ in found["Ende"]}
    assert "uebergang" not in {art for art, *_ in found["Quelle"]}


def test_a_state_rests_on_the_sources_as_they_were_before_and_after_the_commit(tmp_path: Path) -> None:
    """The time of a source moves on beyond the day of the commit: what it attests has not happened yet."""
    before = musterland()[QUELLEN].decode()
    after = before.replace("2022-02..2024-01", "2030-02..2031-01")
    assert after != before
    root = recorded(tmp_path, ("Zeit", {QUELLEN: after, KOMMUNE: f"{TEXT}# dazu\n"}), only=0)
    for arguments in ((), ("99001",)):
        assert "uebergang" in {art for art, *_ in dict(told(root, *arguments))["Zeit"]}


RANGES = {
    ("--von", "2026-01-03"): ["Kommentar", "Abschluss nachgetragen", "Umzug"],
    ("--bis", "2026-01-02"): ["Ort und Phase", "Anfang"],
    ("--von", "2026-01-02", "--bis", "2026-01-03"): ["Umzug", "Ort und Phase"],
    ("--von", "2026-01", "--bis", "2026-01", "-n", "1"): ["Kommentar"],
    ("--von", "2027"): [],
    ("--stand", "HEAD~3"): ["Ort und Phase", "Anfang"],
}


@pytest.mark.parametrize("arguments", RANGES, ids=" ".join)
def test_a_range_of_days_and_an_earlier_end(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert subjects(recorded(tmp_path), "99001", *arguments) == RANGES[arguments]


def test_the_day_of_a_commit_is_that_of_the_clock_in_berlin(tmp_path: Path) -> None:
    """Late in the evening in London it is the next day, and the next month, in Berlin."""
    late = Fassung(datetime.fromisoformat("2026-03-31T22:30:00+00:00"), "spät", {KOMMUNE: EDITED})
    build(tmp_path / "satz", [Fassung(START, "Anfang", musterland()), late])
    found = as_json(tmp_path / "satz", "log", "--von", "2026-04")["commits"]
    assert [(each["betreff"], each["datum"]) for each in found] == [("spät", "2026-04-01")]


def test_s43_authors_and_persons_are_named_only_to_those_who_ask(tmp_path: Path) -> None:
    maria = musterland()[PERSON].decode().replace("Mara Muster", "Maria Muster")
    root = recorded(tmp_path, ("Person", {PERSON: maria}))
    for form in ("text", "json"):
        plain = dkbm("log", "--format", form, cwd=root).out
        assert AUTOR not in plain
        assert "Maria" not in plain
        assert "p-mara-muster" not in plain
        assert "Person" in plain
        full = dkbm("log", "--format", form, "--intern", cwd=root).out
        assert AUTOR in full
        assert "Maria Muster" in full


def test_m60_a_commit_that_broke_a_file_says_so_and_the_next_is_compared_with_what_was_before(tmp_path: Path) -> None:
    root = recorded(tmp_path, ("kaputt", {MOVED: "name: [\n"}), ("heil", {MOVED: NEW.replace("Neustadt", "Altstadt")}))
    commits = {each["betreff"]: each for each in as_json(root, "log", "99001")["commits"]}
    assert commits["kaputt"]["nicht_lesbar"] == [MOVED]
    assert commits["kaputt"]["aenderungen"] == []
    changed = {(each["vorher"], each["nachher"]) for each in commits["heil"]["aenderungen"]}
    assert ("Neustadt", "Altstadt") in changed
    assert commits["heil"]["nicht_lesbar"] == []
    assert f"{MOVED}: seither nicht lesbar" in dkbm("log", "-n", "2", cwd=root).out


def test_a_file_that_went_away_and_came_back(tmp_path: Path) -> None:
    root = recorded(tmp_path, ("weg", {KOMMUNE: None}), ("da", {KOMMUNE: TEXT}), only=0)
    found = dict(told(root, "99001"))
    assert found["weg"][0] == ("kommune", "Landkreis Musterland", None)
    assert found["da"][0] == ("kommune", None, "Landkreis Musterland")
    assert "Kommune entfallen: Landkreis Musterland" in dkbm("log", "99001", cwd=root).out


def test_m51_records_of_an_older_schema_are_compared_in_the_present_form(tmp_path: Path) -> None:
    old = EDITED.replace("schluessel:", "ags:").replace("\nname:", "\nbezeichnung:").replace("ereignis:", "typ:")
    old = old.replace("    art: zielvereinbarung", "    typ: zielvereinbarung")
    head = musterland()["dkbm.yaml"].decode()
    older = {KOMMUNE: old, "dkbm.yaml": head.replace("schema: 1", "schema: 0")}
    assert older["dkbm.yaml"] != head
    root = recorded(tmp_path, ("alt", older), ("umgestellt", {KOMMUNE: EDITED, "dkbm.yaml": head}), only=0)
    found = dict(told(root, "99001"))
    assert ("vereinbarung", "Musterstadt", "Neustadt") in found["alt"]
    assert found["umgestellt"] == []


REFUSED = {
    ("--von", "gestern"): "»gestern« bei --von ist kein Datum.",
    ("--bis", "2026-01..2026-02"): "--bis nennt ein Datum, keinen Zeitraum.",
    ("--von", "2026-02", "--bis", "2026-01"): "Der Zeitraum endet, bevor er beginnt.",
    ("--stand=--output=pwn",): "»--output=pwn« ist kein Stand, den git kennt.",
    ("--stand", "v9"): "git fetch --tags",
    ("-n", "-1"): "-n",
}


@pytest.mark.parametrize("arguments", REFUSED, ids=" ".join)
def test_s96_what_cannot_be_answered_is_refused(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    root = recorded(tmp_path)
    before = fingerprint(root)
    answer = dkbm("log", *arguments, cwd=root)
    assert (answer.status, answer.out) == (2, "")
    assert REFUSED[arguments] in answer.err
    assert fingerprint(root) == before
    assert not (root / "pwn").exists()


def test_s96_a_branch_called_like_an_option_is_only_a_name(tmp_path: Path) -> None:
    root = recorded(tmp_path)
    call(root, "update-ref", "refs/heads/--output=pwn", "HEAD~2")
    assert subjects(root, "--stand=--output=pwn") == ["Umzug", "Ort und Phase", "Anfang"]
    assert not (root / "pwn").exists()


def test_m54_s94_a_shallow_clone_is_refused_with_the_command_that_fetches_the_rest(tmp_path: Path) -> None:
    root = recorded(tmp_path)
    call(tmp_path, "clone", "-q", "--depth=2", f"file://{root}", "flach")
    for arguments in ((), ("99001",), ("--stand", "HEAD"), ("--von", "2026-01-05")):
        answer = dkbm("log", *arguments, cwd=tmp_path / "flach")
        assert (answer.status, answer.out) == (2, "")
        assert "git fetch --unshallow" in answer.err


def test_s95_without_git_there_is_no_log(tmp_path: Path) -> None:
    for command in (("log",), ("blame", "99001")):
        answer = dkbm(*command, cwd=lay_out(tmp_path / "satz"))
        assert (answer.status, answer.out) == (2, "")
        assert "liegt in keinem git-Repository" in answer.err


def test_s95_a_repository_without_a_commit_or_without_the_file_has_nothing_to_tell(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "satz")
    call(root, "init", "-q")
    for command in (("log",), ("log", "99001"), ("blame", "99001")):
        answer = dkbm(*command, cwd=root)
        assert (answer.status, answer.out) == (2, "")
        assert "noch keinen Commit" in answer.err
    call(root, "add", "dkbm.yaml")
    call(root, "commit", "-q", "-m", "Anfang")
    assert told(root, "99001") == []
    assert "Kein Commit: In git ist davon nichts festgehalten" in dkbm("log", "99001", cwd=root).out
    assert {each["revision"] for each in as_json(root, "blame", "99001")["angaben"]} == {None}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_s93_a_repository_of_another_account_is_explained(tmp_path: Path) -> None:
    root = recorded(tmp_path)
    for path in (root, root / ".git"):
        os.chown(path, 12345, 12345)
    for command in (("log",), ("blame", "99001")):
        answer = dkbm(*command, cwd=root)
        assert (answer.status, answer.out) == (2, "")
        assert "safe.directory" in answer.err


def test_s97_no_program_of_the_repository_runs(tmp_path: Path) -> None:
    root, mark = recorded(tmp_path), tmp_path / "ausgefuehrt"
    script = tmp_path / "falle.sh"
    script.write_text(f"#!/bin/sh\ntouch '{mark}'\ncat\n")
    script.chmod(0o755)
    (root / ".gitattributes").write_text("*.yaml diff=falle filter=falle\n")
    for key in ("core.fsmonitor", "diff.external", "diff.falle.textconv", "diff.falle.command", "filter.falle.smudge"):
        call(root, "config", key, str(script))
    call(root, "config", "log.showSignature", "true")
    for command in (("log",), ("log", "99001"), ("blame", "99001"), ("history", "99001", "--stand", "HEAD~1")):
        assert dkbm(*command, cwd=root).status == 0
    assert not mark.exists()
    call(root, "log", "-p", "--ext-diff", "-1", "--", MOVED, check=False)
    assert mark.exists(), "the trap works"


def test_s91_a_dataset_below_the_root_of_its_repository(tmp_path: Path) -> None:
    root = recorded(tmp_path)
    below = root / "Süd \n 1"
    below.mkdir()
    for path in (root / "data", root / "dkbm.yaml"):
        shutil.move(path, below)
    call(root, "add", "-A")
    call(root, "commit", "-q", "-m", "verschoben")
    edit(below, MOVED, LATE.replace("2019", "2020"))
    call(root, "commit", "-q", "-a", "-m", "danach")
    found = told(below, "99001")
    assert [subject for subject, _ in found] == ["danach", "verschoben"]
    assert "ereignis" in {art for art, *_ in found[0][1]}


def test_s72_the_subject_of_a_commit_steers_nothing(tmp_path: Path) -> None:
    root = recorded(tmp_path, ("\x1b[31mrot\u202e", {MOVED: NEW}))
    for command in (("log",), ("log", "--format", "json"), ("blame", "99001"), ("blame", "99001", "--format", "json")):
        out = dkbm(*command, cwd=root).out
        assert "\x1b" not in out
        assert "\u202e" not in out


def test_s98_nothing_is_written_by_any_question(tmp_path: Path) -> None:
    root = recorded(tmp_path)
    edit(root, MOVED)
    before = fingerprint(root)
    for arguments in ((), ("99001",), ("--stand", "HEAD~1"), ("-n", "0", "--format", "json")):
        assert dkbm("log", *arguments, cwd=root).status == 0
    assert fingerprint(root) == before


def test_forty_five_files_and_two_thousand_commits_are_answered(long: Path) -> None:
    before = fingerprint(long)
    own = as_json(long, "log", "Musterland-00007", "-n", "0")
    assert own["gesamt"] == len(own["commits"]) > 40
    assert all(each["aenderungen"] for each in own["commits"])
    everything = as_json(long, "log")
    assert (everything["gesamt"], len(everything["commits"])) == (2000, 20)
    assert fingerprint(long) == before
