"""Letters that look alike: decomposed umlauts and words of mixed script (S 29, 30)."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from dkbm.text.codes import MAX_FAULTS, Fault
from dkbm.text.position import quoted, span

_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"""[^\s\[\]{},:;#"']+""")
_LOOKALIKES = frozenset("авеѕіјкмнорстухԁһАВЕЅІЈКМНОРСТУХΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορτυ")
"""Cyrillic and Greek letters that a reader takes for Latin ones."""


def faults(text: str) -> Iterator[Fault]:
    """Words that are not in normal form (NFC), and words that mix scripts or only pretend to be Latin."""
    if not unicodedata.is_normalized("NFC", text):
        yield from islice(_decomposed(text), MAX_FAULTS + 1)
    if not text.isascii():
        yield from islice(_mixed(text), MAX_FAULTS + 1)


def _decomposed(text: str) -> Iterator[Fault]:
    for match in _TOKEN.finditer(text):
        if not unicodedata.is_normalized("NFC", match[0]):
            whole = quoted(unicodedata.normalize("NFC", match[0]))
            yield Fault(
                "D022",
                span(text, *match.span()),
                f"{whole} steht in zerlegten Zeichen (Buchstabe und Akzent getrennt) und wird so nicht gefunden.",
                f"{whole} neu tippen; jeder Umlaut ist ein einziges Zeichen (Unicode-Normalform NFC).",
            )


def _mixed(text: str) -> Iterator[Fault]:
    for match in _WORD.finditer(text):
        word = match[0]
        foreign = "" if word.isascii() else _foreign(word)
        if foreign:
            listed = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in dict.fromkeys(foreign))
            yield Fault(
                "D023",
                span(text, *match.span()),
                f"{quoted(word)} enthält Zeichen, die nur aussehen wie lateinische: {listed}.",
                "Das Wort neu tippen.",
            )


def _foreign(word: str) -> str:
    """The letters of `word` that do not belong: the non-Latin ones of a mixed word, all of a disguised one."""
    letters = [letter for letter in word if not _is_latin(letter)]
    if len(letters) < len(word) or all(letter in _LOOKALIKES for letter in letters):
        return "".join(letters)
    return ""


def _is_latin(letter: str) -> bool:
    """Whether a letter is Latin; marks (combining accents) and symbols like ª belong to any script."""
    return letter < "\u0250" or "LATIN" in unicodedata.name(letter, "").split()[:1]
