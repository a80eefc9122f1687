"""The words of the parts of an OpenDocument text, paragraph by paragraph, every tracked change accepted."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from dkbm.documents.office.odt_vorlage import NS

TEXT, DRAW = f"{{{NS['text']}}}", f"{{{NS['draw']}}}"
ABSATZ = (f"{TEXT}p", f"{TEXT}h")
NOTIZ, KOMMENTAR = f"{TEXT}note", f"{{{NS['office']}}}annotation"
UEBERGANGEN = (f"{TEXT}tracked-changes", KOMMENTAR, NOTIZ)
BILD, BESCHREIBUNG = f"{DRAW}frame", f"{{{NS['svg']}}}desc"
_ZELLE = f"{{{NS['table']}}}table-cell"
_KASTEN = f"{DRAW}text-box"
_ZEICHEN = {f"{TEXT}line-break": "\n", f"{TEXT}tab": "\t"}
_LEERZEICHEN = f"{TEXT}s"
_ZEILE = 999


def blocks(parent: Element) -> Iterator[str]:
    """The paragraphs, cells and pictures below an element, in reading order."""
    for child in parent:
        if child.tag in ABSATZ:
            words: list[str] = []
            daneben: list[str] = []
            collect(child, words, daneben)
            text = "".join(words)
            yield from filter(None, (text if text.strip() else "", *daneben))
        elif child.tag == _ZELLE:
            yield "\n".join(blocks(child))
        elif child.tag == BILD:
            yield from _frame(child)
        elif child.tag not in UEBERGANGEN:
            yield from blocks(child)


def _frame(frame: Element) -> Iterator[str]:
    """What a picture says of itself, and what stands in a text box."""
    for child in frame:
        if child.tag == BESCHREIBUNG:
            yield "".join(child.itertext())
        elif child.tag == _KASTEN:
            yield from blocks(child)


def collect(element: Element, words: list[str], daneben: list[str]) -> None:
    """The words of a paragraph; pictures by what they show and text boxes go beside it."""
    words.append(element.text or "")
    for child in element:
        if child.tag == BILD:
            daneben += _frame(child)
        elif child.tag == _LEERZEICHEN:
            words.append(" " * _count(child.get(f"{TEXT}c", "1")))
        elif child.tag in _ZEICHEN:
            words.append(_ZEICHEN[child.tag])
        elif child.tag not in UEBERGANGEN:
            collect(child, words, daneben)
        words.append(child.tail or "")


def _count(text: str) -> int:
    """How many spaces an element stands for; a file that somebody made to hurt gets no more than a line of them."""
    return min(int(text), _ZEILE) if text.isdecimal() and len(text) <= len(str(_ZEILE)) else 1
