"""`dkbm status [KOMMUNE]`: where a Kommune stands, or all of them at a glance."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from dkbm.cli.options import Daten, Stichtag, Worte

if TYPE_CHECKING:
    from datetime import date

    from dkbm.queries.reading import Reading

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
    daten: Daten = None,
) -> None:
    """Zeigt, wo eine Kommune steht, oder alle auf einen Blick.

    Der Name darf kurz sein (Harburg), die Art nennen (lk osnabrueck) oder der Schlüssel sein (03353). Trifft er auf
    mehrere zu, nennt dkbm sie und rät nicht.
    """
    from dkbm.cli.frame import annahmen, dataset_root, parse_stichtag
    from dkbm.store.worktree import read_files

    day, assumed = parse_stichtag(stichtag), annahmen(stichtag)
    files = read_files(dataset_root(daten))
    if not kommune:
        _land(files, day, format_, assumed if stichtag else None)
    else:
        _one(files, " ".join(kommune), day, format_, assumed if stichtag else None, quellen=quellen)


def _one(files: Mapping[str, bytes], name: str, day: "date", format_: str, assumed: Annahmen, *, quellen: bool) -> None:
    from dkbm.cli.frame import emit
    from dkbm.queries.reading import one_kommune
    from dkbm.queries.status import status as ask
    from dkbm.report.terminal import speaks_utf8

    reading = one_kommune(files, name)
    _warn(reading)
    assert reading.treffer is not None  # noqa: S101 -- one_kommune promises it
    dataset, answer = reading.dataset, ask(reading.dataset, reading.treffer.kommune, day)
    if format_ == "json":
        from dkbm.report.as_json import dumps, status_json

        emit(dumps(status_json(answer, dataset), ascii_only=not speaks_utf8()))
        return
    from dkbm.report.history import quellen_text
    from dkbm.report.status_text import status_text

    text = status_text(answer, dataset, assumed, reading.treffer.vorgaenger)
    emit(text + (f"\n{quellen_text(answer, dataset)}" if quellen else ""))


def _land(files: Mapping[str, bytes], day: "date", format_: str, assumed: Annahmen) -> None:
    from dkbm.cli.frame import emit
    from dkbm.queries.reading import all_kommunen
    from dkbm.queries.rows import rows
    from dkbm.report.terminal import speaks_utf8

    reading = all_kommunen(files)
    _warn(reading)
    found = rows(reading.dataset, day)
    if format_ == "json":
        from dkbm.report.as_json import dumps, row_json

        emit(dumps([row_json(row, reading.dataset) for row in found], ascii_only=not speaks_utf8()))
        return
    from dkbm.report.land_text import land_text

    emit(land_text(found, reading.dataset, day, assumed))


def _warn(reading: "Reading") -> None:
    from dkbm.report.broken import broken_text
    from dkbm.report.terminal import warn

    if text := broken_text(reading.broken):
        warn(text)
