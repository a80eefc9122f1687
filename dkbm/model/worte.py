"""Where a Kommune stands, in words: alike on every screen and in every change that is told."""

from dkbm.lagen import LAGEN
from dkbm.model.prozess import Prozess
from dkbm.model.stand import Lage


def modul_text(modul: int | None, phase: int | None, prozess: Prozess, *, kurz: bool = False) -> str:
    """Return `Modul 4 Weiterentwicklung, 1. Umsetzungsphase`, without the name of the module if `kurz`."""
    if modul is None:
        return ""
    known = next((each for each in prozess.module if each.nummer == modul), None)
    words = f"Modul {modul}" if kurz or known is None else f"Modul {modul} {known.name}"
    if phase is None:
        return words
    names = {each.nummer: each.name for each in known.phasen} if known else {}
    return f"{words}, {names.get(phase, f'Phase {phase}')}"


def lage_text(lage: Lage, prozess: Prozess, *, kurz: bool = False) -> str:
    """Return where a Kommune stands, as a heading."""
    where = modul_text(lage.modul, lage.phase, prozess, kurz=kurz)
    if lage.lage == "im_modul":
        return where
    if lage.lage == "zwischen" and lage.abgeschlossen is not None:
        return f"Modul {lage.abgeschlossen} abgeschlossen, das nächste nicht begonnen"
    if lage.lage == "pausiert" and where:
        return f"pausiert in {where}"
    return LAGEN.get(lage.lage, lage.lage)
