"""Who has which part in the network on a day: intervals of persons, read the same from either side."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from dkbm.datum import Datum
from dkbm.model.person import Aufgabe, Person
from dkbm.model.quelle import Quelle
from dkbm.model.zeit import Datierung, datierungen, has_happened

SPRECHEND = ("sprecheramt", "stellvertretung")
"""The offices of a group."""
MITGLIED = (*SPRECHEND, "mitglied")
"""The parts that make a person belong to a group."""
EINMALIG = ("mitkonzeption", "vortrag")
"""Parts that somebody had once: nobody would say that they go on."""


class Mitwirkung(NamedTuple):
    """A part that a person has in a group on a day.

    `gewissheit` is `belegt` within the time a source attests, else `fortgeschrieben`: no source says that it ended.
    `aufgabe` is the latest attestation by that day, `seit` the first of those that follow one another.
    `stelle` is for whom the person worked then, None where no source says; `inzwischen` is another Stelle that
    is attested for the person later, by that day: whether the part went along, no source says.
    `ausgeschieden` is the last day of the person at `stelle` where a source says that it has passed; `beendet` that of
    the part itself.
    """

    person: Person
    aufgabe: Aufgabe
    gewissheit: str
    seit: Aufgabe
    stelle: str | None
    inzwischen: str | None = None
    ausgeschieden: Datum | None = None
    beendet: Datum | None = None

    @property
    def goes_on(self) -> bool:
        """Whether it is a part that lasts until it ends."""
        return self.aufgabe.rolle not in EINMALIG

    @property
    def represents(self) -> bool:
        """Whether it makes `stelle` take part in the group: who belongs to it, and has not left since."""
        return (
            self.stelle is not None
            and self.aufgabe.rolle in MITGLIED
            and self.inzwischen is None
            and self.ausgeschieden is None
            and self.beendet is None
        )


def mitwirkungen(
    personen: Iterable[Person], stichtag: date, quellen: Mapping[str, Quelle], gruppe: str | None = None
) -> tuple[Mitwirkung, ...]:
    """Return the parts that persons have on `stichtag`, in `gruppe` or in all, by person; one for each group and role.

    A part has begun when its date has happened (without one, that of its source), and goes on until the last day of
    `bis` has passed; an end known to the year only has passed when that year has. A part that is attested after its
    end has begun anew.
    """
    return _parts(personen, stichtag, quellen, gruppe, ended=False)


def beendete(
    personen: Iterable[Person], stichtag: date, quellen: Mapping[str, Quelle], gruppe: str | None = None
) -> tuple[Mitwirkung, ...]:
    """Return the parts that persons had in `gruppe` or in all, and that have ended before `stichtag`."""
    return _parts(personen, stichtag, quellen, gruppe, ended=True)


def _parts(
    personen: Iterable[Person], stichtag: date, quellen: Mapping[str, Quelle], gruppe: str | None, *, ended: bool
) -> tuple[Mitwirkung, ...]:
    return tuple(
        found
        for person in personen
        for entries in _by_role(person, gruppe)
        if (found := _standing(person, entries, stichtag, quellen, ended=ended)) is not None
    )


def eindeutig(parts: Iterable[Mitwirkung]) -> tuple[Mitwirkung, ...]:
    """Leave out the `sprecheramt` of who deputises in the same group: the word may mean either office.

    Where both are attested for one time it means the other office, and both stay.
    """
    found = tuple(parts)
    deputies = {(each.person.id, each.aufgabe.gruppe) for each in found if each.aufgabe.rolle == "stellvertretung"}
    return tuple(
        each
        for each in found
        if each.aufgabe.rolle != "sprecheramt"
        or (each.person.id, each.aufgabe.gruppe) not in deputies
        or hat_beide_aemter(each.person, each.aufgabe.gruppe) is not None
    )


def hat_beide_aemter(person: Person, gruppe: str) -> tuple[Aufgabe, Aufgabe] | None:
    """Return where both offices of a group are attested for a person for one time; None where they never are."""
    own = [each for each in person.netzwerk if each.gruppe == gruppe]
    return next(
        (
            (first, second)
            for first in own
            for second in own
            if (first.rolle, second.rolle) == SPRECHEND and zugleich(first, second)
        ),
        None,
    )


def has_left(mitgliedschaft: Mitwirkung, amt: Mitwirkung) -> bool:
    """Say whether somebody left the group to which an office belongs, and not before taking up the office."""
    end, begin = mitgliedschaft.beendet, amt.seit.datum
    return end is not None and (begin is None or begin.lo <= end.hi)


def zugleich(first: Aufgabe, second: Aufgabe) -> bool:
    """Say whether two parts are surely attested for one time: for the same date, or one while the other lasts.

    A year, without an end, says only that somebody had the part some time in it.
    """
    if first.datum is None or second.datum is None:
        return False
    if (first.datum.lo, first.datum.hi) == (second.datum.lo, second.datum.hi):
        return True
    return _covers(first, second.datum) or _covers(second, first.datum)


def _covers(aufgabe: Aufgabe, datum: Datum) -> bool:
    """Whether a part surely lasts all of that time: from the end of its own date to the beginning of its end."""
    if aufgabe.datum is None or aufgabe.bis is None:
        return False
    return aufgabe.datum.hi <= datum.lo and datum.hi <= aufgabe.bis.lo


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
    person: Person, entries: list[Aufgabe], stichtag: date, quellen: Mapping[str, Quelle], *, ended: bool
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
    run = _unbroken(begun)
    end = _end(run)
    if not run or (end is not None and end.hi < stichtag) is not ended:
        return None
    later = [entry for entry in dated if not has_happened(entry.wann.wann, stichtag)]
    gewissheit = "belegt" if _is_attested(run, end, later, stichtag) else "fortgeschrieben"
    named = next((entry for entry in reversed(run) if entry.aufgabe.stelle is not None), run[-1])
    return Mitwirkung(
        person,
        run[-1].aufgabe,
        gewissheit,
        run[0].aufgabe,
        named.aufgabe.stelle,
        _moved_to(person, named, stichtag, quellen),
        _left(person, named, stichtag),
        end if ended else None,
    )


def _unbroken(begun: list[_Dated]) -> list[_Dated]:
    """The attestations since the last end after which another began."""
    for index in range(len(begun) - 1, 0, -1):
        end = _end(begun[:index])
        if end is not None and end.hi < begun[index].wann.wann.lo:
            return begun[index:]
    return begun


def _end(run: list[_Dated]) -> Datum | None:
    """When the part ended, as far as some attestation knows: also one that is not the latest, as for a whole time."""
    ends = [entry.aufgabe.bis for entry in run if entry.aufgabe.bis is not None]
    return max(ends, key=lambda end: (end.hi, end.lo), default=None)


def _is_attested(run: list[_Dated], end: Datum | None, later: list[_Dated], stichtag: date) -> bool:
    """Within what one source attests, before a known end, or between two attestations of the same."""
    if any(entry.wann.wann.lo <= stichtag <= entry.wann.wann.hi for entry in run):
        return True
    return stichtag <= end.lo if end is not None else bool(later)


def _moved_to(person: Person, entry: _Dated, stichtag: date, quellen: Mapping[str, Quelle]) -> str | None:
    """Another Stelle that is attested for the person after this part, by that day."""
    stelle = entry.aufgabe.stelle
    if stelle is None:
        return None
    known = [(each.datum, each.quellen, each.stelle) for each in person.aemter]
    known += [(each.datum, each.quellen, each.stelle) for each in person.netzwerk if each.stelle]
    attested = [
        (wann.wann, other)
        for datum, ids, other in known
        for wann in datierungen(datum, ids, takes_stand=True, quellen=quellen)
        if has_happened(wann.wann, stichtag)
    ]
    newest = max(attested, key=lambda found: (found[0].lo, found[0].hi), default=None)
    if newest is None or newest[1] == stelle or newest[0].lo <= entry.wann.wann.hi:
        return None
    return newest[1]


def _left(person: Person, entry: _Dated, stichtag: date) -> Datum | None:
    """The last day at the Stelle of a part, where every office there that is known has ended by a known day."""
    offices = [amt for amt in person.aemter if amt.stelle == entry.aufgabe.stelle]
    ends = [amt.bis for amt in offices if amt.bis is not None and amt.bis.hi < stichtag]
    last = max(ends, key=lambda end: end.hi, default=None)
    if last is None or len(ends) < len(offices) or last.hi < entry.wann.wann.lo:
        return None
    return last
