"""`dkbm beispiele ähnlich`: who has already done what a Kommune works on, and why it is named (M 75)."""

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from dkbm.queries.aehnlich import Aehnlich, aehnlich
from dkbm.queries.arbeit import UMSETZUNGSPLAN
from tests.aufruf import dkbm, lay_out
from tests.beispielland import BEISPIELE, beispielland
from tests.muster import musterland

ROOT = Path(__file__).parent.parent
STICHTAG = date(2026, 1, 15)
KOPF = """\
# yaml-language-server: $schema=../../schemas/kommune.schema.json
schluessel: "9901{nr}"
name: {name}
art: landkreis
quelle: X02
"""
MONITORING = "themen: [{text: Daten nutzen, schlagworte: [bildungsmonitoring]}]"


def kommune(name: str, *verlauf: str, vereinbarung: str = "") -> dict[str, str | bytes | None]:
    """A file of an invented Landkreis with these events."""
    head = KOPF.format(nr=ord(name[0]) - ord("A"), name=name)
    agreement = f"vereinbarungen:\n  - {{{vereinbarung}, quelle: X02}}\n" if vereinbarung else ""
    events = "".join(f"  - {{{each}, quelle: X02}}\n" for each in verlauf)
    return {
        f"data/kommunen/landkreis-{name.casefold()}.yaml": head + agreement + ("verlauf:\n" + events if events else "")
    }


def beginn(modul: int, datum: str = "2017-01", more: str = "") -> str:
    return f'ereignis: beginn, modul: {modul}, datum: "{datum}"' + (f", {more}" if more else "")


ADAM = kommune("Adam", beginn(2, "2017-01", MONITORING))


def frage(
    *others: dict[str, str | bytes | None], wer: str = "landkreis-adam", tag: date = STICHTAG, heute: date = date.max
) -> Aehnlich:
    changes: dict[str, str | bytes | None] = dict(ADAM)
    for each in others:
        changes |= each
    changes["data/kommunen/landkreis-musterland.yaml"] = None
    dataset = beispielland({**changes, "data/beispiele/musterplan.yaml": BEISPIELE["data/beispiele/musterplan.yaml"]})
    return aehnlich(dataset, dataset.kommunen[wer], tag, heute)


def namen(found: Aehnlich) -> list[str]:
    return [each.kommune.name for each in found.vorbilder]


@pytest.mark.parametrize(
    ("verlauf", "ist_vorbild"),
    [
        ((beginn(2, "2017-02", MONITORING),), True),
        ((beginn(3, "2017-02", MONITORING),), True),
        ((beginn(1, "2017-02", MONITORING),), False),
        ((beginn(1, "2017-02", MONITORING), beginn(4, "2017-09")), True),
        (("ereignis: abschluss, modul: 2, datum: 2017-02, " + MONITORING,), True),
        (("ereignis: abschluss, modul: 1, datum: 2017-02, " + MONITORING,), False),
        (("ereignis: genannt, " + MONITORING,), False),
        ((beginn(3, "2017-02", MONITORING), "ereignis: ausstieg, datum: 2017-09"), False),
        ((beginn(3, "2017-02"),), None),
    ],
)
def test_m75_the_same_module_or_a_later_one(verlauf: tuple[str, ...], ist_vorbild: bool | None) -> None:
    found = frage(kommune("Berta", *verlauf))
    assert namen(found) == (["Berta"] if ist_vorbild else [])
    assert [each.kommune.name for each in found.ohne_stand] == (["Berta"] if ist_vorbild is False else [])


def test_m75_more_shared_themes_first_then_who_is_further_then_by_name() -> None:
    both = "themen: [{text: Beides, schlagworte: [uebergang-schule-beruf, bildungsmonitoring]}]"
    adam = kommune("Adam", beginn(2, "2017-01", both))
    found = frage(
        adam,
        kommune("Dora", beginn(3, "2017-02", MONITORING)),
        kommune("Carl", beginn(3, "2017-02", MONITORING)),
        kommune("Berta", beginn(4, "2017-02", MONITORING)),
        kommune("Emil", beginn(2, "2017-02", both)),
    )
    assert namen(found) == ["Emil", "Berta", "Carl", "Dora"]


def test_m75_the_stichtag_counts_for_theme_and_module() -> None:
    later = kommune("Berta", beginn(3, "2017-06", MONITORING))
    assert namen(frage(later, tag=date(2017, 3, 1))) == []
    assert namen(frage(later, tag=date(2017, 7, 1))) == ["Berta"]
    before = frage(later, tag=date(2016, 1, 1))
    assert (before.schlagworte, before.vorbilder, len(before.spaeter)) == ((), (), 1)


