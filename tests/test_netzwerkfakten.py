"""The landed dataset holds every collected fact about network, process, agency and examples, and nothing beside them.

`tests/daten/fakten/netzwerk.yaml` lists the facts that the collections give as tables and prose. Each row is found
again in the data with its sources; and each entry of the data that names a source is found by a row.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import pytest

from tests.fakten import FAKTEN, ROOT, is_collected, kommunen, sources, value_of

FILES = (
    *("prozess", "prozessfakten", "agentur", "formate", "eckpunkte", "aussagen"),
    *("netzwerk/ag-1", "netzwerk/ag-2", "netzwerk/ag-3", "netzwerk/konzeptgruppe", "netzwerk/netzwerk"),
)
"""Files whose every entry must have its row; persons and examples are added below."""


class Fact(NamedTuple):
    """One row: where it is held, its sources, its date as entered ("" for none), and words the entry contains."""

    title: str
    file: str
    route: tuple[str | int, ...]
    sources: frozenset[str]
    date: str
    words: tuple[str, ...]


class Entry(NamedTuple):
    """A value with a place of its own, with the sources that hold for it."""

    route: tuple[str | int, ...]
    value: Any
    sources: frozenset[str]


@cache
def facts() -> tuple[Fact, ...]:
    tables = value_of(FAKTEN / "netzwerk.yaml")
    return tuple(fact(title, *row) for title, rows in tables.items() for row in rows)


def fact(title: str, place: str, quellen: str, datum: str, words: str) -> Fact:
    file, _, route = place.partition("#")
    steps = tuple(int(step) if step.isdecimal() else step for step in route.split(".") if step)
    return Fact(title, file, steps, frozenset(quellen.split()), datum, tuple(words.casefold().split()))


@cache
def value(file: str) -> Any:  # noqa: ANN401 -- plain values, whatever the file holds
    return value_of(ROOT / "data" / f"{file}.yaml")


@cache
def entries(file: str) -> tuple[Entry, ...]:
    """Every mapping and every text in a list; a source holds for all below it that name none themselves."""
    return tuple(_entries(value(file), (), frozenset()))


def _entries(node: Any, route: tuple[str | int, ...], inherited: frozenset[str]) -> Iterator[Entry]:  # noqa: ANN401
    if isinstance(node, dict):
        own = node.get("quelle", ())
        here = frozenset([own] if isinstance(own, str) else own) or inherited
        yield Entry(route, node, here)
        for key, inner in node.items():
            yield from _entries(inner, (*route, key), here)
    elif isinstance(node, list):
        for index, inner in enumerate(node):
            if isinstance(inner, str):
                yield Entry((*route, index), inner, inherited)
            yield from _entries(inner, (*route, index), inherited)


def holds(entry: Entry, wanted: Fact) -> bool:
    text = str(entry.value).casefold()
    return (
        entry.route[: len(wanted.route)] == wanted.route
        and (len(entry.route) > 0 or not wanted.route)
        and wanted.sources <= entry.sources
        and (not wanted.date or wanted.date in dates(entry.value))
        and all(word in text for word in wanted.words)
    )


def dates(node: Any) -> set[str]:  # noqa: ANN401
    if not isinstance(node, dict):
        return set()
    found = [node.get(key) for key in ("datum", "jahr", "unterzeichnet")]
    texts = {datum for datum in found if isinstance(datum, str)}
    return texts.union(*(dates(inner) for datum in found if isinstance(datum, list) for inner in datum))


@cache
def found(wanted: Fact) -> tuple[Entry, ...]:
    """The innermost entries that hold a fact: where an entry within another does, the outer one does not count."""
    holding = [entry for entry in entries(wanted.file) if holds(entry, wanted)]
    return tuple(e for e in holding if not any(_is_below(other, e) for other in holding))


def _is_below(inner: Entry, outer: Entry) -> bool:
    return len(inner.route) > len(outer.route) and inner.route[: len(outer.route)] == outer.route


@pytest.mark.parametrize("title", sorted({fact.title for fact in facts()}))
def test_every_collected_fact_is_in_the_data(title: str) -> None:
    rows = [row for row in facts() if row.title == title]
    assert [row for row in rows if not found(row)] == []


def test_no_row_is_listed_twice() -> None:
    assert len(set(facts())) == len(facts())


def sourced_files() -> list[str]:
    folders = (path for folder in ("personen", "beispiele") for path in (ROOT / "data" / folder).glob("*.yaml"))
    return [*FILES, *sorted(f"{path.parent.name}/{path.stem}" for path in folders)]


@pytest.mark.parametrize("file", sourced_files())
def test_every_entry_has_its_fact(file: str) -> None:
    """An entry with a collected source that no row speaks of is invented."""
    spoken_of = {entry.route for row in facts() if row.file == file for entry in found(row)}
    stating = (e for e in entries(file) if isinstance(e.value, dict) and _states(e.value))
    unknown = [entry.route for entry in stating if not _is_spoken_of(entry, spoken_of)]
    assert unknown == []


def _states(value: dict[str, Any]) -> bool:
    """Whether an entry states something of its own that the collection should know."""
    named = sources({"quelle": value.get("quelle", [])})
    return any(map(is_collected, named)) if named else "text" in value


def _is_spoken_of(entry: Entry, spoken_of: set[tuple[str | int, ...]]) -> bool:
    """A row may speak of the entry itself, or of one within it."""
    return any(route[: len(entry.route)] == entry.route for route in spoken_of)


# --- doubts and inferences stay marked ---


@pytest.mark.parametrize(
    ("file", "route", "mark"),
    [
        ("personen/p-thomas-helmke", ("kontakt",), "zweifel"),
        ("personen/p-anke-heydorn", ("kontakt",), "zweifel"),
        *((f"netzwerk/{gruppe}", ("treffen_je_jahr", 2), "erschlossen") for gruppe in ("ag-1", "ag-2", "ag-3")),
        ("netzwerk/konzeptgruppe", ("treffen_je_jahr", 2), "erschlossen"),
        ("netzwerk/netzwerk", ("treffen", 0, "teilnehmende", 2), "zweifel"),
        ("beispiele/masterplan-bildung", (), "titel_erschlossen"),
        ("beispiele/wirkungsorientierte-leitziele", (), "titel_erschlossen"),
        ("beispiele/bildungslotse", (), "titel_erschlossen"),
        ("beispiele/steuerungskreislauf", (), "titel_erschlossen"),
    ],
)
def test_doubt_is_marked(file: str, route: tuple[str | int, ...], mark: str) -> None:
    (entry,) = (entry for entry in entries(file) if entry.route == route)
    assert entry.value[mark]


def test_nobody_is_named_a_deputy() -> None:
    """No source says which of the two persons of a group is the Stellvertretung."""
    people = [value(name) for name in sourced_files() if name.startswith("personen/")]
    roles = {role["rolle"] for person in people for role in person.get("netzwerk", ())}
    assert "sprecheramt" in roles
    assert "stellvertretung" not in roles


def test_groups_hold_no_persons() -> None:
    """Offices and memberships belong to persons; a group or an example refers by id at most."""
    names = [value(name)["name"] for name in sourced_files() if name.startswith("personen/")]
    for file in (name for name in sourced_files() if not name.startswith("personen/")):
        text = (ROOT / "data" / f"{file}.yaml").read_text(encoding="utf-8")
        assert [name for name in names if name in text] == [], file


# --- statements about all, counted in the data ---


def attested(**wanted: object) -> int:
    """How many Kommunen (and partners) carry an event with these values."""
    return sum(
        any(wanted.items() <= {**event, "quelle": event.get("quelle")}.items() for event in _flat(kommune))
        for kommune in kommunen().values()
    )


def _flat(kommune: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The events with plain values, once for each of their sources."""
    for event in kommune.get("verlauf", ()):
        plain = {key: inner for key, inner in event.items() if not isinstance(inner, (list, dict))}
        yield from ({**plain, "quelle": quelle} for quelle in sources(event))


def claim(name: str) -> dict[str, Any]:
    (aussage,) = (aussage for aussage in value("aussagen")["aussagen"] if aussage["id"] == name)
    behauptet: dict[str, Any] = aussage["behauptet"]
    return behauptet


@pytest.mark.parametrize(
    ("name", "counted"),
    [
        ("zielvereinbarungen-28", {"ereignis": "genannt", "quelle": "Q06", "grundlage": "zielvereinbarung"}),
        ("vereinbarungen-2", {"ereignis": "genannt", "quelle": "Q06", "grundlage": "vereinbarung"}),
        ("modul-3-drei", {"ereignis": "genannt", "quelle": "Q01", "modul": 3}),
        ("modul-4-28", {"ereignis": "genannt", "quelle": "Q01", "modul": 4}),
    ],
)
def test_claimed_number_is_what_the_data_attest(name: str, counted: dict[str, object]) -> None:
    assert attested(**counted) == claim(name)["anzahl"]


def test_claimed_number_of_kommunen() -> None:
    arten = [kommune["art"] for kommune in kommunen().values() if "schluessel" in kommune]
    assert len(arten) == claim("kommunen-45")["anzahl"]
    assert arten.count("landkreis") == claim("landkreise-36")["anzahl"]
