"""On every day: an event counts from its day on, and every Kommune is counted once."""

from collections.abc import Iterator
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dkbm.dataset import load
from dkbm.model.lage import lage_am
from dkbm.queries.reading import all_kommunen
from dkbm.queries.rows import groups, rows
from tests.muster import musterland
from tests.repositorium import KOMMUNE
from tests.vorgang import ROOT


@given(
    day=st.dates(min_value=date(2014, 1, 1), max_value=date(2027, 12, 31)), modul=st.integers(min_value=1, max_value=4)
)
def test_m50_the_day_of_an_event_includes_it_and_the_day_before_does_not(day: date, modul: int) -> None:
    event = f"{{ereignis: beginn, modul: {modul}, datum: {day}, quelle: X02}}"
    text = f'schluessel: "99001"\nname: M\nart: landkreis\nquelle: X02\nverlauf:\n  - {event}\n'
    dataset = load(musterland({KOMMUNE: text})).dataset
    kommune = dataset.kommunen["landkreis-musterland"]
    on, before = (lage_am(kommune, each, dataset.prozess, dataset.quellen) for each in (day, day - timedelta(days=1)))
    assert (on.lage, on.modul, on.seit) == ("im_modul", modul, str(day))
    assert (before.lage, before.modul) == ("kein_beleg", None)


def event_days() -> Iterator[date]:
    """The days around every date that an event or agreement of the dataset names, and some of each year."""
    for kommune in all_kommunen(files()).dataset.kommunen.values():
        dates = [*(each.datum for each in kommune.verlauf), *(each.unterzeichnet for each in kommune.vereinbarungen)]
        ends = [end for datum in dates if datum for end in (datum.lo, datum.hi) if 2014 <= end.year <= 2027]
        yield from (end + timedelta(days=offset) for end in ends for offset in (-1, 0, 1))
    for year in range(2014, 2028):
        yield from (date(year, month, 1) for month in range(1, 13, 3))


def files() -> dict[str, bytes]:
    found = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in sorted((ROOT / "data").rglob("*.yaml"))}
    return found | {"dkbm.yaml": (ROOT / "dkbm.yaml").read_bytes()}


def test_m50_the_sums_are_45_on_every_day() -> None:
    dataset, days = all_kommunen(files()).dataset, sorted(set(event_days()))
    assert len(days) > 100
    for day in days:
        assert sum(map(len, groups(rows(dataset, day)).values())) == 45, day
