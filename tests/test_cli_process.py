"""The program in a process of its own: pipes, encodings, bytes, and the same answer everywhere."""

import itertools
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.aufruf import lay_out
from tests.vorgang import PROGRAM, ROOT, run


def test_the_console_script_ends_with_the_status_of_the_command() -> None:
    assert [run(*arguments).returncode for arguments in (("--help",), ("statsu",), ("status", "Osnabrück"))] == [
        0,
        2,
        4,
    ]


@pytest.mark.parametrize("arguments", [("status", "Harburg"), ("status",), ("list",), ("statsu",)], ids=" ".join)
@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_s73_every_stdout_is_served(arguments: tuple[str, ...], encoding: str) -> None:
    answer = run(*arguments, env={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
    assert answer.returncode == (2 if arguments == ("statsu",) else 0)
    text = (answer.stdout + answer.stderr).decode(encoding)
    assert "Traceback" not in text
    assert "\\x" not in text
    if arguments == ("status", "Harburg"):
        assert {"cp1252": "Übergang", "ascii": "Uebergang", "utf-8": "Übergang"}[encoding] in text


def test_s73_json_stays_exact_in_every_encoding() -> None:
    answers = [
        json.loads(run("list", "--format", "json", env={"PYTHONIOENCODING": encoding}).stdout.decode(encoding))
        for encoding in ("utf-8", "ascii", "cp1252")
    ]
    assert answers[0] == answers[1] == answers[2]


@pytest.mark.skipif(os.name == "nt", reason="pipes break otherwise there")
@pytest.mark.parametrize("arguments", [("list", "--format", "json"), ("status", "Nienburg"), ("--help",)], ids=" ".join)
def test_s75_a_reader_that_leaves_ends_the_program_quietly(arguments: tuple[str, ...]) -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-c", PROGRAM, *arguments]
    with os.fdopen(write, "wb") as closed:
        answer = subprocess.run(command, stdout=closed, stderr=subprocess.PIPE, cwd=ROOT, check=False, timeout=60)
    assert answer.stderr == b""
    assert answer.returncode == 1


@pytest.mark.skipif(os.name == "nt", reason="arguments are text there")
@pytest.mark.parametrize(
    "arguments", [(b"status", b"L\xfcneburg"), (b"status", b"\x1b[31mx"), (b"--\x1b[31m",), (b"\xff\xfe",)]
)
def test_s76_bytes_in_arguments_are_shown_harmlessly(arguments: tuple[bytes, ...]) -> None:
    answer = run(*arguments)
    assert answer.returncode in (2, 4)
    assert b"\x1b" not in answer.stderr
    assert b"Traceback" not in answer.stderr
    assert "Programm" not in answer.stderr.decode()


C_LOCALE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.skipif(os.name == "nt", reason="arguments are text there")
def test_s76_utf_8_arguments_are_understood_in_every_locale() -> None:
    answer = run("status", "Lüneburg".encode(), env=C_LOCALE)
    assert (answer.returncode, answer.stderr) == (0, b"")
    assert answer.stdout.startswith(b"Landkreis Lueneburg")
    answer = run("status", "Lünebürg".encode(), env=C_LOCALE)
    assert answer.returncode == 4
    assert 'Keine Kommune heisst "Lueneb' in answer.stderr.decode("ascii")


@pytest.mark.skipif(os.name == "nt", reason="paths are text there")
def test_s76_so_are_paths_named_in_utf_8(tmp_path: Path) -> None:
    daten = lay_out(tmp_path / "Prüfung")
    answer = run("list", "--daten", os.fsencode(daten), "-o", os.fsencode(tmp_path / "ü.txt"), env=C_LOCALE)
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, b"", b"")
    assert (tmp_path / "ü.txt").read_text(encoding="utf-8").endswith("3 Kommunen\n")


@pytest.mark.parametrize("arguments", [("status", "Nienburg"), ("status",), ("list", "--format", "csv")], ids=" ".join)
def test_s77_no_file_is_opened_in_the_encoding_of_the_place(arguments: tuple[str, ...]) -> None:
    strict = ("-X", "warn_default_encoding", "-W", "error::EncodingWarning")
    answer = run(*arguments, python=strict)
    assert (answer.returncode, answer.stderr) == (0, b"")


PLACES = [
    {"PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone, "PYTHONUTF8": "1"}
    for seed, (locale, zone) in itertools.product(
        ("0", "4711"), (("C", "UTC"), ("de_DE.UTF-8", "Pacific/Kiritimati"), ("tr_TR.UTF-8", "America/Anchorage"))
    )
]


@pytest.mark.parametrize("arguments", [("status",), ("status", "Nienburg", "--quellen"), ("list", "--format", "json")])
def test_s78_the_same_bytes_for_every_seed_locale_and_zone(arguments: tuple[str, ...]) -> None:
    assert len({run(*arguments, env=place).stdout for place in PLACES}) == 1


def test_m19_the_clock_alone_decides_what_today_is() -> None:
    first, second = (run("status", "Harburg", env={"TZ": zone}) for zone in ("Pacific/Kiritimati", "Etc/GMT+12"))
    assert first.stdout == second.stdout
    other = run("status", "Harburg", env={"DKBM_HEUTE": "2027-01-01"}).stdout
    assert b"01.01.2027" in other
    assert b"22.11.2026" not in other


def test_m29_the_order_does_not_depend_on_the_locale() -> None:
    answers = [run("list", env={"LC_ALL": locale, "PYTHONUTF8": "1"}).stdout for locale in ("C", "de_DE.UTF-8")]
    assert answers[0] == answers[1]


def test_no_color_and_a_pipe_get_plain_text() -> None:
    for env in ({}, {"NO_COLOR": "1"}, {"FORCE_COLOR": "1", "TERM": "xterm-256color"}):
        assert b"\x1b" not in run("status", env=env).stdout


def test_a_folder_name_that_steers_is_shown_harmlessly(tmp_path: Path) -> None:
    answer = run("status", "--daten", "x\x1b]0;y\x07", cwd=tmp_path)
    assert answer.returncode == 2
    assert not {0x1B, 0x07} & set(answer.stderr)
