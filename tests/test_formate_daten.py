"""Which formats a Kommune may attend, and where one was used, planned or printed (M 76)."""

import json
from pathlib import Path

import pytest

from tests.aufruf import dkbm, lay_out
from tests.formatfragen import KOMMUNE, ROOT, answer, text
from tests.muster import musterland
from tests.repositorium import call, committed, own_settings

FORMATE = """# yaml-language-server: $schema=../../../../schemas/formate.schema.json
arten:
  - {id: begleitung, name: Begleitung, teilnahme: {wer: modul, quelle: X02}, quelle: X02}
  - {id: qualifizierung, name: Qualifizierung, teilnahme: {wer: vereinbarung, quelle: X02}, quelle: X02}
  - {id: netzwerk, name: Netzwerk, teilnahme: {wer: mitglieder, quelle: X02}, quelle: X02}
  - {id: offen, name: Offenes Format, quelle: X02, bemerkung: Das sagt keine Quelle.}
formate:
  - {id: interview, name: Interview, art: begleitung, module: [1], quelle: X02}
  - {id: loesungswerkstatt, name: Lösungswerkstatt, art: begleitung, module: [2], quelle: X02}
  - {id: reflexionsgespraech, name: Reflexionsgespräch, art: begleitung, module: [4], quelle: X02}
  - {id: workshop, name: Workshop, art: qualifizierung, quelle: X02}
  - {id: forum, name: Forum, art: netzwerk, quelle: X02}
  - {id: fachtag, name: Fachtag, art: offen, quelle: X02}
  - {id: messe, name: Messe, art: offen, teilnahme: {wer: alle, quelle: X02}, quelle: X02}
"""


def zugang(root: Path, kommune: str, stichtag: str) -> dict[str, str]:
    found = answer("--kommune", kommune, "--stichtag", stichtag, cwd=root)
    return {each["id"]: each["zugang"]["antwort"] for each in found["formate"]}


MITGLIED = """# yaml-language-server: $schema=../../../../../schemas/person.schema.json
name: Petra Probe
netzwerk:
  - {gruppe: ag-1, rolle: mitglied, stelle: stadt-musterland, datum: 2019-01-01, quelle: X02}
"""

WEGGANG = """# yaml-language-server: $schema=../../../../../schemas/kommune.schema.json
schluessel: "99004"
name: Weggang
art: landkreis
quelle: X02
verlauf:
  - {ereignis: genannt, modul: 1, datum: 2018-01-01, quelle: X02}
  - {ereignis: ausstieg, datum: 2018-05-02, quelle: X02}
"""


@pytest.mark.parametrize(
    ("kommune", "stichtag", "expected"),
    [
        # without anything attested, nothing but what is open to all
        ("99003", "2018-01-01", {"workshop": "offen", "interview": "offen", "messe": "ja", "fachtag": "offen"}),
        ("99001", "2017-10-16", {"workshop": "ja", "interview": "ja", "loesungswerkstatt": "nein"}),
        ("99001", "2019-05-01", {"workshop": "ja", "loesungswerkstatt": "ja", "interview": "nein"}),
        # within the time of a source that names Modul 4: it may have been so
        ("99001", "2023-01-01", {"loesungswerkstatt": "ja", "reflexionsgespraech": "offen"}),
        # after the framework nobody says what holds
        ("99001", "2024-02-01", {"workshop": "offen", "reflexionsgespraech": "offen", "messe": "ja"}),
        ("99002", "2019-01-01", {"workshop": "offen", "forum": "ja"}),
        # whom a source has out of the process may not
        ("99004", "2018-01-01", {"workshop": "offen", "interview": "ja"}),
        ("99004", "2019-01-01", {"workshop": "nein", "interview": "nein"}),
        ("99002", "2018-12-31", {"forum": "offen"}),
    ],
)  # fmt: skip
def test_m76_whether_a_kommune_may_attend_follows_from_its_state(
    kommune: str, stichtag: str, expected: dict[str, str], tmp_path: Path
) -> None:
    files = {"data/formate.yaml": FORMATE, "data/personen/p-petra-probe.yaml": MITGLIED}
    root = lay_out(tmp_path, {**files, "data/kommunen/landkreis-weggang.yaml": WEGGANG})
    found = zugang(root, kommune, stichtag)
    assert {ident: found[ident] for ident in expected} == expected


def test_m76_the_reason_is_told(tmp_path: Path) -> None:
    root = lay_out(tmp_path, {"data/formate.yaml": FORMATE})
    shown = text("--kommune", "99001", "--stichtag", "2019-05-01", cwd=root)
    assert "Workshop – hat eine Zielvereinbarung (unterzeichnet 16.10.2017) · X02" in shown
    assert "Lösungswerkstatt (Modul 2) – steht in Modul 2 · X03" in shown
    assert "Fachtag – Das sagt keine Quelle" in shown
    later = text("--kommune", "99001", "--stichtag", "2024-02-01", cwd=root)
    assert "der Rahmen der Förderung endete im Januar 2024; was danach gilt, sagt keine Quelle" in later


