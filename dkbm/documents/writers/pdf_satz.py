"""The tree of a document as the plain data that `satz/satz.typ` sets: texts, marks and numbers, never markup."""

import re
from itertools import pairwise
from typing import Any
from unicodedata import combining

from dkbm.documents import tree
from dkbm.documents.render import Dokument
from dkbm.documents.stichworte import kurzform, stichworte
from dkbm.documents.verzeichnis import EINE_SEITE

Satz = dict[str, Any]
_KURZ = 450
"""An entry of a list up to this length stays on one page."""
_SPALTEN = 84.0
"""All columns of a table together, in characters of its type."""
_RAND = 2.5
"""The margin of a cell, left and right together, in the same measure."""
_KURZE_ZELLE = 13
"""A column with cells up to this length is wide enough for each on one line."""
_FETT = 1.1
"""How much wider the type of the headings is."""
_LANGE_ZELLE = 72
"""A cell asks for no more than this, however long it is."""
_GANZ = 30
"""A row of up to so many lines, about half a page, is not torn apart."""
_LEER = 36
"""What a column to write in asks for; beside it, no other asks for more."""
_GROSS, _KLEIN = 10, 8
"""The type of a table in points: usually, and at the least."""
_SCHREIBEN = 16
"""A column without any entry is no narrower, if there is room: a few words by hand."""
_ZEILE = 36
"""A word of more letters may be broken anywhere: in the largest type it would run off the sheet."""
_UNTERSCHRIFT = 28
"""The same for the words below a signature, in half the width."""
_SCHMAL = 1.2
"""So many more letters of a word fit than counted: what does fit is never broken."""
_STUECK = 4
"""So many letters of a broken word stand together."""
_OHNE_BRUCH = re.compile(r"[^\s\u200b/?&-]+")
"""What no line ends within."""


def satz(document: Dokument, anhang: str) -> Satz:
    """Everything the page needs to know; `anhang` is the JSON that travels with the PDF."""
    return {
        "titel": document.titel,
        "autor": next((str(eine.angabe) for eine in document.angaben if eine.name == "agentur"), ""),
        "beschreibung": f"{document.titel}, Stand {document.herkunft.stichtag}",
        "stichworte": stichworte(document.herkunft),
        "anhang": anhang,
        "entwurf": document.herkunft.entwurf,
        "dicht": document.herkunft.vorlage in EINE_SEITE,
        "fuss": {"titel": document.titel, "herkunft": kurzform(document.herkunft)},
        "inhalt": _blocks(document.blocks),
    }


def _blocks(blocks: tuple[tree.Block, ...]) -> list[Satz]:
    gebunden = _with_signatures(blocks)
    entries = [_block(block) for block in gebunden]
    for (block, following), entry in zip(pairwise(gebunden), entries, strict=False):
        if isinstance(block, tree.Paragraph | tree.Items):
            entry["haelt"] = _leads_to(block, following)
    return entries


def _with_signatures(blocks: tuple[tree.Block, ...]) -> tuple[tree.Block, ...]:
    """The blocks, with the signatures as a part of the `schluss` right before them."""
    found: list[tree.Block] = []
    for block in blocks:
        before = found[-1] if found else None
        if _is(block, "unterschriften") and isinstance(before, tree.Container) and _is(before, "schluss"):
            found[-1] = before._replace(blocks=(*before.blocks, block))
        else:
            found.append(block)
    return tuple(found)


def _is(block: tree.Block, kind: tree.Kind) -> bool:
    return isinstance(block, tree.Container) and block.kind == kind


def _leads_to(block: tree.Block, following: tree.Block) -> bool:
    """Whether a paragraph or list must not be the last on its page: it says what the following is for."""
    if isinstance(following, tree.Items):
        return isinstance(block, tree.Paragraph) and tree.plain(block.content).rstrip().endswith(":")
    if _is(following, "hinweis"):
        return sum(map(len, tree.paragraphs((block,)))) <= 2 * _KURZ
    if _is(following, "schluss"):
        return sum(map(len, tree.paragraphs((block,)))) <= _KURZ
    return _is(following, "unterschriften") or isinstance(following, tree.Space | tree.Table | tree.Picture)


def _block(block: tree.Block) -> Satz:  # noqa: PLR0911 -- one line for each kind
    match block:
        case tree.Heading():
            return {"art": "ueberschrift", "stufe": block.level, "inhalt": _line(block.content)}
        case tree.Paragraph():
            return {"art": "absatz", "inhalt": _line(block.content), "haelt": False}
        case tree.Items():
            return _items(block)
        case tree.Table():
            return _table(block)
        case tree.Container():
            return _container(block)
        case tree.PageBreak():
            return {"art": "seitenumbruch"}
        case tree.Space():
            return {"art": "platz", "zeilen": block.lines}
        case tree.Picture():
            return {"art": "bild", "svg": block.svg.decode(), "alt": tree.plain(block.alt)}


