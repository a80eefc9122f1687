"""Which name a group had on a day, when sources attest several and nobody says from which day on."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from dkbm.datum import Datum
from dkbm.model.netzwerk import Gruppe, Gruppenname
from dkbm.model.quelle import Quelle
from dkbm.model.zeit import has_happened


def geltend(daten: Sequence[Datum | None], stichtag: date) -> int | None:
    """Return which of the names counts on a day, by the dates they are attested for; None where there is none.

    It is the latest that is attested by then, the first of those that are equally late. A name that is attested only
    „by“ a time counts from that time on. Where nothing is attested by then, the preferred name counts, the first.
    """
    if not daten:
        return None
    sure = [(datum.hi, -index) for index, datum in enumerate(daten) if datum and has_happened(datum, stichtag)]
    return -max(sure)[1] if sure else 0


def is_possible(datum: Datum | None, stichtag: date) -> bool:
    """Say whether a name may have been in use by a day: it is not certainly of a later time."""
    return datum is None or datum.lo <= stichtag


def belegt_zu(datum: Datum | None, ids: Iterable[str], quellen: Mapping[str, Quelle]) -> Datum | None:
    """Return for when a name is attested: without a date of its own, that of the oldest of its sources (`ids`).

    What is attested only „by“ a time was so at the latest when the first of its sources was written.
    """
    stands = [quelle.stand for ident in ids if (quelle := quellen.get(ident)) is not None and quelle.stand is not None]
    oldest = min(stands, key=lambda stand: (stand.hi, stand.lo), default=None)
    if datum is None or oldest is None:
        return datum or oldest
    return datum._replace(hi=min(datum.hi, oldest.hi)) if datum.lo == date.min else datum


class Namen(NamedTuple):
    """The name on a day (each attestation of it, in the order of the file), and others that may have been in use."""

    name: str
    belege: tuple[Gruppenname, ...]
    weitere: tuple[Gruppenname, ...]


def namen_am(gruppe: Gruppe, stichtag: date, quellen: Mapping[str, Quelle]) -> Namen:
    """Return the name of a group on a day with what attests it; its mark where it has no name."""
    dates = [belegt_zu(each.datum, each.quellen, quellen) for each in gruppe.namen]
    index = geltend(dates, stichtag)
    if index is None:
        return Namen(gruppe.kennung, (), ())
    name = gruppe.namen[index].name
    known = [each for each, datum in zip(gruppe.namen, dates, strict=True) if is_possible(datum, stichtag)]
    return Namen(
        name,
        tuple(each for each in known if each.name == name),
        tuple(each for each in known if each.name != name),
    )
