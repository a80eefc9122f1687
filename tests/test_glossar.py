"""`docs/glossar.md` is complete: every key of the schemas and every kind of event has its entry, and none is dead."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.fakten import ROOT, value_of

KINDS = sorted(path.name.removesuffix(".schema.json") for path in (ROOT / "schemas").glob("*.schema.json"))
LAGE = {"im_modul", "zwischen", "im_prozess", "pausiert", "ausgeschieden", "kein_beleg", "belegt", "fortgeschrieben"}
"""Words of the derived state, which no file stores."""


class Term(NamedTuple):
    """One row of a table."""

    begriff: str
    bedeutung: str
    keys: tuple[str, ...]


@cache
def terms() -> tuple[Term, ...]:
    text = Path(ROOT / "docs" / "glossar.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (?!Begriff)(.+?) \| (.+?) \| (.*?) ?\|$", text, re.MULTILINE)
    return tuple(Term(begriff, bedeutung, tuple(re.findall(r"`(.+?)`", keys))) for begriff, bedeutung, keys in rows)


def explained() -> set[str]:
    return {key for term in terms() for key in term.keys}


def properties(node: Any) -> Iterator[str]:  # noqa: ANN401 -- any part of a schema
    """The names of all fields a schema knows, and those of its own definitions."""
    if isinstance(node, dict):
        fields = node.get("properties")
        yield from fields if isinstance(fields, dict) else ()
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from properties(inner)


def values(node: Any) -> Iterator[str]:  # noqa: ANN401
    """All values that schemas list."""
    if isinstance(node, dict):
        yield from (value for value in node.get("enum", ()) if isinstance(value, str))
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from values(inner)


@cache
def schema(kind: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((ROOT / "schemas" / f"{kind}.schema.json").read_text(encoding="utf-8"))
    return loaded


def event_kinds() -> list[str]:
    return [entry["art"] for entry in value_of(ROOT / "data" / "prozess.yaml")["ereignisse"]]


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_of_a_schema_is_explained(kind: str) -> None:
    assert sorted(set(properties(schema(kind))) - explained()) == []


def test_every_kind_of_event_is_explained() -> None:
    assert sorted(set(event_kinds()) - explained()) == []


def test_no_entry_explains_what_does_not_exist() -> None:
    known = {*event_kinds(), *LAGE, "bildung-mit-plan"}
    for kind in KINDS:
        known.update(properties(schema(kind)), values(schema(kind)))
    assert sorted(explained() - known) == []


def test_one_word_for_one_thing() -> None:
    """No term stands twice, and no key belongs to two terms."""
    begriffe = [term.begriff for term in terms()]
    keys = [key for term in terms() for key in term.keys]
    assert sorted({begriff for begriff in begriffe if begriffe.count(begriff) > 1}) == []
    assert sorted({key for key in keys if keys.count(key) > 1}) == []


def test_every_meaning_is_one_sentence() -> None:
    sentence = re.compile(r"(?:(?!\. [A-ZÄÖÜ]).)+\.")
    assert len(terms()) > len(KINDS)
    assert [term for term in terms() if not sentence.fullmatch(term.bedeutung)] == []
