"""Entries of a list in words, and what is owed where one is changed: a reason, or respect for a signature."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dkbm.changes.compare_tree import Difference, same
from dkbm.changes.compare_words import NICHT_GEZEIGT, NICHTS, Words, agreement_name, event_name, label
from dkbm.datum import Datum, DatumError, parse_datum
from dkbm.diagnostic import Route
from dkbm.model.prozess import Prozess
from dkbm.schema.classes import is_register

_SINGULAR = {
    "aemter": "Amt",
    "arten": "Art",
    "aussagen": "Aussage",
    "betreuung": "Betreuung",
    "eckpunkte": "Eckpunkt",
    "ereignisse": "Ereignisart",
    "formate": "Format",
    "fristen": "Frist",
    "kacheln": "Kachel",
    "module": "Modul",
    "namen": "Name",
    "nennungen": "Nennung",
    "netzwerk": "Amt im Netzwerk",
    "quellen": "Quelle",
    "regeln": "Regel",
    "schlagworte": "Schlagwort",
    "tore": "Tor",
    "unterlagen": "Unterlage",
    "veroeffentlichungen": "Veröffentlichung",
}
"""What one entry is called, where the schema has a name only for the list."""
_NAMED = ("id", "kennung", "name", "titel", "nummer", "code", "kommune", "jahr", "schritt", "art")
_IN_NAME = {
    "verlauf": ("ereignis", "modul", "phase", "geplant", "programm", "gremium", "verein", "stufe", "korrektur"),
    "vereinbarungen": ("id", "art", "modul", "phase", "korrektur"),
}
"""What the name of an entry says already."""
_TOLD_OF_NEW = ("unterzeichnet", "ort", "beginn_geplant", "themen")
"""What is told of an agreement that is new or gone; the whole of it is read where it stands."""
_REMARKS = frozenset({"bemerkung", "zweifel", "korrektur"})
_BESIDE = _REMARKS | {"quelle", "siegel"}
"""What does not belong to the text of an agreement."""


def entry_name(words: Words, route: Route, entry: Any, prozess: Prozess) -> str:  # noqa: ANN401 -- any value of a document
    """Return what the entry at `route` of a file is called: `Beginn Modul 3`, `Quelle Q63`, `Treffen Auftakt`."""
    head = _SINGULAR.get(str(route[0])) or label(words.kind, route[:1])
    if not isinstance(entry, Mapping):
        return head
    if route[0] == "verlauf":
        return event_name(entry, prozess)
    if route[0] == "vereinbarungen":
        return agreement_name(entry, prozess)
    if not words.intern and is_register(words.kind, route):
        return head
    name = next((words.value(entry[key], (*route, key)) for key in _name_key(entry)), None)
    if name is None or name == NICHT_GEZEIGT:
        return head
    return name if name.startswith(head) else f"{head} {name}"


def _name_key(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """The key an entry is named by; () where it has none."""
    return tuple(key for key in _NAMED if isinstance(entry.get(key), str | int))[:1]


def entry_text(words: Words, route: Route, entry: Any, stichtag: date) -> str | None:  # noqa: ANN401
    """Return what an entry says beside its name; None where there is no entry."""
    if not isinstance(entry, dict):
        return words.value(entry, route)
    if not words.intern and (words.kind == "person" or is_register(words.kind, route)):
        return NICHT_GEZEIGT
    if route[0] == "vereinbarungen":
        entry = {key: entry[key] for key in _TOLD_OF_NEW if key in entry} or {"unterzeichnet": "nicht unterzeichnet"}
    known = _IN_NAME.get(str(route[0]), ()) or _name_key(entry)
    rest = {key: value for key, value in entry.items() if key not in (*known, "datum", "quelle")}
    when = words.value(entry.get("datum"), (*route, "datum")) or ("ohne Datum" if route[0] == "verlauf" else "")
    datum = dated(entry) if route[0] == "verlauf" else None
    later = "nach dem Stichtag" if datum is not None and datum.lo > stichtag else ""
    told = words.value(rest, route) or ""
    return ", ".join(part for part in (when, later, told) if part not in ("", NICHTS)) or NICHTS


def dated(entry: object) -> Datum | None:
    """Return the date of an event or agreement, the preferred one of several; None where it has none."""
    found = entry.get("datum", entry.get("unterzeichnet")) if isinstance(entry, dict) else None
    if isinstance(found, list):
        found = found[0].get("datum") if found and isinstance(found[0], dict) else None
    try:
        return parse_datum(found) if isinstance(found, str) else None
    except DatumError:
        return None


def reason(route: Route, each: Difference, old: Any, new: Any) -> str | None:  # noqa: ANN401
    """Return why a statement was corrected, "" where the record owes it, None where it owes none.

    A reason is owed for what was said and is not said any more: not for what is added, for remarks, for plans, for
    agreements that nobody has signed. What happened and is a plan now is not said any more either.
    """
    key = route[2] if len(route) > 2 else ""
    if (each.old is None and key != "geplant") or not isinstance(old, dict) or not _is_on_record(route, old):
        return None
    if key in _REMARKS or (key == "quelle" and set(_listed(each.old)) <= set(_listed(each.new))):
        return None
    korrektur = new.get("korrektur") if isinstance(new, dict) else None
    if not isinstance(korrektur, dict) or same(korrektur, old.get("korrektur")):
        return ""
    return " ".join(str(korrektur.get("grund", "")).split())


def _is_on_record(route: Route, old: Mapping[str, Any]) -> bool:
    if route[0] == "verlauf":
        return old.get("geplant") is not True
    return route[0] == "vereinbarungen" and old.get("unterzeichnet") is not None


def touches_signature(route: Route, old: Any) -> bool:  # noqa: ANN401
    """Say whether a change at `route` is one to the text of an agreement that was signed before."""
    if route[:1] != ("vereinbarungen",) or not isinstance(old, dict) or old.get("unterzeichnet") is None:
        return False
    return len(route) < 3 or route[2] not in _BESIDE


def sources(entry: object) -> tuple[str, ...]:
    """Return the ids of the sources that an entry of a document names."""
    return tuple(_listed(entry.get("quelle"))) if isinstance(entry, dict) else ()


def _listed(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else [str(value)] if value is not None else []
