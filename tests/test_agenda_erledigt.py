"""What settles an item of the agenda, and what does not: a plan, an approval, a gap, what was entrusted."""

import json
import shlex
from pathlib import Path

import pytest

from tests.agendafaelle import PROBE, as_json, dateien, probe
from tests.aufruf import dkbm, lay_out
from tests.muster import musterland
from tests.test_agenda_arten import VEREINBART as DAUER

ROOT = Path(__file__).parent.parent
PLAN = "{ereignis: gremium, gremium: Schulausschuss, geplant: true, datum: 2030-09-15, quelle: X01}"

BEGINN_4 = "{ereignis: beginn, modul: 4, phase: 1, datum: 2030-01-07, quelle: X01}"


def verlauf(*events: str) -> str:
    return "verlauf:\n" + "".join(f"  - {each}\n" for each in events)


@pytest.mark.parametrize(
    ("plan", "event", "stichtag", "is_open"),
    [
        (PLAN, "{ereignis: gremium, gremium: Schulausschuss, datum: 2030-09-15, quelle: X01}", "2030-10-01", False),
        (PLAN, "{ereignis: gremium, gremium: Schulausschuss, datum: 2030-10, quelle: X01}", "2030-10-08", False),
        # before it was announced for, or only after the day asked about
        (PLAN, "{ereignis: gremium, gremium: Schulausschuss, datum: 2030-05-02, quelle: X01}", "2030-10-01", True),
        (PLAN, "{ereignis: gremium, gremium: Schulausschuss, datum: 2030-11-02, quelle: X01}", "2030-10-01", True),
        # another one, one that does not say which
        (PLAN, "{ereignis: gremium, gremium: Kreistag, datum: 2030-09-15, quelle: X01}", "2030-10-01", True),
        (PLAN, "{ereignis: gremium, datum: 2030-09-15, quelle: X01}", "2030-10-01", True),
        # a plan that does not say which is settled by any
        (PLAN.replace("gremium: Schulausschuss, ", ""),
         "{ereignis: gremium, gremium: Kreistag, datum: 2030-09-15, quelle: X01}", "2030-10-01", False),
        ("{ereignis: auszeichnung, stufe: Gold, geplant: true, datum: 2030-09, quelle: X01}",
         "{ereignis: auszeichnung, stufe: Silber, datum: 2030-09-20, quelle: X01}", "2030-10-01", True),
        ("{ereignis: reflexionsgespraech, modul: 4, geplant: true, datum: 2030-09, quelle: X01}",
         "{ereignis: reflexionsgespraech, modul: 4, phase: 1, datum: 2030-09-20, quelle: X01}", "2030-10-01", False),
        ("{ereignis: reflexionsgespraech, modul: 4, geplant: true, datum: 2030-09, quelle: X01}",
         "{ereignis: reflexionsgespraech, modul: 3, datum: 2030-09-20, quelle: X01}", "2030-10-01", True),
    ],
)  # fmt: skip
def test_a_plan_is_settled_by_what_it_announced_and_by_nothing_else(
    plan: str, event: str, stichtag: str, is_open: bool, tmp_path: Path
) -> None:
    text = verlauf(plan, event)
    listed = [each for each in probe(text, stichtag).values() if each.art == "plan"]
    assert bool(listed) is is_open
    answer = dkbm("validate", "--only", "D405", "--format", "json", cwd=lay_out(tmp_path, dateien(text)),
                  heute=stichtag)  # fmt: skip
    assert bool(json.loads(answer.out)) is is_open, "the rule says the same"


# --- a gap, a term that ends, a state between two modules ---

TOM = "betreuung:\n  - {person: p-tom-test, datum: 2030-01-08, bis: 2030-06-30, quelle: X02}\n"
SPAETER = TOM + "  - {person: p-mara-muster, datum: 2030-09-01, quelle: X02}\n"


