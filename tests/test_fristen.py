"""What is due, counted in calendar months from what is attested; and silent where nothing can be owed."""

from datetime import date

import pytest

from dkbm.dataset import load
from dkbm.datum import Datum, parse_datum
from dkbm.model.fristen import Faellig, add_months, faellige
from dkbm.model.lage import lage_am
from dkbm.model.prozess import Frist, Prozess
from tests.muster import musterland

MODUL_1 = "- {ereignis: beginn, modul: 1, datum: 2018-02, quelle: X02}"
GESPRAECH = "- {ereignis: sondierungsgespraech, modul: 1, datum: 2018-02-20, quelle: X02}"
MODUL_4 = "- {ereignis: beginn, modul: 4, phase: 1, datum: 2021-03-01, quelle: X02}"
REFLEXION = "- {ereignis: reflexionsgespraech, modul: 4, datum: 2022-03-15, quelle: X02}"


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2018-02-20", 6, "2018-08-20"),
        ("2018-01-31", 1, "2018-02-28"),
        ("2020-01-31", 1, "2020-02-29"),
        ("2018-10-31", 1, "2018-11-30"),
        ("2018-11-30", 1, "2018-12-30"),
        ("2018-12-31", 2, "2019-02-28"),
        ("2019-12-31", 12, "2020-12-31"),
        ("2020-02-29", 12, "2021-02-28"),
        ("2018-05-15", 0, "2018-05-15"),
        ("2018-01-15", -1, "2017-12-15"),
    ],
)
def test_months_are_those_of_the_calendar_and_end_with_it(day: str, months: int, expected: str) -> None:
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(expected)


@pytest.mark.parametrize("months", [10**6, -(10**6)])
def test_beyond_the_calendar_nothing_is_due(months: int) -> None:
    assert add_months(date(2018, 1, 31), months) is None


def test_the_report_is_due_six_months_after_the_first_talk() -> None:
    (due,) = owed("2018-08-20", MODUL_1, GESPRAECH, art="ergebnisbericht")
    assert due == Faellig(
        "ergebnisbericht", "Ergebnisbericht", 1, date(2018, 8, 20), "sondierungsgespraech", "2018-02-20", False
    )


@pytest.mark.parametrize(("day", "overdue"), [("2018-08-20", False), ("2018-08-21", True)])
def test_a_duty_is_overdue_from_the_day_after(day: str, overdue: bool) -> None:
    (due,) = owed(day, MODUL_1, GESPRAECH, art="ergebnisbericht")
    assert due.ueberfaellig is overdue


def test_an_imprecise_date_counts_from_its_last_day() -> None:
    month = GESPRAECH.replace("2018-02-20", "2018-02")
    (due,) = owed("2018-03-01", MODUL_1, month, art="ergebnisbericht")
    assert (due.am, due.ab_datum) == (date(2018, 8, 28), "2018-02")


@pytest.mark.parametrize(
    "events",
    [
        pytest.param([MODUL_1], id="without the event it counts from"),
        pytest.param([GESPRAECH], id="outside the module it is for"),
        pytest.param([MODUL_1, GESPRAECH.replace("datum: 2018-02-20, ", "")], id="without a date"),
        pytest.param([MODUL_1, GESPRAECH.replace("}", ", geplant: true}")], id="while it is only planned"),
        pytest.param([MODUL_1, GESPRAECH.replace("2018-02-20", "2018-02..")], id="with an open end"),
        pytest.param([MODUL_1, GESPRAECH.replace("2018-02-20", "2019-02-20")], id="before it has happened"),
        pytest.param([MODUL_1, GESPRAECH.replace("modul: 1", "modul: 2")], id="of another module"),
        pytest.param(
            [MODUL_1, GESPRAECH, "- {ereignis: ergebnisbericht, modul: 1, datum: 2018-05-02, quelle: X02}"],
            id="once it is done",
        ),
        pytest.param([MODUL_1, GESPRAECH, "- {ereignis: pause, datum: 2018-04, quelle: X02}"], id="during a pause"),
    ],
)
def test_nothing_is_due(events: list[str]) -> None:
    assert owed("2018-09-01", *events, art="ergebnisbericht") == ()


