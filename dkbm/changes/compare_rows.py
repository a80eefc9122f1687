"""The differences between two records of one thing as statements: what is new, what is gone, what says otherwise."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from dkbm.changes.compare_entries import dated, entry_name, entry_text, reason, sources, touches_signature
from dkbm.changes.compare_pairs import Pair
from dkbm.changes.compare_tree import Difference, differences
from dkbm.changes.compare_words import NICHT_GEZEIGT, Words, field
from dkbm.datum import Datum
from dkbm.diagnostic import Place, Route
from dkbm.model.kommune import Kommune
from dkbm.model.prozess import Prozess
from dkbm.model.stand import Lage
from dkbm.schema.classes import is_register
from dkbm.text.document import Document

ARTEN = {
    "uebergang": "Übergang",
    "tor": "Tor",
    "kommune": "Kommune",
    "ereignis": "Ereignis",
    "vereinbarung": "Vereinbarung",
    "leitung": "Leitung",
    "person": "Person",
    "gruppe": "Gruppe",
    "netzwerk": "Netzwerk",
    "treffen": "Treffen",
    "beispiel": "Praxisbeispiel",
    "auswahl": "Auswahl der Beispiele",
    "material": "Material",
    "forum": "Beitrag im Forum",
    "quelle": "Quelle",
    "thema": "Schlagwort",
    "prozess": "Prozess",
    "prozessfakten": "Fakten zum Prozess",
    "format": "Format",
    "eckpunkt": "Eckpunkt",
    "agentur": "Agentur",
    "aussage": "Aussage",
    "karte": "Karte",
    "datensatz": "Datensatz",
}
"""What a change is about, with its German name, in the order in which changes are told."""
_OF_KIND = {
    "quellen": "quelle",
    "themen": "thema",
    "formate": "format",
    "eckpunkte": "eckpunkt",
    "aussagen": "aussage",
    "dkbm": "datensatz",
}
_OF_LIST = {"verlauf": "ereignis", "vereinbarungen": "vereinbarung", "leitung": "leitung", "treffen": "treffen"}
_IN_OWN_FILE = ("kommune", "person", "gruppe", "beispiel", "auswahl", "forum")
PERSONEN = Place("data/personen/")
FORUM = Place("data/forum/")
"""Where a change to a person or to the forum stands for all who did not ask for internal data."""
_KEPT_BACK = {"person": PERSONEN, "forum": FORUM}


class Aenderung(NamedTuple):
    """One statement that says otherwise than before.

    `art` is a key of ARTEN; `was` names the statement, `vorher` and `nachher` what it says (None: nothing, so it is
    new or gone). `gegenstand` is what it is about in words, `kommune` the Kommune among that, if one is. `place` lies
    in the later record, or in the earlier one if `entfallen`. `quellen` attest the later statement. `grund` is why it
    was corrected, "" where the record owes a reason, None where none is asked for. `persoenlich`: the value of a
    person is kept back. `unterzeichnet`: a signed agreement says otherwise. `datum` is that of a new event or
    agreement, or of a transition. This has also `lagen`, before and after, `nachweise`, what its gate asks for and
    has, and `fehlt`, what that lacks. `berichtigt`: no transition, but another answer for that day than before.
    """

    art: str
    was: str
    vorher: str | None
    nachher: str | None
    place: Place
    gegenstand: str = ""
    kommune: Kommune | None = None
    entfallen: bool = False
    quellen: tuple[str, ...] = ()
    grund: str | None = None
    persoenlich: bool = False
    unterzeichnet: bool = False
    datum: Datum | None = None
    lagen: tuple[Lage, Lage] | None = None
    nachweise: tuple[str, ...] = ()
    fehlt: tuple[str, ...] = ()
    berichtigt: date | None = None


class Subject(NamedTuple):
    """What the rows of one pair have in common."""

    pair: Pair
    words: Words
    prozess: Prozess
    stichtag: date
    gegenstand: str
    kommune: Kommune | None


def rows(subject: Subject) -> Iterator[Aenderung]:
    """Return what one record of a thing says otherwise than the other, in the order of the later one."""
    pair = subject.pair
    if (pair.old is None or pair.new is None) and pair.kind in _IN_OWN_FILE:
        yield _whole(subject)
        if pair.kind != "kommune":
            return
    old, new = (side.value if side is not None else {} for side in (pair.old, pair.new))
    is_changed = pair.old is not None and pair.new is not None
    found = (_row(subject, each) for each in _told(differences(old, new)) if is_changed or len(each.route) > 1)
    yield from {_told_once(each): each for each in found}.values()


def _told_once(each: Aenderung) -> tuple[object, ...]:
    """By what a row is another one than those before: what is kept back looks the same however much of it changed."""
    shown = None if each.persoenlich else (each.vorher, each.nachher, each.grund, each.quellen)
    return each.art, each.was, each.place, each.entfallen, each.vorher is None, shown


def _told(found: Iterator[Difference]) -> list[Difference]:
    """The differences, but for the reason of a correction where it is told with what it corrects."""
    known = list(found)
    told_with = {_entry(each) for each in known if not _is_reason(each)}
    return [each for each in known if not (_is_reason(each) and _entry(each) in told_with)]


def _is_reason(each: Difference) -> bool:
    return "korrektur" in each.route[2:3]


def _entry(each: Difference) -> Route:
    """The entry of the later record that a difference is about."""
    return (each.around if each.after is None else each.after)[:2]


def _whole(subject: Subject) -> Aenderung:
    """A file that is new, or gone."""
    pair = subject.pair
    hidden = pair.kind in _KEPT_BACK and not subject.words.intern
    text, is_gone = NICHT_GEZEIGT if hidden else subject.gegenstand, pair.new is None
    return Aenderung(
        art=pair.kind,
        was=ARTEN[pair.kind],
        vorher=text if is_gone else None,
        nachher=None if is_gone else text,
        place=_place(subject, (), is_gone=is_gone),
        gegenstand=subject.gegenstand,
        kommune=subject.kommune,
        entfallen=is_gone,
        quellen=sources(pair.document.value),
        persoenlich=hidden,
    )


def _row(subject: Subject, each: Difference) -> Aenderung:
    words, route = subject.words, each.route
    in_list = len(route) > 1 and isinstance(route[1], int)
    routes = each.before or each.origin, each.after or each.around
    entries = _at(subject.pair.old, routes[0], in_list), _at(subject.pair.new, routes[1], in_list)
    entry = entries[1] if isinstance(entries[1], dict) else entries[0]
    is_whole = in_list and len(route) == 2
    is_gone = each.after is None and (is_whole or subject.pair.new is None)
    vorher, nachher = (_text(subject, route, value, is_whole) for value in (each.old, each.new))
    is_register_entry = not words.intern and is_register(words.kind, route)
    if is_register_entry and not is_whole:
        vorher = nachher = NICHT_GEZEIGT
    is_hidden = NICHT_GEZEIGT in (vorher, nachher)
    name = entry_name(words, route[:2], entry, subject.prozess) if in_list else ""
    what = "" if is_whole or is_register_entry else field(words.kind, route, 2 if in_list else 0)
    at = each.before if is_gone else _nearest(each)
    return Aenderung(
        art=_art(words.kind, route),
        was=" – ".join(filter(None, (name, what))),
        vorher=vorher,
        nachher=f"{nachher} (andere Reihenfolge)" if nachher == vorher and not is_hidden else nachher,
        place=_place(subject, at[:2] if at and is_register_entry else at, is_gone=is_gone),
        gegenstand=subject.gegenstand,
        kommune=subject.kommune,
        entfallen=is_gone,
        quellen=() if is_register_entry else sources(entry),
        grund=reason(route, each, *entries),
        persoenlich=is_hidden,
        unterzeichnet=touches_signature(route, entries[0]),
        datum=dated(each.new) if is_whole else None,
    )


def _text(subject: Subject, route: Route, value: Any, is_whole: bool) -> str | None:  # noqa: ANN401 -- any value
    if is_whole:
        return entry_text(subject.words, route, value, subject.stichtag)
    if value is None and route[0] == "verlauf" and route[2:] == ("geplant",):
        return "nein"  # what an event says that does not say it
    return subject.words.value(value, route)


def _at(document: Document | None, route: Route, in_list: bool) -> Any:  # noqa: ANN401
    """The entry of a list that a route leads into; None outside of lists."""
    if document is None or len(route) < 2 or not in_list:
        return None
    return document.value[route[0]][route[1]]


def _nearest(each: Difference) -> Route:
    """Where in the later record to look for it: what is not there any more was in what is left of the entry."""
    return each.after if each.after is not None else each.around


def _place(subject: Subject, route: Route | None, *, is_gone: bool) -> Place:
    if not subject.words.intern and (kept_back := _KEPT_BACK.get(subject.pair.kind)):
        return kept_back
    document = subject.pair.old if is_gone else subject.pair.new
    return Place((document or subject.pair.document).path, route or ())


def _art(kind: str, route: Route) -> str:
    of_list = _OF_LIST.get(str(route[0])) if kind in ("kommune", "gruppe", "netzwerk") else None
    return of_list or _OF_KIND.get(kind, kind)
