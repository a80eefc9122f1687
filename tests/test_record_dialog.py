"""`dkbm record` asks one question after the other; by hand, through a pipe and by options the same file results."""

from pathlib import Path

import pytest

from tests.aufruf import dkbm, lay_out
from tests.eingabe import piped, typed
from tests.muster import musterland

MUSTER = "data/kommunen/landkreis-musterland.yaml"
LINES = ["lk musterland", "4", "3", "2024-01-10", "X01", "Daten nutzen; Wege zeigen", "ein Satz", ""]
"""KOMMUNE, modul, phase, datum, quelle, themen, bemerkung, datei."""
OPTIONS = (
    "lk musterland", "--modul", "4", "--phase", "3", "--datum", "2024-01-10", "--quelle", "X01",
    "--thema", "Daten nutzen", "--thema", "Wege zeigen", "--bemerkung", "ein Satz", "--ja",
)  # fmt: skip


def test_m58_by_hand_by_pipe_and_by_options_the_same_file_results(tmp_path: Path) -> None:
    folders = [lay_out(tmp_path / name) for name in ("hand", "pipe", "optionen")]
    status, screen = typed([*LINES, "j"], "record", "beginn", cwd=folders[0])
    assert status == 0, screen
    assert piped(LINES, "record", "beginn", "--dialog", "--ja", cwd=folders[1]).status == 0
    assert dkbm("record", "beginn", *OPTIONS, cwd=folders[2]).status == 0
    results = {(folder / MUSTER).read_bytes() for folder in folders}
    assert len(results) == 1
    assert results != {musterland()[MUSTER]}


def test_m58_the_change_is_shown_before_the_question_whether_to_write_it(tmp_path: Path) -> None:
    status, screen = typed([*LINES, "n"], "record", "beginn", cwd=lay_out(tmp_path))
    assert status == 0
    assert screen.index("+  - ereignis: beginn") < screen.index("Schreiben? [j/N]")
    assert (tmp_path / MUSTER).read_bytes() == musterland()[MUSTER]


def test_at_a_terminal_nothing_is_asked_that_the_options_say(tmp_path: Path) -> None:
    options = ("lk musterland", "--datum", "2024-01-10", "--quelle", "X01")
    status, screen = typed(["j"], "record", "interview", *options, cwd=lay_out(tmp_path))
    assert (status, "Modul" in screen.partition("---")[0]) == (0, False)
    assert (tmp_path / MUSTER).read_text(encoding="utf-8").endswith("datum: 2024-01-10, quelle: X01}\n")


def test_the_kind_itself_can_be_asked_for(tmp_path: Path) -> None:
    lines = ["interwiev", "interview", "musterland", "99001", "", "2024-01-10", "X01", "", ""]
    answer = piped(lines, "record", "--dialog", "--ja", cwd=lay_out(tmp_path))
    assert answer.status == 0, answer.err
    assert "  interview             Interview\n" in answer.err
    assert "»interwiev« ist hier nicht möglich." in answer.err
    assert "»musterland« ist nicht eindeutig:" in answer.err


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("2024-13", "Einen Monat 13 gibt es nicht."),
        ("2030", "Ein Vorhaben wird mit --geplant festgehalten."),
        ("gestern", "Ein Datum hat die Form"),
    ],
)
def test_an_answer_that_will_not_do_is_asked_again(line: str, complaint: str, tmp_path: Path) -> None:
    lines = ["", line, "2024-01-10", "X01", "", ""]
    answer = piped(lines, "record", "interview", "lk musterland", "--dialog", "--ja", cwd=lay_out(tmp_path))
    assert answer.status == 0, answer.err
    assert answer.err.count("Datum, JJJJ-MM-TT, JJJJ-MM, JJJJ oder von..bis [2024-01-31]: ") == 2
    assert complaint in answer.err


def test_enter_takes_what_is_offered_and_a_dash_leaves_it_open(tmp_path: Path) -> None:
    lines = ["-", "", "X01", "", ""]
    answer = piped(lines, "record", "transferplan", "lk musterland", "--dialog", "--ja", cwd=lay_out(tmp_path))
    assert answer.status == 0, answer.err
    assert "Modul (- lässt es offen) [2]: " in answer.err
    assert "  2  Modelllösung\n" in answer.err
    text = (tmp_path / MUSTER).read_text(encoding="utf-8")
    assert text.endswith("  - {ereignis: transferplan, datum: 2024-01-31, quelle: X01}\n")


def test_an_option_that_will_not_do_is_asked_for_at_once(tmp_path: Path) -> None:
    lines = ["", "2024-01-10", "X01", "", ""]
    call = ("record", "interview", "lk musterland", "--datum", "morgen", "--dialog", "--ja")
    answer = piped(lines, *call, cwd=lay_out(tmp_path))
    assert answer.status == 0, answer.err
    assert "Ein Datum hat die Form" in answer.err


def test_what_must_be_known_is_asked_until_it_is(tmp_path: Path) -> None:
    lines = ["", "", "", "-", "X01", "", ""]
    answer = piped(lines, "record", "interview", "lk musterland", "--dialog", "--ja", cwd=lay_out(tmp_path))
    assert answer.status == 0, answer.err
    assert "Diese Angabe darf nicht leer sein." in answer.err


def test_an_input_that_ends_early_changes_nothing(tmp_path: Path) -> None:
    answer = piped(
        ["", "2024-01-10"], "record", "interview", "lk musterland", "--dialog", "--ja", cwd=lay_out(tmp_path)
    )
    assert answer.status == 2
    assert "Die Eingabe endete, bevor alles beantwortet war." in answer.err
    assert (tmp_path / MUSTER).read_bytes() == musterland()[MUSTER]


def test_a_pipe_is_not_read_unless_asked_to(tmp_path: Path) -> None:
    answer = piped(LINES, "record", "beginn", "lk musterland", cwd=lay_out(tmp_path))
    assert answer.status == 2
    assert answer.err.startswith("Es fehlen: --modul (Modul), --datum")


def test_the_dialog_of_an_agreement(tmp_path: Path) -> None:
    lines = ["", "", "2024-01-10", "Musterstadt", "X01", "", "", ""]
    answer = piped(lines, "record", "zielvereinbarung", "stadt musterland", "--dialog", "--ja", cwd=lay_out(tmp_path))
    assert answer.status == 0, answer.err
    text = (tmp_path / "data/kommunen/stadt-musterland.yaml").read_text(encoding="utf-8")
    entry = "{id: zv-2024, art: zielvereinbarung, modul: 4, unterzeichnet: 2024-01-10, ort: Musterstadt, quelle: X01}"
    assert f"  - {entry}\n" in text
    assert "Unterzeichnet am, JJJJ-MM-TT, JJJJ-MM, JJJJ oder von..bis (Enter lässt es offen): " in answer.err
    assert "Modul (- lässt es offen) [4]: " in answer.err, "the next module whose gate asks for one"


def test_the_dialog_of_a_meeting(tmp_path: Path) -> None:
    lines = ["", "2024-01-10", "Musterstadt", "stadt-musterland", "", "Daten; Wege", "12", "Protokoll", "X01", ""]
    answer = piped(lines, "record", "treffen", "ag-1", "--dialog", "--ja", cwd=lay_out(tmp_path))
    assert answer.status == 0, answer.err
    text = (tmp_path / "data/netzwerk/ag-1.yaml").read_text(encoding="utf-8")
    assert "name: Treffen der AG 1" in text
    assert "gastgeber: stadt-musterland" in text
    assert "titel: Protokoll" in text
