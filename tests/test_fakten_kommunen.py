"""The 45 Kommunen, the sources and the keywords of the landed dataset are those of the collection."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.fakten import ROOT, Entry, Row, covers, entries, kommunen, quellen, rows, sources, value_of

ARTEN = {"landkreis": "landkreis", "region": "region", "kreisfreie_stadt": "kreisfreie-stadt"}
VORSATZ = {"landkreis": "Landkreis", "region": "Region", "kreisfreie-stadt": "Stadt"}
OHNE_BELEG = {"03153", "03159", "03241", "03254", "03401", "03403", "03405", "03452", "03458", "03462"}
AEMTER = {
    "Landrat": "landrat",
    "Landrätin": "landraetin",
    "Oberbürgermeister": "oberbuergermeister",
}
SCHREIBWEISEN = [
    ("03256", "Nienburg/Weser"),
    ("03256", "Nienburg (Weser)"),
    ("03256", "Landkreis Nienburg"),
    ("03357", "Rotenburg (Wümme)"),
    ("03358", "Heidekreis"),
    ("03403", "Oldenburg (Oldenburg)"),
    ("03403", "Stadt Oldenburg (Oldb)"),
]


def official_name(kommune: Entry) -> str:
    return f"{VORSATZ[kommune['art']]} {kommune['name']}"


@pytest.mark.parametrize("row", rows("kommunen"), ids=lambda row: row["ags"])
def test_kommune_has_its_key_and_name(row: Row) -> None:
    kommune = kommunen()[row["ags"]]
    assert kommune["art"] == ARTEN[row["art"]]
    assert official_name(kommune) == row["offizieller_name"]
    assert row["name"] in (kommune["name"], *kommune.get("auch", ()))
    assert kommune["quelle"] == row["quelle"].split(";")


@pytest.mark.parametrize("row", [row for row in rows("kommunen") if row["hvb_titel"]], ids=lambda row: row["ags"])
def test_office_is_the_attested_one(row: Row) -> None:
    kommune = kommunen()[row["ags"]]
    if row["art"] == "region":  # Q65 names the office in both genders and nobody who held it
        assert "leitung" not in kommune
        assert covers(kommune["bemerkung"], row["hvb_titel"].replace("/", " "))
        return
    title, years = row["hvb_titel"].split()[0], re.findall(r"\d{4}", row["hvb_titel"])
    held = [entry for entry in kommune["leitung"] if entry["amt"] == AEMTER[title]]
    assert all(any(entry.get("datum", "").startswith(year) for entry in held) for year in years)
    assert set(row["hvb_quelle"].split(";")) == sources(held)


@pytest.mark.parametrize(("schluessel", "name"), SCHREIBWEISEN)
def test_spelling_of_a_source_is_kept(schluessel: str, name: str) -> None:
    kommune = kommunen()[schluessel]
    assert name in (kommune["name"], official_name(kommune), *kommune.get("auch", ()))


def test_goettingen_knows_its_predecessors() -> None:
    vorgaenger = kommunen()["03159"]["vorgaenger"]
    assert [(v["schluessel"], v["name"], v["bis"]) for v in vorgaenger] == [
        ("03152", "Göttingen", "2016-10-31"),
        ("03156", "Osterode am Harz", "2016-10-31"),
    ]


def test_the_45_are_36_and_1_and_8() -> None:
    counted = Counter(kommune["art"] for kommune in kommunen().values())
    assert counted == {"landkreis": 36, "region": 1, "kreisfreie-stadt": 8, "verbund": 1}


def test_ten_kommunen_have_no_record_and_stand_there_all_the_same() -> None:
    silent = {key for key, kommune in kommunen().items() if not {"vereinbarungen", "verlauf"} & set(kommune)}
    assert silent == OHNE_BELEG


def test_the_68_sources_keep_their_ids() -> None:
    assert list(quellen()) == [f"Q{number:02}" for number in range(1, 70) if number != 8]


def test_complete_lists_and_order_of_the_three_versions() -> None:
    complete = {key: entry["vollstaendig"] for key, entry in quellen().items() if "vollstaendig" in entry}
    assert complete == {"Q01": ["prozess"], "Q06": ["vereinbarungen"], "Q07": ["modul-2"]}
    assert {key: entry["nach"] for key, entry in quellen().items() if "nach" in entry} == {"Q01": "Q07", "Q07": "Q06"}


@pytest.mark.parametrize("path", sorted((ROOT / "data").rglob("*.yaml")), ids=lambda path: path.stem)
def test_every_source_used_is_listed(path: Path) -> None:
    assert sources(value_of(path)) <= set(quellen())


def test_every_theme_carries_keywords_that_exist() -> None:
    known = {entry["id"] for entry in value_of(ROOT / "data" / "themen.yaml")["schlagworte"]}
    used = [thema.get("schlagworte", []) for _, _, entry in entries() for thema in entry.get("themen", ())]
    assert all(used)
    assert set().union(*used) <= known


def test_the_one_known_contract_is_complete() -> None:
    """What `zielvereinbarungen.md` lists of Q04, clause by clause, is there for the template of Modul 1."""
    (contract,) = kommunen()["03256"]["vereinbarungen"]
    asked = {"unterzeichnet": "2017-10-16", "ort": "Nienburg", "modul": 1, "beginn_geplant": "2018-02"}
    assert {key: contract[key] for key in asked} == asked
    assert contract["dauer"] == {"monate": [3, 6], "ab": "sondierungsgespraech"}
    assert contract["kommune"] == {"vertretung": {"amt": "landrat"}, "ansprechperson": "p-brigitte-immel"}
    assert contract["agentur"] == {
        "vertretung": {"amt": "projektleitung", "person": "p-marco-schmidt"},
        "ansprechperson": "p-til-farke",
    }
    assert contract["zustimmung"] == {"weitergabe_projekttraeger": True, "namentliche_veroeffentlichung": True}
    assert len(contract["themen"]) == 2
    assert contract["ziele"]
    assert contract["anknuepfung"]
