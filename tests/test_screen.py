"""What a terminal gets: colour where it adds something, and never a character that steers it otherwise (S 72)."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dkbm.cli.app import COMMANDS
from tests.aufruf import lay_out

PROGRAM = "from dkbm.cli import main; main()"
COLOUR = re.compile(rb"\x1b\[[0-9;]*m")
HOSTILE = "Muster\x1b[31m\x07\x08\u202e\u200b\x9b[/b] :warning: [red]x[/red]"
KOMMUNE = """\
# yaml-language-server: $schema=../../schemas/kommune.schema.json
schluessel: "99004"
name: Beispielau
art: landkreis
quelle: X02
bemerkung: "[/b] :warning: [red]x[/red]"
verlauf:
  - {ereignis: genannt, modul: 3, quelle: X01, bemerkung: "[/b] :warning: [red]x[/red]"}
"""
CALLS = [
    ("status",),
    ("status", "Beispielau"),
    ("status", HOSTILE),
    ("list",),
    ("list", "--thema", HOSTILE),
    ("validate", "--hinweise"),
    ("explain", HOSTILE),
    ("schema", HOSTILE),
    ("render", "zielvereinbarung", HOSTILE),
    ("render", HOSTILE, "Beispielau"),
    (HOSTILE,),
]


def on_terminal(*arguments: str, cwd: Path, **environment: str) -> bytes:
    """Run the program on a pseudo terminal of 80 columns and return every byte that reached it."""
    ours, theirs = pty.openpty()
    env = {**os.environ, "DKBM_HEUTE": "2024-01-31", "TERM": "xterm-256color", "COLUMNS": "80", **environment}
    done = subprocess.Popen([sys.executable, "-c", PROGRAM, *arguments], cwd=cwd, env=env, stdout=theirs, stderr=theirs)
    os.close(theirs)
    seen = bytearray()
    while chunk := _read(ours):
        seen += chunk
    done.wait(timeout=60)
    os.close(ours)
    return bytes(seen)


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # how Linux says that the other side has closed
        return b""


@pytest.mark.parametrize("arguments", CALLS, ids=lambda call: " ".join(call)[:24].encode("unicode_escape").decode())
@pytest.mark.parametrize("broken", [False, True], ids=["sound", "broken"])
def test_s72_only_colour_reaches_the_terminal(tmp_path: Path, arguments: tuple[str, ...], broken: bool) -> None:
    hostile = KOMMUNE.replace("name: Beispielau", f"name: {json.dumps(HOSTILE)}") if broken else KOMMUNE
    lay_out(tmp_path, {"data/kommunen/landkreis-beispielau.yaml": hostile})
    seen = COLOUR.sub(b"", on_terminal(*arguments, cwd=tmp_path)).decode()
    assert {char for char in seen if not char.isprintable()} <= {"\n", "\r"}
    assert seen.strip()


def test_every_command_that_shows_data_is_tried_on_a_terminal() -> None:
    assert {call[0] for call in CALLS} >= {"status", "list", "validate", "explain", "schema", "render"} & set(COMMANDS)


def test_s71_markup_in_data_is_shown_as_it_is_in_the_coloured_table(tmp_path: Path) -> None:
    named = KOMMUNE.replace("name: Beispielau", 'name: "[red]Au[/red] :warning:"')
    lay_out(tmp_path, {"data/kommunen/landkreis-red-au-red-warning.yaml": named})
    seen = on_terminal("list", cwd=tmp_path, COLUMNS="120")
    assert b"[red]Au[/red] :warning:" in seen
    assert COLOUR.search(seen)


def test_no_color_and_pipes_get_plain_text(tmp_path: Path) -> None:
    lay_out(tmp_path, {})
    assert b"\x1b" not in on_terminal("list", cwd=tmp_path, NO_COLOR="1")
    piped = subprocess.run([sys.executable, "-c", PROGRAM, "list"], cwd=tmp_path, capture_output=True, check=True)
    assert b"\x1b" not in piped.stdout
