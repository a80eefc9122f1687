"""The blocks of a document as the content of an OpenDocument text."""

import re
from collections.abc import Iterator, Mapping

from dkbm.documents.office.absatz import Absatzart, held, room
from dkbm.documents.office.bild import raster
from dkbm.documents.office.spalten import TEXTBREITE, breiten, is_to_fill_in
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
    plain,
)

_STIL = {"titel": "dkbm Titelblock", "hinweis": "dkbm Hinweis", "unterschriften": "dkbm Unterschrift"}
_LEER = re.compile(" {2,}")


class Inhalt:
    """Collects the content; afterwards `stile` are the automatic styles it needs, `bilder` the pictures in it.

    `namen` are the names of the styles in the file by the names people see.
    """

    def __init__(self, namen: Mapping[str, str]) -> None:
        self.stile: dict[str, str] = {}
        self.bilder: list[Picture] = []
        self._namen = namen
        self._neue_seite = False
        self._tabellen = 0

    def body(self, blocks: tuple[Block, ...]) -> str:
        """The paragraphs, lists and tables as XML."""
        return "".join(self._blocks(blocks, Absatzart()))

    def _blocks(self, blocks: tuple[Block, ...], art: Absatzart) -> Iterator[str]:
        for block, aussen in held(blocks, art):
            match block:
                case Heading():
                    yield self._heading(block)
                case Paragraph():
                    yield self._absatz(self._line(block.content), aussen)
                case Items():
                    yield self._items(block, aussen)
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

    def _heading(self, heading: Heading) -> str:
        stil = self._style(Absatzart(f"Heading {heading.level}"))
        return tag("text:h", self._line(heading.content), text_style_name=stil, text_outline_level=heading.level)

    def _container(self, container: Container) -> Iterator[str]:
        stil = _STIL.get(container.kind, "")
        if container.kind != "unterschriften":
            fest = container.kind == "schluss"
            yield from self._blocks(container.blocks, Absatzart(stil, fest, fest))
            return
        for index, block in enumerate(container.blocks, 1):
            yield self._absatz(tag("text:tab"), Absatzart("dkbm Unterschriftslinie"))
            yield from self._blocks((block,), Absatzart(stil, True, index < len(container.blocks)))

    def _items(self, items: Items, art: Absatzart) -> str:
        liste = self._namen["dkbm Nummern" if items.ordered else "dkbm Punkte"]
        entries = []
        for index, entry in enumerate(items.entries):
            start = items.start if items.ordered and not index and items.start != 1 else None
            entries.append(tag("text:list-item", *self._blocks(entry, art), text_start_value=start))
        return tag("text:list", *entries, text_style_name=liste)

    def _absatz(self, inhalt: str, art: Absatzart) -> str:
        return tag("text:p", inhalt, text_style_name=self._style(art))

    def _abstand(self) -> str:
        return self._absatz("", Absatzart("dkbm Abstand"))

    def _style(self, art: Absatzart) -> str:
        """The name of the style itself, or of an automatic one that adds what the style does not say."""
        umbruch, self._neue_seite = self._neue_seite, False
        eltern = self._namen[art.stil or "Text body"]
        if not (umbruch or art.zusammen or art.mit_naechstem):
            return eltern
        name = f"dkbm{'B' * umbruch}{'Z' * art.zusammen}{'N' * art.mit_naechstem}-{eltern}"
        eigenschaften = tag(
            "style:paragraph-properties",
            fo_break_before="page" if umbruch else None,
            fo_keep_together="always" if art.zusammen else None,
            fo_keep_with_next="always" if art.mit_naechstem else None,
        )
        self.stile[name] = tag(
            "style:style", eigenschaften, style_name=name, style_family="paragraph", style_parent_style_name=eltern
        )
        return name

    def _line(self, line: Line) -> str:
        return "".join(tag("text:line-break") if isinstance(part, Break) else self._run(part) for part in line)

    def _run(self, run: Text) -> str:
        body = _LEER.sub(lambda found: " " + tag("text:s", text_c=len(found[0]) - 1), text(run.text))
        for gesetzt, stil in ((run.emph, "dkbm Kursiv"), (run.strong, "dkbm Fett"), (run.luecke, "dkbm Lücke")):
            if gesetzt:
                body = tag("text:span", body, text_style_name=self._namen[stil])
        return body

    def _table(self, table: Table) -> str:
        davor = self._abstand() if self._neue_seite else ""
        self._tabellen += 1
        name = f"dkbmTabelle{self._tabellen}"
        spalten = []
        for index, breite in enumerate(breiten(table, TEXTBREITE), 1):
            spalte = f"{name}.{index}"
            eigenschaft = tag("style:table-column-properties", style_rel_column_width=f"{breite}*")
            self.stile[spalte] = tag("style:style", eigenschaft, style_name=spalte, style_family="table-column")
            spalten.append(tag("table:table-column", table_style_name=spalte))
        kopf = tag("table:table-header-rows", self._row(table.head, table, kopf=True))
        zeilen = (self._row(row, table, kopf=False) for row in table.rows)
        inhalt = tag("table:table", *spalten, kopf, *zeilen, table_name=name, table_style_name=self._used(_TABELLE))
        return davor + inhalt + self._abstand()

    def _row(self, row: tuple[Line, ...], table: Table, *, kopf: bool) -> str:
        hoch = is_to_fill_in(row) and not kopf
        cells = (self._cell(cell, align, kopf=kopf) for cell, align in zip(row, table.align, strict=True))
        return tag("table:table-row", *cells, table_style_name=self._used(_HOCH if hoch else _ZEILE))

    def _cell(self, cell: Line, align: str, *, kopf: bool) -> str:
        stil = self._namen["dkbm Tabellenkopf" if kopf else "dkbm Tabellentext"]
        if align == "right":
            eltern, stil = stil, f"dkbmR-{stil}"
            rechts = tag("style:paragraph-properties", fo_text_align="end")
            self.stile[stil] = tag(
                "style:style", rechts, style_name=stil, style_family="paragraph", style_parent_style_name=eltern
            )
        absatz = tag("text:p", self._line(cell), text_style_name=stil)
        zelle = self._used(_KOPFZELLE if kopf else _ZELLE)
        return tag("table:table-cell", absatz, table_style_name=zelle, office_value_type="string")

    def _used(self, stil: tuple[str, str]) -> str:
        """Note that a style is used, and return its name."""
        self.stile[stil[0]] = stil[1]
        return stil[0]

    def _picture(self, picture: Picture) -> str:
        self.bilder.append(picture)
        number, bild = len(self.bilder), raster(picture.svg)
        image = tag("draw:image", xlink_href=f"Pictures/dkbm{number}.png", xlink_type="simple", xlink_show="embed",
                    xlink_actuate="onLoad", draw_mime_type="image/png")  # fmt: skip
        return tag(
            "draw:frame",
            image,
            tag("svg:title", text(picture.name)),
            tag("svg:desc", text(plain(picture.alt))),
            draw_name=f"dkbmBild{number}",
            draw_style_name=self._used(_BILD),
            text_anchor_type="as-char",
            svg_x="0mm",
            svg_y="0mm",
            svg_width=f"{bild.breite}mm",
            svg_height=f"{bild.hoehe}mm",
        )


