"""Where a change goes and what is written there: one stretch of text gives way to another, nothing else moves.

The routes given here exist, and the values at them fit the change; `patch` has seen to that.
"""

import re
from typing import Any, NamedTuple

from dkbm.diagnostic import Route
from dkbm.text.document import Document
from dkbm.text.emit import STEP
from dkbm.text.layout import Layout
from dkbm.text.lines import column, ending, eol_of, indentation, line_end, line_start

_COMMA = re.compile(r"(?:\s|#[^\n]*)*,")


class Splice(NamedTuple):
    """`text` takes the place of the code points from `start` to `end`."""

    start: int
    end: int
    text: str


def replace(document: Document, route: Route, value: Any) -> Splice:  # noqa: ANN401
    """The value at `route` gives way to `value`; comments inside the old value go with it."""
    layout = Layout(document)
    place, text = layout.place(route), document.text
    if layout.in_brackets(route):
        return Splice(place.start, place.end, layout.gap(route) + layout.writer.flow(value))
    if place.key_start is None or place.key_end is None or "#" in text[place.key_end : place.start]:
        return _replace_in_place(layout, route, value)
    colon = text.index(":", place.key_end) + 1
    new = layout.writer.after_key(value, column(text, place.key_start), column(text, colon))
    return _beside_comment(layout, Splice(colon, place.end, new))


def _replace_in_place(layout: Layout, route: Route, value: Any) -> Splice:  # noqa: ANN401
    """An entry of a list, the root, or a value below a comment: the new value begins where the old one did."""
    place = layout.place(route)
    begin = column(layout.text, place.start)
    gap = layout.gap(route) or " " * (layout.least_column(route) - begin)
    new = gap + layout.writer.value(value, begin + len(gap))
    return _beside_comment(layout, Splice(place.start, place.end, new))


def _beside_comment(layout: Layout, splice: Splice) -> Splice:
    """A comment behind the old value stays on the line on which the new one begins."""
    eol, stop = layout.writer.eol, line_end(layout.text, splice.end)
    comment = layout.text[splice.end : stop].strip()
    if not comment or eol not in splice.text:
        return splice
    first, rest = splice.text.split(eol, 1)
    return Splice(splice.start, stop, f"{first} {comment}{eol}{rest}")


def add(document: Document, route: Route, key: str, value: Any, after: str | None) -> Splice:  # noqa: ANN401
    """A new key behind the key `after` of the mapping at `route`, or at its end."""
    layout = Layout(document)
    writer, mapping = layout.writer, layout.value(route)
    if not mapping:
        return _fill(layout, route, {key: value})
    last = next(reversed(mapping))
    before = last if after is None else after
    if layout.has_brackets(route):
        return _insert_in_brackets(layout, (*route, before), f"{writer.key(key)}: {writer.flow(value)}")
    indent = column(layout.text, layout.place(route).start)
    end = layout.end_of_lines((*route, before), indent if before == last else indent + 1)
    return Splice(end, end, writer.line(indent) + writer.entry(key, value, indent))


def append(document: Document, route: Route, value: Any) -> Splice:  # noqa: ANN401
    """A new entry at the end of the list at `route`."""
    layout = Layout(document)
    writer, entries = layout.writer, layout.value(route)
    if not entries:
        return _fill(layout, route, [value])
    last = (*route, len(entries) - 1)
    if layout.has_brackets(route):
        return _insert_in_brackets(layout, last, writer.flow(value))
    indent = column(layout.text, layout.place(route).start)
    end = layout.end_of_lines(last, max(indent, layout.least_column(route)))
    return Splice(end, end, f"{writer.line(indent)}- {writer.value(value, indent + STEP)}")


def _fill(layout: Layout, route: Route, value: Any) -> Splice:  # noqa: ANN401
    """The first entry of a collection that is empty or null; a comment between its brackets stays."""
    place = layout.place(route)
    if "#" not in layout.text[place.start : place.end]:
        return replace(layout.document, route, value)
    return Splice(place.start + 1, place.start + 1, layout.writer.flow(value)[1:-1])


def _insert_in_brackets(layout: Layout, before: Route, new: str) -> Splice:
    """A new entry behind the one at `before`; on a line of its own if that has one."""
    start, end = layout.entry(before)
    if not layout.has_own_line(before):
        return Splice(end, end, f", {new}")
    line = layout.writer.line(column(layout.text, start)) + new
    if comma := _COMMA.match(layout.text, end, layout.place(before[:-1]).end):
        stop = line_end(layout.text, comma.end())
        return Splice(stop, stop, f"{line},")
    stop = line_end(layout.text, end)
    return Splice(end, stop, f",{layout.text[end:stop]}{line}")


def remove(document: Document, route: Route) -> Splice:
    """The entry at `route` goes with its lines and the comments inside; those above it stay."""
    layout = Layout(document)
    siblings = layout.value(route[:-1])
    if len(siblings) == 1:
        return replace(document, route[:-1], type(siblings)())
    if layout.has_brackets(route[:-1]):
        return _remove_from_brackets(layout, route)
    start, _ = layout.entry(route)
    return _remove_lines(layout.text, start, layout.end_of_lines(route, column(layout.text, start) + 1))


def _remove_lines(text: str, start: int, end: int) -> Splice:
    """The lines from `start` to `end`; what stands before `start` on its line stays, and the next entry follows it."""
    begin, following = line_start(text, start), end + len(ending(text, end))
    if text[begin:start].strip():
        return Splice(start, following + indentation(text, following), "")
    if following == end and begin:  # the last line of a file without a last line end: the one before becomes it
        begin -= len(eol_of(text))
    return Splice(begin, following, "")


def _remove_from_brackets(layout: Layout, route: Route) -> Splice:
    """An entry between brackets goes with its comma; one on a line of its own with that line."""
    (start, end), entries = layout.entry(route), layout.entries(route[:-1])
    index = entries.index((start, end))
    stop = line_end(layout.text, end)
    if layout.has_own_line(route) and all(begin > stop for begin, _ in entries[index + 1 :]):
        return _remove_lines(layout.text, start, stop)
    return Splice(start, entries[1][0], "") if index == 0 else Splice(entries[index - 1][1], end, "")
