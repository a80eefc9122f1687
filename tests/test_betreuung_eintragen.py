"""Entering who looks after a Kommune: the first one, a handover, an end, and what is refused."""

from pathlib import Path

import pytest

from dkbm.dataset import load
from tests.aufruf import dkbm
from tests.test_betreuung import KOMMUNE, answer, muster, text

AB = ("--datum", "2020-03-01", "--quelle", "X03", "--ja")


def entered(root: Path) -> list[dict]:  # type: ignore[type-arg]
    value: list[dict] = load({KOMMUNE: (root / KOMMUNE).read_bytes()}).dataset.documents[KOMMUNE].value["betreuung"]  # type: ignore[type-arg]
    return value


def record(root: Path, *arguments: str) -> tuple[int, str]:
    found = dkbm("record", "betreuung", "99001", *arguments, cwd=root)
    return found.status, found.out + found.err


def test_the_first_one_is_entered(tmp_path: Path) -> None:
    assert record(muster(tmp_path, ""), "--person", "p-nele-neu", *AB)[0] == 0
    assert entered(tmp_path) == [{"person": "p-nele-neu", "datum": "2020-03-01", "quelle": "X03"}]


@pytest.mark.parametrize(
    ("datum", "until"), [("2020-03-01", "2020-02-29"), ("2020-03", "2020-02"), ("2021", "2020"), ("2021-01", "2020-12")]
)
def test_a_handover_ends_the_other_one_the_day_before(datum: str, until: str, tmp_path: Path) -> None:
    root = muster(tmp_path, "betreuung:\n  - {person: p-tom-test, datum: 2018-01-15, quelle: X02}\n")
    before = (root / KOMMUNE).read_bytes()
    status, said = record(root, "--person", "p-nele-neu", "--datum", datum, "--quelle", "X03", "--dry-run")
    assert (status, (root / KOMMUNE).read_bytes()) == (0, before)
    assert "+  - {person: p-tom-test, datum: 2018-01-15, bis: " in said
    assert "+  - {person: p-nele-neu, datum: " in said
    assert record(root, "--person", "p-nele-neu", "--datum", datum, "--quelle", "X03", "--ja")[0] == 0
    assert [(each["person"], each.get("bis")) for each in entered(root)] == [
        ("p-tom-test", until),
        ("p-nele-neu", None),
    ]
    assert dkbm("validate", "--strict", cwd=root).status == 0


def test_an_end_is_entered_with_its_source(tmp_path: Path) -> None:
    root = muster(tmp_path)
    status, said = record(root, "--bis", "2023-12-31", "--quelle", "X01", "--ja")
    assert status == 0
    assert "Zuständigkeit bis 31.12.2023" in said
    assert entered(root)[1]["bis"] == "2023-12-31"
    assert entered(root)[1]["quelle"] == ["X03", "X01"]
    assert record(root, "--bis", "2023-12-31", "--quelle", "X01", "--ja")[0] == 2


def test_a_time_that_is_over_ends_nobody(tmp_path: Path) -> None:
    root = muster(tmp_path, "betreuung:\n  - {person: p-tom-test, datum: 2018-01-15, quelle: X02}\n")
    assert (
        record(root, "--person", "p-nele-neu", "--datum", "2017-11", "--bis", "2018-01-14", "--quelle", "X03", "--ja")[
            0
        ]
        == 0
    )
    assert [each.get("bis") for each in entered(root)] == [None, "2018-01-14"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--person", "p-nele-neu", *AB), "p-nele-neu ist schon als zuständig eingetragen."),
        (("--person", "p-nele-nau", *AB), "Meinten Sie »p-nele-neu«?"),
        (("--person", "p-tom-test", "--datum", "2019", "--quelle", "X03", "--ja"), "eine Übergabe läge davor"),
        (("--person", "p-tom-test", "--datum", "2021..2022", "--quelle", "X03", "--ja"), "braucht einen Tag"),
        (("--person", "p-tom-test", "--datum", "2025-01-01", "--quelle", "X03", "--ja"), "liegt nach dem 31.01.2024"),
        (("--bis", "2020..2021", "--quelle", "X03", "--ja"), "kein Zeitraum"),
        (("--person", "p-tom-test", "--bis", "2021", "--quelle", "X03", "--ja"), "Niemand ist ohne Ende"),
        (("--bis", "2019-01-01", "--quelle", "X03", "--ja"), "bevor sie beginnt"),
        (("--person", "p-tom-test"), "--datum"),
        (("--geplant", "--person", "p-tom-test", *AB), "--geplant und --ersetzt"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_written(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    root = muster(tmp_path)
    before = (root / KOMMUNE).read_bytes()
    status, shown = record(root, *arguments)
    assert status in (1, 2)
    assert said in shown
    assert (root / KOMMUNE).read_bytes() == before


def test_who_is_known_by_an_agreement_alone_must_be_entered_first(tmp_path: Path) -> None:
    status, said = record(muster(tmp_path, ""), "--bis", "2020-06-30", "--quelle", "X03", "--ja")
    assert status == 2
    assert "p-tom-test steht nur als Ansprechperson in »zv-2017«, nicht unter betreuung." in said
    assert "Erst eintragen: dkbm record betreuung … --person p-tom-test --datum … --bis … --quelle …" in said


def test_an_end_may_be_known_before_it_comes(tmp_path: Path) -> None:
    assert record(muster(tmp_path), "--bis", "2024-06-30", "--quelle", "X01", "--ja")[0] == 0
    assert entered(tmp_path)[1]["bis"] == "2024-06-30"


def test_who_has_no_office_at_the_agency_is_entered_and_that_is_said(tmp_path: Path) -> None:
    said = record(muster(tmp_path), "--person", "p-mara-muster", "--datum", "2021", "--quelle", "X03", "--ja")
    assert (said[0], "p-mara-muster hat nach den Daten kein Amt bei der Agentur." in said[1]) == (0, True)
    other = record(muster(tmp_path / "b"), "--person", "p-tom-test", "--datum", "2021", "--quelle", "X03", "--ja")
    assert (other[0], "kein Amt" in other[1]) == (0, False)


def test_who_began_some_time_in_a_span_is_named_as_perhaps(tmp_path: Path) -> None:
    span = "betreuung:\n  - {person: p-nele-neu, datum: 2018..2019, quelle: X02}\n"
    root = muster(tmp_path, span)
    found = answer(root, "99001", "--stichtag", "2019-01-01")
    assert [each["vereinbarung"] for each in found["zustaendig"]] == ["zv-2017"]
    assert [(each["person"], each["gewissheit"]) for each in found["vielleicht"]] == [("p-nele-neu", "vielleicht")]
    shown = text(root, "99001", "--stichtag", "2019-01-01")
    assert "Vielleicht schon Landkreis Musterland: Nele Neu (p-nele-neu), Beginn zwischen 2018 und 2019" in shown
    assert answer(root, "p-nele-neu", "--stichtag", "2019-01-01")["vielleicht"] != []
    assert [answer(root, "99001", "--stichtag", day)["vielleicht"] for day in ("2017-12-31", "2020-01-01")] == [[], []]
