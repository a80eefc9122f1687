"""The public holidays of the Länder, from the library `holidays`, which is loaded only for a day that may be one."""

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase

LAENDER = {
    "Baden-Württemberg": "BW",
    "Bayern": "BY",
    "Berlin": "BE",
    "Brandenburg": "BB",
    "Bremen": "HB",
    "Hamburg": "HH",
    "Hessen": "HE",
    "Mecklenburg-Vorpommern": "MV",
    "Niedersachsen": "NI",
    "Nordrhein-Westfalen": "NW",
    "Rheinland-Pfalz": "RP",
    "Saarland": "SL",
    "Sachsen": "SN",
    "Sachsen-Anhalt": "ST",
    "Schleswig-Holstein": "SH",
    "Thüringen": "TH",
}
"""The Länder by the name that `dkbm.yaml` gives them, with their abbreviation."""

_FEST = frozenset(
    {(1, 1), (1, 6), (3, 8), (5, 1), (5, 8), (6, 17), (8, 15), (9, 20), (10, 3), (10, 31), (11, 1), (12, 25), (12, 26)}
)
"""Month and day of what some Land keeps, or kept once, on the same day of the year."""
_BEWEGLICH = {
    0: (((3, 24), (4, 26)), ((5, 12), (6, 14))),  # Ostermontag, Pfingstmontag
    2: (((11, 16), (11, 22)),),  # Buß- und Bettag
    3: (((5, 1), (6, 3)), ((5, 22), (6, 24))),  # Christi Himmelfahrt, Fronleichnam
    4: (((3, 21), (4, 23)),),  # Karfreitag
}
"""By weekday (Monday is 0), between which days the others lie."""


def is_feiertag(day: date, land: str) -> bool:
    """Say whether `day` is a public holiday all over `land` (its name or abbreviation).

    A land that is none of Germany has none here, and so have days before 3 October 1990 and after 2100: nobody asks
    for them, and the library does not know them. What only some municipalities keep is left out.
    """
    code = LAENDER.get(land, land)
    return may_be_feiertag(day) and code in LAENDER.values() and day in _of(code)


def may_be_feiertag(day: date) -> bool:
    """Say whether `day` may be a public holiday in any Land; False is certain, and costs no import.

    That is sound because a holiday is either bound to a day of the year, all of which are listed, or to Easter (or
    the Wednesday before 23 November): from 1819 to 2284 Easter Sunday lies between 23 March and 25 April, so what is
    a fixed number of days away keeps its weekday and lies in a span as long. A test holds it against the library.
    """
    when = (day.month, day.day)
    return when in _FEST or any(first <= when <= last for first, last in _BEWEGLICH.get(day.weekday(), ()))


@cache
def _of(code: str) -> "HolidayBase":
    from holidays import country_holidays  # noqa: PLC0415 -- a tenth of a second, and hardly a day needs it

    return country_holidays("DE", subdiv=code)
