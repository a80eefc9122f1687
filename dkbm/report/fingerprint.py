"""What a finding is known by from run to run: no line, no list index, so what is added above changes nothing."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

from dkbm.dataset import Dataset
from dkbm.diagnostic import Diagnostic, Route, route_text
from dkbm.report.findings import Finding

_FLEETING = re.compile(r"Zeilen? \d+(?: bis \d+)?| Meinten Sie .*|Stand [0-9a-f]{8}\b[^,.;:]*", re.DOTALL)
"""What a message says of the place and of the rest of the dataset, not of the cause."""
_NAMING = ("id", "ereignis", "art", "amt", "modul", "phase", "datum", "unterzeichnet", "name", "quelle")
"""What tells the entries of a list apart for people; the rest of an entry may be reworded without a new fingerprint."""


def fingerprints(dataset: Dataset, diagnostics: Iterable[Diagnostic], findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return one SHA-256 for each of the `findings` that `diagnostics` became; no two are the same.

    It is made of code, path, place and cause. What is alike in all of these is numbered in the order of the file.
    """
    routes = {(each.place.file, route_text(each.place.route)): each.place.route for each in diagnostics}
    seen: Counter[str] = Counter()
    found = []
    for finding in findings:
        document = dataset.documents.get(finding.file)
        route = routes[finding.file, finding.route]
        place = _place(document.value if document else None, route)
        what = json.dumps([finding.code, finding.file, place, _FLEETING.sub("", finding.message)])
        seen[what] += 1
        found.append(sha256(f"dkbm/v1\n{what}\n{seen[what]}".encode()).hexdigest())
    return tuple(found)


def _place(value: Any, route: Route) -> list[Any]:  # noqa: ANN401 -- any YAML value
    """Return the route with each list index replaced by what names the entry there."""
    steps: list[Any] = []
    for step in route:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            value = None
        steps.append(step if isinstance(step, str) else _identity(value))
    return steps


def _identity(entry: Any) -> Any:  # noqa: ANN401 -- any YAML value
    if not isinstance(entry, dict):
        return entry
    return {key: entry[key] for key in _NAMING if key in entry} or {key: entry[key] for key in sorted(entry)}
