"""The network: its groups with their names over time, their meetings, how often they meet."""

from typing import NamedTuple

from dkbm.datum import Datum
from dkbm.diagnostic import Place
from dkbm.model.kommune import Angabe, Datei

NETZWERK = "netzwerk"
"""The id of the network as a whole, where a group may be named."""
GRUPPENARTEN = {
    "arbeitsgruppe": "Arbeitsgruppe",
    "unterarbeitsgruppe": "Unterarbeitsgruppe",
    "konzeptgruppe": "Konzeptgruppe",
}
"""What a group is, with its name, in the order in which groups are listed."""


class Satzangabe(NamedTuple):
    """A sentence of a source; `datum` says of which time it speaks."""

    text: str
    quellen: tuple[str, ...]
    place: Place
    datum: Datum | None = None
    bis: Datum | None = None
    geplant: bool = False
    bemerkung: str | None = None
    zweifel: str | None = None
    erschlossen: bool = False


class Beteiligung(NamedTuple):
    """A sentence of a source on taking part; `art` says of what (`zielgruppe`, `kosten`, `anmeldung` …)."""

    art: str
    text: str
    quellen: tuple[str, ...]
    place: Place
    datum: Datum | None = None
    bemerkung: str | None = None
    zweifel: str | None = None
    erschlossen: bool = False


class Gruppenname(NamedTuple):
    """A name of a group with the time for which it is attested; without a date nobody says for when."""

    name: str
    quellen: tuple[str, ...]
    place: Place
    datum: Datum | None = None
    bemerkung: str | None = None
    zweifel: str | None = None
    erschlossen: bool = False


class Rhythmus(NamedTuple):
    """What a source says on how often one meets: `mindestens` and `hoechstens` are meetings a year.

    `gilt_fuer` says whose meetings: those of every `arbeitsgruppe`, of the `netzwerk`, or (None) of the group itself.
    """

    text: str
    quellen: tuple[str, ...]
    place: Place
    gilt_fuer: str | None = None
    mindestens: int | None = None
    hoechstens: int | None = None
    datum: Datum | None = None
    bemerkung: str | None = None
    zweifel: str | None = None
    erschlossen: bool = False


class Zahlangabe(NamedTuple):
    """How many there were, in the words of a source (`rund 40`)."""

    angabe: str
    quellen: tuple[str, ...]
    bemerkung: str | None = None
    zweifel: str | None = None
    erschlossen: bool = False


class Papier(NamedTuple):
    """A paper of a meeting; `datei` is the document in the dataset."""

    titel: str
    datei: Datei | None = None


class Treffen(NamedTuple):
    """A meeting; `datum` is the preferred date, `abweichend` what other sources say.

    `teilnehmende` holds more than one entry where sources disagree. `geplant` marks one that is only announced and
    never counts as held. `zugleich` are groups of which it was a meeting too.
    """

    name: str
    quellen: tuple[str, ...]
    place: Place
    art: str | None = None
    datum: Datum | None = None
    abweichend: tuple[Angabe, ...] = ()
    ort: str | None = None
    gastgeber: str | None = None
    zugleich: tuple[str, ...] = ()
    themen: tuple[str, ...] = ()
    teilnehmende: tuple[Zahlangabe, ...] = ()
    papiere: tuple[Papier, ...] = ()
    geplant: bool = False
    bemerkung: str | None = None
    zweifel: str | None = None
    erschlossen: bool = False


class Jahreszahl(NamedTuple):
    """How many meetings a source counts for a year (four digits), up to `bis` if it counts only a part of it."""

    jahr: str
    anzahl: int
    quellen: tuple[str, ...]
    place: Place
    bis: Datum | None = None
    bemerkung: str | None = None
    zweifel: str | None = None
    erschlossen: bool = False


class Besetzung(NamedTuple):
    """How many persons the Konzeptgruppe has for each Arbeitsgruppe."""

    je: str
    sprecheramt: int
    stellvertretung: int
    weitere_hoechstens: int
    quellen: tuple[str, ...]


class Gruppe(NamedTuple):
    """One file of `data/netzwerk/` but that of the whole; `id` is its file name without ending.

    `namen` has the preferred one first; who belongs to it stands with the persons. `offen` is what no source says.
    """

    id: str
    kennung: str
    art: str
    place: Place
    namen: tuple[Gruppenname, ...] = ()
    teil_von: str | None = None
    auch: tuple[Gruppenname, ...] = ()
    mitglieder: tuple[Satzangabe, ...] = ()
    zweck: tuple[Satzangabe, ...] = ()
    ablauf: tuple[Satzangabe, ...] = ()
    themen: tuple[Satzangabe, ...] = ()
    besetzung: Besetzung | None = None
    rhythmus: tuple[Rhythmus, ...] = ()
    treffen: tuple[Treffen, ...] = ()
    treffen_je_jahr: tuple[Jahreszahl, ...] = ()
    offen: tuple[str, ...] = ()
    bemerkung: str | None = None


class Veroeffentlichung(NamedTuple):
    """A paper, article or piece of material; `beschlossen_von` adopted this `fassung`, as far as a source says so.

    `reihe` is the id of the format it is an issue of. Those that groups worked on stand with the network, all others
    in `data/material.yaml`.
    """

    id: str
    titel: str
    quellen: tuple[str, ...]
    place: Place
    art: str = "publikation"
    datum: Datum | None = None
    fassung: str | None = None
    kommune: str | None = None
    gruppen: tuple[str, ...] = ()
    beschlossen_von: tuple[str, ...] = ()
    reihe: str | None = None
    herausgeber: str | None = None
    schlagworte: tuple[str, ...] = ()
    eckpunkte: tuple[int, ...] = ()
    inhalt: tuple[str, ...] = ()
    web: str | None = None
    bemerkung: str | None = None
    zweifel: str | None = None


class Auskunft(NamedTuple):
    """Where on the web something is told of the network."""

    web: str
    quellen: tuple[str, ...]
    datum: Datum | None = None
    bemerkung: str | None = None


class Beitragsart(NamedTuple):
    """A kind of contribution to the forum."""

    art: str
    name: str


class Forum(NamedTuple):
    """What sources say of the forum: how it came to be, what it is used for, the kinds of contributions."""

    quellen: tuple[str, ...]
    schritte: tuple[Satzangabe, ...] = ()
    nutzung: tuple[Satzangabe, ...] = ()
    beitragsarten: tuple[Beitragsart, ...] = ()


class Netzwerk(NamedTuple):
    """`data/netzwerk/netzwerk.yaml`: the network as a whole."""

    name: str
    place: Place
    entstehung: tuple[Satzangabe, ...] = ()
    ziele: tuple[Satzangabe, ...] = ()
    hintergrund: tuple[Satzangabe, ...] = ()
    vorteile: tuple[Satzangabe, ...] = ()
    beteiligung: tuple[Beteiligung, ...] = ()
    auskunft: tuple[Auskunft, ...] = ()
    sprecheramt: tuple[Satzangabe, ...] = ()
    rhythmus: tuple[Rhythmus, ...] = ()
    jahrestreffen: tuple[Satzangabe, ...] = ()
    treffen: tuple[Treffen, ...] = ()
    chronik: tuple[Satzangabe, ...] = ()
    forum: Forum | None = None
    veroeffentlichungen: tuple[Veroeffentlichung, ...] = ()
    offen: tuple[str, ...] = ()
    bemerkung: str | None = None
