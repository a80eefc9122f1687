"""The latest agreement that became known: what the public overview opens with."""

from datetime import date

from dkbm.dataset import Dataset
from dkbm.diagnostic import Place
from dkbm.documents.angaben import Angabe, Inhalt, join
from dkbm.documents.grammar import UnknownNounError, kommune
from dkbm.documents.views.fund import wann_im_satz
from dkbm.documents.views.wissen import LEER, thema, verschwiegen
from dkbm.model.beleg import VEREINBARUNGEN, Beleg, belege
from dkbm.model.kommune import Kommune, Vereinbarung
from dkbm.model.zeit import has_happened


def anlass(dataset: Dataset, day: date) -> dict[str, Inhalt]:
    """The agreement whose signing lies last before a day, with what it is about; `gibt_es` says whether there is one.

    A Kommune that must not be named is passed over.
    """
    found = [
        (beleg, each, agreement)
        for each in dataset.kommunen.values()
        if not verschwiegen(each)
        for beleg in belege(each, dataset.prozess, dataset.quellen)
        if beleg.ereignis in VEREINBARUNGEN and has_happened(beleg.wann, day)
        for agreement in each.vereinbarungen
        if agreement.place == beleg.place
    ]
    if not found:
        texts = ("kommune", "vereinbarung", "wann", "themen")
        nothing: dict[str, Inhalt] = dict.fromkeys(texts, LEER)
        return {**nothing, "gibt_es": False, "datiert": False, "mit_themen": False, "ziele": ()}
    return _filled(*max(found, key=lambda entry: (entry[0].wann.hi, entry[0].wann.lo, entry[1].id)), dataset)


def _filled(beleg: Beleg, of: Kommune, agreement: Vereinbarung, dataset: Dataset) -> dict[str, Inhalt]:
    place = agreement.place

    def at(*route: str | int) -> Place:
        return Place(place.file, (*place.route, *route))

    modul = f" zu Modul\u00a0{agreement.modul}" if agreement.modul is not None else ""
    themen = [thema(agreement, index) for index in range(len(agreement.themen))]
    return {
        "gibt_es": True,
        "kommune": Angabe(_dative(of), Place(of.place.file, ("name",)), Place(of.place.file, ("art",))),
        "vereinbarung": Angabe(f"{VEREINBARUNGEN[agreement.art]}{modul}", at("art"), at("modul")),
        "wann": _wann(beleg, agreement, dataset),
        "datiert": agreement.unterzeichnet is not None,
        "mit_themen": bool(themen),
        "themen": join("; ".join(["„{}“"] * len(themen)), *themen) if themen else LEER,
        "ziele": tuple(Angabe(ziel, at("ziele", index)) for index, ziel in enumerate(agreement.ziele)),
    }


def _wann(beleg: Beleg, agreement: Vereinbarung, dataset: Dataset) -> Angabe:
    """When it was signed, to follow a verb; without a date the source and its time say when at the latest."""
    if agreement.unterzeichnet is not None:
        place = Place(agreement.place.file, (*agreement.place.route, "unterzeichnet"))
        return Angabe(wann_im_satz(agreement.unterzeichnet.text), place)
    quelle = dataset.quellen.get(beleg.quelle)
    places = (quelle.place,) if quelle else ()
    return Angabe(wann_im_satz(beleg.wann.text.rpartition("..")[2]), agreement.place, *places)


def _dative(of: Kommune) -> str:
    try:
        return kommune(of.name, of.art, "dat")
    except UnknownNounError:
        return of.offizieller_name
