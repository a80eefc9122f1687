"""What belongs on one page is set closer than its template: smaller type, less space between, narrower margins."""

import re
from collections.abc import Callable

from dkbm.documents.office.word_paket import relations
from dkbm.documents.office.word_vorlage import Wordvorlage

_SCHRIFT, _ABSTAND, _RAND = 0.8, 0.45, 0.7
"""How much is left of what the template has."""
_WORD = {
    "w:sz|w:szCs": ("w:val", "", _SCHRIFT),
    "w:spacing": ("w:before|w:after", "", _ABSTAND),
    "w:pgMar": ("w:top|w:bottom|w:left|w:right", "", _RAND),
}
_ODT = {
    "style:text-properties": ("fo:font-size", "pt|cm|mm|in", _SCHRIFT),
    "style:paragraph-properties": ("fo:margin-top|fo:margin-bottom", "pt|cm|mm|in", _ABSTAND),
    "style:table-cell-properties": ("fo:padding", "pt|cm|mm|in", _ABSTAND),
    "style:page-layout-properties": (r"fo:margin-\w+", "pt|cm|mm|in", _RAND),
}
"""Which elements hold measures: their attributes, the units, how much is left of them."""
_WORD_ZEILE = re.compile(r'(<w:spacing[^>]* w:line=")([0-9]+)(" w:lineRule="auto")')
_ODT_ZEILE = re.compile(r'(<style:paragraph-properties[^>]* fo:line-height=")([0-9]+)(%")')
_KEEP = "surrogateescape"
"""A template in another encoding is left as it is."""
_Change = Callable[[re.Match[str]], str]


def closer_word(vorlage: Wordvorlage) -> Wordvorlage:
    """The same template with less of everything, and the width its text then has."""
    parts = dict(vorlage.parts)
    for kind, part in relations(parts).values():
        if kind == "styles" and part in parts:
            styles = _closer(parts[part].decode("utf-8", _KEEP), _WORD, round)
            parts[part] = _WORD_ZEILE.sub(_leading(240), styles).encode("utf-8", _KEEP)
    seite = _closer(vorlage.seite, _WORD, round)
    return vorlage._replace(parts=parts, seite=seite, breite=vorlage.breite + _sides(vorlage.seite) - _sides(seite))


def closer_odt(part: bytes) -> bytes:
    """The same styles (or the same text with styles of its own) with less of everything."""
    text = _closer(part.decode("utf-8", _KEEP), _ODT, lambda value: round(value, 3))
    return _ODT_ZEILE.sub(_leading(100), text).encode("utf-8", _KEEP)


def _sides(seite: str) -> int:
    """The margins of a page left and right."""
    margins = re.search(r"<w:pgMar[^>]*>", seite)
    return sum(map(int, re.findall(r' w:(?:left|right)="([0-9]+)"', margins[0]))) if margins else 0


def _closer(text: str, measures: dict[str, tuple[str, str, float]], rounded: Callable[[float], float]) -> str:
    """The text with the measures in these elements multiplied; of anything else nothing changes."""
    for elements, (names, units, factor) in measures.items():
        measure = re.compile(rf'( (?:{names})=")([0-9.]+)((?:{units})")')

        def times(found: re.Match[str], factor: float = factor) -> str:
            return f"{found[1]}{rounded(float(found[2]) * factor)}{found[3]}"

        def closer(found: re.Match[str], measure: re.Pattern[str] = measure, times: _Change = times) -> str:
            return measure.sub(times, found[0])

        text = re.sub(rf"<(?:{elements})[ >][^>]*", closer, text)
    return text


def _leading(single: int) -> _Change:
    """Take away half of what lines have between them beyond the `single` line."""
    return lambda found: f"{found[1]}{round(single + (int(found[2]) - single) / 2)}{found[3]}"
