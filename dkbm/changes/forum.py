"""`forum neu` and `forum antworten`: the questions, the name of the new file, and its content."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from dkbm.changes import felder
from dkbm.changes.bogen import Feld, Regel
from dkbm.changes.felder import always
from dkbm.diagnostic import Severity
from dkbm.schema import schema_of
from dkbm.text.characters import BLANK, verdicts
from dkbm.text.codes import CODES
from dkbm.text.emit import emit
from dkbm.text.guard import guard
from dkbm.text.quote import UnwritableError

ORDNER = "data/forum"
_HEAD = "# yaml-language-server: $schema=../../../schemas/forum.schema.json\n"
_TAG = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
Name = Callable[[str], str]


def fragen(heute: date, arten: Mapping[str, str], person: Name, thema: Name, *, antwort: bool) -> list[Regel]:
    """Return the questions for a contribution; `person` and `thema` make an id of a name.

    An answer has no title, and a kind of its own only where one is given.
    """
    art = Feld("art", "art", "Art", erlaubt=tuple(arten.items()), pflicht=not antwort, still=antwort)
    titel = [] if antwort else [Feld("titel", "titel", "Titel", _titel, pflicht=True)]
    return [
        always(each)
        for each in (
            art,
            *titel,
            Feld("von", "von", "Von wem: Name oder Kennung", person, pflicht=True),
            Feld("datum", "datum", "Tag", _tag(heute), vorgabe=heute.isoformat(), folgt=True, still=True),
            Feld("schlagworte", "thema", "Schlagworte, mehrere mit Komma", thema, trenner=",", still=antwort),
            Feld("text", "text", "Text", klartext, pflicht=True),
        )
    ]


def _tag(heute: date) -> Callable[[str], str]:
    lies = felder.datum(heute, sonst="").lies

    def read(text: str) -> str:
        if not _TAG.fullmatch(text):
            raise ValueError("Ein Beitrag hat einen Tag: JJJJ-MM-TT.")
        return str(lies(text))

    return read


def _titel(text: str) -> str:
    return _fitting(" ".join(klartext(text).split()), "titel")


def klartext(text: str) -> str:
    """Return a text as it is stored: LF, single characters for umlauts, ordinary blanks, none at the end of a line.

    Raises ValueError (German) with the place of a character that the dataset does not take, or for nothing at all.
    """
    plain = unicodedata.normalize("NFC", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    plain = plain.translate({ord(blank): " " for blank, code in verdicts(plain).items() if code == BLANK})
    plain = "\n".join(line.expandtabs(4).rstrip() for line in plain.split("\n")).strip()
    if not plain:
        raise ValueError("Der Text ist leer.")
    faults = guard(plain.encode("utf-8", "surrogatepass")).faults
    if grave := next((each for each in faults if CODES[each.code].severity is Severity.FEHLER), None):
        raise ValueError(f"Zeile {grave.span.line}, Zeichen {grave.span.column}: {grave.message} {grave.help}")
    return _fitting(plain, "text")


def _fitting(text: str, key: str) -> str:
    limit = schema_of("forum")["properties"][key]["maxLength"]
    if len(text) > limit:
        raise ValueError(f"Mit {len(text)} Zeichen zu lang; es passen {limit}.")
    return text


def name_of(entry: Mapping[str, Any], names: Iterable[str]) -> str:
    """Return the id of a new contribution: its day and the next number of that day, and no word of the title.

    `names` are the files of the dataset; no other contribution has the id, in no group.
    """
    taken = {PurePosixPath(each).stem for each in names if each.startswith(f"{ORDNER}/")}
    tries = (f"{entry['datum']}-{number:02}" for number in range(1, len(taken) + 2))
    return next(name for name in tries if name not in taken)


def content(entry: Mapping[str, Any]) -> bytes:
    """Return the file of a contribution. Raises ValueError (German) for what cannot be written."""
    ordered = {key: entry[key] for key in schema_of("forum")["properties"] if key in entry}
    try:
        return f"{_HEAD}{emit(ordered, 0, flow=False)}\n".encode()
    except UnwritableError as error:
        raise ValueError(str(error)) from None
