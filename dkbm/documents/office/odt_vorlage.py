"""An OpenDocument template that staff maintain, made ready to take a document: checked, its styles completed."""

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from dkbm.documents.office.paket import template
from dkbm.documents.office.stile import ODT
from dkbm.documents.office.xml import elements, insert, parsed, root_of, serialized, tag, text
from dkbm.errors import DkbmError
from dkbm.resources import schriftvorlage

if TYPE_CHECKING:
    from xml.dom.minidom import Element

NAME = "vorlage.ott"
ORT = f"templates/{NAME}"
NS = {
    prefix: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
    for prefix, name in (
        ("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"), ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"), ("meta", "meta"), ("manifest", "manifest"),
    )
} | {"xlink": "http://www.w3.org/1999/xlink", "dc": "http://purl.org/dc/elements/1.1/"}  # fmt: skip
_NEU = "Neu beginnen mit: dkbm template neu -o vorlage.ott"
_TYPEN = (b"application/vnd.oasis.opendocument.text-template", b"application/vnd.oasis.opendocument.text")
_BEHALTEN = re.compile(r"styles\.xml|Pictures/")
"""What a document takes over from a template: styles with header and footer, and the pictures in them."""


class Odtvorlage(NamedTuple):
    """A template, ready to take a text.

    `parts` are what a document takes over; `namen` the names of its styles by the names people see, completed by
    ours, and `fehlend` the names of those it lacked.
    """

    parts: dict[str, bytes]
    namen: dict[str, str]
    fehlend: tuple[str, ...]


def opened(vorlagen: Mapping[str, bytes]) -> Odtvorlage:
    """The template of a dataset, or the one that travels with the program; raises DkbmError for a damaged one."""
    return _prepared(vorlagen.get(NAME))


@cache
def _prepared(content: bytes | None) -> Odtvorlage:
    eigene = schriftvorlage("ott")
    parts = eigene if content is None else template(content, ORT)
    if parts.get("mimetype", b"").strip() not in _TYPEN or "styles.xml" not in parts:
        raise DkbmError(f"{ORT} ist keine Textvorlage von LibreOffice.", _NEU)
    if fremd := re.search(rb'xlink:href="((?!Pictures/|#|\.?/?Pictures/)[^"]*)"', parts["styles.xml"]):
        raise DkbmError(
            f"{ORT} verweist auf eine fremde Datei ({fremd[1][:60].decode(errors='replace')}).",
            "Bilder einfügen statt verknüpfen.",
        )
    styles, namen, fehlend = _completed(parts["styles.xml"], eigene["styles.xml"])
    kept = {name: part for name, part in parts.items() if _BEHALTEN.match(name)}
    return Odtvorlage(kept | {"styles.xml": styles}, namen, fehlend)


def _completed(styles: bytes, eigene: bytes) -> tuple[bytes, dict[str, str], tuple[str, ...]]:
    document = parsed(styles, ORT)
    known = _styles(root_of(document))
    own = _styles(root_of(parsed(eigene, NAME)))
    fehlend = tuple(stil.name for stil in ODT if stil.name not in known)
    place = next(iter(elements(document, "office:styles")), None)
    if place is None:
        raise DkbmError(f"{ORT}: Es fehlen die Formatvorlagen.", _NEU)
    for name in fehlend:
        style = document.importNode(own[name], True)
        eltern = style.getAttribute("style:parent-style-name")
        if eltern and eltern not in {each.getAttribute("style:name") for each in known.values()}:
            style.removeAttribute("style:parent-style-name")
        for prefix in ("style", "fo", "text"):
            style.setAttribute(f"xmlns:{prefix}", NS[prefix])
        place.appendChild(style)
        known[name] = style
    return serialized(document) if fehlend else styles, _namen(known), fehlend


def _namen(known: "Mapping[str, Element]") -> dict[str, str]:
    return {name: style.getAttribute("style:name") for name, style in known.items()}


def _styles(root: "Element") -> "dict[str, Element]":
    """The named styles of a file by the name people see."""
    found = {}
    for place in elements(root, "office:styles"):
        for style in elements(place, "style:style", "text:list-style"):
            found[style.getAttribute("style:display-name") or style.getAttribute("style:name")] = style
    return found


def with_lines(styles: bytes, lines: Mapping[str, tuple[str, str]]) -> bytes:
    """The styles with one more paragraph in every header or footer: `{"header": (style, line)}`."""
    document = parsed(styles, ORT)
    namespaces = f'xmlns:text="{NS["text"]}" xmlns:style="{NS["style"]}"'
    for master in elements(document, "style:master-page"):
        for kind, (stil, zeile) in lines.items():
            absatz = tag("text:p", text(zeile), text_style_name=stil)
            found = elements(master, f"style:{kind}", f"style:{kind}-first", f"style:{kind}-left")
            for area in found:
                insert(area, absatz, namespaces, area.firstChild if kind == "header" else None)
            if not found:
                before = master.firstChild if kind == "header" else None
                insert(master, tag(f"style:{kind}", absatz), namespaces, before)
    return serialized(document)
