"""Which keys an entry may have: the fields of its class, and the few that no class holds (docs/adr/0006)."""

from typing import Any

from dkbm.model.kommune import (
    Angabe,
    Ausnahme,
    Datei,
    Dauer,
    Ereignis,
    Kommune,
    Korrektur,
    Leitung,
    Nachtrag,
    Partei,
    Planzeile,
    Siegel,
    Thema,
    Vereinbarung,
    Vertretung,
    Vorgaenger,
)
from dkbm.model.person import Amt, Kontakt, Person
from dkbm.model.prozess import Ereignisart, Frist, Modul, Nachweis, Phase, Prozess, Tor
from dkbm.model.quelle import Quelle

ABGELEITET = frozenset({"place", "abweichend", "rahmen_bis"})
"""Fields that are no keys: where the entry stands, the other entries of a date that is a list, `rahmen.gilt_bis`."""


def _keys(model: Any, *more: str, derived: frozenset[str] = ABGELEITET) -> frozenset[str]:  # noqa: ANN401 -- a NamedTuple
    """The keys of a class: its fields (`quellen` stand under `quelle`), and `more` that only the file holds."""
    fields = ("quelle" if field == "quellen" else field for field in model._fields if field not in derived)
    return frozenset((*fields, *more))


_DATEI = ABGELEITET | {"id"}  # the id of a file is its name
ERLAUBT: dict[type, frozenset[str]] = {
    Kommune: _keys(Kommune, derived=_DATEI),
    Leitung: _keys(Leitung),
    Vorgaenger: _keys(Vorgaenger),
    Vereinbarung: _keys(Vereinbarung),
    Dauer: _keys(Dauer, "quelle"),
    Partei: _keys(Partei),
    Planzeile: _keys(Planzeile),
    Siegel: _keys(Siegel),
    Nachtrag: _keys(Nachtrag),
    Vertretung: _keys(Vertretung),
    Thema: _keys(Thema),
    Ereignis: _keys(Ereignis),
    Angabe: _keys(Angabe),
    Korrektur: _keys(Korrektur),
    Ausnahme: _keys(Ausnahme),
    Datei: _keys(Datei),
    # what a reader of the file wants to know of a source, and no answer shows
    Quelle: _keys(Quelle, "kuerzel", "abdeckung_bemerkung", "inhalt", "lizenz", "korrektur", "bemerkung", "zweifel"),
    # freigabe belongs to publishing, netzwerk to the view of the network
    Person: _keys(Person, "auch", "netzwerk", "freigabe", "bemerkung", "zweifel", derived=_DATEI),
    Amt: _keys(Amt, "korrektur", "bemerkung", "zweifel"),
    Kontakt: _keys(Kontakt),
    Prozess: _keys(Prozess, "rahmen", "bemerkung"),
    Modul: _keys(Modul, "auch", "quelle", "ergebnis", "dauer", "bemerkung"),
    Phase: _keys(Phase, "quelle", "bemerkung"),
    Tor: _keys(Tor, "bemerkung"),
    Nachweis: _keys(Nachweis, "quelle", "eigene_regel", "bemerkung"),
    Ereignisart: _keys(Ereignisart, "beschreibung"),
    Frist: _keys(Frist, "quelle", "eigene_regel", "bemerkung"),
}
"""The keys of every entry that is projected into a class; a test holds them equal to the properties of the schemas."""

ZUSTIMMUNG = frozenset({"weitergabe_projekttraeger", "namentliche_veroeffentlichung"})
RAHMEN = frozenset({"name", "gilt_ab", "gilt_bis", "quelle", "bemerkung"})
"""The keys of two entries that have no class of their own: what a Kommune agreed to, and what the process hangs on."""
