"""Who in the agency looks after a Kommune: times of persons, with the day they end, and what lies between them."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from dkbm.datum import Datum
from dkbm.diagnostic import Place
from dkbm.model.kommune import Kommune
from dkbm.model.lage import lage_am
from dkbm.model.prozess import Prozess
from dkbm.model.quelle import Quelle
from dkbm.model.zeit import datierungen, has_happened

AGENTUR = "agentur"
"""The Stelle of the offices at the agency."""
BEGLEITET = ("im_modul", "zwischen", "im_prozess", "pausiert")
"""Where a Kommune stands that somebody should look after."""


class Zeit(NamedTuple):
    """A time in which a person was in charge: `wann` are the days on which it began or is attested.

    `bis` holds the last day, None where no source says that it ended. `vereinbarung` is the id of the agreement that
    attests it (its contact at the agency, on the day it was signed), None for an entry of `betreuung`.
    """

    person: str
    wann: Datum
    bis: Datum | None
    quellen: tuple[str, ...]
    place: Place
    datum: Datum | None = None
    vereinbarung: str | None = None
    bemerkung: str | None = None

    @property
    def first(self) -> date:
        """From which day on it is certain."""
        return self.wann.hi

    @property
    def last(self) -> date:
        """Until which day it is certain, the last of all where no source says that it ended."""
        return self.bis.lo if self.bis is not None else date.max


class Luecke(NamedTuple):
    """Days without anybody: from the first one to the last, None where it still lasts. `place` is the end before it."""

    von: date
    bis: date | None
    place: Place


def zeiten(kommune: Kommune, quellen: Mapping[str, Quelle]) -> tuple[Zeit, ...]:
    """Return the times that `betreuung` holds, in their order; one without a day is as old as its sources."""
    found = [
        Zeit(each.person, wann.wann, each.bis, each.quellen, each.place, each.datum, None, each.bemerkung)
        for each in kommune.betreuung
        for wann in datierungen(each.datum, each.quellen, takes_stand=True, quellen=quellen)[:1]
    ]
    return tuple(sorted(found, key=_order))


def laut_vereinbarung(kommune: Kommune, quellen: Mapping[str, Quelle]) -> tuple[Zeit, ...]:
    """Return what signed agreements attest: the contact at the agency on the day of the signature, in their order."""
    found = [
        Zeit(each.agentur.ansprechperson, wann.wann, None, each.quellen, each.place, each.unterzeichnet, each.id, None)
        for each in kommune.vereinbarungen
        if each.agentur.ansprechperson is not None and not each.geplant
        for wann in datierungen(each.unterzeichnet, each.quellen, takes_stand=False, quellen=quellen)[:1]
    ]
    return tuple(sorted(found, key=_order))


def _order(zeit: Zeit) -> tuple[date, date, str]:
    return zeit.wann.lo, zeit.wann.hi, str(zeit.place.route)


def zustaendig(kommune: Kommune, stichtag: date, quellen: Mapping[str, Quelle]) -> tuple[Zeit, ...]:
    """Return who is in charge on a day, as far as anything attests it.

    Those of `betreuung` whose time has begun and not ended. Only where nothing of it had begun by then, the contact
    of the latest agreement: whether that person still is, no source says.
    """
    begun = [each for each in zeiten(kommune, quellen) if has_happened(each.wann, stichtag)]
    standing = tuple(each for each in begun if not _is_over(each, stichtag))
    if standing or begun:
        return standing
    attested = [each for each in laut_vereinbarung(kommune, quellen) if has_happened(each.wann, stichtag)]
    return tuple(attested[-1:])


def gewissheit(zeit: Zeit, stichtag: date) -> str:
    """Say how sure it is on a day: `belegt` where sources cover it, else `fortgeschrieben`."""
    attested = not zeit.wann.spanne and zeit.wann.lo <= stichtag <= zeit.wann.hi
    return "belegt" if attested or (zeit.bis is not None and stichtag <= zeit.bis.lo) else "fortgeschrieben"


def _is_over(zeit: Zeit, stichtag: date) -> bool:
    return zeit.bis is not None and zeit.bis.hi < stichtag


def luecken(kommune: Kommune, stichtag: date, quellen: Mapping[str, Quelle]) -> Iterator[Luecke]:
    """Yield the days on which certainly nobody was in charge, between two times and after the last one."""
    known = [each for each in zeiten(kommune, quellen) if has_happened(each.wann, stichtag)]
    covered: date | None = None
    place: Place | None = None
    for each in known:
        if covered is not None and place is not None and covered < each.wann.lo - timedelta(days=1):
            yield Luecke(covered + timedelta(days=1), each.wann.lo - timedelta(days=1), place)
        end = each.bis.hi if each.bis is not None else date.max
        if covered is None or end >= covered:
            covered, place = end, each.place
    if covered is not None and place is not None and covered < stichtag:
        yield Luecke(covered + timedelta(days=1), None, place)


def is_begleitet(kommune: Kommune, stichtag: date, prozess: Prozess, quellen: Mapping[str, Quelle]) -> bool:
    """Say whether somebody should look after a Kommune: it is in the process, and the framework has not ended."""
    end = prozess.rahmen_bis
    if end is not None and end.hi < stichtag:
        return False
    return lage_am(kommune, stichtag, prozess, quellen).lage in BEGLEITET
