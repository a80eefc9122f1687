"""Which day it is in Germany at a moment of a commit, after the rule of the EU since 1996.

The rule itself, not the time zone data of the system: these are missing in small containers and on Windows, and an
answer must not depend on them. No commit of git is older than the rule.
"""

from datetime import UTC, date, datetime, timedelta, timezone

from dkbm.errors import DkbmError

_WINTER, _SUMMER = timezone(timedelta(hours=1), "MEZ"), timezone(timedelta(hours=2), "MESZ")
_DAY = timedelta(days=1)


def berlin(timestamp: int) -> datetime:
    """Return the moment (seconds since 1970) as the clocks in Berlin show it.

    Raises DkbmError for a moment that no calendar has.
    """
    try:
        moment = datetime.fromtimestamp(timestamp, UTC)
        return moment.astimezone(_SUMMER if _is_summer(moment) else _WINTER)
    except (OverflowError, OSError, ValueError):
        raise DkbmError(
            "Ein Commit trägt eine Zeit, die kein Kalender hat.",
            "Zum Nachsehen: git log --format='%h %cd'",
        ) from None


def last_second(day: date) -> int:
    """Return the last second of a day in Berlin, in seconds since 1970."""
    if day == date.max:
        return int(datetime.max.replace(tzinfo=UTC).timestamp())
    midnight = datetime.combine(day + _DAY, datetime.min.time(), UTC)
    begins = int(midnight.timestamp())
    return next(begins - hours * 3600 - 1 for hours in (1, 2) if berlin(begins - hours * 3600).hour == 0)


def _is_summer(moment: datetime) -> bool:
    return _turn(moment.year, 3) <= moment < _turn(moment.year, 10)


def _turn(year: int, month: int) -> datetime:
    """One o'clock UTC on the last Sunday of a month with 31 days."""
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - _DAY * ((last.weekday() + 1) % 7)