def test_m75_plans_count_for_who_asks_and_not_for_who_has_done_it() -> None:
    draft = f"id: zv, art: zielvereinbarung, modul: 3, geplant: true, {MONITORING}"
    asks = kommune("Adam", beginn(2), vereinbarung=draft)
    assert namen(frage(asks, kommune("Berta", beginn(3, "2017-02", MONITORING)))) == ["Berta"]
    assert namen(frage(kommune("Berta", beginn(3), vereinbarung=draft))) == []


def test_m75_a_teilziel_of_the_umsetzungsplan_names_its_theme_by_its_words() -> None:
    plan = "umsetzungsplan: [{teilziel: Das Bildungsmonitoring wächst}, {teilziel: Feste feiern}]"
    asks = kommune("Adam", beginn(2), vereinbarung=f"id: zv, art: zielvereinbarung, modul: 2, {plan}")
    found = frage(asks, kommune("Berta", beginn(3, "2017-02", MONITORING)))
    assert [(each.schlagwort, each.worin) for each in found.arbeiten] == [("bildungsmonitoring", UMSETZUNGSPLAN)]
    assert namen(found) == ["Berta"]


def test_m75_without_an_attested_module_every_module_is_ahead() -> None:
    asks = kommune("Adam", "ereignis: genannt, " + MONITORING)
    assert namen(frage(asks, kommune("Berta", beginn(1, "2017-02", MONITORING)))) == ["Berta"]


def test_m75_own_works_are_no_advice() -> None:
    own = BEISPIELE["data/beispiele/musterplan.yaml"]
    assert isinstance(own, str)
    mine = {"data/beispiele/eigenes.yaml": own.replace("landkreis-musterland", "landkreis-adam")}
    found = [each.id for each in frage({**mine, **kommune("Adam", beginn(2, "2017-01", MONITORING))}).werke]
    assert found == ["musterplan", "leitfaden"]


GRUPPE: dict[str, str | bytes | None] = {
    "data/netzwerk/ag-9.yaml": (
        "# yaml-language-server: $schema=../../schemas/gruppe.schema.json\n"
        "kennung: AG 9\nart: arbeitsgruppe\nnamen:\n"
        "  - {name: Bildungsmonitoring, datum: 2020-01, quelle: X02}\n"
        "  - {name: Gründungsname, datum: 2017-01, quelle: X02}\n"
        "zweck: [{text: Vernetzung, quelle: X02}]\n"
    )
}
UNDATIERT: dict[str, str | bytes | None] = {
    "data/quellen.yaml": musterland()["data/quellen.yaml"].decode()
    + "  - {id: X08, titel: Zeitung, herausgeber: Zeitung, stand_art: unbekannt, grund: ohne Jahr, abdeckung: auszug}\n"
}


def test_m75_a_theme_that_nobody_dates_counts_today_and_says_so(tmp_path: Path) -> None:
    """From the side of who asks, and from that of the others; on an earlier day it is not certain."""
    undated = f"ereignis: genannt, {MONITORING}"
    asks = kommune("Adam", undated)["data/kommunen/landkreis-adam.yaml"]
    assert isinstance(asks, str)
    adam: dict[str, str | bytes | None] = {
        **UNDATIERT,
        "data/kommunen/landkreis-adam.yaml": asks.replace("quelle: X02}\n", "quelle: X08}\n"),
    }
    berta = kommune("Berta", beginn(3, "2017-02", MONITORING))
    assert namen(frage(adam, berta, heute=STICHTAG)) == ["Berta"]
    assert len(frage(adam, berta, tag=date(2026, 1, 14), heute=STICHTAG).spaeter) == 1
    assert [each.kommune.name for each in frage(adam, berta, wer="landkreis-berta", heute=STICHTAG).ohne_stand] == [
        "Adam"
    ]
    lay_out(tmp_path, {**BEISPIELE, **adam, **berta})
    shown = dkbm("beispiele", "ähnlich", "Adam", cwd=tmp_path, heute="2026-01-15").out
    assert "»Daten nutzen« (Verlauf, Zeit nicht belegt) · X08" in " ".join(shown.split())


def test_m75_what_appeared_later_is_not_on_the_reading_list() -> None:
    found = frage(tag=date(2019, 12, 31))
    assert [each.id for each in found.werke] == []
    assert [each.id for each in found.werke_spaeter] == ["musterplan", "leitfaden"]


