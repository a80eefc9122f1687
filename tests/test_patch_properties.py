"""Whatever the text and the change: the value is the one meant, and what is outside stays the same bytes (S 88)."""

from collections.abc import Callable
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dkbm.diagnostic import Route
from dkbm.text.document import Document
from dkbm.text.patch import Add, Append, Patch, Remove, Replace, apply, meant
from dkbm.text.reader import read
from tests.schreibweisen import KEYS, VALUES, written

CODINGS: dict[str, Callable[[str], bytes]] = {
    "LF": lambda text: text.encode(),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "BOM": lambda text: ("\ufeff" + text).encode(),
}


def routes(value: Any, route: Route = ()) -> list[Route]:  # noqa: ANN401
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [route, *(deeper for step, inner in steps for deeper in routes(inner, (*route, step)))]


def at(value: Any, route: Route) -> Any:  # noqa: ANN401
    for step in route:
        value = value[step]
    return value


@st.composite
def patches(draw: st.DrawFn, value: Any) -> Patch:  # noqa: ANN401
    """A patch that fits `value`."""
    route = draw(st.sampled_from(routes(value)))
    old, new = at(value, route), draw(VALUES)
    options: list[Patch] = [Replace(route, new), Remove(route)] if route else []
    if old is None or isinstance(old, list):
        options.append(Append(route, new))
    if old is None or isinstance(old, dict):
        after = draw(st.sampled_from([None, *(old or {})]))
        options += [Add(route, key, new, after) for key in [draw(KEYS)] if key not in (old or {})]
    assume(options)
    chosen: Patch = draw(st.sampled_from(options))
    return chosen


def document_of(raw: bytes) -> Document:
    document, findings = read("x.yaml", raw)
    assert document is not None, (raw, findings)
    return document


def stays_inside(old: bytes, new: bytes) -> bool:
    """Whether `new` is `old` with something put in: no byte went, none changed its place."""
    rest = iter(new)
    return all(byte in rest for byte in old)


def around(document: Document, route: Route) -> tuple[str, str]:
    start, end = document.extent(route)
    return document.text[:start], document.text[end:]


@settings(max_examples=300, deadline=None)
@given(st.data(), written(), st.sampled_from(sorted(CODINGS)))
def test_s88_the_value_is_the_one_meant_and_nothing_is_refused(data: st.DataObject, text: str, coding: str) -> None:
    raw = CODINGS[coding](text)
    document = document_of(raw)
    patch = data.draw(patches(document.value))
    changed = apply("x.yaml", raw, [patch])
    assert repr(document_of(changed).value) == repr(meant(document.value, patch))
    if isinstance(patch, Add | Append) and at(document.value, patch.route):
        assert stays_inside(raw, changed)
    if isinstance(patch, Remove) and len(at(document.value, patch.route[:-1])) > 1:
        assert stays_inside(changed, raw)


@settings(max_examples=200, deadline=None)
@given(st.data(), written(), st.text(st.sampled_from("aü😀"), min_size=1))
def test_s88_replacing_words_changes_only_the_span(data: st.DataObject, text: str, new: str) -> None:
    document = document_of(text.encode())
    scalars = [route for route in routes(document.value) if is_word(document, route)]
    assume(scalars)
    route = data.draw(st.sampled_from(scalars))
    after = document_of(apply("x.yaml", text.encode(), [Replace(route, new)]))
    assert around(after, route) == around(document, route)


def is_word(document: Document, route: Route) -> bool:
    """Whether a text stands on the line of its key, as its replacement will."""
    start, end = document.extent(route)
    one_line = "\n" not in document.text[start:end] and document.text[start - 1] == " "
    return isinstance(at(document.value, route), str) and one_line


@settings(max_examples=200, deadline=None)
@given(st.data(), written())
def test_s88_the_extent_cuts_out_the_value(data: st.DataObject, text: str) -> None:
    document = document_of(text.encode())
    route = data.draw(
        st.sampled_from([route for route in routes(document.value) if at(document.value, route) is not None])
    )
    start, end = document.extent(route)
    column = start - document.text.rfind("\n", 0, start) - 1
    alone = f"{' ' * column}{document.text[start:end]}\n"
    value = at(document.value, route)
    assume(not isinstance(value, str) or not value.endswith("\n"))  # a block takes its last line ends from outside
    assert document_of(alone.encode()).value == value


@settings(max_examples=100, deadline=None)
@given(st.data(), written())
def test_several_patches_follow_each_other(data: st.DataObject, text: str) -> None:
    value, chain = document_of(text.encode()).value, []
    for _ in range(3):
        chain.append(data.draw(patches(value)))
        value = meant(value, chain[-1])
    changed = apply("x.yaml", text.encode(), chain)
    assert repr(document_of(changed).value) == repr(value)
