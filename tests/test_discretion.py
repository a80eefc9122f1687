"""What is said of a faulty file never repeats what it says of a person, in any output (S 43)."""

from datetime import date
from pathlib import Path

import pytest

from dkbm.report.findings import as_json, as_text, resolve
from dkbm.rules.pipeline import check_all
from tests.aufruf import dkbm, lay_out
from tests.muster import musterland

PERSON = "data/personen/p-mara-muster.yaml"
AGREEMENT = "data/kommunen/landkreis-musterland.yaml"
HEAD = "# yaml-language-server: $schema=../../../../../schemas/person.schema.json\n"
TELEFON = "05021967606"


def said(path: str, content: str) -> str:
    checked = check_all(musterland({path: content}), date(2024, 1, 31))
    found = resolve(checked.dataset, checked.diagnostics)
    assert any(entry.file == path for entry in found), "the fault must be found at all"
    return as_text(found, checked.dataset.texts) + as_json(found)


@pytest.mark.parametrize(
    "line",
    [
        f"kontakt: {{telefon: {TELEFON}, quelle: X02}}",  # a number that loses its zero
        f"kontakt: {{telefon: {TELEFON[1:]}123456789, quelle: X02}}",  # too long for a number
        f"kontakt: {{telefon: 05021:{TELEFON[5:]}:99, quelle: X02}}",
        f'kontakt: {{telefon: "{TELEFON}", email: kein at, quelle: X02}}',  # the schema, next to another value
        f'kontakt: {{telefon: "{TELEFON}", quelle: X02}}\nkontakt: {{}}',  # a key twice
        f'kontakt: {{telefon: "{TELEFON}", quelle: X99}}',  # a rule
        f'kontakt: {{telefon: "{TELEFON}',  # no YAML
        f'fax: "{TELEFON}"',  # an unknown key
    ],
)
def test_s43_no_output_repeats_what_a_file_says_of_a_person(line: str) -> None:
    offices = "aemter: [{amt: x, bezeichnung: x, stelle: landkreis-musterland, quelle: X02}]\n"
    text = said(PERSON, f"{HEAD}name: Mara Muster\n{offices}{line}\n")
    for part in (TELEFON, TELEFON[1:], TELEFON[5:], "Mara Muster"):
        assert part not in text.replace(PERSON, "")


def test_s43_other_excerpts_are_shown() -> None:
    assert "Musterland" in said(
        AGREEMENT, musterland()[AGREEMENT].decode().replace("name: Musterland", "name: [Musterland]")
    )


def test_s43_status_says_no_more_of_a_broken_file(tmp_path: Path) -> None:
    lay_out(tmp_path, {PERSON: f"{HEAD}name: Mara Muster\nkontakt: {{telefon: {TELEFON}}}\n"})
    answer = dkbm("status", "landkreis-musterland", cwd=tmp_path)
    assert "p-mara-muster.yaml" in answer.err
    assert TELEFON not in answer.out + answer.err
