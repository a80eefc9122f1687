"""`dkbm diff` in a sparse checkout: what git leaves out of the folder is not removed (M 46)."""

from pathlib import Path

import pytest

from tests.aenderungen import LANDKREIS, STADT, added, in_folder
from tests.aufruf import Answer, dkbm
from tests.repositorium import call, own_settings
from tests.test_diff import PHASE_3, REFLEXION
from tests.test_diff_cli import commit

LEFT_OUT = "Warnung: 1 Datei liegt nicht im Ordner, weil git nur einen Teil auscheckt (git sparse-checkout)"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    own_settings(tmp_path, monkeypatch)
    return in_folder(tmp_path / "satz", {})


def without(root: Path, name: str) -> Path:
    """Leave one file out of the folder, as git does on request."""
    call(root, "sparse-checkout", "set", "--no-cone", "/*", f"!/{name}")
    assert not (root / name).exists()
    return root


def diff(root: Path, *arguments: str) -> Answer:
    return dkbm("diff", *arguments, cwd=root)


def test_m46_what_a_sparse_checkout_leaves_out_is_not_removed(root: Path) -> None:
    answer = diff(without(root, STADT))
    assert (answer.status, "Keine fachliche Änderung" in answer.out) == (0, True), answer.out
    assert answer.err.startswith(f"{LEFT_OUT}, und wird gelesen, wie git es vorgemerkt hat: {STADT}\n")


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_m46_the_rest_is_compared_as_ever(form: str, root: Path) -> None:
    without(root, STADT)
    for name, content in added(LANDKREIS, REFLEXION + PHASE_3).items():
        (root / name).write_text(content, encoding="utf-8")
    answer = diff(root, "--format", form)
    assert (answer.status, "Reflexionsgespräch" in answer.out, "Stadt Musterland" in answer.out) == (0, True, False)
    assert LEFT_OUT in answer.err


def test_m46_what_is_left_out_and_changed_in_the_index_is_a_change(root: Path) -> None:
    """A merge may stage it without laying it out."""
    before = call(root, "rev-parse", "HEAD").strip()
    commit(root, {STADT: (root / STADT).read_text(encoding="utf-8").replace("name: Musterland", "name: Neuland")})
    without(root, STADT)
    assert "Neuland" in diff(root, before).out
    assert "Neuland" not in diff(root).out


def test_m46_a_file_that_was_deleted_is_removed_all_the_same(root: Path) -> None:
    (root / STADT).unlink()
    answer = diff(root)
    assert ("Stadt Musterland" in answer.out, answer.err) == (True, "")


def test_m46_a_file_that_lies_there_although_git_left_it_out_counts_as_it_lies_there(root: Path) -> None:
    text = (root / STADT).read_text(encoding="utf-8")
    without(root, STADT)
    (root / STADT).write_text(text.replace("name: Musterland", "name: Neuland"), encoding="utf-8")
    answer = diff(root)
    assert ("Neuland" in answer.out, answer.err) == (True, "")


def test_m46_in_a_folder_below_the_repository_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_settings(tmp_path, monkeypatch)
    root = in_folder(tmp_path / "satz", {})
    below = root.parent / "oben"
    below.mkdir()
    (root / ".git").rename(below / ".git")
    root.rename(below / "satz")
    call(below, "add", "-A")
    call(below, "commit", "-qm", "darunter")
    without(below, f"satz/{STADT}")
    answer = diff(below / "satz")
    assert ("Keine fachliche Änderung" in answer.out, LEFT_OUT in answer.err) == (True, True), answer.out
