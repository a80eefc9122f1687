"""The parts of persons in the network, as intervals: when one begins, how sure it is, when it ends, where they work."""

from datetime import date

import pytest

from dkbm.datum import parse_datum
from dkbm.diagnostic import Place
from dkbm.model.mitwirkung import Mitwirkung, mitwirkungen
from dkbm.model.person import Amt, Aufgabe, Person
from dkbm.model.quelle import Quelle

FILE = "data/personen/p-mara-muster.yaml"
QUELLEN = {
    "X02": Quelle("X02", "Handbuch", "Agentur", Place("data/quellen.yaml"), stand=parse_datum("2017-10-16")),
    "X03": Quelle("X03", "Seite", "Agentur", Place("data/quellen.yaml"), stand=parse_datum("2017-10..2019-04")),
}
Teil = tuple[str, str | None, str | None]  # role, date, last day
LAND, STADT = "landkreis-musterland", "stadt-musterland"


def person(*teile: Teil, stellen: tuple[str | None, ...] = (), aemter: tuple[Amt, ...] = ()) -> Person:
    where = (*stellen, *[LAND] * len(teile))
    parts = (
        Aufgabe(
            "ag-1",
            rolle,
            Place(FILE, ("netzwerk", index)),
            ("X03",),
            stelle=where[index],
            datum=parse_datum(datum) if datum else None,
            bis=parse_datum(bis) if bis else None,
        )
        for index, (rolle, datum, bis) in enumerate(teile)
    )
    return Person("p-mara-muster", "Mara Muster", Place(FILE), aemter=aemter, netzwerk=tuple(parts))


def amt(stelle: str, datum: str | None, bis: str | None = None) -> Amt:
    first, last = (parse_datum(text) if text else None for text in (datum, bis))
    return Amt("leitung-bildung", "Leiterin", stelle, first, ("X02",), last)


def on(day: str, who: Person, gruppe: str | None = "ag-1") -> tuple[Mitwirkung, ...]:
    return mitwirkungen([who], date.fromisoformat(day), QUELLEN, gruppe)


@pytest.mark.parametrize(
    ("teile", "day", "gewissheit"),
    [
        # a year or a month counts from its first day, and attests all of its days
        ([("mitglied", "2019", None)], "2018-12-31", None),
        ([("mitglied", "2019", None)], "2019-01-01", "belegt"),
        ([("mitglied", "2019", None)], "2019-12-31", "belegt"),
        ([("mitglied", "2019", None)], "2020-01-01", "fortgeschrieben"),
        ([("mitglied", "2019-03", None)], "2019-02-28", None),
        ([("mitglied", "2019-03-05", None)], "2019-03-06", "fortgeschrieben"),
        # some time within a span: not before it is over
        ([("mitglied", "2018..2019", None)], "2019-12-30", None),
        ([("mitglied", "2018..2019", None)], "2019-12-31", "belegt"),
        ([("mitglied", "..2019", None)], "2018-06-01", None),
        # without a date that of the source
        ([("mitglied", None, None)], "2019-04-29", None),
        ([("mitglied", None, None)], "2019-04-30", "belegt"),
        # its last day counts, and an end known to the year only lasts the whole year
        ([("mitglied", "2017", "2019-06-30")], "2019-06-30", "belegt"),
        ([("mitglied", "2017", "2019-06-30")], "2019-07-01", None),
        ([("mitglied", "2017", "2019")], "2019-12-31", "fortgeschrieben"),
        ([("mitglied", "2017", "2019")], "2020-01-01", None),
        ([("mitglied", "2017", "2019")], "2018-05-05", "belegt"),
        # between two attestations of the same part
        ([("mitglied", "2017", None), ("mitglied", "2021", None)], "2019-06-01", "belegt"),
        ([("mitglied", "2017", None), ("mitglied", "2021", None)], "2022-01-01", "fortgeschrieben"),
        # the end that one source knows holds, also where another names the person within that time
        ([("mitglied", "2017", "2019"), ("mitglied", "2018", None)], "2020-01-01", None),
        ([("mitglied", "2017", "2019"), ("mitglied", "2018", None)], "2018-06-01", "belegt"),
        ([("mitglied", "2017", "2019-06-30"), ("mitglied", "2019-06-30", None)], "2019-07-01", None),
        # who is attested after the end has begun anew
        ([("mitglied", "2017", "2018"), ("mitglied", "2020", None)], "2019-06-01", None),
        ([("mitglied", "2017", "2018"), ("mitglied", "2020", None)], "2020-06-01", "belegt"),
        ([("mitglied", "2017", "2018"), ("mitglied", "2020", "2021")], "2022-01-01", None),
    ],
)
def test_m62_a_part_is_an_interval(teile: list[Teil], day: str, gewissheit: str | None) -> None:
    found = on(day, person(*teile))
    assert [each.gewissheit for each in found] == ([gewissheit] if gewissheit else [])


