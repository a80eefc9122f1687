"""The blocks of a document as the body of a Word file."""

from collections.abc import Iterator, Mapping

from dkbm.documents.office.absatz import Absatzart, held, room
from dkbm.documents.office.bild import raster
from dkbm.documents.office.spalten import breiten, is_to_fill_in
from dkbm.documents.office.xml import tag, text
from dkbm.documents.tree import (
    Block,
    Break,
    Container,
    Heading,
    Items,
    Line,
    PageBreak,
    Paragraph,
    Picture,
    Space,
    Table,
    Text,
)

EMU_JE_MM = 36_000
EINZUG = 397
"""How far a list stands in, in twentieths of a point."""
ZUM_SCHREIBEN = 510
"""How high a row is that people write in, in the same unit: 9 mm."""
_STIL = {"titel": "dkbm Titelblock", "hinweis": "dkbm Hinweis", "unterschriften": "dkbm Unterschrift"}
_DRAWING = {
    "xmlns_wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "xmlns_a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "xmlns_pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}


class Textkoerper:
    """Collects the body; afterwards `listen` are the starts of the numbered lists, `bilder` the pictures in it.

    `stile` are the ids of the styles by their names, `breite` is the width of the text in twentieths of a point,
    `vorher` is the highest number of a list in the template.
    """

    def __init__(self, stile: Mapping[str, str], breite: int, vorher: int) -> None:
        self.listen: list[int] = []
        self.bilder: list[Picture] = []
        self._stile = stile
        self._breite = breite
        self._vorher = vorher
        self._neue_seite = False
        self._tiefe = -1

    def body(self, blocks: tuple[Block, ...]) -> str:
        """The paragraphs and tables as XML."""
        return "".join(self._blocks(blocks, Absatzart()))

    def _blocks(self, blocks: tuple[Block, ...], art: Absatzart) -> Iterator[str]:
        for block, aussen in held(blocks, art):
            match block:
                case Heading():
                    yield self._absatz(self._line(block.content), Absatzart(f"heading {block.level}"))
                case Paragraph():
                    yield self._absatz(self._line(block.content), aussen)
                case Items():
                    yield from self._items(block, aussen)
                case Table():
                    yield self._table(block)
                case Container():
                    yield from self._container(block)
                case Picture():
                    yield self._absatz(self._picture(block), Absatzart("dkbm Bild"))
                case Space():
                    yield "".join(self._absatz("", art) for art in room(block)) + self._abstand()
                case PageBreak():
                    self._neue_seite = True

    def _container(self, container: Container) -> Iterator[str]:
        stil = _STIL.get(container.kind, "")
        if container.kind == "unterschriften":
            for index, block in enumerate(container.blocks, 1):
                partei = Absatzart(stil, zusammen=True, mit_naechstem=index < len(container.blocks))
                yield self._absatz(_lauf(tag("w:tab")), Absatzart("dkbm Unterschriftslinie", mit_naechstem=True))
                yield from self._blocks((block,), partei)
            return
        fest = container.kind == "schluss"
        yield from self._blocks(container.blocks, Absatzart(stil, zusammen=fest, mit_naechstem=fest))

    def _items(self, items: Items, aussen: Absatzart) -> Iterator[str]:
        self._tiefe += 1
        nummer = self._vorher + 1 + (self._new_list(items.start) if items.ordered else 0)
        stil = "List Number" if items.ordered else "List Bullet"
        zahl = tag("w:numPr", tag("w:ilvl", w_val=self._tiefe), tag("w:numId", w_val=nummer))
        weiter = tag("w:ind", w_left=EINZUG * (self._tiefe + 1))
        for entry in items.entries:
            for index, block in enumerate(entry):
                liste = weiter if index or not isinstance(block, Paragraph) else zahl
                art = Absatzart(stil, zusammen=aussen.zusammen, mit_naechstem=aussen.mit_naechstem, liste=liste)
                yield from self._blocks((block,), art)
        self._tiefe -= 1

    def _new_list(self, start: int) -> int:
        self.listen.append(start)
        return len(self.listen)

    def _absatz(self, inhalt: str, art: Absatzart) -> str:
        umbruch, self._neue_seite = self._neue_seite, False
        eigenschaften = [
            tag("w:pStyle", w_val=self._stile[art.stil]) if art.stil else "",
            tag("w:keepNext") if art.mit_naechstem else "",
            tag("w:keepLines") if art.zusammen else "",
            tag("w:pageBreakBefore") if umbruch else "",
            art.liste,
        ]
        kopf = tag("w:pPr", *eigenschaften) if any(eigenschaften) else ""
        return tag("w:p", kopf, inhalt)

    def _abstand(self) -> str:
        return self._absatz("", Absatzart("dkbm Abstand"))

    def _line(self, line: Line) -> str:
        return "".join(_lauf(tag("w:br")) if isinstance(part, Break) else self._run(part) for part in line)

    def _run(self, run: Text) -> str:
        eigenschaften = [
            tag("w:rStyle", w_val=self._stile["dkbm Lücke"]) if run.luecke else "",
            tag("w:b") if run.strong else "",
            tag("w:i") if run.emph else "",
        ]
        kopf = tag("w:rPr", *eigenschaften) if any(eigenschaften) else ""
        return _lauf(tag("w:t", text(run.text), xml_space="preserve"), kopf)

    def _table(self, table: Table) -> str:
        davor = self._abstand() if self._neue_seite else ""
        spalten = breiten(table, self._breite)
        rand = tag("w:tblLook", w_val="0020", w_firstRow=1, w_lastRow=0, w_firstColumn=0, w_lastColumn=0, w_noHBand=1,
                   w_noVBand=1)  # fmt: skip
        kopf = tag(
            "w:tblPr",
            tag("w:tblStyle", w_val=self._stile["dkbm Tabelle"]),
            tag("w:tblW", w_w=sum(spalten), w_type="dxa"),
            tag("w:tblLayout", w_type="fixed"),
            rand,
        )
        gitter = tag("w:tblGrid", *(tag("w:gridCol", w_w=breite) for breite in spalten))
        zeilen = [self._row(row, table, spalten, kopf=not index) for index, row in enumerate((table.head, *table.rows))]
        return davor + tag("w:tbl", kopf, gitter, *zeilen) + self._abstand()

    def _row(self, row: tuple[Line, ...], table: Table, spalten: tuple[int, ...], *, kopf: bool) -> str:
        stil = self._stile["dkbm Tabellenkopf" if kopf else "dkbm Tabellentext"]
        zellen = []
        for cell, align, breite in zip(row, table.align, spalten, strict=True):
            rechts = tag("w:jc", w_val="right") if align == "right" else ""
            absatz = tag("w:p", tag("w:pPr", tag("w:pStyle", w_val=stil), rechts), self._line(cell))
            zellen.append(tag("w:tc", tag("w:tcPr", tag("w:tcW", w_w=breite, w_type="dxa")), absatz))
        hoch = tag("w:trHeight", w_val=ZUM_SCHREIBEN, w_hRule="atLeast") if is_to_fill_in(row) and not kopf else ""
        return tag("w:tr", tag("w:trPr", tag("w:cantSplit"), hoch, tag("w:tblHeader") if kopf else ""), *zellen)

    def _picture(self, picture: Picture) -> str:
        self.bilder.append(picture)
        nummer = len(self.bilder)
        return _lauf(tag("w:drawing", _inline(picture, nummer), **_DRAWING))


def _lauf(inhalt: str, kopf: str = "") -> str:
    return tag("w:r", kopf, inhalt)


def _inline(picture: Picture, nummer: int) -> str:
    bild = raster(picture.svg)
    breite, hoehe = round(bild.breite * EMU_JE_MM), round(bild.hoehe * EMU_JE_MM)
    alt = "".join(part.text if isinstance(part, Text) else " " for part in picture.alt)
    blip = tag("a:blip", r_embed=f"rIdDkbmBild{nummer}")
    form = tag("a:xfrm", tag("a:off", x=0, y=0), tag("a:ext", cx=breite, cy=hoehe))
    bild_xml = tag(
        "pic:pic",
        tag("pic:nvPicPr", tag("pic:cNvPr", id=nummer, name=picture.name, descr=alt), tag("pic:cNvPicPr")),
        tag("pic:blipFill", blip, tag("a:stretch", tag("a:fillRect"))),
        tag("pic:spPr", form, tag("a:prstGeom", tag("a:avLst"), prst="rect")),
    )
    return tag(
        "wp:inline",
        tag("wp:extent", cx=breite, cy=hoehe),
        tag("wp:docPr", id=nummer, name=picture.name, descr=alt),
        tag("wp:cNvGraphicFramePr", tag("a:graphicFrameLocks", noChangeAspect=1)),
        tag("a:graphic", tag("a:graphicData", bild_xml, uri=_DRAWING["xmlns_pic"])),
        distT=0, distB=0, distL=0, distR=0,
    )  # fmt: skip
