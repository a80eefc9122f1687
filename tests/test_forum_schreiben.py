"""`dkbm forum neu` and `dkbm forum antworten`: one new file, asked for, shown, checked, never over another (M 74)."""

import os
import pty
import subprocess
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dkbm.changes.forum import content, klartext, name_of
from dkbm.dataset import load
from dkbm.rules.pipeline import check_all
from tests.aufruf import Answer, dkbm, lay_out
from tests.forum import FORUM, KOPF, beitrag
from tests.muster import musterland
from tests.regelseiten import STICHTAG
from tests.repositorium import call, own_settings

ROOT = Path(__file__).parents[1]
NEU = ("forum", "neu", "ag-1", "--art", "anfrage", "--titel", "Daten aus Kitas", "--von", "Mara Muster")
TEXT = ("--text", "Wir fangen an.")
DATEI = f"{FORUM}/ag-1/2024-01-31-01.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "daten")


def fed(content: bytes, *arguments: str, cwd: Path) -> Answer:
    """The call with something in its standard input."""
    with patch("sys.stdin", TextIOWrapper(BytesIO(content), encoding="utf-8")):
        return dkbm(*arguments, cwd=cwd)


def entries(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("data/forum/**/*") if path.is_file())


def test_m74_a_new_thread_is_one_file(root: Path) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    answer = dkbm(*NEU, *TEXT, "--thema", "Bildungsmonitoring", "--ja", cwd=root)
    assert (answer.status, entries(root)) == (0, [DATEI])
    assert (root / DATEI).read_text("utf-8") == (
        f"{KOPF}art: anfrage\ntitel: Daten aus Kitas\nvon: p-mara-muster\ndatum: 2024-01-31\n"
        "schlagworte: [bildungsmonitoring]\ntext: Wir fangen an.\n"
    )
    assert "+titel: Daten aus Kitas\n" in answer.out
    assert answer.out.endswith("Beitrag angelegt: ag-1/2024-01-31-01\nFaden zeigen: dkbm forum ag-1 2024-01-31-01\n")
    assert {path: path.read_bytes() for path in before} == before


def test_m74_an_answer_goes_where_the_contribution_is(root: Path) -> None:
    dkbm(*NEU, *TEXT, "--ja", cwd=root)
    answer = dkbm("forum", "antworten", "kitas", "--von", "p-tom-test", "--text", "Wir auch.", "--ja", cwd=root)
    assert answer.status == 0, answer.err
    assert (root / f"{FORUM}/ag-1/2024-01-31-02.yaml").read_text("utf-8") == (
        f"{KOPF}von: p-tom-test\ndatum: 2024-01-31\nantwort_auf: 2024-01-31-01\ntext: Wir auch.\n"
    )
    shown = dkbm("forum", "ag-1", "2024-01-31-02", cwd=root).out
    assert shown.index("Mara Muster") < shown.index("└ Dr. Tom Test")


@pytest.mark.parametrize("named", [("2024-01-31-01",), ("ag-1/2024-01-31-01",), ("ag-1", "2024-01-31"), (DATEI,)])
def test_m74_what_is_answered_may_be_named_in_several_ways(root: Path, named: tuple[str, ...]) -> None:
    dkbm(*NEU, *TEXT, "--ja", cwd=root)
    assert dkbm("forum", "antworten", *named, "--von", "tom test", "--text", "Ja.", "--ja", cwd=root).status == 0
    assert len(entries(root)) == 2


def test_m74_nothing_is_ever_overwritten(root: Path) -> None:
    """Whatever is written on a day is numbered, threads and answers alike, over all groups."""
    for _ in range(3):
        assert dkbm(*NEU, *TEXT, "--ja", cwd=root).status == 0
    for _ in range(2):
        assert dkbm("forum", "antworten", "2024-01-31-03", "--von", "Tom", *TEXT, "--ja", cwd=root).status == 0
    assert entries(root) == [f"{FORUM}/ag-1/2024-01-31-{number:02}.yaml" for number in range(1, 6)]


TITEL = ["Über Größe & Maß: 1/2?", "x" * 200, "Ωμέγα", "../../etc", "CON", "- 'a': \"b\" # c"]


