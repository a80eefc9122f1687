"""The schemas that lie beside the data, for editors and readers, are those the program checks with."""

import json
from collections.abc import Iterator
from datetime import date

from dkbm.dataset import Dataset
from dkbm.diagnostic import Code, Diagnostic, Place, Severity
from dkbm.rules.registry import finding, rule
from dkbm.schema import KINDS, schema_of

SCHEMAS = Code("D307", "schemas-abweichend", Severity.WARNUNG, "identitaet")


@rule(SCHEMAS)
def check_schemas(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Compare what lies in `schemas/` (if anything) with the schemas of the program, by content."""
    for kind in KINDS:
        path = f"schemas/{kind}.schema.json"
        text = dataset.texts.get(path)
        if text is not None and not _same(text, kind):
            message = f"Die Datei {path} weicht vom Schema des Programms ab; geprüft wird mit dem des Programms."
            help_text = f"Erneuern: dkbm schema {kind} > {path}"
            yield finding(SCHEMAS, Place(path), message, help_text)


def _same(text: str, kind: str) -> bool:
    try:
        return bool(json.loads(text) == schema_of(kind))
    except (ValueError, RecursionError):
        return False
