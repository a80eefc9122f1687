"""Rows of the list of features by their own acceptance: the command, its exit status, what it shows."""

import json
from datetime import date
from pathlib import Path

import pytest

from dkbm.dataset import load
from dkbm.german import sort_key
from dkbm.model.fristen import faellige
from dkbm.model.lage import lage_am
from dkbm.queries.rows import rows
from tests.aufruf import dkbm, lay_out
from tests.muster import musterland

ROOT = Path(__file__).parent.parent
LANDKREIS = "data/kommunen/landkreis-musterland.yaml"
STADT = "data/kommunen/stadt-musterland.yaml"


def with_text(path: str, before: str, after: str) -> dict[str, str | bytes | None]:
    text = musterland()[path].decode()
    assert before in text
    return {path: text.replace(before, after)}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (LANDKREIS, "data/kommunen/landkreis-musterstadt.yaml", "landkreis-musterland.yaml"),
        (STADT, "data/kommunen/landkreis-musterland-2.yaml", "stadt-musterland.yaml"),
        ("data/personen/p-tom-test.yaml", "data/personen/p-tom.yaml", "p-tom-test.yaml"),
        ("data/netzwerk/ag-1.yaml", "data/netzwerk/ag-eins.yaml", "ag-1.yaml"),
    ],
)
def test_m1_a_renamed_file_ends_with_1_and_both_names(tmp_path: Path, old: str, new: str, expected: str) -> None:
    root = lay_out(tmp_path)
    (root / old).rename(root / new)
    answer = dkbm("validate", "--format", "json", "--only", "D301", cwd=root)
    (found,) = json.loads(answer.out)
    assert (answer.status, found["code"], found["file"]) == (1, "D301", new)
    assert f"»{Path(new).name}«" in found["message"]
    if old.startswith("data/personen/"):  # it would be the name of the person, which no finding repeats (S 43)
        assert expected not in found["message"] + found["help"]
    else:
        assert f"»{expected}«" in found["message"]


@pytest.mark.parametrize("key", ["ags", "schluessel"])
def test_m2_the_number_a_key_would_become_is_never_printed(tmp_path: Path, key: str) -> None:
    answer = dkbm("validate", cwd=lay_out(tmp_path, with_text(STADT, 'schluessel: "99002"', f"{key}: 03353")))
    assert answer.status == 1
    assert f"{STADT}:2:{len(key) + 3}: Fehler[D112]" in answer.out
    assert '"03353" schreiben' in answer.out
    assert "1771" not in answer.out
    assert "3353" not in answer.out.replace("03353", "")


def test_m5_a_month_is_shown_as_entered_and_thirteen_is_none(tmp_path: Path) -> None:
    root = lay_out(tmp_path, with_text(LANDKREIS, "modul: 2, datum: 2018-07", 'modul: 3, datum: "2026-03"'))
    text = dkbm("status", "99001", "--stichtag", "2026-03-15", cwd=root).out
    assert "März 2026" in text
    assert "Annahme: " in text
    lay_out(root, with_text(LANDKREIS, "modul: 2, datum: 2018-07", 'modul: 2, datum: "2026-13"'))
    assert dkbm("validate", "--only", "D113", cwd=root).status == 1


def test_m6_a_stored_state_ends_with_1(tmp_path: Path) -> None:
    text = musterland()[STADT].decode()
    answer = dkbm("validate", cwd=lay_out(tmp_path, {STADT: f"{text}status: Modul 3\n"}))
    assert answer.status == 1
    assert "Fehler[D101] Das Feld »status« gibt es hier nicht." in answer.out


def test_m7_a_former_key_names_successor_and_date_and_ends_with_0() -> None:
    answer = dkbm("status", "03156", cwd=ROOT)
    assert (answer.status, answer.err) == (0, "")
    text = " ".join(answer.out.split())
    assert "Osterode am Harz (03156) bestand bis 31.10.2016" in text
    assert "seit 01.11.2016 gehört das Gebiet zum Nachfolger: Landkreis Göttingen (03159)" in text
    assert json.loads(dkbm("status", "03156", "--format", "json", cwd=ROOT).out)["schluessel"] == "03159"


def test_m13_every_fault_of_every_file_in_one_run(tmp_path: Path) -> None:
    """A file that is no YAML, one with several faults of the reader, one with several of the schema, and a rule."""
    changes = {
        "data/themen.yaml": "a: [1\n",
        "data/personen/p-tom-test.yaml": "name: yes\ntitel: 03\naemter: &x []\n",
        **with_text(STADT, "art: kreisfreie-stadt", "art: kreisfreie-statd\nfarbe: rot\nleitnug: []"),
        **with_text("data/netzwerk/ag-1.yaml", "quelle: X02", "quelle: X77"),
    }
    found = json.loads(dkbm("validate", "--format", "json", cwd=lay_out(tmp_path, changes)).out)
    assert {path: sorted({row["code"] for row in found if row["file"] == path}) for path in changes} == {
        "data/themen.yaml": ["D020"],
        "data/personen/p-tom-test.yaml": ["D011", "D110", "D112"],
        STADT: ["D101", "D104"],
        "data/netzwerk/ag-1.yaml": ["D310"],
    }
    assert [row["code"] for row in found if row["file"] == STADT].count("D101") == 2


FRISTEN = """  - {art: transferplan, ab: beginn, monate: 1, modul: 4, rahmen: false, quelle: X02}
  - {art: umsetzungsplan, ab: beginn, monate: 240, modul: 4, rahmen: false, quelle: X02}
"""


def test_m25_the_earliest_of_several_deadlines_decides_the_order(tmp_path: Path) -> None:
    changes = {
        **with_text("data/prozess.yaml", "fristen:\n", f"fristen:\n{FRISTEN}"),
        **with_text(
            LANDKREIS,
            "verlauf:\n",
            "verlauf:\n  - {ereignis: beginn, modul: 4, phase: 2, datum: 2023-12-01, quelle: X01}\n",
        ),
    }
    root, day = lay_out(tmp_path, changes), date(2024, 1, 31)
    dataset = load(musterland(changes)).dataset
    due = {
        kommune.id: [
            each.am
            for each in faellige(kommune, lage_am(kommune, day, dataset.prozess, dataset.quellen), day, dataset.prozess)
        ]
        for kommune in dataset.kommunen.values()
    }
    assert max(map(len, due.values())) > 1, "one Kommune has several deadlines"
    everyone = sorted(dataset.kommunen.values(), key=lambda kommune: sort_key(kommune.name))
    expected = [each.id for each in sorted(everyone, key=lambda each: min(due[each.id], default=date.max))]
    assert expected != [each.id for each in sorted(everyone, key=lambda each: max(due[each.id], default=date.max))]
    answer = json.loads(dkbm("list", "--sort", "frist", "--format", "json", cwd=root).out)
    assert [row["id"] for row in answer] == expected == [row.kommune.id for row in rows(dataset, day, sort="frist")]
