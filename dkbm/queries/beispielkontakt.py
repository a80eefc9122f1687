"""Whom to ask about an example: the person as the source published her, unless that was withdrawn."""

from datetime import date
from typing import NamedTuple

from dkbm.dataset import Dataset
from dkbm.model.beispiel import Beispiel
from dkbm.model.person import Amt, Kontakt, Person
from dkbm.queries.freigaben import is_withdrawn


class Auskunft(NamedTuple):
    """The person and the office in which the source of the example names her, with the ways to reach her.

    `widerrufen`: an approval was withdrawn; there is then nothing else to show. `kontakt` is None where none is known.
    """

    person: Person | None
    amt: Amt | None = None
    kontakt: Kontakt | None = None
    widerrufen: bool = False


def auskunft(dataset: Dataset, beispiel: Beispiel, stichtag: date) -> Auskunft | None:
    """Return whom to ask about an example on a day, None where it names nobody whose file is there."""
    person = dataset.personen.get(beispiel.kontakt or "")
    if person is None:
        return None
    if is_withdrawn(dataset, person, "name", stichtag):
        return Auskunft(None, widerrufen=True)
    amt = next((each for each in person.aemter if set(each.quellen) & set(beispiel.quellen)), None)
    withdrawn = is_withdrawn(dataset, person, "kontakt", stichtag)
    return Auskunft(person, amt, None if withdrawn else person.kontakt, withdrawn)
