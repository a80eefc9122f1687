"""What ends with the framework, and what its end begins (M 34, M 77)."""

import json
from pathlib import Path

import pytest

from dkbm.queries.agenda import Auswahl
from tests.agendafaelle import PROBE, REFLEXION, ROOT, as_json, dateien, frage, probe
from tests.aufruf import dkbm, lay_out


def test_m34_nobody_is_asked_for_what_hangs_on_a_framework_that_has_ended() -> None:
    value = as_json()
    assert [each for each in value["posten"] if each["art"] in ("frist", "nachweis", "schritt", "umsetzungsplan")] == []
    in_modul_4 = json.loads(dkbm("list", "--modul", "4", "--format", "json", cwd=ROOT, heute="2026-01-15").out)
    silent = {each["name"]: each["anzahl"] for each in value["nicht_angemahnt"]}
    assert silent["Reflexionsgespräch"] == len(in_modul_4) == 28
    text = " ".join(dkbm("agenda", cwd=ROOT, heute="2026-01-15").out.split())
    assert "Nicht angemahnt: 28 Reflexionsgespräche und " in text
    assert "weil ihr Rahmen im Januar 2024 endete." in text


def test_m34_a_duty_that_falls_due_after_the_end_of_the_framework_is_not_announced(tmp_path: Path) -> None:
    text = REFLEXION.replace("2030-03-14", "2023-03-14").replace("2029-05-02", "2022-05-02")
    root = lay_out(tmp_path, dateien(text))
    arguments = ("--kommune", "Probe", "--art", "frist", "--bis", "2024-06-30")
    assert as_json(*arguments, cwd=root, heute="2023-12-01")["posten"] == []
    out = dkbm("agenda", *arguments, cwd=root, heute="2023-12-01").out
    assert "Nicht angemahnt: 1 Reflexionsgespräch, weil ihr Rahmen im Januar 2024 endet." in " ".join(out.split())
    earlier = dateien(text.replace("2023-03-14", "2023-01-02"))
    (posten,) = frage(earlier, "2023-12-01", auswahl=Auswahl(frozenset({PROBE}), arten=("frist",))).posten
    assert str(posten.am) == "2024-01-02", "while the framework holds it is asked for"


def test_m77_after_the_end_each_kommune_with_internal_data_is_listed_with_what_to_destroy() -> None:
    value = as_json("--art", "vernichtung", heute="2026-11-22")
    found = json.loads(dkbm("validate", "--only", "D408", "--format", "json", cwd=ROOT, heute="2026-11-22").out)
    assert sorted(each["file"] for each in value["posten"]) == sorted(each["file"] for each in found)
    assert len(value["posten"]) > 30
    assert all(each["gegenstand"] and each["ueberfaellig"] and each["am"] == "2024-01-31" for each in value["posten"])
    nienburg = next(each for each in value["posten"] if each["kommune"] == "landkreis-nienburg-weser")
    assert nienburg["gegenstand"] == ["Zielvereinbarung Modul 1, unterzeichnet 16.10.2017"]
    assert nienburg["abhilfe"] == 'dkbm record vernichtung "Landkreis Nienburg/Weser" --datum … --quelle …'
    assert nienburg["quellen"][0] == "Q49", "the source that says when the framework ended"


def test_m77_before_the_end_it_is_announced() -> None:
    value = as_json("--stichtag", "2023-06-01", "--bis", "2024-06-30", "--art", "vernichtung")
    assert {(each["am"], each["ueberfaellig"]) for each in value["posten"]} == {("2024-01-31", False)}
    assert as_json("--stichtag", "2023-06-01", "--bis", "2024-01-30", "--art", "vernichtung")["posten"] == []


UNTERLAGEN = """\
unterlagen:
  - {id: u-1, titel: Schulstatistik, ablage: AZ 12-3, erhalten: 2019-05, quelle: X02}
  - {id: u-2, titel: Interviews, vernichtet: 2024-02-15, nachweis: AZ 12-4, quelle: X02}
  - {id: u-3, titel: Konzept, aufbewahren: Die Kommune hat darum gebeten, quelle: X02}
  - {id: u-4, titel: Neues, erhalten: 2024-03-01, quelle: X02}
"""
AUFBEWAHRT = UNTERLAGEN.replace("erhalten: 2019-05", "aufbewahren: bis zur Prüfung")
VERNICHTET = "verlauf:\n  - {ereignis: vernichtung, datum: 2024-04-08, quelle: X01}\n"
NUR_GENANNT = "verlauf:\n  - {ereignis: genannt, grundlage: vereinbarung, quelle: X03}\n"
BEGLEITET = "verlauf:\n  - {ereignis: genannt, modul: 1, datum: 2019-05, quelle: X01}\n"
ZV = "vereinbarungen:\n  - {{id: zv-1, art: zielvereinbarung, unterzeichnet: {}, quelle: X02}}\n"


