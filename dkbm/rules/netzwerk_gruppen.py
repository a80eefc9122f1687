"""The groups of the network: what belongs to what, and what a group was called when it met."""

from collections.abc import Iterator
from datetime import date

from dkbm.dataset import Dataset
from dkbm.diagnostic import Code, Diagnostic, Place, Severity
from dkbm.german import datum_in_worten
from dkbm.model.gruppenpflichten import ARBEITSGRUPPE
from dkbm.model.gruppentreffen import gehaltene
from dkbm.model.netzwerk import GRUPPENARTEN, Gruppe
from dkbm.model.zeit import has_happened
from dkbm.rules.registry import finding, rule

OBERGRUPPE = Code("D609", "falsche-obergruppe", Severity.FEHLER, "netzwerk")
NAMENLOS = Code("D610", "gruppe-ohne-namen", Severity.HINWEIS, "netzwerk")

UNTERGRUPPE = "unterarbeitsgruppe"


@rule(OBERGRUPPE)
def check_parents(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Yield each Unterarbeitsgruppe below no Arbeitsgruppe, and each other group below one."""
    for gruppe in dataset.gruppen.values():
        above = dataset.gruppen.get(gruppe.teil_von or "")
        at = Place(gruppe.place.file, ("teil_von",) if gruppe.teil_von is not None else ("art",))
        if gruppe.art != UNTERGRUPPE and gruppe.teil_von is not None:
            message = f"Nur eine Unterarbeitsgruppe ist Teil einer anderen; dies ist eine {GRUPPENARTEN[gruppe.art]}."
            yield finding(OBERGRUPPE, at, message, "teil_von entfernen oder die Art berichtigen.")
        elif gruppe.art == UNTERGRUPPE and gruppe.teil_von is None:
            message = "Eine Unterarbeitsgruppe gehört zu einer Arbeitsgruppe; hier fehlt, zu welcher."
            yield finding(OBERGRUPPE, at, message, f"Eintragen: teil_von: {_example(dataset)}")
        elif above is not None and above.art != ARBEITSGRUPPE:
            message = f"»{above.id}« ist keine Arbeitsgruppe: {GRUPPENARTEN[above.art]}."
            yield finding(OBERGRUPPE, at, message, f"Eine Arbeitsgruppe nennen, etwa teil_von: {_example(dataset)}")


def _example(dataset: Dataset) -> str:
    return next((each.id for each in dataset.gruppen.values() if each.art == ARBEITSGRUPPE), "ag-1")


@rule(NAMENLOS)
def check_names(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:
    """Point out each group that had met before any of its names is attested."""
    for gruppe in dataset.gruppen.values():
        first = min(_held(dataset, gruppe, stichtag), default=None)
        begins = [each.datum.lo if each.datum is not None else date.min for each in gruppe.namen]
        if first is not None and begins and first[0] < min(begins):
            earliest = min((each.datum for each in gruppe.namen if each.datum is not None), key=lambda each: each.lo)
            message = (
                f"Die Gruppe traf sich schon ({datum_in_worten(first[1])}); "
                f"ein Name ist erst für {datum_in_worten(earliest.text)} belegt."
            )
            help_text = "Den Namen eintragen, den sie damals hatte: {name: …, datum: …, quelle: …}"
            yield finding(NAMENLOS, Place(gruppe.place.file, ("namen",), at_key=True), message, help_text)


def _held(dataset: Dataset, gruppe: Gruppe, stichtag: date) -> Iterator[tuple[date, str]]:
    for each in gehaltene(gruppe, dataset.gruppen.values()):
        if has_happened(each.datum, stichtag):
            yield each.datum.hi, each.datum.text