@pytest.mark.parametrize(
    ("text", "stichtag", "expected"),
    [
        (TOM, "2030-06-15", ("Betreuung regeln", "2030-06-30", ())),
        (SPAETER, "2030-06-15", ("Betreuung regeln", "2030-06-30",
                                 ("danach ist wieder jemand eingetragen: ab 01.09.2030",))),
        (SPAETER, "2030-07-15", ("Betreuung fehlt", "2030-06-30",
                                 ("danach ist wieder jemand eingetragen: ab 01.09.2030",))),
        (SPAETER, "2030-08-31", ("Betreuung fehlt", "2030-06-30",
                                 ("danach ist wieder jemand eingetragen: ab 01.09.2030",))),
        (SPAETER, "2030-09-01", None),
        (SPAETER.replace("2030-09-01", "2030-07-01"), "2030-06-15", None),
        (SPAETER.replace("2030-09-01", "2030-07"), "2030-06-15", None),
    ],
)  # fmt: skip
def test_a_gap_is_seen_also_where_somebody_begins_later(
    text: str, stichtag: str, expected: tuple[str, str, tuple[str, ...]] | None
) -> None:
    found = probe(verlauf(BEGINN_4) + text, stichtag).get("betreuung")
    assert (found and (found.name, str(found.am), found.gegenstand)) == expected


BEGINN_1 = "{ereignis: beginn, modul: 1, datum: 2030-01-07, quelle: X01}"
GESPRAECH = "{ereignis: sondierungsgespraech, modul: 1, datum: 2030-02-20, quelle: X02}"
BERICHT = "{ereignis: ergebnisbericht, modul: 1, datum: 2030-06-20, quelle: X02}"


def test_an_agreement_that_ends_offers_what_can_be_done() -> None:
    blocked = probe(DAUER + verlauf(BEGINN_1, GESPRAECH), "2030-07-01")["vereinbarung/zv-2030"]
    assert blocked.gegenstand[1:] == ("vorher fehlt noch: Ergebnisbericht",)
    assert blocked.abhilfe == "dkbm record ergebnisbericht 99009 --modul 1 --datum … --quelle …"
    free = probe(DAUER + verlauf(BEGINN_1, GESPRAECH, BERICHT), "2030-07-01")["vereinbarung/zv-2030"]
    assert (free.gegenstand[1:], free.abhilfe) == ((), 'dkbm advance "Landkreis Probe" --datum … --quelle …')


def test_an_agreement_for_no_module_ends_too() -> None:
    text = DAUER.replace("    modul: 1\n", "").replace("art: zielvereinbarung", "art: vereinbarung")
    found = probe(text + verlauf(BEGINN_1, GESPRAECH), "2030-07-01")["vereinbarung/zv-2030"]
    assert (str(found.am), found.abhilfe) == (
        "2030-08-20",
        'dkbm record vereinbarung "Landkreis Probe" --datum … --quelle …',
    )
    assert "vereinbarung/zv-2030" not in probe(
        text + verlauf(BEGINN_1, GESPRAECH, "{ereignis: ausstieg, datum: 2030-05-02, quelle: X01}"), "2030-07-01"
    )


GEPLANT = "{ereignis: ergebnisbericht, modul: 1, geplant: true, datum: %s, quelle: X01}"


@pytest.mark.parametrize(
    ("announced", "expected"),
    [
        ("2030-07-15", ("2030-07-15", "angekündigt", ("zu erwarten ab 20.05.2030", "Frist: 20.08.2030"))),
        ("2030-10-15", ("2030-08-20", "Sondierungsgespräch",
                        ("zu erwarten ab 20.05.2030", "angekündigt: 15.10.2030"))),
    ],
)  # fmt: skip
def test_what_is_due_and_announced_is_one_item(announced: str, expected: tuple[str, str, tuple[str, ...]]) -> None:
    found = probe(verlauf(BEGINN_1, GESPRAECH, GEPLANT % announced), "2030-06-01")
    posten = found["ergebnisbericht/1"]
    assert (str(posten.am), posten.ab, posten.gegenstand) == expected
    assert not [key for key in found if "ergebnisbericht" in key and key != "ergebnisbericht/1"]


