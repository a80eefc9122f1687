"""German articles and cases for Kommunen, institutions and things: a table, no guessing.

A name is declined at its first word: `Landkreis Harburg` -> `des Landkreises Harburg`. Which gender a first word
has follows from how it ends (`…kreis`, `…agentur`, `…ministerium`); a word the table does not know is refused.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from dkbm.german import aufzaehlung, sort_key
from dkbm.model.kommune import ARTEN, VERBUND

Fall = Literal["nom", "gen", "dat", "akk"]
"""Nominativ, Genitiv, Dativ, Akkusativ."""
Genus = Literal["m", "f", "n"]
Numerus = Literal["m", "f", "n", "pl"]
"""What an article goes by: the gender in the singular, or the plural."""

_FAELLE: tuple[Fall, ...] = ("nom", "gen", "dat", "akk")
_ARTIKEL = {"m": "der des dem den", "f": "die der der die", "n": "das des dem das", "pl": "die der den die"}
_MEHRERE: dict[str, dict[Fall, str]] = {
    "landkreis": {"nom": "Landkreise", "gen": "Landkreise", "dat": "Landkreisen", "akk": "Landkreise"},
    "region": dict.fromkeys(_FAELLE, "Regionen"),
    "kreisfreie-stadt": {
        "nom": "kreisfreien Städte",
        "gen": "kreisfreien Städte",
        "dat": "kreisfreien Städten",
        "akk": "kreisfreien Städte",
    },
}
_KREISFREIE: dict[Fall, str] = {"nom": "kreisfreie", "gen": "kreisfreien", "dat": "kreisfreien", "akk": "kreisfreie"}


class UnknownNounError(ValueError):
    """The table has no gender for a word; `str()` is the word."""


class _Endung(NamedTuple):
    ende: str
    genus: Genus
    genitiv: str = ""


_ENDUNGEN = (
    _Endung("kreis", "m", "es"),
    _Endung("stadt", "f"),
    _Endung("ion", "f"),  # Region, Dokumentation, Union
    _Endung("agentur", "f"),
    _Endung("stelle", "f"),
    _Endung("ung", "f"),  # Stiftung, Vereinbarung, Unterzeichnung
    _Endung("schaft", "f"),
    _Endung("akademie", "f"),
    _Endung("hochschule", "f"),
    _Endung("universität", "f"),
    _Endung("ministerium", "n", "s"),
    _Endung("zentrum", "n", "s"),
    _Endung("institut", "n", "s"),
    _Endung("büro", "n", "s"),
    _Endung("amt", "n", "s"),
    _Endung("land", "n", "es"),
    _Endung("gespräch", "n", "s"),
    _Endung("interview", "n", "s"),
    _Endung("verein", "m", "s"),
    _Endung("verband", "m", "s"),
    _Endung("verbund", "m", "s"),
    _Endung("bund", "m", "es"),
    _Endung("träger", "m", "s"),
    _Endung("bericht", "m", "s"),
    _Endung("plan", "m", "s"),
    _Endung("beginn", "m", "s"),
    _Endung("abschluss", "m", "es"),
)


def genus(name: str) -> Genus:
    """The gender of a name's first word; raises UnknownNounError for a word that is not in the table."""
    return _endung(name).genus


def artikel(genus: Numerus, fall: Fall) -> str:
    """The definite article, lower case."""
    return _ARTIKEL[genus].split()[_FAELLE.index(fall)]


def decline(name: str, fall: Fall) -> str:
    """A name in the singular with its article: `des Bundesministeriums für Bildung`; raises UnknownNounError."""
    endung = _endung(name)
    kopf, leer, rest = name.partition(" ")
    if fall == "gen":
        kopf += endung.genitiv
    return f"{artikel(endung.genus, fall)} {kopf}{leer}{rest}"


def with_genus_of(kurz: str, lang: str, fall: Fall) -> str:
    """An abbreviation with the article of the name it stands for: `der TA Nds`; raises UnknownNounError."""
    return f"{artikel(genus(lang), fall)} {kurz}"


def kommune(name: str, art: str, fall: Fall) -> str:
    """A Kommune with article and the word for its kind: `dem Landkreis Harburg`, `der Stadt Emden`.

    `art` is a key of `ARTEN`; a partner (`verbund`) is declined at its own first word (raises UnknownNounError).
    """
    return decline(f"{ARTEN[art]} {name}".strip(), fall)


def kommune_allein(name: str, art: str, fall: Fall) -> str:
    """A Kommune where nothing else stands with it: `der Heidekreis` for one whose name says what it is.

    All others as `kommune` gives them; raises UnknownNounError as that does.
    """
    return decline(name, fall) if art == "landkreis" and name.casefold().endswith("kreis") else kommune(name, art, fall)


def kommunen(everyone: Iterable[tuple[str, str]], fall: Fall) -> str:
    """Kommunen (name, art) in one enumeration: `den Landkreisen X und Y sowie der kreisfreien Stadt Z`.

    By kind, within each in the order of DIN 5007-1; one alone stands as in `kommune`, "" for none. Raises
    UnknownNounError for a partner whose first word is not in the table.
    """
    gemeint = sorted(everyone, key=lambda eine: sort_key(eine[0]))
    if len(gemeint) == 1:
        return kommune(*gemeint[0], fall)
    gruppen = [
        _mehrere([name for name, diese in gemeint if diese == art], art, fall)
        for art in _MEHRERE
        if any(diese == art for _, diese in gemeint)
    ]
    gruppen += [kommune(name, art, fall) for name, art in gemeint if art == VERBUND]
    return aufzaehlung(gruppen, "und" if len(gruppen) == len(gemeint) else "sowie")


def _mehrere(namen: list[str], art: str, fall: Fall) -> str:
    if len(namen) > 1:
        return f"{artikel('pl', fall)} {_MEHRERE[art][fall]} {aufzaehlung(namen)}"
    if art != "kreisfreie-stadt":
        return kommune(namen[0], art, fall)
    return f"{artikel('f', fall)} {_KREISFREIE[fall]} Stadt {namen[0]}"


def satzanfang(phrase: str) -> str:
    """The phrase with a capital first letter; the rest is left as it is."""
    return phrase[:1].upper() + phrase[1:]


def _endung(name: str) -> _Endung:
    kopf = name.partition(" ")[0]
    for endung in _ENDUNGEN:
        if kopf.casefold().endswith(endung.ende):
            return endung
    raise UnknownNounError(kopf)
