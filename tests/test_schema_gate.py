"""The gate and the explanation agree on every document; neither asks the network, crashes, or says too much."""

import copy
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dkbm.kinds import KINDS
from dkbm.schema import check, klasse_at
from dkbm.schema.classes import is_personal
from dkbm.schema.gate import compile_schema, passes
from dkbm.schema.slow import errors
from dkbm.text.reader import read
from tests.horcher import listening
from tests.schematisch import KOMMUNE, PATHS, PERSON, document, findings, musterland_documents

Route = tuple[str | int, ...]
MUSTER = [(kind, doc.value) for kind, doc in musterland_documents()]


def routes(value: object, route: Route = ()) -> Iterator[Route]:
    yield route
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield from routes(part, (*route, key))


def changed(value: Any, route: Route, new: Any) -> Any:  # noqa: ANN401 -- any document
    """A copy with another value at the route; `...` takes the value away."""
    if not route:
        return new
    whole = copy.deepcopy(value)
    node = whole
    for step in route[:-1]:
        node = node[step]
    if new is ...:
        del node[route[-1]]
    else:
        node[route[-1]] = new
    return whole


VALUES: list[Any] = [
    None, True, False, 0, 1, -1, 99, 100, 2017, 10**30, "", "x", "ja", "2018-02", "2018-02-30", "2018..2017", "..",
    "99001", "99001\n", "٩٩٠٠١", "p-x", "verbund", "exakt", "a" * 2001, [], ["X01"], ["X01", "X01"], [1], [[]], {},
    {"x": 1}, {"text": "t"}, {"datum": "2018", "quelle": "X01"}, [{"datum": "2018", "quelle": "X01"}],
    [{"quelle": "X01"}],
]  # fmt: skip
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(VALUES),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(max_size=6), below, max_size=3),
    max_leaves=5,
)


def agree(kind: str, value: object) -> None:
    assert passes(value, kind) == (not any(errors(value, kind)))


@pytest.mark.parametrize(("kind", "value"), MUSTER, ids=[kind for kind, _ in MUSTER])
def test_gate_and_explanation_agree_when_any_field_is_replaced_or_taken_away(kind: str, value: object) -> None:
    assert passes(value, kind)
    few = list(routes(value))[:: max(1, len(list(routes(value))) // 40)]
    for route in few:
        for new in [*VALUES[::2], ...] if route else VALUES:
            agree(kind, changed(value, route, new))


@pytest.mark.parametrize("key", ["", " ", "0", "x"])
def test_gate_and_explanation_agree_on_an_unknown_key_whatever_it_is(key: str) -> None:
    agree("agentur", {**dict(MUSTER)["agentur"], key: None})


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.data())
def test_gate_and_explanation_agree_on_random_changes(data: st.DataObject) -> None:
    kind, value = data.draw(st.sampled_from(MUSTER))
    route = data.draw(st.sampled_from(list(routes(value))))
    value = changed(value, route, data.draw(json_values))
    if isinstance(value, dict):
        value = {**value, **data.draw(st.dictionaries(st.text(max_size=8), json_values, max_size=1))}
    agree(kind, value)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.data())
def test_whatever_the_gate_refuses_is_explained(data: st.DataObject) -> None:
    kind, value = data.draw(st.sampled_from([row for row in MUSTER if row[0] in PATHS]))
    value = changed(value, data.draw(st.sampled_from(list(routes(value)))), data.draw(json_values))
    doc, _ = read(PATHS[kind], json.dumps(value).encode())
    if doc is not None and not passes(doc.value, kind):
        found = [finding for finding in check(doc, kind) if finding.code != "D121"]
        assert found
        assert "passt nicht zum Schema" not in found[0].message


@pytest.mark.parametrize(
    "value", [{1: "x"}, {None: 1}, {"name": "\ud800"}, {"schluessel": 10**400}, float("nan"), object()]
)
def test_s41_s42_the_gate_refuses_what_no_reader_yields_and_never_raises(value: object) -> None:
    assert not passes(value, "kommune")


