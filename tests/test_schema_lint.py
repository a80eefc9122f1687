"""What every schema must be, so that it can be trusted: our vocabulary only, closed, bounded, explained, classed."""

import copy
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from dkbm.kinds import KINDS
from dkbm.schema.classes import KLASSEN
from dkbm.schema.explain import ABOUT_FIELDS
from dkbm.schema.store import resolve
from dkbm.schema.values import ABOUT_VALUES
from tests.schematisch import nodes, schemas

NAMES = sorted(schemas())
VOCABULARY = json.loads((Path(__file__).parent / "daten" / "vokabular.json").read_text(encoding="utf-8"))
LINT = jsonschema_rs.Draft202012Validator(VOCABULARY)
Route = tuple[str | int, ...]

ATOM = r"(?:\[[^\]\\]+\]|[A-Za-z0-9@:/_-])"
BOUND = r"(?:\?|\{[0-9]+(?:,[0-9]+)?\})?"
GROUP = rf"\((?:{ATOM}|\|)+\)"
SAFE = re.compile(rf"\^(?:{ATOM}{BOUND}|{GROUP})+\$")
"""Patterns we write: both ends anchored, ASCII classes, every repetition bounded, no group repeated."""


def test_every_kind_has_a_schema_and_every_schema_a_kind() -> None:
    assert sorted(KINDS) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_m3_s40_a_schema_uses_our_vocabulary_only(name: str) -> None:
    assert [f"{error.instance_path}: {error.message[:200]}" for error in LINT.iter_errors(schemas()[name])] == []
    jsonschema_rs.meta.validate(schemas()[name])
    assert schemas()[name]["x-dkbm-art"] == name


@pytest.mark.parametrize("name", NAMES)
def test_s40_no_keyword_can_be_misspelt_unseen(name: str) -> None:
    unseen = []
    for route in _first_of_each_keyword(schemas()[name]):
        changed = copy.deepcopy(schemas()[name])
        parent = _at(changed, route[:-1])
        parent[f"{route[-1]}s"] = parent.pop(route[-1])
        if LINT.is_valid(changed):
            unseen.append(route)
    assert unseen == []


@pytest.mark.parametrize(
    "word", ["title", "description", "additionalProperties", "maxItems", "minItems", "items", "type"]
)
@pytest.mark.parametrize("name", NAMES)
def test_s40_what_every_schema_needs_cannot_be_left_out(name: str, word: str) -> None:
    for route in [route for route in _first_of_each_keyword(schemas()[name]) if route[-1] == word]:
        changed = copy.deepcopy(schemas()[name])
        del _at(changed, route[:-1])[word]
        assert not LINT.is_valid(changed), route


def _first_of_each_keyword(schema: dict[str, Any]) -> Iterator[Route]:
    """One route to each keyword of a schema; names of fields and of definitions are no keywords."""
    seen = set()
    for route, node in nodes(schema):
        if _is_schema(route):
            for key in node:
                if key not in seen:
                    seen.add(key)
                    yield (*route, key)


def _is_schema(route: Route) -> bool:
    """Say whether the node at `route` is a schema, not a table of names or an example."""
    names = ("properties", "patternProperties", "$defs")
    tables = (*names, "dependentRequired", "x-dkbm-heisst", "x-dkbm-statt", "examples", "enum")
    last_is_name = False
    for step in route:
        if last_is_name:
            last_is_name = False
        elif step in names:
            last_is_name = True
        elif step in tables:
            return False
    return not last_is_name


def _at(node: Any, route: Route) -> Any:  # noqa: ANN401 -- any part of a schema
    for step in route:
        node = node[step]
    return node


def _properties(schema: dict[str, Any]) -> Iterator[tuple[Route, dict[str, Any]]]:
    for route, node in nodes(schema):
        if _is_schema(route) and len(route) > 1 and route[-2] == "properties" and not {"if", "then"} & set(route):
            yield route, node


def _is_leaf(node: dict[str, Any], root: dict[str, Any]) -> bool:
    """Say that a property holds a value itself, not only fields that have their own class."""
    resolved = resolve(node, root)
    types = {resolved["type"]} if isinstance(resolved["type"], str) else set(resolved["type"])
    if types & {"string", "integer", "boolean"} or "patternProperties" in resolved:
        return True
    return types == {"array"} and resolve(resolved["items"], root)["type"] != "object"


@pytest.mark.parametrize("name", NAMES)
def test_m3_every_field_is_explained_in_german(name: str) -> None:
    english = re.compile(r"\b(the|of|and|is|must|date|name of|list of)\b")
    for route, node in _properties(schemas()[name]):
        assert node["title"], route
        assert node["description"], route
        assert not english.search(f"{node['title']} {node['description']}"), route


@pytest.mark.parametrize("name", NAMES)
def test_m3_the_acceptance_by_jq_finds_no_field_without_description(name: str) -> None:
    """`[..|objects|select(.properties)|.properties[]|select(.description==null)]`, whatever `properties` is."""
    tables = [node["properties"] for _, node in nodes(schemas()[name]) if "properties" in node]
    assert [part for table in tables for part in table.values() if part.get("description") is None] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_leaf_has_a_class_and_nothing_else_has_one(name: str) -> None:
    root = schemas()[name]
    for route, node in _properties(root):
        if _is_leaf(node, root):
            assert node.get("x-dkbm-klasse") in KLASSEN, route
    classed = [route for route, node in nodes(root) if _is_schema(route) and "x-dkbm-klasse" in node]
    assert sorted(map(str, classed)) == sorted(str(r) for r, node in _properties(root) if _is_leaf(node, root))


