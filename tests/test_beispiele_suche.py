"""`dkbm beispiele`: what is searched besides the text, the Leitgedanken, and what had not appeared by a day (M 75)."""

from pathlib import Path

import pytest

from tests import aufruf
from tests.aufruf import Answer, dkbm, lay_out
from tests.beispielland import BEISPIELE
from tests.muster import musterland
from tests.test_beispiele import KONTAKT, PERSON, WIDERRUF

ROOT = Path(__file__).parent.parent
HEUTE = "2026-11-22"


@pytest.fixture(scope="module")
def land(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_out(tmp_path_factory.mktemp("land"), BEISPIELE)


def frage(*arguments: str, cwd: Path = ROOT) -> Answer:
    return dkbm("beispiele", *arguments, cwd=cwd, heute=HEUTE)


def gefunden(*arguments: str, cwd: Path = ROOT) -> list[str]:
    found = aufruf.as_json("beispiele", "beispiele", *arguments, cwd=cwd, heute=HEUTE)
    return [each["id"] for each in found["treffer"]]


# --- Leitgedanken ---


def test_m75_the_leitgedanken_of_an_eckpunkt_stand_above_its_examples(land: Path) -> None:
    assert frage("--eckpunkt", "1", cwd=land).out.startswith(
        "1 Praxisbeispiel zu Eckpunkt 1\n\n"
        "Eckpunkt 1: Ziele setzen\n"
        "  – Wer Ziele hat, kommt an.\n\n"
        "Musterplan (Titel erschlossen)"
    )
    found = aufruf.as_json("beispiele", "beispiele", "--eckpunkt", "1", cwd=land, heute=HEUTE)
    assert found["eckpunkt"] == {"nummer": 1, "name": "Ziele setzen", "leitgedanken": ["Wer Ziele hat, kommt an."]}
    assert aufruf.as_json("beispiele", "beispiele", cwd=land, heute=HEUTE)["eckpunkt"] is None


def test_m75_an_entry_shows_the_leitgedanken_of_its_eckpunkte(land: Path) -> None:
    assert "Leitgedanken zu Eckpunkt 1\n  – Wer Ziele hat, kommt an.\n" in frage("musterplan", cwd=land).out
    assert "Leitgedanken" not in frage("lotse", cwd=land).out
    entry = aufruf.as_json("beispiele-eintrag", "beispiele", "musterplan", cwd=land, heute=HEUTE)
    assert entry["leitgedanken"] == [
        {"nummer": 1, "name": "Ziele setzen", "leitgedanken": ["Wer Ziele hat, kommt an."]}
    ]


def test_m75_every_leitgedanke_of_the_landed_data_can_be_read_and_found() -> None:
    assert "Doppelte Strukturen werden abgebaut" in frage("--eckpunkt", "3").out
    assert gefunden("--suche", '"Doppelte Strukturen"') == ["wolfsburg-digital"]
    assert "arbeitspapier" in gefunden("--suche", '"Doppelte Strukturen"', "--art", "alle")


# --- dates and contacts ---


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("2022", ["musterplan"]),
        ("Mai 2019", ["musterplan"]),
        ('"Juli 2019"', ["musterplan"]),
        ("2021", ["musterplan"]),
        ('"Mara Muster"', ["musterplan"]),
    ],
)
def test_m75_what_is_shown_is_found_dates_and_contacts_too(land: Path, words: str, wanted: list[str]) -> None:
    assert gefunden("--suche", words, cwd=land) == wanted


def test_m75_every_year_on_the_screen_of_an_example_is_found() -> None:
    assert gefunden("--suche", "2018") == ["masterplan-bildung"]
    assert gefunden("--suche", "2013", "--art", "alle")


def test_m75_a_contact_that_was_withdrawn_is_not_found(tmp_path: Path) -> None:
    person = musterland()[PERSON].decode() + KONTAKT + WIDERRUF % "name"
    lay_out(tmp_path, {**BEISPIELE, PERSON: person})
    assert gefunden("--suche", "Mara", "--stichtag", "2022-01-01", cwd=tmp_path) == ["musterplan"]
    assert gefunden("--suche", "Mara", cwd=tmp_path) == []


@pytest.mark.parametrize("year", ["1999", "2031", "2918"])
def test_m75_no_other_year_is_suggested_for_one(land: Path, year: str) -> None:
    assert "Meinten Sie" not in frage("--suche", year, "--art", "alle", cwd=land).out


