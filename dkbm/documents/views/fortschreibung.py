"""What an agreement builds on: the one it continues, and the paper with which the module before it ended."""

from collections.abc import Iterator

from dkbm.datum import Datum
from dkbm.diagnostic import Place
from dkbm.documents.angaben import Angabe
from dkbm.documents.views.blick import Blick, new_entry
from dkbm.german import datum_in_worten
from dkbm.model.kommune import Ereignis, Vereinbarung

_ERGEBNIS = {2: "ergebnisbericht", 3: "transferplan", 4: "prozessdokumentation"}
"""What the module before this one ends with."""


def vorige(sicht: Blick) -> Angabe:
    """The day of the agreement on Modul 1 that the one on Modul 2 continues: `vom 16.10.2017`; else what is missing."""
    zu_modul_1 = max(_zu_modul_1(sicht), key=_signed, default=None)
    if zu_modul_1 is None:
        return _none_known(sicht)
    place = Place(zu_modul_1.place.file, (*zu_modul_1.place.route, "unterzeichnet"))
    if zu_modul_1.unterzeichnet is None:
        label = "Tag der Unterschrift der Zielvereinbarung zu Modul 1"
        return sicht.auftrag.luecken.note(label, place.file, place.route, "unterzeichnet: JJJJ-MM-TT")
    return Angabe(vom(zu_modul_1.unterzeichnet), place)


def ergebnis_davor(sicht: Blick, modul: int) -> Angabe | None:
    """The day of the paper that ended the module before: `vom 03.05.2018`; None where none is attested."""
    davor = [
        (event, event.datum)
        for event in sicht.kommune.verlauf
        if event.ereignis == _ERGEBNIS.get(modul) and event.modul in (None, modul - 1) and not event.geplant
        if event.datum is not None and _is_before(event, sicht.vereinbarung)
    ]
    if not davor:
        return None
    event, datum = max(davor, key=lambda each: (each[1].hi, each[1].lo))
    return Angabe(vom(datum), Place(event.place.file, (*event.place.route, "datum")))


def _is_before(event: Ereignis, vereinbarung: Vereinbarung) -> bool:
    tag = vereinbarung.unterzeichnet
    return event.datum is not None and (tag is None or event.datum.hi <= tag.hi)


def _zu_modul_1(sicht: Blick) -> Iterator[Vereinbarung]:
    """The agreements on Modul 1 that are not later than this one, as far as known."""
    tag = sicht.vereinbarung.unterzeichnet
    for eine in sicht.kommune.vereinbarungen:
        later = tag is not None and eine.unterzeichnet is not None and eine.unterzeichnet.lo > tag.hi
        if eine.art == "zielvereinbarung" and eine.modul == 1 and eine is not sicht.vereinbarung and not later:
            yield eine


def _signed(eine: Vereinbarung) -> tuple[bool, str]:
    tag = eine.unterzeichnet
    return tag is not None, tag.hi.isoformat() if tag else ""


def _none_known(sicht: Blick) -> Angabe:
    """Note the agreement as missing; where this one is missing too, the example stands behind its example."""
    anzahl = len(sicht.kommune.vereinbarungen)
    beispiel = new_entry(1, bool(anzahl) or sicht.neu)
    if sicht.neu and not anzahl:
        beispiel = "\n".join(f"  {zeile}" for zeile in beispiel.splitlines())
    label, route = "Zielvereinbarung zu Modul 1, die fortgeschrieben wird", ("vereinbarungen", anzahl + sicht.neu)
    return sicht.auftrag.luecken.note(label, sicht.kommune.place.file, route, beispiel)


def vom(datum: Datum) -> str:
    """A day as it follows the name of a paper: `vom 16.10.2017`, `vom Oktober 2017`, `aus dem Jahr 2017`."""
    worte = datum_in_worten(datum.text)
    if datum.spanne:
        return f"({worte})"
    return f"aus dem Jahr {worte}" if len(datum.text) == 4 else f"vom {worte}"
