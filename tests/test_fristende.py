"""When a period ends by §§ 187 to 193 BGB: tables worked out with a calendar, and what must hold for every day."""

import subprocess
import sys
from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from holidays import country_holidays
from hypothesis import given
from hypothesis import strategies as st

from dkbm.model.feiertage import LAENDER, is_feiertag, may_be_feiertag
from dkbm.model.fristende import faellig_am, fristende, werktag
from tests.vorgang import ROOT

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
MONTHS = st.integers(0, 600)
LAND = st.sampled_from([*LAENDER, *LAENDER.values(), "Musterland", ""])

FAELLIG = [
    # from, months, due in Niedersachsen, why
    ("2018-02-20", 6, "2018-08-20", "the day of the same number, a Monday"),
    ("2023-04-30", 1, "2023-05-30", "the same number, not the last day again"),
    ("2024-10-15", 0, "2024-10-15", "no month: the day itself"),
    ("2018-01-31", 1, "2018-02-28", "February has no 31st"),
    ("2024-01-31", 1, "2024-02-29", "in a leap year its last day is the 29th"),
    ("2020-01-31", 1, "2020-03-02", "29 February 2020 was a Saturday"),
    ("2023-05-31", 1, "2023-06-30", "June has no 31st"),
    ("2023-11-30", 3, "2024-02-29", "February has no 30th, the year is another"),
    ("2024-02-29", 12, "2025-02-28", "2025 has no 29 February"),
    ("2024-02-29", 48, "2028-02-29", "2028 has one"),
    ("2023-02-28", 12, "2024-02-28", "the 28th, although the month has a 29th now"),
    ("2024-05-15", 1, "2024-06-17", "a Saturday: Monday"),
    ("2024-05-16", 1, "2024-06-17", "a Sunday: Monday"),
    ("2022-11-30", 1, "2022-12-30", "a Friday and no holiday"),
    ("2022-10-31", 2, "2023-01-02", "Saturday, then New Year on a Sunday: Monday"),
    ("2024-02-29", 1, "2024-04-02", "Good Friday, the weekend, Easter Monday: Tuesday"),
    ("2026-01-04", 3, "2026-04-07", "the Saturday in between"),
    ("2025-03-21", 1, "2025-04-22", "Easter Monday"),
    ("2024-04-01", 1, "2024-05-02", "1 May on a Wednesday"),
    ("2026-04-01", 1, "2026-05-04", "1 May on a Friday: Monday"),
    ("2024-04-09", 1, "2024-05-10", "Christi Himmelfahrt: the Friday after it is a working day"),
    ("2008-04-01", 1, "2008-05-02", "1 May and Christi Himmelfahrt on one day"),
    ("2024-04-20", 1, "2024-05-21", "Whit Monday"),
    ("2024-12-08", 6, "2025-06-10", "Whit Sunday, then Whit Monday: Tuesday"),
    ("2024-04-30", 1, "2024-05-30", "Fronleichnam is no holiday in Niedersachsen"),
    ("2024-09-03", 1, "2024-10-04", "3 October on a Thursday"),
    ("2025-09-03", 1, "2025-10-06", "3 October on a Friday: Monday"),
    ("2016-08-31", 2, "2016-10-31", "31 October was no holiday yet"),
    ("2017-08-31", 2, "2017-11-01", "31 October was one in 2017, 500 years after 1517"),
    ("2018-08-31", 2, "2018-11-01", "31 October is one since 2018"),
    ("2025-08-31", 2, "2025-11-03", "31 October on a Friday: Monday"),
    ("2024-10-01", 1, "2024-11-01", "Allerheiligen is no holiday in Niedersachsen"),
    ("2025-10-19", 1, "2025-11-19", "Buß- und Bettag is one only in Sachsen"),
    ("2024-11-24", 1, "2024-12-24", "Christmas Eve is a working day"),
    ("2024-11-25", 1, "2024-12-27", "two days of Christmas in the middle of a week"),
    ("2025-11-25", 1, "2025-12-29", "two days of Christmas before a weekend"),
    ("2020-11-26", 1, "2020-12-28", "26 December on a Saturday"),
    ("2024-11-30", 1, "2024-12-30", "a Monday between the years"),
    ("2024-10-31", 2, "2024-12-31", "New Year's Eve is a working day"),
    ("2025-12-01", 1, "2026-01-02", "New Year on a Thursday"),
    ("2026-12-01", 1, "2027-01-04", "New Year on a Friday: Monday"),
    ("2024-12-06", 1, "2025-01-06", "6 January is no holiday in Niedersachsen"),
]


@pytest.mark.parametrize(("beginn", "monate", "due", "why"), FAELLIG, ids=[f"{row[0]}+{row[1]}" for row in FAELLIG])
def test_m34_a_period_in_months_ends_on_a_working_day(beginn: str, monate: int, due: str, why: str) -> None:
    due_day = faellig_am(date.fromisoformat(beginn), monate, "Niedersachsen")
    assert due_day is not None
    assert due_day.isoformat() == due, why


