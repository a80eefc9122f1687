"""The rules of the network: offices, numbers, times, groups and meetings; what is only unknown is never an error."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dkbm.dataset import load
from dkbm.diagnostic import Severity
from dkbm.model.gruppenpflichten import Offen, aemter, offenes
from dkbm.rules import registry
from dkbm.rules.pipeline import check_all
from dkbm.store.worktree import read_dataset
from tests.muster import musterland

AG_1, KONZEPT, NETZWERK = "data/netzwerk/ag-1.yaml", "data/netzwerk/konzeptgruppe.yaml", "data/netzwerk/netzwerk.yaml"
PROZESS = "data/prozess.yaml"
FRISTEN = """fristen:
  - {art: treffen, name: Treffen, gilt_fuer: arbeitsgruppe, ab: treffen, monate: 12, rahmen: false, eigene_regel: true}
  - {art: treffen, name: Jahrestreffen, gilt_fuer: netzwerk, ab: treffen, monate: 12, rahmen: false, eigene_regel: true}
"""
BESETZUNG = """kennung: Konzeptgruppe
art: konzeptgruppe
namen: [{name: Konzeptgruppe, datum: "2016", quelle: X02}]
besetzung: {je: arbeitsgruppe, sprecheramt: 1, stellvertretung: 1, weitere_hoechstens: 3, quelle: X02}
"""
HEUTE = "2024-01-31"
SPRECHEND = "gruppe: ag-1, rolle: sprecheramt"
VERTRETEND = "gruppe: ag-1, rolle: stellvertretung"
KONZEPTIONELL = "gruppe: konzeptgruppe, rolle: mitglied"


def gruppe(kennung: str = "AG 1", art: str = "arbeitsgruppe", more: str = "", datum: str = '"2017"') -> str:
    return f"kennung: {kennung}\nart: {art}\nnamen: [{{name: Name, datum: {datum}, quelle: X02}}]\n{more}"


def person(name: str, *rows: str) -> dict[str, str]:
    """The file of a person with these parts in the network, each with a source."""
    entries = "".join(f"  - {{{row}, quelle: X02}}\n" for row in rows)
    return {f"data/personen/p-{name.lower()}.yaml": f"name: {name}\nnetzwerk:\n{entries}"}


def people(*rows: Iterable[str]) -> dict[str, str]:
    """As many persons as there are groups of rows, and the groups they belong to."""
    found = {AG_1: gruppe(), KONZEPT: BESETZUNG}
    for name, entries in zip(("Ada", "Bea", "Cem", "Dora", "Eva"), rows, strict=False):
        found |= person(name, *entries)
    return found


def codes(changes: Mapping[str, str], heute: str = HEUTE) -> list[str]:
    """The codes of the network that Musterland with these changes has; it must be sound otherwise."""
    checked = check_all(musterland(changes), date.fromisoformat(heute))
    network = (each for each in checked.diagnostics if each.severity is Severity.FEHLER or "D600" < each.code < "D620")
    found = [each for each in network if each.code != "D617"]  # of what a source can know there are tests of its own
    assert all(each.code.startswith("D6") for each in found), found
    return sorted(each.code for each in found)


def mit_fristen() -> str:
    text = musterland()[PROZESS].decode()
    return text.replace("fristen:\n", FRISTEN)


# --- offices and numbers ---

MITGLIED = f'{KONZEPTIONELL}, datum: "2021"'


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], ["D601"]),  # nobody at all is one vacancy, not two
        ([[f'{SPRECHEND}, datum: "2021"', MITGLIED]], ["D601"]),
        ([[f'{VERTRETEND}, datum: "2021"', MITGLIED]], ["D601"]),
        ([[f'{SPRECHEND}, datum: "2021"', MITGLIED], [f'{VERTRETEND}, datum: "2021"', MITGLIED]], []),
        ([[f'{SPRECHEND}, datum: "2021"', MITGLIED]] * 2, []),  # two persons, nobody says who deputises
        ([[f'{SPRECHEND}, datum: "2021"', MITGLIED], [f'{SPRECHEND}, datum: "2018", bis: "2020"']], ["D601"]),
        ([[f'{SPRECHEND}, datum: "2021"', MITGLIED], [f'{SPRECHEND}, datum: "2025"']], ["D601"]),  # not yet
        ([[f'{SPRECHEND}, datum: "2021"', MITGLIED], [f'{VERTRETEND}, datum: "2021"']], ["D608"]),
    ],
)
def test_m62_an_office_is_vacant_when_nobody_is_attested_in_it(rows: list[list[str]], expected: list[str]) -> None:
    assert codes(people(*rows)) == expected


def test_m62_without_a_besetzung_in_the_data_no_office_is_missing() -> None:
    assert codes({AG_1: gruppe()}) == []


def test_m62_a_besetzung_without_a_konzeptgruppe_holds_as_well() -> None:
    changes = people([f'{SPRECHEND}, datum: "2021"'], [f'{SPRECHEND}, datum: "2021"'])
    changes[KONZEPT] = BESETZUNG.replace("art: konzeptgruppe", "art: unterarbeitsgruppe\nteil_von: ag-1")
    assert codes(changes) == ["D608", "D608"]


def test_m62_a_vacancy_is_not_claimed_while_a_person_cannot_be_read() -> None:
    found = check_all(musterland({**people(), "data/personen/p-ada.yaml": "name: [\n"}), date.fromisoformat(HEUTE))
    assert "D601" not in {each.code for each in found.diagnostics}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # two deputies on a day that both surely had
        ([[f"{VERTRETEND}, datum: 2019-01-01, bis: 2020-12-31"], [f"{VERTRETEND}, datum: 2020-06-01"]], "D602"),
        ([[f"{VERTRETEND}, datum: 2019-01-01, bis: 2020-05-31"], [f"{VERTRETEND}, datum: 2020-06-01"]], ""),
        # within a year one may have followed the other
        ([[f'{VERTRETEND}, datum: "2019", bis: "2020"'], [f'{VERTRETEND}, datum: "2020", bis: "2021"']], ""),
        # nobody says that the first one stopped
        ([[f"{VERTRETEND}, datum: 2019-01-01"], [f"{VERTRETEND}, datum: 2020-06-01"]], "D604"),
        # both may be meant by sprecheramt, a third one is too many
        ([[f"{SPRECHEND}, datum: 2020-06-01"]] * 2, ""),
        ([[f"{SPRECHEND}, datum: 2020-06-01"]] * 3, "D602"),
        ([[f'{SPRECHEND}, datum: "2020"']] * 3, "D604"),
        # one person with two attestations is one person
        ([[f"{VERTRETEND}, datum: 2020-06-01", f"{VERTRETEND}, datum: 2021-06-01"]], ""),
        # what lies ahead is not judged yet
        ([[f"{VERTRETEND}, datum: 2025-06-01"]] * 2, ""),
    ],
)
def test_m62_a_double_office_is_found_only_where_it_is_certain(rows: list[list[str]], expected: str) -> None:
    numbers = {"D602", "D604"}
    assert [each for each in codes(people(*rows)) if each in numbers] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["gruppe: ag-1, rolle: mitglied, datum: 2020-05-04", f"{KONZEPTIONELL}, datum: 2020-05-04"], ["D603"]),
        (["gruppe: ag-1, rolle: mitglied, datum: 2020-05-04", f'{KONZEPTIONELL}, datum: "2020"'], ["D604"]),
        ([f"{KONZEPTIONELL}, datum: 2020-05-04"], ["D603"]),  # one group, so its sum is told
        ([f"{KONZEPTIONELL}, datum: 2020-05-04, bis: 2020-05-31"], ["D603"]),  # for some time it was so
    ],
)
def test_m73_a_fourth_further_member_is_one_too_many(rows: list[str], expected: list[str]) -> None:
    found = {each for each in codes(people(*([rows] * 4))) if each != "D601"}
    assert (found, codes(people(*([rows] * 3)))) == ({*expected}, ["D601"])


def test_m73_who_has_an_office_is_no_further_member() -> None:
    further = [f"{KONZEPTIONELL}, datum: 2020-05-04"]
    speaker = [f"{SPRECHEND}, datum: 2020-01-01", f"{KONZEPTIONELL}, datum: 2020-05-04"]
    assert codes(people(further, further, further, speaker, speaker)) == []


def test_m73_with_several_groups_only_what_is_known_of_a_member_counts_for_one() -> None:
    unknown = [f"{KONZEPTIONELL}, datum: 2020-05-04"]
    both = {"data/netzwerk/ag-2.yaml": gruppe("AG 2")}
    assert "D603" not in codes({**people(*([unknown] * 4)), **both}), "six may sit there for the two groups"
    known = [*unknown, "gruppe: ag-2, rolle: mitglied, datum: 2020-01-01"]
    assert "D603" in codes({**people(*([known] * 4)), **both})
    in_both = [*known, "gruppe: ag-1, rolle: mitglied, datum: 2020-01-01"]
    assert "D603" not in codes({**people(*([in_both] * 4)), **both}), "for which of the two they sit there is open"


DAYS = st.dates(date(2015, 1, 1), date(2015, 2, 10))


@given(st.lists(st.tuples(DAYS, st.integers(0, 20)), max_size=4))
def test_m62_a_double_office_is_what_counting_day_by_day_finds(spans: list[tuple[date, int]]) -> None:
    ends = [(first, first + timedelta(days=length)) for first, length in spans]
    rows = [[f"{VERTRETEND}, datum: {first}, bis: {last}"] for first, last in ends]
    days = (date(2015, 1, 1) + timedelta(days=number) for number in range(70))
    expected = any(sum(first <= day <= last for first, last in ends) > 1 for day in days)
    assert ("D602" in codes(people(*rows))) is expected


# --- times ---


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["datum: 2020-03, bis: 2020-02"], ["D606"]),
        (["datum: 2020-03, bis: 2020-03"], []),
        (["datum: 2020-03-15, bis: 2020-03"], []),  # until its last day
        (['datum: "2020", bis: 2020-01'], []),  # may be
        (["datum: 2018..2020, bis: 2019-06-30"], []),  # it began before that
        (["datum: 2019-07..2020, bis: 2019-06-30"], ["D606"]),
        # one part entered twice, and the one begins before the other ends
        (["datum: 2018-01-15, bis: 2020-12-31", "datum: 2019-06-01"], ["D605"]),
        (["datum: 2019-06-01", "datum: 2018-01-15, bis: 2020-12-31"], ["D605"]),
        (["datum: 2018-01-15, bis: 2020-12-31", "datum: 2019-06-01, bis: 2021-06-30"], ["D605"]),
        (["datum: 2018-01-15, bis: 2020-12-31"] * 2, ["D605"]),
        (["datum: 2018-01-15, bis: 2020-12-31", "datum: 2021-01-01"], []),
        (["datum: 2018-01-15, bis: 2020-12-31", 'datum: "2020"'], []),  # the day is not known
        (["datum: 2018-01-15, bis: 2020-12-31", "datum: 2020-12-31"], []),  # handed over on that day
        # two attestations of one part do not overlap
        (["datum: 2020-03", 'datum: "2021"'], []),
        (["datum: 2018-01-15", "datum: 2019-06-01"], []),
    ],
)
def test_m62_times_of_a_part_contradict_one_another_only_where_it_is_certain(
    rows: list[str], expected: list[str]
) -> None:
    changes = person("Ada", *(f"gruppe: ag-1, rolle: mitglied, {row}" for row in rows))
    assert codes({AG_1: gruppe(), **changes}) == expected


def test_m62_an_end_before_the_beginning_is_found_in_an_office_and_in_a_count_too() -> None:
    amt = "{amt: leitung-bildung, bezeichnung: L, stelle: agentur, datum: 2020-03, bis: 2019-12, quelle: X02}"
    assert codes({"data/personen/p-ada.yaml": f"name: Ada\naemter: [{amt}]\n"}) == ["D606"]
    jahre = gruppe(more='treffen_je_jahr: [{jahr: "2020", anzahl: 1, bis: 2019-09, quelle: X02}]\n')
    assert codes({AG_1: jahre}) == ["D606"]


MEMBER = "gruppe: ag-1, rolle: mitglied, datum: 2018-01-15"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([f"{MEMBER}, bis: 2020-06-30", f"{SPRECHEND}, datum: 2019-01-01"], ["D607"]),
        ([f"{MEMBER}, bis: 2020-06-30", f"{SPRECHEND}, datum: 2019-01-01, bis: 2021-06-30"], ["D607"]),
        ([f"{MEMBER}, bis: 2020-06-30", f"{SPRECHEND}, datum: 2021-01-01"], ["D607"]),
        ([f"{MEMBER}, bis: 2020-06-30", f"{SPRECHEND}, datum: 2019-01-01, bis: 2020-06-30"], []),
        ([f"{MEMBER}, bis: 2020-06-30", f'{SPRECHEND}, datum: 2019-01-01, bis: "2020"'], []),  # may be
        ([MEMBER, f"{SPRECHEND}, datum: 2019-01-01"], []),
        ([f"{SPRECHEND}, datum: 2019-01-01"], []),  # nobody says that the person left
        ([f"{MEMBER}, bis: 2020-06-30", f"{SPRECHEND.replace('1', '2')}, datum: 2019-01-01"], []),  # of another
        (
            [f"{MEMBER}, bis: 2018-06-30", "gruppe: ag-1, rolle: mitglied, datum: 2019", f"{SPRECHEND}, datum: 2020"],
            [],
        ),  # came back
    ],
)
def test_m62_no_office_outlasts_the_membership(rows: list[str], expected: list[str]) -> None:
    quoted = [row.replace("datum: 2019,", 'datum: "2019",') for row in rows]
    quoted = [f'{row[:-4]}"{row[-4:]}"' if row.endswith(("datum: 2019", "datum: 2020")) else row for row in quoted]
    assert codes({AG_1: gruppe(), "data/netzwerk/ag-2.yaml": gruppe("AG 2"), **person("Ada", *quoted)}) == expected


def test_m62_three_fixtures_have_three_codes() -> None:
    vacancy = codes(people())
    double = codes(people(*([[f"{VERTRETEND}, datum: 2020-06-01"]] * 2)))
    ended = codes({AG_1: gruppe(), **person("Ada", f"{MEMBER}, bis: 2017-12-31")})
    assert (vacancy, ended) == (["D601"], ["D606"])
    assert "D602" in double


def test_s43_no_message_of_these_rules_repeats_a_name() -> None:
    changes = people(
        [f"{VERTRETEND}, datum: 2019-01-01, bis: 2018-12-31"],
        [f"{VERTRETEND}, datum: 2020-06-01", f"{MEMBER}, bis: 2020-06-30", f"{MEMBER}, bis: 2021-06-30"],
        [f"{VERTRETEND}, datum: 2020-06-01"],
    )
    found = check_all(musterland(changes), date.fromisoformat(HEUTE)).diagnostics
    assert {"D602", "D605", "D606", "D607"} <= {each.code for each in found}
    said = " ".join([each.message for each in found] + [more.message for each in found for more in each.related])
    assert not [name for name in ("Ada", "Bea", "Cem", "p-") if name in said]


# --- groups ---


@pytest.mark.parametrize(
    ("art", "more", "expected"),
    [
        ("unterarbeitsgruppe", "teil_von: ag-1\n", []),
        ("unterarbeitsgruppe", "", ["D609"]),
        ("unterarbeitsgruppe", "teil_von: konzeptgruppe\n", ["D609"]),
        ("unterarbeitsgruppe", "teil_von: uag-2\n", ["D609"]),
        ("arbeitsgruppe", "teil_von: ag-1\n", ["D609"]),
        ("arbeitsgruppe", "", []),
    ],
)
def test_m73_an_unterarbeitsgruppe_is_part_of_an_arbeitsgruppe(art: str, more: str, expected: list[str]) -> None:
    konzept = gruppe("Konzeptgruppe", "konzeptgruppe")
    assert codes({AG_1: gruppe(), KONZEPT: konzept, "data/netzwerk/uag-2.yaml": gruppe("UAG 2", art, more)}) == expected


@pytest.mark.parametrize(
    ("datum", "treffen", "expected"),
    [
        ('"2021"', "datum: 2018-02-21", ["D610"]),
        ("2018-02", "datum: 2018-02-21", []),
        ("..2021", "datum: 2018-02-21", []),
        ('"2021"', "datum: 2018-02-21, geplant: true", ["D614"]),
        ('"2021"', "art: vorlaeufer, datum: 2018-02-21", []),
    ],
)
def test_m73_a_group_that_met_had_a_name(datum: str, treffen: str, expected: list[str]) -> None:
    text = gruppe(more=f"treffen: [{{name: T, {treffen}, quelle: X02}}]\n", datum=datum)
    assert codes({AG_1: text}) == expected


# --- meetings ---


def held(*rows: str, jahre: str = "", zugleich: str = "") -> dict[str, str]:
    """The AG 1 with meetings and counted years, in a process that asks for a meeting a year."""
    more = "".join(f"  - {{name: T, {row}, quelle: X02}}\n" for row in rows)
    text = gruppe(
        more=(f"treffen:\n{more}" if rows else "")
        + (f"treffen_je_jahr:\n  - {{{jahre}, quelle: X02}}\n" if jahre else "")
    )
    netz = (
        f"name: Netz\ntreffen:\n  - {{name: Jahrestreffen, {zugleich}, quelle: X02}}\n" if zugleich else "name: Netz\n"
    )
    return {PROZESS: mit_fristen(), AG_1: text, NETZWERK: netz}


def open_items(changes: Mapping[str, str], heute: str) -> list[Offen]:
    dataset = load(musterland(changes)).dataset
    day = date.fromisoformat(heute)
    found = offenes(
        dataset.gruppen.values(), dataset.netzwerk, dataset.personen.values(), dataset.prozess, dataset.quellen, day
    )
    return list(found)


@pytest.mark.parametrize(
    ("meetings", "am", "ab"),
    [
        (held("datum: 2018-02-21"), "2019-02-21", "2018-02-21"),
        (held("datum: 2018-02"), "2019-02-28", "2018-02"),  # at the latest on its last day
        (held("datum: 2018-02-21", "datum: 2018-05-17"), "2019-05-17", "2018-05-17"),
        (held("datum: 2018-02-21", "datum: 2018-05-17, geplant: true"), "2019-02-21", "2018-02-21"),
        (held("datum: 2018-02-21", "datum: 2018-05..2018-12"), "2019-02-21", "2018-02-21"),  # not yet known to be held
        (held("datum: 2018-02-21, art: vorlaeufer"), "2018-12-31", "2017"),  # counted from its first name
        (held(jahre='jahr: "2017", anzahl: 2'), "2018-12-31", "2017"),
        (held(jahre='jahr: "2018", anzahl: 1, bis: 2018-05'), "2019-05-31", "2018-01..2018-05"),
        (held(jahre='jahr: "2018", anzahl: 0, bis: 2018-05'), "2018-12-31", "2017"),
        (held(jahre='jahr: "2018", anzahl: 2'), "2018-12-31", "2017"),  # the year is not over
        (held("datum: 2018-02-21", zugleich="datum: 2018-05-16, zugleich: [ag-1]"), "2019-05-16", "2018-05-16"),
        (held("datum: 2018-02-21", zugleich="datum: 2018-05-16"), "2019-02-21", "2018-02-21"),
        (held("datum: 2017-02-24"), "2018-02-26", "2017-02-24"),  # a Saturday
    ],
)
def test_m73_a_meeting_is_due_a_year_after_the_last_one_held(meetings: dict[str, str], am: str, ab: str) -> None:
    due = next(each for each in open_items(meetings, "2018-06-30") if each.gruppe.id == "ag-1")
    assert due.am is not None
    assert (due.art, due.am.isoformat(), due.ab_datum) == ("treffen", am, ab)
    assert due.ueberfaellig is (am < "2018-06-30")


def test_m73_an_ag_without_a_meeting_for_a_year_is_pointed_out_the_day_after() -> None:
    meetings = held("datum: 2018-02-21")
    assert [codes(meetings, day) for day in ("2019-02-21", "2019-02-22")] == [[], ["D611"]]


def test_m73_a_planned_meeting_is_named_and_does_not_count() -> None:
    (due,) = open_items(held("datum: 2018-02-21", "datum: 2019-09-12, geplant: true"), "2019-06-30")[:1]
    assert (due.text, due.ueberfaellig) == ("Treffen, geplant: 12.09.2019", True)


def test_m73_a_group_that_does_not_exist_yet_owes_nothing() -> None:
    netz = 'name: Netz\nentstehung: [{text: Idee, datum: "2017", quelle: X02}]\n'
    assert open_items({**held(), KONZEPT: BESETZUNG, NETZWERK: netz}, "2016-06-30") == []


def test_m73_the_network_owes_its_yearly_meeting() -> None:
    meetings = held("datum: 2019-05-16", zugleich="art: jahrestreffen, datum: 2018-09-20")
    found = [(each.gruppe.id, each.text) for each in open_items(meetings, "2019-12-01") if each.ueberfaellig]
    assert found == [("netzwerk", "Jahrestreffen")]


def test_a_duty_that_hangs_on_the_framework_ends_with_it() -> None:
    meetings = held("datum: 2018-02-21")
    meetings[PROZESS] = meetings[PROZESS].replace("monate: 12, rahmen: false", "monate: 12, rahmen: true")
    assert [bool(open_items(meetings, day)) for day in ("2024-01-31", "2024-02-01")] == [True, False]


def test_a_duty_of_groups_is_none_of_a_kommune() -> None:
    due = [each.code for each in check_all(musterland(held()), date.fromisoformat(HEUTE)).diagnostics]
    before = [each.code for each in check_all(musterland(), date.fromisoformat(HEUTE)).diagnostics]
    assert due.count("D402") == before.count("D402")


def rhythm(*rows: str) -> str:
    return "name: Netz\nrhythmus:\n" + "".join(f"  - {{text: {row}}}\n" for row in rows)


ZWEI_BIS_DREI = 'zwei bis drei, gilt_fuer: arbeitsgruppe, mindestens: 2, hoechstens: 3, datum: "2017", quelle: X02'
BIS_ZWEI = 'bis zwei, gilt_fuer: arbeitsgruppe, hoechstens: 2, datum: "2021", quelle: X01'
JAEHRLICH = 'einmal, gilt_fuer: netzwerk, mindestens: 1, hoechstens: 1, datum: "2017", quelle: X02'


@pytest.mark.parametrize(
    ("rows", "heute", "expected"),
    [
        ([ZWEI_BIS_DREI, BIS_ZWEI], HEUTE, ["D612"]),
        ([ZWEI_BIS_DREI, BIS_ZWEI], "2020-12-31", []),  # the other is not said yet
        ([ZWEI_BIS_DREI, ZWEI_BIS_DREI.replace("X02", "X01")], HEUTE, []),
        ([ZWEI_BIS_DREI, JAEHRLICH], HEUTE, []),  # they speak of different meetings
    ],
)
def test_m73_sources_that_differ_on_the_rhythm_are_shown_side_by_side(
    rows: list[str], heute: str, expected: list[str]
) -> None:
    assert codes({NETZWERK: rhythm(*rows)}, heute) == expected


@pytest.mark.parametrize(
    ("jahr", "own", "expected"),
    [
        ('jahr: "2018", anzahl: 4', "", True),
        ('jahr: "2018", anzahl: 3', "", False),
        ('jahr: "2018", anzahl: 1', "", True),
        ('jahr: "2018", anzahl: 1, bis: 2018-06', "", False),  # more may have followed
        ('jahr: "2018", anzahl: 4, bis: 2018-06', "", True),
        ('jahr: "2021", anzahl: 3', "", True),  # by then another statement holds
        ('jahr: "2016", anzahl: 9', "", False),  # nobody spoke of it yet
        ('jahr: "2018", anzahl: 4', "viermal, mindestens: 4, hoechstens: 4", False),  # as the group itself says
    ],
)
def test_m73_a_year_beside_the_rhythm_is_a_remark_with_the_statement(jahr: str, own: str, expected: bool) -> None:
    more = f'treffen_je_jahr:\n  - {{jahr: "2015", anzahl: 2, quelle: X02}}\n  - {{{jahr}, quelle: X02}}\n'
    more += f'rhythmus: [{{text: {own}, datum: "2017", quelle: X02}}]\n' if own else ""
    changes = {AG_1: gruppe(more=more, datum='"2015"'), NETZWERK: rhythm(ZWEI_BIS_DREI, BIS_ZWEI)}
    assert ("D613" in codes(changes)) is expected


def test_m73_in_the_first_year_of_a_group_few_meetings_say_nothing() -> None:
    more = 'treffen_je_jahr:\n  - {jahr: "2018", anzahl: 1, quelle: X02}\n'
    assert codes({AG_1: gruppe(more=more), NETZWERK: rhythm(ZWEI_BIS_DREI)}) == []


def test_m73_single_meetings_count_where_no_source_counts_the_year() -> None:
    meetings = "".join(f"  - {{name: T{month}, datum: 2018-0{month}-05, quelle: X02}}\n" for month in (1, 3, 5, 7))
    assert codes({AG_1: gruppe(more=f"treffen:\n{meetings}"), NETZWERK: rhythm(ZWEI_BIS_DREI)}) == ["D613"]


@pytest.mark.parametrize(
    ("rows", "heute", "expected"),
    [
        (["datum: 2023-10-11, geplant: true"], "2023-10-11", []),
        (["datum: 2023-10-11, geplant: true"], "2023-10-12", ["D614"]),
        (["datum: 2023-10, geplant: true", "datum: 2023-10-11"], HEUTE, []),
        (["datum: 2023-10, geplant: true", "datum: 2023-11-11"], HEUTE, ["D614"]),
    ],
)
def test_m73_a_planned_meeting_that_nobody_attests_is_pointed_out(
    rows: list[str], heute: str, expected: list[str]
) -> None:
    more = "treffen:\n" + "".join(f"  - {{name: T, {row}, quelle: X02}}\n" for row in rows)
    assert codes({AG_1: gruppe(more=more)}, heute) == expected


# --- sources ---

AMT = "amt: leitung, bezeichnung: Leiterin, stelle: landkreis-musterland"
AUF_EINMAL = f'{SPRECHEND}, datum: "2021"', f'{VERTRETEND}, datum: "2021"'


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (AUF_EINMAL, True),
        ((f"{SPRECHEND}, datum: 2019-01-01, bis: 2020-12-31", f"{VERTRETEND}, datum: 2020-06-01"), True),
        ((f"{SPRECHEND}, datum: 2019-01-01, bis: 2020-12-31", f"{VERTRETEND}, datum: 2021-01-01"), False),
        ((f'{SPRECHEND}, datum: "2020"', f"{VERTRETEND}, datum: 2020-06"), False),  # the word may mean either
        ((f'{SPRECHEND}, datum: "2021"', f'{VERTRETEND.replace("ag-1", "ag-2")}, datum: "2021"'), False),
    ],
)
def test_m62_nobody_deputises_for_oneself(rows: tuple[str, ...], expected: bool) -> None:
    ag_2 = {"data/netzwerk/ag-2.yaml": gruppe("AG 2")}
    assert ("D615" in codes({**people(rows), **ag_2})) is expected


def test_m62_who_holds_both_offices_leaves_none_of_them_vacant() -> None:
    assert "D601" not in codes(people(AUF_EINMAL))


def test_m62_of_two_one_left_and_which_office_is_vacant_nobody_knows() -> None:
    changes = people([f"{SPRECHEND}, datum: 2020-01-01"], [f"{SPRECHEND}, datum: 2020-01-01, bis: 2021-12-31"])
    found = check_all(musterland(changes), date.fromisoformat(HEUTE)).diagnostics
    (vacancy,) = (each.message for each in found if each.code == "D601")
    assert vacancy.startswith("Sprecheramt oder Stellvertretung: eines von beiden frei, welches sagt keine Quelle")


def test_m73_who_left_the_konzeptgruppe_is_not_asked_to_join_again() -> None:
    left = f"{KONZEPTIONELL}, datum: 2020-01-01, bis: 2022-12-31"
    found = check_all(musterland(people([f"{SPRECHEND}, datum: 2020-01-01", left])), date.fromisoformat(HEUTE))
    (remark,) = (each for each in found.diagnostics if each.code == "D608")
    assert "dort ist der Austritt belegt (31.12.2022)" in remark.message
    assert remark.help == "Ist auch das Amt zu Ende: dkbm record austritt ag-1 --person p-ada --rolle sprecheramt"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (2 * '  - {jahr: "2017", anzahl: 2, quelle: X02}\n', True),
        ('  - {jahr: "2017", anzahl: 2, quelle: X02}\n  - {jahr: "2017", anzahl: 2, quelle: X01}\n', False),
        ('  - {jahr: "2017", anzahl: 2, quelle: X02}\n  - {jahr: "2017", anzahl: 3, quelle: X02}\n', False),
    ],
)
def test_m73_the_same_number_of_the_same_source_stands_once(more: str, expected: bool) -> None:
    assert ("D616" in codes({AG_1: gruppe(more=f"treffen_je_jahr:\n{more}")})) is expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (person("Ada", "gruppe: ag-1, rolle: mitglied, datum: 2017-10-16"), 0),  # the day the source is of
        (person("Ada", "gruppe: ag-1, rolle: mitglied, datum: 2017-10-17"), 1),
        (person("Ada", 'gruppe: ag-1, rolle: mitglied, datum: "2017"'), 0),
        ({AG_1: gruppe(datum='"2018"')}, 1),
        ({"data/personen/p-ada.yaml": f"name: Ada\naemter: [{{{AMT}, datum: 2018-01, quelle: X02}}]\n"}, 1),
        ({AG_1: gruppe(more="treffen: [{name: T, datum: 2030-01-01, quelle: X02}]\n")}, 1),
        ({AG_1: gruppe(more="treffen: [{name: T, datum: 2030-01-01, geplant: true, quelle: X02}]\n")}, 0),
        ({AG_1: gruppe(more="treffen: [{name: T, datum: 2017-11-01, quelle: [X02, X01]}]\n")}, 0),  # X01 is later
    ],
)
def test_m73_a_source_attests_nothing_that_came_after_it(changes: dict[str, str], expected: int) -> None:
    found = check_all(musterland({AG_1: gruppe(), **changes}), date.fromisoformat(HEUTE)).diagnostics
    assert len([each for each in found if each.code == "D617"]) == expected


# --- the dataset of this project ---


def test_m62_m73_what_is_said_of_the_network_of_this_project() -> None:
    dataset = load(read_dataset(Path(__file__).parents[1]).files).dataset
    found = [each for each in registry.run(dataset, date(2026, 11, 22)) if each.code.startswith("D6")]
    network = [(each.code, Path(each.place.file).stem) for each in found if each.code < "D620"]
    assert sorted(network) == [
        ("D601", "ag-3"),
        ("D608", "p-holger-deiters"),
        ("D608", "p-kristin-asmus"),
        ("D608", "p-thomas-dobutowitsch"),
        ("D611", "ag-1"),
        ("D611", "ag-2"),
        ("D611", "ag-3"),
        ("D611", "netzwerk"),
        ("D612", "netzwerk"),
        ("D613", "ag-3"),
    ]
    (breach,) = (each for each in found if each.code == "D613")
    assert "Für 2020 sind 4 Treffen erschlossen" in breach.message
    assert "zwei- bis dreimal im Jahr« (Q03, 2017)" in breach.message


def test_m62_who_deputises_is_not_told_and_so_no_office_is_vacant() -> None:
    dataset = load(read_dataset(Path(__file__).parents[1]).files).dataset
    on = {
        ident: aemter(dataset.gruppen[ident], dataset.personen.values(), dataset.quellen, date(2026, 11, 22))
        for ident in ("ag-1", "ag-2", "ag-3")
    }
    assert {ident: (len(each.sprecheramt), each.vakant, each.unklar) for ident, each in on.items()} == {
        "ag-1": (2, (), True),
        "ag-2": (2, (), True),
        "ag-3": (0, ("sprecheramt", "stellvertretung"), False),
    }
