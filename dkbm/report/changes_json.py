"""The answer of `dkbm diff` for programs (schemas/ausgabe/diff.schema.json); unknown is null."""

from collections.abc import Sequence
from typing import Any

from dkbm.changes.compare import FORUM, PERSONEN, Aenderung
from dkbm.dataset import Dataset
from dkbm.diagnostic import Place


def as_json(aenderungen: Sequence[Aenderung], old: Dataset, new: Dataset) -> list[dict[str, Any]]:
    """Return an object for each change; `file` and `line` lie in `old` for what is gone there, else in `new`."""
    return [_object(each, old if each.entfallen else new) for each in aenderungen]


def _object(each: Aenderung, dataset: Dataset) -> dict[str, Any]:
    file, line = _spot(each.place, dataset)
    return {
        "kommune": each.kommune.id if each.kommune is not None else None,
        "art": each.art,
        "was": each.was,
        "vorher": None if each.persoenlich else each.vorher,
        "nachher": None if each.persoenlich else each.nachher,
        "file": file,
        "line": line,
        "gegenstand": each.gegenstand,
        "entfallen": each.entfallen,
        "quellen": list(each.quellen),
        "grund": each.grund or None,
        "ohne_begruendung": each.grund == "",
        "nicht_gezeigt": each.persoenlich,
        "unterzeichnet": each.unterzeichnet,
        "nachweise": list(each.nachweise),
        "fehlt": list(each.fehlt),
    }


def _spot(place: Place, dataset: Dataset) -> tuple[str | None, int | None]:
    if place in (PERSONEN, FORUM):
        return None, None
    document = dataset.documents.get(place.file)
    return place.file, document.span(place.route).line if document is not None else None
