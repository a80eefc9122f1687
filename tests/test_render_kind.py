"""Templates are filled in a child process: what takes too much ends soon, in German, and the next one works."""

import os
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dkbm.cli.filling import filling
from dkbm.documents.angaben import Verpackt
from dkbm.documents.fuellen import Fill, filler
from dkbm.documents.loader import VorlageError, Vorlagen
from dkbm.errors import DkbmError
from dkbm.store import kind
from dkbm.store.kind import Kind, KindError
from tests.dokumente import DATEIEN, Programm, lay_out_templates
from tests.vorgang import run

DATEN: dict[str, Verpackt] = {"wort": (0, "Wort"), "worte": [(number, "w") for number in range(1, 200)]}


def loops(depth: int, inside: str) -> str:
    return "{% for x in worte %}" * depth + inside + "{% endfor %}" * depth


VORLAGEN = {
    "gut": "{{ wort }}",
    "ewig": loops(9, "{% if x == wort %}{% endif %}"),
    "text": loops(6, "x" * 1000),
    "lang": loops(2, "x" * 26),
    "klammern": "{{ " + "(" * 100_000 + "wort" + ")" * 100_000 + " }}",
    "nicht": "{{ " + "not " * 200_000 + "wort }}",
    "wenn": "{% if wort %}" * 20_000 + "{% endif %}" * 20_000,
    "schleifen": loops(60, "x"),
    "fremd": "{{ fehlt }}",
}


@pytest.fixture(scope="module")
def fill() -> Iterator[Fill]:
    with filling({f"{name}.md.j2": text.encode() for name, text in VORLAGEN.items()}) as fill:
        yield fill


@pytest.mark.parametrize(
    ("name", "grund"),
    [
        ("ewig", "Das Ausfüllen dauert zu lange; es wurde beendet."),
        ("text", "(Die Vorlage braucht mehr Speicher|Das Ausfüllen dauert zu lange)"),  # whichever ends first
        ("lang", "Das Dokument würde länger als eine Million Zeichen."),
        ("klammern", "Die Vorlage lässt sich nicht ausfüllen."),
        ("nicht", "Die Vorlage lässt sich nicht ausfüllen."),
        ("wenn", "Die Vorlage lässt sich nicht"),
        ("schleifen", "Die Vorlage lässt sich nicht"),
        ("fremd", "Diese Angaben gibt es nicht: fehlt."),
    ],
)
def test_s47_s48_a_template_that_takes_too_much_is_named_and_the_next_one_works(
    fill: Fill, name: str, grund: str
) -> None:
    begonnen = time.monotonic()
    with pytest.raises(VorlageError) as caught:
        fill(f"{name}.md.j2", DATEN)
    assert time.monotonic() - begonnen < kind.SEKUNDEN + 2
    assert re.match(rf"templates/{name}\.md\.j2: {grund}", caught.value.message)
    assert caught.value.hint
    assert fill("gut.md.j2", DATEN) == filler(Vorlagen({"gut.md.j2": b"{{ wort }}"}))("gut.md.j2", DATEN)


def test_s47_the_clock_ends_a_child_that_uses_no_processor() -> None:
    with Kind("tests.kinder", "schlafen", sekunden=0.3) as child:
        begonnen = time.monotonic()
        with pytest.raises(KindError) as caught:
            child.ask("x")
        assert caught.value.zu_lange
        assert time.monotonic() - begonnen < 3


def test_s47_a_child_that_dies_is_no_answer() -> None:
    with Kind("tests.kinder", "sterben") as child, pytest.raises(KindError) as caught:
        child.ask("x")
    assert not caught.value.zu_lange


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such limits")
def test_s47_every_job_gets_its_own_seconds_of_the_processor() -> None:
    with Kind("tests.kinder", "frist") as child:
        assert 0 < child.ask(0) < kind.CPU_SEKUNDEN + 3
        assert 0 < child.ask(0) < kind.CPU_SEKUNDEN + 4


def test_s48_a_child_worn_out_by_earlier_jobs_is_replaced_and_its_job_done() -> None:
    with Kind("tests.kinder", "verschleissen") as child:
        assert [child.ask(0) for _ in range(4)] == ["1. Arbeit", "2. Arbeit", "1. Arbeit", "2. Arbeit"]


@pytest.mark.parametrize("was", ["lesen", "schreiben", "verbinden", "starten", "umgebung"])
def test_s48_a_child_can_neither_open_files_nor_connect_nor_see_the_environment(
    was: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even code that got out of the sandbox would find nothing: measured with code of our own in a child."""
    monkeypatch.setenv("GEHEIM", "geheim")
    with Kind("tests.kinder", was) as child:
        assert child.ask("x") in ("OSError", "BlockingIOError", {}), was


def test_s48_the_memory_of_a_child_is_bounded() -> None:
    with Kind("tests.kinder", "speicher") as child:
        assert child.ask("x") == "MemoryError"


def test_s47_where_no_child_can_start_nothing_is_filled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "fehlt"))
    with pytest.raises(DkbmError, match="lässt sich nicht starten"), filling(DATEIEN):
        raise AssertionError


def test_s47_s48_render_fills_in_a_child(tmp_path: Path) -> None:
    """A template that never ends stops the command in seconds, with status 2, and nothing is written."""
    dkbm = Programm(lay_out_templates(tmp_path / "daten"))
    vorlage = dkbm.daten / "templates" / "zielvereinbarung" / "modul-1.md.j2"
    schleife = "{% for a in themen %}" * 25 + "{{ a }}" + "{% endfor %}" * 25
    kopf = vorlage.read_text(encoding="utf-8").partition("# Zielv")[0]
    vorlage.write_text(f"{kopf}# x\n{schleife.replace('for a in themen', 'for a in unterschrift_agentur')}", "utf-8")
    lauf = dkbm("zielvereinbarung", "Landkreis Musterland", "-o", str(tmp_path / "x.md"))
    assert lauf.status == 2
    assert lauf.err.startswith("templates/zielvereinbarung/modul-1.md.j2: Die Vorlage lässt sich nicht")
    assert not (tmp_path / "x.md").exists()


def test_s47_no_child_is_left_behind(tmp_path: Path) -> None:
    daten = lay_out_templates(tmp_path / "daten")
    answer = run("render", "zielvereinbarung", "99001", cwd=daten, env={"PYTHONPATH": str(Path(__file__).parents[1])})
    assert answer.returncode == 0, answer.stderr
    with Kind("tests.kinder", "umgebung") as child:
        prozess = child._prozess
        child.ask("x")
    assert prozess is not None
    assert prozess.returncode is not None


def test_s47_the_child_runs_the_code_of_this_program_wherever_it_is_called(tmp_path: Path) -> None:
    """A folder with modules of the same names is not where the child looks."""
    daten = lay_out_templates(tmp_path / "daten")
    for name in ("jinja2", "json", "dkbm"):
        (daten / f"{name}.py").write_text("raise SystemExit(9)\n", encoding="utf-8")
    before = Path.cwd()
    os.chdir(daten)
    try:
        with filling({"gut.md.j2": b"{{ wort }}"}) as fill:
            assert "Wort" in fill("gut.md.j2", DATEN).text
    finally:
        os.chdir(before)
