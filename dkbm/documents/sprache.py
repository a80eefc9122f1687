"""German for documents: days, amounts, durations, prepositions and salutations, with the spaces that must not break."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from dkbm.german import MONATE, datum_in_worten

FEST = "\u00a0"
"""A space at which no line ends."""
_VERSCHMOLZEN = {
    ("an", "dem"): "am",
    ("an", "das"): "ans",
    ("auf", "das"): "aufs",
    ("bei", "dem"): "beim",
    ("in", "dem"): "im",
    ("in", "das"): "ins",
    ("von", "dem"): "vom",
    ("zu", "dem"): "zum",
    ("zu", "der"): "zur",
}


def mit_praeposition(praeposition: str, phrase: str) -> str:
    """A preposition before a phrase with its article, merged where German does so: `im Landkreis Harburg`, `zur TA`."""
    artikel, leer, rest = phrase.partition(" ")
    verschmolzen = _VERSCHMOLZEN.get((praeposition, artikel)) if leer else None
    return f"{verschmolzen} {rest}" if verschmolzen else f"{praeposition} {phrase}"


def tag_lang(day: date) -> str:
    """A day as prose names it: `1. März 2026`."""
    return f"{day.day}.{FEST}{MONATE[day.month - 1]} {day.year}"


def am(text: str) -> str:
    """An entered date as it follows a verb: `am 1. März 2026`, `im März 2026`, `im Jahr 2026`, `zwischen … und …`."""
    if ".." in text:
        return datum_in_worten(text)
    if len(text) == 10:
        return f"am {tag_lang(date.fromisoformat(text))}"
    return f"{'im Jahr' if len(text) == 4 else 'im'} {datum_in_worten(text)}"


def betrag(euro: Decimal | int) -> str:
    """An amount in euros with two places and thousands apart: `12.345,00 €`; half a cent is rounded up."""
    gerundet = Decimal(euro).quantize(Decimal("0.01"), ROUND_HALF_UP)
    ganze, _, cent = f"{gerundet:,.2f}".partition(".")
    return f"{ganze.replace(',', '.')},{cent}{FEST}€"


def monate(von: int, bis: int, fall: str = "nom") -> str:
    """A duration in months: `3 bis 6 Monate`, `1 Monat`; in the dative `3 bis 6 Monaten`."""
    zahl = str(von) if von == bis else f"{von}{FEST}bis{FEST}{bis}"
    mehrzahl = "Monaten" if fall == "dat" else "Monate"
    return f"{zahl}{FEST}{'Monat' if bis == 1 else mehrzahl}"


def paragraf(nummer: int, absatz: int | None = None) -> str:
    """A reference to a section: `§ 3`, `§ 3 Abs. 2`."""
    return f"§{FEST}{nummer}" + (f" Abs.{FEST}{absatz}" if absatz is not None else "")


def anrede(name: str) -> str:
    """A salutation that guesses nobody's gender: `Guten Tag Dr. Kim Beispiel,`."""
    return f"Guten Tag {name},"
