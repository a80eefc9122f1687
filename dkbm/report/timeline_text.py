"""The answer of `dkbm history` as text and as Markdown."""

from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest
from textwrap import wrap

from dkbm.dataset import Dataset
from dkbm.german import tag
from dkbm.queries.names import repeat
from dkbm.queries.timeline import Station, Zeitleiste, placed
from dkbm.report.markdown_text import escaped
from dkbm.report.table import WIDTH, paragraph, two_sided
from dkbm.report.terminal import safe
from dkbm.report.timeline_words import date_of, other_text, remarks, sources, was, when_in_words
from dkbm.report.wording import with_sources

_WHEN = 21
_INDENT = "  "
_REMARK = "  "
_NICHTS = "Nichts belegt. Das heißt: es wurde nichts gefunden. Es heißt nicht: es geschah nichts."


def as_text(leiste: Zeitleiste, dataset: Dataset, annahmen: Sequence[str], datenstand: str = "") -> str:
    """Return the time line for people, at most 80 columns wide; `datenstand` as in `status_text`."""
    parts = ["".join(_heading(leiste, annahmen, datenstand))]
    for title, stations in _sections(leiste):
        lines = [f"{_INDENT}{safe(title)}\n", *(line for each in stations for line in _lines(each, dataset))]
        parts.append("".join(lines))
    if len(parts) == 1:
        parts.append(paragraph(_NICHTS, _INDENT))
    parts.append("".join(_closing(leiste)))
    return "\n".join(parts)


def _heading(leiste: Zeitleiste, annahmen: Sequence[str], datenstand: str) -> Iterator[str]:
    yield two_sided(_name(leiste), f"Zeitleiste bis {tag(leiste.stichtag)}")
    if datenstand:
        yield paragraph(f"{datenstand:>{WIDTH}}")
    for annahme in annahmen:
        yield paragraph(f"Annahme: {annahme}", _INDENT, "    ")


def _name(leiste: Zeitleiste) -> str:
    return " · ".join(filter(None, (leiste.kommune.offizieller_name, leiste.kommune.schluessel)))


def _closing(leiste: Zeitleiste) -> Iterator[str]:
    if any(each.datierung.aus_quelle and each.is_dated for each in (*leiste.bisher, *leiste.ungewiss, *leiste.danach)):
        yield paragraph("»ca.«, »Quelle« und »bis spätestens«: Zeit der Quelle, wo sie kein Datum nennt.", _INDENT)
    yield paragraph(f"Stand: dkbm status {repeat(leiste.kommune)}", _INDENT)


def _sections(leiste: Zeitleiste) -> Iterator[tuple[str, list[Station]]]:
    """The years, then what may have been by the Stichtag, what comes after it, what has no place in time."""
    for year, stations in groupby(leiste.bisher, key=lambda each: placed(each).year):
        yield str(year), list(stations)
    day = tag(leiste.stichtag)
    for title, rest in (
        (f"Ungewiss, ob bis zum {day}", leiste.ungewiss),
        (f"Nach dem {day}", leiste.danach),
        ("Ohne Datum", leiste.ohne_datum),
    ):
        if rest:
            yield title, list(rest)


def _lines(station: Station, dataset: Dataset) -> Iterator[str]:
    """An entry in two columns, below it what other sources say of its date, and remarks."""
    text = with_sources(was(station, dataset), sources(station))
    blocks = [(when_in_words(station) if station.is_dated else "", [text])]
    blocks += [(f"oder {date_of(other)}" if other.datum else "", [other_text(other)]) for other in station.abweichend]
    blocks[-1][1].extend(f"{_REMARK}{remark}" for remark in remarks(station))
    return (line for left, right in blocks for line in _two_columns(left, right))


def _two_columns(left: str, right: Sequence[str]) -> Iterator[str]:
    room = WIDTH - len(_INDENT) * 2 - _WHEN - 1
    lines = [line for text in right for line in _column(text, room).splitlines()]
    for one, two in zip_longest(wrap(safe(left), _WHEN, break_long_words=False), lines, fillvalue=""):
        yield f"{_INDENT * 2}{one:{_WHEN}} {two}".rstrip() + "\n"


def _column(text: str, room: int) -> str:
    indent = _REMARK if text.startswith(_REMARK) else ""
    return paragraph(text.removeprefix(_REMARK), indent, width=room)


def as_markdown(leiste: Zeitleiste, dataset: Dataset, annahmen: Sequence[str], datenstand: str = "") -> str:
    """Return the time line as Markdown; what Markdown would read as markup in the data is escaped."""
    notes = [*(f"Annahme: {each}" for each in annahmen), datenstand]
    lines = [f"# {_escaped(_name(leiste))}", "", f"Zeitleiste bis {tag(leiste.stichtag)}", ""]
    lines += [line for note in filter(None, notes) for line in (_escaped(note), "")]
    for title, stations in _sections(leiste):
        lines += [f"## {_escaped(title)}", ""]
        lines += [line for each in stations for line in _items(each, dataset)]
        lines.append("")
    if not any(_sections(leiste)):
        lines += [_NICHTS, ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _items(station: Station, dataset: Dataset) -> Iterator[str]:
    when = f"**{_escaped(when_in_words(station))}** " if station.is_dated else ""
    yield f"- {when}{_escaped(with_sources(was(station, dataset), sources(station)))}"
    for other in station.abweichend:
        yield f"  - {_escaped(' '.join(filter(None, (other.datum and f'oder {date_of(other)}', other_text(other)))))}"
    yield from (f"  - {_escaped(remark)}" for remark in remarks(station))


def _escaped(text: str) -> str:
    """Data in a line of Markdown: no markup, no line of its own, no list within the list."""
    return escaped(" ".join(text.split()))
