"""Which formats a Kommune may attend on a day, and why: by where it stands, its agreements, its part in the network."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from dkbm.dataset import Dataset
from dkbm.german import am_tag, datum_in_worten
from dkbm.model.beleg import VEREINBARUNGEN, Beleg, belege
from dkbm.model.kommune import Kommune
from dkbm.model.lage import lage_am
from dkbm.model.mitwirkung import mitwirkungen
from dkbm.model.stand import Lage
from dkbm.model.worte import lage_text, modul_text
from dkbm.model.zeit import has_happened, may_have_happened
from dkbm.queries.formate import Formatbild
from dkbm.queries.netzwerk_vertretung import vertretung

ANTWORTEN = {"ja": "Kann teilnehmen", "nein": "Nach den Daten nicht", "offen": "Nicht belegt"}
_ZIELVEREINBARUNG = "zielvereinbarung"


class Zugang(NamedTuple):
    """Whether a Kommune may attend (`ja`, `nein`, `offen`: the sources do not tell), why, and who says so."""

    antwort: str
    grund: str
    quellen: tuple[str, ...] = ()


class _Kommunenbild(NamedTuple):
    """What decides for a Kommune on a day; `ende` says in words that the framework is over, "" while it is not."""

    lage: Lage
    vereinbarung: Zugang
    netzwerk: Zugang
    ende: str
    dataset: Dataset


def zugaenge(dataset: Dataset, kommune: Kommune, stichtag: date) -> Callable[[Formatbild], Zugang]:
    """Return what answers for each format whether `kommune` may attend it on a day."""
    all_belege = belege(kommune, dataset.prozess, dataset.quellen)
    lage = lage_am(kommune, stichtag, dataset.prozess, dataset.quellen, all_belege)
    bild = _Kommunenbild(
        lage,
        _without(_vereinbarung(kommune, all_belege, stichtag), lage, dataset),
        _netzwerk(dataset, kommune, stichtag),
        _ende(dataset, stichtag),
        dataset,
    )
    return lambda format_: _zugang(format_, bild)


def _zugang(format_: Formatbild, bild: _Kommunenbild) -> Zugang:
    said = format_.teilnahme
    if said is None:
        return Zugang("offen", _nobody_says(format_))
    sources = said.quellen
    if said.wer == "alle":
        return Zugang("ja", "offen für alle", sources)
    if said.wer == "mitglieder":
        return bild.netzwerk
    found = _modul(format_, bild) if said.wer == "modul" else bild.vereinbarung
    if found.antwort == "ja" and bild.ende:
        return Zugang("offen", f"{found.grund}; {bild.ende}", found.quellen)
    return found


def _nobody_says(format_: Formatbild) -> str:
    if format_.art.eigene_einteilung or not format_.art.bemerkung:
        return "wer teilnehmen darf, sagt keine Quelle"
    return format_.art.bemerkung.rstrip(".")


def _modul(format_: Formatbild, bild: _Kommunenbild) -> Zugang:
    lage, numbers, prozess = bild.lage, format_.format.module, bild.dataset.prozess
    sources = (lage.quelle,) if lage.quelle else ()
    if lage.lage == "im_modul" and (not numbers or lage.modul in numbers):
        return Zugang("ja", f"steht in {modul_text(lage.modul, lage.phase, prozess, kurz=True)}", sources)
    if lage.lage == "im_prozess":
        return Zugang("offen", "im Begleitprozess, doch das Modul ist nicht belegt", sources)
    maybe = [each for each in lage.moeglich if each.modul is not None and (not numbers or each.modul in numbers)]
    if maybe:
        where = modul_text(maybe[0].modul, maybe[0].phase, prozess, kurz=True)
        return Zugang("offen", f"stand an diesem Tag vielleicht in {where}", maybe[0].quellen)
    if lage.lage == "kein_beleg":
        return Zugang("offen", "nur in diesem Modul; wo die Kommune an diesem Tag stand, ist nicht belegt")
    return Zugang("nein", f"nur in diesem Modul; Stand der Kommune: {lage_text(lage, prozess, kurz=True)}", sources)


def _vereinbarung(kommune: Kommune, all_belege: tuple[Beleg, ...], stichtag: date) -> Zugang:
    """By the latest signed Zielvereinbarung, one that a source merely mentions, or one that may have been signed."""
    known = [each for each in all_belege if not each.geplant]
    held = [each for each in known if has_happened(each.wann, stichtag)]
    if signed := [each for each in held if each.ereignis == _ZIELVEREINBARUNG]:
        last = signed[-1]
        when = f"unterzeichnet {datum_in_worten(last.datum.text)}" if last.datum else "Tag nicht belegt"
        return Zugang("ja", f"hat eine Zielvereinbarung ({when})", last.quellen)
    named = {each.place for each in kommune.verlauf if each.grundlage == _ZIELVEREINBARUNG}
    if mentioned := [each for each in held if each.place in named]:
        return Zugang("ja", "mit Zielvereinbarung genannt", mentioned[-1].quellen)
    possible = [each for each in known if each.ereignis == _ZIELVEREINBARUNG or each.place in named]
    if maybe := [each for each in possible if may_have_happened(each.wann, stichtag)]:
        return Zugang("offen", "hatte an diesem Tag vielleicht schon eine Zielvereinbarung", maybe[0].quellen)
    if other := [each for each in held if each.ereignis in VEREINBARUNGEN]:
        return Zugang("offen", "belegt ist nur eine Vereinbarung, keine Zielvereinbarung", other[-1].quellen)
    return Zugang("offen", "eine Zielvereinbarung ist an diesem Tag nicht belegt")


def _without(found: Zugang, lage: Lage, dataset: Dataset) -> Zugang:
    """That none is entered says nothing; that a source has the Kommune out of the process does."""
    if found.antwort != "offen" or found.quellen or lage.lage not in ("ausgeschieden", "nicht_genannt"):
        return found
    standing = lage_text(lage, dataset.prozess, kurz=True)
    return Zugang("nein", f"{found.grund}; Stand der Kommune: {standing}", (lage.quelle,) if lage.quelle else ())


def _netzwerk(dataset: Dataset, kommune: Kommune, stichtag: date) -> Zugang:
    people = mitwirkungen(dataset.personen.values(), stichtag, dataset.quellen)
    found = vertretung(dataset, people, stichtag, ganz=True)
    part = next((each for each in (*found.kommunen, *found.partner) if each.kommune.id == kommune.id), None)
    if part is None:
        return Zugang("offen", "dass jemand aus der Kommune Mitglied ist, ist nicht belegt")
    by_person = tuple(ident for each in part.durch for ident in each.aufgabe.quellen)
    by_event = tuple(ident for each in part.teilnahmen for ident in each.beleg.quellen)
    since = "; seither fortgeschrieben" if part.gewissheit != "belegt" else ""
    return Zugang("ja", f"im Netzwerk vertreten{since}", tuple(dict.fromkeys((*by_person, *by_event))))


def _ende(dataset: Dataset, stichtag: date) -> str:
    end = dataset.prozess.rahmen_bis
    if end is None or stichtag <= end.hi:
        return ""
    return f"der Rahmen der Förderung endete {am_tag(end.text)}; was danach gilt, sagt keine Quelle"
