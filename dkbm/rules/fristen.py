"""What time has made due: a state nobody confirmed for long, a duty, a plan whose day has passed."""

from collections.abc import Iterator
from datetime import date

from dkbm.dataset import Dataset
from dkbm.diagnostic import Code, Diagnostic, Place, Severity
from dkbm.german import datum_in_worten, tag
from dkbm.model.fristen import ZULETZT_BELEGT, Faellig, faellige
from dkbm.model.lage import lage_am
from dkbm.model.plaene import offene_plaene
from dkbm.rules.attested import sound_belege
from dkbm.rules.registry import finding, rule

VERALTET = Code("D401", "stand-veraltet", Severity.HINWEIS, "fristen")
FRIST = Code("D402", "frist-verstrichen", Severity.HINWEIS, "fristen")
PLAN = Code("D405", "plan-verstrichen", Severity.HINWEIS, "fristen")


@rule(VERALTET, FRIST)
def check_due(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:
    """Point out what `data/prozess.yaml` makes due: a state to be confirmed, and every other duty, oldest first."""
    if not dataset.prozess.ereignisse or not dataset.quellen:
        return
    found = [
        (due, Place(kommune.place.file, ("name",)))
        for kommune in dataset.kommunen.values()
        for due in faellige(
            kommune, lage_am(kommune, stichtag, dataset.prozess, dataset.quellen), stichtag, dataset.prozess
        )
        if due.ueberfaellig
    ]
    for due, place in sorted(found, key=lambda entry: entry[0].am):
        yield _due(place, due)


def _due(place: Place, due: Faellig) -> Diagnostic:
    if due.ab == ZULETZT_BELEGT:
        belegt = datum_in_worten(due.ab_datum, kurz=True)
        message = f"Der Stand ist seit dem {tag(due.am)} neu zu bestätigen; letzter Beleg: {belegt}."
        help_text = "Eine jüngere Quelle eintragen, die den Stand nennt; vorher gilt er als fortgeschrieben."
        return finding(VERALTET, place, message, help_text)
    message = f"{due.name}: fällig seit dem {tag(due.am)}, gerechnet ab {datum_in_worten(due.ab_datum)}."
    help_text = f"Festhalten, wenn es stattfand: {{ereignis: {due.art}, datum: …, quelle: …}}"
    return finding(FRIST, place, message, help_text)


@rule(PLAN)
def check_plans(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:
    """Point out a planned event whose date has passed although nothing attests that it took place.

    An agreement that is planned and signed on a day contradicts itself, which is said by a rule of its own (D212).
    """
    for kommune, belege in sound_belege(dataset):
        for beleg in offene_plaene(kommune, belege, stichtag):
            if beleg.datum and beleg.wann.hi < stichtag:
                when = datum_in_worten(beleg.datum.text)
                message = f"»{beleg.name}« war geplant ({when}), belegt ist es nicht."
                help_text = "Den Beleg als eigenes Ereignis eintragen; das geplante bleibt stehen."
                yield finding(PLAN, beleg.place, message, help_text)
