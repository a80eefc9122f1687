"""LibreOffice opens what we write and shows the same words; where it is not installed, the test says so."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from dkbm.documents.tree import paragraphs
from tests.gemischt import ALLES, dokument
from tests.test_office import FORMATE, written

SOFFICE = shutil.which("soffice")


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (Paket libreoffice-writer-nogui) ist nicht da")
def test_m42_libreoffice_reads_both_formats_without_a_word_lost(tmp_path: Path) -> None:
    for form in FORMATE:
        (tmp_path / form).mkdir()
        (tmp_path / form / f"dokument.{form}").write_bytes(written(form, *ALLES, entwurf=True))
        profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
        command = [str(SOFFICE), profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", f"dokument.{form}"]
        answer = subprocess.run(command, cwd=tmp_path / form, capture_output=True, check=True, timeout=120)
        assert b"rror" not in answer.stderr, answer.stderr
        shown = (tmp_path / form / "dokument.txt").read_text(encoding="utf-8-sig")
        words = re.sub(r"\s+", " ", shown)
        wanted = [text for text in paragraphs(dokument(*ALLES).blocks) if "Kacheln" not in text]
        assert [text for text in wanted if " ".join(text.split()) not in words] == []
