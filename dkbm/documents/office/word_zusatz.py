"""What a document adds to the parts of a Word template: its lists, and a line in header or footer."""

from collections.abc import Sequence

from dkbm.documents.office.word_paket import W
from dkbm.documents.office.word_text import EINZUG
from dkbm.documents.office.xml import elements, insert, parsed, root_of, serialized, tag, text

_NS = f'xmlns:w="{W}"'
_TIEFE = 3
"""So deep lists can stand in lists."""
EMPTY = {kind: f"<w:{kind} {_NS}/>".encode() for kind in ("numbering", "hdr", "ftr")}
"""Parts for a template that has none of a kind."""


def highest(numbering: bytes) -> int:
    """The highest number of a list in a template."""
    found = elements(parsed(numbering, "numbering.xml"), "w:num")
    return max((int(each.getAttribute("w:numId")) for each in found), default=0)


def with_lists(numbering: bytes, starts: Sequence[int]) -> bytes:
    """The lists of a template with ours behind them: bullets, then a numbered one for each start."""
    document = parsed(numbering, "numbering.xml")
    root = root_of(document)
    forms = elements(root, "w:abstractNum")
    form = 1 + max((int(each.getAttribute("w:abstractNumId")) for each in forms), default=-1)
    number = highest(numbering) + 1
    before = next(iter(elements(root, "w:num", "w:numIdMacAtCleanup")), None)
    insert(root, _form(form, ordered=False) + _form(form + 1, ordered=True), _NS, before)
    lists = [tag("w:num", tag("w:abstractNumId", w_val=form), w_numId=number)]
    for index, start in enumerate(starts, 1):
        restart = [_restart(level, 1 if level else start) for level in range(_TIEFE)]
        lists.append(tag("w:num", tag("w:abstractNumId", w_val=form + 1), *restart, w_numId=number + index))
    last = next(iter(elements(root, "w:numIdMacAtCleanup")), None)
    insert(root, "".join(lists), _NS, last)
    return serialized(document)


def _restart(level: int, start: int) -> str:
    return tag("w:lvlOverride", tag("w:startOverride", w_val=start), w_ilvl=level)


def _form(ident: int, *, ordered: bool) -> str:
    levels = (_level(level, ordered=ordered) for level in range(_TIEFE))
    return tag("w:abstractNum", tag("w:multiLevelType", w_val="hybridMultilevel"), *levels, w_abstractNumId=ident)


def _level(level: int, *, ordered: bool) -> str:
    form, mark = ("decimal", f"%{level + 1}.") if ordered else ("bullet", "–" if level else "•")
    return tag(
        "w:lvl",
        tag("w:start", w_val=1),
        tag("w:numFmt", w_val=form),
        tag("w:lvlText", w_val=mark),
        tag("w:lvlJc", w_val="left"),
        tag("w:pPr", tag("w:ind", w_left=EINZUG * (level + 1), w_hanging=EINZUG)),
        w_ilvl=level,
    )


def with_line(part: bytes, stil: str, zeile: str, *, first: bool) -> bytes:
    """A header or footer with one more paragraph, before all others or behind them."""
    document = parsed(part, "Kopf- oder Fußzeile")
    absatz = tag("w:p", tag("w:pPr", tag("w:pStyle", w_val=stil)), tag("w:r", tag("w:t", text(zeile))))
    root = root_of(document)
    insert(root, absatz, _NS, root.firstChild if first else None)
    return serialized(document)
