"""`dkbm status [KOMMUNE]`: where a Kommune stands, or all of them at a glance."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from dkbm.cli.options import Ausgabe, Daten, Stichtag, Worte

if TYPE_CHECKING:
    from datetime import date

    from dkbm.queries.reading import Found, Reading
    from dkbm.queries.status import Status

Annahmen = tuple[str, ...] | None
"""What had to be assumed to read the Stichtag; None where nobody gave one and the answer is about today."""


def status(
    kommune: Annotated[
        Worte,
        typer.Argument(metavar="KOMMUNE", help="Name, Schlüssel oder Kennung; ohne Angabe das ganze Land."),
    ] = None,
    stichtag: Stichtag = None,
    format_: Annotated[
        Literal["text", "json"], typer.Option("--format", help="text zum Lesen, json für Programme.", show_default=True)
    ] = "text",
    quellen: Annotated[bool, typer.Option("--quellen", help="Auch die Quellen der Kommune aufführen.")] = False,
    ausgabe: Ausgabe = None,
    daten: Daten = None,
) -> None:
    """Zeigt, wo eine Kommune steht, oder alle auf einen Blick.

    Der Name darf kurz sein (Harburg), die Art nennen (lk osnabrueck) oder der Schlüssel sein (03353). Trifft er auf
    mehrere zu, nennt dkbm sie und rät nicht.
    """
    from dkbm.cli.contents import readable_files
    from dkbm.cli.frame import annahmen, dataset_root, emit, parse_stichtag
    from dkbm.report.terminal import speaks_utf8

    day, assumed = parse_stichtag(stichtag), annahmen(stichtag) if stichtag else None
    files = readable_files(dataset_root(daten), " ".join(kommune or ()))
    if format_ == "json":
        ascii_only = ausgabe is None and not speaks_utf8()
        text = _one_json(files, " ".join(kommune), day, ascii_only) if kommune else _land_json(files, day, ascii_only)
    elif kommune:
        text = _one(files, " ".join(kommune), day, assumed, quellen=quellen)
    else:
        text = _land(files, day, assumed)
    emit(text, ausgabe)


def _one(files: Mapping[str, bytes], name: str, day: "date", assumed: Annahmen, *, quellen: bool) -> str:
    from dkbm.report.history import quellen_text
    from dkbm.report.status_text import status_text

    reading, answer = _asked(files, name, day)
    text = status_text(answer, reading.dataset, assumed, reading.treffer.vorgaenger)
    return text + (f"\n{quellen_text(answer, reading.dataset)}" if quellen else "")


def _one_json(files: Mapping[str, bytes], name: str, day: "date", ascii_only: bool) -> str:
    from dkbm.report.as_json import status_json
    from dkbm.report.json_out import dumps

    reading, answer = _asked(files, name, day)
    return dumps(status_json(answer, reading.dataset), ascii_only=ascii_only)


def _asked(files: Mapping[str, bytes], name: str, day: "date") -> "tuple[Found, Status]":
    from dkbm.queries.reading import one_kommune
    from dkbm.queries.status import status as ask

    reading = one_kommune(files, name)
    _warn(reading)
    return reading, ask(reading.dataset, reading.treffer.kommune, day)


def _land(files: Mapping[str, bytes], day: "date", assumed: Annahmen) -> str:
    from dkbm.queries.rows import rows
    from dkbm.report.land_text import land_text

    reading = _everyone(files)
    return land_text(rows(reading.dataset, day), reading.dataset, day, assumed)


def _land_json(files: Mapping[str, bytes], day: "date", ascii_only: bool) -> str:
    from dkbm.queries.rows import rows
    from dkbm.report.as_json import row_json
    from dkbm.report.json_out import dumps

    reading = _everyone(files)
    return dumps([row_json(row, reading.dataset) for row in rows(reading.dataset, day)], ascii_only=ascii_only)


def _everyone(files: Mapping[str, bytes]) -> "Reading":
    from dkbm.queries.reading import all_kommunen

    reading = all_kommunen(files)
    _warn(reading)
    return reading


def _warn(reading: "Reading | Found") -> None:
    from dkbm.report.broken import broken_text
    from dkbm.report.terminal import warn

    if text := broken_text(reading.broken):
        warn(text)
