"""`dkbm beispiele`: list, filter, search, one in its four parts, and the THEMENfinder over all kinds (M 75)."""

from pathlib import Path
from typing import Any

import pytest

from tests import aufruf
from tests.aufruf import Answer, dkbm, lay_out
from tests.beispielland import BEISPIELE, LOTSE, MATERIAL
from tests.goldene import require_screen
from tests.muster import musterland

ROOT = Path(__file__).parent.parent
HEUTE = "2026-11-22"
PERSON = "data/personen/p-mara-muster.yaml"
KONTAKT = "kontakt: {telefon: 0100 1, email: mara@muster.example, quelle: X02, zweifel: Die Vorwahl fehlt.}\n"
WIDERRUF = """\
freigabe:
  - zweck: Praxisbeispiel
    felder: [%s]
    rechtsgrundlage: vertrag
    datum: "2020"
    nachweis: A
    erteilt_von: Amt
    widerruf: 2023-05-01
"""


@pytest.fixture(scope="module")
def land(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_out(tmp_path_factory.mktemp("land"), BEISPIELE)


def as_json(name: str, *arguments: str, cwd: Path = ROOT) -> dict[str, Any]:
    value: dict[str, Any] = aufruf.as_json(name, "beispiele", *arguments, cwd=cwd, heute=HEUTE)
    return value


def gefunden(*arguments: str, cwd: Path = ROOT) -> list[str]:
    return [each["id"] for each in as_json("beispiele", *arguments, cwd=cwd)["treffer"]]


def frage(*arguments: str, cwd: Path = ROOT, heute: str = HEUTE) -> Answer:
    return dkbm("beispiele", *arguments, cwd=cwd, heute=heute)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("alle", ()),
        ("eckpunkt-4", ("--eckpunkt", "4")),
        ("suche-monitoring", ("--suche", "Monitoring")),
        ("alle-arten", ("--art", "alle")),
        ("wolfsburg-digital", ("wolfsburg-digital",)),
        ("arbeitspapier", ("arbeitspapier",)),
        ("aehnlich-uelzen", ("ähnlich", "Uelzen")),
        ("auszaehlen", ("auszählen",)),
    ],
)
def test_m75_the_screens_of_the_landed_data(name: str, arguments: tuple[str, ...], update: bool) -> None:
    answer = frage(*arguments)
    assert (answer.status, answer.err) == (0, "")
    require_screen(f"beispiele/{name}.txt", answer.out, update=update)


def test_m75_eckpunkt_4_is_the_example_of_diepholz() -> None:
    (found,) = as_json("beispiele", "--eckpunkt", "4")["treffer"]
    assert found["kommune"] == {"id": "landkreis-diepholz", "schluessel": "03251", "name": "Landkreis Diepholz"}


def test_m75_each_of_the_six_eckpunkte_has_its_example() -> None:
    found = as_json("beispiele")["treffer"]
    assert [(each["eckpunkte"], each["kommune"]["name"]) for each in found] == [
        ([1], "Landkreis Heidekreis"),
        ([2], "Stadt Osnabrück"),
        ([3], "Stadt Wolfsburg"),
        ([4], "Landkreis Diepholz"),
        ([5], "Landkreis Stade"),
        ([6], "Landkreis Nienburg/Weser"),
    ]


