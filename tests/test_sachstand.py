"""How many stood where, and when they went on: what is dated is counted, what lies between is only told."""

from datetime import date, timedelta
from itertools import pairwise

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from dkbm.dataset import Dataset
from dkbm.queries.sachstand import Spalte, bezeichnung, shown, spalte, tagesstaende, tagesstand, zeitraeume
from dkbm.queries.wechsel import (
    Wechsel,
    alle_wechsel,
    datiert,
    dauern,
    erreicht,
    nicht_mehr_belegt,
    undatiert,
    wann_text,
)
from tests.dokumente import datensatz
from tests.landdokumente import echt, mit_verlauf

FRUEH, SPAET = date(2013, 1, 1), date(2026, 12, 31)
TAGE = st.dates(FRUEH, SPAET)


def wechsel_der_stadt(*zeilen: str) -> list[Wechsel]:
    found = alle_wechsel(datensatz(mit_verlauf(*zeilen)))
    return [each for each in found if each.kommune.id == "stadt-musterland"]


def kurz(wechsel: Wechsel) -> str:
    return f"{spalte(wechsel.vorher).kennung} > {spalte(wechsel.nachher).kennung}: {wann_text(wechsel)}"


@settings(max_examples=60, deadline=None)
@given(TAGE)
def test_m28_every_kommune_stands_in_exactly_one_place_on_any_day(tag: date) -> None:
    stand = tagesstand(echt(), tag)
    ids = [glied.kommune.id for glied in stand.alle]
    assert len(ids) == len(set(ids)) == 45
    assert sum(len(stand.glieder(each)) for each in shown(echt().prozess, (stand,))) == 45


def test_m28_the_states_of_two_known_days() -> None:
    davor, danach = tagesstaende(echt(), (date(2018, 12, 31), date(2024, 2, 1)))
    counted = [{each.kennung: len(glieder) for each, glieder in stand.zellen.items()} for stand in (davor, danach)]
    assert counted == [
        {"modul-1": 1, "modul-2": 8, "im_prozess": 3, "kein_beleg": 33},
        {
            "modul-3": 3,
            "modul-4-phase-1": 11,
            "modul-4-phase-2": 10,
            "modul-4-phase-3": 7,
            "nicht_genannt": 4,
            "kein_beleg": 10,
        },
    ]
    assert len(danach.im_prozess) == 31


def test_m28_what_attests_a_kommune_where_it_is_counted_is_at_hand() -> None:
    stand = tagesstand(echt(), date(2024, 2, 1))
    modul_3 = stand.glieder(Spalte("im_modul", 3))
    assert {glied.kommune.name: [beleg.quelle for beleg in glied.belege] for glied in modul_3} == {
        "Braunschweig": ["Q01", "Q01"],
        "Helmstedt": ["Q01", "Q01"],
        "Lüneburg": ["Q01", "Q01"],
    }
    assert all(not glied.belege for glied in stand.glieder(Spalte("kein_beleg")))


CASES = {
    "a month is a date": (
        ["ereignis: beginn, modul: 2, datum: 2018-07, quelle: X03"],
        ["kein_beleg > modul-2: 2018-07"],
    ),
    "a year is one, too": (["ereignis: beginn, modul: 2, datum: '2018', quelle: X03"], ["kein_beleg > modul-2: 2018"]),
    "a span is none": (
        ["ereignis: beginn, modul: 2, datum: 2016-07..2018, quelle: X03"],
        ["kein_beleg > modul-2: 2016-07..2018-12"],
    ),
    "who is named on a day or in a month was there by then": (
        ["ereignis: genannt, modul: 2, datum: 2020-03, quelle: X03"],
        ["kein_beleg > modul-2: ..2020-03"],
    ),
    "who is named was there by the end of the time of the source": (
        ["ereignis: genannt, modul: 2, quelle: X03"],
        ["kein_beleg > modul-2: ..2019-04"],
    ),
    "from module to module, between what attests the one and the other": (
        ["ereignis: genannt, modul: 2, quelle: X03", "ereignis: genannt, modul: 4, phase: 1, quelle: X01"],
        ["kein_beleg > modul-2: ..2019-04", "modul-2 > modul-4-phase-1: 2017-10..2024-01"],
    ),
    "who names no module does not deny that it was this one": (
        ["ereignis: genannt, quelle: X03", "ereignis: genannt, modul: 3, quelle: X01"],
        ["kein_beleg > im_prozess: ..2019-04", "im_prozess > modul-3: ..2024-01"],
    ),
    "who is left out was there before": (
        ["ereignis: genannt, quelle: X03", "ereignis: nicht_genannt, quelle: X01"],
        ["kein_beleg > im_prozess: ..2019-04", "im_prozess > nicht_genannt: 2017-10..2024-01"],
    ),
    "a later change cannot lie before an earlier one": (
        [
            "ereignis: beginn, modul: 2, datum: 2018-07, quelle: X03",
            "ereignis: abschluss, modul: 2, datum: ..2021, quelle: X01",
            "ereignis: genannt, modul: 4, phase: 1, quelle: X01",
        ],
        [
            "kein_beleg > modul-2: 2018-07",
            "modul-2 > zwischen: 2018-07..2021-12",
            "zwischen > modul-4-phase-1: 2018-07..2024-01",
        ],
    ),
    "days stay days": (
        ["ereignis: beginn, modul: 1, datum: 2017-10-16..2017-11-03, quelle: X03"],
        ["kein_beleg > modul-1: 2017-10-16..2017-11-03"],
    ),
    "a pause and its end": (
        [
            "ereignis: beginn, modul: 2, datum: 2018-07, quelle: X03",
            "ereignis: pause, datum: 2019-02, quelle: X01",
            "ereignis: wiederaufnahme, datum: 2020-03-09, quelle: X01",
        ],
        ["kein_beleg > modul-2: 2018-07", "modul-2 > pausiert: 2019-02", "pausiert > modul-2: 2020-03-09"],
    ),
}


