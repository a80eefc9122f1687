"""Agreements: a draft is not signed yet, and who signs for the agency holds an office there."""

from collections.abc import Iterator
from datetime import date

from dkbm.dataset import Dataset
from dkbm.datum import Datum
from dkbm.diagnostic import Code, Diagnostic, Place, Related, Severity
from dkbm.german import datum_in_worten
from dkbm.model.kommune import Vereinbarung
from dkbm.model.person import Amt
from dkbm.rules.registry import finding, rule

GEPLANT = Code("D212", "geplant-und-unterzeichnet", Severity.WARNUNG, "prozess")
VERTRETUNG = Code("D213", "vertretung-ohne-amt", Severity.HINWEIS, "prozess")
_AGENTUR = "agentur"


@rule(GEPLANT)
def check_drafts(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:
    """A draft has no day of signature that is over; one that is still to come is a plan like any other."""
    for eine in _agreements(dataset):
        tag = eine.unterzeichnet
        if eine.geplant and tag is not None and not tag.spanne and tag.hi < stichtag:
            message = f"»{eine.id}« ist als geplant eingetragen und doch unterzeichnet ({datum_in_worten(tag.text)})."
            help_text = "Ist sie unterzeichnet, geplant entfernen; sonst unterzeichnet entfernen."
            yield finding(GEPLANT, Place(eine.place.file, (*eine.place.route, "geplant")), message, help_text)


@rule(VERTRETUNG)
def check_representatives(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Point out who signed for the agency although every office known there ended before or began after that day."""
    for eine in _agreements(dataset):
        vertretung, tag = eine.agentur.vertretung, eine.unterzeichnet
        person = dataset.personen.get(vertretung.person or "") if vertretung else None
        if person is None or tag is None:
            continue
        dort = [(index, amt) for index, amt in enumerate(person.aemter) if amt.stelle == _AGENTUR]
        if dort and all(_lies_elsewhere(amt, tag) for _, amt in dort):
            message = (
                f"{person.id} vertritt die Agentur in »{eine.id}« (unterzeichnet {datum_in_worten(tag.text)}), hatte "
                "dort nach den Daten aber nur zu anderer Zeit ein Amt."
            )
            related = tuple(
                Related(Place(person.place.file, ("aemter", index, "bis")), "das Amt dort") for index, _ in dort
            )
            place = Place(eine.place.file, (*eine.place.route, "agentur", "vertretung", "person"))
            yield finding(VERTRETUNG, place, message, "Person, Tag der Unterschrift und Amtszeit prüfen.", related)


def _lies_elsewhere(amt: Amt, tag: Datum) -> bool:
    """Whether an office ended before a day or began after it; without an end it excludes nothing."""
    if amt.bis is None:
        return False
    return amt.bis.hi < tag.lo or (amt.datum is not None and amt.datum.lo > tag.hi)


def _agreements(dataset: Dataset) -> Iterator[Vereinbarung]:
    for kommune in (*dataset.kommunen.values(), *dataset.partner.values()):
        yield from kommune.vereinbarungen
