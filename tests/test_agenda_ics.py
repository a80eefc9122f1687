"""The agenda as a calendar: what another program reads in it, that nothing breaks out, and always the same bytes."""

import os
import re
import subprocess
import sys
from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event
from icalendar import Calendar as Kalender

from dkbm.diagnostic import Place
from dkbm.errors import DkbmError
from dkbm.queries.agenda import Posten
from dkbm.report.agenda_ics import as_ics, uid
from tests.feindlich import TEXTE
from tests.vorgang import ROOT

GESPRAECH = Posten(
    schluessel="reflexionsgespraech/landkreis-musterland/4",
    art="reflexionsgespraech",
    name="Reflexionsgespräch führen",
    kommune="landkreis-musterland",
    gruppe=None,
    person=None,
    am=date(2024, 4, 2),
    ueberfaellig=False,
    ab="letztes Reflexionsgespräch",
    ab_datum="2023-03-29",
    wartet_auf=(),
    abhilfe="dkbm record landkreis-musterland reflexionsgespraech",
    quellen=("X01", "X02"),
    place=Place("data/kommunen/landkreis-musterland.yaml"),
)
TREFFEN = GESPRAECH._replace(
    schluessel="treffen/nord", art="treffen", name="Treffen einladen", kommune=None, gruppe="nord", am=date(2024, 3, 1)
)
AMT = TREFFEN._replace(schluessel="amt/nord/p-mustermann-erika", art="amt", person="p-mustermann-erika")
NAMEN = {"landkreis-musterland": "Landkreis Musterland", "nord": "AG Nord"}
ARTEN = {"amt": "Amt endet"}

GANZ = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//dkbm//Agenda//DE
X-WR-CALNAME:Agenda Musterland
BEGIN:VEVENT
UID:{uid}
DTSTAMP:20230329T000000Z
DTSTART;VALUE=DATE:20240402
SUMMARY:Landkreis Musterland: Reflexionsgespräch führen
DESCRIPTION:Gerechnet ab: letztes Reflexionsgespräch (29.03.2023)\\nZu tun
 : dkbm record landkreis-musterland reflexionsgespraech\\nQuellen: X01\\, X02
