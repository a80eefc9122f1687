"""Every kind of document of the real dataset is PDF/A-3a and PDF/UA-1, as veraPDF reads these norms."""

from pathlib import Path

from dkbm.cli.rendering import werkstatt
from dkbm.documents.verzeichnis import VORLAGEN
from dkbm.documents.writers import write
from tests.pdfseiten import failed_rules
from tests.test_office_dokumente import OWN_TESTS, documents
from tests.vorgang import ROOT


def test_m41_every_document_keeps_both_norms(tmp_path: Path) -> None:
    with werkstatt(ROOT) as werk:
        kinds = [name for name in VORLAGEN if name != OWN_TESTS]
        files = {name: write(next(iter(documents(werk, name))), "pdf", werk.dateien) for name in kinds}
    found = failed_rules(files, tmp_path)
    assert set(found) == set(files)
    assert {name: rules for name, rules in found.items() if any(rules.values())} == {}
