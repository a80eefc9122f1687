"""A text as a tree that knows its comments: each stands beside the entry it belongs to.

A comment before an entry leads it, a comment behind it trails it, a comment after the last entry of a collection, as
deep as its entries, is the foot of the collection. Comments at the very top belong to the file.
"""

import re

from yaml.events import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent

from dkbm.text.events import Event, stream
from dkbm.text.scalars import Scalar, Trap, plain

_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+(#.*)")
_BLANK = (0, "")


class Entry:
    """A key with its value or an item of a list; `lead` are the lines above it, "" for a blank one."""

    __slots__ = ("key", "lead", "node", "trail")

    def __init__(self, key: str | None = None, lead: list[str] | None = None) -> None:
        self.key = key
        self.node: Node = None
        self.lead = lead or []
        self.trail: list[str] = []


class Collection:
    """A mapping or a list; `flow` if it was written in brackets. `foot` are the comments after its last entry."""

    __slots__ = ("entries", "flow", "foot", "is_mapping")

    def __init__(self, *, is_mapping: bool, flow: bool) -> None:
        self.is_mapping = is_mapping
        self.flow = flow
        self.entries: list[Entry] = []
        self.foot: list[str] = []

    def has_comments(self) -> bool:
        """Say whether a comment stands anywhere inside."""
        return any(self.foot) or any(
            any(entry.lead) or entry.trail or (isinstance(entry.node, Collection) and entry.node.has_comments())
            for entry in self.entries
        )


Node = Scalar | Collection


def tree(text: str) -> Entry:
    """Return the root of `text`, which has been read without an error and has LF as line end.

    Its `lead` are the comments at the top of the file.
    """
    return _Builder(text).document()


def comments(root: Entry) -> list[str]:
    """Return every comment of a tree, in its order."""
    found = [line for line in root.lead if line]
    if isinstance(root.node, Collection):
        for entry in root.node.entries:
            found += comments(entry)
        found += filter(None, root.node.foot)
    return found + root.trail


class _Builder:
    """One walk over the events; `at` is how far the text is used up, `pending` are comments without an entry yet."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.advance = stream(text)
        self.at = 0
        self.brackets = 0
        self.pending: list[tuple[int, str]] = []
        self.last: Entry | None = None

    def document(self) -> Entry:
        self.advance()
        self.advance()
        event = self.advance()
        self.scan(event.start_mark.index)
        root = Entry(lead=self.take())
        root.node = self.node(event, root, -1)
        self.scan(len(self.text))
        left = self.take()
        if isinstance(root.node, Collection):
            root.node.foot += left
        else:
            root.lead += left
        return root

    def node(self, event: Event, owner: Entry, outside: int) -> Node:
        """The value that begins with `event`; `outside` is the column of the collection that holds `owner`."""
        self.scan(event.start_mark.index)
        if type(event) is ScalarEvent:
            return self.scalar(event, owner)
        collection = Collection(is_mapping=type(event) is MappingStartEvent, flow=bool(event.flow_style))
        return self.flow(event, collection, owner) if collection.flow else self.block(event, collection, outside)

    def flow(self, event: Event, collection: Collection, owner: Entry) -> Collection:
        self.use(event.end_mark.index, owner)
        self.brackets += 1
        end = self.entries(collection, -1)
        self.scan(end.start_mark.index)
        self.brackets -= 1
        foot = collection.foot if collection.entries else owner.lead
        foot += self.take()
        self.use(end.end_mark.index, owner)
        return collection

    def block(self, event: Event, collection: Collection, outside: int) -> Collection:
        column = event.start_mark.column
        self.scan(self.entries(collection, column).start_mark.index)
        collection.foot = self.take_foot(max(column, outside + 1))
        return collection

    def entries(self, collection: Collection, column: int) -> Event:
        """Read the entries; return the event that ends them."""
        while type(event := self.advance()) not in (MappingEndEvent, SequenceEndEvent):
            if collection.is_mapping:
                self.scan(event.start_mark.index)
                entry = Entry(event.value, self.take())
                self.use(event.end_mark.index, entry)
                event = self.advance()
            else:
                self.scan(event.start_mark.index)
                entry = Entry(lead=self.take())
            entry.node = self.node(event, entry, column)
            collection.entries.append(entry)
        return event

    def scalar(self, event: Event, owner: Entry) -> Scalar:
        owner.lead += self.take()
        end = event.end_mark.index
        if event.style in ("|", ">"):
            source = self.text[event.start_mark.index : end].rstrip()
            end = event.start_mark.index + len(source)
            if header := _HEADER.match(source):
                owner.trail.append(header[1].rstrip())
        self.use(end, owner)
        value = plain(event.value) if event.implicit[0] else str(event.value)
        return value.value if isinstance(value, Trap) else value  # an impossible day is a trap whose text counts

    def use(self, end: int, entry: Entry | None) -> None:
        """Go on behind `end`; a comment on the same line belongs to `entry`."""
        self.at, self.last = end, entry

    def scan(self, end: int) -> None:
        """Collect the comments and blank lines up to `end`; there is nothing else but punctuation."""
        column = self.at - self.text.rfind("\n", 0, self.at) - 1
        lines = self.text[self.at : end].split("\n")
        for number, line in enumerate(lines):
            start = line.find("#")
            if start >= 0 and number == 0 and self.last is not None:
                self.last.trail.append(line[start:].rstrip())
            elif start >= 0:
                self.pending.append((start + (column if number == 0 else 0), line[start:].rstrip()))
            elif 0 < number < len(lines) - 1 and not line.strip() and not self.brackets:
                self.pending.append(_BLANK)
        if len(lines) > 1:
            self.last = None
        self.at = end

    def take(self) -> list[str]:
        """Take all pending lines."""
        return self.take_first(len(self.pending))

    def take_foot(self, column: int) -> list[str]:
        """Take the pending lines up to the last comment that stands at `column` or deeper, none beyond another one."""
        count = 0
        for number, (found, line) in enumerate(self.pending, 1):
            if line and found < column:
                break
            count = number if line else count
        return self.take_first(count)

    def take_first(self, count: int) -> list[str]:
        """Take the first `count` of the pending lines."""
        taken, self.pending = self.pending[:count], self.pending[count:]
        return [line for _, line in taken]
