"""`dkbm explain`: the page of a check, readable in a terminal."""

from pathlib import Path

import pytest

from dkbm.report.page import as_text
from tests.aufruf import dkbm, lay_out
from tests.muster import musterland
from tests.regelseiten import PAGES, read_page


@pytest.mark.parametrize("word", ["D310", "d310", "unbekannte-quelle"])
def test_m14_a_code_or_a_name_prints_the_page(tmp_path: Path, word: str) -> None:
    answer = dkbm("explain", word, cwd=tmp_path)
    assert answer.status == 0
    assert answer.out.startswith("D310 Unbekannte Quelle\n======================\n")
    assert "Hilfe: Berichtigen oder in data/quellen.yaml eintragen." in answer.out


def test_m14_every_page_reads_as_plain_text() -> None:
    for path in PAGES:
        page = read_page(path)
        text = as_text(page.text)
        assert text.startswith(f"{page.code} ")
        assert "<!--" not in text
        assert "```" not in text
        prose = [line for line in text.splitlines() if not line.startswith(("    ", "  data/", page.code))]
        assert [line for line in prose if len(line) > 80 and " " in line[:80]] == []


def test_a_group_or_nothing_lists_checks(tmp_path: Path) -> None:
    everything = dkbm("explain", cwd=tmp_path)
    group = dkbm("explain", "verweise", cwd=tmp_path)
    assert everything.status == group.status == 0
    assert "D201" in everything.out
    assert "D310" in group.out
    assert "D201" not in group.out


def test_an_unknown_code_is_a_usage_error_with_a_suggestion(tmp_path: Path) -> None:
    answer = dkbm("explain", "unbekante-quelle", cwd=tmp_path)
    assert (answer.status, answer.out) == (2, "")
    assert "Meinten Sie »unbekannte-quelle«?" in answer.err


def test_m16_an_own_rule_is_explained_from_dkbm_yaml(tmp_path: Path) -> None:
    regel = """
regeln:
  - code: E001
    name: ort-der-unterschrift
    schwere: warnung
    art: kommune
    wenn: {vereinbarungen.art: zielvereinbarung}
    verlangt: [vereinbarungen.ort]
    meldung: Zu dieser Zielvereinbarung fehlt der Ort.
    hilfe: ort eintragen.
"""
    lay_out(tmp_path, {"dkbm.yaml": musterland()["dkbm.yaml"].decode() + regel})
    answer = dkbm("explain", "ort-der-unterschrift", cwd=tmp_path)
    assert answer.status == 0
    for part in ("E001", "Warnung", "fehlt der Ort", "vereinbarungen.ort", "ort eintragen"):
        assert part in answer.out
