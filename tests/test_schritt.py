"""The next step and what its gate still asks for; gates are data, a plan is no evidence."""

from datetime import date

import pytest

from dkbm.dataset import load
from dkbm.model.beleg import belege
from dkbm.model.lage import Lage, lage_am
from dkbm.model.prozess import Prozess
from dkbm.model.schritt import Fehlend, Schritt, fehlende, kein_schritt, nachweise, naechster_schritt
from tests.muster import musterland

PROZESS: Prozess = load(musterland()).dataset.prozess
PHASE_1 = "{ereignis: beginn, modul: 4, phase: 1, datum: 2021-03-01, quelle: X02}"


@pytest.mark.parametrize(
    ("lage", "step"),
    [
        (Lage("kein_beleg"), ("beginn", 1, None)),
        (Lage("im_modul", 1), ("abschluss", 1, None)),
        (Lage("zwischen", abgeschlossen=1), ("beginn", 2, None)),
        (Lage("im_modul", 3), ("abschluss", 3, None)),
        (Lage("zwischen", abgeschlossen=3), ("beginn", 4, 1)),
        (Lage("im_modul", 4), ("beginn", 4, 1)),
        (Lage("im_modul", 4, 1), ("beginn", 4, 2)),
        (Lage("im_modul", 4, 2), ("beginn", 4, 3)),
        (Lage("pausiert", 2), ("wiederaufnahme", 2, None)),
    ],
)
def test_the_step_that_follows(lage: Lage, step: tuple[str, int, int | None]) -> None:
    found = naechster_schritt(lage, PROZESS)
    assert found is not None
    assert found[:3] == step
    assert found.text


@pytest.mark.parametrize(
    ("lage", "word"),
    [
        (Lage("im_modul", 4, 3), "letzte"),
        (Lage("zwischen", abgeschlossen=4), "letzte"),
        (Lage("im_prozess"), "welchem Modul"),
        (Lage("nicht_genannt"), "nicht mehr"),
        (Lage("ausgeschieden"), "ausgeschieden"),
    ],
)
def test_where_no_step_follows_the_reason_is_told(lage: Lage, word: str) -> None:
    assert naechster_schritt(lage, PROZESS) is None
    assert word in kein_schritt(lage)


def test_a_module_without_a_gate_at_its_end_leads_to_the_next() -> None:
    ungated = PROZESS._replace(tore=tuple(tor for tor in PROZESS.tore if tor.schritt == "beginn"))
    step = naechster_schritt(Lage("im_modul", 1), ungated)
    assert step is not None
    assert step[:3] == ("beginn", 2, None)


def test_a_process_without_modules_has_no_steps() -> None:
    assert naechster_schritt(Lage("kein_beleg"), PROZESS._replace(module=())) is None


