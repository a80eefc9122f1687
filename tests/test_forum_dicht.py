"""What lies below data/forum/ and data/personen/ is quoted by nothing that writes or checks files, however broken."""

import json
from pathlib import Path

import pytest

from tests.aufruf import dkbm, lay_out
from tests.forum import BEITRAG, FORUM
from tests.geschichtsbau import Fassung, build
from tests.muster import musterland
from tests.repositorium import own_settings
from tests.staende import at

KANARIE = "kanarienvogel"
PFAD = f"{FORUM}/ag-1/2024-01-15-01.yaml"
SCHIEF = BEITRAG.replace("Wir fangen an.", "Ein Kanarienvogel sang.").replace("art: anfrage\n", "") + "art: anfrage\n"
"""Sound, but not in the canonical form: a key stands last that belongs first."""
PERSON = "data/personen/p-mara-muster.yaml"
FORMEN = ("text", "json", "jsonl", "github", "sarif", "gitlab", "junit", "rdjsonl", "markdown")
WEGE: list[tuple[str, ...]] = [("validate", "--hinweise", "--format", form) for form in FORMEN]
WEGE += [("status",), ("list",), ("netzwerk",), ("agenda",), ("beispiele",), ("format", "--check")]


def said(root: Path, *command: str) -> str:
    answer = dkbm(*command, cwd=root, heute="2026-11-22")
    return (answer.out + answer.err).casefold()


@pytest.mark.parametrize("command", [("format", "--check"), ("format", "--dry-run"), ("format",)], ids=" ".join)
def test_m74_s43_format_names_a_contribution_and_shows_nothing_of_it(tmp_path: Path, command: tuple[str, ...]) -> None:
    root = lay_out(tmp_path, {PFAD: SCHIEF})
    told = said(root, *command)
    assert KANARIE not in told
    assert f"{PFAD} weicht ab (inhalt nicht gezeigt)" in told
    written = (root / PFAD).read_text("utf-8")
    assert "Kanarienvogel" in written
    assert (written == SCHIEF) is (len(command) > 1)


def test_s43_format_shows_nothing_of_a_person(tmp_path: Path) -> None:
    text = musterland()[PERSON].decode()
    root = lay_out(tmp_path, {PERSON: text.replace("name: Mara Muster\n", "") + "name: Mara Kanarienvogel\n"})
    told = said(root, "format", "--dry-run")
    assert KANARIE not in told
    assert f"{PERSON} weicht ab (inhalt nicht gezeigt)" in told


def test_m74_format_shows_what_it_changes_in_other_files(tmp_path: Path) -> None:
    name = "data/kommunen/landkreis-musterland.yaml"
    root = lay_out(tmp_path, {name: musterland()[name].decode().replace("name: Musterland", "name:   Musterland")})
    assert "+name: musterland" in said(root, "format", "--dry-run")


SCHLUESSEL = [
    ("  Wir fangen an.", "  Wir fangen an.\nDer Kanarienvogel sang: laut"),
    ("  Wir fangen an.", "  Wir fangen an.\nDer Kanarienvogel sang: laut\nDer Kanarienvogel sang: leise"),
    ("  Wir fangen an.", "  Wir fangen an.\nbemerkung: !Kanarienvogel laut"),
    ("  Wir fangen an.", "  Wir fangen an.\n!Kanarienvogel sang: laut"),
    ("  Wir fangen an.", "  Wir fangen an.\ntitel: Kanarienvogel"),
    ("  Wir fangen an.", "  Wir fangen an.\nKanаrienvogel: Kanarienvogel"),
    ("  Wir fangen an.", "  Wir fangen an.\n<<<<<<< Kanarienvogel\n=======\n>>>>>>> Kanarienvogel"),
    ("datum: 2024-01-15", "datum: Kanarienvogel"),
    ("art: anfrage", "art: kanarienvogel"),
    ("von: p-mara-muster", "von: p-kanarienvogel"),
    ("art: anfrage", "art: anfrage\nschlagworte: [kanarienvogel]"),
    ("art: anfrage", "von: p-mara-muster\nantwort_auf: 2024-01-14-kanarienvogel"),
]
"""A forgotten indent, a key twice, a tag, a look-alike, a merge; then words that nothing declares."""


@pytest.mark.parametrize(("before", "after"), SCHLUESSEL)
def test_m74_s43_no_command_repeats_a_line_that_was_taken_for_a_field(tmp_path: Path, before: str, after: str) -> None:
    assert before in BEITRAG
    root = lay_out(tmp_path, {PFAD: BEITRAG.replace(before, after)})
    assert f"{PFAD}:" in said(root, "validate", "--hinweise")
    for way in WEGE:
        told = said(root, *way)
        assert KANARIE not in told, way
        assert "kan\u0430rienvogel" not in told, way


@pytest.mark.parametrize(
    "line", ["Mara Kanarienvogel: 1", "Mara Kanarienvogel: 1\nMara Kanarienvogel: 2", "bemerkung: !Kanarienvogel x"]
)
def test_s43_no_command_repeats_a_line_of_a_person_that_was_taken_for_a_field(tmp_path: Path, line: str) -> None:
    root = lay_out(tmp_path, {PERSON: musterland()[PERSON].decode() + line + "\n"})
    assert f"{PERSON}:" in said(root, "validate")
    for way in WEGE:
        assert KANARIE not in said(root, *way), way


