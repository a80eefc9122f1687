"""What a change brings: the findings after it that were not there before, above all its errors."""

import re
from collections import Counter
from collections.abc import Iterable

from dkbm.diagnostic import Diagnostic, Severity

_LINES = re.compile(r"Zeilen? \d+(?: bis \d+)?")


def new_faults(before: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the findings of severity Fehler in `after` that `before` does not have, in their order."""
    return new_findings(faults(before), faults(after))


def new_findings(before: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the findings in `after` that `before` does not have, in their order.

    A finding is known by file, code, message and place; where the place has moved, by the rest: list indices change
    when something is added above. The same finding one time more than before is a new one.
    """
    old, found = tuple(before), tuple(after)
    still, known = set(found), set(old)
    moved = Counter(_identity(finding) for finding in old if finding not in still)
    result = []
    for finding in found:
        if finding in known:
            continue
        if moved[_identity(finding)]:
            moved[_identity(finding)] -= 1
        else:
            result.append(finding)
    return tuple(result)


def faults(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the findings that make a dataset invalid."""
    return tuple(each for each in diagnostics if each.severity is Severity.FEHLER)


def warnings(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the findings that somebody should look at, and that make no dataset invalid."""
    return tuple(each for each in diagnostics if each.severity is Severity.WARNUNG)


def _identity(diagnostic: Diagnostic) -> tuple[str, str, str]:
    return diagnostic.place.file, diagnostic.code, _LINES.sub("Zeile", diagnostic.message)
