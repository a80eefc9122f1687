"""The search of the house: which words meet, what is ranked before what, which line is shown (M 75)."""

import unicodedata
from collections.abc import Sequence

import pytest

from dkbm.queries.suche import Feld, suche
from dkbm.queries.vorschlag import vorschlag
from dkbm.queries.wortstamm import grundform, stamm


def treffer(anfrage: str, *texte: str) -> list[str]:
    """The texts that are found, in their order; each document has only a title."""
    found = suche([[Feld(text, 1)] for text in texte], anfrage)
    return [texte[each.index] for each in found]


def titel(anfrage: str, *dokumente: Sequence[Feld]) -> list[str]:
    return [dokumente[each.index][0].text for each in suche(dokumente, anfrage)]


@pytest.mark.parametrize(
    ("gesucht", "wort"),
    [
        ("Schule", "Schulen"),
        ("Schulen", "Schule"),
        ("SCHULE", "schule"),
        ("Übergang", "Übergänge"),
        ("Uebergang", "Übergänge"),
        ("Übergänge", "Uebergaengen"),
        ("Bildungsbüro", "Bildungsbueros"),
        ("Bildungsbueros", "Bildungsbüro"),
        ("Strategie", "strategisch"),
        ("strategisches", "Strategien"),
        ("Straße", "Strasse"),
        ("Häuser", "Haus"),
        ("Kita", "Kitas"),
        ("Vernetzung", "vernetzt"),
        ("beteiligt", "Beteiligung"),
        ("Schule", "Schulabsentismus"),
        ("Koordinierung", "Koordination"),
        ("koordinieren", "Koordinierung"),
        ("Integration", "integrieren"),
        ("steuern", "Steuerung"),
        ("Vernetzung", "vernetzen"),
        ("Neuzugewanderte", "Neuzugewanderten"),
        ("Beschluss", "Beschlüsse"),
        ("Monitoring", "Bildungsmonitoring"),
        ("Übergänge", "Bildungsübergang"),
        ("Ziele", "Leitziel"),
        ("Bildungsmon", "Bildungsmonitoring"),
        ("Steuerung", "Steuerungskreislauf"),
        ("DigComp", "digcomp"),
        ("Café", "Cafe"),
    ],
)
def test_m75_words_that_must_meet(gesucht: str, wort: str) -> None:
    assert treffer(gesucht, f"Es geht um {wort} vor Ort.") != []
    assert treffer(gesucht, unicodedata.normalize("NFD", f"Es geht um {wort} vor Ort.")) != []


@pytest.mark.parametrize(
    ("gesucht", "wort"),
    [
        ("Stade", "Stadt"),
        ("Stadt", "Stade"),
        ("Schule", "Schuld"),
        ("Rat", "Beratung"),
        ("Amt", "Gesamtnetzwerk"),
        ("Ort", "Sport"),
        ("Ziel", "Zeile"),
        ("Bildungsmonitoring", "Monitoring"),
        ("Personal", "Person"),
        ("Kita", "Kitt"),
        ("Wahl", "Wall"),
        ("Leitbild", "Leiter"),
        ("20", "2020"),
        ("2020", "12020"),
        ("Kind", "Linde"),
        ("Daten", "Datum"),
        ("Beruf", "Ruf"),
        ("Nation", "Station"),
        ("Schule", "Schulden"),
        ("Quelle", "Qualle"),
    ],
)
def test_m75_words_that_must_not_meet(gesucht: str, wort: str) -> None:
    assert treffer(gesucht, f"Es geht um {wort} vor allem.") == []


def test_m75_the_whole_word_comes_before_its_compounds_and_those_before_beginnings() -> None:
    texte = ("Monitoringgruppe", "Bildungsmonitoring", "Monitoring")
    assert treffer("Monitoring", *texte) == ["Monitoring", "Bildungsmonitoring", "Monitoringgruppe"]


def test_m75_who_holds_all_words_comes_first() -> None:
    eines = [Feld("A", 1), Feld("Wirkung Wirkung Wirkung Wirkung", 1)]
    beide = [Feld("Z", 1), Feld("Ein langer Satz, in dem die Steuerung einmal vorkommt und auch die Wirkung.", 1)]
    assert titel("Steuerung Wirkung", eines, beide) == ["Z", "A"]


def test_m75_a_heavier_field_counts_more() -> None:
    text = [Feld("B", 5), Feld("Vernetzung", 1)]
    name = [Feld("C Vernetzung", 5), Feld("anderes", 1)]
    assert titel("Vernetzung", text, name) == ["C Vernetzung", "B"]


