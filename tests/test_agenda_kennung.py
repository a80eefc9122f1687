"""What an item of the agenda is known by, through all changes of the file, and how it is said (M 36, M 62)."""

import json
from pathlib import Path

import pytest

from dkbm.queries.agenda import Auswahl
from tests.agendafaelle import as_json, dateien, frage, probe
from tests.aufruf import dkbm, lay_out
from tests.test_agenda_arten import PLAN as GEPLANT
from tests.test_agenda_arten import VEREINBART as DAUER
from tests.test_agenda_erledigt import BEGINN_1, BEGINN_4, GESPRAECH, PLAN, ROOT, verlauf

FREIGABE = """\
name: Tom Test
freigabe:
"""
ZUSAGE = (
    "  - {{zweck: Kontaktseite, felder: {felder}, rechtsgrundlage: einwilligung, datum: {datum}, bis: {bis}, "
    "nachweis: A 1, erteilt_von: Person}}\n"
)
ENDET = ZUSAGE.format(felder="[name]", datum="2029-01-01", bis="2030-06-30")


def freigaben(*entries: str, stichtag: str = "2030-06-01", bis: str = "2030-06-30") -> dict[str, str]:
    """The approvals that are asked for, by their keys."""
    changes = dateien("bemerkung: nichts\n", p_tom_test=FREIGABE + "".join(entries))
    return {each.schluessel: each.name for each in frage(changes, stichtag, bis, Auswahl(arten=("freigabe",))).posten}


@pytest.mark.parametrize(
    ("second", "listed"),
    [
        (ZUSAGE.format(felder="[name]", datum="2030-05-02", bis="2032-06-30"), False),
        (ZUSAGE.format(felder="[name]", datum="2030-05-02", bis="2032-06-30").replace(", bis: 2032-06-30", ""), False),
        (ZUSAGE.format(felder="[name, aemter]", datum="2030-05-02", bis="2032-06-30"), False),
        (ZUSAGE.format(felder="[aemter]", datum="2030-05-02", bis="2032-06-30"), True),
        (ZUSAGE.format(felder="[name]", datum="2030-05-02", bis="2032-06-30").replace("Kontaktseite", "Rundbrief"),
         True),
        (ZUSAGE.format(felder="[name]", datum="2029-05-02", bis="2030-03-31"), True),
        (ZUSAGE.format(felder="[name]", datum="2030-05-02", bis="2032-06-30, widerruf: 2030-05-20"), True),
        (ZUSAGE.format(felder="[name]", datum="2030-06-15", bis="2032-06-30"), True),  # given only after that day
    ],
)  # fmt: skip
def test_a_renewed_approval_is_not_asked_for_again(second: str, listed: bool) -> None:
    key = "freigabe/p-tom-test/kontaktseite-name-2029-01-01"
    assert (key in freigaben(ENDET, second)) is listed


def test_an_approval_keeps_its_key_whatever_stands_before_it() -> None:
    other = ZUSAGE.format(felder="[aemter]", datum="2028-01-01", bis="2030-06-30")
    keys = [set(freigaben(*entries)) for entries in ((ENDET,), (other, ENDET), (ENDET, other))]
    assert keys[0] < keys[1]
    assert keys[1] == keys[2]


ZIELE = GEPLANT.partition("      - ")[0]
ZEILE = "      - {teilziel: Ein Bericht liegt vor, zeitplan: 2030-06}\n"


def test_a_row_of_a_plan_keeps_its_key_whatever_stands_before_it() -> None:
    first = "      - {teilziel: Ein Kreis tagt, zeitplan: 2030-05}\n"
    keys = [
        {
            key
            for key, each in probe(ZIELE + rows + verlauf(BEGINN_4), "2030-06-01").items()
            if each.art == "umsetzungsplan"
        }
        for rows in (ZEILE, first + ZEILE)
    ]
    assert keys[0] == {"umsetzungsplan/zv-2030-ein-bericht-liegt-vor"}
    assert keys[0] < keys[1]


def test_no_plan_takes_over_the_key_of_another() -> None:
    """A calendar would show the second one as a moved first one."""
    first, second = PLAN, PLAN.replace("2030-09-15", "2030-11-20")
    done = "{ereignis: gremium, gremium: Schulausschuss, datum: 2030-09-15, quelle: X01}"

    def keys(*events: str) -> dict[str, str]:
        return {key: str(each.am) for key, each in probe(verlauf(*events), "2030-10-01").items() if each.art == "plan"}

    alone, both, left = keys(first), keys(first, second), keys(first, second, done)
    assert list(alone) == ["plan/gremium-schulausschuss"]
    assert set(both.values()) == {"2030-09-15", "2030-11-20"}
    assert not alone.keys() & both.keys()
    assert left == {key: day for key, day in both.items() if day == "2030-11-20"}