def test_m75_groups_and_formats_are_named() -> None:
    found = frage(GRUPPE)
    assert [(each.gruppe, each.stelle) for each in found.gruppen] == [("ag-9", "Bildungsmonitoring")]
    assert frage(GRUPPE, tag=date(2018, 1, 1)).gruppen == (), "the name of that day"
    formate = """\
# yaml-language-server: $schema=../schemas/formate.schema.json
arten: [{id: begleitung, name: Begleitung, quelle: X02}]
formate:
  - {id: werkstatt, name: Werkstatt, art: begleitung, module: [2], quelle: X02}
  - {id: fest, name: Fest, art: begleitung, module: [3], quelle: X02}
"""
    assert [each.id for each in frage({"data/formate.yaml": formate}).formate] == ["werkstatt"]


@pytest.fixture
def land(tmp_path: Path) -> Path:
    changes = {**BEISPIELE, **ADAM, **kommune("Berta", beginn(3, "2017-02", MONITORING)), **kommune("Carl", beginn(1))}
    return lay_out(tmp_path, changes)


def test_m75_each_reason_is_given_with_its_source(land: Path) -> None:
    answer = dkbm("beispiele", "ähnlich", "Adam", cwd=land, heute="2024-01-31")
    assert (answer.status, answer.err) == (0, "")
    assert (
        answer.out
        == """\
Landkreis Adam                                               Stand am 31.01.2024
  Modul 2 Modelllösung
  – Bildungsmonitoring: »Daten nutzen« (Verlauf zu Modul 2, Jan. 2017) · X02

2 Kommunen mit demselben Thema, in Modul 2 oder weiter
  Landkreis Musterland                                                     99001
    Modul 4, 2. Umsetzungsphase, belegt Feb. 2022 bis Jan. 2024; Beginn nicht
    belegt · X01
    – Bildungsmonitoring: »Bildungsmonitoring ergänzen« (Vereinbarung zu Modul
      1, 16.10.2017) · X02
  Landkreis Berta                                                          99011
    Modul 3, seit Feb. 2017
    – Bildungsmonitoring: »Daten nutzen« (Verlauf zu Modul 3, Feb. 2017) · X02

Zum Thema zu lesen
  – Praxisbeispiel: Musterplan (Titel erschlossen), Landkreis Musterland –
    Bildungsmonitoring · musterplan
  – Material: Leitfaden Monitoring, Landkreis Musterland – Bildungsmonitoring ·
    leitfaden
"""
    )


@pytest.mark.parametrize("name", ["ähnlich", "aehnlich", "a\u0308hnlich", "ÄHNLICH"])
def test_m75_json_says_the_same(name: str, land: Path) -> None:
    answer = dkbm("beispiele", name, "Adam", "--format", "json", cwd=land)
    value = json.loads(answer.out)
    schema = json.loads((ROOT / "schemas/ausgabe/beispiele-aehnlich.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(value)
    assert [each["id"] for each in value["kommunen"]] == ["landkreis-musterland", "landkreis-berta"]
    assert value["kommunen"][0]["arbeiten"][0]["quellen"] == ["X02"]
    assert [each["id"] for each in value["werke"]] == ["musterplan", "leitfaden"]


def test_m75_it_is_said_plainly_where_nothing_is_known(land: Path) -> None:
    none = dkbm("beispiele", "ähnlich", "Carl", cwd=land)
    assert (none.status, none.err) == (0, "")
    assert "Bisher ist kein Thema mit Schlagwort belegt" in none.out
    assert "data/kommunen/landkreis-carl.yaml" in none.out
    early = dkbm("beispiele", "ähnlich", "Adam", "--stichtag", "2016-01-01", cwd=land)
    assert "An diesem Tag ist kein Thema" in early.out
    assert "Erst später oder nicht sicher für diesen Tag belegt:\n  – Bildungsmonitoring" in early.out


def test_m75_alone_with_a_theme_is_said(tmp_path: Path) -> None:
    only = kommune("Adam", beginn(2, "2017-01", "themen: [{text: X, schlagworte: [uebergang-schule-beruf]}]"))
    text = dkbm("beispiele", "ähnlich", "Adam", cwd=lay_out(tmp_path, only)).out
    assert "Von keiner anderen Kommune ist dasselbe Thema in Modul 2 oder weiter belegt.\n" in text
    assert "Beispiele, Publikationen und Material zu diesem Thema sind keine bekannt.\n" in text


def test_m75_in_the_landed_data_no_kommune_is_its_own_model() -> None:
    for name in ("Uelzen", "Lüneburg", "Harburg", "Verden", "Gifhorn"):
        value = json.loads(dkbm("beispiele", "ähnlich", name, "--format", "json", cwd=ROOT, heute="2026-01-15").out)
        own = {each["schlagwort"] for each in value["arbeiten"]}
        assert own
        for other in value["kommunen"]:
            assert other["id"] != value["kommune"]["id"]
            assert {each["schlagwort"] for each in other["arbeiten"]} <= own
            assert (other["modul"] or other["abgeschlossen"]) >= (value["modul"] or 0)
