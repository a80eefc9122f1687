"""Whom `status` names to turn to: the newest office at this very Stelle, and the contact its source gives with it."""

import json
import re
from pathlib import Path

import pytest

from tests.aufruf import dkbm, lay_out

ROOT = Path(__file__).parent.parent
HEUTE = "2026-11-22"


def contacts(name: str, *arguments: str, cwd: Path = ROOT) -> str:
    """The lines of the contacts, without their line breaks."""
    text = dkbm("status", name, *arguments, cwd=cwd, heute=HEUTE).out
    found = re.search(r"^  Ansprechperson  .*\n(?: {18}.*\n)*", text, re.MULTILINE)
    assert found
    return re.sub(r"\s+", " ", found[0]).strip()


def test_m23_without_an_attested_office_nobody_is_named() -> None:
    assert contacts("Lüneburg") == "Ansprechperson nicht belegt"
    assert "05191 970-653" in contacts("Heidekreis")


def test_m23_the_newest_office_is_shown_with_its_contact() -> None:
    assert contacts("Stadt Osnabrück") == (
        "Ansprechperson Ute Tromp, Fachdienstleiterin Strategisches Bildungsmanagement (Stand 2021) · "
        "0541 323-2543 · tromp@osnabrueck.de · Q02"
    )


def test_m5_an_earlier_stichtag_shows_the_office_of_that_time_without_the_later_contact() -> None:
    shown = contacts("Stadt Osnabrück", "--stichtag", "2018-01-01")
    assert shown == "Ansprechperson Ute Tromp, Leiterin des Fachdienstes Bildung (Stand 2017) · Q03"


@pytest.mark.parametrize(("name", "printed"), [("Wolfsburg", "05351 28-1087"), ("Stade", "lankreis-stade.de")])
def test_m70_a_doubt_about_a_contact_is_shown(name: str, printed: str) -> None:
    shown = contacts(name)
    assert printed in shown
    assert " – so gedruckt; Zweifel: Die Textfassung der Druckschrift zeigt " in shown


PERSON = """\
name: Petra Probe
aemter:
  - {{amt: leitung-bildung, bezeichnung: Leiterin, stelle: stadt-musterland, datum: "2019", quelle: X02}}
  - {{amt: leitung-bildung, bezeichnung: Referentin, stelle: {stelle}, datum: "2020", quelle: {quelle}}}
kontakt: {{telefon: 0123 4567, quelle: X02}}
"""


@pytest.mark.parametrize(
    ("stelle", "quelle", "expected"),
    [
        ("landkreis-musterland", "X03", "Petra Probe, Referentin (Stand 2020) · X03"),
        ("landkreis-musterland", "[X03, X02]", "Petra Probe, Referentin (Stand 2020) · 0123 4567 · X03, X02"),
    ],
)
def test_m23_a_contact_goes_with_the_office_of_its_source(
    tmp_path: Path, stelle: str, quelle: str, expected: str
) -> None:
    path = "data/personen/p-petra-probe.yaml"
    root = lay_out(tmp_path, {path: PERSON.format(stelle=stelle, quelle=quelle)})
    assert expected in contacts("lk musterland", cwd=root)
    assert "Petra Probe, Leiterin (Stand 2019) · 0123 4567 · X02" in contacts("stadt musterland", cwd=root)


def test_the_json_names_the_sources_of_office_and_contact() -> None:
    answer = json.loads(dkbm("status", "Stadt Osnabrück", "--format", "json", cwd=ROOT, heute=HEUTE).out)
    assert [(each["name"], each["quelle"], each["datum"]) for each in answer["ansprechpersonen"]] == [
        ("Ute Tromp", "Q02", "2021")
    ]
