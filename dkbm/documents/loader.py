"""The templates of a dataset, as `store` read them: their texts, their wordings, their typography."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple

from dkbm.datum import parse_datum
from dkbm.errors import DkbmError
from dkbm.text.characters import BLANK, name_of, verdicts

MAX_BYTES = 1 << 20
SIEHE = "Siehe templates/README.md."
ENDUNG = ".md.j2"
"""How values are escaped depends on what a template makes; all make Markdown (S 52)."""
_SCHMAL = (  # where German keeps two words on one line: § 3, z. B., i. V.
    (re.compile(r"§ (?=[0-9])"), "§\u00a0"),
    (re.compile(r"\b(z|u|d|i|e|o) ?\. ?(B|a|h|V|g|Ä)\."), "\\1.\u00a0\\2."),
)
_KOPF = re.compile(r"\s*\{#-?(.*?)-?#\}", re.DOTALL)
_ANGABE = re.compile(r"^\s*([a-z_]+):\s*(.+?)\s*$", re.MULTILINE)


class Fassung(NamedTuple):
    """One wording of a template: where it stands under `templates/`, its mark, and from which day on it is used."""

    pfad: str
    kennung: str
    gilt_ab: date


class VorlageError(DkbmError):
    """A template cannot be used; the message names it.

    `text` is the line of the filled template that is at fault, where one is.
    """

    def __init__(self, pfad: str, grund: str, hint: str = "") -> None:
        super().__init__(f"templates/{pfad}: {grund}", hint)
        self.pfad = pfad
        self.grund = grund
        self.text = ""


class Vorlagen:
    """The templates of a dataset, given by their names below `templates/`."""

    def __init__(self, dateien: Mapping[str, bytes]) -> None:
        self._dateien = dateien

    def pfade(self) -> tuple[str, ...]:
        """The names of all templates, sorted."""
        return tuple(sorted(pfad for pfad in self._dateien if pfad.endswith(ENDUNG)))

    def text(self, pfad: str) -> str:
        """The text of a template as it is; raises VorlageError for one that is not there, bad text or a huge file."""
        if not pfad.endswith(ENDUNG):
            raise VorlageError(pfad, f"Der Name einer Vorlage endet auf {ENDUNG}.", "Die Datei umbenennen.")
        if pfad not in self._dateien:
            raise VorlageError(pfad, "Diese Vorlage gibt es nicht.")
        if len(self._dateien[pfad]) > MAX_BYTES:
            raise VorlageError(pfad, "Die Vorlage ist größer als 1 MiB.")
        try:
            text = self._dateien[pfad].decode("utf-8").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            raise VorlageError(pfad, "Die Vorlage ist kein UTF-8.", "Die Datei als UTF-8 speichern.") from error
        if unseen := [zeichen for zeichen, code in verdicts(text).items() if code != BLANK]:
            zeile = text.count("\n", 0, text.index(unseen[0])) + 1
            grund = f"Zeile {zeile}: Hier steht ein Zeichen, das nicht zu sehen ist: {name_of(unseen[0])}."
            raise VorlageError(pfad, grund, "Das Zeichen löschen.")
        return text

    def zeile(self, pfade: Iterable[str], text: str) -> tuple[str, int] | None:
        """The template and its line that gave a line of a document, where the words before its first value tell."""
        anfang = re.split("[\ufdd0-\ufdd2]", text, maxsplit=1)[0].strip()
        found = (
            (pfad, number)
            for pfad in pfade
            for number, line in enumerate(typografie(self.text(pfad)).split("\n"), 1)
            if anfang and line.strip().startswith(anfang)
        )
        return next(found, None)

    def fassungen(self, vorlage: str, teil: str) -> tuple[Fassung, ...]:
        """All wordings of one part of a document (`zielvereinbarung`, `modul-1`), the oldest first."""
        pfade = [pfad for pfad in self._dateien if _is_part(PurePosixPath(pfad), vorlage, teil)]
        return tuple(sorted(map(self.fassung, pfade), key=lambda fassung: (fassung.gilt_ab, fassung.pfad)))

    def fassung(self, pfad: str) -> Fassung:
        """What the head of a wording says; raises VorlageError for one without."""
        kopf = _KOPF.match(self.text(pfad))
        angaben = dict(_ANGABE.findall(kopf[1])) if kopf else {}
        try:
            return Fassung(pfad, angaben["fassung"], parse_datum(angaben["gilt_ab"]).lo)
        except (KeyError, ValueError) as error:
            raise VorlageError(pfad, "Im Kopf fehlt, welche Fassung das ist und ab wann sie gilt.", SIEHE) from error


def _is_part(pfad: PurePosixPath, vorlage: str, teil: str) -> bool:
    return pfad.parent == PurePosixPath(vorlage) and pfad.name.startswith(teil) and pfad.name.endswith(ENDUNG)


def typografie(text: str) -> str:
    """Non-breaking spaces in the wording of a template; lines and their numbers stay."""
    for muster, ersatz in _SCHMAL:
        text = muster.sub(ersatz, text)
    return text
