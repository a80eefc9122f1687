"""The landed dataset holds every collected fact with its source, and nothing beside them.

`tests/daten/fakten/*.csv` are the collected facts, one row per assertion and source. The tests find each row again
in the data, by what it says, not by its text; and each entry that names a source of the collection back in the rows.
Entries from sources that came later are not the business of these tests.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import pytest

from tests.fakten import (
    PARTNER,
    ROOT,
    Entry,
    Row,
    covers,
    entries,
    is_collected,
    kommunen,
    quellen,
    rows,
    same_text,
    sources,
    texts,
    value_of,
)

ALLE, ERSTE = "(alle Kommunen im Begleitprozess)", "(erste Kommune, nicht benannt)"

# Who was attested before and is absent from a list that its source gives whole: (key, module, source).
NICHT_GENANNT = {
    *((schluessel, None, "Q01") for schluessel in ("03158", "03352", "03357", "03451")),
    ("03453", None, "Q06"),
    *((schluessel, 2, "Q07") for schluessel in ("03252", "03351", "03360")),
}


def name_row(row: Row) -> str:
    return "-".join(row[key] for key in ("ags", "ereignis", "kategorie", "modul", "quelle_id", "datum") if row.get(key))


# --- verlauf.csv ---

LEBT_IN_VEREINBARUNG = "unterzeichnet"
EREIGNIS = {"zielvereinbarung_aktiv": "genannt", "in": "genannt", "beginn": "beginn", "abgeschlossen": "abschluss"}


def find_agreements(row: Row) -> list[Entry]:
    """The agreements a row speaks of; a further source of one may know less of it than the first."""
    return [
        entry
        for entry in kommunen()[row["ags"]].get("vereinbarungen", ())
        if row["quelle_id"] in sources(entry)
        and entry.get("modul", "") == (int(row["modul"]) if row["modul"] else "")
        and (entry.get("unterzeichnet", "") == row["datum"] or (not row["datum"] and len(sources(entry)) > 1))
    ]


def find_events(row: Row) -> list[Entry]:
    kommune = kommunen()[row["ags"] or PARTNER]
    return [entry for entry in kommune.get("verlauf", ()) if attests(entry, row)]


def attests(entry: Entry, row: Row) -> bool:
    return (
        entry["ereignis"] == EREIGNIS.get(row["ereignis"])
        and row["quelle_id"] in sources(entry)
        and entry.get("modul", "") == (int(row["modul"]) if row["modul"] else "")
        and entry.get("phase", "") == (int(row["phase"]) if row["phase"] else "")
        and date_of(entry, row["quelle_id"]) == row["datum"]
        and (entry.get("grundlage") == "zielvereinbarung") == (row["ereignis"] == "zielvereinbarung_aktiv")
    )


def date_of(entry: Entry, quelle: str) -> str:
    """The date an event carries, or where sources disagree the one this source gives."""
    datum = entry.get("datum", "")
    if isinstance(datum, str):
        return datum
    return next(str(angabe.get("datum", "")) for angabe in datum if quelle in sources(angabe))


def with_beginning(row: Row, found: Iterable[Entry]) -> Iterator[Entry]:
    """What is said of a module stands once: at its beginning, if the same source dates that."""
    yield from found
    if row["ereignis"] == "in" and row["modul"]:
        yield from (e for r in rows("verlauf") if is_beginning_of(r, row) for e in find_events(r))


def is_beginning_of(other: Row, row: Row) -> bool:
    return other["ereignis"] == "beginn" and all(other[key] == row[key] for key in ("ags", "modul", "quelle_id"))


def is_about_all(row: Row) -> bool:
    return row["kommune"] in (ALLE, ERSTE)


def is_planned(row: Row) -> bool:
    """The contract of Nienburg plans its beginning; a plan is no event."""
    return row["ereignis"] == "beginn" and row["quelle_id"] == "Q04"


@pytest.mark.parametrize("row", [row for row in rows("verlauf") if not is_about_all(row)], ids=name_row)
def test_row_of_verlauf_is_found_again(row: Row) -> None:
    if is_planned(row):
        assert [e["beginn_geplant"] for e in kommunen()[row["ags"]]["vereinbarungen"]] == [row["datum"]]
        return
    found = find_agreements(row) if row["ereignis"] == LEBT_IN_VEREINBARUNG else find_events(row)
    assert len(found) == 1
    near = list(with_beginning(row, found))
    themen = {same_text(thema["text"]) for entry in near for thema in entry.get("themen", ())}
    assert {same_text(text) for text in row["thema"].split("; ") if text} <= themen
    assert not row["bemerkung"] or any("bemerkung" in entry for entry in near) or covers(str(near), row["bemerkung"])


@pytest.mark.parametrize("row", [row for row in rows("verlauf") if is_about_all(row)], ids=name_row)
def test_row_about_all_is_a_statement(row: Row) -> None:
    aussagen = value_of(ROOT / "data" / "aussagen.yaml")["aussagen"]
    claims = [aussage.get("behauptet", {}) for aussage in aussagen if row["quelle_id"] in sources(aussage)]
    wanted = {"was": "abschluss", "modul": int(row["modul"])} if row["modul"] else {"datum": row["datum"]}
    assert any(wanted.items() <= claim.items() for claim in claims)


@pytest.mark.parametrize("row", rows("verlauf"), ids=name_row)
def test_source_of_a_row_has_its_time(row: Row) -> None:
    assert quellen()[row["quelle_id"]].get("stand", "") == row["stand_der_quelle"]


def test_state_rests_on_the_word_of_the_source() -> None:
    """Q06 keeps two Vereinbarungen apart from the active Zielvereinbarungen."""
    grundlagen = Counter(
        entry.get("grundlage")
        for kommune in kommunen().values()
        for entry in kommune.get("verlauf", ())
        if entry["ereignis"] == "genannt" and sources(entry) == {"Q06"}
    )
    assert grundlagen == {"zielvereinbarung": 28, "vereinbarung": 2, None: 4}


# --- weitere_fakten.csv ---


def art_of(row: Row) -> tuple[str, str | None]:
    """The kind of event of a category, and the programme."""
    kategorie = row["kategorie"]
    if kategorie.startswith("foerderprogramm_"):
        return "foerderprogramm", kategorie.removeprefix("foerderprogramm_").replace("_", "-")
    if kategorie in ("traegerverein", "vereinsmitgliedschaft"):
        return "mitgliedschaft", None
    return kategorie.partition("_")[0], None


def reports(entry: Entry, row: Row) -> bool:
    """Whether an entry is what a row tells, or what its remark adds from a further source."""
    if (entry["ereignis"], entry.get("programm")) != art_of(row) or "modul" in entry:
        return False
    datum = entry.get("datum", "").removeprefix("..")
    if sources(entry) & set(row["quelle_id"].split(";")):
        return datum == row["datum"] or (not row["datum"] and is_year_of(row, datum))
    return bool(sources(entry) & set(re.findall(r"Q\d\d", row["bemerkung"]))) and is_year_of(row, datum)


def is_year_of(row: Row, datum: str) -> bool:
    """Where the collection has no date of its own, the year stands in its words."""
    year = datum[:4]
    return bool(year) and (year in row["inhalt"] or row["bemerkung"].startswith(year))


def find_further(row: Row) -> list[Entry]:
    return [entry for entry in kommunen()[row["ags"]].get("verlauf", ()) if reports(entry, row)]


@pytest.mark.parametrize("row", rows("weitere_fakten"), ids=name_row)
def test_row_of_further_facts_is_found_again(row: Row) -> None:
    found = find_further(row)
    said = " ".join(texts(entry) for entry in found)
    assert set(row["quelle_id"].split(";")) <= sources(found)
    assert set(re.findall(r"Q\d\d", row["bemerkung"])) <= sources(found) | set(re.findall(r"Q\d\d", said))
    assert covers(said, row["inhalt"]), said
    assert not row["bemerkung"] or covers(said, row["bemerkung"], 0.3), said


def test_what_is_only_planned_is_marked() -> None:
    planned = [
        (key, entry["datum"]) for key, _, entry in entries() if entry.get("geplant") and entry["quelle"] == "Q23"
    ]
    assert planned == [("03157", "2025-03-19")]


# --- and the converse: nothing is invented ---


def is_backed(key: str, part: str, entry: Entry) -> bool:
    if not any(map(is_collected, sources(entry))):
        return True  # entered later, from a source the collection does not know
    if entry.get("ereignis") == "nicht_genannt":
        return (key, entry.get("modul"), entry["quelle"]) in NICHT_GENANNT
    if part == "vereinbarungen":
        return any(entry in find_agreements(row) for row in rows("verlauf") if row["ags"] == key)
    if entry["ereignis"] in EREIGNIS.values():
        own = [row for row in rows("verlauf") if (row["ags"] or PARTNER) == key and not is_about_all(row)]
        return all(any(attests(entry, row) for row in own if row["quelle_id"] == q) for q in sources(entry))
    told = [row for row in rows("weitere_fakten") if row["ags"] == key and entry in find_further(row)]
    return bool(told) and covers(" ".join(str(row) for row in told), entry.get("inhalt", ""))


@pytest.mark.parametrize("schluessel", [*(row["ags"] for row in rows("kommunen")), PARTNER])
def test_every_entry_has_a_fact_behind_it(schluessel: str) -> None:
    own = [(key, part, entry) for key, part, entry in entries() if key == schluessel]
    assert [entry for key, part, entry in own if not is_backed(key, part, entry)] == []


def test_absence_is_entered_exactly_where_a_complete_list_shows_it() -> None:
    absent = [(key, entry) for key, _, entry in entries() if entry.get("ereignis") == "nicht_genannt"]
    absent = [(key, entry) for key, entry in absent if is_collected(entry["quelle"])]
    assert {(key, entry.get("modul"), entry["quelle"]) for key, entry in absent} == NICHT_GENANNT
    assert set().union(*(entry for _, entry in absent)) == {"ereignis", "modul", "quelle"}


def test_no_fact_stands_twice() -> None:
    facts = [{**entry, "kommune": key, "bemerkung": ""} for key, _, entry in entries()]
    assert [fact for fact in facts if facts.count(fact) > 1] == []
