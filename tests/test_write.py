"""Replacing files of the dataset: all or nothing, and nothing but what was meant (S 79–90)."""

import errno
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dkbm.errors import DkbmError
from dkbm.store.checkup import examine
from dkbm.store.disk import beside
from dkbm.store.journal import NAME as JOURNAL
from dkbm.store.lock import NAME as LOCK
from dkbm.store.trouble import trouble
from dkbm.store.write import ChangedError, Write, recover, write

A, B, NEW = "data/a.yaml", "data/kommunen/b.yaml", "data/neu/tief/c.yaml"
OLD = {"dkbm.yaml": b"name: M\n", A: b"a: 1\n", B: b"b: 1\n"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small dataset."""
    return lay_out(tmp_path / "satz")


def lay_out(root: Path) -> Path:
    for name, content in OLD.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return root


def everything(root: Path) -> dict[str, bytes]:
    """Every file there is, hidden ones too."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_one_file_is_replaced_and_nothing_else_is_left(root: Path) -> None:
    write(root, [Write(A, OLD[A], b"a: 2\n")])
    assert everything(root) == {**OLD, A: b"a: 2\n"}


def test_several_files_are_replaced_or_created_together(root: Path) -> None:
    write(root, [Write(A, OLD[A], b"a: 2\n"), Write(B, OLD[B], b"b: 2\n"), Write(NEW, None, b"c: 1\n")])
    assert everything(root) == {**OLD, A: b"a: 2\n", B: b"b: 2\n", NEW: b"c: 1\n"}


def test_what_does_not_change_is_not_touched(root: Path) -> None:
    before = (root / A).stat()
    write(root, [Write(A, OLD[A], OLD[A]), Write(B, OLD[B], b"b: 2\n")])
    assert (root / A).stat() == before
    write(root, [])


def test_a_file_named_twice_is_a_mistake_of_the_caller(root: Path) -> None:
    with pytest.raises(ValueError, match="only once"):
        write(root, [Write(A, OLD[A], b"1"), Write(A, OLD[A], b"2")])


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (Write(A, b"etwas anderes\n", b"a: 2\n"), "wurde inzwischen geändert"),
        (Write(A, None, b"a: 2\n"), "gibt es inzwischen schon"),
        (Write(NEW, b"c: 1\n", b"c: 2\n"), "gibt es nicht mehr"),
    ],
)
def test_s83_what_someone_else_changed_is_not_overwritten(root: Path, entry: Write, reason: str) -> None:
    for writes in ([entry], [Write(B, OLD[B], b"b: 2\n"), entry]):
        with pytest.raises(ChangedError, match=reason) as error:
            write(root, writes)
        assert "nichts wurde geschrieben" in error.value.message
        assert everything(root) == OLD


def test_s83_a_change_while_the_new_content_is_prepared_is_noticed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fsync = os.fsync

    def editor_saves(handle: int) -> None:
        (root / A).write_bytes(b"a: von Hand\n")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", editor_saves)
    with pytest.raises(ChangedError, match="inzwischen geändert"):
        write(root, [Write(A, OLD[A], b"a: 2\n")])
    assert everything(root) == {**OLD, A: b"a: von Hand\n"}


def test_s83_a_change_while_the_journal_is_written_is_noticed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = os.replace

    def editor_saves(old: Path, new: Path) -> None:
        if Path(new).name == JOURNAL:
            (root / B).write_bytes(b"b: von Hand\n")
        replace(old, new)

    monkeypatch.setattr(os, "replace", editor_saves)
    with pytest.raises(ChangedError, match="inzwischen geändert"):
        write(root, [Write(A, OLD[A], b"a: 2\n"), Write(B, OLD[B], b"b: 2\n")])
    assert everything(root) == {**OLD, B: b"b: von Hand\n"}


def failing(call: Callable[..., object], number: int, code: int) -> Callable[..., object]:
    """The call, but its `number`-th time fails with this error."""
    count = 0

    def wrapped(*arguments: object, **options: object) -> object:
        nonlocal count
        count += 1
        if count == number:
            raise OSError(code, os.strerror(code))
        return call(*arguments, **options)

    return wrapped


MESSAGES = [
    (errno.EACCES, "keine Berechtigung"),
    (errno.EROFS, "schreibgeschützt"),
    (errno.ENOSPC, "kein Platz mehr"),
    (errno.EDQUOT, "Anteil am Speicherplatz"),
    (errno.EIO, "meldet einen Fehler"),
]


@pytest.mark.parametrize(("code", "reason"), MESSAGES)
@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace", "fchmod"])
def test_s80_each_trouble_is_said_in_its_own_words_and_the_old_stays(
    root: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int, reason: str
) -> None:
    # the first open is the root's (for the turn), the first write fills the lock: both fail before anything happens
    number = {"open": 4, "write": 2}.get(call, 1)
    monkeypatch.setattr(os, call, failing(getattr(os, call), number, code))
    with pytest.raises(DkbmError, match=reason) as error:
        write(root, [Write(A, OLD[A], b"a: 2\n")])
    assert "Nichts wurde geändert." in error.value.message
    assert error.value.hint
    assert everything(root) == OLD


