"""Examples of good practice, the Eckpunkte they stand for, and the kinds of what is found beside them."""

from typing import NamedTuple

from dkbm.datum import Datum
from dkbm.diagnostic import Place
from dkbm.model.netzwerk import Satzangabe

TEILE = ("ausgangspunkt", "meilensteine", "etablierung")
"""The parts of an example that are told in sentences; the fourth is whom to ask."""
ARTEN = {
    "beispiel": ("Praxisbeispiel", "Praxisbeispiele"),
    "arbeitspapier": ("Arbeitspapier", "Arbeitspapiere"),
    "publikation": ("Publikation", "Publikationen"),
    "material": ("Material", "Materialien"),
    "fachartikel": ("Fachartikel", "Fachartikel"),
    "reihe": ("Reihe oder Portal", "Reihen oder Portale"),
}
"""What can be found, one and several, in the order in which it is listed."""


class Beispiel(NamedTuple):
    """One file of `data/beispiele/`; `id` is its file name without ending, `stand` the time it speaks of.

    `quellen` hold for each sentence that names none. `kontakt` is the id of a person.
    """

    id: str
    titel: str
    kommune: str
    eckpunkt: int
    quellen: tuple[str, ...]
    place: Place
    titel_erschlossen: bool = False
    schlagworte: tuple[str, ...] = ()
    stand: Datum | None = None
    web: str | None = None
    ausgangspunkt: tuple[Satzangabe, ...] = ()
    meilensteine: tuple[Satzangabe, ...] = ()
    etablierung: tuple[Satzangabe, ...] = ()
    kontakt: str | None = None
    zweifel: str | None = None
    bemerkung: str | None = None


class Eckpunkt(NamedTuple):
    """One of the aims that examples stand for."""

    nummer: int
    name: str
    leitgedanken: tuple[str, ...] = ()


class Auswahlschritt(NamedTuple):
    """A step in which examples were chosen, in the words of the dataset."""

    nummer: int
    text: str


class Eckpunkte(NamedTuple):
    """`data/eckpunkte.yaml`; `reihen` are where examples appear that were not chosen."""

    quellen: tuple[str, ...]
    eckpunkte: tuple[Eckpunkt, ...]
    auswahl: tuple[Auswahlschritt, ...] = ()
    reihen: tuple[str, ...] = ()
    aufbau: tuple[str, ...] = ()
    bemerkung: str | None = None