def _automatic(name: str, family: str, eigenschaften: str) -> tuple[str, str]:
    return name, tag("style:style", eigenschaften, style_name=name, style_family=family)


def _zelle(name: str, farbe: str) -> tuple[str, str]:
    rand = tag(
        "style:table-cell-properties", fo_border="0.5pt solid #808080", fo_padding="0.1cm", fo_background_color=farbe
    )
    return _automatic(name, "table-cell", rand)


def _zeile(name: str, hoehe: str | None) -> tuple[str, str]:
    hoch = tag("style:table-row-properties", style_min_row_height=hoehe, fo_keep_together="always")
    return _automatic(name, "table-row", hoch)


_TABELLE = _automatic(
    "dkbmTabelle",
    "table",
    tag("style:table-properties", style_rel_width="100%", table_align="margins", table_border_model="collapsing"),
)
_ZEILE, _HOCH = _zeile("dkbmZeile", None), _zeile("dkbmLeerzeile", "9mm")
_KOPFZELLE, _ZELLE = _zelle("dkbmKopfzelle", "#eaeaea"), _zelle("dkbmZelle", "transparent")
_BILD = _automatic(
    "dkbmBild", "graphic", tag("style:graphic-properties", style_vertical_pos="top", style_vertical_rel="baseline")
)
