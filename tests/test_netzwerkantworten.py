"""Every collected fact of the network is answered by a command (M 73); the table is `netzwerk_antworten.yaml`."""

from functools import cache

import pytest

from tests.aufruf import dkbm
from tests.fakten import FAKTEN, ROOT, value_of
from tests.test_netzwerkfakten import facts

Antworten = dict[str, list[list[str]]]


@cache
def antworten() -> Antworten:
    found: Antworten = value_of(FAKTEN / "netzwerk_antworten.yaml")
    return found


@cache
def answer(command: str) -> str:
    """What a command prints, in one line."""
    found = dkbm(*command.split(), cwd=ROOT, heute="2026-11-22")
    assert found.out, found.err
    return " ".join(found.out.split())


@pytest.mark.parametrize("titel", antworten())
def test_m73_every_collected_fact_is_answered_by_a_command(titel: str) -> None:
    rows = antworten()[titel]
    assert [(command, words) for command, words in rows if " ".join(words.split()) not in answer(command)] == []


def test_m73_the_table_has_a_row_for_each_fact() -> None:
    """At least as many rows as facts in each part of the collection, and no row twice."""
    titles = [fact.title for fact in facts() if fact.title.startswith("netzwerk.md")]
    assert list(antworten()) == list(dict.fromkeys(titles))
    assert {titel: len(antworten()[titel]) < titles.count(titel) for titel in antworten()} == dict.fromkeys(
        antworten(), False
    )
    rows = [tuple(row) for part in antworten().values() for row in part]
    assert [row for row in rows if rows.count(row) > 1] == []
