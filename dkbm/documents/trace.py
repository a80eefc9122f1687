"""Where every value of a document comes from: one entry for each place at which it prints one, in reading order."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from dkbm.diagnostic import Place, route_text
from dkbm.documents.angaben import Angabe
from dkbm.documents.render import Dokument
from dkbm.documents.tree import Block, Text, lines
from dkbm.text.document import Document

Revision = Callable[[str], str | None]
"""From the name of a file to the commit that holds it as it was read, None where git holds another or none."""


def trace(document: Dokument, documents: Mapping[str, Document], revision: Revision) -> list[dict[str, Any]]:
    """The entries: the name of the value, the text as printed, and its sources with their exact text.

    What the call gave names its option under `aufruf`. What is missing (`luecke`) has the place where to add it.
    """
    entries: list[dict[str, Any]] = []
    for number, text in shown(document.blocks):
        name, angabe = document.angaben[number]
        sources = [_source(place, documents, revision, angabe.luecke) for place in angabe.herkunft]
        entry: dict[str, Any] = {"name": name, "text": text, "sources": sources}
        entries.append(entry | _besides(angabe))
    return entries


def shown(blocks: tuple[Block, ...]) -> Iterator[tuple[int, str]]:
    """Every place at which a document prints a value: the number of the value and the text there, in reading order."""
    for line in lines(blocks):
        for part in line:
            if isinstance(part, Text) and part.angabe is not None:
                yield part.angabe, part.text


def _besides(angabe: Angabe) -> dict[str, Any]:
    return ({"aufruf": angabe.aufruf} if angabe.aufruf else {}) | ({"luecke": True} if angabe.luecke else {})


def _source(place: Place, documents: Mapping[str, Document], revision: Revision, luecke: bool) -> dict[str, Any]:
    """Lines and columns count from 1, in code points; the end is exclusive, as in every finding."""
    source: dict[str, Any] = {"file": place.file, "route": route_text(place.route), "revision": revision(place.file)}
    document = documents.get(place.file)
    if document is None or luecke:
        return source
    start, end = document.extent(place.route)
    span = document.span(place.route)
    return source | span._asdict() | {"text": document.text[start:end]}
