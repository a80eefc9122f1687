"""The tile map: one cell per Kommune, three letters and a sign for where it stands, readable without colour."""

from collections.abc import Sequence
from typing import Any

from dkbm.dataset import Dataset
from dkbm.lagen import LAGEN
from dkbm.model.lage import Lage
from dkbm.queries.rows import Row
from dkbm.report.table import TIED, paragraph
from dkbm.report.terminal import safe

KARTE = "data/karte.yaml"
_CELL = 8
_SIGNS = {
    "zwischen": "+",
    "im_prozess": "M?",
    "pausiert": "=",
    "nicht_genannt": "–",
    "ausgeschieden": "x",
    "kein_beleg": "·",
}


def karte_text(rows: Sequence[Row], dataset: Dataset) -> str:
    """Return the map with its legend; empty for a dataset without `data/karte.yaml` or with one that does not fit."""
    signs = {row.kommune.id: _sign(row.lage) for row in rows}
    tiles = [tile for tile in _tiles(dataset) if tile["kommune"] in signs]
    if not tiles:
        return ""
    height = max(tile["zeile"] for tile in tiles) + 1
    grid = [[""] * 10 for _ in range(height)]
    for tile in tiles:
        grid[tile["zeile"]][tile["spalte"]] = f"{safe(tile['kurz'])} {signs[tile['kommune']]}"
    lines = ["".join(cell.ljust(_CELL) for cell in row).rstrip() for row in grid]
    return "".join(f" {line}".rstrip() + "\n" for line in lines) + "\n" + _key(rows)


def _tiles(dataset: Dataset) -> list[dict[str, Any]]:
    document = dataset.documents.get(KARTE)
    found = document.value.get("kacheln") if document and isinstance(document.value, dict) else None
    return [tile for tile in found if _fits(tile)] if isinstance(found, list) else []


def _fits(tile: object) -> bool:
    """Say whether a tile has the shape the schema demands; `status` does not run the schema."""
    if not isinstance(tile, dict):
        return False
    spalte, zeile = tile.get("spalte"), tile.get("zeile")
    numbers = isinstance(spalte, int) and isinstance(zeile, int) and 0 <= spalte < 10 and 0 <= zeile < 31
    return numbers and isinstance(tile.get("kommune"), str) and isinstance(tile.get("kurz"), str)


def _sign(lage: Lage) -> str:
    if lage.lage == "im_modul":
        return f"{lage.modul}.{lage.phase}" if lage.phase is not None else f"{lage.modul}"
    return _SIGNS.get(lage.lage, "?")


def _key(rows: Sequence[Row]) -> str:
    return paragraph(_legend(rows), " ") + " Großbuchstaben: Landkreis oder Region, sonst kreisfreie Stadt\n"


def _legend(rows: Sequence[Row]) -> str:
    """Explain the signs that occur."""
    lagen = [row.lage for row in rows]
    present = {lage.lage for lage in lagen}
    examples = {_sign(lage): lage for lage in lagen if lage.modul is not None}
    parts = [_example(sign, examples[sign]) for sign in sorted(examples) if sign in (min(examples), max(examples))]
    parts += [f"{_SIGNS[lage]} {words}" for lage, words in LAGEN.items() if lage in present & _SIGNS.keys()]
    return "   ".join(part.replace(" ", TIED) for part in parts)


def _example(sign: str, lage: Lage) -> str:
    return f"{sign} Modul {lage.modul}" + (f", Phase {lage.phase}" if lage.phase is not None else "")
