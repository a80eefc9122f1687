"""The Zielvereinbarung for Modul 1: what it says, and that it says only what the data say."""

from datetime import date

import pytest

from dkbm.dataset import load
from dkbm.diagnostic import route_text
from dkbm.documents.verzeichnis import VORLAGEN, build
from dkbm.schema import check
from dkbm.store.worktree import read_files
from tests.dokumente import (
    MUSTER,
    ROOT,
    auftrag,
    datensatz,
    gemacht,
    geschrieben,
    klartext,
    markdown,
    muster_text,
    ohne,
    sicht,
)


@pytest.fixture(scope="module")
def nienburg() -> str:
    dataset = load(read_files(ROOT), check).dataset
    assert sicht(dataset, "landkreis-nienburg-weser").luecken == ()
    return geschrieben(gemacht(auftrag(dataset, "landkreis-nienburg-weser")))


@pytest.mark.parametrize(
    "inhalt",
    [
        "zwischen der Transferagentur Kommunales Bildungsmanagement Niedersachsen und dem Landkreis Nienburg/Weser",
        "vertreten durch die Projektleitung, Dr.\u00a0Marco Schmidt",
        "der Landkreis Nienburg/Weser, vertreten durch den Landrat",
        "nachfolgend „TA\u00a0Nds“",
        "nachfolgend „Kommune“",
        "Förderinitiative „Transferagentur Kommunales Bildungsmanagement“ des Bundesministeriums für Bildung und",
        "knüpft an die über Jahre gewachsenen Strukturen an",
        "drei Module",
        "Teil A: Ziele der Kommune",
        "Lücken im Angebot erkannt",
        "Themenbereiche",
        "Bildungsmonitoring im Rahmen der vorhandenen Strukturen anpassen und ergänzen",
        "am Übergang Schule – Beruf",
        "Teil B: Aufgabe der TA\u00a0Nds",
        "Standortbestimmung",
        "Der Beginn von Modul 1 ist für Februar 2018 vorgesehen",
        "3\u00a0bis\u00a06\u00a0Monate nach dem Sondierungsgespräch",
        "für die Kommune: Brigitte Immel, Leitung des Fachbereichs Bildung",
        "für die TA\u00a0Nds: Til Farke, Transfermanager",
        "Sondierungsgespräch:",
        "Interviews:",
        "Sichtung von Unterlagen:",
        "Ergebnisbericht:",
        "Ausblick auf Modul 2",
        "nach besten Kräften",
        "Nienburg, 16.10.2017",
        "Dr.\u00a0Marco Schmidt, Projektleitung",
        "Der Landrat\nLandkreis Nienburg/Weser",
        "Anhang: Allgemeine Bestimmungen",
        "§\u00a01 Mitwirkung der Kommune",
        "§\u00a02 Datenschutz",
        "streng vertraulich",
        "Endet die Projektförderung, so vernichtet die TA\u00a0Nds alle internen Daten der Kommune",
        "Projektträger im Deutschen Zentrum für Luft- und Raumfahrt (PT-DLR)",
        "Die Kommune stimmt zu, dass die TA\u00a0Nds diese Zielvereinbarung",
        "Die Kommune stimmt zu, dass die TA\u00a0Nds sie in Veröffentlichungen namentlich nennt",
        "für die Kommune kostenfrei",
    ],
)
def test_the_agreement_says_what_it_must(nienburg: str, inhalt: str) -> None:
    assert inhalt in klartext(nienburg)


def test_m38_nothing_is_blank_and_no_tag_is_left_over(nienburg: str) -> None:
    for rest in ("None", "{{", "{%", "}}", "[[", "  ", " .", " ,", "( ", "„“", "()"):
        assert rest not in klartext(nienburg), rest


def test_m45_the_parts_stand_in_order(nienburg: str) -> None:
    titel = [zeile.lstrip("# ") for zeile in nienburg.splitlines() if zeile.startswith("#")]
    assert titel == [
        "Zielvereinbarung",
        "Die Beteiligten",
        "Gegenstand der Vereinbarung",
        "Präambel",
        "Teil A: Ziele der Kommune",
        "Themenbereiche",
        "Teil B: Aufgabe der TA\u00a0Nds",
        "Teil C: Besondere Vereinbarungen",
        "Zeitrahmen",
        "Ansprechpersonen",
        "Vorgehen im Einzelnen",
        "Weiteres Vorgehen: Ausblick auf Modul 2",
        "Schlusserklärung",
        "Anhang: Allgemeine Bestimmungen",
        "§\u00a01 Mitwirkung der Kommune",
        "§\u00a02 Datenschutz",
        "§\u00a03 Berichtspflicht",
        "§\u00a04 Veröffentlichungen",
        "§\u00a05 Kosten",
    ]


def aus(kommune: str) -> str:
    return klartext(markdown({MUSTER: kommune}))


