"""German articles and cases, as a table: what stands on the left must read as on the right."""

import pytest

from dkbm.documents.aemter import AEMTER, amt, amt_titel, unterschrift, vertreten_durch
from dkbm.documents.grammar import (
    Fall,
    UnknownNounError,
    decline,
    genus,
    kommune,
    satzanfang,
    with_genus_of,
)

FAELLE: tuple[Fall, ...] = ("nom", "gen", "dat", "akk")


@pytest.mark.parametrize(
    ("name", "art", "formen"),
    [
        (
            "Harburg",
            "landkreis",
            "der Landkreis Harburg|des Landkreises Harburg|dem Landkreis Harburg|den Landkreis Harburg",
        ),
        (
            "Heidekreis",
            "landkreis",
            "der Landkreis Heidekreis|des Landkreises Heidekreis|dem Landkreis Heidekreis|den Landkreis Heidekreis",
        ),
        ("Emden", "kreisfreie-stadt", "die Stadt Emden|der Stadt Emden|der Stadt Emden|die Stadt Emden"),
        ("Hannover", "region", "die Region Hannover|der Region Hannover|der Region Hannover|die Region Hannover"),
        (
            "Bildungsregion Südniedersachsen e. V.",
            "verbund",
            "die Bildungsregion Südniedersachsen e. V.|der Bildungsregion Südniedersachsen e. V."
            "|der Bildungsregion Südniedersachsen e. V.|die Bildungsregion Südniedersachsen e. V.",
        ),
    ],
)
def test_m45_a_kommune_in_four_cases(name: str, art: str, formen: str) -> None:
    assert [kommune(name, art, fall) for fall in FAELLE] == formen.split("|")


@pytest.mark.parametrize(
    ("name", "formen"),
    [
        (
            "Bundesministerium für Bildung und Forschung",
            "das Bundesministerium für Bildung und Forschung|des Bundesministeriums für Bildung und Forschung"
            "|dem Bundesministerium für Bildung und Forschung|das Bundesministerium für Bildung und Forschung",
        ),
        (
            "Sondierungsgespräch",
            "das Sondierungsgespräch|des Sondierungsgesprächs|dem Sondierungsgespräch|das Sondierungsgespräch",
        ),
        (
            "Transferagentur Nord",
            "die Transferagentur Nord|der Transferagentur Nord|der Transferagentur Nord|die Transferagentur Nord",
        ),
        (
            "Projektträger (PT)",
            "der Projektträger (PT)|des Projektträgers (PT)|dem Projektträger (PT)|den Projektträger (PT)",
        ),
        ("Abschluss", "der Abschluss|des Abschlusses|dem Abschluss|den Abschluss"),
        ("Verein Bildung", "der Verein Bildung|des Vereins Bildung|dem Verein Bildung|den Verein Bildung"),
        ("Unterzeichnung", "die Unterzeichnung|der Unterzeichnung|der Unterzeichnung|die Unterzeichnung"),
    ],
)
def test_m45_institutions_and_things_in_four_cases(name: str, formen: str) -> None:
    assert [decline(name, fall) for fall in FAELLE] == formen.split("|")


@pytest.mark.parametrize(
    ("kennung", "formen"),
    [
        ("landrat", "der Landrat|des Landrats|dem Landrat|den Landrat"),
        ("landraetin", "die Landrätin|der Landrätin|der Landrätin|die Landrätin"),
        (
            "oberbuergermeister",
            "der Oberbürgermeister|des Oberbürgermeisters|dem Oberbürgermeister|den Oberbürgermeister",
        ),
        (
            "oberbuergermeisterin",
            "die Oberbürgermeisterin|der Oberbürgermeisterin|der Oberbürgermeisterin|die Oberbürgermeisterin",
        ),
        (
            "regionspraesident",
            "der Regionspräsident|des Regionspräsidenten|dem Regionspräsidenten|den Regionspräsidenten",
        ),
        (
            "regionspraesidentin",
            "die Regionspräsidentin|der Regionspräsidentin|der Regionspräsidentin|die Regionspräsidentin",
        ),
        ("erster-kreisrat", "der Erste Kreisrat|des Ersten Kreisrats|dem Ersten Kreisrat|den Ersten Kreisrat"),
        ("erste-kreisraetin", "die Erste Kreisrätin|der Ersten Kreisrätin|der Ersten Kreisrätin|die Erste Kreisrätin"),
        (
            "sozialdezernent",
            "der Sozialdezernent|des Sozialdezernenten|dem Sozialdezernenten|den Sozialdezernenten",
        ),
        ("projektleitung", "die Projektleitung|der Projektleitung|der Projektleitung|die Projektleitung"),
    ],
)
def test_m45_offices_in_both_genders_and_four_cases(kennung: str, formen: str) -> None:
    assert [amt(kennung, fall) for fall in FAELLE] == formen.split("|")


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
        formen = [amt(kennung, fall) for fall in FAELLE]
        assert formen[0].split()[0] in ("der", "die"), kennung
        assert amt_titel(kennung)[0].isupper(), kennung


def test_m45_an_abbreviation_takes_the_gender_of_its_name() -> None:
    name = "Transferagentur Kommunales Bildungsmanagement Niedersachsen"
    assert [with_genus_of("TA Nds", name, fall) for fall in FAELLE] == [
        "die TA Nds",
        "der TA Nds",
        "der TA Nds",
        "die TA Nds",
    ]
    assert with_genus_of("RBZ", "Bildungszentrum Nord", "gen") == "des RBZ"


def test_m45_the_start_of_a_sentence_changes_one_letter_only() -> None:
    assert satzanfang("die TA Nds") == "Die TA Nds"
    assert satzanfang("über Ämter") == "Über Ämter"
    assert satzanfang("") == ""


@pytest.mark.parametrize("wort", ["Gizmo", "", "1234", "XY GmbH"])
def test_m45_a_word_that_is_not_in_the_table_is_refused_not_guessed(wort: str) -> None:
    with pytest.raises(UnknownNounError):
        genus(wort)
    with pytest.raises(UnknownNounError):
        amt(wort, "dat")
