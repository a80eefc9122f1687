"""`dkbm betreuung --format json` (schemas/ausgabe/betreuung.schema.json); unknown is null."""

from typing import Any

from dkbm.dataset import Dataset
from dkbm.queries.betreuung import Zustaendig, Zustaendigkeit
from dkbm.report.json_out import place_json

Json = dict[str, Any]


def as_json(found: Zustaendigkeit, dataset: Dataset, revision: str | None) -> Json:
    """Return the object of schemas/ausgabe/betreuung.schema.json; unknown is null."""
    return {
        "stichtag": found.stichtag.isoformat(),
        "revision": revision,
        "kommune": found.kommune.id if found.kommune else None,
        "person": found.person.id if found.person else None,
        "zustaendig": [_entry(each, dataset) for each in found.zustaendig],
        "vielleicht": [_entry(each, dataset) for each in found.vielleicht],
        "frueher": [_entry(each, dataset) for each in found.frueher],
        "rahmen_bis": found.ende.text if found.ende else None,
        "ohne": [each.id for each in found.ohne],
        "uebergaben": [
            {
                "kommune": each.kommune.id,
                "von": each.von,
                "an": each.an,
                "datum": each.am.text,
                "quelle": list(each.quellen),
            }
            for each in found.uebergaben
        ],
        "luecken": [
            {"kommune": kommune.id, "von": gap.von.isoformat(), "bis": gap.bis.isoformat() if gap.bis else None}
            for kommune, gap in found.luecken
        ],
    }


def _entry(each: Zustaendig, dataset: Dataset) -> Json:
    zeit = each.zeit
    return {
        "kommune": each.kommune.id,
        "person": zeit.person,
        "datum": zeit.datum.text if zeit.datum else None,
        "bis": zeit.bis.text if zeit.bis else None,
        "vereinbarung": zeit.vereinbarung,
        "gewissheit": each.gewissheit,
        "quelle": list(zeit.quellen),
        **place_json(zeit.place, dataset),
    }
