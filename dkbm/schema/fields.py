"""Findings about the fields of an object: unknown, missing, or not allowed beside each other."""

from collections.abc import Iterator

from dkbm.diagnostic import Diagnostic
from dkbm.schema.codes import INCOMPATIBLE, MISSING_KEY, UNKNOWN_KEY
from dkbm.schema.fault import Fault, example
from dkbm.schema.slow import unknown_keys
from dkbm.schema.store import resolve, schema_of
from dkbm.schema.suggest import for_field


def about_fields(faults: list[Fault]) -> Iterator[Diagnostic]:
    """Yield one finding per fault of one object; a field written under a wrong name is not missing as well."""
    if not faults:
        return
    meant = set()
    for key in _unknown(faults):
        suggestion = for_field(key, faults[0].node, faults[0].kind)
        meant.add(suggestion.field)
        yield faults[0].finding(UNKNOWN_KEY, suggestion.message, suggestion.help, key=key)
    for key, fault in _missing(faults).items():
        if key not in meant:
            yield _is_missing(fault, key)
    for fault in faults:
        if fault.keyword == "dependentRequired":
            yield from _depends(fault, meant)
        elif fault.keyword == "not":
            yield _not_allowed(fault)


def _unknown(faults: list[Fault]) -> list[str]:
    found = [fault for fault in faults if fault.keyword == "additionalProperties"]
    return [key for fault in found for key in unknown_keys(fault.value, fault.schema)]


def _missing(faults: list[Fault]) -> dict[str, Fault]:
    required = [fault for fault in faults if fault.keyword == "required"]
    return {key: fault for fault in required for key in fault.demand if key not in fault.value}


def _is_missing(fault: Fault, key: str) -> Diagnostic:
    where = "In der Datei" if not fault.route else f"In {fault.name}"
    node = resolve(fault.node.get("properties", {}).get(key, {}), schema_of(fault.kind))
    help_text = f"Zum Beispiel ergänzen: {example(key, node)}"
    return fault.finding(MISSING_KEY, f"{where} fehlt das Feld »{key}«.", help_text)


def _depends(fault: Fault, meant: set[str | None]) -> Iterator[Diagnostic]:
    for key, needed in fault.demand.items():
        if key in fault.value:
            for other in needed:
                if other not in fault.value and other not in meant:
                    message = f"»{key}« steht hier ohne »{other}«."
                    yield fault.finding(MISSING_KEY, message, f"»{other}« ergänzen oder »{key}« weglassen.", key=key)


def _not_allowed(fault: Fault) -> Diagnostic:
    """Speak of a combination that the schema excludes, in the words it gives for that."""
    message = fault.schema.get("x-dkbm-meldung", "Diese Felder passen nicht zusammen.")
    key = next((key for key in fault.demand.get("required", ()) if key in fault.value), None)
    return fault.finding(INCOMPATIBLE, message, fault.schema.get("x-dkbm-hilfe", ""), key=key)
