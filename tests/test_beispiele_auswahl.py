"""`dkbm beispiele auszählen`: Nennungen and Priorisierung counted, ties open, nobody counted twice (M 75)."""

import json
from pathlib import Path
from random import Random

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dkbm.diagnostic import Place
from dkbm.model.auswahl import Auswahl, Leitfragen, Nennung, Punkte, Wertung
from dkbm.queries.auszaehlung import zaehle
from tests.aufruf import dkbm, lay_out
from tests.beispielland import AUSWAHL, BEISPIELE

ROOT = Path(__file__).parent.parent
HIER = Place("data/auswahl/x.yaml")
A, B, C = "landkreis-a", "landkreis-b", "landkreis-c"


def auswahl(
    nennungen: str,
    *priorisierung: Wertung,
    gruppen: tuple[str, ...] = ("ag-1", "ag-2"),
    eckpunkte: tuple[int, ...] = (1,),
) -> Auswahl:
    """Every letter of `nennungen` is a Kommune that AG 1 names for Eckpunkt 1."""
    named = tuple(Nennung(1, f"landkreis-{letter}", "ag-1", HIER) for letter in nennungen)
    fragen = tuple(map(Leitfragen, eckpunkte))
    return Auswahl("x", "X", gruppen, fragen, HIER, nennungen=named, priorisierung=priorisierung)


def rang(gruppe: str, *kommunen: str, eckpunkt: int = 1) -> Wertung:
    return Wertung(eckpunkt, gruppe, HIER, rangfolge=kommunen)


def punkte(gruppe: str, **each: int) -> Wertung:
    return Wertung(1, gruppe, HIER, punkte=tuple(Punkte(f"landkreis-{name}", count) for name, count in each.items()))


def plaetze(gezaehlt: Auswahl) -> list[tuple[str, int, int | None]]:
    (stand,) = zaehle(gezaehlt).staende
    return [(each.kommune[-1], each.summe, each.rang) for each in stand.plaetze]


@pytest.mark.parametrize(
    ("gegeben", "wanted", "gewaehlt"),
    [
        (auswahl("abc", rang("ag-1", A, B, C), rang("ag-2", A, C, B)), [("a", 6, 1), ("b", 3, 2), ("c", 3, 2)], A),
        (auswahl("abc", rang("ag-1", B), rang("ag-2", B, A)), [("b", 6, 1), ("a", 2, 2), ("c", 0, 3)], B),
        (auswahl("ab", rang("ag-1", A, B), rang("ag-2", B, A)), [("a", 3, 1), ("b", 3, 1)], None),
        (auswahl("ab", punkte("ag-1", a=1, b=3), punkte("ag-2", a=1)), [("b", 3, 1), ("a", 2, 2)], B),
        (auswahl("ab", rang("ag-1", A, B)), [("a", 2, 1), ("b", 1, 2)], None),
        (auswahl("ab"), [("a", 0, None), ("b", 0, None)], None),
        (auswahl("a", punkte("ag-1", a=0), punkte("ag-2", a=0)), [("a", 0, 1)], None),
        (auswahl("aab", rang("ag-1", A, B), rang("ag-2", A, B)), [("a", 4, 1), ("b", 2, 2)], A),
        (auswahl("", rang("ag-1")), [], None),
    ],
    ids=[
        "all-rank",
        "short-lists",
        "tie",
        "points",
        "one-missing",
        "nobody-ranked",
        "no-points",
        "named-twice",
        "nobody-named",
    ],
)
def test_m75_points_and_ranks(
    gegeben: Auswahl, wanted: list[tuple[str, int, int | None]], gewaehlt: str | None
) -> None:
    assert plaetze(gegeben) == wanted
    assert zaehle(gegeben).staende[0].gewaehlt == gewaehlt


@pytest.mark.parametrize(
    ("gegeben", "said"),
    [
        (auswahl("ab", rang("ag-3", A)), "Die Gruppe »ag-3« nimmt an der Auswahl nicht teil."),
        (auswahl("ab", rang("ag-1", A, eckpunkt=2)), "Zu Eckpunkt 2 wird nicht ausgewählt."),
        (auswahl("ab", rang("ag-1", C)), "»landkreis-c« ist zu Eckpunkt 1 nicht genannt"),
        (auswahl("ab", rang("ag-1")), "Eine Wertung zu Eckpunkt 1 hat entweder eine Rangfolge oder Punkte."),
        (
            auswahl("ab", punkte("ag-1", a=1)._replace(rangfolge=(A,))),
            "Eine Wertung zu Eckpunkt 1 hat entweder eine Rangfolge oder Punkte.",
        ),
    ],
)  # fmt: skip
def test_m75_what_breaks_the_rules_is_not_counted_and_said(gegeben: Auswahl, said: str) -> None:
    found = zaehle(gegeben)
    assert [said in each.text for each in found.einwaende] == [True]
    assert all(each.summe == 0 for each in found.staende[0].plaetze)


