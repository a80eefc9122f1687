"""The commands that the harness cuts off: add a line here for every command that changes a dataset."""

import sys
from collections.abc import Callable
from pathlib import Path

from tests.fehler.abbruch import OLD
from tests.fehler.lage import State
from tests.fehler.strace import driver
from tests.muster import musterland

Command = Callable[[Path], list[str]]
PROGRAM = [sys.executable, "-c", "from dkbm.cli import main; main()"]


RECORD = ["gremium", "99001", "--datum", "2018-03", "--quelle", "X01", "--inhalt", "nimmt sie zur Kenntnis"]
ADVANCE = ["99001", "--datum", "2026-10", "--quelle", "X01", "--ausnahme", "Probe"]
NEW = ["person", "--name", "Eva Muster", "--bezeichnung", "Leitung", "--stelle", "landkreis-musterland"]
NEW += ["--datum", "2026-10", "--quelle", "X01"]
UNTIDY = ("data/kommunen/landkreis-musterland.yaml", "data/kommunen/stadt-musterland.yaml")


def cases() -> list[tuple[str, State, Command]]:
    """Each change with its name, the dataset it starts from, and the command as a function of its folder."""
    return [
        ("store.write, eine Datei", OLD, lambda root: driver(root, "data/a.yaml")),
        ("store.write, drei Dateien", OLD, lambda root: driver(root, *sorted(OLD))),
        ("dkbm record", musterland(), _dkbm("record", *RECORD, "--ja")),
        ("dkbm advance", musterland(), _dkbm("advance", *ADVANCE, "--ja")),
        ("dkbm new", musterland(), _dkbm("new", *NEW, "--ja")),
        ("dkbm format, zwei Dateien", {**musterland(), **untidy()}, _format),
    ]


def untidy() -> State:
    """Two files that `dkbm format` rewrites."""
    return {name: musterland()[name].replace(b"\nname: ", b"\nname:   ") for name in UNTIDY}


def _format(root: Path) -> list[str]:
    return [*PROGRAM, "format", *(str(root / name) for name in UNTIDY), "--daten", str(root)]


def _dkbm(*words: str) -> Command:
    return lambda root: [*PROGRAM, *words, "--daten", str(root)]
