"""The dataset's own rules: declared in dkbm.yaml, read as data, shown like every other check."""

from datetime import date
from pathlib import Path

import pytest

from dkbm.rules.pipeline import catalog, check_all
from tests.aufruf import dkbm, lay_out
from tests.muster import musterland

HEAD = """# yaml-language-server: $schema=schemas/dkbm.schema.json
name: DKBM in Musterland
land: Musterland
schema: 1
regeln:
"""


def own(rule: str) -> list[tuple[str, str, str]]:
    """Which of the dataset's own rules speak, about which file, and where in it."""
    files = musterland({"dkbm.yaml": HEAD + rule})
    found = check_all(files, date(2024, 1, 31)).diagnostics
    return [
        (entry.code, entry.place.file.rpartition("/")[2], ".".join(map(str, entry.place.route)))
        for entry in found
        if entry.code.startswith("E") or entry.severity == "fehler"
    ]


def regel(art: str, wenn: str, verlangt: str) -> str:
    return f"""  - code: E001
    name: eigene-regel
    schwere: warnung
    art: {art}
    wenn: {{{wenn}}}
    verlangt: [{verlangt}]
    meldung: Das fehlt.
"""


LANDKREIS, REGION, STADT = "landkreis-musterland.yaml", "region-ohnedaten.yaml", "stadt-musterland.yaml"


@pytest.mark.parametrize(
    ("art", "wenn", "verlangt", "expected"),
    [
        # a field of the file itself
        ("kommune", "", "verlauf", [(REGION, "")]),
        ("kommune", "art: kreisfreie-stadt", "leitung", [(STADT, "")]),
        ("kommune", "art: landkreis", "leitung", []),
        ("kommune", "art: landkreis, name: Ohnedaten", "bemerkung", []),
        ("kommune", "art: region", "leitung, quelle", [(REGION, "")]),
        # a shared path into a list: each element on its own
        ("kommune", "vereinbarungen.art: zielvereinbarung", "vereinbarungen.ort", []),
        ("kommune", "vereinbarungen.modul: 1", "vereinbarungen.bemerkung", [(LANDKREIS, "vereinbarungen.0")]),
        ("kommune", "verlauf.ereignis: genannt", "verlauf.modul", [(LANDKREIS, "verlauf.2")]),
        ("kommune", "verlauf.geplant: true", "verlauf.datum", []),
        # a condition about the file, a demand about its list: some element will do
        ("kommune", "art: landkreis", "verlauf.datum", []),
        ("kommune", "art: region", "verlauf.datum", [(REGION, "")]),
        # a number is not the text of it
        ("kommune", 'verlauf.modul: "2"', "verlauf.bemerkung", []),
        ("person", "", "titel", [("p-mara-muster.yaml", "")]),
        ("gruppe", "kennung: AG 1", "bemerkung", [("ag-1.yaml", "")]),
    ],
)
def test_m16_what_a_declarative_rule_finds(art: str, wenn: str, verlangt: str, expected: list[tuple[str, str]]) -> None:
    assert own(regel(art, wenn, verlangt)) == [("E001", file, route) for file, route in expected]


def test_a_rule_that_does_not_fit_its_schema_is_found_and_does_not_run() -> None:
    assert own("  - {code: X1, name: a, schwere: schlimm, art: kommune, verlangt: [leitung], meldung: M}\n") == [
        ("D105", "dkbm.yaml", "regeln.0.code"),
        ("D104", "dkbm.yaml", "regeln.0.schwere"),
    ]


@pytest.mark.parametrize("code", ["X9", "D310", "E01", "e001"])
def test_m16_a_code_that_does_not_fit_replaces_none_and_has_no_page(tmp_path: Path, code: str) -> None:
    rule = f"  - {{code: {code}, name: fremd, schwere: hinweis, art: person, verlangt: [name], meldung: M}}\n"
    root = lay_out(tmp_path, {"dkbm.yaml": HEAD + rule})
    answer = dkbm("explain", code, cwd=root)
    assert ".md" not in answer.err
    if code == "D310":
        assert answer.out.startswith("D310")
    else:
        assert f"Eine Prüfung »{code}« gibt es nicht." in answer.err


@pytest.mark.parametrize(
    ("wenn", "verlangt", "route", "meant"),
    [
        ("", "verlauf.inhlat", "regeln.0.verlangt.0", "verlauf.inhalt"),
        ("", "leitung, verlauf.bemerkug", "regeln.0.verlangt.1", "verlauf.bemerkung"),
        ("verlauf.ereigniss: genannt", "verlauf.bemerkung", "regeln.0.wenn.verlauf.ereigniss", "verlauf.ereignis"),
    ],
)
def test_m16_a_rule_about_a_field_there_is_not_is_found_and_does_not_run(
    wenn: str, verlangt: str, route: str, meant: str
) -> None:
    rule = regel("kommune", wenn, verlangt)
    assert own(rule) == [("D123", "dkbm.yaml", route)]
    (found,) = [
        each
        for each in check_all(musterland({"dkbm.yaml": HEAD + rule}), date(2024, 1, 31)).diagnostics
        if each.code == "D123"
    ]
    assert f"Meinten Sie »{meant}«?" in found.help


def test_m16_the_page_of_an_own_rule_says_how_severe_it_is(tmp_path: Path) -> None:
    answer = dkbm("explain", "E001", cwd=lay_out(tmp_path, {"dkbm.yaml": HEAD + regel("kommune", "", "leitung")}))
    assert "Schwere: Warnung" in answer.out


def test_the_same_code_twice_is_an_error() -> None:
    assert ("D305", "dkbm.yaml", "regeln.1.code") in own(regel("person", "", "name") * 2)


def test_m16_own_rules_stand_in_the_catalog() -> None:
    dataset = check_all(musterland({"dkbm.yaml": HEAD + regel("kommune", "", "leitung")}), date(2024, 1, 31)).dataset
    code = catalog(dataset)["E001"]
    assert (code.name, code.severity, code.gruppe) == ("eigene-regel", "warnung", "eigene")
    assert "E001" not in catalog()