@pytest.mark.parametrize(("code", "reason"), MESSAGES)
def test_s80_after_the_rename_the_new_stands_but_is_not_confirmed(
    root: Path, monkeypatch: pytest.MonkeyPatch, code: int, reason: str
) -> None:
    monkeypatch.setattr(os, "fsync", failing(os.fsync, 2, code))
    with pytest.raises(DkbmError, match="geschrieben, Dauerhaftigkeit nicht bestätigt"):
        write(root, [Write(A, OLD[A], b"a: 2\n")])
    assert everything(root) == {**OLD, A: b"a: 2\n"}
    del reason


def test_s80_every_cause_has_a_message_of_its_own() -> None:
    texts = {
        trouble("x", OSError(code, "")).message for code in (*(code for code, _ in MESSAGES), errno.ENAMETOOLONG, 0)
    }
    assert len(texts) == len(MESSAGES) + 2


@pytest.mark.parametrize("number", range(1, 9))
def test_s85_a_disk_that_fails_amid_several_files_leaves_all_old_or_completes_them(
    root: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    new = {A: b"a: 2\n", B: b"b: 2\n"}
    monkeypatch.setattr(os, "fsync", failing(os.fsync, number, errno.EIO))
    monkeypatch.setattr(os, "replace", failing(os.replace, number, errno.EIO))
    try:
        write(root, [Write(name, OLD[name], content) for name, content in new.items()])
    except DkbmError as error:
        written = "bestätigt" in error.message or "nächste Befehl vollendet" in error.message
        monkeypatch.undo()
        recover(root)
        assert everything(root) == ({**OLD, **new} if written else OLD)
    else:
        assert everything(root) == {**OLD, **new}
        assert number > 7


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_s80_a_folder_without_permission_is_named(root: Path) -> None:
    (root / "data").chmod(0o555)
    try:
        with pytest.raises(DkbmError, match="keine Berechtigung"):
            write(root, [Write(A, OLD[A], b"a: 2\n")])
    finally:
        (root / "data").chmod(0o755)


def test_s81_ctrl_c_leaves_the_old(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    for call in ("write", "fsync", "replace"):
        with monkeypatch.context() as patched:
            original = getattr(os, call)
            patched.setattr(os, call, lambda *given, call=original: call(*given) if _is_lock(given) else interrupted())
            with pytest.raises(KeyboardInterrupt):
                write(root, [Write(A, OLD[A], b"a: 2\n")])
        assert everything(root) == OLD


def _is_lock(given: tuple[object, ...]) -> bool:
    return isinstance(given[0], int) and len(given) > 1 and bytes(given[1]).startswith(b"prozess: ")  # type: ignore[call-overload]


def test_s79_what_a_killed_run_left_beside_the_file_is_replaced(root: Path) -> None:
    beside(root / A).write_bytes(b"halb")
    write(root, [Write(A, OLD[A], b"a: 2\n")])
    assert everything(root) == {**OLD, A: b"a: 2\n"}


def test_s79_without_a_cut_off_run_there_is_nothing_to_recover(root: Path) -> None:
    assert recover(root) == ()
    assert everything(root) == OLD


def test_s79_the_lock_is_there_while_a_file_is_written_and_gone_after(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []
    monkeypatch.setattr(os, "fsync", lambda _: seen.append((root / LOCK).exists()))
    write(root, [Write(A, OLD[A], b"a: 2\n")])
    assert seen == [True, True]
    assert not (root / LOCK).exists()


@pytest.fixture
def small_disk(root: Path) -> Iterator[Path]:
    """The dataset on a disk of 64 kB of its own."""
    disk = root.parent / "platte"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("not run: no right to mount a disk here")
    try:
        shutil.copytree(root, disk / "satz")
        yield disk / "satz"
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_s80_a_disk_that_is_really_full_keeps_the_file_and_no_litter(small_disk: Path) -> None:
    for writes in ([Write(A, OLD[A], b"x" * 100_000)], [Write(A, OLD[A], b"a"), Write(NEW, None, b"x" * 100_000)]):
        with pytest.raises(DkbmError, match="kein Platz mehr"):
            write(small_disk, writes)
        assert everything(small_disk) == OLD
    write(small_disk, [Write(A, OLD[A], b"a: 2\n")])


def test_s80_a_disk_that_is_really_read_only_is_said_before_anything_happens(small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk.parent)], check=True)
    with pytest.raises(DkbmError, match="schreibgeschützten Datenträger"):
        write(small_disk, [Write(A, OLD[A], b"a: 2\n")])
    assert everything(small_disk) == OLD
    assert [seen.text for seen in examine(small_disk) if seen.what == "Rechte"] == ["schreibgeschützter Datenträger"]