STADT = muster_text().replace("art: landkreis #", "art: kreisfreie-stadt #").replace("landraetin", "oberbuergermeister")
REGION = muster_text().replace("art: landkreis #", "art: region #").replace("landraetin", "regionspraesidentin")
HEIDE = muster_text().replace("name: Musterland", "name: Musterkreis")


@pytest.mark.parametrize(
    ("kommune", "dativ", "vertreten", "unterschrift"),
    [
        (muster_text(), "und dem Landkreis Musterland", "durch die Landrätin –", "Die Landrätin\nLandkreis Musterland"),
        (STADT, "und der Stadt Musterland", "durch den Oberbürgermeister –", "Der Oberbürgermeister\nStadt Musterland"),
        (
            REGION,
            "und der Region Musterland",
            "durch die Regionspräsidentin –",
            "Die Regionspräsidentin\nRegion Musterland",
        ),
        (HEIDE, "und dem Landkreis Musterkreis", "durch die Landrätin –", "Die Landrätin\nLandkreis Musterkreis"),
        (
            muster_text().replace("{amt: landraetin}, ans", "{amt: landrat, in_vertretung: sozialdezernent}, ans"),
            "und dem Landkreis Musterland",
            "durch den Landrat, in Vertretung durch den Sozialdezernenten –",
            "Der Landrat\nIn Vertretung: Sozialdezernent\nLandkreis Musterland",
        ),
        (
            muster_text().replace("{amt: landraetin}, ans", "{amt: landraetin, person: p-mara-muster}, ans"),
            "und dem Landkreis Musterland",
            "durch die Landrätin –",
            "Die Landrätin\nMara Muster\nLandkreis Musterland",
        ),
    ],
)
def test_m45_parties_and_signatures_in_both_genders(
    kommune: str, dativ: str, vertreten: str, unterschrift: str
) -> None:
    text = aus(kommune)
    assert dativ in text
    assert f"vertreten {vertreten}" in text
    assert unterschrift in text


def test_the_head_of_the_kommune_is_dated_data_never_a_guess() -> None:
    """Without a representation the dated `leitung` counts, if it covers the day and there is only one."""
    ohne_vertretung = ohne("kommune.vertretung")
    assert "vertreten durch die Landrätin –" in aus(ohne_vertretung)
    for leitung in ('{amt: landraetin, datum: "2016", quelle: X02}', "{amt: landraetin, quelle: X02}"):
        andere = ohne_vertretung.replace('{amt: landraetin, datum: "2017", quelle: X02}', leitung)
        assert [luecke.label for luecke in sicht(datensatz({MUSTER: andere})).luecken] == ["Vertretung der Kommune"]
    zwei = ohne_vertretung.replace("leitung:\n", 'leitung:\n  - {amt: landrat, datum: "2017", quelle: X02}\n')
    assert [luecke.label for luecke in sicht(datensatz({MUSTER: zwei})).luecken] == ["Vertretung der Kommune"]


@pytest.mark.parametrize(
    ("person", "amt"),
    [
        ("amt: a, bezeichnung: Früher, stelle: landkreis-musterland, datum: 2017-10-16, quelle: X01", "Früher"),
        ('amt: a, bezeichnung: Im Jahr, stelle: landkreis-musterland, datum: "2017", quelle: X01', "Im Jahr"),
        ("amt: a, bezeichnung: Quelle, stelle: landkreis-musterland, quelle: X02", "Quelle"),
        ('amt: a, bezeichnung: Später, stelle: landkreis-musterland, datum: "2021", quelle: X01', None),
        ("amt: a, bezeichnung: Woanders, stelle: agentur, datum: 2017-10-16, quelle: X02", None),
    ],
)
def test_an_office_counts_only_as_attested_at_the_time(person: str, amt: str | None) -> None:
    datei = "data/personen/p-mara-muster.yaml"
    dataset = datensatz({datei: f"name: Mara Muster\naemter:\n  - {{{person}}}\n"})
    ansicht = sicht(dataset)
    if amt:
        assert ansicht.luecken == ()
        assert ansicht.daten["ansprechperson_kommune"] == {"name": "Mara Muster", "amt": amt}
    else:
        assert [(luecke.file, route_text(luecke.route)) for luecke in ansicht.luecken] == [(datei, "aemter[1]")]


AEMTER = """name: Mara Muster
aemter:
  - {amt: a, bezeichnung: Früher, stelle: landkreis-musterland, datum: "2019", quelle: X01}
  - {amt: b, bezeichnung: Danach, stelle: landkreis-musterland, datum: 2021-03, quelle: X01}
  - {amt: c, bezeichnung: Ohne Tag, stelle: landkreis-musterland, quelle: X01}
  - {amt: d, bezeichnung: Woanders, stelle: agentur, datum: 2022-03, quelle: X01}
"""


