"""What is due or will be, for all Kommunen and groups: derived from the dataset, nothing of it is stored."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from dkbm.dataset import Dataset
from dkbm.datum import Datum
from dkbm.german import slug, sort_key
from dkbm.model.kommune import Kommune
from dkbm.model.netzwerk import NETZWERK
from dkbm.queries.agenda_bestand import internes
from dkbm.queries.agenda_betreuung import betreuung
from dkbm.queries.agenda_freigaben import freigaben
from dkbm.queries.agenda_fristen import fristen
from dkbm.queries.agenda_gruppen import gruppenpflichten
from dkbm.queries.agenda_plaene import angekuendigtes
from dkbm.queries.agenda_posten import ARTEN, Frage, Fund, Posten, fall
from dkbm.queries.agenda_schritte import schritte
from dkbm.queries.agenda_vereinbart import befristetes
from dkbm.queries.agenda_wer import Auswahl

__all__ = ["ARTEN", "Agenda", "Auswahl", "Posten", "agenda", "quartalsende", "reihenfolge"]


class Agenda(NamedTuple):
    """The answer of `dkbm agenda`, `posten` in their order.

    `nicht_angemahnt` counts by name what nobody is asked for because the framework ended at `rahmenende` (or ends
    before it is due). `namen` are what Kommunen and groups are called, by id; persons by nothing but their id;
    `partner` are those of them that are none of the Kommunen.
    """

    stichtag: date
    bis: date
    posten: tuple[Posten, ...]
    nicht_angemahnt: tuple[tuple[str, int], ...]
    rahmenende: Datum | None
    namen: Mapping[str, str]
    partner: frozenset[str] = frozenset()


def agenda(dataset: Dataset, stichtag: date, bis: date, auswahl: Auswahl | None = None) -> Agenda:
    """Return what is due on `stichtag` or will be until `bis`, and what has no day.

    Duties that hang on the framework are left out once it has ended, and counted instead; what begins with that end
    is there. A blocked item, which waits for another, is never counted.
    """
    wanted = auswahl or Auswahl()
    end = dataset.prozess.rahmen_bis
    frage = Frage(dataset, stichtag, bis, dataset.prozess._replace(rahmen_bis=None))
    found = _told_apart([each for each in _alles(frage) if wanted.has(each.posten)], frage)
    silent = [each for each in found if _has_ended(each, end, stichtag)]
    counted = Counter(each.bezeichnung for each in silent if not each.posten.wartet_auf)
    namen = _namen(dataset)
    posten = [each.posten for each in found if not _has_ended(each, end, stichtag)]
    return Agenda(
        stichtag, bis, reihenfolge(posten, namen), tuple(counted.most_common()), end, namen, frozenset(dataset.partner)
    )


def reihenfolge(posten: Iterable[Posten], namen: Mapping[str, str]) -> tuple[Posten, ...]:
    """Return items in their order: what can be done before what waits, then by day, those without one last.

    What falls on the same day is in the order of the names (DIN 5007-1).
    """

    def key(each: Posten) -> tuple[object, ...]:
        ident = each.kommune or each.gruppe or each.person or ""
        return bool(each.wartet_auf), each.am is None, each.am or date.max, sort_key(namen.get(ident, ident)), *each[:2]

    return tuple(sorted(posten, key=key))


def quartalsende(stichtag: date) -> date:
    """Return the last day that is looked ahead to: the end of the quarter, in its last month that of the next one."""
    month = stichtag.month + 1
    quarter = (month - 1) // 3 + 1
    year, quarter = (stichtag.year + 1, 1) if quarter > 4 else (stichtag.year, quarter)
    if year > date.max.year:
        return date.max
    return date(year, quarter * 3, 31 if quarter in (1, 4) else 30)


def _alles(frage: Frage) -> Iterator[Fund]:
    for kommune in frage.dataset.kommunen.values():
        known = fall(frage, kommune)
        duties = tuple(fristen(known, frage))
        asked = (*duties, *angekuendigtes(known, frage, {each.posten.schluessel for each in duties}))
        yield from asked
        yield from schritte(known, frage, {each.posten.schluessel for each in asked})
        yield from befristetes(known, frage)
    for each in frage.dataset.kommunen_und_partner:
        yield from internes(each, frage)
        yield from betreuung(each, frage)
    yield from gruppenpflichten(frage)
    yield from freigaben(frage)


def _has_ended(fund: Fund, end: Datum | None, stichtag: date) -> bool:
    """Whether the framework it hangs on has ended, or will have when it falls due."""
    if not fund.im_rahmen or end is None:
        return False
    return stichtag > end.hi or (fund.posten.am is not None and fund.posten.am > end.hi)


def _told_apart(found: Sequence[Fund], frage: Frage) -> list[Fund]:
    """Give items whose key another one has, too, the date they count from, where that is the same what they are about.

    Only what says word for word the same is told apart by its place in the file. Whether another one has the key does
    not depend on how far is looked ahead, nor on the order of entry.
    """
    everything = [each.posten for each in _alles(frage._replace(bis=date.max))]
    keys = Counter(each.schluessel for each in everything)
    dated = Counter((each.schluessel, each.ab_datum) for each in everything)
    told = Counter((each.schluessel, each.ab_datum, _about(each)) for each in everything)

    def key(each: Posten) -> str:
        known, about = (each.schluessel, each.ab_datum), _about(each)
        where = "-".join(map(str, each.place.route)) if told[*known, about] > 1 else ""
        return "/".join(filter(None, (each.schluessel, each.ab_datum, about if dated[known] > 1 else "", where)))

    return [
        each._replace(posten=each.posten._replace(schluessel=key(each.posten)))
        if keys[each.posten.schluessel] > 1
        else each
        for each in found
    ]


def _about(posten: Posten) -> str:
    return slug(" ".join((posten.name, *posten.gegenstand, *posten.quellen)))


def _namen(dataset: Dataset) -> dict[str, str]:
    def called(kommune: Kommune) -> str:
        return kommune.offizieller_name

    names = {each.id: called(each) for each in (*dataset.partner.values(), *dataset.kommunen.values())}
    names |= {each.id: each.kennung for each in dataset.gruppen.values()}
    names |= {each: each for each in dataset.personen}
    return names | ({NETZWERK: dataset.netzwerk.name} if dataset.netzwerk else {})
