"""The schemas of the program, read once from the package and from nowhere else."""

import json
from functools import cache
from typing import Any

from dkbm.kinds import KINDS
from dkbm.resources import schemas_dir


def schema_text(kind: str) -> str:
    """Return the schema of `kind` as it lies in its file. Raises KeyError for a kind there is not."""
    return (schemas_dir() / f"{_known(kind)}.schema.json").read_text(encoding="utf-8")


@cache
def schema_of(kind: str) -> dict[str, Any]:
    """Return the schema of `kind`; shared, not to be changed. Raises KeyError for a kind there is not."""
    schema: dict[str, Any] = json.loads(schema_text(kind))
    return schema


def resolve(schema: dict[str, Any], root: dict[str, Any]) -> dict[str, Any]:
    """Return `schema` with its reference into `$defs` of `root` laid below its own keywords."""
    while ref := schema.get("$ref"):
        target = root["$defs"][ref.removeprefix("#/$defs/")]
        schema = {**target, **{key: value for key, value in schema.items() if key != "$ref"}}
    return schema


def _known(kind: str) -> str:
    if kind not in KINDS:
        raise KeyError(kind)
    return kind
