"""XML as text that is put together from escaped parts, and parts of a template that are changed in place."""

import re
from typing import TYPE_CHECKING, Any
from xml.parsers.expat import ExpatError
from xml.sax.saxutils import escape as _escape

from dkbm.errors import DkbmError

if TYPE_CHECKING:
    from xml.dom.minidom import Document, Element

KOPF = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_VERBOTEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(value: str) -> str:
    """Text as it stands between tags; raises DkbmError for what no XML file can hold (the reader lets none in)."""
    if found := _VERBOTEN.search(value):
        raise DkbmError(f"Das Zeichen U+{ord(found[0]):04X} kann in keiner Word- oder ODT-Datei stehen.")
    return _escape(value)


def tag(name: str, /, *inside: str, **attributes: str | int | None) -> str:
    """An element. `inside` is XML; attributes are escaped, None leaves one out, `w_val` is written `w:val`."""
    given = "".join(f" {_attribute(key, value)}" for key, value in attributes.items() if value is not None)
    return f"<{name}{given}>{''.join(inside)}</{name}>" if inside else f"<{name}{given}/>"


def _attribute(key: str, value: str | int) -> str:
    quoted = text(str(value)).replace('"', "&quot;").replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;")
    return f'{key.replace("_", ":", 1).replace("_", "-")}="{quoted}"'


def parsed(content: bytes, name: str) -> "Document":
    """A part as a tree that keeps its prefixes; raises DkbmError, which calls the part `name`."""
    from xml.dom.minidom import parseString  # noqa: PLC0415 -- only documents need it

    try:
        return parseString(content)  # noqa: S318
    except (ExpatError, ValueError, LookupError) as error:
        raise DkbmError(
            f"{name} ist kein lesbares XML.", "Die Datei in Word oder LibreOffice neu speichern."
        ) from error


def serialized(document: "Document") -> bytes:
    """A changed tree as a part."""
    content: bytes = document.toxml(encoding="UTF-8")
    return content


def root_of(document: "Document") -> "Element":
    """The outermost element of a part."""
    if document.documentElement is None:
        raise ValueError("no element")
    return document.documentElement


def elements(parent: "Document | Element", *names: str) -> "list[Element]":
    """All elements below with one of these names (`w:style`), in the order of the file."""
    return [node for node in parent.getElementsByTagName("*") if node.tagName in names]


def insert(parent: "Element", xml: str, namespaces: str, before: Any = None) -> None:  # noqa: ANN401 -- any node
    """Put elements from text into a tree, before a child or at the end; `namespaces` declares their prefixes."""
    declared = re.findall(r'(xmlns(?::\w+)?)="([^"]*)"', namespaces)
    for node in list(root_of(parsed(f"<x {namespaces}>{xml}</x>".encode(), "x")).childNodes):
        if node.nodeType == node.ELEMENT_NODE:
            for name, uri in declared:
                node.setAttribute(name, uri)
            parent.insertBefore(node, before)
