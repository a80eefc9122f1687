"""Schema and model say the same: what a file may hold has a place in the model, or is named here as not needed yet."""

import pytest

from dkbm.diagnostic import Route
from dkbm.model.auswahl import Auswahl, Leitfragen, Nennung, Punkte, Wertung
from dkbm.model.beispiel import Auswahlschritt, Beispiel, Eckpunkt, Eckpunkte
from dkbm.model.format import Ausgabe, Format, Formatart, Portfolio, Reihe, Teilnahme, Veranstaltung
from dkbm.model.forum import Beitrag
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
from dkbm.model.netzwerk import (
    Auskunft,
    Beitragsart,
    Besetzung,
    Beteiligung,
    Forum,
    Gruppe,
    Gruppenname,
    Jahreszahl,
    Netzwerk,
    Papier,
    Rhythmus,
    Satzangabe,
    Treffen,
    Veroeffentlichung,
    Zahlangabe,
)
from dkbm.model.person import Amt, Aufgabe, Kontakt, Person
from dkbm.model.projektion import beispiel, forum, netzwerk
from dkbm.model.projektion import format as formate
from dkbm.model.projektion.schluessel import ERLAUBT as EVERYWHERE
from dkbm.model.projektion.schluessel import RAHMEN, ZUSTIMMUNG
from dkbm.model.prozess import Ereignisart, Frist, Modul, Nachweis, Phase, Prozess, Tor
from dkbm.model.quelle import Quelle
from dkbm.schema.classes import node_at

ERLAUBT = {**EVERYWHERE, **beispiel.ERLAUBT, **formate.ERLAUBT, **forum.ERLAUBT, **netzwerk.ERLAUBT}
V = ("vereinbarungen", 0)
NOTES = {"bemerkung", "zweifel"}
"""Remarks that no answer shows yet; they are read in the file."""