def test_m74_a_field_that_was_misspelt_is_still_suggested(tmp_path: Path) -> None:
    root = lay_out(tmp_path, {PFAD: BEITRAG.replace("titel:", "titl:")})
    told = said(root, "validate", "--format", "json")
    (found,) = [each for each in json.loads(told) if each["code"] == "d101"]
    assert found["message"] == "dieses feld gibt es hier nicht. meinten sie »titel«?"
    assert (found["line"], found["column"], found["route"]) == (3, 1, "")


@pytest.mark.parametrize(
    "path",
    [
        f"{FORUM}/notiz.yaml",
        f"{FORUM}/ag-1/notiz.txt",
        f"{FORUM}/ag-1/notiz.yml",
        f"{FORUM}/ag-1/alt/notiz.yaml",
        "data/personen/notiz.yml",
    ],
)
def test_m74_s43_no_finding_quotes_a_loose_file(tmp_path: Path, path: str) -> None:
    root = lay_out(tmp_path, {path: "Kanarienvogel: Kanarienvogel\nKanarienvogel: 2\n"})
    assert path in said(root, "validate")
    for way in WEGE:
        assert KANARIE not in said(root, *way), way


ALT = f"{FORUM}/ag-1/2024-01-15-kanarienvogel.yaml"
"""As somebody may call a file by hand: with a word of its title."""


def test_m74_junit_does_not_list_the_sound_contributions(tmp_path: Path) -> None:
    root = lay_out(tmp_path, {ALT: BEITRAG})
    told = said(root, "validate", "--format", "junit")
    assert KANARIE not in told
    assert told.count("data/forum/") == 2, "one case for all of them: its name and its file"
    assert 'name="data/quellen.yaml"' in told


def test_m74_junit_names_a_contribution_with_an_error(tmp_path: Path) -> None:
    root = lay_out(tmp_path, {PFAD: BEITRAG.replace("art: anfrage", "art: 1"), ALT: BEITRAG})
    told = said(root, "validate", "--format", "junit")
    assert f'name="{PFAD}"' in told
    assert KANARIE not in told


ANDERE: list[tuple[str, ...]] = [
    ("status",),
    ("status", "99001"),
    ("list",),
    ("history", "99001"),
    ("sachstand",),
    ("netzwerk",),
    ("agenda",),
]
ANDERE += [("beispiele",), ("formate",), ("betreuung",), ("unterlagen",), ("render", "uebersicht", "-o", "x.md")]


@pytest.mark.parametrize("way", ANDERE, ids=" ".join)
@pytest.mark.parametrize(
    "files",
    [{ALT: "art: [\n"}, {ALT: BEITRAG.replace("art: anfrage", "art: 1")}, {ALT.replace(".yaml", ".yml"): "x: 1\n"}],
    ids=["unreadable", "against the schema", "another ending"],
)
def test_m74_a_command_that_has_nothing_to_do_with_the_forum_names_no_file_of_it(
    tmp_path: Path, way: tuple[str, ...], files: dict[str, str]
) -> None:
    told = said(lay_out(tmp_path, files), *way)
    assert told
    assert "data/forum" not in told
    assert KANARIE not in told


def test_m74_the_forum_itself_names_what_it_had_to_leave_out(tmp_path: Path) -> None:
    assert PFAD in said(lay_out(tmp_path, {PFAD: "art: [\n"}), "forum")


def test_m73_a_new_thread_bears_the_day_and_a_number_and_no_word_of_its_title(tmp_path: Path) -> None:
    root = lay_out(tmp_path, {PFAD: BEITRAG})
    neu = ("forum", "neu", "ag-1", "--art", "idee", "--von", "p-mara-muster", "--text", "Text", "--ja")
    told = said(root, *neu, "--titel", "Ein Kanarienvogel", "--datum", "2024-01-15")
    assert "angelegt: ag-1/2024-01-15-02" in told
    assert (root / FORUM / "ag-1/2024-01-15-02.yaml").is_file()


def test_m74_no_other_contribution_is_suggested_by_a_name_in_words(tmp_path: Path) -> None:
    lost = BEITRAG.replace("art: anfrage\ntitel: Wer hat Erfahrung?\n", "").replace(
        "datum: 2024-01-15", "datum: 2024-01-15\nantwort_auf: 2024-01-15-kanarienvogl"
    )
    told = said(lay_out(tmp_path, {PFAD: lost, ALT: BEITRAG}), "validate", "--only", "D620")
    assert "d620" in told
    assert KANARIE not in told


def test_m74_no_report_on_a_change_names_a_contribution_that_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_settings(tmp_path, monkeypatch)
    root = tmp_path / "satz"
    build(
        root,
        [
            Fassung(at("2026-01-10T10:00:00+01:00"), "Anfang", dict(musterland())),
            Fassung(at("2026-02-10T10:00:00+01:00"), "Beitrag", {ALT: "art: [\n"}),
        ],
    )
    period = ("--von", "2026-01-11", "--bis", "2026-03-01")
    for way in (("log",), ("log", "--format", "json"), ("diff", "HEAD~1", "HEAD"), ("changelog", *period)):
        told = said(root, *way)
        assert "forum" in told, way
        assert KANARIE not in told, way
    told = said(root, "changelog", *period, "--format", "json")
    assert json.loads(told)["nicht_verglichen"] == ["data/forum/"]
