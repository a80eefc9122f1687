"""The answer of `dkbm history` as JSON (schemas/ausgabe/history.schema.json)."""

from typing import Any

from dkbm.dataset import Dataset
from dkbm.queries.timeline import Station, Zeitleiste, relation
from dkbm.report.json_out import place_json
from dkbm.report.timeline_words import remarks, sources, was, when_in_words

Json = dict[str, Any]


def as_json(leiste: Zeitleiste, dataset: Dataset, revision: str | None) -> Json:
    """Return the object of `dkbm history --format json`; `revision` is the commit that holds the dataset."""
    kommune = leiste.kommune
    stations = [*leiste.bisher, *leiste.ungewiss, *leiste.danach, *leiste.ohne_datum]
    return {
        **{"id": kommune.id, "schluessel": kommune.schluessel, "name": kommune.name, "art": kommune.art},
        "stichtag": leiste.stichtag.isoformat(),
        "revision": revision,
        "stationen": [_object(each, leiste, dataset) for each in stations],
    }


def _object(station: Station, leiste: Zeitleiste, dataset: Dataset) -> Json:
    wann = station.datierung.wann
    return {
        "art": station.art,
        "was": was(station, dataset),
        "wann": when_in_words(station),
        "datum": station.datum.text if station.datum else None,
        "zeit": wann.text or None,
        "genauigkeit": _precision(station),
        "zum_stichtag": relation(station, leiste.stichtag),
        "geplant": station.geplant,
        "quelle": list(sources(station)),
        "abweichend": [
            {
                "datum": each.datum.text if each.datum else None,
                "quelle": list(each.quellen),
                "bemerkung": each.bemerkung,
            }
            for each in station.abweichend
        ],
        "anmerkungen": list(remarks(station)),
        **place_json(station.place, dataset),
    }


def _precision(station: Station) -> str:
    """How the time is known: from the entry itself, or lent by its source."""
    if not station.is_dated:
        return "keine"
    if station.datierung.nur_bis:
        return "bis"
    if station.datierung.aus_quelle:
        return "geschaetzt" if station.geschaetzt else "quelle"
    if station.datierung.wann.spanne:
        return "zeitraum"
    return {4: "jahr", 7: "monat"}.get(len(station.datierung.wann.text), "tag")
