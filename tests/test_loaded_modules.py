"""`dkbm --help` and `dkbm status` load nothing they do not use (M 22)."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = {
    "jsonschema",
    "jsonschema_rs",
    "referencing",
    "jinja2",
    "rich",
    "pydantic",
    "holidays",
    "icalendar",
    "snowballstemmer",
    "importlib.metadata",
    "dataclasses",
    "csv",
    "json",
    "dkbm.schema",
    "dkbm.rules",
    "dkbm.documents",
}
ALLOWED: dict[tuple[str, ...], set[str]] = {("list",): {"csv"}}
DATA = {"yaml", "dkbm.dataset", "dkbm.text", "dkbm.store"}
SCRIPT = """
import sys
before = set(sys.modules)
from dkbm.cli.app import app
try:
    app(sys.argv[1:])
except SystemExit:
    pass
found = sorted(set(sys.modules) - before)
sys.stderr.write(" ".join(found))
"""


def loaded(*arguments: str) -> set[str]:
    """Return the modules that a call in a fresh interpreter loads."""
    command = [sys.executable, "-c", SCRIPT, *arguments]
    return set(subprocess.run(command, capture_output=True, cwd=ROOT, check=True, text=True).stderr.split())


def test_m22_help_loads_neither_the_data_nor_a_command() -> None:
    modules = loaded("--help")
    assert {name for name in modules if name in HEAVY | DATA} == set()
    assert {name for name in modules if name.startswith("dkbm.")} == {
        "dkbm.cli",
        "dkbm.cli.app",
        "dkbm.cli.messages",
    }


@pytest.mark.parametrize(
    "arguments",
    [("status", "Harburg"), ("status",), ("list",), ("agenda",), ("netzwerk",), ("formate",), ("betreuung",)],
    ids=" ".join,
)
def test_m22_answers_load_only_what_they_show(arguments: tuple[str, ...]) -> None:
    modules = loaded(*arguments)
    assert modules >= DATA
    assert {name for name in modules if name in HEAVY - ALLOWED.get(arguments, set())} == set()


@pytest.mark.parametrize("arguments", [("status", "Harburg"), ("status",), ("list",)], ids=" ".join)
def test_m51_a_text_from_the_folder_does_not_ask_git(arguments: tuple[str, ...]) -> None:
    """Only JSON names the commit, and only --stand reads one: neither is paid for by others."""
    asks_git = {"dkbm.store.git", "dkbm.store.stand"}
    assert not loaded(*arguments) & asks_git
    assert loaded(*arguments, "--stand", "HEAD") >= asks_git


@pytest.mark.parametrize(
    "command",
    ["validate", "explain", "schema", "render", "record", "new", "forum", "agenda", "beispiele", "netzwerk", "formate"],
)
def test_m22_help_of_a_command_does_no_work(command: str) -> None:
    assert {name for name in loaded(command, "--help") if name in HEAVY | DATA} == set()
