"""The whole check of a dataset as one pure function: files in, a dataset and all findings out."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import NamedTuple

from dkbm import dataset as loading
from dkbm import schema, text
from dkbm.dataset import Dataset, Sealed, load
from dkbm.diagnostic import Code, Diagnostic
from dkbm.errors import DkbmError
from dkbm.rules import own, registry, wechsel
from dkbm.rules.dateien import documents
from dkbm.rules.identity import stray
from dkbm.text.decode import lossy

SCHEMA_FOLDER = "schemas/"
Digest = Callable[[str], str | None]
"""From the path of a document to its SHA-256, None where there is none."""


class Checked(NamedTuple):
    """A dataset with everything that was found in it, of all severities and in no particular order."""

    dataset: Dataset
    diagnostics: tuple[Diagnostic, ...]


def check_all(  # noqa: PLR0913 -- all there is to know of a dataset, and how much to say
    files: Mapping[str, bytes],
    stichtag: date,
    strangers: Collection[str] = (),
    *,
    hinweise: bool = True,
    digest: Digest | None = None,
    sealed: Sealed | None = None,
    unreadable: Mapping[str, DkbmError] | None = None,
) -> Checked:
    """Read, check against the schemas, and run all rules; one broken file never hides what is wrong in another.

    `files` are those of the dataset and, if it carries any, its `schemas/*.schema.json`; `strangers` are the names
    of what else lies below `data/`. Without `hinweise`, rules that could only yield such are not run. `digest` gives
    the checksums of documents the data refer to; without it they are not looked at. `sealed` finds what an agreement
    said when it was sealed; it is asked only for those that say something else now. `unreadable` says of files and
    folders that could not be read why.
    """
    data = {path: raw for path, raw in files.items() if not path.startswith(SCHEMA_FOLDER)}
    beside = {path: lossy(raw) for path, raw in files.items() if path not in data}
    loaded = load(data, schema.check, {**dict.fromkeys(strangers), **(unreadable or {})})
    dataset = loaded.dataset._replace(texts={**loaded.dataset.texts, **beside})
    if digest is not None:
        paths = {datei.pfad for datei, _ in documents(dataset)}
        dataset = dataset._replace(pruefsummen={path: digest(path) for path in sorted(paths)})
    if sealed is not None:
        dataset = dataset._replace(besiegelt=sealed)
    found = registry.run(dataset, stichtag, loaded.diagnostics, hinweise=hinweise)
    return Checked(dataset, (*loaded.diagnostics, *map(stray, strangers), *found, *own.run(dataset)))


def catalog(dataset: Dataset | None = None) -> dict[str, Code]:
    """Every code a finding can have, in order; with a dataset also those of its own rules."""
    known = {**text.CODES, **schema.CODES, **loading.CODES, **registry.codes(), **wechsel.codes()}
    mine = {entry.code.code: entry.code for entry in own.rules(dataset)} if dataset is not None else {}
    return dict(sorted({**known, **mine}.items()))
