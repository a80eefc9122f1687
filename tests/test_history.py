"""`dkbm history KOMMUNE`: the time line of the world, imprecise dates placed and marked (M 27)."""

import json
import random
import re
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dkbm.dataset import Dataset, load
from dkbm.queries.timeline import placed, relation, timeline
from tests.aufruf import dkbm, lay_out
from tests.geschichtsbau import fingerprint
from tests.muster import musterland
from tests.repositorium import KOMMUNE, own_settings
from tests.staende import two_records
from tests.vorgang import ROOT

SCHEMA = json.loads((ROOT / "schemas/ausgabe/history.schema.json").read_text(encoding="utf-8"))
TEXT = musterland()[KOMMUNE].decode()
OHNE = TEXT.partition("leitung:")[0]
BEISPIEL = """\
titel: Musterplan
kommune: landkreis-musterland
eckpunkt: 1
schlagworte: [bildungsmonitoring]
stand: "2021"
quelle: X02
ausgangspunkt: [{text: Vieles ist ungeordnet.}]
meilensteine:
  - {text: Der Plan liegt vor., datum: 2019-05}
  - {text: Er wird erneuert., datum: 2022..2023, geplant: true}
"""
GRUPPE = musterland()["data/netzwerk/ag-1.yaml"].decode()
TREFFEN = (
    "treffen:\n"
    "  - {name: Treffen der AG 1, datum: 2020-02-20, ort: Musterstadt, gastgeber: landkreis-musterland, quelle: X02}\n"
    "  - {name: Treffen anderswo, datum: 2020-03-20, gastgeber: stadt-musterland, quelle: X02}\n"
)


def events(*lines: str) -> str:
    return OHNE + "verlauf:\n" + "".join(f"  - {{{line}}}\n" for line in lines)


def asked(root: Path, *arguments: str, heute: str = "2024-01-31") -> str:
    answer = dkbm("history", "Landkreis Musterland", *arguments, cwd=root, heute=heute)
    assert (answer.status, answer.err) == (0, "")
    return answer.out


def stations(root: Path, *arguments: str, heute: str = "2024-01-31") -> list[dict[str, Any]]:
    found = json.loads(asked(root, "--format", "json", *arguments, heute=heute))
    jsonschema.validate(found, SCHEMA, format_checker=jsonschema.FormatChecker())
    return list(found["stationen"])


WHOLE = """\
Landkreis Musterland · 99001                           Zeitleiste bis 31.01.2024

  2017
    2017                  Leitung: Landrätin · X02
    ca. Okt. 2017 bis     genannt: mit Zielvereinbarung · X03
    Apr. 2019
    16.10.2017            Leiterin des Fachbereichs Bildung: Mara Muster · X02
    16.10.2017            Zielvereinbarung Modul 1 unterzeichnet in
                          Musterstadt · X02

  2018
    Februar 2018          Beginn von Modul 1 (geplant, laut
                          Zielvereinbarung) · X02
    20.02.2018            Sondierungsgespräch Modul 1 · X02
    Juli 2018             Beginn Modul 2 · X03

  2019
    Mai 2019              Der Plan liegt vor. (Praxisbeispiel
                          »Musterplan«) · X02

  2020
    20.02.2020            AG 1 zu Gast: Treffen der AG 1, Musterstadt · X02

  2021
    2021                  Praxisbeispiel »Musterplan« beschrieben · X02

  2022
    zwischen 2022 und     Er wird erneuert. (Praxisbeispiel »Musterplan«)
    2023                  (geplant) · X02
    ca. Feb. 2022 bis     genannt in Modul 4, 2. Umsetzungsphase · X01
    Jan. 2024

  »ca.«, »Quelle« und »bis spätestens«: Zeit der Quelle, wo sie kein Datum
  nennt.
  Stand: dkbm status "Landkreis Musterland"
"""


def test_m27_all_that_is_known_stands_in_the_order_of_time(tmp_path: Path) -> None:
    """Events, agreements and their plans, offices, meetings it hosted, steps of its examples; nothing of others."""
    beside = {"data/beispiele/musterplan.yaml": BEISPIEL, "data/netzwerk/ag-1.yaml": GRUPPE + TREFFEN}
    assert asked(lay_out(tmp_path, beside)) == WHOLE


