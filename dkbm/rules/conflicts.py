"""Where sources disagree or a reading is in doubt: nothing to mend, but worth knowing."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from dkbm.dataset import Dataset
from dkbm.diagnostic import Code, Diagnostic, Place, Route, Severity
from dkbm.german import aufzaehlung
from dkbm.kinds import kind_of
from dkbm.rules.registry import finding, rule

UNEINIG = Code("D403", "quellen-uneinig", Severity.HINWEIS, "quellen")
ZWEIFEL = Code("D404", "vermerkter-zweifel", Severity.HINWEIS, "quellen")

_ANGABE = {"datum", "quelle", "bemerkung"}
_DATES = ("datum", "unterzeichnet")


@rule(UNEINIG, ZWEIFEL)
def check_doubts(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Point out each date that sources give differently (a list instead of one value), and each noted doubt."""
    for path, document in dataset.documents.items():
        for route, value in _walk(document.value, ()) if kind_of(path) is not None else ():
            if route[-1] in _DATES and isinstance(value, list) and len(value) > 1 and all(map(_is_angabe, value)):
                yield _conflict(Place(path, route), value)
            elif route[-1] == "zweifel" and isinstance(value, str):
                yield _doubt(Place(path, route), value)


def _conflict(place: Place, value: list[dict[str, Any]]) -> Diagnostic:
    said = (f"{entry.get('datum', 'kein Datum')} ({_cited(entry['quelle'])})" for entry in value)
    message = f"Die Quellen sind sich nicht einig: {aufzaehlung(said)}."
    help_text = "Die erste Angabe gilt; die Reihenfolge ändern, wenn eine andere besser belegt ist."
    return finding(UNEINIG, place, message, help_text)


def _doubt(place: Place, value: str) -> Diagnostic:
    message = f"Hier ist ein Zweifel vermerkt: {value.strip().rstrip('.')}."
    return finding(ZWEIFEL, place, message, "An der Quelle prüfen; wenn geklärt, die Zeile zweifel entfernen.")


def _is_angabe(entry: object) -> bool:
    return isinstance(entry, dict) and "quelle" in entry and set(entry) <= _ANGABE


def _cited(quelle: object) -> str:
    return aufzaehlung(map(str, quelle)) if isinstance(quelle, list) else str(quelle)


def _walk(value: object, route: Route) -> Iterator[tuple[Route, Any]]:
    """Every keyed value of a document, with its route."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield (*route, key), part
            yield from _walk(part, (*route, key))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _walk(part, (*route, index))
