"""The canonical form of a tree: one way to write every value, each comment beside what it belongs to.

Two blanks per level, also for lists below their key; quotation marks only where needed; what was written in brackets
stays so if it fits into WIDTH and holds no comment; a longer text is folded.
"""

from collections.abc import Sequence

from dkbm.text.comments import Collection, Entry, Node
from dkbm.text.emit import STEP, WIDTH, word
from dkbm.text.quote import block, inline


def canonical_text(root: Entry) -> str:
    """Return the text of a tree, with LF and one final line end.

    Raises UnwritableError for a value that the reader would not give back.
    """
    lines = [*_single_blanks(root.lead), *root.trail]
    if isinstance(root.node, Collection) and root.node.entries:
        lines += _block(root.node, 0)
    else:
        lines += _value(root.node, -STEP, STEP)
    while not lines[-1]:
        lines.pop()
    return "\n".join(lines) + "\n"


def _block(collection: Collection, indent: int) -> list[str]:
    """The lines of a collection, one entry after the other."""
    lines: list[str] = []
    for entry in collection.entries:
        lines += _indented(_single_blanks(entry.lead), indent)
        lines += _pair(entry, indent) if collection.is_mapping else _item(entry, indent)
    return lines + _indented(_single_blanks(collection.foot), indent)


def _pair(entry: Entry, indent: int) -> list[str]:
    """The lines of a key with its value. There is room for one comment behind it; any other goes above it."""
    start = f"{inline(entry.key or '', in_flow=False)}:"
    above, behind = entry.trail[:-1], entry.trail[-1:]
    first, *rest = _value(entry.node, indent, len(start) + 1)
    return [*_indented(above, indent), *_indented([" ".join(filter(None, [start, first, *behind]))], indent), *rest]


def _item(entry: Entry, indent: int) -> list[str]:
    """The lines of an item. Where a collection begins behind the dash, what was commented there stands above it."""
    first, *rest = _value(entry.node, indent, 2)
    if first:
        above, behind = entry.trail[:-1], entry.trail[-1:]
        return [*_indented(above, indent), *_indented([" ".join(["-", first, *behind])], indent), *rest]
    above = list(entry.trail)
    while not rest[0] or rest[0].lstrip().startswith("#"):
        above.append(rest.pop(0).lstrip())
    return [*_indented(above, indent), *_indented([f"- {rest[0].lstrip()}"], indent), *rest[1:]]


def _value(node: Node, indent: int, taken: int) -> list[str]:
    """What stands behind the key or dash at `indent`, "" for nothing, and the lines below it."""
    if not isinstance(node, Collection):
        return _scalar_lines(node, indent, taken)
    if not node.has_comments() and (node.flow or not node.entries):
        line = _flow(node)
        if not node.entries or indent + taken + len(line) <= WIDTH:
            return [line]
    if not node.entries:
        return [_flow(node)]
    return ["", *_block(node, indent + STEP)]


def _scalar_lines(node: Node, indent: int, taken: int) -> list[str]:
    """A scalar on one line if it fits; a longer text, or one of several lines, as a block if that is possible."""
    line = _flow(node, in_flow=False)
    if not isinstance(node, str) or ("\n" not in node and (indent + taken + len(line) <= WIDTH or " " not in node)):
        return [line]
    lines = block(node, WIDTH - indent - STEP)
    return [line] if lines is None else [lines[0], *_indented(lines[1:], indent + STEP)]


def _flow(node: Node, *, in_flow: bool = True) -> str:
    """A value on one line."""
    if not isinstance(node, Collection):
        return inline(node, in_flow=in_flow) if isinstance(node, str) else word(node)
    if not node.is_mapping:
        return f"[{', '.join(_flow(entry.node) for entry in node.entries)}]"
    pairs = (f"{inline(entry.key or '', in_flow=True)}: {_flow(entry.node)}" for entry in node.entries)
    return f"{{{', '.join(pairs)}}}"


def _indented(lines: Sequence[str], indent: int) -> list[str]:
    return [" " * indent + line if line else "" for line in lines]


def _single_blanks(lines: Sequence[str]) -> list[str]:
    """The lines with no two blank ones in a row."""
    return [line for number, line in enumerate(lines) if line or number == 0 or lines[number - 1]]
