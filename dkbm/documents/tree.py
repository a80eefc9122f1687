"""A document as a small tree: what every format can say, and nothing more."""

from collections.abc import Iterator
from typing import Literal, NamedTuple


class Text(NamedTuple):
    """A run of text. `angabe` is the number of the value it shows, None for wording; `luecke` marks a missing one."""

    text: str
    strong: bool = False
    emph: bool = False
    angabe: int | None = None
    luecke: bool = False


class Break(NamedTuple):
    """A forced end of line inside a paragraph."""


Inline = Text | Break
Line = tuple[Inline, ...]


class Heading(NamedTuple):
    """A heading of level 1 (the title, once), 2 or 3."""

    level: int
    content: Line


class Paragraph(NamedTuple):
    """A paragraph."""

    content: Line


class Items(NamedTuple):
    """A list: bullets, or numbers from `start` on. Each entry holds blocks."""

    ordered: bool
    start: int
    entries: tuple[tuple["Block", ...], ...]


class Table(NamedTuple):
    """A table with one row of headings; all rows have as many cells as `head`. `align`: left or right per column."""

    head: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]
    align: tuple[Literal["left", "right"], ...]


Kind = Literal["titel", "schluss", "unterschriften", "hinweis"]


class Container(NamedTuple):
    """Blocks that belong together.

    `titel`: the block under the title, centred. `schluss`: kept on one page. `unterschriften`: each paragraph is one
    party that signs, under a line for its signature; kept on one page with the `schluss` before it. `hinweis`: set
    off as a remark.
    """

    kind: Kind
    blocks: tuple["Block", ...]


class PageBreak(NamedTuple):
    """What follows begins on a new page."""


class Space(NamedTuple):
    """Room for so many handwritten lines."""

    lines: int


class Picture(NamedTuple):
    """A picture as SVG, with the text that says the same."""

    name: str
    svg: bytes
    alt: Line


Block = Heading | Paragraph | Items | Table | Container | PageBreak | Space | Picture


def plain(line: Line) -> str:
    """The words of a line, a forced break as a line feed."""
    return "".join("\n" if isinstance(part, Break) else part.text for part in line)


def lines(blocks: tuple[Block, ...]) -> Iterator[Line]:
    """The lines of a document, one for each heading, paragraph, cell and picture, in reading order."""
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield block.content
            case Table():
                yield from (cell for row in (block.head, *block.rows) for cell in row)
            case Picture():
                yield block.alt
            case Container():
                yield from lines(block.blocks)
            case Items():
                for entry in block.entries:
                    yield from lines(entry)


def paragraphs(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """The words of a document, a text for each heading, paragraph, cell and picture, in reading order.

    What all formats must carry alike.
    """
    return tuple(plain(line) for line in lines(blocks))
