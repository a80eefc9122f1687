"""`dkbm list`: the Kommunen as rows, filtered and sorted."""

from typing import TYPE_CHECKING, Annotated, Literal

import click
import typer

from dkbm.cli.options import Ausgabe, Daten, Stichtag, Worte, Zahlen

if TYPE_CHECKING:
    from dkbm.queries.reading import Reading
    from dkbm.queries.rows import Row

LAGEN = ("im_modul", "zwischen", "im_prozess", "pausiert", "nicht_genannt", "ausgeschieden", "kein_beleg")
ARTEN = ("landkreis", "region", "kreisfreie-stadt")
Sort = Literal["name", "schluessel", "modul", "frist", "zuletzt_belegt"]
Format = Literal["table", "json", "tsv", "csv", "markdown"]


def list(
    *,
    modul: Annotated[
        Zahlen, typer.Option("--modul", metavar="NUMMER", help="In diesem Modul; mehrfach: in einem davon.")
    ] = None,
    phase: Annotated[Zahlen, typer.Option("--phase", metavar="NUMMER", help="In dieser Phase.")] = None,
    lage: Annotated[Worte, typer.Option("--lage", click_type=click.Choice(LAGEN), help="In dieser Lage.")] = None,
    art: Annotated[Worte, typer.Option("--art", click_type=click.Choice(ARTEN), help="Von dieser Art.")] = None,
    thema: Annotated[
        Worte,
        typer.Option("--thema", metavar="WORT", help="Mit diesem Thema: ein Schlagwort oder Worte daraus."),
    ] = None,
    quelle: Annotated[
        Worte, typer.Option("--quelle", metavar="KENNUNG", help="Mit einer Angabe aus dieser Quelle.")
    ] = None,
    faellig: Annotated[
        bool, typer.Option("--faellig", help="Mit einer Frist, die läuft oder verstrichen ist.")
    ] = False,
    sort: Annotated[Sort, typer.Option("--sort", help="Reihenfolge.")] = "name",
    format_: Annotated[
        Format, typer.Option("--format", help="table zum Lesen, csv für Excel, die übrigen für Programme.")
    ] = "table",
    stichtag: Stichtag = None,
    ausgabe: Ausgabe = None,
    daten: Daten = None,
) -> None:
    """Listet die Kommunen, gefiltert und sortiert.

    Verschiedene Filter gelten zugleich; wird einer mehrfach genannt, genügt einer seiner Werte.
    """
    from dkbm.cli.frame import annahmen, dataset_root, emit, parse_stichtag
    from dkbm.queries.reading import all_kommunen
    from dkbm.queries.rows import Filter, rows
    from dkbm.report.broken import broken_text
    from dkbm.report.screen import put_rows, wants_colour
    from dkbm.report.terminal import warn
    from dkbm.store.worktree import read_files

    day = parse_stichtag(stichtag)
    reading = all_kommunen(read_files(dataset_root(daten)))
    for text in (broken_text(reading.broken), *(f"Annahme: {each}" for each in annahmen(stichtag))):
        if text:
            warn(text)
    wanted = Filter(
        tuple(modul or ()),
        tuple(phase or ()),
        tuple(lage or ()),
        tuple(art or ()),
        tuple(thema or ()),
        tuple(quelle or ()),
        faellig,
    )
    found = rows(reading.dataset, day, wanted, sort)
    if format_ == "table" and ausgabe is None and wants_colour():
        put_rows(found)
        return
    emit(_rendered(found, reading, format_, ausgabe is None), ausgabe, fixed=format_ in ("csv", "tsv"))


def _rendered(found: "tuple[Row, ...]", reading: "Reading", format_: str, to_screen: bool) -> str:
    if format_ == "json":
        from dkbm.report.as_json import dumps, row_json
        from dkbm.report.terminal import speaks_utf8

        rows = [row_json(row, reading.dataset) for row in found]
        return dumps(rows, ascii_only=to_screen and not speaks_utf8())
    from dkbm.report.rows_out import csv_for_excel, markdown, table, tsv

    return {"table": table, "tsv": tsv, "csv": csv_for_excel, "markdown": markdown}[format_](found)
