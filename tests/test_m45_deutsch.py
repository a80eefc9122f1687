"""German in documents, as a table: what stands on the left must read as on the right, in every case and number."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_currency
from hypothesis import given
from hypothesis import strategies as st
from pyuca import Collator  # type: ignore[import-untyped]

from dkbm.dataset import load
from dkbm.documents.aemter import AEMTER, aemter, amt, amt_titel, amtsanrede, unterschrift, vertreten_durch
from dkbm.documents.grammar import (
    Fall,
    UnknownNounError,
    decline,
    genus,
    kommune,
    kommune_allein,
    kommunen,
    satzanfang,
    with_genus_of,
)
from dkbm.documents.sprache import am, anrede, betrag, mit_praeposition, monate, paragraf, tag_lang
from dkbm.german import aufzaehlung, sort_key
from dkbm.schema import check
from dkbm.store.worktree import read_files
from tests.dokumente import ROOT

FAELLE: tuple[Fall, ...] = ("nom", "gen", "dat", "akk")

KOMMUNEN = """
landkreis Harburg:
  der Landkreis Harburg | des Landkreises Harburg | dem Landkreis Harburg | den Landkreis Harburg
landkreis Heidekreis:
  der Landkreis Heidekreis | des Landkreises Heidekreis | dem Landkreis Heidekreis | den Landkreis Heidekreis
kreisfreie-stadt Emden: die Stadt Emden | der Stadt Emden | der Stadt Emden | die Stadt Emden
region Hannover: die Region Hannover | der Region Hannover | der Region Hannover | die Region Hannover
verbund Bildungsregion Nord:
  die Bildungsregion Nord | der Bildungsregion Nord | der Bildungsregion Nord | die Bildungsregion Nord
"""
ALLEIN = """
landkreis Heidekreis: der Heidekreis | des Heidekreises | dem Heidekreis | den Heidekreis
landkreis Harburg:
  der Landkreis Harburg | des Landkreises Harburg | dem Landkreis Harburg | den Landkreis Harburg
region Hannover: die Region Hannover | der Region Hannover | der Region Hannover | die Region Hannover
"""
DINGE = """
Kultusministerium:
  das Kultusministerium | des Kultusministeriums | dem Kultusministerium | das Kultusministerium
Sondierungsgespräch:
  das Sondierungsgespräch | des Sondierungsgesprächs | dem Sondierungsgespräch | das Sondierungsgespräch
Transferagentur Nord:
  die Transferagentur Nord | der Transferagentur Nord | der Transferagentur Nord | die Transferagentur Nord
Projektträger (PT):
  der Projektträger (PT) | des Projektträgers (PT) | dem Projektträger (PT) | den Projektträger (PT)
Abschluss: der Abschluss | des Abschlusses | dem Abschluss | den Abschluss
Verein Bildung: der Verein Bildung | des Vereins Bildung | dem Verein Bildung | den Verein Bildung
Unterzeichnung: die Unterzeichnung | der Unterzeichnung | der Unterzeichnung | die Unterzeichnung
"""
EIN_AMT = """
landrat: der Landrat | des Landrats | dem Landrat | den Landrat
landraetin: die Landrätin | der Landrätin | der Landrätin | die Landrätin
oberbuergermeister:
  der Oberbürgermeister | des Oberbürgermeisters | dem Oberbürgermeister | den Oberbürgermeister
oberbuergermeisterin:
  die Oberbürgermeisterin | der Oberbürgermeisterin | der Oberbürgermeisterin | die Oberbürgermeisterin
regionspraesident:
  der Regionspräsident | des Regionspräsidenten | dem Regionspräsidenten | den Regionspräsidenten
regionspraesidentin:
  die Regionspräsidentin | der Regionspräsidentin | der Regionspräsidentin | die Regionspräsidentin
