"""The screen of `dkbm agenda`: what is overdue, what comes, what waits, and what nobody is asked for."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from dkbm.german import am_tag, anzahl, aufzaehlung, datum_in_worten, tag
from dkbm.queries.agenda import Agenda, Posten
from dkbm.report.table import TIED, paragraph, two_sided
from dkbm.report.wording import with_sources

_DAY = 15
"""The width of `seit 31.01.2024`."""
_LEAD = " " * (4 + _DAY + 2)
WORTE = {"überfällig": "überfällig", "bald": "bald", "jederzeit": "jederzeit", "wartet auf anderes": "wartend"}
"""The headings in their order, and how their lines are counted."""
_NAMED = 3
"""So many Kommunen are named; more are counted."""
_MEHRZAHL = {
    "Nachweis für den nächsten Schritt": "Nachweise für den nächsten Schritt",
    "nächster Schritt": "nächste Schritte",
    "Treffen einer Gruppe": "Treffen von Gruppen",
    "Zeile eines Umsetzungsplans": "Zeilen von Umsetzungsplänen",
    "Vereinbarung, die ausläuft": "Vereinbarungen, die auslaufen",
    "geplanter Beginn": "geplante Anfänge",
    "geplante Vereinbarung": "geplante Vereinbarungen",
}
_ENDUNGEN = {"gespräch": "gespräche", "bericht": "berichte", "plan": "pläne", "nachweis": "nachweise"}


class Zeile(NamedTuple):
    """Items that are shown in one line: the same duty of several Kommunen."""

    posten: tuple[Posten, ...]

    @property
    def first(self) -> Posten:
        """The one that comes first in the order of the agenda."""
        return self.posten[0]


def agenda_text(agenda: Agenda, titel: str, *, fuer: str = "", einzeln: bool = False, datenstand: str = "") -> str:
    """Return the screen under `titel`. `fuer` says whose agenda it is, "" for everyone's.

    What several Kommunen have to do alike is one line, with `einzeln` followed by one for each. `datenstand` says
    which record of the dataset this is, "" for the folder.
    """
    zeilen = list(_grouped(agenda.posten))
    sections = _sections(zeilen)
    parts = [
        two_sided(titel, ", ".join(f"{len(some)} {WORTE[heading]}" for heading, some in sections.items() if some))
        + (paragraph(fuer) if fuer else "")
        + (paragraph(datenstand) if datenstand else ""),
        *("".join(_section(heading, some, agenda, einzeln)) for heading, some in sections.items()),
        "" if zeilen else paragraph("Nichts ist fällig.", "  "),
        _not_asked(agenda),
        "" if einzeln else _hint(zeilen),
    ]
    return "\n".join(part for part in parts if part)


def _sections(zeilen: Sequence[Zeile]) -> dict[str, list[Zeile]]:
    """The lines under their headings: what nobody gives a day for stands apart from what comes on a day."""
    found: dict[str, list[Zeile]] = {heading: [] for heading in WORTE}
    for zeile in zeilen:
        first = zeile.first
        free = "überfällig" if first.ueberfaellig else "bald" if first.am is not None else "jederzeit"
        found["wartet auf anderes" if first.wartet_auf else free].append(zeile)
    return found


def _grouped(posten: Sequence[Posten]) -> Iterator[Zeile]:
    """Put together what is the same duty; what is overdue also where it is so since different days."""
    found: dict[tuple[object, ...], list[Posten]] = {}
    for each in posten:
        day = None if each.ueberfaellig else each.am
        kind = "kommune" if each.kommune else "gruppe" if each.gruppe else each.schluessel
        key = (kind, each.art, each.name, each.ab, day, each.ueberfaellig, each.wartet_auf)
        found.setdefault(key, []).append(each)
    yield from (Zeile(tuple(group)) for group in found.values())


def _section(heading: str, zeilen: Sequence[Zeile], agenda: Agenda, einzeln: bool) -> Iterator[str]:
    if zeilen:
        yield f"  {heading}\n"
    for zeile in zeilen:
        day = f"{_when(zeile.first):{_DAY}}  " if zeile.first.am is not None else ""
        yield paragraph(_with_sources(_line(zeile, agenda), zeile), f"    {day}", _lead(zeile))
        yield from _details(zeile)
        if einzeln and len(zeile.posten) > 1:
            for each in zeile.posten:
                yield from _single(each, zeile, agenda)


def _lead(zeile: Zeile) -> str:
    """How far the lines below the first one are indented: behind its day, where it has one."""
    return _LEAD if zeile.first.am is not None else " " * 6


def _when(posten: Posten) -> str:
    if posten.am is None:
        return "ohne Tag"
    return f"seit {tag(posten.am)}" if posten.ueberfaellig else tag(posten.am)


def _line(zeile: Zeile, agenda: Agenda) -> str:
    first, reason = zeile.first, _reason(zeile)
    names = list(dict.fromkeys(_who(each, agenda) for each in zeile.posten))
    if len(names) <= _NAMED:
        return f"{': '.join(filter(None, (aufzaehlung(names), first.name)))}{reason}"
    return f"{first.name}, {_so_many_of_them(zeile, agenda)}{reason}"


def _who(posten: Posten, agenda: Agenda) -> str:
    ident = posten.kommune or posten.gruppe or posten.person or ""
    return agenda.namen.get(ident, ident)


def _so_many_of_them(zeile: Zeile, agenda: Agenda) -> str:
    if zeile.first.kommune is None:
        return f"{len(zeile.posten)}{TIED}Gruppen"
    everyone = {each.kommune for each in zeile.posten}
    partner = len(everyone & agenda.partner)
    kommunen = anzahl(len(everyone) - partner, "Kommune", "Kommunen").replace(" ", TIED)
    return f"{kommunen} und {partner}{TIED}Partner" if partner else kommunen


def _reason(zeile: Zeile) -> str:
    """What it counts from; for several only where all count from the same date, else from when to when."""
    first = zeile.first
    if not first.ab:
        return ""
    dates = list(dict.fromkeys(each.ab_datum for each in zeile.posten))
    if dates == [""]:
        return f" ({first.ab})"
    if len(dates) == 1:
        return f" ({first.ab}: {datum_in_worten(dates[0], kurz=True)})"
    days = sorted({each.am for each in zeile.posten if each.am is not None})
    return f" ({first.ab}; fällig {_span(days)})" if len(days) > 1 else f" ({first.ab})"


def _span(days: Sequence[date]) -> str:
    return f"{tag(days[0])} bis {tag(days[-1])}"


def _with_sources(text: str, zeile: Zeile) -> str:
    """Return `text` with the sources that all items of the line have in common."""
    common = [quelle for quelle in zeile.first.quellen if all(quelle in each.quellen for each in zeile.posten)]
    return with_sources(text, common) if common else text


def _details(zeile: Zeile) -> Iterator[str]:
    """What it waits for or is about, and the command for a single one."""
    first, lead = zeile.first, _lead(zeile)
    if first.wartet_auf:
        yield paragraph(f"wartet auf {aufzaehlung(first.wartet_auf)}", lead)
    if all(each.gegenstand == first.gegenstand for each in zeile.posten):
        for text in first.gegenstand:
            yield paragraph(text, f"{lead}– ", f"{lead}  ")
    if len(zeile.posten) == 1 and not first.wartet_auf:
        yield paragraph(first.abhilfe, "      → ", "        ")


def _single(posten: Posten, zeile: Zeile, agenda: Agenda) -> Iterator[str]:
    """One of several: since when, what it is about and its sources, as far as the others differ, and the command."""
    others = [each for each in zeile.posten if each is not posten]
    parts: list[str] = []
    if any(each.am != posten.am for each in others):
        parts.append(_when(posten))
    if any(each.gegenstand != posten.gegenstand for each in others):
        parts += posten.gegenstand
    own = [quelle for quelle in posten.quellen if any(quelle not in each.quellen for each in others)]
    text = ": ".join(filter(None, (_who(posten, agenda), "; ".join(parts))))
    yield paragraph(with_sources(text, own) if own else text, "      ", "        ")
    if not posten.wartet_auf:
        yield paragraph(posten.abhilfe, "      → ", "        ")


def _not_asked(agenda: Agenda) -> str:
    end = agenda.rahmenende
    if end is None or not agenda.nicht_angemahnt:
        return ""
    what = aufzaehlung(_so_many(number, name) for name, number in agenda.nicht_angemahnt)
    verb = "endete" if agenda.stichtag > end.hi else "endet"
    return paragraph(f"Nicht angemahnt: {what}, weil ihr Rahmen {am_tag(end.text)} {verb}.", "  ")


def _so_many(number: int, name: str) -> str:
    if number == 1:
        return f"1{TIED}{name}"
    plural = _MEHRZAHL.get(name)
    for ending, several in _ENDUNGEN.items():
        if plural is None and name.casefold().endswith(ending):
            plural = f"{name[: -len(ending)]}{several if name[-len(ending)].islower() else several.capitalize()}"
    return f"{number}{TIED}{plural}" if plural else f"{number}-mal »{name}«"


def _hint(zeilen: Sequence[Zeile]) -> str:
    several = any(len(each.posten) > 1 for each in zeilen)
    return paragraph("Je Kommune und Gruppe, mit dem Befehl dazu: --einzeln", "  ") if several else ""
