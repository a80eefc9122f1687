"""The network, a group and a person as JSON: the objects of schemas/ausgabe/netzwerk*.schema.json."""

from datetime import date
from typing import Any

from dkbm.dataset import Dataset
from dkbm.datum import Datum
from dkbm.model.kommune import Kommune
from dkbm.model.mitwirkung import Mitwirkung
from dkbm.model.netzwerk import NETZWERK, Beteiligung, Rhythmus, Satzangabe
from dkbm.model.zeit import is_known
from dkbm.queries.netzwerk import Gruppenbild, Netzbild, papiere
from dkbm.queries.netzwerk_kommune import Kommunenbild
from dkbm.queries.netzwerk_person import Datiert, Personenbild
from dkbm.queries.netzwerk_treffen import Jahr, Termin
from dkbm.queries.netzwerk_vertretung import Vertreten, Vertretung

Json = dict[str, Any]
_SATZ = "text datum erschlossen bemerkung zweifel quellen"
_RHYTHMUS = "text mindestens hoechstens datum bemerkung quellen"
_PAPIER = "id titel datum gruppen herausgeber inhalt bemerkung zweifel quellen"
_AUFGABE = "gruppe rolle bezeichnung stelle bis bis_quelle bemerkung zweifel quellen"
_NAME = "name datum bemerkung zweifel quellen"
_BETEILIGUNG = "art text datum bemerkung quellen"
_OFFEN = "art text am ueberfaellig ab ab_datum erschlossen quellen"


def netzwerk_json(bild: Netzbild, dataset: Dataset, revision: str | None) -> Json:
    """Return the network with its groups in short, for both screens of the whole."""
    netz = bild.netzwerk
    beteiligung, rhythmus = (netz.beteiligung, netz.rhythmus) if netz is not None else ((), ())
    said = {
        key: [plain(each, _SATZ) for each in getattr(netz, key, ()) if _known(each, dataset, bild)]
        for key in ("ziele", "hintergrund", "vorteile", "sprecheramt", "jahrestreffen", "chronik")
    }
    return {
        "name": bild.name,
        "stichtag": bild.stichtag.isoformat(),
        "revision": revision,
        "gruppen": [_kurz(each) for each in bild.gruppen],
        "vertretung": _vertretung(bild.vertretung),
        "anteile": [plain(each, "text datum wortlaut bemerkung zweifel quellen") for each in bild.anteile],
        "treffen": [_termin(each) for each in bild.treffen],
        "angekuendigt": [_termin(each) for each in bild.naechste],
        "treffen_je_jahr": [_jahr(each) for each in bild.jahre],
        "zeitleiste": [plain(each, "art datum text ort erschlossen bemerkung quellen") for each in bild.zeitleiste],
        "offenes": [plain(each, _OFFEN) for each in bild.offenes],
        **said,
        "beteiligung": [plain(each, _BETEILIGUNG) for each in beteiligung if _known(each, dataset, bild)],
        "rhythmus": [plain(each, _RHYTHMUS) for each in rhythmus if _known(each, dataset, bild)],
        "mitwirkende": [_mitwirkung(each) for each in bild.mitwirkende if each.aufgabe.gruppe == NETZWERK],
        "auskunft": [plain(each, "web datum bemerkung quellen") for each in netz.auskunft] if netz else [],
        "forum": _forum(bild, dataset),
        "papiere": [plain(each, _PAPIER) for each in papiere(dataset, bild.stichtag)],
        "nicht_belegt": list(netz.offen) if netz else [],
    }


def gruppe_json(bild: Gruppenbild, dataset: Dataset, revision: str | None) -> Json:
    """Return a group with all that the screen shows."""
    group = bild.gruppe
    return {
        **_kurz(bild),
        "stichtag": bild.stichtag.isoformat(),
        "revision": revision,
        "teil_von": group.teil_von,
        "namen": [plain(each, _NAME) for each in (*bild.namen.belege, *bild.namen.weitere)],
        "kurzformen": [plain(each, "name bemerkung quellen") for each in group.auch],
        **{
            key: [
                plain(each, _SATZ)
                for each in getattr(group, key)
                if is_known(each.datum, each.quellen, dataset.quellen, bild.stichtag)
            ]
            for key in ("zweck", "mitglieder", "ablauf", "themen")
        },
        "sprecheramt_unklar": bild.aemter.unklar,
        "mitwirkende": [
            _mitwirkung(each)
            for each in (*bild.aemter.sprecheramt, *bild.aemter.stellvertretung, *bild.mitglieder, *bild.weitere)
        ],
        "kraft_amtes": [_mitwirkung(each) for each in bild.kraft_amtes],
        "unterarbeitsgruppen": [each.id for each in bild.untergruppen],
        "treffen": [_termin(each) for each in bild.treffen],
        "angekuendigt": [_termin(each) for each in bild.naechste],
        "treffen_je_jahr": [_jahr(each) for each in bild.jahre],
        "rhythmus": [plain(each, _RHYTHMUS) for each in bild.rhythmus],
        "papiere": [plain(each, _PAPIER) for each in bild.papiere],
        "offenes": [plain(each, _OFFEN) for each in bild.offenes],
        "nicht_belegt": list(group.offen),
    }


def person_json(bild: Personenbild, revision: str | None) -> Json:
    """Return a person with the parts on the day, and all over time."""
    return {
        "id": bild.person.id,
        "name": bild.person.name,
        "auch": list(bild.auch),
        "stichtag": bild.stichtag.isoformat(),
        "revision": revision,
        "mitwirkungen": [_mitwirkung(each) for each in bild.heute],
        "aufgaben": [{**_datiert(each), **plain(each.aufgabe, _AUFGABE)} for each in bild.aufgaben],
        "aemter": [{**_datiert(each), **plain(each.amt, "amt bezeichnung stelle bis quellen")} for each in bild.aemter],
    }