@pytest.mark.parametrize(
    ("gegeben", "said"),
    [
        (auswahl("ab", rang("ag-1", A), rang("ag-1", B)), "Die Gruppe »ag-1« wertet zu Eckpunkt 1 mehr als einmal."),
        (auswahl("ab", rang("ag-1", A), punkte("ag-2", b=9)), "teils mit Rangfolge, teils mit Punkten"),
    ],
)
def test_m75_of_two_that_do_not_go_together_none_is_preferred(gegeben: Auswahl, said: str) -> None:
    found = zaehle(gegeben)
    assert [said in each.text for each in found.einwaende] == [True, True]
    stand = found.staende[0]
    assert {*stand.ausstehend, *stand.verworfen} == {"ag-1", "ag-2"}
    assert stand.gewaehlt is None


@pytest.mark.parametrize(
    ("gegeben", "wanted", "said"),
    [
        (auswahl("ab", rang("ag-1", C, B, A), rang("ag-2", B, A)), [("b", 4, 1), ("a", 2, 2)], "»landkreis-c« ist"),
        (auswahl("ab", rang("ag-1", B, B, A), rang("ag-2", B)), [("b", 4, 1), ("a", 1, 2)], "mehr als einmal"),
        (auswahl("ab", punkte("ag-1", a=3, c=9), punkte("ag-2", b=1)), [("a", 3, 1), ("b", 1, 2)], "»landkreis-c« ist"),
    ],
)
def test_m75_of_a_wertung_only_the_wrong_vote_is_left_out(
    gegeben: Auswahl, wanted: list[tuple[str, int, int | None]], said: str
) -> None:
    found = zaehle(gegeben)
    assert plaetze(gegeben) == wanted
    assert [said in each.text for each in found.einwaende] == [True]
    assert (found.staende[0].ausstehend, found.staende[0].verworfen) == ((), ())
    assert found.staende[0].gewaehlt == f"landkreis-{wanted[0][0]}"


def test_m75_a_wertung_of_which_nothing_counts_is_not_said_to_be_missing() -> None:
    (stand,) = zaehle(auswahl("ab", rang("ag-1", C), rang("ag-2", A))).staende
    assert (stand.ausstehend, stand.verworfen, stand.gewaehlt) == ((), ("ag-1",), None)


def test_m75_what_stands_twice_counts_once_and_is_said() -> None:
    twice = auswahl("ab", eckpunkte=(1, 1))
    twice = twice._replace(nennungen=(*twice.nennungen, twice.nennungen[0]._replace(bemerkung="noch einmal")))
    found = zaehle(twice)
    assert len(found.staende) == 1
    assert {each.text for each in found.einwaende} == {
        "Eckpunkt 1 steht schon weiter oben unter eckpunkte.",
        "Die Gruppe »ag-1« nennt »landkreis-a« zu Eckpunkt 1 schon weiter oben.",
    }


def test_m75_who_is_not_in_the_dataset_is_said(land: Path) -> None:
    strange = AUSWAHL.replace("gruppen: [ag-1, ag-2]", "gruppen: [ag-1, ag-2, ag-77]").replace(
        "{eckpunkt: 1, kommune: stadt-musterland,", "{eckpunkt: 1, kommune: stadt-nirgends,"
    )
    lay_out(land, {**BEISPIELE, "data/auswahl/2030.yaml": strange})
    answer = dkbm("beispiele", "auszählen", "2030", cwd=land)
    told = " ".join(answer.out.split())
    assert answer.status == 1
    assert "data/auswahl/2030.yaml:4: Eine Gruppe »ag-77« gibt es nicht" in told
    assert "Eine Kommune »stadt-nirgends« gibt es nicht." in told
    assert "Gewählt" not in told


def test_m75_who_can_still_be_chosen_is_not_left_over() -> None:
    tie = auswahl("ab", rang("ag-1", A, B), rang("ag-2", B, A))
    assert (zaehle(tie).offen, zaehle(tie).uebrig) == ((1,), ())
    settled = auswahl("ab", rang("ag-1", A, B), rang("ag-2", A, B))
    assert (zaehle(settled).offen, zaehle(settled).uebrig) == ((), (B,))


