"""The frame of the command line: German in every corner, one line for every failure, an exit status that means it."""

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import typer

from dkbm.cli.app import COMMANDS, app
from dkbm.cli.messages import KATALOG, translate, translate_count
from dkbm.errors import DkbmError, NameUnresolvedError
from tests.aufruf import dkbm, lay_out

ROOT = Path(__file__).parent.parent
ENGLISH = re.compile(
    r"\b(Usage|Error|Options\b|Commands?|Arguments?|Missing|No such|Show this|Invalid|Did you mean|Got unexpected|"
    r"default:|required|TEXT|INTEGER|PATH|FILE|OPTIONS|ARGS|COMMAND)|Try '"
)
HELP = [("--help",), *((name, "--help") for name in COMMANDS)]
WRONG = [
    ("statsu",),
    (),
    ("--versoin",),
    ("--stichtag",),
    ("status", "--stichtg", "2024"),
    ("status", "--stichtag"),
    ("status", "--stichtag", "gestern"),
    ("status", "--stichtag", "2024..2025"),
    ("status", "--format", "xml"),
    ("status", "--quellen=ja"),
    ("list", "Harburg"),
    ("list", "--modul", "drei"),
    ("list", "--lage", "irgendwo"),
    ("list", "--daten", "gibt-es-nicht"),
    ("explain", "D001", "D002"),
    ("render",),
    ("schema", "gibtesnicht"),
]


@pytest.mark.parametrize("arguments", HELP, ids=" ".join)
def test_m15_help_is_german_and_fits_80_columns(arguments: tuple[str, ...]) -> None:
    answer = dkbm(*arguments, cwd=ROOT)
    assert (answer.status, answer.err) == (0, "")
    assert not ENGLISH.search(answer.out)
    assert answer.out.startswith("Aufruf: dkbm")
    choices = re.compile(r"\[\S+\|\S+\]")
    assert [line for line in answer.out.splitlines() if len(line) > 80 and not choices.search(line)] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_m15_every_argument_and_option_has_words(name: str) -> None:
    """What stands left in the help is explained on its right, or in the lines below it."""
    context = click.Context(click.Command("dkbm"))
    command = typer.main.get_command(app).get_command(context, name)  # type: ignore[attr-defined]
    sections = dkbm(name, "--help", cwd=ROOT).out.split("\n\n")
    rows = [row for text in sections if re.match("Angaben|Optionen", text) for row in re.split(r"\n  (?! )", text)[1:]]
    for param in command.params:
        shown = param.make_metavar(context) if isinstance(param, click.Argument) else param.opts[0]
        (row,) = (row for row in rows if re.match(rf"(-\w, |--\w+, )?{re.escape(shown)}(?![\w-])", row))
        words = re.split(r"  +|\n", row, maxsplit=1)[1:]
        assert words, row
        assert re.search(r"[a-zäöü]{3}.*\.", words[0], re.DOTALL), row


def test_m15_the_help_of_render_names_templates_and_forms() -> None:
    words = " ".join(dkbm("render", "--help", cwd=ROOT).out.split())
    assert "[VORLAGE] Was entstehen soll; --liste zeigt, was es gibt." in words
    assert "md, html, docx, odt oder pdf; sonst nach der Endung von -o." in words


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_m15_usage_errors_are_german(arguments: tuple[str, ...]) -> None:
    answer = dkbm(*arguments, cwd=ROOT)
    assert answer.status == 2
    assert answer.out == ""
    assert answer.err
    assert not ENGLISH.search(answer.err)


def test_m15_a_misspelt_command_gets_its_nearest() -> None:
    answer = dkbm("statsu", cwd=ROOT)
    assert answer.err == "Den Befehl »statsu« gibt es nicht. Meinten Sie »status«?\nHilfe: dkbm --help\n"


def test_m15_a_misspelt_option_gets_its_nearest() -> None:
    answer = dkbm("status", "--stichtg", "2024", cwd=ROOT)
    assert "Die Option »--stichtg« gibt es nicht. Meinten Sie »--stichtag«?" in answer.err
    assert "Hilfe: dkbm status --help" in answer.err


def _message_ids(package: str) -> Iterator[str]:
    folder = Path(importlib.import_module(package).__file__ or "").parent
    for path in folder.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                texts = node.args[: 2 if node.func.id == "ngettext" else 1]
                yield from (str(text.value) for text in texts if isinstance(text, ast.Constant))


@pytest.mark.parametrize("package", ["click", "typer"])
def test_m15_every_message_of_click_and_typer_has_its_german(package: str) -> None:
    ids = set(_message_ids(package))
    assert len(ids) > 5
    assert sorted(ids - KATALOG.keys()) == []


