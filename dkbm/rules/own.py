"""The dataset's own rules: declared in `regeln:` of dkbm.yaml, read as data and never executed."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import takewhile
from typing import Any, NamedTuple

from dkbm.dataset import Dataset
from dkbm.diagnostic import Code, Diagnostic, Place, Route, Severity
from dkbm.kinds import KINDS, KOPF, kind_of
from dkbm.rules.known import did_you_mean, entries
from dkbm.rules.registry import finding, rule
from dkbm.schema.store import resolve, schema_of

OHNE_FELD = Code("D123", "regel-ohne-feld", Severity.FEHLER, "schema")
GRUPPE = "eigene"
Path = tuple[str, ...]
_CODE = re.compile("E[0-9]{3}")


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
    declared = (_rule(entry) for _, entry in entries(dataset, KOPF, "regeln"))
    return tuple(entry for entry in declared if entry is not None)


@rule(OHNE_FELD)
def check_paths(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Each field a rule asks for is one of its kind of file; such a rule would speak always, or never."""
    for index, entry in entries(dataset, KOPF, "regeln"):
        read = _rule(entry)
        for route, path in _unknown_paths(read) if read is not None else ():
            name = ".".join(path)
            message = f"Ein Feld »{name}« gibt es in Dateien der Art »{entry['art']}« nicht; die Regel ruht darum."
            known = did_you_mean(name, (".".join(each) for each in _fields(entry["art"])))
            help_text = f"{known} Die Felder zeigt: dkbm schema {entry['art']}".strip()
            yield finding(OHNE_FELD, Place(KOPF, ("regeln", index, *route), route[0] == "wenn"), message, help_text)


def run(dataset: Dataset) -> Iterator[Diagnostic]:
    """Yield the findings of the dataset's own rules."""
    for entry in rules(dataset):
        if any(_unknown_paths(entry)):
            continue
        scope = _scope(entry, dataset)
        for path, document in dataset.documents.items():
            if kind_of(path) == entry.art:
                yield from _check(entry, scope, path, document.value)


def _rule(entry: dict[str, Any]) -> OwnRule | None:
    try:
        if not _CODE.fullmatch(entry["code"]) or entry["art"] not in KINDS:
            return None
        code = Code(entry["code"], str(entry["name"]), Severity(entry["schwere"]), GRUPPE)
        wenn = tuple((_path(path), value) for path, value in entry.get("wenn", {}).items())
        verlangt = tuple(_path(path) for path in entry["verlangt"])
        return OwnRule(code, entry["art"], wenn, verlangt, str(entry["meldung"]), str(entry.get("hilfe", "")))
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _unknown_paths(entry: OwnRule) -> Iterator[tuple[Route, Path]]:
    """Yield each path that the schema does not know, with its route in the rule."""
    fields = _fields(entry.art)
    for path, _ in entry.wenn:
        if path not in fields:
            yield ("wenn", ".".join(path)), path
    for index, path in enumerate(entry.verlangt):
        if path not in fields:
            yield ("verlangt", index), path


@cache
def _fields(kind: str) -> frozenset[Path]:
    """Every path of fields in files of a kind; lists are passed through."""
    root = schema_of(kind)
    return frozenset(_paths(root, root))


def _paths(node: dict[str, Any], root: dict[str, Any]) -> Iterator[Path]:
    node = resolve(node, root)
    for key, below in node.get("properties", {}).items():
        yield (key,)
        yield from ((key, *path) for path in _paths(below, root))
    if isinstance(items := node.get("items"), dict):
        yield from _paths(items, root)


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