def test_m75_chosen_for_one_eckpunkt_is_not_left_over_at_another() -> None:
    more = Nennung(2, A, "ag-1", HIER), Nennung(2, C, "ag-1", HIER)
    base = auswahl("ab", rang("ag-1", A, B), rang("ag-1", C, A, eckpunkt=2), gruppen=("ag-1",), eckpunkte=(1, 2))
    found = zaehle(base._replace(nennungen=(*base.nennungen, *more)))
    assert ([each.gewaehlt for each in found.staende], found.uebrig) == ([A, C], (B,))


kommunen = st.permutations([A, B, C]).flatmap(lambda order: st.integers(0, 3).map(lambda count: tuple(order[:count])))
wertungen = st.lists(st.tuples(st.sampled_from(["ag-1", "ag-2", "ag-4"]), kommunen), max_size=5)


@settings(deadline=None)
@given(wertungen, st.randoms(use_true_random=False))
def test_m75_the_order_of_the_entries_does_not_matter(
    gegeben: list[tuple[str, tuple[str, ...]]], zufall: Random
) -> None:
    first = auswahl("abc", *(rang(gruppe, *order) for gruppe, order in gegeben))
    named, ranked = list(first.nennungen), list(first.priorisierung)
    zufall.shuffle(named)
    zufall.shuffle(ranked)
    other = first._replace(nennungen=tuple(named), priorisierung=tuple(ranked))
    assert zaehle(other).staende == zaehle(first).staende
    assert sorted(each.text for each in zaehle(other).einwaende) == sorted(
        each.text for each in zaehle(first).einwaende
    )


@settings(deadline=None)
@given(wertungen)
def test_m75_ranks_follow_the_points_and_no_point_is_lost(gegeben: list[tuple[str, tuple[str, ...]]]) -> None:
    (stand,) = zaehle(auswahl("abc", *(rang(gruppe, *order) for gruppe, order in gegeben))).staende
    counted = [order for gruppe, order in gegeben if gruppe != "ag-4" and order]
    groups = [gruppe for gruppe, order in gegeben if gruppe != "ag-4"]
    if len(groups) == len(set(groups)):
        assert sum(each.summe for each in stand.plaetze) == sum(
            3 - index for order in counted for index in range(len(order))
        )
    for one in stand.plaetze:
        for other in stand.plaetze:
            if one.rang and other.rang:
                assert (one.rang < other.rang) == (one.summe > other.summe)


# --- as it is asked ---


@pytest.fixture
def land(tmp_path: Path) -> Path:
    return lay_out(tmp_path, BEISPIELE)


def test_m75_the_count_is_shown_with_its_tie(land: Path) -> None:
    answer = dkbm("beispiele", "auszählen", "2030", cwd=land)
    assert (answer.status, answer.err) == (0, "")
    assert (
        answer.out
        == """\
Auswahl in Musterland
  Es wählen AG 1 und AG 2, 2030.

Eckpunkt 1: Ziele setzen
  ? Welche Ziele gibt es?
  Platz  Kommune               Nennungen       Punkte
  1      Landkreis Musterland  2 (AG 1, AG 2)  4 (AG 1: 2, AG 2: 2)
  2      Stadt Musterland      1 (AG 1)        1 (AG 1: 1, AG 2: 0)
  Gewählt: Landkreis Musterland

Eckpunkt 2: Wege zeigen
  Platz  Kommune           Nennungen  Punkte
  1      Region Ohnedaten  1 (AG 2)   5 (AG 1: 3, AG 2: 2)
  1      Stadt Musterland  1 (AG 2)   5 (AG 1: 0, AG 2: 5)
  Gleichstand auf Platz 1: Region Ohnedaten und Stadt Musterland. Die Gruppen
    entscheiden; gelost wird hier nicht.
"""
    )


def test_m75_who_is_left_over_may_appear_elsewhere(land: Path) -> None:
    settled = AUSWAHL.replace("{kommune: region-ohnedaten, punkte: 3}", "{kommune: region-ohnedaten, punkte: 4}")
    lay_out(land, {**BEISPIELE, "data/auswahl/2030.yaml": settled})
    text = dkbm("beispiele", "auszaehlen", "Auswahl in Musterland", cwd=land).out
    assert text.endswith(
        "Nicht berücksichtigt: Stadt Musterland.\n"
        "Diese Beispiele können in anderen Reihen erscheinen: Musterblatt und Musterheft.\n"
    )


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("rangfolge: [landkreis-musterland, stadt-musterland]", "rangfolge: [region-ohnedaten]", "nicht genannt"),
        ("gruppen: [ag-1, ag-2]", "gruppen: [ag-2]", "»ag-1« nimmt an der Auswahl nicht teil"),
    ],
)  # fmt: skip
def test_m75_what_does_not_count_ends_with_status_1(before: str, after: str, said: str, land: Path) -> None:
    lay_out(land, {**BEISPIELE, "data/auswahl/2030.yaml": AUSWAHL.replace(before, after)})
    answer = dkbm("beispiele", "auszählen", "2030", cwd=land)
    assert answer.status == 1
    assert "nicht gezählt:" in answer.out
    assert said in " ".join(answer.out.split())


