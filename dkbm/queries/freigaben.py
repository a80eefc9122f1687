"""Whether somebody took back the approval to pass something of them on."""

from datetime import date

from dkbm.dataset import Dataset
from dkbm.datum import DatumError, parse_datum
from dkbm.model.person import Person


def is_withdrawn(dataset: Dataset, person: Person, feld: str, stichtag: date) -> bool:
    """Say whether an approval that covered this field of the person was withdrawn by `stichtag`."""
    document = dataset.documents.get(person.place.file)
    approvals = document.value.get("freigabe") if document is not None and isinstance(document.value, dict) else None
    return any(
        isinstance(each, dict) and feld in _felder(each) and _is_past(each.get("widerruf"), stichtag)
        for each in (approvals if isinstance(approvals, list) else ())
    )


def _felder(approval: "dict[str, object]") -> list[object]:
    felder = approval.get("felder")
    return felder if isinstance(felder, list) else [felder]


def _is_past(text: object, stichtag: date) -> bool:
    try:
        return isinstance(text, str) and parse_datum(text).lo <= stichtag
    except DatumError:
        return False
