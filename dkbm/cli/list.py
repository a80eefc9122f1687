"""`dkbm list`: the Kommunen as rows, filtered and sorted."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import click
import typer

from dkbm.cli.options import Ausgabe, Daten, Stand, Stichtag, Worte, Zahlen
from dkbm.lagen import LAGEN

if TYPE_CHECKING:
    from dkbm.cli.standing import Standing
    from dkbm.queries.reading import Reading
    from dkbm.queries.rows import Filter, Row

ARTEN = ("landkreis", "region", "kreisfreie-stadt")
Modul = Annotated[Zahlen, typer.Option("--modul", metavar="NUMMER", help="In diesem Modul; mehrfach: in einem davon.")]
Phase = Annotated[Zahlen, typer.Option("--phase", metavar="NUMMER", help="In dieser Phase.")]
InLage = Annotated[Worte, typer.Option("--lage", click_type=click.Choice([*LAGEN]), help="In dieser Lage.")]
Art = Annotated[Worte, typer.Option("--art", click_type=click.Choice(ARTEN), help="Von dieser Art.")]
Thema = Annotated[
    Worte, typer.Option("--thema", metavar="WORT", help="Mit diesem Thema: ein Schlagwort oder Worte daraus.")
]
AusQuelle = Annotated[Worte, typer.Option("--quelle", metavar="KENNUNG", help="Mit einer Angabe aus dieser Quelle.")]
MitFrist = Annotated[bool, typer.Option("--faellig", help="Mit einer Frist, die läuft oder verstrichen ist.")]
Sort = Annotated[
    Literal["name", "schluessel", "modul", "frist", "zuletzt_belegt"], typer.Option("--sort", help="Reihenfolge.")
]
Format = Annotated[
    Literal["table", "json", "tsv", "csv", "markdown"],
    typer.Option("--format", help="table zum Lesen, csv für Excel, die übrigen für Programme."),
]


def list(
    *,
    modul: Modul = None,
    phase: Phase = None,
    lage: InLage = None,
    art: Art = None,
    thema: Thema = None,
    quelle: AusQuelle = None,
    faellig: MitFrist = False,
    sort: Sort = "name",
    format_: Format = "table",
    stichtag: Stichtag = None,
    stand: Stand = None,
    ausgabe: Ausgabe = None,
    daten: Daten = None,
) -> None:
    """Listet die Kommunen, gefiltert und sortiert.

    Verschiedene Filter gelten zugleich; wird einer mehrfach genannt, genügt einer seiner Werte.
    """
    from dkbm.cli.frame import dataset_root, emit, parse_stichtag
    from dkbm.cli.standing import datenstand, everyone, readable_at
    from dkbm.queries.rows import Filter, rows
    from dkbm.report.screen import put_rows, wants_colour

    day = parse_stichtag(stichtag)
    root = dataset_root(daten)
    source = readable_at(root, stand)
    reading = everyone(source)
    numbers = [tuple(each or ()) for each in (modul, phase)]
    in_lage, of_art, on_thema, from_quelle = (tuple(each or ()) for each in (lage, art, thema, quelle))
    asked = Filter(numbers[0], numbers[1], in_lage, of_art, on_thema, from_quelle, faellig)
    wanted = _checked(asked, reading, stichtag)
    found, frist = rows(reading.dataset, day, wanted, sort), faellig or sort == "frist"
    if format_ == "table" and ausgabe is None and wants_colour():
        put_rows(found, frist, datenstand(source))
        return
    if format_ == "json":
        emit(_as_json(found, root, source, reading, ausgabe is None), ausgabe)
        return
    emit(_rendered(found, format_, frist, datenstand(source)), ausgabe, fixed=format_ in ("csv", "tsv"))


def _checked(wanted: "Filter", reading: "Reading", stichtag: str | None) -> "Filter":
    """Return the filter as the dataset spells it; say what was assumed."""
    from dkbm.cli.frame import annahmen
    from dkbm.queries.filters import checked, unknown_themen
    from dkbm.report.terminal import warn

    wanted = checked(wanted, reading.dataset)
    assumed = (f"Annahme: {each}" for each in annahmen(stichtag))
    nobody = (f"Kein Thema enthält »{each}«." for each in unknown_themen(wanted, reading.dataset))
    for text in (*assumed, *nobody):
        warn(text)
    return wanted


def _as_json(found: "tuple[Row, ...]", root: Path, source: "Standing", reading: "Reading", to_screen: bool) -> str:
    from dkbm.cli.standing import revision
    from dkbm.report.as_json import row_json
    from dkbm.report.json_out import dumps
    from dkbm.report.terminal import speaks_utf8

    commit = revision(root, source)
    return dumps([row_json(row, reading.dataset, commit) for row in found], ascii_only=to_screen and not speaks_utf8())


def _rendered(found: "tuple[Row, ...]", format_: str, frist: bool, datenstand: str) -> str:
    """Return the rows as text; in the formats for other programs the record they come from is said on stderr."""
    from dkbm.report.rows_out import csv_for_excel, markdown, table, tsv
    from dkbm.report.terminal import warn

    if format_ in ("csv", "tsv"):
        if datenstand:
            warn(datenstand)
        return csv_for_excel(found) if format_ == "csv" else tsv(found)
    return (markdown if format_ == "markdown" else table)(found, frist, datenstand)
