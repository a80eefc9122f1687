"""How a single text is written: plain, quoted, or as a block of lines; always so that the reader gives it back."""

import re

from dkbm.text.characters import BLANK, name_of, verdicts
from dkbm.text.position import quoted
from dkbm.text.scalars import plain

_NOT_PLAIN = re.compile(
    r"""[-?:,\[\]{}#&*!|>'"%@`] | \.\.\.(?:\ |$) | <<$ | =$   # a first character or a whole with a meaning of its own
    | .*(?:\n|:\ |\ \#|[:\ ]$)                                # what would end the text early
    | \ """,
    re.VERBOSE | re.DOTALL,
)
_FLOW_SIGNS = re.compile(r"[,\[\]{}]")
_SINGLE_BLANK = re.compile(r"(?<! ) (?! )")


class UnwritableError(ValueError):
    """A value or a change that cannot be written; the message is a German reason."""


def check(text: str) -> None:
    """Raise UnwritableError if `text` holds a character that the reader refuses in any spelling."""
    found = verdicts(text)
    if "\r" in text:
        found["\r"] = "D007"
    for character, code in found.items():
        if code != BLANK:
            name = "Wagenrücklauf (CR)" if character == "\r" else name_of(character)
            raise UnwritableError(f"{quoted(text)} enthält ein Zeichen, das nicht erlaubt ist: {name}.")
    if not text.isascii() and not _is_normal(text):
        raise UnwritableError(
            f"{quoted(text)} steht in zerlegten Zeichen; jeder Umlaut ist ein einziges Zeichen (NFC)."
        )


def _is_normal(text: str) -> bool:
    from unicodedata import is_normalized  # noqa: PLC0415 -- only for texts beyond ASCII

    return is_normalized("NFC", text)


def inline(text: str, *, in_flow: bool) -> str:
    """`text` on one line: without quotation marks where it stays itself, in double or else single ones."""
    if _is_plain(text) and not (in_flow and _FLOW_SIGNS.search(text)):
        return text
    blanks = "".join(verdicts(text)) if not text.isascii() else ""
    if ('"' in text or "\\" in text) and "\n" not in text and not blanks:
        return "'" + text.replace("'", "''") + "'"
    text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    for blank in blanks:
        text = text.replace(blank, f"\\u{ord(blank):04X}")
    return f'"{text}"'


def _is_plain(text: str) -> bool:
    if not text or _NOT_PLAIN.match(text) or plain(text) != text:
        return False
    return text.isascii() or not verdicts(text)


def block(text: str, room: int) -> list[str] | None:
    """`text` as the lines of a block, header first, none longer than `room` if it can be helped.

    A text of several lines stays line by line (|), a long one is folded (>). None if a block cannot hold it or, as
    with one long word, is no help.
    """
    body = text.removesuffix("\n")
    if not _holds(body):
        return None
    if "\n" not in body and " " not in body:
        return None
    if "\n" in body:
        return ["|" if body != text else "|-", *body.split("\n")]
    return [">" if body != text else ">-", *_folded(body, room)]


def _holds(body: str) -> bool:
    """Whether blanks at the ends of lines or at the beginning, hard to see in a block, are absent."""
    if not body or body[0] in " \n" or body[-1] == "\n" or verdicts(body):
        return False
    return not any(line.endswith(" ") for line in body.split("\n"))


def _folded(body: str, room: int) -> list[str]:
    lines: list[str] = []
    for word in _SINGLE_BLANK.split(body):
        if lines and len(lines[-1]) + 1 + len(word) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
