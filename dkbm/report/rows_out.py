"""A list of Kommunen as table, TSV, Markdown, or CSV for a German Excel."""

import csv
import io
import re
from collections.abc import Sequence

from dkbm.german import anzahl, tag
from dkbm.lagen import LAGEN
from dkbm.model.lage import Lage
from dkbm.queries.rows import Row
from dkbm.report.table import columns, paragraph
from dkbm.report.terminal import safe

HEAD = (
    "schluessel",
    "id",
    "name",
    "art",
    "stichtag",
    "lage",
    "modul",
    "phase",
    "gewissheit",
    "seit",
    "zuletzt_belegt",
    "quelle",
    "danach_belegt",
    "naechster_schritt",
    "frist",
)
"""Columns of the formats for other programs: the fields of the JSON, lists and objects as one text each."""

_NUMERIC = re.compile(r"[0-9][0-9.:/-]*")
_FORMULA = tuple("=+-@＝＋－＠")


def cells(row: Row) -> tuple[str, ...]:
    """Return a row as texts, in the order of HEAD; unknown is empty."""
    lage, kommune = row.lage, row.kommune
    later = lage.danach_belegt
    due = min((each.am for each in row.faellig), default=None)
    values = (
        kommune.schluessel,
        kommune.id,
        kommune.name,
        kommune.art,
        row.stichtag.isoformat(),
        lage.lage,
        lage.modul,
        lage.phase,
        lage.gewissheit,
        lage.seit,
        lage.zuletzt_belegt,
        lage.quelle,
        (later.datum or later.wann).text if later else None,
        row.schritt.text if row.schritt else None,
        due.isoformat() if due else None,
    )
    return tuple("" if value is None else str(value) for value in values)


LIST_HEAD = ("Schl.", "Kommune", "Stand", "seit", "belegt")
"""What a person reads; `list_cells` gives the cells."""


FRIST_HEAD = ("Schl.", "Kommune", "Stand", "Frist", "belegt")
"""The same where the question is what is due: the day it was or is takes the place of the beginning."""


def list_cells(row: Row, frist: bool = False) -> tuple[str, ...]:
    """Return a row as texts, in the order of LIST_HEAD, or of FRIST_HEAD."""
    lage = row.lage
    day = _due(row) if frist else _when(lage.seit)
    return row.kommune.schluessel or "", row.kommune.offizieller_name, _stage(lage), day, _attested(lage)


def _attested(lage: Lage) -> str:
    """When it was attested last, and by what; a list that leaves it out attests nothing."""
    if lage.lage == "nicht_genannt":
        return f"fehlt in {lage.quelle}" if lage.quelle else "–"
    return " ".join(filter(None, (_when(lage.zuletzt_belegt), lage.quelle)))


def _due(row: Row) -> str:
    day = min((each.am for each in row.faellig), default=None)
    return tag(day) if day else "–"


def table(rows: Sequence[Row], frist: bool = False, datenstand: str = "") -> str:
    """Return the columns a person reads, at most 80 wide, with a line that counts them and one for the `datenstand`."""
    width = 26 if frist else 29
    lines = [(key, _shortened(name, width), *rest) for key, name, *rest in (list_cells(row, frist) for row in rows)]
    counted = f"{anzahl(len(rows), 'Kommune', 'Kommunen')}\n" + (paragraph(datenstand) if datenstand else "")
    return f"{columns(FRIST_HEAD if frist else LIST_HEAD, lines)}\n{counted}" if rows else counted


def _shortened(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"


def _when(text: str | None) -> str:
    """Return a date in figures, which fit a column: `2018-02` as `02/2018`, a span as its end."""
    if not text:
        return "–"
    start, dots, end = text.partition("..")
    parts = (end or start).split("-")
    figures = ".".join(reversed(parts)) if len(parts) == 3 else "/".join(reversed(parts))
    return f"≤ {figures}" if dots else figures


def _stage(lage: Lage) -> str:
    if lage.lage == "im_modul":
        return f"Modul {lage.modul}" + (f", Phase {lage.phase}" if lage.phase is not None else "")
    return {"im_prozess": "im Prozess", "kein_beleg": "kein Beleg"}.get(lage.lage, LAGEN[lage.lage])


def tsv(rows: Sequence[Row]) -> str:
    """Return tab-separated lines with a head, UTF-8, for other programs."""
    lines = [HEAD, *(cells(row) for row in rows)]
    return "".join("\t".join(safe(cell).replace("\n", " ") for cell in line) + "\n" for line in lines)


def csv_for_excel(rows: Sequence[Row]) -> str:
    """Return CSV that a German Excel opens as it is: byte order mark, semicolons, CRLF."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEAD)
    writer.writerows([excel_cell(cell) for cell in cells(row)] for row in rows)
    return f"\ufeff{target.getvalue()}"


def excel_cell(text: str) -> str:
    """Return a cell that stays the text it is.

    Excel drops the zero of 03353 and makes a day of 2018-07; only as a formula, `="03353"`, both survive a double
    click on the file. Numbers of one digit (module, phase) stay numbers. A text that begins like a formula gets an
    apostrophe in front, so that no cell of the data is ever run.
    """
    text = safe(text).replace("\n", " ")
    if text.startswith(_FORMULA):
        return f"'{text}"
    if len(text) > 1 and _NUMERIC.fullmatch(text) and '"' not in text:
        return f'="{text}"'
    return text


def markdown(rows: Sequence[Row], frist: bool = False, datenstand: str = "") -> str:
    """Return a Markdown table, below it the `datenstand`; what Markdown would read as markup is escaped."""
    head = ("Schlüssel", "Kommune", "Stand", "seit", "zuletzt belegt", "Quelle", *(("Frist",) if frist else ()))
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    for row in rows:
        lage = row.lage
        values = (
            row.kommune.schluessel,
            row.kommune.offizieller_name,
            _stage(lage),
            lage.seit,
            None if lage.lage == "nicht_genannt" else lage.zuletzt_belegt,
            _attested(lage) if lage.lage == "nicht_genannt" else lage.quelle,
            *((_due(row),) if frist else ()),
        )
        lines.append(f"| {' | '.join(_escaped(value or '') for value in values)} |")
    lines += ["", _escaped(datenstand)] if datenstand else []
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>|#~])", r"\\\1", safe(text).replace("\n", " "))