@pytest.mark.parametrize("body", ["1: x\n", "true: x\n", "null: x\n", "2018-02-16: x\n", "[a]: x\n", "? {a: b}\n: x\n"])
def test_s41_keys_of_a_document_are_texts(body: str) -> None:
    doc, found = read(PATHS["kommune"], (KOMMUNE + body).encode())
    assert found if doc is None else all(isinstance(key, str) for key in doc.value)
    if doc is not None:
        assert "D101" in [finding.code for finding in check(doc, "kommune")]


@pytest.mark.parametrize("number", [".nan", ".inf", "-.inf", "1e400", "1.5", "1" + "0" * 400, "0x1F", "1_000"])
def test_s42_no_number_crashes_the_check(number: str) -> None:
    doc, found = read(
        PATHS["kommune"], f"{KOMMUNE}verlauf: [{{ereignis: beginn, quelle: X, modul: {number}}}]\n".encode()
    )
    if doc is not None:
        assert not isinstance(doc.value["verlauf"][0]["modul"], float)
        found = check(doc, "kommune")
    assert found
    assert all(len(finding.message) < 300 for finding in found)


@pytest.mark.parametrize("number", ["1" * 300, "-" + "9" * 300])
def test_s42_a_number_of_any_length_is_out_of_range(number: str) -> None:
    doc, found = read(
        PATHS["kommune"], f"{KOMMUNE}verlauf: [{{ereignis: beginn, quelle: X, modul: {number}}}]\n".encode()
    )
    found = check(doc, "kommune") if doc is not None else found
    assert found
    assert number not in str(found)


@pytest.mark.parametrize("keyword", ["$ref", "$dynamicRef"])
@pytest.mark.parametrize("scheme", ["http", "file", "data", "relative"])
def test_s31_s32_a_schema_that_refers_outside_is_refused_and_nothing_is_fetched(keyword: str, scheme: str) -> None:
    with listening() as (base, hits):
        places = {"http": f"{base}s.json", "file": Path(__file__).as_uri(), "data": "data:,{}", "relative": "s.json"}
        with pytest.raises(ValueError):  # noqa: PT011 -- whatever the library says
            compile_schema({"$id": f"{base}root.json", keyword: places[scheme]})
        assert hits() == 0


def test_s31_checking_good_and_bad_documents_opens_no_socket_and_reads_no_foreign_schema() -> None:
    """In a process that ends at the first event of `socket` or `urllib`."""
    code = """
import os, sys
def guard(event, args):
    if event.startswith(("socket.", "urllib.", "http.")):
        os._exit(7)
sys.addaudithook(guard)
from dkbm.schema import KINDS, check
from dkbm.text.reader import read
for kind in KINDS:
    document, _ = read(f"data/{kind}.yaml", b"$schema: http://127.0.0.1:9/x\\n$ref: file:///etc/y\\nname: [1]\\n")
    assert len(check(document, kind)) >= 3, kind
"""
    root = Path(__file__).parent.parent
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0


@pytest.mark.parametrize("first", ["http://127.0.0.1:9/kommune.schema.json", "file:///etc/kommune.schema.json"])
def test_s33_s35_only_the_schema_of_the_program_counts_whatever_a_file_names(first: str) -> None:
    doc, _ = read(PATHS["kommune"], f"# yaml-language-server: $schema={first}\n{KOMMUNE}farbe: rot\n".encode())
    assert doc is not None
    assert [finding.code for finding in check(doc, "kommune")] == ["D101"]


