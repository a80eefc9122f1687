"""Say in German what is wrong with a document that the gate refused: one finding for each fault."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dkbm.diagnostic import Diagnostic, Place, Route
from dkbm.schema.codes import INCOMPATIBLE
from dkbm.schema.fault import Fault
from dkbm.schema.fields import about_fields
from dkbm.schema.slow import errors
from dkbm.schema.values import ABOUT_VALUES

if TYPE_CHECKING:
    from dkbm.text.document import Document

ABOUT_FIELDS = ("additionalProperties", "required", "dependentRequired", "not")
"""Keywords about which fields there are; the others are about one value."""


def explain(document: "Document", kind: str) -> tuple[Diagnostic, ...]:
    """Return the findings of a document, in the order of its text; never none, as the gate has refused it."""
    found = [finding for faults in _by_route(document, kind).values() for finding in _about(faults)]
    found.sort(key=lambda finding: _spot(document, finding.place))
    return tuple(found) or (_unexplained(document, kind),)


def _spot(document: "Document", place: Place) -> tuple[int, int]:
    line, column, *_ = place.span or document.span(place.route, at_key=place.at_key)
    return line, column


def _by_route(document: "Document", kind: str) -> dict[Route, list[Fault]]:
    """Return the faults of each place."""
    groups: dict[Route, list[Fault]] = {}
    for error in errors(document.value, kind):
        route = tuple(error.absolute_path)
        fault = Fault(document, kind, route, error.validator, error.validator_value, error.instance, error.schema)
        groups.setdefault(route, []).append(fault)
    return groups


def _about(faults: list[Fault]) -> Iterator[Diagnostic]:
    """Yield the findings of one place: all about missing and unknown fields, but one about its value."""
    yield from about_fields([fault for fault in faults if fault.keyword in ABOUT_FIELDS])
    by_keyword = {fault.keyword: fault for fault in reversed(faults)}
    for keyword, say in ABOUT_VALUES.items():
        if keyword in by_keyword:
            yield say(by_keyword[keyword])
            return


def _unexplained(document: "Document", kind: str) -> Diagnostic:
    """Stand in where the gate refuses what the thorough check accepts; a test looks for such a case."""
    message = f"Die Datei passt nicht zum Schema »{kind}«."
    place = Place(document.path)
    return Diagnostic(INCOMPATIBLE.code, INCOMPATIBLE.severity, message, place, f"Das Schema zeigt: dkbm schema {kind}")
