"""Find examples and material by Eckpunkt, Kommune, theme and words; what is asked for is asked for together."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from dkbm.dataset import Dataset
from dkbm.errors import NameUnresolvedError
from dkbm.german import aufzaehlung, fold
from dkbm.model.beispiel import ARTEN, Eckpunkt
from dkbm.queries.suche import suche
from dkbm.queries.vorschlag import vorschlag
from dkbm.queries.werke import Werk, aus_leitgedanken, ist_spaeter, suchfelder, themenfelder, werke


class Wahl(NamedTuple):
    """What is wanted; what is None is not asked for. `kommune` is an id."""

    arten: tuple[str, ...] = ("beispiel",)
    eckpunkt: int | None = None
    kommune: str | None = None
    thema: str | None = None
    suche: str | None = None


class Treffer(NamedTuple):
    """Something found, with the lines that fit a search, best first."""

    werk: Werk
    stellen: tuple[str, ...] = ()
    punkte: float | None = None


class Ergebnis(NamedTuple):
    """What was found, ranked where words were searched for, else in the order of `werke`.

    `weitere` counts what fits but for its kind, `spaeter` what fits and appeared after the day. `meinten` is the query
    as it may have been meant, where it found nothing. `eckpunkt` is the one that was asked for.
    """

    treffer: tuple[Treffer, ...]
    weitere: Mapping[str, int]
    meinten: str | None = None
    spaeter: Mapping[str, int] = {}
    eckpunkt: Eckpunkt | None = None


def finde(dataset: Dataset, wahl: Wahl, stichtag: date) -> Ergebnis:
    """Return what fits all of `wahl` on a day. Raises NameUnresolvedError for an Eckpunkt that there is not."""
    eckpunkt = _eckpunkt(dataset, wahl.eckpunkt) if wahl.eckpunkt is not None else None
    alle = werke(dataset)
    passend = _thematisch(dataset, [each for each in alle if _steht_dafuer(each, wahl)], wahl.thema)
    alles = _gesucht(dataset, passend, wahl.suche, stichtag)
    gefunden = [each for each in alles if not ist_spaeter(each.werk, stichtag)]
    weitere = _gezaehlt(each for each in gefunden if each.werk.art not in wahl.arten)
    spaeter = _gezaehlt(each for each in alles if each.werk.art in wahl.arten and ist_spaeter(each.werk, stichtag))
    treffer = tuple(each for each in gefunden if each.werk.art in wahl.arten)
    typed = wahl.suche or wahl.thema
    meinten = None
    if typed and not alles:
        meinten = vorschlag([suchfelder(each, dataset, stichtag) for each in alle], typed)
    return Ergebnis(treffer, weitere, meinten, spaeter, eckpunkt)


def _gezaehlt(found: Iterable[Treffer]) -> dict[str, int]:
    counts = Counter(each.werk.art for each in found)
    return {art: counts[art] for art in ARTEN if counts[art]}


def _eckpunkt(dataset: Dataset, nummer: int) -> Eckpunkt:
    known = {each.nummer: each for each in (dataset.eckpunkte.eckpunkte if dataset.eckpunkte else ())}
    if nummer not in known:
        there = f"Es gibt die Eckpunkte {aufzaehlung(map(str, known))}." if known else "Der Datensatz nennt keine."
        raise NameUnresolvedError(f"Einen Eckpunkt {nummer} gibt es nicht.", there)
    return known[nummer]


def _steht_dafuer(werk: Werk, wahl: Wahl) -> bool:
    return wahl.eckpunkt in (None, *werk.eckpunkte) and wahl.kommune in (None, werk.kommune)


def schlagworte_zu(wort: str, themen: Mapping[str, str]) -> tuple[str, ...]:
    """Return the keywords that `wort` is the id or the name of, in any spelling."""
    return tuple(key for key, name in themen.items() if fold(wort) in (fold(key), fold(name)))


def _thematisch(dataset: Dataset, alle: Sequence[Werk], thema: str | None) -> list[Werk]:
    """What bears the keyword; for a word that is none, what has it in its title, keywords or Eckpunkt."""
    if thema is None:
        return list(alle)
    if keys := set(schlagworte_zu(thema, dataset.themen)):
        return [each for each in alle if keys & set(each.schlagworte)]
    found = {each.index for each in suche([themenfelder(each, dataset) for each in alle], thema)}
    return [each for index, each in enumerate(alle) if index in found]


def _gesucht(dataset: Dataset, alle: Sequence[Werk], words: str | None, stichtag: date) -> list[Treffer]:
    if words is None:
        return [Treffer(each) for each in alle]
    found = suche([suchfelder(each, dataset, stichtag) for each in alle], words)
    return [
        Treffer(werk := alle[each.index], _eigene_zuerst(each.stellen, werk, dataset), each.punkte) for each in found
    ]


def _eigene_zuerst(stellen: tuple[str, ...], werk: Werk, dataset: Dataset) -> tuple[str, ...]:
    """The excerpts of what it says itself before those of the Leitgedanken of its Eckpunkte."""
    return tuple(sorted(stellen, key=lambda stelle: aus_leitgedanken(stelle, werk, dataset)))
