"""`dkbm netzwerk`: the groups at a glance, one of them, the whole, a person (M 73)."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests import aufruf
from tests.aufruf import Answer, dkbm, lay_out
from tests.goldene import require_screen
from tests.muster import musterland
from tests.netzwerk import AG_1, DATEIEN, FRIDA, MARA

ROOT = Path(__file__).parent.parent
HEUTE = "2026-11-22"


def ask(*arguments: str, cwd: Path = ROOT, heute: str = HEUTE) -> str:
    answer = dkbm("netzwerk", *arguments, cwd=cwd, heute=heute)
    assert (answer.status, answer.err) == (0, "")
    return answer.out


def as_json(*arguments: str, cwd: Path = ROOT, schema: str = "netzwerk") -> dict[str, Any]:
    value: dict[str, Any] = aufruf.as_json(schema, "netzwerk", *arguments, cwd=cwd, heute=HEUTE)
    return value


def muster(folder: Path, changes: dict[str, str | bytes | None] | None = None) -> Path:
    return lay_out(folder, {**DATEIEN, **(changes or {})})


def flat(text: str) -> str:
    return " ".join(text.replace("\n    – ", "\n").split())


# --- on the landed dataset ---


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        ((), "alle"),
        (("ag-1",), "ag-1"),
        (("ag-2",), "ag-2"),
        (("ag-3",), "ag-3"),
        (("ag-3", "--stichtag", "2017-10-01"), "ag-3-2017-10-01"),
        (("konzeptgruppe",), "konzeptgruppe"),
        (("netzwerk",), "netzwerk"),
        (("--zeitleiste",), "zeitleiste"),
        (("--person", "Dobutowitsch"), "person"),
    ],
)
def test_the_screens_are_golden_files_that_fit_80_columns(arguments: tuple[str, ...], name: str, update: bool) -> None:
    require_screen(f"netzwerk/{name}.txt", ask(*arguments), update=update)


@pytest.mark.parametrize(
    ("stichtag", "name"),
    [
        ("2017-10-01", "Kommunale Koordinierung der Bildungsangebote für Neuzugewanderte"),
        ("2021-09-14", "Kommunale Koordinierung der Bildungsangebote für Neuzugewanderte"),
        ("2021-09-15", "Bildung und Integration"),  # by 2021, so at the latest when the source was written
        (HEUTE, "Bildung und Integration"),
    ],
)
def test_m73_a_group_bears_the_name_of_the_day(stichtag: str, name: str) -> None:
    assert ask("ag-3", "--stichtag", stichtag).startswith(f"AG 3 · {name}")
    assert as_json("ag-3", "--stichtag", stichtag, schema="netzwerk-gruppe")["name"] == name
    assert f"AG 3 · {name}" in ask("--stichtag", stichtag)


def test_m73_founding_names_that_differ_stand_side_by_side_with_time_and_source() -> None:
    text = flat(ask("ag-3", "--stichtag", "2017-10-01"))
    assert "Neuzugewanderte (2017, Gründungsname) · Q15, Q02" in text
    assert "Auch Kommunale Koordinierung für Neuzugewanderte (2017) · Q03" in text
    assert "Bildung und Integration (spätestens 2021) · Q02" in text


def test_m73_who_speaks_and_when_it_last_met_stand_in_the_first_lines() -> None:
    text = flat("\n".join(ask("ag-2").splitlines()[:12]))
    assert "Sprecheramt Holger Deiters, Bildungsregion Südniedersachsen e. V. (Sprecher): belegt 2021" in text
    assert "Thomas Dobutowitsch, Landkreis Heidekreis (Sprecher): belegt 2021" in text
    assert "Wer von beiden die Stellvertretung hat, sagt keine Quelle." in text
    assert "Letztes Treffen 2021 (bis September), der Tag ist nicht belegt · Q02" in text
    assert "zuletzt mit Datum: 21.02.2018, Bad Fallingbostel, Kreishaus Heidekreis · Q14" in text
    assert "mit allen: 15.09.2021, 4. Jahrestreffen, Hannover · Q16, Q02" in text


def test_m73_where_nobody_is_named_the_answer_says_so() -> None:
    assert "  Sprecheramt     nicht belegt, keine Quelle nennt jemanden\n" in ask("ag-3")
    assert as_json("ag-3", schema="netzwerk-gruppe")["sprecheramt"] == "nicht_belegt"


def test_m73_conflicting_rhythms_stand_beside_what_was_really_held() -> None:
    text = flat(ask("ag-3").partition("Wie oft")[2])
    assert text.startswith("(die Quellen sagen Verschiedenes)")
    for said in (
        "2017: Arbeitsgruppen treffen sich zwei- bis dreimal im Jahr · Q03",
        "2021: Arbeitsgruppen treffen sich bis zu zweimal im Jahr, aus dem Angebotstext · Q02",
        "wirklich getroffen: 2017: 1, 2018: 2*, 2019: 3*, 2020: 4*, 2021 (bis September): 1 · Q02",
    ):
        assert said in text


def test_m73_the_numbers_by_year_are_those_of_the_collection() -> None:
    value = as_json()
    table = {
        each["jahr"]: {zahl["gruppe"]: (zahl["anzahl"], zahl["erschlossen"]) for zahl in each["zahlen"]}
        for each in value["treffen_je_jahr"]
    }
    groups = ("konzeptgruppe", "ag-1", "ag-2", "ag-3")
    assert {year: [row.get(ident, (None,))[0] for ident in groups] for year, row in table.items()} == {
        2016: [1, None, None, None],
        2017: [3, 1, 1, 1],
        2018: [2, 2, 2, 2],
        2019: [2, 2, 2, 3],
        2020: [3, 2, 2, 4],
        2021: [2, 1, 1, 1],
    }
    inferred = {year for year, row in table.items() if all(mark for _, mark in row.values())}
    assert inferred == {2018, 2019, 2020}
    assert [each["bis"] for each in value["treffen_je_jahr"]] == [*[None] * 5, "2021-09"]


def test_m73_the_share_of_kommunen_names_them_and_what_sources_say_instead() -> None:
    found = as_json()["vertretung"]
    assert (found["anzahl"], found["von"]) == (7, 45)
    assert {each["id"] for each in found["kommunen"]} == {
        "landkreis-diepholz",
        "landkreis-emsland",
        "landkreis-heidekreis",
        "landkreis-nienburg-weser",
        "landkreis-stade",
        "stadt-osnabrueck",
        "stadt-wolfsburg",
    }
    assert [each["id"] for each in found["partner"]] == ["bildungsregion-suedniedersachsen-e-v"]
    assert len(found["nicht_belegt"]) == 38
    text = flat(ask())
    assert "7 von 45 Kommunen (16 Prozent) namentlich belegt" in text
    assert "Wortlaut: „33 5“." in text
    assert "belegt ist sie nicht. · Q02" in text
    assert "Über 90 Prozent der niedersächsischen Kommunen gehören zum Netzwerk. (2025) · Q23" in text


def test_m73_a_kommune_whose_speaker_moved_is_no_longer_represented_in_the_group() -> None:
    before, after = (
        as_json("ag-2", "--stichtag", day, schema="netzwerk-gruppe")["vertretung"] for day in ("2022-01-01", HEUTE)
    )
    assert [each["id"] for each in before["kommunen"]] == ["landkreis-heidekreis"]
    assert (after["kommunen"], [each["id"] for each in after["nicht_mehr"]]) == ([], ["landkreis-heidekreis"])
    assert "nicht mehr belegt: Landkreis Heidekreis" in flat(ask("ag-2"))


@pytest.mark.parametrize(
    ("typed", "kennung"),
    [
        ("ag-1", "AG 1"),
        ("AG 1", "AG 1"),
        ("ag1", "AG 1"),
        ("Kommunales Bildungsmanagement", "AG 1"),
        ("AG Bildungsmonitoring", "AG 2"),
        ("monitoring", ""),
        ("Bildungsmonitoring", "AG 2"),
        ("Integration", "AG 3"),
        ("KOMMUNALE KOORDINIERUNG FÜR NEUZUGEWANDERTE", "AG 3"),
        ("konzeptgruppe", "Konzeptgruppe"),
        ("konzept", "Konzeptgruppe"),
        ("netzwerk", "DKBM-Netzwerk Niedersachsen"),
        ("Gesamtnetzwerk", "DKBM-Netzwerk Niedersachsen"),
    ],
)
def test_m73_a_group_answers_to_every_spelling(typed: str, kennung: str) -> None:
    answer = dkbm("netzwerk", *typed.split(" "), cwd=ROOT)
    if kennung:
        assert answer.out.startswith(kennung), answer.err
    else:
        assert answer.status == 4


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("kommunales",), ["»kommunales« ist nicht eindeutig", "dkbm netzwerk ag-1", "dkbm netzwerk ag-2"]),
        (("ag-9",), ["Keine Gruppe heißt »ag-9«."]),
        (("bildungsmanagment",), ["Meinten Sie »ag-1«"]),
        (("zzz",), ["Alle Gruppen zeigt: dkbm netzwerk"]),
        (("--person", "Thomas"), ["nicht eindeutig", "--person p-thomas-dobutowitsch", "--person p-thomas-helmke"]),
        (("--person", "Niemand"), ["Keine Person heißt »Niemand«."]),
        (("--person", " "), ["Keine Person heißt"]),
    ],
)
def test_m73_an_unknown_or_ambiguous_name_is_refused_with_candidates(
    arguments: tuple[str, ...], said: list[str]
) -> None:
    answer = dkbm("netzwerk", *arguments, cwd=ROOT)
    assert (answer.status, answer.out) == (4, "")
    assert [words for words in said if words not in answer.err] == []


@pytest.mark.parametrize(
    "arguments", [("ag-1", "--person", "Tromp"), ("--person", "Tromp", "--zeitleiste"), ("ag-1", "--zeitleiste")]
)
def test_what_does_not_go_together_is_refused(arguments: tuple[str, ...]) -> None:
    answer = dkbm("netzwerk", *arguments, cwd=ROOT)
    assert (answer.status, answer.out) == (2, "")
    assert "--person" in answer.err or "--zeitleiste" in answer.err


def test_m73_a_person_is_shown_with_the_kommunen_over_time() -> None:
    text = flat(ask("--person", "Dubotowitsch"))
    assert "Auch Thomas Dubotowitsch" in text
    assert "2021 AG 2: Sprecher, Landkreis Heidekreis · Q02, Q16" in text
    assert "Dez. 2024 bis Juli 2025 Landkreis Lüneburg: Amt nicht belegt · Q52" in text
    early = ask("--person", "Dobutowitsch", "--stichtag", "2020-01-01")
    assert "an diesem Tag keine Aufgabe belegt" in early
    assert "Lüneburg" not in early
    value = as_json("--person", "Dobutowitsch", schema="netzwerk-person")
    assert [each["stelle"] for each in value["aemter"]] == ["landkreis-heidekreis", "landkreis-lueneburg"]
    assert value["mitwirkungen"][0]["inzwischen"] == "landkreis-lueneburg"


@pytest.mark.parametrize(
    ("arguments", "schema"),
    [
        ((), "netzwerk"),
        (("netzwerk",), "netzwerk"),
        (("--stichtag", "2010-01-01"), "netzwerk"),
        (("ag-1",), "netzwerk-gruppe"),
        (("konzeptgruppe",), "netzwerk-gruppe"),
        (("ag-2", "--stichtag", "2010-01-01"), "netzwerk-gruppe"),
        (("--person", "Tromp"), "netzwerk-person"),
        (("--person", "Kolleck"), "netzwerk-person"),
        (("--person", "Helmke"), "netzwerk-person"),
    ],
)
def test_json_has_its_schema(arguments: tuple[str, ...], schema: str) -> None:
    assert as_json(*arguments, schema=schema)["stichtag"]


def test_an_answer_goes_to_a_file_and_comes_from_an_earlier_stand(tmp_path: Path) -> None:
    target = tmp_path / "ag-1.txt"
    assert ask("ag-1", "-o", str(target)) == ""
    assert target.read_text(encoding="utf-8").startswith("AG 1 · ")
    assert "Datenstand: HEAD (" in ask("ag-1", "--stand", "HEAD")


# --- on Musterland ---


def test_m73_an_office_that_ended_is_vacant_and_its_kommune_gone(tmp_path: Path) -> None:
    root = muster(tmp_path)
    held, ended = (ask("ag-2", "--stichtag", day, cwd=root) for day in ("2019-12-31", "2020-01-01"))
    assert "Frida Fiktiv, Stadt Musterland (Sprecheramt): belegt 2018" in flat(held)
    assert "Stellvertretung nicht belegt" in flat(held)
    assert "  Sprecheramt     frei: wer es hatte, hat es nicht mehr\n" in ended
    assert "Frida" not in ended
    assert "keine von 3 Kommunen namentlich belegt" in flat(ended)


def test_m73_members_and_below_an_ag_its_unterarbeitsgruppen(tmp_path: Path) -> None:
    root = muster(tmp_path)
    text = flat(ask("ag-1", "--stichtag", "2020-06-30", cwd=root))
    assert "Mitglieder, namentlich belegt Frida Fiktiv, Stadt Musterland (Mitglied): belegt 01.02.2019" in text
    assert "Unterarbeitsgruppen UAG Zahlen · Zahlen lesen" in text
    assert "Frida" not in ask("ag-1", "--stichtag", "2020-07-01", cwd=root)
    below = ask("uag-zahlen", cwd=root)
    assert "Unterarbeitsgruppe der AG 1" in below
    assert "Sprecheramt" not in below  # it organises itself: nobody has to hold an office


def test_m73_who_holds_an_office_belongs_to_the_konzeptgruppe(tmp_path: Path) -> None:
    root = muster(tmp_path)
    text = flat(ask("konzeptgruppe", "--stichtag", "2019-06-01", cwd=root))
    assert "rechnerisch höchstens 10 Personen" in text
    by_office = text.partition("Dazu durch ihr Amt in einer Arbeitsgruppe")[2]
    assert "Mara Muster, Landkreis Musterland (Sprecherin), AG 1" in by_office
    assert "Frida Fiktiv, Stadt Musterland (Sprecheramt), AG 2" in by_office
    named = FRIDA + "  - {gruppe: konzeptgruppe, rolle: mitglied, datum: 2019-01-01, quelle: X01}\n"
    again = flat(
        ask(
            "konzeptgruppe",
            "--stichtag",
            "2019-06-01",
            cwd=muster(tmp_path / "b", {"data/personen/p-frida-fiktiv.yaml": named}),
        )
    )
    assert "namentlich belegt Frida Fiktiv (Mitglied)" in again
    assert "Frida" not in again.partition("Dazu durch ihr Amt")[2].partition("Treffen")[0]


def test_m73_a_deputy_is_told_apart_where_a_source_does(tmp_path: Path) -> None:
    deputy = FRIDA.replace("ag-1, rolle: mitglied", "ag-1, rolle: stellvertretung")
    root = muster(tmp_path, {"data/personen/p-frida-fiktiv.yaml": deputy})
    text = ask("ag-1", "--stichtag", "2019-06-01", cwd=root)
    assert "  Stellvertretung Frida Fiktiv, Stadt Musterland (Stellvertretung)" in text
    assert "keine Quelle" not in text.partition("Letztes Treffen")[0]
    assert "Frida Fiktiv (Stadt Musterland), Stellvertretung, belegt 01.02.2019" in flat(
        ask("--stichtag", "2019-06-01", cwd=root)
    )


@pytest.mark.parametrize(
    ("day", "letztes", "bekannt"),
    [
        ("2017-06-01", "keines belegt", (0, 0)),
        ("2018-03-05", "05.03.2018, Rathaus · X01", (1, 1)),
        ("2018-12-31", "2018, der Tag ist nicht belegt · X01", (2, 1)),  # one of the two has a day
        ("2020-09-29", "2019 (erschlossen), der Tag ist nicht belegt · X01", (5, 1)),
        ("2020-09-30", "2020 (bis September), der Tag ist nicht belegt · X01", (6, 1)),
    ],
)
def test_m73_meetings_are_those_that_were_held_by_the_day(
    tmp_path: Path, day: str, letztes: str, bekannt: tuple[int, int]
) -> None:
    root = muster(tmp_path)
    assert f"Letztes Treffen {letztes}" in flat(ask("ag-1", "--stichtag", day, cwd=root))
    value = as_json("ag-1", "--stichtag", day, cwd=root, schema="netzwerk-gruppe")
    assert (value["treffen_bekannt"], value["treffen_mit_datum"]) == bekannt


@pytest.mark.parametrize(
    ("gruppe", "day", "letztes"),
    [
        ("konzeptgruppe", "2016-12-31", "30.11.2016 · Q02"),  # the only one that is counted for the year
        ("konzeptgruppe", "2017-12-31", "2017, der Tag ist nicht belegt · Q02"),
        ("ag-3", "2018-01-01", "05.09.2017, Osnabrück · Q02, Q15"),
    ],
)
def test_m73_a_counted_meeting_that_is_told_singly_has_its_day(gruppe: str, day: str, letztes: str) -> None:
    assert f"Letztes Treffen {letztes}" in flat(ask(gruppe, "--stichtag", day))


def test_m73_a_meeting_that_is_announced_is_never_held(tmp_path: Path) -> None:
    root = muster(tmp_path)
    for day, ahead in (("2030-10-01", True), ("2030-10-02", False)):
        value = as_json("ag-1", "--stichtag", day, cwd=root, schema="netzwerk-gruppe")
        assert [each["name"] for each in value["angekuendigt"]] == (["Herbsttreffen"] if ahead else [])
        assert "Herbsttreffen" not in [each["name"] for each in value["treffen"]]
    assert "Nächstes 01.10.2030, angekündigt" in flat(ask("ag-1", "--stichtag", "2030-10-01", cwd=root))
    assert "Herbsttreffen" not in ask("--zeitleiste", "--stichtag", "2031-01-01", cwd=root)


def mit_teilnahme() -> str:
    """The process of Musterland with the kind of event by which a Kommune takes part."""
    text = musterland()["data/prozess.yaml"].decode()
    return text.replace(
        "ereignisse:\n", "ereignisse:\n  - {art: netzwerk, name: Teilnahme am Netzwerk, wirkung: keine}\n"
    )


def test_m73_an_event_makes_a_kommune_take_part_in_the_whole_and_in_no_group(tmp_path: Path) -> None:
    path = "data/kommunen/region-ohnedaten.yaml"
    before = (ROOT / "tests/daten/musterland" / path).read_text(encoding="utf-8")
    event = 'verlauf:\n  - {ereignis: netzwerk, datum: "2019", quelle: X01}\n'
    planned = event.replace("quelle: X01", "quelle: X01, geplant: true")
    for text, day, gewissheit in (
        (event, "2018-12-31", None),
        (event, "2019-06-01", "belegt"),
        (event, "2020-06-01", "fortgeschrieben"),
        (planned, "2020-06-01", None),
    ):
        changes: dict[str, str | bytes | None] = {path: before + text, "data/prozess.yaml": mit_teilnahme()}
        root = muster(tmp_path / f"{day}{'geplant' in text}", changes)
        found = as_json("--stichtag", day, cwd=root)["vertretung"]["kommunen"]
        own = {each["id"]: each["gewissheit"] for each in found}
        assert own.get("region-ohnedaten") == gewissheit
        groups = as_json("ag-1", "--stichtag", day, cwd=root, schema="netzwerk-gruppe")["vertretung"]["kommunen"]
        assert "region-ohnedaten" not in [each["id"] for each in groups]
        told = "Teilnahme belegt 2019" in flat(dkbm("status", "99003", "--stichtag", day, cwd=root).out)
        assert told == (gewissheit is not None)


def test_a_dataset_without_a_network_says_so(tmp_path: Path) -> None:
    root = lay_out(tmp_path, {"data/netzwerk/ag-1.yaml": None})
    assert "Keine Gruppe im Datensatz." in ask(cwd=root)
    assert "data/netzwerk/netzwerk.yaml fehlt" in ask("netzwerk", cwd=root)
    assert "nichts belegt" in ask("--zeitleiste", cwd=root)
    assert as_json(cwd=root)["gruppen"] == []


@pytest.mark.parametrize(
    "broken", ["kennung: [\n", AG_1.replace('jahr: "2018"', 'jahr: "0000"'), AG_1.replace("AG 1", '"\x1b[2J"')]
)
def test_a_broken_file_of_a_group_leaves_the_rest(tmp_path: Path, broken: str) -> None:
    answer: Answer = dkbm("netzwerk", cwd=muster(tmp_path, {"data/netzwerk/ag-1.yaml": broken}))
    assert answer.status == 0
    assert "AG 2 · Muster-Monitoring" in answer.out
    assert "\x1b" not in answer.out + answer.err


# --- how often, year by year ---

JAHRE = 'kennung: AG 1\nart: arbeitsgruppe\nnamen: [{name: Muster, datum: "2017", quelle: X02}]\n'


def years(root: Path, day: str = HEUTE) -> dict[int, list[tuple[int, bool, bool]]]:
    """For each year the numbers of AG 1: how many, whether at least, whether inferred."""
    value = as_json("ag-1", "--stichtag", day, cwd=root, schema="netzwerk-gruppe")
    return {
        each["jahr"]: [(zahl["anzahl"], zahl["mindestens"], zahl["erschlossen"]) for zahl in each["zahlen"]]
        for each in value["treffen_je_jahr"]
    }


def meetings(*days: str) -> str:
    return "treffen:\n" + "".join(f"  - {{name: T{day}, datum: {day}, quelle: X01}}\n" for day in days)


COUNTED = 'treffen_je_jahr:\n  - {jahr: "2021", anzahl: 2, quelle: X01}\n'


@pytest.mark.parametrize(
    ("text", "expected", "table", "bekannt"),
    [
        (COUNTED, [(2, False, False)], "2", 2),
        (COUNTED + meetings("2021-02-01"), [(2, False, False)], "2", 2),
        (COUNTED + meetings("2021-02-01", "2021-03", "2021-04-01"), [(2, False, False), (3, True, False)], "≥ 3", 3),
        (meetings("2021-02-01", "2021-03-01"), [(2, True, False)], "≥ 2", 2),
        (
            COUNTED.replace("quelle", "bis: 2021-06, quelle") + meetings("2021-05-01", "2021-09-01"),
            [(2, False, False), (3, True, False)],
            "≥ 3",
            3,
        ),
        (
            COUNTED + '  - {jahr: "2021", anzahl: 3, quelle: X03, erschlossen: true}\n',
            [(2, False, False), (3, False, True)],
            "2/3*",
            3,
        ),
    ],
)
def test_m73_a_year_has_the_number_counted_or_that_of_single_meetings(
    tmp_path: Path, text: str, expected: list[tuple[int, bool, bool]], table: str, bekannt: int
) -> None:
    root = muster(tmp_path, {"data/netzwerk/ag-1.yaml": JAHRE + text})
    assert years(root)[2021] == expected
    row = next(line for line in ask(cwd=root).partition("Treffen je Jahr")[2].splitlines() if "2021" in line)
    assert re.split(" {2,}", row.strip())[1] == table
    assert as_json("ag-1", cwd=root, schema="netzwerk-gruppe")["treffen_bekannt"] == bekannt
    assert ("≥ mindestens" in ask(cwd=root)) == ("≥" in table)


def test_m73_meetings_of_a_running_year_stand_in_the_table_at_once(tmp_path: Path) -> None:
    root = muster(tmp_path, {"data/netzwerk/ag-1.yaml": JAHRE + meetings("2026-01-10", "2026-02-10", "2026-03-10")})
    assert years(root, "2026-02-28") == {2026: [(2, True, False)]}
    assert "wirklich getroffen: 2026: mindestens 3 einzeln belegt · X01" in flat(ask("ag-1", cwd=root))
    assert years(root, "2025-12-31") == {}


def test_m73_numbers_of_sources_that_differ_stand_side_by_side_with_their_sources(tmp_path: Path) -> None:
    text = JAHRE + 'treffen_je_jahr:\n  - {jahr: "2021", anzahl: 2, quelle: X02, erschlossen: true}\n'
    root = muster(tmp_path, {"data/netzwerk/ag-1.yaml": text + '  - {jahr: "2021", anzahl: 3, quelle: X01}\n'})
    assert "2021: 2 (erschlossen, X02) / 3 (X01)" in flat(ask("ag-1", cwd=root))


def test_m73_the_table_of_years_fits_80_columns_with_many_groups(tmp_path: Path) -> None:
    more: dict[str, str | bytes | None] = {
        f"data/netzwerk/uag-{n}.yaml": f"kennung: UAG Thema Nummer {n}\nart: unterarbeitsgruppe\nteil_von: ag-1\n"
        for n in range(9)
    }
    screen = ask(cwd=muster(tmp_path, more))
    assert max(map(len, screen.splitlines())) <= 80
    table = screen.partition("Treffen je Jahr")[2]
    assert [f"UAG Thema Nummer {n}" in table for n in range(9)] == [True] * 9


def test_m73_a_last_meeting_that_is_inferred_says_so() -> None:
    screen = flat(ask("ag-3", "--stichtag", "2021-01-01"))
    assert "Letztes Treffen 2020 (erschlossen), der Tag ist nicht belegt" in screen
    assert "(letztes Treffen 2020, erschlossen)" in screen
    value = as_json("ag-3", "--stichtag", "2021-01-01", schema="netzwerk-gruppe")
    assert value["letztes_treffen"]["erschlossen"] is True
    assert [each["erschlossen"] for each in value["offenes"] if each["art"] == "treffen"] == [True]
    assert as_json("ag-3", schema="netzwerk-gruppe")["letztes_treffen"]["erschlossen"] is False


# --- both offices, an office nobody can name, leaving ---

BEIDE = """name: Mara Muster
netzwerk:
  - {gruppe: ag-1, rolle: sprecheramt, stelle: landkreis-musterland, datum: 2019-01-01, quelle: X01}
  - {gruppe: ag-1, rolle: stellvertretung, stelle: landkreis-musterland, datum: DAY, quelle: X01}
