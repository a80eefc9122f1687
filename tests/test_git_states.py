"""Every state the repository around a dataset can be in (S 93–95, 99)."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from dkbm.errors import DkbmError
from dkbm.store import git
from dkbm.store.git import Absent, Repository
from tests.aufruf import dkbm
from tests.repositorium import KOMMUNE, call, committed, edit, own_settings


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_settings(tmp_path, monkeypatch)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return committed(tmp_path / "satz")


def _conflict(root: Path) -> None:
    call(root, "switch", "-q", "-c", "andere")
    edit(root, line="# dort\n")
    call(root, "commit", "-q", "-am", "dort")
    call(root, "switch", "-q", "main")
    edit(root, line="# hier\n")
    call(root, "commit", "-q", "-am", "hier")


def merging(root: Path) -> None:
    _conflict(root)
    call(root, "merge", "andere", check=False)


def rebasing(root: Path) -> None:
    _conflict(root)
    call(root, "rebase", "andere", check=False)


def picking(root: Path) -> None:
    _conflict(root)
    call(root, "cherry-pick", "andere", check=False)


def reverting(root: Path) -> None:
    edit(root)
    call(root, "commit", "-q", "-am", "eins")
    edit(root, line="# mehr\n")
    call(root, "commit", "-q", "-am", "zwei")
    call(root, "revert", "HEAD~1", check=False)


def unstashing(root: Path) -> None:
    edit(root, line="# weggelegt\n")
    call(root, "stash")
    edit(root, line="# hier\n")
    call(root, "commit", "-q", "-am", "hier")
    call(root, "stash", "pop", check=False)


@pytest.mark.parametrize(
    ("begin", "what"),
    [(merging, "Merge"), (rebasing, "Rebase"), (picking, "Cherry-Pick"), (reverting, "Revert"), (unstashing, "Merge")],
)
def test_s99_what_is_unfinished_is_named_with_its_files_and_refused(
    root: Path, begin: Callable[[Path], None], what: str
) -> None:
    assert Repository(root).unfinished() is None
    begin(root)
    found = Repository(root).unfinished()
    assert found == f"In git ist ein {what} nicht abgeschlossen. Offen sind: {KOMMUNE}."
    for refused in (Repository(root).refuse_unfinished, lambda: Repository(root).commit([KOMMUNE], "x")):
        with pytest.raises(DkbmError, match=f"ein {what} nicht abgeschlossen") as error:
            refused()
        assert "aufgeben: git " in error.value.hint
    call(root, *error.value.hint.rpartition("aufgeben: git ")[2].split())
    assert Repository(root).unfinished() is None


def test_s99_a_merge_whose_conflicts_are_solved_is_still_unfinished(root: Path) -> None:
    merging(root)
    (root / KOMMUNE).write_bytes(b"geloest: ja\n")
    call(root, "add", KOMMUNE)
    assert Repository(root).unfinished() == "In git ist ein Merge nicht abgeschlossen."


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_s93_a_repository_of_another_account_is_explained_with_its_folder(root: Path) -> None:
    for path in (root, root / ".git"):
        os.chown(path, 12345, 12345)
    found = git.inspect(root)
    assert isinstance(found, Absent)
    assert "gehört einem anderen Konto" in found.message
    assert found.hint.endswith(f"git config --global --add safe.directory '{root}'")
    assert "*" not in found.hint
    assert git.find(root) is None
    assert dkbm("status", "99001", cwd=root).status == 0
    assert found.hint.rpartition(": ")[2] in dkbm("doctor", cwd=root).out
    call(root, *found.hint.rpartition(": ")[2].replace("'", "").split()[1:])
    assert git.find(root) == Repository(root)


def test_s94_a_shallow_clone_is_recognised(root: Path, tmp_path: Path) -> None:
    edit(root)
    call(root, "commit", "-q", "-am", "zwei")
    call(tmp_path, "clone", "-q", "--depth=1", f"file://{root}", "flach")
    assert not Repository(root).is_shallow()
    assert Repository(tmp_path / "flach").is_shallow()
    assert "git fetch --unshallow" in dkbm("doctor", cwd=tmp_path / "flach").out


def test_s95_without_git_everything_but_commits_works(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "leer").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "leer"))
    assert git.find(root) is None
    with pytest.raises(DkbmError, match="Das Programm git fehlt") as error:
        git.require(root)
    assert "--commit" in error.value.hint
    for command in (("status",), ("validate",), ("doctor",)):
        assert dkbm(*command, cwd=root).status == 0
    assert "Das Programm git fehlt" in " ".join(dkbm("doctor", cwd=root).out.split())


def test_s95_a_folder_outside_of_git_is_named(tmp_path: Path) -> None:
    with pytest.raises(DkbmError, match="liegt in keinem git-Repository") as error:
        git.require(tmp_path)
    assert "git init" in error.value.hint


def test_s95_in_a_work_tree_git_is_a_file(root: Path, tmp_path: Path) -> None:
    call(root, "worktree", "add", "-q", "-b", "zweig", str(tmp_path / "baum"))
    tree = tmp_path / "baum"
    assert (tree / ".git").is_file()
    edit(tree)
    assert Repository(tree).branch() == "zweig"
    assert Repository(tree).unfinished() is None
    assert Repository(tree).commit([KOMMUNE], "Im zweiten Baum")
    assert call(root, "log", "-1", "--format=%s", "zweig") == "Im zweiten Baum\n"


def test_s95_an_unfinished_merge_in_a_work_tree_is_seen(root: Path, tmp_path: Path) -> None:
    call(root, "switch", "-q", "-c", "frei")
    call(root, "worktree", "add", "-q", str(tmp_path / "baum"), "main")
    merging(tmp_path / "baum")
    assert "Merge" in str(Repository(tmp_path / "baum").unfinished())
    assert Repository(root).unfinished() is None


def test_s95_a_bare_repository_has_no_files(root: Path, tmp_path: Path) -> None:
    call(tmp_path, "clone", "-q", "--bare", str(root), "nackt.git")
    found = git.inspect(tmp_path / "nackt.git")
    assert isinstance(found, Absent)
    assert "ohne Arbeitsordner" in found.message


def test_a_commit_without_a_branch_can_be_made(root: Path) -> None:
    call(root, "checkout", "-q", "--detach")
    assert Repository(root).branch() is None
    edit(root)
    assert Repository(root).commit([KOMMUNE], "x") == call(root, "rev-parse", "HEAD").strip()


# Every state, every command


def submodule(root: Path) -> None:
    call(root, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(root), "data/teil", check=False)


def index_lock(root: Path) -> None:
    (root / ".git/index.lock").touch()


def damaged(root: Path) -> None:
    (root / ".git/HEAD").write_text("kaputt\n")


def hostile(root: Path) -> None:
    call(root, "config", "alias.status", "!false")
    call(root, "config", "core.worktree", "/")


def twins(root: Path) -> None:
    for name in ("data/Zwilling.yaml", "data/zwilling.yaml"):
        edit(root, name)


def detached(root: Path) -> None:
    call(root, "checkout", "-q", "--detach")


STATES = [merging, rebasing, picking, submodule, index_lock, damaged, hostile, twins, detached]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("command", [("status",), ("status", "99001"), ("list",), ("validate",), ("doctor",)])
def test_s95_every_command_ends_properly_in_every_state(
    root: Path, state: Callable[[Path], None], command: tuple[str, ...]
) -> None:
    state(root)
    answer = dkbm(*command, cwd=root)
    assert answer.status in (0, 1, 4)  # 4: the Kommune whose file is in conflict has no name
    assert "Programm, nicht in den Daten" not in answer.err