def test_m75_search_for_monitoring_is_ranked_and_shows_where() -> None:
    found = as_json("beispiele", "--suche", "Monitoring")["treffer"]
    assert [each["id"] for each in found[:2]] == ["bildungslotse", "masterplan-bildung"]
    assert "Monitoring" in found[0]["stellen"][0]
    points = [each["punkte"] for each in found]
    assert points == sorted(points, reverse=True)


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (("--kommune", "Heidekreis"), ["masterplan-bildung"]),
        (("--kommune", "03351"), []),
        (("--thema", "steuerung", "--eckpunkt", "6"), ["steuerungskreislauf"]),
        (("--thema", "Lebenslanges Lernen"), ["wolfsburg-digital", "bildungslotse"]),
        (("--thema", "lebenslanges-lernen"), ["wolfsburg-digital", "bildungslotse"]),
        (("--thema", "Transparenz"), ["bildungslotse"]),
        (("--thema", "Vernetzung", "--art", "arbeitspapier"), []),
        (("--thema", "vernetzen", "--art", "arbeitspapier"), ["arbeitspapier"]),
        (("--suche", "Schulabsentismus"), ["wirkungsorientierte-leitziele"]),
        (("--suche", '"Lernen vor Ort" -Masterplan'), ["strategisches-bildungsmanagement", "bildungslotse"]),
        (("--suche", "Uebergaenge", "--kommune", "Diepholz"), ["wirkungsorientierte-leitziele"]),
        (("--art", "arbeitspapier"), ["arbeitspapier"]),
        (("--art", "arbeitspapier", "--art", "material"), ["arbeitspapier", "broschuere-fachkraefte", "digcomp-test"]),
        (
            ("--art", "alle", "--suche", "Neuzugewanderte"),
            ["blickpunkt-integration", "strategisches-bildungsmanagement"],
        ),
        (("--art", "alle", "--suche", "Datenschutz"), ["datenschutz-monitoring"]),
        (("--art", "reihe", "--suche", "Praxis"), ["aus-der-praxis", "themenfinder"]),
        (("--art", "fachartikel", "--kommune", "Harburg"), ["interview-harburg"]),
    ],
    ids=" ".join,
)
def test_m75_filters_hold_together(arguments: tuple[str, ...], wanted: list[str]) -> None:
    assert gefunden(*arguments) == wanted


def test_m75_themenfinder_finds_every_kind() -> None:
    kinds = {each["art"] for each in as_json("beispiele", "--art", "alle")["treffer"]}
    assert kinds == {"beispiel", "arbeitspapier", "publikation", "material", "fachartikel", "reihe"}


def test_m75_a_paper_says_which_groups_adopted_which_version(land: Path) -> None:
    text = frage("papier", cwd=land).out
    assert "  Fassung: 2. Fassung\n  Beschlossen von: AG 1\n" in text
    real = as_json("beispiele-eintrag", "arbeitspapier")
    assert (real["gruppen"], real["fassung"], real["beschlossen_von"]) == (["ag-1", "ag-2"], None, [])
    assert "Beschlossen von: nicht belegt" in frage("arbeitspapier").out


def test_m75_one_example_has_its_four_parts_with_every_doubt(land: Path) -> None:
    answer = frage("musterplan", cwd=lay_out(land, {**BEISPIELE, PERSON: musterland()[PERSON].decode() + KONTAKT}))
    heads = [line for line in answer.out.splitlines() if line and not line.startswith((" ", "Quelle"))]
    assert heads[1:] == ["Ausgangspunkt", "Meilensteine", "Etablierung", "Kontakt", "Leitgedanken zu Eckpunkt 1"]
    for said in (
        "aus ihr erschlossen",
        "Zweifel: Die Vorlage ist beschädigt.",
        "– Am Anfang steht eine Idee. · X01\n",
        "– Mai 2019 bis Juli 2019: Der Plan liegt vor.\n",
        "(aus einer Grafik; erschlossen; Zweifel: schlecht",
        "– 2022 bis 2023: Er wird erneuert. (geplant)\n",
        "Mara Muster, Leiterin des Fachbereichs Bildung\n  Telefon  0100 1\n  E-Mail   mara@muster.example\n",
        "  Stand 2021, vielleicht überholt.\n",
        "Zweifel: Die Vorwahl fehlt.",
        "Quelle: X02 Musterhandbuch, Musteragentur",
    ):
        assert said in answer.out


