"""When the groups of the network met, from single meetings and from what is only counted for a year."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from dkbm.datum import Datum
from dkbm.model.gruppenname import belegt_zu
from dkbm.model.netzwerk import NETZWERK, Gruppe, Gruppenname, Netzwerk, Treffen
from dkbm.model.quelle import Quelle
from dkbm.model.zeit import NIRGENDWANN, has_happened


class Gehalten(NamedTuple):
    """A meeting of a group that is known by a day; `datum` is the time within which it was."""

    datum: Datum
    quellen: tuple[str, ...]
    erschlossen: bool = False


def als_gruppe(netzwerk: Netzwerk) -> Gruppe:
    """Return the network as if it were a group of the kind `netzwerk`, to be listed beside its groups."""
    namen = tuple(Gruppenname(each.text, each.quellen, each.place, each.datum) for each in netzwerk.entstehung)
    return Gruppe(NETZWERK, netzwerk.name, NETZWERK, netzwerk.place, namen, treffen=netzwerk.treffen)


def besteht(gruppe: Gruppe, stichtag: date, quellen: Mapping[str, Quelle]) -> bool:
    """Say whether a group is attested by `stichtag`: by a name, a meeting or a year; without any date it is."""
    named = (belegt_zu(each.datum, each.quellen, quellen) for each in gruppe.namen)
    dates = [*(each for each in named if each is not None), *(each.datum for each in gehaltene(gruppe, ()))]
    return not dates or any(has_happened(each, stichtag) for each in dates)


def zuerst_genannt(gruppe: Gruppe, stichtag: date) -> Gehalten | None:
    """Return when a source first names a group, by `stichtag`; None where no name has a date."""
    named = (
        Gehalten(each.datum, each.quellen)
        for each in gruppe.namen
        if each.datum is not None and has_happened(each.datum, stichtag)
    )
    return min(named, key=lambda each: (each.datum.hi, each.datum.lo), default=None)


def einzelne(gruppe: Gruppe, alle: Iterable[Gruppe]) -> tuple[Treffen, ...]:
    """Return the single meetings that a group held, also those held together with another of `alle`."""
    fremde = (each for other in alle if other.id != gruppe.id for each in other.treffen if gruppe.id in each.zugleich)
    return tuple(each for each in (*gruppe.treffen, *fremde) if _counts(each))


def gehaltene(gruppe: Gruppe, alle: Iterable[Gruppe]) -> tuple[Gehalten, ...]:
    """Return when the meetings of a group were: the single ones, and the years for which they are counted."""
    single = (each for each in einzelne(gruppe, alle) if each.datum is not None)
    counted = (each for each in gruppe.treffen_je_jahr if each.anzahl > 0)
    return (
        *(Gehalten(each.datum, each.quellen, each.erschlossen) for each in single if each.datum is not None),
        *(Gehalten(im_jahr(each.jahr, each.bis), each.quellen, each.erschlossen) for each in counted),
    )


def letztes_treffen(gruppe: Gruppe, alle: Iterable[Gruppe], stichtag: date) -> Gehalten | None:
    """Return the last meeting held by `stichtag`, None where no source names one."""
    held = (each for each in gehaltene(gruppe, alle) if has_happened(each.datum, stichtag))
    return max(held, key=lambda each: (each.datum.hi, each.datum.lo), default=None)


def naechstes_treffen(gruppe: Gruppe, alle: Iterable[Gruppe], stichtag: date) -> Treffen | None:
    """Return the next meeting that is announced and not over on `stichtag`, None without one."""
    own = (*gruppe.treffen, *(each for other in alle for each in other.treffen if gruppe.id in each.zugleich))
    planned = [(each.datum.hi, each) for each in own if each.geplant and each.datum and each.datum.hi >= stichtag]
    return min(planned, key=lambda entry: entry[0], default=(None, None))[1]


def _counts(treffen: Treffen) -> bool:
    """A meeting before the group was one, or one that is only announced, is none of its own."""
    return not treffen.geplant and treffen.art != "vorlaeufer"


def im_jahr(jahr: str, bis: Datum | None) -> Datum:
    """Return the time within which meetings were that a source counts for a year, or for its months up to `bis`."""
    if not jahr.isdecimal() or not date.min.year <= int(jahr) <= date.max.year:
        return NIRGENDWANN
    begin = date(int(jahr), 1, 1)
    end = bis.hi if bis is not None else date(int(jahr), 12, 31)
    return Datum(f"{jahr}-01..{bis.text}" if bis is not None else jahr, min(begin, end), end, spanne=True)
