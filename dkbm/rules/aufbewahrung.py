"""What outlives the framework: when it has ended, what was entrusted for its time is to be destroyed, and attested."""

from collections.abc import Iterator
from datetime import date

from dkbm.dataset import Dataset
from dkbm.diagnostic import Code, Diagnostic, Place, Severity
from dkbm.german import datum_in_worten
from dkbm.model.beleg import VEREINBARUNGEN
from dkbm.model.kommune import Kommune
from dkbm.model.zeit import has_happened
from dkbm.rules.registry import finding, rule

OFFEN = Code("D408", "vernichtung-nicht-belegt", Severity.HINWEIS, "fristen")

VERNICHTUNG = "vernichtung"


@rule(OFFEN)
def check_retention(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:
    """Point out a Kommune that had an agreement while the framework held, and of whose data nobody says they are gone.

    Silent where the process knows no such event, or no end of a framework, and until that has passed.
    """
    end = dataset.prozess.rahmen_bis
    if VERNICHTUNG not in dataset.prozess.ereignisse or end is None or end.hi >= stichtag:
        return
    for kommune in (*dataset.kommunen.values(), *dataset.partner.values()):
        if _had_agreement(kommune) and not _is_attested(kommune, stichtag):
            message = (
                f"Der Rahmen galt bis {datum_in_worten(end.text)}; dass die internen Daten der Kommune danach "
                "vernichtet wurden, belegt kein Eintrag."
            )
            help_text = f"Festhalten, wenn es geschah: {{ereignis: {VERNICHTUNG}, datum: …, quelle: …}}"
            yield finding(OFFEN, Place(kommune.place.file, ("name",)), message, help_text)


def _had_agreement(kommune: Kommune) -> bool:
    return bool(kommune.vereinbarungen) or any(event.grundlage in VEREINBARUNGEN for event in kommune.verlauf)


def _is_attested(kommune: Kommune, stichtag: date) -> bool:
    """Whether it is entered as done; without a date it is, too."""
    done = (event for event in kommune.verlauf if event.ereignis == VERNICHTUNG and not event.geplant)
    return any(event.datum is None or has_happened(event.datum, stichtag) for event in done)
