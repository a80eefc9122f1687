"""The dataset's own rules: declared in `regeln:` of dkbm.yaml, read as data and never executed."""

from collections.abc import Iterator
from itertools import takewhile
from typing import Any, NamedTuple

from dkbm.dataset import Dataset
from dkbm.diagnostic import Code, Diagnostic, Place, Route, Severity
from dkbm.kinds import kind_of
from dkbm.rules.known import entries
from dkbm.rules.registry import finding

DKBM = "dkbm.yaml"
GRUPPE = "eigene"
Path = tuple[str, ...]


class OwnRule(NamedTuple):
    """In files of kind `art`, where every path of `wenn` has its value, every path of `verlangt` must be there."""

    code: Code
    art: str
    wenn: tuple[tuple[Path, object], ...]
    verlangt: tuple[Path, ...]
    meldung: str
    hilfe: str


def rules(dataset: Dataset) -> tuple[OwnRule, ...]:
    """The rules dkbm.yaml declares; what does not fit its schema has a finding of its own and is passed over."""
    declared = (_rule(entry) for _, entry in entries(dataset, DKBM, "regeln"))
    return tuple(entry for entry in declared if entry is not None)


def run(dataset: Dataset) -> Iterator[Diagnostic]:
    """Yield the findings of the dataset's own rules."""
    for entry in rules(dataset):
        scope = _scope(entry, dataset)
        for path, document in dataset.documents.items():
            if kind_of(path) == entry.art:
                yield from _check(entry, scope, path, document.value)


def _rule(entry: dict[str, Any]) -> OwnRule | None:
    try:
        code = Code(str(entry["code"]), str(entry["name"]), Severity(entry["schwere"]), GRUPPE)
        wenn = tuple((_path(path), value) for path, value in entry.get("wenn", {}).items())
        verlangt = tuple(_path(path) for path in entry["verlangt"])
        return OwnRule(code, entry["art"], wenn, verlangt, str(entry["meldung"]), str(entry.get("hilfe", "")))
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _path(text: str) -> Path:
    return tuple(text.split("."))


def _scope(entry: OwnRule, dataset: Dataset) -> Path:
    """The longest path that all paths of a rule share and that leads to a list: the rule holds for each element."""
    shared = _shared([path[:-1] for path in (*entry.verlangt, *(path for path, _ in entry.wenn))])
    documents = [document.value for path, document in dataset.documents.items() if kind_of(path) == entry.art]
    for length in range(len(shared), 0, -1):
        if any(isinstance(value, list) for document in documents for value in _plain(document, shared[:length])):
            return shared[:length]
    return ()


def _shared(paths: list[Path]) -> Path:
    """The keys that all paths begin with."""
    steps = zip(*paths, strict=False)
    return tuple(keys[0] for keys in takewhile(lambda keys: len(set(keys)) == 1, steps))


def _plain(value: object, path: Path) -> Iterator[object]:
    """Yield the value a path of keys leads to, without entering lists."""
    for key in path:
        if not isinstance(value, dict) or key not in value:
            return
        value = value[key]
    yield value


def _check(entry: OwnRule, scope: Path, file: str, value: object) -> Iterator[Diagnostic]:
    for route, element in _elements(value, scope):
        inner = len(scope)
        if all(_holds(element, path[inner:], wanted) for path, wanted in entry.wenn) and not all(
            any(True for _ in _values(element, path[inner:])) for path in entry.verlangt
        ):
            yield finding(entry.code, Place(file, route), entry.meldung, entry.hilfe)


def _elements(value: object, scope: Path) -> Iterator[tuple[Route, object]]:
    if not scope:
        yield (), value
    for found in _plain(value, scope) if scope else ():
        for index, element in enumerate(found if isinstance(found, list) else ()):
            yield (*scope, index), element


def _holds(value: object, path: Path, wanted: object) -> bool:
    """Say whether some value at `path` is the wanted one, or one of a wanted list."""
    allowed = wanted if isinstance(wanted, list) else [wanted]
    return any(type(found) is type(one) and found == one for found in _values(value, path) for one in allowed)


def _values(value: object, path: Path) -> Iterator[object]:
    """Yield every value at a path of keys; a list on the way stands for each of its elements."""
    if isinstance(value, list):
        for element in value:
            yield from _values(element, path)
    elif not path:
        yield value
    elif isinstance(value, dict) and path[0] in value:
        yield from _values(value[path[0]], path[1:])
