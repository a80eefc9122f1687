"""`--stand` in every state a repository can be in, and nothing is run that it names (S 93–97)."""

import os
import shutil
from pathlib import Path

import pytest

from dkbm.errors import DkbmError
from dkbm.store.stand import resolve_stand
from tests.aufruf import dkbm, lay_out
from tests.geschichtsbau import fingerprint
from tests.repositorium import KOMMUNE, call, own_settings
from tests.staende import module, revisions, two_records


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_settings(tmp_path, monkeypatch)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return two_records(tmp_path / "satz")


# What git may be like


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_s93_a_repository_of_another_account_is_explained(root: Path) -> None:
    for path in (root, root / ".git"):
        os.chown(path, 12345, 12345)
    answer = dkbm("list", "--stand", "v1", cwd=root)
    assert (answer.status, answer.out) == (2, "")
    assert f"git config --global --add safe.directory '{root}'" in answer.err
    assert dkbm("list", cwd=root).status == 0
    assert revisions(root) == {None}


FETCH = "git fetch --unshallow holt den Rest (in der CI: fetch-depth: 0 oder GIT_DEPTH: 0)."


def test_m54_s94_a_shallow_clone_answers_for_what_it_holds_and_refuses_the_rest(root: Path, tmp_path: Path) -> None:
    call(tmp_path, "clone", "-q", "--depth=1", f"file://{root}", "flach")
    flat = tmp_path / "flach"
    head = call(root, "rev-parse", "HEAD").strip()
    for name in ("HEAD", "main", "origin/main", head):
        assert module(flat, "--stand", name) == 3
    for name in ("HEAD~1", "v1", "2026-07-02", "2026-03-10", "2026", "gibtesnicht"):
        answer = dkbm("list", "--stand", name, cwd=flat)
        assert (answer.status, answer.out) == (2, ""), name
        assert FETCH in answer.err
    call(flat, "fetch", "-q", "--unshallow", "--tags")
    assert module(flat, "--stand", "v1") == module(flat, "--stand", "2026-03-10") == 2


def test_m54_s97_a_clone_without_old_files_says_so_and_asks_nobody_for_them(root: Path, tmp_path: Path) -> None:
    """Git would fetch what is missing by itself, by a command that the repository names."""
    call(root, "config", "uploadpack.allowFilter", "true")
    call(tmp_path, "clone", "-q", "--filter=blob:none", f"file://{root}", "teil")
    part, mark = tmp_path / "teil", tmp_path / "ausgefuehrt"
    call(part, "config", "protocol.ext.allow", "always")
    call(part, "config", "remote.origin.url", f"ext::{script(mark, 'exit 1')}")
    answer = dkbm("list", "--stand", "v1", cwd=part)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err == (
        "In diesem Klon fehlen Inhalte früherer Stände: Er wurde mit --filter angelegt, und dkbm holt nichts nach.\n"
        "Sie holt: git fetch --refetch --no-filter\n"
    )
    assert not mark.exists()
    call(part, "show", "v1:dkbm.yaml", f"v1:{KOMMUNE}", check=False)
    assert mark.exists(), "the trap works"


ASKING = (("list", "--stand"), ("validate", "--since"), ("validate", "--basis"), ("diff",), ("log", "--stand"))
"""Commands that take the name of a Stand, each up to where the name goes."""


@pytest.mark.parametrize("form", ["blob:none", "tree:0"])
def test_m54_s94_the_command_that_a_clone_without_old_files_is_told_brings_them(
    root: Path, tmp_path: Path, form: str
) -> None:
    call(root, "config", "uploadpack.allowFilter", "true")
    call(root, "config", "uploadpack.allowAnySHA1InWant", "true")
    call(tmp_path, "clone", "-q", f"--filter={form}", f"file://{root}", "teil")
    part = tmp_path / "teil"
    for command in (("list", "--stand", "v1"), ("validate", "--since", "v1"), ("corrections", "--stand", "v1..")):
        answer = dkbm(*command, cwd=part)
        assert (answer.status, answer.out) == (2, ""), command
        told = answer.err.splitlines()[-1].removeprefix("Sie holt: ")
    assert told.startswith("git fetch ")
    call(part, *told.split()[1:])
    assert module(part, "--stand", "v1") == 2


