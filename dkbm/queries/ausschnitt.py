"""Excerpts of what a search found: a line of the text around the place where most of the query stands."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

BREITE = 72
"""An excerpt is at most so many characters long."""
_MEHR = "… "


class Stelle(NamedTuple):
    """Where something was found in a text, how well it fits, and which part of the query it is."""

    anfang: int
    ende: int
    guete: float
    teil: int


def ausschnitte(felder: Iterable[tuple[str, float, Sequence[Stelle]]], anzahl: int = 3) -> tuple[str, ...]:
    """Return the best lines of the fields (text, weight, places), the best first; each text gives one at most.

    Of equally good ones that of the lightest field comes first: the heavy ones (keywords) are shown beside it anyway.
    """
    found = []
    for nummer, (text, gewicht, stellen) in enumerate(felder):
        if stellen:
            wert, stelle = _beste(stellen)
            found.append((-wert, gewicht, nummer, _zeile(text, stelle)))
    return tuple(dict.fromkeys(zeile for *_, zeile in sorted(found)))[:anzahl]


def _beste(stellen: Sequence[Stelle]) -> tuple[float, Stelle]:
    """The place from which a line shows the most of the query, after how much that is."""

    def wert(start: Stelle) -> float:
        parts: dict[int, float] = {}
        for each in stellen:
            if start.anfang <= each.anfang and each.ende - start.anfang <= BREITE // 2:
                parts[each.teil] = max(parts.get(each.teil, 0.0), each.guete)
        return sum(parts.values())

    best = max(stellen, key=lambda stelle: (wert(stelle), -stelle.anfang))
    return wert(best), best


def _zeile(text: str, stelle: Stelle) -> str:
    """The line around a place; what is left out is marked, and no word is cut."""
    words = re.findall(r"\S+", text[: stelle.anfang]), re.findall(r"\S+", text[stelle.anfang :])
    left, right = words
    if left and not text[stelle.anfang - 1].isspace():  # it begins within a word
        right[0] = left.pop() + right[0]
    line, room = right.pop(0), BREITE - 2 * len(_MEHR)
    while True:
        after = bool(right) and len(line) + 1 + len(right[0]) <= room
        before = bool(left) and len(line) + 1 + len(left[-1]) <= room
        if after:
            line = f"{line} {right.pop(0)}"
        if before and len(line) + 1 + len(left[-1]) <= room:
            line = f"{left.pop()} {line}"
        if not after and not before:
            return f"{_MEHR if left else ''}{line}{_MEHR[::-1] if right else ''}"
