"""What the forum must not be: answers to nothing, in circles, before their time, of nobody's group (M 74)."""

import pytest

from tests.forum import FORUM, antwort, beitrag
from tests.muster import musterland
from tests.regelseiten import check

X = f"{FORUM}/ag-1/2024-01-10-x.yaml"
A, B, C = (f"{FORUM}/ag-1/2024-01-1{day}-01.yaml" for day in (1, 2, 3))
FRAGE = beitrag(von="p-tom-test", datum="2024-01-10")
PERSON = "data/personen/p-rita-rundlauf.yaml"
AG2 = musterland()["data/netzwerk/ag-1.yaml"].decode().replace("AG 1", "AG 2")
NAMEN = "namen: [{name: Muster, quelle: X02}]\n"
KONZEPT = f"kennung: Konzeptgruppe\nart: konzeptgruppe\n{NAMEN}"
UAG = f"kennung: UAG 1\nart: unterarbeitsgruppe\n{NAMEN}teil_von: ag-1\n"
NETZ = "name: Netz\nforum: {beitragsarten: [{art: umfrage, name: Umfrage}], quelle: X02}\n"


def rita(*aufgaben: str) -> str:
    return "name: Rita Rundlauf\nnetzwerk:\n" + "".join(f"  - {{{each}, quelle: X02}}\n" for each in aufgaben)


def found(files: dict[str, str]) -> list[tuple[str, str]]:
    changes: dict[str, bytes | None] = {path: text.encode() for path, text in files.items()}
    codes = [(each.code, each.place.file.removeprefix(f"{FORUM}/")) for each in check(changes).diagnostics]
    return [each for each in codes if each[0].startswith("D62") or each[0] in ("D302", "D311", "D315")]


REGELN = {
    "a thread with answers is sound": (
        {X: FRAGE, A: antwort("2024-01-10-x", "2024-01-11"), B: antwort("2024-01-11-01", "2024-01-12")},
        [],
    ),
    "an answer on the same day": (
        {X: FRAGE, f"{FORUM}/ag-1/2024-01-10-01.yaml": antwort("2024-01-10-x", "2024-01-10")},
        [],
    ),
    "an answer to nothing": ({A: antwort("2024-01-10-y", "2024-01-11")}, [("D620", "ag-1/2024-01-11-01.yaml")]),
    "an answer in another group": (
        {
            X: FRAGE,
            "data/netzwerk/ag-2.yaml": AG2,
            f"{FORUM}/ag-2/2024-01-11-01.yaml": antwort("2024-01-10-x", "2024-01-11"),
        },
        [("D620", "ag-2/2024-01-11-01.yaml")],
    ),
    "an answer to a broken file": ({X: "titel: [", A: antwort("2024-01-10-x", "2024-01-11")}, []),
    "an answer to itself": ({A: antwort("2024-01-11-01", "2024-01-11")}, [("D621", "ag-1/2024-01-11-01.yaml")]),
    "two circles, and one that leads into one": (
        {
            A: antwort("2024-01-12-01", "2024-01-11"),
            B: antwort("2024-01-11-01", "2024-01-12"),
            C: antwort("2024-01-11-01", "2024-01-13"),
            f"{FORUM}/ag-1/2024-01-15-02.yaml": antwort("2024-01-15-02", "2024-01-15"),
        },
        [("D621", "ag-1/2024-01-11-01.yaml"), ("D621", "ag-1/2024-01-15-02.yaml"), ("D622", "ag-1/2024-01-11-01.yaml")][
            :2
        ],
    ),
    "older than what it answers": (
        {X: FRAGE, f"{FORUM}/ag-1/2024-01-09-01.yaml": antwort("2024-01-10-x", "2024-01-09")},
        [("D622", "ag-1/2024-01-09-01.yaml")],
    ),
    "a name of another day": ({f"{FORUM}/ag-1/2024-01-11-x.yaml": FRAGE}, [("D623", "ag-1/2024-01-11-x.yaml")]),
    "a name of no day": ({f"{FORUM}/ag-1/2024-13-41-x.yaml": FRAGE}, [("D623", "ag-1/2024-13-41-x.yaml")]),
    "a name without a day": ({f"{FORUM}/ag-1/kitas.yaml": FRAGE}, [("D623", "ag-1/kitas.yaml")]),
    "two in a folder of no group": (
        {f"{FORUM}/ag-9/2024-01-10-x.yaml": FRAGE, f"{FORUM}/ag-9/2024-01-10-y.yaml": FRAGE},
        [("D624", "ag-9/2024-01-10-x.yaml")],
    ),
    "a forum of the whole": (
        {f"{FORUM}/netzwerk/2024-01-10-x.yaml": FRAGE, "data/netzwerk/netzwerk.yaml": "name: Netz\n"},
        [("D624", "netzwerk/2024-01-10-x.yaml")],
    ),
    "above or below the folder of a group": (
        {f"{FORUM}/2024-01-10-x.yaml": FRAGE, f"{FORUM}/ag-1/alt/2024-01-10-x.yaml": FRAGE},
        [("D302", "2024-01-10-x.yaml"), ("D302", "ag-1/alt/2024-01-10-x.yaml")],
    ),
    "of no known kind": ({X: FRAGE.replace("anfrage", "umfrage")}, [("D625", "ag-1/2024-01-10-x.yaml")]),
    "of a kind that the network declares": (
        {
            X: FRAGE.replace("anfrage", "umfrage"),
            "data/netzwerk/netzwerk.yaml": NETZ,
        },
        [],
    ),
    "of a kind that the network does not declare": (
        {
            X: FRAGE,
            "data/netzwerk/netzwerk.yaml": NETZ,
        },
        [("D625", "ag-1/2024-01-10-x.yaml")],
    ),
    "of a kind that a broken file may declare": (
        {X: FRAGE.replace("anfrage", "umfrage"), "data/netzwerk/netzwerk.yaml": "name: ["},
        [],
    ),
    "an unknown person, an unknown keyword": (
        {X: beitrag(von="p-nie-da", datum="2024-01-10", schlagworte="[wetter]")},
        [("D311", "ag-1/2024-01-10-x.yaml"), ("D315", "ag-1/2024-01-10-x.yaml")],
    ),
}


