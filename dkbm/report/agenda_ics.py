"""The agenda as a calendar file (RFC 5545): a whole-day entry for every item that has a day and can be done."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID, uuid5

from dkbm.datum import DatumError, parse_datum
from dkbm.errors import DkbmError
from dkbm.german import datum_in_worten
from dkbm.text.characters import BLANK, judge, name_of, suspicious

if TYPE_CHECKING:
    from icalendar import Calendar, Event

    from dkbm.queries.agenda import Posten

PRODID = "-//dkbm//Agenda//DE"
"""What wrote it. It names no version: a new one must not change a calendar that says the same."""
_NAMENSRAUM = UUID("0b59d81e-60d8-436c-a0d1-783eca824271")
_OHNE_DATUM = datetime(1970, 1, 1, tzinfo=UTC)

Namen = Mapping[str, str]


class _Text(NamedTuple):
    """A value of type TEXT. The library's own reads a backslash before a capital N as the end of a line."""

    text: str

    def to_ical(self) -> bytes:
        escaped = self.text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
        return escaped.encode()


def as_ics(posten: Sequence["Posten"], name: str, namen: Namen | None = None, arten: Namen | None = None) -> bytes:
    """Return the calendar `name` with an entry for each item, as the bytes of a file.

    `namen` says what a Kommune or group (by id) is called, `arten` what a kind is. Items without a day and those that
    wait for something else are left out, and counted in the description of the calendar. The keys of the items must
    differ: each becomes the identity of its entry. The bytes depend on the arguments alone. Raises DkbmError where a
    text holds a line break, a control character or an invisible one.
    """
    from icalendar import Calendar  # noqa: PLC0415 -- a twentieth of a second

    calendar = Calendar()
    _put(calendar, VERSION="2.0", PRODID=PRODID, X_WR_CALNAME=_line(name))
    if words := _left_out(posten):
        _put(calendar, X_WR_CALDESC=words)
    dated = [(each.am, each) for each in posten if each.am is not None and not each.wartet_auf]
    for day, each in sorted(dated, key=lambda entry: (entry[0], entry[1].schluessel)):
        try:
            calendar.add_component(_entry(each, day, namen or {}, arten or {}))
        except DkbmError as error:
            raise DkbmError(error.message, f"In {each.place.file}: {error.hint}") from None
    content: bytes = calendar.to_ical(sorted=False)
    return content


def uid(schluessel: str) -> str:
    """Return the identity of the entry for an item: a UUID that stays when its day moves, and does not show the key."""
    return str(uuid5(_NAMENSRAUM, schluessel))


def _entry(posten: "Posten", day: date, namen: Namen, arten: Namen) -> "Event":
    from icalendar import Event  # noqa: PLC0415

    event, art = Event(), arten.get(posten.art, posten.art)
    _put(event, UID=uid(posten.schluessel))
    event.add("DTSTAMP", _stamp(posten.ab_datum))
    event.add("DTSTART", day)
    where = [namen.get(each, each) for each in (posten.kommune, posten.gruppe) if each]
    # who it is about stays on the screen: a calendar is passed on
    what = art if posten.person else posten.name
    _put(event, SUMMARY=": ".join(map(_line, (*where, what))), DESCRIPTION="\n".join(map(_line, _description(posten))))
    _put(event, CATEGORIES=_line(art), CLASS="PRIVATE", TRANSP="TRANSPARENT")
    return event


def _description(posten: "Posten") -> Iterator[str]:
    if posten.person:
        yield "Um wen es geht, sagt dkbm agenda."
        return
    since = _in_words(posten.ab_datum)
    if posten.ab:
        yield f"Gerechnet ab: {posten.ab}" + (f" ({since})" if since else "")
    if posten.abhilfe:
        yield f"Zu tun: {posten.abhilfe}"
    if posten.quellen:
        yield f"Quellen: {', '.join(posten.quellen)}"


def _left_out(posten: Sequence["Posten"]) -> str:
    """Say how many items the calendar does not show, and why."""
    waiting = sum(bool(each.wartet_auf) for each in posten)
    undated = sum(each.am is None and not each.wartet_auf for each in posten)
    parts = [f"{undated} ohne Tag"] * bool(undated) + [f"{waiting}, die auf anderes warten"] * bool(waiting)
    return f"Nicht im Kalender: {' und '.join(parts)}. Alles zeigt dkbm agenda." if parts else ""


def _stamp(ab_datum: str) -> datetime:
    """The day that an entry counts from, not that of writing it: what has not changed stays the same."""
    try:
        counted = parse_datum(ab_datum)
    except DatumError:
        return _OHNE_DATUM
    day = counted.lo if counted.hi == date.max else counted.hi
    return datetime.combine(day, time(), UTC)


def _in_words(ab_datum: str) -> str:
    try:
        return datum_in_worten(parse_datum(ab_datum).text)
    except DatumError:
        return ab_datum


def _put(component: "Calendar | Event", **values: str) -> None:
    for name, value in values.items():
        component[name.replace("_", "-")] = _Text(value)


def _line(text: str) -> str:
    """Return `text` as it is. Raises DkbmError for what could begin a line of its own or cannot be seen."""
    bad = [each for each in text if judge(each) not in {"", BLANK}] if suspicious(text) or "\n" in text else []
    if bad:
        shown = "".join(" " if each in bad else each for each in text)
        message = f"Für den Kalender steht ein Zeichen zu viel in »{shown}«: {name_of(bad[0])}."
        raise DkbmError(message, "Das Zeichen aus der Angabe löschen und noch einmal aufrufen.")
    return text
