"""A Kommune with its agreements and the dated events its state is derived from."""

from typing import NamedTuple

from dkbm.datum import Datum
from dkbm.diagnostic import Place

VERBUND = "verbund"
ARTEN = {"landkreis": "Landkreis", "region": "Region", "kreisfreie-stadt": "Stadt", VERBUND: ""}
"""Kinds of a Kommune (and of a partner) and the word that opens its official name."""
PROGRAMME = {
    "lernen-vor-ort": "Lernen vor Ort",
    "bildung-integriert": "Bildung integriert",
    "bildungskommunen": "Bildungskommunen",
    "koordinierung-neuzugewanderte": "Koordinierung der Bildungsangebote für Neuzugewanderte",
    "bildungsregion": "Bildungsregion",
}
"""The names of the Förderprogramme, by their ids in an event."""
VEREINE = {"traegerverein": "Trägerverein", "nachfolgeverein": "Nachfolgeverein"}
"""What the associations are called, by their words in an event."""


class Thema(NamedTuple):
    """What a Kommune works on, in the words of the source, with keywords of `data/themen.yaml`."""

    text: str
    schlagworte: tuple[str, ...] = ()


class Angabe(NamedTuple):
    """One of several values that sources give for the same date; `datum` is None where it is not attested."""

    datum: Datum | None
    quellen: tuple[str, ...]
    bemerkung: str | None = None


class Korrektur(NamedTuple):
    """When and why an assertion was corrected."""

    datum: Datum
    grund: str


class Datei(NamedTuple):
    """A document beside the data: its path from the root of the dataset, and its SHA-256 when it was entered."""

    pfad: str
    sha256: str


class Ausnahme(NamedTuple):
    """Why a step was taken although its gate was not met: documented when, and until when it holds (None: for good)."""

    datum: Datum
    grund: str
    bis: Datum | None = None


class Ereignis(NamedTuple):
    """One assertion of the `verlauf`.

    `datum` is the preferred date, None where no source gives one; `abweichend` holds what other sources say.
    """

    ereignis: str
    place: Place
    quellen: tuple[str, ...]
    datum: Datum | None = None
    modul: int | None = None
    phase: int | None = None
    geplant: bool = False
    grundlage: str | None = None
    inhalt: str | None = None
    bemerkung: str | None = None
    themen: tuple[Thema, ...] = ()
    abweichend: tuple[Angabe, ...] = ()
    programm: str | None = None
    gremium: str | None = None
    verein: str | None = None
    stufe: str | None = None
    person: str | None = None
    zweifel: str | None = None
    erschlossen: bool = False
    korrektur: Korrektur | None = None
    ausnahme: Ausnahme | None = None
    datei: Datei | None = None


class Vertretung(NamedTuple):
    """Who signs for a party: the office, and the person (by id) where a source names one."""

    amt: str
    person: str | None = None
    in_vertretung: str | None = None


class Partei(NamedTuple):
    """One side of an agreement."""

    vertretung: Vertretung | None = None
    ansprechperson: str | None = None


class Dauer(NamedTuple):
    """A duration in months, from an event on."""

    monate: tuple[int, int]
    ab: str


class Planzeile(NamedTuple):
    """One line of the Umsetzungsplan of Modul 4: what is to be reached, by which formats (ids), and when."""

    teilziel: str
    place: Place
    formate: tuple[str, ...] = ()
    zeitplan: Datum | None = None


class Siegel(NamedTuple):
    """The SHA-256 of what an agreement said when it was signed (see `dkbm.model.siegel`)."""

    sha256: str


class Nachtrag(NamedTuple):
    """A later agreement of both sides that changes a signed one, with the seal of what holds since."""

    unterzeichnet: Datum
    place: Place
    quellen: tuple[str, ...]
    siegel: Siegel
    bemerkung: str | None = None
    datei: Datei | None = None


class Vereinbarung(NamedTuple):
    """A Zielvereinbarung or Vereinbarung; `unterzeichnet` is None where no source gives the day.

    One that is `geplant` is a draft that nobody has signed yet.
    """

    id: str
    art: str
    place: Place
    quellen: tuple[str, ...]
    modul: int | None = None
    unterzeichnet: Datum | None = None
    abweichend: tuple[Angabe, ...] = ()
    ort: str | None = None
    beginn_geplant: Datum | None = None
    dauer: Dauer | None = None
    anknuepfung: str | None = None
    ziele: tuple[str, ...] = ()
    themen: tuple[Thema, ...] = ()
    kommune: Partei = Partei()
    agentur: Partei = Partei()
    zustimmung: dict[str, bool] | None = None
    bemerkung: str | None = None
    phase: int | None = None
    zweifel: str | None = None
    korrektur: Korrektur | None = None
    datei: Datei | None = None
    umsetzungsplan: tuple[Planzeile, ...] = ()
    siegel: Siegel | None = None
    nachtraege: tuple[Nachtrag, ...] = ()
    geplant: bool = False


class Leitung(NamedTuple):
    """The office of the head of a Kommune as attested at a time (`landrat`, `oberbuergermeisterin` …)."""

    amt: str
    datum: Datum | None
    quellen: tuple[str, ...]
    person: str | None = None
    bemerkung: str | None = None


class Vorgaenger(NamedTuple):
    """A Kommune that went up in this one on the day after `bis`."""

    schluessel: str
    name: str
    bis: Datum
    quellen: tuple[str, ...]
    bemerkung: str | None = None


class Betreuung(NamedTuple):
    """Which person of the agency looks after a Kommune, from `datum` on and until `bis` (its last day)."""

    person: str
    place: Place
    quellen: tuple[str, ...]
    datum: Datum | None = None
    bis: Datum | None = None
    bemerkung: str | None = None


class Unterlage(NamedTuple):
    """Internal material of the Kommune that the agency holds.

    It is gone once `vernichtet` says when, with the `nachweis`; `aufbewahren` is the reason why it is kept instead.
    """

    id: str
    titel: str
    place: Place
    quellen: tuple[str, ...]
    erhalten: Datum | None = None
    ablage: str | None = None
    vernichtet: Datum | None = None
    nachweis: str | None = None
    aufbewahren: str | None = None
    bemerkung: str | None = None


class Kommune(NamedTuple):
    """One file of `data/kommunen/` (or `data/partner/`, then without `schluessel` and with art `verbund`).

    `id` is the file name without its ending; `schluessel` are five digits.
    """

    id: str
    name: str
    art: str
    place: Place
    quellen: tuple[str, ...] = ()
    schluessel: str | None = None
    auch: tuple[str, ...] = ()
    leitung: tuple[Leitung, ...] = ()
    vorgaenger: tuple[Vorgaenger, ...] = ()
    vereinbarungen: tuple[Vereinbarung, ...] = ()
    verlauf: tuple[Ereignis, ...] = ()
    bemerkung: str | None = None
    betreuung: tuple[Betreuung, ...] = ()
    unterlagen: tuple[Unterlage, ...] = ()

    @property
    def offizieller_name(self) -> str:
        """The name with its kind: `Landkreis Harburg`, `Stadt Emden`, `Region Hannover`."""
        return f"{ARTEN[self.art]} {self.name}".strip()
