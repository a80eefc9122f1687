"""What stands beside the process of a Kommune: funding, awards, membership."""

from datetime import date

from dkbm.dataset import Dataset
from dkbm.documents.angaben import Angabe, Inhalt
from dkbm.documents.views.fund import datei
from dkbm.documents.views.lebenslauf import NEBEN, UNGEWISS, belongs, quellen, wann
from dkbm.model.kommune import PROGRAMME, Ereignis
from dkbm.queries.status import Eintrag, is_uncertain


def nebenher(verlauf: tuple[Eintrag, ...], dataset: Dataset, day: date) -> tuple[Inhalt, ...]:
    """The rows `art`, `was`, `wann`, `quelle` up to a day; a plan is marked as one."""
    return tuple(
        {
            "art": Angabe(each.beleg.name, each.beleg.place),
            "was": Angabe(_was(each.ereignis, dataset), each.beleg.place),
            "wann": _wann(each, day),
            "quelle": quellen(each, dataset),
        }
        for each in verlauf
        if each.ereignis is not None and each.beleg.ereignis in NEBEN and belongs(each, day)
    )


def _was(event: Ereignis, dataset: Dataset) -> str:
    parts = [PROGRAMME.get(event.programm or "", event.programm), _verein(event, dataset), event.stufe, event.inhalt]
    return "; ".join(part for part in parts if part) or "ohne nähere Angabe"


def _verein(event: Ereignis, dataset: Dataset) -> str | None:
    for verein in datei(dataset, "data/agentur.yaml").jeder("vereine"):
        if event.verein and verein.wert.get("id") == event.verein:
            return str(verein.text("name") or event.verein)
    return event.verein


def _wann(eintrag: Eintrag, day: date) -> Angabe:
    """The date, with what must be said of it: a plan, or a time that may lie after the day asked about."""
    found, mark = wann(eintrag), ""
    if eintrag.beleg.geplant:
        mark = " (geplant)"
    elif is_uncertain(eintrag.beleg, day) and eintrag.beleg.wann.hi != date.max:
        mark = f" ({UNGEWISS})"
    return found.with_text(f"{found}{mark}")
