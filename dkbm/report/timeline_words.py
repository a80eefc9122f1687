"""Entries of a time line in words: when, what, from which sources, with which remarks."""

from collections.abc import Iterator

from dkbm.dataset import Dataset
from dkbm.datum import Datum
from dkbm.documents.aemter import AEMTER, amt_titel
from dkbm.german import datum_in_worten
from dkbm.model.kommune import Angabe, Ereignis, Vereinbarung
from dkbm.queries.status import Eintrag, agreement_name, changed_by
from dkbm.queries.timeline import Station
from dkbm.report.wording import event_text, own_sources


def when_in_words(station: Station) -> str:
    """Return when it was, with the word that says how sure: `ca.`, `zwischen`, `bis spätestens`, `etwa`."""
    text = station.datierung.wann.text
    if not text:
        return "ohne Datum"
    words = _words(Datum(text, *station.datierung.wann[1:]))
    if not station.datierung.aus_quelle or station.datierung.nur_bis:
        return words
    return f"ca. {datum_in_worten(text, kurz=True)}" if station.geschaetzt else f"Quelle: {words}"


def _words(datum: Datum) -> str:
    """`16.10.2017`, `Februar 2018`, `zwischen Juli 2016 und 2018`, `bis spätestens 2018`, `ab Dez. 2023`."""
    start, dots, end = datum.text.partition("..")
    if not dots:
        return datum_in_worten(datum.text)
    if not start:
        return f"bis spätestens {datum_in_worten(end, kurz=True)}"
    if not end:
        return f"frühestens {datum_in_worten(start, kurz=True)}"
    return f"zwischen {datum_in_worten(start, kurz=True)} und {datum_in_worten(end, kurz=True)}"


def date_of(angabe: Angabe) -> str:
    """Return the date that another source gives, "" where it gives none."""
    return _words(angabe.datum) if angabe.datum else ""


def other_text(angabe: Angabe) -> str:
    """Return which source says otherwise, and what it remarks."""
    parts = ["" if angabe.datum else "Datum nicht belegt", angabe.bemerkung or ""]
    said = ", ".join(filter(None, parts))
    return f"laut {', '.join(angabe.quellen)}{f': {said}' if said else ''}"


def sources(station: Station) -> tuple[str, ...]:
    """Return the sources of what is said, without those that only say otherwise."""
    part = station.eintrag and (station.eintrag.ereignis or station.eintrag.vereinbarung)
    return own_sources(part) if part else station.quellen


def was(station: Station, dataset: Dataset) -> str:
    """Return what an entry says, in a line; a plan says that it is one."""
    if station.eintrag is not None:
        return _of_entry(station, station.eintrag, dataset)
    first, *more = station.worte
    if station.art == "leitung":
        first = amt_titel(first) if first in AEMTER else first
    pattern = _WORTE.get((station.art, len(station.worte))) or _WORTE[station.art, 0]
    return pattern.format(first, *more, rest=", ".join(more)) + (" (geplant)" if station.geplant else "")


_WORTE = {
    ("leitung", 1): "Leitung: {}",
    ("leitung", 0): "Leitung: {}, {rest}",
    ("amt", 0): "{}: {rest}",
    ("netzwerkamt", 0): "{} ({}): {}",
    ("vorgaenger", 0): "Letzter Tag von {} ({}), seither Teil dieser Kommune",
    ("treffen", 0): "{} zu Gast: {rest}",
    ("beispiel", 1): "Praxisbeispiel »{}« beschrieben",
    ("beispiel", 0): "{1} (Praxisbeispiel »{0}«)",
}
"""What an entry is called, by its kind and how many words it has; 0: any other number."""


def _of_entry(station: Station, eintrag: Eintrag, dataset: Dataset) -> str:
    if eintrag.vereinbarung is None:
        return event_text(eintrag.beleg, eintrag.ereignis, dataset.prozess)
    name = agreement_name(eintrag.vereinbarung)
    if station.art == "plan":
        modul = f" von Modul {eintrag.vereinbarung.modul}" if eintrag.vereinbarung.modul is not None else ""
        return f"Beginn{modul} (geplant, laut {name.split(' Modul')[0]})"
    if eintrag.beleg.geplant:
        return f"{name} (geplant)"
    place = f" in {eintrag.vereinbarung.ort}" if eintrag.vereinbarung.ort else ""
    return f"{name} unterzeichnet{place}"


def remarks(station: Station) -> Iterator[str]:
    """Return what is noted on an entry: remarks, doubts, exceptions, corrections."""
    yield from station.anmerkungen
    part = station.eintrag and (station.eintrag.ereignis or station.eintrag.vereinbarung)
    if part is None or station.art == "plan":
        return
    if isinstance(part, Vereinbarung) and (since := changed_by(part)):
        yield since
    if part.zweifel:
        yield f"Zweifel: {part.zweifel}"
    if isinstance(part, Ereignis) and part.ausnahme:
        yield f"Ausnahme: {part.ausnahme.grund}"
    if part.korrektur:
        yield f"berichtigt {datum_in_worten(part.korrektur.datum.text)}: {part.korrektur.grund}"