@pytest.mark.parametrize("titel", TITEL)
def test_m74_s90_the_name_of_the_file_gives_away_no_word_of_the_title(root: Path, titel: str) -> None:
    answer = dkbm(*NEU, *TEXT, "--titel", titel, "--ja", cwd=root)
    assert (answer.status, entries(root)) == (0, [f"{FORUM}/ag-1/2024-01-31-01.yaml"])
    (found,) = load({path: (root / path).read_bytes() for path in entries(root)}).dataset.beitraege.values()
    assert found.titel == titel


def test_m74_dry_run_and_no_leave_everything_as_it_is(root: Path) -> None:
    answer = dkbm(*NEU, *TEXT, "--dry-run", cwd=root)
    assert "+text: Wir fangen an." in answer.out
    assert (answer.status, entries(root)) == (0, [])
    answer = dkbm(*NEU, *TEXT, cwd=root)
    assert (answer.status, entries(root)) == (2, [])
    assert "--ja" in answer.err


def test_m74_the_commit_holds_just_this_file_and_says_nothing_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_settings(tmp_path, monkeypatch)
    root = lay_out(tmp_path / "daten")
    call(root, "init", "-q")
    call(root, "add", "-A")
    call(root, "commit", "-q", "-m", "Anfang")
    assert dkbm(*NEU, *TEXT, "--ja", "--commit", cwd=root).status == 0
    assert call(root, "log", "-1", "--format=%s").strip() == "Forum ag-1: neuer Beitrag"
    assert call(root, "show", "--name-only", "--format=").split() == [DATEI]
    assert call(root, "status", "--porcelain") == ""
    now, before = (dkbm("forum", "ag-1", "--stand", stand, cwd=root).out for stand in ("HEAD", "HEAD~1"))
    assert "Datenstand: HEAD (" in now
    assert ("Daten aus Kitas" in now, "Daten aus Kitas" in before) == (True, False)
    assert '"revision": "' in dkbm("forum", "--format", "json", cwd=root).out


EINGABEN = [
    (b"Eins\r\nzwei\rdrei\n", "Eins\nzwei\ndrei"),
    (b"\xef\xbb\xbf\n\n  Hallo  \n\n", "Hallo"),
    ("u\u0308ber\u00a0alles\tweg".encode(), "über alles  weg"),
    (b"--- \n# kein Kommentar\n- keine: Liste\n...\n", "---\n# kein Kommentar\n- keine: Liste\n..."),
    (b"lang " * 300, ("lang " * 300).strip()),
    (("x" * 3000 + "\n\ny").encode(), "x" * 3000 + "\n\ny"),
    (b"  eingerueckt\n    mehr\n", "eingerueckt\n    mehr"),
    (b"true", "true"),
    (b"2024-01-31", "2024-01-31"),
    ("\U0001f600 und 漢字".encode(), "\U0001f600 und 漢字"),
]


@pytest.mark.parametrize(("content", "text"), EINGABEN)
@pytest.mark.parametrize("way", ["--text", "--datei", "file"])
def test_m74_a_text_is_kept_as_it_is_but_for_line_ends_and_blanks(
    root: Path, tmp_path: Path, content: bytes, text: str, way: str
) -> None:
    (tmp_path / "beitrag.txt").write_bytes(content)
    option = ("--datei", str(tmp_path / "beitrag.txt")) if way == "file" else (way, "-")
    answer = fed(content, *NEU, *option, "--ja", cwd=root)
    assert answer.status == 0, answer.err
    files = {path: (root / path).read_bytes() for path in entries(root)}
    (found,) = load(files).dataset.beitraege.values()
    assert found.text == text
    assert dkbm("validate", "--strict", "--only", "text", "--only", "schema", DATEI, cwd=root).out == ""
    assert dkbm("format", "--check", DATEI, cwd=root).status == 0, "it is in the one form already"


FEINDLICH = [
    ("vor\x1b[31mnach", "Zeile 1, Zeichen 4", "Steuerzeichen"),
    ("gut\nvor\u202enach", "Zeile 2, Zeichen 4", "U+202E"),
    ("a\u200bb", "Zeile 1, Zeichen 2", "U+200B"),
    ("a\u2028b", "Zeile 1, Zeichen 2", "U+2028"),
    ("a\x85b", "Zeile 1, Zeichen 2", "U+0085"),
    ("a\x00b", "Zeile 1, Zeichen 2", "NUL"),
    ("a\ufffdb", "Zeile 1, Zeichen 2", "U+FFFD"),
    ("<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x", "Zeile 1", "Konflikt"),
    (" \n \n", "leer", "leer"),
    ("x" * 10_001, "10001 Zeichen zu lang", "es passen 10000"),
]