# --- the day ---


def test_m75_what_appeared_later_is_counted_and_not_shown(land: Path) -> None:
    answer = frage("--art", "alle", "--stichtag", "2019-12-31", cwd=land)
    assert "Leitfaden Monitoring" not in answer.out
    assert "Musterpapier" in answer.out, "of 2019"
    assert "Aufsatz" in answer.out, "nobody knows when"
    assert "Nach dem 31.12.2019 erschienen: 1 Praxisbeispiel und 1 Material.\n" in answer.out
    found = aufruf.as_json("beispiele", "beispiele", "--art", "alle", "--stichtag", "2019-12-31", cwd=land, heute=HEUTE)
    assert found["spaeter"] == {"beispiel": 1, "material": 1}
    assert "Nach dem" not in frage("--art", "alle", cwd=land).out


def test_m75_an_entry_says_that_it_appeared_later(land: Path) -> None:
    assert "Am 31.12.2019 noch nicht erschienen." in frage("leitfaden", "--stichtag", "2019-12-31", cwd=land).out
    assert "noch nicht erschienen" not in frage("leitfaden", cwd=land).out


@pytest.mark.parametrize("words", [("auszählen",), ("auszählen", "2030")])
def test_m75_a_day_that_changes_nothing_is_refused(land: Path, words: tuple[str, ...]) -> None:
    answer = frage(*words, "--stichtag", "2019-12-31", cwd=land)
    assert (answer.status, answer.out) == (2, "")
    assert "--stichtag wirkt beim Auszählen nicht" in answer.err


# --- the query ---


def test_m75_a_query_that_is_too_long_is_refused(land: Path) -> None:
    for option in ("--suche", "--thema"):
        answer = frage(option, "x" * 501, cwd=land)
        assert (answer.status, answer.out) == (2, "")
        assert "501 Zeichen" in answer.err
        assert len(answer.err) < 300
    assert frage("--suche", "x" * 500, cwd=land).status == 0


def test_m75_a_long_query_is_shortened_where_it_is_repeated(land: Path) -> None:
    assert max(map(len, frage("--suche", "x" * 400, cwd=land).out.splitlines())) <= 80


@pytest.mark.parametrize("words", ["der", "und", "der die das"])
def test_m75_words_that_stand_everywhere_find_nothing_by_themselves(land: Path, words: str) -> None:
    answer = frage("--suche", words, cwd=land)
    assert (answer.status, answer.out) == (2, "")
    assert "steht in fast jedem Text" in answer.err


def test_m75_one_more_fits_and_several_fit(land: Path) -> None:
    assert "Dazu passt auch 1 Material: --art alle" in frage("--suche", "Interviews", cwd=land).out
    assert "Dazu passen auch 1 Arbeitspapier, 1 Material und 1 Fachartikel" in frage(cwd=land).out


# --- series ---


def test_m75_a_newsletter_is_called_one_and_its_issues_keep_their_sources() -> None:
    out = frage("transferkompakt").out
    assert "Newsletter; ein Datum ist nicht belegt." in out
    assert "  – Ausgabe März 2020, Jubiläumsausgabe · Q09, Q10, Q11\n" in out
    assert "  – Ausgabe März 2015 · Q12\n" in out
    found = aufruf.as_json("beispiele", "beispiele", "--art", "reihe", cwd=ROOT, heute=HEUTE)["treffer"]
    assert {each["id"]: each["bezeichnung"] for each in found} == {
        "aus-der-praxis": "Reihe",
        "themenfinder": "Portal",
        "transferkompakt": "Newsletter",
        "transferkompass": "Magazin",
    }


@pytest.mark.parametrize("art", ["Material", "MATERIAL"])
def test_m75_a_kind_may_be_typed_in_capitals(land: Path, art: str) -> None:
    assert gefunden("--art", art, cwd=land) == ["leitfaden"]


def test_m75_no_screen_ends_a_line_with_a_blank_or_is_too_wide() -> None:
    for arguments in ((), ("--art", "alle"), ("xyz",), ("transferkompakt",), ("ähnlich", "Peine")):
        answer = frage(*arguments)
        lines = (answer.out + answer.err).splitlines()
        assert [line for line in lines if line != line.rstrip() or len(line) > 80] == [], arguments