PLAN = """    umsetzungsplan:
      - {teilziel: Daten beschreiben, formate: [workshop], zeitplan: 2018-05}
      - {teilziel: Ohne Format}
    quelle: X02
verlauf:
  - {ereignis: interview, modul: 1, datum: 2018-03-01, quelle: X02}
  - {ereignis: interview, modul: 1, datum: 2018-04-01, quelle: X03}
  - {ereignis: interview, modul: 1, datum: 2018-12-01, geplant: true, quelle: X03}
"""


def test_m76_a_format_knows_where_it_was_used_and_planned(tmp_path: Path) -> None:
    kommune = musterland()[KOMMUNE].decode().replace("    quelle: X02\nverlauf:\n", PLAN)
    root = lay_out(tmp_path, {"data/formate.yaml": FORMATE, KOMMUNE: kommune})
    (one,) = answer("workshop", cwd=root)["formate"]
    assert [(each["kommune"], each["vereinbarung"], each["teilziel"], each["zeitplan"]) for each in one["plaene"]] == [
        ("landkreis-musterland", "zv-2017", "Daten beschreiben", "2018-05")
    ]
    assert answer("workshop", "--stichtag", "2017-10-15", cwd=root)["formate"][0]["plaene"] == []
    (talk,) = answer("interview", cwd=root)["formate"]
    assert [(each["kommune"], each["datum"]) for each in talk["kommunen"]] == [("landkreis-musterland", "2018-04-01")]
    assert answer("interview", "--stichtag", "2018-02-28", cwd=root)["formate"][0]["kommunen"] == []
    assert "Landkreis Musterland (zv-2017): Daten beschreiben, Mai 2018 · X02" in text("workshop", cwd=root)


def test_m76_a_series_knows_the_papers_that_appeared_in_it() -> None:
    titles = ["Blickpunkt Integration", "Blickpunkt Bildung mit Struktur"]
    (one,) = answer("blickpunkt")["formate"]
    assert [(each["titel"], each["datum"]) for each in one["schriften"]] == [
        (titles[0], "2019"),
        (titles[1], "2021"),
    ]
    (then,) = answer("blickpunkt", "--stichtag", "2020-06-01")["formate"]
    assert [each["titel"] for each in then["schriften"]] == titles[:1]
    assert "Erschienen Blickpunkt Integration, 2019 · Q02 Blickpunkt Bildung mit Struktur, 2021 · Q02, Q16" in text(
        "blickpunkt"
    )
    for each in one["schriften"]:
        assert dkbm("beispiele", each["id"], cwd=ROOT).status == 0
    assert answer("themenfinder")["formate"][0]["schriften"] == []


@pytest.mark.parametrize("path", ["data/material.yaml", "data/netzwerk/netzwerk.yaml"])
def test_m76_the_series_of_a_paper_is_a_format_that_exists(path: str, tmp_path: Path) -> None:
    key = "material" if "material" in path else "name: Musternetzwerk\nveroeffentlichungen"
    entry = "{id: heft, titel: Heft, art: publikation, reihe: WAS, schlagworte: [bildungsmonitoring], quelle: X02}"
    paper = f"{key}:\n  - {entry}\n"
    said = []
    for reihe in ("workshop", "werkschau"):
        root = lay_out(tmp_path / reihe, {"data/formate.yaml": FORMATE, path: paper.replace("WAS", reihe)})
        said.append(json.loads(dkbm("validate", "--only", "D315", "--format", "json", cwd=root).out))
    assert said[0] == []
    assert [each["file"] for each in said[1]] == [path]
    (one,) = answer("workshop", cwd=tmp_path / "workshop")["formate"]
    assert [each["titel"] for each in one["schriften"]] == ["Heft"]


def test_m76_a_dataset_without_formats_says_so(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    assert "An diesem Tag ist kein solches Format belegt." in text(cwd=root)
    assert answer(cwd=root)["formate"] == []
    found = dkbm("formate", "workshop", cwd=root)
    assert (found.status, "In data/formate.yaml steht keines." in found.err) == (4, True)


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        ("wer: modul", "wer: jeder", "D104"),
        ("teilnahme: {wer: modul, quelle: X02}", "teilnahme: {wer: modul}", "D102"),
        ("module: [1]", 'module: ["1"]', "D103"),
    ],
)
def test_m76_the_schema_holds_who_may_attend(before: str, after: str, place: str, tmp_path: Path) -> None:
    root = lay_out(tmp_path, {"data/formate.yaml": FORMATE.replace(before, after)})
    found = dkbm("validate", cwd=root)
    assert found.status == 1
    assert place in found.out + found.err


def test_m7_the_formats_of_a_stand_come_from_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_settings(tmp_path, monkeypatch)
    root = committed(tmp_path / "daten")
    (root / "data/formate.yaml").write_text(FORMATE, encoding="utf-8")
    call(root, "add", "-A")
    call(root, "commit", "-q", "-m", "Formate")
    (root / "data/formate.yaml").write_text(FORMATE.replace("name: Workshop", "name: Werkstatt"), encoding="utf-8")
    assert "Werkstatt" in text(cwd=root)
    then = text("--stand", "HEAD", cwd=root)
    assert "Workshop" in then
    assert "Datenstand: HEAD" in then
    assert answer("--stand", "HEAD~1", cwd=root)["formate"] == []
