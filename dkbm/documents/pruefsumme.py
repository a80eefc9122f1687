"""Is a document still what the data and the wording say, and still the file that was made? (M 43)"""

import json
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, Literal, NamedTuple

from dkbm.documents.beiwerk import differing as differing_beiwerk
from dkbm.documents.loader import VorlageError, Vorlagen
from dkbm.documents.office.paket import names, unpacked
from dkbm.documents.render import Dokument, Herkunft
from dkbm.documents.writers import write
from dkbm.errors import DkbmError

Zustand = Literal["gleich", "gleicher_text", "verschieden", "unbekannt"]
"""How a file compares with one made anew: byte for byte, in what it says only, not even that, or nobody can tell."""
_PAKETE = {"docx": "word/document.xml", "odt": "content.xml"}
"""The part that a package of a format has."""


class Datei(NamedTuple):
    """A file that says of itself how it was made: its format, its bytes, its origin."""

    form: str
    content: bytes
    herkunft: Herkunft


class Wert(NamedTuple):
    """A value that is another one now; "" where there is none."""

    name: str
    alt: str
    neu: str


class Bewegt(NamedTuple):
    """What has moved since a document was made: which wording is used, the words of that wording, the values."""

    fassung: bool
    wortlaut: bool
    daten: bool


def form_of(content: bytes) -> str | None:
    """The format of a file by its bytes, `zip` for any other archive, None for what no document of ours has."""
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"PK"):
        inside = names(content)
        return next((form for form, part in _PAKETE.items() if part in inside), "zip")
    start = content[:200].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "html"
    return "md" if start.startswith(b"---") else None


def identify(content: bytes) -> Datei | None:
    """The file with what it says of its origin; None for one that is not ours. Raises DkbmError for a broken one."""
    form = form_of(content)
    if form == "zip":
        unpacked(content, "Die Datei")
        raise DkbmError("Die Datei ist ein ZIP-Archiv. Eine Mappe auspacken und die Dokumente darin einzeln prüfen.")
    reader = import_module(f"dkbm.documents.readers.{form}") if form else None
    herkunft = reader.read_herkunft(content) if reader else None
    if reader and form in _PAKETE:
        reader.read_beiwerk(content)  # what is broken inside is said of this file, before others are compared
    return Datei(form, content, herkunft) if form and herkunft else None


def moved(old: Herkunft, new: Herkunft) -> Bewegt:
    """Compare what two documents say of their origin."""
    return Bewegt(
        (old.vorlage, old.fassung) != (new.vorlage, new.fassung),
        old.vorlage_sha256 != new.vorlage_sha256,
        old.daten_sha256 != new.daten_sha256,
    )


def compare(datei: Datei, document: Dokument, vorlagen: Mapping[str, bytes]) -> Zustand:
    """Compare a file with the same document made anew. Raises DkbmError where that cannot be written."""
    fresh = write(document._replace(herkunft=datei.herkunft), datei.form, vorlagen)
    if fresh == datei.content:
        return "gleich"
    if datei.form == "pdf":  # its words cannot be read back
        return "verschieden"
    reader = import_module(f"dkbm.documents.readers.{datei.form}")
    is_same = reader.read_text(datei.content) == reader.read_text(fresh)
    daneben = differing_beiwerk(reader.read_beiwerk(fresh), reader.read_beiwerk(datei.content)) if is_same else ()
    return "gleicher_text" if is_same and not daneben else "verschieden"


def carried(datei: Datei) -> Any:  # noqa: ANN401 -- plain data
    """The values a file carries with it (a PDF does), None for none."""
    return import_module("dkbm.documents.readers.pdf").read_daten(datei.content) if datei.form == "pdf" else None


def differing(alt: Any, neu: Any) -> tuple[Wert, ...]:  # noqa: ANN401 -- plain data
    """Which values are other ones, by name."""
    before, after = dict(_leaves(alt, "")), dict(_leaves(neu, ""))
    names = dict.fromkeys((*before, *after))
    pairs = (Wert(name, before.get(name, ""), after.get(name, "")) for name in names)
    return tuple(wert for wert in pairs if wert.alt != wert.neu)


def values(document: Dokument) -> Any:  # noqa: ANN401 -- plain data
    """The values of a document as plain data, as a file carries them."""
    return json.loads(document.daten)


def knows_wording(vorlagen: Vorlagen, herkunft: Herkunft) -> bool:
    """Say whether the dataset still has a wording of this name."""
    return any(kennung == herkunft.fassung for kennung in _wordings(vorlagen, herkunft.vorlage))


def _wordings(vorlagen: Vorlagen, name: str) -> Iterator[str]:
    for pfad in vorlagen.pfade():
        if pfad.startswith(f"{name}/"):
            try:
                yield vorlagen.fassung(pfad).kennung
            except VorlageError:  # a part that is included has no head
                continue


def _leaves(value: Any, name: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401 -- plain data
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, f"{name}.{key}" if name else key)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _leaves(inner, f"{name}[{index}]")
    elif isinstance(value, str):
        yield name, value