@pytest.mark.parametrize(
    ("day", "events", "missing"),
    [
        ("2018-01-01", "", ["zielvereinbarung"]),
        ("2018-09-01", "{ereignis: beginn, modul: 1, datum: 2018-02, quelle: X02}", ["ergebnisbericht"]),
        ("2022-01-01", PHASE_1, ["umsetzungsplan", "reflexionsgespraech"]),
        # evidence of this phase, by its day or by its phase
        ("2022-01-01", f"{PHASE_1}, {{ereignis: umsetzungsplan, modul: 4, datum: 2021-05, quelle: X02}}",
         ["reflexionsgespraech"]),
        ("2022-01-01", f"{PHASE_1}, {{ereignis: umsetzungsplan, modul: 4, phase: 1, datum: 2020-05, quelle: X02}}",
         ["reflexionsgespraech"]),
        # for the next phase, made in this one
        ("2022-01-01", f"{PHASE_1}, {{ereignis: umsetzungsplan, modul: 4, phase: 2, datum: 2021-05, quelle: X02}}",
         ["reflexionsgespraech"]),
        # of an earlier time, another phase, another module, no module, no date; planned; still to come
        ("2022-01-01", f"{PHASE_1}, {{ereignis: umsetzungsplan, modul: 4, datum: 2020-05, quelle: X02}}",
         ["umsetzungsplan", "reflexionsgespraech"]),
        ("2022-01-01", f"{PHASE_1}, {{ereignis: umsetzungsplan, modul: 4, phase: 2, datum: 2020-05, quelle: X02}}",
         ["umsetzungsplan", "reflexionsgespraech"]),
        ("2022-01-01", f"{PHASE_1}, {{ereignis: umsetzungsplan, modul: 3, datum: 2021-05, quelle: X02}}",
         ["umsetzungsplan", "reflexionsgespraech"]),
        ("2022-01-01", f"{PHASE_1}, {{ereignis: umsetzungsplan, datum: 2021-05, quelle: X02}}",
         ["umsetzungsplan", "reflexionsgespraech"]),
        ("2022-01-01", f"{PHASE_1}, {{ereignis: umsetzungsplan, modul: 4, quelle: X02}}",
         ["umsetzungsplan", "reflexionsgespraech"]),
        ("2022-01-01", f"{PHASE_1}, {{ereignis: umsetzungsplan, modul: 4, datum: 2021-05, geplant: true, quelle: X02}}",
         ["umsetzungsplan", "reflexionsgespraech"]),
        ("2021-04-30", f"{PHASE_1}, {{ereignis: umsetzungsplan, modul: 4, datum: 2021-05, quelle: X02}}",
         ["umsetzungsplan", "reflexionsgespraech"]),
        # a phase without an attested beginning: from the first sign of it
        ("2024-02-01", """{ereignis: genannt, modul: 4, phase: 1, quelle: X01},
            {ereignis: umsetzungsplan, modul: 4, datum: 2022-05, quelle: X02},
            {ereignis: reflexionsgespraech, modul: 4, datum: 2021-05, quelle: X02}""", ["reflexionsgespraech"]),
    ],
)  # fmt: skip
def test_what_the_gate_still_asks_for(day: str, events: str, missing: list[str]) -> None:
    assert [entry.nachweis.nachweis for entry in asked(day, events)] == missing


def test_a_plan_is_shown_and_does_not_count() -> None:
    plan = "{ereignis: ergebnisbericht, modul: 1, datum: 2018-08-01, geplant: true, quelle: X02}"
    (entry,) = asked("2018-09-01", f"{{ereignis: beginn, modul: 1, datum: 2018-02, quelle: X02}}, {plan}")
    assert entry.angekuendigt is not None
    assert (entry.name, entry.angekuendigt.datum and entry.angekuendigt.datum.text) == ("Ergebnisbericht", "2018-08-01")
    assert entry.nachweis.wer == "Transferagentur"


def test_a_signed_agreement_is_evidence_for_the_module_it_is_for() -> None:
    dataset = load(musterland()).dataset
    kommune, day = dataset.kommunen["landkreis-musterland"], date(2018, 1, 1)
    step = Schritt("beginn", 1, None, "")
    entries = belege(kommune, PROZESS, dataset.quellen)
    ((_, found),) = nachweise(step, Lage("kein_beleg"), entries, day, PROZESS)
    assert found is not None
    assert found.ereignis == "zielvereinbarung"


def test_a_step_without_a_gate_asks_for_nothing() -> None:
    assert fehlende(Schritt("wiederaufnahme", 2, None, ""), Lage("pausiert", 2), (), date(2018, 1, 1), PROZESS) == ()
    assert fehlende(None, Lage("im_prozess"), (), date(2018, 1, 1), PROZESS) == ()


def asked(day: str, events: str) -> tuple[Fehlend, ...]:
    text = f"schluessel: '99009'\nname: Fall\nart: landkreis\nquelle: X02\nverlauf: [{events}]\n"
    dataset, diagnostics = load(musterland({"data/kommunen/landkreis-fall.yaml": text}))
    assert diagnostics == ()
    kommune, stichtag = dataset.kommunen["landkreis-fall"], date.fromisoformat(day)
    lage = lage_am(kommune, stichtag, PROZESS, dataset.quellen)
    entries = belege(kommune, PROZESS, dataset.quellen)
    return fehlende(naechster_schritt(lage, PROZESS), lage, entries, stichtag, PROZESS)
