"""Every kind of item: what makes it appear, for which day, what it waits for, and what makes it vanish."""

import json
from pathlib import Path

import pytest

from dkbm.cli.agenda import ARTEN as GENANNT
from dkbm.queries.agenda import ARTEN, Auswahl
from tests.agendafaelle import PROBE, dateien, frage, fuer_person, probe
from tests.aufruf import dkbm, lay_out

SONDIERUNG = """\
verlauf:
  - {ereignis: beginn, modul: 1, datum: 2030-01-07, quelle: X01}
  - {ereignis: sondierungsgespraech, modul: 1, datum: 2030-02-20, quelle: X02}
"""
VEREINBART = """\
vereinbarungen:
  - id: zv-2030
    art: zielvereinbarung
    modul: 1
    unterzeichnet: 2030-01-02
    dauer: {monate: [3, 6], ab: sondierungsgespraech}
    quelle: X02
"""
MODUL_4 = """\
verlauf:
  - {ereignis: beginn, modul: 4, phase: 1, datum: 2030-01-07, quelle: X01}
"""
PLAN = """\
vereinbarungen:
  - id: zv-2030
    art: zielvereinbarung
    modul: 4
    unterzeichnet: 2030-01-02
    quelle: X02
    umsetzungsplan:
      - {teilziel: Ein Bericht, zeitplan: 2030-06}
      - {teilziel: Ohne Termin}
"""
AUSNAHME = """\
verlauf:
  - ereignis: beginn
    modul: 2
    datum: 2030-03-04
    quelle: X01
    ausnahme: {datum: 2030-03-02, grund: Gremium tagt erst im Herbst, bis: 2030-10-31}
"""
BETREUT = "betreuung:\n  - {person: p-tom-test, datum: 2030-01-01, bis: 2030-06-30, quelle: X02}\n"
FAELLE = [
    # what                       file                     asked on      until         {key: day}
    ("frist", SONDIERUNG, "2030-06-03", "2030-09-30", {"ergebnisbericht/1": "2030-08-20"}),
    ("frist: nach drei Monaten", SONDIERUNG, "2030-05-19", "2030-05-20", {"ergebnisbericht/1": "2030-08-20"}),
    ("frist: noch nicht", SONDIERUNG, "2030-05-01", "2030-05-19", {"ergebnisbericht/1": None}),
    ("frist: an einem Werktag", SONDIERUNG.replace("02-20", "02-24"), "2030-08-25", "2030-08-31",
     {"ergebnisbericht/1": "2030-08-26"}),
    ("frist: erfüllt", f"{SONDIERUNG}  - {{ereignis: ergebnisbericht, modul: 1, datum: 2030-07-01, quelle: X01}}\n",
     "2030-08-01", "2030-12-31", {"ergebnisbericht/1": None}),
    ("bestaetigung", SONDIERUNG, "2030-06-01", "2031-01-31", {"bestaetigung": "2031-01-07"}),
    ("nachweis", AUSNAHME, "2030-04-01", "2030-04-30", {"nachweis/abschluss-2/transferplan": "–"}),
    ("schritt", AUSNAHME, "2030-04-01", "2030-04-30", {"schritt/abschluss-2": "–"}),
    ("kein schritt: pausiert", f"{AUSNAHME}  - {{ereignis: pause, datum: 2030-05, quelle: X01}}\n", "2030-06-01",
     "2030-06-30", {"schritt/abschluss-2": None, "nachweis/abschluss-2/transferplan": None}),
    ("vereinbarung", VEREINBART + SONDIERUNG, "2030-07-01", "2030-09-30", {"vereinbarung/zv-2030": "2030-08-20"}),
    ("vereinbarung: erst nach dem Gespräch unterzeichnet", VEREINBART.replace("2030-01-02", "2030-03-01") + SONDIERUNG,
     "2030-07-01", "2030-09-30", {"vereinbarung/zv-2030": None}),
    ("vereinbarung: zu weit weg", VEREINBART + SONDIERUNG, "2030-07-01", "2030-08-19", {"vereinbarung/zv-2030": None}),
    ("vereinbarung: Modul verlassen",
     f"{VEREINBART}{SONDIERUNG}  - {{ereignis: beginn, modul: 2, datum: 2030-07-01, quelle: X01}}\n",
     "2030-08-01", "2030-12-31", {"vereinbarung/zv-2030": None}),
    ("vereinbarung: ersetzt",
     f"{VEREINBART}  - {{id: zv-2, art: zielvereinbarung, modul: 1, unterzeichnet: 2030-05-01, quelle: X02}}\n"
     f"{SONDIERUNG}", "2030-08-01", "2030-12-31", {"vereinbarung/zv-2030": None}),
    ("plan", "verlauf:\n  - {ereignis: gremium, geplant: true, datum: 2030-06-16, quelle: X01}\n", "2030-06-01",
     "2030-06-30", {"plan/gremium": "2030-06-16"}),
    ("plan: zweimal", "verlauf:\n  - {ereignis: gremium, geplant: true, datum: 2030-06-16, quelle: X01}\n"
     "  - {ereignis: gremium, geplant: true, datum: 2030-06-23, quelle: X01}\n", "2030-06-01", "2030-06-30",
     {"plan/gremium/2030-06-16": "2030-06-16", "plan/gremium/2030-06-23": "2030-06-23", "plan/gremium": None}),
    ("plan: geplanter Beginn", VEREINBART.replace("    dauer: {monate: [3, 6], ab: sondierungsgespraech}\n",
     "    beginn_geplant: 2030-02\n"), "2030-01-15", "2030-03-31", {"plan/beginn-1": "2030-02-28",
                                                                  "schritt/beginn-1": None}),
    ("plan: begonnen", VEREINBART.replace("    dauer: {monate: [3, 6], ab: sondierungsgespraech}\n",
     "    beginn_geplant: 2030-02\n") + SONDIERUNG, "2030-03-15", "2030-03-31", {"plan/beginn-1": None}),
    ("plan: Entwurf", "vereinbarungen:\n  - {id: zv-1, art: zielvereinbarung, modul: 1, geplant: true, quelle: X02}\n",
     "2030-01-15", "2030-03-31", {"plan/zielvereinbarung-1": "–"}),
    ("umsetzungsplan", PLAN + MODUL_4, "2030-06-01", "2030-06-30", {"umsetzungsplan/zv-2030-ein-bericht": "2030-06-30",
                                                                  "umsetzungsplan/zv-2030-ohne-termin": None}),
    ("umsetzungsplan: besprochen",
     f"{PLAN}{MODUL_4}  - {{ereignis: reflexionsgespraech, modul: 4, datum: 2030-07-03, quelle: X01}}\n",
     "2030-07-04", "2030-07-31", {"umsetzungsplan/zv-2030-ein-bericht": None}),
    ("umsetzungsplan: nur vorher besprochen",
     f"{PLAN}{MODUL_4}  - {{ereignis: reflexionsgespraech, modul: 4, datum: 2030-03-04, quelle: X01}}\n",
     "2030-07-04", "2030-07-31", {"umsetzungsplan/zv-2030-ein-bericht": "2030-06-30"}),
    ("frist: nur angekündigt erfüllt",
     f"{MODUL_4}  - {{ereignis: reflexionsgespraech, modul: 4, geplant: true, datum: 2030-03-04, quelle: X01}}\n",
     "2030-04-01", "2030-04-30", {"reflexionsgespraech/4": "2030-03-04", "plan/reflexionsgespraech-4": None}),
    ("plan: geplant und unterzeichnet",
     "vereinbarungen:\n  - {id: zv-1, art: zielvereinbarung, modul: 1, geplant: true, unterzeichnet: 2030-01-02, "
     "quelle: X02}\n", "2030-02-01", "2030-03-31", {"plan/zielvereinbarung-1": None}),
    ("ausnahme", AUSNAHME, "2030-10-01", "2030-12-31", {"ausnahme/beginn-2": "2030-10-31"}),
    ("ausnahme: geheilt",
     f"{AUSNAHME}  - {{ereignis: weiterfuehrung, modul: 1, datum: 2030-06-03, quelle: X01}}\n",
     "2030-10-01", "2030-12-31", {"ausnahme/beginn-2": None}),
    ("betreuung endet", MODUL_4 + BETREUT, "2030-06-01", "2030-06-30", {"betreuung": "2030-06-30"}),
    ("betreuung fehlt", MODUL_4 + BETREUT, "2030-07-15", "2030-07-31", {"betreuung": "2030-06-30"}),
    ("betreuung: nicht im Prozess", BETREUT, "2030-07-15", "2030-07-31", {"betreuung": None}),
    ("betreuung übergeben", f"{MODUL_4}{BETREUT}  - {{person: p-mara-muster, datum: 2030-07-01, quelle: X02}}\n",
     "2030-06-15", "2030-09-30", {"betreuung": None}),
    ("betreuung unklar", f"{BETREUT}  - {{person: p-mara-muster, datum: 2030-03-01, quelle: X02}}\n", "2030-04-15",
     "2030-09-30", {"betreuung": "–"}),
    ("betreuung: nie eingetragen", MODUL_4, "2030-04-15", "2030-09-30", {"betreuung": None}),
]  # fmt: skip


