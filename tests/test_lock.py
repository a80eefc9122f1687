"""One writer at a time, and what becomes of the lock of a writer that died (S 83, 84)."""

import fcntl
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from dkbm.errors import DkbmError
from dkbm.store import owner
from dkbm.store.lock import NAME, LockedError, explain, holder, locked
from dkbm.store.owner import Owner, as_text, is_alive, myself, parse
from dkbm.store.write import recover
from tests.fehler.eintraege import compete
from tests.fehler.lage import workshop


def dead() -> Owner:
    """A process of this machine that has ended."""
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return myself()._replace(prozess=child.pid, started="1")


ELSEWHERE = Owner(1, "anderer-rechner", "2026-11-22T03:29:15+00:00", "b", "r", "1")


def leave(root: Path, content: str | bytes | Owner) -> None:
    text = as_text(content) if isinstance(content, Owner) else content
    (root / NAME).write_bytes(text if isinstance(text, bytes) else text.encode())


def test_the_lock_names_process_machine_and_time(tmp_path: Path) -> None:
    with locked(tmp_path) as lifted:
        found = holder(tmp_path)
    assert lifted is None
    assert found is not None
    assert found[0].startswith(f"prozess: {os.getpid()}\nrechner: {os.uname().nodename}".encode())
    assert found[1] is not None
    assert is_alive(found[1])
    assert not (tmp_path / NAME).exists()


def test_the_lock_goes_when_the_change_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), locked(tmp_path):
        raise ZeroDivisionError
    assert not (tmp_path / NAME).exists()


def test_s83_a_second_writer_waits_and_then_says_who_writes(tmp_path: Path) -> None:
    with (
        locked(tmp_path),
        pytest.raises(LockedError, match=f"Prozess {os.getpid()} auf ") as error,
        locked(tmp_path, 0.05),
    ):
        pass
    assert "wird gerade geändert" in error.value.message
    assert "Warten" in error.value.hint


def test_s83_a_second_writer_goes_on_when_the_first_is_done(tmp_path: Path) -> None:
    free, taken = threading.Event(), threading.Event()

    def first() -> None:
        with locked(tmp_path):
            taken.set()
            free.wait()

    thread = threading.Thread(target=first)
    thread.start()
    taken.wait()
    threading.Timer(0.05, free.set).start()
    with locked(tmp_path):
        assert free.is_set()
    thread.join()


def test_s83_eight_writers_lose_none_of_800_lines_and_no_reader_sees_a_torn_file() -> None:
    with workshop() as root:
        count = compete(root, writers=8, count=100)
    assert (count.wanted, count.found, count.torn) == (800, 800, 0)
    assert count.looks > 0


def test_s84_the_lock_of_a_dead_process_is_lifted_and_that_is_said(tmp_path: Path) -> None:
    gone = dead()
    leave(tmp_path, gone)
    with locked(tmp_path, 0) as lifted:
        found = holder(tmp_path)
    assert lifted is not None
    assert f"Prozess {gone.prozess} auf " in lifted
    assert found is not None
    assert found[1] is not None
    assert found[1].prozess == os.getpid()


def test_s84_a_lock_that_was_never_signed_is_lifted(tmp_path: Path) -> None:
    leave(tmp_path, b"")
    assert recover(tmp_path) == (
        "Die Sperre eines abgebrochenen Laufs ist aufgehoben (er brach ab, ehe er sich eintragen konnte).",
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (ELSEWHERE, "Prozess 1 auf anderer-rechner, seit 22.11.2026, 03:29 Uhr UTC"),
        (myself()._replace(room="pid:[1]", prozess=1), "von hier nicht zu sehen"),
        (b"von Hand angelegt", "nennt nicht, von wem"),
        (b"\xff\xfe\x00", "nennt nicht, von wem"),
        (as_text(ELSEWHERE)[:-1].encode(), "nennt nicht, von wem"),
    ],
)
def test_s84_a_lock_from_elsewhere_is_explained_and_never_lifted(
    tmp_path: Path, content: bytes | Owner, reason: str
) -> None:
    leave(tmp_path, content)
    before = (tmp_path / NAME).read_bytes()
    with pytest.raises(LockedError, match=reason) as error, locked(tmp_path, 0.01):
        pass
    assert f"rm '{tmp_path / NAME}'" in error.value.hint
    assert (tmp_path / NAME).read_bytes() == before


def test_s84_without_turns_no_lock_is_lifted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes that both find a dead lock could else each lift the other's new one."""

    def unsupported(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(fcntl, "flock", unsupported)
    leave(tmp_path, dead())
    with pytest.raises(LockedError, match="der Lauf aber abgebrochen"), locked(tmp_path, 0.01):
        pass


def test_s84_a_lock_that_someone_else_has_put_there_meanwhile_stays(tmp_path: Path) -> None:
    with locked(tmp_path):
        leave(tmp_path, ELSEWHERE)
    assert (tmp_path / NAME).read_text() == as_text(ELSEWHERE)


def test_a_lock_that_cannot_be_created_is_said(tmp_path: Path) -> None:
    with pytest.raises(DkbmError, match=r"\.dkbm-lock lässt sich nicht schreiben"), locked(tmp_path / "fehlt", 0):
        pass


def test_s84_nobody_is_named_when_the_lock_has_just_gone(tmp_path: Path) -> None:
    assert explain(tmp_path)[1] == "Den Befehl wiederholen."


def test_an_owner_is_read_back_as_written() -> None:
    assert parse(as_text(myself()).encode()) == myself()._replace(seit=parse(as_text(myself()).encode()).seit)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("other", "alive"),
    [
        ({}, True),
        ({"rechner": "anderswo"}, None),
        ({"room": "pid:[1]"}, None),
        ({"boot": "früher"}, False),
        ({"started": "1"}, False),
        ({"prozess": 2**22 + 1}, False),
    ],
)
def test_s84_alive_dead_or_out_of_sight(other: dict[str, str | int], alive: bool | None) -> None:
    assert is_alive(myself()._replace(**other)) is alive  # type: ignore[arg-type]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only Linux tells")
def test_s84_a_process_that_only_waits_to_be_buried_is_dead() -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        started = owner._started(child.pid)
        zombie = myself()._replace(prozess=child.pid, started=started or "")
        assert is_alive(zombie) is True
        child.kill()
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
        assert is_alive(zombie) is False
    finally:
        child.communicate()
