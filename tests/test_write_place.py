"""Where is written, under which names, with which rights (S 86, 87, 90)."""

import os
import stat
from pathlib import Path

import pytest

from dkbm.errors import DkbmError
from dkbm.german import slug
from dkbm.store import place
from dkbm.store.disk import beside, leftovers
from dkbm.store.worktree import read_files
from dkbm.store.write import Write, write
from tests.landkreise import niedersachsen
from tests.test_write import NEW, OLD, A, everything, lay_out


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small dataset."""
    return lay_out(tmp_path / "satz")


@pytest.mark.parametrize("name", [A, "data/kommunen/b.yaml"])
@pytest.mark.parametrize("where", ["file", "folder", "outside"])
def test_s86_nothing_is_written_through_a_link(root: Path, tmp_path: Path, name: str, where: str) -> None:
    elsewhere = tmp_path / "anderswo"
    elsewhere.mkdir()
    link = root / name if where != "folder" else (root / name).parent
    target = elsewhere / link.name if where != "outside" else Path("/etc/hostname")
    if where == "outside":
        link.unlink()
    else:
        link.rename(target)
    link.symlink_to(target)
    before = everything(elsewhere)
    with pytest.raises(DkbmError, match=r"ist eine Verknüpfung") as error:
        write(root, [Write(name, OLD[name], b"neu\n")])
    assert "Verknüpfung" in error.value.hint
    assert everything(elsewhere) == before
    assert link.is_symlink()
    assert leftovers(root) == []


def test_s86_a_link_in_the_place_of_the_prepared_file_is_not_followed(root: Path, tmp_path: Path) -> None:
    (tmp_path / "opfer").write_bytes(b"bleibt\n")
    beside(root / A).symlink_to(tmp_path / "opfer")
    write(root, [Write(A, OLD[A], b"a: 2\n")])
    assert (tmp_path / "opfer").read_bytes() == b"bleibt\n"
    assert everything(root) == {**OLD, A: b"a: 2\n"}


def test_s86_a_dataset_that_itself_lies_behind_a_link_can_be_changed(root: Path, tmp_path: Path) -> None:
    (tmp_path / "weg").symlink_to(root)
    write(tmp_path / "weg", [Write(A, OLD[A], b"a: 2\n")])
    assert (root / A).read_bytes() == b"a: 2\n"


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o664, 0o755])
def test_s87_the_mode_is_kept(root: Path, mode: int) -> None:
    (root / A).chmod(mode)
    write(root, [Write(A, OLD[A], b"a: 2\n")])
    assert stat.S_IMODE((root / A).stat().st_mode) == mode


def test_s87_a_new_file_gets_the_usual_mode(root: Path) -> None:
    before = os.umask(0o027)
    try:
        write(root, [Write(NEW, None, b"c: 1\n")])
    finally:
        os.umask(before)
    assert stat.S_IMODE((root / NEW).stat().st_mode) == 0o640


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can keep the owner of another's file")
def test_s87_the_owner_is_kept_where_allowed(root: Path) -> None:
    os.chown(root / A, 12345, 23456)
    write(root, [Write(A, OLD[A], b"a: 2\n")])
    assert ((root / A).stat().st_uid, (root / A).stat().st_gid) == (12345, 23456)


def test_s87_a_hard_link_keeps_the_old_content(root: Path, tmp_path: Path) -> None:
    (tmp_path / "zweiter-name").hardlink_to(root / A)
    write(root, [Write(A, OLD[A], b"a: 2\n")])
    assert (tmp_path / "zweiter-name").read_bytes() == OLD[A]


NAMES_REFUSED = [
    "../fremd.yaml",
    "data/../../fremd.yaml",
    "data/./x.yaml",
    "/etc/x.yaml",
    "data//x.yaml",
    "data/x.yml",
    "data/x.txt",
    "README.md",
    "templates/x.yaml",
    "data/C:x.yaml",
    "data\\x.yaml",
    "data/a\\b.yaml",
    "data/x\0.yaml",
    "data",
    "",
]


@pytest.mark.parametrize("name", NAMES_REFUSED)
@pytest.mark.parametrize("old", [None, b"x"])
def test_s90_what_is_not_in_the_dataset_is_not_written(root: Path, name: str, old: bytes | None) -> None:
    with pytest.raises(DkbmError, match="gehört nicht zum Datensatz"):
        write(root, [Write(name, old, b"neu\n")])
    assert everything(root) == OLD


NO_IDS = ["Celle", "lüneburg", "a b", "a_b", "a.b", "", "a\nb", "-\u0430-", "é", "a'b", "*", "nienburg/../x"]
RESERVED = ["con", "nul", "prn", "aux", "com1", "lpt9"]


@pytest.mark.parametrize("name", [*NO_IDS, *RESERVED, "x" * 64, "x" * 300])
def test_s90_an_id_is_a_file_name_on_every_system(root: Path, name: str) -> None:
    if "/" not in name:
        with pytest.raises(DkbmError, match="Dateiname"):
            place.check_id(name)
    for path in (f"data/kommunen/{name}.yaml", f"data/{name}/x.yaml"):
        with pytest.raises(DkbmError):
            write(root, [Write(path, None, b"neu\n")])
    assert everything(root) == OLD


def test_s90_the_45_kommunen_have_distinct_allowed_names() -> None:
    ids = set(niedersachsen().kommunen)
    assert len(ids) == 45
    for name in ids | {slug(kommune.name) for kommune in niedersachsen().kommunen.values()}:
        place.check_id(name)


@pytest.mark.parametrize("name", ["a", "x" * 63, "landkreis-nienburg-weser", "p-vor-nachname-2", "com10", "console"])
def test_s90_ordinary_ids_are_allowed(name: str) -> None:
    place.check_id(name)


def test_s90_an_odd_name_that_is_there_can_still_be_corrected(root: Path) -> None:
    (root / "data/Alt Name.yaml").write_bytes(b"x: 1\n")
    write(root, [Write("data/Alt Name.yaml", b"x: 1\n", b"x: 2\n")])
    assert read_files(root, ["data/Alt Name.yaml"]) == {"data/Alt Name.yaml": b"x: 2\n"}