def test_m75_an_example_answers_to_its_kommune_and_eckpunkt_too() -> None:
    same = [frage(name).out for name in ("bildungslotse", "Stade", "5", "Eckpunkt 5", "BILDUNGSLOTSE.INFO")]
    assert len(set(same)) == 1
    assert "Anke Heydorn" in same[0]
    assert "bildungsregion@lankreis-stade.de" in same[0]
    assert "Zweifel:" in same[0].partition("Kontakt\n")[2]


@pytest.mark.parametrize(
    ("feld", "stichtag", "said", "unsaid"),
    [
        ("kontakt", "2024-01-01", ["Mara Muster", "widerrufen"], ["0100 1"]),
        ("name", "2024-01-01", ["widerrufen"], ["Mara", "0100 1", "Leiterin"]),
        ("kontakt", "2023-04-30", ["Mara Muster", "0100 1"], ["widerrufen"]),
    ],
)
def test_m75_what_was_withdrawn_is_not_shown(
    feld: str, stichtag: str, said: list[str], unsaid: list[str], tmp_path: Path
) -> None:
    person = musterland()[PERSON].decode() + KONTAKT + WIDERRUF % feld
    lay_out(tmp_path, {**BEISPIELE, PERSON: person})
    for form in ("text", "json"):
        out = frage("musterplan", "--stichtag", stichtag, "--format", form, cwd=tmp_path).out
        assert [word for word in unsaid if word in out and (form, word) != ("json", "widerrufen")] == []
    text = frage("musterplan", "--stichtag", stichtag, cwd=tmp_path).out
    assert [word for word in said if word not in text] == []


def test_m75_json_of_an_example_has_its_parts_and_its_contact(tmp_path: Path) -> None:
    lay_out(tmp_path, {**BEISPIELE, PERSON: musterland()[PERSON].decode() + KONTAKT})
    value = as_json("beispiele-eintrag", "musterplan", cwd=tmp_path)
    assert [each["text"] for each in value["etablierung"]] == ["Er wird erneuert."]
    assert value["etablierung"][0]["geplant"] is True
    assert value["ausgangspunkt"][0]["quellen"] == ["X01"]
    assert value["meilensteine"][0] | {"text": ""} == {
        **dict.fromkeys(("text",), ""),
        **{"datum": "2019-05", "bis": "2019-07", "geplant": False, "erschlossen": False},
        **{"bemerkung": None, "zweifel": None, "quellen": ["X02"]},
    }
    assert (value["kontakt"]["name"], value["kontakt"]["email"]) == ("Mara Muster", "mara@muster.example")
    paper = as_json("beispiele-eintrag", "papier", cwd=tmp_path)
    assert (paper["ausgangspunkt"], paper["kontakt"], paper["inhalt"]) == (None, None, [])


# --- nothing found, and what is not understood ---


def test_m75_nothing_found_is_no_fault_and_says_what_to_do(land: Path) -> None:
    answer = frage("--suche", "Weltraum", cwd=land)
    assert (answer.status, answer.err) == (0, "")
    assert answer.out == (
        "Nichts gefunden mit »Weltraum«\n\n"
        "Alles, was es gibt, zeigt: dkbm beispiele --art alle\n"
        "Schlagworte: Bildungsmonitoring und Übergang Schule – Beruf\n"
    )


def test_m75_a_misspelt_word_is_guessed(land: Path) -> None:
    assert "Meinten Sie »Übergängen«?" in frage("--suche", "Übergönngen", cwd=land).out
    assert as_json("beispiele", "--suche", "Monitering", cwd=land)["meinten"] == "Monitoring"


