"""Who in the agency looks after which Kommune: on a day, before, handed over, and read the same from both sides."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dkbm.dataset import load
from dkbm.queries.betreuung import betreuung, von_kommune, von_person
from tests import aufruf
from tests.aufruf import dkbm, lay_out
from tests.muster import musterland

ROOT = Path(__file__).parent.parent
KOMMUNE = "data/kommunen/landkreis-musterland.yaml"
STADT = "data/kommunen/stadt-musterland.yaml"
NELE = """# yaml-language-server: $schema=../../../../../schemas/person.schema.json
name: Nele Neu
aemter:
  - {amt: transfermanagement, bezeichnung: Transfermanagerin, stelle: agentur, datum: 2019-01-01, quelle: X02}
"""
ZWEI = """betreuung:
  - {person: p-tom-test, datum: 2018-01-15, bis: 2020-02, quelle: X02}
  - {person: p-nele-neu, datum: 2020-03, quelle: X03, bemerkung: nach der Elternzeit}
"""


def files(more: str, stadt: str = "") -> dict[str, str]:
    """Musterland whose two Kommunen say this of who looks after them."""
    found = {KOMMUNE: musterland()[KOMMUNE].decode() + more, "data/personen/p-nele-neu.yaml": NELE}
    return {**found, STADT: musterland()[STADT].decode() + stadt} if stadt else found


def muster(folder: Path, more: str = ZWEI, stadt: str = "") -> Path:
    return lay_out(folder, dict(files(more, stadt)))


def answer(root: Path, *arguments: str, heute: str = "2024-01-31") -> dict[str, Any]:
    value: dict[str, Any] = aufruf.as_json("betreuung", "betreuung", *arguments, cwd=root, heute=heute)
    return value


def text(root: Path, *arguments: str, heute: str = "2024-01-31") -> str:
    found = dkbm("betreuung", *arguments, cwd=root, heute=heute)
    assert found.status == 0, found.err
    assert all(len(line) <= 80 for line in found.out.splitlines())
    return " ".join(found.out.split())


@pytest.mark.parametrize(
    ("stichtag", "expected"),
    [
        ("2017-10-15", []),
        ("2017-10-16", [("p-tom-test", "zv-2017", "belegt")]),
        ("2018-01-14", [("p-tom-test", "zv-2017", "fortgeschrieben")]),
        ("2018-01-15", [("p-tom-test", None, "belegt")]),
        ("2019-06-01", [("p-tom-test", None, "belegt")]),
        # the end is known to the month: until its last day
        ("2020-02-29", [("p-tom-test", None, "fortgeschrieben")]),
        ("2020-03-01", [("p-nele-neu", None, "belegt")]),
        ("2024-01-31", [("p-nele-neu", None, "fortgeschrieben")]),
    ],
)
def test_m62_who_is_in_charge_on_a_day(stichtag: str, expected: list[tuple[str, ...]], tmp_path: Path) -> None:
    found = answer(muster(tmp_path), "99001", "--stichtag", stichtag)["zustaendig"]
    assert [(each["person"], each["vereinbarung"], each["gewissheit"]) for each in found] == expected


def test_an_end_without_a_successor_leaves_nobody(tmp_path: Path) -> None:
    root = muster(tmp_path, "betreuung:\n  - {person: p-tom-test, datum: 2018-01-15, bis: 2020-06-30, quelle: X02}\n")
    assert answer(root, "99001", "--stichtag", "2020-07-01")["zustaendig"] == []
    assert answer(root, "99001")["luecken"] == [{"kommune": "landkreis-musterland", "von": "2020-07-01", "bis": None}]
    assert "Landkreis Musterland, seit 01.07.2020" in text(root)
    # after the framework nobody has to be in charge
    over = answer(root, "--stichtag", "2024-02-01")
    assert (over["luecken"], over["ohne"], over["rahmen_bis"]) == ([], [], "2024-01")


def test_handovers_stand_in_the_order_of_time(tmp_path: Path) -> None:
    stadt = "betreuung:\n  - {person: p-nele-neu, datum: 2019-01-01, bis: 2019-05-31, quelle: X02}\n"
    stadt += "  - {person: p-tom-test, datum: 2019-06-01, quelle: X02}\n"
    lines = dkbm("betreuung", cwd=muster(tmp_path / "schirm", stadt=stadt)).out.splitlines()
    assert [line for line in lines if "→" in line] == [
        "  01.06.2019  Stadt Musterland: Nele Neu → Dr. Tom Test · X02",
        "  März 2020   Landkreis Musterland: Dr. Tom Test → Nele Neu · X03",
    ]
    found = answer(muster(tmp_path, stadt=stadt))["uebergaben"]
    assert [(each["kommune"], each["von"], each["an"], each["datum"]) for each in found] == [
        ("stadt-musterland", "p-nele-neu", "p-tom-test", "2019-06-01"),
        ("landkreis-musterland", "p-tom-test", "p-nele-neu", "2020-03"),
    ]
    assert answer(tmp_path, "--stichtag", "2019-05-31")["uebergaben"] == []


def test_the_screen_of_a_kommune_a_person_and_all(tmp_path: Path) -> None:
    root = muster(tmp_path)
    kommune = text(root, "lk musterland")
    assert "Nele Neu (p-nele-neu), seit März 2020; seither fortgeschrieben · X03 – nach der Elternzeit" in kommune
    assert "Davor Dr. Tom Test (p-tom-test), laut »zv-2017«, 16.10.2017 · X02" in kommune
    assert "Dr. Tom Test (p-tom-test), 15.01.2018 bis Februar 2020 · X02" in kommune
    assert "März 2020 Landkreis Musterland: Dr. Tom Test → Nele Neu · X03" in kommune
    person = text(root, "neu")
    assert person.startswith("Zuständigkeit in der Agentur · Nele Neu · am 31.01.2024 Nele Neu (p-nele-neu) Landkreis")
    assert "Für keine Kommune an diesem Tag zuständig." in text(root, "p-tom-test")
    assert "Begleitet, und nicht belegt, wer zuständig ist: 1 Stadt Musterland" in text(root)


@pytest.mark.parametrize(("name", "status"), [("niemand", 4), ("musterland", 4), ("p-gibt-es-nicht", 4)])
def test_an_unknown_name_is_refused(name: str, status: int, tmp_path: Path) -> None:
    found = dkbm("betreuung", name, cwd=muster(tmp_path))
    assert (found.status, found.out) == (status, "")


def test_only_what_an_agreement_attests_is_known_of_the_real_dataset() -> None:
    """Q04 names the contact of one Kommune; nothing else is attested, and nothing is stored twice."""
    found = answer(ROOT, heute="2026-11-22")
    assert [(each["kommune"], each["person"], each["vereinbarung"]) for each in found["zustaendig"]] == [
        ("landkreis-nienburg-weser", "p-til-farke", "zv-2017")
    ]
    assert found["zustaendig"][0]["gewissheit"] == "fortgeschrieben"
    assert found["ohne"] == []
    assert len(answer(ROOT, "--stichtag", "2023-06-01", heute="2026-11-22")["ohne"]) > 20
    assert answer(ROOT, "--stichtag", "2017-10-15", heute="2026-11-22")["zustaendig"] == []


TAGE = st.dates(date(2017, 1, 1), date(2021, 12, 31))


@st.composite
def zeiten(draw: st.DrawFn) -> str:
    """Times of two persons, in any order, with gaps and overlaps."""
    lines = []
    for _ in range(draw(st.integers(0, 5))):
        person = draw(st.sampled_from(["p-tom-test", "p-nele-neu"]))
        start, length = draw(TAGE), draw(st.none() | st.integers(0, 400))
        end = f", bis: {start + timedelta(days=length)}" if length is not None else ""
        lines.append(f"  - {{person: {person}, datum: {start}{end}, quelle: X02}}\n")
    return f"betreuung:\n{''.join(lines)}" if lines else ""


@given(zeiten(), zeiten(), TAGE)
def test_m62_both_sides_agree_on_every_day(one: str, other: str, day: date) -> None:
    dataset = load(musterland(dict(files(one, other)))).dataset
    whole = {(each.kommune.id, each.zeit.person) for each in betreuung(dataset, day).zustaendig}
    by_person = {
        (each.kommune.id, person.id)
        for person in dataset.personen.values()
        for each in von_person(dataset, person, day).zustaendig
    }
    by_kommune = {
        (kommune.id, each.zeit.person)
        for kommune in dataset.kommunen.values()
        for each in von_kommune(dataset, kommune, day).zustaendig
    }
    assert whole == by_person == by_kommune


@given(zeiten(), TAGE)
def test_a_day_in_a_gap_has_nobody(more: str, day: date) -> None:
    dataset = load(musterland(dict(files(more)))).dataset
    found = betreuung(dataset, day)
    for kommune, gap in found.luecken:
        for inside in (gap.von, gap.bis or day):
            then = betreuung(dataset, inside)
            assert kommune.id not in {each.kommune.id for each in then.zustaendig if each.zeit.vereinbarung is None}


# --- the status of a Kommune ---


def test_status_names_who_is_in_charge_among_the_contacts(tmp_path: Path) -> None:
    root = muster(tmp_path)
    shown = " ".join(dkbm("status", "99001", cwd=root).out.split())
    assert "Transferagentur: Nele Neu, Transfermanagerin (Stand März 2020) · X03" in shown
    assert "Tom Test" not in shown.partition("Nächster Schritt")[0], "the contact of the agreement is superseded"
    before = " ".join(dkbm("status", "99001", "--stichtag", "2017-12-01", cwd=root).out.split())
    assert "Transferagentur: Tom Test, Projektleiter (Stand 16.10.2017)" in before


# --- rules beyond their pages ---


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        (ZWEI, set()),
        ("betreuung:\n  - {person: p-tom-test, datum: \"2018\", quelle: X02}\n"
         "  - {person: p-nele-neu, datum: \"2018\", quelle: X02}\n", {"D630"}),
        # the old one until March, the new one from March: no day is certainly shared
        ("betreuung:\n  - {person: p-tom-test, datum: \"2018\", bis: 2020-03, quelle: X02}\n"
         "  - {person: p-nele-neu, datum: 2020-03, quelle: X02}\n", set()),
        ("betreuung:\n  - {person: p-nele-neu, quelle: X02}\n  - {person: p-tom-test, quelle: X02}\n", {"D630"}),
        ("betreuung:\n  - {person: p-nele-neu, datum: \"2015\", bis: \"2018\", quelle: X02}\n"
         "  - {person: p-tom-test, datum: \"2019\", quelle: X02}\n", {"D633"}),
        ("betreuung:\n  - {person: p-tom-test, datum: \"2018\", bis: \"2019\", quelle: X02}\n"
         "  - {person: p-nele-neu, datum: 2020-01-02, quelle: X02}\n", {"D634"}),
    ],
)  # fmt: skip
def test_which_findings_who_is_in_charge_gives(more: str, codes: set[str], tmp_path: Path) -> None:
    found = dkbm("validate", "--hinweise", "--format", "json", cwd=muster(tmp_path, more))
    listed = json.loads(found.out)
    findings = listed["findings"] if isinstance(listed, dict) else listed
    assert {each["code"] for each in findings if each["code"].startswith("D63")} == codes
