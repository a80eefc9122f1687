"""What stands in an OpenDocument text beside its paragraphs: notes, remarks, headers, struck text, pictures."""

from collections.abc import Iterator
from typing import Literal
from xml.etree.ElementTree import Element

from dkbm.documents.beiwerk import Beiwerk, Beiwerkart
from dkbm.documents.office.odt_vorlage import NS
from dkbm.documents.readers.odt_absatz import ABSATZ, BESCHREIBUNG, DRAW, KOMMENTAR, NOTIZ, TEXT, blocks, collect

_STYLE = f"{{{NS['style']}}}"
_RAENDER: dict[str, Beiwerkart] = {"header": "Kopfzeile", "footer": "Fußzeile"}
_SEITENZAHLEN = (f"{TEXT}page-number", f"{TEXT}page-count")
_DURCH = (f"{_STYLE}text-line-through-style", f"{_STYLE}text-line-through-type")
_VERBORGEN = f"{TEXT}display"
_KEIN_BILD = {f"{DRAW}{name}" for name in ("a", "g", "layer-set", "glue-point")}
"""What only holds others, or shows nothing."""
Zeichen = Literal["Durchgestrichen", "Verborgen"]


def beiwerk(content: Element, styles: Element) -> Iterator[Beiwerk]:
    """What stands beside the paragraphs; a header that a file holds for several kinds of pages counts once."""
    zeichen = _Zeichen(content, styles)
    for body in content.iter(f"{{{NS['office']}}}body"):
        yield from _notes(body)
        yield from zeichen.read(body)
        yield from _pictures(body)
    raender: dict[Beiwerk, None] = {}
    for master in styles.iter(f"{_STYLE}master-page"):
        for area in master:
            art = _RAENDER.get(area.tag.removeprefix(_STYLE).partition("-")[0])
            if art:
                _forget_page_numbers(area)
                raender |= dict.fromkeys(Beiwerk(art, text) for text in blocks(area))
                raender |= dict.fromkeys((*zeichen.read(area), *_pictures(area)))
    yield from raender


def _notes(body: Element) -> Iterator[Beiwerk]:
    for note in body.iter(NOTIZ):
        art: Beiwerkart = "Endnote" if note.get(f"{TEXT}note-class") == "endnote" else "Fußnote"
        yield from (Beiwerk(art, " ".join(blocks(inside))) for inside in note.iter(f"{TEXT}note-body"))
    for remark in body.iter(KOMMENTAR):
        yield Beiwerk("Kommentar", " ".join(blocks(remark)))


def _pictures(element: Element) -> Iterator[Beiwerk]:
    """Pictures and drawings without words: what says something is among the paragraphs."""
    for child in element:
        if child.tag.startswith(DRAW) and child.tag not in _KEIN_BILD:
            words = [text for path in (BESCHREIBUNG, *ABSATZ) for each in child.iter(path) for text in each.itertext()]
            if not "".join(words).strip():
                yield Beiwerk("Bild", "")
        else:
            yield from _pictures(child)


class _Zeichen:
    """Finds text that is struck through or hidden by its style."""

    def __init__(self, *roots: Element) -> None:
        found = (each for root in roots for each in root.iter(f"{_STYLE}style"))
        self._styles = {each.get(f"{_STYLE}name", ""): each for each in found}

    def read(self, root: Element) -> Iterator[Beiwerk]:
        """One entry for each paragraph and kind of mark, with the words that bear it."""
        for paragraph in (each for each in root.iter() if each.tag in ABSATZ):
            for art in ("Durchgestrichen", "Verborgen"):
                text = "".join(self._words(paragraph, art, borne=False))
                if text.strip():
                    yield Beiwerk(art, text)
        for section in root.iter(f"{TEXT}section"):
            if section.get(_VERBORGEN, "true") != "true":
                yield Beiwerk("Verborgen", " ".join(blocks(section)))

    def _words(self, element: Element, art: Zeichen, *, borne: bool) -> Iterator[str]:
        own = self._bears(element.get(f"{TEXT}style-name", ""), art)
        borne = borne if own is None else own
        if borne:
            words: list[str] = []
            collect(element, words, [])
            yield "".join(words)
            return
        for child in element:
            if child.tag in (f"{TEXT}span", f"{TEXT}a"):
                yield from self._words(child, art, borne=borne)

    def _bears(self, name: str, art: Zeichen, depth: int = 0) -> bool | None:
        """Whether a style bears a mark; None where it says nothing of it."""
        style = self._styles.get(name)
        if style is None or depth > len(self._styles):  # a ring of styles ends, too
            return None
        for properties in style.iter(f"{_STYLE}text-properties"):
            given = [properties.get(each) for each in (_DURCH if art == "Durchgestrichen" else (_VERBORGEN,))]
            if said := [each for each in given if each is not None]:
                return said[0] == "none" if art == "Verborgen" else said[0] != "none"
        return self._bears(style.get(f"{_STYLE}parent-style-name", ""), art, depth + 1)


def _forget_page_numbers(area: Element) -> None:
    """Empty what is another number whenever a program counts anew."""
    for each in area.iter():
        if each.tag in _SEITENZAHLEN:
            each.text = ""