def kommune_json(bild: Kommunenbild, revision: str | None) -> Json:
    """Return the network seen from a Kommune."""
    return {
        **_kommune(bild.kommune),
        "stichtag": bild.stichtag.isoformat(),
        "revision": revision,
        "mitwirkungen": [_mitwirkung(each) for each in bild.heute.mitwirkungen],
        "teilnahmen": [
            {"datum": _plain(each.beleg.datum), "gewissheit": each.gewissheit, "quellen": list(each.beleg.quellen)}
            for each in bild.heute.teilnahmen
        ],
        "beendet": [{**_mitwirkung(each), "bis": _plain(each.beendet)} for each in bild.beendet],
    }


def _forum(bild: Netzbild, dataset: Dataset) -> Json | None:
    """How the forum came to be, None where nothing of it is known by the day; its contributions are another answer."""
    forum = bild.netzwerk.forum if bild.netzwerk is not None else None
    steps = [each for each in forum.schritte if _known(each, dataset, bild)] if forum is not None else []
    if forum is None or not steps:
        return None
    return {
        "schritte": [plain(each, _SATZ) for each in steps],
        "nutzung": [plain(each, _SATZ) for each in forum.nutzung],
        "beitragsarten": [each.name for each in forum.beitragsarten],
        "quellen": list(forum.quellen),
    }


def _known(each: Satzangabe | Beteiligung | Rhythmus, dataset: Dataset, bild: Netzbild) -> bool:
    return is_known(each.datum, each.quellen, dataset.quellen, bild.stichtag)


def _kurz(bild: Gruppenbild) -> Json:
    last = bild.letztes
    return {
        "id": bild.gruppe.id,
        "kennung": bild.gruppe.kennung,
        "art": bild.gruppe.art,
        "name": bild.namen.name,
        "besteht": bild.besteht,
        "sprecheramt": bild.amt,
        "sprechende": [_mitwirkung(each) for each in (*bild.aemter.sprecheramt, *bild.aemter.stellvertretung)],
        "letztes_treffen": plain(last, "datum erschlossen quellen") if last is not None else None,
        "treffen_bekannt": bild.bilanz.anzahl,
        "treffen_mit_datum": bild.bilanz.mit_datum,
        "vertretung": _vertretung(bild.vertretung),
    }


def _mitwirkung(each: Mitwirkung) -> Json:
    return {
        "person": each.person.id,
        "name": each.person.name,
        "gruppe": each.aufgabe.gruppe,
        "rolle": each.aufgabe.rolle,
        "bezeichnung": each.aufgabe.bezeichnung,
        "stelle": each.stelle,
        "inzwischen": each.inzwischen,
        "stelle_bis": _plain(each.ausgeschieden),
        "gewissheit": each.gewissheit,
        "seit": _plain(each.seit.datum),
        "zuletzt": _plain(each.aufgabe.datum),
        "bemerkung": each.aufgabe.bemerkung or each.seit.bemerkung,
        "zweifel": each.aufgabe.zweifel or each.seit.zweifel,
        "quellen": list(dict.fromkeys((*each.seit.quellen, *each.aufgabe.quellen))),
    }


def _vertretung(found: Vertretung) -> Json:
    return {
        "anzahl": len(found.kommunen),
        "von": len(found.kommunen) + len(found.fehlend),
        "kommunen": [_vertreten(each) for each in found.kommunen],
        "partner": [_vertreten(each) for each in found.partner],
        "nicht_mehr": [_vertreten(each) for each in found.nicht_mehr],
        "nicht_belegt": [_kommune(each) for each in found.fehlend],
    }


def _kommune(each: Kommune) -> Json:
    return {"id": each.id, "schluessel": each.schluessel, "name": each.name}


def _vertreten(each: Vertreten) -> Json:
    ids = [quelle for part in each.durch for quelle in part.aufgabe.quellen]
    ids += [quelle for part in each.teilnahmen for quelle in part.beleg.quellen]
    return {
        **_kommune(each.kommune),
        "gewissheit": each.gewissheit,
        "personen": list(dict.fromkeys(part.person.id for part in each.durch)),
        "quellen": list(dict.fromkeys(ids)),
    }


def _termin(each: Termin) -> Json:
    treffen = each.treffen
    return {
        "gruppe": each.gruppe,
        **plain(treffen, "name art datum ort gastgeber zugleich themen bemerkung zweifel quellen"),
        "abweichend": [plain(other, "datum quellen") for other in treffen.abweichend],
        "teilnehmende": [plain(number, "angabe bemerkung zweifel quellen") for number in treffen.teilnehmende],
        "papiere": [paper.titel for paper in treffen.papiere],
    }


def _jahr(each: Jahr) -> Json:
    numbers = [
        {"gruppe": ident, **plain(zahl, "anzahl mindestens erschlossen bemerkung zweifel quellen")}
        for ident, zahlen in each.zahlen.items()
        for zahl in zahlen
    ]
    return {**plain(each, "jahr bis"), "zahlen": numbers}


def _datiert(each: Datiert) -> Json:
    return {"datum": each.wann.wann.text or None, "aus_quelle": each.wann.aus_quelle}


def plain(entry: object, names: str) -> Json:
    """Return these fields of a tuple: a date as it was entered, a day in ISO form, an empty text as null."""
    return {name: _plain(getattr(entry, name)) for name in names.split()}


def _plain(value: object) -> object:
    match value:
        case Datum():
            return value.text
        case date():
            return value.isoformat()
        case tuple():
            return list(value)
        case "":
            return None
    return value
