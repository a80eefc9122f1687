"""A Word file that staff maintain, made ready to take a document: checked, its styles completed, its page read."""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from dkbm.documents.office.paket import template
from dkbm.documents.office.stile import WORD
from dkbm.documents.office.word_paket import MAIN, MAIN_RELS, TYPES, WORD_TYPE, relations
from dkbm.documents.office.xml import elements, parsed, root_of, serialized
from dkbm.errors import DkbmError
from dkbm.resources import schriftvorlage

NAME = "vorlage.docx"
ORT = f"templates/{NAME}"
_NEU = "Neu beginnen mit: dkbm template neu -o vorlage.docx"
_ENTBEHRLICH = re.compile(r"docProps/|customXml/|word/(stylesWithEffects|comments|glossary/|people)")
"""What a template carries along and no document needs."""
_STANDARDBREITE = 9184


class Wordvorlage(NamedTuple):
    """A template, ready to take a text.

    `parts` are its files; `stile` the ids of its styles by name, completed by ours, and `fehlend` the names of those
    it lacked; `seite` is its page as XML and `breite` the width of its text in twentieths of a point.
    """

    parts: dict[str, bytes]
    stile: dict[str, str]
    fehlend: tuple[str, ...]
    seite: str
    breite: int


def opened(vorlagen: Mapping[str, bytes]) -> Wordvorlage:
    """The template of a dataset, or the one that travels with the program; raises DkbmError for a damaged one."""
    return _prepared(vorlagen.get(NAME))


@cache
def _prepared(content: bytes | None) -> Wordvorlage:
    eigene = schriftvorlage("docx")
    parts = eigene if content is None else template(content, ORT)
    for part in (TYPES, MAIN, MAIN_RELS):
        if part not in parts:
            raise DkbmError(f"{ORT}: Es fehlt {part}.", _NEU)
    if WORD_TYPE.format("document.main").encode() not in parts[TYPES]:
        raise DkbmError(f"{ORT} ist kein Word-Dokument ohne Makros.", "In Word als .docx speichern.")
    _refuse_links(parts)
    styles = next((part for kind, part in relations(parts).values() if kind == "styles" and part in parts), None)
    if styles is None:
        raise DkbmError(f"{ORT}: Es fehlen die Formatvorlagen.", _NEU)
    completed, stile, fehlend = _completed(parts[styles], eigene["word/styles.xml"])
    kept = {name: part for name, part in parts.items() if not _ENTBEHRLICH.match(name)}
    return Wordvorlage(kept | {styles: completed}, stile, fehlend, *_page(parts[MAIN]))


def _refuse_links(parts: Mapping[str, bytes]) -> None:
    """No document may fetch something from elsewhere when it is opened; a link to click on is none."""
    for name in [name for name in parts if name.endswith(".rels")]:
        for found in elements(parsed(parts[name], name), "Relationship"):
            kind = found.getAttribute("Type").rpartition("/")[2]
            if found.getAttribute("TargetMode") == "External" and kind not in ("hyperlink", "attachedTemplate"):
                raise DkbmError(
                    f"{ORT} verweist auf eine fremde Datei ({kind}).",
                    "Die Verknüpfung in Word lösen; Bilder einfügen statt verknüpfen.",
                )


def _completed(styles: bytes, eigene: bytes) -> tuple[bytes, dict[str, str], tuple[str, ...]]:
    """The styles with those that are missing taken from our own template, their ids by name, the missing names."""
    document, stile, ids = parsed(styles, ORT), _ids(styles), _ids(eigene)
    fehlend = tuple(stil.name for stil in WORD if stil.name not in stile)
    if not fehlend:
        return styles, stile, ()
    by_id = {style.getAttribute("w:styleId"): style for style in elements(parsed(eigene, NAME), "w:style")}
    names = {ident: name for name, ident in ids.items()}
    for name in fehlend:
        style = document.importNode(by_id[ids[name]], True)
        for link in elements(style, "w:basedOn", "w:next"):
            ziel = stile.get(names[link.getAttribute("w:val")])
            if ziel:
                link.setAttribute("w:val", ziel)
            else:
                style.removeChild(link)
        stile[name] = ids[name] if ids[name] not in stile.values() else f"{ids[name]}-dkbm"
        style.setAttribute("w:styleId", stile[name])
        root_of(document).appendChild(style)
    return serialized(document), stile, fehlend


def _ids(styles: bytes) -> dict[str, str]:
    """The ids of styles by name; names count without their case, as in Word."""
    known = {stil.name.casefold(): stil.name for stil in WORD}
    found = {}
    for style in elements(parsed(styles, ORT), "w:style"):
        name = next((each.getAttribute("w:val") for each in elements(style, "w:name")), "")
        found[known.get(name.casefold(), name)] = style.getAttribute("w:styleId")
    return found


def _page(body: bytes) -> tuple[str, int]:
    """The last section of a template (paper, margins, header, footer) as XML, and the width of its text."""
    sections = elements(parsed(body, ORT), "w:sectPr")
    if not sections:
        raise DkbmError(f"{ORT}: Papier und Ränder sind nicht zu finden.", _NEU)
    section = sections[-1]
    for child in [child for child in section.childNodes if not child.nodeName.startswith("w:")]:
        section.removeChild(child)
    for name in [name for name, _ in section.attributes.items() if not name.startswith("w:")]:
        section.removeAttribute(name)
    size, margin = (next(iter(elements(section, name)), None) for name in ("w:pgSz", "w:pgMar"))
    if size is None or margin is None:
        return section.toxml(), _STANDARDBREITE
    raender = (int(margin.getAttribute(f"w:{side}") or 0) for side in ("left", "right", "gutter"))
    return section.toxml(), int(size.getAttribute("w:w")) - sum(raender)
