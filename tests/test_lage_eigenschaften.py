"""What holds for the state of any Kommune on any day, whatever its events."""

from datetime import date, timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from dkbm.datum import Datum, parse_datum
from dkbm.diagnostic import Place
from dkbm.model.kommune import Ereignis, Kommune
from dkbm.model.lage import Lage, lage_am
from dkbm.model.quelle import Quelle
from tests.test_lage_faelle import PROZESS, QUELLEN

FILE = "data/kommunen/landkreis-fall.yaml"
LAGEN = {"im_modul", "zwischen", "im_prozess", "pausiert", "nicht_genannt", "ausgeschieden", "kein_beleg"}
MOVING = [art.art for art in PROZESS.ereignisse.values() if art.moves]
ATTESTING = ["genannt", "beginn", "abschluss", "wiederaufnahme"]
PROBED = settings(max_examples=300, deadline=None)

days = st.dates(date(2014, 1, 1), date(2024, 12, 31))
points = st.one_of(days.map(str), days.map(lambda day: str(day)[:7]), days.map(lambda day: str(day)[:4]))
spans = st.tuples(days, days).map(sorted).map(lambda pair: f"{pair[0]}..{pair[1]}")
dates = st.one_of(points, spans, days.map(lambda day: f"..{day}"), days.map(lambda day: f"{day}.."))


def events(kinds: list[str], when: st.SearchStrategy[Datum | None]) -> st.SearchStrategy[Ereignis]:
    """Events whose phase is None outside Modul 4, the only module that has phases."""

    return st.builds(
        lambda kind, modul, phase, datum, quelle, number: Ereignis(
            kind, Place(FILE, ("verlauf", number)), (quelle,), datum, modul, phase if modul == 4 else None
        ),
        st.sampled_from(kinds),
        st.sampled_from([None, 1, 2, 3, 4]),
        st.sampled_from([None, 1, 2, 3]),
        when,
        st.sampled_from(sorted(QUELLEN)),
        st.integers(0, 10**6),
    )


anything = st.lists(events(MOVING, st.none() | dates.map(parse_datum)), max_size=6, unique_by=lambda event: event.place)


def at(verlauf: list[Ereignis], stichtag: date, quellen: dict[str, Quelle] = QUELLEN) -> Lage:
    kommune = Kommune("landkreis-fall", "Fall", "landkreis", Place(FILE), verlauf=tuple(verlauf))
    return lage_am(kommune, stichtag, PROZESS, quellen)


@PROBED
@given(anything, days)
def test_every_answer_has_a_lage_and_with_a_module_a_certainty(verlauf: list[Ereignis], stichtag: date) -> None:
    lage = at(verlauf, stichtag)
    assert lage.lage in LAGEN
    assert (lage.gewissheit is None) == (lage.lage == "kein_beleg")
    assert lage.modul is None or lage.lage in ("im_modul", "pausiert")
    assert lage.phase is None or lage.modul is not None
    assert (lage.abgeschlossen is not None) >= (lage.lage == "zwischen")
    assert (lage.quelle is None) == (lage.zuletzt_belegt is None) == (lage.lage == "kein_beleg")
    assert lage.zuletzt_belegt_bis is None or lage.zuletzt_belegt_bis <= stichtag


@PROBED
@given(st.data(), anything, days)
def test_the_order_of_entry_changes_nothing(data: st.DataObject, verlauf: list[Ereignis], stichtag: date) -> None:
    shuffled = data.draw(st.permutations(verlauf))
    assert at(shuffled, stichtag) == at(verlauf, stichtag)


@PROBED
@given(events(ATTESTING, points.map(parse_datum)))
def test_the_day_of_an_event_includes_it_the_day_before_does_not(event: Ereignis) -> None:
    assert event.datum is not None
    before, on = at([event], event.datum.lo - timedelta(days=1)), at([event], event.datum.lo)
    assert (before.lage, before.danach_belegt is not None) == ("kein_beleg", True)
    assert (on.lage != "kein_beleg", on.gewissheit, on.danach_belegt) == (True, "belegt", None)


@PROBED
@given(anything, events(ATTESTING, (points | spans).map(parse_datum)), events(MOVING, spans.map(parse_datum)), days)
def test_an_older_event_never_changes_the_state_after_a_younger_one(
    verlauf: list[Ereignis], younger: Ereignis, older: Ereignis, later: date
) -> None:
    """The younger names its module (and phase, where there are any) and has happened; the older lies before it.

    Both have dates of their own. An attestation that says less (no module, or no phase in Modul 4) does not settle
    what came before it, so there an older event may well tell more.
    """
    younger = exact(younger)
    assert younger.datum is not None
    base = [*verlauf, younger]
    stichtag = max(later, younger.datum.hi)
    without, added = at(base, stichtag), at([*base, before(older, younger.datum.lo)], stichtag)
    assert (added.lage, added.modul, added.phase) == (without.lage, without.modul, without.phase)


def exact(event: Ereignis) -> Ereignis:
    """The event with a module, and in Modul 4 with a phase."""
    modul = event.modul or 2
    return event._replace(modul=modul, phase=event.phase or 1 if modul == 4 else None)


def before(event: Ereignis, day: date) -> Ereignis:
    """The event moved so that it ends on the eve of `day`."""
    assert event.datum is not None
    hi = day - timedelta(days=1)
    return event._replace(datum=Datum("earlier", hi - (event.datum.hi - event.datum.lo), hi, spanne=True))


@PROBED
@given(anything, days)
def test_what_is_only_planned_changes_nothing(verlauf: list[Ereignis], stichtag: date) -> None:
    planned = [event._replace(geplant=True) for event in verlauf]
    assert at(planned, stichtag) == Lage("kein_beleg")


@PROBED
@given(anything, days)
def test_what_may_have_happened_and_what_comes_next_lie_where_they_should(
    verlauf: list[Ereignis], stichtag: date
) -> None:
    lage = at(verlauf, stichtag)
    assert all(beleg.wann.lo <= stichtag < beleg.wann.hi for beleg in lage.moeglich)
    assert lage.danach_belegt is None or lage.danach_belegt.wann.lo > stichtag


@PROBED
@given(anything, days)
def test_sources_that_are_missing_never_raise(verlauf: list[Ereignis], stichtag: date) -> None:
    assert at(verlauf, stichtag, {}).lage in LAGEN


@pytest.mark.parametrize("stichtag", [date.min, date.max])
def test_the_ends_of_the_calendar_are_days_like_any_other(stichtag: date) -> None:
    verlauf = [
        Ereignis("genannt", Place(FILE, (number,)), (quelle,), None, 2) for number, quelle in enumerate(sorted(QUELLEN))
    ]
    assert at(verlauf, stichtag).lage in ("kein_beleg", "im_modul")
