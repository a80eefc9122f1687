"""Committing, names and revisions, and that nothing is run that a repository names (S 91, 96–98, 100, 101)."""

import os
import shutil
from pathlib import Path

import pytest

from dkbm.errors import DkbmError
from dkbm.store import git
from dkbm.store.git import Repository
from dkbm.text.reader import read
from tests.aufruf import dkbm, lay_out
from tests.repositorium import KOMMUNE, UMLAUT, call, committed, edit, own_settings
from tests.vorgang import ROOT


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_settings(tmp_path, monkeypatch)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return committed(tmp_path / "satz")


def test_a_commit_holds_exactly_the_named_files(root: Path) -> None:
    for name in (KOMMUNE, "data/quellen.yaml", "data/themen.yaml", UMLAUT):
        edit(root, name)
    call(root, "add", "data/quellen.yaml")
    ident = Repository(root).commit([KOMMUNE, UMLAUT], "Zwei Dateien: ä\n\nMehr dazu.")
    assert call(root, "show", "--name-only", "--format=%H%n%B", "-z").replace("\0", "\n").split("\n") == [
        *(ident, "Zwei Dateien: ä", "", "Mehr dazu.", "", ""),
        *(KOMMUNE, UMLAUT, ""),
    ]
    assert call(root, "diff", "--cached", "--name-only") == "data/quellen.yaml\n"
    assert call(root, "diff", "--name-only") == "data/themen.yaml\n"


def test_the_first_commit_of_a_repository(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "satz", {})
    call(root, "init", "-q")
    ident = Repository(root).commit([KOMMUNE], "Anfang")
    assert call(root, "rev-parse", "HEAD").strip() == ident
    assert call(root, "ls-files") == f"{KOMMUNE}\n"


def test_a_dataset_in_a_folder_of_a_repository(tmp_path: Path) -> None:
    call(tmp_path, "init", "-q", "viel")
    root = lay_out(tmp_path / "viel/satz", {})
    edit(root.parent, "anderes.txt")
    assert KOMMUNE in Repository(root).changed()
    assert "anderes.txt" not in Repository(root).changed()
    Repository(root).commit([KOMMUNE], "Nur diese")
    assert call(root.parent, "ls-files") == f"satz/{KOMMUNE}\n"


def test_what_differs_from_the_last_commit_is_known(root: Path) -> None:
    repository = Repository(root)
    assert repository.is_clean([KOMMUNE, UMLAUT])
    edit(root)
    edit(root, UMLAUT)
    assert repository.changed() == (KOMMUNE, UMLAUT)
    assert not repository.is_clean([KOMMUNE])
    assert repository.is_clean(["data/quellen.yaml"])


