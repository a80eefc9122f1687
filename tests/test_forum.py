"""The forum of the groups as it is read: threads, what is asked for, a thread as a tree, the search (M 74)."""

import json
from pathlib import Path

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dkbm.datum import parse_datum
from dkbm.diagnostic import Place
from dkbm.model.forum import Beitrag
from dkbm.queries.forum import faeden
from tests.aufruf import Answer, dkbm, lay_out
from tests.forum import FORUM, KOPF, antwort, beitrag
from tests.muster import musterland

ROOT = Path(__file__).parents[1]
SCHEMA = json.loads((ROOT / "schemas/ausgabe/forum.schema.json").read_text(encoding="utf-8"))
AG2 = musterland()["data/netzwerk/ag-1.yaml"].decode().replace("AG 1", "AG 2").replace("Muster-Management", "Planung")
KITAS = "2024-01-10-daten-aus-kitas"
BEITRAEGE = {
    f"ag-1/{KITAS}": beitrag(
        titel="Daten aus Kitas", datum="2024-01-10", schlagworte="[bildungsmonitoring]", text="Wer hat\n\n  - Verträge?"
    ),
    "ag-1/2024-01-11-01": antwort(KITAS, "2024-01-11", text="Wir haben einen Vertrag."),
    "ag-1/2024-01-12-01": antwort("2024-01-11-01", "2024-01-12", von="p-mara-muster", text="Danke!"),
    "ag-1/2024-01-12-02": antwort(KITAS, "2024-01-12", text="Dazu gibt es eine Studie."),
    "ag-1/2024-01-09-treffen": beitrag(titel="Treffen", art="mitteilung", von="p-tom-test", datum="2024-01-09"),
    "ag-2/2024-01-11-haushalt": beitrag(titel="Haushalt", datum="2024-01-11", text="Wie plant ihr?"),
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return forum(tmp_path_factory.mktemp("forum"), BEITRAEGE)


def forum(folder: Path, beitraege: dict[str, str]) -> Path:
    files: dict[str, str | bytes | None] = {f"{FORUM}/{name}.yaml": text for name, text in beitraege.items()}
    return lay_out(folder, {"data/netzwerk/ag-2.yaml": AG2, **files})


def shown(answer: Answer) -> list[str]:
    """The ids of the threads a list shows, in its order."""
    assert answer.status == 0, answer.err
    return [line.strip() for line in answer.out.splitlines() if line.startswith("    2024-")]


LISTE = """\
Forum AG 1 Muster-Management                                    2 Fäden · intern

  Daten aus Kitas
    Anfrage von Mara Muster, 10.01.2024 · Bildungsmonitoring
    3 Antworten, zuletzt 12.01.2024 von Dr. Tom Test
    2024-01-10-daten-aus-kitas

  Treffen
    Mitteilung von Dr. Tom Test, 09.01.2024
    keine Antworten
    2024-01-09-treffen

Forum AG 2 Planung                                              1 Faden · intern

  Haushalt
    Anfrage von Mara Muster, 11.01.2024
    noch ohne Antwort
    2024-01-11-haushalt
"""
FADEN = """\
Daten aus Kitas
Forum AG 1 Muster-Management                          intern: nur für Mitglieder

  Mara Muster, 10.01.2024 · Anfrage                   2024-01-10-daten-aus-kitas
    Schlagworte: Bildungsmonitoring
    Wer hat

      - Verträge?

    └ Dr. Tom Test, 11.01.2024                                     2024-01-11-01
      Wir haben einen Vertrag.

      └ Mara Muster, 12.01.2024                                    2024-01-12-01
        Danke!

    └ Dr. Tom Test, 12.01.2024                                     2024-01-12-02
      Dazu gibt es eine Studie.
"""


def test_m74_all_groups_have_their_threads_the_newest_activity_first(root: Path) -> None:
    assert dkbm("forum", cwd=root).out == LISTE


@pytest.mark.parametrize(
    "name", [KITAS, f"ag-1/{KITAS}", "2024-01-10", "kitas", "2024-01-11", f"{FORUM}/ag-1/{KITAS}.yaml"]
)
def test_m74_a_thread_is_a_tree_whichever_of_its_contributions_is_named(root: Path, name: str) -> None:
    assert dkbm("forum", "ag-1", name, cwd=root).out == FADEN


AUSWAHL = [
    (("ag-1",), [KITAS, "2024-01-09-treffen"]),
    (("AG1",), [KITAS, "2024-01-09-treffen"]),
    (("--art", "anfrage"), [KITAS, "2024-01-11-haushalt"]),
    (("--art", "Mitteilung"), ["2024-01-09-treffen"]),
    (("--thema", "bildungsmonitoring"), [KITAS]),
    (("--thema", "Bildungsmonitoring", "--art", "mitteilung"), []),
    (("--seit", "2024-01-12"), [KITAS]),
    (("--seit", "2024-01-11"), [KITAS, "2024-01-11-haushalt"]),
    (("--seit", "2024-01-13"), []),
    (("--offen",), ["2024-01-11-haushalt"]),
    (("ag-1", "--offen"), []),
]


@pytest.mark.parametrize(("options", "ids"), AUSWAHL, ids=lambda value: " ".join(value) if value else "nothing")
def test_m74_threads_are_chosen_by_group_kind_keyword_day_and_what_is_open(
    root: Path, options: tuple[str, ...], ids: list[str]
) -> None:
    assert shown(dkbm("forum", *options, cwd=root)) == ids
    found = json.loads(dkbm("forum", *options, "--format", "json", cwd=root).out)
    assert sorted(each["id"] for each in found["faeden"]) == sorted(ids)


FALSCH = [
    (("ag-7",), 4, "Keine Gruppe heißt »ag-7«"),
    (("ag-1", "2024-02"), 4, "Einen Beitrag »2024-02« gibt es nicht."),
    (("ag-1", "haushalt"), 4, "gibt es nicht"),
    (("ag-1", "daten-aus-kitaz"), 4, f"Meinten Sie »ag-1/{KITAS}«?"),
    (("ag-1", "2024-01-12"), 4, "ag-1/2024-01-12-02  Antwort auf 2024-01-10-daten-aus-kitas"),
    (("--art", "quatsch"), 4, "Es gibt: idee, anfrage, hinweis, mitteilung."),
    (("--art", "mitteilungen"), 4, "Meinten Sie »mitteilung«?"),
    (("--thema", "wetter"), 4, "Es gibt: bildungsmonitoring, uebergang-schule-beruf."),
    (("--thema", "a", "--thema", "b"), 2, "nur einmal"),
    (("--seit", "gestern"), 2, "»gestern« bei --seit ist kein Datum."),
    (("--suche", ""), 2, "--suche: Hier steht kein Wort."),
    (("--suche", "x" * 501), 2, "501 Zeichen"),
    (("--suche", "der"), 2, "steht in fast jedem Text"),
    (("ag-1", KITAS, "--suche", "kita"), 2, "Ein Faden wird ganz gezeigt"),
    (("ag-1", KITAS, "--offen"), 2, "Ein Faden wird ganz gezeigt"),
    (("ag-1", "--titel", "x"), 2, "--titel gehört zum Schreiben"),
    (("ag-1", "--commit"), 2, "--commit gehört zum Schreiben"),
    (("netzwerk",), 4, "Jede Gruppe hat ihr eigenes Forum"),
]


@pytest.mark.parametrize(("options", "status", "said"), FALSCH)
def test_m74_what_is_not_there_ends_with_what_there_is(
    root: Path, options: tuple[str, ...], status: int, said: str
) -> None:
    answer = dkbm("forum", *options, cwd=root)
    assert (answer.status, answer.out) == (status, "")
    assert said in answer.err


def test_m74_the_search_is_ranked_and_shows_where_the_words_stand(root: Path) -> None:
    text = dkbm("forum", "--suche", "vertrag", cwd=root).out
    assert "2 Beiträge · intern" in text
    assert text.index("dkbm forum ag-1 2024-01-11-01") < text.index(f"dkbm forum ag-1 {KITAS}"), "the whole word first"
    assert "» Wir haben einen Vertrag." in text
    assert "2 Beiträge" not in dkbm("forum", "ag-2", "--suche", "vertrag", cwd=root).out


def test_m74_the_search_finds_titles_and_keywords_and_says_what_may_be_meant(root: Path) -> None:
    found = json.loads(dkbm("forum", "--suche", "kitas", "--format", "json", cwd=root).out)
    assert [each["id"] for each in found["funde"]] == [KITAS]
    assert [each["id"] for each in found["faeden"]] == [KITAS]
    assert KITAS in dkbm("forum", "--suche", "monitoring", cwd=root).out
    assert (
        dkbm("forum", "--suche", "haushlat", cwd=root).out
        == "»haushlat« steht in keinem Beitrag. Meinten Sie »Haushalt«?\n"
    )
    assert dkbm("forum", "--suche", "xyzzy", cwd=root).out == "»xyzzy« steht in keinem Beitrag.\n"
    assert "Meinten Sie »Monitoring«?" in dkbm("forum", "--suche", "monitorring", cwd=root).out


def test_m74_nothing_found_says_where_nothing_was_found(root: Path) -> None:
    assert dkbm("forum", "--suche", "xyzzy", "--offen", cwd=root).out == (
        "»xyzzy« steht in keinem Beitrag der gewählten Fäden.\n"
    )
    only = dkbm("forum", "ag-2", "--suche", "xyzzy", cwd=root).out
    assert only.startswith("»xyzzy« steht in keinem Beitrag im Forum AG 2")
    assert "keine passenden Fäden" in dkbm("forum", "--art", "mitteilung", cwd=root).out
    assert "keine passenden Fäden" not in dkbm("forum", cwd=root).out
    assert dkbm("forum", "--art", "Anfrage", cwd=root).out == dkbm("forum", "--art", "anfrage", cwd=root).out
    assert max(map(len, dkbm("forum", "--suche", "y" * 400, cwd=root).out.splitlines())) <= 80


@pytest.mark.parametrize("options", [(), ("ag-1",), ("ag-1", KITAS), ("--suche", "vertrag"), ("--offen",)])
def test_m74_json_follows_its_schema(root: Path, options: tuple[str, ...]) -> None:
    value = json.loads(dkbm("forum", *options, "--format", "json", cwd=root).out)
    jsonschema_rs.Draft202012Validator(SCHEMA).validate(value)
    assert value["intern"] is True
    assert value["faeden"]


def test_m74_json_holds_every_contribution_as_it_was_written(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "forum.json"
    assert dkbm("forum", "ag-1", KITAS, "--format", "json", "-o", target, cwd=root).out == ""
    (faden,) = json.loads(target.read_text("utf-8"))["faeden"]
    assert [(each["id"], each["tiefe"]) for each in faden["beitraege"]] == [
        (KITAS, 0),
        ("2024-01-11-01", 1),
        ("2024-01-12-01", 2),
        ("2024-01-12-02", 1),
    ]
    assert faden["beitraege"][0]["text"] == "Wer hat\n\n  - Verträge?"
    assert faden["beitraege"][1]["von"] == {"id": "p-tom-test", "name": "Dr. Tom Test"}
    assert (faden["antworten"], faden["letzter_beitrag"], faden["offen"]) == (3, "2024-01-12", False)


def test_m74_a_dataset_without_a_forum_has_an_empty_one(tmp_path: Path) -> None:
    lay_out(tmp_path)
    empty = "Forum AG 1 Muster-Management                                keine Fäden · intern\n"
    assert dkbm("forum", cwd=tmp_path).out == empty
    assert json.loads(dkbm("forum", "--format", "json", cwd=tmp_path).out)["faeden"] == []


def test_m74_what_is_broken_is_said_and_hides_nothing_else(tmp_path: Path) -> None:
    root = forum(tmp_path, {**BEITRAEGE, f"ag-1/{KITAS}": f"{KOPF}art: [\n"})
    answer = dkbm("forum", "ag-1", cwd=root)
    assert f"{FORUM}/ag-1/{KITAS}.yaml:" in answer.err
    assert shown(answer) == ["2024-01-12-02", "2024-01-11-01", "2024-01-09-treffen"]
    assert "(Antwort ohne den Beitrag, auf den sie antwortet)" in answer.out


def test_m74_the_kinds_are_those_the_network_declares(tmp_path: Path) -> None:
    network = "name: Netz\nforum: {beitragsarten: [{art: anfrage, name: Bitte um Rat}], quelle: X02}\n"
    root = lay_out(
        tmp_path,
        {"data/netzwerk/netzwerk.yaml": network, f"{FORUM}/ag-1/2024-01-15-x.yaml": beitrag(datum="2024-01-15")},
    )
    assert "Bitte um Rat von Mara Muster" in dkbm("forum", cwd=root).out
    assert dkbm("forum", "--art", "bitte um rat", cwd=root).status == 0
    assert dkbm("forum", "--art", "idee", cwd=root).status == 4


def test_m74_long_lines_and_deep_answers_fit_the_screen(tmp_path: Path) -> None:
    chain = {"ag-1/2024-01-01-00": beitrag(titel="Wort " * 30, datum="2024-01-01", text="lang " * 60)}
    for number in range(1, 30):
        chain[f"ag-1/2024-01-01-{number:02}"] = antwort(f"2024-01-01-{number - 1:02}", "2024-01-01", text="tief " * 40)
    text = dkbm("forum", "ag-1", "2024-01-01-00", cwd=forum(tmp_path, chain)).out
    assert [line for line in text.splitlines() if len(line) > 80] == []
    assert "Antwort auf 2024-01-01-28" in text
    assert text.count("tief") == 29 * 40


IDS = st.integers(0, 7).map(lambda number: f"2024-01-0{number + 1}-{number:02}")


@given(st.dictionaries(IDS, st.one_of(st.none(), IDS), max_size=8), st.sampled_from(["ag-1", "ag-2"]))
def test_m74_every_contribution_stands_in_exactly_one_thread_whatever_answers_what(
    links: dict[str, str | None], gruppe: str
) -> None:
    """Also where answers go round in a circle, or to nothing."""
    entries = [
        Beitrag(ident, gruppe, "p-x", parse_datum(ident[:10]), "x", Place(f"{gruppe}/{ident}"), antwort_auf=auf)
        for ident, auf in links.items()
    ]
    found = faeden(entries)
    assert sorted(zweig.beitrag.id for faden in found for zweig in faden.zweige) == sorted(links)
    assert found == faeden(reversed(entries)), "the order of the files does not count"
    for faden in found:
        _opens(faden.beitrag, links)
        seen: dict[str, int] = {}
        for zweig in faden.zweige:
            assert zweig.tiefe == (seen[zweig.beitrag.antwort_auf or ""] + 1 if seen else 0)
            seen[zweig.beitrag.id] = zweig.tiefe


def _opens(first: Beitrag, links: dict[str, str | None]) -> None:
    """It answers nothing that is there, or it is the earliest of a circle."""
    trail, ident = [first.id], first.antwort_auf
    while ident in links and ident not in trail:
        trail.append(ident)
        ident = links[ident]
    assert first.antwort_auf not in links or (ident == first.id == min(trail))
