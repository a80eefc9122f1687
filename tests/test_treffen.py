"""`dkbm record treffen`: meetings, planned and held, their papers, and what is only counted for a year."""

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dkbm.dataset import load
from dkbm.model.gruppentreffen import einzelne, gehaltene, letztes_treffen
from dkbm.store.worktree import read_files
from tests.aufruf import Answer, dkbm, lay_out
from tests.dokumente import datensatz
from tests.eingabe import typed
from tests.eintraege import AG, SINCE, added, record
from tests.muster import musterland
from tests.papiere import dokument, tabelle, words, zu_treffen
from tests.test_rules_netzwerk import AG_1, NETZWERK, gruppe

AG_2 = "data/netzwerk/ag-2.yaml"
PLAN = """treffen:
  - name: Herbsttreffen # im Kreishaus
    datum: %s
    ort: Musterstadt
    geplant: true
    quelle: X02
"""


def meet(folder: Path, *arguments: str) -> Answer:
    return record(folder, "treffen", "ag-1", *arguments)


def planned(folder: Path, datum: str = "2024-01") -> Path:
    return lay_out(folder, {AG: gruppe(more=PLAN % datum)})


def meetings(folder: Path, path: str = AG) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = load(read_files(folder)).dataset.documents[path].value["treffen"]
    return found


# --- single meetings ---


def test_a_planned_meeting_may_lie_ahead_and_is_no_meeting_yet(tmp_path: Path) -> None:
    folder = lay_out(tmp_path, {AG_2: gruppe("AG 2")})
    ahead = ("--datum", "2024-06-12", "--quelle", "X01", "--zugleich", "AG 2", "--ort", "Musterstadt")
    refused = meet(folder, *ahead)
    assert (refused.status, "mit --geplant festgehalten" in refused.err) == (2, True)
    answer = meet(folder, *ahead, "--geplant")
    assert answer.status == 0, answer.err
    assert answer.out.endswith("Festgehalten: ag-1: Treffen der AG 1, 12.06.2024, geplant\n")
    (entry,) = meetings(folder)
    assert entry == {
        "name": "Treffen der AG 1", "datum": "2024-06-12", "ort": "Musterstadt", "zugleich": ["ag-2"],
        "geplant": True, "quelle": "X01",
    }  # fmt: skip
    groups = load(read_files(folder)).dataset.gruppen
    assert [einzelne(each, groups.values()) for each in groups.values()] == [(), ()]


def test_m73_a_meeting_together_is_one_of_both_groups(tmp_path: Path) -> None:
    folder = lay_out(tmp_path, {AG_2: gruppe("AG 2")})
    assert meet(folder, *SINCE, "--zugleich", "ag-2").status == 0
    groups = load(read_files(folder)).dataset.gruppen
    last = [letztes_treffen(each, groups.values(), date(2024, 1, 31)) for each in groups.values()]
    assert [each and each.datum.text for each in last] == ["2024-01-10", "2024-01-10"]


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("--zugleich", "ag-7"), 4, "»ag-7«"),
        (("--datei", "belege/protokoll.pdf"), 2, "--datei ist das Dokument zu einem Papier."),
        (("--datei", "belege/protokoll.pdf", "--papier", "A", "--papier", "B"), 2, "zu einem Papier."),
        (("--datei", "belege/fehlt.pdf", "--papier", "A"), 2, "gibt es nicht"),
        (("--ersetzt", "1"), 2, "--ersetzt und --grund gehören nicht zu einem Treffen."),
        (("--grund", "darum"), 2, "--ersetzt und --grund gehören nicht zu einem Treffen."),
        (("--rolle", "mitglied"), 2, "--rolle gehört nicht zu diesem Eintrag."),
    ],
)
def test_what_will_not_do_is_said_and_nothing_is_written(
    arguments: tuple[str, ...], status: int, message: str, tmp_path: Path
) -> None:
    answer = meet(with_paper(lay_out(tmp_path)), *SINCE, *arguments)
    assert (answer.status, added(tmp_path, AG)) == (status, "")
    assert message in answer.err


