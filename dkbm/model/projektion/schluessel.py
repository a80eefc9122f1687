"""Which keys an entry may have: the fields of its class, and the few that no class holds (docs/adr/0006)."""

from typing import Any

from dkbm.model.kommune import (
    Angabe,
    Ausnahme,
    Betreuung,
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
    Unterlage,
    Vereinbarung,
    Vertretung,
    Vorgaenger,
)
from dkbm.model.person import Amt, Aufgabe, Kontakt, Person
from dkbm.model.prozess import Ereignisart, Frist, Modul, Nachweis, Phase, Prozess, Tor
from dkbm.model.quelle import Quelle

ABGELEITET = frozenset({"place", "abweichend", "rahmen_bis", "land"})
"""Fields that are no keys: where the entry stands, the other entries of a date that is a list, `rahmen.gilt_bis`, and
what `dkbm.yaml` says."""


def keys_of(model: Any, *more: str, derived: frozenset[str] = ABGELEITET) -> frozenset[str]:  # noqa: ANN401 -- a NamedTuple
    """The keys of a class: its fields (`quellen` stand under `quelle`), and `more` that only the file holds."""
    fields = ("quelle" if field == "quellen" else field for field in model._fields if field not in derived)
    return frozenset((*fields, *more))


_DATEI = ABGELEITET | {"id"}  # the id of a file is its name
ERLAUBT: dict[type, frozenset[str]] = {
    Kommune: keys_of(Kommune, derived=_DATEI),
    Betreuung: keys_of(Betreuung),
    Unterlage: keys_of(Unterlage),
    Leitung: keys_of(Leitung),
    Vorgaenger: keys_of(Vorgaenger),
    Vereinbarung: keys_of(Vereinbarung),
    Dauer: keys_of(Dauer, "quelle"),
    Partei: keys_of(Partei),
    Planzeile: keys_of(Planzeile),
    Siegel: keys_of(Siegel),
    Nachtrag: keys_of(Nachtrag),
    Vertretung: keys_of(Vertretung),
    Thema: keys_of(Thema),
    Ereignis: keys_of(Ereignis),
    Angabe: keys_of(Angabe),
    Korrektur: keys_of(Korrektur),
    Ausnahme: keys_of(Ausnahme),
    Datei: keys_of(Datei),
    # what a reader of the file wants to know of a source, and no answer shows
    Quelle: keys_of(Quelle, "kuerzel", "abdeckung_bemerkung", "inhalt", "lizenz", "korrektur", "bemerkung", "zweifel"),
    # freigabe belongs to publishing
    Person: keys_of(Person, "auch", "freigabe", "bemerkung", "zweifel", derived=_DATEI),
    Amt: keys_of(Amt, "korrektur", "bemerkung", "zweifel"),
    Aufgabe: keys_of(Aufgabe, "korrektur"),
    Kontakt: keys_of(Kontakt),
    Prozess: keys_of(Prozess, "rahmen", "bemerkung"),
    Modul: keys_of(Modul, "auch", "quelle", "ergebnis", "dauer", "bemerkung"),
    Phase: keys_of(Phase, "quelle", "bemerkung"),
    Tor: keys_of(Tor, "bemerkung"),
    Nachweis: keys_of(Nachweis, "quelle", "eigene_regel", "bemerkung"),
    Ereignisart: keys_of(Ereignisart, "beschreibung"),
    Frist: keys_of(Frist, "quelle", "eigene_regel", "bemerkung"),
}
"""The keys of every entry that is projected into a class; a test holds them equal to the properties of the schemas."""

ZUSTIMMUNG = frozenset({"weitergabe_projekttraeger", "namentliche_veroeffentlichung"})
RAHMEN = frozenset({"name", "gilt_ab", "gilt_bis", "quelle", "bemerkung"})
"""The keys of two entries that have no class of their own: what a Kommune agreed to, and what the process hangs on."""