@pytest.mark.parametrize(
    "name", ["main@{2024-02-01}", "@{2024-02-01}", "main@{yesterday}", "HEAD@{1.day.ago}", "@{20240201120000}"]
)
def test_m54_s94_the_log_of_this_clone_is_no_record_of_the_past(root: Path, name: str) -> None:
    """Where that log begins later than the day, git shows its beginning and only warns."""
    for command in ASKING:
        answer = dkbm(*command, name, cwd=root)
        assert (answer.status, answer.out) == (2, ""), command
        assert f"»{name}« sagt nur, was in diesem Klon zu einer Zeit ausgecheckt war" in answer.err


def test_m54_s94_a_branch_on_the_server_and_the_one_before_are_records(root: Path, tmp_path: Path) -> None:
    call(tmp_path, "clone", "-q", str(root), "klon")
    klon = tmp_path / "klon"
    call(klon, "switch", "-q", "-c", "a@b", "v1")
    call(klon, "switch", "-q", "main")
    assert [module(klon, "--stand", name) for name in ("@{u}", "main@{upstream}", "@{-1}", "a@b")] == [3, 3, 2, 2]


def test_m54_s96_a_name_of_a_branch_and_of_a_tag_is_not_guessed(root: Path) -> None:
    first, head = call(root, "rev-parse", "v1", "HEAD").split()
    call(root, "branch", "beides", head)
    call(root, "tag", "-a", "-m", "x", "beides", first)
    call(root, "branch", "beides-nicht/x", first)
    for command in ASKING:
        answer = dkbm(*command, "beides", cwd=root)
        assert (answer.status, answer.out) == (2, ""), command
        assert "»beides« ist nicht eindeutig: So heißen eine Marke und ein Zweig in git." in answer.err
        assert "refs/heads/beides oder refs/tags/beides" in answer.err
    assert "refs/heads/beides~1 oder refs/tags/beides~1" in dkbm("list", "--stand", "beides~1", cwd=root).err
    assert [module(root, "--stand", f"refs/{kind}/beides") for kind in ("heads", "tags")] == [3, 2]
    call(root, "branch", "-f", "beides", first)
    assert module(root, "--stand", "beides") == 2, "both mean the same commit"


def test_a_missing_tag_names_the_command_that_fetches_it(root: Path) -> None:
    answer = dkbm("list", "--stand", "v2026.1", cwd=root)
    assert (answer.status, answer.out) == (2, "")
    assert "»v2026.1« ist kein Stand, den git kennt." in answer.err
    assert "git fetch --tags" in answer.err


def test_s95_without_git_a_stand_is_refused_and_all_else_works(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "leer").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "leer"))
    answer = dkbm("list", "--stand", "v1", cwd=root)
    assert (answer.status, answer.out) == (2, "")
    assert "Das Programm git fehlt" in answer.err
    assert revisions(root) == {None}


def test_s95_outside_of_a_repository_a_stand_is_refused(tmp_path: Path) -> None:
    answer = dkbm("list", "--stand", "HEAD", cwd=lay_out(tmp_path / "satz"))
    assert (answer.status, answer.out) == (2, "")
    assert "liegt in keinem git-Repository" in answer.err


def test_s95_a_work_tree_of_its_own_has_its_own_head(root: Path, tmp_path: Path) -> None:
    call(root, "worktree", "add", "-q", str(tmp_path / "baum"), "v1")
    tree = tmp_path / "baum"
    before = fingerprint(tree)
    assert (module(tree, "--stand", "HEAD"), module(tree, "--stand", "main"), module(tree)) == (2, 3, 2)
    assert fingerprint(tree) == before


def test_s95_a_bare_repository_is_refused(root: Path, tmp_path: Path) -> None:
    call(tmp_path, "clone", "-q", "--bare", str(root), "nackt.git")
    answer = dkbm("list", "--stand", "HEAD", "--daten", tmp_path / "nackt.git", cwd=tmp_path)
    assert (answer.status, answer.out) == (2, "")
    with pytest.raises(DkbmError, match="ohne Arbeitsordner"):
        resolve_stand(tmp_path / "nackt.git", "HEAD")


