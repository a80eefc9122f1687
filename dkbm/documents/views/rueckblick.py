"""What has happened to a Kommune, as the lists and tables of working papers show it."""

from collections.abc import Iterable

from dkbm.diagnostic import Place
from dkbm.documents.angaben import Angabe, Inhalt
from dkbm.documents.auftrag import Auftrag
from dkbm.documents.views.papier import gemeint
from dkbm.german import datum_in_worten
from dkbm.model.beleg import Beleg, belege
from dkbm.model.kommune import PROGRAMME, Ereignis
from dkbm.model.zeit import has_happened

GESPRAECHE = ("sondierungsgespraech", "interview", "abschlussgespraech", "reflexionsgespraech")
ERGEBNISSE = ("ergebnisbericht", "transferplan", "prozessdokumentation", "umsetzungsplan", "weiterfuehrung")
GRUNDLAGEN = ("gremium", "foerderprogramm", "auszeichnung")
NAMEN = {"genannt": "Genannt im Begleitprozess", "nicht_genannt": "Nicht mehr genannt"}
"""Kinds of events whose name alone does not say what it means outside a list of events."""
STATIONEN = ("beginn", "abschluss", "pause", "wiederaufnahme", "genannt", "nicht_genannt", "ausstieg")


def ereignisse(auftrag: Auftrag, arten: Iterable[str], modul: int | None = None) -> tuple[dict[str, Inhalt], ...]:
    """The events of these kinds (of one module, if named) that have happened by the Stichtag, in the order of time.

    Each has `wann`, `was` and `quelle`; what no source dates comes where its source lets it end.
    """
    data, wanted = auftrag.dataset, frozenset(arten)
    events = {ereignis.place: ereignis for ereignis in gemeint(auftrag).verlauf}
    found: dict[Place, Beleg] = {}
    for beleg in belege(gemeint(auftrag), data.prozess, data.quellen):
        fits = beleg.ereignis in wanted and not beleg.geplant and (modul is None or beleg.modul == modul)
        if fits and beleg.place in events and has_happened(beleg.wann, auftrag.stichtag):
            found.setdefault(beleg.place, beleg)
    ordered = sorted(found.values(), key=lambda beleg: (beleg.wann.hi, beleg.wann.lo))
    return tuple(_zeile(beleg, events[beleg.place]) for beleg in ordered)


def quellen(auftrag: Auftrag, *tabellen: tuple[dict[str, Inhalt], ...]) -> tuple[dict[str, Inhalt], ...]:
    """The sources that stand in the rows of some tables by their ids: `id`, `titel`, in the order of the ids."""
    found: dict[str, dict[str, Inhalt]] = {}
    for zeile in (zeile for tabelle in tabellen for zeile in tabelle):
        genannt = zeile["quelle"]
        for ident in genannt.split(", ") if isinstance(genannt, Angabe) else ():
            if quelle := auftrag.dataset.quellen.get(ident):
                titel = Angabe(f"{quelle.titel}, {quelle.herausgeber}", quelle.place)
                found[ident] = {"id": Angabe(ident, quelle.place), "titel": titel}
    return tuple(found[ident] for ident in sorted(found))


def _zeile(beleg: Beleg, ereignis: Ereignis) -> dict[str, Inhalt]:
    def at(key: str) -> Place:
        return Place(ereignis.place.file, (*ereignis.place.route, key))

    return {
        "wann": Angabe(_wann(beleg), ereignis.place if ereignis.datum is None else at("datum")),
        "was": Angabe(_was(beleg, ereignis), ereignis.place),
        "quelle": Angabe(", ".join(ereignis.quellen), at("quelle")),
    }


def _wann(beleg: Beleg) -> str:
    """Its date; without one the time its source speaks of, or until when the source lets it have happened."""
    return datum_in_worten(beleg.wann.text, kurz=True) if beleg.wann.text else "Zeit nicht belegt"


def _was(beleg: Beleg, ereignis: Ereignis) -> str:
    """Kind, module and phase, and what the source says of it: `Beginn, Modul 2`, `Schulausschuss: berät vor`."""
    kopf = ereignis.gremium or PROGRAMME.get(ereignis.programm or "") or NAMEN.get(beleg.ereignis, beleg.name)
    stelle = [f"Modul {ereignis.modul}"] if ereignis.modul is not None else []
    if ereignis.modul is not None and ereignis.phase is not None:
        stelle.append(f"Phase {ereignis.phase}")
    inhalt = ereignis.inhalt.rstrip(".") if ereignis.inhalt else ""
    trenner = " – " if ":" in inhalt else ": "
    return trenner.join(filter(None, (", ".join([kopf, *stelle]), inhalt)))
