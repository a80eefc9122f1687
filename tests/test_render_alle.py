"""`dkbm render --alle`, `--liste`, `--stand`, and what goes to a terminal, a pipe or a file."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dkbm.documents.verzeichnis import VORLAGEN
from dkbm.report.progress import progress
from tests.aufruf import Answer
from tests.aufruf import dkbm as aufruf
from tests.dokumente import ARGUMENTE, MUSTER, Programm, lay_out_templates, muster_text, ohne
from tests.repositorium import call, own_settings
from tests.vorgang import run

ZWEITE = (
    "  - {id: zv-drei, art: zielvereinbarung, modul: 3, quelle: X02}\n"
    "  - {id: vb-1, art: vereinbarung, quelle: X02}\n"
    "verlauf:\n"
)


@pytest.fixture
def dkbm(tmp_path: Path) -> Programm:
    (tmp_path / "aus").mkdir()
    return Programm(lay_out_templates(tmp_path / "daten"))


def geschrieben(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in (tmp_path / "aus").iterdir())


def test_m38_all_agreements_become_a_file_each(dkbm: Programm, tmp_path: Path) -> None:
    lauf = dkbm("zielvereinbarung", "--alle", "-o", str(tmp_path / "aus"), "--format", "html")
    assert lauf == Answer(0, "", f"1 Dokument in {tmp_path / 'aus'} geschrieben.\n")
    assert geschrieben(tmp_path) == ["zielvereinbarung-landkreis-musterland-zv-2017.html"]
    einzeln = dkbm(*ARGUMENTE, "--format", "html").out.encode()
    assert (tmp_path / "aus" / geschrieben(tmp_path)[0]).read_bytes() == einzeln


def test_m39_what_lacks_something_is_left_out_and_said(dkbm: Programm, tmp_path: Path) -> None:
    dkbm.put(MUSTER, ohne("ort", "beginn_geplant"))
    lauf = dkbm("zielvereinbarung", "--alle", "-o", str(tmp_path / "aus"))
    assert (lauf.status, lauf.out, geschrieben(tmp_path)) == (1, "", [])
    assert lauf.err == (
        "Ausgelassen: Landkreis Musterland (zv-2017): Es fehlen 2 Angaben.\n"
        f"Keine Dokumente in {tmp_path / 'aus'} geschrieben.\n"
        "Welche Angaben fehlen, zeigt --check; Entwürfe mit Lücken gibt --entwurf.\n"
    )
    assert dkbm("zielvereinbarung", "--alle", "--check") == dkbm(*ARGUMENTE, "--check")
    entwurf = dkbm("zielvereinbarung", "--alle", "--entwurf", "-o", str(tmp_path / "aus"))
    assert (entwurf.status, geschrieben(tmp_path)) == (0, ["zielvereinbarung-landkreis-musterland-zv-2017.md"])


def test_m38_all_means_agreements_of_the_module_only(dkbm: Programm, tmp_path: Path) -> None:
    dkbm.put(MUSTER, muster_text().replace("verlauf:\n", ZWEITE))
    lauf = dkbm("zielvereinbarung", "--alle", "--modul", "1", "-o", str(tmp_path / "aus"))
    assert (lauf.status, geschrieben(tmp_path)) == (0, ["zielvereinbarung-landkreis-musterland-zv-2017.md"])


def test_m38_a_profile_is_for_every_kommune(dkbm: Programm, tmp_path: Path) -> None:
    lauf = dkbm("steckbrief", "--alle", "--entwurf", "-o", str(tmp_path / "aus"))
    assert lauf.status == 0, lauf.err
    assert geschrieben(tmp_path) == [
        f"steckbrief-{name}.md" for name in ("landkreis-musterland", "region-ohnedaten", "stadt-musterland")
    ]


def test_m60_a_broken_file_keeps_only_its_own_document(dkbm: Programm, tmp_path: Path) -> None:
    dkbm.put(MUSTER, muster_text().replace("art: landkreis #", "art: [landkreis #"))
    lauf = dkbm("steckbrief", "--alle", "--entwurf", "-o", str(tmp_path / "aus"))
    assert lauf.status in (0, 1)
    assert "steckbrief-stadt-musterland.md" in geschrieben(tmp_path)
    assert "steckbrief-landkreis-musterland.md" not in geschrieben(tmp_path)


@pytest.mark.parametrize(
    ("angaben", "meldung"),
    [
        (("zielvereinbarung", "Harburg", "--alle", "-o", "."), "Entweder alle oder ein Name"),
        (("zielvereinbarung", "--alle", "--id", "zv-2017", "-o", "."), "Entweder alle oder ein Name"),
        (("uebersicht", "--alle", "-o", "."), "--alle gibt es für uebersicht nicht"),
        (("zielvereinbarung", "--alle"), "Es fehlt der Ordner"),
        (("zielvereinbarung", "--alle", "-o", "fehlt"), "fehlt ist kein Ordner"),
        (("zielvereinbarung", "--alle", "-o", "dkbm.yaml"), "dkbm.yaml ist kein Ordner"),
        (("zielvereinbarung", "--alle", "-o", "data"), "gehört zum Datensatz"),
    ],
)
def test_a_wrong_call_for_all_says_what_to_do(dkbm: Programm, angaben: tuple[str, ...], meldung: str) -> None:
    lauf = dkbm(*angaben)
    assert (lauf.status, lauf.out) == (2, "")
    assert meldung in lauf.err


def test_the_list_names_every_document(dkbm: Programm) -> None:
    lauf = dkbm("--liste")
    assert (lauf.status, lauf.err) == (0, "")
    zeilen = lauf.out.splitlines()
    assert [zeile.split()[0] for zeile in zeilen[1 : len(VORLAGEN) + 1]] == list(VORLAGEN)
    assert max(map(len, zeilen)) <= 100


def on_a_terminal(handles: tuple[int, ...], cwd: Path, *arguments: str) -> tuple[int, str]:
    """Run the program with these handles on a pseudo-terminal, the others on nothing: its status, and what is seen."""
    parent, child = pty.openpty()
    nothing = os.open(os.devnull, os.O_RDWR)
    streams = {number: child if number in handles else nothing for number in (1, 2)}
    process = subprocess.Popen(
        [sys.executable, "-c", "from dkbm.cli import main; main()", "render", *arguments],
        cwd=cwd,
        stdin=nothing,
        stdout=streams[1],
        stderr=streams[2],
        env={**os.environ, "DKBM_HEUTE": "2026-11-22", "TERM": "xterm"},
    )
    os.close(child)
    os.close(nothing)
    said = _read_all(parent)
    return process.wait(), said


def test_m38_a_bar_shows_how_far_all_are(dkbm: Programm, tmp_path: Path) -> None:
    status, said = on_a_terminal((2,), dkbm.daten, "steckbrief", "--alle", "--entwurf", "-o", str(tmp_path / "aus"))
    assert status == 0, said
    assert "steckbrief" in said
    assert "3/3" in said


def test_m41_bytes_go_to_a_file_or_a_pipe_never_to_a_screen(dkbm: Programm) -> None:
    """A pseudo-terminal as stdout: refused in German; into a pipe the file arrives whole."""
    lauf = run("render", *ARGUMENTE, "--format", "docx", cwd=dkbm.daten)
    assert (lauf.returncode, lauf.stdout[:2]) == (0, b"PK")
    status, said = on_a_terminal((1, 2), dkbm.daten, *ARGUMENTE, "--format", "docx")
    assert status == 2
    assert "docx ist kein Text für den Bildschirm." in said
    assert "-o dokument.docx" in said


def _read_all(handle: int) -> str:
    content = b""
    try:
        while chunk := os.read(handle, 4096):
            content += chunk
    except OSError:  # how a terminal ends on Linux
        pass
    finally:
        os.close(handle)
    return content.decode()


def test_the_bar_is_for_terminals_only(capfd: pytest.CaptureFixture[str]) -> None:
    with progress("x", 10) as step:
        for _ in range(10):
            step()
    assert capfd.readouterr() == ("", "")


def recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Programm:
    """Musterland with the templates of this project, committed."""
    own_settings(tmp_path, monkeypatch)
    daten = lay_out_templates(tmp_path / "daten")
    call(daten, "init", "-q")
    commit(daten)
    return Programm(daten)


def commit(daten: Path) -> None:
    call(daten, "add", "-A")
    call(daten, "commit", "-q", "-m", "Stand")


def kopf(text: str) -> dict[str, str]:
    return dict(re.findall(r"(?m)^(\w+): (.*)$", text.split("---\n")[1]))


def test_m43_a_document_names_the_commit_only_where_it_holds_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Data and templates as they were committed: the commit; anything else in the folder: none."""
    dkbm = recorded(tmp_path, monkeypatch)
    daten, erster = dkbm.daten, call(dkbm.daten, "rev-parse", "HEAD").strip()
    lauf = dkbm(*ARGUMENTE)
    assert kopf(lauf.out)["revision"].strip('"') == erster
    vorlage = "templates/zielvereinbarung/modul-1.md.j2"
    for pfad, alt in ((MUSTER, "Musterstadt"), (vorlage, "nach besten Kräften")):
        before = (daten / pfad).read_text(encoding="utf-8")
        dkbm.put(pfad, before.replace(alt, "Anderswo"))
        assert "revision" not in kopf(dkbm(*ARGUMENTE).out), pfad
        dkbm.put(pfad, before)
    (daten / "notiz.txt").write_text("egal", encoding="utf-8")
    assert dkbm(*ARGUMENTE) == lauf


