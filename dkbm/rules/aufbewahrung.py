"""What outlives the framework: when it has ended, what was entrusted for its time is to be destroyed, and attested."""

from collections.abc import Iterator
from datetime import date

from dkbm.dataset import Dataset
from dkbm.diagnostic import Code, Diagnostic, Place, Severity
from dkbm.german import aufzaehlung, datum_in_worten
from dkbm.model.aufbewahrung import VERNICHTUNG, Internes, rahmenende, zu_vernichten
from dkbm.rules.registry import finding, rule

OFFEN = Code("D408", "vernichtung-nicht-belegt", Severity.HINWEIS, "fristen")


@rule(OFFEN)
def check_retention(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:
    """Point out a Kommune with internal data of the time of the framework of which nobody says that they are gone.

    Silent where the process knows no such event, or no end of a framework, and until that has passed.
    """
    end = rahmenende(dataset.prozess)
    if end is None or end.hi >= stichtag:
        return
    for kommune in dataset.kommunen_und_partner:
        internes = zu_vernichten(kommune, dataset.prozess, stichtag, dataset.quellen)
        if internes is not None:
            when = f"Der Rahmen galt bis {datum_in_worten(end.text)}"
            yield _open(Place(kommune.place.file, ("name",)), internes, when)


def _open(place: Place, internes: Internes, when: str) -> Diagnostic:
    """One finding for a Kommune; the papers of its register are named by their ids."""
    if internes.worte:
        message = f"{when}; dass die internen Daten der Kommune danach vernichtet wurden, belegt kein Eintrag."
        help_text = f"Festhalten, wenn es geschah: {{ereignis: {VERNICHTUNG}, datum: …, quelle: …}}"
        return finding(OFFEN, place, message, help_text)
    ids = aufzaehlung(each.id for each in internes.unterlagen)
    message = f"{when}; dass diese Unterlagen danach vernichtet wurden, belegt kein Eintrag: {ids}."
    help_text = "Unter unterlagen eintragen: vernichtet und nachweis, oder unter aufbewahren, warum sie bleiben."
    return finding(OFFEN, Place(place.file, ("unterlagen",), at_key=True), message, help_text)
