"""The dataset on disk: its root, its files, and what is not read."""

import os
from pathlib import Path

import pytest

from dkbm.errors import DkbmError
from dkbm.store import worktree
from dkbm.store.worktree import MAX_BYTES, find_root, list_files, read_files, strangers
from dkbm.text.reader import read
from tests.muster import MUSTERLAND, musterland


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small dataset."""
    for name in ("dkbm.yaml", "data/b.yaml", "data/kommunen/nord/a.yaml", "data/kommunen/a.yaml"):
        path = tmp_path / "satz" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(f"name: {name}\n".encode())
    return tmp_path / "satz"


NAMES = ["data/b.yaml", "data/kommunen/a.yaml", "data/kommunen/nord/a.yaml", "dkbm.yaml"]


def test_musterland_is_listed_and_read_as_a_whole() -> None:
    assert read_files(MUSTERLAND) == musterland()
    assert strangers(MUSTERLAND) == []


@pytest.mark.parametrize("below", ["", "data", "data/kommunen/nord"])
def test_the_root_is_found_from_every_folder_below(root: Path, below: str) -> None:
    assert find_root(root / below, None) == root


def test_the_root_can_be_named_from_anywhere(root: Path, tmp_path: Path) -> None:
    assert find_root(tmp_path, root) == root


def test_the_nearest_root_wins(root: Path) -> None:
    inner = root / "innen"
    inner.mkdir()
    (inner / "dkbm.yaml").touch()
    assert find_root(inner, None) == inner


def test_without_a_dataset_the_way_to_one_is_shown(tmp_path: Path) -> None:
    for start, daten in ((tmp_path, None), (tmp_path, tmp_path), (tmp_path, tmp_path / "fehlt")):
        with pytest.raises(DkbmError, match="kein Datensatz") as error:
            find_root(start, daten)
        assert "--daten" in error.value.hint


def test_files_are_listed_sorted_with_slashes(root: Path) -> None:
    assert list_files(root) == NAMES
    assert list(read_files(root)) == NAMES


def test_some_files_can_be_read(root: Path) -> None:
    assert read_files(root, ["data/b.yaml"]) == {"data/b.yaml": b"name: data/b.yaml\n"}
    assert read_files(root, []) == {}


@pytest.mark.parametrize(
    "name", ["x.yml", "x (Konfliktkopie).txt", "x.yaml.orig", "x.yaml~", "ohne", "kommunen/X.YAML"]
)
def test_s89_other_files_are_strangers(root: Path, name: str) -> None:
    (root / "data" / name).touch()
    assert list_files(root) == NAMES
    assert strangers(root) == [f"data/{name}"]


@pytest.mark.parametrize("name", [".gitkeep", ".DS_Store", ".a.yaml.dkbm-lock", ".sicherung.yaml"])
def test_hidden_files_are_nobodys_business(root: Path, name: str) -> None:
    (root / "data" / name).touch()
    assert list_files(root) == NAMES
    assert strangers(root) == []


@pytest.mark.parametrize("target", ["/etc/passwd", "b.yaml", "fehlt.yaml", "/etc", "."])
def test_s86_a_link_is_neither_listed_nor_followed(root: Path, target: str) -> None:
    (root / "data/link.yaml").symlink_to(target)
    assert list_files(root) == NAMES
    assert strangers(root) == ["data/link.yaml"]
    with pytest.raises(DkbmError, match=r"data/link\.yaml"):
        read_files(root, ["data/link.yaml"])


def test_s86_a_linked_folder_is_not_entered(root: Path, tmp_path: Path) -> None:
    (tmp_path / "fremd").mkdir()
    (tmp_path / "fremd/x.yaml").touch()
    (root / "data/fremd").symlink_to(tmp_path / "fremd")
    assert list_files(root) == NAMES
    for name in ("data/fremd/x.yaml", "data/../../fremd/x.yaml", str(tmp_path / "fremd/x.yaml")):
        with pytest.raises(DkbmError, match="führt aus dem Datensatz hinaus"):
            read_files(root, [name])


def test_s86_a_dataset_that_itself_lies_behind_a_link_can_be_read(root: Path, tmp_path: Path) -> None:
    (tmp_path / "weg").symlink_to(root)
    assert list(read_files(tmp_path / "weg", ["data/b.yaml"])) == ["data/b.yaml"]


def test_a_data_folder_that_is_missing_or_a_link_is_said(root: Path, tmp_path: Path) -> None:
    (root / "data").rename(tmp_path / "anderswo")
    with pytest.raises(DkbmError, match=r"fehlt der Ordner data/"):
        list_files(root)
    (root / "data").symlink_to(tmp_path / "anderswo")
    with pytest.raises(DkbmError, match=r"fehlt der Ordner data/"):
        list_files(root)


def test_a_pipe_does_not_hang(root: Path) -> None:
    os.mkfifo(root / "data/rohr.yaml")
    assert strangers(root) == ["data/rohr.yaml"]
    with pytest.raises(DkbmError, match="keine gewöhnliche Datei"):
        read_files(root, ["data/rohr.yaml"])


@pytest.mark.parametrize(
    ("name", "reason"), [("data/fehlt.yaml", "gibt es nicht"), ("data/kommunen", "keine gewöhnliche Datei")]
)
def test_what_cannot_be_read_is_named(root: Path, name: str, reason: str) -> None:
    with pytest.raises(DkbmError, match=reason) as error:
        read_files(root, [name])
    assert error.value.hint


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_named(root: Path) -> None:
    (root / "data/b.yaml").chmod(0)
    with pytest.raises(DkbmError, match="darf nicht gelesen werden"):
        read_files(root)


def test_s28_of_a_huge_file_only_as_much_is_read_as_the_reader_needs_to_refuse_it(root: Path) -> None:
    with (root / "data/b.yaml").open("wb") as file:
        file.truncate(50 * MAX_BYTES)
    raw = read_files(root, ["data/b.yaml"])["data/b.yaml"]
    assert len(raw) == MAX_BYTES
    assert [finding.code for finding in read("data/b.yaml", raw)[1]] == ["D001"]


def test_s28_too_many_files_are_refused(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worktree, "MAX_FILES", 3)
    assert len(list_files(root)) == 4
    (root / "data/noch-eine.yaml").touch()
    with pytest.raises(DkbmError, match="mehr als 3 Dateien"):
        list_files(root)