def test_m75_what_only_other_kinds_have_is_counted(land: Path) -> None:
    answer = frage("--suche", "Interviews", cwd=land)
    assert answer.out == "Nichts gefunden mit »Interviews«\n\nDazu passt auch 1 Material: --art alle\n"


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("--eckpunkt", "9"), 4, "Einen Eckpunkt 9 gibt es nicht.\nEs gibt die Eckpunkte 1 und 2."),
        (("--kommune", "Nirgendwo"), 4, "Keine Kommune heißt »Nirgendwo«."),
        (("--kommune", "Musterland"), 4, "ist nicht eindeutig"),
        (("musterplann",), 4, "Meinten Sie »musterplan« (Musterplan)"),
        (("nirgendwas-xyz",), 4, "Vorhanden:"),
        (("ähnlich", "Nirgendwo"), 4, "Keine Kommune heißt »Nirgendwo«."),
        (("ähnlich",), 2, "Welche Kommune?"),
        (("musterplan", "lotse"), 2, "»lotse« ist zu viel."),
        (("musterplan", "--suche", "x"), 2, "--suche passt nicht zu »musterplan«."),
        (("ähnlich", "99001", "--eckpunkt", "0"), 2, "--eckpunkt passt nicht zu »ähnlich«."),
        (("--suche", " "), 2, "--suche: Hier steht kein Wort."),
        (("--thema", ""), 2, "--thema: Hier steht kein Wort."),
        (("--art", "buch"), 2, "buch"),
        (("--stichtag", "gestern"), 2, "ist kein Stichtag"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_m75_what_is_not_understood_is_refused(arguments: tuple[str, ...], status: int, said: str, land: Path) -> None:
    answer = frage(*arguments, cwd=land)
    assert (answer.status, answer.out) == (status, "")
    assert said in answer.err


def test_m75_a_broken_example_is_said_and_the_others_are_shown(tmp_path: Path) -> None:
    lay_out(tmp_path, {**BEISPIELE, "data/beispiele/lotse.yaml": LOTSE.replace("eckpunkt: 2", "eckpunkt: zwei")})
    answer = frage(cwd=tmp_path)
    assert (answer.status, "Musterplan" in answer.out, "lotse.yaml" in answer.err) == (0, True, True)
    one = frage("lotse", cwd=tmp_path)
    assert (one.status, one.out) == (1, "")
    assert "data/beispiele/lotse.yaml ist fehlerhaft" in one.err


@pytest.mark.parametrize("art", ["roman", "beispiele", "7"])
def test_m75_a_kind_that_there_is_not_is_a_finding_and_no_crash(art: str, tmp_path: Path) -> None:
    bad = MATERIAL.replace("art: fachartikel", f"art: {art}")
    lay_out(tmp_path, {**BEISPIELE, "data/material.yaml": bad})
    answer = frage("--art", "alle", cwd=tmp_path)
    assert (answer.status, "data/material.yaml" in answer.err, "Musterplan" in answer.out) == (0, True, True)


def test_m75_without_any_example_nothing_breaks(tmp_path: Path) -> None:
    lay_out(tmp_path)
    assert frage(cwd=tmp_path).out.startswith("Nichts gefunden\n")
    assert frage("--eckpunkt", "1", cwd=tmp_path).err == "Einen Eckpunkt 1 gibt es nicht.\nDer Datensatz nennt keine.\n"


def test_m75_no_text_of_the_data_steers_the_terminal(tmp_path: Path) -> None:
    hostile = LOTSE.replace("Ein Büro hilft bei Übergängen.", '"Monitoring \\e[31m\\u202E hilft"')
    lay_out(tmp_path, {**BEISPIELE, "data/beispiele/lotse.yaml": hostile})
    for arguments in (("lotse",), ("--suche", "Monitoring"), ("--suche", "Monitoring", "--format", "json")):
        out = frage(*arguments, cwd=tmp_path).out
        assert not {"\x1b", "\u202e"} & set(out)


def test_m75_the_answer_goes_into_a_file(land: Path, tmp_path: Path) -> None:
    target = tmp_path / "beispiele.txt"
    assert frage("-o", str(target), cwd=land).out == ""
    assert target.read_text(encoding="utf-8") == frage(cwd=land).out
