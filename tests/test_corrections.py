"""`dkbm corrections`: what was reported for a day, what is known of it now, and which commit made the difference."""

import json
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from tests.aufruf import dkbm
from tests.geschichtsbau import Fassung, build
from tests.korrekturen import DAY, LATE, START, TEXT, as_json, ask, history, listed
from tests.muster import MUSTERLAND, musterland
from tests.repositorium import KOMMUNE, call, edit, own_settings

SOURCES = musterland()["data/quellen.yaml"].decode()
STADT = "data/kommunen/stadt-musterland.yaml"
SOURCE = "  - {id: X09, titel: Neu, herausgeber: Musteragentur, stand: 2019-05-01, stand_art: exakt}\n"


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_settings(tmp_path, monkeypatch)


# A late entry


def test_m52_a_retroactive_entry_is_listed_exactly(tmp_path: Path) -> None:
    """The figures as they were filed are not those known now; nothing else is listed, and the commit is named."""
    root = history(
        tmp_path,
        ("nur ein Kommentar", {STADT: musterland()[STADT].decode() + "# neu\n"}),
        ("Modul 3 nachgetragen", {KOMMUNE: TEXT + LATE}),
        ("etwas Späteres", {KOMMUNE: TEXT + LATE + "  - {ereignis: pause, datum: 2022-02-01, quelle: X02}\n"}),
    )
    commit = call(root, "rev-parse", "HEAD~1").strip()
    filed, known = (
        [(row["id"], row["modul"]) for row in json.loads(dkbm("list", *arguments, cwd=root).out)]
        for arguments in (
            ("--stichtag", DAY, "--format", "json", "--stand", "v1"),
            ("--stichtag", DAY, "--format", "json"),
        )
    )
    assert (("landkreis-musterland", 2) in filed, ("landkreis-musterland", 3) in known) == (True, True)
    (found,) = as_json(root)["korrekturen"]
    assert (found["id"], found["was"]) == ("landkreis-musterland", "stand")
    assert (found["berichtet"]["modul"], found["bekannt"]["modul"]) == (2, 3)
    (step,) = found["geaendert"]
    assert step == {
        "revision": commit,
        "datum": "2026-01-03",
        "betreff": "Modul 3 nachgetragen",
        "danach": found["bekannt"],
    }


def test_m52_for_a_day_before_the_late_entry_nothing_is_different(tmp_path: Path) -> None:
    root = history(tmp_path, ("Modul 3 nachgetragen", {KOMMUNE: TEXT + LATE}))
    assert as_json(root, day="2019-02-28")["korrekturen"] == []
    assert as_json(root, day="2019-03-01")["korrekturen"] != []
    answer = ask(root, day="2019-02-28")
    assert "\nFür diesen Tag hat sich nichts geändert.\n" in answer.out


def test_m52_the_screen(tmp_path: Path) -> None:
    root = history(tmp_path, ("Modul 3 nachgetragen", {KOMMUNE: TEXT + LATE}))
    one, other = (name[:8] for name in call(root, "rev-parse", "v1", "HEAD").split())
    assert (
        ask(root).out
        == f"""\
Was für den 01.01.2020 berichtet wurde und was davon bekannt ist
  berichtet  v1 ({one}, 01.01.2026)
  bekannt    HEAD ({other}, 02.01.2026)

1 Kommune steht anders als berichtet.

  Landkreis Musterland · 99001
  berichtet  Modul 2 Modelllösung (seit Juli 2018; fortgeschrieben, zuletzt
             belegt Juli 2018 in X03)
  bekannt    Modul 3 Transferprozess (seit 01.03.2019; fortgeschrieben, zuletzt
             belegt 01.03.2019 in X02)
  geändert   02.01.2026 {other} »Modul 3 nachgetragen«

                              berichtet  bekannt
  Modul 2 Modelllösung                1        0  −1
  Modul 3 Transferprozess             0        1  +1
  kein Begleitprozess belegt          2        2
  zusammen                            3        3
"""
    )


def test_m52_without_an_end_the_folder_is_what_is_known(tmp_path: Path) -> None:
    root = history(tmp_path, ("nichts", {"README": "x"}))
    assert as_json(root, "v1")["bekannt"]["revision"] == call(root, "rev-parse", "HEAD").strip()
    edit(root, line=LATE)
    for stand in ("v1", "v1.."):
        assert listed(root, stand) == [("landkreis-musterland", "stand", [None])]
    found = as_json(root, "v1")
    assert found["bekannt"] == {"stand": None, "revision": None, "datum": None}
    answer = ask(root, "v1")
    assert "  bekannt    im Ordner, mit Änderungen seit " in answer.out
    assert "  geändert   im Ordner, noch nicht in git festgehalten\n" in answer.out
    assert listed(root, "v1..HEAD") == []


def test_m52_every_change_on_the_way_is_named_in_its_order(tmp_path: Path) -> None:
    root = history(
        tmp_path,
        ("hin", {KOMMUNE: TEXT + LATE}),
        ("anderes", {STADT: musterland()[STADT].decode() + "# x\n"}),
        ("zurück", {KOMMUNE: TEXT}),
        ("wieder", {KOMMUNE: TEXT + LATE.replace("modul: 3", "modul: 4")}),
    )
    assert listed(root) == [("landkreis-musterland", "stand", ["hin", "zurück", "wieder"])]
    assert "»hin«: Modul 3\n" in ask(root).out


