"""What became of documents since they were made, as text and JSON."""

import shlex
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dkbm.documents.pruefsumme import Bewegt, Wert, Zustand
from dkbm.documents.render import Herkunft
from dkbm.report.json_out import dumps
from dkbm.report.table import paragraph
from dkbm.report.terminal import safe

_WERT = "- "
"""Before a value, which is set in below what it explains."""


class Urteil(NamedTuple):
    """The verdict on one file.

    `herkunft` is None where there is no document of ours: `ohne` says what there is instead, `grund` why. `grund` also
    says why one cannot be made any more (then `bewegt` is None). `jetzt` is the wording used now; `is_known` whether
    the one of the document still exists. `zustand` is how the file compares with one made anew from the same data;
    `is_found` says whether the commit it names exists here, `is_same` whether the data at that commit give the present
    values.
    """

    datei: str
    herkunft: Herkunft | None
    bewegt: Bewegt | None = None
    werte: tuple[Wert, ...] = ()
    zustand: Zustand = "unbekannt"
    grund: str = ""
    jetzt: str = ""
    is_known: bool = True
    is_found: bool = True
    is_same: bool = False
    ohne: str = "kein Dokument von dkbm"

    @property
    def status(self) -> int:
        """0: unchanged, 1: something differs, 2: no file, or no document of ours."""
        if self.herkunft is None:
            return 2
        return int(self.bewegt is None or any(self.bewegt) or self.zustand == "verschieden")


def as_text(urteile: Sequence[Urteil]) -> str:
    """Return a block for each file: its verdict, where it comes from, and what is to be said."""
    return safe("".join(f"{_head(each)}\n{''.join(map(_point, _points(each)))}" for each in urteile))


def as_json(urteile: Sequence[Urteil]) -> str:
    """Return a list with one object for each file."""
    return dumps([_entry(each) for each in urteile])


def _entry(urteil: Urteil) -> dict[str, object]:
    bewegt = urteil.bewegt
    return {
        "datei": urteil.datei,
        "ergebnis": _result(urteil),
        "herkunft": urteil.herkunft._asdict() if urteil.herkunft else None,
        "fassung_bewegt": bewegt.fassung if bewegt else None,
        "vorlage_bewegt": bewegt.wortlaut if bewegt else None,
        "daten_bewegt": bewegt.daten if bewegt else None,
        "werte": [wert._asdict() for wert in urteil.werte],
        "datei_zustand": urteil.zustand,
        "hinweise": [each for each in _remarks(urteil) if not each.startswith(_WERT)],
    }


def _result(urteil: Urteil) -> str:
    if urteil.herkunft is None:
        return urteil.ohne
    parts = []
    if urteil.bewegt is None:
        parts.append("nicht mehr zu erzeugen")
    elif any(urteil.bewegt[:2]):
        parts.append("Vorlage geändert")
    if urteil.bewegt and urteil.bewegt.daten:
        parts.append("Daten geändert")
    if urteil.zustand == "verschieden":
        parts.append("Datei geändert")
    return ", ".join(parts) or "unverändert"


def _head(urteil: Urteil) -> str:
    return f"{urteil.datei}: {_result(urteil)}"


def _point(text: str) -> str:
    first = "    " if text.startswith(_WERT) else "  "
    return paragraph(text.removeprefix(_WERT), first, f"{first}  ").rstrip("\n") + "\n"


def _points(urteil: Urteil) -> Iterator[str]:
    """Where the document comes from, and what is to be said."""
    if urteil.herkunft is not None:
        yield _origin(urteil.herkunft)
    yield from _remarks(urteil)


def _remarks(urteil: Urteil) -> Iterator[str]:
    """What is to be said, a sentence or two each."""
    if urteil.grund:
        yield urteil.grund
    if urteil.herkunft is None:
        return
    if urteil.bewegt is not None:
        yield from _moved(urteil, urteil.bewegt, urteil.herkunft)
    yield from _file(urteil, urteil.herkunft)


def _origin(herkunft: Herkunft) -> str:
    daten = f"Daten {herkunft.revision[:8]}" if herkunft.revision else "Daten nicht aus git"
    entwurf = ", Entwurf" if herkunft.entwurf else ""
    return f"{shlex.join(herkunft.aufruf)}, Stichtag {herkunft.stichtag}, Fassung {herkunft.fassung}, {daten}{entwurf}"


def _moved(urteil: Urteil, bewegt: Bewegt, herkunft: Herkunft) -> Iterator[str]:
    if not urteil.is_known:
        yield f"Vorlage: Die Fassung {herkunft.fassung} gibt es nicht mehr; erzeugt würde die Fassung {urteil.jetzt}."
    elif bewegt.fassung:
        yield f"Vorlage: Das Dokument folgt der Fassung {herkunft.fassung}, erzeugt würde die Fassung {urteil.jetzt}."
    elif bewegt.wortlaut:
        yield f"Vorlage: Ihr Wortlaut (Fassung {herkunft.fassung}) ist ein anderer als im Dokument."
    if bewegt.daten and urteil.is_same:
        yield "Daten: Sie sind dieselben wie damals; eine andere Fassung von dkbm stellt sie anders zusammen."
    elif bewegt.daten:
        yield f"Daten: Sie sagen heute etwas anderes als das Dokument{':' if urteil.werte else '.'}"
    for wert in urteil.werte if bewegt.daten else ():
        alt, neu = (f"»{text}«" if text else "nichts" for text in (wert.alt, wert.neu))
        yield f"{_WERT}{wert.name}: im Dokument {alt}, heute {neu}"


def _file(urteil: Urteil, herkunft: Herkunft) -> Iterator[str]:
    if urteil.zustand == "verschieden":
        yield "Datei: Sie ist nicht mehr die, die aus diesen Daten und dieser Vorlage entstand."
    elif urteil.zustand == "gleicher_text":
        yield "Datei: Der Text ist derselbe, die Datei nicht Byte für Byte: neu gespeichert oder anders gestaltet."
    elif urteil.zustand == "unbekannt" and not urteil.is_found:
        yield f"Datei: Der Stand {herkunft.revision[:12]} ihrer Daten fehlt hier; ob sie geändert wurde, bleibt offen."
    elif urteil.zustand == "unbekannt" and herkunft.revision:
        yield f"Datei: Auch am Stand {herkunft.revision[:12]} entsteht sie nicht; was sie von sich sagt, stimmt nicht."
    elif urteil.zustand == "unbekannt":
        yield "Datei: Ob sie geändert wurde, lässt sich nicht sagen; ihre Daten stehen nicht in git."
