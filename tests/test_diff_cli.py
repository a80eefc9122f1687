"""`dkbm diff` in a repository: which two records, which form, which status, and what it never does (M 46)."""

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import jsonschema
import pytest

from tests.aenderungen import LANDKREIS, MARA, QUELLEN, STADT, added, edited, in_folder, text
from tests.aufruf import dkbm, lay_out
from tests.geschichtsbau import fingerprint
from tests.repositorium import call, own_settings
from tests.test_diff import PHASE_3, REFLEXION
from tests.test_every_command import RAW
from tests.test_stand_git import FETCH, trapped
from tests.vorgang import PROGRAM, ROOT

SCHEMA = json.loads((ROOT / "schemas/ausgabe/diff.schema.json").read_text(encoding="utf-8"))
SCHRITT = added(LANDKREIS, REFLEXION + PHASE_3)


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_settings(tmp_path, monkeypatch)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return in_folder(tmp_path / "satz", SCHRITT)


def told(root: Path, *arguments: str) -> list[str]:
    """What the JSON of a call says changed."""
    answer = dkbm("diff", *arguments, "--format", "json", cwd=root)
    assert (answer.status, answer.err) == (0, "")
    found = json.loads(answer.out)
    jsonschema.validate(found, SCHEMA)
    return [each["was"] for each in found]


def commit(root: Path, changed: Mapping[str, str], subject: str = "Stand") -> str:
    for name, content in changed.items():
        (root / name).write_text(content, encoding="utf-8")
    call(root, "add", "-A")
    call(root, "commit", "-q", "-m", subject)
    return call(root, "rev-parse", "HEAD").strip()


def test_m46_the_screen(root: Path) -> None:
    head = call(root, "rev-parse", "--short=8", "HEAD").strip()
    answer = dkbm("diff", cwd=root)
    assert (answer.status, answer.err) == (0, "")
    lines = answer.out.splitlines()
    assert lines[0].startswith(f"Vergleich  HEAD ({head}, ")
    assert lines[0].endswith(") → Ordner")
    assert lines[1:] == [
        "Stichtag   31.01.2024",
        "Ergebnis   1 Kommune geändert, 1 Phasenwechsel, Zahlen: Modul 4 Phase 2 1 → 0,",
        "           Phase 3 0 → 1.",
        "",
        "Landkreis Musterland",
        "  Übergang   Umsetzungsphase: 2 → 3, seit 15.06.2023 (X02)",
        "             Tor nicht erfüllt: es fehlt Umsetzungsplan; belegt ist",
        "             Reflexionsgespräch 02.06.2023.",
        "  neu        Reflexionsgespräch Modul 4: 02.06.2023 (X02)",
        "  neu        Beginn Modul 4, 3. Umsetzungsphase: 15.06.2023 (X02)",
        "",
        "Zahlen     Modul 4 Phase 2 1 → 0, Phase 3 0 → 1",
        "Verträge   Eine unterzeichnete Vereinbarung ist nicht berührt.",
    ]


def test_m46_nothing_of_substance_is_one_line(tmp_path: Path) -> None:
    root = in_folder(tmp_path / "satz", edited(LANDKREIS, "art: landkreis #", "art: landkreis # neu:"))
    answer = dkbm("diff", cwd=root)
    assert (answer.status, answer.out.splitlines()[2:]) == (0, ["Ergebnis   Keine fachliche Änderung."])
    assert json.loads(dkbm("diff", "--format", "json", cwd=root).out) == []


def test_m46_an_object_for_each_change(root: Path) -> None:
    found = json.loads(dkbm("diff", "--format", "json", cwd=root).out)
    assert {key: found[0][key] for key in ("kommune", "art", "was", "vorher", "nachher", "file")} == {
        "kommune": "landkreis-musterland",
        "art": "uebergang",
        "was": "Umsetzungsphase",
        "vorher": "2",
        "nachher": "3, seit 15.06.2023",
        "file": LANDKREIS,
    }
    lines = (root / LANDKREIS).read_text(encoding="utf-8").splitlines()
    assert "phase: 3" in lines[found[0]["line"] - 1]
    assert "reflexionsgespraech" in lines[found[1]["line"] - 1]


def test_m46_what_is_gone_is_found_in_the_earlier_record(tmp_path: Path) -> None:
    gone = "  - {ereignis: sondierungsgespraech, modul: 1, datum: 2018-02-20, quelle: X02}\n"
    root = in_folder(tmp_path / "satz", edited(LANDKREIS, gone, ""))
    (found,) = json.loads(dkbm("diff", "--format", "json", cwd=root).out)
    assert (found["entfallen"], found["nachher"], found["ohne_begruendung"]) == (True, None, True)
    assert text(LANDKREIS).splitlines()[found["line"] - 1] == gone.rstrip("\n")


