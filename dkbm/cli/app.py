"""The Typer app: a group that imports a command only when it is called, and ends every failure in a German line."""

import inspect
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any, get_type_hints

import click
import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup
from typer.models import ArgumentInfo

from dkbm import __version__

COMMANDS = {
    "status": "Zeigt, wo eine Kommune steht, oder alle auf einen Blick.",
    "list": "Listet die Kommunen, gefiltert und sortiert.",
    "history": "Zeigt, was von einer Kommune bekannt ist, in der Folge der Zeit.",
    "log": "Zeigt, was jeder Commit am Datensatz geändert hat.",
    "blame": "Sagt, welcher Commit eine Angabe gesetzt hat.",
    "corrections": "Vergleicht, was berichtet wurde, mit dem, was bekannt ist.",
    "diff": "Zeigt, was sich fachlich geändert hat.",
    "changelog": "Berichtet, was in einem Zeitraum fortgeschrieben wurde.",
    "sachstand": "Zählt, wie viele Kommunen wann in welchem Modul standen.",
    "netzwerk": "Zeigt die Gruppen des Netzwerkes, wer für sie spricht, ihre Treffen und welche Kommunen dabei sind.",
    "agenda": "Zeigt, was fällig ist und was kommt, auch als Kalender.",
    "forum": "Zeigt das Forum der Gruppen, legt Fäden an und antwortet.",
    "beispiele": "Zeigt Praxisbeispiele und Material, und wer Ähnliches schon getan hat.",
    "formate": "Zeigt die Formate der Agentur, wer teilnehmen kann, und was davon belegt ist.",
    "betreuung": "Zeigt, wer in der Agentur für welche Kommune zuständig ist.",
    "unterlagen": "Zeigt, welche Unterlagen der Kommunen die Agentur hat, und was davon zu vernichten ist.",
    "advance": "Schließt ein Modul oder eine Phase ab und öffnet die nächste.",
    "record": "Hält Ereignis, Vereinbarung, Treffen oder Beitritt fest.",
    "new": "Legt eine Kommune, Arbeitsgruppe, Person, Quelle oder ein Beispiel an.",
    "render": "Erzeugt ein Dokument, zum Beispiel eine Zielvereinbarung.",
    "verify": "Prüft, ob ein Dokument noch zu Daten und Vorlage passt und unverändert ist.",
    "compare": "Zeigt, was in einem Word-Dokument anders steht als im Text aus den Daten.",
    "template": "Prüft die Vorlagen, listet ihre Fassungen oder schreibt eine Vorlage für Word oder LibreOffice.",
    "validate": "Prüft den Datensatz.",
    "explain": "Erklärt einen Befund nach seinem Code.",
    "format": "Bringt die Dateien in ihre einheitliche Form.",
    "migrate": "Bringt den Datensatz auf die neue Fassung des Schemas.",
    "schema": "Gibt das Schema einer Dateiart aus.",
    "doctor": "Sagt, ob alles bereit ist, und räumt nach einem abgebrochenen Lauf auf.",
}
"""Each command with the line the overview shows; the code stands in `dkbm/cli/<name>.py`, function `<name>`."""


class Command(TyperCommand):
    """A command whose arguments are listed once, with their help.

    click 8.5 and typer 0.25 would both list them, and of typer's arguments click 8.5 forgets the help.
    """

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Give each argument its help back before typer lists arguments and options."""
        hints = get_type_hints(inspect.unwrap(self.callback), include_extras=True) if self.callback else {}
        for param in self.params:
            for info in getattr(hints.get(param.name or ""), "__metadata__", ()):
                if isinstance(param, TyperArgument) and isinstance(info, ArgumentInfo):
                    param.help = info.help
        super().format_options(ctx, formatter)

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Leave the arguments to `format_options` of typer."""


class Group(TyperGroup):
    """The commands of `COMMANDS`, imported when called, so that `dkbm --help` loads none of them."""

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Leave the arguments to `format_options` of typer."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the overview."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command and build it; None if there is no such name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        function = getattr(import_module(f"dkbm.cli.{cmd_name}"), cmd_name)
        single = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
        single.command(cmd_name, cls=Command, options_metavar="[OPTIONEN]")(function)
        return typer.main.get_command(single)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the overview from the table, importing nothing."""
        del ctx
        with formatter.section("Befehle"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a misspelt one gets its nearest names."""
        try:
            return click.Group.resolve_command(self, ctx, args)
        except click.UsageError as error:
            if args[0] not in COMMANDS and not args[0].startswith("-"):
                from difflib import get_close_matches

                error.possibilities = get_close_matches(args[0], COMMANDS)  # type: ignore[attr-defined]
            raise

    def main(self, args: Sequence[str] | None = None, *_: Any, **extra: Any) -> Any:  # noqa: ANN401 -- as in click
        """Run and exit; whatever goes wrong ends in `dkbm.cli.failure`."""
        arguments = [_utf8(each) for each in (sys.argv[1:] if args is None else args)]
        extra = {"prog_name": "dkbm", **{key: value for key, value in extra.items() if key != "standalone_mode"}}
        try:
            status = super().main(arguments, standalone_mode=False, **extra)
            sys.stdout.flush()
            if status == 130:  # how typer hands on Ctrl-C
                raise KeyboardInterrupt
        except BaseException as error:  # the last place that can say it in German
            from dkbm.cli.failure import report

            status = report(error, arguments)
        sys.exit(status if isinstance(status, int) else 0)


def _utf8(argument: str) -> str:
    """Return an argument as it was typed, also where the locale of the process (`LC_ALL=C`) could not read it.

    Terminals and scripts write UTF-8 today; bytes that are none stay as the locale gave them.
    """
    try:
        return os.fsencode(argument).decode("utf-8")
    except UnicodeError:
        return argument


def _version(value: bool) -> None:
    if value:
        print(f"dkbm {__version__}")
        raise typer.Exit


app = typer.Typer(
    cls=Group,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
    options_metavar="[OPTIONEN]",
    subcommand_metavar="BEFEHL …",
    epilog="Hilfe zu einem Befehl: dkbm BEFEHL --help",
)


@app.callback(help="Wo stehen die Kommunen auf dem Weg zum datenbasierten kommunalen Bildungsmanagement?")
def _root(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_version, help="Die Version zeigen.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Bei einem Programmfehler zeigen, wo er entstand.")] = False,
) -> None:
    """Take the options that stand before a command; `failure.report` looks for --debug itself."""
    del version, debug
