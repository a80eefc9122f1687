"""`dkbm beispiele` as JSON; the shapes are those of `schemas/ausgabe/beispiele*.schema.json`."""

from datetime import date
from typing import Any

from dkbm.dataset import Dataset
from dkbm.diagnostic import Place
from dkbm.model.beispiel import TEILE, Eckpunkt
from dkbm.model.netzwerk import Satzangabe
from dkbm.queries.aehnlich import Aehnlich, Vorbild
from dkbm.queries.arbeit import Arbeit, is_undated
from dkbm.queries.auszaehlung import Auszaehlung, Stimmstand
from dkbm.queries.beispielkontakt import auskunft
from dkbm.queries.themenfinder import Ergebnis, Treffer
from dkbm.queries.werke import Werk, eckpunkte_von, ort

Json = dict[str, Any]


def liste_json(ergebnis: Ergebnis, dataset: Dataset, revision: str | None) -> Json:
    """Return what was found, in the order of the text."""
    return {
        "revision": revision,
        "treffer": [_treffer(each, dataset) for each in ergebnis.treffer],
        "weitere": dict(ergebnis.weitere),
        "spaeter": dict(ergebnis.spaeter),
        "meinten": ergebnis.meinten,
        "eckpunkt": _eckpunkt(ergebnis.eckpunkt) if ergebnis.eckpunkt else None,
    }


def werk_json(werk: Werk, dataset: Dataset, stichtag: date, revision: str | None) -> Json:
    """Return one thing with all that is known of it; the parts of an example are null for anything else."""
    beispiel = werk.beispiel
    saetze = {teil: [_satz(each) for each in getattr(beispiel, teil)] if beispiel else None for teil in TEILE}
    return {
        "revision": revision,
        **_werk(werk, dataset),
        "inhalt": None if beispiel else list(werk.inhalt),
        **saetze,
        "kontakt": _kontakt(werk, dataset, stichtag),
        "bemerkung": werk.bemerkung,
        "zweifel": werk.zweifel,
        "leitgedanken": [_eckpunkt(each) for each in eckpunkte_von(werk, dataset) if each.leitgedanken],
    }


def aehnlich_json(found: Aehnlich, dataset: Dataset, revision: str | None) -> Json:
    """Return who has done the same, each with its reasons."""
    return {
        "revision": revision,
        "stichtag": found.stichtag.isoformat(),
        "kommune": _kommune(found.kommune.id, dataset),
        "modul": found.lage.modul,
        "arbeiten": [_arbeit(each, dataset) for each in found.arbeiten],
        "spaeter": [_arbeit(each, dataset) for each in found.spaeter],
        "kommunen": [_vorbild(each, dataset) for each in found.vorbilder],
        "nicht_so_weit": [_vorbild(each, dataset) for each in found.ohne_stand],
        "werke": [_werk(each, dataset) for each in found.werke],
        "werke_spaeter": [_werk(each, dataset) for each in found.werke_spaeter],
        "gruppen": [each._asdict() for each in found.gruppen],
        "formate": [{"id": each.id, "name": each.name} for each in found.formate],
    }


def auswahl_json(found: Auszaehlung, dataset: Dataset, revision: str | None) -> Json:
    """Return the count of a choice."""
    auswahl = found.auswahl
    return {
        "revision": revision,
        "id": auswahl.id,
        "titel": auswahl.titel,
        "datum": auswahl.datum.text if auswahl.datum else None,
        "gruppen": list(auswahl.gruppen),
        "eckpunkte": [_stand(each, dataset) for each in found.staende],
        "nicht_beruecksichtigt": [_kommune(each, dataset) for each in found.uebrig],
        "nicht_gezaehlt": [{"text": each.text, **_stelle(each.place, dataset)} for each in found.einwaende],
    }


def verfahren_json(dataset: Dataset, revision: str | None) -> Json:
    """Return how examples are chosen, and which choices there are."""
    eckpunkte = dataset.eckpunkte
    return {
        "revision": revision,
        "schritte": [each._asdict() for each in (eckpunkte.auswahl if eckpunkte else ())],
        "reihen": list(eckpunkte.reihen if eckpunkte else ()),
        "auswahlen": [{"id": each.id, "titel": each.titel} for each in dataset.auswahlen.values()],
    }


