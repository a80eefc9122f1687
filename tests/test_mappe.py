"""The bundle for the Projektträger: cover sheet, agreement and proofs in one file, each with its sum checked."""

import hashlib
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.aufruf import Answer, dkbm
from tests.dokumente import MUSTER, lay_out_templates, muster_text

SCAN, BERICHT = b"%PDF der unterzeichneten Vereinbarung", b"der Ergebnisbericht"


def entry(pfad: str, content: bytes) -> str:
    return f"datei: {{pfad: {pfad}, sha256: {hashlib.sha256(content).hexdigest()}}}"


@pytest.fixture
def daten(tmp_path: Path) -> Path:
    """Musterland with the scan of its agreement and a report of Modul 1 beside the data."""
    text = muster_text().replace("    quelle: X02\n", f"    quelle: X02\n    {entry('belege/zv.pdf', SCAN)}\n", 1)
    event = "ereignis: ergebnisbericht, modul: 1, datum: 2018-05-04, quelle: X02"
    text = text.replace("verlauf:\n", f"verlauf:\n  - {{{event}, {entry('belege/bericht.odt', BERICHT)}}}\n", 1)
    folder = lay_out_templates(tmp_path / "daten", {MUSTER: text})
    (folder / "belege").mkdir()
    (folder / "belege/zv.pdf").write_bytes(SCAN)
    (folder / "belege/bericht.odt").write_bytes(BERICHT)
    return folder


def mappe(daten: Path, name: str = "mappe.zip") -> Answer:
    return dkbm("render", "weitergabe", "Landkreis Musterland", "-o", name, cwd=daten)


def test_m41_the_bundle_holds_the_cover_sheet_and_all_it_lists(daten: Path) -> None:
    assert mappe(daten).status == 0
    with ZipFile(BytesIO((daten / "mappe.zip").read_bytes())) as package:
        assert package.namelist() == ["00-begleitblatt.pdf", "01-zv.pdf", "02-bericht.odt"]
        assert package.read("00-begleitblatt.pdf").startswith(b"%PDF")
        assert (package.read("01-zv.pdf"), package.read("02-bericht.odt")) == (SCAN, BERICHT)
    assert mappe(daten, "zwei.zip").status == 0
    assert (daten / "zwei.zip").read_bytes() == (daten / "mappe.zip").read_bytes()


@pytest.mark.parametrize("damage", ["weg", "anders", "verknuepft"])
def test_s86_what_is_not_the_file_that_was_recorded_is_not_passed_on(daten: Path, damage: str) -> None:
    scan = daten / "belege/zv.pdf"
    scan.unlink()
    if damage == "anders":
        scan.write_bytes(SCAN + b" ")
    elif damage == "verknuepft":
        (daten.parent / "aussen.pdf").write_bytes(SCAN)
        scan.symlink_to(daten.parent / "aussen.pdf")
    answer = mappe(daten)
    assert answer.status == 2
    assert "belege/zv.pdf" in answer.err
    assert not (daten / "mappe.zip").exists()


def test_only_what_is_passed_on_makes_a_bundle(daten: Path) -> None:
    answer = dkbm("render", "steckbrief", "Landkreis Musterland", "-o", "x.zip", cwd=daten)
    assert answer.status == 2
    assert not (daten / "x.zip").exists()


def test_a_bundle_is_made_for_one_kommune_at_a_time(daten: Path) -> None:
    answer = dkbm("render", "weitergabe", "--alle", "--format", "zip", "-o", "mappen", cwd=daten)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith("Eine Mappe (zip) gibt es nur für die Weitergabe, und je Kommune eine.\n")
    assert "dkbm render weitergabe Nienburg/Weser -o mappe.zip" in answer.err
