"""On which keywords a Kommune works, as its agreements, their Umsetzungspläne and its events attest it."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from dkbm.dataset import Dataset
from dkbm.datum import Datum
from dkbm.diagnostic import Place
from dkbm.model.kommune import Ereignis, Kommune, Vereinbarung
from dkbm.model.zeit import NIRGENDWANN, datierungen, has_happened
from dkbm.queries.suchanfrage import lies_anfrage
from dkbm.queries.suche import Feld, suche

VEREINBARUNG, EREIGNIS, UMSETZUNGSPLAN = "vereinbarung", "ereignis", "umsetzungsplan"


class Arbeit(NamedTuple):
    """That a Kommune works on a keyword: in which words, where it stands (`worin`), when (None: no date), and sources.

    `geplant` marks what is only intended.
    """

    schlagwort: str
    text: str
    worin: str
    quellen: tuple[str, ...]
    place: Place
    datum: Datum | None = None
    modul: int | None = None
    geplant: bool = False


def arbeiten(kommune: Kommune, dataset: Dataset) -> Iterator[Arbeit]:
    """Give all that is entered of the themes of a Kommune, statement by statement, keyword by keyword."""
    parts: tuple[Vereinbarung | Ereignis, ...] = (*kommune.vereinbarungen, *kommune.verlauf)
    for part in parts:
        datum = part.unterzeichnet if isinstance(part, Vereinbarung) else part.datum
        yield from _themen(part, datum)
        yield from _plan(part, datum, dataset)


def is_attested(arbeit: Arbeit, stichtag: date, dataset: Dataset, heute: date = date.max) -> bool:
    """Say whether that was certainly so by `stichtag`; what has no date is as old as its source.

    What no source dates at all was so by the day it is asked for (`heute`), on no earlier one.
    """
    found = datierungen(arbeit.datum, arbeit.quellen, takes_stand=True, quellen=dataset.quellen)
    if is_undated(arbeit, dataset):
        return stichtag >= heute
    return any(has_happened(each.wann, stichtag) for each in found)


def is_undated(arbeit: Arbeit, dataset: Dataset) -> bool:
    """Say whether no source tells when: neither a date of its own nor the time of a source."""
    found = datierungen(arbeit.datum, arbeit.quellen, takes_stand=True, quellen=dataset.quellen)
    return all(each.wann == NIRGENDWANN for each in found)


def _themen(part: Vereinbarung | Ereignis, datum: Datum | None) -> Iterator[Arbeit]:
    worin = VEREINBARUNG if isinstance(part, Vereinbarung) else EREIGNIS
    for thema in part.themen:
        for key in thema.schlagworte:
            yield Arbeit(key, thema.text, worin, part.quellen, part.place, datum, part.modul, part.geplant)


def _plan(part: Vereinbarung | Ereignis, datum: Datum | None, dataset: Dataset) -> Iterator[Arbeit]:
    """The lines of an Umsetzungsplan have no keywords: those count whose name stands in the Teilziel."""
    for zeile in part.umsetzungsplan if isinstance(part, Vereinbarung) else ():
        for key, name in dataset.themen.items():
            if speaks_of(zeile.teilziel, name):
                yield Arbeit(
                    key, zeile.teilziel, UMSETZUNGSPLAN, part.quellen, zeile.place, datum, part.modul, part.geplant
                )


def speaks_of(text: str, name: str) -> bool:
    """Say whether every word of the name of a keyword stands in the text."""
    words = [gruppe[0].form for gruppe in lies_anfrage(name).gesucht]
    return bool(words) and all(suche([[Feld("", 1), Feld(text, 1)]], word) for word in words)
