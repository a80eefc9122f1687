"""Documents on the Land and on one Kommune: as they were read and found right, whole, and for everyone."""

import re
from datetime import date

import pytest

from dkbm.documents.angaben import Angabe, numbered
from dkbm.documents.render import Dokument
from dkbm.documents.tree import Table, plain
from dkbm.model.kommune import Kommune
from dkbm.schema.classes import klasse_at
from tests.dokumente import datensatz, geschrieben, koerper, worte
from tests.goldene import require_golden
from tests.landdokumente import KOMMUNEN, bestellt, echt, land, view
from tests.papiere import bloecke

JAHR_2018 = (date(2018, 1, 1), date(2018, 12, 31))
BESTELLUNGEN = {
    "uebersicht-2024-02-01": ("uebersicht", bestellt(echt(), date(2024, 2, 1))),
    "uebersicht-2026-11-22": ("uebersicht", bestellt(echt())),
    "netzwerkuebersicht-2026-11-22": ("netzwerkuebersicht", bestellt(echt())),
    "sachstandsbericht-2018": ("sachstandsbericht", bestellt(echt(), zeitraum=JAHR_2018)),
    **{f"steckbrief-{kommune}": ("steckbrief", bestellt(echt(), kommune=kommune)) for kommune in KOMMUNEN},
}
FRUEHER = {
    "uebersicht-2010": ("uebersicht", bestellt(echt(), date(2010, 1, 1))),
    "uebersicht-2016": ("uebersicht", bestellt(echt(), date(2016, 12, 31))),
    "uebersicht-2019": ("uebersicht", bestellt(echt(), date(2019, 12, 31))),
    "netzwerk-2012": ("netzwerkuebersicht", bestellt(echt(), date(2012, 1, 1))),
    "netzwerk-2018": ("netzwerkuebersicht", bestellt(echt(), date(2018, 3, 1))),
    "bericht-2010": ("sachstandsbericht", bestellt(echt(), zeitraum=(date(2010, 1, 1), date(2010, 12, 31)))),
    "bericht-2024": ("sachstandsbericht", bestellt(echt(), zeitraum=(date(2024, 1, 1), date(2026, 9, 30)))),
    "bericht-tag": ("sachstandsbericht", bestellt(echt(), zeitraum=(date(2018, 7, 1), date(2018, 7, 1)))),
    "muster-uebersicht": ("uebersicht", bestellt(datensatz())),
    "muster-netzwerk": ("netzwerkuebersicht", bestellt(datensatz())),
    "muster-bericht": ("sachstandsbericht", bestellt(datensatz(), zeitraum=JAHR_2018)),
    "muster-steckbrief": ("steckbrief", bestellt(datensatz(), kommune="landkreis-musterland")),
    "muster-ohne": ("steckbrief", bestellt(datensatz(), kommune="region-ohnedaten")),
}
OEFFENTLICH = ("uebersicht", "netzwerkuebersicht", "sachstandsbericht")


@pytest.mark.parametrize("name", BESTELLUNGEN)
def test_m72_a_document_is_the_one_that_was_read_and_found_right(name: str, update: bool) -> None:
    vorlage, auftrag = BESTELLUNGEN[name]
    text = koerper(geschrieben(land(vorlage, auftrag)))
    require_golden(f"dokumente/{name}.md", text, update=update)


def makel(document: Dokument) -> list[str]:
    """What must never stand in a document: marks of gaps, words of the program, holes, doubled signs."""
    bad = re.compile(
        r"None|\[\[|\{\{|\}\}|  |\.\.(?!\.)|,,|;;| [,.;]|\(\)|„“|^[,;.]|\b(im|am|seit) (nicht belegt|spätestens)"
    )
    found = [text for text in worte(document) if bad.search(text)]
    for block in bloecke(document.blocks):
        if isinstance(block, Table):
            found += [f"empty cell: {plain(row[0])}" for row in block.rows if not all(plain(cell) for cell in row)]
            found += [f"no rows: {plain(block.head[0])}" for _ in range(not block.rows)]
    return found


@pytest.mark.parametrize("name", [*BESTELLUNGEN, *FRUEHER])
def test_m38_no_document_has_a_hole(name: str) -> None:
    vorlage, auftrag = (BESTELLUNGEN | FRUEHER)[name]
    document = land(vorlage, auftrag)
    assert not auftrag.luecken.all()
    assert makel(document) == []


@pytest.mark.parametrize("kommune", echt().kommunen.values(), ids=lambda kommune: kommune.id)
def test_m38_every_kommune_has_a_steckbrief(kommune: Kommune) -> None:
    document = land("steckbrief", bestellt(echt(), kommune=kommune.id))
    assert makel(document) == []
    assert document.titel == kommune.offizieller_name


@pytest.mark.parametrize("name", [*BESTELLUNGEN, *FRUEHER])
def test_m40_every_value_says_where_it_comes_from(name: str) -> None:
    vorlage, auftrag = (BESTELLUNGEN | FRUEHER)[name]
    for each in numbered(view(vorlage, auftrag).daten):
        assert each.angabe.herkunft or each.angabe.aufruf, each.name
        for place in each.angabe.herkunft:
            assert place.file in auftrag.dataset.documents or place.file == "data/aussagen.yaml", (each.name, place)


@pytest.mark.parametrize("name", [name for name, (vorlage, _) in BESTELLUNGEN.items() if vorlage in OEFFENTLICH])
def test_m72_no_public_document_names_a_person(name: str) -> None:
    """Nobody gave an approval in this dataset, so nobody is named, however public the source."""
    vorlage, auftrag = BESTELLUNGEN[name]
    text = "\n".join(worte(land(vorlage, auftrag)))
    surnames = [person.name.split()[-1] for person in echt().personen.values()]
    assert [name for name in surnames if name in text] == []


@pytest.mark.parametrize("name", BESTELLUNGEN)
def test_m72_values_come_only_from_fields_of_a_class_that_the_document_may_show(name: str) -> None:
    """Public documents show what is `oeffentlich`; a Steckbrief also what persons do in office."""
    vorlage, auftrag = BESTELLUNGEN[name]
    allowed = {"oeffentlich"} | ({"person-dienstlich"} if vorlage == "steckbrief" else set())
    for each in numbered(view(vorlage, auftrag).daten):
        if not each.name.endswith(".belegt"):  # how many persons, not who
            assert _klassen(each.angabe) <= allowed, each.name


def _klassen(angabe: Angabe) -> set[str]:
    folders = {"data/kommunen/": "kommune", "data/personen/": "person", "data/netzwerk/netzwerk": "netzwerk"}
    kinds = [
        (place, kind) for place in angabe.herkunft for start, kind in folders.items() if place.file.startswith(start)
    ]
    return {klasse_at(kind, place.route) for place, kind in kinds}
