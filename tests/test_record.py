"""`dkbm record`: every kind of event, agreements and meetings."""

from pathlib import Path

import pytest

from dkbm.dataset import load
from dkbm.store.worktree import read_files
from tests.aufruf import dkbm, lay_out
from tests.eintraege import AG, KINDS, MUSTER, SINCE, STADT, added, git, record
from tests.muster import musterland

# --- every kind of event ---


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_event_can_be_recorded(kind: str, tmp_path: Path) -> None:
    answer = record(lay_out(tmp_path), kind, "lk musterland", "--modul", "3", *SINCE, "--bemerkung", "ein Satz")
    assert answer.status == 0, answer.err
    assert added(tmp_path, MUSTER) == (
        f"  - {{ereignis: {kind}, modul: 3, datum: 2024-01-10, quelle: X01, bemerkung: ein Satz}}\n"
    )
    assert "fehler" not in {found.severity for found in load(read_files(tmp_path)).diagnostics}


def test_a_kind_only_the_dataset_knows_needs_no_code(tmp_path: Path) -> None:
    known = musterland()["data/prozess.yaml"].decode()
    own = known.replace("ereignisse:\n", "ereignisse:\n  - {art: hospitation, name: Hospitation, wirkung: keine}\n")
    lay_out(tmp_path, {"data/prozess.yaml": own})
    assert record(tmp_path, "hospitation", "lk musterland", *SINCE).status == 0
    assert added(tmp_path, MUSTER) == "  - {ereignis: hospitation, datum: 2024-01-10, quelle: X01}\n"


def test_an_unknown_kind_gets_the_nearest_and_the_list(tmp_path: Path) -> None:
    answer = record(lay_out(tmp_path), "sondierungsgesprech", "lk musterland", *SINCE)
    assert answer.status == 2
    assert "Meinten Sie »sondierungsgespraech«?" in answer.err
    assert all(f"  {kind} " in answer.err for kind in [*KINDS, "zielvereinbarung", "treffen"])
    assert answer.err.index("  genannt ") < answer.err.index("  foerderprogramm "), "in the order of prozess.yaml"


# --- values: what is missing, wrong, out of place ---


def test_all_that_is_missing_is_named_at_once(tmp_path: Path) -> None:
    answer = record(lay_out(tmp_path), "beginn")
    assert answer.status == 2
    assert answer.err.startswith("Es fehlen: KOMMUNE (Kommune), --modul (Modul), --datum (Datum, JJJJ-MM-TT,")
    assert "--quelle (Quelle, mehrere mit Komma)." in answer.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--modul", "7"), "--modul: »7« ist hier nicht möglich. Möglich: 1, 2, 3, 4."),
        (("--modul", "4", "--phase", "9"), "--phase: »9« ist hier nicht möglich. Möglich: 1, 2, 3."),
        (("--modul", "2", "--phase", "1"), "--phase gehört nicht zu diesem Eintrag."),
        (("--ort", "Musterstadt"), "--ort gehört nicht zu diesem Eintrag."),
        (("--programm", "geheim"), "--programm: »geheim« ist hier nicht möglich."),
        (("--bemerkung", " "), "--bemerkung: Diese Angabe darf nicht leer sein."),
        (("--bemerkung", "weg\x1b[2J"), "ESC (U+001B)"),
        (("--grund", "darum"), "--grund gehört zu einer Korrektur."),
    ],
)
def test_a_value_that_will_not_do_is_refused(arguments: tuple[str, ...], message: str, tmp_path: Path) -> None:
    answer = record(lay_out(tmp_path), "genannt", "lk musterland", "--quelle", "X01", *arguments)
    assert (answer.status, added(tmp_path, MUSTER)) == (2, "")
    assert message in answer.err


@pytest.mark.parametrize(
    ("datum", "message"),
    [
        ("2024-13", "Einen Monat 13 gibt es nicht."),
        ("12.1.2024", "2024-01-12 schreiben."),
        ("2024-02-01", "Das Datum liegt nach dem 31.01.2024. Ein Vorhaben wird mit --geplant festgehalten."),
    ],
)
def test_a_date_must_exist_and_have_been(datum: str, message: str, tmp_path: Path) -> None:
    answer = record(lay_out(tmp_path), "interview", "lk musterland", "--datum", datum, "--quelle", "X01")
    assert answer.status == 2
    assert message in answer.err


