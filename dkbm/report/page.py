"""A rule page for a terminal: Markdown as calm plain text, wrapped to 80 columns, examples kept as they are."""

import re
import textwrap
from collections.abc import Iterator

from dkbm.report.terminal import safe

_FENCE = re.compile(r"^(`{3,})(\S*)\s*(.*)$")
_ITEM = re.compile(r"^(\s*(?:[-*]|\d+\.)\s+)(.*)$")
_WIDTH = 80


def as_text(markdown: str) -> str:
    """Return a page as text: headings underlined, paragraphs filled, fenced blocks indented, comments left out."""
    blocks = list(_blocks(re.sub(r"<!--.*?-->\n?", "", markdown, flags=re.DOTALL)))
    return safe("\n\n".join(blocks).strip("\n") + "\n")


def _blocks(markdown: str) -> Iterator[str]:
    lines = iter(markdown.splitlines())
    paragraph: list[str] = []
    for line in lines:
        fence = _FENCE.match(line)
        if fence or line.startswith("#") or not line.strip() or _ITEM.match(line):
            yield from _paragraph(paragraph)
            paragraph = []
        if fence:
            yield from _fenced(fence, lines)
        elif line.startswith("#"):
            yield _heading(line)
        elif line.strip():
            paragraph.append(line)
    yield from _paragraph(paragraph)


def _heading(line: str) -> str:
    level, _, title = line.partition(" ")
    return f"{_plain(title)}\n{('=' if level == '#' else '-') * len(title)}"


def _fenced(fence: re.Match[str], lines: Iterator[str]) -> Iterator[str]:
    """Yield a fenced block indented; a block with a file name gets it as a caption."""
    body = []
    for line in lines:
        if line.strip() == fence[1]:
            break
        body.append(f"    {line}".rstrip())
    name = re.search(r"datei=(\S+)", fence[3])
    if name:
        yield f"  {name[1]}{' (fehlt)' if 'fehlt' in fence[3].split() else ''}"
    yield "\n".join(body)


def _paragraph(lines: list[str]) -> Iterator[str]:
    if not lines:
        return
    item = _ITEM.match(lines[0])
    bullet, first = (item[1], item[2]) if item else ("", lines[0])
    text = _plain(" ".join([first, *(line.strip() for line in lines[1:])]))
    yield textwrap.fill(
        text,
        _WIDTH,
        initial_indent=bullet,
        subsequent_indent=" " * len(bullet),
        break_on_hyphens=False,
        break_long_words=False,
    )


def _plain(text: str) -> str:
    """Take the marks of emphasis and code away, and keep of a link its words."""
    text = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", text)
    return re.sub(r"(\*\*|`+)(.+?)\1", r"\2", text)
