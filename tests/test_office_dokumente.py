"""Every kind of document of the real dataset as Word and OpenDocument file: valid, and with the words of its tree."""

from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from dkbm.cli.rendering import Wahl, Werkstatt, make, prepare, werkstatt
from dkbm.documents.render import Dokument
from dkbm.documents.tree import paragraphs
from dkbm.documents.verzeichnis import VORLAGEN
from tests.test_office import FORMATE, ROOT, faults, read_back

KOMMUNEN = ("Landkreis Harburg", "Heidekreis", "Stadt Osnabrück", "Region Hannover")
"""One of each kind."""
GEMEINT = {
    "kommune": KOMMUNEN,
    "vereinbarung": KOMMUNEN,
    "beispiel": ("4",),
    "treffen": ("AG 2",),
    "land": ("",),
    "zeitraum": ("2026-Q3",),
}
WITH_MODUL = {"zielvereinbarung", "weitergabe", "meldung"}
OWN_TESTS = "nachtrag"
"""It needs a signed agreement whose fields changed since."""


@pytest.fixture(scope="module")
def werk() -> Iterator[Werkstatt]:
    with werkstatt(ROOT) as found:
        yield found


def documents(werk: Werkstatt, vorlage: str) -> Iterator[Dokument]:
    for name in GEMEINT[VORLAGEN[vorlage].gegenstand]:
        wahl = Wahl(name, 1 if vorlage in WITH_MODUL else None, None, None, None, None)
        satz = prepare(werk.loaded, VORLAGEN[vorlage], wahl, date(2026, 11, 22))
        yield make(werk, satz, entwurf=True)


@pytest.mark.parametrize("vorlage", [name for name in VORLAGEN if name != OWN_TESTS])
def test_m42_every_document_is_valid_and_complete_in_word_and_odt(
    werk: Werkstatt, vorlage: str, tmp_path: Path
) -> None:
    for index, document in enumerate(documents(werk, vorlage)):
        for form in FORMATE:
            module = import_module(f"dkbm.documents.writers.{form}")
            content = module.write(document, werk.dateien)
            assert read_back(form, content) == paragraphs(document.blocks)
            if not index:
                assert faults(form, content, tmp_path) == []