"""


@pytest.mark.parametrize(("day", "both"), [("2019-01-01", True), ("2020-01-01", False)])
def test_m73_who_is_attested_in_both_offices_for_one_time_is_shown_in_both(
    tmp_path: Path, day: str, both: bool
) -> None:
    root = muster(tmp_path, {"data/personen/p-mara-muster.yaml": BEIDE.replace("DAY", day)})
    screen = ask("ag-1", "--stichtag", "2020-06-01", cwd=root)
    assert ("Sprecheramt     Mara Muster" in screen, "  Stellvertretung Mara Muster" in screen) == (both, True)
    value = as_json("ag-1", "--stichtag", "2020-06-01", cwd=root, schema="netzwerk-gruppe")
    roles = [each["rolle"] for each in value["sprechende"]]
    assert roles == (["sprecheramt", "stellvertretung"] if both else ["stellvertretung"])
    assert [each for each in value["offenes"] if each["art"] == "stellvertretung"] == []


ZWEI = "name: {}\nnetzwerk:\n  - {{gruppe: ag-1, rolle: sprecheramt, datum: 2019-01-01, {}quelle: X01}}\n"


def test_m73_of_two_without_told_offices_one_leaves_and_nobody_knows_which_is_vacant(tmp_path: Path) -> None:
    root = muster(
        tmp_path,
        {
            "data/personen/p-mara-muster.yaml": ZWEI.format("Mara Muster", ""),
            "data/personen/p-frida-fiktiv.yaml": ZWEI.format("Frida Fiktiv", "bis: 2020-06-30, "),
        },
    )
    screen = flat(ask("ag-1", "--stichtag", "2020-07-01", cwd=root))
    assert "Ob es das Sprecheramt oder die Stellvertretung ist, sagt keine Quelle." in screen
    assert "Stellvertretung nicht belegt" not in screen
    open_ = as_json("ag-1", "--stichtag", "2020-07-01", cwd=root, schema="netzwerk-gruppe")["offenes"]
    text = "Sprecheramt oder Stellvertretung: eines von beiden frei, welches sagt keine Quelle"
    assert text in [each["text"] for each in open_]
    assert "Wer von beiden die Stellvertretung hat" in flat(ask("ag-1", "--stichtag", "2020-06-30", cwd=root))


KONZEPTIONELL = "  - {gruppe: konzeptgruppe, rolle: mitglied, datum: 2019-01-01, bis: 2019-12-31, quelle: X01}\n"


def test_m73_who_left_the_konzeptgruppe_is_no_longer_there_by_office(tmp_path: Path) -> None:
    root = muster(tmp_path, {"data/personen/p-mara-muster.yaml": MARA + KONZEPTIONELL})
    assert "Mara Muster" in ask("konzeptgruppe", "--stichtag", "2019-12-31", cwd=root)
    assert "Mara Muster" not in ask("konzeptgruppe", "--stichtag", "2020-01-01", cwd=root)
    later = MARA.replace('datum: "2018"', "datum: 2020-03-01")  # a new office brings one in again
    again = muster(tmp_path / "b", {"data/personen/p-mara-muster.yaml": later + KONZEPTIONELL})
    assert "Mara Muster" in ask("konzeptgruppe", "--stichtag", "2020-03-01", cwd=again)


def test_m73_a_kommune_whose_person_left_is_named_as_no_longer_represented(tmp_path: Path) -> None:
    root = muster(tmp_path)
    screen = flat(ask("ag-1", "--stichtag", "2020-07-01", cwd=root))
    assert "nicht mehr belegt: Stadt Musterland (die Person ist ausgetreten)" in screen
    value = as_json("ag-1", "--stichtag", "2020-07-01", cwd=root, schema="netzwerk-gruppe")["vertretung"]
    assert [(each["id"], each["personen"]) for each in value["nicht_mehr"]] == [
        ("stadt-musterland", ["p-frida-fiktiv"])
    ]
    assert "nicht mehr: Stadt Musterland" in ask("--stichtag", "2020-07-01", cwd=root)
    assert "nicht mehr" not in ask("ag-1", "--stichtag", "2020-06-30", cwd=root)


# --- nothing is surer than its source ---


def test_m73_the_note_and_the_doubt_on_a_part_go_with_it(tmp_path: Path) -> None:
    noted = FRIDA.replace("bis: 2020-06-30,", "bemerkung: nur mündlich, zweifel: Name schlecht lesbar.,")
    root = muster(tmp_path, {"data/personen/p-frida-fiktiv.yaml": noted})
    for screen in (ask("ag-1", cwd=root), ask("--person", "Frida", cwd=root), dkbm("status", "99002", cwd=root).out):
        assert "; nur mündlich; Zweifel: Name schlecht lesbar · X01" in flat(screen), screen
    value = as_json("ag-1", cwd=root, schema="netzwerk-gruppe")
    found = [
        (each["bemerkung"], each["zweifel"]) for each in value["mitwirkende"] if each["person"] == "p-frida-fiktiv"
    ]
    assert found == [("nur mündlich", "Name schlecht lesbar.")]
    person = as_json("--person", "Frida", cwd=root, schema="netzwerk-person")
    assert person["aufgaben"][1]["zweifel"] == "Name schlecht lesbar."


def test_m73_a_time_that_is_read_into_a_source_stands_beside_its_words() -> None:
    said = "Idee und Konzept entstehen, Kommunen gemeinsam mit der Agentur (die Quelle sagt „Ende 2016“) · Q02"
    assert said in flat(ask("--zeitleiste"))
    (step,) = (each for each in as_json()["zeitleiste"] if each["art"] == "entstehung" and each["bemerkung"])
    assert (step["datum"], step["bemerkung"]) == ("2016-10..2016-12", "die Quelle sagt „Ende 2016“")


@pytest.mark.parametrize(("day", "there"), [("2017-10-15", False), ("2017-10-16", True)])
def test_m73_a_group_whose_name_has_no_date_is_as_old_as_its_source(tmp_path: Path, day: str, there: bool) -> None:
    text = "kennung: AG 7\nart: arbeitsgruppe\nnamen: [{name: Neu, quelle: X02}]\n"
    root = muster(tmp_path, {"data/netzwerk/ag-7.yaml": text})
    assert as_json("ag-7", "--stichtag", day, cwd=root, schema="netzwerk-gruppe")["besteht"] is there


def test_m73_a_kommune_is_asked_for_who_of_it_takes_part(tmp_path: Path) -> None:
    root = muster(tmp_path)
    then, now = (ask("--kommune", "99002", "--stichtag", day, cwd=root) for day in ("2019-06-01", "2020-07-01"))
    assert "Im Netzwerk AG 1: Frida Fiktiv (Mitglied), belegt 01.02.2019" in flat(then)
    assert "Beendet" not in then
    assert "An diesem Tag ist niemand belegt" in now
    assert "Beendet AG 1: Frida Fiktiv (Mitglied), bis 30.06.2020 · X01" in flat(now)
    value = as_json("--kommune", "99002", "--stichtag", "2020-01-01", cwd=root, schema="netzwerk-kommune")
    assert [(each["gruppe"], each["person"]) for each in value["mitwirkungen"]] == [("ag-1", "p-frida-fiktiv")]
    assert [(each["gruppe"], each["bis"]) for each in value["beendet"]] == [("ag-2", "2019-12-31")]


def test_m73_status_and_netzwerk_say_the_same_of_a_kommune() -> None:
    (line,) = (line for line in ask("--kommune", "Emsland").splitlines() if line.startswith("    – AG"))
    assert line.removeprefix("    – ").split(",")[0] in flat(dkbm("status", "Emsland", cwd=ROOT, heute=HEUTE).out)
    value = as_json("--kommune", "Heidekreis", schema="netzwerk-kommune")
    assert [each["gewissheit"] for each in value["teilnahmen"]] == ["fortgeschrieben"]


@pytest.mark.parametrize(("name", "said"), [("Nirgends", "Nirgends"), ("", "Alle Namen zeigt: dkbm list")])
def test_m73_a_kommune_nobody_knows_is_refused(name: str, said: str) -> None:
    answer = dkbm("netzwerk", "--kommune", name, cwd=ROOT)
    assert (answer.status, answer.out) == (4, "")
    assert said in answer.err


def test_m73_a_planned_meeting_has_its_place_and_host(tmp_path: Path) -> None:
    planned = AG_1.replace(
        "datum: 2030-10-01, geplant", "datum: 2030-10-01, ort: Schloss, gastgeber: stadt-musterland, geplant"
    )
    root = muster(tmp_path, {"data/netzwerk/ag-1.yaml": planned})
    said = "01.10.2030, angekündigt: Herbsttreffen, Schloss. Gastgeber: Stadt Musterland · X01"
    assert f"Nächstes {said}" in flat(ask("ag-1", cwd=root))
    assert f"Geplant {said.replace(', angekündigt', '')}" in flat(ask(cwd=root))


def test_m73_no_line_ends_within_an_ordinal_or_the_form_of_a_verein() -> None:
    for screen in (ask("netzwerk"), ask("--zeitleiste"), ask("ag-2"), ask("ag-3"), ask("--person", "Deiters")):
        assert not re.search(r"([1-4]\.| e\.)\n", screen)


def test_m73_a_time_within_a_year_says_the_year_once() -> None:
    assert "    – 2017, spätestens 31.05.: Treffen der Koordinatorinnen" in ask("ag-3")


def test_m73_the_word_of_the_source_stays_where_a_later_one_has_none(tmp_path: Path) -> None:
    again = MARA + "  - {gruppe: ag-1, rolle: sprecheramt, stelle: landkreis-musterland, datum: 2020-05, quelle: X01}\n"
    root = muster(tmp_path, {"data/personen/p-mara-muster.yaml": again})
    assert "Mara Muster, Landkreis Musterland (Sprecherin): seit 2018 belegt, zuletzt Mai 2020" in flat(
        ask("ag-1", cwd=root)
    )


def test_m73_a_long_name_that_nobody_has_is_not_repeated_whole() -> None:
    answer = dkbm("netzwerk", "z" * 3000, cwd=ROOT)
    assert (answer.status, len(answer.err) < 200) == (4, True)


@pytest.mark.parametrize("wer", ["p-tom-test", "Tom Test"])
def test_m73_a_person_whose_file_is_broken_is_not_called_unknown(tmp_path: Path, wer: str) -> None:
    root = muster(tmp_path, {"data/personen/p-tom-test.yaml": "name: [\n"})
    answer: Answer = dkbm("netzwerk", "--person", wer, cwd=root)
    assert (answer.status, "data/personen/p-tom-test.yaml lässt sich nicht lesen" in answer.err) == (1, True)


@pytest.mark.parametrize("befehl", [("netzwerk", "AG 1"), ("forum", "ag-1"), ("agenda", "--gruppe", "ag-1")])
def test_m73_a_group_whose_file_is_broken_is_not_called_unknown(tmp_path: Path, befehl: tuple[str, ...]) -> None:
    answer: Answer = dkbm(*befehl, cwd=muster(tmp_path, {"data/netzwerk/ag-1.yaml": "kennung: [\n"}))
    assert answer.status == 1
    assert "data/netzwerk/ag-1.yaml lässt sich nicht lesen" in answer.err
    assert "dkbm validate data/netzwerk/ag-1.yaml" in answer.err
    assert "Meinten Sie" not in answer.err
