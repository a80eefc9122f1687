"""No change rewrites the past in silence: what was recorded is corrected with a reason, or stays (M 33).

What may be added without one: a source that confirms, a remark, a doubt, a field that was open. What is planned, or an
agreement without a day of signature, is not past.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from dkbm.diagnostic import Code, Diagnostic, Place, Severity
from dkbm.kinds import KOPF
from dkbm.rules.registry import finding
from dkbm.rules.vorher import Fassung, abgelehnt, assign, is_confirmed, is_free, rewritten
from dkbm.rules.wechsel import Eintrag, Wechsel, eintraege, is_faulty, pairs, wechselregel
from dkbm.text.document import Document

GEAENDERT = Code("D502", "vergangenheit-umgeschrieben", Severity.FEHLER, "wechsel")
ENTFERNT = Code("D503", "vergangenheit-entfernt", Severity.FEHLER, "wechsel")

LISTEN = ("verlauf", "vereinbarungen")
_SHOWN = ("ereignis", "modul", "phase", "datum", "unterzeichnet")
"""Fields whose old value a message may show: nothing of a person is among them."""


class _Liste(NamedTuple):
    """One list of a Kommune before and after a change, entry by entry."""

    key: str
    document: Document
    fassungen: list[Fassung]
    come: list[Eintrag]


@wechselregel(GEAENDERT, ENTFERNT)
def check_past(wechsel: Wechsel, stichtag: date) -> Iterator[Diagnostic]:
    """Each event and signed agreement there was says what it said, or carries a `korrektur` that is new."""
    found = list(pairs(wechsel))
    united = _united(new for _, new in found if new is not None)
    for old, new in found:
        if new is None:
            if str(old.value.get("schluessel")) not in united and _has_past(old):
                yield _without_file(wechsel, old)
            continue
        listen = [_liste(wechsel, key, old, new) for key in LISTEN]
        for liste in listen:
            yield from _changed(wechsel, liste, stichtag)
        yield from _removed(wechsel, listen, stichtag)


def _liste(wechsel: Wechsel, key: str, old: Document, new: Document) -> _Liste:
    """Match the entries; what was an error before may be mended or taken away, and is left out."""
    before, after = eintraege(old, key), [each for _, each in eintraege(new, key)]
    fassungen = assign([each for _, each in before], after)
    met = [each.new for each in fassungen if each.new is not None]
    judged = [
        fassung
        for (index, _), fassung in zip(before, fassungen, strict=True)
        if not is_faulty(wechsel.falsch, old.path, (key, index))
    ]
    return _Liste(key, new, judged, [each for each in after if not any(each is other for other in met)])


def _changed(wechsel: Wechsel, liste: _Liste, stichtag: date) -> Iterator[Diagnostic]:
    for fassung in liste.fassungen:
        if fassung.new is None or is_free(fassung.old) or fassung.is_explained(stichtag):
            continue
        fields = rewritten(fassung.old, fassung.new)
        if fields:
            message = (
                f"{_name(fassung.old)} aus dem Stand {wechsel.von} ist im Stand {wechsel.bis} ohne Grund geändert: "
                f"{_was(fassung.old, fields)}."
            )
            help_text = abgelehnt(fassung.old, fassung.new, stichtag) or (
                "Am Eintrag begründen: korrektur: {datum: JJJJ-MM-TT, grund: …}; sonst die alte Angabe lassen."
            )
            yield finding(GEAENDERT, _place(liste, fassung.new), message, help_text)


def _removed(wechsel: Wechsel, listen: Sequence[_Liste], stichtag: date) -> Iterator[Diagnostic]:
    """What is gone needs an entry that says the same, or a new correction in this file for each."""
    corrections = sum(_corrections(liste, stichtag) for liste in listen)
    for liste in listen:
        for fassung in liste.fassungen:
            if fassung.new is not None or is_free(fassung.old) or _stays(fassung.old, liste):
                continue
            if corrections:
                corrections -= 1
                continue
            message = f"{_name(fassung.old)} aus dem Stand {wechsel.von} fehlt im Stand {wechsel.bis} ohne Grund."
            help_text = (
                "Den Eintrag wiederherstellen und, wo er falsch ist, berichtigen mit korrektur: {datum: JJJJ-MM-TT, "
                "grund: …}. War es ein doppelter, steht die korrektur am Eintrag, der bleibt."
            )
            yield finding(ENTFERNT, Place(liste.document.path, ("name",)), message, help_text)


def _corrections(liste: _Liste, stichtag: date) -> int:
    """How many entries carry a new correction that their own change does not need."""
    kept = [each for each in liste.fassungen if each.new is not None and each.is_explained(stichtag)]
    spare = [each for each in kept if each.new is not None and not rewritten(each.old, each.new)]
    return len(spare) + sum(Fassung({}, each).is_explained(stichtag) for each in liste.come)


def _stays(old: Eintrag, liste: _Liste) -> bool:
    after = [*liste.come, *(each.new for each in liste.fassungen if each.new is not None)]
    return any(is_confirmed(old, each) for each in after)


def _place(liste: _Liste, entry: Eintrag) -> Place:
    index = next(index for index, each in eintraege(liste.document, liste.key) if each is entry)
    return Place(liste.document.path, (liste.key, index))


def _without_file(wechsel: Wechsel, old: Document) -> Diagnostic:
    message = (
        f"Die Datei {old.path} aus dem Stand {wechsel.von} fehlt im Stand {wechsel.bis}, und mit ihr der ganze Verlauf."
    )
    help_text = "Wiederherstellen. Ging die Kommune in einer anderen auf, steht sie dort unter vorgaenger."
    return finding(ENTFERNT, Place(KOPF), message, help_text)


def _has_past(document: Document) -> bool:
    return any(not is_free(each) for key in LISTEN for _, each in eintraege(document, key))


def _united(documents: Iterator[Document]) -> set[str]:
    """The Schlüssel of the Kommunen that went up in another one."""
    return {str(each.get("schluessel")) for document in documents for _, each in eintraege(document, "vorgaenger")}


def _name(entry: Eintrag) -> str:
    if "ereignis" not in entry:
        return f"Die Vereinbarung {entry.get('id', 'ohne id')}"
    parts = [f"{word} {entry[key]}" for key, word in (("modul", "Modul"), ("phase", "Phase")) if key in entry]
    return f"Der Eintrag »{entry['ereignis']}«" + (f" ({', '.join(parts)})" if parts else "")


def _was(old: Eintrag, fields: Sequence[str]) -> str:
    said = (f"{key} (bisher {_value(old[key])})" if key in _SHOWN and key in old else key for key in fields)
    return ", ".join(said)


def _value(value: object) -> str:
    if isinstance(value, list):
        return " oder ".join(str(each.get("datum", "?")) if isinstance(each, dict) else str(each) for each in value)
    return str(value)