@pytest.mark.parametrize("message", KATALOG)
def test_m15_a_translation_asks_for_nothing_its_original_does_not_give(message: str) -> None:
    def fields(text: str) -> set[str]:
        return {"".join(found) for found in re.findall(r"\{(\w+)|%\((\w+)\)s", text)}

    assert fields(KATALOG[message]) <= fields(message)


def test_m15_click_uses_the_catalogue() -> None:
    assert translate("Usage:") == "Aufruf:"
    assert translate("not in it") == "not in it"
    assert translate_count("Did you mean {possibility}?", "x", 1) == "Meinten Sie {possibility}?"
    assert translate_count("x", "Got unexpected extra arguments ({args})", 2).startswith("Diese Angaben")
    assert str(click.exceptions.NoSuchOption("--x").message) == "Die Option »--x« gibt es nicht."


def test_the_overview_says_of_each_command_what_its_help_says() -> None:
    for name, line in COMMANDS.items():
        words = " ".join(dkbm(name, "--help", cwd=ROOT).out.split())
        assert line.rstrip(".") in words


def test_the_version() -> None:
    answer = dkbm("--version", cwd=ROOT)
    assert (answer.status, answer.out[:5]) == (0, "dkbm ")


class _FaultError(Exception):
    pass


@pytest.mark.parametrize(
    ("error", "status", "text"),
    [
        (DkbmError("Das geht nicht.", "Anders versuchen."), 2, "Das geht nicht.\nAnders versuchen.\n"),
        (NameUnresolvedError("Wer?", ""), 4, "Wer?\n"),
        (PermissionError(13, "Permission denied", "x.yaml"), 2, "x.yaml: keine Berechtigung.\n"),
        (OSError(28, "No space left on device"), 2, "Das ging nicht: kein Speicherplatz mehr.\n"),
        (KeyboardInterrupt(), 130, "Abgebrochen.\n"),
        (typer.Abort(), 130, "Abgebrochen.\n"),
        (typer.Exit(3), 3, ""),
    ],
    ids=lambda value: type(value).__name__,
)
def test_every_end_has_its_line_and_status(
    error: BaseException, status: int, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _make_fail(monkeypatch, error)
    answer = dkbm("status", cwd=ROOT)
    assert (answer.status, answer.out) == (status, "")
    assert answer.err.rstrip() == text.rstrip()


def test_s74_a_fault_of_the_program_is_one_line_without_data(monkeypatch: pytest.MonkeyPatch) -> None:
    _make_fail(monkeypatch, _FaultError("Tel. 0123 456"))
    answer = dkbm("status", "Harburg", cwd=ROOT)
    assert answer.status == 2
    assert "Traceback" not in answer.err
    assert "0123" not in answer.err
    assert answer.err.startswith("Das ist ein Fehler im Programm, nicht in den Daten: _FaultError (")
    assert "dkbm --debug status Harburg" in answer.err


def test_s74_debug_shows_where_but_no_locals(monkeypatch: pytest.MonkeyPatch) -> None:
    _make_fail(monkeypatch, _FaultError("kaputt"))
    answer = dkbm("--debug", "status", "Harburg", cwd=ROOT)
    assert answer.status == 2
    assert "Traceback" in answer.err
    assert "canary-in-locals" not in answer.err


@pytest.mark.parametrize("arguments", [*filter(None, WRONG), ("status", "Gibtesnicht")], ids=" ".join)
def test_s74_debug_changes_nothing_but_a_fault_of_the_program(arguments: tuple[str, ...]) -> None:
    plain, debug = dkbm(*arguments, cwd=ROOT), dkbm("--debug", *arguments, cwd=ROOT)
    assert debug.status == plain.status
    assert (debug.out, debug.err) == (plain.out, plain.err)


def _make_fail(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def fail(*_: object) -> None:
        secret = "-".join(("canary", "in", "locals"))
        assert secret
        raise error

    monkeypatch.setattr("dkbm.cli.frame.dataset_root", fail)


@pytest.mark.parametrize("text", ["2026-13-01", "heute", "2026-1-1"])
def test_a_clock_that_is_no_day_is_refused(text: str) -> None:
    answer = dkbm("status", cwd=ROOT, heute=text)
    assert answer.status == 2
    assert f"DKBM_HEUTE ist kein Tag: »{text}«." in answer.err


def test_a_folder_without_a_dataset_says_so(tmp_path: Path) -> None:
    answer = dkbm("status", cwd=tmp_path)
    assert answer.status == 2
    assert "dkbm.yaml" in answer.err


def test_the_dataset_is_found_from_below_and_by_option(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "daten")
    for arguments, cwd in ((("list",), root / "data" / "kommunen"), (("list", "--daten", root), tmp_path)):
        answer = dkbm(*arguments, cwd=cwd)
        assert (answer.status, answer.out.splitlines()[-1]) == (0, "3 Kommunen")
