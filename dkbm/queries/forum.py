"""The forum as threads: a contribution with all answers to it, those with the newest activity first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from dkbm.model.forum import ANFRAGE, Beitrag
from dkbm.queries.suche import Feld, suche

_TITEL, _SCHLAGWORT, _TEXT = 3.0, 2.0, 1.0
"""How much a word weighs by where it stands."""


class Zweig(NamedTuple):
    """A contribution in its thread; `tiefe` is 0 for the one that opens it, 1 for an answer to that one."""

    beitrag: Beitrag
    tiefe: int


class Faden(NamedTuple):
    """A thread in the order of reading: each contribution, then what answers it; the first opens the thread.

    Where the contribution that opens it is missing, or answers go round in a circle, the earliest one stands first.
    """

    zweige: tuple[Zweig, ...]

    @property
    def beitrag(self) -> Beitrag:
        """What opens the thread."""
        return self.zweige[0].beitrag

    @property
    def antworten(self) -> tuple[Beitrag, ...]:
        """Everything else."""
        return tuple(zweig.beitrag for zweig in self.zweige[1:])

    @property
    def letzter(self) -> Beitrag:
        """The newest contribution."""
        return max((zweig.beitrag for zweig in self.zweige), key=folge)

    @property
    def offen(self) -> bool:
        """Whether it asks for something and nobody has answered."""
        return self.beitrag.art == ANFRAGE and not self.antworten


class Auswahl(NamedTuple):
    """Which threads are wanted; None asks for nothing. `thema` is the id of a keyword."""

    art: str | None = None
    thema: str | None = None
    seit: date | None = None
    offen: bool = False


class Fund(NamedTuple):
    """A contribution in which the words of a search were found, with excerpts."""

    faden: Faden
    beitrag: Beitrag
    stellen: tuple[str, ...]


def faeden(beitraege: Iterable[Beitrag]) -> tuple[Faden, ...]:
    """Return all threads, those with the newest contribution first; every contribution stands in exactly one."""
    groups: dict[str, dict[str, Beitrag]] = {}
    for each in sorted(beitraege, key=folge):
        groups.setdefault(each.gruppe, {})[each.id] = each
    found = [Faden(tuple(zweige)) for group in groups.values() for zweige in _threads(group)]
    return tuple(sorted(found, key=lambda faden: folge(faden.letzter), reverse=True))


def _threads(group: Mapping[str, Beitrag]) -> Iterator[list[Zweig]]:
    answers: dict[str, list[Beitrag]] = {}
    for each in group.values():
        answers.setdefault(each.antwort_auf or "", []).append(each)
    seen: set[str] = set()
    for each in group.values():
        if each.id not in seen:
            yield _thread(_opening(each, group), answers, seen)


def _opening(beitrag: Beitrag, group: Mapping[str, Beitrag]) -> Beitrag:
    """What opens the thread of a contribution: the end of the way up, or the earliest of a circle it leads into."""
    trail = {beitrag.id: beitrag}
    while (above := group.get(beitrag.antwort_auf or "")) is not None:
        if above.id in trail:
            circle = list(trail.values())
            return min(circle[circle.index(above) :], key=folge)
        trail[above.id] = beitrag = above
    return beitrag


def _thread(first: Beitrag, answers: Mapping[str, Sequence[Beitrag]], seen: set[str]) -> list[Zweig]:
    found, waiting = [], [Zweig(first, 0)]
    while waiting:
        zweig = waiting.pop()
        if zweig.beitrag.id not in seen:
            seen.add(zweig.beitrag.id)
            found.append(zweig)
            waiting += [Zweig(each, zweig.tiefe + 1) for each in reversed(answers.get(zweig.beitrag.id, ()))]
    return found


def folge(beitrag: Beitrag) -> tuple[date, int, str, str]:
    """Return the key by which contributions stand in the order of time; on one day the numbered answers come last."""
    rest = beitrag.id[11:]
    return beitrag.datum.lo, int(rest) if rest.isascii() and rest.isdigit() else 0, beitrag.id, beitrag.gruppe


def gewaehlt(found: Iterable[Faden], auswahl: Auswahl) -> tuple[Faden, ...]:
    """Return the threads that meet everything asked for, in their order."""
    return tuple(faden for faden in found if _fits(faden, auswahl))


def _fits(faden: Faden, auswahl: Auswahl) -> bool:
    return (
        auswahl.art in (None, faden.beitrag.art)
        and (auswahl.thema is None or any(auswahl.thema in zweig.beitrag.schlagworte for zweig in faden.zweige))
        and (auswahl.seit is None or faden.letzter.datum.lo >= auswahl.seit)
        and (not auswahl.offen or faden.offen)
    )


def gesucht(found: Sequence[Faden], anfrage: str, themen: Mapping[str, str]) -> tuple[Fund, ...]:
    """Return the contributions that hold something of `anfrage`, best first; `themen` are keywords by id."""
    every = [(faden, zweig.beitrag) for faden in found for zweig in faden.zweige]
    return tuple(Fund(*every[hit.index], hit.stellen) for hit in suche(felder(found, themen), anfrage))


def felder(found: Sequence[Faden], themen: Mapping[str, str]) -> list[tuple[Feld, ...]]:
    """Return what is searched of each contribution of these threads, in their order."""
    return [_felder(faden, zweig.beitrag, themen) for faden in found for zweig in faden.zweige]


def _felder(faden: Faden, beitrag: Beitrag, themen: Mapping[str, str]) -> tuple[Feld, ...]:
    """What is searched of a contribution; the title of the thread belongs to the one that opens it."""
    titel = beitrag.titel or "" if beitrag == faden.beitrag else ""
    words = " · ".join(themen.get(each, each) for each in beitrag.schlagworte)
    return Feld(titel, _TITEL), Feld(beitrag.text, _TEXT), Feld(words, _SCHLAGWORT)