CATEGORIES:reflexionsgespraech
CLASS:PRIVATE
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
"""


def feed(*posten: Posten) -> bytes:
    return as_ics(posten, "Agenda Musterland", NAMEN, ARTEN)


def read(content: bytes) -> Calendar:
    """What a program that shares no code with the one that writes makes of the bytes."""
    return IcsCalendarStream.calendar_from_ics(content.decode())


def described(event: Event) -> tuple[str | None, str | None, list[str]]:
    return event.summary, event.description, event.categories


def test_m36_an_item_is_a_whole_day_entry() -> None:
    expected = GANZ.format(uid=uid(GESPRAECH.schluessel)).replace("\n", "\r\n")
    assert feed(GESPRAECH).decode() == expected


def test_m36_another_program_finds_all_of_it() -> None:
    first, second = read(feed(GESPRAECH, TREFFEN)).events
    assert [first.start, second.start] == [date(2024, 3, 1), date(2024, 4, 2)]
    assert second.end - second.start == timedelta(days=1)
    assert described(second) == (
        "Landkreis Musterland: Reflexionsgespräch führen",
        "Gerechnet ab: letztes Reflexionsgespräch (29.03.2023)\n"
        "Zu tun: dkbm record landkreis-musterland reflexionsgespraech\nQuellen: X01, X02",
        ["reflexionsgespraech"],
    )
    assert (first.summary, first.uid) == ("AG Nord: Treffen einladen", uid("treffen/nord"))


def test_m36_moving_a_deadline_keeps_its_uid() -> None:
    moved = GESPRAECH._replace(am=date(2025, 1, 2), ab_datum="2024-01-02", ueberfaellig=True, abhilfe="", quellen=())
    (before,), (after,) = (read(feed(each)).events for each in (GESPRAECH, moved))
    assert before.uid == after.uid
    assert before.start != after.start
    assert before.dtstamp < after.dtstamp


def test_m36_no_two_items_share_a_uid_and_none_shows_its_key() -> None:
    keys = [f"{art}/{kommune}/{modul}" for art in "abc" for kommune in ("x", "y") for modul in range(20)]
    found = {uid(key) for key in keys}
    assert len(found) == len(keys)
    assert all(str(UUID(each)) == each for each in found)


STEMPEL = [
    ("2023-03-29", "20230329T000000Z", "a day"),
    ("2022-02..2024-01", "20240131T000000Z", "the last day it may have been"),
    ("2023-12..", "20231201T000000Z", "the first, where the end is open"),
    ("", "19700101T000000Z", "nothing it counts from"),
    ("demnächst", "19700101T000000Z", "no date"),
]


@pytest.mark.parametrize(("ab_datum", "stamp", "why"), STEMPEL, ids=[row[2] for row in STEMPEL])
def test_m36_the_stamp_is_a_day_of_the_data_and_not_the_time_of_writing(ab_datum: str, stamp: str, why: str) -> None:
    assert f"DTSTAMP:{stamp}\r\n".encode() in feed(GESPRAECH._replace(ab_datum=ab_datum)), why


PROGRAMM = """
import sys
from tests.test_agenda_ics import AMT, GESPRAECH, TREFFEN, feed
sys.stdout.buffer.write(feed(GESPRAECH, TREFFEN, AMT, TREFFEN._replace(am=None)))
"""


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "0"},
        {"PYTHONHASHSEED": "4711"},
        {"TZ": "Pacific/Kiritimati"},
        {"LC_ALL": "C", "LANGUAGE": "en"},
        {"PYTHONUTF8": "0", "LC_ALL": "C"},
    ],
    ids=str,
)
def test_m36_two_exports_are_byte_identical(environment: dict[str, str]) -> None:
    here = feed(GESPRAECH, TREFFEN, AMT, TREFFEN._replace(am=None))
    command = [sys.executable, "-c", PROGRAMM]
    there = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, check=True).stdout
    assert there == here


def test_m36_the_order_of_the_items_does_not_matter() -> None:
    assert feed(GESPRAECH, TREFFEN, AMT) == feed(AMT, GESPRAECH, TREFFEN)


def test_m36_what_has_no_day_or_waits_is_left_out_and_counted() -> None:
    undated, waiting = TREFFEN._replace(am=None), AMT._replace(wartet_auf=("Zielvereinbarung",))
    content = feed(GESPRAECH, undated, undated._replace(schluessel="x"), waiting, waiting._replace(am=None))
    assert [each.uid for each in read(content).events] == [uid(GESPRAECH.schluessel)]
    unfolded = content.decode().replace("\r\n ", "")
    said = "Nicht im Kalender: 2 ohne Tag und 2\\, die auf anderes warten. Alles zeigt dkbm agenda."
    assert f"X-WR-CALDESC:{said}\r\n" in unfolded


def test_m36_a_calendar_without_entries_can_still_be_read() -> None:
    content = feed()
    assert b"VEVENT" not in content
    assert read(content).events == []


def test_m36_the_calendar_names_no_person() -> None:
    """It is passed on: who it is about stays on the screen."""
    said = AMT._replace(name="Amt von Erika Mustermann endet", ab="Frau Mustermann", abhilfe="an p-mustermann-erika")
    content = feed(said)
    assert b"mustermann" not in content.lower()
    assert described(read(content).events[0]) == (
        "AG Nord: Amt endet",
        "Um wen es geht, sagt dkbm agenda.",
        ["Amt endet"],
    )


def test_m36_every_entry_is_private_and_leaves_its_day_free() -> None:
    content = feed(GESPRAECH, TREFFEN, AMT)
    assert content.count(b"\r\nCLASS:PRIVATE\r\n") == content.count(b"\r\nTRANSP:TRANSPARENT\r\n") == 3


def test_s70_hostile_texts_are_read_back_exactly() -> None:
    posten = [
        GESPRAECH._replace(schluessel=str(number), kommune=None, name=text, ab=text, abhilfe=text, art=text)
        for number, text in enumerate(TEXTE)
    ]
    content = as_ics(posten, TEXTE[0])
    expected = {
        uid(str(number)): (text, f"Gerechnet ab: {text} (29.03.2023)\nZu tun: {text}\nQuellen: X01, X02")
        for number, text in enumerate(TEXTE)
    }
    other, own = read(content), Kalender.from_ical(content)
    assert {each.uid: (each.summary, each.description) for each in other.events} == expected
    assert {
        str(each["UID"]): (str(each["SUMMARY"]), str(each["DESCRIPTION"])) for each in own.walk("VEVENT")
    } == expected
    assert content.count(b"BEGIN:") == len(TEXTE) + 1


MASKIERT = [
    ("a;b", "a\\;b"),
    ("a,b", "a\\,b"),
    ("a\\b", "a\\\\b"),
    ("\\n", "\\\\n"),
    ("C:\\Nord", "C:\\\\Nord"),
    ("a\\;b", "a\\\\\\;b"),
    ("x:y", "x:y"),
    ('x"y', 'x"y'),
    ("^n", "^n"),
    ("BEGIN:VEVENT", "BEGIN:VEVENT"),
]


@pytest.mark.parametrize(("text", "written"), MASKIERT, ids=[row[0] for row in MASKIERT])
def test_s70_what_means_something_to_the_format_is_escaped(text: str, written: str) -> None:
    content = feed(GESPRAECH._replace(name=text, kommune=None, art=text))
    assert {f"SUMMARY:{written}".encode(), f"CATEGORIES:{written}".encode()} <= set(content.split(b"\r\n"))
    assert read(content).events[0].summary == text
    # the other reader takes a comma in a category for the end of it, escaped or not
    assert Kalender.from_ical(content).events[0].categories == [text]


STEUERND = {
    "line feed": "\n",
    "carriage return": "\r",
    "both": "\r\n",
    "next line": "\x85",
    "line separator": "\u2028",
    "NUL": "\0",
    "tabulator": "\t",
    "escape": "\x1b",
    "vertical tabulator": "\x0b",
    "other direction": "\u202e",
    "nothing to be seen": "\u200b",
    "half a pair": "\ud83d",
}
FELDER = ("name", "ab", "abhilfe", "art", "kommune", "gruppe", "quellen")


@pytest.mark.parametrize("character", STEUERND.values(), ids=STEUERND)
@pytest.mark.parametrize("field", FELDER)
def test_s70_what_could_begin_a_line_is_refused(field: str, character: str) -> None:
    text = f"x{character}ATTENDEE:mailto:x@beispiel.example"
    value: Any = (text,) if field == "quellen" else text
    with pytest.raises(DkbmError, match=r"Für den Kalender steht ein Zeichen zu viel in ».*x +ATTENDEE") as refused:
        feed(GESPRAECH._replace(**{field: value}))
    assert refused.value.status == 2
    assert refused.value.message.isprintable()


def test_s70_the_file_with_such_a_text_is_named() -> None:
    with pytest.raises(DkbmError) as refused:
        feed(TREFFEN, GESPRAECH._replace(name="x\ny"))
    assert refused.value.hint.startswith("In data/kommunen/landkreis-musterland.yaml: ")


@pytest.mark.parametrize("character", STEUERND.values(), ids=STEUERND)
def test_s70_names_from_the_caller_are_looked_at_as_well(character: str) -> None:
    with pytest.raises(DkbmError):
        as_ics([], f"x{character}y")
    with pytest.raises(DkbmError):
        as_ics([GESPRAECH], "x", {"landkreis-musterland": f"x{character}y"})
    with pytest.raises(DkbmError):
        as_ics([GESPRAECH], "x", {}, {"reflexionsgespraech": f"x{character}y"})


TEXT = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=400)


@given(TEXT)
def test_s70_no_line_is_longer_than_75_octets_and_no_character_is_cut(text: str) -> None:
    try:
        content = feed(GESPRAECH._replace(name=text, abhilfe=text))
    except DkbmError:  # letters of which nothing is to be seen
        return
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        assert line.decode().isprintable() or not text.isprintable()
    assert read(content).events[0].summary == f"Landkreis Musterland: {text}"


def test_s70_every_line_is_a_property_or_goes_on_with_one() -> None:
    lines = feed(*(GESPRAECH._replace(schluessel=str(number), name=text) for number, text in enumerate(TEXTE[:300])))
    names = {match[1] for line in lines.decode().split("\r\n")[:-1] if (match := re.match(r"([A-Z-]+)[:;]", line))}
    assert names == {
        *("BEGIN", "END", "VERSION", "PRODID", "X-WR-CALNAME", "UID", "DTSTAMP", "DTSTART"),
        *("SUMMARY", "DESCRIPTION", "CATEGORIES", "CLASS", "TRANSP"),
    }
    starts = [line[:1] for line in lines.decode().split("\r\n")[:-1]]
    assert all(start == " " or start.isupper() for start in starts)


def test_m36_entries_are_in_the_order_of_their_days() -> None:
    days = [date(2024, 5, 1), date(2024, 1, 2), date(2024, 5, 1), date(2023, 12, 1)]
    events = read(feed(*(TREFFEN._replace(schluessel=str(number), am=day) for number, day in enumerate(days)))).events
    assert all(earlier.start <= later.start for earlier, later in pairwise(events))
