"""What else gets into a dataset: copies of sync tools, twins of a name (S 89, 92)."""

import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from tests.aufruf import dkbm, lay_out
from tests.muster import musterland
from tests.regelseiten import check

KOMMUNE = "data/kommunen/landkreis-musterland.yaml"
COPIES = [
    ("landkreis-musterland (Konfliktkopie).yaml", "D301"),
    ("landkreis-musterland (Kopie).yaml", "D301"),
    ("landkreis-musterland-alt.yaml", "D301"),
    ("landkreis-musterland.yaml.orig", "D302"),
    ("landkreis-musterland.yaml~", "D302"),
    ("landkreis-musterland.yaml.bak", "D302"),
    ("landkreis-musterland.yml", "D302"),
    ("landkreis-musterland.YAML", "D302"),
    ("landkreis-musterland.sync-conflict-20240101.yaml", "D301"),
]


@pytest.mark.parametrize(("name", "code"), COPIES)
def test_s89_a_copy_of_a_sync_tool_or_an_editor_is_found(tmp_path: Path, name: str, code: str) -> None:
    root = lay_out(tmp_path, {f"data/kommunen/{name}": musterland()[KOMMUNE]})
    answer = dkbm("validate", cwd=root)
    assert answer.status == 1
    assert f"data/kommunen/{name}:" in answer.out
    assert f"Fehler[{code}]" in answer.out


BEISPIELE = "data/beispiele/"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("celle", "Celle"),
        ("übergang", unicodedata.normalize("NFD", "übergang")),
        ("straße", "STRASSE"),
        ("Übergang", unicodedata.normalize("NFD", "übergang")),
    ],
)
def test_s92_names_that_are_one_file_elsewhere_are_found(first: str, second: str) -> None:
    codes = Counter(
        found.code for found in check({f"{BEISPIELE}{name}.yaml": b"x: 1\n" for name in (first, second)}).diagnostics
    )
    assert codes["D308"] == 1


@pytest.mark.parametrize(("first", "second"), [("celle", "celle-2"), ("uebergang", "übergang"), ("a", "ä")])
def test_s92_other_names_are_no_twins(first: str, second: str) -> None:
    found = check({f"{BEISPIELE}{name}.yaml": b"x: 1\n" for name in (first, second)}).diagnostics
    assert "D308" not in {entry.code for entry in found}


def test_s92_a_folder_can_be_a_twin_too() -> None:
    found = check({f"{BEISPIELE}{folder}/x.yaml": b"x: 1\n" for folder in ("nord", "Nord")}).diagnostics
    assert "D308" in {entry.code for entry in found}
