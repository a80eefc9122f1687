"""Findings about one value: of the wrong type or form, too long, out of range, no date."""

from collections.abc import Callable
from typing import Any

from dkbm.datum import parse_datum
from dkbm.diagnostic import Diagnostic
from dkbm.german import fold
from dkbm.schema.codes import (
    BARE_YEAR,
    NO_DATE,
    NOT_IN_LIST,
    OUT_OF_RANGE,
    REPEATED,
    WRONG_FORM,
    WRONG_LENGTH,
    WRONG_TYPE,
)
from dkbm.schema.fault import Fault, cut, example
from dkbm.schema.slow import matches
from dkbm.schema.suggest import choices, nearest

EXPECTED = {
    "string": "Text",
    "integer": "eine ganze Zahl",
    "boolean": "true oder false",
    "array": "eine Liste",
    "object": "ein Eintrag mit Feldern",
}
YES = {"ja": "true", "yes": "true", "on": "true", "true": "true", "y": "true", "wahr": "true"}
NO = {"nein": "false", "no": "false", "off": "false", "false": "false", "n": "false", "falsch": "false"}
LEAVE_OUT = "Den Wert ergänzen oder die Zeile weglassen."


def _wrong_type(fault: Fault) -> Diagnostic:
    allowed = [fault.demand] if isinstance(fault.demand, str) else fault.demand
    value = fault.value
    if value is None:
        message = f"{_upper(fault.name)} hat keinen Wert." if fault.route else "Die Datei ist leer."
        return fault.finding(WRONG_TYPE, message, LEAVE_OUT if fault.route else _example(fault))
    if fault.node.get("format") and type(value) is int and 1000 <= value <= 9999:
        year = "Das Jahr" if fault.personal else f"Das Jahr {value}"
        help_text = "In Anführungszeichen schreiben." if fault.personal else f'"{value}" schreiben.'
        return fault.finding(BARE_YEAR, f"{year} steht ohne Anführungszeichen und würde als Zahl gelesen.", help_text)
    if not fault.route:
        return fault.finding(
            WRONG_TYPE, f"Die Datei soll aus Feldern bestehen, hier steht {_found(value)}.", _example(fault)
        )
    expected = "ein Datum" if fault.node.get("format") else " oder ".join(EXPECTED[name] for name in allowed)
    message = f"{_upper(fault.name)} soll {expected} sein, hier steht {_found(value)}."
    return fault.finding(WRONG_TYPE, message, _type_help(fault, allowed))


def _type_help(fault: Fault, allowed: list[str]) -> str:
    value = fault.value
    if isinstance(value, bool) and fault.node.get("examples"):  # it says whether, the field asks which
        return _example(fault)
    if "string" in allowed and isinstance(value, int) and not fault.node.get("format"):
        return "In Anführungszeichen schreiben." if fault.personal else f'"{cut(fault.raw)}" schreiben.'
    if "integer" in allowed and isinstance(value, str) and value.isascii() and value.isdigit():
        return (
            "Ohne Anführungszeichen schreiben." if fault.personal else f"{cut(value)} ohne Anführungszeichen schreiben."
        )
    if "boolean" in allowed and isinstance(value, str) and (word := YES.get(value.lower()) or NO.get(value.lower())):
        return f"{word} schreiben."
    if "array" in allowed and not isinstance(value, list):
        return "Als Liste schreiben, jeden Eintrag mit einem Strich davor."
    return _example(fault)


def _found(value: object) -> str:
    if isinstance(value, bool):
        return "true oder false"
    names = {str: "Text", int: "eine Zahl", list: "eine Liste", dict: "ein Eintrag mit Feldern"}
    return names.get(type(value), "etwas anderes")


def _not_in_list(fault: Fault) -> Diagnostic:
    allowed = fault.demand if fault.keyword == "enum" else [fault.demand]
    near = nearest(fault.value, map(str, allowed)) if isinstance(fault.value, str) and not fault.personal else None
    subject = fault.shown or "Der Wert"
    meant = f" Meinten Sie »{near}«?" if near else ""
    return fault.finding(NOT_IN_LIST, f"{subject} ist für {fault.name} nicht vorgesehen.{meant}", choices(allowed))