@pytest.mark.parametrize("name", NAMES)
def test_persons_are_referred_to_only_in_a_personal_class(name: str) -> None:
    for route, node in _properties(schemas()[name]):
        resolved = resolve(node, schemas()[name])
        verweise = {resolved.get("x-dkbm-verweis"), resolved.get("items", {}).get("x-dkbm-verweis")}
        if "person" in verweise:
            assert node["x-dkbm-klasse"].startswith("person-"), route


@pytest.mark.parametrize("name", NAMES)
def test_every_required_field_has_an_example_to_add(name: str) -> None:
    root = schemas()[name]
    for route, node in nodes(root):
        for key in node.get("required", ()) if _is_schema(route) and "properties" in node and "type" in node else ():
            field = resolve(node["properties"][key], root)
            assert field.get("examples") or field["type"] in {"array", "object"}, (route, key)


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_of_a_schema_are_valid(name: str) -> None:
    root = schemas()[name]
    for route, node in nodes(root):
        if _is_schema(route):
            whole = {**resolve(node, root), "$defs": root.get("$defs", {})}
            checker = jsonschema_rs.Draft202012Validator(whole)
            assert [example for example in node.get("examples", ()) if not checker.is_valid(example)] == [], route


@pytest.mark.parametrize("name", NAMES)
def test_a_renamed_field_leads_to_one_that_exists(name: str) -> None:
    for route, node in nodes(schemas()[name]):
        if _is_schema(route) and "properties" in node:
            assert set(node.get("x-dkbm-heisst", {}).values()) <= set(node["properties"]), route
            told = {*node.get("x-dkbm-heisst", {}), *node.get("x-dkbm-statt", {})}
            assert not told & set(node["properties"]), route


@pytest.mark.parametrize("name", NAMES)
def test_s34_references_stay_inside_and_do_not_run_in_circles(name: str) -> None:
    root = schemas()[name]

    def follow(node: object, above: tuple[str, ...]) -> None:
        for _, part in nodes(node):
            if ref := part.get("$ref"):
                assert ref not in above, (*above, ref)
                follow(root["$defs"][ref.removeprefix("#/$defs/")], (*above, ref))

    follow({key: part for key, part in root.items() if key != "$defs"}, ())


SPEAKS_ITSELF = {"items", "properties", "patternProperties", "if", "then", "else", "$ref", "$defs"}
"""Keywords that pass on to others and break by those only."""
ONLY_WORDS = {"$schema", "$comment", "title", "description", "examples"}


@pytest.mark.parametrize("name", NAMES)
def test_m4_every_keyword_in_use_has_its_own_german_words(name: str) -> None:
    used = {key for route, node in nodes(schemas()[name]) if _is_schema(route) for key in node}
    checking = {key for key in used if not key.startswith("x-dkbm-")} - SPEAKS_ITSELF - ONLY_WORDS
    assert checking <= {*ABOUT_VALUES, *ABOUT_FIELDS}


@pytest.mark.parametrize("name", NAMES)
def test_every_definition_is_used(name: str) -> None:
    used = {node["$ref"].removeprefix("#/$defs/") for _, node in nodes(schemas()[name]) if "$ref" in node}
    assert used == set(schemas()[name].get("$defs", {}))


@pytest.mark.parametrize("name", NAMES)
def test_s37_only_lists_of_scalars_are_held_unique(name: str) -> None:
    for route, node in nodes(schemas()[name]):
        if _is_schema(route) and "uniqueItems" in node:
            assert resolve(node["items"], schemas()[name])["type"] in {"string", "integer"}, route


def test_common_defs_are_equal() -> None:
    first: dict[str, tuple[str, Any]] = {}
    for name in NAMES:
        for key, definition in schemas()[name].get("$defs", {}).items():
            other, known = first.setdefault(key, (name, definition))
            assert definition == known, f"$defs/{key} differs in {name} and {other}"


def _patterns() -> list[str]:
    found = set()
    for name in NAMES:
        for route, node in nodes(schemas()[name]):
            if _is_schema(route):
                found |= {node["pattern"]} if "pattern" in node else set()
                found |= set(node.get("patternProperties", {}))
    return sorted(found)


@pytest.mark.parametrize("pattern", _patterns())
def test_s36_s38_a_pattern_is_of_the_safe_kind(pattern: str) -> None:
    assert SAFE.fullmatch(pattern), pattern
    assert not re.search(r"\\", pattern), "no \\d, \\w, \\s: they match more than ASCII in Python"


@pytest.mark.parametrize("pattern", ["^(a+)+$", "a", "^a*$", r"^\d$", "^(ab){2}$", "^a|b$", "^.$"])
def test_s36_the_check_of_patterns_finds_dangerous_ones(pattern: str) -> None:
    assert not SAFE.fullmatch(pattern)


def test_s36_hostile_texts_of_ten_kilobytes_are_refused_at_once() -> None:
    """In a child that may use three seconds of processor time for everything together."""
    code = """
import json, re, resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (3, 3))
for pattern in json.load(sys.stdin):
    compiled = re.compile(pattern)
    for part in ("a", "1", "-", "a-", "a.", "a@", "http://", "p-", " ", "\\n", "Z", "0 ("):
        text = part * (10_000 // len(part))
        compiled.search(text + "\\x00"), compiled.search("a@" + text), compiled.search(text)
"""
    run = subprocess.run([sys.executable, "-c", code], input=json.dumps(_patterns()), text=True, check=False)
    assert run.returncode == 0