@pytest.mark.parametrize(("verlauf", "erwartet"), CASES.values(), ids=CASES.keys())
def test_m28_a_change_is_as_precise_as_its_sources(verlauf: list[str], erwartet: list[str]) -> None:
    assert [kurz(each) for each in wechsel_der_stadt(*verlauf)] == erwartet


@pytest.mark.parametrize(
    ("danach", "ist_uebergang"),
    [
        ("ereignis: nicht_genannt, modul: 2, quelle: X01", False),  # in the process, nobody knows where
        ("ereignis: nicht_genannt, quelle: X01", False),
        ("ereignis: genannt, modul: 4, phase: 1, quelle: X01", True),
        ("ereignis: ausstieg, datum: ..2023, quelle: X01", True),
    ],
)
def test_m28_that_a_list_no_longer_names_a_kommune_is_no_step(danach: str, ist_uebergang: bool) -> None:
    first, last = wechsel_der_stadt("ereignis: genannt, modul: 2, datum: 2019-01, quelle: X03", danach)
    ganz = zeitraeume(FRUEH, SPAET, "jahr")
    assert undatiert([first, last], ganz) == ((first, last) if ist_uebergang else (first,))
    assert nicht_mehr_belegt([first, last], ganz) == (() if ist_uebergang else (last,))
    assert nicht_mehr_belegt([first, last], ()) == ()


JAHR_2018 = zeitraeume(date(2018, 1, 1), date(2018, 12, 31), "quartal")


@pytest.mark.parametrize(
    ("datum", "quartale", "jahr"),
    [
        ("2018-07", [0, 0, 1, 0], 1),
        ("2018-12-31", [0, 0, 0, 1], 1),
        ("2018-01-01", [1, 0, 0, 0], 1),
        ("'2018'", [0, 0, 0, 0], 1),
        ("2018-07-01..2018-08-31", [0, 0, 0, 0], 0),
        ("2016-07..2018", [0, 0, 0, 0], 0),
        ("'2017'", [0, 0, 0, 0], 0),
        ("2019-01", [0, 0, 0, 0], 0),
    ],
)
def test_m28_only_what_is_dated_into_a_period_counts_in_it(datum: str, quartale: list[int], jahr: int) -> None:
    found = wechsel_der_stadt(f"ereignis: beginn, modul: 2, datum: {datum}, quelle: X03")
    assert [len(datiert(found, each)) for each in JAHR_2018] == quartale
    whole = zeitraeume(date(2018, 1, 1), date(2018, 12, 31), "jahr")
    assert len(datiert(found, whole[0])) == jahr
    may_lie_within = found[0].spaet >= date(2018, 1, 1) and (found[0].frueh or FRUEH) <= date(2018, 12, 31)
    assert bool(undatiert(found, JAHR_2018)) == (may_lie_within and not any(quartale))
    assert bool(undatiert(found, whole)) == (may_lie_within and not jahr)


def test_m28_periods_are_cut_to_what_was_asked_for() -> None:
    found = zeitraeume(date(2018, 2, 10), date(2018, 10, 5), "quartal")
    assert [(each.name, each.von, each.bis) for each in found] == [
        ("1. Quartal 2018 (Teil)", date(2018, 2, 10), date(2018, 3, 31)),
        ("2. Quartal 2018", date(2018, 4, 1), date(2018, 6, 30)),
        ("3. Quartal 2018", date(2018, 7, 1), date(2018, 9, 30)),
        ("4. Quartal 2018 (Teil)", date(2018, 10, 1), date(2018, 10, 5)),
    ]
    assert [each.name for each in zeitraeume(date(2016, 1, 1), date(2017, 6, 30), "jahr")] == ["2016", "2017 (Teil)"]
    assert zeitraeume(date(9999, 12, 1), date.max, "jahr")[-1].bis == date.max
    assert zeitraeume(date(2018, 1, 2), date(2018, 1, 1), "jahr") == ()


