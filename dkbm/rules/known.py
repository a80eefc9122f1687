"""What a dataset declares: the ids that references may name, also where the declaring file is broken."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from dkbm.dataset import Dataset
from dkbm.german import slug
from dkbm.kinds import KINDS, PROZESS, QUELLEN, kind_of

LISTS = {
    "quelle": (QUELLEN, "quellen", "id"),
    "ereignisart": (PROZESS, "ereignisse", "art"),
    "modul": (PROZESS, "module", "nummer"),
    "schlagwort": ("data/themen.yaml", "schlagworte", "id"),
    "eckpunkt": ("data/eckpunkte.yaml", "eckpunkte", "nummer"),
    "format": ("data/formate.yaml", "formate", "id"),
}
"""What is declared in one file: its path, the key of the list there, and the key of the id."""
WERKE = ((KINDS["netzwerk"], "veroeffentlichungen", "id"), ("data/material.yaml", "material", "id"))
"""The same of what no file refers to: `dkbm beispiele` shows it by its id, which therefore is one in both files."""

_NUMBERED = ("modul", "eckpunkt")
_VORSATZ = {"landkreis": "landkreis", "region": "region", "kreisfreie-stadt": "stadt"}

FOLDERS = {
    "person": ("data/personen",),
    "gruppe": ("data/netzwerk",),
    "kommune": ("data/kommunen", "data/partner"),
    "stelle": ("data/kommunen", "data/partner"),
}
"""What is declared by one file each; a broken file declares its id all the same."""

BESIDES = {"stelle": ("agentur",), "ereignisart": ("zielvereinbarung", "vereinbarung", "zuletzt_belegt")}
"""Ids that no file declares: the agency itself, and what gates and durations ask for beside events."""


def stem(path: str) -> str:
    """The id of an entity: its file name without ending."""
    return PurePosixPath(path).stem


def entity_files(dataset: Dataset, kind: str) -> Iterator[str]:
    """The paths of all files of this kind, also of broken ones, in order."""
    return (path for path in sorted(dataset.texts) if kind_of(path) == kind)


def entries(dataset: Dataset, path: str, key: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The mappings in the list `key` of a file that could be read, each with its index."""
    document = dataset.documents.get(path)
    found = document.value.get(key) if document is not None and isinstance(document.value, dict) else None
    for index, entry in enumerate(found if isinstance(found, list) else ()):
        if isinstance(entry, dict):
            yield index, entry


def declared(dataset: Dataset, verweis: str) -> frozenset[str | int] | None:
    """The ids a reference of this kind may name; None when what declares them is missing, unreadable or not sound."""
    if verweis in FOLDERS:
        folders = FOLDERS[verweis]
        return None if dataset.ungelesen & {*folders} else frozenset(_entities(dataset, folders))
    path, key, name = LISTS[verweis]
    document = dataset.documents.get(path)
    found = document.value.get(key) if document is not None and isinstance(document.value, dict) else None
    return _ids(found, name, int if verweis in _NUMBERED else str)


def phases(dataset: Dataset, modul: object) -> frozenset[str | int] | None:
    """The numbers of the phases of a module; None when they are not sound."""
    for _, entry in entries(dataset, PROZESS, "module"):
        if entry.get("nummer") == modul:
            return _ids(entry.get("phasen", []), "nummer", int)
    return None


def _ids(found: object, name: str, kind: type) -> frozenset[str | int] | None:
    """The ids in a list of mappings; None where one is not of its kind: it may be the one a reference means."""
    if not isinstance(found, list):
        return None
    ids = [entry[name] for entry in found if isinstance(entry, dict) and type(entry.get(name)) is kind]
    return frozenset(ids) if len(ids) == len(found) else None


def expected_names(dataset: Dataset) -> Iterator[tuple[str, str, str]]:
    """Path, expected id, and the key it follows from, of each file whose name follows from its content.

    A name with letters that no file name can carry (of another script) has a finding of its own, and no id.
    """
    for path, document in dataset.documents.items():
        kind, value = kind_of(path), document.value
        rule_of_kind = _NAMES.get(kind or "")
        if rule_of_kind is not None and isinstance(value, dict):
            key, make = rule_of_kind
            name = value.get(key)
            if isinstance(name, str) and _can_be_a_file_name(name) and (expected := make(path, value)):
                yield path, expected, key


def _can_be_a_file_name(name: str) -> bool:
    return name.isascii() or all(slug(letter) for letter in name if letter.isalpha())


def _kommune_id(path: str, value: dict[str, Any]) -> str | None:
    if path.startswith("data/partner/"):
        return slug(value["name"])
    vorsatz = _VORSATZ.get(str(value.get("art")))
    return f"{vorsatz}-{slug(value['name'])}" if vorsatz else None


_NAMES: dict[str, tuple[str, Callable[[str, dict[str, Any]], str | None]]] = {
    "kommune": ("name", _kommune_id),
    "person": ("name", lambda _, value: f"p-{slug(value['name'])}"),
    "gruppe": ("kennung", lambda _, value: slug(value["kennung"])),
}


def did_you_mean(value: object, candidates: Iterable[object]) -> str:
    """`Meinten Sie »…«?` with the nearest candidate, or an empty text when none is near."""
    from dkbm.schema.suggest import nearest  # noqa: PLC0415 -- only needed once something is wrong

    near = nearest(str(value), sorted(map(str, candidates)))
    return f"Meinten Sie »{near}«?" if near else ""


def _entities(dataset: Dataset, folders: tuple[str, ...]) -> Iterator[str]:
    """The ids of what is in its place; also those of a file that is not read, out of place or wrongly named.

    Such a file has its own finding, and what refers to it is not to blame.
    """
    kinds = ("kommune", "gruppe", "netzwerk", "person")
    below = tuple(f"{folder}/" for folder in folders)
    for path in dataset.texts:
        if kind_of(path) is None or (kind_of(path) in kinds and path.startswith(below)):
            yield stem(path)
    yield from map(stem, dataset.ungelesen)
    yield from (name for path, name, _ in expected_names(dataset) if path.startswith(below))
