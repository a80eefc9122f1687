"""Values as Markdown text: escaped so that no value can change the structure of a document."""

import re
from collections.abc import Callable, Iterable

from jinja2 import Undefined

_UMBRUCH = re.compile("[\t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+ *")
_UEBERALL = re.compile(r"([\\`*_{}\[\]<>#|~&$^@]|:(?=//)|(?<=www)\.)", re.IGNORECASE)
_AM_ANFANG = re.compile(r"([-+=:])")
_NUMMER = re.compile(r"([0-9]{1,9})([.)])(?=\s|$)")


def escape(text: str) -> str:
    """The text as one line of Markdown that reads back as it was; line breaks and tabs become one space.

    Escaped is what CommonMark or one of its dialects (tables, strike-through, mathematics, mentions, attributes,
    bare addresses) would read as markup, wherever it stands, and what would open a block at the start of a line.
    """
    line = _UEBERALL.sub(r"\\\1", _UMBRUCH.sub(" ", text).strip())
    if _AM_ANFANG.match(line):
        return "\\" + line
    return _NUMMER.sub(r"\1\\\2", line, count=1) if _NUMMER.match(line) else line


def finalizer(platzhalter: Iterable[str]) -> Callable[[object], str]:
    """The last step for every value a template prints: text and numbers, escaped; anything else is refused.

    `platzhalter` are the marks of missing fields in a draft; wherever they stand in a value, their brackets stay.
    """
    ersatz = {mark: f"[[{mark[4:-4]}]]" for mark in map(escape, platzhalter)}

    def finalize(value: object) -> str:
        if isinstance(value, Undefined):
            return str(value)  # raises: StrictUndefined names the missing variable
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise TypeError(f"Nur Text und Zahlen lassen sich einsetzen, nicht {type(value).__name__}.")
        text = escape(str(value))
        for geschuetzt, mark in ersatz.items():
            text = text.replace(geschuetzt, mark)
        return text

    return finalize
