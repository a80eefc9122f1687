"""Merge conflicts left in a text, at any indentation: YAML would take them for content (S 26, 27)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from dkbm.diagnostic import Span
from dkbm.text.codes import Fault
from dkbm.text.position import lines, locate, quoted

_MARKER = re.compile(r"^([ \t]*)(<{7,}|\|{7,}|={7,}|>{7,})([ \t\r][^\n]*)?$", re.MULTILINE)
_HELP = "Eine Fassung stehen lassen, die andere und die Zeilen mit <<<<<<<, |||||||, ======= und >>>>>>> löschen."


class Marker(NamedTuple):
    """One marker line; `sign` is one of `<`, `|`, `=`, `>`."""

    sign: str
    label: str
    indented: bool
    start: int
    end: int


class Conflict(NamedTuple):
    """The markers of one conflict, in order; whole or in remains."""

    markers: tuple[Marker, ...]

    @property
    def extent(self) -> tuple[int, int]:
        """The stretch from the first marker to the end of the last."""
        return self.markers[0].start, self.markers[-1].end

    @property
    def drop(self) -> tuple[tuple[int, int], ...]:
        """The stretches to leave out so that the first side remains."""
        first, *rest = self.markers
        if not rest:
            return ((first.start, first.end),)
        return ((first.start, first.end), (rest[0].start, rest[-1].end))


def find(text: str) -> tuple[Conflict, ...]:
    """Every conflict of `text`, including remains of one that was cleaned up by halves."""
    if not any(sign in text for sign in ("<<<<<<<", ">>>>>>>", "=======", "|||||||")):
        return ()
    return tuple(_group([_marker(match) for match in _MARKER.finditer(text)]))


def _marker(match: re.Match[str]) -> Marker:
    return Marker(match[2][0], (match[3] or "").strip(), bool(match[1]), match.start(), match.end())


def _group(markers: list[Marker]) -> Iterator[Conflict]:
    """A conflict runs from its first marker to `>`, or to the next `<`, or to the end."""
    open_: list[Marker] = []
    for marker in markers:
        if marker.sign == "<" and open_:
            yield Conflict(tuple(open_))
            open_ = []
        # A lone, indented ======= may be the underline of a heading in a text; at the margin it is a remain.
        if not open_ and marker.sign in "=|" and marker.indented:
            continue
        open_.append(marker)
        if marker.sign == ">":
            yield Conflict(tuple(open_))
            open_ = []
    if open_:
        yield Conflict(tuple(open_))


def fault(text: str, conflict: Conflict) -> Fault:
    """The finding for a conflict: lines from the first to the last marker, and the names of both sides."""
    start, stop = conflict.extent
    line, column = locate(text, start)
    end = locate(text, stop)
    names = [quoted(m.label) for m in conflict.markers if m.sign in "<>" and m.label]
    message = f"Nicht aufgelöster Merge-Konflikt in {lines(line, end[0])}"
    if names:
        message += f", {'Seiten' if len(names) > 1 else 'Seite'} {' und '.join(names)}"
    return Fault("D009", Span(line, column, *end), f"{message}.", _HELP)