def test_m46_every_way_to_name_two_records(root: Path) -> None:
    first = call(root, "rev-parse", "HEAD").strip()
    call(root, "tag", "v1")
    second = commit(root, {})
    call(root, "checkout", "-q", "-b", "zweig", "v1")
    commit(root, added(STADT, "  - {ereignis: ausstieg, datum: 2024-01-15, quelle: X01}\n"))
    (root / QUELLEN).write_text(text(QUELLEN).replace("Musterhandbuch", "Handbuch"), encoding="utf-8")
    landkreis = ["Umsetzungsphase", "Reflexionsgespräch Modul 4", "Beginn Modul 4, 3. Umsetzungsphase"]
    back = ["Umsetzungsphase", *landkreis[1:]]
    stadt, quelle = ["Stand", "Ausstieg"], ["Quelle X02 – Titel"]
    for arguments, wanted in {
        (): quelle,
        ("v1",): stadt + quelle,
        ("v1..",): stadt + quelle,
        ("v1..main",): landkreis,
        ("v1", "main"): landkreis,
        (f"{first[:10]}..{second[:10]}",): landkreis,
        ("main..v1",): back,
        ("main..zweig",): back + stadt,
        ("main...zweig",): stadt,
        ("main...",): stadt + quelle,
        ("..v1",): stadt,
        ("v1..v1",): [],
    }.items():
        assert sorted(told(root, *arguments)) == sorted(wanted), arguments


def test_m46_one_kommune_of_all(tmp_path: Path) -> None:
    root = in_folder(tmp_path / "satz", {**SCHRITT, **edited(QUELLEN, "Musterhandbuch", "Handbuch")})
    assert len(told(root)) == 4
    assert len(told(root, "--kommune", "99001")) == 3
    assert told(root, "--kommune", "99002") == []
    answer = dkbm("diff", "--kommune", "Musterland", cwd=root)
    assert (answer.status, answer.out) == (4, "")
    assert dkbm("diff", "--kommune", "Nirgendwo", cwd=root).status == 4


def test_m46_a_kommune_that_is_gone_can_still_be_asked_for(tmp_path: Path) -> None:
    root = in_folder(tmp_path / "satz", {STADT: None})
    assert told(root, "--kommune", "99002")[0] == "Kommune"


def test_m46_the_stichtag_decides_about_the_transition(root: Path) -> None:
    assert "Umsetzungsphase" in told(root)
    assert "Umsetzungsphase" not in told(root, "--stichtag", "2023-06-14")
    assert "Annahme: Der Stichtag 2023" in dkbm("diff", "--stichtag", "2023", cwd=root).out


