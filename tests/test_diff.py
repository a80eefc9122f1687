"""What changed in the words of the field: transitions, events, agreements, sources, persons (M 46)."""

from collections.abc import Mapping
from datetime import date

import pytest

from dkbm.changes.compare import compare
from dkbm.changes.compare_effect import zahlen
from dkbm.dataset import load
from tests.aenderungen import LANDKREIS, MARA, QUELLEN, STADT, STICHTAG, added, changes, edited, short, text
from tests.muster import musterland

PHASE_3 = "  - {ereignis: beginn, modul: 4, phase: 3, datum: 2023-06-15, quelle: X02}\n"
REFLEXION = "  - {ereignis: reflexionsgespraech, modul: 4, datum: 2023-06-02, quelle: X02}\n"
PLAN = "  - {ereignis: umsetzungsplan, modul: 4, datum: 2023-06-03, quelle: X02}\n"

GLEICH = {
    "comment": edited(LANDKREIS, "art: landkreis #", "art: landkreis # eine ganz andere Bemerkung:"),
    "quotes": edited(LANDKREIS, "name: Musterland", "name: 'Musterland'"),
    "blank lines": edited(LANDKREIS, "verlauf:\n", "\n\nverlauf:\n\n"),
    "block instead of flow": edited(
        LANDKREIS,
        "  - {ereignis: beginn, modul: 2, datum: 2018-07, quelle: X03}\n",
        "  - quelle: X03\n    datum: '2018-07'\n    modul: 2\n    ereignis: beginn\n",
    ),
    "folded text": edited(
        LANDKREIS, "anknuepfung: an die gewachsenen", "anknuepfung: >-\n      an die\n      gewachsenen"
    ),
    "order of events": edited(
        LANDKREIS,
        "  - {ereignis: beginn, modul: 2, datum: 2018-07, quelle: X03}\n"
        "  - {ereignis: genannt, grundlage: zielvereinbarung, quelle: X03}\n",
        "  - {ereignis: genannt, grundlage: zielvereinbarung, quelle: X03}\n"
        "  - {ereignis: beginn, modul: 2, datum: 2018-07, quelle: X03}\n",
    ),
    "order of keys": edited(
        STADT, "name: Musterland\nart: kreisfreie-stadt\n", "art: kreisfreie-stadt\nname: Musterland\n"
    ),
    "list of one source": edited(STADT, "art: kreisfreie-stadt\nquelle: X02", "art: kreisfreie-stadt\nquelle: X02 # x"),
    "another folder": {LANDKREIS: None, "data/kommunen/nord/landkreis-musterland.yaml": text(LANDKREIS)},
    "line ends": {LANDKREIS: text(LANDKREIS).replace("\n", "\r\n")},
}


@pytest.mark.parametrize("after", GLEICH.values(), ids=GLEICH)
def test_m46_what_says_the_same_is_no_change(after: Mapping[str, str | None]) -> None:
    assert changes(after) == ()


def test_m46_a_transition_is_told_with_its_gate_and_with_the_figures() -> None:
    after = added(LANDKREIS, PHASE_3 + REFLEXION)
    found = changes(after)
    assert short(found) == [
        "uebergang: Umsetzungsphase: 2 → 3, seit 15.06.2023",
        "ereignis: Beginn Modul 4, 3. Umsetzungsphase: None → 15.06.2023",
        "ereignis: Reflexionsgespräch Modul 4: None → 02.06.2023",
    ]
    step = found[0]
    assert (step.gegenstand, step.quellen) == ("Landkreis Musterland", ("X02",))
    assert (step.nachweise, step.fehlt) == (("Reflexionsgespräch 02.06.2023",), ("Umsetzungsplan",))
    assert step.place == found[1].place
    old, new = (load(musterland(side)).dataset for side in ({}, after))
    told = [(each.lage.modul, each.lage.phase, each.vorher, each.nachher) for each in zahlen(old, new, (STICHTAG,) * 2)]
    assert told == [(4, 2, 1, 0), (4, 3, 0, 1)]
    met = changes(added(LANDKREIS, PHASE_3 + REFLEXION + PLAN))[0]
    assert (met.fehlt, len(met.nachweise)) == ((), 2)


