"""What is due, counted in months from what is attested; and silent where nothing can be owed."""

import json
from datetime import date
from pathlib import Path

import pytest

from dkbm.dataset import load
from dkbm.datum import Datum, parse_datum
from dkbm.model.fristen import Faellig, faellige
from dkbm.model.lage import lage_am
from dkbm.model.prozess import Frist, Prozess
from tests.aufruf import dkbm, lay_out
from tests.muster import musterland

MODUL_1 = "- {ereignis: beginn, modul: 1, datum: 2018-02, quelle: X02}"
GESPRAECH = "- {ereignis: sondierungsgespraech, modul: 1, datum: 2018-02-20, quelle: X02}"
MODUL_4 = "- {ereignis: beginn, modul: 4, phase: 1, datum: 2021-03-01, quelle: X02}"
REFLEXION = "- {ereignis: reflexionsgespraech, modul: 4, datum: 2022-03-15, quelle: X02}"


def test_the_report_is_due_six_months_after_the_first_talk() -> None:
    (due,) = owed("2018-08-20", MODUL_1, GESPRAECH, art="ergebnisbericht")
    assert due == Faellig(
        "ergebnisbericht", "Ergebnisbericht", 1, date(2018, 8, 20), "sondierungsgespraech", "2018-02-20", False
    )


ENDEN = [
    # the talk, the Land, the day the report is due, why
    ("2023-02-20", "Niedersachsen", "2023-08-21", "a Sunday"),
    ("2023-02-20", "Musterland", "2023-08-21", "a Sunday is one everywhere"),
    ("2023-09-29", "Niedersachsen", "2024-04-02", "Good Friday to Easter Monday"),
    ("2023-09-29", "Musterland", "2024-03-29", "a Land without known holidays has no Good Friday"),
    ("2024-04-30", "Niedersachsen", "2024-10-30", "the day before Reformationstag"),
    ("2024-05-01", "Bayern", "2024-11-04", "Allerheiligen on a Friday"),
    ("2024-05-01", "Niedersachsen", "2024-11-01", "no holiday there"),
]


@pytest.mark.parametrize(("talk", "land", "due", "why"), ENDEN, ids=[f"{row[2]} {row[1]}" for row in ENDEN])
def test_m34_a_duty_is_due_on_a_working_day_of_the_land(talk: str, land: str, due: str, why: str) -> None:
    (found,) = owed(
        due, MODUL_1, GESPRAECH.replace("2018-02-20", talk), art="ergebnisbericht", framework=None, land=land
    )
    assert (found.am.isoformat(), found.ueberfaellig) == (due, False), why


@pytest.mark.parametrize("day", ["2023-12-27", "2023-12-28"])
def test_m34_every_answer_names_the_same_day(tmp_path: Path, day: str) -> None:
    """The 25th of December, a Monday, moves to the Wednesday: on the screen, in the list, in JSON and in the rules."""
    events = (MODUL_1.replace("2018-02", "2023-06"), GESPRAECH.replace("2018-02-20", "2023-06-25"))
    root, overdue = lay_out(tmp_path, fall(*events, land="Niedersachsen")), day == "2023-12-28"
    screen = " ".join(dkbm("status", "99009", cwd=root, heute=day).out.split())
    assert f"Ergebnisbericht zu Modul 1: {'überfällig seit' if overdue else 'fällig am'} 27.12.2023" in screen
    due = json.loads(dkbm("status", "99009", "--format", "json", cwd=root, heute=day).out)["faellig"]
    assert [each["datum"] for each in due if each["ereignis"] == "ergebnisbericht"] == ["2023-12-27"]
    (row,) = (
        row
        for row in dkbm("list", "--faellig", "--format", "csv", cwd=root, heute=day).out.splitlines()
        if "landkreis-fall" in row
    )
    assert row.endswith('"=""2023-12-27"""')
    rules = dkbm("validate", "--hinweise", cwd=root, heute=day).out
    assert ("Ergebnisbericht: fällig seit dem 27.12.2023" in rules) is overdue


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


def fall(*events: str, land: str = "Musterland") -> dict[str, str]:
    """The files of a Kommune with this history, in a Land."""
    verlauf = "verlauf:\n" + "".join(f"  {event}\n" for event in events) if events else ""
    text = f"schluessel: '99009'\nname: Fall\nart: landkreis\nquelle: X02\n{verlauf}"
    kopf = musterland()["dkbm.yaml"].decode().replace("land: Musterland", f"land: {land}")
    return {"data/kommunen/landkreis-fall.yaml": text, "dkbm.yaml": kopf}


def owed(
    day: str,
    *events: str,
    art: str | None = None,
    duties: tuple[Frist, ...] | None = None,
    framework: Datum | None = KEEP,
    land: str = "Musterland",
) -> tuple[Faellig, ...]:
    dataset, diagnostics = load(musterland(fall(*events, land=land)))
    assert diagnostics == ()
    prozess: Prozess = dataset.prozess._replace(rahmen_bis=framework)
    prozess = prozess if duties is None else prozess._replace(fristen=duties)
    kommune, stichtag = dataset.kommunen["landkreis-fall"], date.fromisoformat(day)
    lage = lage_am(kommune, stichtag, prozess, dataset.quellen)
    return tuple(due for due in faellige(kommune, lage, stichtag, prozess) if art in (None, due.art))
