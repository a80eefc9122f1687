"""Rules on agreements: a draft is not signed, and who signs for the agency holds an office there on that day."""

from datetime import date
from pathlib import Path

import pytest

from dkbm.documents.views.blick import amt_zur_zeit
from dkbm.rules.pipeline import check_all
from tests.aufruf import dkbm
from tests.besiegelt import sealed
from tests.dokumente import MUSTER, datensatz, lay_out_templates, muster_text
from tests.muster import musterland

TAG = "    unterzeichnet: 2017-10-16\n"
TOM = "data/personen/p-tom-test.yaml"
STICHTAG = date(2024, 1, 31)


def codes(changes: dict[str, str]) -> set[str]:
    """The codes of these rules that a dataset yields on the Stichtag."""
    found = check_all(musterland(changes), STICHTAG).diagnostics
    return {each.code for each in found} & {"D212", "D213", "D405"}


def office(*entries: str) -> dict[str, str]:
    """Tom Test, who signs for the agency on 16.10.2017, with other offices."""
    text = musterland()[TOM].decode()
    lines = "".join(
        f"  - {{amt: projektleiter, bezeichnung: Projektleiter, {each}, quelle: X02}}\n" for each in entries
    )
    return {MUSTER: muster_text(), TOM: text.partition("  - ")[0] + lines}


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("2017-10-16", {"D212"}),
        ('"2023"', {"D212"}),
        ("2024-01-30", {"D212"}),
        ("2024-01-31", set()),
        ("2024-01", set()),
        ("2024-02-01", set()),
        ("2017..2018", {"D405"}),
        ("..2018", {"D405"}),
    ],
)
def test_m44_a_draft_has_no_day_of_signature_that_is_over(tag: str, expected: set[str]) -> None:
    geplant = f"    unterzeichnet: {tag}\n    geplant: true\n"
    assert codes({MUSTER: muster_text().replace(TAG, geplant)}) == expected


def test_m44_what_is_signed_or_planned_alone_contradicts_nothing() -> None:
    assert codes({MUSTER: muster_text()}) == set()
    assert codes({MUSTER: muster_text().replace(TAG, "    geplant: true\n")}) == set()


@pytest.mark.parametrize(
    ("offices", "expected"),
    [
        (("stelle: agentur, datum: 2015-01, bis: 2017-10-15",), {"D213"}),
        (("stelle: agentur, bis: 2016-12",), {"D213"}),
        (("stelle: agentur, datum: 2017-10-17, bis: 2018-12",), {"D213"}),
        (("stelle: agentur, datum: 2015-01, bis: 2016-12", "stelle: agentur, datum: 2018-01, bis: 2019-12"), {"D213"}),
        (("stelle: agentur, datum: 2015-01, bis: 2017-10-16",), set()),
        (("stelle: agentur, datum: 2017-10-16, bis: 2018-12",), set()),
        (("stelle: agentur, datum: 2015-01, bis: 2017-12",), set()),
        (("stelle: agentur, datum: 2015-01",), set()),
        (("stelle: agentur, datum: 2018-01",), set()),
        (("stelle: agentur",), set()),
        (("stelle: agentur, datum: 2015-01, bis: 2016-12", "stelle: agentur, datum: 2016-01"), set()),
        (("stelle: landkreis-musterland, datum: 2015-01, bis: 2016-12",), set()),
        ((), set()),
    ],
)
def test_m44_who_signs_for_the_agency_held_an_office_there_unless_the_data_exclude_it(
    offices: tuple[str, ...], expected: set[str]
) -> None:
    assert codes(office(*offices)) == expected


def test_m44_the_finding_says_who_where_and_when(tmp_path: Path) -> None:
    changes = office("stelle: agentur, datum: 2015-01, bis: 2016-12")
    lay_out_templates(tmp_path, {**changes, MUSTER: sealed()})
    found = dkbm("validate", "--hinweise", "--only", "D213", cwd=tmp_path)
    assert "p-tom-test vertritt die Agentur in »zv-2017« (unterzeichnet 16.10.2017)" in found.out
    assert f"{TOM}:" in found.out


@pytest.mark.parametrize(
    ("amt", "expected"),
    [
        ("datum: 2015-01, bis: 2018-12", "Projektleiter"),
        ("datum: 2015-01, bis: 2016-12", None),
        ("datum: 2015-01", "Projektleiter"),
        ("datum: 2017-10", "Projektleiter"),
        ("datum: 2017-11", None),
        ("bis: 2018-12", None),
    ],
)
def test_m44_before_and_after_the_signature_the_office_last_attested_by_then_counts(
    amt: str, expected: str | None
) -> None:
    changes = office(f"stelle: agentur, {amt}")
    dataset = datensatz({**changes, TOM: changes[TOM].replace("quelle: X02", "quelle: X03")})
    (eine,) = dataset.kommunen["landkreis-musterland"].vereinbarungen
    person, draft = dataset.personen["p-tom-test"], eine._replace(unterzeichnet=None)
    assert amt_zur_zeit(person, "agentur", eine, STICHTAG) == expected
    assert amt_zur_zeit(person, "agentur", draft, date(2017, 10, 16)) == expected, "the same on the day it is signed"


def test_m44_an_office_that_ended_is_none_for_a_draft() -> None:
    changes = office("stelle: agentur, datum: 2015-01, bis: 2023-12")
    dataset = datensatz({**changes, TOM: changes[TOM].replace("quelle: X02", "quelle: X03")})
    (eine,) = dataset.kommunen["landkreis-musterland"].vereinbarungen
    person, draft = dataset.personen["p-tom-test"], eine._replace(unterzeichnet=None)
    assert amt_zur_zeit(person, "agentur", draft, date(2023, 12, 31)) == "Projektleiter"
    assert amt_zur_zeit(person, "agentur", draft, date(2024, 1, 1)) is None
