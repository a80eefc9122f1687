"""Find the references in a document: follow its schema to every value marked `x-dkbm-verweis`."""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from dkbm.diagnostic import Route
from dkbm.schema import schema_of


class Reference(NamedTuple):
    """A value that refers to something else: to what kind, where, and the mapping it stands in."""

    verweis: str
    value: str | int
    route: Route
    parent: dict[str, Any]


class Node:
    """What of a schema leads to references: everything else is left out, so that walking is cheap."""

    __slots__ = ("items", "keys", "rest", "verweise")

    def __init__(self) -> None:
        self.verweise: set[str] = set()
        self.keys: dict[str, Node] = {}
        self.rest: Node | None = None
        self.items: Node | None = None

    def leads_anywhere(self) -> bool:
        """Say whether a reference lies at or below this node."""
        return bool(self.verweise or self.keys or self.rest or self.items)


def references(kind: str, value: object) -> Iterator[Reference]:
    """Yield the references of a document of this kind, in its order; values of a wrong type are passed over."""
    yield from _walk(_compiled(kind), value, (), {})


@cache
def _compiled(kind: str) -> Node:
    schema = schema_of(kind)
    return _compile(schema, schema, Node(), ())


def _compile(schema: object, root: dict[str, Any], node: Node, seen: tuple[str, ...]) -> Node:
    """Add what `schema` says to `node`; alternatives (`anyOf` …) are laid on top of each other."""
    if not isinstance(schema, dict):
        return node
    if verweis := schema.get("x-dkbm-verweis"):
        node.verweise.add(verweis)
    ref = schema.get("$ref")
    if isinstance(ref, str) and ref not in seen:
        _compile(_resolve(ref, root), root, node, (*seen, ref))
    for word in ("allOf", "anyOf", "oneOf"):
        for part in schema.get(word, ()):
            _compile(part, root, node, seen)
    for word in ("if", "then", "else"):
        _compile(schema.get(word), root, node, seen)
    for key, part in schema.get("properties", {}).items():
        child = _compile(part, root, node.keys.get(key) or Node(), seen)
        if child.leads_anywhere():
            node.keys[key] = child
    for part in (schema.get("additionalProperties"), *schema.get("patternProperties", {}).values()):
        node.rest = _kept(_compile(part, root, node.rest or Node(), seen))
    for part in (schema.get("items"), *schema.get("prefixItems", ())):
        node.items = _kept(_compile(part, root, node.items or Node(), seen))
    return node


def _kept(node: Node) -> Node | None:
    return node if node.leads_anywhere() else None


def _resolve(ref: str, root: dict[str, Any]) -> object:
    """Return the part of a self-contained schema that `#/…` names."""
    part: Any = root
    for step in ref.removeprefix("#").split("/")[1:]:
        part = part[step]
    return part


def _walk(node: Node, value: object, route: Route, parent: dict[str, Any]) -> Iterator[Reference]:
    if isinstance(value, dict):
        for key, part in value.items():
            child = node.keys.get(key) or node.rest
            if child is not None:
                yield from _walk(child, part, (*route, key), value)
    elif isinstance(value, list):
        for index, part in enumerate(value):
            if node.items is not None:
                yield from _walk(node.items, part, (*route, index), parent)
            elif node.verweise:
                yield from _scalar(node, part, (*route, index), parent)
    else:
        yield from _scalar(node, value, route, parent)


def _scalar(node: Node, value: object, route: Route, parent: dict[str, Any]) -> Iterator[Reference]:
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        for verweis in sorted(node.verweise):
            yield Reference(verweis, value, route, parent)
