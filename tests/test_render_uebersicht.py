"""The public overview: counts and lists that agree on any day, in German that can be read aloud."""

import re
from datetime import date
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from dkbm.dataset import Dataset
from dkbm.datum import parse_datum
from dkbm.documents.tree import Paragraph, Picture, plain
from dkbm.documents.views.wissen import aufgezaehlt
from dkbm.model.kommune import Kommune, Vereinbarung
from dkbm.queries.sachstand import Glied, Spalte, tagesstand
from dkbm.queries.wechsel import erreicht
from tests.aufruf import dkbm
from tests.dokumente import MUSTER, datensatz, muster_text
from tests.landdokumente import bestellt, echt, gelesen, land, mit_verlauf, ohne_nennung
from tests.papiere import abschnitt, tabelle

ROOT = Path(__file__).parent.parent
FEBRUAR, SILVESTER = date(2024, 2, 1), date(2019, 12, 31)


def text_am(day: date) -> str:
    return gelesen(land("uebersicht", bestellt(echt(), day)))


def test_m72_the_page_of_february_2024_names_31_kommunen() -> None:
    """3 in Modul 3; 11, 10 and 7 in the phases of Modul 4."""
    answer = dkbm("render", "uebersicht", "--stichtag", "2024-02-01", cwd=ROOT, heute="2026-11-22")
    assert answer.status == 0
    document = land("uebersicht", bestellt(echt(), FEBRUAR))
    counted = {row[0]: row[1] for row in tabelle(document, "Stand")}
    assert [counted[f"Modul {each}"] for each in ("3 Transferprozess", "4, 1. Umsetzungsphase")] == ["3", "11"]
    assert [counted[f"Modul 4, {each}. Umsetzungsphase"] for each in (2, 3)] == ["10", "7"]
    text = gelesen(document)
    assert (
        "Im Begleitprozess sind 31 der 45 Landkreise und kreisfreien Städte, die Region Hannover eingerechnet." in text
    )
    assert "3 Kommunen: die Landkreise Helmstedt und Lüneburg sowie die kreisfreie Stadt Braunschweig." in text
    for sentence in (
        "Zusammengearbeitet wird mit den Landkreisen Celle, Friesland, Gifhorn, Harburg, Holzminden, Northeim,"
        " Osnabrück, Osterholz und Peine sowie den kreisfreien Städten Salzgitter und Wolfsburg.",
        "Zusammengearbeitet wird mit den Landkreisen Cloppenburg, Diepholz, Emsland, Grafschaft Bentheim, Heidekreis,"
        " Nienburg/Weser, Uelzen, Vechta und Wesermarsch sowie der kreisfreien Stadt Emden.",
        "Zusammengearbeitet wird mit den Landkreisen Hameln-Pyrmont, Leer, Lüchow-Dannenberg, Schaumburg, Stade und"
        " Verden sowie der kreisfreien Stadt Osnabrück.",
    ):
        assert sentence in text


def test_m72_modul_3_shows_beginning_and_thema() -> None:
    rows = tabelle(land("uebersicht", bestellt(echt(), FEBRUAR)), "Kommune")
    assert [(row[0], row[1]) for row in rows] == [
        ("Landkreis Helmstedt", "Februar 2022"),
        ("Landkreis Lüneburg", "Juli 2021"),
        ("Stadt Braunschweig", "September 2020"),
    ]
    assert rows[0][2] == "Weiterentwicklung der fachdienstübergreifenden Vernetzung im Themenfeld Fachkräfte"


def test_m72_the_page_says_how_old_its_knowledge_is() -> None:
    assert "Die jüngste Quelle, die alle Kommunen im Begleitprozess nennt, ist Q01" in text_am(FEBRUAR)
    assert "Für keine von ihnen ist der Stand an diesem Tag selbst belegt" in text_am(FEBRUAR)
    assert "An diesem Tag selbst belegt ist der Stand für 10 Kommunen" in text_am(date(2019, 12, 31)).replace(
        "\u00a0", " "
    )
    assert "Eine Quelle, die alle Kommunen im Begleitprozess nennt, gibt es für diesen Tag nicht." in text_am(SILVESTER)


