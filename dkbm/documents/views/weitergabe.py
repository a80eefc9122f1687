"""The view of the cover sheet under which an agreement and its proofs go to the Projektträger."""

from collections.abc import Iterator

from dkbm.diagnostic import Place
from dkbm.documents.angaben import Angabe, Inhalt
from dkbm.documents.auftrag import Ansicht, Auftrag
from dkbm.documents.views.besiegelt import am_stichtag, nachgetragen
from dkbm.documents.views.blick import Blick, blick, note_missing
from dkbm.documents.views.grundlage import agentur, grundlage
from dkbm.documents.views.papier import kommune_namen, modul_namen
from dkbm.documents.views.parteien import vertretungen
from dkbm.documents.views.vertragsinhalt import ort, tag, vereinbarte_themen, zustimmungen
from dkbm.documents.views.zustimmung import require
from dkbm.german import datum_in_worten
from dkbm.model.kommune import Datei, Ereignis
from dkbm.model.zeit import has_happened


def ansicht(auftrag: Auftrag) -> Ansicht:
    """What is enclosed and what it rests on; raises NichtZugestimmtError where the Kommune refused."""
    sicht = am_stichtag(blick(auftrag))
    require(sicht, "weitergabe_projekttraeger", "einer Weitergabe an den Projektträger")
    note_missing(sicht, auftrag.modul or 1)
    return Ansicht(
        {
            "nachgetragen": nachgetragen(sicht) or False,
            **kommune_namen(auftrag),
            **modul_namen(auftrag),
            **agentur(sicht),
            **grundlage(sicht),
            "ort": ort(sicht),
            "tag": tag(sicht),
            "themen": vereinbarte_themen(sicht),
            **zustimmungen(sicht),
            **{name: wert for name, wert in vertretungen(sicht).items() if name.endswith("_vertretung")},
            "vereinbarung": _unterzeichnet(sicht, sicht.vereinbarung.datei, "Unterzeichnete Vereinbarung als Datei"),
            "nachweise": (*_nachtraege(sicht), *_nachweise(sicht)),
            "weitergaben": tuple(_weitergaben(sicht)),
        }
    )


def _unterzeichnet(sicht: Blick, datei: Datei | None, label: str, *route: str | int) -> dict[str, Inhalt]:
    """The file of what both sides signed, with its sum; without it there is nothing to pass on."""
    if datei is not None:
        return _datei(datei, sicht.at(*route, "datei"))
    mark = sicht.note(label, (*route, "datei"), "datei: {pfad: belege/…, sha256: …}")
    return {"pfad": mark, "sha256": mark}


def _nachtraege(sicht: Blick) -> Iterator[Inhalt]:
    """The papers that changed the agreement since: with it alone one would not know what holds."""
    for index, eine in enumerate(sicht.vereinbarung.nachtraege):
        wann = datum_in_worten(eine.unterzeichnet.text)
        route = ("nachtraege", index)
        datei = _unterzeichnet(sicht, eine.datei, f"Nachtrag vom {wann} als Datei", *route)
        yield {"was": Angabe("Nachtrag"), "wann": Angabe(wann, sicht.at(*route, "unterzeichnet")), **datei}


def _datei(datei: Datei, place: Place) -> dict[str, Inhalt]:
    return {
        "pfad": Angabe(datei.pfad, Place(place.file, (*place.route, "pfad"))),
        "sha256": Angabe(datei.sha256, Place(place.file, (*place.route, "sha256"))),
    }


def _nachweise(sicht: Blick) -> Iterator[Inhalt]:
    """The papers of the module that lie beside the data, in the order of entry."""
    for event in _happened(sicht):
        art = sicht.dataset.prozess.ereignisse.get(event.ereignis)
        if event.datei is not None and event.ereignis != "weitergabe":
            was = Angabe(art.name if art else event.ereignis, _at(event, "ereignis"))
            yield {"was": was, "wann": _wann(event), **_datei(event.datei, _at(event, "datei"))}


def _weitergaben(sicht: Blick) -> Iterator[Inhalt]:
    """When it was passed on before."""
    for event in _happened(sicht):
        if event.ereignis == "weitergabe":
            inhalt_davon = Angabe(event.inhalt, _at(event, "inhalt")) if event.inhalt else False
            yield {"wann": _wann(event), "inhalt": inhalt_davon}


def _happened(sicht: Blick) -> Iterator[Ereignis]:
    """The events of the module up to the Stichtag, undated ones among them."""
    for event in sicht.kommune.verlauf:
        dated = event.datum is None or has_happened(event.datum, sicht.auftrag.stichtag)
        if event.modul == sicht.auftrag.modul and dated and not event.geplant:
            yield event


def _wann(event: Ereignis) -> Angabe:
    if event.datum is None:
        return Angabe("ohne Datum", event.place)
    return Angabe(datum_in_worten(event.datum.text), _at(event, "datum"))


def _at(event: Ereignis, field: str) -> Place:
    return Place(event.place.file, (*event.place.route, field))
