"""What stands in a Word file beside its paragraphs: notes, remarks, headers, footers, struck text, pictures."""

from collections.abc import Iterator, Mapping
from typing import Literal
from xml.etree.ElementTree import Element

from dkbm.documents.beiwerk import Beiwerk, Beiwerkart
from dkbm.documents.office.paket import tree
from dkbm.documents.office.word_paket import MAIN_RELS, relations
from dkbm.documents.readers.word_absatz import BESCHREIBUNG, GESTRICHEN, W, blocks, collect

_NOTIZEN: dict[str, tuple[str, Beiwerkart]] = {
    "footnotes": ("footnote", "Fußnote"),
    "endnotes": ("endnote", "Endnote"),
    "comments": ("comment", "Kommentar"),
}
_RAENDER: dict[str, Beiwerkart] = {"header": "Kopfzeile", "footer": "Fußzeile"}
_BILDER = {f"{W}{name}" for name in ("drawing", "pict", "object", "altChunk", "subDoc")}
"""Pictures, drawings, and files that are shown as if they were part of this one."""
_SEITENZAHLEN = (["PAGE"], ["NUMPAGES"], ["SECTIONPAGES"])
_AUS = {"0", "false", "off"}
Zeichen = Literal["Durchgestrichen", "Verborgen"]
_ZEICHEN: dict[str, Zeichen] = {
    f"{W}strike": "Durchgestrichen",
    f"{W}dstrike": "Durchgestrichen",
    f"{W}vanish": "Verborgen",
}


def beiwerk(parts: Mapping[str, bytes], body: Element) -> Iterator[Beiwerk]:
    """What stands beside the paragraphs of `body`; a header that a file holds several times counts once."""
    named = [*relations(parts).values()] if MAIN_RELS in parts else []
    others = [(kind, tree(parts[part])) for kind, part in named if part in parts and kind in (*_NOTIZEN, *_RAENDER)]
    styles = next((tree(parts[part]) for kind, part in named if kind == "styles" and part in parts), Element("none"))
    zeichen = _Zeichen(styles)
    yield from zeichen.read(body)
    yield from _pictures(body)
    raender: dict[Beiwerk, None] = {}
    for kind, root in others:
        if kind in _NOTIZEN:
            yield from _notes(root, *_NOTIZEN[kind])
            yield from zeichen.read(root)
            yield from _pictures(root)
        else:
            _forget_page_numbers(root)
            raender |= dict.fromkeys(Beiwerk(_RAENDER[kind], text) for text in blocks(root))
            raender |= dict.fromkeys((*zeichen.read(root), *_pictures(root)))
    yield from raender


def _notes(root: Element, tag: str, art: Beiwerkart) -> Iterator[Beiwerk]:
    """Those people wrote; the lines that separate them from the text are notes of a type."""
    for note in root.iter(f"{W}{tag}"):
        if note.get(f"{W}type", "normal") == "normal":
            yield Beiwerk(art, " ".join(blocks(note)))


def _pictures(element: Element) -> Iterator[Beiwerk]:
    """Those without words: what says something of itself is among the paragraphs."""
    for child in element:
        if child.tag in GESTRICHEN:
            continue
        if child.tag in _BILDER:
            beschrieben = any(each.get("descr") for each in child.iter(BESCHREIBUNG))
            if not beschrieben and child.find(f".//{W}txbxContent") is None:
                yield Beiwerk("Bild", "")
        else:
            yield from _pictures(child)


class _Zeichen:
    """Finds text that is struck through or hidden, by its own properties or by those of a style."""

    def __init__(self, styles: Element) -> None:
        self._styles = {each.get(f"{W}styleId", ""): each for each in styles.iter(f"{W}style")}

    def read(self, root: Element) -> Iterator[Beiwerk]:
        """One entry for each paragraph and kind of mark, with the words that bear it."""
        for paragraph in root.iter(f"{W}p"):
            own = self._of_style(paragraph.find(f"{W}pPr/{W}pStyle"))
            found: dict[Zeichen, list[str]] = {}
            for run in _runs(paragraph):
                marks = own | self._of_style(run.find(f"{W}rPr/{W}rStyle")) | _marks(run.find(f"{W}rPr"))
                words: list[str] = []
                collect(run, words, [])
                for art in {_ZEICHEN[mark] for mark, on in marks.items() if on}:
                    found.setdefault(art, []).extend(words)
            yield from (Beiwerk(art, text) for art in sorted(found) if (text := "".join(found[art])).strip())

    def _of_style(self, reference: Element | None, depth: int = 0) -> dict[str, bool]:
        style = self._styles.get(reference.get(f"{W}val", "")) if reference is not None else None
        if style is None or depth > len(self._styles):  # a ring of styles ends, too
            return {}
        return self._of_style(style.find(f"{W}basedOn"), depth + 1) | _marks(style.find(f"{W}rPr"))


def _marks(properties: Element | None) -> dict[str, bool]:
    given = properties if properties is not None else ()
    return {each.tag: each.get(f"{W}val", "1").casefold() not in _AUS for each in given if each.tag in _ZEICHEN}


def _runs(element: Element) -> Iterator[Element]:
    """The runs of a paragraph; those of the text boxes in it belong to paragraphs of their own."""
    for child in element:
        if child.tag == f"{W}r":
            yield child
        elif child.tag not in GESTRICHEN:
            yield from _runs(child)


def _forget_page_numbers(root: Element) -> None:
    """Empty what a field shows as the number of a page: it is another one whenever a program counts anew."""
    for simple in root.iter(f"{W}fldSimple"):
        if _counts_pages(simple.get(f"{W}instr", "")):
            for text in simple.iter(f"{W}t"):
                text.text = ""
    offen: list[str] = []
    for each in root.iter():
        step = each.get(f"{W}fldCharType") if each.tag == f"{W}fldChar" else None
        if step == "begin":
            offen.append("")
        elif step == "end" and offen:
            offen.pop()
        elif each.tag == f"{W}instrText" and offen:
            offen[-1] += each.text or ""
        elif each.tag == f"{W}t" and any(map(_counts_pages, offen)):
            each.text = ""


def _counts_pages(instruction: str) -> bool:
    return instruction.upper().split(maxsplit=1)[:1] in _SEITENZAHLEN
