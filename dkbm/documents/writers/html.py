"""A document as one web page that needs nothing else: no script, no font, no address outside (S 55)."""

import base64
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from html import escape
from importlib.resources import files
from xml.etree import ElementTree

from dkbm.documents import tree
from dkbm.documents.render import Dokument, Herkunft

_SVG = "http://www.w3.org/2000/svg"
_ZEILE = '<div class="zeile"></div>'
_ACTIVE = {f"{{{_SVG}}}{name}" for name in ("script", "foreignObject", "style", "a", "image", "use", "animate", "set")}


def write(document: Dokument, vorlagen: Mapping[str, bytes]) -> bytes:
    """The page in UTF-8. Raises ValueError for a picture with anything but lines, areas and words."""
    del vorlagen
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    zeilen = (
        "<!DOCTYPE html>",
        '<html lang="de">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_text(_titel(document))}</title>",
        *_meta(document.herkunft),
        f"<style>{style}</style>",
        "</head>",
        "<body>",
        *(['<div class="entwurf" aria-hidden="true">ENTWURF</div>'] if document.herkunft.entwurf else []),
        "<main>",
        *_blocks(document.blocks),
        "</main>",
        "</body>",
        "</html>",
        "",
    )
    return "\n".join(zeilen).encode()


@cache
def _style() -> str:
    return (files("dkbm.documents.writers") / "seite.css").read_text(encoding="utf-8")


def _titel(document: Dokument) -> str:
    """What the window and a list of files show: a draft says so."""
    titel = document.titel.replace("\n", " ")
    return f"Entwurf: {titel}" if document.herkunft.entwurf else titel


def _meta(herkunft: Herkunft) -> Iterator[str]:
    """The origin, each field under its name; the call as JSON, since a name may hold blanks."""
    for name, wert in herkunft._asdict().items():
        if wert:
            inhalt = wert if isinstance(wert, str) else json.dumps(wert, ensure_ascii=False, allow_nan=False)
            yield f'<meta name="dkbm:{name}" content="{_text(inhalt)}">'


def _text(text: str) -> str:
    """Text for an element or an attribute in double quotation marks."""
    return escape(text, quote=True)


def _blocks(blocks: tuple[tree.Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield from _block(block)


def _block(block: tree.Block) -> Iterator[str]:
    match block:
        case tree.Heading():
            yield f"<h{block.level}>{_line(block.content)}</h{block.level}>"
        case tree.Paragraph():
            yield f"<p>{_line(block.content)}</p>"
        case tree.Items():
            yield from _items(block)
        case tree.Table():
            yield from _table(block)
        case tree.Container():
            role = ' role="note"' if block.kind == "hinweis" else ""
            yield from (f'<div class="{block.kind}"{role}>', *_blocks(block.blocks), "</div>")
        case tree.Picture():
            yield f"<figure>{_svg(block)}</figure>"
        case tree.Space():
            yield from ('<div class="platz" aria-hidden="true">', *[_ZEILE] * block.lines, "</div>")
        case tree.PageBreak():
            yield '<div class="umbruch"></div>'


def _items(items: tree.Items) -> Iterator[str]:
    start = f' start="{items.start}"' if items.ordered and items.start != 1 else ""
    tag = "ol" if items.ordered else "ul"
    yield f"<{tag}{start}>"
    for entry in items.entries:
        yield from ("<li>", *_blocks(entry), "</li>")
    yield f"</{tag}>"


def _table(table: tree.Table) -> Iterator[str]:
    """A table that scrolls on its own where it is wider than the screen; also by the keyboard."""
    side = [' class="rechts"' if align == "right" else "" for align in table.align]
    yield '<div class="tabelle" role="region" aria-label="Tabelle" tabindex="0">'
    yield from ("<table>", "<thead>", "<tr>")
    for cell, rechts in zip(table.head, side, strict=True):
        yield f'<th scope="col"{rechts}>{_line(cell)}</th>' if tree.plain(cell).strip() else f"<td{rechts}></td>"
    yield from ("</tr>", "</thead>", "<tbody>")
    for row in table.rows:
        cells = (f"<td{rechts}>{_line(cell)}</td>" for cell, rechts in zip(row, side, strict=True))
        yield from ("<tr>", *cells, "</tr>")
    yield from ("</tbody>", "</table>", "</div>")


def _line(line: tree.Line) -> str:
    return "".join("<br>" if isinstance(part, tree.Break) else _run(part) for part in line)


def _run(run: tree.Text) -> str:
    text = _text(run.text)
    for wanted, tag in ((run.luecke, "mark"), (run.emph, "em"), (run.strong, "strong")):
        text = f"<{tag}>{text}</{tag}>" if wanted else text
    return text


def _svg(picture: tree.Picture) -> str:
    """The picture as part of the page, with its words as its title; our own pictures, yet nothing active passes."""
    svg = ElementTree.fromstring(picture.svg)  # noqa: S314 -- drawn by this program
    for node in svg.iter():
        if node.tag in _ACTIVE or any(re.match(r"on|style$|(\{.*\})?href$", name) for name in node.attrib):
            raise ValueError(f"the picture {picture.name} holds more than lines, areas and words")
    for title in svg.findall(f"{{{_SVG}}}title"):
        svg.remove(title)
    titel = ElementTree.Element(f"{{{_SVG}}}title", {"id": f"bild-{picture.name}"})
    titel.text = tree.plain(picture.alt)
    svg.insert(0, titel)
    svg.set("role", "img")
    svg.set("aria-labelledby", f"bild-{picture.name}")
    ElementTree.register_namespace("", _SVG)
    return ElementTree.tostring(svg, encoding="unicode", short_empty_elements=False)
