"""Read an OpenDocument text back: its paragraphs, and what it says of its origin."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from dkbm.documents.office import eigenschaften
from dkbm.documents.office.odt_vorlage import NS
from dkbm.documents.office.paket import tree, unpacked
from dkbm.documents.render import Herkunft
from dkbm.errors import DkbmError

_ABSATZ = (f"{{{NS['text']}}}p", f"{{{NS['text']}}}h")
_ZELLE = f"{{{NS['table']}}}table-cell"
_BILD = f"{{{NS['draw']}}}frame"
_BESCHREIBUNG = f"{{{NS['svg']}}}desc"
_UEBERGANGEN = (f"{{{NS['text']}}}tracked-changes", f"{{{NS['office']}}}annotation", f"{{{NS['text']}}}note")
_ZEICHEN = {f"{{{NS['text']}}}line-break": "\n", f"{{{NS['text']}}}tab": "\t"}
_LEERZEICHEN = f"{{{NS['text']}}}s"
NAME = "Die Datei"


def read_text(content: bytes) -> tuple[str, ...]:
    """The words of a text, one for each paragraph, cell and picture, in reading order; raises DkbmError."""
    return tuple(_blocks(tree(_part(content, "content.xml"))))


def read_herkunft(content: bytes) -> Herkunft | None:
    """What a text says of its own origin; None for one that is not ours. Raises DkbmError for what is none."""
    root = tree(_part(content, "meta.xml"))
    name = f"{{{NS['meta']}}}name"
    own = root.iter(f"{{{NS['meta']}}}user-defined")
    return eigenschaften.herkunft({each.get(name, ""): "".join(each.itertext()) for each in own})


def _part(content: bytes, name: str) -> bytes:
    parts = unpacked(content, NAME)
    if name not in parts:
        raise DkbmError(f"{NAME} ist kein OpenDocument-Text.", "Erwartet wird eine .odt-Datei.")
    return parts[name]


def _blocks(parent: Element) -> Iterator[str]:
    for child in parent:
        if child.tag in _ABSATZ:
            words: list[str] = []
            daneben: list[str] = []
            _collect(child, words, daneben)
            text = "".join(words)
            yield from filter(None, (text if text.strip() else "", *daneben))
        elif child.tag == _ZELLE:
            yield "\n".join(_blocks(child))
        elif child.tag not in _UEBERGANGEN:
            yield from _blocks(child)


def _collect(element: Element, words: list[str], daneben: list[str]) -> None:
    """The words of a paragraph; pictures by what they show go beside it."""
    words.append(element.text or "")
    for child in element:
        if child.tag == _BILD:
            daneben += ["".join(each.itertext()) for each in child.iter(_BESCHREIBUNG)]
        elif child.tag == _LEERZEICHEN:
            words.append(" " * int(child.get(f"{{{NS['text']}}}c", "1")))
        elif child.tag in _ZEICHEN:
            words.append(_ZEICHEN[child.tag])
        elif child.tag not in _UEBERGANGEN:
            _collect(child, words, daneben)
        words.append(child.tail or "")