def test_a_report_from_before_the_talk_does_not_settle_it() -> None:
    earlier = "- {ereignis: ergebnisbericht, modul: 1, datum: 2017-05-02, quelle: X02}"
    assert len(owed("2018-09-01", MODUL_1, GESPRAECH, earlier, art="ergebnisbericht")) == 1


def test_a_yearly_talk_counts_from_the_latest_one() -> None:
    earlier = REFLEXION.replace("2022-03-15", "2021-09-15")
    (due,) = owed("2022-12-01", MODUL_4, REFLEXION, earlier, art="reflexionsgespraech")
    assert due.am == date(2023, 3, 15)


def test_what_hangs_on_the_framework_is_silent_after_its_end() -> None:
    last, after = "2024-01-31", "2024-02-01"
    assert len(owed(last, MODUL_4, REFLEXION, art="reflexionsgespraech")) == 1
    assert owed(after, MODUL_4, REFLEXION, art="reflexionsgespraech") == ()


def test_the_state_is_to_be_confirmed_a_year_after_the_end_of_its_last_attestation() -> None:
    (due,) = owed("2024-02-01", "- {ereignis: genannt, modul: 4, phase: 2, quelle: X01}", art="bestaetigung")
    assert (due.am, due.ab, due.ab_datum, due.ueberfaellig) == (
        date(2025, 1, 31), "zuletzt_belegt", "2022-02..2024-01", False,
    )  # fmt: skip


@pytest.mark.parametrize("events", [(), ("- {ereignis: ausstieg, datum: 2018-01-01, quelle: X02}",)])
def test_a_state_that_is_none_or_over_need_not_be_confirmed(events: tuple[str, ...]) -> None:
    assert owed("2024-02-01", *events, art="bestaetigung") == ()


def test_the_earliest_duty_comes_first() -> None:
    due = owed("2018-09-01", MODUL_1, GESPRAECH)
    assert [entry.art for entry in due] == ["ergebnisbericht", "bestaetigung"]


def test_without_a_framework_nothing_ends() -> None:
    duty = Frist("reflexionsgespraech", "reflexionsgespraech", 12, 4, rahmen=True)
    assert len(owed("2030-01-01", MODUL_4, REFLEXION, duties=(duty,), framework=None)) == 1


def test_a_framework_may_end_within_a_year() -> None:
    duty = Frist("reflexionsgespraech", "reflexionsgespraech", 12, 4, rahmen=True)
    year = parse_datum("2023")
    assert len(owed("2023-12-31", MODUL_4, REFLEXION, duties=(duty,), framework=year)) == 1
    assert owed("2024-01-01", MODUL_4, REFLEXION, duties=(duty,), framework=year) == ()


KEEP = parse_datum("2024-01")


def owed(
    day: str,
    *events: str,
    art: str | None = None,
    duties: tuple[Frist, ...] | None = None,
    framework: Datum | None = KEEP,
) -> tuple[Faellig, ...]:
    verlauf = "verlauf:\n" + "".join(f"  {event}\n" for event in events) if events else ""
    text = f"schluessel: '99009'\nname: Fall\nart: landkreis\nquelle: X02\n{verlauf}"
    dataset, diagnostics = load(musterland({"data/kommunen/landkreis-fall.yaml": text}))
    assert diagnostics == ()
    prozess: Prozess = dataset.prozess._replace(rahmen_bis=framework)
    prozess = prozess if duties is None else prozess._replace(fristen=duties)
    kommune, stichtag = dataset.kommunen["landkreis-fall"], date.fromisoformat(day)
    lage = lage_am(kommune, stichtag, prozess, dataset.quellen)
    return tuple(due for due in faellige(kommune, lage, stichtag, prozess) if art in (None, due.art))
