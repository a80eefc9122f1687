"""How the state, events and sources of a Kommune are put into words, alike on every screen."""

from collections.abc import Sequence
from datetime import date

from dkbm.datum import Datum
from dkbm.german import alter, datum_in_worten, tag
from dkbm.model.beleg import Beleg
from dkbm.model.fristen import ZULETZT_BELEGT, Faellig
from dkbm.model.kommune import PROGRAMME, VEREINE, Ausnahme, Ereignis, Vereinbarung
from dkbm.model.lage import Lage
from dkbm.model.prozess import Prozess
from dkbm.model.quelle import Quelle
from dkbm.model.worte import lage_text, modul_text
from dkbm.report.table import TIED

__all__ = [
    "VEREINE",
    "ausnahme_text",
    "beleg_text",
    "event_text",
    "faellig_text",
    "lage_text",
    "modul_text",
    "own_sources",
    "when_text",
    "with_sources",
]

_LISTEN = {
    "prozess": ", einer Quelle, die den Prozess vollständig nennt",
    "vereinbarungen": ", einer Quelle, die alle laufenden Vereinbarungen nennt",
}


def beleg_text(lage: Lage, stichtag: date, quellen: dict[str, Quelle]) -> str:
    """Say how old the knowledge is and what it rests on; empty where nothing is attested."""
    if lage.zuletzt_belegt_bis is None:
        return ""
    if lage.lage == "nicht_genannt":
        return _left_out_text(lage, stichtag, quellen)
    rest = f"({lage.quelle or 'ohne Quelle'}, {_stand_text(lage, quellen)})"
    if lage.gewissheit == "belegt" and lage.zuletzt_belegt_bis < stichtag:
        return f"vor und nach diesem Tag belegt {rest}"
    if lage.gewissheit == "belegt":
        return f"an diesem Tag belegt {rest}"
    return f"zuletzt belegt {alter(lage.zuletzt_belegt_bis, stichtag)} {rest}, seither fortgeschrieben"


def _left_out_text(lage: Lage, stichtag: date, quellen: dict[str, Quelle]) -> str:
    """Say that a list does without the Kommune: nothing attests it there, so nothing must read as if it did."""
    quelle = quellen.get(lage.quelle or "")
    whole = next((words for key, words in _LISTEN.items() if quelle and key in quelle.vollstaendig), "")
    text = f"fehlt in {lage.quelle or 'einer Quelle'} ({_stand_text(lage, quellen)}){whole}"
    if lage.gewissheit == "belegt" or lage.zuletzt_belegt_bis is None:
        return text
    return f"{text}; das war {alter(lage.zuletzt_belegt_bis, stichtag)}, seither ist nichts belegt"


def _stand_text(lage: Lage, quellen: dict[str, Quelle]) -> str:
    quelle = quellen.get(lage.quelle or "")
    when = datum_in_worten(lage.zuletzt_belegt, kurz=True) if lage.zuletzt_belegt else "ohne Zeitangabe"
    lent = quelle is not None and quelle.stand is not None and quelle.stand.text == lage.zuletzt_belegt
    if lent and quelle is not None and quelle.stand_art == "geschaetzt":
        when = f"Zeitraum geschätzt: {when}"
    return when


def event_text(beleg: Beleg, ereignis: Ereignis | None, prozess: Prozess) -> str:
    """Return an event in a line: its kind, module and phase, and what it is about."""
    where = modul_text(beleg.modul, beleg.phase, prozess, kurz=True)
    verb = beleg.ereignis in ("genannt", "nicht_genannt")
    head = " ".join(filter(None, (beleg.name, "in" if verb and where else "", where)))
    details = _details(ereignis) if ereignis else []
    planned = " (geplant, zählt nicht als geschehen)" if beleg.geplant else ""
    return head + planned + (f": {'; '.join(details)}" if details else "")


def _details(ereignis: Ereignis) -> list[str]:
    grundlage = {"zielvereinbarung": "mit Zielvereinbarung", "vereinbarung": "mit Vereinbarung"}
    found = [
        grundlage.get(ereignis.grundlage or "", ereignis.grundlage),
        PROGRAMME.get(ereignis.programm or "", ereignis.programm),
        VEREINE.get(ereignis.verein or "", ereignis.verein),
        ereignis.stufe,
        ereignis.gremium,
        ereignis.inhalt,
        *(thema.text for thema in ereignis.themen),
        "erschlossen, keine Quelle sagt es so" if ereignis.erschlossen else None,
    ]
    return [text for text in found if text]


def ausnahme_text(ausnahme: Ausnahme, stichtag: date) -> str:
    """Return why a step was taken without its evidence, when that was written down, and until when it holds."""
    until = "ohne Frist"
    if ausnahme.bis is not None:
        expired = ausnahme.bis.hi < stichtag
        until = f"{'abgelaufen' if expired else 'gilt bis'} {datum_in_worten(ausnahme.bis.text)}"
    return f"{ausnahme.grund} (festgehalten {datum_in_worten(ausnahme.datum.text)}, {until})"


def when_text(datum: Datum | None, beleg: Beleg) -> str:
    """Return the date in words; in parentheses the time of the source where the event has none of its own."""
    if datum is not None:
        return datum_in_worten(datum.text, kurz=True)
    lent = beleg.wann.text
    return f"({datum_in_worten(lent, kurz=True)})" if lent else "nicht datiert"


def with_sources(text: str, ids: Sequence[str]) -> str:
    """Return `text · Q53, Q54`; the sources stay behind the last word."""
    return f"{text}{TIED}·{TIED}" + f",{TIED}".join(ids)


def faellig_text(due: Faellig, prozess: Prozess, lage: Lage) -> str:
    """Return what is due, by when, and what that is counted from; being left out of a list is no attestation."""
    last = "zuletzt nicht genannt" if lage.lage == "nicht_genannt" else "zuletzt belegt"
    when = f"überfällig seit {tag(due.am)}" if due.ueberfaellig else f"fällig am {tag(due.am)}"
    modul = f" zu Modul {due.modul}" if due.modul is not None else ""
    art = prozess.ereignisse.get(due.ab)
    reason = last if due.ab == ZULETZT_BELEGT else art.name if art else due.ab.capitalize()
    return f"{due.name}{modul}: {when} ({reason}: {datum_in_worten(due.ab_datum, kurz=True)})"


def own_sources(part: Ereignis | Vereinbarung) -> tuple[str, ...]:
    """Return the sources of the preferred date, without those that only say something else."""
    others = {quelle for angabe in part.abweichend for quelle in angabe.quellen}
    return tuple(quelle for quelle in part.quellen if quelle not in others) or part.quellen
