"""`dkbm advance KOMMUNE`: the gate decides, and only then is anything written."""

from pathlib import Path

import pytest

from dkbm.text.reader import read
from tests.aufruf import dkbm
from tests.schritte import AM, DATEI, GESPRAECH, HEUTE, IN_4_1, KOPF, OFFEN_4_2, PLAN, advance, content, land

ROOT = Path(__file__).parent.parent
GEPLANT = "  - {ereignis: reflexionsgespraech, modul: 4, datum: 2026-12, geplant: true, quelle: X01}\n"
ZV = "vereinbarungen:\n  - {{id: zv-{0}, art: zielvereinbarung, modul: {0}, unterzeichnet: {1}, quelle: X02}}\n"


def flat(text: str) -> str:
    return " ".join(text.split())


def added(root: Path, count: int) -> list[dict[str, object]]:
    """The last events of June 2026 in the file."""
    document, _ = read(DATEI, content(root))
    assert document is not None
    return [event for event in document.value["verlauf"] if str(event.get("datum")).startswith("2026-06")][-count:]


def test_m31_two_gaps_are_both_told_and_nothing_is_written(tmp_path: Path) -> None:
    root = land(tmp_path, IN_4_1)
    before = content(root)
    answer = advance(root, "--nach", "4.2")
    assert (answer.status, answer.err) == (3, "")
    for number, art, name in (
        (1, "umsetzungsplan", "Umsetzungsplan"),
        (2, "reflexionsgespraech", "Reflexionsgespräch"),
    ):
        assert f"  {number}  {name} zu Modul 4 (Beitrag von: Kommune und Transferagentur)\n" in answer.out
        assert f"- {{ereignis: {art}, modul: 4, datum: JJJJ-MM-TT, quelle: …}}\n" in answer.out
        assert f'oder: dkbm record {art} "Landkreis Beispielau" --modul 4 --datum … --quelle …\n' in answer.out
    assert answer.out.count(f"einzutragen nach {DATEI}:7:\n") == 2
    assert answer.out.endswith("Es wurde nichts geändert.\n")
    assert content(root) == before


def test_m31_what_is_announced_is_shown_and_does_not_count(tmp_path: Path) -> None:
    answer = advance(land(tmp_path, IN_4_1 + PLAN + GEPLANT))
    assert answer.status == 3
    assert "1  Reflexionsgespräch" in answer.out
    assert "2  " not in answer.out
    assert "angekündigt: Dez. 2026 (X01), zählt noch nicht" in answer.out


def test_m31_the_gate_is_looked_at_before_options_are_missed(tmp_path: Path) -> None:
    assert advance(land(tmp_path / "a", IN_4_1)).status == 3
    answer = advance(land(tmp_path / "b", OFFEN_4_2))
    assert (answer.status, answer.out) == (2, "")
    assert "Es fehlen noch --datum und --quelle." in answer.err


def test_m31_earlier_gaps_are_shown_and_do_not_count(tmp_path: Path) -> None:
    answer = advance(land(tmp_path, OFFEN_4_2), *AM, "--ja")
    assert answer.status == 0
    assert "Von früher nicht belegt, zählt hier nicht: Modul 1: Zielvereinbarung, Ergebnisbericht;" in flat(answer.err)


def test_m31_evidence_from_after_the_step_does_not_count(tmp_path: Path) -> None:
    answer = advance(land(tmp_path, OFFEN_4_2), "--datum", "2026-05", "--quelle", "X01", "--ja")
    assert answer.status == 3
    assert "1  Reflexionsgespräch" in answer.out


