"""Two records of a dataset compared in the words of the field: what changed, not which lines did (M 46).

Comments, quotes, layout, the order of keys and of entries without an order are no change; a file that got another
name is still the same Kommune. Values of a person are put into words only where somebody asks for internal data.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from dkbm.changes.compare_effect import EFFECTS, Days, effects, knows_states
from dkbm.changes.compare_pairs import Pair, pairs
from dkbm.changes.compare_rows import ARTEN, FORUM, PERSONEN, Aenderung, Subject, rows
from dkbm.changes.compare_words import Words, label, names_of
from dkbm.dataset import Dataset
from dkbm.diagnostic import Place
from dkbm.german import sort_key
from dkbm.model.kommune import Kommune
from dkbm.text.document import Document

__all__ = ["ARTEN", "FORUM", "PERSONEN", "Aenderung", "compare", "order"]

_UNNAMED = {"person": "eine Person", "forum": "ein Beitrag im Forum"}
"""What is named only to those who ask for internal data."""


def compare(
    old: Dataset,
    new: Dataset,
    stichtag: date | Days,
    *,
    intern: bool = False,
    ohne: frozenset[str] = frozenset(),
) -> tuple[Aenderung, ...]:
    """Return what `new` says otherwise than `old`; () where that is nothing. Pure, and the same on every machine.

    Kommunen come first, by name, each with its transition on the Stichtag at the head; all else by kind. Of two
    Stichtage each record has its own. Without `intern` no value of a person is part of the answer, nor is the name
    of its file. Files in `ohne` (names of either record) are not compared: one that cannot be read is not gone.
    """
    names, found, days = names_of(old, new), pairs(old, new, ohne), _days(stichtag)
    told = [each for pair in found for each in _of_pair(pair, old, new, days, Words(pair.kind, names, intern))]
    known = [each for each in told if each.art not in EFFECTS or (knows_states(old) and knows_states(new))]
    return tuple(sorted(known, key=order))


def _days(stichtag: date | Days) -> Days:
    return stichtag if isinstance(stichtag, tuple) else (stichtag, stichtag)


def order(each: Aenderung) -> tuple[object, ...]:
    """Return where a change stands among the others: Kommunen by name, then all else by kind."""
    arten = list(ARTEN)
    if each.kommune is not None:
        return 0, sort_key(each.kommune.name), each.kommune.id, arten.index(each.art)
    return 1, "", "", arten.index(each.art)


def _of_pair(pair: Pair, old: Dataset, new: Dataset, days: Days, words: Words) -> Iterator[Aenderung]:
    was, now = _kommune(old, pair.old), _kommune(new, pair.new)
    if was is not None and now is not None:
        yield from effects(old, new, was, now, days)
        yield from _renamed(was, now)
    kommune = now or was
    subject = Subject(pair, words, new.prozess, days[1], _gegenstand(pair, kommune, words), kommune)
    yield from rows(subject)


def _kommune(dataset: Dataset, document: Document | None) -> Kommune | None:
    """The Kommune of a file; None for any other file, and for one that could not be read into the model."""
    if document is None:
        return None
    everyone = dataset.kommunen_und_partner
    return next((each for each in everyone if each.place.file == document.path), None)


def _renamed(was: Kommune, now: Kommune) -> Iterator[Aenderung]:
    """The id of a Kommune is what others refer to it by; its folder decides whether it is counted."""
    counted = [each.place.file.startswith("data/kommunen/") for each in (was, now)]
    words = {True: "gezählt", False: "als Partner geführt, nicht gezählt"}
    told = [("Kennung", was.id, now.id), ("Zählung", words[counted[0]], words[counted[1]])]
    for what, before, after in told:
        if before != after:
            yield Aenderung("kommune", what, before, after, Place(now.place.file), now.offizieller_name, now)


def _gegenstand(pair: Pair, kommune: Kommune | None, words: Words) -> str:
    """What a file is about: the official name, the name in the file, or what such a file is called."""
    value: dict[str, Any] = pair.document.value
    if kommune is not None:
        return kommune.offizieller_name
    if pair.kind in _UNNAMED and not words.intern:
        return _UNNAMED[pair.kind]
    keys = [key for key in ("kennung", "titel", "name") if not words.hides((key,))]
    named = next((value[key] for key in keys if isinstance(value.get(key), str)), None)
    if pair.kind in ("dkbm", "agentur") or named is None:
        return {"dkbm": "Datensatz", "agentur": "Agentur"}.get(pair.kind) or _titles(pair.kind)
    return " ".join(named.split())


def _titles(kind: str) -> str:
    return label(kind, ()) or kind
