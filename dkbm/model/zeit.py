"""When something happened: the days an event covers, taken from its own date or from its sources."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from dkbm.datum import Datum
from dkbm.model.quelle import Quelle


class Datierung(NamedTuple):
    """The days of an event as one source gives them.

    `aus_quelle` is true where the event has no date of its own and the source lends it; `nur_bis` then says that
    only the end is known: the event happened before the source was written.
    """

    wann: Datum
    quelle: str
    aus_quelle: bool = False
    nur_bis: bool = False


NIRGENDWANN = Datum("", date.min, date.max, spanne=True)
"""The days of something no source dates: it never counts as happened."""

NICHT_DATIERT = Datierung(NIRGENDWANN, "", aus_quelle=True, nur_bis=True)


def has_happened(wann: Datum, stichtag: date) -> bool:
    """Say whether something dated so has happened on `stichtag`; a bare year or month counts from its first day."""
    return wann.hi <= stichtag or (not wann.spanne and wann.lo <= stichtag)


def is_known(datum: Datum | None, ids: Iterable[str], quellen: Mapping[str, Quelle], stichtag: date) -> bool:
    """Say whether a statement speaks of a time up to a day; without a date it is as old as its oldest source (`ids`).

    A source without a time excludes nothing.
    """
    if datum is not None:
        return has_happened(datum, stichtag)
    stands = [quellen[ident].stand for ident in ids if ident in quellen]
    return not stands or any(stand is None or stand.lo <= stichtag for stand in stands)


def may_have_happened(wann: Datum, stichtag: date) -> bool:
    """Say whether `stichtag` lies inside a span at some time within which something happened."""
    return wann.spanne and wann.lo <= stichtag < wann.hi


def datierungen(
    datum: Datum | None, ids: tuple[str, ...], takes_stand: bool, quellen: Mapping[str, Quelle]
) -> tuple[Datierung, ...]:
    """Return when an event happened, once for its own date or once for each source that has to lend one.

    `takes_stand` tells an event that speaks of the time of its source from one that lies somewhere before its end.
    Sources nobody declared lend nothing: the result is then open at both ends and never counts as happened.
    """
    if datum is not None:
        first = ids[0] if ids else ""
        return (Datierung(_closed(datum, [quellen[key] for key in ids if key in quellen]), first),)
    lend = _stand if takes_stand else _before_stand
    return tuple(Datierung(lend(quellen.get(key)), key, True, not takes_stand) for key in ids or ("",))


def comes_after(younger: str, older: str, quellen: Mapping[str, Quelle]) -> bool:
    """Say whether `nach` (of nach …) leads from one source to the other; a circle says nothing."""
    return older in _predecessors(younger, quellen) and younger not in _predecessors(older, quellen)


def _predecessors(key: str, quellen: Mapping[str, Quelle]) -> set[str]:
    found: set[str] = set()
    quelle = quellen.get(key)
    while quelle is not None and quelle.nach is not None and quelle.nach not in found:
        found.add(quelle.nach)
        quelle = quellen.get(quelle.nach)
    return found


def _closed(datum: Datum, quellen: list[Quelle]) -> Datum:
    """End an open end where the first of its sources was read: what it reports had happened by then."""
    if not datum.spanne or datum.hi != date.max:
        return datum
    ends = [end for quelle in quellen if (end := _read_by(quelle)) is not None and end.hi >= datum.lo]
    if not ends:
        return datum
    end = min(ends, key=lambda found: found.hi)
    return datum._replace(text=f"{datum.text}{_end_of(end)}", hi=end.hi)


def _read_by(quelle: Quelle) -> Datum | None:
    if quelle.abgerufen is not None:
        return quelle.abgerufen
    return quelle.stand if quelle.stand is not None and quelle.stand.hi != date.max else None


def _stand(quelle: Quelle | None) -> Datum:
    """The time a source speaks of; without one, some time before it was read."""
    if quelle is None or quelle.stand is None:
        return _before_stand(quelle)
    return _closed(quelle.stand, [quelle])


def _before_stand(quelle: Quelle | None) -> Datum:
    """Some time before the end of the time a source speaks of."""
    if quelle is None or (stand := quelle.stand or quelle.abgerufen) is None:
        return NIRGENDWANN
    end = _end_of(stand := _closed(stand, [quelle]))
    return Datum(f"..{end}" if end else "", date.min, stand.hi, spanne=True)


def _end_of(datum: Datum) -> str:
    return datum.text.rpartition("..")[2]
