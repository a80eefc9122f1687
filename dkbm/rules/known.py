"""What a dataset declares: the ids that references may name, also where the declaring file is broken."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from dkbm.dataset import Dataset
from dkbm.kinds import kind_of

PROZESS = "data/prozess.yaml"
LISTS = {
    "quelle": ("data/quellen.yaml", "quellen", "id"),
    "ereignisart": (PROZESS, "ereignisse", "art"),
    "modul": (PROZESS, "module", "nummer"),
    "schlagwort": ("data/themen.yaml", "schlagworte", "id"),
    "eckpunkt": ("data/eckpunkte.yaml", "eckpunkte", "nummer"),
    "format": ("data/formate.yaml", "formate", "id"),
}
"""What is declared in one file: its path, the key of the list there, and the key of the id."""

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
    """The ids a reference of this kind may name; None when the declaring file is missing or cannot be read."""
    if verweis in FOLDERS:
        return frozenset(_files_below(dataset, FOLDERS[verweis]))
    path, key, name = LISTS[verweis]
    if path not in dataset.documents:
        return None
    return frozenset(entry[name] for _, entry in entries(dataset, path, key) if isinstance(entry.get(name), (str, int)))


def phases(dataset: Dataset, modul: object) -> tuple[int, ...]:
    """The numbers of the phases of a module."""
    for _, entry in entries(dataset, PROZESS, "module"):
        if entry.get("nummer") == modul and isinstance(entry.get("phasen"), list):
            return tuple(phase["nummer"] for phase in entry["phasen"] if isinstance(phase, dict) and "nummer" in phase)
    return ()


def did_you_mean(value: object, candidates: Iterable[object]) -> str:
    """`Meinten Sie »…«?` with the nearest candidate, or an empty text when none is near."""
    from dkbm.schema.suggest import nearest  # noqa: PLC0415 -- only needed once something is wrong

    near = nearest(str(value), sorted(map(str, candidates)))
    return f"Meinten Sie »{near}«?" if near else ""


def _files_below(dataset: Dataset, folders: tuple[str, ...]) -> Iterator[str]:
    kinds = ("kommune", "gruppe", "netzwerk", "person")
    for path in dataset.texts:
        if kind_of(path) in kinds and path.startswith(tuple(f"{folder}/" for folder in folders)):
            yield stem(path)