def test_m46_the_gate_of_the_next_step_is_told_before_the_step_is_taken() -> None:
    found = changes(added(LANDKREIS, REFLEXION))
    assert short(found)[0] == (
        "tor: Tor: 3. Umsetzungsphase: fehlt: Umsetzungsplan, Reflexionsgespräch → fehlt: Umsetzungsplan"
    )
    assert short(changes(added(LANDKREIS, REFLEXION + PLAN)))[0].endswith("→ erfüllt")


def test_m46_states_are_those_of_the_stichtag() -> None:
    found = changes(added(LANDKREIS, PHASE_3), stichtag=date(2023, 6, 14))
    assert short(found) == ["ereignis: Beginn Modul 4, 3. Umsetzungsphase: None → 15.06.2023, nach dem Stichtag"]


UEBERGAENGE = [
    (added(LANDKREIS, "  - {ereignis: ausstieg, datum: 2023-05, quelle: X02}\n"), "Stand", "ausgeschieden"),
    (edited(LANDKREIS, "modul: 4, phase: 2, quelle: X01", "modul: 3, quelle: X01"), "Modul", "3 Transferprozess"),
    (added(STADT, "  - {ereignis: abschluss, modul: 3, datum: 2023-11, quelle: X01}\n"), "Stand",
     "Modul 3 abgeschlossen, das nächste nicht begonnen"),
    (edited(STADT, "  - {ereignis: beginn, modul: 3, datum: 2020-09, quelle: X01}\n"
                   "  - {ereignis: genannt, modul: 3, quelle: X01}\n", "  []\n"),
     "Stand", "kein Begleitprozess belegt"),
]  # fmt: skip


@pytest.mark.parametrize(("after", "was", "nachher"), UEBERGAENGE, ids=[each[2] for each in UEBERGAENGE])
def test_m46_every_kind_of_transition_is_one(after: dict[str, str], was: str, nachher: str) -> None:
    step = changes(after)[0]
    assert (step.art, step.was, step.nachher) == ("uebergang", was, nachher)