CANARY = "Kanarienvogel"
PERSONAL = [
    PERSON.replace("Mara Muster", f"[{CANARY}]"),
    PERSON.replace("Mara Muster", f"{CANARY * 40}"),
    PERSON + f"titel: {{{CANARY}: {CANARY}}}\n",
    PERSON + f"titel: {CANARY} {'x' * 60}\n",
    PERSON + f"auch: [{CANARY}, {CANARY}]\n",
    PERSON + f"kontakt: {{telefon: {CANARY}, email: {CANARY}, web: [{CANARY}], quelle: X02}}\n",
    PERSON.replace("leitung", f"{CANARY} Amt"),
    PERSON.replace("agentur", f"{CANARY} Ort"),
    PERSON.replace("quelle: X02", f"datum: {CANARY}, quelle: X02"),
    PERSON.replace("quelle: X02", f"datum: [{{datum: {CANARY}, quelle: X02, bemerkung: [{CANARY}]}}], quelle: X02"),
    PERSON + f"netzwerk: [{{gruppe: '{CANARY} 1', rolle: {CANARY}, quelle: X02}}]\n",
]


@pytest.mark.parametrize("body", PERSONAL)
def test_s43_no_message_repeats_a_value_of_a_person(body: str) -> None:
    found = findings("person", body)
    assert found
    assert [finding for finding in found if CANARY.lower() in f"{finding.message}{finding.help}".lower()] == []


@pytest.mark.parametrize("field", ["titel", "kontakt: {quelle: X02, telefon", "kontakt: {quelle: X02, email"])
def test_s43_numbers_and_years_of_a_person_are_not_repeated_either(field: str) -> None:
    (found,) = findings("person", f"{PERSON}{field}: 4711{'}' if '{' in field else ''}\n")
    assert "4711" not in found.message + found.help


def test_s43_who_refers_to_a_person_does_not_repeat_the_name() -> None:
    (found,) = findings("kommune", f"{KOMMUNE}leitung: [{{amt: landrat, quelle: X02, person: {CANARY}}}]\n")
    assert CANARY not in found.message + found.help


@pytest.mark.parametrize("value", ["a" * 100_000, "a\nb " * 1000, "ä" * 5000])
def test_s43_a_message_repeats_at_most_eighty_characters_in_one_line(value: str) -> None:
    text = json.dumps(value)
    for body in (KOMMUNE.replace("landkreis", text), KOMMUNE.replace("X02", text), f'{KOMMUNE}{text[:900]}x": 1\n'):
        doc, _ = read(PATHS["kommune"], body.encode())
        for finding in check(doc, "kommune") if doc is not None else ():
            assert len(finding.message) < 80 + 120
            assert "\n" not in finding.message + finding.help


@pytest.mark.parametrize(
    ("kind", "route", "klasse"),
    [
        ("kommune", ("name",), "oeffentlich"),
        ("kommune", ("verlauf", 3, "datum", 0, "quelle"), "oeffentlich"),
        ("kommune", ("vereinbarungen", 0, "kommune", "ansprechperson"), "person-dienstlich"),
        ("kommune", ("verlauf", 0, "korrektur", "grund"), "intern"),
        ("kommune", ("unbekannt",), "intern"),
        ("person", ("name",), "person-dienstlich"),
        ("person", ("aemter", 0, "datum", 0, "bemerkung"), "person-dienstlich"),
        ("person", ("kontakt", "email"), "person-dienstlich"),
        ("person", ("freigabe", 0, "zweck"), "intern"),
        ("person", ("auch", 0), "person-dienstlich"),
    ],
)
def test_a_value_has_the_strictest_class_on_the_way_to_it(kind: str, route: Route, klasse: str) -> None:
    assert klasse_at(kind, route) == klasse
    assert is_personal(kind, route) == klasse.startswith("person-")


def test_a_good_document_does_not_load_the_slow_check() -> None:
    code = (
        "import sys; from dkbm.schema import check; from dkbm.text.reader import read;"
        f"d, _ = read({PATHS['kommune']!r}, {document('kommune', KOMMUNE).text.encode()!r});"
        "assert check(d, 'kommune') == ();"
        "assert 'jsonschema' not in sys.modules; assert 'jsonschema_rs' in sys.modules"
    )
    root = Path(__file__).parent.parent
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0


def test_every_kind_compiles() -> None:
    for kind in KINDS:
        assert not passes([], kind)
