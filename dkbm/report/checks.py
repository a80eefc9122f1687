"""The list of all checks, as a table or as JSON."""

from collections.abc import Sequence

from dkbm.diagnostic import Code
from dkbm.report.json_out import dumps
from dkbm.report.terminal import safe

_HEAD = ("Code", "Schwere", "Gruppe", "Name")


def as_text(codes: Sequence[Code]) -> str:
    """Return one line per check, in columns, and where to read more."""
    rows = [_HEAD, *((code.code, code.severity.capitalize(), code.gruppe, code.name) for code in codes)]
    widths = [max(len(safe(row[column])) for row in rows) for column in range(3)]
    lines = ("  ".join([*(f"{safe(row[i]):<{widths[i]}}" for i in range(3)), safe(row[3])]) for row in rows)
    return "\n".join(lines) + "\n\nMehr zu einer Prüfung: dkbm explain CODE\n"


def as_json(codes: Sequence[Code]) -> str:
    """Return an array of `{code, name, schwere, gruppe}`."""
    rows = [
        {"code": code.code, "name": code.name, "schwere": code.severity.value, "gruppe": code.gruppe} for code in codes
    ]
    return dumps(rows)
