"""The source line of a finding with a marker below the place, cut to the width of a screen."""

import re
import unicodedata

from dkbm.diagnostic import Span
from dkbm.report.terminal import safe

_BREAK = re.compile("\r?\n")
_ROOM = 90
_BEFORE = 30


def excerpt(text: str, span: Span) -> list[str]:
    """Return the line of `span` and its marker, each with a margin; nothing where the text has no such line.

    Characters that could steer a terminal appear in their visible form, and the marker stands below that form.
    """
    lines = _BREAK.split(text)
    if span.line > len(lines) or not lines[span.line - 1].strip():
        return []
    line = lines[span.line - 1]
    start = min(span.column - 1, len(line))
    end = min(span.end_column - 1, len(line)) if span.end_line == span.line else len(line)
    before, marked, after = _cut(line[:start], line[start:end], line[end:])
    margin = " " * len(str(span.line))
    marker = " " * width(before) + "^" * max(1, width(marked))
    return [f"  {span.line} │ {before}{marked}{after}", f"  {margin} │ {marker}"]


def _cut(before: str, marked: str, after: str) -> tuple[str, str, str]:
    """Make the three parts of a line visible, and leave out what is too far from the place."""
    before, marked, after = (safe(part) for part in (before, marked, after))
    if len(before) + len(marked) + len(after) <= _ROOM:
        return before, marked, after
    if len(before) > _BEFORE:
        before = "…" + before[1 - _BEFORE :]
    if len(marked) > _ROOM - len(before):
        return before, marked[: _ROOM - len(before) - 1] + "…", ""
    room = _ROOM - len(before) - len(marked)
    return before, marked, after if len(after) <= room else after[: max(0, room - 1)] + "…"


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes: none for a combining mark, two for a wide character."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF") for char in text)
