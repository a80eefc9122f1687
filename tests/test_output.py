"""`-o` of every command: the file is the old one or the new one, and what is in the way is said in German."""

import os
import stat
import threading
from pathlib import Path

import pytest

from dkbm.errors import DkbmError
from dkbm.store.output import write_output
from tests.aufruf import Answer, dkbm
from tests.dokumente import lay_out_templates

COMMANDS = [
    ("list",),
    ("list", "--format", "csv"),
    ("schema", "kommune"),
    ("explain", "D001"),
    ("validate", "--format", "json"),
    ("render", "zielvereinbarung", "Landkreis Musterland"),
]
AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_every_command_replaces_the_file_as_a_whole_and_keeps_its_mode(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    daten, target = lay_out_templates(tmp_path / "daten"), tmp_path / "ergebnis"
    shown = dkbm(*arguments, cwd=daten)
    target.write_text("alt", encoding="utf-8")
    target.chmod(0o640)
    with target.open(encoding="utf-8") as reader:
        assert dkbm(*arguments, "-o", target, cwd=daten) == Answer(shown.status, "", shown.err)
        assert reader.read() == "alt", "who reads the old file goes on reading the old file"
    assert target.read_bytes().decode() == shown.out
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["daten", "ergebnis"]


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_every_command_says_what_is_in_the_way(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    daten = lay_out_templates(tmp_path / "daten")
    obstacles = {daten: f"{daten} ist ein Ordner.", tmp_path / "x" / "y": f"Den Ordner {tmp_path / 'x'} gibt es nicht"}
    for target, message in obstacles.items():
        answer = dkbm(*arguments, "-o", target, cwd=daten)
        assert (answer.status, answer.out) == (2, "")
        assert message in answer.err
        assert not (tmp_path / "x").exists()


@pytest.mark.skipif(AS_ROOT, reason="root may write everywhere")
def test_a_folder_that_must_not_be_written_is_said_and_the_old_file_stays(tmp_path: Path) -> None:
    target = tmp_path / "alt"
    target.write_text("alt", encoding="utf-8")
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(DkbmError, match=r"keine Berechtigung. Nichts wurde geändert."):
            write_output(target, b"neu")
    finally:
        tmp_path.chmod(0o700)
    assert target.read_text(encoding="utf-8") == "alt"


@pytest.mark.parametrize("step", ["os.fdopen", "pathlib.Path.chmod", "pathlib.Path.replace"])
@pytest.mark.parametrize(
    "error", [OSError(28, "No space left"), PermissionError(13, "no"), KeyboardInterrupt()], ids=repr
)
def test_a_failure_at_any_step_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException
) -> None:
    def fail(handle: object, *_: object) -> None:
        if isinstance(handle, int):
            os.close(handle)
        raise error

    target = tmp_path / "alt"
    target.write_text("alt", encoding="utf-8")
    monkeypatch.setattr(step, fail)
    with pytest.raises(KeyboardInterrupt if isinstance(error, KeyboardInterrupt) else DkbmError):
        write_output(target, b"neu")
    assert [path.name for path in tmp_path.iterdir()] == ["alt"]
    assert target.read_bytes() == b"alt"


def test_a_new_file_has_the_mode_every_new_file_gets(tmp_path: Path) -> None:
    (tmp_path / "vergleich").touch()
    write_output(tmp_path / "neu", b"x")
    assert (tmp_path / "neu").stat().st_mode == (tmp_path / "vergleich").stat().st_mode


def test_a_link_of_the_user_is_followed(tmp_path: Path) -> None:
    (tmp_path / "ordner").mkdir()
    (tmp_path / "link").symlink_to("ordner/echt")
    for content in (b"eins", b"zwei"):
        write_output(tmp_path / "link", content)
        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "ordner" / "echt").read_bytes() == content


@pytest.mark.skipif(os.name == "nt", reason="no such devices there")
def test_a_device_and_a_pipe_take_the_result(tmp_path: Path) -> None:
    write_output(Path(os.devnull), b"x")
    assert not Path(os.devnull).is_file()
    os.mkfifo(tmp_path / "pipe")
    found: list[bytes] = []
    reader = threading.Thread(target=lambda: found.append((tmp_path / "pipe").read_bytes()))
    reader.start()
    write_output(tmp_path / "pipe", b"ja")
    reader.join(10)
    assert found == [b"ja"]


def test_what_a_killed_run_left_behind_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / f".dkbm-{os.getpid()}").write_bytes(b"halb")
    write_output(tmp_path / "neu", b"ganz")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("neu", b"ganz")]
