"""The transition a Kommune stands before: what it closes, what it opens, and what the gates of both still lack."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from dkbm.model.beleg import VEREINBARUNGEN, Beleg, belege
from dkbm.model.kommune import Kommune
from dkbm.model.lage import lage_am
from dkbm.model.prozess import Prozess
from dkbm.model.quelle import Quelle
from dkbm.model.schritt import Fehlend, Schritt, fehlende, naechster_schritt
from dkbm.model.stand import Lage
from dkbm.model.zeit import has_happened

Stelle = tuple[int, int | None]
"""A module and, where it has phases, one of them."""


class Uebergang(NamedTuple):
    """The steps of one transition in their order: the `abschluss` of a module that is left, the `beginn` of the next.

    `lage` is where the Kommune stands before it, without an agreement that only announces what is to be opened.
    """

    lage: Lage
    schritte: tuple[Schritt, ...]


class Geprueft(NamedTuple):
    """A step and the evidence that its gate asks for and nothing attests."""

    schritt: Schritt
    fehlt: tuple[Fehlend, ...]


def ausgangslage(kommune: Kommune, lage: Lage, stichtag: date, prozess: Prozess, quellen: Mapping[str, Quelle]) -> Lage:
    """Return `lage` as a transition starts from it: a module that is agreed on and has not begun is not reached yet.

    Signing attests a module, and where nothing else is known that is the answer. A transition must tell the two
    apart: the agreement is what the gate of the module asks for, before it is opened.
    """
    others = tuple(each for each in kommune.vereinbarungen if each.modul != lage.modul)
    if lage.lage != "im_modul" or len(others) == len(kommune.vereinbarungen):
        return lage
    if not _only_agreed(lage, belege(kommune, prozess, quellen), stichtag, prozess):
        return lage
    before = lage_am(kommune._replace(vereinbarungen=others), stichtag, prozess, quellen)
    return before._replace(vereinbart=lage.modul)


def uebergang(lage: Lage, prozess: Prozess) -> Uebergang | None:
    """Return the transition that follows on `lage`, None where none does (`schritt.kein_schritt` says why)."""
    if lage.lage == "pausiert":
        return None
    if lage.vereinbart is not None:
        return springe(lage, (lage.vereinbart, None), prozess)
    schritt = naechster_schritt(lage, prozess)
    if schritt is None:
        return None
    if schritt.schritt == "abschluss":
        following = naechster_schritt(Lage("zwischen", abgeschlossen=lage.modul), prozess)
        return Uebergang(lage, (schritt, following) if following is not None else (schritt,))
    return Uebergang(lage, (*_leaving(lage, schritt.modul, prozess), schritt))


def erster_schritt(lage: Lage, prozess: Prozess) -> Schritt | None:
    """Return the first step that follows on an `ausgangslage`, None where none does."""
    if lage.vereinbart is None:
        return naechster_schritt(lage, prozess)
    found = uebergang(lage, prozess)
    return found.schritte[0] if found is not None else None


def springe(lage: Lage, ziel: Stelle, prozess: Prozess) -> Uebergang | None:
    """Return the transition from `lage` straight to `ziel`; None where the process has no such module or phase."""
    schritt = beginn(ziel, prozess)
    return Uebergang(lage, (*_leaving(lage, schritt.modul, prozess), schritt)) if schritt is not None else None


def weg(lage: Lage, ziel: Stelle, prozess: Prozess) -> tuple[Schritt, ...]:
    """Return all steps from `lage` to `ziel`, one transition after the other; () where none leads there."""
    steps: list[Schritt] = []
    while (found := uebergang(lage, prozess)) is not None:
        steps += found.schritte
        here = stelle(found.schritte[-1])
        if rang(here) >= rang(ziel):
            return tuple(steps) if here == ziel else ()
        if found.schritte[-1].schritt == "abschluss":
            break
        lage = Lage("im_modul", *here)
    return ()


def pruefe(
    schritte: Sequence[Schritt], lage: Lage, known: Sequence[Beleg], stichtag: date, prozess: Prozess
) -> tuple[Geprueft, ...]:
    """Return for each step what its gate asks for and `known` does not give up to `stichtag`."""
    return tuple(Geprueft(each, fehlende(each, lage, known, stichtag, prozess)) for each in schritte)


def fruehere(lage: Lage, known: Sequence[Beleg], stichtag: date, prozess: Prozess) -> tuple[Geprueft, ...]:
    """Return the gates that lie behind the Kommune and lack evidence; they decide nothing any more."""
    here = rang(_reached(lage))
    passed = [Schritt(tor.schritt, tor.modul, tor.phase, "") for tor in prozess.tore if _lies_behind(tor[:3], here)]
    anywhere = Lage("im_prozess")
    return tuple(each for each in pruefe(passed, anywhere, known, stichtag, prozess) if each.fehlt)


def beginn(ziel: Stelle, prozess: Prozess) -> Schritt | None:
    """Return the step that opens `ziel`; a module with phases opens with its first one."""
    modul = next((each for each in prozess.module if each.nummer == ziel[0]), None)
    if modul is None:
        return None
    if not modul.phasen:
        name = f"Beginn von Modul {modul.nummer} {modul.name}"
        return Schritt("beginn", modul.nummer, None, name) if ziel[1] is None else None
    phase = next((each for each in modul.phasen if ziel[1] in (None, each.nummer)), None)
    if phase is None:
        return None
    first = phase is modul.phasen[0]
    name = f"Beginn von Modul {modul.nummer} {modul.name}" if first else phase.name
    return Schritt("beginn", modul.nummer, phase.nummer, name)


def stelle(schritt: Schritt) -> Stelle:
    """Return where a step leads, or what it closes."""
    return schritt.modul or 0, schritt.phase


def rang(ziel: Stelle) -> tuple[int, int]:
    """Return the height in the process."""
    return ziel[0], ziel[1] or 0


def _leaving(lage: Lage, modul: int | None, prozess: Prozess) -> tuple[Schritt, ...]:
    """The end of the present module, where a later one is opened."""
    if lage.lage != "im_modul" or lage.modul is None or modul is None or lage.modul >= modul:
        return ()
    name = next((each.name for each in prozess.module if each.nummer == lage.modul), "")
    return (Schritt("abschluss", lage.modul, None, f"Abschluss von Modul {lage.modul} {name}".rstrip()),)


def _reached(lage: Lage) -> Stelle:
    return lage.modul or lage.abgeschlossen or 0, lage.phase


def _lies_behind(tor: tuple[str, int, int | None], here: tuple[int, int]) -> bool:
    """Whether a gate was passed on the way to `here`; the end of the present module still lies ahead."""
    schritt, modul, phase = tor
    return modul < here[0] or (schritt == "beginn" and rang((modul, phase)) <= here)


def _only_agreed(lage: Lage, known: Sequence[Beleg], stichtag: date, prozess: Prozess) -> bool:
    """Whether nothing but an agreement speaks of the module: nobody names it, and nothing that ends it is there."""
    ending = {
        nachweis.nachweis
        for tor in prozess.tore
        if tor.schritt == "abschluss" and tor.modul == lage.modul
        for nachweis in tor.verlangt
    }
    return not any(
        beleg.ereignis in ending or (beleg.attests_presence and beleg.ereignis not in VEREINBARUNGEN)
        for beleg in known
        if beleg.modul == lage.modul and not beleg.geplant and has_happened(beleg.wann, stichtag)
    )
