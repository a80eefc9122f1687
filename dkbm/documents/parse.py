"""From the narrow Markdown that templates produce to the tree of a document; any other token is an error.

A value stands between two characters that no text of a dataset contains (noncharacters, which its reader refuses),
with its number, so that it keeps its identity and can never be read as markup.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from dkbm.documents import tree
from dkbm.documents.angaben import Benannt
from dkbm.documents.loader import VorlageError

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

ANFANG, MITTE, ENDE = "\ufdd0", "\ufdd1", "\ufdd2"
"""Before a value, between its number and its text, after it."""
_WERT = re.compile(f"{ANFANG}([0-9]+){MITTE}([^{ENDE}]*){ENDE}")
_ZAUN = re.compile(r":::(?: ([a-z]+)(?: ([a-z0-9-]+))?)?")
_ZAUN_IM_TEXT = re.compile(r"^\s*:::", re.MULTILINE)
_WORTE = {
    "heading": "eine Überschrift unter der dritten Stufe (###)",
    "blockquote": "ein Zitat (>)",
    "code_block": "eingerückten Programmtext",
    "fence": "Programmtext",
    "code_inline": "Programmtext",
    "hr": "eine Trennlinie",
    "link": "einen Verweis",
    "image": "ein Bild; Bilder gibt ::: bild",
}
"""What a document cannot hold, by the names the reader of Markdown has for it."""
_KINDS = ("titel", "schluss", "unterschriften", "hinweis")


@cache
def _reader() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 -- only documents need it

    return MarkdownIt("commonmark", {"html": False}).enable("table")


def parse(text: str, angaben: Sequence[Benannt], bilder: Mapping[str, bytes], pfad: str) -> tuple[tree.Block, ...]:
    """The tree of a filled template; raises VorlageError for what a document cannot say."""
    tokens = _Tokens(_reader().parse(text), angaben, bilder, pfad)
    tokens.zeilen = text.split("\n")
    return tuple(tokens.blocks(None))


class _Tokens:
    def __init__(
        self, tokens: "list[Token]", angaben: Sequence[Benannt], bilder: Mapping[str, bytes], pfad: str
    ) -> None:
        self._tokens = tokens
        self.zeilen: list[str] = []
        self._at = 0
        self._angaben = angaben
        self._bilder = bilder
        self._pfad = pfad

    def blocks(self, end: str | None) -> Iterator[tree.Block]:
        """The blocks up to a closing token or fence."""
        while self._at < len(self._tokens):
            token = self._take()
            if token.type == end:
                return
            if token.type == "paragraph_open":
                inline = self._inline_of("paragraph_close")
                fence = _ZAUN.fullmatch(inline.content)
                if fence and fence[1] is None:
                    if end != ":::":
                        raise self._error("Ein Behälter wird geschlossen, der nicht offen ist.")
                    return
                if fence is None and _ZAUN_IM_TEXT.search(inline.content):
                    raise self._error("Ein Behälter (:::) steht in einer Zeile für sich, davor und danach eine leere.")
                yield self._fenced(fence[1], fence[2]) if fence else tree.Paragraph(self._line(inline))
            else:
                yield self._block(token)
        if end is not None:
            raise self._error("Ein Behälter (:::) wird nicht geschlossen.")

    def _block(self, token: "Token") -> tree.Block:
        if token.type == "heading_open" and (level := int(token.tag[1])) <= 3:
            return tree.Heading(level, self._line(self._inline_of("heading_close")))
        if token.type in ("bullet_list_open", "ordered_list_open"):
            return self._items(token)
        if token.type == "table_open":
            return self._table()
        raise self._error(f"In Dokumenten gibt es das nicht: {_said(token)}.")

    def _fenced(self, name: str, argument: str | None) -> tree.Block:
        if name == "seitenumbruch":
            return tree.PageBreak()
        if name == "platz" and argument and argument.isdigit() and 0 < int(argument) <= 40:
            return tree.Space(int(argument))
        if name == "bild" and argument is not None and argument in self._bilder:
            inside = tuple(self.blocks(":::"))
            if len(inside) != 1 or not isinstance(inside[0], tree.Paragraph):
                raise self._error("Ein Bild braucht genau einen Absatz, der sagt, was darauf zu sehen ist.")
            return tree.Picture(argument, self._bilder[argument], inside[0].content)
        if name in _KINDS and argument is None:
            return tree.Container(name, tuple(self.blocks(":::")))  # type: ignore[arg-type]
        raise self._error(f"Diesen Behälter gibt es nicht: ::: {name} {argument or ''}".rstrip() + ".")

    def _items(self, token: "Token") -> tree.Items:
        ordered = token.type == "ordered_list_open"
        entries: list[tuple[tree.Block, ...]] = []
        while (part := self._take()).type == "list_item_open":
            entries.append(tuple(self.blocks("list_item_close")))
        del part
        return tree.Items(ordered, int(token.attrs.get("start", 1)) if ordered else 1, tuple(entries))

    def _table(self) -> tree.Table:
        rows: list[tuple[tree.Line, ...]] = []
        align: list[str] = []
        cells: list[tree.Line] = []
        while (token := self._take()).type != "table_close":
            if token.type == "inline":
                cells.append(self._line(token))
            elif token.type == "th_open":
                align.append("right" if "right" in str(token.attrs.get("style", "")) else "left")
            elif token.type == "tr_close":
                rows.append(tuple(cells))
                cells = []
        return tree.Table(rows[0], tuple(rows[1:]), tuple(align))  # type: ignore[arg-type]

    def _inline_of(self, close: str) -> "Token":
        token = self._take()
        if self._take().type != close:
            raise self._error("Eine Zeile lässt sich nicht lesen.")
        return token

    def _take(self) -> "Token":
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _line(self, inline: "Token") -> tree.Line:
        strong = emph = False
        found: list[tree.Inline] = []
        for token in inline.children or []:
            match token.type:
                case "text":
                    found += self._runs(token.content, strong, emph)
                case "softbreak":
                    found.append(tree.Text(" ", strong, emph))
                case "hardbreak":
                    found.append(tree.Break())
                case "strong_open" | "strong_close":
                    strong = token.nesting > 0
                case "em_open" | "em_close":
                    emph = token.nesting > 0
                case _:
                    raise self._error(f"In einer Zeile gibt es das nicht: {_said(token)}.")
        return tuple(found)

    def _runs(self, text: str, strong: bool, emph: bool) -> Iterator[tree.Text]:
        reached = 0
        for match in _WERT.finditer(text):
            if match.start() > reached:
                yield tree.Text(text[reached : match.start()], strong, emph)
            number = int(match[1])
            if match[2]:
                yield tree.Text(match[2], strong, emph, number, self._angaben[number].angabe.luecke)
            reached = match.end()
        if reached < len(text):
            yield tree.Text(text[reached:], strong, emph)

    def _error(self, reason: str) -> VorlageError:
        error = VorlageError(self._pfad, reason, "Was Vorlagen können, steht in templates/README.md.")
        read = (token.map[0] for token in reversed(self._tokens[: self._at]) if token.map)
        line = next(read, None)
        error.text = self.zeilen[line] if line is not None and line < len(self.zeilen) else ""
        return error


def _said(token: "Token") -> str:
    name = token.type.removesuffix("_open").removesuffix("_close")
    return _WORTE.get(name, "ein Zeichen, das nur in anderem Markdown etwas bedeutet")
