"""What sources say on how many Kommunen take part in the network."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from dkbm.dataset import Dataset
from dkbm.datum import Datum, parse_datum
from dkbm.model.zeit import is_known

AUSSAGEN = "data/aussagen.yaml"


class Anteil(NamedTuple):
    """What a source says on how many Kommunen take part, with its doubts; `wortlaut` is what it prints."""

    text: str
    datum: Datum | None
    quellen: tuple[str, ...]
    wortlaut: str | None = None
    bemerkung: str | None = None
    zweifel: str | None = None


def anteile(dataset: Dataset, stichtag: date) -> tuple[Anteil, ...]:
    """Return what was known of it by a day, in the order of the file."""
    return tuple(each for each in _alle(dataset) if is_known(each.datum, each.quellen, dataset.quellen, stichtag))


def _alle(dataset: Dataset) -> Iterator[Anteil]:
    document = dataset.documents.get(AUSSAGEN)
    value = document.value if document is not None else None
    entries = value.get("aussagen") if isinstance(value, dict) else None
    for each in entries if isinstance(entries, list) else ():
        if isinstance(each, dict) and str(each.get("id")).startswith("netzwerk-anteil") and each.get("text"):
            yield _anteil(each)


def _anteil(entry: dict[str, Any]) -> Anteil:
    datum, quelle = entry.get("datum"), entry.get("quelle", ())
    texts = (str(entry[key]) if key in entry else None for key in ("wortlaut", "bemerkung", "zweifel"))
    return Anteil(
        str(entry["text"]),
        parse_datum(datum) if isinstance(datum, str) else None,
        (quelle,) if isinstance(quelle, str) else tuple(map(str, quelle)),
        *texts,
    )
