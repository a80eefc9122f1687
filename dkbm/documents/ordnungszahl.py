"""Keep an ordinal and its noun on one line: "2. Umsetzungsphase", "3. Quartal", "16. Oktober"."""

import re

from dkbm.documents import tree

_MONATE = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_WORTE = r"\w*(?:[Pp]hase|[Qq]uartal|[Hh]albjahr|[Tt]reffen|[Ss]itzung|[Tt]agung|[Ff]assung|[Nn]achtrags?)"
_ZAHL = re.compile(rf"(?<![\w.])([0-9]{{1,2}}\.) (?=(?:{_WORTE}|{_MONATE})\b)")
"""Known nouns only: after another word a number may end a sentence, as in "Modul 4. Die"."""


def held(text: str) -> str:
    """The text with a space that no line ends at after each ordinal."""
    return _ZAHL.sub("\\1\u00a0", text)


def with_ordinals(blocks: tuple[tree.Block, ...]) -> tuple[tree.Block, ...]:
    """The blocks with such spaces in all their texts."""
    return tuple(map(_block, blocks))


def _block(block: tree.Block) -> tree.Block:
    match block:
        case tree.Heading() | tree.Paragraph():
            return block._replace(content=_line(block.content))
        case tree.Items():
            return block._replace(entries=tuple(map(with_ordinals, block.entries)))
        case tree.Table():
            return block._replace(head=_cells(block.head), rows=tuple(map(_cells, block.rows)))
        case tree.Container():
            return block._replace(blocks=with_ordinals(block.blocks))
        case tree.Picture():
            return block._replace(alt=_line(block.alt))
        case _:
            return block


def _cells(row: tuple[tree.Line, ...]) -> tuple[tree.Line, ...]:
    return tuple(map(_line, row))


def _line(line: tree.Line) -> tree.Line:
    return tuple(part._replace(text=held(part.text)) if isinstance(part, tree.Text) else part for part in line)
