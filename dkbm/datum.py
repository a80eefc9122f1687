"""Dates as precise as a source gave them: a day, a month, a year, or some time within a span."""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

_POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_GERMAN = re.compile(r"(?:([0-9]{1,2})\.)?([0-9]{1,2})[./]([0-9]{4})")
_LOOSE = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?(?:[T ].*)?", re.DOTALL)
FORMEN = "JJJJ, JJJJ-MM oder JJJJ-MM-TT; ein Zeitraum verbindet zwei davon mit zwei Punkten"
"""The forms of a date in words, for messages and help."""


class Datum(NamedTuple):
    """An interval of days [lo, hi], with the text it was entered as.

    `spanne` is true for `A..B` (at some time within); an open end is `date.min` or `date.max`.
    """

    text: str
    lo: date
    hi: date
    spanne: bool = False


class DatumError(ValueError):
    """A text is no date: `str()` is a German sentence without the text itself, `hint` says what to write."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


@lru_cache(maxsize=4096)  # the schema asks first, the model again
def parse_datum(text: str) -> Datum:
    """Return the days `text` covers; grammar `YYYY | YYYY-MM | YYYY-MM-DD | A..B | ..B | A..`.

    Raises DatumError (a ValueError, German) for any other form, for a day the calendar does not have,
    and for a span that ends before it begins.
    """
    start, dots, end = text.partition("..")
    if not dots:
        return Datum(text, *_point(text))
    if not start and not end:
        raise DatumError("Ein Zeitraum braucht mindestens ein Ende.", "Zum Beispiel 2016-07..2018 oder ..2018.")
    lo = _point(start)[0] if start else date.min
    hi = _point(end)[1] if end else date.max
    if lo > hi:
        raise DatumError(
            "Der Zeitraum endet, bevor er beginnt.", f"{end}..{start} schreiben, wenn die Enden vertauscht sind."
        )
    return Datum(text, lo, hi, spanne=True)


def _point(text: str) -> tuple[date, date]:
    match = _POINT.fullmatch(text)
    if match is None:
        raise DatumError(f"Ein Datum hat die Form {FORMEN}.", _hint(text))
    year = int(match[1])
    month, day = (int(part) if part else None for part in match.groups()[1:])
    if year == 0:
        raise DatumError("Das Jahr 0000 gibt es nicht.", "Das Jahr vierstellig schreiben, zum Beispiel 2018.")
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if not 1 <= month <= 12:
        raise DatumError(f"Einen Monat {month:02} gibt es nicht.", "Der Monat liegt zwischen 01 und 12.")
    last = _last_of_month(year, month)
    if day is None:
        return date(year, month, 1), last
    if not 1 <= day <= last.day:
        raise DatumError(
            f"Den {day}.{month}.{year} gibt es nicht im Kalender.", f"Dieser Monat hat die Tage 01 bis {last.day}."
        )
    return date(year, month, day), date(year, month, day)


def _last_of_month(year: int, month: int) -> date:
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


def _hint(text: str) -> str:
    """Say how a date in another common notation is written here; without one, name an example."""
    if german := _GERMAN.fullmatch(text):
        day, month, year = german.groups()
        return f"{_iso(year, month, day)} schreiben."
    if loose := _LOOSE.fullmatch(text):
        return f"{_iso(*loose.groups())} schreiben."
    return "Zum Beispiel 2018, 2018-02, 2018-02-16 oder 2016-07..2018."


def _iso(year: str, month: str, day: str | None) -> str:
    return "-".join([year, month.zfill(2)] + ([day.zfill(2)] if day else []))
