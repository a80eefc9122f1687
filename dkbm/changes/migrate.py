"""From an older version of the schema to the present one: keys get their new names, every other byte stays.

A migration is a table of renames; a key of the same name elsewhere is left alone.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from dkbm.diagnostic import Diagnostic, Route, Severity
from dkbm.kinds import KOPF, kind_of
from dkbm.text.document import Document
from dkbm.text.quote import inline
from dkbm.text.reader import read
from dkbm.text.spans import extents

VERSION = 1
"""The version of the schemas of this program."""
_BOM = b"\xef\xbb\xbf"


class Rename(NamedTuple):
    """A key that has a new name, in files of one kind; `*` in the route stands for every item of a list."""

    kind: str
    route: tuple[str, ...]
    old: str
    new: str


MIGRATIONS: dict[int, tuple[Rename, ...]] = {
    0: (
        Rename("kommune", (), "ags", "schluessel"),
        Rename("kommune", (), "bezeichnung", "name"),
        Rename("kommune", ("verlauf", "*"), "typ", "ereignis"),
        Rename("kommune", ("vereinbarungen", "*"), "typ", "art"),
        Rename("person", (), "bezeichnung", "name"),
        Rename("quellen", ("quellen", "*"), "zeit", "stand"),
    ),
}
"""What leads from each version to the next. docs/migration.md tells the same to people."""


class MigrationError(ValueError):
    """A file cannot be brought to the present version; the message is a German reason."""


class Migrated(NamedTuple):
    """The new content of every file that changes; empty, with the reasons, if some file cannot be read."""

    changed: dict[str, bytes]
    diagnostics: tuple[Diagnostic, ...] = ()


def version_of(files: Mapping[str, bytes]) -> int:
    """Return the version a dataset says it has; VERSION where it says nothing, which is for the schema to refuse."""
    document, _ = read(KOPF, files.get(KOPF, b""))
    version = document.value.get("schema") if document is not None and isinstance(document.value, dict) else None
    return version if type(version) is int else VERSION


def migrate(files: Mapping[str, bytes]) -> Migrated:
    """Bring the files of a dataset of an older version to the present one; of the present one nothing changes.

    Only the renamed keys and the version itself are written anew. Raises MigrationError where a key has its old and
    its new name at once, or no migration leads on.
    """
    result = dict(files)
    for version in range(version_of(files), VERSION):
        if version not in MIGRATIONS:
            raise MigrationError(f"Von der Fassung {version} führt kein Weg zur Fassung {VERSION}.")
        found: list[Diagnostic] = []
        for path, raw in result.items():
            result[path], faults = _step(path, raw, version)
            found += faults
        if found:
            return Migrated({}, tuple(found))
    return Migrated({path: raw for path, raw in result.items() if raw != files[path]})


def _step(path: str, raw: bytes, version: int) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """One file one version further, or as it is with the reasons why it cannot be read."""
    kind = kind_of(path)
    if kind is None:
        return raw, ()
    document, found = read(path, raw)
    if document is None:
        return raw, tuple(entry for entry in found if entry.severity is Severity.FEHLER)
    renames = [rename for rename in MIGRATIONS[version] if rename.kind == kind]
    edits = sorted({edit for rename in renames for edit in _edits(document, rename)}, reverse=True)
    if path == KOPF:
        edits.append((*document.extent(("schema",)), str(version + 1)))
    text = document.text
    for start, end, new in edits:
        text = text[:start] + new + text[end:]
    return (_BOM if raw.startswith(_BOM) else b"") + text.encode(), ()


def _edits(document: Document, rename: Rename) -> Iterator[tuple[int, int, str]]:
    """Where the old key stands, and what comes in its place."""
    for route, mapping in _mappings(document.value, rename.route, ()):
        if rename.old in mapping:
            if rename.new in mapping:
                line = document.span((*route, rename.old)).line
                raise MigrationError(
                    f"{document.path}:{line}: Hier stehen »{rename.old}« und sein neuer Name »{rename.new}« zugleich."
                )
            place = extents(document.text)[(*route, rename.old)]
            yield place.key_start or 0, place.key_end or 0, inline(rename.new, in_flow=False)


def _mappings(value: Any, steps: tuple[str, ...], route: Route) -> Iterator[tuple[Route, dict[str, Any]]]:  # noqa: ANN401
    """Every mapping that the steps lead to."""
    if not steps:
        if isinstance(value, dict):
            yield route, value
    elif steps[0] == "*":
        for number, item in enumerate(value if isinstance(value, list) else ()):
            yield from _mappings(item, steps[1:], (*route, number))
    elif isinstance(value, dict) and steps[0] in value:
        yield from _mappings(value[steps[0]], steps[1:], (*route, steps[0]))
