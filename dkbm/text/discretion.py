"""No message repeats a value out of a person's file: it would end up in the logs of whoever checks it (S 43)."""

import re

from dkbm.kinds import kind_of
from dkbm.text.codes import CODES, Fault
from dkbm.text.position import shortened

HIDDEN = "…"


def discreet(path: str, text: str, fault: Fault) -> Fault:
    """Return the fault without the value it stands at, where the file `path` is about a person."""
    if kind_of(path) != "person" or (fault.code in CODES and CODES[fault.code].gruppe != "werte"):
        return fault
    start, end = fault.span.column - 1, fault.span.end_column - 1
    value = text.split("\n")[fault.span.line - 1][start:end]
    return fault._replace(message=_without(value, fault.message), help=_without(value, fault.help))


def _without(value: str, words: str) -> str:
    spellings = "|".join(re.escape(spelling) for spelling in {value, shortened(value), value.lstrip("-+0")} if spelling)
    return re.sub(rf"(?<!\w)(?:{spellings})(?!\w)", HIDDEN, words) if spellings else words