PAIRS: list[tuple[str, Route, type, set[str]]] = [
    ("kommune", (), Kommune, set()),
    ("kommune", ("leitung", 0), Leitung, set()),
    ("kommune", ("vorgaenger", 0), Vorgaenger, set()),
    ("kommune", V, Vereinbarung, set()),
    ("kommune", (*V, "dauer"), Dauer, {"quelle"}),
    ("kommune", (*V, "kommune"), Partei, set()),
    ("kommune", (*V, "kommune", "vertretung"), Vertretung, set()),
    ("kommune", (*V, "themen", 0), Thema, set()),
    ("kommune", (*V, "umsetzungsplan", 0), Planzeile, set()),
    ("kommune", (*V, "siegel"), Siegel, set()),
    ("kommune", (*V, "nachtraege", 0), Nachtrag, set()),
    ("kommune", ("verlauf", 0), Ereignis, set()),
    ("kommune", ("verlauf", 0, "datum", 0), Angabe, set()),
    ("kommune", ("verlauf", 0, "korrektur"), Korrektur, set()),
    ("kommune", ("verlauf", 0, "ausnahme"), Ausnahme, set()),
    ("kommune", ("verlauf", 0, "datei"), Datei, set()),
    ("quellen", ("quellen", 0), Quelle, {"kuerzel", "abdeckung_bemerkung", "inhalt", "lizenz", "korrektur", *NOTES}),
    ("kommune", ("betreuung", 0), Betreuung, set()),
    ("kommune", ("unterlagen", 0), Unterlage, set()),
    # freigabe belongs to publishing
    ("person", (), Person, {"auch", "freigabe", *NOTES}),
    ("person", ("netzwerk", 0), Aufgabe, {"korrektur"}),
    ("person", ("aemter", 0), Amt, {"korrektur", *NOTES}),
    ("person", ("kontakt",), Kontakt, set()),
    ("gruppe", (), Gruppe, set()),
    ("gruppe", ("namen", 0), Gruppenname, set()),
    ("gruppe", ("besetzung",), Besetzung, set()),
    ("gruppe", ("rhythmus", 0), Rhythmus, set()),
    ("gruppe", ("treffen", 0), Treffen, set()),
    ("gruppe", ("treffen", 0, "teilnehmende", 0), Zahlangabe, set()),
    ("gruppe", ("treffen", 0, "papiere", 0), Papier, set()),
    ("gruppe", ("treffen_je_jahr", 0), Jahreszahl, set()),
    ("netzwerk", (), Netzwerk, set()),
    ("netzwerk", ("treffen", 0), Treffen, set()),
    ("netzwerk", ("beteiligung", 0), Beteiligung, set()),
    ("netzwerk", ("ziele", 0), Satzangabe, set()),
    ("netzwerk", ("auskunft", 0), Auskunft, set()),
    ("netzwerk", ("forum",), Forum, set()),
    ("netzwerk", ("forum", "beitragsarten", 0), Beitragsart, set()),
    ("netzwerk", ("veroeffentlichungen", 0), Veroeffentlichung, set()),
    ("formate", (), Portfolio, set()),
    ("formate", ("arten", 0), Formatart, set()),
    ("formate", ("formate", 0), Format, set()),
    ("formate", ("formate", 0, "teilnahme"), Teilnahme, set()),
    ("agentur", ("veranstaltungen", 0), Veranstaltung, set()),
    ("agentur", ("veroeffentlichungen", 0), Reihe, set()),
    ("agentur", ("veroeffentlichungen", 0, "ausgaben", 0), Ausgabe, set()),
    ("forum", (), Beitrag, set()),
    ("beispiel", (), Beispiel, set()),
    ("eckpunkte", (), Eckpunkte, set()),
    ("eckpunkte", ("eckpunkte", 0), Eckpunkt, set()),
    ("eckpunkte", ("auswahl", 0), Auswahlschritt, set()),
    ("material", ("material", 0), Veroeffentlichung, set()),
    ("auswahl", (), Auswahl, set()),
    ("auswahl", ("eckpunkte", 0), Leitfragen, set()),
    ("auswahl", ("nennungen", 0), Nennung, set()),
    ("auswahl", ("priorisierung", 0), Wertung, set()),
    ("auswahl", ("priorisierung", 0, "punkte", 0), Punkte, set()),
    ("prozess", (), Prozess, {"rahmen", "bemerkung"}),
    ("prozess", ("module", 0), Modul, {"auch", "quelle", "ergebnis", "dauer", "bemerkung"}),
    ("prozess", ("module", 0, "phasen", 0), Phase, {"quelle", "bemerkung"}),
    ("prozess", ("tore", 0), Tor, {"bemerkung"}),
    ("prozess", ("tore", 0, "verlangt", 0), Nachweis, {"quelle", "eigene_regel", "bemerkung"}),
    ("prozess", ("ereignisse", 0), Ereignisart, {"beschreibung"}),
    ("prozess", ("fristen", 0), Frist, {"quelle", "eigene_regel", "bemerkung"}),
]
RENAMED = {"quelle": "quellen"}
DERIVED = {
    "id": "the name of the file",
    "gruppe": "the name of its folder",
    "place": "where the entry stands",
    "abweichend": "the other entries of a date that is a list",
    "rahmen_bis": "rahmen.gilt_bis",
    "land": "what dkbm.yaml says",
}
"""Fields of the model that are no fields of a file."""


@pytest.mark.parametrize(("kind", "route", "model", "left_out"), PAIRS, ids=[pair[2].__name__ for pair in PAIRS])
def test_every_field_of_a_file_has_its_place_in_the_model(
    kind: str, route: Route, model: type, left_out: set[str]
) -> None:
    node = node_at(kind, route)
    assert node is not None
    fields = set(model.__annotations__)
    known = {name if name in fields else RENAMED.get(name, name) for name in node["properties"]}
    assert {name for name in node["properties"] if not {name, RENAMED.get(name)} & fields} == left_out
    assert fields - known <= set(DERIVED)


@pytest.mark.parametrize(("kind", "route", "model", "left_out"), PAIRS, ids=[pair[2].__name__ for pair in PAIRS])
def test_the_projection_allows_just_the_keys_of_the_schema(
    kind: str, route: Route, model: type, left_out: set[str]
) -> None:
    """`status` loads no validator: what it refuses must be what `validate` refuses."""
    node = node_at(kind, route)
    assert node is not None
    assert node["additionalProperties"] is False
    assert ERLAUBT[model] == set(node["properties"])
    assert left_out <= ERLAUBT[model]


@pytest.mark.parametrize(
    ("kind", "route", "allowed"),
    [("kommune", (*V, "zustimmung"), ZUSTIMMUNG), ("prozess", ("rahmen",), RAHMEN)],
    ids=["zustimmung", "rahmen"],
)
def test_entries_without_a_class_allow_the_keys_of_the_schema(kind: str, route: Route, allowed: frozenset[str]) -> None:
    node = node_at(kind, route)
    assert node is not None
    assert set(node["properties"]) == allowed


def test_every_class_with_allowed_keys_is_compared() -> None:
    assert set(ERLAUBT) == {model for _, _, model, _ in PAIRS}