def with_paper(folder: Path) -> Path:
    (folder / "belege").mkdir()
    (folder / "belege/protokoll.pdf").write_bytes(b"Protokoll")
    return folder


# --- papers ---


def test_papers_stand_with_their_meeting_and_one_with_its_document(tmp_path: Path) -> None:
    folder = with_paper(lay_out(tmp_path))
    assert meet(folder, *SINCE, "--papier", "Vortrag", "--papier", "Liste").status == 0
    answer = meet(folder, *SINCE, "--papier", "Protokoll", "--datei", "belege/protokoll.pdf")
    assert answer.status == 0, answer.err
    assert answer.out.endswith("Festgehalten: ag-1: Treffen der AG 1, 10.01.2024, Papiere\n")
    (entry,) = meetings(folder)
    digest = hashlib.sha256(b"Protokoll").hexdigest()
    assert entry["papiere"] == [
        {"titel": "Vortrag"},
        {"titel": "Liste"},
        {"titel": "Protokoll", "datei": {"pfad": "belege/protokoll.pdf", "sha256": digest}},
    ]
    assert entry["quelle"] == "X01"


def test_papers_of_a_meeting_without_any_come_with_their_source(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    meet(folder, *SINCE, "--bemerkung", "kurz")
    assert meet(folder, "--datum", "2024-01-10", "--quelle", "X02", "--papier", "Liste").status == 0
    (entry,) = meetings(folder)
    assert list(entry) == ["name", "datum", "papiere", "quelle", "bemerkung"], "in the order of the schema"
    assert entry["quelle"] == ["X01", "X02"]


@pytest.mark.parametrize("more", [(), ("--papier", "Liste", "--ort", "anderswo")])
def test_a_meeting_is_not_entered_twice(more: tuple[str, ...], tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    meet(folder, *SINCE, "--ort", "Musterstadt")
    before = (folder / AG).read_bytes()
    answer = meet(folder, *SINCE, *more)
    assert (answer.status, (folder / AG).read_bytes()) == (2, before)
    assert "»Treffen der AG 1« (10.01.2024) steht schon da." in answer.err


# --- from a plan to a meeting ---


def test_m73_a_planned_meeting_that_took_place_needs_no_reason(tmp_path: Path) -> None:
    folder = planned(tmp_path)
    answer = meet(folder, *SINCE, "--teilnehmende", "rund 20", "--papier", "Liste")
    assert answer.status == 0, answer.err
    assert answer.out.endswith("Festgehalten: ag-1: Herbsttreffen, 10.01.2024, war geplant\n")
    assert (folder / AG).read_bytes().decode() == gruppe(
        more="treffen:\n  - name: Herbsttreffen # im Kreishaus\n    datum: 2024-01-10\n    ort: Musterstadt\n"
        "    teilnehmende: rund 20\n    papiere:\n      - {titel: Liste}\n    quelle: [X02, X01]\n"
    )


@pytest.mark.parametrize(
    ("plan", "arguments"),
    [
        ("2024-01", ("--name", "Anderes")),  # another meeting of the same month
        ("2024-02", ()),  # the plan was for another time
        ("2024-01-11", ()),
        ("2024-01", ("--geplant",)),  # still a plan, and one more
    ],
)
def test_what_is_another_meeting_stands_beside_the_plan(plan: str, arguments: tuple[str, ...], tmp_path: Path) -> None:
    folder = planned(tmp_path, plan)
    answer = meet(folder, *SINCE, *arguments)
    if "--geplant" in arguments:
        assert (answer.status, len(meetings(folder))) == (2, 1)
        return
    assert answer.status == 0, answer.err
    assert [each.get("geplant") for each in meetings(folder)] == [True, None]


def test_with_its_name_the_plan_is_meant_among_several(tmp_path: Path) -> None:
    two = PLAN % "2024-01" + (PLAN % "2024-01").removeprefix("treffen:\n").replace("Herbst", "Winter")
    folder = lay_out(tmp_path, {AG: gruppe(more=two)})
    assert meet(folder, *SINCE, "--name", "Wintertreffen").status == 0
    assert [(each["name"], each.get("geplant")) for each in meetings(folder)] == [
        ("Herbsttreffen", True),
        ("Wintertreffen", None),
    ]


# --- counts of a year ---


@pytest.mark.parametrize(
    ("datum", "anzahl", "entry"),
    [
        ("2022", "3", {"jahr": "2022", "anzahl": 3, "quelle": "X01"}),
        ("2022", "0", {"jahr": "2022", "anzahl": 0, "quelle": "X01"}),
        ("2022..2022-09", "2", {"jahr": "2022", "anzahl": 2, "bis": "2022-09", "quelle": "X01"}),
    ],
)
def test_a_count_of_a_year_has_its_own_form(datum: str, anzahl: str, entry: dict[str, Any], tmp_path: Path) -> None:
    answer = meet(lay_out(tmp_path), "--datum", datum, "--anzahl", anzahl, "--quelle", "X01")
    assert answer.status == 0, answer.err
    dataset = load(read_files(tmp_path)).dataset
    assert dataset.documents[AG].value["treffen_je_jahr"] == [entry]
    (ag,) = dataset.gruppen.values()
    assert len(gehaltene(ag, ())) == (entry["anzahl"] > 0)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--datum", "2022-03", "--anzahl", "2"), "Zu --anzahl gehört ein Jahr"),
        (("--datum", "2022..2023-03", "--anzahl", "2"), "Zu --anzahl gehört ein Jahr"),
        (("--datum", "2022..2022-13", "--anzahl", "2"), "--datum: "),
        (("--datum", "2025", "--anzahl", "2"), "Das Jahr hat noch nicht begonnen."),
        (("--datum", "2022", "--anzahl", "viele"), "Eine Zahl von 0 bis 99."),
        (("--datum", "2022", "--anzahl", "100"), "Eine Zahl von 0 bis 99."),
        (("--datum", "2022", "--anzahl", "2", "--geplant"), "gezählt wird, was stattfand"),
        (("--datum", "2022", "--anzahl", "2", "--ort", "M"), "--ort gehört nicht zu diesem Eintrag."),
    ],
)
def test_a_count_that_will_not_do_is_refused(arguments: tuple[str, ...], message: str, tmp_path: Path) -> None:
    answer = meet(lay_out(tmp_path), *arguments, "--quelle", "X01")
    assert (answer.status, added(tmp_path, AG)) == (2, "")
    assert message in answer.err


