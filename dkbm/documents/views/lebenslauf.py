"""The way of a Kommune as a time line: every entry as precise as its date is known, with what is doubtful about it."""

from collections.abc import Iterator
from datetime import date

from dkbm.dataset import Dataset
from dkbm.datum import Datum
from dkbm.diagnostic import Place
from dkbm.documents.angaben import Angabe, Inhalt
from dkbm.documents.views.wissen import quelle_kurz, zeit_in_worten
from dkbm.german import datum_in_worten
from dkbm.model.kommune import Ereignis
from dkbm.queries.sachstand import Spalte, bezeichnung
from dkbm.queries.status import Eintrag, agreement_name, is_later, is_uncertain

NEBEN = ("foerderprogramm", "auszeichnung", "mitgliedschaft")
"""Kinds of events that stand beside the process; they have a list of their own."""
UNGEWISS = "vielleicht erst nach dem Stichtag"
GEPLANT = "geplant, nicht als geschehen belegt"
_GRUNDLAGEN = {"zielvereinbarung": "mit Zielvereinbarung", "vereinbarung": "mit Vereinbarung"}


def zeitstrahl(verlauf: tuple[Eintrag, ...], dataset: Dataset, day: date) -> tuple[Inhalt, ...]:
    """The entries of the process up to a day as rows `wann`, `was`, `quelle`; plans stand among them, marked."""
    shown = [each for each in verlauf if each.beleg.ereignis not in NEBEN and belongs(each, day)]
    rows: list[tuple[tuple[date, date], Inhalt]] = []
    for each in shown:
        row: Inhalt = {"wann": wann(each), "was": was(each, dataset, day), "quelle": quellen(each, dataset)}
        rows += [(_order(each.beleg.wann), row), *_plans(each, dataset)]
    return tuple(row for _, row in sorted(rows, key=lambda entry: entry[0]))


def belongs(eintrag: Eintrag, day: date) -> bool:
    """Whether an entry is shown for a day: not what certainly came later, but plans."""
    return eintrag.beleg.geplant or not is_later(eintrag.beleg, day)


def _order(when: Datum) -> tuple[date, date]:
    """The first day; the last one where only the end is known."""
    return (when.hi if when.lo == date.min else when.lo), when.hi


def _plans(eintrag: Eintrag, dataset: Dataset) -> Iterator[tuple[tuple[date, date], Inhalt]]:
    """The beginning an agreement plans: a plan, whatever came of it."""
    agreement = eintrag.vereinbarung
    if agreement is not None and (planned := agreement.beginn_geplant) is not None:
        place = Place(agreement.place.file, (*agreement.place.route, "beginn_geplant"))
        modul = f" Modul {agreement.modul}" if agreement.modul is not None else ""
        row: Inhalt = {
            "wann": Angabe(datum_in_worten(planned.text), place),
            "was": Angabe(f"Beginn{modul} ({GEPLANT})", place),
            "quelle": quellen(eintrag, dataset),
        }
        yield _order(planned), row


def quellen(eintrag: Eintrag, dataset: Dataset) -> Angabe:
    """The sources of an entry."""
    part = eintrag.ereignis or eintrag.vereinbarung
    if part is None or not part.quellen:
        return quelle_kurz([eintrag.beleg], dataset.quellen)
    return Angabe(", ".join(part.quellen), Place(part.place.file, (*part.place.route, "quelle")))


def wann(eintrag: Eintrag) -> Angabe:
    """The date as entered; without one the end of the time its source speaks of."""
    beleg, place = eintrag.beleg, eintrag.beleg.place
    if beleg.datum is not None:
        key = "unterzeichnet" if eintrag.vereinbarung else "datum"
        return Angabe(zeit_in_worten(beleg.datum.text), Place(place.file, (*place.route, key)))
    lent = beleg.wann.text
    if not lent:
        return Angabe("Zeit nicht belegt", place)
    if beleg.datierung.nur_bis:
        return Angabe(f"spätestens {datum_in_worten(lent.rpartition('..')[2])}", place)
    return Angabe(f"Quelle: {datum_in_worten(lent, kurz=True)}", place)


def was(eintrag: Eintrag, dataset: Dataset, day: date) -> Angabe:
    """What happened, in a line, with its marks in parentheses; what an agreement is about stands with it."""
    head = agreement_name(eintrag.vereinbarung) if eintrag.vereinbarung else _head(eintrag, dataset)
    details = list(_details(eintrag.ereignis)) if eintrag.ereignis else []
    marks = list(_marks(eintrag, day))
    text = head + (f": {'; '.join(details)}" if details else "") + (f" ({'; '.join(marks)})" if marks else "")
    return Angabe(text, eintrag.beleg.place)


def _head(eintrag: Eintrag, dataset: Dataset) -> str:
    beleg = eintrag.beleg
    where = ""
    if beleg.modul is not None:
        where = bezeichnung(Spalte("im_modul", beleg.modul, beleg.phase), dataset.prozess)
        if beleg.phase is None:
            where = f"Modul {beleg.modul}"
    if beleg.ereignis == "genannt":
        return f"genannt in {where}" if where else "im Begleitprozess genannt"
    if beleg.ereignis == "nicht_genannt":
        return f"in der vollständigen Liste {f'zu {where} ' if where else ''}nicht genannt"
    named = eintrag.ereignis.gremium if eintrag.ereignis else None
    return f"{named or beleg.name} {where}".strip()


def _details(event: Ereignis) -> Iterator[str]:
    for text in (_GRUNDLAGEN.get(event.grundlage or "", event.grundlage), event.inhalt):
        if text:
            yield text
    yield from (thema.text for thema in event.themen)


def _marks(eintrag: Eintrag, day: date) -> Iterator[str]:
    part = eintrag.ereignis or eintrag.vereinbarung
    if eintrag.beleg.geplant:
        yield GEPLANT
    elif is_uncertain(eintrag.beleg, day) and eintrag.beleg.wann.hi != date.max:
        yield UNGEWISS
    if isinstance(part, Ereignis) and part.erschlossen:
        yield "erschlossen"
    if part is not None and part.zweifel:
        yield f"Zweifel: {part.zweifel}"
    if part is not None:
        for other in part.abweichend:
            when = datum_in_worten(other.datum.text) if other.datum else other.bemerkung or "ohne Datum"
            yield f"anders {', '.join(other.quellen)}: {when}"