erster-kreisrat: der Erste Kreisrat | des Ersten Kreisrats | dem Ersten Kreisrat | den Ersten Kreisrat
erste-kreisraetin: die Erste Kreisrätin | der Ersten Kreisrätin | der Ersten Kreisrätin | die Erste Kreisrätin
sozialdezernent: der Sozialdezernent | des Sozialdezernenten | dem Sozialdezernenten | den Sozialdezernenten
projektleitung: die Projektleitung | der Projektleitung | der Projektleitung | die Projektleitung
"""
MEHRERE_AEMTER = """
landrat: die Landräte | der Landräte | den Landräten | die Landräte
landraetin: die Landrätinnen | der Landrätinnen | den Landrätinnen | die Landrätinnen
oberbuergermeister:
  die Oberbürgermeister | der Oberbürgermeister | den Oberbürgermeistern | die Oberbürgermeister
regionspraesident:
  die Regionspräsidenten | der Regionspräsidenten | den Regionspräsidenten | die Regionspräsidenten
erste-kreisraetin:
  die Ersten Kreisrätinnen | der Ersten Kreisrätinnen | den Ersten Kreisrätinnen | die Ersten Kreisrätinnen
projektleitung: die Projektleitungen | der Projektleitungen | den Projektleitungen | die Projektleitungen
"""


def _kommune(text: str, fall: Fall, wie: Callable[[str, str, Fall], str]) -> str:
    art, _, name = text.partition(" ")
    return wie(name, art, fall)


def in_four_cases(wie: Callable[[str, Fall], str], table: str) -> list[tuple[Callable[[str, Fall], str], str, str]]:
    """The rows of a table `wort: nom | gen | dat | akk`; the forms may stand on a line of their own."""
    zeilen = [zeile.partition(": ") for zeile in table.strip().replace(":\n  ", ": ").splitlines()]
    return [(wie, wort, formen) for wort, _, formen in zeilen]


TABELLE = [
    *in_four_cases(lambda text, fall: _kommune(text, fall, kommune), KOMMUNEN),
    *in_four_cases(lambda text, fall: _kommune(text, fall, kommune_allein), ALLEIN),
    *in_four_cases(decline, DINGE),
    *in_four_cases(amt, EIN_AMT),
    *in_four_cases(aemter, MEHRERE_AEMTER),
]


@pytest.mark.parametrize(("wie", "wort", "formen"), TABELLE)
def test_m45_in_four_cases(wie: Callable[[str, Fall], str], wort: str, formen: str) -> None:
    assert [wie(wort, fall) for fall in FAELLE] == formen.split(" | ")


def test_m45_the_table_has_more_than_80_forms() -> None:
    assert sum(len(set(formen.split(" | "))) for _, _, formen in TABELLE) >= 80


X, Y, Z = ("Xberg", "landkreis"), ("Yburg", "landkreis"), ("Zstadt", "kreisfreie-stadt")
R, W, V = ("Hannover", "region"), ("Wstadt", "kreisfreie-stadt"), ("Bildungsregion Nord", "verbund")


@pytest.mark.parametrize(
    ("everyone", "fall", "text"),
    [
        ([X, Y, Z], "dat", "den Landkreisen Xberg und Yburg sowie der kreisfreien Stadt Zstadt"),
        ([Z, Y, X], "nom", "die Landkreise Xberg und Yburg sowie die kreisfreie Stadt Zstadt"),
        ([X, Y, Z], "gen", "der Landkreise Xberg und Yburg sowie der kreisfreien Stadt Zstadt"),
        ([X, Y, Z], "akk", "die Landkreise Xberg und Yburg sowie die kreisfreie Stadt Zstadt"),
        ([X, Z, W], "dat", "dem Landkreis Xberg sowie den kreisfreien Städten Wstadt und Zstadt"),
        ([Z, W], "dat", "den kreisfreien Städten Wstadt und Zstadt"),
        ([Z, W], "gen", "der kreisfreien Städte Wstadt und Zstadt"),
        ([X, R], "dat", "dem Landkreis Xberg und der Region Hannover"),
        ([X, R, Z], "nom", "der Landkreis Xberg, die Region Hannover und die kreisfreie Stadt Zstadt"),
        (
            [W, X, R, Y, Z],
            "dat",
            "den Landkreisen Xberg und Yburg, der Region Hannover sowie den kreisfreien Städten Wstadt und Zstadt",
        ),
        ([X, V], "dat", "dem Landkreis Xberg und der Bildungsregion Nord"),
        ([Z], "dat", "der Stadt Zstadt"),
        ([X], "gen", "des Landkreises Xberg"),
        ([("Heidekreis", "landkreis"), X], "dat", "den Landkreisen Heidekreis und Xberg"),
        ([], "dat", ""),
    ],
)
def test_m45_kommunen_in_one_enumeration(everyone: list[tuple[str, str]], fall: Fall, text: str) -> None:
    assert kommunen(everyone, fall) == text


@pytest.mark.parametrize(
    ("praeposition", "phrase", "text"),
    [
        ("in", "dem Landkreis Harburg", "im Landkreis Harburg"),
        ("in", "der Region Hannover", "in der Region Hannover"),
        ("in", "den Landkreis Harburg", "in den Landkreis Harburg"),
        ("in", "das Modul", "ins Modul"),
        ("von", "dem Landkreis Harburg", "vom Landkreis Harburg"),
        ("von", "der Stadt Emden", "von der Stadt Emden"),
        ("von", "den Landkreisen X und Y", "von den Landkreisen X und Y"),
        ("zu", "dem Sondierungsgespräch", "zum Sondierungsgespräch"),
        ("zu", "der TA Nds", "zur TA Nds"),
        ("zu", "den Landkreisen X und Y", "zu den Landkreisen X und Y"),
        ("bei", "dem Heidekreis", "beim Heidekreis"),
        ("an", "dem Abschluss", "am Abschluss"),
        ("an", "das Ministerium", "ans Ministerium"),
        ("mit", "dem Landkreis Harburg", "mit dem Landkreis Harburg"),
        ("in", "dem", "in dem"),
    ],
)
def test_m45_prepositions_merge_where_german_does_so(praeposition: str, phrase: str, text: str) -> None:
    assert mit_praeposition(praeposition, phrase) == text


@pytest.mark.parametrize(
    ("kennung", "in_vertretung", "text", "zeilen"),
    [
        ("landrat", None, "den Landrat", ("Der Landrat",)),
        ("landraetin", None, "die Landrätin", ("Die Landrätin",)),
        ("regionspraesident", None, "den Regionspräsidenten", ("Der Regionspräsident",)),
        (
            "landrat",
            "sozialdezernent",
            "den Landrat, in Vertretung durch den Sozialdezernenten",
            ("Der Landrat", "In Vertretung: Sozialdezernent"),
        ),
        (
            "landraetin",
            "erster-kreisrat",
            "die Landrätin, in Vertretung durch den Ersten Kreisrat",
            ("Die Landrätin", "In Vertretung: Erster Kreisrat"),
        ),
        (
            "oberbuergermeister",
            "erste-stadtraetin",
            "den Oberbürgermeister, in Vertretung durch die Erste Stadträtin",
            ("Der Oberbürgermeister", "In Vertretung: Erste Stadträtin"),
        ),
    ],
)
def test_m45_representation_and_signature(
    kennung: str, in_vertretung: str | None, text: str, zeilen: tuple[str, ...]
) -> None:
    assert vertreten_durch(kennung, in_vertretung) == text
    assert unterschrift(kennung, in_vertretung) == zeilen


def test_m45_every_office_has_all_its_forms() -> None:
    for kennung in AEMTER:
        assert amt(kennung, "nom").split()[0] in ("der", "die"), kennung
        assert aemter(kennung, "nom").startswith("die "), kennung
        assert aemter(kennung, "dat").endswith("n"), kennung
        assert amt_titel(kennung)[0].isupper(), kennung


@pytest.mark.parametrize(
    ("gesagt", "text"),
    [
        (tag_lang(date(2026, 3, 1)), "1.\u00a0März 2026"),
        (am("2026-03-01"), "am 1.\u00a0März 2026"),
        (am("2026-03"), "im März 2026"),
        (am("2026"), "im Jahr 2026"),
        (am("2016-07..2018"), "zwischen Juli 2016 und 2018"),
        (am("..2018"), "bis 2018"),
        (betrag(12345), "12.345,00\u00a0€"),
        (betrag(Decimal("0.005")), "0,01\u00a0€"),
        (betrag(Decimal("1234567.8")), "1.234.567,80\u00a0€"),
        (betrag(0), "0,00\u00a0€"),
        (monate(3, 6), "3\u00a0bis\u00a06\u00a0Monate"),
        (monate(3, 3), "3\u00a0Monate"),
        (monate(1, 1), "1\u00a0Monat"),
        (monate(3, 6, "dat"), "3\u00a0bis\u00a06\u00a0Monaten"),
        (monate(1, 1, "dat"), "1\u00a0Monat"),
        (paragraf(3), "§\u00a03"),
        (paragraf(3, 2), "§\u00a03 Abs.\u00a02"),
        (anrede("Dr.\u00a0Kim Beispiel"), "Guten Tag Dr.\u00a0Kim Beispiel,"),
        (amtsanrede("landraetin"), "Sehr geehrte Frau Landrätin,"),
        (amtsanrede("landrat"), "Sehr geehrter Herr Landrat,"),
        (amtsanrede("regionspraesident"), "Sehr geehrter Herr Regionspräsident,"),
        (amtsanrede("erste-kreisraetin"), "Sehr geehrte Frau Erste Kreisrätin,"),
        (amtsanrede("projektleitung"), "Guten Tag,"),
        (satzanfang("die TA Nds"), "Die TA Nds"),
        (satzanfang("über Ämter"), "Über Ämter"),
        (satzanfang(""), ""),
        (with_genus_of("TA Nds", "Transferagentur Nord", "gen"), "der TA Nds"),
        (with_genus_of("RBZ", "Bildungszentrum Nord", "gen"), "des RBZ"),
    ],
)
def test_m45_days_amounts_durations_and_salutations(gesagt: str, text: str) -> None:
    assert gesagt == text


@pytest.mark.parametrize("wort", ["Gizmo", "", "1234", "XY GmbH"])
def test_m45_a_word_that_is_not_in_the_table_is_refused_not_guessed(wort: str) -> None:
    for refusing in (genus, lambda each: amt(each, "dat"), lambda each: aemter(each, "dat"), amtsanrede):
        with pytest.raises(UnknownNounError):
            refusing(wort)
    with pytest.raises(UnknownNounError):
        kommunen([X, (wort, "verbund")], "dat")


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_m45_days_as_babel_writes_them(day: date) -> None:
    assert tag_lang(day).replace("\u00a0", " ") == format_date(day, "d. MMMM y", locale="de_DE")


@given(st.decimals(Decimal("-1e9"), Decimal("1e9"), places=2).map(lambda value: value + 0))
def test_m45_amounts_as_babel_writes_them(euro: Decimal) -> None:
    assert betrag(euro) == format_currency(euro, "EUR", locale="de_DE")


@given(st.lists(st.text("abcäöüß", min_size=1), max_size=6))
def test_m45_enumerations_as_babel_writes_them(worte: list[str]) -> None:
    assert aufzaehlung(worte) == format_list(worte, locale="de_DE")


def test_m45_the_45_names_stand_in_the_order_of_the_unicode_collation() -> None:
    dataset = load(read_files(ROOT), check).dataset
    namen = [each.name for each in dataset.kommunen.values()]
    assert len(namen) == 45
    unicode_order = Collator().sort_key
    for before, after in pairwise(sorted(namen, key=sort_key)):
        assert unicode_order(before) <= unicode_order(after), (before, after)
    said = kommunen([(each.name, each.art) for each in dataset.kommunen.values()], "dat")
    assert said.startswith("den Landkreisen Ammerland, Aurich, Celle")
    assert ", der Region Hannover sowie den kreisfreien Städten Braunschweig, Delmenhorst" in said
    assert all(name in said for name in namen)