@pytest.mark.parametrize(("was", "text", "stichtag", "bis", "erwartet"), FAELLE, ids=[each[0] for each in FAELLE])
def test_every_kind_appears_for_its_day_and_vanishes(
    was: str, text: str, stichtag: str, bis: str, erwartet: dict[str, str | None]
) -> None:
    found = probe(text, stichtag, bis)
    days = {key: each.am.isoformat() if each.am else "–" for key, each in found.items()}
    assert {key: days.get(key) for key in erwartet} == erwartet, was
    for key, day in erwartet.items():
        if day is not None:
            assert found[key].ueberfaellig is (day != "–" and day < stichtag)


@pytest.mark.parametrize(
    ("text", "stichtag", "key", "said"),
    [
        (SONDIERUNG, "2030-06-03", "ergebnisbericht/1",
         ("Sondierungsgespräch", "2030-02-20", "zu erwarten ab 20.05.2030")),
        (SONDIERUNG, "2030-06-03", "bestaetigung", ("zuletzt belegt", "2030-01-07")),
        (AUSNAHME, "2030-04-01", "nachweis/abschluss-2/transferplan",
         ("für: Abschluss von Modul 2 Modelllösung", "", "Beitrag von: Kommune und Transferagentur")),
        (AUSNAHME, "2030-10-01", "ausnahme/beginn-2",
         ("festgehalten", "2030-03-02", "Grund: Gremium tagt erst im Herbst",
          "es fehlt noch: Entscheidung zur Weiterführung")),
        (PLAN + MODUL_4, "2030-06-01", "umsetzungsplan/zv-2030-ein-bericht", ("Zeitplan", "2030-06", "Ein Bericht")),
    ],
)  # fmt: skip
def test_an_item_says_what_it_counts_from_and_what_it_is_about(
    text: str, stichtag: str, key: str, said: tuple[str, ...]
) -> None:
    posten = probe(text, stichtag)[key]
    assert (posten.ab, posten.ab_datum, *posten.gegenstand) == said