def test_m50_at_a_stand_data_and_wording_are_those_of_then(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dkbm = recorded(tmp_path, monkeypatch)
    daten, erster = dkbm.daten, call(dkbm.daten, "rev-parse", "HEAD").strip()
    damals = dkbm(*ARGUMENTE)
    vorlage = "templates/zielvereinbarung/modul-1.md.j2"
    dkbm.put(MUSTER, muster_text().replace("ort: Musterstadt", "ort: Neustadt"))
    dkbm.put(vorlage, (daten / vorlage).read_text(encoding="utf-8").replace("nach besten Kräften", "redlich"))
    jetzt = dkbm(*ARGUMENTE)
    assert "Neustadt, 16.10.2017" in jetzt.out
    assert "redlich" in jetzt.out
    assert dkbm(*ARGUMENTE, "--stand", erster[:10]) == damals
    assert dkbm(*ARGUMENTE, "--stand", "gibt-es-nicht").status == 2


def test_s51_a_linked_template_is_refused_at_a_stand_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    daten = recorded(tmp_path, monkeypatch).daten
    vorlage = daten / "templates" / "zielvereinbarung" / "modul-1.md.j2"
    inhalt = vorlage.read_bytes()
    vorlage.unlink()
    vorlage.symlink_to("/etc/hostname")
    commit(daten)
    vorlage.unlink()
    vorlage.write_bytes(inhalt)
    lauf = aufruf("render", *ARGUMENTE, "--stand", "HEAD", cwd=daten)
    assert (lauf.status, lauf.out) == (2, "")
    assert "Verknüpfungen" in lauf.err