@settings(max_examples=25, deadline=None)
@given(st.dates(date(2013, 1, 1), date(2027, 12, 31)))
def test_m72_counts_and_lists_agree_on_any_day(day: date) -> None:
    document = land("uebersicht", bestellt(echt(), day))
    stand = tagesstand(echt(), day)
    *rows, total = tabelle(document, "Stand")
    assert sum(int(row[1]) for row in rows) == int(total[1]) == 45
    said = gelesen(document)
    for wo, glieder in stand.zellen.items():
        names = [glied.kommune.name for glied in glieder]
        assert f"{len(names)} Kommune" in said
        for fall in ("nom", "dat"):
            listed = aufgezaehlt(glieder, fall)
            assert _count(listed, names) == len(names), (wo, listed)
        assert aufgezaehlt(glieder, "nom") in said or aufgezaehlt(glieder, "dat") in said, wo
    picture = next(block for block in document.blocks if isinstance(block, Picture))
    assert sum(map(int, re.findall(r": ([0-9]+)", plain(picture.alt)))) == 45
    assert plain(picture.alt).count(": ") == len(stand.zellen)


def _count(sentence: str, names: list[str]) -> int:
    """How many names an enumeration holds: its parts between commas and conjunctions."""
    kinds = r"\b(?:die|den|der|dem) (?:Landkreise?n?|Region(?:en)?|kreisfreien? St(?:adt|ädten?)|Stadt) "
    parts = re.split(r", | und | sowie ", re.sub(kinds, "", sentence))
    assert sorted(parts) == sorted(names)
    return len(parts)


def glied(name: str, art: str) -> Glied:
    base = next(iter(echt().kommunen.values()))
    stand = tagesstand(echt(), FEBRUAR).alle[0]
    return Glied(Kommune(name.casefold(), name, art, base.place), stand.lage, ())


LK, RE, ST = "landkreis", "region", "kreisfreie-stadt"


@pytest.mark.parametrize(
    ("wer", "nom", "dat"),
    [
        ([("Harburg", LK)], "der Landkreis Harburg", "dem Landkreis Harburg"),
        ([("Emden", ST)], "die Stadt Emden", "der Stadt Emden"),
        ([("Hannover", RE)], "die Region Hannover", "der Region Hannover"),
        ([("Stade", LK), ("Celle", LK)], "die Landkreise Celle und Stade", "den Landkreisen Celle und Stade"),
        (
            [("Emden", ST), ("Stade", LK), ("Celle", LK)],
            "die Landkreise Celle und Stade sowie die kreisfreie Stadt Emden",
            "den Landkreisen Celle und Stade sowie der kreisfreien Stadt Emden",
        ),
        (
            [("Hannover", RE), ("Salzgitter", ST), ("Emden", ST), ("Stade", LK)],
            "der Landkreis Stade, die Region Hannover sowie die kreisfreien Städte Emden und Salzgitter",
            "dem Landkreis Stade, der Region Hannover sowie den kreisfreien Städten Emden und Salzgitter",
        ),
        (
            [("Göttingen", LK), ("Goslar", LK), ("Gifhorn", LK)],
            "die Landkreise Gifhorn, Goslar und Göttingen",
            "den Landkreisen Gifhorn, Goslar und Göttingen",
        ),
    ],
)
def test_m72_enumerations_follow_the_kinds_and_cases(wer: list[tuple[str, str]], nom: str, dat: str) -> None:
    glieder = [glied(*each) for each in wer]
    assert (aufgezaehlt(glieder, "nom"), aufgezaehlt(glieder, "dat")) == (nom, dat)


