"""Who has which part in the network on a day: intervals of persons, read the same from either side."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from dkbm.model.person import Aufgabe, Person
from dkbm.model.quelle import Quelle
from dkbm.model.zeit import Datierung, datierungen, has_happened

SPRECHEND = ("sprecheramt", "stellvertretung")
"""The offices of a group."""
MITGLIED = (*SPRECHEND, "mitglied")
"""The parts that make a person belong to a group."""


class Mitwirkung(NamedTuple):
    """A part that a person has in a group on a day.

    `gewissheit` is `belegt` within the time a source attests, else `fortgeschrieben`: no source says that it ended.
    `aufgabe` is the latest attestation by that day, `seit` the first of those that follow one another.
    `stelle` is for whom the person worked then, None where no source says; `inzwischen` is another Stelle that
    is attested for the person later, by that day: whether the part went along, no source says.
    """

    person: Person
    aufgabe: Aufgabe
    gewissheit: str
    seit: Aufgabe
    stelle: str | None
    inzwischen: str | None = None


def mitwirkungen(
    personen: Iterable[Person], stichtag: date, quellen: Mapping[str, Quelle], gruppe: str | None = None
) -> tuple[Mitwirkung, ...]:
    """Return the parts that persons have on `stichtag`, in `gruppe` or in all, by person; one for each group and role.

    A part has begun when its date has happened (without one, that of its source), and goes on until the last day of
    `bis` has passed; an end known to the year only has passed when that year has.
    """
    return tuple(
        found
        for person in personen
        for entries in _by_role(person, gruppe)
        if (found := _standing(person, entries, stichtag, quellen)) is not None
    )


def _by_role(person: Person, gruppe: str | None) -> Iterator[list[Aufgabe]]:
    roles: dict[tuple[str, str], list[Aufgabe]] = {}
    for each in person.netzwerk:
        if gruppe in (None, each.gruppe):
            roles.setdefault((each.gruppe, each.rolle), []).append(each)
    yield from roles.values()


class _Dated(NamedTuple):
    """An attestation with the days it covers."""

    wann: Datierung
    aufgabe: Aufgabe


def _standing(
    person: Person, entries: list[Aufgabe], stichtag: date, quellen: Mapping[str, Quelle]
) -> Mitwirkung | None:
    dated = sorted(
        (
            _Dated(wann, each)
            for each in entries
            for wann in datierungen(each.datum, each.quellen, takes_stand=True, quellen=quellen)
        ),
        key=lambda entry: (entry.wann.wann.lo, entry.wann.wann.hi),
    )
    begun = [entry for entry in dated if has_happened(entry.wann.wann, stichtag)]
    if not begun or _has_ended(begun[-1].aufgabe, stichtag):
        return None
    run = _unbroken(begun)
    gewissheit = "belegt" if _is_attested(run, dated[len(begun) :], stichtag) else "fortgeschrieben"
    latest = run[-1].aufgabe
    return Mitwirkung(
        person, latest, gewissheit, run[0].aufgabe, latest.stelle, _moved_to(person, run[-1], stichtag, quellen)
    )


def _has_ended(aufgabe: Aufgabe, stichtag: date) -> bool:
    return aufgabe.bis is not None and aufgabe.bis.hi < stichtag


def _unbroken(begun: list[_Dated]) -> list[_Dated]:
    """The attestations since the last one that ended before another began."""
    for index in range(len(begun) - 2, -1, -1):
        end = begun[index].aufgabe.bis
        if end is not None and end.hi < begun[index + 1].wann.wann.lo:
            return begun[index + 1 :]
    return begun


def _is_attested(run: list[_Dated], later: list[_Dated], stichtag: date) -> bool:
    """Within what one source attests, before a known end, or between two attestations of the same."""
    within = any(entry.wann.wann.lo <= stichtag <= entry.wann.wann.hi for entry in run)
    end = run[-1].aufgabe.bis
    return within or (stichtag <= end.lo if end is not None else bool(later))


def _moved_to(person: Person, entry: _Dated, stichtag: date, quellen: Mapping[str, Quelle]) -> str | None:
    """Another Stelle that is attested for the person after this part, by that day."""
    stelle = entry.aufgabe.stelle
    if stelle is None:
        return None
    offices = [
        (wann.wann, amt)
        for amt in person.aemter
        for wann in datierungen(amt.datum, amt.quellen, takes_stand=True, quellen=quellen)
        if has_happened(wann.wann, stichtag)
    ]
    newest = max(offices, key=lambda office: (office[0].lo, office[0].hi), default=None)
    if newest is None or newest[1].stelle == stelle or newest[0].lo <= entry.wann.wann.hi:
        return None
    return newest[1].stelle