@pytest.mark.parametrize(
    ("text", "gegenstand"),
    [
        (ZV.format("2018-03-01"), ("Zielvereinbarung, unterzeichnet 01.03.2018",)),
        (ZV.format("2024-03-01"), None),  # signed after the framework
        (ZV.format("2024-03-01").replace("unterzeichnet: 2024-03-01", "geplant: true"), None),
        (ZV.format("2018-03-01") + VERNICHTET, None),
        (ZV.format("2018-03-01") + VERNICHTET.replace("2024-04-08", "2024-07-01"), ZV),  # not done yet
        (UNTERLAGEN, ("Unterlage u-1: Schulstatistik (AZ 12-3)",)),
        # what was entrusted after it stays due, also where one merely knows that there was something
        (ZV.format("2018-03-01") + VERNICHTET.replace("2024-04-08", "2018-03-01"), None),
        (ZV.format("2018-03-01") + VERNICHTET.replace("2024-04-08", "2018-02-28"), ZV),
        (ZV.format("2018-03-01") + VERNICHTET.replace("datum: 2024-04-08, ", ""), None),
        (NUR_GENANNT, ("Vereinbarung, nur genannt",)),
        (BEGLEITET, ("begleitet laut X01; was vorliegt, ist nicht belegt",)),
        (BEGLEITET + VERNICHTET.partition("\n")[2], None),
        (
            BEGLEITET + VERNICHTET.partition("\n")[2].replace("2024-04-08", "2019-01"),
            ("begleitet laut X01; was vorliegt, ist nicht belegt",),
        ),
        (BEGLEITET.replace("2019-05", "2024-05"), None),
        (BEGLEITET.replace("genannt, modul: 1", "nicht_genannt"), None),
        (UNTERLAGEN + VERNICHTET, ("Unterlage u-1: Schulstatistik (AZ 12-3)",)),  # the register says otherwise
        (
            ZV.format("2018-03-01") + UNTERLAGEN,
            ("Zielvereinbarung, unterzeichnet 01.03.2018", "Unterlage u-1: Schulstatistik (AZ 12-3)"),
        ),
        # an entry of the register settles itself alone, the event what was entrusted
        (ZV.format("2018-03-01") + AUFBEWAHRT, ZV),
        (ZV.format("2018-03-01") + AUFBEWAHRT + VERNICHTET, None),
        (AUFBEWAHRT, None),
        ("bemerkung: nichts vereinbart\n", None),
    ],
)
def test_m77_what_is_to_be_destroyed(text: str, gegenstand: tuple[str, ...] | str | None, tmp_path: Path) -> None:
    found = probe(text, "2024-06-03", rahmen=True)
    listed = found.get("vernichtung")
    expected = ("Zielvereinbarung, unterzeichnet 01.03.2018",) if gegenstand == ZV else gegenstand
    assert (listed.gegenstand if listed else None) == expected
    root = lay_out(tmp_path, dateien(text))
    answer = dkbm("validate", "--only", "D408", "--format", "json", cwd=root, heute="2024-06-03")
    files = [each["file"] for each in json.loads(answer.out)]
    assert (f"data/kommunen/{PROBE}.yaml" in files) is (expected is not None)


def test_m77_a_framework_without_an_end_asks_for_no_destruction() -> None:
    assert "vernichtung" not in probe(ZV.format("2018-03-01"), "2024-06-03", rahmen=False)


ANGEKUENDIGT = """\
vereinbarungen:
  - {id: zv-1, art: zielvereinbarung, modul: 2, geplant: true, quelle: X02}
verlauf:
  - {ereignis: genannt, modul: 4, datum: 2022-05, quelle: X01}
  - {ereignis: reflexionsgespraech, modul: 4, geplant: true, datum: 2023-06, quelle: X01}
  - {ereignis: pause, geplant: true, datum: 2023-07, quelle: X01}
  - {ereignis: mitgliedschaft, verein: nachfolgeverein, geplant: true, datum: 2023-09, quelle: X01}
"""


def test_m34_what_was_announced_under_a_framework_that_ended_is_not_nagged_about() -> None:
    """Joining the Verein goes on when the framework has ended; a talk or an agreement of the process does not."""

    def announced(*, rahmen: bool) -> list[str]:
        return sorted(probe(ANGEKUENDIGT, "2026-01-15", rahmen=rahmen))

    assert "plan/pause" in announced(rahmen=False)
    assert "plan/zielvereinbarung-2" in announced(rahmen=False)
    assert [each for each in announced(rahmen=True) if not each.startswith(("vernichtung", "bestaetigung"))] == [
        "plan/mitgliedschaft-nachfolgeverein"
    ]
