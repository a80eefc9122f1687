"""What sources attest of the network: nothing twice, and nothing that came after the source that says it."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from dkbm.dataset import Dataset
from dkbm.datum import Datum
from dkbm.diagnostic import Code, Diagnostic, Place, Related, Severity
from dkbm.german import aufzaehlung
from dkbm.model.gruppentreffen import als_gruppe
from dkbm.model.netzwerk import GRUPPENARTEN, Gruppe
from dkbm.model.person import Person
from dkbm.model.quelle import Quelle
from dkbm.rules.registry import finding, rule

DOPPELT = Code("D616", "netzwerk-angabe-doppelt", Severity.FEHLER, "netzwerk")
NACH_QUELLE = Code("D617", "netzwerk-nach-der-quelle", Severity.HINWEIS, "netzwerk")


class _Angabe(NamedTuple):
    """What is said at a place: two with the same `was` say the same, `datum` is when it was."""

    was: tuple[object, ...]
    datum: Datum | None
    quellen: tuple[str, ...]
    place: Place
    geplant: bool = False
    planbar: bool = False


@rule(DOPPELT)
def check_twice(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Yield each part, meeting or number that stands in the same file twice, from the same sources."""
    seen: dict[tuple[object, ...], Place] = {}
    for each in _alle(dataset):
        same = (each.place.file, each.was, each.datum and each.datum.text, frozenset(each.quellen))
        first = seen.setdefault(same, each.place)
        if first != each.place:
            message, help_text = (
                "Dieselbe Angabe steht hier schon einmal, aus derselben Quelle.",
                "Einen Eintrag entfernen.",
            )
            yield finding(DOPPELT, each.place, message, help_text, (Related(first, "zuerst hier"),))


@rule(NACH_QUELLE)
def check_after_source(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Point out what sources report as having been, although all of them are older than it."""
    for each in _alle(dataset):
        sources = [dataset.quellen[ident] for ident in each.quellen if ident in dataset.quellen]
        if (
            each.datum is not None
            and not each.geplant
            and sources
            and all(_is_older(one, each.datum) for one in sources)
        ):
            names = aufzaehlung(one.id for one in sources)
            message = f"{each.datum.text} liegt nach dem Stand der Quelle {names}, die es berichtet."
            plan = "geplant: true eintragen" if each.planbar else "erst eintragen, wenn es geschah"
            help_text = f"Nichts zu tun, wenn die Quelle es so sagt. War es erst angekündigt: {plan}."
            related = tuple(Related(one.place, f"Stand {one.stand.text}") for one in sources if one.stand is not None)
            yield finding(NACH_QUELLE, each.place, message, help_text, related)


def _is_older(quelle: Quelle, datum: Datum) -> bool:
    return quelle.stand is not None and quelle.stand.hi < datum.lo


def _alle(dataset: Dataset) -> Iterator[_Angabe]:
    for person in dataset.personen.values():
        yield from _of_person(person)
    whole = (als_gruppe(dataset.netzwerk),) if dataset.netzwerk is not None else ()
    for gruppe in (*dataset.gruppen.values(), *whole):
        yield from _of_group(gruppe)


def _of_person(person: Person) -> Iterator[_Angabe]:
    for each in person.netzwerk:
        if each.bis is None:  # with an end, a rule of its own compares the times
            yield _Angabe(("aufgabe", each.gruppe, each.rolle, each.stelle), each.datum, each.quellen, each.place)

    for index, amt in enumerate(person.aemter):
        if amt.bis is None:
            what = ("amt", amt.amt, amt.bezeichnung, amt.stelle)
            yield _Angabe(what, amt.datum, amt.quellen, Place(person.place.file, ("aemter", index)))


def _of_group(gruppe: Gruppe) -> Iterator[_Angabe]:
    for name in gruppe.namen if gruppe.art in GRUPPENARTEN else ():
        yield _Angabe(("name", name.name), name.datum, name.quellen, name.place)
    for meeting in gruppe.treffen:
        yield _Angabe(
            ("treffen", meeting.name, meeting.geplant), meeting.datum, meeting.quellen, meeting.place,
            meeting.geplant, planbar=True,
        )  # fmt: skip
    for year in gruppe.treffen_je_jahr:
        yield _Angabe(("jahr", year.jahr, year.anzahl, year.bis and year.bis.text), None, year.quellen, year.place)