def test_m35_a_step_waits_for_its_evidence_and_no_longer_when_it_is_there() -> None:
    step = probe(AUSNAHME, "2030-04-01")["schritt/abschluss-2"]
    assert step.wartet_auf == ("Transferplan zu Modul 2",)
    plan = f"{AUSNAHME}  - {{ereignis: transferplan, modul: 2, datum: 2030-03-20, quelle: X01}}\n"
    found = probe(plan, "2030-04-01")
    assert found["schritt/abschluss-2"].wartet_auf == ()
    assert "nachweis/abschluss-2/transferplan" not in found


def test_m35_a_planned_step_waits_for_its_evidence_and_a_begin_for_the_signature() -> None:
    planned = f"{AUSNAHME}  - {{ereignis: abschluss, modul: 2, geplant: true, datum: 2030-09, quelle: X01}}\n"
    found = probe(planned, "2030-04-01")
    assert found["plan/abschluss-2"].wartet_auf == ("Transferplan",)
    assert "schritt/abschluss-2" not in found, "one item for one step"
    draft = (
        "vereinbarungen:\n  - {id: zv-1, art: zielvereinbarung, modul: 1, geplant: true, beginn_geplant: 2030-05, "
        "quelle: X02}\n"
    )
    assert probe(draft, "2030-04-01")["plan/beginn-1"].wartet_auf == ("Unterschrift: Zielvereinbarung Modul 1",)