def test_without_an_identity_there_is_no_commit_and_the_way_to_one(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path(os.environ["GIT_CONFIG_GLOBAL"]).write_text("[user]\n\tuseConfigOnly = true\n")
    edit(root)
    with pytest.raises(DkbmError, match="wer die Änderung festhält") as error:
        Repository(root).commit([KOMMUNE], "x")
    assert "git config --global user.name" in error.value.hint
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Tom Test")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "tom@example.org")
    assert Repository(root).commit([KOMMUNE], "x")


def test_a_commit_that_git_refuses_leaves_the_index_as_it_was(root: Path) -> None:
    edit(root, UMLAUT)
    call(root, "config", "commit.gpgsign", "true")
    call(root, "config", "gpg.program", "false")
    with pytest.raises(DkbmError, match="git commit ist gescheitert"):
        Repository(root).commit([UMLAUT], "x")
    assert call(root, "status", "--porcelain", "-z") == f"?? {UMLAUT}\0"


def test_a_repository_that_is_locked_is_explained(root: Path) -> None:
    edit(root)
    (root / ".git/index.lock").touch()
    with pytest.raises(DkbmError, match="git ist gesperrt") as error:
        Repository(root).commit([KOMMUNE], "x")
    assert "git rev-parse --git-path index.lock" in error.value.hint


# Names and revisions


def test_s91_names_come_back_as_they_are(root: Path) -> None:
    names = [UMLAUT, 'data/mit "Anführung".yaml', "data/mit\tTabulator.yaml", "data/[a].yaml", "data/😀.yaml"]
    for name in names:
        edit(root, name)
    assert Repository(root).changed() == tuple(sorted(names))
    Repository(root).commit(names, "Alle")
    assert Repository(root).is_clean(names)


def test_s101_a_line_break_in_a_name_does_not_make_two(root: Path) -> None:
    edit(root, "data/a\nb.yaml")
    assert Repository(root).changed() == ("data/a\nb.yaml",)


@pytest.mark.parametrize("name", ["data/*.yaml", ":/", ":(top)data", "data/?.yaml"])
def test_a_name_is_no_pattern(root: Path, name: str) -> None:
    edit(root)
    assert Repository(root).changed([name]) == ()


@pytest.mark.parametrize("revision", ["--output=pwn", "--all", "-h", "fehlt", "", "HEAD:dkbm.yaml", "@{u}", "a\nb"])
def test_s96_what_is_no_commit_is_refused_and_never_an_option(root: Path, revision: str) -> None:
    with pytest.raises(DkbmError, match="kein Stand, den git kennt"):
        Repository(root).resolve(revision)
    assert not (root / "pwn").exists()


def test_s96_a_branch_that_looks_like_an_option_is_only_a_branch(root: Path) -> None:
    head = call(root, "rev-parse", "HEAD").strip()
    call(root, "update-ref", "refs/heads/--output=pwn", head)
    assert Repository(root).resolve("--output=pwn") == head
    assert Repository(root).resolve("main") == Repository(root).resolve("HEAD") == head
    assert not (root / "pwn").exists()


# What a repository configures is not run


def test_s97_nothing_that_a_repository_configures_is_run(root: Path, tmp_path: Path) -> None:
    trap, mark = tmp_path / "falle.sh", tmp_path / "ausgefuehrt"
    trap.write_text(f"#!/bin/sh\necho $0 $* >> {mark}\ncat\n")
    trap.chmod(0o755)
    for key in ("core.fsmonitor", "diff.external", "diff.x.textconv", "diff.x.command", "core.pager", "core.editor"):
        call(root, "config", key, str(trap))
    (root / ".git/info/attributes").write_text("*.yaml diff=x\n")
    for hook in ("pre-commit", "commit-msg", "prepare-commit-msg", "post-commit", "post-index-change", "pre-auto-gc"):
        shutil.copy(trap, root / ".git/hooks" / hook)
    mark.unlink(missing_ok=True)
    edit(root)
    repository = git.require(root)
    assert repository.changed() == (KOMMUNE,)
    repository.commit([KOMMUNE], "x")
    assert (repository.unfinished(), repository.is_shallow(), repository.branch()) == (None, False, "main")
    assert dkbm("doctor", cwd=root).status == 0
    assert not mark.exists(), mark.read_text()
    call(root, "status")
    assert mark.exists(), "the trap works"


def test_s97_what_git_hands_to_its_hooks_is_taken_away(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call(tmp_path, "init", "-q", "fremd")
    for key, value in {
        "GIT_DIR": tmp_path / "fremd/.git",
        "GIT_WORK_TREE": tmp_path / "fremd",
        "GIT_INDEX_FILE": tmp_path / "fremd/index",
        "GIT_CONFIG_PARAMETERS": "'core.bare=true'",
        "GIT_NAMESPACE": "x",
    }.items():
        monkeypatch.setenv(key, str(value))
    edit(root)
    ident = Repository(root).commit([KOMMUNE], "Hier")
    for key in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_CONFIG_PARAMETERS", "GIT_NAMESPACE"):
        monkeypatch.delenv(key)
    assert call(root, "rev-parse", "HEAD").strip() == ident


def test_s98_looking_changes_nothing(root: Path) -> None:
    index = root / ".git/index"
    os.utime(root / KOMMUNE)  # a plain `git status` would now write the index anew
    before = (index.stat().st_ino, index.stat().st_mtime_ns)
    repository = git.require(root)
    assert (repository.changed(), repository.unfinished()) == ((), None)
    dkbm("doctor", cwd=root)
    assert (index.stat().st_ino, index.stat().st_mtime_ns) == before


def test_s100_line_ends_are_kept_by_attributes_and_nul_is_no_text(root: Path) -> None:
    assert not Repository(root).keeps_line_ends("dkbm.yaml")
    (root / ".gitattributes").write_text("*.yaml text eol=lf\n")
    assert Repository(root).keeps_line_ends("dkbm.yaml")
    call(root, "config", "core.autocrlf", "true")
    (root / KOMMUNE).unlink()
    call(root, "checkout", "--", KOMMUNE)
    assert b"\r" not in (root / KOMMUNE).read_bytes()
    assert "*.yaml text eol=lf" in (ROOT / ".gitattributes").read_text()
    assert read("x.yaml", b"a: \0\n")[0] is None


def test_s100_with_autocrlf_a_file_with_crlf_counts_as_unchanged(root: Path) -> None:
    call(root, "config", "core.autocrlf", "true")
    (root / KOMMUNE).unlink()
    call(root, "checkout", "--", KOMMUNE)
    assert b"\r\n" in (root / KOMMUNE).read_bytes()
    assert Repository(root).is_clean([KOMMUNE])
    assert dkbm("validate", cwd=root).status == 0
