"""The times of a person's parts in the network hold together: an end after its beginning, one part at a time."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from dkbm.dataset import Dataset
from dkbm.datum import Datum
from dkbm.diagnostic import Code, Diagnostic, Place, Related, Severity
from dkbm.german import datum_in_worten
from dkbm.model.mitwirkung import SPRECHEND
from dkbm.model.person import Aufgabe, Person
from dkbm.rules.registry import finding, rule

UEBERSCHNEIDUNG = Code("D605", "mitwirkung-ueberschneidet-sich", Severity.WARNUNG, "netzwerk")
VERKEHRT = Code("D606", "ende-vor-beginn", Severity.FEHLER, "netzwerk")
UEBERDAUERT = Code("D607", "amt-nach-austritt", Severity.WARNUNG, "netzwerk")


class _Zeit(NamedTuple):
    """A beginning and an end that are entered side by side; `at` is where the end stands."""

    datum: Datum | None
    bis: Datum | None
    at: Place


@rule(UEBERSCHNEIDUNG, VERKEHRT, UEBERDAUERT)
def check_times(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Yield what contradicts itself in the times of persons' parts, and of the years that groups are counted for."""
    for person in dataset.personen.values():
        wrong = [each for each in _times(person) if _is_reversed(each)]
        yield from (_reversed(each) for each in wrong)
        if not wrong:  # what overlaps cannot be told until then
            yield from _overlaps(person)
            yield from _outlasting(person)
    yield from (_reversed(each) for each in _years(dataset) if _is_reversed(each))


def _times(person: Person) -> Iterator[_Zeit]:
    for index, amt in enumerate(person.aemter):
        yield _Zeit(amt.datum, amt.bis, Place(person.place.file, ("aemter", index, "bis")))
    for aufgabe in person.netzwerk:
        yield _Zeit(aufgabe.datum, aufgabe.bis, _below(aufgabe.place, "bis"))


def _years(dataset: Dataset) -> Iterator[_Zeit]:
    for gruppe in dataset.gruppen.values():
        for each in gruppe.treffen_je_jahr:
            if each.bis is not None and each.jahr.isdecimal() and each.bis.hi.year < int(each.jahr):
                yield _Zeit(Datum(each.jahr, date.max, date.max), each.bis, _below(each.place, "bis"))


def _is_reversed(zeit: _Zeit) -> bool:
    return zeit.datum is not None and zeit.bis is not None and zeit.bis.hi < zeit.datum.lo


def _reversed(zeit: _Zeit) -> Diagnostic:
    begin, end = (datum_in_worten(each.text) for each in (zeit.datum, zeit.bis) if each is not None)
    message = f"Das Ende ({end}) liegt vor dem Beginn ({begin})."
    return finding(VERKEHRT, zeit.at, message, "Das falsche der beiden Daten an der Quelle berichtigen.")


def _overlaps(person: Person) -> Iterator[Diagnostic]:
    """A part that is entered again before the end that another entry gives it."""
    for first in person.netzwerk:
        for second in person.netzwerk:
            if (first.gruppe, first.rolle) == (second.gruppe, second.rolle) and _runs_into(first, second):
                yield _overlap(first, second)


def _runs_into(first: Aufgabe, second: Aufgabe) -> bool:
    """Whether the second surely begins after the first did and before it ended.

    Without an end an entry only attests that somebody had the part then, and so may any number of them.
    """
    begin, end, again = first.datum, first.bis, second.datum
    if begin is None or end is None or again is None or begin.spanne or again.spanne:
        return False
    if (begin.lo, begin.hi) == (again.lo, again.hi):
        return first.place.route < second.place.route and again.hi < end.lo
    return begin.lo <= again.lo and begin.hi <= again.hi < end.lo


def _overlap(first: Aufgabe, second: Aufgabe) -> Diagnostic:
    end = datum_in_worten(first.bis.text) if first.bis is not None else ""
    begin = datum_in_worten(second.datum.text) if second.datum is not None else ""
    message = f"Dieselbe Aufgabe ist hier ab {begin} eingetragen und oben schon bis {end}."
    help_text = "Aus beiden Einträgen einen machen oder das falsche Datum berichtigen."
    return finding(UEBERSCHNEIDUNG, second.place, message, help_text, (Related(first.place, "der andere Eintrag"),))


def _outlasting(person: Person) -> Iterator[Diagnostic]:
    for aufgabe in person.netzwerk:
        left = _left(person, aufgabe.gruppe) if aufgabe.rolle in SPRECHEND else None
        if left is not None and left.bis is not None and _lasts_beyond(aufgabe, left.bis):
            message = (
                f"Das Amt hat kein Ende, die Mitgliedschaft in der Gruppe endete {_am(left.bis)}."
                if aufgabe.bis is None
                else f"Das Amt endet nach der Mitgliedschaft in der Gruppe ({datum_in_worten(left.bis.text)})."
            )
            part = f"{aufgabe.gruppe} --person {person.id} --rolle {aufgabe.rolle}"
            help_text = f"Auch das Amt beenden: dkbm record austritt {part}"
            related = (Related(left.place, "Ende der Mitgliedschaft"),)
            yield finding(UEBERDAUERT, aufgabe.place, message, help_text, related)


def _left(person: Person, gruppe: str) -> Aufgabe | None:
    """The membership with which a person left a group for good; None without one, or if one of them is open."""
    own = [each for each in person.netzwerk if (each.gruppe, each.rolle) == (gruppe, "mitglied")]
    latest = max(own, key=lambda each: each.bis.hi if each.bis is not None else date.max, default=None)
    return latest if latest is not None and latest.bis is not None else None


def _lasts_beyond(amt: Aufgabe, end: Datum) -> bool:
    """An office without an end lasts on, also one that begins after the membership."""
    return amt.bis.lo > end.hi if amt.bis is not None else True


def _am(datum: Datum) -> str:
    words = datum_in_worten(datum.text)
    return f"am {words}" if datum.lo == datum.hi else f"im {words}" if len(datum.text) == len("2021-09") else words


def _below(place: Place, key: str) -> Place:
    return Place(place.file, (*place.route, key))
