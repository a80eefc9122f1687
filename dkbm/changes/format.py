"""The canonical form of a file of the dataset: the order of the schema, one way to write, every comment kept."""

import json
import re
import unicodedata
from typing import Any, NamedTuple

from dkbm.diagnostic import Diagnostic, Route, Severity
from dkbm.errors import DkbmError
from dkbm.schema.classes import node_at
from dkbm.schema.modeline import check_modeline, modeline
from dkbm.text.canonical import canonical_text
from dkbm.text.comments import Collection, Entry, comments, tree
from dkbm.text.document import Document
from dkbm.text.quote import UnwritableError
from dkbm.text.reader import read

_NOT_NFC = "D022"
_MODELINE = re.compile(r"# *yaml-language-server:.*")


class Formatted(NamedTuple):
    """The canonical bytes of a file; None, with the reasons, if it cannot be read."""

    raw: bytes | None
    diagnostics: tuple[Diagnostic, ...] = ()


class UnsafeFormatError(DkbmError):
    """The canonical form would say something else than the file: a fault of the program."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path} bleibt, wie es ist: {reason}", "Bitte als Fehler des Programms melden.")


def canonical(path: str, kind: str, raw: bytes, *, schemas_beside: bool = True) -> Formatted:
    """Return the canonical form of a file of this kind: the same value (in NFC), the same comments.

    The first line names the schema in the `schemas/` of the dataset; unless they lie beside it, a line that names
    the right schema elsewhere stays. A file with an error in its text is left alone. Raises UnsafeFormatError rather
    than to lose anything.
    """
    before, found = read(path, raw)
    if before is None and all(entry.code == _NOT_NFC for entry in found if entry.severity is Severity.FEHLER):
        before, found = read(path, unicodedata.normalize("NFC", raw.decode()).encode())
    if before is None:
        return Formatted(None, tuple(entry for entry in found if entry.severity is Severity.FEHLER))
    text = before.text.replace("\r\n", "\n")
    root = tree(text)
    expected = comments(root)
    _reorder(root, kind, ())
    first = modeline(path, kind)
    if not schemas_beside and not check_modeline(before, kind):
        first = text.partition("\n")[0].rstrip()
    root.lead = [first, *(line for line in root.lead if not _MODELINE.fullmatch(line))]
    try:
        new = canonical_text(root).encode()
    except UnwritableError as error:
        raise UnsafeFormatError(path, str(error)) from error
    _verify(before, new, expected)
    return Formatted(new)


def _reorder(entry: Entry, kind: str, route: Route) -> None:
    """Put the keys of every mapping into the order of its schema; those it does not know follow, as they stand."""
    node = entry.node
    if not isinstance(node, Collection):
        return
    for number, inner in enumerate(node.entries):
        _reorder(inner, kind, (*route, number if inner.key is None else inner.key))
    known = list((node_at(kind, route) or {}).get("properties", ()))
    if node.is_mapping and known:
        rank = {key: number for number, key in enumerate(known)}
        node.entries.sort(key=lambda inner: rank.get(inner.key or "", len(rank)))


def _verify(before: Document, new: bytes, expected: list[str]) -> None:
    """Read the result once more and compare. Raises UnsafeFormatError if anything is missing."""
    after, _ = read(before.path, new)
    if after is None or not same(before.value, after.value):
        raise UnsafeFormatError(before.path, "Mit der Form hätte sich ein Wert geändert.")
    kept = sorted(line for line in comments(tree(after.text)) if not _MODELINE.fullmatch(line))
    if kept != sorted(line for line in expected if not _MODELINE.fullmatch(line)):
        raise UnsafeFormatError(before.path, "Mit der Form wäre ein Kommentar verloren gegangen.")


def same(one: Any, other: Any) -> bool:  # noqa: ANN401
    """Say whether two values are the same up to the order of keys; 1 is not true."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
