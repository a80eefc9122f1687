"""The format of reviewdog, one finding a line; its columns count bytes of UTF-8."""

import re
from typing import Any

from dkbm.diagnostic import Severity
from dkbm.report.findings import Finding, Spot
from dkbm.report.hosts.common import Report, advice, message, one_line
from dkbm.report.json_out import dumps

SEVERITIES = {Severity.FEHLER: "ERROR", Severity.WARNUNG: "WARNING", Severity.HINWEIS: "INFO"}
_BREAK = re.compile("\r?\n")


def write(report: Report) -> str:
    """Return a line for each finding, errors first; nothing without findings."""
    return "".join(dumps(_diagnostic(known.finding, report), indent=None) for known in report.worst_first())


def _diagnostic(finding: Finding, report: Report) -> dict[str, Any]:
    related = [{"message": one_line(spot.message), "location": _location(spot, report)} for spot in finding.related]
    return {
        "message": f"{message(finding)}\n{advice(finding)}",
        "location": _location(finding, report),
        "severity": SEVERITIES[finding.severity],
        "source": {"name": "dkbm"},
        "code": {"value": finding.code},
        **({"related_locations": related} if related else {}),
    }


def _location(place: Finding | Spot, report: Report) -> dict[str, Any]:
    lines = _BREAK.split(report.texts.get(place.file, ""))
    return {
        "path": report.path(place.file),
        "range": {
            "start": {"line": place.line, "column": byte_column(lines, place.line, place.column)},
            "end": {"line": place.end_line, "column": byte_column(lines, place.end_line, place.end_column)},
        },
    }


def byte_column(lines: list[str], line: int, column: int) -> int:
    """Return the column of a code point (both from 1) as bytes of UTF-8; as it is where there is no such line."""
    before = lines[line - 1][: column - 1] if line <= len(lines) else ""
    return column - len(before) + len(before.encode("utf-8", "surrogatepass"))
