"""The whole way through the command line alone: a new Kommune from the first agreement to the last phase, and back."""

import json
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from dkbm.text.reader import read
from tests.aufruf import dkbm, lay_out
from tests.schritte import HEUTE

NAME = "Neuland"
DATEI = "data/kommunen/landkreis-neuland.yaml"
NAMEN = {
    (None, None): "kein Begleitprozess belegt",
    (1, None): "Modul 1 Ist-Stand-Analyse",
    (2, None): "Modul 2 Modelllösung",
    (3, None): "Modul 3 Transferprozess",
    (4, 1): "Modul 4 Weiterentwicklung, 1. Umsetzungsphase",
    (4, 2): "Modul 4 Weiterentwicklung, 2. Umsetzungsphase",
    (4, 3): "Modul 4 Weiterentwicklung, 3. Umsetzungsphase",
}


class Etappe(NamedTuple):
    """One transition: the evidence that has to be there (kind, day, module), and where it leads on which day."""

    nachweise: tuple[tuple[str, str, int], ...]
    am: str
    modul: int
    phase: int | None = None


WEG = (
    Etappe((("zielvereinbarung", "2024-03-01", 1),), "2024-03-15", 1),
    Etappe((("ergebnisbericht", "2024-08-20", 1), ("weiterfuehrung", "2024-09-03", 1)), "2024-09-15", 2),
    Etappe((("transferplan", "2025-01-14", 2),), "2025-02-01", 3),
    Etappe(
        (
            ("abschlussgespraech", "2025-06-11", 3),
            ("prozessdokumentation", "2025-06-30", 3),
            ("zielvereinbarung", "2025-07-10", 4),
            ("umsetzungsplan", "2025-07-10", 4),
        ),
        "2025-08-01",
        4,
        1,
    ),
    Etappe((("umsetzungsplan", "2025-12-01", 4), ("reflexionsgespraech", "2026-02-03", 4)), "2026-03-01", 4, 2),
    Etappe((("umsetzungsplan", "2026-09-01", 4), ("reflexionsgespraech", "2026-10-06", 4)), "2026-11-02", 4, 3),
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Musterland with a Kommune that has gone the whole way; every command on it is looked at on the way."""
    root = lay_out(tmp_path_factory.mktemp("land"))
    run(
        root, "new", "kommune", "--name", NAME, "--art", "landkreis", "--schluessel", "99005", "--quelle", "X02", "--ja"
    )
    for etappe in WEG:
        gaps = list(etappe.nachweise)
        for art, day, modul in etappe.nachweise:
            closed = dkbm("advance", NAME, "--datum", etappe.am, "--quelle", "X02", "--ja", cwd=root, heute=HEUTE)
            assert closed.status == 3, f"{art} is missing, and the gate is open"
            assert [line[2:3] for line in closed.out.splitlines() if "(Beitrag von:" in line][-1] == str(len(gaps))
            run(root, "record", art, NAME, "--modul", str(modul), "--datum", day, "--quelle", "X02", "--ja")
            gaps.pop(0)
        run(root, "advance", NAME, "--datum", etappe.am, "--quelle", "X02", "--ja")
        assert dkbm("validate", "--strict", cwd=root, heute=HEUTE).status == 0
    return root


def run(root: Path, *arguments: str) -> None:
    answer = dkbm(*arguments, cwd=root, heute=HEUTE)
    assert answer.status == 0, (arguments, answer.out, answer.err)


def state(root: Path, stichtag: str) -> tuple[object, object, object]:
    answer = dkbm("status", NAME, "--stichtag", stichtag, "--format", "json", cwd=root, heute=HEUTE)
    found = json.loads(answer.out)
    return found["modul"], found["phase"], found["seit"]


@pytest.mark.parametrize("etappe", WEG, ids=lambda etappe: f"{etappe.modul}.{etappe.phase or 0}")
def test_at_each_step_the_state_is_that_of_the_day(root: Path, etappe: Etappe) -> None:
    assert state(root, etappe.am) == (etappe.modul, etappe.phase, etappe.am)
    text = dkbm("status", NAME, "--stichtag", etappe.am, cwd=root, heute=HEUTE).out
    assert text.splitlines()[2].strip() == NAMEN[etappe.modul, etappe.phase]


@pytest.mark.parametrize(("earlier", "later"), list(pairwise(WEG)), ids=lambda each: f"{each.modul}.{each.phase}")
def test_the_day_before_a_step_the_earlier_state_holds(root: Path, earlier: Etappe, later: Etappe) -> None:
    before = later.nachweise[0][1]  # the first piece of evidence moves nothing
    assert state(root, before)[:2] == (earlier.modul, earlier.phase)


def test_before_the_first_agreement_nothing_is_attested(root: Path) -> None:
    assert state(root, "2024-02-29") == (None, None, None)
    assert state(root, "2024-03-01") == (1, None, None)


def test_after_the_last_phase_nothing_follows(root: Path) -> None:
    answer = dkbm("advance", NAME, cwd=root, heute=HEUTE)
    assert answer.status == 3
    assert "die letzte Stufe des Prozesses ist erreicht" in answer.err


def test_the_file_reads_as_the_way_was(root: Path) -> None:
    document, findings = read(DATEI, (root / DATEI).read_bytes())
    assert document is not None
    assert findings == ()
    steps = [
        (event["ereignis"], event["modul"], event.get("phase"))
        for event in document.value["verlauf"]
        if event["ereignis"] in ("beginn", "abschluss")
    ]
    assert steps == [
        ("beginn", 1, None),
        ("abschluss", 1, None),
        ("beginn", 2, None),
        ("abschluss", 2, None),
        ("beginn", 3, None),
        ("abschluss", 3, None),
        ("beginn", 4, 1),
        ("beginn", 4, 2),
        ("beginn", 4, 3),
    ]
    assert [each["modul"] for each in document.value["vereinbarungen"]] == [1, 4]