@pytest.mark.parametrize(("text", "where", "what"), FEINDLICH, ids=lambda value: ascii(value)[:20])
def test_m74_s16_what_hides_or_steers_is_refused_with_its_place(root: Path, text: str, where: str, what: str) -> None:
    answer = fed(text.encode(), *NEU, "--text", "-", "--ja", cwd=root)
    assert (answer.status, answer.out, entries(root)) == (2, "", [])
    assert where in answer.err
    assert what in answer.err


FALSCH = [
    (("neu",), 2, "Es fehlt die Gruppe."),
    (("antworten",), 2, "Es fehlt der Beitrag."),
    (("neu", "ag-7", *NEU[3:], *TEXT), 4, "Meinten Sie »ag-1«"),
    (("neu", "netzwerk", *NEU[3:], *TEXT), 4, "Jede Gruppe hat ihr eigenes Forum"),
    (("antworten", "2024-01-15-gestrn", "--von", "Tom", *TEXT), 4, "Meinten Sie »ag-1/2024-01-15-gestern«?"),
    ((*NEU[1:], "--von", "Niemand", *TEXT), 4, "Keine Person heißt »Niemand«."),
    ((*NEU[1:], "--art", "umfrage", *TEXT), 2, "Möglich: idee, anfrage, hinweis, mitteilung."),
    ((*NEU[1:], "--thema", "wetter", *TEXT), 4, "Das Schlagwort »wetter« gibt es nicht."),
    ((*NEU[1:],), 2, "Es fehlt: --text (Text)."),
    (("neu", "ag-1"), 2, "Es fehlen: --art (Art), --titel (Titel), --von"),
    ((*NEU[1:], *TEXT, "--datei", "x"), 2, "nur eines von beiden"),
    ((*NEU[1:], "--datei", "fehlt.txt"), 2, "fehlt.txt gibt es nicht."),
    ((*NEU[1:], *TEXT, "--datum", "2024-02-01"), 2, "Das Datum liegt nach dem 31.01.2024."),
    ((*NEU[1:], *TEXT, "--datum", "2024-01"), 2, "JJJJ-MM-TT"),
    ((*NEU[1:], *TEXT, "--titel", "a\u202eb"), 2, "U+202E"),
    ((*NEU[1:], *TEXT, "--suche", "x"), 2, "--suche gehört zum Lesen"),
    ((*NEU[1:], *TEXT, "--format", "json"), 2, "--format gehört zum Lesen"),
    (("antworten", "2024-01-15-gestern", "--titel", "x", "--von", "Tom", *TEXT), 2, "--titel gehört nicht zu"),
]


@pytest.mark.parametrize(("arguments", "status", "said"), FALSCH)
def test_m74_a_wrong_call_says_what_to_do_and_writes_nothing(
    tmp_path: Path, arguments: tuple[str, ...], status: int, said: str
) -> None:
    gestern = f"{FORUM}/ag-1/2024-01-15-gestern.yaml"
    root = lay_out(tmp_path, {gestern: beitrag(datum="2024-01-15")})
    answer = dkbm("forum", *arguments, "--ja", cwd=root)
    assert (answer.status, answer.out, entries(root)) == (status, "", [gestern])
    assert said in answer.err


def test_m74_an_answer_before_what_it_answers_is_refused(tmp_path: Path) -> None:
    root = lay_out(tmp_path, {f"{FORUM}/ag-1/2024-01-15-x.yaml": beitrag(datum="2024-01-15")})
    answer = dkbm(
        "forum", "antworten", "2024-01-15-x", "--von", "Tom", *TEXT, "--datum", "2024-01-14", "--ja", cwd=root
    )
    assert (answer.status, len(entries(root))) == (1, 1)
    assert "Fehler[D622]" in answer.err
    assert "Wir fangen an" not in answer.err