LANG = "Ausschuss für Bildung Kultur Sport und alles andere"
BEFOLGT = [
    # the key of the item, what is there, the day asked about, what is filled in for the command it offers
    ("bestaetigung", verlauf("{ereignis: genannt, modul: 2, datum: 2020-05, quelle: X01}"), "2021-08-02", "X09"),
    ("bestaetigung", verlauf("{ereignis: abschluss, modul: 1, datum: 2020-05, quelle: X01}"), "2021-08-02", "X09"),
    ("bestaetigung", verlauf("{ereignis: genannt, datum: 2020-05, quelle: X01}"), "2021-08-02", "X09"),
    ("bestaetigung", verlauf("{ereignis: genannt, modul: 1, datum: 2020-01, quelle: X01}",
                             "{ereignis: pause, datum: 2020-05, quelle: X01}"), "2021-08-02", "X09"),
    ("bestaetigung", verlauf("{ereignis: nicht_genannt, datum: 2020-05, quelle: X01}"), "2021-08-02", "X09"),
    ("ergebnisbericht/1", verlauf(BEGINN_1, GESPRAECH), "2030-08-21", "X01"),
    ("reflexionsgespraech/4", verlauf(BEGINN_4), "2031-02-03", "X01"),
    ("plan/gremium-schulausschuss", verlauf(PLAN), "2030-10-01", "X01"),
    ("plan/gremium-ausschuss-fuer-bildung-kultur-sport-und-alles-andere",
     verlauf(PLAN.replace("Schulausschuss", LANG)), "2030-10-01",
     "X01"),
    ("plan/beginn-1", DAUER.replace("    dauer: {monate: [3, 6], ab: sondierungsgespraech}\n",
                                    "    beginn_geplant: 2030-02\n"), "2030-03-15", "X01"),
    ("betreuung", verlauf(BEGINN_4) + TOM, "2030-07-15", "X01"),
    ("betreuung", verlauf(BEGINN_4) + SPAETER, "2030-07-15", "X01"),
    ("vernichtung", DAUER, "2030-10-01", "X01"),
    ("vernichtung", DAUER + "unterlagen:\n  - {id: u-1, titel: Statistik, quelle: X02}\n", "2030-10-01", "X01"),
    ("vernichtung", verlauf(BEGINN_1), "2030-10-01", "X01"),
    ("vereinbarung/zv-2030", DAUER.replace("    modul: 1\n", "").replace("art: zielvereinbarung", "art: vereinbarung")
     + verlauf(BEGINN_1, GESPRAECH), "2030-08-21", "X01"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "text", "heute", "quelle"), BEFOLGT, ids=[f"{row[0]}-{n}" for n, row in enumerate(BEFOLGT)]
)
def test_who_does_what_an_item_says_has_settled_it(
    key: str, text: str, heute: str, quelle: str, tmp_path: Path
) -> None:
    """The command is typed as it stands, with a day, a source and a person filled in: then the item is gone."""
    changes = dateien(text, rahmen=key == "vernichtung")
    sources = musterland()["data/quellen.yaml"].decode()
    changes["data/quellen.yaml"] = f"{sources}{JUNG.format(heute)}"
    if key == "vernichtung":
        prozess = musterland()["data/prozess.yaml"].decode()
        changes["data/prozess.yaml"] = prozess.replace('gilt_bis: "2024-01"', 'gilt_bis: "2030-08"')
    root = lay_out(tmp_path, changes)
    asked = ("--kommune", "99009", "--alle")
    item = next(each for each in as_json(*asked, cwd=root, heute=heute)["posten"] if key_of(each) == key)
    words = filled_in(item["abhilfe"], heute, quelle)
    done = dkbm(*words, "--ja", cwd=root, heute=heute)
    assert done.status == 0, (item["abhilfe"], done.err)
    left = {key_of(each): each["am"] for each in as_json(*asked, cwd=root, heute=heute)["posten"]}
    recurs = key in ("bestaetigung", "reflexionsgespraech/4")
    assert left.get(key, "9999") > item["am"] if recurs else key not in left, item["abhilfe"]


def key_of(item: dict[str, str]) -> str:
    return item["schluessel"].replace(f"/{PROBE}", "")


JUNG = """\
  - id: X09
    titel: Jüngste Übersicht
    herausgeber: Musteragentur
    stand: {}
"""


def filled_in(line: str, day: str, quelle: str) -> list[str]:
    """The words of a command with something for each `…`."""
    values = {"--datum": day, "--quelle": quelle, "--bis": "2030-08-31", "--gremium": LANG}
    if "betreuung" in line:
        values["--datum"] = "2030-07-01"
    words = shlex.split(line.replace("p-…", "p-mara-muster"))[1:]
    made = [values[words[number - 1]] if word == "…" and words[number - 1] in values else word
            for number, word in enumerate(words)]  # fmt: skip
    if made[-1] != "…":
        return made
    more = [*made[:-1], "--datum", day, "--quelle", quelle]
    return [*more, "--nachweis", "AZ 1"] if "vernichtung" in line else more