@pytest.mark.parametrize("name", ["auszählen", "auszaehlen", "Auszählen", "ausza\u0308hlen"])
def test_m75_json_of_a_count(name: str, land: Path) -> None:
    answer = dkbm("beispiele", name, "2030", "--format", "json", cwd=land)
    value = json.loads(answer.out)
    _validate("beispiele-auswahl", value)
    first, second = value["eckpunkte"]
    assert (first["gewaehlt"], first["gleichstand"]) == ("landkreis-musterland", [])
    assert (second["gewaehlt"], second["gleichstand"]) == (None, ["region-ohnedaten", "stadt-musterland"])
    assert first["plaetze"][0]["punkte"] == {"ag-1": 2, "ag-2": 2}


def test_m75_without_a_choice_the_steps_are_shown(land: Path) -> None:
    assert "dkbm beispiele auszählen 2030" in dkbm("beispiele", "auszählen", cwd=land).out
    value = json.loads(dkbm("beispiele", "auszählen", "--format", "json", cwd=land).out)
    _validate("beispiele-verfahren", value)
    assert [each["nummer"] for each in value["schritte"]] == [1, 2]
    assert value["auswahlen"] == [{"id": "2030", "titel": "Auswahl in Musterland"}]
    unknown = dkbm("beispiele", "auszählen", "2031", cwd=land)
    assert (unknown.status, unknown.err) == (4, "Keine Auswahl heißt »2031«.\nVorhanden: 2030.\n")


def test_m75_a_choice_names_nobody(land: Path) -> None:
    lay_out(
        land, {**BEISPIELE, "data/auswahl/2030.yaml": AUSWAHL.replace("gruppe: ag-1}", "person: p-mara-muster}", 1)}
    )
    answer = dkbm("validate", cwd=land)
    assert answer.status == 1
    assert "data/auswahl/2030.yaml" in answer.out


def test_m75_no_vote_of_the_real_choice_is_invented() -> None:
    """How the groups voted in 2021 no source says; the steps and the six results are in the dataset."""
    assert list((ROOT / "data").glob("auswahl/*")) == []


def _validate(name: str, value: object) -> None:
    schema = json.loads((ROOT / f"schemas/ausgabe/{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(value)


def test_m75_validate_says_what_is_not_counted_in_the_same_words(land: Path) -> None:
    assert json.loads(dkbm("validate", "--only", "D640", "--format", "json", cwd=land).out) == []
    broken = AUSWAHL.replace("[landkreis-musterland]}", "[region-ohnedaten]}", 1).replace(
        "{eckpunkt: 2, gruppe: ag-1,", "{eckpunkt: 2, gruppe: konzeptgruppe,"
    )
    lay_out(land, {**BEISPIELE, "data/auswahl/2030.yaml": broken})
    found = json.loads(dkbm("validate", "--only", "D640", "--format", "json", cwd=land).out)
    told = json.loads(dkbm("beispiele", "auszählen", "2030", "--format", "json", cwd=land).out)
    assert [each["message"] for each in found] == [each["text"] for each in told["nicht_gezaehlt"]]
    assert len(found) == 2
    assert [each["severity"] for each in found] == ["warnung"] * 2


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        ("data/material.yaml", "id: aufsatz", "id: leitfaden", "»leitfaden« steht schon weiter oben unter material."),
        ("data/material.yaml", "id: aufsatz", "id: musterschrift", "»musterschrift« steht schon in data/netzwerk/"),
    ],
)
def test_m74_an_id_that_dkbm_beispiele_takes_is_given_once(
    land: Path, path: str, old: str, new: str, said: str
) -> None:
    netzwerk = (
        "name: Musternetzwerk\nveroeffentlichungen:\n  - {id: musterschrift, titel: Musterschrift, quelle: X02}\n"
    )
    files = {**BEISPIELE, "data/netzwerk/netzwerk.yaml": netzwerk}
    lay_out(land, files)
    assert json.loads(dkbm("validate", "--only", "D305", "--format", "json", cwd=land).out) == []
    lay_out(land, {**files, path: str(BEISPIELE[path]).replace(old, new)})
    (found,) = json.loads(dkbm("validate", "--only", "D305", "--format", "json", cwd=land).out)
    assert said in found["message"]
