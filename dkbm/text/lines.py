"""Lines and columns of a text by code-point offset; a line ends with LF or CRLF."""

import re

_BLANK_LINES = re.compile(r"(?:\r?\n *(?=\r?\n))*")
_COMMENT = re.compile(r"\r?\n( *)#[^\r\n]*")


def eol_of(text: str) -> str:
    """The line end of a text; it has only one kind."""
    return "\r\n" if "\r\n" in text else "\n"


def line_start(text: str, offset: int) -> int:
    """Where the line of `offset` begins."""
    return text.rfind("\n", 0, offset) + 1


def line_end(text: str, offset: int) -> int:
    """Where the line of `offset` ends, before its line end."""
    end = text.find("\n", offset)
    if end < 0:
        return len(text)
    return end - 1 if text[end - 1 : end] == "\r" and end > offset else end


def ending(text: str, offset: int) -> str:
    """The line end that stands at `offset`; empty at the end of the text."""
    if text.startswith("\r\n", offset):
        return "\r\n"
    return "\n" if text.startswith("\n", offset) else ""


def column(text: str, offset: int) -> int:
    """The 0-based column of `offset`."""
    return offset - line_start(text, offset)


def indentation(text: str, offset: int) -> int:
    """How much white space stands from `offset` on."""
    return len(text) - offset - len(text[offset:].lstrip())


def after_comments(text: str, offset: int, least: int, *, blank_lines: bool) -> int:
    """From the end of a line, skip the comment lines that follow at once, indented by at least `least` columns.

    With `blank_lines` blank lines come first: they belong to a block scalar that keeps them.
    """
    if blank_lines and (blank := _BLANK_LINES.match(text, offset)):
        offset = blank.end()
    while (comment := _COMMENT.match(text, offset)) and len(comment[1]) >= least:
        offset = comment.end()
    return offset
