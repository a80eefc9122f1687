"""Read a Word file back: its paragraphs, what was changed and remarked in it, and what it says of its origin."""

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from dkbm.documents.office import eigenschaften
from dkbm.documents.office.paket import tree, unpacked
from dkbm.documents.render import Herkunft
from dkbm.errors import DkbmError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_GESTRICHEN = {f"{_W}del", f"{_W}moveFrom", f"{_MC}Fallback"}
_UMBRUCH = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}
NAME = "Die Datei"


class Gelesen(NamedTuple):
    """What stands in a Word file.

    `absaetze` is the text as it is when every tracked change is accepted, one text for each paragraph, cell and
    picture, in reading order; `aenderungen` counts the tracked changes; `kommentare` are the remarks, without names.
    """

    absaetze: tuple[str, ...]
    aenderungen: int
    kommentare: tuple[str, ...]


def read(content: bytes) -> Gelesen:
    """Read a Word file; raises DkbmError for what is none."""
    parts = unpacked(content, NAME)
    if "word/document.xml" not in parts:
        raise DkbmError(f"{NAME} ist kein Word-Dokument.", "Erwartet wird eine .docx-Datei.")
    root = tree(parts["word/document.xml"])
    geaendert = sum(1 for each in root.iter() if each.tag in (f"{_W}ins", f"{_W}del", f"{_W}moveFrom", f"{_W}moveTo"))
    remarks = tree(parts["word/comments.xml"]) if "word/comments.xml" in parts else Element("none")
    texte = (" ".join(_blocks(each)) for each in remarks.iter(f"{_W}comment"))
    return Gelesen(tuple(_blocks(root)), geaendert, tuple(texte))


def read_text(content: bytes) -> tuple[str, ...]:
    """The words of a Word file, a text for each paragraph, cell and picture, in reading order; raises DkbmError."""
    return read(content).absaetze


def read_herkunft(content: bytes) -> Herkunft | None:
    """What a Word file says of its own origin; None for one that is not ours. Raises DkbmError for what is none."""
    parts = unpacked(content, NAME)
    if "docProps/custom.xml" not in parts:
        return None
    found = {each.get("name", ""): "".join(each.itertext()) for each in tree(parts["docProps/custom.xml"])}
    return eigenschaften.herkunft(found)


def _blocks(parent: Element) -> Iterator[str]:
    """The paragraphs below an element; one whose end was deleted runs on into the next."""
    offen = ""
    for child in parent:
        if child.tag == f"{_W}p":
            text, daneben = _paragraph(child)
            if child.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None:
                offen += text
                continue
            text, offen = offen + text, ""
            yield from filter(None, (text, *daneben))
        elif child.tag == f"{_W}tc":
            yield "\n".join(_blocks(child))
        elif child.tag not in _GESTRICHEN and not _is_deleted_row(child):
            yield from _blocks(child)
    if offen:
        yield offen


def _is_deleted_row(child: Element) -> bool:
    return child.tag == f"{_W}tr" and child.find(f"{_W}trPr/{_W}del") is not None


def _paragraph(paragraph: Element) -> tuple[str, list[str]]:
    """Its words, and the texts that stand beside it: pictures by what they show, text boxes."""
    words: list[str] = []
    daneben: list[str] = []
    _collect(paragraph, words, daneben)
    text = "".join(words)
    return (text if text.strip() else ""), daneben


def _collect(element: Element, words: list[str], daneben: list[str]) -> None:
    for child in element:
        if child.tag in _GESTRICHEN:
            continue
        if child.tag == f"{_W}txbxContent":
            daneben += _blocks(child)
        elif child.tag == f"{_W}t":
            words.append(child.text or "")
        elif child.tag in _UMBRUCH and element.tag == f"{_W}r":
            words.append("" if child.get(f"{_W}type") in ("page", "column") else _UMBRUCH[child.tag])
        else:
            if child.tag == f"{_WP}docPr" and child.get("descr"):
                daneben.append(child.get("descr", ""))
            _collect(child, words, daneben)
