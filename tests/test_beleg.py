"""Facts rest on sources and documents: a source must be named, a document must be there, and still the same (M 8)."""

import hashlib
import os
from pathlib import Path

import pytest

from dkbm.store.dokumente import digest
from tests.aufruf import Answer, dkbm, lay_out
from tests.muster import musterland

STADT = "data/kommunen/stadt-musterland.yaml"
REPORT = "belege/ergebnisbericht.pdf"
CONTENT = b"%PDF-1.7 erfunden\n"
SHA = hashlib.sha256(CONTENT).hexdigest()


def laid_out(folder: Path) -> Path:
    lay_out(folder)
    (folder / "belege").mkdir()
    (folder / REPORT).write_bytes(CONTENT)
    return folder


def record(folder: Path, *arguments: str) -> Answer:
    call = ("record", "ergebnisbericht", "stadt musterland", "--datum", "2024-01-10", "--quelle", "X01", "--ja")
    return dkbm(*call, *arguments, cwd=folder)


def test_m8_a_fact_without_its_source_is_an_error(tmp_path: Path) -> None:
    without = musterland()[STADT].decode().replace(", quelle: X01}", "}", 1)
    answer = dkbm("validate", cwd=lay_out(tmp_path, {STADT: without}))
    assert answer.status == 1
    assert "Fehler[D102]" in answer.out
    assert "»quelle«" in answer.out


def test_m8_a_document_is_entered_with_path_and_checksum(tmp_path: Path) -> None:
    answer = record(laid_out(tmp_path), "--datei", REPORT)
    assert answer.status == 0, answer.err
    added = (tmp_path / STADT).read_text(encoding="utf-8").removeprefix(musterland()[STADT].decode())
    assert f"datei: {{pfad: {REPORT}, sha256: {SHA}}}\n" in added
    assert dkbm("validate", "--strict", cwd=tmp_path).status == 0


def test_m8_one_changed_byte_shows_with_both_checksums(tmp_path: Path) -> None:
    record(laid_out(tmp_path), "--datei", REPORT)
    changed = CONTENT.replace(b"7", b"8")
    (tmp_path / REPORT).write_bytes(changed)
    answer = dkbm("validate", cwd=tmp_path)
    assert answer.status == 1
    assert "Fehler[D321]" in answer.out
    assert f"eingetragen {SHA}, vorgefunden {hashlib.sha256(changed).hexdigest()}." in answer.out


def test_m8_a_missing_document_is_an_error(tmp_path: Path) -> None:
    record(laid_out(tmp_path), "--datei", REPORT)
    (tmp_path / REPORT).unlink()
    answer = dkbm("validate", cwd=tmp_path)
    assert answer.status == 1
    assert f"Fehler[D320] Das Dokument {REPORT} fehlt" in answer.out


def test_a_new_version_is_entered_as_a_correction(tmp_path: Path) -> None:
    record(laid_out(tmp_path), "--datei", REPORT)
    (tmp_path / REPORT).write_bytes(b"neue Fassung")
    call = ("record", "ergebnisbericht", "stadt musterland", "--ersetzt", "3", "--datei", REPORT, "--ja")
    answer = dkbm(*call, "--grund", "neue Fassung", cwd=tmp_path)
    assert answer.status == 0, answer.err
    assert dkbm("validate", "--strict", cwd=tmp_path).status == 0


def test_a_document_may_be_named_from_the_working_directory(tmp_path: Path) -> None:
    folder = laid_out(tmp_path)
    call = ("record", "interview", "stadt musterland", "--datum", "2024-01-10", "--quelle", "X01", "--ja")
    assert dkbm(*call, "--datei", "ergebnisbericht.pdf", cwd=folder / "belege").status == 0
    assert REPORT in (folder / STADT).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("belege/fehlt.pdf", "gibt es nicht."),
        ("belege", "ist keine gewöhnliche, lesbare Datei."),
        ("/etc/hostname", "liegt nicht im Datensatz."),
        ("data/quellen.yaml", "eignet sich nicht: Dokumente liegen im Ordner belege"),
        ("belege/Bericht für alle.pdf", "heißen ohne Umlaute und Leerzeichen."),
        ("belege/link.pdf", "liegt nicht im Datensatz."),
    ],
)
def test_what_is_no_document_of_the_dataset_is_refused(path: str, message: str, tmp_path: Path) -> None:
    folder = laid_out(tmp_path)
    (folder / "belege" / "Bericht für alle.pdf").write_bytes(CONTENT)
    (folder / "belege" / "link.pdf").symlink_to("/etc/hostname")
    answer = record(folder, "--datei", path)
    assert answer.status == 2
    assert message in answer.err


@pytest.mark.parametrize(
    "name",
    ["../draussen.pdf", "belege/../../draussen.pdf", "belege/link.pdf", "ordner/a.pdf", "belege/roehre", "belege"],
)
def test_s86_a_path_that_leads_out_counts_as_missing(name: str, tmp_path: Path) -> None:
    (tmp_path / "draussen.pdf").write_bytes(CONTENT)
    folder = laid_out(tmp_path / "innen")
    (folder / "belege" / "link.pdf").symlink_to(tmp_path / "draussen.pdf")
    (folder / "ordner").symlink_to(tmp_path)
    (tmp_path / "a.pdf").write_bytes(CONTENT)
    os.mkfifo(folder / "belege" / "roehre")
    assert digest(folder, name) is None
    assert digest(folder, REPORT) == SHA
