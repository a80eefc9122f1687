"""How a document is laid out: where its entries begin and end, what stands between brackets, how lists are indented."""

import re
from typing import Any

from dkbm.diagnostic import Route
from dkbm.text.document import Document
from dkbm.text.emit import STEP, Writer
from dkbm.text.lines import after_comments, column, eol_of, line_end, line_start
from dkbm.text.quote import UnwritableError
from dkbm.text.spans import Extent, extents

_KEEPS_BLANK_LINES = re.compile(r"[|>][1-9]?\+")
_BRACKETS = ("[", "{")


class Layout:
    """A document and what has to be known of it to write into it. Routes given to it exist."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.extents = extents(document.text)
        self.writer = Writer(eol=eol_of(self.text), list_indent=self._list_indent())

    def _list_indent(self) -> int:
        """How far the first list of this file is indented under its key."""
        for place in self.extents.values():
            if place.key_start is not None and self.text.startswith("- ", place.start):
                indent = column(self.text, place.start) - column(self.text, place.key_start)
                if indent >= 0 and "\n" in self.text[place.key_start : place.start]:
                    return indent
        return STEP

    def place(self, route: Route) -> Extent:
        """The offsets of the value at `route`."""
        return self.extents[route]

    def value(self, route: Route) -> Any:  # noqa: ANN401
        """The value at `route`."""
        value = self.document.value
        for step in route:
            value = value[step]
        return value

    def gap(self, route: Route) -> str:
        """What has to stand before a value written where `route` begins, if there was nothing so far."""
        start, key_end = self.place(route).start, self.place(route).key_end
        if key_end is not None and ":" not in self.text[key_end:start]:
            return ": "
        return " " if self.text[start - 1 : start] in (":", "-") else ""

    def has_brackets(self, route: Route) -> bool:
        """Whether the collection at `route` stands in brackets; no block collection begins with one."""
        return self.text.startswith(_BRACKETS, self.place(route).start) or self.in_brackets(route)

    def in_brackets(self, route: Route) -> bool:
        """Whether the value at `route` stands between the brackets of a collection around it."""
        return any(self.text.startswith(_BRACKETS, self.place(route[:depth]).start) for depth in range(len(route)))

    def least_column(self, route: Route) -> int:
        """The least column at which a value at `route` is certainly inside of what surrounds it."""
        key_start = self.place(route).key_start
        return 0 if key_start is None else column(self.text, key_start) + 1

    def entry(self, route: Route) -> tuple[int, int]:
        """An entry of a collection: from its key or, in a block, its dash to the end of its value."""
        place = self.place(route)
        if place.key_start is not None:
            return place.key_start, place.end
        if self.has_brackets(route[:-1]):
            return place.start, place.end
        return self._dash(route), place.end

    def _dash(self, route: Route) -> int:
        """Where the dash of an entry stands: in the column of the first one, somewhere behind the entry before."""
        first, index = self.place(route[:-1]).start, int(route[-1])
        if index == 0:
            return first
        dash = re.compile(rf"\n {{{column(self.text, first)}}}-(?=\s|$)")
        before = self.place((*route[:-1], index - 1)).end
        found = dash.search(self.text, before, self.place(route).start + 1)
        if not found:
            raise UnwritableError("Der Eintrag beginnt nicht auf einer eigenen Zeile.")
        return found.end() - 1

    def entries(self, route: Route) -> list[tuple[int, int]]:
        """All entries of the collection at `route`."""
        value = self.value(route)
        return [self.entry((*route, step)) for step in (value if isinstance(value, dict) else range(len(value)))]

    def has_own_line(self, route: Route) -> bool:
        """Whether an entry between brackets begins a line below the opening one."""
        start, _ = self.entry(route)
        begin = line_start(self.text, start)
        return begin > self.place(route[:-1]).start and self.text[begin:start].isspace()

    def end_of_lines(self, route: Route, least: int) -> int:
        """The end of the last line of an entry, with the comment lines below it indented by `least` or more."""
        end = line_end(self.text, self.place(route).end)
        last = self.place(self._last_leaf(route)).start
        blank_lines = _KEEPS_BLANK_LINES.match(self.text, last) is not None
        return after_comments(self.text, end, least, blank_lines=blank_lines)

    def _last_leaf(self, route: Route) -> Route:
        value = self.value(route)
        while value and isinstance(value, dict | list):
            step = next(reversed(value)) if isinstance(value, dict) else len(value) - 1
            route, value = (*route, step), value[step]
        return route
