"""Of the files of a dataset, read only what an answer shows, and say which of the others are broken."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dkbm.dataset import Dataset, Loaded, load
from dkbm.diagnostic import Diagnostic, Severity
from dkbm.errors import DkbmError
from dkbm.kinds import KOPF, PROZESS, QUELLEN
from dkbm.model.kommune import Kommune
from dkbm.queries.declared import undeclared
from dkbm.queries.names import Treffer, resolve, settles, worth_reading
from dkbm.text.reader import probe

Files = Mapping[str, bytes]

STATE = (PROZESS, QUELLEN)
"""Without these no state is known: an answer would be wrong, not merely incomplete."""
OVERVIEW = (*STATE, KOPF, "data/themen.yaml", "data/karte.yaml")
ENTITIES = ("data/kommunen/", "data/partner/")
FORUM = "data/forum/"


class DatasetBrokenError(DkbmError):
    """The question cannot be answered because of findings in the data (exit status 1)."""

    status = 1


class Reading(NamedTuple):
    """The dataset as far as it was read, and for each broken file its first finding, with line and column in words."""

    dataset: Dataset
    broken: dict[str, str]


class Found(NamedTuple):
    """A Reading for one Kommune: `treffer` is the one asked for."""

    dataset: Dataset
    broken: dict[str, str]
    treffer: Treffer


def all_kommunen(files: Files, more: tuple[str, ...] = ()) -> Reading:
    """Read every Kommune and what the overview needs, of the whole dataset in `files` (path -> bytes).

    `more` are folders to read as well, `("data/",)` for everything. A Kommune that names what the process does not
    declare counts as broken.
    Raises DatasetBrokenError when the process or the sources cannot be read.
    """
    wanted = {path for path in files if path in OVERVIEW or path.startswith((*ENTITIES, *more))}
    reading = _read({path: raw for path, raw in files.items() if concerns(path, more)}, wanted)
    dataset = reading.dataset
    faults = [
        fault for each in dataset.kommunen_und_partner if (fault := undeclared(each, dataset.prozess, dataset.quellen))
    ]
    if not faults:
        return reading
    broken = reading.broken | {fault.place.file: _in_words(fault, dataset) for fault in faults}
    kommunen, partner = (
        {ident: each for ident, each in some.items() if each.place.file not in broken}
        for some in (dataset.kommunen, dataset.partner)
    )
    return Reading(dataset._replace(kommunen=kommunen, partner=partner), dict(sorted(broken.items())))


def one_kommune(files: Files, name: str, befehl: str = "dkbm status") -> Found:
    """Read the Kommune (or partner) that `name` means, with the persons it mentions.

    `befehl` is what to repeat with one of several names.

    Raises NameUnresolvedError when no name fits or several do, DatasetBrokenError when a file it means, the process
    or the sources cannot be read, or when the Kommune names what the process does not declare.
    """
    treffer, known = _find(files, name, befehl)
    path = treffer.kommune.place.file
    dataset, broken = _read(files, {*STATE, KOPF, *_persons(files, path, treffer.kommune.id)}, path)
    dataset = _with_kommune(dataset, treffer.kommune, known)
    if fault := undeclared(treffer.kommune, dataset.prozess, dataset.quellen):
        raise _no_answer(path, _in_words(fault, dataset))
    return Found(dataset, broken, treffer)


def concerns(path: str, more: tuple[str, ...] = ()) -> bool:
    """Say whether an answer that reads the folders `more` has to do with a file at all, be it only as a broken one.

    The forum is for its members: what does not ask for it by name reads none of it, and names no file of it.
    """
    return not path.startswith(FORUM) or FORUM in more


def require_readable(unreadable: Mapping[str, str], name: str = "") -> None:
    """Raise DatasetBrokenError when one of the `unreadable` files or folders (name -> why) may hold the answer.

    That is the process, the sources, and where a Kommune is asked for by `name` what may be its file.
    """
    named = worth_reading(name, dict.fromkeys(unreadable, b"")) if name else ()
    for path, why in unreadable.items():
        if path in STATE or (name and f"{path}/" in ENTITIES) or (path in named and path.startswith(ENTITIES)):
            raise _no_answer(path, why)


def _with_kommune(dataset: Dataset, kommune: Kommune, known: Dataset) -> Dataset:
    """Add what finding the Kommune has read already: nothing is parsed twice."""
    path = kommune.place.file
    counted = kommune.id in known.kommunen
    return dataset._replace(
        kommunen={kommune.id: kommune} if counted else {},
        partner={} if counted else {kommune.id: kommune},
        documents={path: known.documents[path], **dataset.documents},
        texts={path: known.texts[path], **dataset.texts},
    )


def _find(files: Files, name: str, befehl: str) -> tuple[Treffer, Dataset]:
    """Resolve the name from as few files as the file names allow, from all of them where they do not settle it.

    With the Kommune comes what was read to find it.
    """
    entities = {path: raw for path, raw in files.items() if path.startswith(ENTITIES)}
    likely = load({path: entities[path] for path in worth_reading(name, entities)})
    for path, finding in _broken(likely).items():
        raise _no_answer(path, finding)
    known = likely.dataset if settles(name, likely.dataset.kommunen_und_partner) else load(entities).dataset
    return resolve(name, known.kommunen_und_partner, befehl), known


def _persons(files: Files, path: str, ident: str) -> list[str]:
    """The persons the Kommune's file names, and those whose file names the Kommune."""
    named = {f"data/personen/{found.decode()}.yaml" for found in re.findall(rb"\bp-[a-z0-9-]+", files[path])}
    people = [each for each in files if each.startswith("data/personen/")]
    return [each for each in people if each in named or ident.encode() in files[each]]


def _read(files: Files, wanted: Iterable[str], known: str = "") -> Reading:
    """Load the `wanted` files and take a cheap look at all others but the one that is `known` already."""
    chosen = {path: files[path] for path in wanted if path in files}
    loaded = load(chosen)
    broken = _broken(loaded)
    usable = (bool(loaded.dataset.prozess.module), bool(loaded.dataset.quellen))
    for path, is_usable in zip(STATE, usable, strict=True):
        if path in broken or not is_usable:
            raise _no_answer(path, broken.get(path))
    for path in files.keys() - chosen.keys() - {known}:
        if path.startswith(FORUM):
            continue
        if found := [each for each in probe(path, files[path]) if each.severity is Severity.FEHLER]:
            broken[path] = _in_words(found[0], loaded.dataset)
    return Reading(loaded.dataset, dict(sorted(broken.items())))


def _broken(loaded: Loaded) -> dict[str, str]:
    """The first error of each file that was given, in words."""
    grave = [each for each in loaded.diagnostics if each.severity is Severity.FEHLER]
    given = [each for each in reversed(grave) if each.place.file in loaded.dataset.texts]
    return {each.place.file: _in_words(each, loaded.dataset) for each in given}


def _in_words(diagnostic: Diagnostic, dataset: Dataset) -> str:
    place = diagnostic.place
    document = dataset.documents.get(place.file)
    span = place.span or (document.span(place.route) if document else None)
    return f"{place.file}:{span.line}:{span.column}: {diagnostic.message}" if span else diagnostic.message


def _no_answer(path: str, finding: str | None) -> DatasetBrokenError:
    if finding is None:
        message = f"Die Datei {path} fehlt oder ist leer; ohne sie lässt sich kein Stand bestimmen."
        return DatasetBrokenError(message, "Mehr dazu sagt: dkbm validate")
    hint = f"Mehr dazu sagt: dkbm validate {path}"
    return DatasetBrokenError(f"Diese Auskunft ist nicht möglich. {finding}", hint)
