"""The state function as a table: invented cases, one for each rule of docs/stand.md."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dkbm.dataset import load
from dkbm.model.beleg import Beleg
from dkbm.model.kommune import Kommune
from dkbm.model.lage import Lage, lage_am
from dkbm.model.projektion.kommune import project_kommune
from dkbm.model.projektion.rahmen import project_quellen
from dkbm.model.projektion.satz import Satz
from dkbm.text.reader import read
from tests.muster import musterland

FILE = Path(__file__).parent / "daten" / "lage" / "faelle.yaml"
PROZESS = load(musterland()).dataset.prozess


def table() -> dict[str, Any]:
    document, findings = read(FILE.name, FILE.read_bytes())
    assert document is not None, findings
    value: dict[str, Any] = document.value
    return value


TABLE = table()
QUELLEN = project_quellen(Satz({"quellen": TABLE["quellen"]}, FILE.name))


def cases() -> Iterator[Any]:
    for fall in TABLE["faelle"]:
        told = {key: value for key, value in fall.items() if key != "am"}
        head = {"schluessel": "99009", "art": "landkreis"}
        kommune = project_kommune(Satz(head | told, "data/kommunen/landkreis-fall.yaml"))
        for day, expected in fall["am"].items():
            answer = expected if isinstance(expected, dict) else {"stand": expected}
            yield pytest.param(kommune, date.fromisoformat(day), answer, id=f"{fall['name']}, {day}")


@pytest.mark.parametrize(("kommune", "stichtag", "expected"), list(cases()))
def test_m6_the_state_follows_from_the_events(kommune: Kommune, stichtag: date, expected: dict[str, Any]) -> None:
    lage = lage_am(kommune, stichtag, PROZESS, QUELLEN)
    assert {key: SHOWN[key](lage) for key in expected} == expected


def test_the_table_has_at_least_sixty_cases() -> None:
    assert len(TABLE["faelle"]) >= 60


def stand(lage: Lage) -> str:
    place = str(lage.modul or "") + (f".{lage.phase}" if lage.phase else "")
    return " ".join(filter(None, (lage.lage, place, lage.gewissheit)))


def name(beleg: Beleg) -> str:
    place = f" {beleg.modul}" if beleg.modul else ""
    return f"{beleg.ereignis}{place}" + (f".{beleg.phase}" if beleg.phase else "")


SHOWN: dict[str, Any] = {
    "stand": stand,
    "nach": lambda lage: lage.abgeschlossen,
    "seit": lambda lage: lage.seit,
    "zuletzt": lambda lage: lage.zuletzt_belegt,
    "bis": lambda lage: lage.zuletzt_belegt_bis.isoformat(),
    "quelle": lambda lage: lage.quelle,
    "moeglich": lambda lage: [name(beleg) for beleg in lage.moeglich],
    "danach": lambda lage: lage.danach_belegt and lage.danach_belegt.ereignis,
    "annahmen": lambda lage: len(lage.annahmen),
}
"""What a case may expect beside `stand`: `nach` is the finished module, `annahmen` how many sentences there are."""