EREIGNISSE = {
    "another date": (
        edited(LANDKREIS, "modul: 2, datum: 2018-07", "modul: 2, datum: 2018-08"),
        "ereignis: Beginn Modul 2 – Datum: Juli 2018 → Aug. 2018",
    ),
    "another source": (
        edited(LANDKREIS, "datum: 2018-07, quelle: X03", "datum: 2018-07, quelle: [X03, X02]"),
        "ereignis: Beginn Modul 2 – Quelle: X03 → X03, X02",
    ),
    "date and source": (
        edited(LANDKREIS, "datum: 2018-07, quelle: X03", "datum: 2018-09, quelle: X02"),
        "ereignis: Beginn Modul 2 – Datum: Juli 2018 → Sep. 2018",
        "ereignis: Beginn Modul 2 – Quelle: X03 → X02",
    ),
    "gone": (
        edited(LANDKREIS, "  - {ereignis: sondierungsgespraech, modul: 1, datum: 2018-02-20, quelle: X02}\n", ""),
        "ereignis: Sondierungsgespräch Modul 1: 20.02.2018 → None",
    ),
    "sources disagree": (
        edited(LANDKREIS, "modul: 2, datum: 2018-07, quelle: X03",
               "modul: 2, datum: [{datum: 2018-07, quelle: X03}, {datum: 2018-06, quelle: X02}], quelle: [X03, X02]"),
        "ereignis: Beginn Modul 2 – Datum: Juli 2018 → Juli 2018 (X03); Juni 2018 (X02)",
        "ereignis: Beginn Modul 2 – Quelle: X03 → X03, X02",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("after", "told"), [(each[0], list(each[1:])) for each in EREIGNISSE.values()], ids=EREIGNISSE)
def test_m46_an_edited_event_is_the_same_event(after: dict[str, str], told: list[str]) -> None:
    assert short(changes(after)) == told


def test_m46_an_event_is_known_again_among_others_that_moved() -> None:
    """Removed above, edited below, added at the end: three changes and no more."""
    lines = text(LANDKREIS).replace(
        "  - {ereignis: sondierungsgespraech, modul: 1, datum: 2018-02-20, quelle: X02}\n", ""
    )
    lines = lines.replace("modul: 2, datum: 2018-07", "modul: 2, datum: 2018-08")
    after = {LANDKREIS: lines + "  - {ereignis: gremium, gremium: Kreistag, datum: 2018-02-20, quelle: X02}\n"}
    assert short(changes(after)) == [
        "ereignis: Beginn Modul 2 – Datum: Juli 2018 → Aug. 2018",
        "ereignis: Gremium (Kreistag): None → 20.02.2018",
        "ereignis: Sondierungsgespräch Modul 1: 20.02.2018 → None",
    ]


def test_m46_the_preferred_of_two_dates_is_told() -> None:
    both = "[{datum: 2018-07, quelle: X03}, {datum: 2018-06, quelle: X02}]"
    turned = "[{datum: 2018-06, quelle: X02}, {datum: 2018-07, quelle: X03}]"
    before, after = (
        edited(LANDKREIS, "modul: 2, datum: 2018-07", f"modul: 2, datum: {each}") for each in (both, turned)
    )
    assert short(changes(after, before)) == [
        "ereignis: Beginn Modul 2 – Datum: Juli 2018 (X03); Juni 2018 (X02) → Juni 2018 (X02); Juli 2018 (X03)"
    ]


KORREKTUR = "korrektur: {datum: 2024-01-15, grund: Tippfehler in der Niederschrift}"
GRUENDE = {
    "with a reason": (
        edited(LANDKREIS, "modul: 2, datum: 2018-07", f"modul: 2, {KORREKTUR}, datum: 2018-08"),
        "Tippfehler in der Niederschrift",
    ),
    "without a reason": (edited(LANDKREIS, "modul: 2, datum: 2018-07", "modul: 2, datum: 2018-08"), ""),
    "a remark needs none": (edited(LANDKREIS, "modul: 2, datum", "modul: 2, bemerkung: gut, datum"), None),
    "a further source needs none": (edited(LANDKREIS, "2018-07, quelle: X03", "2018-07, quelle: [X03, X02]"), None),
    "a lost source needs one": (edited(LANDKREIS, "2018-07, quelle: X03", "2018-07, quelle: X02"), ""),
    "gone": (edited(LANDKREIS, "  - {ereignis: beginn, modul: 2, datum: 2018-07, quelle: X03}\n", ""), ""),
    "new": (added(LANDKREIS, REFLEXION), None),
    "a signed agreement": (edited(LANDKREIS, "ort: Musterstadt", "ort: Neustadt"), ""),
}


@pytest.mark.parametrize(("after", "grund"), GRUENDE.values(), ids=GRUENDE)
def test_m46_a_correction_is_told_with_its_reason_or_that_it_has_none(after: dict[str, str], grund: str | None) -> None:
    told = [each for each in changes(after) if each.art in ("ereignis", "vereinbarung")]
    assert [each.grund for each in told] == [grund]


def test_m46_a_plan_may_be_changed_without_a_reason() -> None:
    plan = "  - {{ereignis: reflexionsgespraech, modul: 4, geplant: true, datum: {}, quelle: X02}}\n"
    before, after = (added(LANDKREIS, plan.format(each)) for each in ("2024-05", "2024-06"))
    (found,) = changes(after, before)
    assert (found.was, found.grund) == ("Reflexionsgespräch Modul 4 (geplant) – Datum", None)


VEREINBARUNGEN = {
    "place": ("ort: Musterstadt", "ort: Neustadt", "Ort: Musterstadt → Neustadt", True),
    "duration": ("monate: [3, 6]", "monate: [3, 9]",
                 "Dauer: 3 bis 6 Monate ab Sondierungsgespräch → 3 bis 9 Monate ab Sondierungsgespräch", True),
    "duration turned": ("monate: [3, 6]", "monate: [6, 3]",
                        "Dauer: 3 bis 6 Monate ab Sondierungsgespräch → 6 bis 3 Monate ab Sondierungsgespräch", True),
    "consent": ("namentliche_veroeffentlichung: true", "namentliche_veroeffentlichung: false",
                "Zustimmung, Namentliche Veröffentlichung: ja → nein", True),
    "office": ("vertretung: {amt: landraetin}", "vertretung: {amt: landrat}",
               "Vertretung, Amt der Kommune: landraetin → landrat", True),
    "remark": ("ort: Musterstadt", "ort: Musterstadt\n    bemerkung: Original im Archiv",
               "Bemerkung: None → Original im Archiv", False),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "told", "signed"), VEREINBARUNGEN.values(), ids=VEREINBARUNGEN)
