"""The one form of every finding: what is wrong in the data, where, and what to do about it."""

from enum import StrEnum
from typing import NamedTuple

Route = tuple[str | int, ...]
"""Keys and list indices from the root of a YAML document to a value, e.g. `("verlauf", 2, "datum")`."""


def route_text(route: Route) -> str:
    """Return a route as people and programs read it: `verlauf[2].datum`, unusual keys as `["…"]`."""
    parts = []
    for step in route:
        if isinstance(step, int):
            parts.append(f"[{step}]")
        elif step.replace("-", "_").isidentifier():
            parts.append(f".{step}")
        else:
            from json import dumps  # noqa: PLC0415 -- `status` needs no json

            parts.append(f"[{dumps(step)}]")
    return "".join(parts).removeprefix(".")


class Severity(StrEnum):
    """How much a finding weighs: `fehler` fails a run, `warnung` with --strict, `hinweis` is shown on request."""

    FEHLER = "fehler"
    WARNUNG = "warnung"
    HINWEIS = "hinweis"


class Span(NamedTuple):
    """A stretch of text in 1-based lines and code-point columns; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Place(NamedTuple):
    """Where a finding sits: a file of the dataset (relative, with `/`) and a key route in it.

    Rules name the route; line and column are resolved once, in `report`. The reader, which has no routes yet
    for a text it cannot read, gives the `span` itself. `at_key` points at the key of the route, not its value.
    """

    file: str
    route: Route = ()
    at_key: bool = False
    span: Span | None = None


class Related(NamedTuple):
    """A second place that explains a finding, with a German remark."""

    place: Place
    message: str


class Diagnostic(NamedTuple):
    """One fault, one finding. `message` is a German sentence; `help` says in German what to do."""

    code: str
    severity: Severity
    message: str
    place: Place
    help: str = ""
    related: tuple[Related, ...] = ()


class Code(NamedTuple):
    """What is known of a finding before it occurs; `name` and `gruppe` are what `validate --only` accepts.

    Every code has a page `docs/regeln/<code>-<name>.md`.
    """

    code: str
    name: str
    severity: Severity
    gruppe: str