def test_m46_the_answer_goes_to_a_file(root: Path, tmp_path: Path) -> None:
    answer = dkbm("diff", "--format", "markdown", "-o", str(tmp_path / "aus.md"), cwd=root)
    assert (answer.status, answer.out) == (0, "")
    assert "`Landkreis Musterland`" in (tmp_path / "aus.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_m46_a_person_is_shown_on_request_only(tmp_path: Path, form: str) -> None:
    changed = {**edited(MARA, "Mara Muster", "Mara Meister"), "data/personen/p-nora-neu.yaml": "name: Nora Neu\n"}
    root = in_folder(tmp_path / "satz", changed)
    hidden = dkbm("diff", "--format", form, cwd=root)
    assert hidden.status == 0
    said = (hidden.out + hidden.err).lower()
    if form != "markdown":
        assert not any(name in said for name in ("mara", "meister", "nora"))
    assert "Mara Meister" in dkbm("diff", "--format", form, "--intern", cwd=root).out


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
@pytest.mark.parametrize("side", ["earlier", "later"])
def test_m46_a_broken_side_is_said_with_its_place_and_the_rest_is_compared(
    tmp_path: Path, form: str, side: str
) -> None:
    broken = {STADT: "name: [\n"}
    root = in_folder(tmp_path / "satz", broken if side == "later" else {})
    if side == "earlier":
        commit(root, broken)
        (root / STADT).write_text(text(STADT), encoding="utf-8")
    (root / LANDKREIS).write_text(SCHRITT[LANDKREIS], encoding="utf-8")
    answer = dkbm("diff", "--format", form, cwd=root)
    assert answer.status == 1
    assert f"{STADT}:1:7: " in answer.out.replace("\n    ", " ") + answer.err
    assert "Umsetzungsphase" in answer.out
    assert "Modul 3" not in answer.out, "who cannot be read is not counted on the other side either"


def test_m46_without_the_sources_no_state_is_told(tmp_path: Path) -> None:
    root = in_folder(tmp_path / "satz", {**SCHRITT, QUELLEN: "quellen: [\n"})
    answer = dkbm("diff", cwd=root)
    assert answer.status == 1
    assert "Übergang  " not in answer.out
    assert "Zahlen  " not in answer.out
    assert "Übergänge und Zahlen sind nicht verglichen" in answer.out
    assert "Beginn Modul 4, 3. Umsetzungsphase" in answer.out


def test_m46_a_record_of_an_older_schema_is_compared_as_it_reads_today(tmp_path: Path) -> None:
    root = tmp_path / "satz"
    older = ROOT / "tests/daten/schema-0"
    for path in older.rglob("*.yaml"):
        there = root / path.relative_to(older)
        there.parent.mkdir(parents=True, exist_ok=True)
        there.write_bytes(path.read_bytes())
    call(root, "init", "-q")
    commit(root, {})
    before = fingerprint(root)
    assert dkbm("diff", cwd=root).out.splitlines()[2] == "Ergebnis   Keine fachliche Änderung."
    assert fingerprint(root) == before
    assert dkbm("migrate", cwd=root).status == 0
    assert fingerprint(root)[0] != before[0]
    assert dkbm("diff", cwd=root).out.splitlines()[2] == "Ergebnis   Keine fachliche Änderung."


# Which records there are


@pytest.mark.parametrize("arguments", [("gibtesnicht",), ("a", "b", "c"), ("HEAD..gibtesnicht",), ("",)])
def test_m46_two_records_or_none(root: Path, arguments: tuple[str, ...]) -> None:
    answer = dkbm("diff", *arguments, cwd=root)
    assert (answer.status, answer.out) == (2, "")


def test_m46_without_git_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    answer = dkbm("diff", cwd=lay_out(tmp_path / "satz"))
    assert (answer.status, answer.out) == (2, "")
    assert "git init" in answer.err


def test_m54_s94_a_shallow_clone_compares_what_it_holds_and_refuses_the_rest(root: Path, tmp_path: Path) -> None:
    commit(root, {})
    call(tmp_path, "clone", "-q", "--depth=1", f"file://{root}", "flach")
    flat = tmp_path / "flach"
    assert told(flat) == []
    for records in ("HEAD~1", "HEAD~1..HEAD", "HEAD...HEAD", "2020-01-01"):
        answer = dkbm("diff", records, cwd=flat)
        assert (answer.status, answer.out) == (2, ""), records
        assert FETCH in answer.err
    answer = dkbm("changelog", "--von", "2026-01", "--bis", "2026-03", cwd=flat)
    assert (answer.status, answer.out) == (2, "")
    assert FETCH in answer.err


@pytest.mark.parametrize("name", ["--output=pwn", "-O/etc/passwd", "--no-index", "--ext-diff"])
def test_s96_a_record_called_like_an_option_is_only_a_name(root: Path, name: str) -> None:
    head = call(root, "rev-parse", "HEAD").strip()
    before = fingerprint(root)
    for arguments in (("--", name), ("--", f"{name}..HEAD"), ("--", f"HEAD...{name}")):
        answer = dkbm("diff", *arguments, cwd=root)
        assert (answer.status, answer.out) == (2, ""), arguments
    assert fingerprint(root) == before
    call(root, "update-ref", f"refs/heads/{name}", head)
    assert "Übergang" in dkbm("diff", "--", name, cwd=root).out
    assert not (root / "pwn").exists()


def test_s97_nothing_that_a_repository_configures_is_run(root: Path, tmp_path: Path) -> None:
    commit(root, {})
    mark = tmp_path / "ausgefuehrt"
    trapped(root, mark)
    mark.unlink(missing_ok=True)
    before = (root / ".git/index").read_bytes()
    for arguments in ((), ("HEAD~1",), ("HEAD~1..HEAD",), ("HEAD~1...HEAD",), ("HEAD~1", "--format", "markdown")):
        assert dkbm("diff", *arguments, cwd=root).status == 0, arguments
    assert not mark.exists(), mark.read_text()
    assert (root / ".git/index").read_bytes() == before


# Called by git


def as_driver(root: Path, attributes: str = "*.yaml diff=dkbm\n") -> None:
    (root / ".gitattributes").write_text(attributes)
    program = " ".join(map(shlex.quote, (sys.executable, "-c", PROGRAM, "diff", "--treiber")))
    call(root, "config", "diff.dkbm.command", program)


def by_git(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DKBM_HEUTE": "2024-01-31", "PYTHONUTF8": "1"}
    return subprocess.run(
        ["git", "--no-pager", *arguments], cwd=root, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def test_m46_git_shows_the_change_in_the_words_of_the_field(root: Path) -> None:
    as_driver(root)
    for name, content in {**edited(STADT, "art: kreisfreie-stadt", "art: kreisfreie-stadt # x")}.items():
        (root / name).write_text(content, encoding="utf-8")
    (root / "data/kommunen/stadt-neu.yaml").write_text(
        'schluessel: "99009"\nname: Neu\nart: kreisfreie-stadt\nquelle: X02\n', encoding="utf-8"
    )
    (root / "data/kommunen/region-ohnedaten.yaml").unlink()
    call(root, "add", "data")
    answer = by_git(root, "diff", "--cached", "--", "data")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.splitlines() == [
        "data/kommunen/landkreis-musterland.yaml",
        "  Übergang   Umsetzungsphase: 2 → 3, seit 15.06.2023 (X02)",
        "             Tor nicht erfüllt: es fehlt Umsetzungsplan; belegt ist",
        "             Reflexionsgespräch 02.06.2023.",
        "  neu        Reflexionsgespräch Modul 4: 02.06.2023 (X02)",
        "  neu        Beginn Modul 4, 3. Umsetzungsphase: 15.06.2023 (X02)",
        "data/kommunen/region-ohnedaten.yaml",
        "  entfallen  Kommune (X02)",
        "data/kommunen/stadt-musterland.yaml",
        "  keine fachliche Änderung",
        "data/kommunen/stadt-neu.yaml",
        "  neu        Kommune (X02)",
    ]


def test_m46_git_shows_every_file_though_one_cannot_be_read(root: Path) -> None:
    as_driver(root)
    (root / LANDKREIS).write_text("name: [\n", encoding="utf-8")
    (root / STADT).write_text(text(STADT).replace("2020-09", "2020-10"), encoding="utf-8")
    answer = by_git(root, "diff")
    assert answer.returncode == 0, answer.stderr
    assert f"{LANDKREIS}: nicht verglichen, eine Seite ist nicht zu lesen. " in answer.stdout
    assert "Beginn Modul 3 – Datum: Sep. 2020 → Okt. 2020" in answer.stdout


def test_m46_git_shows_a_dataset_that_lies_deeper_and_files_that_moved(tmp_path: Path) -> None:
    top = tmp_path / "oben"
    lay_out(top / "daten satz")
    call(top, "init", "-q")
    as_driver(top)
    commit(top, {})
    call(top, "mv", f"daten satz/{STADT}", "daten satz/data/kommunen/stadt-muster.yaml")
    before = fingerprint(top)
    answer = by_git(top, "diff", "-M", "HEAD")
    assert answer.returncode == 0, answer.stderr
    assert "Kennung: stadt-musterland → stadt-muster" in answer.stdout or "similarity index 100%" in answer.stdout
    (top / "daten satz" / LANDKREIS).write_text(SCHRITT[LANDKREIS], encoding="utf-8")
    assert "Umsetzungsphase: 2 → 3" in by_git(top / "daten satz", "diff", "--relative").stdout
    assert fingerprint(top)[1:2] == before[1:2]


def test_m46_the_driver_says_how_to_set_it_up(root: Path) -> None:
    answer = dkbm("diff", "--treiber", "eins", "zwei", cwd=root)
    assert (answer.status, answer.out) == (2, "")
    assert 'git config diff.dkbm.command "dkbm diff --treiber"' in answer.err


@pytest.mark.parametrize("steering", ["\\x1b[31m", "\\x9b31m", "\\u202e", "\\u200b", "\\r", "\\u2028"])
def test_s72_nothing_that_steers_leaves_the_comparison(tmp_path: Path, steering: str) -> None:
    words = f'"vor{steering}nach"'
    event = f"  - {{ereignis: gremium, gremium: {words}, inhalt: {words}, datum: 2018-03, quelle: X02}}\n"
    root = in_folder(tmp_path / "satz", {**added(LANDKREIS, event), **edited(QUELLEN, "Musterhandbuch", words)})
    for form in ("text", "markdown", "json"):
        answer = dkbm("diff", "--format", form, cwd=root)
        assert (answer.status, LANDKREIS in answer.out + answer.err) == (1, True), "the reader lets no such text in"
        assert "Keine fachliche Änderung." not in answer.out
        assert RAW.search(answer.out + answer.err) is None, form
