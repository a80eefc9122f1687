"""What all parts of the agenda share: an item, its kinds, and the question that is asked."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from dkbm.dataset import Dataset
from dkbm.diagnostic import Place
from dkbm.model.beleg import Beleg, belege
from dkbm.model.kommune import Kommune
from dkbm.model.lage import Lage, lage_am
from dkbm.model.netzwerk import Gruppe
from dkbm.model.prozess import Prozess
from dkbm.queries.names import repeat

ARTEN = {
    "frist": "Frist des Prozesses",
    "bestaetigung": "Stand, der zu bestätigen ist",
    "nachweis": "Nachweis für den nächsten Schritt",
    "schritt": "nächster Schritt",
    "plan": "Angekündigtes",
    "vereinbarung": "Ende einer Vereinbarung",
    "umsetzungsplan": "Zeile eines Umsetzungsplans",
    "ausnahme": "Ende einer Ausnahme",
    "vernichtung": "Vernichtung interner Daten",
    "betreuung": "Betreuung einer Kommune",
    "freigabe": "Ende einer Freigabe",
    "sprecheramt": "Sprecheramt einer Gruppe",
    "stellvertretung": "Stellvertretung einer Gruppe",
    "treffen": "Treffen einer Gruppe",
}
"""Every kind of item with what it is called."""
COMMAND_WIDTH = 72
"""A command line is to be copied whole: no longer than a screen of 80 columns shows in one line."""


class Posten(NamedTuple):
    """One thing to do.

    `schluessel` is its identity and survives a moved day. `art` is a word of `ARTEN`, `name` says what to do.
    `kommune`, `gruppe` and `person` are ids. `am` is the due day after § 193 BGB, None where nobody can say a day.
    `ab` is what it counts from, `ab_datum` the text of that date. `wartet_auf` is what is missing first, in words:
    where it is not empty, the item is blocked. `abhilfe` is a command line or what to write. `gegenstand` says more,
    in words: what is to be destroyed, who can supply the evidence.
    """

    schluessel: str
    art: str
    name: str
    kommune: str | None
    gruppe: str | None
    person: str | None
    am: date | None
    ueberfaellig: bool
    ab: str
    ab_datum: str
    wartet_auf: tuple[str, ...]
    abhilfe: str
    quellen: tuple[str, ...]
    place: Place
    gegenstand: tuple[str, ...] = ()


class Frage(NamedTuple):
    """The dataset, the day asked about and the last day that is looked ahead to.

    `prozess` is that of the dataset without an end of its framework: what hangs on that is told apart in the end.
    """

    dataset: Dataset
    stichtag: date
    bis: date
    prozess: Prozess

    def is_near(self, day: date | None) -> bool:
        """Whether something due on that day belongs on the agenda; without a day it does."""
        return day is None or day <= self.bis


class Fall(NamedTuple):
    """A Kommune on the day asked about, with what is attested of it in the order of time."""

    kommune: Kommune
    lage: Lage
    belege: tuple[Beleg, ...]


class Fund(NamedTuple):
    """An item, and whether the duty ends with the framework; `bezeichnung` is what it is counted as then."""

    posten: Posten
    im_rahmen: bool = False
    bezeichnung: str = ""


def fall(frage: Frage, kommune: Kommune) -> Fall:
    """Return a Kommune as it stands on the day asked about."""
    known = belege(kommune, frage.prozess, frage.dataset.quellen)
    return Fall(kommune, lage_am(kommune, frage.stichtag, frage.prozess, frage.dataset.quellen, known), known)


def of_kommune(kommune: Kommune, art: str, key: str, name: str) -> Posten:
    """Return an item of a Kommune with nothing else filled in, to be completed by `_replace`."""
    place = Place(kommune.place.file, ("name",))
    schluessel = "/".join(filter(None, (art, kommune.id, key)))
    return Posten(schluessel, art, name, kommune.id, None, None, None, False, "", "", (), "", (), place)


def of_gruppe(gruppe: Gruppe, art: str, key: str, name: str) -> Posten:
    """Return an item of a group, likewise."""
    place = Place(gruppe.place.file, ("kennung",))
    schluessel = "/".join(filter(None, (art, gruppe.id, key)))
    return Posten(schluessel, art, name, None, gruppe.id, None, None, False, "", "", (), "", (), place)


def to_record(art: str, kommune: Kommune, modul: int | None = None, phase: int | None = None, more: str = "") -> str:
    """Return the command line that enters an event or agreement; its date and source are to be filled in.

    `more` are further options. Where it would be too long for a line, what is missing is asked for.
    """
    where = f" --modul {modul}" if modul is not None else ""
    where += f" --phase {phase}" if phase is not None else ""
    line = command(f"dkbm record {art}", kommune, f"{where}{more} --datum … --quelle …")
    return line if more or len(line) <= COMMAND_WIDTH else command(f"dkbm record {art}", kommune, f"{where} …")


def command(start: str, kommune: Kommune, rest: str) -> str:
    """Return a command line that names a Kommune: by its name, by its key where that would not fit in a line."""
    line = f"{start} {repeat(kommune)}{rest}"
    return line if len(line) <= COMMAND_WIDTH else f"{start} {kommune.schluessel or kommune.id}{rest}"


def eintraege(dataset: Dataset, path: str, key: str) -> tuple[tuple[int, Mapping[str, object]], ...]:
    """Return the mappings in the list `key` of a file, with their index; none where it has another shape."""
    document = dataset.documents.get(path)
    value = document.value.get(key) if document is not None and isinstance(document.value, dict) else None
    found = enumerate(value if isinstance(value, list) else ())
    return tuple((index, each) for index, each in found if isinstance(each, dict))
