"""Change a YAML text at one place, and leave every other byte as it is (S 23, 88).

A patch names a route and what is meant; it becomes one splice at the places where the parser saw the values. Then the
text is read again: only if its value is the old one with exactly this change is the result given back.
"""

import codecs
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from dkbm.diagnostic import Route
from dkbm.text.document import Document
from dkbm.text.lines import eol_of
from dkbm.text.position import quoted
from dkbm.text.quote import UnwritableError
from dkbm.text.reader import read
from dkbm.text.splice import Splice, add, append, remove, replace


class Replace(NamedTuple):
    """Another value at `route`. Values are plain: dict (text as keys), list, str, int, bool, None."""

    route: Route
    value: Any


class Add(NamedTuple):
    """A new key in the mapping at `route`: behind its key `after`, or at its end."""

    route: Route
    key: str
    value: Any
    after: str | None = None


class Append(NamedTuple):
    """A new entry at the end of the list at `route`; the list may be empty or null so far."""

    route: Route
    value: Any


class Remove(NamedTuple):
    """No value at `route` any more: its key or its entry goes."""

    route: Route


Patch = Replace | Add | Append | Remove


class PatchError(ValueError):
    """A patch that cannot be applied; the message is a German sentence with its reason. Nothing was changed."""


def apply(path: str, raw: bytes, patches: Sequence[Patch]) -> bytes:
    """Return the bytes of the file `path` with all patches applied, one after the other.

    Every byte outside of the changes stays: comments, order, quotation marks, indentation, line ends, BOM, a missing
    last line end. Raises PatchError if a patch does not fit, or if the result would not be read back as meant.
    """
    document = _read(path, raw)
    for patch in patches:
        try:
            raw, document = _apply(document, raw, patch)
        except UnwritableError as error:
            raise PatchError(f"{path}: {error}") from error
    return raw


def _read(path: str, raw: bytes) -> Document:
    document, findings = read(path, raw)
    if document is None:
        raise PatchError(f"{path} ist nicht lesbar und bleibt, wie es ist: {findings[0].message}")
    return document


def _apply(document: Document, raw: bytes, patch: Patch) -> tuple[bytes, Document]:
    """The bytes and the document after one patch, if they say what was meant."""
    value = repr(meant(document.value, patch))  # compared as repr: True == 1, and the order of keys counts
    reason = "Die Änderung ließe sich hier nicht schreiben, ohne anderes mitzuändern."
    for splice in _attempts(document, patch):
        changed = spliced(document, raw, splice)
        after, findings = read(document.path, changed)
        if after is None:
            reason = f"Die Änderung ergäbe eine fehlerhafte Datei: {findings[0].message}"
        elif repr(after.value) == value:
            return changed, after
    raise UnwritableError(reason)


def _attempts(document: Document, patch: Patch) -> Iterator[Splice]:
    """The splice of a patch; at the end of a file without a last line end, also one that adds it.

    A text that ends in a line end, written as a block, takes it from the file.
    """
    splice = to_splice(document, patch)
    yield splice
    if splice.end == len(document.text):
        yield splice._replace(text=splice.text + eol_of(document.text))


def spliced(document: Document, raw: bytes, splice: Splice) -> bytes:
    """The bytes with the splice; before and behind it they are those of `raw`, which is checked."""
    text = document.text
    bom = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
    before, behind = bom + text[: splice.start].encode(), text[splice.end :].encode()
    if raw != before + text[splice.start : splice.end].encode() + behind:
        raise UnwritableError("Der gelesene Text entspricht nicht Byte für Byte der Datei.")
    return before + splice.text.encode() + behind


def to_splice(document: Document, patch: Patch) -> Splice:
    """Where a patch goes and what is written there; `meant` has accepted it."""
    match patch:
        case Replace(route, value):
            return replace(document, route, value)
        case Add(route, key, value, after):
            return add(document, route, key, value, after)
        case Append(route, value):
            return append(document, route, value)
        case Remove(route):
            return remove(document, route)


def meant(value: Any, patch: Patch) -> Any:  # noqa: ANN401
    """The value with the patch applied; the given one stays untouched. Raises UnwritableError if it does not fit."""
    match patch:
        case Replace(route, new):
            return _changed(value, route, lambda _: new)
        case Add(route, key, new, after):
            return _changed(value, route, lambda old: _with_key(old, key, new, after))
        case Append(route, new):
            return _changed(value, route, lambda old: _with_entry(old, new))
        case Remove(()):
            raise UnwritableError("Die ganze Datei lässt sich so nicht leeren.")
        case Remove(route):
            return _changed(value, route[:-1], lambda old: _without(old, route[-1]))


def _changed(value: Any, route: Route, change: Callable[[Any], Any]) -> Any:  # noqa: ANN401
    """A copy of `value`, changed at `route`."""
    if not route:
        return change(value)
    _step_into(value, route[0])
    copy = value.copy()
    copy[route[0]] = _changed(value[route[0]], route[1:], change)
    return copy


def _step_into(value: Any, step: str | int) -> None:  # noqa: ANN401
    """Raise UnwritableError if there is nothing at `step`."""
    if isinstance(step, str) and isinstance(value, dict) and step in value:
        return
    if isinstance(step, int) and isinstance(value, list) and 0 <= step < len(value):
        return
    what = f"Den Schlüssel {quoted(step)}" if isinstance(step, str) else f"Den Eintrag {step + 1}"
    raise UnwritableError(f"{what} gibt es an dieser Stelle nicht.")


def _with_key(old: Any, key: str, value: Any, after: str | None) -> dict[str, Any]:  # noqa: ANN401
    old = {} if old is None else old
    if not isinstance(old, dict):
        raise UnwritableError(f"Der Schlüssel {quoted(key)} braucht eine Zuordnung; hier steht etwas anderes.")
    if key in old:
        raise UnwritableError(f"Den Schlüssel {quoted(key)} gibt es schon.")
    if after is not None:
        _step_into(old, after)
    keys = list(old)
    keys.insert(len(keys) if after is None else keys.index(after) + 1, key)
    return {name: value if name == key else old[name] for name in keys}


def _with_entry(old: Any, value: Any) -> list[Any]:  # noqa: ANN401
    if old is not None and not isinstance(old, list):
        raise UnwritableError("Anhängen lässt sich nur an eine Liste; hier steht etwas anderes.")
    return [*(old or []), value]


def _without(old: Any, step: str | int) -> Any:  # noqa: ANN401
    _step_into(old, step)
    if isinstance(old, dict):
        return {key: value for key, value in old.items() if key != step}
    return [value for index, value in enumerate(old) if index != step]
