"""The whole check of a dataset as one pure function: files in, a dataset and all findings out."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from dkbm import dataset as loading
from dkbm import schema, text
from dkbm.dataset import Dataset, load
from dkbm.diagnostic import Code, Diagnostic
from dkbm.rules import own, registry
from dkbm.rules.identity import stray

SCHEMA_FOLDER = "schemas/"


class Checked(NamedTuple):
    """A dataset with everything that was found in it, of all severities and in no particular order."""

    dataset: Dataset
    diagnostics: tuple[Diagnostic, ...]


def check_all(
    files: Mapping[str, bytes], stichtag: date, strangers: Iterable[str] = (), *, hinweise: bool = True
) -> Checked:
    """Read, check against the schemas, and run all rules; one broken file never hides what is wrong in another.

    `files` are those of the dataset and, if it carries any, its `schemas/*.schema.json`; `strangers` are the names
    of what else lies below `data/`. Without `hinweise`, rules that could only yield such are not run.
    """
    data = {path: raw for path, raw in files.items() if not path.startswith(SCHEMA_FOLDER)}
    beside = {path: raw.decode("utf-8", "replace") for path, raw in files.items() if path not in data}
    loaded = load(data, schema.check)
    dataset = loaded.dataset._replace(texts={**loaded.dataset.texts, **beside})
    found = registry.run(dataset, stichtag, loaded.diagnostics, hinweise=hinweise)
    return Checked(dataset, (*loaded.diagnostics, *map(stray, strangers), *found, *own.run(dataset)))


def catalog(dataset: Dataset | None = None) -> dict[str, Code]:
    """Every code a finding can have, in order; with a dataset also those of its own rules."""
    known = {**text.CODES, **schema.CODES, **loading.CODES, **registry.codes()}
    mine = {entry.code.code: entry.code for entry in own.rules(dataset)} if dataset is not None else {}
    return dict(sorted({**known, **mine}.items()))
