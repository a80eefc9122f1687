"""Helpers of the schema tests: a document from text, its findings, and the parts of a schema."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from dkbm.diagnostic import Diagnostic
from dkbm.kinds import kind_of
from dkbm.resources import schemas_dir
from dkbm.schema import check
from dkbm.schema.modeline import modeline
from dkbm.text.document import Document
from dkbm.text.reader import read
from tests.muster import musterland

PATHS = {
    "kommune": "data/kommunen/landkreis-musterland.yaml",
    "person": "data/personen/p-mara-muster.yaml",
    "quellen": "data/quellen.yaml",
    "prozess": "data/prozess.yaml",
    "themen": "data/themen.yaml",
    "dkbm": "dkbm.yaml",
}
KOMMUNE = 'schluessel: "99001"\nname: Musterland\nart: landkreis\nquelle: X02\n'
PERSON = "name: Mara Muster\naemter:\n  - {amt: leitung, bezeichnung: Leiterin, stelle: agentur, quelle: X02}\n"


def document(kind: str, body: str) -> Document:
    """A document of this kind with a right first line; the text must be good YAML."""
    found, diagnostics = read(PATHS[kind], f"{modeline(PATHS[kind], kind)}\n{body}".encode())
    assert found is not None, diagnostics
    return found


def findings(kind: str, body: str) -> tuple[Diagnostic, ...]:
    return check(document(kind, body), kind)


def excerpt(kind: str, body: str, finding: Diagnostic) -> str:
    """The text a finding points at."""
    doc = document(kind, body)
    span = finding.place.span or doc.span(finding.place.route, at_key=finding.place.at_key)
    line = doc.text.splitlines()[span.line - 1]
    return line[span.column - 1 : span.end_column - 1] if span.end_line == span.line else line[span.column - 1 :]


def schema_files() -> list[Path]:
    return sorted(schemas_dir().glob("*.schema.json"))


@cache
def schemas() -> dict[str, dict[str, Any]]:
    """Every schema by the first part of its file name."""
    return {path.name.partition(".")[0]: json.loads(path.read_text(encoding="utf-8")) for path in schema_files()}


def musterland_documents() -> list[tuple[str, Document]]:
    """The documents of Musterland with their kinds."""
    found = [(kind_of(path), read(path, raw)[0]) for path, raw in musterland().items()]
    return [(kind, doc) for kind, doc in found if kind is not None and doc is not None]


def nodes(node: object, route: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], dict[str, Any]]]:
    """Every object in a schema with the way to it."""
    if isinstance(node, dict):
        yield route, node
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, below in items:
        yield from nodes(below, (*route, key))