@pytest.mark.parametrize(
    ("datum", "written"),
    [("2018", '"2018"'), ("2018-02", "2018-02"), ("2016-07..2018", "2016-07..2018"), ("..2018", "..2018")],
)
def test_m5_a_date_stays_as_precise_as_it_was_typed(datum: str, written: str, tmp_path: Path) -> None:
    record(lay_out(tmp_path), "interview", "lk musterland", "--datum", datum, "--quelle", "X01")
    assert added(tmp_path, MUSTER) == f"  - {{ereignis: interview, datum: {written}, quelle: X01}}\n"


def test_a_plan_may_lie_ahead(tmp_path: Path) -> None:
    record(lay_out(tmp_path), "interview", "lk musterland", "--datum", "2025-03", "--geplant", "--quelle", "X01")
    value = load(read_files(tmp_path)).dataset.documents[MUSTER].value["verlauf"][-1]
    assert value == {"ereignis": "interview", "geplant": True, "datum": "2025-03", "quelle": "X01"}


def test_an_attestation_takes_the_time_of_its_source(tmp_path: Path) -> None:
    assert record(lay_out(tmp_path), "genannt", "lk musterland", "--modul", "4", "--quelle", "X01").status == 0
    assert added(tmp_path, MUSTER) == "  - {ereignis: genannt, modul: 4, quelle: X01}\n"


def test_evidence_belongs_to_the_module_whose_gate_asks_for_it(tmp_path: Path) -> None:
    record(lay_out(tmp_path), "transferplan", "lk musterland", *SINCE)
    assert added(tmp_path, MUSTER) == "  - {ereignis: transferplan, modul: 2, datum: 2024-01-10, quelle: X01}\n"


def test_several_sources_and_themes(tmp_path: Path) -> None:
    record(
        lay_out(tmp_path), "beginn", "lk musterland", "--modul", "3", "--datum", "2024-01-10", "--quelle", "X01,X03",
        "--quelle", "X02", "--thema", "Daten; Wege", "--thema", "Ziele",
    )  # fmt: skip
    value = load(read_files(tmp_path)).dataset.documents[MUSTER].value["verlauf"][-1]
    assert value["quelle"] == ["X01", "X03", "X02"]
    assert value["themen"] == [{"text": "Daten; Wege"}, {"text": "Ziele"}]


@pytest.mark.parametrize(("name", "status"), [("Musterland", 4), ("Mustrland", 4), ("99001", 0)])
def test_m23_names_resolve_as_everywhere(name: str, status: int, tmp_path: Path) -> None:
    answer = record(lay_out(tmp_path), "interview", name, *SINCE)
    assert answer.status == status
    assert 'dkbm record interview "Stadt Musterland"' in answer.err or name != "Musterland"


# --- what is said afterwards ---


def test_the_answer_says_what_changed_in_the_state(tmp_path: Path) -> None:
    answer = record(lay_out(tmp_path), "beginn", "stadt musterland", "--modul", "4", "--phase", "1", *SINCE)
    assert answer.out.endswith(
        "Festgehalten: Stadt Musterland: Beginn, Modul 4 Phase 1, 10.01.2024\n"
        "Stand: Modul 4 Weiterentwicklung, 1. Umsetzungsphase seit 10.01.2024 "
        "(vorher: Modul 3 Transferprozess seit September 2020)\n"
        'Weiter: dkbm status "Stadt Musterland"\n'
    )


def test_evidence_leaves_the_state_and_may_open_the_gate(tmp_path: Path) -> None:
    stand = "Stand: Modul 3 Transferprozess seit September 2020 (unverändert)\n"
    first = record(lay_out(tmp_path), "abschlussgespraech", "stadt musterland", *SINCE)
    assert first.out.endswith(f'{stand}Weiter: dkbm status "Stadt Musterland"\n')
    second = record(tmp_path, "prozessdokumentation", "stadt musterland", *SINCE)
    assert second.out.endswith(f'{stand}Weiter: dkbm advance "Stadt Musterland"\n')


def test_a_change_that_would_break_the_dataset_is_not_written(tmp_path: Path) -> None:
    twice = ("sondierungsgespraech", "lk musterland", "--modul", "1", "--datum", "2018-02-20", "--quelle", "X02")
    answer = record(lay_out(tmp_path), *twice)
    assert (answer.status, added(tmp_path, MUSTER)) == (1, "")
    assert "D202" in answer.err


