"""Plain columns for 80 characters, and paragraphs with a hanging indent."""

from collections.abc import Sequence
from textwrap import TextWrapper

from dkbm.report.terminal import safe

WIDTH = 80
"""Every screen fits this many columns, whatever the terminal."""

TIED = "\u00a0"
"""A space at which `paragraph` does not break the line; it appears as an ordinary one."""


def columns(head: Sequence[str], rows: Sequence[Sequence[str]], gap: str = "  ") -> str:
    """Return rows of cells as aligned lines under a head; the last column is not padded. Cells are made safe."""
    cells = [[safe(cell).replace("\n", " ") for cell in row] for row in (head, *rows)]
    widths = [max(len(row[index]) for row in cells) for index in range(len(head))]
    lines = [gap.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]
    return "".join(f"{line}\n" for line in lines)


def paragraph(text: str, first: str = "", rest: str | None = None, width: int = WIDTH) -> str:
    """Wrap `text` behind `first`, further lines behind `rest` (as wide as `first` if None). No word is cut."""
    wrapper = TextWrapper(
        width=width,
        initial_indent=first,
        subsequent_indent=" " * len(first) if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return wrapper.fill(safe(text)).replace(TIED, " ") + "\n"


def two_sided(left: str, right: str, width: int = WIDTH) -> str:
    """Put `right` at the right margin of the line of `left`, or on a line of its own where both do not fit."""
    left, right = safe(left), safe(right)
    if len(left) + len(right) + 2 > width:
        return f"{left}\n{right:>{width}}\n"
    return f"{left}{right:>{width - len(left)}}".rstrip() + "\n"
