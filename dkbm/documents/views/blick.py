"""What the parts of a view share: the data, the place of the agreement, and the collector of missing fields."""

from datetime import date
from typing import NamedTuple

from dkbm.dataset import Dataset
from dkbm.datum import Datum
from dkbm.diagnostic import Place, Route
from dkbm.documents.angaben import Angabe
from dkbm.documents.auftrag import Auftrag
from dkbm.documents.views.fund import Fund, datei
from dkbm.model.kommune import Kommune, Vereinbarung
from dkbm.model.person import Amt, Person

AGENTUR = "data/agentur.yaml"


class Blick(NamedTuple):
    """One agreement of one Kommune, seen for a document. `neu` says that the data have no such agreement yet.

    `seal` vouches for an agreement that no longer stands in the file like this; its fields have no other place.
    """

    auftrag: Auftrag
    kommune: Kommune
    vereinbarung: Vereinbarung
    neu: bool
    seal: Place | None = None

    @property
    def dataset(self) -> Dataset:
        """The data."""
        return self.auftrag.dataset

    def at(self, *route: str | int) -> Place:
        """The place of a field of the agreement."""
        place = self.vereinbarung.place
        return self.seal or Place(place.file, (*place.route, *route))

    def note(self, label: str, route: Route, beispiel: str) -> Angabe:
        """Note that the agreement lacks a field; returns its mark. `route` starts at the agreement."""
        place = self.at(*route)
        return self.auftrag.luecken.note(label, place.file, place.route, beispiel)

    def agentur(self) -> Fund:
        """The content of data/agentur.yaml, empty where it cannot be read."""
        return datei(self.dataset, AGENTUR)

    def person(self, ident: str, *route: str | int) -> tuple[Person | None, Angabe]:
        """A person the agreement names at `route`, and the name as it is printed; notes the missing file otherwise."""
        if person := self.dataset.personen.get(ident):
            return person, Angabe(voller_name(person), self.at(*route), *_name_places(person))
        pfad = f"data/personen/{ident}.yaml"
        label = f"Angaben zur Person {ident}"
        return None, self.auftrag.luecken.note(label, pfad, (), "name: Vorname Nachname")


def blick(auftrag: Auftrag) -> Blick:
    """Look at an agreement; without one, at the empty place behind the last, so that every field counts as missing."""
    kommune, vereinbarung = auftrag.kommune, auftrag.vereinbarung
    if kommune is None:
        raise ValueError("an agreement belongs to a Kommune")
    if vereinbarung is not None:
        return Blick(auftrag, kommune, vereinbarung, False)
    place = Place(kommune.place.file, ("vereinbarungen", len(kommune.vereinbarungen)))
    return Blick(auftrag, kommune, Vereinbarung("", "zielvereinbarung", place, ()), True)


def note_missing(sicht: Blick, modul: int) -> None:
    """Note that the agreement as a whole is missing, or only which module it belongs to."""
    if sicht.neu:
        liste = bool(sicht.kommune.vereinbarungen)
        sicht.note(f"Zielvereinbarung zu Modul {modul}", (), new_entry(modul, liste))
    elif sicht.vereinbarung.modul is None:
        sicht.note("Modul der Zielvereinbarung", ("modul",), f"modul: {modul}")


def new_entry(modul: int, liste: bool) -> str:
    """The lines of an agreement to add, under a new key unless there is a `liste` of agreements already."""
    zeilen = ["- id: zv-JJJJ", "  art: zielvereinbarung", f"  modul: {modul}", "  quelle: Q…"]
    return "\n".join(zeilen if liste else ["vereinbarungen:", *(f"  {zeile}" for zeile in zeilen)])


def voller_name(person: Person) -> str:
    """The name with its title, which keeps to the name at the end of a line: `Dr. Tom Test`."""
    return f"{person.titel}\u00a0{person.name}" if person.titel else person.name


def _name_places(person: Person) -> tuple[Place, ...]:
    fields = ("titel", "name") if person.titel else ("name",)
    return tuple(Place(person.place.file, (field,)) for field in fields)


def amt_zur_zeit(person: Person, stelle: str, vereinbarung: Vereinbarung, stichtag: date) -> Angabe | None:
    """The office a source gives a person for the time of the agreement, None where none does.

    First choice is an office from a source of the agreement itself, then one dated to its day, then the last one known
    by then. An agreement without a day speaks of the Stichtag.
    """
    quellen, tag = set(vereinbarung.quellen), vereinbarung.unterzeichnet
    dort = [(index, amt) for index, amt in enumerate(person.aemter) if amt.stelle == stelle]
    gleich = [each for each in dort if quellen & set(each[1].quellen)]
    damals = [each for each in dort if tag is not None and _covers(each[1], tag)]
    zuletzt = _last_known(person, stelle, tag.lo if tag is not None else stichtag)
    for index, amt in (*gleich, *damals, *zuletzt):
        return Angabe(amt.bezeichnung, Place(person.place.file, ("aemter", index, "bezeichnung")))
    return None


def _covers(amt: Amt, tag: Datum) -> bool:
    """Whether an office is attested for a day, or lies between its attestation and its end."""
    return amt.datum is not None and amt.datum.lo <= tag.hi and tag.lo <= (amt.bis or amt.datum).hi


def _last_known(person: Person, stelle: str, stichtag: date) -> list[tuple[int, Amt]]:
    """The office last attested by the Stichtag, none where that is one at another Stelle or ended before."""
    attested = [
        (index, amt, amt.datum)
        for index, amt in enumerate(person.aemter)
        if amt.datum is not None and amt.datum.lo <= stichtag
    ]
    last = max(attested, key=lambda each: (each[2].hi, each[2].lo, each[1].stelle == stelle), default=None)
    has_ended = last is not None and last[1].bis is not None and last[1].bis.hi < stichtag
    return [last[:2]] if last and last[1].stelle == stelle and not has_ended else []
