"""The signature that comes after the agreement was recorded: a new fact with a source of its own (M 44)."""

from pathlib import Path

import pytest

from dkbm.dataset import load
from dkbm.model.kommune import Vereinbarung
from dkbm.store.worktree import read_files
from tests.aufruf import dkbm
from tests.besiegelt import in_git, warnings
from tests.dokumente import MUSTER, muster_text
from tests.eintraege import record
from tests.repositorium import call, own_settings


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    own_settings(tmp_path, monkeypatch)
    return in_git(tmp_path / "satz")


DRAFT = ("    unterzeichnet: 2017-10-16\n", "    geplant: true\n")
SIGNING = ("--id", "zv-2017", "--datum", "2017-10-16", "--quelle", "X03")


def first(root: Path) -> Vereinbarung:
    return load(read_files(root)).dataset.kommunen["landkreis-musterland"].vereinbarungen[0]


@pytest.mark.parametrize("before", ["", DRAFT[1]])
def test_m44_a_signature_is_a_new_fact_and_needs_no_reason(before: str, root: Path) -> None:
    (root / MUSTER).write_text(muster_text().replace(DRAFT[0], before))
    call(root, "commit", "-qam", "Entwurf")
    answer = record(root, "zielvereinbarung", "lk musterland", *SIGNING)
    assert answer.status == 0, answer.err
    assert "Festgehalten: Landkreis Musterland: Zielvereinbarung, Modul 1, 16.10.2017, unterzeichnet" in answer.out
    assert "Korrektur" not in answer.out
    eine = first(root)
    assert (eine.unterzeichnet and eine.unterzeichnet.text, eine.geplant, eine.korrektur) == ("2017-10-16", False, None)
    assert eine.quellen == ("X02", "X03"), "what attests the text stays, what attests the signature comes to it"
    assert eine.siegel is not None
    assert warnings(root).out == ""
    assert dkbm("validate", "--since", "HEAD", "--only", "D502", cwd=root).out == ""


def test_m44_with_the_signature_comes_what_was_not_known_before(root: Path) -> None:
    (root / MUSTER).write_text(muster_text().replace(DRAFT[0], "").replace("    ort: Musterstadt\n", ""))
    answer = record(root, "zielvereinbarung", "lk musterland", *SIGNING, "--ort", "Altstadt")
    assert (answer.status, first(root).ort) == (0, "Altstadt")
    assert first(root).siegel is not None


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--ort", "Altstadt"), "ort steht in »zv-2017« schon anders da: Musterstadt."),
        (("--modul", "2"), "modul steht in »zv-2017« schon anders da: 1."),
        (("--thema", "Anderes"), "themen steht in »zv-2017« schon anders da."),
        (("--grund", "so"), "--grund gehört nicht zu diesem Eintrag."),
    ],
)
def test_m44_a_signature_corrects_nothing_else(more: tuple[str, ...], said: str, root: Path) -> None:
    (root / MUSTER).write_text(muster_text().replace(DRAFT[0], ""))
    before = (root / MUSTER).read_bytes()
    answer = record(root, "zielvereinbarung", "lk musterland", *SIGNING, *more)
    assert (answer.status, said in answer.err) == (2, True), answer.err
    assert (root / MUSTER).read_bytes() == before


def test_m44_a_signature_names_its_day_and_its_source(root: Path) -> None:
    (root / MUSTER).write_text(muster_text().replace(DRAFT[0], ""))
    answer = record(root, "zielvereinbarung", "lk musterland", "--id", "zv-2017")
    assert (answer.status, "Es fehlen: --datum" in answer.err, "--quelle" in answer.err) == (2, True, True)


def test_m44_what_is_signed_is_not_signed_again(root: Path) -> None:
    answer = record(root, "zielvereinbarung", "lk musterland", *SIGNING)
    assert (answer.status, answer.out) == (2, "")
    assert "»zv-2017« ist schon unterzeichnet (16.10.2017)." in answer.err
    assert "--ersetzt zv-2017 --datum … --grund …" in answer.err


def test_m44_a_draft_for_the_same_module_is_pointed_out(root: Path) -> None:
    (root / MUSTER).write_text(muster_text().replace(*DRAFT))
    other = ("--modul", "1", "--datum", "2017-10-16", "--quelle", "X02")
    answer = record(root, "zielvereinbarung", "lk musterland", *other)
    assert (answer.status, "»zv-2017« ist noch nicht unterzeichnet" in answer.err) == (0, True)
    assert "Ist sie gemeint: dkbm record zielvereinbarung … --id zv-2017" in answer.err


def test_m44_a_day_that_nobody_knows_leaves_an_agreement_that_was_signed(root: Path) -> None:
    (root / MUSTER).write_text(muster_text().replace(*DRAFT))
    answer = record(root, "zielvereinbarung", "lk musterland", "--id", "zv-2017", "--nicht-geplant", "--quelle", "X03")
    assert (answer.status, first(root).geplant, first(root).unterzeichnet) == (0, False, None)
