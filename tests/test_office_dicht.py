"""What belongs on one page is set closer in Word and OpenDocument too, and nothing else is (M 42)."""

import re
import shutil
import subprocess
from importlib import import_module
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from dkbm.documents.office.dicht import closer_odt
from dkbm.documents.render import Dokument
from tests.gemischt import ALLES, dokument
from tests.test_office import FORMATE, faults, read_back

SOFFICE, PDFINFO = shutil.which("soffice"), shutil.which("pdfinfo")
STYLES = {"docx": "word/styles.xml", "odt": "styles.xml"}
SIZES = {"docx": r'<w:sz w:val="([0-9]+)"', "odt": r'fo:font-size="([0-9.]+)pt"'}
MARGINS = {
    "docx": r'w:(?:top|bottom|left|right)="([0-9]+)"',
    "odt": r'fo:margin-(?:top|bottom|left|right)="([0-9.]+)cm"',
}
PAGE = {"docx": ("word/document.xml", "<w:pgMar[^>]*>"), "odt": ("styles.xml", "<style:page-layout-properties[^>]*>")}


def named(vorlage: str) -> Dokument:
    """The same document under another name."""
    found = dokument(*ALLES)
    return found._replace(herkunft=found.herkunft._replace(vorlage=vorlage))


def written(form: str, vorlage: str) -> bytes:
    content: bytes = import_module(f"dkbm.documents.writers.{form}").write(named(vorlage), {})
    return content


def text(content: bytes, name: str) -> str:
    with ZipFile(BytesIO(content)) as package:
        return package.read(name).decode()


def numbers(measure: str, where: str) -> list[float]:
    return [float(each) for each in re.findall(measure, where)]


@pytest.mark.parametrize("form", FORMATE)
def test_m42_a_steckbrief_is_set_closer_and_says_the_same(form: str, tmp_path: Path) -> None:
    close, usual = written(form, "steckbrief"), written(form, "zielvereinbarung")
    sizes = [numbers(SIZES[form], text(each, STYLES[form])) for each in (close, usual)]
    assert len(sizes[0]) == len(sizes[1]) > 5
    assert all(0.75 < one / other < 0.85 for one, other in zip(*sizes, strict=True) if other > 8)
    name, element = PAGE[form]
    margins = [numbers(MARGINS[form], "".join(re.findall(element, text(each, name)))) for each in (close, usual)]
    assert len(margins[0]) == 4
    assert all(0.65 < one / other < 0.75 for one, other in zip(*margins, strict=True))
    assert read_back(form, close) == read_back(form, usual)
    assert faults(form, close, tmp_path) == []


def test_m42_a_table_is_as_wide_as_the_page_it_stands_on() -> None:
    for vorlage in ("steckbrief", "zielvereinbarung"):
        body = text(written("docx", vorlage), "word/document.xml")
        width = int(re.findall(r'<w:pgSz[^>]* w:w="([0-9]+)"', body)[0])
        left, right = (int(re.findall(rf'<w:pgMar[^>]* w:{side}="([0-9]+)"', body)[0]) for side in ("left", "right"))
        grid = re.findall(r"<w:tblGrid>.*?</w:tblGrid>", body)[0]
        assert abs(sum(map(int, re.findall(r'w:w="([0-9]+)"', grid))) - (width - left - right)) < 5


@pytest.mark.parametrize(
    ("styles", "closer"),
    [
        ('<style:text-properties fo:font-size="10pt"/>', '<style:text-properties fo:font-size="8.0pt"/>'),
        ('<style:text-properties fo:font-size="90%"/>', None),
        ('<style:header-footer-properties fo:margin-top="1cm"/>', None),
        ('<style:table-cell-properties fo:padding="0.2in"/>', '<style:table-cell-properties fo:padding="0.09in"/>'),
        ('<text:p text:note=" fo:font-size=&quot;10pt&quot;">fo:font-size="10pt"</text:p>', None),
        ('<text:p>Es heißt fo:line-height="120%" dort.</text:p>', None),
        ('<style:paragraph-properties fo:line-height="120%"/>', '<style:paragraph-properties fo:line-height="110%"/>'),
    ],
)
def test_m42_only_measures_of_the_text_are_changed(styles: str, closer: str | None) -> None:
    assert closer_odt(styles.encode()).decode() == (closer or styles)


@pytest.mark.skipif(None in (SOFFICE, PDFINFO), reason="LibreOffice (Paket libreoffice-writer-nogui) ist nicht da")
@pytest.mark.parametrize("form", FORMATE)
def test_m42_libreoffice_shows_it_on_fewer_pages(form: str, tmp_path: Path) -> None:
    pages = []
    for vorlage in ("steckbrief", "zielvereinbarung"):
        blocks = ALLES * 3
        found = dokument(*blocks)
        found = found._replace(herkunft=found.herkunft._replace(vorlage=vorlage))
        path = tmp_path / f"{vorlage}.{form}"
        path.write_bytes(import_module(f"dkbm.documents.writers.{form}").write(found, {}))
        profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
        command = [str(SOFFICE), profile, "--headless", "--convert-to", "pdf", path.name]
        subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, timeout=120)
        told = subprocess.run(
            [str(PDFINFO), f"{vorlage}.pdf"], cwd=tmp_path, capture_output=True, check=True, text=True
        )
        pages.append(int(re.findall(r"Pages: +([0-9]+)", told.stdout)[0]))
    assert pages[0] < pages[1]
