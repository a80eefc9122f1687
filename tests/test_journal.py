"""Several files in one change: noted, then put in place; the next start completes what was cut off (S 85)."""

import json
import os
from pathlib import Path

import pytest

from dkbm.errors import DkbmError
from dkbm.store import journal
from dkbm.store.disk import beside, prepare
from dkbm.store.journal import NAME, PendingError, Step, StuckError, complete, digest, pending, record
from dkbm.store.write import Write, recover, write

OLD = {"data/a.yaml": b"a: 1\n", "data/k/b.yaml": b"b: 1\n"}
NEW = {"data/a.yaml": b"a: 2\n", "data/k/b.yaml": b"b: 2\n"}
STEPS = tuple(Step(name, digest(OLD[name]), digest(NEW[name])) for name in OLD)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A dataset in which a change is noted and not yet begun."""
    for name, content in OLD.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
        prepare(tmp_path / name, NEW[name])
    record(tmp_path, STEPS)
    return tmp_path


def contents(root: Path) -> dict[str, bytes]:
    return {name: (root / name).read_bytes() for name in OLD}


def test_s85_what_is_noted_is_read_back(root: Path) -> None:
    assert pending(root) == STEPS
    assert contents(root) == OLD


@pytest.mark.parametrize("done", [0, 1, 2])
def test_s85_the_next_start_completes_what_was_cut_off(root: Path, done: int) -> None:
    for name in list(OLD)[:done]:
        beside(root / name).replace(root / name)
    assert recover(root) == ("Eine unterbrochene Änderung ist vollendet: data/a.yaml, data/k/b.yaml.",)
    assert contents(root) == NEW
    assert pending(root) == ()
    assert recover(root) == ()


def test_s85_the_next_change_completes_the_last_one_first(root: Path) -> None:
    write(root, [Write("data/a.yaml", NEW["data/a.yaml"], b"a: 3\n")])
    assert contents(root) == {**NEW, "data/a.yaml": b"a: 3\n"}


def test_s85_a_new_file_is_completed_too(root: Path) -> None:
    prepare(root / "data/c.yaml", b"c: 1\n")
    record(root, (*STEPS, Step("data/c.yaml", None, digest(b"c: 1\n"))))
    assert complete(root) == (*OLD, "data/c.yaml")
    assert (root / "data/c.yaml").read_bytes() == b"c: 1\n"


@pytest.mark.parametrize("what", ["changed", "lost", "other"])
def test_s85_a_change_that_no_longer_fits_is_explained_and_moves_nothing(root: Path, what: str) -> None:
    name = "data/k/b.yaml"
    if what == "changed":
        (root / name).write_bytes(b"b: von Hand\n")
    elif what == "lost":
        beside(root / name).unlink()
    else:
        beside(root / name).write_bytes(b"anderes")
    before = contents(root)
    with pytest.raises(StuckError, match=rf"{name} passt nicht mehr") as error:
        recover(root)
    assert "data/k/.b.yaml.dkbm-neu" in error.value.hint
    assert contents(root) == before
    assert (root / NAME).exists()


@pytest.mark.parametrize("name", ["../fremd.yaml", "/etc/passwd", "README.md"])
def test_s86_a_journal_from_a_stranger_cannot_reach_outside(root: Path, name: str) -> None:
    record(root, (Step(name, None, digest(b"x")),))
    with pytest.raises(DkbmError, match="gehört nicht zum Datensatz"):
        recover(root)


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b'{"fassung": 2, "schritte": []}', b"\xff", b'{"fassung": 1, "schritte": [1]}']
)
def test_a_journal_that_cannot_be_read_is_explained(root: Path, content: bytes) -> None:
    (root / NAME).write_bytes(content)
    with pytest.raises(DkbmError, match="ist nicht zu lesen") as error:
        recover(root)
    assert "git status" in error.value.hint


def test_a_journal_says_in_plain_words_what_it_does(root: Path) -> None:
    assert json.loads((root / NAME).read_bytes())["schritte"][0]["datei"] == "data/a.yaml"


def test_s80_a_journal_that_cannot_be_taken_back_counts(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise OSError(5, "")

    monkeypatch.setattr(journal, "sync_folder", broken)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", broken)
        with pytest.raises(PendingError, match="der nächste schreibende Befehl vollendet sie"):
            journal.withdraw(root)
    with pytest.raises(DkbmError, match="Dauerhaftigkeit nicht bestätigt"):
        complete(root)
    monkeypatch.undo()
    assert recover(root)
    assert contents(root) == NEW
    assert not os.path.lexists(root / NAME)
