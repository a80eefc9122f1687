"""German articles and cases for Kommunen, institutions and things: a table, no guessing.

A name is declined at its first word: `Landkreis Harburg` -> `des Landkreises Harburg`. Which gender a first word
has follows from how it ends (`…kreis`, `…agentur`, `…ministerium`); a word the table does not know is refused.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from dkbm.german import aufzaehlung
from dkbm.model.kommune import ARTEN

Fall = Literal["nom", "gen", "dat", "akk"]
"""Nominativ, Genitiv, Dativ, Akkusativ."""
Genus = Literal["m", "f", "n"]

_FAELLE: tuple[Fall, ...] = ("nom", "gen", "dat", "akk")
_ARTIKEL = {"m": "der des dem den", "f": "die der der die", "n": "das des dem das", "pl": "die der den die"}
_VERSCHMELZUNG = {
    ("an", "dem"): "am",
    ("an", "das"): "ans",
    ("bei", "dem"): "beim",
    ("in", "dem"): "im",
    ("in", "das"): "ins",
    ("von", "dem"): "vom",
    ("zu", "dem"): "zum",
    ("zu", "der"): "zur",
}
_GRUPPEN = {
    "landkreis": ("", "Landkreis", "Landkreise"),
    "region": ("", "Region", "Regionen"),
    "kreisfreie-stadt": ("kreisfrei", "Stadt", "Städte"),
}


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


def artikel(genus: Genus | Literal["pl"], fall: Fall) -> str:
    """The definite article, lower case."""
    return _ARTIKEL[genus].split()[_FAELLE.index(fall)]


def dekliniert(name: str, fall: Fall) -> str:
    """A name in the singular with its article: `des Bundesministeriums für Bildung`; raises UnknownNounError."""
    endung = _endung(name)
    kopf, leer, rest = name.partition(" ")
    if fall == "gen":
        kopf += endung.genitiv
    return f"{artikel(endung.genus, fall)} {kopf}{leer}{rest}"


def mit_genus_von(kurz: str, lang: str, fall: Fall) -> str:
    """An abbreviation with the article of the name it stands for: `der TA Nds`; raises UnknownNounError."""
    return f"{artikel(genus(lang), fall)} {kurz}"


def kommune(name: str, art: str, fall: Fall) -> str:
    """A Kommune with article and the word for its kind: `dem Landkreis Harburg`, `der Stadt Emden`.

    `art` is a key of `ARTEN`; a partner (`verbund`) is declined at its own first word (raises UnknownNounError).
    """
    return dekliniert(f"{ARTEN[art]} {name}".strip(), fall)


def kommune_allein(name: str, art: str, fall: Fall) -> str:
    """As `kommune`, but a name that is itself a Kreis stands alone: `des Heidekreises`."""
    allein = art == "landkreis" and name.casefold().endswith("kreis") and " " not in name
    return dekliniert(name, fall) if allein else kommune(name, art, fall)


def kommunen(paare: Iterable[tuple[str, str]], fall: Fall) -> str:
    """Several Kommunen, given as (name, art), grouped by kind, each kind named once, in the order given.

    `den Landkreisen Celle und Harburg sowie der kreisfreien Stadt Emden`; empty for none.
    """
    namen: dict[str, list[str]] = {art: [] for art in _GRUPPEN}
    for name, art in paare:
        namen[art].append(name)
    teile = [_gruppe(art, gruppe, fall) for art, gruppe in namen.items() if gruppe]
    return " sowie ".join(filter(None, [", ".join(teile[:-1]), *teile[-1:]]))


def mit_praeposition(praeposition: str, phrase: str) -> str:
    """A preposition before a phrase with its article, drawn together where German does: `zur Stadt Emden`."""
    wort, leer, rest = phrase.partition(" ")
    kurz = _VERSCHMELZUNG.get((praeposition, wort))
    return f"{kurz}{leer}{rest}" if kurz else f"{praeposition} {phrase}"


def satzanfang(phrase: str) -> str:
    """The phrase with a capital first letter; the rest is left as it is."""
    return phrase[:1].upper() + phrase[1:]


def _endung(name: str) -> _Endung:
    kopf = name.partition(" ")[0]
    for endung in _ENDUNGEN:
        if kopf.casefold().endswith(endung.ende):
            return endung
    raise UnknownNounError(kopf)


def _gruppe(art: str, namen: list[str], fall: Fall) -> str:
    adjektiv, einzahl, mehrzahl = _GRUPPEN[art]
    if len(namen) == 1:
        return _mit_adjektiv(adjektiv, dekliniert(f"{einzahl} {namen[0]}", fall), fall)
    wort = mehrzahl + ("n" if fall == "dat" and not mehrzahl.endswith("n") else "")
    return " ".join(filter(None, [artikel("pl", fall), adjektiv and adjektiv + "en", wort, aufzaehlung(namen)]))


def _mit_adjektiv(adjektiv: str, phrase: str, fall: Fall) -> str:
    """Put the adjective behind the article; only feminine nouns in the singular need one here."""
    if not adjektiv:
        return phrase
    wort, _, rest = phrase.partition(" ")
    return f"{wort} {adjektiv}{'e' if fall in ('nom', 'akk') else 'en'} {rest}"
