"""Where a value stands: spans in lines and columns, extents in code points."""

import pytest

from dkbm.diagnostic import Route, Span
from dkbm.text.document import Document
from dkbm.text.reader import read
from tests.muster import musterland

TEXT = """\
# Kopf
name: Größe 😀 # Ende
auch: [Kreis Muster, "zwei"]
leitung:
  - {amt: landrat, datum: "2017"}

# dazwischen
text: |
  eins
  zwei

leer:
liste:
- a
- - b
  - c
ende: x
"""

SPANS: list[tuple[Route, tuple[int, int, int, int]]] = [
    ((), (2, 1, 17, 8)),
    (("name",), (2, 7, 2, 14)),
    (("auch",), (3, 7, 3, 29)),
    (("auch", 1), (3, 22, 3, 28)),
    (("leitung",), (5, 3, 5, 34)),
    (("leitung", 0), (5, 5, 5, 34)),
    (("leitung", 0, "datum"), (5, 27, 5, 33)),
    (("text",), (8, 7, 10, 7)),
    (("leer",), (12, 6, 12, 6)),
    (("liste",), (14, 1, 16, 6)),
    (("liste", 1, 1), (16, 5, 16, 6)),
    (("ende",), (17, 7, 17, 8)),
]


def document(text: str) -> Document:
    found, findings = read("x.yaml", text.encode())
    assert found is not None, findings
    return found


@pytest.mark.parametrize(("route", "span"), SPANS)
def test_every_value_has_its_span(route: Route, span: tuple[int, int, int, int]) -> None:
    assert document(TEXT).span(route) == Span(*span)


@pytest.mark.parametrize(
    ("route", "span"),
    [
        (("name",), (2, 1, 2, 5)),
        (("leitung", 0, "datum"), (5, 20, 5, 25)),
        (("text",), (8, 1, 8, 5)),
        (("auch", 1), (3, 22, 3, 28)),
        ((), (2, 1, 17, 8)),
    ],
)
def test_a_key_has_its_own_span_and_an_entry_of_a_list_its_value(route: Route, span: tuple[int, int, int, int]) -> None:
    assert document(TEXT).span(route, at_key=True) == Span(*span)


@pytest.mark.parametrize(
    ("route", "parent"),
    [
        (("fehlt",), ()),
        (("leitung", 0, "fehlt"), ("leitung", 0)),
        (("leitung", 7, "amt"), ("leitung",)),
        (("name", "tiefer", 3), ("name",)),
    ],
)
def test_a_route_that_does_not_exist_is_placed_at_its_nearest_parent(route: Route, parent: Route) -> None:
    found = document(TEXT)
    assert found.span(route) == found.span(parent)
    assert found.extent(route) == found.extent(parent)


@pytest.mark.parametrize(
    ("route", "source"),
    [
        (("name",), "Größe 😀"),
        (("auch",), '[Kreis Muster, "zwei"]'),
        (("leitung", 0), '{amt: landrat, datum: "2017"}'),
        (("text",), "|\n  eins\n  zwei"),
        (("leer",), ""),
        (("liste", 1), "- b\n  - c"),
    ],
)
def test_an_extent_cuts_the_source_of_a_value_out_of_the_text(route: Route, source: str) -> None:
    found = document(TEXT)
    start, end = found.extent(route)
    assert found.text[start:end] == source


@pytest.mark.parametrize("path", musterland())
def test_the_source_of_every_value_reads_back_as_that_value(path: str) -> None:
    found = document(musterland()[path].decode())
    for route, value in leaves((), found.value):
        start, end = found.extent(route)
        source = found.text[start:end]
        if "\n" not in source:
            assert document(f"- {source}\n").value == [value]


def leaves(route: Route, value: object) -> list[tuple[Route, object]]:
    """Every scalar below `value` with its route."""
    if isinstance(value, dict):
        return [leaf for key, child in value.items() for leaf in leaves((*route, key), child)]
    if isinstance(value, list):
        return [leaf for index, child in enumerate(value) for leaf in leaves((*route, index), child)]
    return [(route, value)]


def test_s23_crlf_and_a_byte_order_mark_shift_nothing() -> None:
    plain = document(TEXT)
    windows = document("\ufeff" + TEXT.replace("\n", "\r\n"))
    assert windows.value == plain.value
    for route, _ in SPANS:
        assert windows.span(route) == plain.span(route)
        start, end = windows.extent(route)
        assert windows.text[start:end].replace("\r\n", "\n") == plain.text[slice(*plain.extent(route))]


def test_a_document_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        document(TEXT).text = ""  # type: ignore[misc]
