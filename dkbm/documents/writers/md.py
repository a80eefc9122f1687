"""A document as Markdown that any reader of CommonMark with tables shows alike."""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from dkbm.documents import tree
from dkbm.documents.markdown import escape_anywhere, escape_start
from dkbm.documents.render import Dokument, Herkunft
from dkbm.text.emit import emit

LINIE = "…" * 60
"""A line to write on."""
_LUECKE = re.compile(r"^\\\[\\\[(.*)\\\]\\\]$")
_BLANKS = re.compile(r"(\s+)")
_OPEN = re.compile(r"[\s!-/:-@\[-`{-~]")
"""Before and behind these characters emphasis may begin and end."""


def write(document: Dokument, vorlagen: Mapping[str, bytes]) -> bytes:
    """The document in UTF-8, with a front matter that says where it comes from."""
    del vorlagen
    return f"{_front(document.herkunft)}\n{_blocks(document.blocks)}\n".encode()


def _front(herkunft: Herkunft) -> str:
    """The origin as YAML that the reader of the dataset reads, too; what is empty is left out."""
    entries = herkunft._asdict() | {"aufruf": list(herkunft.aufruf)}
    return f"---\n{emit({name: wert for name, wert in entries.items() if wert}, 0, flow=False)}\n---\n"


def _blocks(blocks: tuple[tree.Block, ...], tight: bool = False) -> str:
    """Blocks with an empty line between them, or none in a `tight` list."""
    found: list[str] = []
    before: tree.Block | None = None
    other = False
    for block in blocks:
        other = isinstance(before, tree.Items) and isinstance(block, tree.Items) and not other
        found += _items(block, other) if isinstance(block, tree.Items) else _block(block)
        before = block
    return ("\n" if tight else "\n\n").join(found)


def _block(block: tree.Block) -> Iterator[str]:
    match block:
        case tree.Heading():
            yield f"{'#' * block.level} {_line(block.content, opens=False)}"
        case tree.Paragraph():
            yield _line(block.content)
        case tree.Table():
            yield _table(block)
        case tree.Container() if block.kind == "unterschriften":
            for inner in block.blocks:
                yield f"{LINIE}\\\n{_blocks((inner,))}"
        case tree.Container():
            yield _blocks(block.blocks)
        case tree.Picture():
            yield _line(tuple(part._replace(emph=True) if isinstance(part, tree.Text) else part for part in block.alt))
        case tree.Space():
            yield "\\\n".join([LINIE] * block.lines)


def _items(items: tree.Items, other: bool) -> Iterator[str]:
    """A list; one that follows a list directly has `other` marks, or both would become one."""
    tight = all(len(entry) == 1 and isinstance(entry[0], tree.Paragraph) for entry in items.entries)
    sign = (")" if other else ".") if items.ordered else ("*" if other else "-")
    entries = []
    for number, entry in enumerate(items.entries, items.start):
        mark = f"{number}{sign} " if items.ordered else f"{sign} "
        entries.append(mark + _blocks(entry).replace("\n", "\n" + " " * len(mark)))
    yield re.sub("(?m) +$", "", ("\n" if tight else "\n\n").join(entries))


def _table(table: tree.Table) -> str:
    rule = "|".join("---:" if align == "right" else "---" for align in table.align)
    rows = ["| " + " | ".join(_line(cell, opens=False) for cell in row) + " |" for row in (table.head, *table.rows)]
    return "\n".join([rows[0], f"|{rule}|", *rows[1:]])


def _line(line: tree.Line, *, opens: bool = True) -> str:
    """The words of a paragraph, emphasis over as many of them as share it; `opens` says that it begins a line."""
    found: list[str] = []
    for is_break, runs in groupby(line, lambda part: isinstance(part, tree.Break)):
        segment = "\\\n" if is_break else _segment([run for run in runs if isinstance(run, tree.Text)])
        found.append(escape_start(segment) if opens else segment)
    return "".join(found)


class _Wort(NamedTuple):
    """Escaped text between two blanks or two changes of style."""

    text: str
    strong: bool
    emph: bool


_PLAIN = _Wort("", False, False)


def _segment(runs: list[tree.Text]) -> str:
    """One line. Emphasis never begins or ends with a blank, which Markdown would not take for emphasis."""
    behind = [*(run.text for run in runs[1:]), ""]
    worte = [
        _Wort(text, run.strong, run.emph)
        for run, after in zip(runs, behind, strict=True)
        for text in _BLANKS.split(_escaped(run, after))
        if text
    ]
    zeile = _Zeile()
    for index, wort in enumerate(worte):
        zeile.add(_as_around(worte[:index], worte[index + 1 :], wort.text) if wort.text.isspace() else wort)
    zeile.add(_PLAIN)
    return zeile.text.strip(" ")


def _as_around(before: list[_Wort], after: list[_Wort], blank: str) -> _Wort:
    """A blank in the style that the words before and behind it share."""
    davor = next((wort for wort in reversed(before) if not wort.text.isspace()), _PLAIN)
    danach = next((wort for wort in after if not wort.text.isspace()), _PLAIN)
    return _Wort(blank, davor.strong and danach.strong, davor.emph and danach.emph and davor.strong == danach.strong)


def _escaped(run: tree.Text, after: str) -> str:
    """A gap stands in bare brackets, unless a bracket behind it would make it a link."""
    text = escape_anywhere(run.text)
    return _LUECKE.sub(r"[[\1]]", text) if run.luecke and not after.startswith("(") else text


class _Zeile:
    """A line that grows, and the emphasis that is open at its end."""

    def __init__(self) -> None:
        self.text = ""
        self._strong = False
        self._emph = False

    def add(self, wort: _Wort) -> None:
        """Add text: first close what it does not share, then open what it has of its own."""
        text = wort.text
        if self._emph and not (wort.emph and wort.strong == self._strong):
            text = self._close("_", text)
            self._emph = False
        if self._strong and not wort.strong:
            text = self._close("**", text)
            self._strong = False
        if wort.strong and not self._strong:
            self._open("**", "_" if wort.emph else text)
        if wort.emph and not self._emph:
            self._open("_", text)
        self._strong, self._emph = wort.strong, wort.emph
        self.text += text

    def _close(self, mark: str, after: str) -> str:
        """A mark closes only if the letter behind it does not hide that; such a letter is written by its number."""
        hidden = after[:1] and not _OPEN.match(after) and (mark == "_" or not self.text[-1:].isalnum())
        self.text += mark
        return f"&#{ord(after[0])};{after[1:]}" if hidden else after

    def _open(self, mark: str, after: str) -> None:
        hidden = self.text and not _OPEN.match(self.text[-1]) and (mark == "_" or not after[:1].isalnum())
        if hidden:
            self.text = f"{self.text[:-1]}&#{ord(self.text[-1])};"
        self.text += mark
