"""`dkbm agenda` as it is asked: on the real dataset and on Musterland (M 17, M 35, M 76, M 77)."""

import json
from datetime import date
from pathlib import Path

import pytest

from dkbm.queries.agenda import quartalsende
from tests.agendafaelle import MANCHES, REFLEXION, ROOT, as_json, dateien, probe
from tests.aufruf import dkbm, lay_out
from tests.goldene import require_screen
from tests.muster import musterland
from tests.test_frische import STALE

KOMMUNE = "data/kommunen/landkreis-musterland.yaml"


@pytest.mark.parametrize("heute", ["2019-06-01", "2023-12-01", "2026-01-15"])
def test_the_agenda_of_a_fixed_day_is_a_golden_file(heute: str, update: bool) -> None:
    answer = dkbm("agenda", cwd=ROOT, heute=heute)
    assert (answer.status, answer.err) == (0, "")
    require_screen(f"agenda/{heute}.txt", answer.out, update=update)


def test_m76_a_reflexionsgespraech_older_than_a_year_appears() -> None:
    fresh, old = (probe(REFLEXION, day, "2031-03-31") for day in ("2031-03-14", "2031-03-15"))
    for found, late in ((fresh, False), (old, True)):
        posten = found["reflexionsgespraech/4"]
        assert (posten.name, str(posten.am), posten.ueberfaellig) == (
            "Reflexionsgespräch zu Modul 4",
            "2031-03-14",
            late,
        )
        assert posten.place.route == ("verlauf", 1)
    assert "reflexionsgespraech/4" not in probe(REFLEXION, "2030-06-01", "2031-03-13")
    again = f"{REFLEXION}  - {{ereignis: reflexionsgespraech, modul: 4, datum: 2031-03-10, quelle: X01}}\n"
    assert "reflexionsgespraech/4" not in probe(again, "2031-03-15", "2031-03-31")


def test_m76_the_screen_shows_it_with_the_command_that_settles_it(tmp_path: Path) -> None:
    root = lay_out(tmp_path, dateien(REFLEXION, rahmen=False))
    out = dkbm("agenda", "--kommune", "Probe", cwd=root, heute="2031-03-15").out
    assert "    seit 14.03.2031  Landkreis Probe: Reflexionsgespräch zu Modul 4" in out
    assert "      → dkbm record reflexionsgespraech 99009 --modul 4 --datum … --quelle …\n" in out


def test_m17_the_agenda_lists_the_same_stale_kommunen_oldest_first(tmp_path: Path) -> None:
    root = lay_out(tmp_path, STALE)
    answer = dkbm("validate", "--only", "D401", "--format", "json", cwd=root, heute="2027-01-01")
    value = as_json("--art", "bestaetigung", "--bis", "2027-01-01", cwd=root, heute="2027-01-01")
    stale = [each for each in value["posten"] if each["ueberfaellig"]]
    assert {each["file"] for each in stale} == {each["file"] for each in json.loads(answer.out)}
    days = [each["am"] for each in stale]
    assert days == sorted(days)
    assert len(days) == 5
    out = dkbm("agenda", "--art", "bestaetigung", cwd=root, heute="2027-01-01").out
    assert "Stand bestätigen, 5 Kommunen (zuletzt belegt; fällig 31.01.2025 bis 30.11.2026)" in " ".join(out.split())


def test_the_items_tell_their_place_in_the_file(tmp_path: Path) -> None:
    root = lay_out(tmp_path, dateien(MANCHES))
    for each in as_json("--alle", cwd=root, heute="2023-06-05")["posten"]:
        lines = (root / each["file"]).read_text(encoding="utf-8").splitlines()
        assert 1 <= each["line"] <= len(lines)
    (plan,) = as_json("--art", "plan", "--kommune", "99009", cwd=root, heute="2020-04-01")["posten"][:1]
    assert "auszeichnung" in (root / plan["file"]).read_text(encoding="utf-8").splitlines()[plan["line"] - 1]


