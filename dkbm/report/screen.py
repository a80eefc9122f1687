"""Colour, and only where a person looks at a terminal that wants it; the words are the same without."""

import os
import sys
from collections.abc import Sequence

from dkbm.german import anzahl
from dkbm.queries.rows import Row
from dkbm.report.rows_out import FRIST_HEAD, LIST_HEAD, list_cells
from dkbm.report.terminal import safe, speaks_utf8

_STYLES = {1: "blue", 2: "cyan", 3: "yellow", 4: "green"}
_PALE = "bright_black"


def wants_colour() -> bool:
    """Say whether stdout is a terminal that shows colour and every character, and nobody asked for none."""
    quiet = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return not quiet and speaks_utf8() and sys.stdout.isatty()


def put_rows(rows: Sequence[Row], frist: bool = False, datenstand: str = "") -> None:
    """Print the rows of `dkbm list` as a table as wide as the terminal, the stage in the colour of its module."""
    from rich.console import Console  # noqa: PLC0415 -- 40 ms that only a terminal needs to spend
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(*(FRIST_HEAD if frist else LIST_HEAD), box=None, pad_edge=False, header_style="bold")
    for row in rows:
        style = _STYLES.get(row.lage.modul or 0, _PALE)
        number, name, stage, *rest = (safe(cell) for cell in list_cells(row, frist))
        table.add_row(Text(number), Text(name), Text(stage, style), *(Text(cell, _PALE) for cell in rest))
    console = Console(highlight=False, emoji=False, markup=False)
    console.print(table)
    console.print(Text(f"\n{anzahl(len(rows), 'Kommune', 'Kommunen')}"))
    if datenstand:
        console.print(Text(safe(datenstand), _PALE))