def test_a_source_counts_a_year_once_another_one_may_differ(tmp_path: Path) -> None:
    count = ("--datum", "2022", "--anzahl", "2", "--quelle")
    assert meet(lay_out(tmp_path), *count, "X01").status == 0
    answer = meet(tmp_path, *count, "X01")
    assert (answer.status, "Für 2022 zählt diese Quelle schon 2 (Zeile " in answer.err) == (2, True)
    assert meet(tmp_path, *count, "X02").status == 0


def test_the_whole_network_is_not_counted_by_years(tmp_path: Path) -> None:
    folder = lay_out(tmp_path, {NETZWERK: "name: Netz\n"})
    answer = record(folder, "treffen", "netzwerk", "--datum", "2022", "--anzahl", "2", "--quelle", "X01")
    assert (answer.status, "einzeln festgehalten" in answer.err) == (2, True)


def test_whoever_knows_only_the_year_is_told_of_the_count(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    answer = meet(folder, "--datum", "2022", "--quelle", "X01")
    assert answer.status == 0
    assert "dkbm record treffen ag-1 --datum 2022 --anzahl N" in answer.err
    assert "--anzahl" not in meet(folder, "--datum", "2022-03", "--quelle", "X01").err


# --- at a terminal ---


def test_at_a_terminal_the_group_is_asked_for(tmp_path: Path) -> None:
    lines = ["ag-1", "", "2024-01-10", "", "", "", "X01", "", "j"]
    status, screen = typed(lines, "record", "treffen", cwd=lay_out(tmp_path))
    assert status == 0, screen
    assert "  ag-1  AG 1" in screen
    assert meetings(tmp_path) == [{"name": "Treffen der AG 1", "datum": "2024-01-10", "quelle": "X01"}]


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    answer = dkbm("record", "treffen", "ag-1", *SINCE, "--dry-run", cwd=lay_out(tmp_path))
    assert (answer.status, read_files(tmp_path)) == (0, musterland())


# --- the documents ---

HELD = """treffen:
  - name: Frühjahrstreffen
    datum: 2024-02-21
    ort: Musterstadt
    zugleich: [ag-2, netzwerk]
    themen: [Daten]
    papiere: [{titel: Protokoll}, {titel: Vortrag}]
    geplant: true
    quelle: X02
"""


def test_invitation_and_record_say_whose_meeting_it_is_too() -> None:
    dataset = datensatz({AG_1: gruppe(more=HELD), AG_2: gruppe("AG 2"), NETZWERK: "name: Muster-Netz\n"})
    for vorlage, kopf in (("einladung", "Das Wichtigste"), ("protokoll", "Das Treffen")):
        rows = tabelle(dokument(vorlage, zu_treffen(dataset, "ag-1", 0)), kopf)
        assert ["Zugleich Treffen von", "AG 2 Name, Muster-Netz"] in rows
        assert ["Tag", "Mittwoch, 21.02.2024"] in rows


def test_the_record_lists_the_papers_and_the_invitation_does_not() -> None:
    dataset = datensatz({AG_1: gruppe(more=HELD), AG_2: gruppe("AG 2"), NETZWERK: "name: Muster-Netz\n"})
    assert "4 Papiere\nProtokoll\nVortrag" in words(dokument("protokoll", zu_treffen(dataset, "ag-1", 0)))
    assert "Vortrag" not in words(dokument("einladung", zu_treffen(dataset, "ag-1", 0)))
    bare = datensatz({AG_1: gruppe(more=HELD.replace("    papiere: [{titel: Protokoll}, {titel: Vortrag}]\n", ""))})
    assert "Papiere" not in words(dokument("protokoll", zu_treffen(bare, "ag-1", 0)))


def test_a_paper_is_not_recorded_twice(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    assert meet(folder, *SINCE, "--papier", "Liste").status == 0
    again = meet(folder, *SINCE, "--papier", "Liste")
    assert (again.status, "»Liste« steht bei diesem Treffen schon da." in again.err) == (2, True)
    assert meet(folder, *SINCE, "--papier", "Liste", "--papier", "Vortrag").status == 0
    (entry,) = meetings(folder)
    assert entry["papiere"] == [{"titel": "Liste"}, {"titel": "Vortrag"}]


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (("--teilnehmende", "-5"), "Weniger als niemand"),
        (("--zugleich", "AG 1"), "--zugleich nennt die Gruppe selbst."),
    ],
)
def test_what_no_meeting_can_have_is_refused(more: tuple[str, ...], message: str, tmp_path: Path) -> None:
    answer = meet(lay_out(tmp_path), *SINCE, *more)
    assert (answer.status, message in answer.err) == (2, True)


def test_the_dialog_asks_for_host_other_groups_and_papers_too(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    lines = ["", "2024-01-10", "", "stadt musterland", "", "", "", "Liste; Vortrag", "X01", "", "j"]
    status, screen = typed(lines, "record", "treffen", "ag-1", "--dialog", cwd=folder)
    assert status == 0, screen
    (entry,) = meetings(folder)
    assert (entry["gastgeber"], entry["papiere"]) == ("stadt-musterland", [{"titel": "Liste"}, {"titel": "Vortrag"}])
    assert "Zugleich Treffen dieser Gruppen" in screen
