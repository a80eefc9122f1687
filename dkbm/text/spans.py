"""Where every value of a text stands: a second pass over the events, made only for a file that has a finding."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from yaml.events import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent

from dkbm.diagnostic import Route
from dkbm.text.events import Event, stream


class Extent(NamedTuple):
    """Code-point offsets of a value, and of its key if it has one; ends are exclusive."""

    start: int
    end: int
    key_start: int | None = None
    key_end: int | None = None


@lru_cache(maxsize=32)
def extents(text: str) -> Mapping[Route, Extent]:
    """The extent of every value by its route. `text` is that of a Document: it has been read to its end.

    A block collection ends with its last value, not where libyaml notices the end; a block scalar ends with its last
    visible character.
    """
    walk = _Walk(text)
    walk.advance()  # the stream begins
    walk.advance()  # the document begins
    walk.enter(walk.advance(), ())
    return walk.found


class _Walk:
    """One pass over the events of a text; each method returns the offset at which what it entered ends."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.advance = stream(text)
        self.found: dict[Route, Extent] = {}

    def enter(self, event: Event, route: Route, key: Event = None) -> int:
        kind = type(event)
        if kind is ScalarEvent:
            end = self.scalar(event)
        else:
            end = self.mapping(event, route) if kind is MappingStartEvent else self.sequence(event, route)
        start = event.start_mark.index
        extent = (start, end) if key is None else (start, end, key.start_mark.index, key.end_mark.index)
        self.found.setdefault(route, Extent(*extent))  # of a key given twice the first counts, as for its value
        return end

    def mapping(self, start: Event, route: Route) -> int:
        end: int = start.end_mark.index
        while type(event := self.advance()) is not MappingEndEvent:
            end = self.enter(self.advance(), (*route, event.value), event)
        return _end_of_collection(start, event, end)

    def sequence(self, start: Event, route: Route) -> int:
        end: int = start.end_mark.index
        index = 0
        while type(event := self.advance()) is not SequenceEndEvent:
            end = self.enter(event, (*route, index))
            index += 1
        return _end_of_collection(start, event, end)

    def scalar(self, event: Event) -> int:
        start: int = event.start_mark.index
        end: int = event.end_mark.index
        return start + len(self.text[start:end].rstrip()) if event.style in ("|", ">") else end


def _end_of_collection(start: Event, last: Event, end_of_last_value: int) -> int:
    end: int = last.end_mark.index if start.flow_style else end_of_last_value
    return end
