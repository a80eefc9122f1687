"""Which agreement is meant, and where every value of it comes from."""

import re
from pathlib import Path

import pytest

from dkbm.diagnostic import route_text
from dkbm.documents.angaben import Angabe, numbered
from dkbm.documents.auswahl import waehle
from dkbm.documents.gaps import Luecken
from dkbm.documents.verzeichnis import VORLAGEN, build
from tests.aufruf import dkbm
from tests.dokumente import (
    MUSTER,
    datensatz,
    gemacht,
    lay_out_templates,
    muster_text,
    ohne,
)
from tests.vertraege import HARBURG, NIENBURG, auftrag, landesdaten, mit_vereinbarung, worte


@pytest.mark.parametrize("vorlage", ["zielvereinbarung", "meldung", "weitergabe"])
@pytest.mark.parametrize("modul", [1, 2, 3, 4])
def test_m40_every_value_says_where_it_comes_from(vorlage: str, modul: int) -> None:
    """Each place exists in the data, but for those of missing fields."""
    orders = [auftrag(landesdaten(), kommune, modul) for kommune in (NIENBURG, HARBURG, "region-hannover")]
    orders.append(auftrag(datensatz({MUSTER: mit_vereinbarung(modul)}), modul=modul, ident="zv-2018"))
    for order in orders:
        for name, angabe in numbered(build(VORLAGEN[vorlage], order).daten):
            assert angabe.herkunft, name
            for place in angabe.herkunft if not angabe.luecke else ():
                order.dataset.documents[place.file].span(place.route)


def test_m40_the_value_of_a_field_comes_from_that_field() -> None:
    daten = build(VORLAGEN["zielvereinbarung"], auftrag(datensatz())).daten
    wege = {name: [route_text(place.route) for place in angabe.herkunft] for name, angabe in numbered(daten)}
    assert wege["themen[0]"] == ["vereinbarungen[0].themen[0].text"]
    assert wege["ziele[0]"] == ["vereinbarungen[0].ziele[0]"]
    assert wege["tag"] == ["vereinbarungen[0].unterzeichnet"]
    assert wege["ort"] == ["vereinbarungen[0].ort"]
    assert wege["anknuepfung"] == ["vereinbarungen[0].anknuepfung"]
    assert wege["dauer"] == ["vereinbarungen[0].dauer.monate", "vereinbarungen[0].dauer.ab"]
    assert wege["kommune_vertretung"] == ["vereinbarungen[0].kommune.vertretung.amt"]
    assert wege["ansprechperson_kommune.name"] == ["vereinbarungen[0].kommune.ansprechperson", "name"]
    assert wege["ansprechperson_kommune.amt"] == ["aemter[0].bezeichnung"]
    assert wege["grundlage"] == ["foerderung[0].initiative", "foerderung[0].geber"]
    assert wege["projekttraeger_dat"] == ["foerderung[0].projekttraeger"]


ANDERE = """  - {id: zv-2019, art: zielvereinbarung, modul: 1, unterzeichnet: 2019-03, quelle: X02}
  - {id: zv-offen, art: zielvereinbarung, quelle: X02}
  - {id: vb-1, art: vereinbarung, quelle: X02}
verlauf:
"""


@pytest.mark.parametrize(
    ("vereinbarungen", "modul", "jetzt", "gewaehlt"),
    [
        ("eine", None, None, ("zv-2017", 1)),
        ("eine", None, 3, ("zv-2017", 1)),
        ("eine", 1, None, ("zv-2017", 1)),
        ("eine", 2, None, (None, 2)),
        ("keine", None, None, (None, 1)),
        ("keine", None, 1, (None, 2)),
        ("keine", None, 3, (None, 4)),
        ("keine", None, 4, (None, 4)),
        ("keine", 2, 3, (None, 2)),
        ("ohne modul", None, 2, ("zv-2017", 2)),
        ("ohne modul", None, None, ("zv-2017", 1)),
        ("ohne modul", 2, 2, (None, 2)),
    ],
)
def test_the_agreement_decides_its_module_and_without_one_the_state(
    vereinbarungen: str, modul: int | None, jetzt: int | None, gewaehlt: tuple[str | None, int]
) -> None:
    text = {"eine": muster_text(), "ohne modul": ohne("modul")}.get(vereinbarungen)
    dataset = datensatz({MUSTER: text} if text else None)
    kommune = dataset.kommunen["landkreis-musterland" if text else "region-ohnedaten"]
    eine, of_module = waehle(kommune, modul, None, lambda _: jetzt, "x")
    assert (eine.id if eine else None, of_module) == gewaehlt


def test_the_module_nobody_names_follows_from_where_the_kommune_stood_that_day(tmp_path: Path) -> None:
    """Not from where it stands today: for an agreement of 2017 that would be a wording that was not there yet."""
    daten = lay_out_templates(tmp_path, {MUSTER: ohne("modul")})
    lauf = dkbm("render", "zielvereinbarung", "99001", "--entwurf", cwd=daten)
    assert (lauf.status, lauf.err) == (0, "")
    assert "über Modul 1 (Ist-Stand-Analyse)" in lauf.out
    assert "über Modul 4 (Weiterentwicklung)" in dkbm("render", "zielvereinbarung", "99002", "--entwurf", cwd=daten).out


def test_several_agreements_are_listed_with_the_command_for_each(tmp_path: Path) -> None:
    daten = lay_out_templates(tmp_path, {MUSTER: muster_text().replace("verlauf:\n", ANDERE)})
    lauf = dkbm("render", "zielvereinbarung", "99001", cwd=daten)
    assert (lauf.status, lauf.out) == (2, "")
    assert lauf.err.splitlines() == [
        "Landkreis Musterland hat mehrere Zielvereinbarungen:",
        "  dkbm render zielvereinbarung 99001 --id zv-2017      Modul 1, unterzeichnet 16.10.2017",
        "  dkbm render zielvereinbarung 99001 --id zv-2019      Modul 1, unterzeichnet März 2019",
        "  dkbm render zielvereinbarung 99001 --id zv-offen     Modul nicht belegt, Tag der Unterschrift nicht belegt",
    ]


@pytest.mark.parametrize("vorlage", ["zielvereinbarung", "meldung", "weitergabe"])
def test_m39_a_draft_for_every_kommune_in_every_module(vorlage: str) -> None:
    for kommune in (HARBURG, "landkreis-heidekreis", "stadt-osnabrueck", "region-hannover"):
        for modul in (1, 2, 3, 4):
            order = auftrag(landesdaten(), kommune, modul)
            document = gemacht(order, vorlage, entwurf=True)
            text = worte(document)
            assert not re.search(r"None|\{\{|\{%| {2}| \.|„“", text), (kommune, modul)
            luecken = build(VORLAGEN[vorlage], order._replace(luecken=Luecken(order.dataset.documents))).luecken
            assert luecken, (kommune, modul)
            assert all(isinstance(each.angabe, Angabe) for each in document.angaben)