def test_m74_what_is_missing_is_asked_for_line_by_line(root: Path) -> None:
    lines = (
        "quatsch\nidee\n\nMein Titel\nNiemand\nmara muster\nbildungsmonitoring\n \n.\nErste Zeile\n\nZweite Zeile\n.\n"
    )
    answer = fed(lines.encode(), "forum", "neu", "ag-1", "--dialog", "--ja", cwd=root)
    assert answer.status == 0, answer.err
    (path,) = entries(root)
    assert path == f"{FORUM}/ag-1/2024-01-31-01.yaml"
    assert (root / path).read_text("utf-8").endswith("text: |-\n  Erste Zeile\n\n  Zweite Zeile\n")
    for said in (
        "»quatsch« ist hier nicht möglich",
        "Keine Person heißt »Niemand«",
        "Diese Angabe darf nicht leer sein.",
    ):
        assert said in answer.err


def test_m74_an_input_that_ends_too_early_changes_nothing(root: Path) -> None:
    answer = fed(b"idee\nTitel\nmara\n-\n", "forum", "neu", "ag-1", "--dialog", "--ja", cwd=root)
    assert (answer.status, entries(root)) == (2, [])
    assert "Die Eingabe endete" in answer.err


@pytest.mark.skipif(not hasattr(pty, "openpty"), reason="no terminals here")
def typed(root: Path, answers: str, *arguments: str) -> tuple[int, str]:
    """Call `dkbm` on a terminal, where somebody types these answers; its status and what goes to stdout."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", "from dkbm.cli import main; main()", *arguments]
    environment = {**os.environ, "DKBM_HEUTE": "2024-01-31", "PYTHONPATH": str(ROOT)}
    child = subprocess.Popen(command, stdin=theirs, stdout=subprocess.PIPE, stderr=theirs, cwd=root, env=environment)
    os.close(theirs)
    os.write(ours, answers.encode())
    out, _ = child.communicate(timeout=60)
    os.close(ours)
    return child.returncode, out.decode()


def test_m74_on_a_terminal_the_text_is_asked_for_and_the_change_confirmed(root: Path) -> None:
    status, out = typed(root, "-\nWir\nfangen an.\n.\nj\n", *NEU)
    assert (status, entries(root)) == (0, [DATEI])
    assert "+  fangen an." in out


def test_m74_on_a_terminal_the_group_is_asked_for(root: Path) -> None:
    rest = ("--art", "idee", "--titel", "T", "--von", "Mara Muster", "--text", "Text", "--thema", "bildungsmonitoring")
    assert typed(root, "ag-1\n", "forum", "neu", *rest, "--ja")[0] == 0
    assert entries(root) == [DATEI]
    answer = dkbm("forum", "neu", *rest, "--ja", cwd=root)
    assert (answer.status, answer.err) == (2, "Es fehlt die Gruppe.\nZum Beispiel: dkbm forum neu ag-1\n")


def test_m74_the_real_dataset_holds_no_invented_contribution() -> None:
    assert not (ROOT / "data" / "forum").exists()


@given(st.text(max_size=80))
def test_m74_what_is_taken_is_sound_and_comes_back(text: str) -> None:
    """Any text is refused in words, or is stored so that the reader gives it back and finds nothing wrong."""
    try:
        plain = klartext(text)
    except ValueError:
        return
    assert klartext(plain) == plain, "what is plain stays as it is"
    entry = {"art": "idee", "titel": "T", "von": "p-mara-muster", "datum": "2024-01-31", "text": plain}
    path = f"{FORUM}/ag-1/{name_of(entry, ())}.yaml"
    checked = check_all(musterland({path: content(entry)}), STICHTAG)
    assert checked.dataset.beitraege[path].text == plain
    grave = {"D023", "D626"}
    assert [each for each in checked.diagnostics if each.place.file == path and each.code not in grave] == []


def test_m74_writing_from_outside_the_group_is_said_and_done(root: Path) -> None:
    answer = dkbm(*NEU, *TEXT, "--ja", cwd=root)
    assert "Mara Muster gehört am 31.01.2024 nach den Daten nicht zur Gruppe AG 1 (D626)." in answer.err
    assert entries(root) == [DATEI]


@pytest.mark.parametrize("art", ["Anfrage", "ANFRAGE", "anfrage"])
def test_m74_a_kind_may_be_typed_as_it_is_shown(root: Path, art: str) -> None:
    assert dkbm(*NEU, *TEXT, "--art", art, "--ja", cwd=root).status == 0
    assert "\nart: anfrage\n" in (root / DATEI).read_text("utf-8")