def _line(line: tree.Line, hoechstens: float = _ZEILE) -> list[Satz]:
    """The runs of a line; a word of more than so many letters gets places where it can be broken."""
    return [
        {"art": "umbruch"}
        if isinstance(part, tree.Break)
        else {
            "art": "text",
            "text": _breakable(part.text, hoechstens),
            "stark": part.strong,
            "betont": part.emph,
            "luecke": part.luecke,
        }
        for part in line
    ]


def _breakable(text: str, hoechstens: float) -> str:
    return _OHNE_BRUCH.sub(lambda word: _pieces(word[0]) if len(word[0]) > hoechstens else word[0], text)


def _pieces(word: str) -> str:
    """A word with a space of no width after every few letters, never between a letter and its accent."""
    places = (index for index in range(_STUECK, len(word), _STUECK) if not combining(word[index]))
    cuts = [0, *places, len(word)]
    return "\u200b".join(word[start:end] for start, end in pairwise(cuts))


def _items(items: tree.Items) -> Satz:
    return {
        "art": "liste",
        "haelt": False,
        "nummeriert": items.ordered,
        "beginn": items.start,
        "eintraege": [
            {"kurz": sum(map(len, tree.paragraphs(entry))) <= _KURZ, "teile": _blocks(entry)} for entry in items.entries
        ],
    }


def _container(container: tree.Container) -> Satz:
    if container.kind == "unterschriften":
        parteien = [_line(part.content, _UNTERSCHRIFT) for part in container.blocks if isinstance(part, tree.Paragraph)]
        return {"art": "unterschriften", "parteien": parteien}
    art = "zusammen" if container.kind == "schluss" else container.kind
    return {"art": art, "teile": _blocks(container.blocks)}


def _table(table: tree.Table) -> Satz:
    columns = [[tree.plain(row[column]) for row in (table.head, *table.rows)] for column in range(len(table.head))]
    breiten, schrift = _widths(columns), _type_size(columns)
    hoechstens = [_letters(breite, breiten, schrift) for breite in breiten]
    reihen = [
        {
            "zellen": [_line(cell, fits) for cell, fits in zip(row, hoechstens, strict=True)],
            "platz": not all(map(tree.plain, row)),
            "ganz": _height(row, breiten) <= _GANZ,
        }
        for row in table.rows
    ]
    return {
        "art": "tabelle",
        "kopf": [_line(cell, fits / _FETT) for cell, fits in zip(table.head, hoechstens, strict=True)],
        "reihen": reihen,
        "platz": any(reihe["platz"] for reihe in reihen),
        "ausrichtung": table.align,
        "breiten": breiten,
        "schrift": schrift,
    }


def _letters(breite: float, breiten: list[float], schrift: float) -> float:
    """How many letters a line of a column holds at the most, in the type of the table: narrow ones, not wide ones."""
    return max(_STUECK, round((breite * _SPALTEN / sum(breiten) - _RAND) * _SCHMAL * _GROSS / schrift, 1))


def _height(row: tuple[tree.Line, ...], breiten: list[float]) -> float:
    """About how many lines the longest cell of a row takes."""
    weite = _SPALTEN / sum(breiten)
    return max(len(tree.plain(cell)) / max(1, breite * weite) for cell, breite in zip(row, breiten, strict=True))


def _widths(columns: list[list[str]]) -> list[float]:
    """How wide each column is: enough for its longest word and for short cells, the rest in proportion to the text."""
    least = _all_least(columns)
    most = _LANGE_ZELLE if all(map(all, columns)) else _LEER
    wanted = [
        max(low, min(max(map(len, column)), most) if all(column) else _LEER)
        for low, column in zip(least, columns, strict=True)
    ]
    spare, more = _SPALTEN - sum(least) - _RAND * len(columns), sum(wanted) - sum(least)
    share = min(1, max(0, spare) / more) if more > 0 else 0
    return [round(low + (high - low) * share + _RAND, 2) for low, high in zip(least, wanted, strict=True)]


def _all_least(columns: list[list[str]]) -> list[float]:
    """The least width of each column; an empty one gets room to write in, a single one at the cost of the type."""
    least = list(map(_least, columns))
    leer = [not any(zellen) for _, *zellen in columns]
    most = _SPALTEN * _GROSS / _KLEIN if sum(leer) == 1 else _SPALTEN
    spare = max(0, most - sum(least) - _RAND * len(columns)) / max(1, sum(leer))
    return [max(low, min(_SCHREIBEN, low + spare)) if empty else low for low, empty in zip(least, leer, strict=True)]


def _type_size(columns: list[list[str]]) -> float:
    """The size of the type in points: smaller where the longest words would not stand beside each other."""
    wanted = _GROSS * _SPALTEN / (sum(_all_least(columns)) + _RAND * len(columns))
    return round(min(_GROSS, max(_KLEIN, wanted)), 1)


def _least(column: list[str]) -> float:
    kopf, *zellen = column
    words = (len(word) for cell in zellen for word in ([cell] if len(cell) <= _KURZE_ZELLE else cell.split()))
    return max(1, *(min(each, _ZEILE) for each in words), *(_FETT * len(word) for word in kopf.split()))
