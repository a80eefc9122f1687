"""The collected facts (`tests/daten/fakten/*.csv`) and the landed dataset, both as plain values."""

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from dkbm.text.reader import read

ROOT = Path(__file__).parents[1]
FAKTEN = Path(__file__).parent / "daten" / "fakten"
Row = dict[str, str]
Entry = dict[str, Any]

LAST_COLLECTED = 69
PARTNER = "bildungsregion-suedniedersachsen-e-v"


def value_of(path: Path) -> Any:  # noqa: ANN401 -- plain values, whatever the file holds
    document, findings = read(path.relative_to(ROOT).as_posix(), path.read_bytes())
    assert document is not None, findings
    return document.value


@cache
def kommunen() -> dict[str, Entry]:
    """All Kommunen by key, and the partner by its id."""
    files = {path.stem: value_of(path) for folder in ("kommunen", "partner") for path in _yaml(folder)}
    return {value.get("schluessel", stem): value for stem, value in files.items()}


@cache
def quellen() -> dict[str, Entry]:
    return {entry["id"]: entry for entry in value_of(ROOT / "data" / "quellen.yaml")["quellen"]}


def is_collected(quelle: str) -> bool:
    """Whether a source belongs to the collection the tests hold (Q01 to Q69); facts of later ones have no row there."""
    return int(quelle.removeprefix("Q")) <= LAST_COLLECTED


def _yaml(folder: str) -> list[Path]:
    return sorted((ROOT / "data" / folder).rglob("*.yaml"))


@cache
def rows(name: str) -> tuple[Row, ...]:
    with (FAKTEN / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def entries() -> Iterator[tuple[str, str, Entry]]:
    for key, kommune in kommunen().items():
        for part in ("vereinbarungen", "verlauf"):
            yield from ((key, part, entry) for entry in kommune.get(part, ()))


def sources(value: object) -> set[str]:
    """Every source named anywhere below `value`."""
    if isinstance(value, list):
        return set().union(*map(sources, value))
    if not isinstance(value, dict):
        return set()
    named = value.get("quelle", [])
    below = (sources(inner) for key, inner in value.items() if key != "quelle")
    return set([named] if isinstance(named, str) else named).union(*below)


def same_text(text: str) -> str:
    """Dashes and hyphens of the collection became en dashes where German asks for them."""
    return re.sub(r"\s*[-–/]\s*", "-", text).casefold()


def texts(entry: Entry) -> str:
    return " ".join(str(entry[key]) for key in ("gremium", "stufe", "inhalt", "bemerkung", "programm") if key in entry)


def stems(text: str) -> set[str]:
    """The beginnings of the longer words: enough to see that two sentences speak of the same thing."""
    return {word[:5] for word in re.findall(r"\w{5,}", text.casefold())}


def covers(text: str, part: str, share: float = 0.5) -> bool:
    wanted = stems(part)
    return len(wanted & stems(text)) >= share * len(wanted)
