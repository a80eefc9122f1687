"""After a power failure at any step, old or new is there, or the next start makes it so (S 82)."""

from pathlib import Path

import pytest

from dkbm.store.lock import NAME as LOCK
from dkbm.store.write import Write, recover, write
from tests.fehler.lage import reset, state
from tests.fehler.strom import Disk, states, watch

OLD = {"dkbm.yaml": b"name: M\n", "data/a.yaml": b"a: 1\n", "data/k/b.yaml": b"b: 1\n"}
CHANGES = {
    "one file": {"data/a.yaml": b"a: 22\n"},
    "two files in two folders": {"data/a.yaml": b"a: 22\n", "data/k/b.yaml": b"b: 22\n"},
    "a new file in a new folder": {"data/neu/c.yaml": b"c: 1\n"},
    "a new file and an old one": {"data/neu/c.yaml": b"c: 1\n", "data/a.yaml": b"a: 22\n"},
}


def lay_out(root: Path, disk: Disk) -> None:
    """Put on the disk what the power failure left; its lock belongs to an earlier start of the machine."""
    files = {Path(path).relative_to(root).as_posix(): content for path, content in disk.items()}
    lock = files.get(LOCK, b"")
    if lock.endswith(b"\n"):
        files[LOCK] = b"".join(
            b"boot: vorher\n" if line.startswith(b"boot: ") else line for line in lock.splitlines(keepends=True)
        )
    elif lock:
        del files[LOCK]  # half a lock is for people to judge: `dkbm doctor` names it
    reset(root, files)


@pytest.mark.parametrize("change", CHANGES)
def test_s82_a_power_failure_leaves_old_or_new(tmp_path: Path, change: str) -> None:
    root = tmp_path / "satz"
    root.mkdir()
    reset(root, OLD)
    new = {**OLD, **CHANGES[change]}
    log = watch(lambda: write(root, [Write(name, OLD.get(name), content) for name, content in CHANGES[change].items()]))
    assert state(root) == new
    before = {str(root / name): content for name, content in OLD.items()}
    found = list(states(before, log))
    assert len(found) > 10
    seen = set()
    for disk in found:
        lay_out(root, disk)
        visible = state(root)
        assert all(visible.get(name) in (OLD.get(name), new[name]) for name in new), "a torn file"
        recover(root)
        assert state(root) in (OLD, new), "a mixture"
        seen.add(state(root) == new)
    assert seen == {False, True}


def test_s82_the_model_finds_what_a_missing_fsync_breaks(tmp_path: Path) -> None:
    """The same change without syncing the new file: the renamed file may be empty."""
    root = tmp_path / "satz"
    root.mkdir()
    reset(root, OLD)
    log = watch(lambda: write(root, [Write("data/a.yaml", OLD["data/a.yaml"], b"a: 22\n")]))
    careless = [step for step in log if step.kind != "sync"]
    before = {str(root / name): content for name, content in OLD.items()}
    assert any(disk.get(str(root / "data/a.yaml")) == b"" for disk in states(before, careless))
