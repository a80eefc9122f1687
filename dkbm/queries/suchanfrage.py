"""What a person types into a search: words, groups of words in quotes, words to leave out."""

import re
from typing import NamedTuple

from dkbm.queries.wortstamm import Wort, woerter

_TEIL = re.compile(r"""(?P<ohne>(?<!\S)[-−–])?(?:["„“”»«](?P<gruppe>[^"„“”»«]*)["„“”»«]?|(?P<wort>[^\s"„“”»«]+))""")
# fmt: off
_FUELLWOERTER = frozenset({
    "aber", "als", "am", "an", "auch", "auf", "aus", "bei", "bis", "das", "dem", "den", "der", "des", "die",
    "durch", "ein", "eine", "einem", "einen", "einer", "eines", "es", "fur", "gegen", "hat", "im", "in", "ist",
    "mit", "nach", "nicht", "oder", "sich", "sie", "sind", "uber", "um", "und", "vom", "von", "vor", "war", "was",
    "wer", "wie", "wird", "wo", "zu", "zum", "zur",
})
# fmt: on

Gruppe = tuple[Wort, ...]
"""Words that must follow one another; a single word is a group of one."""


class Anfrage(NamedTuple):
    """`gesucht` is to be found, the more of it the better; what holds one of `ohne` is left out."""

    gesucht: tuple[Gruppe, ...]
    ohne: tuple[Gruppe, ...]


def lies_anfrage(text: str) -> Anfrage:
    """Read what was typed; nothing is an error.

    A word with a hyphen is a group. Words that stand in every text (`und`, `der`) count only where nothing else is
    asked for, or within quotes. A quote that is not closed ends with the text.
    """
    gesucht: list[Gruppe] = []
    ohne: list[Gruppe] = []
    for match in _TEIL.finditer(text):
        gruppe = woerter(match["gruppe"] if match["gruppe"] is not None else match["wort"])
        if gruppe:
            (ohne if match["ohne"] else gesucht).append(gruppe)
    tragend = [gruppe for gruppe in gesucht if len(gruppe) > 1 or gruppe[0].form not in _FUELLWOERTER]
    return Anfrage(_einmal(tragend or gesucht), _einmal(ohne))


def nur_fuellwoerter(text: str) -> bool:
    """Say whether nothing is asked for but words that stand in every text (`und`, `der`), not even within quotes."""
    found = lies_anfrage(text)
    is_quoted = any(mark in text for mark in '"„“”»«')
    words = [gruppe[0].form for gruppe in found.gesucht if len(gruppe) == 1]
    return bool(words) and not is_quoted and len(words) == len(found.gesucht) and set(words) <= _FUELLWOERTER


def _einmal(gruppen: list[Gruppe]) -> tuple[Gruppe, ...]:
    """Each group once, whatever its endings."""
    return tuple({tuple(wort.stamm for wort in gruppe): gruppe for gruppe in reversed(gruppen)}.values())[::-1]
