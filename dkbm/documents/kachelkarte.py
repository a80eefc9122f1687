"""The tile map of the Land as SVG: for each Kommune where it stands, by colour, pattern and a sign.

Nobody has to see colours: each kind of tile has its own sign, and its own pattern where the greys lie close.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from dkbm.dataset import Dataset
from dkbm.documents.views.fund import datei
from dkbm.queries.sachstand import Glied, Spalte, bezeichnung, spalte

KARTE = "data/karte.yaml"
_KACHEL, _ABSTAND, _RAND = 64, 4, 2
_SCHRITT = _KACHEL + _ABSTAND
_ZEILE = 30
"""The height of a line of the legend."""
TINTE, PAPIER = "#1a2129", "#ffffff"


class Aussehen(NamedTuple):
    """How a kind of tile looks: its fill, the ink of its words, the strokes of its pattern, the sign."""

    fuellung: str
    tinte: str
    muster: str = ""
    zeichen: str = ""


_MODULE = {1: Aussehen("#e3eef6", TINTE), 2: Aussehen("#b9d6e8", TINTE), 3: Aussehen("#7fb0d0", TINTE)}
_PHASEN = {1: Aussehen("#36729a", PAPIER), 2: Aussehen("#22567b", PAPIER, "\\"), 3: Aussehen("#0d3656", PAPIER)}
_LAGEN = {
    "zwischen": Aussehen("#d8d3ea", TINTE, "|", "+"),
    "im_prozess": Aussehen("#f2e6c4", TINTE, "", "M ?"),
    "pausiert": Aussehen("#f2e6c4", TINTE, "-", "="),
    "nicht_genannt": Aussehen("#e2e2e2", TINTE, "/", "–"),
    "ausgeschieden": Aussehen("#cfcfcf", TINTE, "x", "×"),
    "kein_beleg": Aussehen(PAPIER, TINTE, "", "·"),
}
_STRICHE = {
    "/": "M0 8 8 0",
    "\\": "M0 0 8 8",
    "|": "M4 0V8",
    "-": "M0 4H8",
    "x": "M0 0 8 8M0 8 8 0",
}


class _Kachel(NamedTuple):
    kommune: str
    kurz: str
    spalte: int
    zeile: int


class Karte(NamedTuple):
    """The map: the picture, and how many of its tiles stand for each Spalte."""

    svg: bytes
    anzahl: dict[Spalte, int]


def kachelkarte(
    dataset: Dataset, glieder: Sequence[Glied], genannt: Mapping[Spalte, str] = MappingProxyType({})
) -> Karte | None:
    """Draw the map; None for a dataset without tiles. `genannt` are names for a Spalte other than its own."""
    there = {glied.kommune.id: spalte(glied.lage) for glied in glieder}
    names = {glied.kommune.id: glied.kommune.offizieller_name for glied in glieder}
    tiles = [each for each in _kacheln(dataset) if each.kommune in there]
    if not tiles:
        return None
    counted: dict[Spalte, int] = {}
    for tile in tiles:
        counted[there[tile.kommune]] = counted.get(there[tile.kommune], 0) + 1
    order = sorted(counted, key=_order)
    counted = {each: counted[each] for each in order}
    legend = {each: genannt.get(each) or bezeichnung(each, dataset.prozess) for each in counted}
    return Karte(_svg(tiles, there, names, counted, legend).encode(), counted)


def aussehen(wo: Spalte) -> Aussehen:
    """How the tiles of a Spalte look; modules and phases beyond the known ones look like the last."""
    if wo.modul is None:
        return _LAGEN.get(wo.lage, _LAGEN["kein_beleg"])
    if wo.phase is not None:
        return _PHASEN[min(max(wo.phase, 1), 3)]._replace(zeichen=f"{wo.modul}.{wo.phase}")
    known = _PHASEN[1] if wo.modul > 3 else _MODULE[max(wo.modul, 1)]
    return known._replace(zeichen=f"M {wo.modul}")


def _order(wo: Spalte) -> tuple[bool, int, int, int]:
    lagen = [*_LAGEN]
    return wo.modul is None, wo.modul or 0, wo.phase or 0, lagen.index(wo.lage) if wo.lage in lagen else 0


def _kacheln(dataset: Dataset) -> list[_Kachel]:
    found = []
    for tile in datei(dataset, KARTE).jeder("kacheln"):
        kommune, kurz, spalte_, zeile = (tile.wert.get(key) for key in ("kommune", "kurz", "spalte", "zeile"))
        if isinstance(kommune, str) and isinstance(kurz, str) and isinstance(spalte_, int) and isinstance(zeile, int):
            found.append(_Kachel(kommune, kurz, spalte_, zeile))
    return found


def _svg(
    tiles: Sequence[_Kachel],
    there: Mapping[str, Spalte],
    names: Mapping[str, str],
    counted: Mapping[Spalte, int],
    legend: Mapping[Spalte, str],
) -> str:
    width = (max(tile.spalte for tile in tiles) + 1) * _SCHRITT - _ABSTAND + 2 * _RAND
    top = (max(tile.zeile for tile in tiles) + 1) * _SCHRITT + _RAND
    height = top + (len(counted) + 1) // 2 * _ZEILE + _RAND
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        ' font-family="Libertinus Sans, Libertinus Serif, Helvetica, Arial, sans-serif">',
        f'<rect width="{width}" height="{height}" fill="{PAPIER}"/>',
        f"<defs>{''.join(_muster(each) for each in counted)}</defs>",
        *(_tile(tile, there[tile.kommune], names[tile.kommune]) for tile in tiles),
        *(
            _legend(index, wo, f"{legend[wo]}: {number}", (top, width // 2))
            for index, (wo, number) in enumerate(counted.items())
        ),
        "</svg>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _muster(wo: Spalte) -> str:
    look = aussehen(wo)
    if not look.muster:
        return ""
    return (
        f'<pattern id="{_id(wo)}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<path d="{_STRICHE[look.muster]}" stroke="{look.tinte}" stroke-opacity="0.35" fill="none"/></pattern>'
    )


def _id(wo: Spalte) -> str:
    return f"karte-{wo.kennung}"


def _box(wo: Spalte, x: int, y: int, size: int) -> str:
    """A tile: its fill, its pattern, its border (dashed where nothing is attested)."""
    look = aussehen(wo)
    area = f'x="{x}" y="{y}" width="{size}" height="{size}" rx="5"'
    dashed = ' stroke-dasharray="4 3"' if wo == Spalte("kein_beleg") else ""
    pattern = f'<rect {area} fill="url(#{_id(wo)})"/>' if look.muster else ""
    return f'<rect {area} fill="{look.fuellung}"/>{pattern}<rect {area} fill="none" stroke="{TINTE}"{dashed}/>'


def _text(at: tuple[float, float], size: int, look: Aussehen, text: str, anchor: str = "middle") -> str:
    """A text, with the fill of its tile around the letters, so that a pattern does not run through them."""
    x, y = at
    halo = f' stroke="{look.fuellung}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"'
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size}" text-anchor="{anchor}" fill="{look.tinte}"'
        f"{halo if look.muster else ''}>{escape(text)}</text>"
    )


def _tile(tile: _Kachel, wo: Spalte, name: str) -> str:
    x, y = tile.spalte * _SCHRITT + _RAND, tile.zeile * _SCHRITT + _RAND
    middle, look = x + _KACHEL / 2, aussehen(wo)
    words = _text((middle, y + 27), 18, look, tile.kurz) + _text((middle, y + 50), 18, look, look.zeichen)
    return f"<g aria-label={quoteattr(name)}>{_box(wo, x, y, _KACHEL)}{words}</g>"


def _legend(index: int, wo: Spalte, words: str, corner: tuple[int, int]) -> str:
    top, half = corner
    x, y = (index % 2) * half + _RAND, top + (index // 2) * _ZEILE
    plain = Aussehen(PAPIER, TINTE)
    look = aussehen(wo)
    sign = _text((x + 12, y + 17), 11, look, look.zeichen)
    return _box(wo, x, y, 24) + sign + _text((x + 34, y + 18), 16, plain, words, "start")
