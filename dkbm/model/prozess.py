"""The process as data: modules, phases, gates, event kinds, deadlines and the framework they hang on."""

from typing import NamedTuple

from dkbm.datum import Datum
from dkbm.diagnostic import Place

SCHRITTE = ("beginn", "abschluss")
WIRKUNGEN = ("modul", "prozess", "keine")
BEDEUTUNGEN = ("belegt", "beginn", "abschluss", "pause", "wiederaufnahme", "ausstieg", "nicht_genannt")


class Phase(NamedTuple):
    """A phase of a module, e.g. the 2. Umsetzungsphase of Modul 4."""

    nummer: int
    name: str


class Modul(NamedTuple):
    """A module of the process, in the order of its number."""

    nummer: int
    name: str
    phasen: tuple[Phase, ...] = ()


class Nachweis(NamedTuple):
    """One piece of evidence a gate asks for: an event kind or `zielvereinbarung`, and who can supply it."""

    nachweis: str
    modul: int | None
    wer: str


class Tor(NamedTuple):
    """What must be attested before a step: the `beginn` or `abschluss` of a module (and phase)."""

    schritt: str
    modul: int
    phase: int | None
    verlangt: tuple[Nachweis, ...]


class Ereignisart(NamedTuple):
    """What an event kind does to the state.

    `wirkung` is `modul`, `prozess` or `keine`; `bedeutet` is one of `belegt`, `beginn`, `abschluss`, `pause`,
    `wiederaufnahme`, `ausstieg`, `nicht_genannt`.
    """

    art: str
    name: str
    wirkung: str
    bedeutet: str = "belegt"

    @property
    def moves(self) -> bool:
        """Whether events of this kind say anything about where a Kommune stands."""
        return self.wirkung != "keine"


GILT_FUER = ("kommune", "arbeitsgruppe", "netzwerk")
"""Whom a duty may fall on."""


class Frist(NamedTuple):
    """A duty that falls due `monate` after the latest event `ab` (or after `zuletzt_belegt`).

    `rahmen` says that the duty ends with the framework; `modul` limits it to Kommunen in that module. `gilt_fuer` is
    a word of `GILT_FUER`: groups and the network are bound by what counts from their last `treffen`.
    """

    art: str
    ab: str
    monate: int
    modul: int | None
    rahmen: bool
    name: str | None = None
    gilt_fuer: str = "kommune"


class Prozess(NamedTuple):
    """`data/prozess.yaml`. `rahmen_bis` is the last time the funding framework holds, None without one.

    `land` is that of `dkbm.yaml`: its public holidays move the day on which something falls due.
    """

    place: Place
    module: tuple[Modul, ...]
    tore: tuple[Tor, ...]
    ereignisse: dict[str, Ereignisart]
    fristen: tuple[Frist, ...]
    rahmen_bis: Datum | None = None
    land: str = ""
