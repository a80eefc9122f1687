"""Dates as precise as a source gave them: a day, a month, a year, or some time within a span."""

from datetime import date
from typing import NamedTuple


class Datum(NamedTuple):
    """An interval of days [lo, hi], with the text it was entered as.

    `spanne` is true for `A..B` (at some time within); an open end is `date.min` or `date.max`.
    """

    text: str
    lo: date
    hi: date
    spanne: bool = False
