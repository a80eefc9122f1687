"""The agenda as other programs read it (schemas/ausgabe/agenda.schema.json); unknown is null."""

from typing import Any

from dkbm.dataset import Dataset
from dkbm.queries.agenda import Agenda, Posten
from dkbm.report.json_out import place_json

Json = dict[str, Any]


def agenda_json(agenda: Agenda, dataset: Dataset, revision: str | None, *, alle: bool = False) -> Json:
    """Return the object of `dkbm agenda --format json`: every item with its place; `bis` is null without a limit."""
    end = agenda.rahmenende
    return {
        "stichtag": agenda.stichtag.isoformat(),
        "bis": None if alle else agenda.bis.isoformat(),
        "revision": revision,
        "posten": [_item(each, agenda, dataset) for each in agenda.posten],
        "nicht_angemahnt": [
            {"name": name, "anzahl": number, "rahmen_bis": end.text if end else None}
            for name, number in agenda.nicht_angemahnt
        ],
    }


def _item(posten: Posten, agenda: Agenda, dataset: Dataset) -> Json:
    ident = posten.kommune or posten.gruppe or posten.person or ""
    return {
        "schluessel": posten.schluessel,
        "art": posten.art,
        "name": posten.name,
        "kommune": posten.kommune,
        "gruppe": posten.gruppe,
        "person": posten.person,
        "bezeichnung": agenda.namen.get(ident, ident) or None,
        "am": posten.am.isoformat() if posten.am else None,
        "ueberfaellig": posten.ueberfaellig,
        "ab": posten.ab or None,
        "ab_datum": posten.ab_datum or None,
        "wartet_auf": list(posten.wartet_auf),
        "gegenstand": list(posten.gegenstand),
        "abhilfe": posten.abhilfe,
        "quellen": list(posten.quellen),
        **place_json(posten.place, dataset),
    }