def test_a_plan_says_which_gremium_and_its_command_says_so_too() -> None:
    (posten,) = [each for each in probe(verlauf(PLAN), "2030-09-01").values() if each.art == "plan"]
    assert posten.name.endswith(": Schulausschuss")
    assert " --gremium Schulausschuss --datum … --quelle …" in posten.abhilfe


# --- how it is said ---


def test_what_is_over_is_told_as_over() -> None:
    names = [
        probe(DAUER + verlauf(BEGINN_1, GESPRAECH), day)["vereinbarung/zv-2030"].name
        for day in ("2030-08-20", "2030-08-21")
    ]
    assert [each.rpartition("Modul 1 ")[2] for each in names] == ["läuft aus", "ist ausgelaufen"]


def test_the_screen_names_a_person_and_the_calendar_does_not(tmp_path: Path) -> None:
    root = lay_out(tmp_path, dateien("bemerkung: nichts\n", p_tom_test=FREIGABE + ENDET))
    arguments = ("agenda", "--art", "freigabe")
    shown = dkbm(*arguments, cwd=root, heute="2030-06-01").out
    assert "30.06.2030       Tom Test: Freigabe erneuern: Kontaktseite" in shown
    calendar = dkbm(*arguments, "--format", "ics", cwd=root, heute="2030-06-01").out
    assert "BEGIN:VEVENT" in calendar
    assert not any(word in calendar.casefold() for word in ("tom", "p-tom-test"))


@pytest.mark.parametrize(
    ("stichtag", "kommunen"), [("2018-03-15", {"landkreis-nienburg-weser"}), ("2017-10-15", set())]
)
def test_m62_the_agenda_of_a_person_is_of_those_they_look_after(stichtag: str, kommunen: set[str]) -> None:
    found = as_json("--person", "p-til-farke", "--stichtag", stichtag, "--alle")["posten"]
    assert {each["kommune"] for each in found if each["kommune"]} == kommunen
    answer = dkbm("betreuung", "p-til-farke", "--stichtag", stichtag, "--format", "json", cwd=ROOT)
    assert {each["kommune"] for each in json.loads(answer.out)["zustaendig"]} == kommunen
    shown = dkbm("agenda", "--person", "p-til-farke", "--stichtag", stichtag, cwd=ROOT).out
    assert ("keine Betreuung" in shown) is not bool(kommunen)


def test_status_says_that_nobody_is_reminded_after_the_end_of_the_framework() -> None:
    said = "Der Rahmen endete im Januar 2024; die Agenda mahnt daraus nichts mehr an."
    shown = [dkbm("status", "Harburg", "--stichtag", day, cwd=ROOT).out for day in ("2024-01-31", "2024-02-01")]
    assert [said in each for each in shown] == [False, True]


def test_no_meeting_takes_over_the_key_of_another() -> None:
    group = "kennung: AG 1\nart: arbeitsgruppe\nnamen:\n  - {name: Muster-Management, datum: 2017..2021, quelle: X02}\n"
    one = "  - {name: Frühjahrstreffen, datum: 2030-05-08, geplant: true, quelle: X01}\n"
    two = one.replace("2030-05-08", "2031-05-07")

    def keys(*meetings: str) -> dict[str, str]:
        changes = dateien("bemerkung: nichts\n", ag_1=f"{group}treffen:\n{''.join(meetings)}")
        wanted = Auswahl(gruppen=frozenset({"ag-1"}), arten=("treffen",))
        found = frage(changes, "2030-06-01", auswahl=wanted).posten
        return {each.schluessel: str(each.am) for each in found if each.ab == "angekündigt"}

    held = one.replace("geplant: true, ", "")
    assert keys(one) == {"treffen/ag-1/fruehjahrstreffen": "2030-05-08"}
    both = keys(one, two)
    assert set(both.values()) == {"2030-05-08", "2031-05-07"}
    assert keys(two, one) == both
    assert keys(held, two) == {"treffen/ag-1/fruehjahrstreffen/2031-05-07": "2031-05-07"}