@pytest.mark.parametrize(
    ("beginn", "monate", "last", "why"),
    [
        ("2024-01-01", 12, "2024-12-31", "a year from New Year"),
        ("2024-03-15", 1, "2024-04-14", "the day before that of the same number"),
        ("2024-03-01", 1, "2024-03-31", "from the first: the whole month"),
        ("2023-02-01", 1, "2023-02-28", "the whole month, also a short one"),
        ("2024-02-01", 1, "2024-02-29", "and in a leap year"),
        ("2024-03-31", 1, "2024-04-30", "the day before the 31st is there"),
        ("2023-01-30", 1, "2023-02-28", "the day before the 30th is not: the last of the month"),
        ("2023-01-31", 1, "2023-02-28", "nor the one before the 31st"),
        ("2024-01-30", 1, "2024-02-29", "in a leap year the day before the 30th is there"),
        ("2024-05-06", 0, "2024-05-06", "no month: the day itself"),
    ],
)
def test_m34_a_period_that_begins_with_its_day_ends_a_day_earlier(
    beginn: str, monate: int, last: str, why: str
) -> None:
    end = fristende(date.fromisoformat(beginn), monate, tag_zaehlt=True)
    assert end is not None
    assert end.isoformat() == last, why


@pytest.mark.parametrize("months", [10**6, -(10**6), 12 * 7981])
def test_beyond_the_calendar_no_period_ends(months: int) -> None:
    assert fristende(date(2018, 1, 31), months) is None
    assert faellig_am(date(2018, 1, 31), months, "NI") is None


@given(DAYS, MONTHS)
def test_m34_the_end_is_that_of_another_library(day: date, months: int) -> None:
    assert fristende(day, months) == day + relativedelta(months=months)


@given(DAYS, MONTHS, st.booleans())
def test_m34_who_begins_later_does_not_end_earlier(day: date, months: int, counts: bool) -> None:
    ends = [fristende(each, months, tag_zaehlt=counts) for each in (day, day + timedelta(days=1))]
    first, second = (end for end in ends if end is not None)
    assert first <= second
    assert werktag(first, "NI") <= werktag(second, "NI")


@given(DAYS, LAND)
def test_m34_a_due_day_is_the_first_working_day_there_is(day: date, land: str) -> None:
    due = werktag(day, land)
    passed = [day + timedelta(days=number) for number in range((due - day).days)]
    known = country_holidays("DE", subdiv=LAENDER.get(land, land)) if land not in {"Musterland", ""} else {}
    assert [each for each in passed if each.weekday() < 5 and each not in known] == []
    assert due.weekday() < 5
    assert due not in known
    assert 0 <= len(passed) <= 4
    assert werktag(due, land) == due


WO = [
    # only in some of the Länder
    ("2025-01-06", "Bayern", True, "Heilige Drei Könige"),
    ("2025-01-06", "Niedersachsen", False, "Heilige Drei Könige"),
    ("2024-03-08", "Berlin", True, "Frauentag"),
    ("2018-03-08", "Berlin", False, "the Frauentag before it was one"),
    ("2024-05-30", "Nordrhein-Westfalen", True, "Fronleichnam"),
    ("2025-11-19", "Sachsen", True, "Buß- und Bettag"),
    ("2025-11-19", "SN", True, "the same by the abbreviation"),
    ("1993-11-17", "Niedersachsen", True, "Buß- und Bettag until 1994"),
    ("2024-08-15", "Saarland", True, "Mariä Himmelfahrt"),
    ("2024-08-15", "Bayern", False, "Mariä Himmelfahrt, only in some of its municipalities"),
    ("2025-05-08", "Berlin", True, "once only"),
    # a place the library does not know
    ("2024-12-25", "Musterland", False, "an invented Land"),
    ("2024-12-25", "", False, "no Land"),
    ("2024-12-25", "Augsburg", False, "a town is no Land"),
    # years nobody asks for
    ("1989-12-25", "Niedersachsen", False, "before 1990"),
    ("2101-12-26", "Niedersachsen", False, "after 2100"),
]


@pytest.mark.parametrize(("day", "land", "expected", "why"), WO, ids=[f"{row[0]} {row[1]}" for row in WO])
def test_m34_each_land_has_its_own_holidays(day: str, land: str, expected: bool, why: str) -> None:
    assert is_feiertag(date.fromisoformat(day), land) is expected, why


@pytest.mark.parametrize("land", LAENDER.values())
def test_m34_no_holiday_is_missed_by_the_look_that_costs_nothing(land: str) -> None:
    known = country_holidays("DE", subdiv=land, years=range(1990, 2101))
    assert len(known) > 110 * 9
    assert [day for day in known if day.weekday() < 6 and not may_be_feiertag(day)] == []


def test_m34_on_most_days_the_library_is_not_asked() -> None:
    year = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]
    assert sum(map(may_be_feiertag, year)) < 40


@pytest.mark.parametrize(("day", "loads"), [("2026-06-10", False), ("2026-06-13", False), ("2026-12-25", True)])
def test_m34_the_library_is_loaded_only_for_a_day_that_may_be_a_holiday(day: str, loads: bool) -> None:
    program = "import sys; from datetime import date; from dkbm.model.fristende import werktag; "
    program += f"werktag(date.fromisoformat({day!r}), 'Niedersachsen'); print('holidays' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == str(loads)
