"""The register of materials that Kommunen entrusted to the agency: what is held, what is gone, what is due."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from dkbm.dataset import Dataset
from dkbm.datum import Datum
from dkbm.model.aufbewahrung import Internes, rahmenende, zu_vernichten
from dkbm.model.kommune import Kommune, Unterlage
from dkbm.model.zeit import has_happened
from dkbm.queries.names import in_order


class Eintrag(NamedTuple):
    """An entry of the register on a day.

    `stand` is `vorhanden`, `faellig` (the framework has ended), `aufbewahrt` or `vernichtet`.
    """

    unterlage: Unterlage
    stand: str


class Verzeichnis(NamedTuple):
    """The register of a Kommune on a day; `offen` is what is to be destroyed, only once the framework has ended."""

    kommune: Kommune
    eintraege: tuple[Eintrag, ...]
    offen: Internes | None


class Register(NamedTuple):
    """The answer of `dkbm unterlagen`: the Kommunen with a register, or with something to destroy; `ende` is over."""

    stichtag: date
    verzeichnisse: tuple[Verzeichnis, ...]
    ende: Datum | None
    kommune: Kommune | None = None


def unterlagen(dataset: Dataset, stichtag: date, kommune: Kommune | None = None) -> Register:
    """Return the registers on a day, of one Kommune or of all; what came later is not in it."""
    asked = (kommune,) if kommune is not None else in_order(dataset.kommunen_und_partner)
    end = rahmenende(dataset.prozess)
    is_over = end is not None and end.hi < stichtag
    found = tuple(_registers(dataset, asked, stichtag, is_over=is_over))
    return Register(stichtag, found, end if is_over else None, kommune)


def _registers(
    dataset: Dataset, kommunen: Iterable[Kommune], stichtag: date, *, is_over: bool
) -> Iterator[Verzeichnis]:
    for kommune in kommunen:
        due = zu_vernichten(kommune, dataset.prozess, stichtag, dataset.quellen) if is_over else None
        ids = {each.id for each in due.unterlagen} if due is not None else set()
        entries = tuple(
            Eintrag(each, _stand(each, stichtag, is_due=each.id in ids))
            for each in kommune.unterlagen
            if each.erhalten is None or has_happened(each.erhalten, stichtag)
        )
        if entries or due is not None:
            yield Verzeichnis(kommune, entries, due)


def _stand(unterlage: Unterlage, stichtag: date, *, is_due: bool) -> str:
    if unterlage.vernichtet is not None and has_happened(unterlage.vernichtet, stichtag):
        return "vernichtet"
    if unterlage.aufbewahren:
        return "aufbewahrt"
    return "faellig" if is_due else "vorhanden"
