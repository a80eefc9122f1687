"""The words of the parts of a Word file, paragraph by paragraph, every tracked change accepted."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
GESTRICHEN = {f"{W}del", f"{W}moveFrom", f"{_MC}Fallback"}
"""What is gone when every change is accepted, and the second telling of what a file tells twice."""
BESCHREIBUNG = f"{_WP}docPr"
_UMBRUCH = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "-"}


def blocks(parent: Element) -> Iterator[str]:
    """The paragraphs below an element; one whose end was deleted runs on into the next."""
    offen = ""
    for child in parent:
        if child.tag == f"{W}p":
            text, daneben = _paragraph(child)
            if child.find(f"{W}pPr/{W}rPr/{W}del") is not None:
                offen += text
                continue
            text, offen = offen + text, ""
            yield from filter(None, (text, *daneben))
        elif child.tag == f"{W}tc":
            yield "\n".join(blocks(child))
        elif child.tag not in GESTRICHEN and not _is_deleted_row(child):
            yield from blocks(child)
    if offen:
        yield offen


def _is_deleted_row(child: Element) -> bool:
    return child.tag == f"{W}tr" and child.find(f"{W}trPr/{W}del") is not None


def _paragraph(paragraph: Element) -> tuple[str, list[str]]:
    """Its words, and the texts that stand beside it: pictures by what they show, text boxes."""
    words: list[str] = []
    daneben: list[str] = []
    collect(paragraph, words, daneben)
    text = "".join(words)
    return (text if text.strip() else ""), daneben


def collect(element: Element, words: list[str], daneben: list[str]) -> None:
    """Add the words below an element to `words`, and those of pictures and text boxes to `daneben`."""
    for child in element:
        if child.tag in GESTRICHEN:
            continue
        if child.tag == f"{W}txbxContent":
            daneben += blocks(child)
        elif child.tag in (f"{W}t", f"{_M}t"):
            words.append(child.text or "")
        elif child.tag == f"{W}sym":
            words.append(_symbol(child.get(f"{W}char", "")))
        elif child.tag in _UMBRUCH and element.tag == f"{W}r":
            words.append("" if child.get(f"{W}type") in ("page", "column") else _UMBRUCH[child.tag])
        else:
            if child.tag == BESCHREIBUNG and child.get("descr"):
                daneben.append(child.get("descr", ""))
            collect(child, words, daneben)


def _symbol(code: str) -> str:
    """A sign of a symbol font; one that nobody can name is a question mark, so that it is not lost."""
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return "?"
