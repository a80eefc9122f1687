"""`dkbm unterlagen --format json` (schemas/ausgabe/unterlagen.schema.json); unknown is null."""

from typing import Any

from dkbm.dataset import Dataset
from dkbm.queries.unterlagen import Eintrag, Register
from dkbm.report.json_out import place_json

Json = dict[str, Any]


def as_json(found: Register, dataset: Dataset, revision: str | None) -> Json:
    """Return the object of schemas/ausgabe/unterlagen.schema.json; unknown is null."""
    return {
        "stichtag": found.stichtag.isoformat(),
        "revision": revision,
        "kommune": found.kommune.id if found.kommune else None,
        "rahmen_bis": found.ende.text if found.ende else None,
        "kommunen": [
            {
                "kommune": each.kommune.id,
                "vereinbarungen": list(each.offen.vereinbarungen) if each.offen else [],
                "begleitet_laut": list(each.offen.begleitet) if each.offen else [],
                "unterlagen": [_entry(entry, dataset) for entry in each.eintraege],
            }
            for each in found.verzeichnisse
        ],
    }


def _entry(entry: Eintrag, dataset: Dataset) -> Json:
    one = entry.unterlage
    return {
        "id": one.id,
        "titel": one.titel,
        "stand": entry.stand,
        "erhalten": one.erhalten.text if one.erhalten else None,
        "ablage": one.ablage,
        "vernichtet": one.vernichtet.text if one.vernichtet else None,
        "nachweis": one.nachweis,
        "aufbewahren": one.aufbewahren,
        "quelle": list(one.quellen),
        **place_json(one.place, dataset),
    }
