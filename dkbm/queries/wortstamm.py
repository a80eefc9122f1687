"""German words for a search: where they stand in a text, how they are compared, what their stem is."""

import re
import unicodedata
from functools import lru_cache
from importlib import import_module
from typing import NamedTuple, Protocol

_WORT = re.compile(r"[^\W_]+")
_UMSCHRIFT = re.compile(r"(?<![aeq])ue|ae|oe")
_FREMDER_PLURAL = re.compile(r"(?<=[aiouy])s$")
_HERKUNFT = re.compile(r"(ation|ier|igt|i|(?<=z)t)$")
_KLEINSTER_PLURAL, _KLEINSTER_REST = 5, 5
_AUSNAHMEN = {"steu": "steuer"}
"""Stems that lose a part of the root: `steuern`, while `Steuerung` keeps it."""


class _Stemmer(Protocol):
    """What is used of the library."""

    def stemWord(self, word: str) -> str:  # noqa: N802 -- the name the library gives it
        """Return the stem of a word."""
        ...


class Wort(NamedTuple):
    """A word of a text: how it is compared (`form`), its stem, and where it begins and ends."""

    form: str
    stamm: str
    anfang: int
    ende: int


def woerter(text: str) -> tuple[Wort, ...]:
    """Return the words of `text` in their order; positions are those in `text` as it was given.

    A text with combining accents (NFD) has its words composed for the comparison only.
    """
    found = []
    for match in _WORT.finditer(_geschlossen(text)):
        anfang, ende = match.span()
        form, kern = _gelesen(text[anfang:ende])
        if form:
            found.append(Wort(form, kern, anfang, ende))
    return tuple(found)


def _geschlossen(text: str) -> str:
    """The text with a letter for each combining accent, so that no word ends at one; as long as it was."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text
    return "".join("x" if unicodedata.combining(char) else char for char in text)


@lru_cache(maxsize=65536)
def _gelesen(wort: str) -> tuple[str, str]:
    form = grundform(wort)
    return form, stamm(form)


def grundform(wort: str) -> str:
    """Return a word without case, accents and umlauts: `Übergänge`, `UEBERGAENGE` and `übergange` are one.

    `ß` is `ss`; `ae`, `oe` and `ue` are read as umlauts (`ue` not in `neue`, `Bauer`, `Quelle`).
    """
    folded = unicodedata.normalize("NFC", wort).casefold()
    plain = "".join(char for char in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(char))
    return _UMSCHRIFT.sub(lambda match: match[0][0], "".join(char for char in plain if char.isalnum()))


def stamm(form: str) -> str:
    """Return the stem of a word in its `grundform`: that of `schulen` and `schule`, of `strategie` and `strategisch`.

    Beside the endings that Snowball takes off: the plural of foreign words (`Büros`, `Kitas`) and what makes a noun,
    a verb or a participle of the same root (`Koordination`, `koordinieren`, `Koordinierung`; `vernetzt`, `beteiligt`).
    """
    kern = form if len(form) < _KLEINSTER_PLURAL else _FREMDER_PLURAL.sub("", form)
    found = _AUSNAHMEN.get(_snowball(kern), _snowball(kern))
    wurzel = _HERKUNFT.sub("", found)
    return wurzel if len(wurzel) >= _KLEINSTER_REST else found


def _snowball(form: str) -> str:
    return _stemmer().stemWord(form)


@lru_cache(maxsize=1)
def _stemmer() -> _Stemmer:
    found: _Stemmer = import_module("snowballstemmer").stemmer("german")  # 10 ms that only a search needs to spend
    return found