@pytest.mark.parametrize(("files", "codes"), REGELN.values(), ids=REGELN)
def test_m74_the_forum_is_checked(files: dict[str, str], codes: list[tuple[str, str]]) -> None:
    assert sorted(found(files)) == sorted(codes)


def said(path: str, text: str) -> list[tuple[str, str]]:
    found = check({path: text.encode()}).diagnostics
    return [(each.code, each.message) for each in found if each.place.file == path and each.code > "D61"]


def test_m74_the_network_as_a_whole_has_no_forum_and_it_is_said_so() -> None:
    assert ("D624", "Das Netzwerk als Ganzes hat kein Forum; jede Gruppe hat ihr eigenes.") in said(
        f"{FORUM}/netzwerk/2024-01-10-01.yaml", FRAGE
    )


@pytest.mark.parametrize(("day", "is_later"), [("2024-01-31", False), ("2024-02-01", True), ("2042-01-10", True)])
def test_m74_nobody_has_written_on_a_day_to_come(day: str, is_later: bool) -> None:
    told = said(f"{FORUM}/ag-1/{day}-01.yaml", beitrag(von="p-tom-test", datum=day))
    assert any(code == "D627" for code, _ in told) is is_later


def test_m74_s43_what_is_not_declared_is_not_named() -> None:
    text = beitrag(von="p-nie-da", datum="2024-01-10", schlagworte="[wetter]").encode()
    told = {each.code: f"{each.message} {each.help}" for each in check({X: text}).diagnostics if each.place.file == X}
    assert {"D311", "D315"} <= told.keys()
    assert not any("nie-da" in words or "wetter" in words for words in told.values())