def test_a_dataset_in_a_folder_of_a_repository(tmp_path: Path) -> None:
    call(tmp_path, "init", "-q", "viel")
    inner = lay_out(tmp_path / "viel/tief/satz")
    (tmp_path / "viel/data").mkdir()
    (tmp_path / "viel/data/fremd.yaml").write_text("a: [")
    call(tmp_path / "viel", "add", "-A")
    call(tmp_path / "viel", "commit", "-q", "-m", "x")
    answer = dkbm("list", "--stand", "HEAD", cwd=inner)
    assert (answer.status, answer.err) == (0, "")
    assert revisions(inner) == {call(inner, "rev-parse", "HEAD").strip()}


def test_an_object_id_means_what_it_was_made_of(root: Path) -> None:
    """`git replace` shows other content under the same id."""
    first, head = call(root, "rev-parse", "v1", "HEAD").split()
    call(root, "replace", first, head)
    assert module(root, "--stand", "v1") == 2


NAMES = [
    "--output=pwn",
    "--all",
    "-h",
    "-",
    "fehlt",
    "",
    " ",
    "HEAD:dkbm.yaml",
    "HEAD^{tree}",
    "@{u}",
    "a\nb",
    "HEAD\nHEAD",
]
NAMES += ["HEAD ", "^HEAD", "--", "$(touch pwn)", "HEAD..main", "\x1b[31m", "\udcff", "x" * 5000, "HEAD blob 3", "*"]


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_s96_what_is_no_commit_is_refused_and_never_an_option(root: Path, name: str) -> None:
    before = sorted(root.rglob("*"))
    answer = dkbm("list", f"--stand={name}", cwd=root)
    assert (answer.status, answer.out) == (2, "")
    assert "ist kein Stand, den git kennt." in answer.err
    assert "\x1b" not in answer.err
    assert sorted(root.rglob("*")) == before


def test_s96_a_branch_that_looks_like_an_option_is_only_a_branch(root: Path) -> None:
    first = call(root, "rev-parse", "v1").strip()
    call(root, "update-ref", "refs/heads/--output=pwn", first)
    assert dkbm("list", "--stand=--output=pwn", cwd=root).out.endswith(
        f"\nDatenstand: --output=pwn ({first[:8]}, 10.03.2026)\n"
    )
    assert not (root / "pwn").exists()


def script(mark: Path, end: str = "cat") -> Path:
    trap = mark.with_suffix(".sh")
    trap.write_text(f"#!/bin/sh\necho $0 $* >> {mark}\n{end}\n")
    trap.chmod(0o755)
    return trap


def trapped(root: Path, mark: Path) -> None:
    """Every place in the settings of a repository that can name a program names one that leaves a mark."""
    trap = script(mark)
    keys = ["core.fsmonitor", "diff.external", "diff.x.textconv", "diff.x.command", "core.pager", "core.editor"]
    keys += ["filter.x.clean", "filter.x.smudge", "filter.x.process", "gpg.program", "core.sshCommand", "pager.log"]
    for key in keys:
        call(root, "config", key, str(trap))
    call(root, "config", "log.showSignature", "true")
    (root / ".git/info/attributes").write_text("*.yaml diff=x filter=x\n")
    for hook in ("post-index-change", "pre-auto-gc", "reference-transaction", "post-checkout", "fsmonitor-watchman"):
        shutil.copy(trap, root / ".git/hooks" / hook)
    os.utime(root / KOMMUNE)


def test_s97_nothing_that_a_repository_configures_is_run(root: Path, tmp_path: Path) -> None:
    mark = tmp_path / "ausgefuehrt"
    trapped(root, mark)
    mark.unlink(missing_ok=True)
    for command in (("status",), ("list",), ("list", "--format", "json"), ("corrections",)):
        for stand in ("v1", "2026-07-02"):
            assert dkbm(*command, "--stand", stand, cwd=root).status == 0, command
    assert revisions(root) == {call(root, "rev-parse", "HEAD").strip()}
    assert not mark.exists(), mark.read_text()
    call(root, "diff", "v1", check=False)
    assert mark.exists(), "the trap works"
