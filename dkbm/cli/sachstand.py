"""`dkbm sachstand`: how many Kommunen stood where, quarter by quarter, each number with its Kommunen."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from dkbm.cli.options import Ausgabe, Daten, Stand
from dkbm.errors import DkbmError

if TYPE_CHECKING:
    from dkbm.dataset import Dataset
    from dkbm.report.sachstand_out import Bericht

_HINT = "Zum Beispiel: dkbm sachstand --von 2018-01 --bis 2024-03"


def sachstand(
    *,
    von: Annotated[
        str | None,
        typer.Option(
            "--von", metavar="DATUM", help="Beginn, JJJJ, JJJJ-MM oder JJJJ-MM-TT. Ohne Angabe: seit dem ersten Beleg."
        ),
    ] = None,
    bis: Annotated[
        str | None, typer.Option("--bis", metavar="DATUM", help="Ende, ebenso; es zählt mit. Ohne Angabe: heute.")
    ] = None,
    je: Annotated[Literal["quartal", "jahr"], typer.Option("--je", help="Ein Stichtag je Quartal oder Jahr.")] = "jahr",
    belege: Annotated[
        bool, typer.Option("--belege", help="Hinter jeder Zahl die Kommunen zeigen, mit Schlüssel und Quelle.")
    ] = False,
    format_: Annotated[
        Literal["text", "json", "csv"], typer.Option("--format", help="text zum Lesen, csv für Excel, json.")
    ] = "text",
    stand: Stand = None,
    ausgabe: Ausgabe = None,
    daten: Daten = None,
) -> None:
    """Zählt, wie viele Kommunen wann in welchem Modul standen.

    An jedem Stichtag zählt jede Kommune genau einmal. Ein Übergang zählt nur in dem Zeitraum, in den eine Quelle ihn
    datiert; alle anderen stehen für sich, mit der Zeit, zwischen der sie liegen.
    """
    from dkbm.cli.frame import dataset_root, emit, emit_json
    from dkbm.cli.standing import datenstand, everyone, readable_at, revision
    from dkbm.report import sachstand_out
    from dkbm.report.terminal import warn

    root = dataset_root(daten)
    source = readable_at(root, stand)
    bericht, record = _bericht(everyone(source).dataset, von, bis, je), datenstand(source)
    if format_ == "json":
        value = sachstand_out.as_json(bericht, revision(root, source))
        emit_json(value, ausgabe)
    elif format_ == "csv":
        if record:
            warn(record)
        emit(sachstand_out.as_csv(bericht, belege=belege), ausgabe, fixed=True)
    else:
        emit(sachstand_out.as_text(bericht, belege=belege, datenstand=record), ausgabe)


def _bericht(dataset: "Dataset", von: str | None, bis: str | None, je: Literal["quartal", "jahr"]) -> "Bericht":
    from dkbm.cli.frame import first_day, last_day, today
    from dkbm.report.sachstand_out import bericht

    now = today()
    start = first_day(von, "--von", _HINT) if von else _first(dataset, now)
    end = min(last_day(bis, "--bis", _HINT), now) if bis else now
    if start > end:
        raise DkbmError("Der Zeitraum endet, bevor er beginnt, oder er liegt in der Zukunft.", _HINT)
    return bericht(dataset, start, end, je)


def _first(dataset: "Dataset", now: date) -> date:
    """The first year of which a source tells something; this year where none does."""
    from dkbm.queries.wechsel import alle_wechsel

    return date(min((each.spaet.year for each in alle_wechsel(dataset)), default=now.year), 1, 1)
