"""Templates from the dataset: only plain files inside `templates/`, never through a symbolic link."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from jinja2 import BaseLoader, Environment

from dkbm.datum import parse_datum
from dkbm.errors import DkbmError

MAX_BYTES = 1 << 20
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
    """A template cannot be used; the message names it."""

    def __init__(self, pfad: str, grund: str, hint: str = "") -> None:
        super().__init__(f"templates/{pfad}: {grund}", hint)


class Vorlagen(BaseLoader):
    """Jinja's way to the files of one folder `templates/`."""

    def __init__(self, ordner: Path) -> None:
        self.ordner = ordner

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template, set in German typography; raises VorlageError."""
        del environment
        return typografie(self.text(template)), template, lambda: True

    def text(self, pfad: str) -> str:
        """The text as it lies on disk; raises VorlageError for a way out, a link, bad text or a huge file."""
        datei = self._datei(pfad)
        if not datei.is_file():
            raise VorlageError(pfad, "Diese Vorlage gibt es nicht.")
        if datei.stat().st_size > MAX_BYTES:
            raise VorlageError(pfad, "Die Vorlage ist größer als 1 MiB.")
        try:
            return datei.read_bytes().decode("utf-8").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            raise VorlageError(pfad, "Die Vorlage ist kein UTF-8.", "Die Datei als UTF-8 speichern.") from error

    def fassungen(self, vorlage: str, teil: str) -> tuple[Fassung, ...]:
        """All wordings of one part of a document (`zielvereinbarung`, `modul-1`), the oldest first."""
        dateien = sorted((self.ordner / vorlage).glob(f"{teil}*.md.j2"))
        return tuple(
            sorted((self._fassung(f"{vorlage}/{datei.name}") for datei in dateien), key=lambda f: (f.gilt_ab, f.pfad))
        )

    def _fassung(self, pfad: str) -> Fassung:
        kopf = _KOPF.match(self.text(pfad))
        angaben = dict(_ANGABE.findall(kopf[1])) if kopf else {}
        try:
            return Fassung(pfad, angaben["fassung"], parse_datum(angaben["gilt_ab"]).lo)
        except (KeyError, ValueError) as error:
            raise VorlageError(
                pfad, "Im Kopf fehlt, welche Fassung das ist und ab wann sie gilt.", "Siehe templates/README.md."
            ) from error

    def _datei(self, pfad: str) -> Path:
        """Where a template lies; the way is checked step by step, so that no link leads out."""
        teile = PurePosixPath(pfad).parts
        if not teile or "\\" in pfad or pfad.startswith("/") or ".." in teile:
            raise VorlageError(pfad, "Vorlagen liegen im Ordner templates/, nirgends sonst.")
        datei = self.ordner
        for teil in ("", *teile):
            datei = datei / teil
            if _verlinkt(datei):
                raise VorlageError(pfad, "Symbolische Verknüpfungen gelten hier nicht.", "Die Datei selbst ablegen.")
        if not datei.resolve().is_relative_to(self.ordner.resolve()):
            raise VorlageError(pfad, "Vorlagen liegen im Ordner templates/, nirgends sonst.")
        return datei


def typografie(text: str) -> str:
    """Non-breaking spaces in the wording of a template; lines and their numbers stay."""
    for muster, ersatz in _SCHMAL:
        text = muster.sub(ersatz, text)
    return text


def _verlinkt(datei: Path) -> bool:
    """A link of any kind; what leads out in another way is caught by its real path."""
    return datei.is_symlink()