def test_m75_a_rare_word_counts_more_than_a_frequent_one() -> None:
    haeufig = [[Feld(f"H{index}", 1), Feld("Bildung im Landkreis", 1)] for index in range(5)]
    selten = [Feld("S", 1), Feld("Absentismus im Landkreis", 1)]
    assert titel("Bildung Absentismus", *haeufig, selten)[0] == "S"


def test_m75_equal_documents_stand_by_their_title_as_in_a_german_list() -> None:
    namen = ("Zeven", "Öse", "Ost", "Äpfel", "apfel")
    dokumente = [[Feld(name, 0), Feld("Monitoring", 1)] for name in namen]
    assert titel("Monitoring", *dokumente) == ["apfel", "Äpfel", "Öse", "Ost", "Zeven"]


@pytest.mark.parametrize("quotes", ['"{}"', "„{}“", "»{}«", "“{}”"])
def test_m75_a_group_of_words_in_quotes_holds_together(quotes: str) -> None:
    anfrage = quotes.format("Übergang Schule")
    assert treffer(anfrage, "Übergang Schule – Beruf", "Schule und Übergang") == ["Übergang Schule – Beruf"]


def test_m75_a_word_behind_a_hyphen_is_left_out_in_any_ending() -> None:
    texte = ("Monitoring der Schulen", "Monitoring der Kitas", "Monitoring")
    assert treffer("Monitoring -schule", *texte) == ["Monitoring", "Monitoring der Kitas"]
    assert treffer("-schule", *texte) == ["Monitoring", "Monitoring der Kitas"]
    assert treffer('Monitoring -"der Kitas"', *texte) == ["Monitoring", "Monitoring der Schulen"]


def test_m75_a_word_with_a_hyphen_is_no_exclusion() -> None:
    assert treffer("Schul-Monitoring", "Schul-Monitoring", "Schul und anderes") == ["Schul-Monitoring"]


def test_m75_filler_words_do_not_decide() -> None:
    texte = ("die und der und die", "Übergang Beruf")
    assert treffer("der Übergang und der Beruf", *texte) == ["Übergang Beruf"]
    assert treffer("und", *texte) == ["die und der und die"]


@pytest.mark.parametrize("anfrage", ["", "  ", "–", '""', "- -", "!?"])
def test_m75_nothing_asked_finds_nothing(anfrage: str) -> None:
    assert treffer(anfrage, "alles") == []
    assert suche([], anfrage or "wort") == ()


LANG = (
    "Im Projekt Lernen vor Ort wird eine digitale Lösung gesucht, die tagesgenau über Bildungsanbieter und Kurse "
    "informiert, und zwar für alle, die im Landkreis lernen wollen."
)


def test_m75_the_excerpt_shows_the_place_and_cuts_no_word() -> None:
    ((stelle,),) = (each.stellen for each in suche([[Feld("T", 1), Feld(LANG, 1)]], "Bildungsanbieter"))
    assert "Bildungsanbieter" in stelle
    assert len(stelle) <= 72
    assert stelle.startswith("… ")
    assert stelle.endswith(" …")
    assert stelle.strip("… ") in LANG


def test_m75_the_excerpt_with_most_of_the_query_comes_first_and_the_title_is_none() -> None:
    felder = [Feld("Kurse", 9), Feld("Kurse für alle", 1), Feld("Kurse und digitale Lösung", 1)]
    (found,) = suche([felder], "digitale Kurse")
    assert found.stellen == ("Kurse und digitale Lösung", "Kurse für alle")


@pytest.mark.parametrize(
    ("anfrage", "gemeint"),
    [
        ("Monitering", "Monitoring"),
        ("Bildungsbuereau", "Bildungsbüro"),
        ("Schulabsentimus Monitoring", "Schulabsentismus Monitoring"),
        ("Monitoring", None),
        ("xyzzyx", None),
        ('"Monitering"', None),
    ],
)
def test_m75_a_misspelt_word_gets_its_nearest(anfrage: str, gemeint: str | None) -> None:
    texte = "Monitoring und Schulabsentismus im Bildungsbüro"
    assert vorschlag([[Feld(texte, 1)]], anfrage) == gemeint


def test_m75_of_equally_near_words_the_more_frequent_is_meant() -> None:
    assert vorschlag([[Feld("Kurse Kurve Kurve", 1)]], "Kurze") == "Kurve"
    assert vorschlag([[Feld("Kurve Kurse", 1)]], "Kurze") == "Kurse"


@pytest.mark.parametrize(
    ("wort", "form"),
    [
        ("Übergänge", "ubergange"),
        ("UEBERGÄNGE", "ubergange"),
        ("Straße", "strasse"),
        ("neue", "neue"),
        ("Quelle", "quelle"),
    ],
)
def test_m75_forms_of_a_word_are_one(wort: str, form: str) -> None:
    assert grundform(wort) == grundform(unicodedata.normalize("NFD", wort)) == form
    assert stamm(form)