def _no_date(fault: Fault) -> Diagnostic:
    if fault.personal:
        return fault.finding(NO_DATE, f"{_upper(fault.name)} ist kein Datum.", _example(fault))
    try:
        parse_datum(fault.value)
    except ValueError as error:
        return fault.finding(NO_DATE, f"{fault.shown}: {error}", getattr(error, "hint", ""))
    raise AssertionError(fault.value)  # pragma: no cover -- the format check says it is none


def _wrong_form(fault: Fault) -> Diagnostic:
    subject = fault.shown or "Der Wert"
    slug = "" if fault.personal else fold(fault.value).replace(" ", "-")
    meant = f" Meinten Sie »{cut(slug)}«?" if slug and matches(fault.demand, slug) else ""
    message = f"{subject} hat nicht die Form, die für {fault.name} gilt.{meant}"
    return fault.finding(WRONG_FORM, message, f"{_first_sentence(fault)} {_example(fault)}".strip())


def _first_sentence(fault: Fault) -> str:
    sentence, dot, _ = str(fault.node.get("description", "")).partition(". ")
    return f"{sentence}{dot.strip()}"


def _too_long(fault: Fault) -> Diagnostic:
    unit = "Zeichen" if fault.keyword == "maxLength" else "Einträge"
    message = f"{_upper(fault.name)} hat {len(fault.value)} {unit}, erlaubt sind höchstens {fault.demand}."
    return fault.finding(WRONG_LENGTH, message, "Kürzen oder aufteilen.")


def _too_short(fault: Fault) -> Diagnostic:
    if not fault.value:
        what = "eine leere Liste" if fault.keyword == "minItems" else "leer"
        return fault.finding(WRONG_LENGTH, f"{_upper(fault.name)} ist {what}.", LEAVE_OUT)
    unit = "Zeichen" if fault.keyword == "minLength" else "Einträge"
    message = f"{_upper(fault.name)} braucht mindestens {fault.demand} {unit}, hier: {len(fault.value)}."
    return fault.finding(WRONG_LENGTH, message, _example(fault))


def _out_of_range(fault: Fault) -> Diagnostic:
    low, high = fault.node.get("minimum"), fault.node.get("maximum")
    subject = fault.shown or "Die Zahl"
    return fault.finding(
        OUT_OF_RANGE, f"{subject} ist für {fault.name} nicht möglich.", f"Erlaubt ist {low} bis {high}."
    )


def _repeated(fault: Fault) -> Diagnostic:
    index = next(index for index, part in enumerate(fault.value) if part in fault.value[:index])
    entry = fault._replace(route=(*fault.route, index), value=fault.value[index])
    subject = entry.shown or "Ein Eintrag"
    return entry.finding(REPEATED, f"{subject} steht mehrfach in {fault.name}.", "Den zweiten Eintrag entfernen.")


def _upper(name: str) -> str:
    return name[:1].upper() + name[1:]


def _example(fault: Fault) -> str:
    """Return `Zum Beispiel …` from the examples of the schema, for an object from those of what it requires."""
    node: dict[str, Any] = fault.node
    if node.get("examples"):
        name = next((step for step in reversed(fault.route) if isinstance(step, str)), "")
        return f"Zum Beispiel {example(name, node)}"
    if node.get("required"):
        return f"Nötig sind die Felder: {', '.join(node['required'])}."
    return ""


ABOUT_VALUES: dict[str, Callable[[Fault], Diagnostic]] = {
    "type": _wrong_type,
    "enum": _not_in_list,
    "const": _not_in_list,
    "format": _no_date,
    "minLength": _too_short,
    "maxLength": _too_long,
    "pattern": _wrong_form,
    "minItems": _too_short,
    "minProperties": _too_short,
    "maxItems": _too_long,
    "maxProperties": _too_long,
    "minimum": _out_of_range,
    "maximum": _out_of_range,
    "uniqueItems": _repeated,
}
"""What to say for each keyword, the most telling first: of one value only the first is said."""