@settings(max_examples=40, deadline=None)
@given(TAGE, st.integers(0, 1500), st.sampled_from(["quartal", "jahr"]))
def test_m28_opening_and_changes_give_the_closing(von: date, tage: int, je: str) -> None:
    """Every difference between two days is explained by changes that are counted from a day between them."""
    bis = min(von + timedelta(days=tage), SPAET + timedelta(days=1500))
    davor, danach = tagesstaende(echt(), (von - timedelta(days=1), bis))
    between = [each for each in ALLE if von <= each.ab <= bis]
    for each in {*davor.zellen, *danach.zellen}:
        balance = sum(spalte(one.nachher) == each for one in between) - sum(
            spalte(one.vorher) == each for one in between
        )
        assert len(danach.glieder(each)) - len(davor.glieder(each)) == balance
    periods = zeitraeume(von, bis, je)  # type: ignore[arg-type]
    assert periods[0].von == von
    assert periods[-1].bis == bis
    assert all(one.bis + timedelta(days=1) == two.von for one, two in pairwise(periods))
    counted = [each for period in periods for each in datiert(ALLE, period)]
    assert len({(each.kommune.id, each.ab) for each in counted}) == len(counted)
    told = [(each.kommune.id, each.ab) for each in (*undatiert(ALLE, periods), *nicht_mehr_belegt(ALLE, periods))]
    assert not {(each.kommune.id, each.ab) for each in counted} & set(told)
    assert len(told) == len(set(told))
    assert {(each.kommune.id, each.ab) for each in between} <= {*told, *((e.kommune.id, e.ab) for e in counted)}


ALLE = alle_wechsel(echt())


def test_m28_the_time_of_a_change_holds_the_day_it_is_counted_from() -> None:
    for each in ALLE:
        assert (each.frueh or date.min) <= each.ab <= each.spaet
        assert each.belege
        assert (each.datum is None) == (".." in wann_text(each))


def test_m28_how_long_modules_took_is_only_said_where_both_ends_are_dated() -> None:
    """The durations that the sources of this project allow to reckon."""
    found = [(each.kommune.name, each.modul, each.monate) for each in dauern(echt(), date(2026, 11, 22))]
    assert found == [("Nienburg/Weser", 1, 9), ("Braunschweig", 2, 25), ("Helmstedt", 2, 34)]
    assert [each.kommune.name for each in dauern(echt(), date(2018, 7, 1))] == ["Nienburg/Weser"]
    assert dauern(echt(), date(2018, 6, 30)) == ()


def test_m28_who_was_ever_in_a_module() -> None:
    def names(data: Dataset, modul: int, tag: date) -> list[str]:
        return [glied.kommune.name for glied in erreicht(data, modul, tag)]

    assert names(echt(), 3, date(2020, 8, 31)) == []
    assert names(echt(), 3, date(2020, 9, 1)) == ["Braunschweig"]
    assert names(echt(), 3, date(2026, 11, 22)) == ["Braunschweig", "Helmstedt", "Lüneburg"]
    left = datensatz(
        mit_verlauf(
            "ereignis: beginn, modul: 2, datum: 2018-07, quelle: X03", "ereignis: ausstieg, datum: 2019-01, quelle: X01"
        )
    )
    assert "kreisfreie-stadt" in {glied.kommune.art for glied in erreicht(left, 2, date(2020, 1, 1))}


def test_m28_columns_have_names_for_people_and_ids_for_programs() -> None:
    prozess = echt().prozess
    names = {each.kennung: bezeichnung(each, prozess) for each in shown(prozess, ())}
    assert names == {
        "modul-1": "Modul 1 Ist-Stand-Analyse",
        "modul-2": "Modul 2 Modelllösung",
        "modul-3": "Modul 3 Transferprozess",
        "modul-4-phase-1": "Modul 4, 1. Umsetzungsphase",
        "modul-4-phase-2": "Modul 4, 2. Umsetzungsphase",
        "modul-4-phase-3": "Modul 4, 3. Umsetzungsphase",
    }
    phaseless = Spalte("im_modul", 4)
    assert bezeichnung(phaseless, prozess) == "Modul 4, Phase nicht belegt"
    stand = tagesstand(
        datensatz(mit_verlauf("ereignis: genannt, modul: 4, datum: 2020-01, quelle: X01")), date(2020, 2, 1)
    )
    assert phaseless in shown(prozess, (stand,))
    assert len(stand.glieder(phaseless)) == 1
