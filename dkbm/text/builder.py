"""From libyaml's events to plain values: dicts with string keys, lists, text, whole numbers, true, false, null."""

from typing import Any, NamedTuple

from yaml import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from dkbm.diagnostic import Span
from dkbm.text.characters import escape_fault, suspicious
from dkbm.text.codes import CALENDAR, Fault
from dkbm.text.complaints import complaint
from dkbm.text.events import MAX_EVENTS, Event, stream
from dkbm.text.position import quoted, shortened
from dkbm.text.scalars import Scalar, Trap, plain

MAX_DEPTH = 32
MAX_RELATED = 5
EMPTY = "D015"


class Built(NamedTuple):
    """The value of a text and the faults met on the way.

    `broken` is the fault that ended the reading early. `calendar` are impossible days: for a file without other
    faults they are left to the schema, which knows where a date is meant.
    """

    value: Any
    faults: tuple[Fault, ...]
    calendar: tuple[Fault, ...]
    broken: Fault | None


def build(text: str) -> Built:
    """Read `text` as one YAML document. Faults are collected, nothing is raised."""
    builder = _Builder(text)
    value, broken = None, None
    try:
        value = builder.document()
    except YAMLError as error:
        broken = complaint(text, error)
    except _TooDeep as error:
        broken = error.fault
    except StopIteration:
        broken = builder.too_many()
    faults = (*builder.faults, *builder.anchor_fault())
    return Built(value, faults, tuple(builder.calendar), broken)


