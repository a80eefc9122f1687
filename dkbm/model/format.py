"""The formats of the agency: what it offers by name, for whom, and the events and papers that belong to them."""

from typing import NamedTuple

from dkbm.datum import Datum
from dkbm.diagnostic import Place
from dkbm.model.kommune import Angabe
from dkbm.model.netzwerk import Zahlangabe

TEILNAHME = {
    "alle": "offen für alle",
    "vereinbarung": "für Kommunen mit Zielvereinbarung",
    "modul": "für Kommunen in einem Modul",
    "mitglieder": "für Mitglieder des Netzwerkes",
}
"""Who may attend, as a source says it, in words."""


class Teilnahme(NamedTuple):
    """Who may attend (`wer` is a word of `TEILNAHME`), and which source says so."""

    wer: str
    quellen: tuple[str, ...]


class Formatart(NamedTuple):
    """A kind of formats; `teilnahme` is None where no source says who may attend. `fuer` is what a source says of it.

    `eigene_einteilung` marks a kind that no source knows.
    """

    id: str
    name: str
    place: Place
    quellen: tuple[str, ...]
    fuer: str | None = None
    teilnahme: Teilnahme | None = None
    eigene_einteilung: bool = False
    bemerkung: str | None = None


class Format(NamedTuple):
    """A format by the name a source gives it; `module` are those it is attested in, () for none.

    `teilnahme` is set only where a source says another thing of it than of its kind.
    """

    id: str
    name: str
    art: str
    place: Place
    quellen: tuple[str, ...]
    module: tuple[int, ...] = ()
    teilnahme: Teilnahme | None = None
    bemerkung: str | None = None


class Portfolio(NamedTuple):
    """`data/formate.yaml`; `offen` is what no source says."""

    arten: tuple[Formatart, ...]
    formate: tuple[Format, ...]
    offen: tuple[str, ...] = ()


class Veranstaltung(NamedTuple):
    """An event of the agency; `format` and `zugleich` are ids of formats that a source calls it by.

    `datum` is the preferred date of its first day, `abweichend` what other sources say; `ende` is the last day.
    """

    name: str
    place: Place
    quellen: tuple[str, ...] = ()
    format: str | None = None
    zugleich: tuple[str, ...] = ()
    datum: Datum | None = None
    abweichend: tuple[Angabe, ...] = ()
    ende: Datum | None = None
    ort: str | None = None
    teilnehmende: tuple[Zahlangabe, ...] = ()
    bemerkung: str | None = None
    zweifel: str | None = None

    @property
    def formate(self) -> tuple[str, ...]:
        """The ids of all formats it is called by."""
        return (*((self.format,) if self.format is not None else ()), *self.zugleich)


class Ausgabe(NamedTuple):
    """An issue of a series."""

    datum: Datum
    quellen: tuple[str, ...]
    bemerkung: str | None = None


class Reihe(NamedTuple):
    """A series or place in which the agency publishes; its `id` is that of a format."""

    id: str
    name: str
    art: str
    place: Place
    quellen: tuple[str, ...]
    web: str | None = None
    inhalt: str | None = None
    ausgaben: tuple[Ausgabe, ...] = ()
    bemerkung: str | None = None


class Angebot(NamedTuple):
    """What `data/agentur.yaml` says of events and series; the rest of that file has no model."""

    veranstaltungen: tuple[Veranstaltung, ...] = ()
    reihen: tuple[Reihe, ...] = ()