@pytest.mark.parametrize(
    ("agreement", "verlauf", "steps"),
    [
        ("", OFFEN_4_2, [("beginn", 4, 2)]),
        # a module that ends and the next: both gates are met
        ("", "  - {ereignis: beginn, modul: 2, datum: 2020-01, quelle: X01}\n"
             "  - {ereignis: transferplan, modul: 2, datum: 2026-05, quelle: X01}\n",
         [("abschluss", 2, None), ("beginn", 3, None)]),
        ("", "  - {ereignis: abschluss, modul: 2, datum: 2026-05, quelle: X01}\n", [("beginn", 3, None)]),
        # signed, and not begun: the module is opened before it can be closed
        (ZV.format(1, "2026-01-15"), "", [("beginn", 1, None)]),
        # signed, and its report is there: it has been gone through
        (ZV.format(1, "2025-01-15"),
         "  - {ereignis: ergebnisbericht, modul: 1, datum: 2026-05, quelle: X01}\n"
         "  - {ereignis: weiterfuehrung, modul: 1, datum: 2026-06, quelle: X01}\n",
         [("abschluss", 1, None), ("beginn", 2, None)]),
        # the agreement on Modul 4 does not make Modul 3 end by itself
        (ZV.format(4, "2026-05-15"),
         "  - {ereignis: beginn, modul: 3, datum: 2020-01, quelle: X01}\n"
         "  - {ereignis: abschlussgespraech, modul: 3, datum: 2026-04, quelle: X01}\n"
         "  - {ereignis: prozessdokumentation, modul: 3, datum: 2026-04, quelle: X01}\n"
         "  - {ereignis: umsetzungsplan, modul: 4, datum: 2026-05, quelle: X01}\n",
         [("abschluss", 3, None), ("beginn", 4, 1)]),
    ],
    ids=["phase", "module", "only-begin", "agreed", "agreed-and-done", "agreed-on-4"],
)  # fmt: skip
def test_the_present_is_closed_and_the_next_opened(
    tmp_path: Path, agreement: str, verlauf: str, steps: list[tuple[str, int, int | None]]
) -> None:
    root = land(tmp_path, verlauf, kopf=KOPF + agreement)
    before = content(root)
    answer = advance(root, *AM, "--ja")
    assert answer.status == 0, answer.err
    assert content(root).startswith(before)
    new = added(root, len(steps))
    assert {event["datum"] for event in new} == {"2026-06-15"}
    assert [(event["ereignis"], event["modul"], event.get("phase")) for event in new] == steps
    assert dkbm("validate", cwd=root, heute=HEUTE).status == 0
    assert f"Modul {steps[-1][1]}" in dkbm("status", "Beispielau", cwd=root, heute=HEUTE).out.splitlines()[2]


def test_the_agreement_on_module_4_does_not_hide_what_module_3_lacks(tmp_path: Path) -> None:
    in_3 = "  - {ereignis: beginn, modul: 3, datum: 2020-01, quelle: X01}\n"
    answer = advance(land(tmp_path, in_3, kopf=KOPF + ZV.format(4, "2026-05-15")))
    assert answer.status == 3
    assert all(name in answer.out for name in ("Abschlussgespräch", "Prozessdokumentation", "Umsetzungsplan"))
    assert "Zielvereinbarung zu" not in answer.out


def test_themes_and_several_sources_are_written(tmp_path: Path) -> None:
    root = land(tmp_path, OFFEN_4_2)
    themes = ("Übergang: Schule – Beruf", "ja")
    answer = advance(
        root, "--datum", "2026-06", "--quelle", "X01,X02", "--thema", themes[0], "--thema", themes[1], "--ja"
    )
    assert answer.status == 0, answer.err
    (event,) = added(root, 1)
    assert event["datum"] == "2026-06"
    assert event["quelle"] == ["X01", "X02"]
    assert event["themen"] == [{"text": text} for text in themes]


@pytest.mark.parametrize(
    ("verlauf", "words"),
    [
        ("", "Zielvereinbarung zu Modul 1"),
        ("  - {ereignis: genannt, quelle: X01}\n", "erst belegen, in welchem Modul"),
        ("  - {ereignis: ausstieg, datum: 2020-01, quelle: X01}\n", "die Kommune ist ausgeschieden"),
        ("  - {ereignis: genannt, modul: 2, quelle: X03}\n  - {ereignis: nicht_genannt, quelle: X01}\n",
         "nennt die Kommune nicht mehr"),
        ("  - {ereignis: beginn, modul: 3, datum: 2020-01, quelle: X01}\n"
         "  - {ereignis: pause, datum: 2021-01, quelle: X01}\n", "dkbm record wiederaufnahme"),
        ("  - {ereignis: genannt, modul: 4, phase: 3, quelle: X01}\n", "die letzte Stufe des Prozesses ist erreicht"),
    ],
    ids=["no-evidence", "no-module", "left", "not-named", "paused", "last"],
)  # fmt: skip
def test_who_cannot_be_advanced_gets_a_reason(tmp_path: Path, verlauf: str, words: str) -> None:
    root = land(tmp_path, verlauf)
    before = content(root)
    answer = advance(root, *AM, "--ja")
    assert answer.status == 3
    assert words in flat(answer.out + answer.err)
    assert content(root) == before


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("--nach", "4.2"), 0, ""),
        (("--nach", "4.3"), 3, "ist nicht der nächste Schritt; davor liegt »2. Umsetzungsphase«"),
        (("--nach", "4.1"), 2, "steht schon dort"),
        (("--nach", "3"), 2, "liegt schon hinter der Kommune"),
        (("--nach", "7"), 2, "Möglich sind: 1, 2, 3, 4.1, 4.2, 4.3."),
        (("--nach", "4.x"), 2, "kein Ziel"),
        (("--datum", "15.06.2026"), 2, "2026-06-15 schreiben"),
        (("--datum", "2027-01"), 2, "festgehalten wird, was geschehen ist"),
        (("--quelle", "X99"), 2, "steht nicht in data/quellen.yaml"),
        (("--ausnahme-bis", "2027"), 2, "--ausnahme-bis braucht eine Ausnahme"),
        (("--thema", " "), 2, "--thema"),
    ],
)
def test_a_target_or_a_value_that_cannot_be(
    tmp_path: Path, arguments: tuple[str, ...], status: int, words: str
) -> None:
    root = land(tmp_path, OFFEN_4_2)
    before = content(root)
    answer = advance(root, *AM, *arguments, "--ja")
    assert answer.status == status, answer.err
    assert words in flat(answer.out + answer.err)
    assert (content(root) == before) is (status != 0)


