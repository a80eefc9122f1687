"""From offsets in a text to lines and columns, and back to readable words."""

from dkbm.diagnostic import Span

MAX_QUOTED = 40


def locate(text: str, offset: int) -> tuple[int, int]:
    """The 1-based line and code-point column of `offset`; only "\\n" ends a line."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def span(text: str, start: int, end: int) -> Span:
    """The stretch between two offsets."""
    return Span(*locate(text, start), *locate(text, end))


def quoted(text: str) -> str:
    """`text` in German quotation marks, cut to a length that fits into a sentence."""
    return f"»{shortened(text)}«"


def shortened(text: str) -> str:
    """`text` on one line, at most MAX_QUOTED characters long."""
    line = " ".join(text.split())
    return line if len(line) <= MAX_QUOTED else line[: MAX_QUOTED - 1] + "…"


def lines(first: int, last: int) -> str:
    """ "Zeile 3" or "Zeile 3 bis 7"."""
    return f"Zeile {first}" if first == last else f"Zeile {first} bis {last}"
