"""`dkbm forum --format json` (schemas/ausgabe/forum.schema.json); unknown is null."""

from collections.abc import Sequence
from typing import Any

from dkbm.model.forum import Beitrag
from dkbm.queries.forum import Faden, Fund, Zweig
from dkbm.report.forum_text import Namen

Json = dict[str, Any]


def as_json(faeden: Sequence[Faden], namen: Namen, revision: str | None, funde: Sequence[Fund] | None = None) -> Json:
    """Return the threads with all their contributions, and what a search found (null where nobody searched)."""
    return {
        "intern": True,
        "revision": revision,
        "faeden": [_faden(each, namen) for each in faeden],
        "funde": None if funde is None else [_fund(each) for each in funde],
    }


def _faden(faden: Faden, namen: Namen) -> Json:
    first = faden.beitrag
    return {
        "gruppe": first.gruppe,
        "gruppe_name": namen.gruppen.get(first.gruppe),
        "id": first.id,
        "titel": first.titel,
        "offen": faden.offen,
        "antworten": len(faden.antworten),
        "letzter_beitrag": faden.letzter.datum.text,
        "beitraege": [_beitrag(zweig, namen) for zweig in faden.zweige],
    }


def _beitrag(zweig: Zweig, namen: Namen) -> Json:
    each: Beitrag = zweig.beitrag
    return {
        "id": each.id,
        "art": each.art,
        "art_name": namen.art(each) or None,
        "antwort_auf": each.antwort_auf,
        "tiefe": zweig.tiefe,
        "von": {"id": each.von, "name": namen.personen.get(each.von)},
        "datum": each.datum.text,
        "schlagworte": list(each.schlagworte),
        "text": each.text,
        "file": each.place.file,
    }


def _fund(fund: Fund) -> Json:
    return {
        "gruppe": fund.beitrag.gruppe,
        "faden": fund.faden.beitrag.id,
        "id": fund.beitrag.id,
        "stellen": list(fund.stellen),
    }