def test_dry_run_shows_and_writes_nothing(tmp_path: Path) -> None:
    lay_out(tmp_path)
    answer = dkbm("record", "interview", "lk musterland", *SINCE, "--dry-run", cwd=tmp_path)
    assert (answer.status, added(tmp_path, MUSTER)) == (0, "")
    assert "+  - {ereignis: interview, datum: 2024-01-10, quelle: X01}\n" in answer.out


def test_without_a_terminal_and_without_ja_nothing_is_written(tmp_path: Path) -> None:
    lay_out(tmp_path)
    answer = dkbm("record", "interview", "lk musterland", *SINCE, cwd=tmp_path)
    assert (answer.status, added(tmp_path, MUSTER)) == (2, "")


def test_a_commit_holds_just_this_change_and_says_it_in_german(tmp_path: Path) -> None:
    lay_out(tmp_path)
    for call in (["init", "-q"], ["config", "user.name", "T"], ["config", "user.email", "t@t"], ["add", "."]):
        git(tmp_path, *call)
    git(tmp_path, "commit", "-qm", "Anfang")
    (tmp_path / AG).write_bytes((tmp_path / AG).read_bytes() + b"# Notiz\n")
    assert record(tmp_path, "interview", "lk musterland", *SINCE, "--commit").status == 0
    shown = git(tmp_path, "show", "--format=%s", "--name-only", "HEAD")
    assert shown == f"Landkreis Musterland: Interview, 10.01.2024 festgehalten\n\n{MUSTER}\n"
    assert git(tmp_path, "status", "--porcelain", "--untracked-files=no") == f" M {AG}\n"


# --- agreements and meetings ---


def test_an_agreement_is_appended_and_moves_the_state(tmp_path: Path) -> None:
    answer = record(
        lay_out(tmp_path), "zielvereinbarung", "stadt musterland", "--modul", "4", *SINCE, "--ort", "Musterstadt",
        "--thema", "Daten nutzen",
    )  # fmt: skip
    assert answer.status == 0, answer.err
    assert load(read_files(tmp_path)).dataset.documents[STADT].value["vereinbarungen"] == [
        {
            "id": "zv-2024", "art": "zielvereinbarung", "modul": 4, "unterzeichnet": "2024-01-10",
            "ort": "Musterstadt", "themen": [{"text": "Daten nutzen"}], "quelle": "X01",
        }
    ]  # fmt: skip
    assert "Stand: Modul 4 Weiterentwicklung" in answer.out
    lines = (tmp_path / STADT).read_text(encoding="utf-8").split("\n")
    assert lines.index("vereinbarungen:") < lines.index("verlauf:"), "in the order of the schema"


def test_an_agreement_of_the_same_year_gets_another_id(tmp_path: Path) -> None:
    record(lay_out(tmp_path), "vereinbarung", "lk musterland", "--datum", "2017-11-01", "--quelle", "X02")
    agreements = load(read_files(tmp_path)).dataset.kommunen["landkreis-musterland"].vereinbarungen
    assert [each.id for each in agreements] == ["zv-2017", "zv-2017-2"]


def test_an_agreement_cannot_be_planned(tmp_path: Path) -> None:
    answer = record(lay_out(tmp_path), "zielvereinbarung", "lk musterland", "--geplant", *SINCE)
    assert answer.status == 2
    assert "zählt erst, wenn sie unterzeichnet ist" in answer.err


def test_a_meeting_stands_in_the_file_of_its_group(tmp_path: Path) -> None:
    answer = record(
        lay_out(tmp_path), "treffen", "AG 1", *SINCE, "--ort", "Musterstadt", "--gastgeber", "lk musterland",
        "--thema", "Daten, Wege", "--teilnehmende", "12",
    )  # fmt: skip
    assert answer.status == 0, answer.err
    assert load(read_files(tmp_path)).dataset.documents[AG].value["treffen"] == [
        {
            "name": "Treffen der AG 1", "datum": "2024-01-10", "ort": "Musterstadt",
            "gastgeber": "landkreis-musterland", "themen": ["Daten, Wege"], "teilnehmende": "12", "quelle": "X01",
        }
    ]  # fmt: skip
    assert answer.out.endswith("Festgehalten: ag-1: Treffen der AG 1, 10.01.2024\n")


@pytest.mark.parametrize(("name", "status"), [("ag-9", 4), ("", 2)])
def test_an_unknown_group_is_answered_with_those_there_are(name: str, status: int, tmp_path: Path) -> None:
    answer = record(lay_out(tmp_path), "treffen", *([name] if name else []), *SINCE)
    assert answer.status == status
    assert "ag-1" in answer.err
