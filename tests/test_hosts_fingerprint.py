"""Fingerprints: the same finding keeps its own from run to run, and no two findings share one (M 47)."""

import json
from pathlib import Path

import pytest

from tests.aufruf import dkbm
from tests.befunde import KOMMUNE, faulty
from tests.muster import musterland


def marks(root: Path) -> list[str]:
    rows = json.loads(dkbm("validate", "--format", "gitlab", cwd=root).out)
    assert rows
    return [row["fingerprint"] for row in rows]


def edit(root: Path, old: str, new: str) -> None:
    path = root / KOMMUNE
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Musterland with two unknown sources in two events."""
    return faulty(tmp_path, ("quelle: X03", "quelle: X99"))


def test_m47_thirty_findings_have_thirty_fingerprints(tmp_path: Path) -> None:
    events = "".join("  - {ereignis: gremium, datum: 2018-03, quelle: X99}\n" for _ in range(30))
    found = marks(faulty(tmp_path, ("verlauf:\n", f"verlauf:\n{events}")))
    assert len(found) >= 30
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("schluessel:", "# ein Kommentar\n\nschluessel:"),
        ("verlauf:\n", "verlauf:\n  - {ereignis: interview, datum: 2018-01, quelle: X02}\n"),
        ("verlauf:\n", "# davor\nverlauf:\n"),
        ("datum: 2018-07, quelle: X99", "datum: 2018-07, bemerkung: später ergänzt, quelle: X99"),
    ],
    ids=["a comment above", "an event above", "a comment between", "a remark in the same event"],
)
def test_m47_fingerprints_stay_when_something_else_changes(root: Path, old: str, new: str) -> None:
    before = marks(root)
    edit(root, old, new)
    assert marks(root) == before
    assert len(set(before)) == len(before)


def test_m47_a_suggestion_out_of_the_rest_of_the_dataset_is_no_part_of_it(root: Path) -> None:
    before = marks(root)
    path = root / "data/quellen.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("X03:", "X93:"), encoding="utf-8")
    assert set(before) <= set(marks(root))


def test_m47_another_cause_or_another_file_is_another_finding(root: Path) -> None:
    before = marks(root)
    edit(root, "quelle: X99", "quelle: X98")
    assert set(marks(root)).isdisjoint(before)


def test_m47_findings_in_a_text_that_cannot_be_read_stay_when_lines_are_added(tmp_path: Path) -> None:
    text = musterland()[KOMMUNE].decode() + "a:\tb\nc:\td\n"
    root = faulty(tmp_path)
    (root / KOMMUNE).write_text(text, encoding="utf-8")
    before = marks(root)
    (root / KOMMUNE).write_text(f"# davor\n\n{text}", encoding="utf-8")
    assert marks(root) == before
    assert len(set(before)) == len(before)
