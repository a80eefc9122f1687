"""Statements of files without a class: whether they can have been known on a day, and who says so."""

from collections.abc import Iterator
from datetime import date

from dkbm.dataset import Dataset
from dkbm.documents.angaben import Angabe, join
from dkbm.documents.views.fund import Fund
from dkbm.documents.views.wissen import NICHT_BELEGT, zeit_in_worten
from dkbm.model.zeit import is_known


def bekannt(fund: Fund, dataset: Dataset, day: date) -> bool:
    """Whether an entry certainly speaks of a time up to a day; without a date it is as old as its oldest source."""
    return is_known(fund.datum(), map(str, fund.texte("quelle")), dataset.quellen, day)


def zeit(fund: Fund, key: str = "datum") -> Angabe:
    """The date of an entry in words; of one that is only known to lie before a time, `spätestens 2021`."""
    datum = fund.datum(key)
    if datum is None:
        return Angabe(NICHT_BELEGT, fund.place)
    return Angabe(zeit_in_worten(datum.text), fund.at(key))


def quellen_text(fund: Fund) -> Angabe:
    """The sources of an entry: `Q02, Q03`; those of its file where it names none."""
    found = fund.texte("quelle")
    return join(", ".join(["{}"] * len(found)), *found) if found else Angabe("", fund.place)


def quellen_ids(value: object) -> Iterator[str]:
    """Every source that is named anywhere inside a value."""
    if isinstance(value, dict):
        cited = value.get("quelle")
        yield from [cited] if isinstance(cited, str) else cited if isinstance(cited, list) else []
        for each in value.values():
            yield from quellen_ids(each)
    elif isinstance(value, list):
        for each in value:
            yield from quellen_ids(each)
