"""Whose agenda it is: what of the whole belongs to a Kommune, a group, a person, or one kind of item."""

from datetime import date
from typing import NamedTuple

from dkbm.dataset import Dataset
from dkbm.model.betreuung import zustaendig
from dkbm.model.mitwirkung import SPRECHEND, mitwirkungen
from dkbm.queries.agenda_posten import Posten


class Auswahl(NamedTuple):
    """What is shown: items of one of `kommunen` or `gruppen` or of the person, of one of `arten`; None means all."""

    kommunen: frozenset[str] | None = None
    gruppen: frozenset[str] | None = None
    person: str | None = None
    arten: tuple[str, ...] = ()

    def has(self, posten: Posten) -> bool:
        """Say whether an item is shown."""
        if self.arten and posten.art not in self.arten:
            return False
        if self.kommunen is None and self.gruppen is None and self.person is None:
            return True
        of_kommune = posten.kommune is not None and posten.kommune in (self.kommunen or ())
        of_gruppe = posten.gruppe is not None and posten.gruppe in (self.gruppen or ())
        return of_kommune or of_gruppe or (self.person is not None and posten.person == self.person)


def of_person(dataset: Dataset, person: str, stichtag: date) -> Auswahl:
    """Return what a person has to do on a day: for the Kommunen they look after, for the groups they hold office in."""
    kommunen = frozenset(
        each.id
        for each in dataset.kommunen_und_partner
        if person in (zeit.person for zeit in zustaendig(each, stichtag, dataset.quellen))
    )
    known = dataset.personen.get(person)
    held = mitwirkungen((known,) if known else (), stichtag, dataset.quellen)
    gruppen = frozenset(each.aufgabe.gruppe for each in held if each.aufgabe.rolle in SPRECHEND)
    return Auswahl(kommunen, gruppen, person)