class _TooDeep(Exception):  # noqa: N818 -- a way out of the walk, no error of the program
    """The nesting exceeds MAX_DEPTH."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


class _Builder:
    """Walks the events of one text. The depth is bounded, so the walk may call itself."""

    def __init__(self, text: str) -> None:
        self.advance = stream(text)
        self.faults: list[Fault] = []
        self.calendar: list[Fault] = []
        self.anchors: list[Span] = []
        self.depth = 0
        self.reached: Event = None

    def document(self) -> Any:  # noqa: ANN401
        self.advance()
        start = self.advance()
        if type(start) is StreamEndEvent:
            return self.empty()
        self.check_directives(start)
        first = self.advance()
        value = self.value(first)
        if value is None and type(first) is ScalarEvent:
            self.empty()
        self.advance()
        self.check_single(self.advance())
        return value

    def value(self, event: Event) -> Any:  # noqa: ANN401
        """The value that begins with `event`; the hot path, hence the tests in order of frequency."""
        kind = type(event)
        if kind is ScalarEvent:
            if event.anchor or event.tag:
                return self.refuse(event)
            if event.implicit[0]:
                value = plain(event.value)
                return self.trapped(event, value) if type(value) is Trap else value
            if event.style == '"' and suspicious(event.value):
                self.check_escapes(event)
            return event.value
        if kind is AliasEvent:
            return self.refuse(event)
        if event.anchor or event.tag:
            self.refuse(event)
        return self.mapping(event) if kind is MappingStartEvent else self.sequence(event)

    def mapping(self, start: Event) -> dict[str, Any]:
        self.descend(start)
        values: dict[str, Any] = {}
        keys: dict[str, Event] = {}
        advance = self.advance
        while type(event := advance()) is not MappingEndEvent:
            key = self.key(event)
            value = self.value(advance())
            if key is None:
                continue
            if key in keys:
                self.duplicate(key, keys[key], event)
            else:
                keys[key] = event
                values[key] = value
        self.depth -= 1
        return values

    def sequence(self, start: Event) -> list[Any]:
        self.descend(start)
        values: list[Any] = []
        advance = self.advance
        while type(event := advance()) is not SequenceEndEvent:
            values.append(self.value(event))
        self.depth -= 1
        return values

    def key(self, event: Event) -> str | None:
        """The key that begins with `event`; None, with a fault, if it is not text."""
        before = len(self.faults)
        key = self.value(event)
        if type(key) is str:
            return key
        if len(self.faults) == before and type(event) is not AliasEvent:
            self.report("D018", event, *_no_text(event, key))
        return None

    def descend(self, event: Event) -> None:
        self.depth += 1
        self.reached = event
        if self.depth > MAX_DEPTH:
            message = f"Tiefer als {MAX_DEPTH} Ebenen wird nicht gelesen."
            raise _TooDeep(Fault("D016", span_of(event), message, "Die Angaben flacher gliedern."))

    def trapped(self, event: Event, trap: Trap) -> Scalar:
        """Keep the finding for a scalar that is refused, and go on with its text."""
        found = self.calendar if trap.code == CALENDAR else self.faults
        found.append(Fault(trap.code, span_of(event), trap.message, trap.help))
        return trap.value

    def duplicate(self, key: str, first: Event, second: Event) -> None:
        place = span_of(first)
        message = f"Der Schlüssel {quoted(key)} steht doppelt; zuerst steht er in Zeile {place.line}."
        help_text = "Beide Stellen zusammenführen und eine löschen."
        self.report("D019", second, message, help_text, ((place, "Hier steht er zuerst."),))

    def refuse(self, event: Event) -> str:
        """Keep the finding for an anchor, an alias or a tag; the text that stands there goes on as the value."""
        if event.anchor:
            self.anchors.append(span_of(event))
        if getattr(event, "tag", None):
            message = f"Die Typangabe {quoted(_tag(event.tag))} ist nicht erlaubt; den Typ bestimmt das Schema."
            self.report("D013", event, message, "Die Typangabe löschen; Text in Anführungszeichen setzen.")
        return event.value if type(event) is ScalarEvent else f"*{event.anchor}"

    def check_escapes(self, event: Event) -> None:
        if parts := escape_fault(event.value):
            self.report(parts[0], event, *parts[1:])

    def check_directives(self, start: Event) -> None:
        if start.version or start.tags:
            self.report("D014", start, "Eine Zeile mit % (Direktive) ist nicht erlaubt.", "Die Zeile löschen.")

    def check_single(self, event: Event) -> None:
        if type(event) is DocumentStartEvent:
            message = "Hier beginnt ein zweites Dokument; eine Datei hat genau eines."
            self.report("D012", event, message, "Die Zeile --- löschen oder den Rest in eine eigene Datei legen.")

    def empty(self) -> None:
        place = Span(1, 1, 1, 1)
        self.faults.append(Fault(EMPTY, place, "Die Datei ist leer.", "Die Datei ausfüllen oder löschen."))

    def too_many(self) -> Fault:
        message = f"Die Datei ist zu umfangreich: mehr als {MAX_EVENTS:,} YAML-Ereignisse.".replace(",", ".")
        return Fault("D017", span_of(self.reached), message, "Die Angaben auf mehrere Dateien verteilen.")

    def anchor_fault(self) -> tuple[Fault, ...]:
        """One finding for all anchors and aliases of a file: they only come together."""
        if not self.anchors:
            return ()
        first, *more = self.anchors
        message = "Anker (&) und Verweise darauf (*, <<) sind nicht erlaubt."
        if more:
            message += f" {len(more)} weitere Stelle{'n' if len(more) > 1 else ''} in dieser Datei."
        related = tuple((place, "Auch hier.") for place in more[:MAX_RELATED])
        return (Fault("D011", first, message, "Den Wert an jeder Stelle ausschreiben.", related),)

    def report(
        self, code: str, event: Event, message: str, help_text: str, related: tuple[tuple[Span, str], ...] = ()
    ) -> None:
        self.faults.append(Fault(code, span_of(event), message, help_text, related))


def span_of(event: Event) -> Span:
    """Where an event stands; the event of a collection stands for its first character."""
    start, end = event.start_mark, event.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _no_text(event: Event, key: Scalar | dict[str, Any] | list[Any]) -> tuple[str, str]:
    if isinstance(key, dict | list):
        return "Ein Schlüssel darf keine Liste und keine Zuordnung sein.", "Einen einfachen Text als Schlüssel nehmen."
    if not event.value:
        return "Vor dem Doppelpunkt fehlt der Schlüssel.", "Den Schlüssel ergänzen oder die Zeile löschen."
    word = shortened(event.value)
    return f"Der Schlüssel {word} ist kein Text.", f'"{word}": schreiben.'


def _tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")