GENAU = {
    "ereignis: interview, datum: 2018-02-16, quelle: X02": ("16.02.2018", "tag", "2018-02-16"),
    "ereignis: interview, datum: 2018-02, quelle: X02": ("Februar 2018", "monat", "2018-02"),
    'ereignis: interview, datum: "2018", quelle: X02': ("2018", "jahr", "2018"),
    "ereignis: interview, datum: 2016-07..2018, quelle: X02": ("zwischen Juli 2016 und 2018", "zeitraum", None),
    "ereignis: interview, datum: ..2018, quelle: X02": ("bis spätestens 2018", "zeitraum", None),
    "ereignis: interview, datum: 2018-03.., quelle: X99": ("frühestens März 2018", "zeitraum", None),
    "ereignis: interview, quelle: X02": ("bis spätestens 16.10.2017", "bis", None),
    "ereignis: genannt, modul: 1, quelle: X02": ("Quelle: 16.10.2017", "quelle", None),
    "ereignis: genannt, modul: 1, quelle: X03": ("ca. Okt. 2017 bis Apr. 2019", "geschaetzt", None),
    "ereignis: interview, quelle: X99": ("ohne Datum", "keine", None),
}
OPEN = "  - {id: X99, titel: Ohne Zeit, herausgeber: Musterland}\n"


@pytest.mark.parametrize("line", GENAU)
def test_m27_every_precision_of_a_date_has_its_own_words(tmp_path: Path, line: str) -> None:
    sources = musterland()["data/quellen.yaml"].decode() + OPEN
    root = lay_out(tmp_path, {KOMMUNE: events(line), "data/quellen.yaml": sources})
    (found,) = [each for each in stations(root) if each["art"] == "ereignis"]
    assert (found["wann"], found["genauigkeit"]) == GENAU[line][:2]
    assert found["zeit"] == GENAU[line][2] or GENAU[line][2] is None


def test_m27_what_has_no_time_at_all_has_a_section_of_its_own(tmp_path: Path) -> None:
    sources = musterland()["data/quellen.yaml"].decode() + OPEN
    text = events("ereignis: interview, quelle: X99", "ereignis: interview, datum: 2019-01-01, quelle: X02")
    shown = asked(lay_out(tmp_path, {KOMMUNE: text, "data/quellen.yaml": sources}))
    assert "\n  Ohne Datum\n                          Interview · X99\n" in shown
    assert shown.index("01.01.2019") < shown.index("Ohne Datum")


def test_m27_contradicting_sources_stand_side_by_side(tmp_path: Path) -> None:
    dates = (
        "[{datum: 2018-07-02, quelle: X02}, {datum: 2018-07-10, quelle: X03, bemerkung: laut Presse}, {quelle: X01}]"
    )
    text = events(f"ereignis: interview, datum: {dates}, quelle: [X02], bemerkung: eine Bemerkung")
    root = lay_out(tmp_path, {KOMMUNE: text})
    assert (
        "    02.07.2018            Interview · X02\n"
        "    oder 10.07.2018       laut X03: laut Presse\n"
        "                          laut X01: Datum nicht belegt\n"
        "                            eine Bemerkung\n"
    ) in asked(root)
    (found,) = [each for each in stations(root) if each["art"] == "ereignis"]
    assert [each["datum"] for each in found["abweichend"]] == ["2018-07-10", None]


