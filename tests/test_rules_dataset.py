"""The real dataset: no Fehler, no Warnung; what is unusual in it is documented by a Hinweis (M 71)."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from dkbm.diagnostic import Diagnostic, Severity
from dkbm.rules.pipeline import check_all
from dkbm.store.worktree import read_files, strangers

ROOT = Path(__file__).parent.parent
STICHTAG = date(2024, 2, 1)


@cache
def found() -> tuple[Diagnostic, ...]:
    schemas = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in ROOT.glob("schemas/*.schema.json")}
    return check_all({**read_files(ROOT), **schemas}, STICHTAG, strangers(ROOT)).diagnostics


def test_m71_the_dataset_has_no_fehler_and_no_warnung() -> None:
    assert [entry for entry in found() if entry.severity is not Severity.HINWEIS] == []


@pytest.mark.parametrize(
    ("code", "kommunen"),
    [
        # first attested in Modul 4, and Q06 lists all Zielvereinbarungen without them
        ("D204", "landkreis-harburg landkreis-northeim landkreis-osnabrueck landkreis-stade stadt-osnabrueck"),
        # signed in 2015, not among the active ones in Q06, in Modul 2 since 2019
        ("D205", "landkreis-cloppenburg"),
        # the page of 21 May 2021 tells of a signing on 25 May 2021
        ("D207", "landkreis-osnabrueck"),
        # nobody goes back
        ("D206", ""),
    ],
)
def test_m71_the_unusual_paths_are_documented(code: str, kommunen: str) -> None:
    files = sorted({entry.place.file for entry in found() if entry.code == code and "/kommunen/" in entry.place.file})
    assert files == [f"data/kommunen/{name}.yaml" for name in kommunen.split()]


def test_m71_modul_3_is_not_attested_for_who_is_in_modul_4_after_modul_2() -> None:
    files = {entry.place.file for entry in found() if entry.code == "D203"}
    assert {f"data/kommunen/landkreis-{name}.yaml" for name in ("gifhorn", "nienburg-weser", "cloppenburg")} <= files
