"""Whom a value may be shown to: the class (`x-dkbm-klasse`) that the schema gives it."""

from typing import Any

from dkbm.diagnostic import Route
from dkbm.schema.store import resolve, schema_of

KLASSEN = ("oeffentlich", "intern", "person-dienstlich", "person-intern", "vertraulich")
"""From open to closed."""
_TOLD = frozenset({"korrektur"})


def klasse_at(kind: str, route: Route) -> str:
    """Return the strictest class on the way to a value; `intern` for one the schema does not know."""
    root = schema_of(kind)
    node: dict[str, Any] | None = resolve(root, root)
    strictest = "oeffentlich"
    for step in route:
        node = _step(node, step, root) if node is not None else None
        klasse = "intern" if node is None else node.get("x-dkbm-klasse", strictest)
        strictest = max(strictest, klasse, key=KLASSEN.index)
    return strictest


def is_personal(kind: str, route: Route) -> bool:
    """Say that a value must not appear in a message."""
    return KLASSEN.index(klasse_at(kind, route)) >= KLASSEN.index("person-dienstlich")


def is_internal(kind: str, route: Route) -> bool:
    """Say that a value stays within the house: a report on changes says that it changed, not what it says.

    Why something was corrected is told with what was; it is no secret of its own.
    """
    if _TOLD.intersection(route):
        return is_personal(kind, route)
    return KLASSEN.index(klasse_at(kind, route)) >= KLASSEN.index("intern")


def is_register(kind: str, route: Route) -> bool:
    """Say that the entry of a list that `route` leads into is internal in all it says, but for its source."""
    in_list = len(route) > 1 and isinstance(route[1], int)
    fields = (node_at(kind, route[:2]) or {}).get("properties", {}) if in_list else {}
    return bool(fields) and all(is_internal(kind, (*route[:2], key)) for key in fields if key != "quelle")


def node_at(kind: str, route: Route) -> dict[str, Any] | None:
    """Return the schema of the value at `route`, with references resolved; None where there is none."""
    root = schema_of(kind)
    node: dict[str, Any] | None = resolve(root, root)
    for step in route:
        node = _step(node, step, root) if node is not None else None
    return node


def _step(node: dict[str, Any], step: str | int, root: dict[str, Any]) -> dict[str, Any] | None:
    if isinstance(step, int):
        below = node.get("items")
    else:
        below = node.get("properties", {}).get(step) or next(iter(node.get("patternProperties", {}).values()), None)
    return resolve(below, root) if isinstance(below, dict) else None