MITGLIEDER = {
    "nobody": ("ag-1", (), True),
    "a member": ("ag-1", ("gruppe: ag-1, rolle: mitglied, datum: 2023-01-01",), False),
    "a speaker": ("ag-1", ("gruppe: ag-1, rolle: sprecheramt, datum: 2023-01-01",), False),
    "a member since later": ("ag-1", ("gruppe: ag-1, rolle: mitglied, datum: 2024-01-11",), True),
    "a member until before": ("ag-1", ("gruppe: ag-1, rolle: mitglied, datum: 2020-01-01, bis: 2024-01-09",), True),
    "a member until that day": ("ag-1", ("gruppe: ag-1, rolle: mitglied, datum: 2020-01-01, bis: 2024-01-10",), False),
    "one who only gave a talk": ("ag-1", ("gruppe: ag-1, rolle: vortrag, datum: 2023-01-01",), True),
    "a member of another group": ("ag-1", ("gruppe: ag-2, rolle: mitglied, datum: 2023-01-01",), True),
    "a member of the group above": ("uag-1", ("gruppe: ag-1, rolle: mitglied, datum: 2023-01-01",), False),
    "a speaker in the Konzeptgruppe": (
        "konzeptgruppe",
        ("gruppe: ag-2, rolle: stellvertretung, datum: 2023-01-01",),
        False,
    ),
    "a further member of the Konzeptgruppe": (
        "konzeptgruppe",
        ("gruppe: konzeptgruppe, rolle: mitkonzeption, datum: 2023-01-01",),
        False,
    ),
    "a plain member and the Konzeptgruppe": (
        "konzeptgruppe",
        ("gruppe: ag-1, rolle: mitglied, datum: 2023-01-01",),
        True,
    ),
}


@pytest.mark.parametrize(("gruppe", "aufgaben", "is_hint"), MITGLIEDER.values(), ids=MITGLIEDER)
def test_m74_who_writes_belongs_to_the_group_on_that_day(gruppe: str, aufgaben: tuple[str, ...], is_hint: bool) -> None:
    path = f"{FORUM}/{gruppe}/2024-01-10-x.yaml"
    office = "name: Rita Rundlauf\naemter: [{amt: x, bezeichnung: X, stelle: stadt-musterland, quelle: X02}]\n"
    files = {
        path: beitrag(von="p-rita-rundlauf", datum="2024-01-10"),
        PERSON: rita(*aufgaben) if aufgaben else office,
        "data/netzwerk/ag-2.yaml": AG2,
        "data/netzwerk/uag-1.yaml": UAG,
        "data/netzwerk/konzeptgruppe.yaml": KONZEPT,
    }
    assert found(files) == ([("D626", path.removeprefix(f"{FORUM}/"))] if is_hint else [])


def test_m74_whoever_works_for_the_agency_may_write_everywhere() -> None:
    assert found({X: beitrag(von="p-tom-test", datum="2024-01-10")}) == []


SCHEMA = [
    ("titel: Wer hat Erfahrung?\n", "", "D102"),
    ("art: anfrage\n", "", "D102"),
    ("von: p-tom-test\n", "", "D102"),
    ("von: p-tom-test", "von: Tom Test", "D105"),
    ("datum: 2024-01-10", "datum: 2024-01", "D105"),
    ("datum: 2024-01-10", "datum: 2024-01-10..2024-01-12", "D105"),
    ("datum: 2024-01-10", "datum: 2024-02-30", "D113"),
    ("datum: 2024-01-10", "datum: 2024-01-10\nantwort_auf: 2024-01-09-x", "D109"),
    ("datum: 2024-01-10", "datum: 2024-01-10\ngruppe: ag-1", "D101"),
    ("datum: 2024-01-10", "datum: 2024-01-10\nautor: Tom", "D101"),
]


@pytest.mark.parametrize(("before", "after", "code"), SCHEMA)
def test_m74_the_form_of_a_contribution(before: str, after: str, code: str) -> None:
    assert before in FRAGE
    codes = [
        each.code for each in check({X: FRAGE.replace(before, after).encode()}).diagnostics if each.place.file == X
    ]
    assert code in codes