def test_m46_a_changed_agreement_is_told_field_by_field(old: str, new: str, told: str, signed: bool) -> None:
    (found,) = changes(edited(LANDKREIS, old, new))
    assert short((found,)) == [f"vereinbarung: Zielvereinbarung Modul 1 (zv-2017) – {told}"]
    assert found.unterzeichnet is signed


def test_m46_what_is_added_to_a_signed_agreement_or_taken_from_it_touches_it() -> None:
    without = edited(LANDKREIS, "    ort: Musterstadt\n", "")
    (taken,) = changes(without)
    (put,) = changes({}, without)
    assert (taken.unterzeichnet, put.unterzeichnet) == (True, True)
    reasoned = {LANDKREIS: without[LANDKREIS].replace("    modul: 1\n", f"    modul: 1\n    {KORREKTUR}\n", 1)}
    (found,) = changes(reasoned)
    assert found.grund == "Tippfehler in der Niederschrift"


def test_m46_what_is_not_signed_is_free_to_change() -> None:
    draft = edited(LANDKREIS, "    unterzeichnet: 2017-10-16\n", "")
    lines = draft[LANDKREIS].replace("ort: Musterstadt", "ort: Neustadt")
    (found,) = changes({LANDKREIS: lines}, draft)
    assert (found.unterzeichnet, found.grund) == (False, None)
    signing = [each for each in changes({}, draft) if each.art == "vereinbarung"]
    assert [(each.nachher, each.unterzeichnet, each.grund) for each in signing] == [("16.10.2017", False, None)]


def test_m46_a_new_agreement_is_told_as_one() -> None:
    new = (
        "  - {id: zv-2023, art: zielvereinbarung, modul: 4, unterzeichnet: 2023-03-01, ort: Musterstadt, quelle: X02}\n"
    )
    found = changes(edited(LANDKREIS, "verlauf:\n", f"{new}verlauf:\n"))
    assert (
        "vereinbarung: Zielvereinbarung Modul 4 (zv-2023): None → Unterzeichnet 01.03.2023, Ort Musterstadt"
        in short(found)
    )


def test_m46_the_order_of_aims_in_an_agreement_is_part_of_it() -> None:
    aims = "    ziele:\n      - Die Datengrundlage der Bildungsplanung soll breiter werden.\n"
    before = edited(LANDKREIS, aims, "    ziele: [erstens, zweitens]\n")
    after = edited(LANDKREIS, aims, "    ziele: [zweitens, erstens]\n")
    (found,) = changes(after, before)
    assert found.unterzeichnet


PERSONEN = {
    "contact of an agreement": (
        edited(LANDKREIS, "ansprechperson: p-mara-muster", "ansprechperson: p-tom-test"),
        "vereinbarung: Zielvereinbarung Modul 1 (zv-2017) – Ansprechperson der Kommune",
    ),
    "name": (edited(MARA, "name: Mara Muster", "name: Mara Meister"), "person: Name"),
    "office": (edited(MARA, "Leiterin", "Leitung"), "person: Amt – Bezeichnung"),
    "new": ({"data/personen/p-nora-neu.yaml": "name: Nora Neu\n"}, "person: Person"),
    "gone": ({MARA: None}, "person: Person"),
}


@pytest.mark.parametrize(("after", "told"), PERSONEN.values(), ids=PERSONEN)
def test_m46_nothing_of_a_person_is_shown_unasked(after: dict[str, str | None], told: str) -> None:
    found = changes(after)
    assert [f"{each.art}: {each.was}" for each in found] == [told]
    assert all(each.persoenlich for each in found)
    shown = repr([each._replace(kommune=None) for each in found])
    for name in ("Mara", "mara", "Tom", "Nora", "nora", "Leiterin", "Leitung des", "Meister"):
        assert name not in shown
    asked = changes(after, intern=True)
    assert not any(each.persoenlich for each in asked)
    assert any(name in repr(asked) for name in ("Mara Muster", "Nora Neu"))


