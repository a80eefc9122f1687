"""What the Kommunen in the process work on, by the keywords of `data/themen.yaml`."""

from datetime import date

from dkbm.dataset import Dataset
from dkbm.diagnostic import Place
from dkbm.documents.angaben import Angabe, Inhalt
from dkbm.documents.views.fund import datei
from dkbm.documents.views.wissen import aufgezaehlt, verschwiegen
from dkbm.german import sort_key
from dkbm.model.beleg import belege
from dkbm.model.kommune import Ereignis, Kommune, Vereinbarung
from dkbm.model.zeit import has_happened
from dkbm.queries.sachstand import Glied, Tagesstand

THEMEN = "data/themen.yaml"


def themen(stand: Tagesstand, dataset: Dataset, day: date) -> tuple[Inhalt, ...]:
    """The keywords as rows: name, number of Kommunen, their names; the most frequent first, then by name.

    Counted are Kommunen in the process, with what agreements and events up to the day name. Of a Kommune that must
    not be named its Themen are left out, too: few of them would give it away.
    """
    found: dict[str, list[tuple[Glied, Place]]] = {}
    for glied in stand.im_prozess:
        if not verschwiegen(glied.kommune):
            for keyword, place in _keywords(glied.kommune, dataset, day):
                found.setdefault(keyword, []).append((glied, place))
    rows = [_row(keyword, entries, dataset) for keyword, entries in found.items()]
    return tuple(row for _, row in sorted(rows, key=lambda each: each[0]))


def _keywords(kommune: Kommune, dataset: Dataset, day: date) -> list[tuple[str, Place]]:
    known = belege(kommune, dataset.prozess, dataset.quellen)
    happened = {each.place for each in known if has_happened(each.wann, day)}
    parts: list[Vereinbarung | Ereignis] = [*kommune.vereinbarungen, *kommune.verlauf]
    return [
        (keyword, Place(part.place.file, (*part.place.route, "themen", index)))
        for part in parts
        if part.place in happened
        for index, thema in enumerate(part.themen)
        for keyword in thema.schlagworte
    ]


def _row(keyword: str, entries: list[tuple[Glied, Place]], dataset: Dataset) -> tuple[tuple[object, ...], Inhalt]:
    """The row with what it is sorted by."""
    name = dataset.themen.get(keyword, keyword)
    glieder = [*{glied.kommune.id: glied for glied, _ in entries}.values()]
    places = [place for _, place in entries]
    row: Inhalt = {
        "name": Angabe(name, *_place(keyword, dataset)),
        "anzahl": Angabe(len(glieder), *places),
        "kommunen": Angabe(aufgezaehlt(glieder, "nom"), *places),
    }
    return (-len(glieder), sort_key(name)), row


def _place(keyword: str, dataset: Dataset) -> tuple[Place, ...]:
    entries = datei(dataset, THEMEN).jeder("schlagworte")
    return tuple(each.at("name") for each in entries if each.wert.get("id") == keyword) or (Place(THEMEN),)