def test_m52_only_the_evidence_may_differ(tmp_path: Path) -> None:
    more = "  - {ereignis: genannt, modul: 2, datum: 2019-11-05, quelle: X02}\n"
    root = history(tmp_path, ("noch ein Beleg", {KOMMUNE: TEXT + more}))
    assert listed(root) == [("landkreis-musterland", "beleg", ["noch ein Beleg"])]
    assert "\nKeine Kommune steht anders als berichtet, bei 1 ist nur der Beleg ein anderer.\n" in ask(root).out


def test_m52_a_source_that_gets_another_date_changes_the_answer(tmp_path: Path) -> None:
    """Found by halving among the commits that touch only what all answers rest on."""
    entry = TEXT + "  - {ereignis: genannt, modul: 3, quelle: X09}\n"
    early = SOURCES + SOURCE.replace("2019-05-01", "2021-05-01")
    noise = [(f"Quelle {number}", {"data/quellen.yaml": early + f"# {number}\n"}) for number in range(7)]
    late = [(f"noch eine {number}", {"data/quellen.yaml": SOURCES + SOURCE + f"# {number}\n"}) for number in range(5)]
    root = history(tmp_path, ("Nennung", {KOMMUNE: entry, "data/quellen.yaml": early}), *noise, *late)
    assert listed(root, "HEAD~8..HEAD") == [("landkreis-musterland", "stand", ["noch eine 0"])]
    assert listed(root) == [("landkreis-musterland", "stand", ["noch eine 0"])]
    assert listed(root, "HEAD~12..HEAD~9") == []


def test_m52_a_source_may_get_its_date_right_behind_the_entry(tmp_path: Path) -> None:
    entry = TEXT + "  - {ereignis: genannt, modul: 3, quelle: X09}\n"
    early, late = SOURCES + SOURCE.replace("2019-05-01", "2021-05-01"), SOURCES + SOURCE
    again = {KOMMUNE: entry + "# mehr\n"}
    root = history(
        tmp_path,
        ("Nennung", {KOMMUNE: entry, "data/quellen.yaml": early}),
        ("berichtigt", {"data/quellen.yaml": late}),
        ("angefasst", again),
    )
    assert listed(root) == [("landkreis-musterland", "stand", ["berichtigt"])]
    assert listed(root, "v1..HEAD~1") == [("landkreis-musterland", "stand", ["berichtigt"])]


def test_m52_a_renamed_file_is_the_same_kommune(tmp_path: Path) -> None:
    new = "data/kommunen/nord/landkreis-neuland.yaml"
    between = "data/kommunen/landkreis-zwischenland.yaml"
    root = history(
        tmp_path,
        ("erst so", {KOMMUNE: None, between: TEXT}),
        ("umbenannt", {between: None, new: TEXT}),
        ("nachgetragen", {new: TEXT + LATE}),
    )
    assert listed(root) == [("landkreis-neuland", "stand", ["nachgetragen"])]
    assert listed(root, "v1..HEAD~1") == []


def test_m52_a_kommune_that_came_or_went_is_named(tmp_path: Path) -> None:
    root = history(tmp_path, ("weg", {KOMMUNE: None}), ("wieder da", {KOMMUNE: TEXT}))
    assert listed(root, "v1..HEAD~1") == [("landkreis-musterland", "stand", ["weg"])]
    assert "  bekannt    nicht im Datensatz\n" in ask(root, "v1..HEAD~1").out
    assert listed(root, "HEAD~1..HEAD") == [("landkreis-musterland", "stand", ["wieder da"])]
    assert listed(root) == []


def test_m52_what_cannot_be_read_is_no_change_and_is_said(tmp_path: Path) -> None:
    root = history(
        tmp_path, ("kaputt", {KOMMUNE: "a: ["}), ("heil", {KOMMUNE: TEXT + LATE}), ("wieder kaputt", {KOMMUNE: "a: ["})
    )
    assert listed(root, "v1..HEAD~1") == [("landkreis-musterland", "stand", ["heil"])]
    answer = ask(root)
    assert answer.status == 0
    assert "nichts geändert" in answer.out
    assert f"\nNicht lesbar (bekannt), darum dort nicht gezählt und nicht verglichen:\n  {KOMMUNE}\n" in answer.out
    assert f"{KOMMUNE}:1:" in answer.err


def test_m52_older_versions_of_the_schema_on_the_way(tmp_path: Path) -> None:
    old = MUSTERLAND.parent / "schema-0"
    before = {
        path.relative_to(old).as_posix(): path.read_text(encoding="utf-8") for path in sorted(old.rglob("*.yaml"))
    }
    late = LATE.replace("ereignis", "typ")
    root = tmp_path / "satz"
    records: tuple[Mapping[str, str | bytes | None], ...]
    records = ({**musterland(), **before}, {KOMMUNE: before[KOMMUNE] + late}, {"README": "x"})
    build(root, [Fassung(START + timedelta(days=day), f"Tag {day}", each) for day, each in enumerate(records)])
    assert dkbm("migrate", cwd=root).status == 0
    call(root, "commit", "-qam", "Fassung 1")
    assert listed(root, "HEAD~3..HEAD") == [("landkreis-musterland", "stand", ["Tag 1"])]
