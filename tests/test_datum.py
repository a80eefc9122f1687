"""Dates as precise as the source gave them (M 5, the parsing part)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dkbm.datum import Datum, DatumError, parse_datum

MIN, MAX = date.min, date.max


@pytest.mark.parametrize(
    ("text", "lo", "hi"),
    [
        ("2018", date(2018, 1, 1), date(2018, 12, 31)),
        ("2018-02", date(2018, 2, 1), date(2018, 2, 28)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2018-12", date(2018, 12, 1), date(2018, 12, 31)),
        ("2018-02-16", date(2018, 2, 16), date(2018, 2, 16)),
        ("2020-02-29", date(2020, 2, 29), date(2020, 2, 29)),
        ("9999", date(9999, 1, 1), MAX),
    ],
)
def test_m5_a_day_month_or_year_covers_its_days(text: str, lo: date, hi: date) -> None:
    assert parse_datum(text) == Datum(text, lo, hi, spanne=False)


@pytest.mark.parametrize(
    ("text", "lo", "hi"),
    [
        ("2016-07..2018", date(2016, 7, 1), date(2018, 12, 31)),
        ("2022-02..2024-01", date(2022, 2, 1), date(2024, 1, 31)),
        ("2018..2018-03-04", date(2018, 1, 1), date(2018, 3, 4)),
        ("2018-07..2018", date(2018, 7, 1), date(2018, 12, 31)),
        ("..2018", MIN, date(2018, 12, 31)),
        ("2023-12..", date(2023, 12, 1), MAX),
    ],
)
def test_m5_a_span_has_ends_of_any_precision_and_may_be_open(text: str, lo: date, hi: date) -> None:
    assert parse_datum(text) == Datum(text, lo, hi, spanne=True)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("2026-13", "Einen Monat 13 gibt es nicht.", "01 und 12"),
        ("2026-00", "Einen Monat 00 gibt es nicht.", "01 und 12"),
        ("2021-02-30", "Den 30.2.2021 gibt es nicht im Kalender.", "01 bis 28"),
        ("2019-02-29", "Den 29.2.2019 gibt es nicht im Kalender.", "01 bis 28"),
        ("2021-04-00", "Den 0.4.2021 gibt es nicht im Kalender.", "01 bis 30"),
        ("0000", "Das Jahr 0000 gibt es nicht.", "vierstellig"),
        ("..", "Ein Zeitraum braucht mindestens ein Ende.", "..2018"),
        ("2018..2017", "Der Zeitraum endet, bevor er beginnt.", "2017..2018"),
        ("2018-03..2018-02", "Der Zeitraum endet, bevor er beginnt.", "2018-02..2018-03"),
        ("16.02.2018", "Ein Datum hat die Form", "2018-02-16 schreiben."),
        ("1.2.2018", "Ein Datum hat die Form", "2018-02-01 schreiben."),
        ("02/2018", "Ein Datum hat die Form", "2018-02 schreiben."),
        ("2018-2-6", "Ein Datum hat die Form", "2018-02-06 schreiben."),
        ("2018-02-16T12:00", "Ein Datum hat die Form", "2018-02-16 schreiben."),
        ("2018/02", "Ein Datum hat die Form", "2018-02 schreiben."),
        ("", "Ein Datum hat die Form", "Zum Beispiel"),
        ("Sommer 2019", "Ein Datum hat die Form", "Zum Beispiel"),
        ("2018-02-16\n", "Ein Datum hat die Form", ""),
        (" 2018", "Ein Datum hat die Form", "Zum Beispiel"),
        ("18", "Ein Datum hat die Form", "Zum Beispiel"),
        ("20180216", "Ein Datum hat die Form", "Zum Beispiel"),
        ("٢٠١٨", "Ein Datum hat die Form", "Zum Beispiel"),
        ("2018...", "Ein Datum hat die Form", "Zum Beispiel"),
        ("2018..2019..2020", "Ein Datum hat die Form", "Zum Beispiel"),
        ("2018..2019-02-30", "Den 30.2.2019 gibt es nicht im Kalender.", "01 bis 28"),
    ],
)
def test_m5_anything_else_is_refused_with_what_to_write_instead(text: str, message: str, hint: str) -> None:
    with pytest.raises(DatumError) as caught:
        parse_datum(text)
    assert message in str(caught.value)
    assert hint in caught.value.hint


@given(st.dates())
def test_m5_every_day_of_the_calendar_is_kept_as_entered(day: date) -> None:
    assert parse_datum(day.isoformat()) == Datum(day.isoformat(), day, day)


@given(st.dates(max_value=date(9998, 12, 31)))
def test_m5_a_month_ends_the_day_before_the_next_begins(day: date) -> None:
    month = parse_datum(day.isoformat()[:7])
    assert month.lo.day == 1
    assert (month.hi + timedelta(days=1)).day == 1
    assert month.lo <= day <= month.hi


@given(st.dates(), st.dates())
def test_m5_a_span_is_valid_exactly_when_its_ends_are_in_order(start: date, end: date) -> None:
    text = f"{start}..{end}"
    if start <= end:
        assert parse_datum(text) == Datum(text, start, end, spanne=True)
    else:
        with pytest.raises(DatumError):
            parse_datum(text)


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_a_datum_error(text: str) -> None:
    try:
        datum = parse_datum(text)
    except DatumError:
        return
    assert datum.lo <= datum.hi
