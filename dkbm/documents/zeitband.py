"""The time line of the network as SVG: its steps with numbers in lanes, and how often each group met in each year.

A day is a dot, a month a box, a year a bar over the year: the drawing is never more precise than a source. What is
inferred is dashed or hollow, so that nobody has to tell colours. Words stand only where they have room; the numbers
lead to the table beside the picture.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from dkbm.documents.zeitband_plaetze import (
    BREITE,
    PUNKT,
    RAND,
    Achse,
    Marke,
    Platz,
    Reihe,
    Zahl,
    achse_von,
    lanes,
)

TINTE, PAPIER, BLAU, HELL, GRAU = "#1a2129", "#ffffff", "#22567b", "#d3e4ef", "#f3f5f7"
_KOPF, _ZEILE, _FUSS = 30, 27, 26
_SCHRIFT = 13
_GESTRICHELT = ' stroke-dasharray="4 3"'
_MEHR_ALS = 7
"""More meetings than that are told as a number alone."""


def zeitband(marken: Sequence[Marke], reihen: Sequence[Reihe], hinweis: str = "") -> bytes | None:
    """Draw the band; None without anything to draw. `hinweis` is a remark on the numbers, for its foot."""
    axis = achse_von(marken, reihen)
    if axis is None:
        return None
    parts: list[str] = []
    y = float(_KOPF)
    for bahn, some in lanes(marken, axis):
        parts.append(_lane_name(bahn, y))
        parts.extend(_marke(place, y) for place in some)
        y += (max(place.zeile for place in some) + 1) * _ZEILE + 4
        parts.append(_line(y - 2))
    counted = sorted({year for reihe in reihen for year in reihe.zahlen})
    for reihe in reihen:
        parts.extend(_reihe(reihe, counted, axis, y))
        y += _ZEILE
    parts.extend(_legend(y, numbers=bool(reihen), hinweis=hinweis))
    height = round(y + _FUSS * (2 if reihen else 1))
    return _frame(axis, y, height, parts).encode()


def _frame(axis: Achse, bottom: float, height: int, parts: Iterable[str]) -> str:
    years = range(axis.von, axis.bis + 1)
    every = -(-40 // max(int(axis.jahr), 1))
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {BREITE} {height}" width="{BREITE}"'
            f' height="{height}" font-family="Libertinus Sans, Libertinus Serif, Helvetica, Arial, sans-serif">',
            f'<rect width="{BREITE}" height="{height}" fill="{PAPIER}"/>',
            *(_year(axis, year, bottom, named=index % every == 0) for index, year in enumerate(years)),
            _line(_KOPF - 4),
            *parts,
            "</svg>\n",
        )
    )


def _year(axis: Achse, year: int, bottom: float, *, named: bool) -> str:
    x = axis.x(date(year, 1, 1))
    shade = GRAU if (year - axis.von) % 2 == 0 else PAPIER
    area = f'<rect x="{x:g}" y="0" width="{axis.jahr:g}" height="{bottom:g}" fill="{shade}"/>'
    return area + (_text(x + axis.jahr / 2, 18, str(year), anchor="middle", size=15) if named else "")


def _line(y: float) -> str:
    return f'<path d="M0 {y:g}H{BREITE}" stroke="{TINTE}" stroke-opacity="0.35"/>'


def _text(  # noqa: PLR0913 -- where, what, how
    x: float, y: float, text: str, *, anchor: str = "start", size: int = _SCHRIFT, ink: str = TINTE
) -> str:
    return f'<text x="{x:g}" y="{y:g}" font-size="{size}" text-anchor="{anchor}" fill="{ink}">{escape(text)}</text>'


def _lane_name(name: str, y: float) -> str:
    return _text(RAND, y + 18, name, size=14)


def _marke(place: Platz, top: float) -> str:
    marke, middle = place.marke, top + place.zeile * _ZEILE + _ZEILE / 2
    is_day = marke.datum.lo == marke.datum.hi
    is_bar = place.rechts - place.links > 2 * PUNKT
    ink = PAPIER if is_day and not marke.erschlossen else TINTE
    number_x = place.links + (PUNKT + 2 if is_bar else PUNKT)
    parts = [
        _day(place, middle) if is_day else _bar(place, middle),
        _text(number_x, middle + 4, str(marke.nummer), anchor="middle", size=12, ink=ink),
    ]
    if place.text_x is not None:
        parts.append(_text(place.text_x, middle + 4, marke.text, anchor="end" if place.davor else "start"))
    return f"<g aria-label={quoteattr(f'{marke.nummer} {marke.text}')}>{''.join(parts)}</g>"


def _day(place: Platz, middle: float) -> str:
    fill, dashed = (PAPIER, _GESTRICHELT) if place.marke.erschlossen else (BLAU, "")
    return f'<circle cx="{place.links + PUNKT:g}" cy="{middle:g}" r="{PUNKT}" fill="{fill}" stroke="{BLAU}"{dashed}/>'


def _bar(place: Platz, middle: float) -> str:
    is_unsure = place.marke.erschlossen or place.marke.datum.spanne
    fill, dashed = (PAPIER, _GESTRICHELT) if is_unsure else (HELL, "")
    return (
        f'<rect x="{place.links:g}" y="{middle - PUNKT:g}" width="{place.rechts - place.links:g}"'
        f' height="{2 * PUNKT}" rx="3" fill="{fill}" stroke="{BLAU}"{dashed}/>'
    )


def _reihe(reihe: Reihe, counted: Iterable[int], axis: Achse, y: float) -> Iterator[str]:
    """The numbers of a group; a year of which no group has any is not over, and stays empty."""
    yield _text(RAND, y + 18, reihe.name, size=14)
    for year in counted:
        x, zahl = axis.x(date(year, 1, 1)), reihe.zahlen.get(year)
        middle = y + _ZEILE / 2
        if zahl is None:
            yield _text(x + axis.jahr / 2, middle + 5, "–", anchor="middle")
        else:
            yield from _dots(x, axis.jahr, middle, zahl)


def _dots(x: float, width: float, middle: float, zahl: Zahl) -> Iterator[str]:
    """As many dots as meetings, and their number behind them."""
    count = zahl.anzahl if zahl.anzahl <= _MEHR_ALS and zahl.anzahl * 13 + 24 < width else 0
    start = x + (width - count * 13 - 12) / 2 + 6
    fill, dash = (PAPIER, ' stroke-dasharray="2 2"') if zahl.erschlossen else (BLAU, "")
    for index in range(count):
        yield f'<circle cx="{start + index * 13:g}" cy="{middle:g}" r="5" fill="{fill}" stroke="{BLAU}"{dash}/>'
    star = "*" if zahl.erschlossen else ""
    yield _text(start + count * 13, middle + 5, zahl.text or f"{zahl.anzahl}{star}")


def _legend(y: float, *, numbers: bool, hinweis: str) -> Iterator[str]:
    line = y + 18
    yield f'<circle cx="{RAND + 9}" cy="{line - 4:g}" r="8" fill="{BLAU}"/>'
    yield _text(RAND + 22, line, "Tag")
    boxes = (
        (66, HELL, "", "Monat oder Jahr"),
        (236, PAPIER, _GESTRICHELT, "irgendwann in dieser Zeit, oder erschlossen"),
    )
    for x, fill, dashed, words in boxes:
        yield f'<rect x="{x}" y="{line - 12:g}" width="40" height="16" rx="3" fill="{fill}" stroke="{BLAU}"{dashed}/>'
        yield _text(x + 46, line, words)
    if numbers:
        said = "Unten die Zahl der Treffen: hohl und mit Stern erschlossen, Strich nicht belegt."
        yield _text(RAND, line + _FUSS - 4, f"{said} {hinweis}".rstrip())
