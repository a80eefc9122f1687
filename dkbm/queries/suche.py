"""Ranked German full-text search over texts in memory: no index on disk, no server, the same order everywhere.

A word is found in all its endings and spellings (`Übergang`, `UEBERGAENGE`), with less weight as a part of a longer
one (`Monitoring` in `Bildungsmonitoring`) and as its beginning. How rare a word is counts, how often it stands in a
document, in which field, and how long the document is (BM25).
"""

from collections.abc import Callable, Iterator, Sequence
from math import log
from typing import NamedTuple

from dkbm.german import sort_key
from dkbm.queries.ausschnitt import Stelle, ausschnitte
from dkbm.queries.suchanfrage import Gruppe, lies_anfrage
from dkbm.queries.wortstamm import Wort, woerter

_SAETTIGUNG, _LAENGE = 1.2, 0.6
_GANZ, _ENDE, _ANFANG, _INNEN = 1.0, 0.5, 0.35, 0.25
_TEIL, _STAMMTEIL, _REST = 4, 5, 3
"""Shorter words are no part of a longer one; a stem that is not its end needs a letter more.

So many letters of the longer word must be left over, but for what was typed as its beginning.
"""


class Feld(NamedTuple):
    """A text of a document with its weight; the first field of a document is its title."""

    text: str
    gewicht: float


class Fundstelle(NamedTuple):
    """A document that was found, by its `index`; `stellen` are excerpts of a line, best first."""

    index: int  # type: ignore[assignment]  # tuples have a method of this name
    punkte: float
    stellen: tuple[str, ...]


class _Dokument(NamedTuple):
    """A document cut into words, field by field."""

    nummer: int
    felder: tuple[tuple[Feld, tuple[Wort, ...]], ...]
    laenge: int


Treffer = Callable[[tuple[Wort, ...]], Iterator[tuple[int, int, float]]]
"""From the words of a field to each place where a group is found: first word, last word, how well it fits."""


def suche(dokumente: Sequence[Sequence[Feld]], anfrage: str) -> tuple[Fundstelle, ...]:
    """Return the documents that hold something of `anfrage`, ranked: those that hold all of it first.

    Equal ones stand by their title (DIN 5007-1), so that the order does not depend on that of `dokumente`.
    Quotes hold words together, `-wort` leaves out what holds this word in any ending. A query that only leaves out
    finds all the rest; an empty one finds nothing.
    """
    gelesen = lies_anfrage(anfrage)
    alle = [_zerlegt(index, felder) for index, felder in enumerate(dokumente)]
    bleibende = [each for each in alle if not any(_enthaelt(each, gruppe) for gruppe in gelesen.ohne)]
    if not gelesen.gesucht:
        rest = [Fundstelle(each.nummer, 0.0, ()) for each in bleibende if gelesen.ohne]
        return tuple(sorted(rest, key=lambda each: _titel(dokumente[each.index])))
    treffer = [treffer_von(gruppe) for gruppe in gelesen.gesucht]
    gewertet = _gewertet(alle, treffer)

    def rang(found: Fundstelle) -> tuple[int, float, object]:
        teile = sum(1 for punkte in gewertet[found.index] if punkte)
        return -teile, -found.punkte, _titel(dokumente[found.index])

    found = (_fundstelle(each, gewertet[each.nummer], treffer) for each in bleibende if any(gewertet[each.nummer]))
    return tuple(sorted(found, key=rang))


def _zerlegt(index: int, felder: Sequence[Feld]) -> _Dokument:
    cut = tuple((feld, woerter(feld.text)) for feld in felder)
    return _Dokument(index, cut, sum(len(found) for _, found in cut))


def _enthaelt(dokument: _Dokument, gruppe: Gruppe) -> bool:
    """Whether these words stand in it as whole words, one after another."""
    return any(guete == _GANZ for _, found in dokument.felder for _, _, guete in treffer_von(gruppe)(found))


