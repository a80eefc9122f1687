"""Rules between two Stände of a dataset: what a change may do to what was recorded before it (M 33)."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from importlib import import_module
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from dkbm.dataset import Dataset
from dkbm.diagnostic import Code, Diagnostic, Route, Severity
from dkbm.kinds import kind_of
from dkbm.text.document import Document

Eintrag = dict[str, Any]
"""An event or agreement as it stands in the file."""


class Wechsel(NamedTuple):
    """A dataset before a change and after it, and what each of the two is called in a message.

    `falsch` are the places of the errors there were before: mending one needs no other reason. `beruehrt` are the
    files the change touches of what checks it, where it was judged by the Stand `basis` instead.
    """

    before: Dataset
    after: Dataset
    von: str
    bis: str
    falsch: frozenset[tuple[str, Route]] = frozenset()
    beruehrt: tuple[str, ...] = ()
    basis: str = ""


Check = Callable[[Wechsel, date], Iterator[Diagnostic]]
_MODULES = (
    *("uebergang_sprung", "uebergang_vergangenheit", "uebergang_siegel"),
    *("uebergang_selbst", "uebergang_quellen"),
)
_RULES: list[tuple[tuple[Code, ...], Check]] = []


def wechselregel(*codes: Code) -> Callable[[Check], Check]:
    """Register a generator function as the rule between two Stände that yields findings of these codes."""

    def register(check: Check) -> Check:
        _RULES.append((codes, check))
        return check

    return register


def codes() -> dict[str, Code]:
    """The codes of all rules between two Stände, in order."""
    for name in _MODULES:
        import_module(f"dkbm.rules.{name}")
    return {code.code: code for found in sorted(_RULES, key=lambda entry: entry[0][0].code) for code in found[0]}


def run(wechsel: Wechsel, stichtag: date, known: Iterable[Diagnostic] = ()) -> tuple[Diagnostic, ...]:
    """The findings of all these rules, without those at a place where, or below which, an error is `known`."""
    codes()
    faulty = errors(known)
    found = (diagnostic for _, check in _RULES for diagnostic in check(wechsel, stichtag))
    return tuple(each for each in found if not is_faulty(faulty, each.place.file, each.place.route))


def errors(found: Iterable[Diagnostic]) -> frozenset[tuple[str, Route]]:
    """The places of errors that lie at a value."""
    return frozenset(each.place[:2] for each in found if each.severity is Severity.FEHLER and each.place.route)


def is_faulty(faulty: Iterable[tuple[str, Route]], file: str, route: Route) -> bool:
    """Say whether one of these errors lies at a place or below it."""
    return any(place == file and found[: len(route)] == route for place, found in faulty if route)


def pairs(wechsel: Wechsel) -> Iterator[tuple[Document, Document | None]]:
    """Yield each file of a Kommune or partner that could be read before, with what became of it; None if it is gone.

    A Kommune is known by its Schlüssel, also under another file name, else by its id. One whose file is there and
    cannot be read has not gone: it is left out.
    """
    after = list(_files(wechsel.after))
    by_key = {key: document for document in reversed(after) if (key := _schluessel(document)) is not None}
    by_id = {PurePosixPath(document.path).stem: document for document in reversed(after)}
    for old in _files(wechsel.before):
        new = by_key.get(_schluessel(old) or "") or by_id.get(PurePosixPath(old.path).stem)
        if new is not None or not _is_there(old.path, wechsel.after):
            yield old, new


def eintraege(document: Document, key: str) -> list[tuple[int, Eintrag]]:
    """The entries of the list `key` (`verlauf`, `vereinbarungen`) of a Kommune, each with its index."""
    found = document.value.get(key)
    return [(index, each) for index, each in enumerate(found if isinstance(found, list) else ()) if type(each) is dict]


def _files(dataset: Dataset) -> Iterator[Document]:
    for path, document in dataset.documents.items():
        if kind_of(path) == "kommune" and isinstance(document.value, dict):
            yield document


def _schluessel(document: Document) -> str | None:
    found = document.value.get("schluessel")
    return found if isinstance(found, str) else None


def _is_there(path: str, dataset: Dataset) -> bool:
    folders = {str(folder) for folder in PurePosixPath(path).parents}
    return path in dataset.texts or bool(dataset.ungelesen & {path, *folders})
