"""Is a document what the schema of its kind allows? Every fault becomes one German finding at its place.

`jsonschema_rs` is the gate that nearly every document passes; only for one it refuses, `jsonschema` is loaded
to say why (measured per document: 24 µs against 3,833 µs). A test holds the two equal.
"""

from typing import TYPE_CHECKING

from dkbm.diagnostic import Diagnostic
from dkbm.kinds import KINDS as _KINDS
from dkbm.schema.classes import klasse_at
from dkbm.schema.codes import CODES
from dkbm.schema.modeline import check_modeline
from dkbm.schema.store import schema_of, schema_text

if TYPE_CHECKING:
    from dkbm.text.document import Document

KINDS: tuple[str, ...] = tuple(_KINDS)
"""The kinds of files; each has a schema."""

__all__ = ["CODES", "KINDS", "check", "klasse_at", "schema_of", "schema_text"]


def check(document: "Document", kind: str) -> tuple[Diagnostic, ...]:
    """Return all findings of one document against the schema of `kind` (one of KINDS), with their routes set."""
    return (*check_modeline(document, kind), *_check_value(document, kind))


def _check_value(document: "Document", kind: str) -> tuple[Diagnostic, ...]:
    from dkbm.schema.gate import passes  # noqa: PLC0415 -- loaded only where something is checked

    if passes(document.value, kind):
        return ()
    from dkbm.schema.explain import explain  # noqa: PLC0415 -- jsonschema is loaded only for a refused document

    return explain(document, kind)