@pytest.mark.parametrize(
    ("stichtag", "bis"),
    [
        ("2026-11-22", "2026-12-31"),
        ("2026-11-30", "2026-12-31"),
        ("2026-12-01", "2027-03-31"),
        ("2026-01-01", "2026-03-31"),
        ("2026-03-31", "2026-06-30"),
        ("2026-06-30", "2026-09-30"),
        ("2026-09-01", "2026-12-31"),
        ("9999-12-31", "9999-12-31"),
    ],
)
def test_it_looks_ahead_to_the_end_of_the_quarter_at_least_a_month(stichtag: str, bis: str) -> None:
    assert str(quartalsende(date.fromisoformat(stichtag))) == bis


def test_the_heading_says_how_far_it_looks_and_counts_the_lines(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    first = {
        (): "Fällig bis 31.03.2027                                               2 überfällig",
        ("--alle",): "Fällig ohne Grenze                                                  2 überfällig",
        ("--bis", "2027-02"): "Fällig bis 28.02.2027                                               2 überfällig",
        (
            "--stichtag",
            "2018-06-15",
        ): "Fällig bis 30.09.2018, gefragt am 15.06.2018                 2 bald, 1 jederzeit",
    }
    for arguments, line in first.items():
        assert dkbm("agenda", *arguments, cwd=root, heute="2027-01-01").out.splitlines()[0] == line


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("--bis", "2020"), 2, "--bis liegt vor dem Stichtag."),
        (("--alle", "--bis", "2028"), 2, "--alle und --bis schließen einander aus."),
        (("--bis", "bald"), 2, "»bald« bei --bis ist kein Datum."),
        (("--bis", "2027..2028"), 2, "--bis nennt ein Datum, keinen Zeitraum."),
        (("--kommune", "Nirgends"), 4, "Keine Kommune heißt »Nirgends«."),
        (("--kommune", "Musterland"), 4, "dkbm agenda --kommune"),
        (("--gruppe", "ag-9"), 4, "ag-9"),
        (("--person", "Niemand"), 4, "Niemand"),
        (("--kommune", "99001", "--gruppe", "ag-1"), 2, "Nur eines von --kommune, --gruppe und --person"),
        (("--art", "reise"), 2, "reise"),
    ],
)
def test_what_cannot_be_asked_is_refused(arguments: tuple[str, ...], status: int, said: str, tmp_path: Path) -> None:
    answer = dkbm("agenda", *arguments, cwd=lay_out(tmp_path), heute="2026-11-22")
    assert (answer.status, answer.out) == (status, "")
    assert said in answer.err


def test_the_same_duty_of_several_is_one_line_and_each_has_its_own_with_einzeln() -> None:
    short, long = (dkbm("agenda", *more, cwd=ROOT, heute="2026-01-15").out for more in ((), ("--einzeln",)))
    assert "Interne Daten vernichten oder Grund festhalten, 35 Kommunen" in short
    assert "dkbm record vernichtung" not in short
    assert "      Landkreis Celle: Zielvereinbarung, nur genannt · Q06\n" in long
    assert '      → dkbm record vernichtung "Landkreis Celle" --datum … --quelle …\n' in long
    assert long.splitlines()[0] == short.splitlines()[0]
    assert max(map(len, long.splitlines())) <= 80


def test_an_empty_agenda_says_so(tmp_path: Path) -> None:
    out = dkbm("agenda", "--kommune", "99003", cwd=lay_out(tmp_path), heute="2026-11-22").out
    assert out.splitlines()[1:] == ["für Region Ohnedaten", "", "  Nichts ist fällig."]


def test_who_has_neither_kommunen_nor_an_office_is_told_so(tmp_path: Path) -> None:
    out = dkbm("agenda", "--person", "Mara Muster", cwd=lay_out(tmp_path), heute="2026-11-22").out
    assert "für Mara Muster; keine Betreuung und kein Amt in einer Gruppe belegt" in out


def test_status_and_agenda_name_the_same_days(tmp_path: Path) -> None:
    root = lay_out(tmp_path, dateien(REFLEXION, rahmen=False))
    status = json.loads(dkbm("status", "99009", "--format", "json", cwd=root, heute="2031-01-15").out)
    found = as_json("--kommune", "99009", "--alle", cwd=root, heute="2031-01-15")["posten"]
    dated = sorted(each["am"] for each in found if each["art"] in ("frist", "bestaetigung"))
    assert dated == sorted(each["datum"] for each in status["faellig"])


def test_musterland_is_unchanged_by_asking(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    dkbm("agenda", cwd=root)
    assert {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*.yaml")} == musterland()
