"""What a misspelt, renamed or misplaced name was probably meant to be."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cache
from typing import Any, NamedTuple

from dkbm.german import aufzaehlung, fold
from dkbm.kinds import VERSCHWIEGEN
from dkbm.schema.fault import cut, example
from dkbm.schema.store import resolve, schema_of

CUTOFF = 0.72
"""How alike two names must be; below, a suggestion confuses more than it helps."""
LONGEST_LIST = 25


class Suggestion(NamedTuple):
    """The field that was meant (None if unknown), the sentence that says so, and what to do."""

    field: str | None
    message: str
    help: str


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name most like `name`, ignoring case, umlauts and the kind of dash."""
    folded = {fold(candidate): candidate for candidate in known}
    found = get_close_matches(fold(cut(name)), folded, n=1, cutoff=CUTOFF)
    return folded[found[0]] if found else None


def for_field(key: str, node: dict[str, Any], kind: str) -> Suggestion:
    """Return what to say of a field that the object schema `node` does not know; where values are kept back, unnamed.

    What stands there may be a sentence whose line was not indented.
    """
    renamed: dict[str, str] = node.get("x-dkbm-heisst", {})
    instead: dict[str, str] = node.get("x-dkbm-statt", {})
    fields: dict[str, Any] = node.get("properties", {})
    shown = f"»{cut(key)}«"
    unknown = "Dieses Feld gibt es hier nicht." if kind in VERSCHWIEGEN else f"Das Feld {shown} gibt es hier nicht."
    if key in renamed:
        return Suggestion(
            renamed[key], f"Das Feld {shown} heißt hier »{renamed[key]}«.", _write(renamed[key], node, kind)
        )
    if key in instead:
        return Suggestion(None, unknown, instead[key])
    near = nearest(key, [*renamed, *instead, *fields])
    if near in fields:
        return Suggestion(near, f"{unknown} Meinten Sie »{near}«?", _write(near, node, kind))
    if near in renamed:
        message = f"{unknown} »{near}« heißt hier »{renamed[near]}«."
        return Suggestion(renamed[near], message, _write(renamed[near], node, kind))
    if near in instead:
        return Suggestion(None, f"{unknown.removesuffix('.')}, auch nicht als »{near}«.", instead[near])
    return Suggestion(None, unknown, _elsewhere(key, kind) or choices(fields))


def choices(known: Iterable[object]) -> str:
    """Return `Möglich sind a, b und c.`, or nothing if there are too many."""
    names = [str(name).lower() if isinstance(name, bool) else str(name) for name in known]
    if not names or len(names) > LONGEST_LIST:
        return ""
    return f"Möglich {'ist' if len(names) == 1 else 'sind'}: {', '.join(names)}."


def _write(field: str, node: dict[str, Any], kind: str) -> str:
    line = example(field, resolve(node["properties"][field], schema_of(kind)))
    return f"{field}: … schreiben." if line.endswith("…") else f"Zum Beispiel {line}"


def _elsewhere(key: str, kind: str) -> str:
    """Say under which fields a misplaced one belongs."""
    parents = _parents(kind).get(key, ())
    if not parents or len(parents) > 4:
        return ""
    return f"Das Feld »{key}« gehört unter {aufzaehlung([f'»{parent}«' for parent in parents], 'oder')}."


@cache
def _parents(kind: str) -> dict[str, tuple[str, ...]]:
    """Map each field to the fields below which it may stand."""
    root = schema_of(kind)
    found: dict[str, dict[str, None]] = {}
    for parent, field in _pairs(resolve(root, root), root, ""):
        found.setdefault(field, {})[parent] = None
    return {field: tuple(parent for parent in parents if parent) for field, parents in found.items()}


def _pairs(node: dict[str, Any], root: dict[str, Any], parent: str) -> Iterator[tuple[str, str]]:
    for field, below in node.get("properties", {}).items():
        yield parent, field
        yield from _pairs(resolve(below, root), root, field)
    if isinstance(items := node.get("items"), dict):
        yield from _pairs(resolve(items, root), root, parent)