@pytest.mark.parametrize(
    ("signed", "verlauf", "nach", "expected"),
    [
        (0, "", "2", (3, "Zielvereinbarung zu Modul 1", "Ergebnisbericht zu Modul 1", "Weiterführung zu Modul 1")),
        (1, "", "2", (3, "Ergebnisbericht zu Modul 1", "Weiterführung zu Modul 1")),
        (0, "  - {ereignis: genannt, modul: 3, quelle: X01}\n", "4", (3, "Abschlussgespräch", "Umsetzungsplan")),
        (0, "  - {ereignis: abschluss, modul: 2, datum: 2026-01, quelle: X01}\n", "2", (2, "hinter der Kommune",)),
        # Modul 4 is agreed on: what lies between is not the next step any more
        (4, "  - {ereignis: genannt, modul: 1, quelle: X01}\n", "2",
         (2, "liegt nicht auf dem Weg", "Beginn von Modul 4")),
    ],
)  # fmt: skip
def test_where_a_target_stands_on_the_way(
    tmp_path: Path, signed: int, verlauf: str, nach: str, expected: tuple[int | str, ...]
) -> None:
    kopf = KOPF + (ZV.format(signed, "2026-01-15") if signed else "")
    answer = advance(land(tmp_path, verlauf, kopf=kopf), "--nach", nach)
    status, *words = expected
    assert answer.status == status, answer.err
    assert [word for word in words if str(word) not in flat(answer.out + answer.err)] == []


def test_a_date_before_what_is_attested_is_refused(tmp_path: Path) -> None:
    verlauf = (
        OFFEN_4_2
        + "  - {ereignis: beginn, modul: 4, phase: 2, datum: 2026-07, quelle: X01}\n"
        + (
            "  - {ereignis: umsetzungsplan, modul: 4, phase: 2, datum: 2026-02, quelle: X01}\n"
            "  - {ereignis: reflexionsgespraech, modul: 4, phase: 2, datum: 2026-02, quelle: X01}\n"
        )
    )
    answer = advance(land(tmp_path, verlauf), "--datum", "2026-03", "--quelle", "X01", "--ja")
    assert answer.status == 2
    assert "stünde die Kommune danach nicht in" in answer.err


def test_a_name_that_is_two_places_exits_4() -> None:
    assert dkbm("advance", "Osnabrück", cwd=ROOT, heute=HEUTE).status == 4


def test_the_sketch_of_braunschweig() -> None:
    answer = dkbm("advance", "Braunschweig", cwd=ROOT, heute=HEUTE)
    assert answer.status == 3
    assert answer.out.startswith("Stadt Braunschweig (03101): Modul 3 Transferprozess seit September 2020.\n")
    assert "einzutragen nach data/kommunen/stadt-braunschweig.yaml:28:" in answer.out


def test_the_lines_to_add_open_the_gate(tmp_path: Path) -> None:
    """What the answer tells to add is added where it says, and the gate is met."""
    root = land(tmp_path, IN_4_1)
    lines = (root / DATEI).read_text(encoding="utf-8").splitlines()
    told = [line[7:] for line in advance(root).out.splitlines() if line.strip().startswith("- {")]
    lines[7:7] = [line.replace("JJJJ-MM-TT", "2026-05-01").replace("…", "X01") for line in told]
    (root / DATEI).write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert advance(root, *AM, "--dry-run").status == 0


def test_on_a_longer_way_each_gap_names_its_step(tmp_path: Path) -> None:
    answer = advance(land(tmp_path, IN_4_1 + GESPRAECH), "--nach", "4.3")
    assert answer.status == 3
    assert "Umsetzungsplan zu Modul 4 (Beitrag von: Kommune und Transferagentur), für »2. Umsetzungsphase«" in flat(
        answer.out
    )