def test_m62_the_first_attestation_says_since_when_and_the_last_what_it_is() -> None:
    (found,) = on("2022-01-01", person(("mitglied", "2021", None), ("mitglied", "2017", None)))
    assert (found.seit.datum, found.aufgabe.datum) == (parse_datum("2017"), parse_datum("2021"))


def test_m62_a_part_begun_anew_counts_from_then() -> None:
    (found,) = on("2020-06-01", person(("mitglied", "2017", "2018"), ("mitglied", "2020", None)))
    assert found.seit.datum == parse_datum("2020")


def test_m62_two_parts_in_a_group_are_two_and_those_of_others_are_left_out() -> None:
    who = person(("mitglied", "2017", None), ("stellvertretung", "2018", None))
    elsewhere = who._replace(netzwerk=(*who.netzwerk, who.netzwerk[0]._replace(gruppe="ag-2")))
    assert [each.aufgabe.rolle for each in on("2019-01-01", elsewhere)] == ["mitglied", "stellvertretung"]
    assert len(on("2019-01-01", elsewhere, None)) == 3


@pytest.mark.parametrize(
    ("aemter", "day", "inzwischen", "represents"),
    [
        ((), "2024-01-01", None, True),
        ((amt(LAND, "2022"),), "2024-01-01", None, True),
        ((amt(STADT, "2022"),), "2021-12-31", None, True),  # not yet
        ((amt(STADT, "2022"),), "2022-01-01", STADT, False),
        ((amt(STADT, "2020"),), "2024-01-01", None, True),  # before the part was attested
        ((amt(STADT, "2021"),), "2024-01-01", None, True),  # in the same year: nobody knows which came first
        ((amt(STADT, "2022"), amt(LAND, "2023")), "2024-01-01", None, True),  # and back again
    ],
)
def test_m62_who_is_attested_elsewhere_later_no_longer_stands_for_the_kommune(
    aemter: tuple[Amt, ...], day: str, inzwischen: str | None, represents: bool
) -> None:
    (found,) = on(day, person(("sprecheramt", "2021", None), aemter=aemter))
    assert (found.stelle, found.inzwischen, found.represents) == (LAND, inzwischen, represents)


def test_m62_a_later_part_for_another_kommune_is_a_move_as_well() -> None:
    who = person(("sprecheramt", "2019", None), stellen=(LAND,))
    moved = person(("mitglied", "2022", None), stellen=(STADT,)).netzwerk[0]._replace(gruppe="ag-2")
    (found,) = on("2023-01-01", who._replace(netzwerk=(*who.netzwerk, moved)))
    assert found.inzwischen == STADT


@pytest.mark.parametrize(
    ("aemter", "left"),
    [
        ((amt(LAND, "2018", "2022-06-30"),), "2022-06-30"),
        ((amt(LAND, "2018", "2024-06-30"),), None),  # not yet over
        ((amt(LAND, "2018", "2022"), amt(LAND, "2019")), None),  # another office there goes on
        ((amt(LAND, "2015", "2019"),), None),  # the part was attested after that
        ((amt(STADT, "2015", "2022"),), None),
    ],
)
def test_m62_the_end_of_the_office_at_a_kommune_ends_standing_for_it(aemter: tuple[Amt, ...], left: str | None) -> None:
    (found,) = on("2024-01-01", person(("mitglied", "2021", None), aemter=aemter))
    assert found.ausgeschieden == (parse_datum(left) if left else None)
    assert found.represents is (left is None)


def test_m62_an_attestation_without_a_stelle_leaves_the_one_known_before() -> None:
    (found,) = on("2022-01-01", person(("mitglied", "2019", None), ("mitglied", "2021", None), stellen=(LAND, None)))
    assert (found.stelle, found.represents) == (LAND, True)
    (unknown,) = on("2022-01-01", person(("mitglied", "2019", None), stellen=(None,)))
    assert (unknown.stelle, unknown.represents) == (None, False)


@pytest.mark.parametrize(
    ("rolle", "represents", "goes_on"),
    [
        ("sprecheramt", True, True),
        ("stellvertretung", True, True),
        ("mitglied", True, True),
        ("moderation", False, True),
        ("vortrag", False, False),
        ("mitkonzeption", False, False),
    ],
)
def test_m62_only_who_belongs_to_a_group_stands_for_a_kommune(rolle: str, represents: bool, goes_on: bool) -> None:
    (found,) = on("2021-06-01", person((rolle, "2021", None)))
    assert (found.represents, found.goes_on) == (represents, goes_on)
