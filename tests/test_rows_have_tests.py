"""Each row of the lists of features (M) and of threats (S) that must hold has a test named after it."""

import re
from pathlib import Path

TESTS = Path(__file__).parent
NAMED = re.compile(r"^def test_((?:[ms][0-9]+_)+)", re.MULTILINE)
FEATURES = {*range(1, 8), 9, *range(11, 20), 21, *range(23, 30), *range(32, 37), *range(38, 55), 60, 62, *range(70, 78)}
THREATS = {*range(1, 79), *range(91, 108)}


def named() -> set[str]:
    """The rows that names of tests begin with: `test_s5_s6_…` stands for two."""
    texts = [path.read_text(encoding="utf-8") for path in TESTS.glob("test_*.py")]
    found = [row for text in texts for rows in NAMED.findall(text) for row in rows.rstrip("_").split("_")]
    return {f"{row[0]}{int(row[1:])}" for row in found}


def test_every_row_has_a_test() -> None:
    wanted = {f"m{number}" for number in FEATURES} | {f"s{number}" for number in THREATS}
    assert sorted(wanted - named()) == []


def test_a_row_is_written_in_one_way() -> None:
    """Without a leading zero, so that `pytest -k m5_` finds every test of the row."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in TESTS.glob("test_*.py")}
    assert [name for name, text in texts.items() if re.search(r"^def test_[ms]0|id=\"[ms]0", text, re.MULTILINE)] == []