def _titel(felder: Sequence[Feld]) -> tuple[object, ...]:
    """The order of equal ones: by title, then by all they hold."""
    return sort_key(felder[0].text if felder else ""), tuple(felder)


def treffer_von(gruppe: Gruppe) -> Treffer:
    """Return what finds a group in the words of a field; each word is compared only once."""
    known: list[dict[str, float]] = [{} for _ in gruppe]
    laenge = len(gruppe)

    def guete(stelle: int, wort: Wort) -> float:
        found = known[stelle].get(wort.form)
        if found is None:
            found = known[stelle][wort.form] = guete_von(gruppe[stelle], wort, ganz=laenge > 1)
        return found

    def find(found: tuple[Wort, ...]) -> Iterator[tuple[int, int, float]]:
        for start in range(len(found) - laenge + 1):
            fit = guete(0, found[start])
            if fit and all(guete(offset, found[start + offset]) for offset in range(1, laenge)):
                yield start, start + laenge - 1, fit

    return find


def guete_von(gesucht: Wort, wort: Wort, *, ganz: bool = False) -> float:
    """Say how well a word of a text fits, 0 to 1: as a whole, or only as a part of it (but not where `ganz`)."""
    if gesucht.stamm == wort.stamm or gesucht.form == wort.form:
        return _GANZ
    if ganz:
        return 0.0
    if wort.form.startswith(gesucht.form) and len(gesucht.form) >= _TEIL and not gesucht.form.isdigit():
        return _ANFANG
    return max(_als_teil(gesucht.form, wort.form, _TEIL), _als_teil(gesucht.stamm, wort.stamm, _STAMMTEIL))


def _als_teil(teil: str, wort: str, kleinster: int) -> float:
    """How well `teil` fits as a part of a compound; a number is no part of another."""
    if len(wort) - len(teil) < _REST or len(teil) < _TEIL or teil.isdigit():
        return 0.0
    if wort.endswith(teil):
        return _ENDE
    if len(teil) < kleinster or teil not in wort:
        return 0.0
    if wort.startswith(teil):
        return _ANFANG
    return _INNEN if wort.find(teil) >= _REST else 0.0


def _gewertet(alle: Sequence[_Dokument], treffer: Sequence[Treffer]) -> list[list[float]]:
    """The points of each document for each group, by the index of the document."""
    mittel = sum(each.laenge for each in alle) / max(len(alle), 1) or 1.0
    haeufig = [[_haeufigkeit(each, find, mittel) for find in treffer] for each in alle]
    seltenheit = [_seltenheit(sum(1 for row in haeufig if row[nr]), len(alle)) for nr in range(len(treffer))]
    return [
        [round(selten * oft / (oft + _SAETTIGUNG), 9) for selten, oft in zip(seltenheit, row, strict=True)]
        for row in haeufig
    ]


def _haeufigkeit(dokument: _Dokument, find: Treffer, mittel: float) -> float:
    """How often a group stands in a document, by the weight of the field, less in a long document."""
    oft = sum(feld.gewicht * sum(guete for _, _, guete in find(found)) for feld, found in dokument.felder)
    return oft / (1 - _LAENGE + _LAENGE * dokument.laenge / mittel)


def _seltenheit(mit: int, alle: int) -> float:
    return log(1 + (alle - mit + 0.5) / (mit + 0.5))


def _fundstelle(dokument: _Dokument, punkte: Sequence[float], treffer: Sequence[Treffer]) -> Fundstelle:
    felder = (
        (feld.text, feld.gewicht, tuple(_stellen(found, treffer)))
        for feld, found in dokument.felder[1:]  # the title is shown anyway
    )
    return Fundstelle(dokument.nummer, round(sum(punkte), 6), ausschnitte(felder))


def _stellen(found: tuple[Wort, ...], treffer: Sequence[Treffer]) -> Iterator[Stelle]:
    for teil, find in enumerate(treffer):
        for start, end, guete in find(found):
            yield Stelle(found[start].anfang, found[end].ende, guete, teil)