def test_m72_a_kommune_that_must_not_be_named_is_counted_and_not_named() -> None:
    dataset = datensatz(ohne_nennung())
    document = land("uebersicht", bestellt(dataset, FEBRUAR))
    text = gelesen(document)
    assert "Landkreis Musterland" not in text
    assert "Landkreisen Musterland" not in text
    assert "Im Begleitprozess sind 2 der 3" in text
    assert {row[0]: row[1] for row in tabelle(document, "Stand") if row[1] != "0"} == {
        "Modul 3 Transferprozess": "1",
        "keine Angabe": "2",
        "zusammen": "3",
    }
    assert "Für 2 Kommunen steht hier keine Angabe" in text
    assert "Bildungsmonitoring" not in text
    assert "Zuletzt vereinbart" not in text


VERSCHWIEGEN = ("landkreis-helmstedt", "stadt-emden", "landkreis-ammerland")
"""One that is alone with two others in its module, one of a phase, and one that is no longer named."""


def schweigend(dataset: Dataset, *idents: str) -> Dataset:
    """The dataset after some of its Kommunen have declined to be named."""
    kommunen = {**dataset.kommunen}
    for ident in idents:
        of = kommunen[ident]
        nein = Vereinbarung(
            "zv-nein", "zielvereinbarung", of.place, (), zustimmung={"namentliche_veroeffentlichung": False}
        )
        kommunen[ident] = of._replace(vereinbarungen=(nein,))
    return dataset._replace(kommunen=kommunen)


@pytest.mark.parametrize("wer", [VERSCHWIEGEN[:1], VERSCHWIEGEN[1:2], VERSCHWIEGEN], ids=["one", "another", "three"])
def test_m72_nothing_tells_a_kommune_that_declined_from_one_without_evidence(wer: tuple[str, ...]) -> None:
    """Neither its tile, nor the legend, nor a table, nor who is missing in a list of names."""
    dataset = schweigend(echt(), *wer)
    names = [dataset.kommunen[each].offizieller_name for each in wer]
    ohne = next(each for each in tagesstand(echt(), FEBRUAR).glieder(Spalte("kein_beleg"))).kommune
    document = land("uebersicht", bestellt(dataset, FEBRUAR))
    text = gelesen(document)
    counted = {row[0]: int(row[1]) for row in tabelle(document, "Stand")}
    before = {row[0]: int(row[1]) for row in tabelle(land("uebersicht", bestellt(echt(), FEBRUAR)), "Stand")}
    assert counted["keine Angabe"] == before["kein Begleitprozess belegt"] + len(wer)
    assert counted["zusammen"] == 45
    assert not any(re.search(rf"\b{dataset.kommunen[each].name}\b", text) for each in (*wer, ohne.id))
    assert "möchte nicht genannt werden:" not in text
    assert not any(dataset.kommunen[each].name in document.daten for each in (*wer, ohne.id))  # a PDF carries them
    picture = next(block for block in document.blocks if isinstance(block, Picture))
    assert f"keine Angabe: {counted['keine Angabe']}" in plain(picture.alt)
    looks = {name: tile_of(picture.svg, name) for name in (*names, str(ohne.offizieller_name))}
    assert len(set(looks.values())) == 1


def test_m72_what_is_attested_of_those_who_declined_is_not_counted() -> None:
    there = [glied.kommune.id for glied in erreicht(echt(), 2, FEBRUAR)]
    text = gelesen(land("uebersicht", bestellt(schweigend(echt(), *there[1:]), FEBRUAR)))
    assert "in Modul 2 einzeln belegt ist bis zu diesem Tag 1 Kommune." in text


def tile_of(svg: bytes, name: str) -> str:
    """A tile without its place and the letters of its Kommune."""
    found = re.search(rf'<g aria-label="{re.escape(name)}">(.*?)</g>', svg.decode())
    assert found
    return re.sub(r' [xy]="[0-9.]+"|>[A-Za-zÄÖÜäöü]+<', "", found[1])


