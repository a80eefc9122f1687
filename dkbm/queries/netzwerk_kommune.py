"""The network seen from one Kommune: who of it has which part, derived from the persons and its own events."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from dkbm.dataset import Dataset, load
from dkbm.german import sort_key
from dkbm.model.kommune import Kommune
from dkbm.model.mitwirkung import Mitwirkung, beendete, eindeutig, mitwirkungen
from dkbm.model.netzwerk import NETZWERK
from dkbm.queries.netzwerk_vertretung import Teilnahme, teilnahmen
from dkbm.text.reader import read


class ImNetzwerk(NamedTuple):
    """The lasting parts of persons of a Kommune, by group, and the events by which it takes part; both may be empty.

    `gruppen` says what the groups are called in short (`AG 1`), `stellen` where persons are named since, by id.
    """

    mitwirkungen: tuple[Mitwirkung, ...]
    teilnahmen: tuple[Teilnahme, ...]
    gruppen: Mapping[str, str]
    stellen: Mapping[str, str]


def im_netzwerk(dataset: Dataset, kommune: Kommune, stichtag: date, files: Mapping[str, bytes]) -> ImNetzwerk:
    """Return which parts persons of a Kommune have in the network on a day, from the persons that `dataset` holds.

    Names of groups and other Kommunen are read from their `files` alone; where one is missing or broken, the id stays.
    """
    own = _own(eindeutig(mitwirkungen(dataset.personen.values(), stichtag, dataset.quellen)), kommune)
    groups = {each.aufgabe.gruppe for each in own}
    return ImNetzwerk(
        own,
        teilnahmen(kommune, dataset, stichtag),
        {ident: _kennung(files, ident) for ident in groups},
        _stellen(files, {each.inzwischen for each in own if each.inzwischen is not None}),
    )


class Kommunenbild(NamedTuple):
    """The network seen from one Kommune on a day: what holds, and the parts of its persons that have ended."""

    kommune: Kommune
    stichtag: date
    heute: ImNetzwerk
    beendet: tuple[Mitwirkung, ...]


def kommunenbild(dataset: Dataset, kommune: Kommune, stichtag: date) -> Kommunenbild:
    """Return the network seen from a Kommune or partner, from a whole dataset."""
    persons, quellen = dataset.personen.values(), dataset.quellen
    own = _own(eindeutig(mitwirkungen(persons, stichtag, quellen)), kommune)
    groups = {each.id: each.kennung for each in dataset.gruppen.values()} | {NETZWERK: "Netzwerk"}
    known = {each.id: each.offizieller_name for each in dataset.kommunen_und_partner}
    now = ImNetzwerk(own, teilnahmen(kommune, dataset, stichtag), groups, known)
    return Kommunenbild(kommune, stichtag, now, _own(beendete(persons, stichtag, quellen), kommune))


def _own(parts: Iterable[Mitwirkung], kommune: Kommune) -> tuple[Mitwirkung, ...]:
    """The lasting parts of persons of a Kommune, by group and name."""
    own = [each for each in parts if each.stelle == kommune.id and each.goes_on]
    return tuple(sorted(own, key=lambda each: (each.aufgabe.gruppe, sort_key(each.person.name), each.aufgabe.rolle)))


def _stellen(files: Mapping[str, bytes], ids: Iterable[str]) -> dict[str, str]:
    paths = [f"data/{folder}/{ident}.yaml" for ident in ids for folder in ("kommunen", "partner")]
    loaded = load({path: files[path] for path in paths if path in files}).dataset if paths else None
    found = loaded.kommunen_und_partner if loaded is not None else ()
    return {each.id: each.offizieller_name for each in found}


def _kennung(files: Mapping[str, bytes], ident: str) -> str:
    path = f"data/netzwerk/{ident}.yaml"
    document = read(path, files[path])[0] if path in files else None
    value = document.value if document is not None else None
    found = value.get("kennung") if isinstance(value, dict) else None
    return found if isinstance(found, str) else "Netzwerk" if ident == NETZWERK else ident
