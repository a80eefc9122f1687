"""No change moves the past by way of a source: what a source dates stays where it was, or a reason is given (M 33).

An event without a day of its own takes the time its source speaks of. To change that time moves every such event.
"""

from collections.abc import Iterator
from datetime import date

from dkbm.dataset import Dataset
from dkbm.diagnostic import Code, Diagnostic, Place, Severity
from dkbm.german import anzahl
from dkbm.kinds import QUELLEN, kind_of
from dkbm.rules.registry import finding
from dkbm.rules.vorher import abgelehnt, is_reason
from dkbm.rules.wechsel import Eintrag, Wechsel, eintraege, is_faulty, wechselregel

UMGESCHRIEBEN = Code("D506", "quelle-umgeschrieben", Severity.FEHLER, "wechsel")

_FIELDS = ("stand", "nach", "vollstaendig", "abgerufen")
"""What says when a source speaks and what it leaves out: the events that rest on it are dated and judged by these."""


@wechselregel(UMGESCHRIEBEN)
def check_sources(wechsel: Wechsel, stichtag: date) -> Iterator[Diagnostic]:
    """Each source that events or agreements rested on says the same of its time and lists, or carries a new reason."""
    before, after = _quellen(wechsel.before), _quellen(wechsel.after)
    for ident, (index, old) in before.items():
        if ident not in after or is_faulty(wechsel.falsch, QUELLEN, ("quellen", index)):
            continue
        at, new = after[ident]
        fields = [field for field in _FIELDS if _said(old, field) != _said(new, field)]
        if not fields or is_reason(old.get("korrektur"), new.get("korrektur"), stichtag):
            continue
        count = _resting_on(wechsel.before, ident)
        if count:
            message = (
                f"Die Quelle {ident} aus dem Stand {wechsel.von} ist im Stand {wechsel.bis} ohne Grund geändert: "
                f"{_was(old, fields)}. Auf sie {'beruft' if count == 1 else 'berufen'} sich "
                f"{anzahl(count, 'Kommune', 'Kommunen')}."
            )
            help_text = abgelehnt(old, new, stichtag) or (
                "An der Quelle begründen: korrektur: {datum: JJJJ-MM-TT, grund: …}; sonst die alte Angabe lassen."
            )
            yield finding(UMGESCHRIEBEN, Place(QUELLEN, ("quellen", at)), message, help_text)


def _quellen(dataset: Dataset) -> dict[str, tuple[int, Eintrag]]:
    """The sources by id, each with its index; of two with the same id the first."""
    document = dataset.documents.get(QUELLEN)
    if document is None or not isinstance(document.value, dict):
        return {}
    return {str(each.get("id")): (index, each) for index, each in reversed(eintraege(document, "quellen"))}


def _said(quelle: Eintrag, field: str) -> object:
    """What a source says in a field, whatever the order of a list; the day of retrieval only where it dates."""
    value = quelle.get(field)
    if field == "abgerufen":
        stand = quelle.get("stand")
        return str(value) if value is not None and (stand is None or str(stand).endswith("..")) else None
    if isinstance(value, list):
        return sorted(map(str, value))
    return None if value is None else str(value)


def _resting_on(dataset: Dataset, ident: str) -> int:
    """How many Kommunen have an event or agreement from this source."""
    files = (document for path, document in dataset.documents.items() if kind_of(path) == "kommune")
    return sum(
        any(ident in _cited(entry) for key in ("verlauf", "vereinbarungen") for _, entry in eintraege(document, key))
        for document in files
        if isinstance(document.value, dict)
    )


def _cited(entry: Eintrag) -> list[str]:
    """The sources of an entry, those of its single dates among them."""
    dates = [value for key in ("datum", "unterzeichnet") if isinstance(value := entry.get(key), list)]
    inner = [each.get("quelle") for value in dates for each in value if isinstance(each, dict)]
    named = [entry.get("quelle"), *inner]
    return [str(one) for each in named for one in (each if isinstance(each, list) else [each])]


def _was(old: Eintrag, fields: list[str]) -> str:
    return ", ".join(f"{field} (bisher {_shown(old[field])})" if field in old else f"{field} (neu)" for field in fields)


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
