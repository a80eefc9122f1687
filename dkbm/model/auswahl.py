"""How groups choose examples: Leitfragen, Nennungen and Priorisierung as data, never by person."""

from typing import NamedTuple

from dkbm.datum import Datum
from dkbm.diagnostic import Place


class Leitfragen(NamedTuple):
    """An Eckpunkt that examples are wanted for, and what they are measured by."""

    eckpunkt: int
    leitfragen: tuple[str, ...] = ()


class Nennung(NamedTuple):
    """A group names a Kommune for an Eckpunkt."""

    eckpunkt: int
    kommune: str
    gruppe: str
    place: Place
    datum: Datum | None = None
    quellen: tuple[str, ...] = ()
    bemerkung: str | None = None


class Punkte(NamedTuple):
    """How many points a group gives to a Kommune."""

    kommune: str
    punkte: int


class Wertung(NamedTuple):
    """How a group ranks what was named for an Eckpunkt: by `rangfolge`, best first, or by `punkte`."""

    eckpunkt: int
    gruppe: str
    place: Place
    rangfolge: tuple[str, ...] = ()
    punkte: tuple[Punkte, ...] = ()
    datum: Datum | None = None
    bemerkung: str | None = None


class Auswahl(NamedTuple):
    """One file of `data/auswahl/`; `id` is its file name without ending, `gruppen` are those that take part."""

    id: str
    titel: str
    gruppen: tuple[str, ...]
    eckpunkte: tuple[Leitfragen, ...]
    place: Place
    datum: Datum | None = None
    nennungen: tuple[Nennung, ...] = ()
    priorisierung: tuple[Wertung, ...] = ()
    bemerkung: str | None = None
