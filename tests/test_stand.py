"""`--stand`: the dataset as git recorded it, from its store alone; folder, index and branch stay as they are."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from dkbm.store.stand import unchanged_since
from tests.aufruf import dkbm, lay_out
from tests.geschichtsbau import Fassung, build, fingerprint
from tests.muster import musterland
from tests.repositorium import KOMMUNE, call, committed, edit, own_settings
from tests.staende import LATER, at, module, revisions, two_records
from tests.vorgang import ROOT


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_settings(tmp_path, monkeypatch)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return two_records(tmp_path / "satz")


# Both axes


def test_m51_a_stand_is_what_was_recorded_then(root: Path) -> None:
    assert (module(root, "--stand", "v1"), module(root, "--stand", "main"), module(root)) == (2, 3, 3)


def test_m52_stichtag_and_stand_combine(root: Path) -> None:
    """What was reported for two days in 2018 and 2020, and what is known of them now."""
    days = ("2018-12-01", "2020-01-01")
    assert [module(root, "--stand", "v1", "--stichtag", day) for day in days] == [2, 2]
    assert [module(root, "--stand", "HEAD", "--stichtag", day) for day in days] == [2, 3]


def test_m51_with_a_dirty_tree_nothing_is_touched_and_nothing_is_left(root: Path) -> None:
    edit(root, line="verlauf: [\n")
    edit(root, "data/.quellen.yaml.swp", "offen im Editor")
    (root / "data/themen.yaml").unlink()
    before, files = fingerprint(root), sorted(root.rglob("*"))
    for command in (("status",), ("status", "99001"), ("list",), ("list", "--format", "json")):
        answer = dkbm(*command, "--stand", "v1", cwd=root)
        assert (answer.status, answer.err) == (0, ""), command
    assert fingerprint(root) == before
    assert sorted(root.rglob("*")) == files


SCREENS: dict[tuple[str, ...], str] = {
    ("status", "99001"): "\n{:>80}\n",
    ("status",): "\n{}\n",
    ("list",): "\n{}\n",
    ("list", "--format", "markdown"): "\n\n{}\n",
    ("sachstand",): "\n\n{}\n",
    ("sachstand", "--belege"): "\n\n{}\n",
}


@pytest.mark.parametrize("command", SCREENS, ids=" ".join)
def test_m51_a_text_names_the_record_it_comes_from(root: Path, command: tuple[str, ...]) -> None:
    commit = call(root, "rev-parse", "v1").strip()[:8]
    answer = dkbm(*command, "--stand", "v1", cwd=root)
    assert SCREENS[command].format(f"Datenstand: v1 ({commit}, 10.03.2026)") in answer.out
    assert "Datenstand" not in dkbm(*command, cwd=root).out
    assert max(map(len, answer.out.splitlines())) <= 80


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_m51_a_file_for_programs_keeps_its_columns_and_the_record_is_said_beside_it(root: Path, form: str) -> None:
    answer = dkbm("list", "--format", form, "--stand", "main", cwd=root)
    assert answer.out == dkbm("list", "--format", form, cwd=root).out
    assert answer.err == f"Datenstand: main ({call(root, 'rev-parse', 'main').strip()[:8]}, 02.07.2026)\n"


def test_m51_the_csv_of_the_sachstand_names_its_record_beside_it(root: Path) -> None:
    answer = dkbm("sachstand", "--format", "csv", "--stand", "v1", cwd=root)
    assert answer.err == f"Datenstand: v1 ({call(root, 'rev-parse', 'v1').strip()[:8]}, 10.03.2026)\n"
    assert "Datenstand" not in answer.out
    assert dkbm("sachstand", "--format", "csv", cwd=root).err == ""


COUNTING = (("list",), ("sachstand",), ("status",), ("corrections", "--stand", "HEAD.."), ("list", "--format", "json"))


@pytest.mark.parametrize("command", COUNTING, ids=" ".join)
def test_s86_who_lies_behind_a_link_is_said_to_be_missing(root: Path, command: tuple[str, ...]) -> None:
    own = root / KOMMUNE
    own.rename(root / "anderswo.yaml")
    own.symlink_to("../../anderswo.yaml")
    (root / "data/kommunen/notiz.txt").write_text("x")
    (root / "data/kommunen/stadt-b.YML").write_text("x")
    answer = dkbm(*command, cwd=root)
    assert answer.status == 0
    unread = (
        f"Warnung: {name} ist keine gewöhnliche Datei *.yaml und wird nicht gelesen.\n"
        for name in (
            KOMMUNE,
            "data/kommunen/stadt-b.YML",
        )
    )
    assert answer.err == "".join(unread) + "Diese Dateien fehlen in der Auskunft. Mehr dazu sagt: dkbm validate\n"


def test_s86_a_link_that_was_recorded_is_said_of_the_record(root: Path) -> None:
    (root / "data/kommunen/region-neu.yaml").symlink_to("region-ohnedaten.yaml")
    call(root, "add", "-A")
    call(root, "commit", "-q", "-m", "x")
    answer = dkbm("list", "--stand", "HEAD", cwd=root)
    assert answer.status == 0
    assert answer.err.startswith("Warnung: data/kommunen/region-neu.yaml ist keine gewöhnliche Datei *.yaml")
    assert "So steht es im Stand HEAD (" in answer.err


def test_m51_an_old_record_is_not_to_be_written_into(root: Path) -> None:
    """The lines that the folder would take are not those of the record."""
    assert "Einzutragen in" in dkbm("status", "99002", cwd=root).out
    answer = dkbm("status", "99002", "--stand", "v1", cwd=root)
    assert "Es fehl" in answer.out
    assert "Einzutragen in" not in answer.out
    assert "Festhalten: dkbm" not in answer.out


def test_the_commit_itself_needs_no_second_mention(root: Path) -> None:
    commit = call(root, "rev-parse", "v1").strip()
    for name in (commit, commit[:12]):
        assert dkbm("list", "--stand", name, cwd=root).out.endswith(f"\nDatenstand: {commit[:8]} (10.03.2026)\n")


# What JSON says of the record


def test_m51_revision_is_the_commit_that_holds_exactly_these_files(root: Path) -> None:
    head, first = call(root, "rev-parse", "HEAD", "v1").split()
    assert revisions(root) == revisions(root, "--stand", "HEAD") == {head}
    assert revisions(root, "--stand", "v1") == {first}
    (root / "README.md").write_text("nicht Teil des Datensatzes")
    (root / "data/.versteckt.yaml").write_text("auch nicht")
    assert revisions(root) == {head}


def removed(root: Path) -> None:
    (root / "data/themen.yaml").unlink()


def line_ends(root: Path) -> None:
    (root / KOMMUNE).write_bytes((root / KOMMUNE).read_bytes().replace(b"\n", b"\r\n"))


@pytest.mark.parametrize(
    "change", [edit, lambda root: edit(root, "data/neu.yaml", "# neu\n"), removed, line_ends], ids=range(4)
)
def test_m51_revision_is_null_for_files_that_no_commit_holds(root: Path, change: Callable[[Path], None]) -> None:
    change(root)
    assert revisions(root) == {None}
    call(root, "add", "-A")
    assert revisions(root) == {None}, "staged is not recorded"


def test_m51_a_change_that_keeps_size_and_time_is_a_change(root: Path) -> None:
    path = root / KOMMUNE
    there = path.stat()
    path.write_bytes(path.read_bytes().replace(b"modul: 3", b"modul: 2"))
    os.utime(path, ns=(there.st_atime_ns, there.st_mtime_ns))
    assert revisions(root) == {None}


def test_s95_without_a_repository_revision_is_null(tmp_path: Path) -> None:
    assert revisions(lay_out(tmp_path / "ohne")) == {None}


def test_revision_in_a_repository_that_names_objects_by_sha256(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "satz")
    call(root, "init", "-q", "--object-format=sha256")
    call(root, "add", "-A")
    call(root, "commit", "-q", "-m", "Anfang")
    head = call(root, "rev-parse", "HEAD").strip()
    assert len(head) == 64
    assert revisions(root) == revisions(root, "--stand", head[:10]) == {head}


# Stand and folder


def test_m51_head_equals_a_clean_folder_for_every_kommune(tmp_path: Path) -> None:
    root = tmp_path / "satz"
    files = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in sorted((ROOT / "data").rglob("*.yaml"))}
    files["dkbm.yaml"] = (ROOT / "dkbm.yaml").read_bytes()
    build(root, [Fassung(at("2026-11-01T12:00:00+01:00"), "Alles", files)])
    listed = dkbm("list", "--format", "json", cwd=root).out
    assert listed == dkbm("list", "--format", "json", "--stand", "HEAD", cwd=root).out
    rows = json.loads(listed)
    assert len(rows) == 45
    for row in rows:
        command = ("status", row["id"], "--format", "json")
        assert dkbm(*command, cwd=root) == dkbm(*command, "--stand", "HEAD", cwd=root)


def test_committed_musterland_is_its_own_stand(tmp_path: Path) -> None:
    root = committed(tmp_path / "satz")
    assert unchanged_since(root, musterland()) == call(root, "rev-parse", "HEAD").strip()
    assert unchanged_since(root, musterland({KOMMUNE: None})) is None
    assert unchanged_since(root, musterland({KOMMUNE: LATER})) is None
