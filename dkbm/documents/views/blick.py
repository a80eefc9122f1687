"""What the parts of a view share: the data, the place of the agreement, and the collector of missing fields."""

from typing import Any, NamedTuple

from dkbm.dataset import Dataset
from dkbm.diagnostic import Place, Route
from dkbm.documents.gaps import Luecken
from dkbm.model.kommune import Kommune, Vereinbarung
from dkbm.model.person import Person

AGENTUR = "data/agentur.yaml"


class Blick(NamedTuple):
    """One agreement of one Kommune, seen for a document. `neu` says that the data have no such agreement yet."""

    dataset: Dataset
    kommune: Kommune
    vereinbarung: Vereinbarung
    neu: bool
    luecken: Luecken

    def note(self, label: str, route: Route, beispiel: str) -> str:
        """Note that the agreement lacks a field; returns its mark. `route` starts at the agreement."""
        place = self.vereinbarung.place
        return self.luecken.note(label, place.file, (*place.route, *route), beispiel)

    def agentur(self) -> dict[str, Any]:
        """The content of data/agentur.yaml, {} where it cannot be read."""
        document = self.dataset.documents.get(AGENTUR)
        return document.value if document and isinstance(document.value, dict) else {}

    def person(self, ident: str) -> tuple[Person | None, str]:
        """A person the agreement names, and the name as it is printed; notes the missing file otherwise."""
        if person := self.dataset.personen.get(ident):
            return person, voller_name(person)
        datei = f"data/personen/{ident}.yaml"
        return None, self.luecken.note(f"Angaben zur Person {ident}", datei, (), "name: Vorname Nachname")


def blick(dataset: Dataset, kommune: Kommune, vereinbarung: Vereinbarung | None) -> Blick:
    """Look at an agreement; without one, at the empty place behind the last, so that every field counts as missing."""
    luecken = Luecken(dataset.documents)
    if vereinbarung is not None:
        return Blick(dataset, kommune, vereinbarung, False, luecken)
    place = Place(kommune.place.file, ("vereinbarungen", len(kommune.vereinbarungen)))
    return Blick(dataset, kommune, Vereinbarung("", "zielvereinbarung", place, ()), True, luecken)


def voller_name(person: Person) -> str:
    """The name with its title, which keeps to the name at the end of a line: `Dr. Tom Test`."""
    return f"{person.titel}\u00a0{person.name}" if person.titel else person.name


def amt_zur_zeit(person: Person, stelle: str, vereinbarung: Vereinbarung) -> str | None:
    """The office a source gives a person for the time of the agreement, None where none does.

    First choice is an office from a source of the agreement itself, then one dated to its day.
    """
    quellen, tag = set(vereinbarung.quellen), vereinbarung.unterzeichnet
    dort = [amt for amt in person.aemter if amt.stelle == stelle]
    gleich = [amt for amt in dort if quellen & set(amt.quellen)]
    damals = [amt for amt in dort if tag and amt.datum and amt.datum.lo <= tag.hi and tag.lo <= amt.datum.hi]
    return next((amt.bezeichnung for amt in (*gleich, *damals)), None)