def test_m27_a_stichtag_cuts_the_line_and_hides_nothing(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    shown = asked(root, "--stichtag", "2018-02-19")
    assert "Zeitleiste bis 19.02.2018" in shown
    sections = [line.strip() for line in shown.splitlines() if re.match(r"  [A-Z0-9]", line)]
    assert sections[:4] == ["2017", "2018", "Ungewiss, ob bis zum 19.02.2018", "Nach dem 19.02.2018"]
    kinds = {each["was"]: each["zum_stichtag"] for each in stations(root, "--stichtag", "2018-02-19")}
    assert kinds["Beginn von Modul 1 (geplant, laut Zielvereinbarung)"] == "bis"
    assert kinds["genannt: mit Zielvereinbarung"] == "ungewiss"
    assert kinds["Sondierungsgespräch Modul 1"] == "danach"
    assert len(kinds) == len(stations(root))


def test_m27_on_the_day_of_an_event_it_has_happened_and_the_day_before_not(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    for day, found in (("2018-02-19", "danach"), ("2018-02-20", "bis")):
        assert [each["zum_stichtag"] for each in stations(root, heute=day) if each["was"].startswith("Sondierung")] == [
            found
        ]


def test_m27_a_plan_is_marked_and_never_counts_as_happened(tmp_path: Path) -> None:
    text = events("ereignis: mitgliedschaft, verein: nachfolgeverein, geplant: true, datum: 2023-03-01, quelle: X02")
    root = lay_out(tmp_path, {KOMMUNE: text})
    assert "(geplant, zählt nicht als geschehen)" in " ".join(asked(root).split())
    assert [each["geplant"] for each in stations(root) if each["art"] == "ereignis"] == [True]


def test_m27_a_plan_for_a_span_is_no_open_question(tmp_path: Path) -> None:
    """Whether it came about is not known; that it was planned for that time is."""
    text = events("ereignis: interview, geplant: true, datum: 2023..2025, quelle: X02")
    root = lay_out(tmp_path, {KOMMUNE: text})
    found = [(each["zum_stichtag"], each["geplant"]) for each in stations(root) if each["art"] == "ereignis"]
    assert found == [("bis", True)]


def test_m27_where_only_the_end_is_known_it_stands_at_the_end(tmp_path: Path) -> None:
    text = events("ereignis: interview, datum: ..2018, quelle: X02", 'ereignis: interview, datum: "2018", quelle: X02')
    wanted = "\n  2018\n    2018                  Interview · X02\n    bis spätestens 2018   Interview · X02\n"
    assert wanted in asked(lay_out(tmp_path, {KOMMUNE: text}))


def test_m27_a_file_beside_that_is_broken_is_said_and_the_rest_stands(tmp_path: Path) -> None:
    root = lay_out(tmp_path, {"data/netzwerk/ag-1.yaml": "treffen: [{gastgeber: landkreis-musterland\n"})
    answer = dkbm("history", "99001", cwd=root)
    assert answer.status == 0
    assert "data/netzwerk/ag-1.yaml" in answer.err
    assert "Sondierungsgespräch" in answer.out


def test_m27_nothing_known_is_said_as_such(tmp_path: Path) -> None:
    shown = dkbm("history", "Ohnedaten", cwd=lay_out(tmp_path)).out
    assert "Nichts belegt. Das heißt: es wurde nichts gefunden." in shown
    markdown = dkbm("history", "Ohnedaten", "--format", "markdown", cwd=tmp_path).out
    assert "Nichts belegt." in markdown


def test_a_name_that_is_two_places_gives_the_command_to_repeat(tmp_path: Path) -> None:
    answer = dkbm("history", "Musterland", cwd=lay_out(tmp_path))
    assert (answer.status, answer.out) == (4, "")
    assert 'dkbm history "Landkreis Musterland"' in answer.err


def test_m51_the_time_line_of_an_earlier_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_settings(tmp_path, monkeypatch)
    root = two_records(tmp_path / "satz")
    before = fingerprint(root)
    assert "März 2019" not in asked(root, "--stand", "v1")
    assert "Datenstand: v1 (" in asked(root, "--stand", "v1")
    assert "01.03.2019" in asked(root)
    assert fingerprint(root) == before


def test_m26_markdown_escapes_what_the_data_hold(tmp_path: Path) -> None:
    hostile = "*fett* [x](y) <b> `c` # | _k_ ~d~ &amp;"
    text = events(f'ereignis: gremium, gremium: "{hostile}", datum: 2018-03, quelle: X02, bemerkung: "1. erstens"')
    shown = asked(lay_out(tmp_path, {KOMMUNE: text}), "--format", "markdown")
    assert (
        "- **März 2018** Gremium: \\*fett\\* \\[x\\](y) \\<b\\> \\`c\\` \\# \\| \\_k\\_ \\~d\\~ \\&amp; · X02\n"
        in shown
    )
    assert "  - 1\\. erstens\n" in shown


def test_m27_every_line_fits_eighty_columns() -> None:
    """On the dataset itself, for every Kommune with an entry."""
    for path in sorted((ROOT / "data/kommunen").glob("*.yaml")):
        shown = dkbm("history", path.stem, cwd=ROOT, heute="2026-11-22").out
        assert max(map(len, shown.splitlines())) <= 80, path.stem


@given(st.randoms(use_true_random=False), st.dates(date(2014, 1, 1), date(2027, 1, 1)))
def test_m27_the_order_of_entry_does_not_show_and_time_only_goes_on(order: random.Random, day: date) -> None:
    head, lines = TEXT.partition("verlauf:\n")[::2]
    entries = lines.splitlines(keepends=True)
    order.shuffle(entries)
    mixed = muster({KOMMUNE: head + "verlauf:\n" + "".join(entries)})
    found = timeline(mixed, mixed.kommunen["landkreis-musterland"], day)
    plain = muster({})
    wanted = timeline(plain, plain.kommunen["landkreis-musterland"], day)
    parts = [(found.bisher, wanted.bisher), (found.ungewiss, wanted.ungewiss), (found.danach, wanted.danach)]
    for mine, theirs in parts:
        assert [(each.art, each.datierung) for each in mine] == [(each.art, each.datierung) for each in theirs]
        assert list(map(placed, mine)) == sorted(map(placed, mine))
        assert len({relation(each, day) for each in mine}) <= 1


def muster(changes: dict[str, str | bytes | None]) -> Dataset:
    return load(musterland(changes)).dataset


def test_s68_markdown_calls_nobody_and_names_no_merge_request(tmp_path: Path) -> None:
    event = events("ereignis: gremium, gremium: '@alle !123 $x$ hallo!', datum: 2018-03, quelle: X02")
    said = asked(lay_out(tmp_path, {KOMMUNE: event}), "--format", "markdown")
    assert "\\@alle \\!123 \\$x\\$ hallo!" in said