def test_what_a_duty_asks_for_is_not_asked_for_again_by_the_gate() -> None:
    found = probe(MODUL_4, "2030-02-01")
    assert str(found["reflexionsgespraech/4"].am) == "2031-01-07", "so long after the begin as after each later one"
    undated = probe(MODUL_4.replace("beginn, modul: 4, phase: 1, datum: 2030-01-07", "genannt, modul: 4"), "2030-02-01")
    assert undated["reflexionsgespraech/4"].am is None
    assert "nachweis/beginn-4-2/reflexionsgespraech" not in found
    assert found["schritt/beginn-4-2"].wartet_auf == ("Umsetzungsplan zu Modul 4", "Reflexionsgespräch zu Modul 4")


FREIGABEN, TREFFEN = Auswahl(arten=("freigabe",)), Auswahl(gruppen=frozenset({"ag-1"}), arten=("treffen",))
FREIGABE = """\
name: Tom Test
freigabe:
  - {{zweck: Kontaktseite, felder: [name], rechtsgrundlage: einwilligung, datum: 2029-01-01{}, nachweis: A 1,
     erteilt_von: Person}}
"""


@pytest.mark.parametrize(
    ("more", "listed"),
    [
        (", bis: 2030-06-30", True),
        (", bis: 2030-06", True),
        ("", False),
        (", bis: 2030-07-01", False),  # later than is looked ahead
        (", bis: 2030-05-31", False),  # over: it asks for nothing any more
        (", bis: 2030-06-30, widerruf: 2030-02-01", False),
    ],
)
def test_an_approval_is_listed_before_it_ends_and_names_nobody(more: str, listed: bool) -> None:
    found = frage(dateien(MODUL_4, p_tom_test=FREIGABE.format(more)), "2030-06-01", "2030-06-30", FREIGABEN)
    assert [each.schluessel for each in found.posten] == (
        ["freigabe/p-tom-test/kontaktseite-name-2029-01-01"] if listed else []
    )
    assert all("Tom" not in f"{each} {found.namen}" for each in found.posten)


AG = """\
kennung: AG 1
art: arbeitsgruppe
namen:
  - {name: Muster-Management, datum: "2017..2021", quelle: X02}
treffen:
  - {name: Frühjahrstreffen, datum: 2030-05-08, ort: Musterstadt, geplant: true, quelle: X01}
"""


def test_an_announced_meeting_is_listed_until_it_is_recorded() -> None:
    found = frage(dateien(MODUL_4, ag_1=AG), "2030-05-01", "2030-06-30", TREFFEN)
    (posten,) = found.posten
    assert (posten.schluessel, str(posten.am), posten.gegenstand) == (
        "treffen/ag-1/fruehjahrstreffen",
        "2030-05-08",
        ("Musterstadt",),
    )
    held = f"{AG}  - {{name: Frühjahrstreffen, datum: 2030-05-08, quelle: X01}}\n"
    assert frage(dateien(MODUL_4, ag_1=held), "2030-05-09", auswahl=TREFFEN).posten == ()


