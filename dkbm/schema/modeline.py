"""The first line of a data file names its schema, so that an editor completes and checks while typing."""

import re
from typing import TYPE_CHECKING

from dkbm.diagnostic import Diagnostic, Place, Span
from dkbm.schema.codes import MODELINE

if TYPE_CHECKING:
    from dkbm.text.document import Document

_LINE = re.compile(r"# yaml-language-server: \$schema=(\S+)")


def check_modeline(document: "Document", kind: str) -> tuple[Diagnostic, ...]:
    """Return a warning when the first line names no schema, or that of another kind; where it lies is free."""
    first = document.text.partition("\n")[0].rstrip("\r")
    match = _LINE.fullmatch(first.rstrip())
    if match and match[1].rpartition("/")[2] == f"{kind}.schema.json":
        return ()
    message = (
        f"Die erste Zeile nennt das Schema einer anderen Dateiart als »{kind}«."
        if match
        else "Die erste Zeile nennt kein Schema; ein Editor kann beim Schreiben nicht helfen."
    )
    place = Place(document.path, span=Span(1, 1, 1, max(len(first), 1) + 1))
    return (
        Diagnostic(
            MODELINE.code, MODELINE.severity, message, place, f"Als erste Zeile: {modeline(document.path, kind)}"
        ),
    )


def modeline(path: str, kind: str) -> str:
    """Return the first line for a file with this name in a dataset that has its schemas in `schemas/`."""
    return f"# yaml-language-server: $schema={'../' * path.count('/')}schemas/{kind}.schema.json"