def test_m72_each_sentence_about_the_map_begins_with_a_capital() -> None:
    document = land("uebersicht", bestellt(echt(), date(2013, 1, 1)))
    alt = next(plain(block.alt) for block in document.blocks if isinstance(block, Picture))
    assert "keine Landkarte. Kein Begleitprozess belegt: 45." in alt


def test_m72_it_opens_with_the_latest_agreement() -> None:
    assert (
        "Mit dem Landkreis Musterland wurde am 16.10.2017 eine Zielvereinbarung zu Modul 1 unterzeichnet."
        in gelesen(land("uebersicht", bestellt(datensatz(), FEBRUAR)))
    )
    before = gelesen(land("uebersicht", bestellt(datensatz(), date(2017, 10, 15))))
    assert "Zuletzt vereinbart" not in before
    assert (
        "Mit dem Landkreis Harburg wurde eine Zielvereinbarung zu Modul 4 geschlossen; der Tag der Unterschrift"
        " ist nicht belegt, bekannt wurde sie spätestens im Januar 2024." in text_am(FEBRUAR)
    )


def test_m72_what_all_are_said_to_have_gone_through_stands_beside_what_is_attested() -> None:
    text = text_am(FEBRUAR)
    assert (
        "Modul 2 haben alle Kommunen im Begleitprozess durchlaufen. So sagt es Q01 (Stand geschätzt zwischen"
        " Februar 2022 und Januar 2024) von den Kommunen, die dort genannt sind; in Modul 2 einzeln belegt sind" in text
    )
    assert "durchlaufen" not in text_am(date(2022, 1, 31))


def test_m72_what_all_had_gone_through_is_not_said_once_somebody_stands_there() -> None:
    dataset = echt()
    neu = dataset.kommunen["landkreis-ammerland"]
    begonnen = neu.verlauf[0]._replace(ereignis="beginn", modul=1, phase=None, datum=parse_datum("2025-01-15"))
    kommunen = {**dataset.kommunen, neu.id: neu._replace(verlauf=(begonnen,))}
    later = bestellt(dataset._replace(kommunen=kommunen), date(2025, 2, 1))
    document = land("uebersicht", later)
    assert {row[0]: row[1] for row in tabelle(document, "Stand")}["Modul 1 Ist-Stand-Analyse"] == "1"
    assert "durchlaufen" not in gelesen(document)
    assert "durchlaufen" in text_am(date(2025, 2, 1))


def test_m72_themen_are_counted_with_their_kommunen_and_only_when_they_are_known() -> None:
    rows = tabelle(land("uebersicht", bestellt(echt(), FEBRUAR)), "Schlagwort")
    assert rows[0] == [
        "Vernetzung",
        "5",
        "die Landkreise Gifhorn, Helmstedt, Lüneburg, Nienburg/Weser und Osnabrück",
    ]
    assert [int(row[1]) for row in rows] == sorted((int(row[1]) for row in rows), reverse=True)
    earlier = tabelle(land("uebersicht", bestellt(echt(), SILVESTER)), "Schlagwort")
    assert "Fachkräfte" in {row[0] for row in rows} - {row[0] for row in earlier}


def test_m72_modul_4_without_a_phase_and_who_left() -> None:
    dataset = datensatz(
        {
            **mit_verlauf("ereignis: genannt, modul: 4, datum: 2020-01, quelle: X01"),
            MUSTER: muster_text() + "  - {ereignis: ausstieg, datum: 2024-01-31, quelle: X02}\n",
        }
    )
    document = land("uebersicht", bestellt(dataset, FEBRUAR))
    text = gelesen(document)
    assert "Ohne Angabe der Phase: die Stadt Musterland." in text
    left = next(plain(block.content) for block in abschnitt(document, "Ausgeschieden") if isinstance(block, Paragraph))
    assert left.replace("\u00a0", " ") == "1 Kommune: der Landkreis Musterland."
