"""No message repeats a word out of the file of a person or of the forum: it would end up in logs (S 43)."""

import re

from dkbm.kinds import is_verschwiegen
from dkbm.text.codes import Fault
from dkbm.text.position import shortened

HIDDEN = "…"
_QUOTED = re.compile("»[^«]*«")
_OWN = frozenset({"»schluessel: wert«", "»- «"})
"""What the advice quotes of YAML itself."""
_IN_WORDS = {
    "D009": "Nicht aufgelöster Merge-Konflikt.",
    "D013": "Eine Typangabe ist nicht erlaubt; den Typ bestimmt das Schema.",
}
"""What is said where the usual sentence names what stands there and says little without it."""


def discreet(path: str, text: str, fault: Fault) -> Fault:
    """Return the fault without the words it stands at, where the file `path` is about a person or of the forum.

    A key is hidden as well: it may be a sentence whose line was not indented.
    """
    if not is_verschwiegen(path):
        return fault
    start, end = fault.span.column - 1, fault.span.end_column - 1
    value = text.split("\n")[fault.span.line - 1][start:end]
    message = _IN_WORDS.get(fault.code, fault.message)
    return fault._replace(message=_without(value, message), help=_without(value, fault.help))


def _without(value: str, words: str) -> str:
    spellings = "|".join(re.escape(spelling) for spelling in {value, shortened(value), value.lstrip("-+0")} if spelling)
    hidden = _QUOTED.sub(lambda found: found[0] if found[0] in _OWN else f"»{HIDDEN}«", words)
    return re.sub(rf"(?<!\w)(?:{spellings})(?!\w)", HIDDEN, hidden) if spellings else hidden