@pytest.mark.parametrize(
    ("stichtag", "amt"),
    [
        ("2018-12-31", None),
        ("2020-01-01", "Früher"),
        ("2021-03-01", "Danach"),
        ("2022-01-31", "Danach"),
        ("2023-01-01", None),
    ],
)
def test_m43_before_the_signature_the_office_last_known_on_the_stichtag_counts(stichtag: str, amt: str | None) -> None:
    """What the list of gaps asks for, entered with the day it was asked, closes the gap."""
    dataset = datensatz({"data/personen/p-mara-muster.yaml": AEMTER, MUSTER: ohne("unterzeichnet")})
    gemeint = auftrag(dataset, stichtag=date.fromisoformat(stichtag))
    ansicht = build(VORLAGEN["zielvereinbarung"], gemeint)
    label = "Amt von Mara Muster zur Zeit der Vereinbarung"
    assert (label in [each.label for each in ansicht.luecken]) is (amt is None)
    found = ansicht.daten["ansprechperson_kommune"]
    assert isinstance(found, dict)
    assert found["amt"] == (amt or f"[[fehlt: {label}]]")


def test_one_or_several_themes() -> None:
    eins = aus(muster_text())
    zwei = aus(muster_text().replace("    themen:\n", "    themen:\n      - {text: Netzwerke ausbauen}\n"))
    assert "den folgenden Themenbereich festgelegt" in eins
    assert "zu diesem Themenbereich die Ist-Stand-Analyse" in eins
    assert "die folgenden Themenbereiche festgelegt" in zwei
    assert "zu diesen Themenbereichen die Ist-Stand-Analyse" in zwei
    assert "Netzwerke ausbauen\nBildungsmonitoring ergänzen" in zwei


def test_what_is_only_local_may_be_absent() -> None:
    text = aus(ohne("ziele", "anknuepfung"))
    assert "knüpft" not in text
    assert "weiterzuentwickeln.\nPräambel" in text
    assert "bestimmt werden.\nThemenbereich" in text


@pytest.mark.parametrize(
    ("feld", "zugestimmt", "verweigert"),
    [
        ("weitergabe_projekttraeger", "dass die Musteragentur diese Zielvereinbarung", "Einer Weitergabe dieser"),
        ("namentliche_veroeffentlichung", "dass die Musteragentur sie in Veröff", "Einer namentlichen Nennung"),
    ],
)
def test_consent_is_rendered_only_as_given(feld: str, zugestimmt: str, verweigert: str) -> None:
    erteilt = aus(muster_text())
    nein = aus(muster_text().replace(f"{feld}: true", f"{feld}: false"))
    unbekannt = sicht(datensatz({MUSTER: ohne(f"zustimmung.{feld}")}))
    assert (zugestimmt in erteilt, verweigert in erteilt) == (True, False)
    assert (zugestimmt in nein, verweigert in nein) == (False, True)
    assert [route_text(luecke.route) for luecke in unbekannt.luecken] == [f"vereinbarungen[0].zustimmung.{feld}"]
    entwurf = klartext(markdown({MUSTER: ohne(f"zustimmung.{feld}")}, entwurf=True))
    assert zugestimmt not in entwurf
    assert verweigert not in entwurf


@pytest.mark.parametrize(
    ("alt", "neu", "text"),
    [
        ("beginn_geplant: 2018-02", "beginn_geplant: 2018-02-05", "ist für den 05.02.2018 vorgesehen"),
        ("beginn_geplant: 2018-02", 'beginn_geplant: "2018"', "ist für das Jahr 2018 vorgesehen"),
        ("unterzeichnet: 2017-10-16", "unterzeichnet: 2017-10", "\nMusterstadt, Oktober 2017\n"),
        ("unterzeichnet: 2017-10-16", 'unterzeichnet: "2017"', "\nMusterstadt, 2017\n"),
        ("[3, 6]", "[6, 6]", "etwa 6\u00a0Monate nach"),
        ("[3, 6]", "[1, 1]", "etwa 1\u00a0Monat nach"),
        ("ab: sondierungsgespraech}", "ab: ergebnisbericht}", "Monate nach dem Ergebnisbericht abgeschlossen"),
    ],
)
def test_m5_dates_stay_as_imprecise_as_they_are(alt: str, neu: str, text: str) -> None:
    assert text in aus(muster_text().replace(alt, neu))


def test_a_missing_duration_is_one_gap_shown_once() -> None:
    entwurf = markdown({MUSTER: ohne("dauer")}, entwurf=True)
    assert "Die Analyse soll etwa [[fehlt: Dauer]] abgeschlossen sein." in entwurf
    assert entwurf.count("[[fehlt: ") == 1


def test_m39_a_draft_for_every_kommune_with_the_right_article() -> None:
    dataset = load(read_files(ROOT), check).dataset
    artikel = {"landkreis": "dem Landkreis", "kreisfreie-stadt": "der Stadt", "region": "der Region"}
    assert len(dataset.kommunen) == 45
    for kommune in dataset.kommunen.values():
        text = klartext(geschrieben(gemacht(auftrag(dataset, kommune.id), entwurf=True)))
        assert f"Niedersachsen und {artikel[kommune.art]} {kommune.name}\nüber" in text


def test_rendering_twice_gives_the_same() -> None:
    assert markdown() == markdown()
