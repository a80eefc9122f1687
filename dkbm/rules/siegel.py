"""What both sides have signed stays as it is: a change needs a Nachtrag that both sides sign, too (M 44)."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from dkbm.dataset import Dataset
from dkbm.diagnostic import Code, Diagnostic, Place, Severity
from dkbm.model import siegel
from dkbm.model.beleg import VEREINBARUNGEN
from dkbm.model.kommune import Kommune, Vereinbarung
from dkbm.rules.registry import finding, rule

NACHTRAG = Code("D322", "nachtrag-noetig", Severity.WARNUNG, "dokumente")


class Gebrochen(NamedTuple):
    """An agreement that no longer is what was sealed: what the file says now, and the seal it had to match."""

    kommune: Kommune
    vereinbarung: Vereinbarung
    eintrag: Mapping[str, Any]
    sha256: str


def broken(dataset: Dataset) -> Iterator[Gebrochen]:
    """Yield the agreements whose seal is broken."""
    for kommune in (*dataset.kommunen.values(), *dataset.partner.values()):
        for eine in kommune.vereinbarungen:
            if eine.siegel is None and not eine.nachtraege:
                continue
            eintrag = dataset.documents[eine.place.file].value["vereinbarungen"][eine.place.route[-1]]
            if not siegel.is_intact(eintrag):
                yield Gebrochen(kommune, eine, eintrag, siegel.sealed_as(eintrag) or "")


@rule(NACHTRAG)
def check_seals(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Name every field that was changed after the signatures, with its clause, its old and its new value."""
    for each in broken(dataset):
        damals = dataset.besiegelt(each.kommune.place.file, each.sha256)
        if damals is None:
            yield _without_history(each)
        else:
            yield from (_finding(each, change) for change in siegel.changes(damals, each.eintrag))


def _finding(gebrochen: Gebrochen, change: siegel.Aenderung) -> Diagnostic:
    wie = "steht anders da, als sie unterzeichnet wurde"
    message = f"Nachtrag nötig: {_which(gebrochen)} {wie}. {siegel.in_words(change)}"
    return finding(NACHTRAG, _place(gebrochen, change), message, _help(gebrochen))


def _without_history(gebrochen: Gebrochen) -> Diagnostic:
    message = (
        f"Nachtrag nötig: {_which(gebrochen)} steht anders da, als sie unterzeichnet wurde. Was sie damals sagte, ist "
        "hier nicht zu finden: Es steht nicht in git, oder der Klon reicht nicht so weit zurück."
    )
    return finding(NACHTRAG, _seal_place(gebrochen.vereinbarung), message, _help(gebrochen))


def _which(gebrochen: Gebrochen) -> str:
    eine = gebrochen.vereinbarung
    return f"Die {VEREINBARUNGEN[eine.art]} »{eine.id}« ({gebrochen.kommune.offizieller_name})"


def _help(gebrochen: Gebrochen) -> str:
    wer = f"{gebrochen.kommune.schluessel or gebrochen.kommune.id} --id {gebrochen.vereinbarung.id}"
    return (
        f"Wollen es beide Seiten so, gibt das Papier dazu: dkbm render nachtrag {wer}. Stand es so schon im "
        f"unterzeichneten Papier: dkbm record siegel {wer} --grund …. Sonst die Änderung zurücknehmen."
    )


def _place(gebrochen: Gebrochen, change: siegel.Aenderung) -> Place:
    """Where the new value stands; where there is none, the seal."""
    route, value = gebrochen.vereinbarung.place.route, gebrochen.eintrag
    for key in change.feld.route:
        if not isinstance(value, dict) or key not in value:
            return _seal_place(gebrochen.vereinbarung)
        route, value = (*route, key), value[key]
    if isinstance(value, list) and change.neu:
        texts = [each.get("text") if isinstance(each, dict) else each for each in value]
        at = next((index for index, text in enumerate(texts) if " ".join(str(text).split()) == change.neu), None)
        route = route if at is None else (*route, at)
    return Place(gebrochen.vereinbarung.place.file, route)


def _seal_place(vereinbarung: Vereinbarung) -> Place:
    """The seal that is broken: of the last Nachtrag, else that of the agreement."""
    route = ("nachtraege", len(vereinbarung.nachtraege) - 1) if vereinbarung.nachtraege else ()
    return Place(vereinbarung.place.file, (*vereinbarung.place.route, *route, "siegel", "sha256"))
