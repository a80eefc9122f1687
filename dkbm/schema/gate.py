"""The fast yes or no: a compiled validator for each kind, kept for the life of the process."""

from functools import cache
from typing import Any

import jsonschema_rs

from dkbm.datum import parse_datum
from dkbm.schema.store import schema_of

DATE_FORMAT = "dkbm-datum"


def is_datum(text: object) -> bool:
    """Say whether a text is a date in our grammar; anything but a text is not judged here."""
    if not isinstance(text, str):
        return True
    try:
        parse_datum(text)
    except ValueError:
        return False
    return True


def passes(value: object, kind: str) -> bool:
    """Say whether `value` fits the schema of `kind`; what the gate cannot even read does not."""
    gate = _gate(kind)
    try:
        return gate.is_valid(value)
    except ValueError:
        return False


def compile_schema(schema: dict[str, Any]) -> jsonschema_rs.Draft202012Validator:
    """Return a validator of a self-contained schema. Raises ValueError for one that refers to anything outside."""
    # RegexOptions: the linear-time engine. offline: nothing is ever fetched.
    return jsonschema_rs.Draft202012Validator(
        schema,
        formats={DATE_FORMAT: is_datum},
        validate_formats=True,
        pattern_options=jsonschema_rs.RegexOptions(),
        offline=True,
    )


@cache
def _gate(kind: str) -> jsonschema_rs.Draft202012Validator:
    return compile_schema(schema_of(kind))
