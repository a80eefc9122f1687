"""The agreements of a period: those signed in it, and those that may have been."""

from collections.abc import Iterator
from datetime import date

from dkbm.dataset import Dataset
from dkbm.diagnostic import Place
from dkbm.documents.angaben import Angabe, Inhalt
from dkbm.documents.views.wissen import NICHT_BELEGT, name_von, quelle_kurz, zeit_in_worten
from dkbm.german import sort_key
from dkbm.model.beleg import VEREINBARUNGEN, Beleg, belege
from dkbm.model.kommune import Kommune, Vereinbarung
from dkbm.queries.status import agreement_name


def vereinbart(dataset: Dataset, von: date, bis: date) -> dict[str, Inhalt]:
    """Return `vereinbarungen` (signed within the period) and `vereinbarungen_offen` (nobody knows whether)."""
    found = sorted(_all(dataset), key=lambda entry: (entry[0].wann.lo, sort_key(entry[1].name), entry[1].id))
    sure = [each for each in found if each[0].datum and von <= each[0].datum.lo <= each[0].datum.hi <= bis]
    maybe = [each for each in found if each not in sure and each[0].wann.lo <= bis and each[0].wann.hi >= von]
    return {
        "vereinbarungen": tuple(_row(*each, dataset) for each in sure),
        "vereinbarungen_offen": tuple(_row(*each, dataset) for each in maybe),
    }


def _all(dataset: Dataset) -> Iterator[tuple[Beleg, Kommune, Vereinbarung]]:
    """Each agreement once, with the first of its sources that dates it."""
    for kommune in dataset.kommunen.values():
        agreements = {each.place: each for each in kommune.vereinbarungen}
        for beleg in belege(kommune, dataset.prozess, dataset.quellen):
            if beleg.ereignis in VEREINBARUNGEN and (agreement := agreements.pop(beleg.place, None)):
                yield beleg, kommune, agreement


def _row(beleg: Beleg, kommune: Kommune, agreement: Vereinbarung, dataset: Dataset) -> Inhalt:
    place = agreement.place
    when = zeit_in_worten(beleg.wann.text) if beleg.wann.text else NICHT_BELEGT
    signed = Place(place.file, (*place.route, "unterzeichnet")) if agreement.unterzeichnet else place
    return {
        "kommune": name_von(kommune),
        "art": Angabe(agreement_name(agreement), place),
        "wann": Angabe(when, signed),
        "quelle": quelle_kurz([beleg], dataset.quellen),
    }
