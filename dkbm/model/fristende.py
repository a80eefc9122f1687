"""The last day of a period in months (§§ 187, 188 BGB) and the working day it moves to (§ 193 BGB)."""

from datetime import date, timedelta

from dkbm.model.feiertage import is_feiertag

SAMSTAG = 5


def fristende(beginn: date, monate: int, *, tag_zaehlt: bool = False) -> date | None:
    """Return the last day of a period of so many months; None where the calendar does not reach.

    Counted from an event on the day `beginn`, that day does not count (§ 187 I): the period ends on the day of the
    same number (§ 188 II). With `tag_zaehlt` it begins with that day (§ 187 II) and ends the day before. In both cases
    on the last of the month where it has no such day (§ 188 III).
    """
    year, month = divmod(beginn.year * 12 + beginn.month - 1 + monate, 12)
    if not date.min.year < year < date.max.year:
        return None
    first = date(year, month + 1, 1)
    number = beginn.day - 1 if tag_zaehlt and monate else beginn.day
    return first + timedelta(days=min(number, _length(first)) - 1)


def faellig_am(beginn: date, monate: int, land: str) -> date | None:
    """Return the working day on which something is due so many months after an event; None where nobody can say."""
    end = fristende(beginn, monate)
    return werktag(end, land) if end is not None else None


def werktag(day: date, land: str) -> date:
    """Return the day itself, or the next working day where it is a Saturday, a Sunday or a public holiday (§ 193).

    `land` is the name or the abbreviation of the Land whose holidays count; one that is not known has none.
    """
    while day.weekday() >= SAMSTAG or is_feiertag(day, land):
        day += timedelta(days=1)
    return day


def _length(first: date) -> int:
    """The days of the month that begins on `first`."""
    return ((first + timedelta(days=31)).replace(day=1) - first).days
