"""What cannot be read is one finding of its own and hides nothing of the rest (M 60)."""

import errno
import json
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from dkbm.store.worktree import read_dataset
from tests.aufruf import dkbm, lay_out
from tests.muster import musterland

KOMMUNE = "data/kommunen/landkreis-musterland.yaml"
STADT = "data/kommunen/stadt-musterland.yaml"
FAULT = {STADT: musterland()[STADT].decode().replace("kreisfreie-stadt", "kreisfreie-statd")}
Refuse = Callable[..., None]
PERSON = "data/personen/p-mara-muster.yaml"


@pytest.fixture
def refuse(monkeypatch: pytest.MonkeyPatch) -> Refuse:
    """Let the operating system refuse what it is told: also root then meets what others meet."""
    refused: dict[str, OSError] = {}
    really_open, really_scan = os.open, os.scandir

    def answer(path: object) -> None:
        for name, error in refused.items():
            if str(path).endswith(name):
                raise error

    def open_file(path: str | Path, flags: int, mode: int = 0o777) -> int:
        answer(path)
        return really_open(path, flags, mode)

    def scan(path: str | Path = ".") -> AbstractContextManager[Iterator[os.DirEntry[str]]]:
        answer(path)
        return really_scan(path)

    monkeypatch.setattr(os, "open", open_file)
    monkeypatch.setattr(os, "scandir", scan)

    def refuse(name: str, error: OSError | None = None) -> None:
        refused[name] = error or PermissionError(errno.EACCES, "no")

    return refuse


def findings(root: Path) -> list[tuple[str, str]]:
    rows = json.loads(dkbm("validate", "--format", "json", cwd=root).out)
    return [(row["code"], row["file"]) for row in rows]


@pytest.mark.parametrize(
    ("name", "error", "reason"),
    [
        (KOMMUNE, None, "darf nicht gelesen werden"),
        (PERSON, FileNotFoundError(errno.ENOENT, "gone"), "gibt es nicht"),
        (PERSON, OSError(errno.EIO, "broken"), "lässt sich nicht lesen"),
        ("data/quellen.yaml", None, "darf nicht gelesen werden"),
        ("data/prozess.yaml", None, "darf nicht gelesen werden"),
        ("data/themen.yaml", None, "darf nicht gelesen werden"),
        ("data/personen", None, "darf nicht gelesen werden"),
        ("data/kommunen", None, "darf nicht gelesen werden"),
    ],
)
def test_m60_what_cannot_be_read_is_one_finding(
    tmp_path: Path,
    refuse: Refuse,
    name: str,
    error: OSError | None,
    reason: str,
) -> None:
    """Whoever refers to what stands there is not to blame."""
    root = lay_out(tmp_path)
    refuse(name, error)
    answer = dkbm("validate", cwd=root)
    assert (answer.status, answer.err) == (1, "")
    assert f"{name}:1:1: Fehler[D026] {name} {reason}." in answer.out
    assert findings(root) == [("D026", name)]


def test_m60_the_rest_is_checked_all_the_same(tmp_path: Path, refuse: Refuse) -> None:
    root = lay_out(tmp_path, FAULT)
    refuse(KOMMUNE)
    assert findings(root) == [("D026", KOMMUNE), ("D104", STADT)]


@pytest.mark.parametrize("command", ["status", "list"])
def test_m60_an_overview_says_what_it_lacks_and_goes_on(tmp_path: Path, refuse: Refuse, command: str) -> None:
    root = lay_out(tmp_path)
    refuse(KOMMUNE)
    answer = dkbm(command, cwd=root)
    assert answer.status == 0
    assert f"{KOMMUNE} darf nicht gelesen werden." in answer.err
    assert "Ohnedaten" in answer.out


@pytest.mark.parametrize("name", [KOMMUNE, "data/quellen.yaml", "data/kommunen"])
@pytest.mark.parametrize("command", [("status",), ("render", "zielvereinbarung")])
def test_m60_an_answer_that_rests_on_it_is_refused(
    tmp_path: Path,
    refuse: Refuse,
    command: tuple[str, ...],
    name: str,
) -> None:
    root = lay_out(tmp_path)
    refuse(name)
    answer = dkbm(*command, "landkreis musterland", cwd=root)
    if command[0] == "render" and name == "data/quellen.yaml":
        return  # a document quotes no sources
    assert answer.status == (1 if command[0] == "status" or name == KOMMUNE else 4)
    assert answer.out == ""
    if answer.status == 1:
        assert f"{name} darf nicht gelesen werden." in answer.err


def test_m60_another_kommune_is_answered_all_the_same(tmp_path: Path, refuse: Refuse) -> None:
    root = lay_out(tmp_path)
    refuse(KOMMUNE)
    assert dkbm("status", "Ohnedaten", cwd=root).status == 0


def test_links_and_copies_are_named_with_one_walk(tmp_path: Path) -> None:
    root = lay_out(tmp_path, {"data/kopie.txt": "x"})
    (root / "data/link.yaml").symlink_to("themen.yaml")
    contents = read_dataset(root)
    assert contents.strangers == ("data/kopie.txt", "data/link.yaml")
    assert contents.unreadable == {}
    assert contents.files == musterland()
