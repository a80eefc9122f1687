"""`dkbm diff [A[..B]]`: what changed between two records of the dataset, in the words of the field."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from dkbm.cli.options import Ausgabe, Daten, Stichtag, Worte

if TYPE_CHECKING:
    from dkbm.cli.diff_sides import Sides
    from dkbm.report.changes_words import Vergleich


def diff(
    staende: Annotated[
        Worte,
        typer.Argument(
            metavar="[A[..B]]",
            help="Womit verglichen wird, je Zweig, Marke, Commit oder Datum: A mit dem Ordner, A..B, oder A...B seit B "
            "von A abging. Ohne Angabe: der letzte Commit mit dem Ordner.",
        ),
    ] = None,
    kommune: Annotated[
        str | None, typer.Option("--kommune", metavar="KOMMUNE", help="Nur was diese Kommune betrifft.")
    ] = None,
    stichtag: Stichtag = None,
    format_: Annotated[
        Literal["text", "markdown", "json"],
        typer.Option("--format", help="text zum Lesen, markdown für einen Kommentar, json für Programme."),
    ] = "text",
    ausgabe: Ausgabe = None,
    intern: Annotated[bool, typer.Option("--intern", help="Auch Internes und Angaben zu Personen zeigen.")] = False,
    treiber: Annotated[
        bool, typer.Option("--treiber", help="Von git aufgerufen, als Treiber für git diff; siehe die Dokumentation.")
    ] = False,
    daten: Daten = None,
) -> None:
    """Zeigt, was sich fachlich geändert hat.

    Übergänge, Ereignisse, Vereinbarungen, Personen, Quellen; dazu, was es bewirkt. Änderungen sind keine Befunde: Der
    Status ist 0, wenn verglichen wurde, und 1, wenn eine Datei nicht zu lesen ist.
    """
    from dkbm.cli.diff_sides import read_sides
    from dkbm.cli.frame import dataset_root, emit

    if treiber:
        from dkbm.cli.diff_driver import as_driver

        emit(as_driver(staende or [], daten, stichtag, intern=intern))
        return
    sides = read_sides(dataset_root(daten), staende or [], stichtag, intern=intern)
    compared = _compared(sides, kommune, intern=intern, check=format_ == "markdown")
    emit(_written(compared, sides, format_, ausgabe is not None), ausgabe)
    raise typer.Exit(1 if compared.unlesbar else 0)


def _compared(sides: "Sides", kommune: str | None, *, intern: bool, check: bool) -> "Vergleich":
    from dkbm.changes.compare import compare
    from dkbm.changes.compare_effect import zahlen
    from dkbm.cli.diff_sides import only
    from dkbm.report.changes_words import Vergleich

    old, new = sides.old, sides.new
    day, ohne = sides.stichtag, frozenset(sides.unlesbar)
    found = compare(old, new, day, intern=intern, ohne=ohne)
    compared = Vergleich(
        aenderungen=only(found, sides, kommune) if kommune is not None else found,
        zahlen=() if kommune is not None else zahlen(old, new, (day, day), ohne),
        stichtag=day,
        vorher=sides.names[0],
        nachher=sides.names[1],
        prozess=new.prozess,
        annahmen=sides.annahmen,
        unlesbar=sides.unlesbar,
        ohne_stand=sides.stateless,
        intern=intern,
    )
    if not check:
        return compared
    from dkbm.cli.diff_sides import new_problems

    return compared._replace(befunde=new_problems(sides))


def _written(compared: "Vergleich", sides: "Sides", format_: str, to_file: bool) -> str:
    if format_ == "json":
        from dkbm.report.changes_json import as_json
        from dkbm.report.json_out import dumps
        from dkbm.report.terminal import speaks_utf8, warn

        for why in compared.unlesbar.values():
            warn(f"Nicht verglichen: {why}")
        found = as_json(compared.aenderungen, sides.old, sides.new)
        return dumps(found, ascii_only=not to_file and not speaks_utf8())
    if format_ == "markdown":
        from dkbm.report.changes_markdown import as_markdown

        return as_markdown(compared)
    from dkbm.report.changes_text import as_text

    return as_text(compared)
