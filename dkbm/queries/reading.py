"""Of the files of a dataset, read only what an answer shows, and say which of the others are broken."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dkbm.dataset import Dataset, Loaded, load
from dkbm.diagnostic import Diagnostic, Severity
from dkbm.errors import DkbmError
from dkbm.model.kommune import Kommune
from dkbm.queries.names import Treffer, resolve, settles, worth_reading
from dkbm.text.reader import probe

Files = Mapping[str, bytes]

STATE = ("data/prozess.yaml", "data/quellen.yaml")
"""Without these no state is known: an answer would be wrong, not merely incomplete."""
OVERVIEW = (*STATE, "dkbm.yaml", "data/themen.yaml", "data/karte.yaml")
ENTITIES = ("data/kommunen/", "data/partner/")


class DatasetBrokenError(DkbmError):
    """The question cannot be answered because of findings in the data (exit status 1)."""

    status = 1


class Reading(NamedTuple):
    """The dataset as far as it was read, and for each broken file its first finding, with line and column in words.

    `treffer` is the Kommune asked for, None where all were.
    """

    dataset: Dataset
    broken: dict[str, str]
    treffer: Treffer | None = None


def all_kommunen(files: Files) -> Reading:
    """Read every Kommune and what the overview needs, of the whole dataset in `files` (path -> bytes).

    Raises DatasetBrokenError when the process or the sources cannot be read.
    """
    return _read(files, {path for path in files if path in OVERVIEW or path.startswith(ENTITIES)})


def one_kommune(files: Files, name: str) -> Reading:
    """Read the Kommune (or partner) that `name` means, with the persons it mentions.

    Raises NameUnresolvedError when no name fits or several do, DatasetBrokenError when a file it means, the process
    or the sources cannot be read.
    """
    treffer = _find(files, name)
    path = treffer.kommune.place.file
    persons = _persons(files, path, treffer.kommune.id)
    return _read(files, {*STATE, path, *persons})._replace(treffer=treffer)


def _find(files: Files, name: str) -> Treffer:
    """Resolve the name from as few files as the file names allow, from all of them where they do not settle it."""
    entities = {path: raw for path, raw in files.items() if path.startswith(ENTITIES)}
    likely = load({path: entities[path] for path in worth_reading(name, entities)})
    for path, finding in _broken(likely).items():
        raise _no_answer(path, finding)
    found = _everyone(likely.dataset)
    return resolve(name, found if settles(name, found) else _everyone(load(entities).dataset))


def _everyone(dataset: Dataset) -> list[Kommune]:
    return [*dataset.kommunen.values(), *dataset.partner.values()]


def _persons(files: Files, path: str, ident: str) -> list[str]:
    """The persons the Kommune's file names, and those whose file names the Kommune."""
    named = {f"data/personen/{found.decode()}.yaml" for found in re.findall(rb"\bp-[a-z0-9-]+", files[path])}
    people = [each for each in files if each.startswith("data/personen/")]
    return [each for each in people if each in named or ident.encode() in files[each]]


def _read(files: Files, wanted: Iterable[str]) -> Reading:
    """Load the `wanted` files and take a cheap look at all others."""
    chosen = {path: files[path] for path in wanted if path in files}
    loaded = load(chosen)
    broken = _broken(loaded)
    usable = (bool(loaded.dataset.prozess.module), bool(loaded.dataset.quellen))
    for path, known in zip(STATE, usable, strict=True):
        if path in broken or not known:
            raise _no_answer(path, broken.get(path))
    for path in files.keys() - chosen.keys():
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
