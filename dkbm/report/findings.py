"""Findings for people and programs: places become lines and columns, then text with an excerpt, or JSON."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from dkbm.dataset import Dataset
from dkbm.diagnostic import Diagnostic, Place, Severity, Span, route_text
from dkbm.german import anzahl, aufzaehlung
from dkbm.kinds import is_verschwiegen, register_at
from dkbm.report.excerpt import excerpt
from dkbm.report.json_out import dumps
from dkbm.report.terminal import safe

SCHWERE = {Severity.FEHLER: "Fehler", Severity.WARNUNG: "Warnung", Severity.HINWEIS: "Hinweis"}
_MEHRZAHL = {Severity.FEHLER: "Fehler", Severity.WARNUNG: "Warnungen", Severity.HINWEIS: "Hinweise"}
_AS_GIVEN = frozenset({"D401"})
_INDENT = "    "
_WIDTH = 80
_SECOND_COLUMN = 41


class Spot(NamedTuple):
    """A second place that explains a finding; line and column are 1-based code points, the end is exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    route: str
    message: str


class Finding(NamedTuple):
    """A diagnostic whose place is known as line and column; `route` reads `verlauf[2].datum`."""

    code: str
    severity: Severity
    message: str
    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    route: str
    help: str
    related: tuple[Spot, ...]


def resolve(dataset: Dataset, diagnostics: Iterable[Diagnostic]) -> tuple[Finding, ...]:
    """Return the findings sorted by file, line, column and code; what says the same of one line appears once.

    States that wait for a confirmation stand last, as the rule gives them: the oldest first.
    """
    given = [_finding(dataset, diagnostic) for diagnostic in diagnostics]
    sortable = sorted((entry for entry in given if entry.code not in _AS_GIVEN), key=_order)
    found = [*sortable, *(entry for entry in given if entry.code in _AS_GIVEN)]
    once = {(entry.file, entry.line, entry.code, entry.message): entry for entry in reversed(found)}
    return tuple(entry for entry in found if once[entry.file, entry.line, entry.code, entry.message] is entry)


def as_text(findings: Sequence[Finding], texts: Mapping[str, str], total: int | None = None) -> str:
    """Return the findings as text, one block each with the source line and a marker; empty without findings.

    With the number of files that were looked at, a closing line sums up: `1 Fehler in 1 von 61 Dateien.`
    """
    blocks = [_block(finding, texts.get(finding.file, "")) for finding in findings]
    return "\n".join([*blocks, summary(findings, total)] if blocks and total is not None else blocks)


def summary(findings: Sequence[Finding], total: int) -> str:
    """Return the line that sums up findings, without any data."""
    counts = {severity: sum(entry.severity is severity for entry in findings) for severity in Severity}
    parts = (anzahl(count, SCHWERE[kind], _MEHRZAHL[kind]) for kind, count in counts.items() if count)
    files = len({entry.file for entry in findings})
    return f"{aufzaehlung(parts)} in {files} von {total} {'Datei' if total == 1 else 'Dateien'}.\n"


def as_json(findings: Sequence[Finding]) -> str:
    """Return the findings as a JSON array after `schemas/ausgabe/validate.schema.json`."""
    return dumps([as_row(entry) for entry in findings])


def as_row(finding: Finding) -> dict[str, Any]:
    """Return a finding as an object of JSON."""
    return {**finding._asdict(), "related": [spot._asdict() for spot in finding.related]}


def _finding(dataset: Dataset, diagnostic: Diagnostic) -> Finding:
    place = diagnostic.place
    return Finding(
        diagnostic.code,
        diagnostic.severity,
        diagnostic.message,
        place.file,
        *_span(dataset, place),
        route_text(place.route),
        diagnostic.help,
        tuple(
            Spot(other.place.file, *_span(dataset, other.place), route_text(other.place.route), other.message)
            for other in diagnostic.related
        ),
    )


def _span(dataset: Dataset, place: Place) -> Span:
    """Return where a place lies; a whole file is its first position."""
    document = dataset.documents.get(place.file)
    if place.span is not None:
        return place.span
    if document is None or not place.route:
        return Span(1, 1, 1, 1)
    return document.span(place.route, at_key=place.at_key)


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    return finding.file, finding.line, finding.column, finding.code, finding.message


def _block(finding: Finding, text: str) -> str:
    word = f"{SCHWERE[finding.severity]}[{finding.code}]"
    head = f"{finding.file}:{finding.line}:{finding.column}: {word} {_one_line(finding.message)}"
    span = Span(finding.line, finding.column, finding.end_line, finding.end_column)
    is_internal = is_verschwiegen(finding.file) or register_at(finding.file, text, finding.line) is not None
    source = [] if is_internal else excerpt(text, span)  # S 43: nothing personal in a log
    lines = [safe(head), *source, *map(_related, finding.related), *_help(finding)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _related(spot: Spot) -> str:
    return safe(f"{_INDENT}{spot.file}:{spot.line}:{spot.column}: {_one_line(spot.message)}")


def _help(finding: Finding) -> list[str]:
    """Return what to do and where to read on, in one line where both fit."""
    more = f"Mehr dazu: dkbm explain {finding.code}"
    if not finding.help:
        return [_INDENT + more]
    hilfe = safe(f"{_INDENT}Hilfe: {_one_line(finding.help)}")
    padded = f"{hilfe:<{_SECOND_COLUMN - 2}}  "
    return [padded + more] if len(padded + more) <= _WIDTH else [hilfe, _INDENT + more]


def _one_line(text: str) -> str:
    return " ".join(text.split("\n"))
