"""Which characters a text may hold: nothing that hides, reorders or splits text unseen (S 16, 17, 24, 29)."""

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import islice

from dkbm.text.codes import MAX_FAULTS, Fault
from dkbm.text.position import lines, quoted, span

# What nearly every file consists of: ASCII, German and neighbouring letters, common punctuation. All of it is in
# normal form and in one script, so that a file without a suspect needs no further look at its characters.
_SUSPECT = re.compile(
    "\r(?!\n)|[^\r\n -~\u00a1-\u00ac\u00ae-\u017f\u2010-\u2015\u2018-\u201f\u2020-\u2022\u2026\u2030\u20ac]"
)
_LONE_RETURN = re.compile("\r(?!\n)")
TAB = "D010"
BLANK = "D025"
_HIDDEN_BREAKS = "\r\x85\u2028\u2029"
_BLANK_LETTERS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
"""Letters and marks by their category, yet nothing is to be seen of them."""
_NAMES = {
    "\0": "NUL",
    "\x1b": "ESC",
    "\x7f": "DEL",
    "\r": "Wagenrücklauf (CR) allein",
    "\x85": "NEL (U+0085)",
    "\u2028": "Zeilentrenner (U+2028)",
    "\u2029": "Absatztrenner (U+2029)",
    "\u00a0": "geschütztes Leerzeichen (U+00A0)",
    "\u202f": "schmales geschütztes Leerzeichen (U+202F)",
    "\u00ad": "bedingter Trennstrich (U+00AD)",
    "\u200b": "Leerzeichen ohne Breite (U+200B)",
    "\u200d": "Verbinder ohne Breite (U+200D)",
    "\u202e": "Umkehr der Schreibrichtung (U+202E)",
    "\ufeff": "Byte-Order-Mark mitten im Text (U+FEFF)",
}
_ESCAPES = {"\0": r"\0", "\t": r"\t", "\r": r"\r", "\x1b": r"\e", "\x85": r"\N", "\u2028": r"\L", "\u2029": r"\P"}
_SENTENCES = {
    "D005": ("Hier steht ein Steuerzeichen: {name}.", "Das Zeichen löschen."),
    "D006": (
        "Hier steht ein unsichtbares oder unzulässiges Zeichen: {name}.",
        "Das Zeichen löschen; im Zweifel das Wort neu tippen.",
    ),
    "D007": (
        "Hier steht ein versteckter Zeilenumbruch: {name}. Danach könnte unbemerkt ein weiterer Schlüssel beginnen.",
        "Das Zeichen löschen und, wo nötig, eine gewöhnliche neue Zeile beginnen.",
    ),
    "D010": (
        "Tabulator in {lines}; YAML rückt nur mit Leerzeichen ein.",
        "Jeden Tabulator durch Leerzeichen ersetzen, zwei je Stufe.",
    ),
    "D025": (
        "Hier steht kein gewöhnliches Leerzeichen: {name}. Es sieht nur so aus.",
        "Durch ein gewöhnliches Leerzeichen ersetzen.",
    ),
    "D021": (
        "Hier steht das Ersatzzeichen U+FFFD: Beim Umwandeln der Datei ist ein Zeichen verloren gegangen.",
        "Das verlorene Zeichen (meist ein Umlaut) wieder einsetzen.",
    ),
}


def suspicious(text: str) -> bool:
    """Whether `text` holds any character that needs a closer look."""
    return _SUSPECT.search(text) is not None


def judge(character: str) -> str:
    """The code of the finding a character deserves wherever it stands, or ""."""
    if character == "\t":
        return TAB
    if character in _HIDDEN_BREAKS:
        return "D007"
    if character == "\ufffd":
        return "D021"
    return _judge_category(character)


def _judge_category(character: str) -> str:
    import unicodedata  # noqa: PLC0415 -- few files need it

    category = unicodedata.category(character)
    if category == "Cc":
        return "D005"
    if category == "Zs":
        return BLANK
    unseen = category[0] == "C" or character in _BLANK_LETTERS or "\U000e0100" <= character <= "\U000e01ef"
    return "D006" if unseen else ""


def verdicts(text: str) -> dict[str, str]:
    """The characters of `text` that deserve a finding, and its code. All but a BLANK are forbidden."""
    judged = {character: judge(character) for character in set(_SUSPECT.findall(text))}
    return {character: code for character, code in judged.items() if code}


def healed(text: str, bad: Collection[str]) -> str:
    """The text with a blank for each of the characters; of carriage returns only those without a line feed."""
    text = _LONE_RETURN.sub(" ", text) if "\r" in bad else text
    return text.translate({ord(character): " " for character in bad if character != "\r"})


def faults(text: str, bad: Mapping[str, str]) -> Iterator[Fault]:
    """One finding for each run of forbidden characters; tabs of neighbouring lines are one run."""
    for code, start, end in islice(_runs(text, bad), MAX_FAULTS + 1):
        place = span(text, start, end)
        message, help_text = _SENTENCES[code]
        message = message.format(name=name_of(text[start]), lines=lines(place.line, place.end_line))
        yield Fault(code, place, message, help_text)


def _runs(text: str, bad: Mapping[str, str]) -> Iterator[tuple[str, int, int]]:
    code, start, end = "", 0, 0
    for match in _SUSPECT.finditer(text):
        next_code = bad.get(match[0])
        if next_code is None:
            continue
        if next_code != code or not _continues(code, text, end, match.start()):
            if code:
                yield code, start, end
            code, start = next_code, match.start()
        end = match.end()
    if code:
        yield code, start, end


def _continues(code: str, text: str, end: int, start: int) -> bool:
    return end == start or (code == TAB and text.count("\n", end, start) <= 1)


def name_of(character: str) -> str:
    """A name a reader can look up, e.g. `ESC (U+001B)`."""
    point = f"U+{ord(character):04X}"
    known = _NAMES.get(character)
    if known is None:
        return point
    return known if "(" in known else f"{known} ({point})"


def escape_fault(value: str) -> tuple[str, str, str] | None:
    """Code, message and help for a value that got a forbidden character by an escape; None if it has none.

    A blank of another kind is no fault here: written as an escape it can be seen.
    """
    for character in _SUSPECT.findall(value):
        if (code := judge(character)) and code != BLANK:
            escape = _escape(character)
            message = f"Der Wert enthält durch die Schreibweise {escape} ein verbotenes Zeichen."
            return code, message, f"{quoted(escape)} aus dem Wert löschen."
    return None


def _escape(character: str) -> str:
    """How a character is usually written in double quotation marks."""
    if character in _ESCAPES:
        return _ESCAPES[character]
    point = ord(character)
    if point <= 0xFF:
        return f"\\x{point:02x}"
    return f"\\u{point:04x}" if point <= 0xFFFF else f"\\U{point:08x}"
