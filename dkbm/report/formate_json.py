"""`dkbm formate --format json` (schemas/ausgabe/formate.schema.json); unknown is null."""

from collections.abc import Callable, Sequence
from typing import Any

from dkbm.dataset import Dataset
from dkbm.datum import Datum
from dkbm.model.format import Formatart, Teilnahme, Veranstaltung
from dkbm.model.kommune import Kommune
from dkbm.queries.formate import Formatbild, Planung, Uebersicht
from dkbm.queries.formate_zugang import Zugang
from dkbm.report.json_out import place_json

Json = dict[str, Any]


def as_json(
    found: Uebersicht,
    dataset: Dataset,
    revision: str | None,
    kommune: Kommune | None = None,
    zugang: Callable[[Formatbild], Zugang] | None = None,
) -> Json:
    """Return the answer; `zugang` says of each format whether `kommune` may attend."""
    return {
        "stichtag": found.stichtag.isoformat(),
        "revision": revision,
        "kommune": kommune.id if kommune else None,
        "arten": [_art(each) for each in found.arten],
        "formate": [_format(each, dataset) | {"zugang": _zugang(each, zugang)} for each in found.formate],
        "veranstaltungen": [_veranstaltung(each, dataset) for each in found.veranstaltungen],
        "offen": list(found.offen),
        "spaeter": [each.id for each in found.spaeter],
    }


def _art(art: Formatart) -> Json:
    return {
        "id": art.id,
        "name": art.name,
        "fuer": art.fuer,
        "eigene_einteilung": art.eigene_einteilung,
        "bemerkung": art.bemerkung,
        "quelle": list(art.quellen),
    }


def _format(bild: Formatbild, dataset: Dataset) -> Json:
    one = bild.format
    return {
        "id": one.id,
        "name": one.name,
        "art": one.art,
        "module": list(one.module),
        "belegt": bild.bekannt,
        "teilnahme": _teilnahme(bild.teilnahme),
        "bemerkung": one.bemerkung,
        "quelle": list(one.quellen),
        "ausgaben": [{"datum": each.datum.text, "quelle": list(each.quellen)} for each in bild.ausgaben],
        "schriften": [
            {
                "id": each.id,
                "titel": each.titel,
                "datum": _text(each.datum),
                "quelle": list(each.quellen),
                **place_json(each.place, dataset),
            }
            for each in bild.schriften
        ],
        "kommunen": [
            {
                "kommune": each.kommune.id,
                "datum": _text(each.beleg.datum),
                "quelle": list(each.beleg.quellen),
                **place_json(each.beleg.place, dataset),
            }
            for each in bild.nutzungen
        ],
        "plaene": [_planung(each, dataset) for each in bild.planungen],
        **place_json(one.place, dataset),
    }


def _planung(planung: Planung, dataset: Dataset) -> Json:
    return {
        "kommune": planung.kommune.id,
        "vereinbarung": planung.vereinbarung,
        "teilziel": planung.teilziel,
        "zeitplan": _text(planung.zeitplan),
        "quelle": list(planung.quellen),
        **place_json(planung.place, dataset),
    }


def _teilnahme(teilnahme: Teilnahme | None) -> Json | None:
    return {"wer": teilnahme.wer, "quelle": list(teilnahme.quellen)} if teilnahme is not None else None


def _zugang(bild: Formatbild, zugang: Callable[[Formatbild], Zugang] | None) -> Json | None:
    if zugang is None:
        return None
    answer = zugang(bild)
    return {"antwort": answer.antwort, "grund": answer.grund, "quelle": list(answer.quellen)}


def _veranstaltung(each: Veranstaltung, dataset: Dataset) -> Json:
    return {
        "name": each.name,
        "formate": list(each.formate),
        "datum": _text(each.datum),
        "ende": _text(each.ende),
        "ort": each.ort,
        "teilnehmende": [number.angabe for number in each.teilnehmende],
        "bemerkung": each.bemerkung,
        "zweifel": each.zweifel,
        "quelle": _ids(each.quellen),
        **place_json(each.place, dataset),
    }


def _ids(ids: Sequence[str]) -> list[str]:
    return list(ids)


def _text(datum: Datum | None) -> str | None:
    return datum.text if datum is not None else None