def test_the_help_names_every_kind() -> None:
    assert tuple(ARTEN) == GENANNT


def test_keys_are_unique_and_survive_a_moved_day() -> None:
    text = VEREINBART + SONDIERUNG + BETREUT
    early, late = (probe(each, "2030-07-15") for each in (text, text.replace("2030-02-20", "2030-03-21")))
    assert set(early) == set(late)
    assert early["ergebnisbericht/1"].am != late["ergebnisbericht/1"].am
    everything = frage(dateien(text), "2030-07-15").posten
    assert len({each.schluessel for each in everything}) == len(everything)


ZWEIMAL = [
    "  - {ereignis: gremium, geplant: true, datum: 2030-06-16, inhalt: erste Lesung, quelle: X01}\n",
    "  - {ereignis: gremium, geplant: true, datum: 2030-06-23, quelle: X01}\n",
]


@pytest.mark.parametrize("bis", ["2030-06-20", "2030-12-31"])
def test_the_order_of_entry_and_how_far_one_looks_change_no_key(bis: str) -> None:
    """A calendar that has both entries keeps them apart."""
    found = [probe(f"verlauf:\n{''.join(each)}", "2030-06-01", bis) for each in (ZWEIMAL, ZWEIMAL[::-1])]
    (here, there) = ({key: each.am for key, each in items.items() if each.art == "plan"} for items in found)
    assert here == there
    assert "plan/gremium/2030-06-16" in here


def test_what_counts_from_the_same_day_is_told_apart_by_what_it_is_about() -> None:
    one, other = ZWEIMAL[0], ZWEIMAL[1].replace("06-23", "06-16")

    def keys(*events: str) -> set[str]:
        found = probe("verlauf:\n" + "".join(events), "2030-06-01")
        return {key.partition("2030-06-16/2030-06-16/")[2] for key, each in found.items() if each.art == "plan"}

    assert keys(one, other) == keys(other, one) == {"gremium-erste-lesung-x01", "gremium-x01"}
    assert keys(other, other) == {"gremium-x01/verlauf-0", "gremium-x01/verlauf-1"}, "only where all is the same"


def test_an_open_gap_is_on_the_agenda_where_validate_points_it_out(tmp_path: Path) -> None:
    """Both ask the same part of the model, also whether the framework holds."""
    for text, rahmen in ((MODUL_4 + BETREUT, False), (BETREUT, False), (MODUL_4 + BETREUT, True)):
        changes = dateien(text, rahmen=rahmen)
        root = lay_out(tmp_path / f"{len(text)}{rahmen}", changes)
        answer = dkbm("validate", "--only", "D634", "--format", "json", cwd=root, heute="2030-07-15")
        listed = frage(changes, "2030-07-15", auswahl=Auswahl(arten=("betreuung",))).posten
        assert [each["file"] for each in json.loads(answer.out)] == [each.place.file for each in listed]
        assert len(listed) == (text != BETREUT and not rahmen)


def test_person_sees_the_kommunen_they_look_after_on_that_day_and_the_groups_they_hold_office_in() -> None:
    office = "name: Tom Test\nnetzwerk:\n  - {gruppe: ag-1, rolle: sprecheramt, datum: 2030-01-01, quelle: X02}\n"
    changes = dateien(BETREUT + SONDIERUNG, p_tom_test=office, ag_1=AG)
    june, july = (fuer_person(changes, "p-tom-test", day) for day in ("2030-05-15", "2030-07-01"))
    contact = "landkreis-musterland"  # named as contact by its agreement, and nothing entered as betreuung
    assert {each.kommune or each.gruppe for each in june} == {PROBE, "ag-1", contact}
    assert {each.kommune or each.gruppe for each in july} == {"ag-1", contact}
    member = dateien(MODUL_4, p_tom_test=office.replace("sprecheramt", "mitglied"), ag_1=AG)
    assert {each.kommune for each in fuer_person(member, "p-tom-test", "2030-05-15")} == {contact}
