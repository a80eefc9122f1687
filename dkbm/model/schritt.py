"""The next step of a Kommune and what is still missing for it, by the gates of `data/prozess.yaml`."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dkbm.datum import parse_datum
from dkbm.model.beleg import VEREINBARUNGEN, Beleg
from dkbm.model.prozess import Modul, Nachweis, Prozess, Tor
from dkbm.model.stand import Lage
from dkbm.model.zeit import has_happened


class Schritt(NamedTuple):
    """A step: `beginn` or `abschluss` of a module (and phase), or `wiederaufnahme`; `text` names it in German."""

    schritt: str
    modul: int | None
    phase: int | None
    text: str


class Fehlend(NamedTuple):
    """Evidence a gate asks for and nothing attests yet; `angekuendigt` is a plan for it, which does not count."""

    nachweis: Nachweis
    name: str
    angekuendigt: Beleg | None = None


def naechster_schritt(lage: Lage, prozess: Prozess) -> Schritt | None:
    """Return what comes next in the process, None where that cannot be said or nothing is left (`kein_schritt`)."""
    if lage.lage == "pausiert":
        return Schritt("wiederaufnahme", lage.modul, lage.phase, "Wiederaufnahme")
    if lage.lage == "kein_beleg":
        return _begin_after(0, prozess)
    if lage.lage == "zwischen":
        return _begin_after(lage.abgeschlossen, prozess)
    modul = next((modul for modul in prozess.module if modul.nummer == lage.modul), None)
    return _from_within(modul, lage, prozess) if modul is not None else None


def kein_schritt(lage: Lage) -> str:
    """Return the German sentence that says why there is no next step."""
    if lage.lage == "nicht_genannt":
        return "offen; die jüngste vollständige Quelle nennt die Kommune nicht mehr."
    if lage.lage == "ausgeschieden":
        return "keiner; die Kommune ist ausgeschieden."
    if lage.modul is None and lage.lage != "zwischen":
        return "offen; erst belegen, in welchem Modul die Kommune steht."
    return "keiner; die letzte Stufe des Prozesses ist erreicht."


def fehlende(
    schritt: Schritt | None, lage: Lage, belege: Sequence[Beleg], stichtag: date, prozess: Prozess
) -> tuple[Fehlend, ...]:
    """Return the evidence that the gate of `schritt` asks for and `belege` do not give up to `stichtag`."""
    return tuple(
        Fehlend(nachweis, _name(nachweis, prozess), _planned(nachweis, belege))
        for nachweis, beleg in nachweise(schritt, lage, belege, stichtag, prozess)
        if beleg is None
    )


def nachweise(
    schritt: Schritt | None, lage: Lage, belege: Sequence[Beleg], stichtag: date, prozess: Prozess
) -> tuple[tuple[Nachweis, Beleg | None], ...]:
    """Return what the gate of `schritt` asks for, each with the latest that attests it up to `stichtag`.

    What leads out of a phase must belong to that phase: it names it, or is dated after the first sign of it. What
    leads out of a module must not end before the attested beginning of the module.
    """
    tor = _tor(schritt, prozess) if schritt is not None else None
    if tor is None:
        return ()
    happened = [beleg for beleg in belege if not beleg.geplant and has_happened(beleg.wann, stichtag)]
    since = _since(lage, happened) if tor.modul == lage.modul else None
    phase = lage.phase if tor.modul == lage.modul else None
    return tuple(
        (nachweis, next((beleg for beleg in reversed(happened) if _supplies(beleg, nachweis, phase, since)), None))
        for nachweis in tor.verlangt
    )


def _from_within(modul: Modul, lage: Lage, prozess: Prozess) -> Schritt | None:
    later = [phase for phase in modul.phasen if phase.nummer > (lage.phase or 0)]
    if later:
        return Schritt("beginn", modul.nummer, later[0].nummer, later[0].name)
    ending = Schritt("abschluss", modul.nummer, None, f"Abschluss von Modul {modul.nummer} {modul.name}")
    return ending if _tor(ending, prozess) else _begin_after(modul.nummer, prozess)


def _begin_after(nummer: int | None, prozess: Prozess) -> Schritt | None:
    modul = next((modul for modul in prozess.module if modul.nummer > (nummer or 0)), None)
    if modul is None:
        return None
    phase = modul.phasen[0].nummer if modul.phasen else None
    return Schritt("beginn", modul.nummer, phase, f"Beginn von Modul {modul.nummer} {modul.name}")


def _tor(schritt: Schritt, prozess: Prozess) -> Tor | None:
    wanted = schritt[:3]
    return next((tor for tor in prozess.tore if (tor.schritt, tor.modul, tor.phase) == wanted), None)


def _since(lage: Lage, happened: Sequence[Beleg]) -> date | None:
    """The day the present module or phase began; for a phase without an attested beginning its first sign."""
    if lage.seit is not None:
        return parse_datum(lage.seit).lo
    here = [
        beleg.wann.lo
        for beleg in happened
        if beleg.attests_presence and (beleg.modul, beleg.phase) == (lage.modul, lage.phase)
    ]
    return min((day for day in here if day != date.min), default=date.max) if lage.phase is not None else None


def _supplies(beleg: Beleg, nachweis: Nachweis, phase: int | None, since: date | None) -> bool:
    if beleg.ereignis != nachweis.nachweis or nachweis.modul not in (None, beleg.modul):
        return False
    if phase is not None and beleg.phase is not None and beleg.phase <= phase:
        return beleg.phase == phase
    if phase is not None and since is not None:
        return beleg.wann.lo >= since
    return since is None or beleg.wann.hi >= since


def _planned(nachweis: Nachweis, belege: Sequence[Beleg]) -> Beleg | None:
    plans = (beleg for beleg in belege if beleg.geplant and beleg.ereignis == nachweis.nachweis)
    return next((beleg for beleg in plans if nachweis.modul in (None, beleg.modul)), None)


def _name(nachweis: Nachweis, prozess: Prozess) -> str:
    art = prozess.ereignisse.get(nachweis.nachweis)
    return art.name if art else VEREINBARUNGEN.get(nachweis.nachweis, nachweis.nachweis)
