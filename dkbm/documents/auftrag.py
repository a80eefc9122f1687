"""What a view is asked for: the data, the day, and what the document is about."""

from datetime import date
from typing import NamedTuple

from dkbm.dataset import Dataset
from dkbm.datum import Datum
from dkbm.documents.angaben import Inhalt
from dkbm.documents.gaps import Luecke, Luecken
from dkbm.errors import DkbmError
from dkbm.model.kommune import Kommune, Vereinbarung


class Auftrag(NamedTuple):
    """One document to make. What does not belong to its kind is None; `luecken` collects what the data lack.

    `gruppe` and `beispiel` are ids of the dataset, `treffen` is the index in the group's list, `von` and `bis` bound
    the period of a report. `nachtrag` is the number (from 1) of a recorded Nachtrag to the agreement.
    """

    dataset: Dataset
    stichtag: date
    luecken: Luecken
    kommune: Kommune | None = None
    vereinbarung: Vereinbarung | None = None
    modul: int | None = None
    gruppe: str | None = None
    treffen: int | None = None
    beispiel: str | None = None
    von: date | None = None
    bis: date | None = None
    nachtrag: int | None = None

    @property
    def unterzeichnet(self) -> Datum | None:
        """The day the agreement, or the recorded Nachtrag to it, was signed; None where none is known."""
        if self.vereinbarung is None:
            return None
        if self.nachtrag is not None:
            return self.vereinbarung.nachtraege[self.nachtrag - 1].unterzeichnet
        return self.vereinbarung.unterzeichnet


class NichtsZuAendernError(DkbmError):
    """The agreement still is what both sides signed: there is no document to make (exit status 1)."""

    status = 1


class Ansicht(NamedTuple):
    """The values of a document by name, the fields the data do not have, and pictures (SVG) by name."""

    daten: dict[str, Inhalt]
    luecken: tuple[Luecke, ...] = ()
    bilder: dict[str, bytes] = {}  # noqa: RUF012 -- a default of a named tuple that nobody changes
