"""Whatever stands in the files of a dataset, the check comes to an end and every finding has a place (M 60)."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dkbm.report.findings import as_json, as_text, resolve
from dkbm.rules.pipeline import check_all
from dkbm.text.reader import read
from tests.muster import musterland
from tests.test_rules import KOMMUNE, verlauf

Route = tuple[str | int, ...]

BEHAUPTET = "{was: anzahl, gilt_fuer: prozess, anzahl: 2}"
WENN = "wenn: {aemter.amt: projektleiter}, verlangt: [aemter.bemerkung]"
REGEL = f"{{code: E001, name: a, schwere: hinweis, art: person, meldung: M, {WENN}}}"
BASE = musterland(
    {
        KOMMUNE: verlauf("ereignis: genannt, modul: 1, quelle: [X01, X03], zweifel: nicht lesbar"),
        "data/aussagen.yaml": f"aussagen:\n  - {{id: a, text: Alle., quelle: X01, behauptet: {BEHAUPTET}}}\n",
        "dkbm.yaml": f"name: M\nland: M\nschema: 1\nregeln:\n  - {REGEL}\n",
    }
)


def value_of(path: str) -> Any:  # noqa: ANN401
    document, _ = read(path, BASE[path])
    assert document is not None
    return document.value


FILES = {path: value_of(path) for path in BASE}


def routes(value: object, route: Route = ()) -> Iterator[Route]:
    yield route
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in items:
        yield from routes(part, (*route, key))


def replaced(value: Any, route: Route, new: object) -> Any:  # noqa: ANN401
    if not route:
        return new
    copy: Any = dict(value) if isinstance(value, dict) else list(value)
    copy[route[0]] = replaced(value[route[0]], route[1:], new)
    return copy


PLACES = [(path, route) for path, value in FILES.items() for route in routes(value)]
WORDS = [
    "X01",
    "1",
    "2018-13",
    "genannt",
    "nicht_genannt",
    "ausstieg",
    "verbund",
    "p-tom-test",
    "prozess",
    "",
    "{a}",
    "{",
    "%s",
]
SCALARS = st.none() | st.booleans() | st.integers(-2, 2030) | st.sampled_from(WORDS) | st.text(max_size=5)
VALUES = st.recursive(
    SCALARS, lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(max_size=5), below, max_size=3)
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PLACES), VALUES), min_size=1, max_size=3))
def test_m60_any_value_anywhere_is_judged_and_never_ends_the_check(
    changes: list[tuple[tuple[str, Route], object]],
) -> None:
    files = dict(BASE)
    for (path, route), value in changes:
        files[path] = json.dumps(replaced(FILES[path], route, value)).encode()
    checked = check_all(files, date(2024, 1, 31))
    found = resolve(checked.dataset, checked.diagnostics)
    assert all(entry.line > 0 and entry.column > 0 and entry.file for entry in found)
    assert as_text(found, checked.dataset.texts).replace("\n", "").isprintable()
    assert len(json.loads(as_json(found))) == len(found)
