"""The answers of `status` and `list` as other programs read them (schemas/ausgabe/); unknown is null."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from dkbm.dataset import Dataset
from dkbm.datum import Datum
from dkbm.model.beleg import Beleg
from dkbm.model.fristen import Faellig
from dkbm.model.kommune import Kommune
from dkbm.model.lage import Lage
from dkbm.model.schritt import Fehlend, Schritt
from dkbm.queries.rows import Row
from dkbm.queries.status import Ansprechperson, Status
from dkbm.report.json_out import place_json
from dkbm.report.next_step import insertion_line, list_for

Json = dict[str, Any]


def status_json(status: Status, dataset: Dataset, revision: str | None = None) -> Json:
    """Return the object of `dkbm status KOMMUNE --format json`; `revision` is the commit that holds the dataset."""
    head = _head(status.kommune, (status.stichtag, revision), status.lage, status.schritt, dataset)
    lists: Json = {
        "moeglich": [_of_beleg(beleg, dataset) for beleg in status.lage.moeglich],
        "fehlt": [_of_missing(missing, status, dataset) for missing in status.fehlt],
        "faellig": [_of_due(due, status, dataset) for due in status.faellig],
        "vereinbarungen": [_of_beleg(each.beleg, dataset) for each in status.vereinbarungen],
        "ansprechpersonen": [_of_contact(contact, dataset) for contact in status.ansprechpersonen],
        "verlauf": [_of_beleg(each.beleg, dataset) for each in status.verlauf if each.vereinbarung is None],
    }
    return head | lists


def row_json(row: Row, dataset: Dataset, revision: str | None = None) -> Json:
    """Return one object of `dkbm list --format json`: the status without its lists."""
    return _head(row.kommune, (row.stichtag, revision), row.lage, row.schritt, dataset)


def _head(
    kommune: Kommune, axes: tuple[date, str | None], lage: Lage, schritt: Schritt | None, dataset: Dataset
) -> Json:
    """`axes` are the day asked about and the commit asked."""
    return {
        "id": kommune.id,
        "schluessel": kommune.schluessel,
        "name": kommune.name,
        "art": kommune.art,
        "stichtag": axes[0].isoformat(),
        "revision": axes[1],
        "lage": lage.lage,
        "modul": lage.modul,
        "phase": lage.phase,
        "gewissheit": lage.gewissheit,
        "seit": lage.seit,
        "zuletzt_belegt": lage.zuletzt_belegt or None,
        "quelle": lage.quelle or None,
        "danach_belegt": _of_beleg(lage.danach_belegt, dataset) if lage.danach_belegt else None,
        "naechster_schritt": schritt._asdict() if schritt else None,
    }


def _entry(ereignis: str, modul: int | None, phase: int | None, datum: Datum | None, quellen: Sequence[str]) -> Json:
    return {
        "ereignis": ereignis,
        "modul": modul,
        "phase": phase,
        "datum": datum.text if datum else None,
        "quelle": (quellen[0] if len(quellen) == 1 else list(quellen)) if quellen else None,
    }


def _to_add(status: Status, dataset: Dataset, key: str) -> Json:
    return {"file": status.kommune.place.file, "line": insertion_line(status.kommune, dataset, key)[0]}


def _of_beleg(beleg: Beleg, dataset: Dataset) -> Json:
    entry = _entry(beleg.ereignis, beleg.modul, beleg.phase, beleg.datum, beleg.quellen)
    return entry | place_json(beleg.place, dataset)


def _of_missing(missing: Fehlend, status: Status, dataset: Dataset) -> Json:
    wanted = missing.nachweis
    return _entry(wanted.nachweis, wanted.modul, None, None, ()) | _to_add(status, dataset, list_for(missing))


def _of_due(due: Faellig, status: Status, dataset: Dataset) -> Json:
    day = {"datum": due.am.isoformat()}
    return _entry(due.art, due.modul, None, None, ()) | day | _to_add(status, dataset, "verlauf")


def _of_contact(contact: Ansprechperson, dataset: Dataset) -> Json:
    entry = _entry("ansprechperson", contact.modul, None, contact.datum, contact.quellen)
    return entry | place_json(contact.place, dataset) | {"person": contact.id, "name": contact.name}
