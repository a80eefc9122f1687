"""How a paragraph is set, in Word as in OpenDocument."""

from collections.abc import Iterator
from typing import NamedTuple

from dkbm.documents.tree import Block, Container, Paragraph, Space, Table


class Absatzart(NamedTuple):
    """The style of a paragraph by its name ("" for plain text), and what comes on top of it.

    It may have to stay whole, and on the page of the next one. `liste` is its place in a list, as XML.
    """

    stil: str = ""
    zusammen: bool = False
    mit_naechstem: bool = False
    liste: str = ""


def held(blocks: tuple[Block, ...], art: Absatzart) -> Iterator[tuple[Block, Absatzart]]:
    """Each block with how its paragraphs are set: what stands before signatures stays on their page.

    So does a paragraph right before a table or room to write: it says what that is for.
    """
    for block, following in zip(blocks, (*blocks[1:], None), strict=True):
        announces = isinstance(block, Paragraph) and isinstance(following, Space | Table)
        is_held = announces or (isinstance(following, Container) and following.kind == "unterschriften")
        yield block, art._replace(mit_naechstem=art.mit_naechstem or is_held)


def room(space: Space) -> Iterator[Absatzart]:
    """How the empty lines of a space are set: no single one stands alone at the foot or the head of a page."""
    for line in range(space.lines):
        yield Absatzart("dkbm Platz", mit_naechstem=line in (0, space.lines - 2) and line < space.lines - 1)
