"""`dkbm record`: corrections say why, and only the lines meant change, whatever a file looks like."""

import shutil
from pathlib import Path

import pytest

from dkbm.dataset import load
from dkbm.store.worktree import read_files
from tests.aufruf import Answer, dkbm, lay_out
from tests.eintraege import MUSTER, ROOT, SINCE, added, git, record
from tests.muster import musterland

# --- corrections ---


def correct(folder: Path, *arguments: str) -> Answer:
    return record(folder, "beginn", "lk musterland", "--ersetzt", "2", *arguments)


def test_a_correction_says_why_and_leaves_the_rest_of_the_file(tmp_path: Path) -> None:
    answer = correct(lay_out(tmp_path), "--datum", "2018-08", "--grund", "Lesefehler")
    assert answer.status == 0, answer.err
    before = musterland()[MUSTER].decode()
    old = "  - {ereignis: beginn, modul: 2, datum: 2018-07, quelle: X03}\n"
    korrektur = "korrektur: {datum: 2024-01-31, grund: Lesefehler}"
    new = f"  - {{ereignis: beginn, modul: 2, datum: 2018-08, quelle: X03, {korrektur}}}\n"
    assert (tmp_path / MUSTER).read_text(encoding="utf-8") == before.replace(old, new)


def test_a_second_correction_keeps_the_reason_of_the_first(tmp_path: Path) -> None:
    correct(lay_out(tmp_path), "--datum", "2018-08", "--grund", "Lesefehler")
    correct(tmp_path, "--datum", "2018-09", "--bemerkung", "geprüft", "--grund", "nachgesehen")
    event = load(read_files(tmp_path)).dataset.kommunen["landkreis-musterland"].verlauf[1]
    assert (event.datum and event.datum.text, event.bemerkung) == ("2018-09", "geprüft")
    assert event.korrektur is not None
    assert event.korrektur.grund == "nachgesehen (zuvor 2024-01-31: Lesefehler)"


def test_a_plan_that_came_true_is_corrected(tmp_path: Path) -> None:
    lay_out(tmp_path)
    record(tmp_path, "interview", "lk musterland", "--datum", "2024-02", "--geplant", "--quelle", "X01")
    answer = record(
        tmp_path, "interview", "lk musterland", "--ersetzt", "5", "--nicht-geplant", "--datum", "2024-01-30",
        "--grund", "hat stattgefunden",
    )  # fmt: skip
    assert answer.status == 0, answer.err
    event = load(read_files(tmp_path)).dataset.kommunen["landkreis-musterland"].verlauf[4]
    assert not event.geplant


def test_an_agreement_is_corrected_by_its_id(tmp_path: Path) -> None:
    answer = record(
        lay_out(tmp_path), "zielvereinbarung", "lk musterland", "--ersetzt", "zv-2017", "--ort", "Altstadt", "--grund",
        "Schreibfehler",
    )  # fmt: skip
    assert answer.status == 0, answer.err
    assert "-    ort: Musterstadt\n+    ort: Altstadt\n" in answer.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--ersetzt", "2", "--datum", "2018-08"), "Es fehlt: --grund"),
        (("--ersetzt", "2", "--grund", "so"), "An dem Eintrag würde sich nichts ändern."),
        (("--ersetzt", "2", "--grund", "so", "--quelle", "X03"), "An dem Eintrag würde sich nichts ändern."),
        (
            ("--ersetzt", "1", "--grund", "so", "--datum", "2018"),
            "  2  Zeile 28: modul: 2, datum: 2018-07, quelle: X03",
        ),
        (("--ersetzt", "?", "--grund", "so"), "Die Nummer vorn mit --ersetzt angeben."),
    ],
)
def test_nothing_is_corrected_silently_or_at_the_wrong_place(
    arguments: tuple[str, ...], message: str, tmp_path: Path
) -> None:
    answer = record(lay_out(tmp_path), "beginn", "lk musterland", *arguments)
    assert (answer.status, added(tmp_path, MUSTER)) == (2, "")
    assert message in answer.err