def _eckpunkt(eckpunkt: Eckpunkt) -> Json:
    return {"nummer": eckpunkt.nummer, "name": eckpunkt.name, "leitgedanken": list(eckpunkt.leitgedanken)}


def _treffer(treffer: Treffer, dataset: Dataset) -> Json:
    return {**_werk(treffer.werk, dataset), "punkte": treffer.punkte, "stellen": list(treffer.stellen)}


def _werk(werk: Werk, dataset: Dataset) -> Json:
    return {
        "art": werk.art,
        "bezeichnung": werk.bezeichnung,
        "id": werk.id,
        "titel": werk.titel,
        "titel_erschlossen": werk.titel_erschlossen,
        "kommune": _kommune(werk.kommune, dataset) if ort(werk, dataset) else None,
        "eckpunkte": list(werk.eckpunkte),
        "schlagworte": list(werk.schlagworte),
        "datum": werk.datum.text if werk.datum else None,
        "herausgeber": werk.herausgeber,
        "gruppen": list(werk.gruppen),
        "fassung": werk.fassung,
        "beschlossen_von": list(werk.beschlossen_von),
        "web": werk.web,
        "quellen": list(werk.quellen),
    }


def _kommune(ident: str | None, dataset: Dataset) -> Json:
    found = dataset.kommunen.get(ident or "") or dataset.partner.get(ident or "")
    name, schluessel = (found.offizieller_name, found.schluessel) if found else (None, None)
    return {"id": ident, "schluessel": schluessel, "name": name}


def _satz(satz: Satzangabe) -> Json:
    return {
        "text": satz.text,
        "datum": satz.datum.text if satz.datum else None,
        "bis": satz.bis.text if satz.bis else None,
        "geplant": satz.geplant,
        "erschlossen": satz.erschlossen,
        "bemerkung": satz.bemerkung,
        "zweifel": satz.zweifel,
        "quellen": list(satz.quellen),
    }


def _kontakt(werk: Werk, dataset: Dataset, stichtag: date) -> Json | None:
    found = auskunft(dataset, werk.beispiel, stichtag) if werk.beispiel else None
    if found is None or found.person is None:
        return None
    ways = found.kontakt
    return {
        "name": found.person.name,
        "titel": found.person.titel,
        "amt": found.amt.bezeichnung if found.amt else None,
        "telefon": ways.telefon if ways else None,
        "email": ways.email if ways else None,
        "web": ways.web if ways else None,
        "zweifel": ways.zweifel if ways else None,
        "widerrufen": found.widerrufen,
    }


def _arbeit(arbeit: Arbeit, dataset: Dataset) -> Json:
    return {
        "schlagwort": arbeit.schlagwort,
        "text": arbeit.text,
        "worin": arbeit.worin,
        "modul": arbeit.modul,
        "datum": arbeit.datum.text if arbeit.datum else None,
        "zeit_belegt": not is_undated(arbeit, dataset),
        "geplant": arbeit.geplant,
        "quellen": list(arbeit.quellen),
    }


def _vorbild(each: Vorbild, dataset: Dataset) -> Json:
    lage = each.lage
    return {
        **_kommune(each.kommune.id, dataset),
        "lage": lage.lage,
        "modul": lage.modul,
        "phase": lage.phase,
        "abgeschlossen": lage.abgeschlossen,
        "seit": lage.seit,
        "zuletzt_belegt": lage.zuletzt_belegt,
        "quelle": lage.quelle,
        "arbeiten": [_arbeit(arbeit, dataset) for arbeit in each.arbeiten],
    }


def _stand(stand: Stimmstand, dataset: Dataset) -> Json:
    return {
        "eckpunkt": stand.eckpunkt,
        "leitfragen": list(stand.leitfragen),
        "plaetze": [
            {
                **_kommune(each.kommune, dataset),
                "genannt_von": list(each.genannt_von),
                "punkte": each.punkte,
                "summe": each.summe,
                "rang": each.rang,
            }
            for each in stand.plaetze
        ],
        "ausstehend": list(stand.ausstehend),
        "verworfen": list(stand.verworfen),
        "gleichstand": list(stand.erste) if len(stand.erste) > 1 else [],
        "gewaehlt": stand.gewaehlt,
    }


def _stelle(place: Place, dataset: Dataset) -> Json:
    document = dataset.documents.get(place.file)
    line = document.span(place.route).line if document is not None else None
    return {"datei": place.file, "weg": list(place.route), "zeile": line}
