"""The order of the agenda (M 35): what waits never stands above what can be done."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from dkbm.diagnostic import Place
from dkbm.german import sort_key
from dkbm.queries.agenda import ARTEN, Posten, reihenfolge
from tests.agendafaelle import dateien, frage

NAMEN = {"a": "Landkreis Ärmel", "b": "Landkreis Armin", "c": "Stadt Zoll", "d": "AG 1", "e": "Landkreis Öde"}
TAGE = st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2020, 1, 9)))


@st.composite
def posten(draw: st.DrawFn) -> Posten:
    ident = draw(st.sampled_from(sorted(NAMEN)))
    blocked = draw(st.booleans())
    return Posten(
        schluessel=f"{ident}/{draw(st.integers(0, 99))}",
        art=draw(st.sampled_from(sorted(ARTEN))),
        name="etwas",
        kommune=None if ident == "d" else ident,
        gruppe="d" if ident == "d" else None,
        person=None,
        am=draw(TAGE),
        ueberfaellig=draw(st.booleans()),
        ab="",
        ab_datum="",
        wartet_auf=("anderes",) if blocked else (),
        abhilfe="",
        quellen=(),
        place=Place("x"),
    )


VIELE = st.lists(posten(), max_size=12, unique_by=lambda each: each.schluessel)


@given(VIELE.flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
def test_m35_the_order_is_total_and_does_not_depend_on_the_entry(both: tuple[list[Posten], list[Posten]]) -> None:
    first, second = (reihenfolge(each, NAMEN) for each in both)
    assert first == second
    assert sorted(first, key=repr) == sorted(both[0], key=repr)
    for before, after in pairwise(first):
        assert not (before.wartet_auf and not after.wartet_auf), "never a blocked item before an actionable one"
        if bool(before.wartet_auf) != bool(after.wartet_auf):
            continue
        assert not (before.am is None and after.am is not None), "undated last"
        if before.am == after.am:
            names = [sort_key(NAMEN[each.kommune or each.gruppe or ""]) for each in (before, after)]
            assert names == sorted(names)
        elif before.am and after.am:
            assert before.am < after.am


EREIGNISSE = [
    "{ereignis: beginn, modul: 1, datum: 2030-01-07, quelle: X01}",
    "{ereignis: sondierungsgespraech, modul: 1, datum: 2030-02-20, quelle: X02}",
    "{ereignis: ergebnisbericht, modul: 1, datum: 2030-07-01, quelle: X02}",
    "{ereignis: abschluss, modul: 1, geplant: true, datum: 2030-09, quelle: X02}",
    "{ereignis: beginn, modul: 2, datum: 2030-10-01, quelle: X01}",
    "{ereignis: transferplan, modul: 2, geplant: true, datum: 2030-12, quelle: X01}",
    "{ereignis: beginn, modul: 4, phase: 1, datum: 2031-01-07, quelle: X01}",
    "{ereignis: reflexionsgespraech, modul: 4, datum: 2031-05-02, quelle: X01}",
    "{ereignis: pause, datum: 2031-08, quelle: X01}",
]


@settings(deadline=None)  # each loads a dataset, which takes its time on a busy machine
@given(
    st.lists(st.sampled_from(EREIGNISSE), min_size=1, unique=True),
    st.dates(date(2030, 1, 1), date(2032, 12, 31)),
    st.integers(0, 500),
    st.booleans(),
)
def test_m35_no_blocked_item_stands_above_an_actionable_one_whatever_happened(
    events: list[str], stichtag: date, ahead: int, rahmen: bool
) -> None:
    text = "verlauf:\n" + "".join(f"  - {each}\n" for each in events)
    bis = stichtag + timedelta(days=ahead)
    found = frage(dateien(text, rahmen=rahmen), stichtag.isoformat(), bis.isoformat())
    blocked = [bool(each.wartet_auf) for each in found.posten]
    assert blocked == sorted(blocked)
    days = [[each.am for each in found.posten if bool(each.wartet_auf) is waits] for waits in (False, True)]
    assert all(each == sorted(each, key=lambda day: day or date.max) for each in days)
    assert all(each.am is None or each.am <= bis or each.gegenstand for each in found.posten)
    assert all(each.ueberfaellig is (each.am is not None and each.am < stichtag) for each in found.posten)