# --- the file keeps its bytes ---

WRITTEN = {
    "comments": b"# oben\nschluessel: '99009' # Zahl\nname: Neu\nart: landkreis\nquelle: X02 # woher\nverlauf:\n"
    b"  # vor dem Eintrag\n  - {ereignis: interview, quelle: X02} # dahinter\n# ganz unten\n",
    "crlf": b"schluessel: '99009'\r\nname: Neu\r\nart: landkreis\r\nquelle: X02\r\nverlauf:\r\n"
    b"  - {ereignis: interview, quelle: X02}\r\n",
    "bom": b"\xef\xbb\xbfschluessel: '99009'\nname: Neu\nart: landkreis\nquelle: X02\nverlauf:\n"
    b"  - {ereignis: interview, quelle: X02}\n",
    "flow": b"schluessel: '99009'\nname: Neu\nart: landkreis\nquelle: X02\n"
    b"verlauf: [{ereignis: interview, quelle: X02}]\nbemerkung: danach\n",
    "folded": b"schluessel: '99009'\nname: Neu\nart: landkreis\nquelle: X02\nverlauf:\n  - ereignis: interview\n"
    b"    quelle: X02\n    bemerkung: >-\n      ein Satz,\n      gefaltet\n",
    "no final newline": b"schluessel: '99009'\nname: Neu\nart: landkreis\nquelle: X02\nverlauf:\n"
    b"  - {ereignis: interview, quelle: X02}",
    "no events yet": b"schluessel: '99009'\nname: Neu\nart: landkreis\nquelle: X02\nbemerkung: danach\n",
    "not indented": b"schluessel: '99009'\nname: Neu\nart: landkreis\nquelle: X02\nverlauf:\n"
    b"- {ereignis: interview, quelle: X02}\n",
}
LINES = {"flow": (1, 1), "no final newline": (2, 1), "no events yet": (2, 0)}
"""Lines git counts as added and removed, where it is not one and none."""


@pytest.mark.parametrize("style", WRITTEN)
def test_m30_whatever_the_file_looks_like_only_the_entry_is_added(style: str, tmp_path: Path) -> None:
    path = "data/kommunen/landkreis-neu.yaml"
    lay_out(tmp_path, {path: WRITTEN[style]})
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    answer = record(tmp_path, "interview", "99009", *SINCE)
    assert answer.status == 0, answer.err
    plus, minus = LINES.get(style, (1, 0))
    assert git(tmp_path, "diff", "--numstat") == f"{plus}\t{minus}\t{path}\n"
    after = (tmp_path / path).read_bytes()
    assert after.count(b"\r\n") == (after.count(b"\n") if style == "crlf" else 0)
    events = load(read_files(tmp_path)).dataset.kommunen["landkreis-neu"].verlauf
    assert events[-1].datum is not None


def test_m30_for_each_of_the_45_only_the_meant_lines_change(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copy(ROOT / "dkbm.yaml", tmp_path)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    kommunen = load(read_files(tmp_path)).dataset.kommunen
    for ident in kommunen:
        answer = dkbm(
            "record", "interview", ident, "--datum", "2026-11-02", "--quelle", "Q01", "--ja", cwd=tmp_path,
            heute="2026-11-22",
        )  # fmt: skip
        assert answer.status == 0, answer.err
    assert len(kommunen) == 45
    assert sorted(git(tmp_path, "diff", "--numstat").splitlines()) == sorted(
        f"{1 if kommune.verlauf else 2}\t0\t{kommune.place.file}" for kommune in kommunen.values()
    )
    assert dkbm("validate", "--strict", cwd=tmp_path, heute="2026-11-22").status == 0
    assert dkbm("format", "--check", cwd=tmp_path).status == 0, "what is appended has the form of the dataset"
