"""Pictures of a document as PNG, with their size on paper.

LibreOffice loses letters on patterned ground when it draws SVG itself, and older Words draw none.
"""

from functools import cache
from typing import NamedTuple

_SATZ = """
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.bild), format: "svg")
"""
_PUNKTE_JE_ZOLL = 200
_BREITE_MM = 160
_HOEHE_MM = 200


class Bild(NamedTuple):
    """A picture as PNG, and how wide and high it is on paper, in millimetres."""

    png: bytes
    breite: float
    hoehe: float


@cache
def raster(svg: bytes) -> Bild:
    """Draw a picture; it fits between the margins of a page."""
    import typst  # noqa: PLC0415 -- only documents with pictures need it

    made = typst.compile(_SATZ.encode(), format="png", ppi=_PUNKTE_JE_ZOLL, sys_inputs={"bild": svg.decode()})
    png = made if isinstance(made, bytes) else made[0]
    if png is None:
        raise ValueError("typst drew no page")
    breite, hoehe = (int.from_bytes(png[at : at + 4], "big") / _PUNKTE_JE_ZOLL * 25.4 for at in (16, 20))
    faktor = min(1.0, _BREITE_MM / breite, _HOEHE_MM / hoehe)
    return Bild(png, round(breite * faktor, 2), round(hoehe * faktor, 2))
