"""What differs between a document and its text from the data, as text, JSON and Markdown."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from dkbm.documents.beiwerk import Abweichung
from dkbm.documents.vergleich import Unterschied
from dkbm.german import anzahl
from dkbm.report.json_out import dumps
from dkbm.report.table import paragraph
from dkbm.report.terminal import safe

_MARKEN = {"gleich": "{}", "weg": "[-{}-]", "neu": "{{+{}+}}"}
_ORT = {
    "geändert": "Absatz {}, geändert",
    "neu": "Absatz {}, neu",
    "fehlt": "Nach Absatz {} fehlt",
    "verschoben": "Absatz {}, stand an anderer Stelle",
}
_DANEBEN = {"Bild": "Bild oder Zeichnung"}


class Vergleich(NamedTuple):
    """A document beside its text: `datei` and what it is, what has `bewegt` since (sentences), the differences.

    `unterschiede` are those of paragraphs, `daneben` those of what stands beside them;
    `aenderungen` counts the tracked changes in the file, `kommentare` are the remarks in it, without names.
    """

    datei: str
    titel: str
    aufruf: tuple[str, ...]
    bewegt: tuple[str, ...]
    unterschiede: tuple[Unterschied, ...]
    daneben: tuple[Abweichung, ...]
    aenderungen: int
    kommentare: tuple[str, ...]


def as_text(vergleich: Vergleich) -> str:
    """Return the comparison for reading: what moved first, then each paragraph with its words marked."""
    return safe("\n".join(_text_blocks(vergleich)))


def _text_blocks(vergleich: Vergleich) -> Iterator[str]:
    yield paragraph(f"{vergleich.datei} und »{vergleich.titel}«, wie das Dokument aus den Daten entsteht.")
    for satz in vergleich.bewegt:
        yield paragraph(f"Achtung: {satz}")
    yield _summary(vergleich) + "\n"
    for each in vergleich.unterschiede:
        words = "".join(_MARKEN[teil.art].format(teil.text) for teil in each.teile)
        yield f"{_place(each)}:\n{paragraph(words, '  ')}"
    if vergleich.daneben:
        yield "Neben den Absätzen:\n" + "".join(paragraph(_beside(each), "  - ", "    ") for each in vergleich.daneben)
    if vergleich.kommentare:
        yield f"{anzahl(len(vergleich.kommentare), 'Kommentar', 'Kommentare')} in der Datei:\n" + "".join(
            paragraph(text, "  - ", "    ") for text in vergleich.kommentare
        )


def _summary(vergleich: Vergleich) -> str:
    number = len(vergleich.unterschiede)
    said = f"{anzahl(number, 'Absatz weicht', 'Absätze weichen') if number else 'Kein Absatz weicht'} ab"
    if vergleich.daneben:
        link, places = ("; auch" if number else ", aber"), anzahl(len(vergleich.daneben), "Stelle", "Stellen")
        said += f"{link} neben den Absätzen {'ist' if len(vergleich.daneben) == 1 else 'sind'} {places} anders"
    said += "."
    if vergleich.aenderungen:
        marked = anzahl(vergleich.aenderungen, "nachverfolgte Änderung ist", "nachverfolgte Änderungen sind")
        said += f" {marked} als angenommen gelesen."
    return said


def _place(each: Unterschied) -> str:
    if each.art == "fehlt" and not each.absatz:
        return "Am Anfang fehlt"
    return _ORT[each.art].format(each.absatz) + (f" (unter »{each.unter}«)" if each.unter else "")


def _beside(each: Abweichung) -> str:
    text = f"»{each.text}«" if each.text else "ohne Beschreibung"
    return f"{_DANEBEN.get(each.art, each.art)}, {each.zustand}: {text}"


def as_json(vergleich: Vergleich) -> str:
    """Return the comparison for programs."""
    fields = ("art", "absatz", "unter", "alt", "neu")
    return dumps(
        {
            "datei": vergleich.datei,
            "titel": vergleich.titel,
            "aufruf": list(vergleich.aufruf),
            "bewegt": list(vergleich.bewegt),
            "unterschiede": [{name: getattr(each, name) for name in fields} for each in vergleich.unterschiede],
            "daneben": [each._asdict() for each in vergleich.daneben],
            "nachverfolgte_aenderungen": vergleich.aenderungen,
            "kommentare": list(vergleich.kommentare),
        }
    )


def as_markdown(vergleich: Vergleich) -> str:
    """Return the comparison for a request to merge: every text from the file or the data stands in a code block."""
    parts = ["## Vergleich mit dem Text aus den Daten", _fenced([vergleich.datei, vergleich.titel], "")]
    parts += [f"**Achtung:** {satz}" for satz in vergleich.bewegt]
    parts.append(_summary(vergleich))
    for each in vergleich.unterschiede:
        unter = [f"  {each.unter}"] if each.unter else []
        alt = [f"- {each.alt}"] if each.alt and each.art != "verschoben" else []
        parts += [f"{_place(each._replace(unter=''))}:", _fenced([*unter, *alt, *([f"+ {each.neu}"] * bool(each.neu))])]
    if vergleich.daneben:
        parts += ["Neben den Absätzen:", _fenced([_beside(each) for each in vergleich.daneben], "")]
    if vergleich.kommentare:
        parts += ["Kommentare in der Datei:", _fenced(list(vergleich.kommentare), "")]
    return safe("\n\n".join(parts) + "\n")


def _fenced(lines: list[str], language: str = "diff") -> str:
    text = "\n".join(" ".join(line.split("\n")) for line in lines)
    longest = max((len(found) for found in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text}\n{fence}"