QUELLE = "  - {id: X09, titel: Neues Handbuch, herausgeber: Amt, stand: '2023', stand_art: exakt, abdeckung: voll}\n"
ANDERES = {
    "a source": (added(QUELLEN, QUELLE), ["quelle: Quelle X09"]),
    "a title": (edited(QUELLEN, "Musterhandbuch", "Handbuch"), ["quelle: Quelle X02 – Titel"]),
    "a group": (edited("data/netzwerk/ag-1.yaml", "kennung: AG 1", "kennung: AG 7"), ["gruppe: Kennung"]),
    "a meeting": (
        added("data/netzwerk/ag-1.yaml", "treffen:\n  - {name: Auftakt, datum: 2023-05-04, quelle: X02}\n"),
        ["treffen: Treffen Auftakt"],
    ),
    "an example": ({"data/beispiele/haus.yaml": "titel: Haus der Bildung\n"}, ["beispiel: Praxisbeispiel"]),
    "the name of the dataset": (edited("dkbm.yaml", "land: Musterland", "land: Nordland"), ["datensatz: Land"]),
    "a new Kommune": (
        {"data/kommunen/stadt-neu.yaml": 'schluessel: "99009"\nname: Neu\nart: kreisfreie-stadt\nquelle: X02\n'},
        ["kommune: Kommune"],
    ),
    "head of a Kommune": (edited(LANDKREIS, "{amt: landraetin, datum: \"2017\"", "{amt: landrat, datum: \"2017\""),
                          ["leitung: Leitung – Amt"]),
}  # fmt: skip


@pytest.mark.parametrize(("after", "told"), ANDERES.values(), ids=ANDERES)
def test_m46_everything_else_in_the_dataset_is_told_too(after: dict[str, str], told: list[str]) -> None:
    assert [f"{each.art}: {each.was}" for each in changes(after)] == told


def test_m46_a_new_event_is_told_without_the_person_in_it() -> None:
    event = "  - {ereignis: interview, modul: 1, datum: 2018-03-01, person: p-mara-muster, quelle: X02}\n"
    assert short(changes(added(LANDKREIS, event))) == ["ereignis: Interview Modul 1: None → 01.03.2018"]
    (asked,) = changes(added(LANDKREIS, event), intern=True)
    assert asked.nachher == "01.03.2018, Person Mara Muster"


def test_m46_a_renamed_file_is_the_same_kommune() -> None:
    found = changes({LANDKREIS: None, "data/kommunen/landkreis-muster.yaml": text(LANDKREIS)})
    assert short(found) == ["kommune: Kennung: landkreis-musterland → landkreis-muster"]


def test_m46_a_partner_that_is_counted_now_is_told() -> None:
    partner = "name: Verein Muster\nart: verbund\nquelle: X02\n"
    found = changes({"data/kommunen/verein.yaml": partner}, {"data/partner/verein.yaml": partner})
    assert short(found) == ["kommune: Zählung: als Partner geführt, nicht gezählt → gezählt"]


def test_m46_a_source_of_another_time_moves_those_who_rest_on_it() -> None:
    """The file of the Kommune is the same; what it says on the Stichtag is not."""
    day = date(2018, 12, 31)
    assert "modul: 2, datum: 2018-07" in text(LANDKREIS)
    after = edited(LANDKREIS, "datum: 2018-07", "datum: 2019-07")
    assert changes(after, stichtag=day)[0].art == "uebergang"
    sources = changes({QUELLEN: text(QUELLEN).replace("2022-02..2024-01", "2025-02..2025-03")})
    assert {each.art for each in sources} == {"quelle", "uebergang"}


def test_m46_a_file_that_cannot_be_read_is_not_gone() -> None:
    old, new = (load(musterland(side)).dataset for side in ({}, {LANDKREIS: "a: [1\n"}))
    assert [each.was for each in compare(old, new, STICHTAG) if each.entfallen][:1] == ["Kommune"]
    assert compare(old, new, STICHTAG, ohne=frozenset({LANDKREIS})) == ()


def test_m46_without_the_process_nobody_knows_who_stands_where() -> None:
    old, new = (load(musterland(side)).dataset for side in ({}, {QUELLEN: "a: [1\n"}))
    assert compare(old, new, STICHTAG, ohne=frozenset({QUELLEN})) == ()


def test_m46_true_is_not_one() -> None:
    event = "  - {{ereignis: gremium, gremium: Rat, datum: 2018-01, erschlossen: {}, quelle: X02}}\n"
    before, after = (added(LANDKREIS, event.format(each)) for each in ("true", "1"))
    old, new = (load(musterland(side)) for side in (before, after))
    assert short(compare(old.dataset, new.dataset._replace(kommunen=old.dataset.kommunen), STICHTAG)) == [
        "ereignis: Gremium (Rat) – Erschlossen: ja → 1"
    ]
