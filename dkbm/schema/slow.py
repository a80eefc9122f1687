"""The thorough check: `jsonschema` with our keywords, which says of every place what is wrong there."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend
from referencing import Registry

from dkbm.schema.gate import DATE_FORMAT, is_datum
from dkbm.schema.store import schema_of


def errors(value: object, kind: str) -> Iterator[ValidationError]:
    """Yield an error for each keyword that a place in `value` breaks."""
    yield from _errors_of(kind)(value)


@cache
def _errors_of(kind: str) -> Callable[[object], Iterator[ValidationError]]:
    checker = FormatChecker(formats=())
    checker.checks(DATE_FORMAT)(is_datum)
    # An empty registry: a reference to anything outside is an error, never a request.
    keywords = {"pattern": _pattern, "additionalProperties": _additional, "if": _if}
    validator = extend(Draft202012Validator, keywords)(schema_of(kind), format_checker=checker, registry=Registry())
    return validator.iter_errors  # type: ignore[no-any-return]


def _pattern(_validator: object, pattern: str, value: object, _schema: object) -> Iterator[ValidationError]:
    """Hold the end of a pattern to the end of the text: `$` of `re` would let a line end through."""
    if isinstance(value, str) and not matches(pattern, value):
        yield ValidationError("pattern")


def _additional(_validator: object, _allowed: bool, value: object, schema: dict[str, Any]) -> Iterator[ValidationError]:
    if isinstance(value, dict) and any(True for _ in unknown_keys(value, schema)):  # an empty key is a key
        yield ValidationError("additionalProperties")


def _if(
    validator: Draft202012Validator, condition: dict[str, Any], value: object, schema: dict[str, Any]
) -> Iterator[ValidationError]:
    """Leave the branches alone while what they depend on is itself at fault: that is reported already."""
    if not isinstance(value, dict):
        return
    known = schema.get("properties", {})
    for key in condition.get("properties", {}):
        if key in value and any(validator.descend(value[key], known[key])):
            return
    yield from Draft202012Validator.VALIDATORS["if"](validator, condition, value, schema)


def unknown_keys(value: dict[str, Any], schema: dict[str, Any]) -> Iterator[str]:
    """Yield the keys that an object schema does not know."""
    patterns = schema.get("patternProperties", {})
    for key in value:
        if key not in schema.get("properties", {}) and not any(matches(pattern, key) for pattern in patterns):
            yield key


def matches(pattern: str, text: str) -> bool:
    """Say whether `pattern`, always anchored at both ends, matches the whole text."""
    return _compiled(pattern).search(text) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.removesuffix("$") + r"\Z")
