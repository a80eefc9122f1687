"""Every collected fact about the examples is shown by a command, with its date (M 75)."""

import re
from pathlib import Path

import pytest

from tests.aufruf import dkbm
from tests.fakten import FAKTEN, Entry, quellen, value_of

ROOT = Path(__file__).parent.parent
TABLES = {
    title: rows for title, rows in value_of(FAKTEN / "netzwerk.yaml").items() if title.startswith("praxisbeispiele")
}
NOT_SHOWN = {"titel_erschlossen", "'eckpunkt'", "geplant", "erschlossen", "'web':"}
"""Words of the tables that are keys of the files."""


def rows(prefix: str) -> list[tuple[str, str, str]]:
    """File, date and words of each fact that stands in such a file."""
    found = [row for table in TABLES.values() for row in table if row[0].startswith(prefix)]
    return [(row[0].partition("#")[0].rpartition("/")[2], row[2], row[3]) for row in found]


def screen(name: str) -> str:
    answer = dkbm("beispiele", name, cwd=ROOT, heute="2026-11-22")
    assert answer.status == 0, answer.err
    return " ".join(answer.out.split()).casefold()


def test_m75_the_tables_are_those_of_six_examples() -> None:
    assert len({name for name, _, _ in rows("beispiele/")}) == 6
    assert len(rows("beispiele/")) > 70


@pytest.mark.parametrize("name", sorted({name for name, _, _ in rows("beispiele/")}))
def test_m75_every_fact_of_an_example_is_on_its_screen(name: str) -> None:
    shown = screen(name)
    missing = [
        word
        for each, _, words in rows("beispiele/")
        if each == name
        for word in words.casefold().split()
        if word not in NOT_SHOWN and not word.startswith("p-") and not _is_shown(word, shown)
    ]
    assert missing == []


def _is_shown(word: str, shown: str) -> bool:
    """A date stands there in German, a web address without its key."""
    year = re.fullmatch(r"(\d{4})-\d{2}", word)
    return (year[1] if year else word.strip("'")) in shown


@pytest.mark.parametrize("name", sorted({name for name, _, _ in rows("personen/")}))
def test_m75_every_contact_is_on_the_screen_of_its_example(name: str) -> None:
    whose = {"p-thomas-dobutowitsch": "1", "p-ute-tromp": "2", "p-thomas-helmke": "3"}
    whose |= {"p-mandy-peukert": "4", "p-anke-heydorn": "5", "p-claudia-eckhardt": "6"}
    kontakt = value_of(ROOT / "data" / "personen" / f"{name}.yaml")["kontakt"]
    shown = screen(whose[name])
    assert [kontakt[key] for key in ("telefon", "email", "web") if kontakt[key].casefold() not in shown] == []
    assert ("zweifel" in kontakt) == ("zweifel:" in shown.partition("kontakt")[2])


def test_m75_the_way_of_choosing_is_shown_step_by_step() -> None:
    shown = " ".join(dkbm("beispiele", "auszählen", cwd=ROOT).out.split())
    order = [
        shown.index(word) for word in ("Leitfragen", "Online-Plattform", "Rangfolge", "Aus der Praxis, TRANSFERkompakt")
    ]
    assert order == sorted(order)


def test_m75_everything_listed_can_be_called_up() -> None:
    listed = re.findall(r"^  dkbm beispiele (\S+)$", dkbm("beispiele", "--art", "alle", cwd=ROOT).out, re.MULTILINE)
    assert len(listed) == len(set(listed)) > 20
    assert [name for name in listed if dkbm("beispiele", name, cwd=ROOT).status != 0] == []


# --- the material beside the examples: nothing that the sources do not say ---

MATERIAL = value_of(ROOT / "data" / "material.yaml")["material"]


@pytest.mark.parametrize(
    "entry", [each for each in MATERIAL if each["art"] == "fachartikel"], ids=lambda each: each["id"]
)
def test_m75_an_article_is_what_its_source_is(entry: Entry) -> None:
    """Title, time and publisher of an article are those under which the source is collected."""
    source = quellen()[entry["quelle"]]
    assert set(entry["titel"].removeprefix("Nachbericht zum ").split()) <= set(source["titel"].split())
    assert (entry["datum"], entry["herausgeber"]) == (source["stand"], source["herausgeber"])


@pytest.mark.parametrize("entry", [each for each in MATERIAL if each["quelle"] == "Q02"], ids=lambda each: each["id"])
def test_m75_material_of_a_kommune_is_told_in_its_example(entry: Entry) -> None:
    (told,) = (
        " ".join(str(value_of(path)).casefold().split())
        for path in (ROOT / "data" / "beispiele").glob("*.yaml")
        if value_of(path)["kommune"] == entry["kommune"]
    )
    words = re.findall(r"\w{5,}", entry["titel"].casefold())
    assert [word for word in words if word[:8] not in told] == []
    assert entry.get("datum", "") in told


def test_m75_a_paper_of_the_groups_has_no_invented_version_or_adoption() -> None:
    papers = value_of(ROOT / "data" / "netzwerk" / "netzwerk.yaml")["veroeffentlichungen"]
    assert [each["id"] for each in papers] == ["arbeitspapier", "blickpunkt-integration", "blickpunkt-struktur"]
    assert not any({"fassung", "beschlossen_von"} & set(each) for each in (*papers, *MATERIAL))
