"""Values as Markdown text: escaped so that no value can change the structure of a document."""

import re
from typing import Any

from dkbm.documents.parse import ANFANG, ENDE, MITTE

_UMBRUCH = re.compile("[\t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+ *")
_UEBERALL = re.compile(r"([\\`*_{}\[\]<>#|~&$^@]|:(?=//)|(?<=www)\.)", re.IGNORECASE)
_AM_ANFANG = re.compile(r"([-+=:])")
_NUMMER = re.compile(r"([0-9]{1,9})([.)])(?=\s|$)")


class Nummeriert(str):
    """A value inside a template: its text, and the number under which the document knows it."""

    nummer: int

    def __new__(cls, text: str, nummer: int) -> "Nummeriert":
        """Make one."""
        self = super().__new__(cls, text)
        self.nummer = nummer
        return self


def escape(text: str) -> str:
    """The text as one line of Markdown that reads back as it was; line breaks and tabs become one space."""
    return escape_start(escape_anywhere(_UMBRUCH.sub(" ", text).strip()))


def escape_anywhere(text: str) -> str:
    """Escape what means something wherever it stands.

    That is what CommonMark or one of its dialects (tables, strike-through, mathematics, mentions, attributes, bare
    addresses) would read as markup.
    """
    return _UEBERALL.sub(r"\\\1", text)


def escape_start(line: str) -> str:
    """Escape what would open a block at the start of a line of Markdown."""
    if _AM_ANFANG.match(line):
        return "\\" + line
    return _NUMMER.sub(r"\1\\\2", line, count=1) if _NUMMER.match(line) else line


def finalize(value: object) -> str:
    """The last step for every value a template prints: its text, escaped, between marks that carry its number.

    Anything but a value of the view is refused with TypeError; text of the template itself does not come here.
    """
    if isinstance(value, Nummeriert):
        return f"{ANFANG}{value.nummer}{MITTE}{escape(value)}{ENDE}"
    if type(value).__name__ == "StrictUndefined":
        return str(value)  # raises, and names the missing value
    raise TypeError(f"Nur Angaben lassen sich einsetzen, nicht {type(value).__name__}.")


def unpack(daten: Any) -> Any:  # noqa: ANN401 -- nested plain data
    """What the template gets, from the plain data of a view: `[number, text]` becomes a numbered text."""
    if isinstance(daten, dict):
        return {key: unpack(value) for key, value in daten.items()}
    if isinstance(daten, list | tuple):
        if len(daten) == 2 and isinstance(daten[0], int) and not isinstance(daten[0], bool):
            return Nummeriert(daten[1], daten[0])
        return [unpack(value) for value in daten]
    return daten
