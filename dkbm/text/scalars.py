"""What a plain scalar means: YAML 1.2 core without its surprises (S 5 to 10, 14).

Only `true`, `false`, `null`, `~`, nothing and whole numbers of at most 18 digits are more than text. Everything that
another YAML program would read differently is a Trap: the reader refuses it and says what to write instead.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from dkbm.datum import DatumError, parse_datum
from dkbm.text.codes import CALENDAR
from dkbm.text.position import quoted, shortened

MAX_DIGITS = 18
_SHORT = 40

_VALUES: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_WORDS = {
    **dict.fromkeys(("y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "True", "TRUE"), "true"),
    **dict.fromkeys(("n", "N", "no", "No", "NO", "off", "Off", "OFF", "False", "FALSE"), "false"),
}
_NULLS = {"Null", "NULL"}
_INT = re.compile(r"-?(?:0|[1-9][0-9]*)")
_DAYS = re.compile(r"(?:\.\.)?[0-9]{4}-[0-9]{2}-[0-9]{2}(?:\.\.[0-9-]*)?")
_NUMERIC = re.compile(
    r"""(?P<D112>[-+]?0[0-9]+)
    |(?P<D115>[-+]?[0-9][0-9_]*(?::[0-9]+)+(?:\.[0-9]*)?)
    |(?P<D111>[-+]?0(?:x[0-9a-fA-F_]+|o[0-7_]+|b[01_]+)|[-+]?[0-9][0-9]*(?:_[0-9_]*)|\+[0-9]+)
    |(?P<D114>[-+]?(?:[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]+)?
        |[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))""",
    re.VERBOSE,
)
_WHY = {
    "D111": "{text} steht ohne Anführungszeichen; manche Programme lesen es als Zahl, andere als Text.",
    "D112": "{text} steht ohne Anführungszeichen und würde als Zahl gelesen; die führende Null ginge verloren.",
    "D114": "{text} steht ohne Anführungszeichen und würde als Kommazahl gelesen; hier gibt es nur ganze Zahlen.",
    "D115": "{text} steht ohne Anführungszeichen; manche Programme rechnen es in eine Zahl um (12:30 wird 750).",
}


class Trap(NamedTuple):
    """A scalar that is refused; `value` is what the rest of the file is checked with meanwhile."""

    code: str
    message: str
    help: str
    value: str


Scalar = str | int | bool | None


def plain(text: str) -> Scalar | Trap:
    """The value of a scalar without quotation marks, or the trap it is."""
    return _remembered(text) if len(text) <= _SHORT else _typed(text)


def _typed(text: str) -> Scalar | Trap:
    if text in _VALUES:
        return _VALUES[text]
    if text in _WORDS:
        return _word(text)
    if text in _NULLS:
        return Trap("D117", f"{text} steht ohne Anführungszeichen; leer heißt hier null.", _null_help(text), text)
    if _INT.fullmatch(text):
        return int(text) if len(text.lstrip("-")) <= MAX_DIGITS else _too_long(text)
    if match := _NUMERIC.fullmatch(text):
        return _numeric(match.lastgroup or "", text)
    return _calendar(text) if _DAYS.fullmatch(text) else text


_remembered = lru_cache(maxsize=4096)(_typed)


def _word(text: str) -> Trap:
    value = _WORDS[text]
    return Trap(
        "D110",
        f"{text} steht ohne Anführungszeichen; viele Programme lesen es als Wahrheitswert.",
        f'{value} schreiben, oder "{text}", wenn das Wort gemeint ist.',
        text,
    )


def _null_help(text: str) -> str:
    return f'Den Wert weglassen oder null schreiben; "{text}", wenn das Wort gemeint ist.'


def _numeric(code: str, text: str) -> Trap:
    short = shortened(text)
    return Trap(code, _WHY[code].format(text=short), f'"{short}" schreiben{_or_number(code, text)}.', text)


def _or_number(code: str, text: str) -> str:
    """For a number in foreign notation, the number as we write it."""
    if code != "D111" or len(text) > MAX_DIGITS or not text.lstrip("-+")[-1].isalnum():
        return ""
    try:
        return f", oder {int(text.lstrip('+'), 0)}, wenn die Zahl gemeint ist"
    except ValueError:
        return ""


def _too_long(text: str) -> Trap:
    return Trap(
        "D116",
        f"Die Zahl {shortened(text)} hat {len(text.lstrip('-'))} Ziffern; höchstens {MAX_DIGITS} sind erlaubt.",
        "Die Ziffernfolge in Anführungszeichen setzen, wenn ein Text gemeint ist.",
        text,
    )


def _calendar(text: str) -> str | Trap:
    """Whether a day exists is for the schema to say; the trap is used where a file never gets so far."""
    try:
        parse_datum(text)
    except DatumError as error:
        return Trap(CALENDAR, f"{quoted(text)}: {error}", error.hint, text)
    return text
