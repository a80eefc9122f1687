"""The choice of examples: what a group entered and cannot be counted."""

from collections.abc import Iterator
from datetime import date

from dkbm.dataset import Dataset
from dkbm.diagnostic import Code, Diagnostic, Severity
from dkbm.model.auswahlregeln import zaehlbares
from dkbm.rules.registry import finding, rule

UNGEZAEHLT = Code("D640", "auswahl-nicht-gezaehlt", Severity.WARNUNG, "auswahl")


@rule(UNGEZAEHLT)
def check_choices(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Warn of each Nennung or Wertung that `dkbm beispiele auszählen` leaves out, with its reason."""
    for auswahl in dataset.auswahlen.values():
        for each in zaehlbares(auswahl).einwaende:
            yield finding(UNGEZAEHLT, each.place, each.text, "Berichtigen oder entfernen; so wird es nicht mitgezählt.")
