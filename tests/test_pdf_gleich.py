"""The same document gives the same bytes, whenever, wherever and by whomever it is made."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from dkbm.documents.readers.pdf import read_herkunft
from dkbm.documents.writers.pdf import write
from tests.dokumente import lay_out_templates
from tests.pdfseiten import ALLES, HERKUNFT, absatz, dokument
from tests.vorgang import run

AUFRUF = ("render", "zielvereinbarung", "Landkreis Musterland")
ROOT = Path(__file__).parents[1]
PROGRAMM = """
import sys
from dkbm.documents.readers.pdf import read_herkunft
from dkbm.documents.writers.pdf import write
from tests.dokumente import lay_out_templates
from tests.pdfseiten import ALLES, dokument
sys.stdout.buffer.write(write(dokument(*ALLES, entwurf=True), {}))
"""
UMGEBUNGEN: dict[str, dict[str, str]] = {
    "seed 0": {"PYTHONHASHSEED": "0"},
    "seed 4711": {"PYTHONHASHSEED": "4711"},
    "far east": {"TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "C"},
    "far west": {"TZ": "America/Anchorage", "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"},
    "another epoch": {"SOURCE_DATE_EPOCH": "1", "HOME": "/nonexistent", "XDG_DATA_HOME": "/nonexistent"},
    "other packages and fonts": {"TYPST_FONT_PATHS": "/usr/share/fonts", "TYPST_PACKAGE_PATH": "/tmp"},  # noqa: S108
}


def _in_a_process(umgebung: Mapping[str, str], ordner: Path) -> bytes:
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **umgebung}
    return subprocess.run([sys.executable, "-c", PROGRAMM], env=env, cwd=ordner, capture_output=True, check=True).stdout


@pytest.mark.parametrize("name", UMGEBUNGEN)
def test_m41_the_bytes_are_the_same_in_every_process(name: str, tmp_path: Path) -> None:
    hier = write(dokument(*ALLES, entwurf=True), {})
    dort = _in_a_process(UMGEBUNGEN[name], tmp_path)
    assert hashlib.sha256(dort).hexdigest() == hashlib.sha256(hier).hexdigest()


def test_m41_what_was_made_before_leaves_no_trace() -> None:
    """One compiler makes all documents of a run."""
    allein = write(dokument(absatz("x")), {})
    write(dokument(*ALLES, entwurf=True), {})
    assert write(dokument(absatz("x")), {}) == allein


def test_m41_another_word_or_another_day_gives_other_bytes() -> None:
    eines = write(dokument(absatz("x")), {})
    assert write(dokument(absatz("y")), {}) != eines
    assert write(dokument(absatz("x"))._replace(herkunft=HERKUNFT._replace(stichtag="2024-02-01")), {}) != eines


def test_a_day_before_1970_is_no_obstacle() -> None:
    """A PDF counts its seconds from then on."""
    alt = write(dokument(absatz("x"))._replace(herkunft=HERKUNFT._replace(stichtag="1946-11-01")), {})
    assert b"/CreationDate(D:19700101000000Z)" in alt


def test_m41_two_calls_of_the_program_give_the_same_file(tmp_path: Path) -> None:
    daten = lay_out_templates(tmp_path / "land")
    dateien = [tmp_path / "a.pdf", tmp_path / "b.pdf"]
    for nummer, datei in enumerate(dateien):
        env = {"PYTHONHASHSEED": str(nummer), "TZ": f"Etc/GMT+{nummer}"}
        gerufen = run(*AUFRUF, "--stichtag", "2024-01-31", "-o", str(datei), cwd=daten, env=env)
        assert gerufen.returncode == 0, gerufen.stderr.decode()
    erste, zweite = (datei.read_bytes() for datei in dateien)
    assert erste == zweite
    herkunft = read_herkunft(erste)
    assert herkunft is not None
    assert herkunft.aufruf[:2] == ("zielvereinbarung", "landkreis-musterland")
    assert herkunft.stichtag == "2024-01-31"
