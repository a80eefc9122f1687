"""The register of what Kommunen entrusted: from the day it came to the proof that it is gone (M 77); never public."""

import json
from pathlib import Path
from typing import Any

import pytest

from dkbm.dataset import load
from tests import aufruf
from tests.aufruf import dkbm, lay_out
from tests.dokumente import lay_out_templates
from tests.muster import musterland

ROOT = Path(__file__).parent.parent
KOMMUNE = "data/kommunen/landkreis-musterland.yaml"
REGISTER = """unterlagen:
  - {id: u-1, titel: Schulstatistik, erhalten: 2018-03, ablage: AZ 12-3, quelle: X02}
  - {id: u-2, titel: Haushaltsplan, erhalten: 2018-05-02, aufbewahren: Rechnungsprüfung, quelle: X02}
  - {id: u-7, titel: Protokolle, vernichtet: 2023-12-01, nachweis: AZ 9, quelle: X03}
"""
EIN_SCHLUSS = ("--datum", "2024-01-20", "--nachweis", "AZ 10", "--ja")


def muster(folder: Path, more: str = REGISTER) -> Path:
    return lay_out(folder, {KOMMUNE: musterland()[KOMMUNE].decode() + more})


def answer(root: Path, *arguments: str, heute: str = "2024-01-31") -> dict[str, Any]:
    value: dict[str, Any] = aufruf.as_json("unterlagen", "unterlagen", *arguments, cwd=root, heute=heute)
    return value


def staende(root: Path, stichtag: str) -> dict[str, str]:
    (one,) = answer(root, "99001", "--stichtag", stichtag)["kommunen"]
    return {each["id"]: each["stand"] for each in one["unterlagen"]}


@pytest.mark.parametrize(
    ("stichtag", "expected"),
    [
        ("2018-02-28", {"u-7": "vorhanden"}),
        ("2018-03-01", {"u-1": "vorhanden", "u-7": "vorhanden"}),
        ("2018-05-02", {"u-1": "vorhanden", "u-2": "aufbewahrt", "u-7": "vorhanden"}),
        ("2023-12-01", {"u-1": "vorhanden", "u-2": "aufbewahrt", "u-7": "vernichtet"}),
        # the framework ends with January 2024
        ("2024-01-31", {"u-1": "vorhanden", "u-2": "aufbewahrt", "u-7": "vernichtet"}),
        ("2024-02-01", {"u-1": "faellig", "u-2": "aufbewahrt", "u-7": "vernichtet"}),
    ],
)
def test_m77_the_register_says_on_every_day_what_is_held(
    stichtag: str, expected: dict[str, str], tmp_path: Path
) -> None:
    assert staende(muster(tmp_path), stichtag) == expected


def test_m77_the_screen_tells_where_it_lies_why_it_stays_and_the_proof(tmp_path: Path) -> None:
    shown = " ".join(dkbm("unterlagen", "--stichtag", "2024-02-01", cwd=muster(tmp_path)).out.split())
    assert "Der Rahmen endete im Januar 2024; seither ist zu vernichten, was nicht aus einem Grund bleibt." in shown
    assert "u-1 zu vernichten Schulstatistik · X02 erhalten März 2018; liegt: AZ 12-3" in shown
    assert "u-2 aufbewahrt Haushaltsplan · X02 erhalten 02.05.2018; Grund: Rechnungsprüfung" in shown
    assert "vernichtet 01.12.2023, Nachweis: AZ 9" in shown
    nothing = dkbm("unterlagen", cwd=lay_out(tmp_path / "leer"), heute="2023-01-01").out
    assert "Nichts eingetragen." in nothing


def test_m77_without_a_register_the_agreements_say_what_is_due(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    assert answer(root, "--stichtag", "2024-01-31")["kommunen"] == []
    (one,) = answer(root, "99001", "--stichtag", "2024-02-01")["kommunen"]
    assert (one["unterlagen"], one["vereinbarungen"]) == (
        [],
        ["Zielvereinbarung Modul 1, unterzeichnet 16.10.2017"],
    )
    shown = dkbm("unterlagen", "--stichtag", "2024-02-01", cwd=root).out
    assert "Ohne Verzeichnis und ohne Beleg der Vernichtung: 2 Kommunen\n" in shown


def test_m77_who_was_in_the_process_without_an_agreement_entered_is_named_too(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    (one,) = answer(root, "99002", "--stichtag", "2024-02-01")["kommunen"]
    assert (one["vereinbarungen"], one["begleitet_laut"]) == ([], ["X01"])
    shown = " ".join(dkbm("unterlagen", "99002", "--stichtag", "2024-02-01", cwd=root).out.split())
    assert "nicht belegt: begleitet laut X01; was vorliegt, ist nicht belegt" in shown


def test_m77_the_real_dataset_has_no_register_and_says_who_is_open() -> None:
    found = answer(ROOT, heute="2026-11-22")
    listed = {each["kommune"]: each for each in found["kommunen"]}
    assert listed.keys() >= {"landkreis-nienburg-weser", "landkreis-uelzen"}
    assert [listed[each]["begleitet_laut"] for each in ("landkreis-northeim", "stadt-osnabrueck")] == [["Q01"], ["Q01"]]
    agenda = json.loads(dkbm("agenda", "--art", "vernichtung", "--format", "json", cwd=ROOT).out)["posten"]
    assert {each["kommune"] for each in agenda} == listed.keys()
    shown = " ".join(dkbm("unterlagen", cwd=ROOT, heute="2026-11-22").out.split())
    assert "Ohne Verzeichnis und ohne Beleg der Vernichtung: 35 Kommunen und 1 Partner" in shown
    assert all(each["unterlagen"] == [] for each in found["kommunen"])
    assert answer(ROOT, "--stichtag", "2023-12-31", heute="2026-11-22")["kommunen"] == []


# --- entering it ---


def record(root: Path, *arguments: str, art: str = "unterlage") -> tuple[int, str]:
    found = dkbm("record", art, "99001", *arguments, cwd=root)
    return found.status, found.out + found.err


def value(root: Path, key: str) -> list[dict]:  # type: ignore[type-arg]
    document = load({KOMMUNE: (root / KOMMUNE).read_bytes()}).dataset.documents[KOMMUNE]
    found: list[dict] = document.value.get(key, [])  # type: ignore[type-arg]
    return found


def test_m77_what_comes_gets_the_next_id(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    first = ("--titel", "Schulstatistik", "--datum", "2018-03", "--ablage", "AZ 1", "--quelle", "X02", "--ja")
    assert record(root, *first)[0] == 0
    assert record(root, "--titel", "Protokolle", "--quelle", "X02,X03", "--aufbewahren", "Prüfung", "--ja")[0] == 0
    assert value(root, "unterlagen") == [
        {"id": "u-1", "titel": "Schulstatistik", "erhalten": "2018-03", "ablage": "AZ 1", "quelle": "X02"},
        {"id": "u-2", "titel": "Protokolle", "aufbewahren": "Prüfung", "quelle": ["X02", "X03"]},
    ]
    # an id is never given twice, also where numbers are missing
    assert record(muster(tmp_path / "mehr"), *first)[0] == 0
    assert value(tmp_path / "mehr", "unterlagen")[-1]["id"] == "u-8"


def test_m77_a_reason_to_keep_is_added_later(tmp_path: Path) -> None:
    root = muster(tmp_path)
    assert record(root, "--unterlage", "u-1", "--aufbewahren", "Streit", "--ja")[0] == 0
    assert value(root, "unterlagen")[0]["aufbewahren"] == "Streit"
    status, said = record(root, "--unterlage", "u-1", "--aufbewahren", "Streit", "--ja")
    assert (status, "nichts ändern" in said) == (2, True)
    assert "schon vernichtet" in record(root, "--unterlage", "u-7", "--aufbewahren", "x", "--ja")[1]


def test_m77_one_is_destroyed_with_its_proof(tmp_path: Path) -> None:
    root = muster(tmp_path)
    status, said = record(root, "--unterlage", "u-1", *EIN_SCHLUSS, art="vernichtung")
    assert status == 0
    assert "1 Unterlage bleibt im Verzeichnis, mit Grund aufbewahrt: u-2." in said
    assert (
        value(root, "unterlagen")[0] | {"vernichtet": "2024-01-20", "nachweis": "AZ 10"} == value(root, "unterlagen")[0]
    )
    assert "vernichtung" not in [each["ereignis"] for each in value(root, "verlauf")]
    # what was kept may be destroyed by name, and is then kept no longer
    assert record(root, "--unterlage", "u-2", *EIN_SCHLUSS, art="vernichtung")[0] == 0
    assert "aufbewahren" not in value(root, "unterlagen")[1]
    assert dkbm("validate", "--strict", cwd=root).status == 0


def test_m77_all_spares_what_is_kept_and_enters_that_nothing_else_is_left(tmp_path: Path) -> None:
    root = muster(tmp_path)
    status, said = record(root, "--unterlage", "alle", *EIN_SCHLUSS, art="vernichtung")
    assert (status, "--quelle" in said) == (2, True), "the event needs a source"
    status, said = record(root, "--unterlage", "alle", *EIN_SCHLUSS, "--quelle", "X01", art="vernichtung")
    assert (status, "1 Unterlage bleibt im Verzeichnis, mit Grund aufbewahrt: u-2." in said) == (0, True)
    assert [each.get("vernichtet") for each in value(root, "unterlagen")] == ["2024-01-20", None, "2023-12-01"]
    assert value(root, "verlauf")[-1] == {"ereignis": "vernichtung", "datum": "2024-01-20", "quelle": "X01"}
    assert answer(root, "99001", "--stichtag", "2024-02-01")["kommunen"][0]["vereinbarungen"] == []
    status, said = record(root, "--unterlage", "alle", *EIN_SCHLUSS, art="vernichtung")
    assert (status, "Alles Übrige wird mit Grund aufbewahrt." in said) == (2, True)


def test_m77_an_event_alone_says_what_it_leaves_open(tmp_path: Path) -> None:
    root = muster(tmp_path)
    entered = ("--datum", "2024-01-20", "--quelle", "X01", "--ja")
    status, said = record(root, *entered, art="vernichtung")
    assert (status, "Im Verzeichnis bleibt offen: u-1. Mit Nachweis: " in said) == (0, True)
    assert staende(root, "2024-02-01")["u-1"] == "faellig"
    settled = muster(tmp_path / "x", REGISTER.replace("ablage: AZ 12-3", "aufbewahren: Streit"))
    status, said = record(settled, *entered, art="vernichtung")
    assert (status, "bleibt offen" in said) == (0, False)


def test_m77_the_last_one_destroyed_by_name_says_how_it_is_closed(tmp_path: Path) -> None:
    root = muster(tmp_path)
    closing = "Liegt sonst nichts mehr vor: dkbm record vernichtung KOMMUNE"
    assert closing in record(root, "--unterlage", "u-1", *EIN_SCHLUSS, art="vernichtung")[1]
    assert answer(root, "99001", "--stichtag", "2024-02-01")["kommunen"][0]["vereinbarungen"] != []
    assert record(root, "--datum", "2024-01-20", "--quelle", "X01", "--ja", art="vernichtung")[0] == 0
    assert answer(root, "99001", "--stichtag", "2024-02-01")["kommunen"][0]["vereinbarungen"] == []
    assert closing not in record(root, "--unterlage", "u-2", *EIN_SCHLUSS, art="vernichtung")[1]


def test_m77_all_enters_the_event_when_nothing_is_left(tmp_path: Path) -> None:
    root = muster(tmp_path, REGISTER.replace(", aufbewahren: Rechnungsprüfung", ""))
    status, said = record(root, "--unterlage", "alle", *EIN_SCHLUSS, art="vernichtung")
    assert (status, "--quelle" in said) == (2, True), "the event needs a source"
    assert record(root, "--unterlage", "alle", *EIN_SCHLUSS, "--quelle", "X01", art="vernichtung")[0] == 0
    assert [each["vernichtet"] for each in value(root, "unterlagen")] == ["2024-01-20", "2024-01-20", "2023-12-01"]
    assert value(root, "verlauf")[-1] == {"ereignis": "vernichtung", "datum": "2024-01-20", "quelle": "X01"}
    assert answer(root, "--stichtag", "2024-02-01")["kommunen"][0]["vereinbarungen"] == []
    status, said = record(root, "--unterlage", "alle", *EIN_SCHLUSS, art="vernichtung")
    assert (status, "nichts, was noch zu vernichten wäre" in said) == (2, True)


@pytest.mark.parametrize(
    ("art", "arguments", "said"),
    [
        ("unterlage", ("--quelle", "X02", "--ja"), "--titel"),
        ("unterlage", ("--titel", "x", "--datum", "2018..2019", "--quelle", "X02", "--ja"), "kein Zeitraum"),
        ("unterlage", ("--titel", "a\nb", "--quelle", "X02", "--ja"), "eine einzige Zeile"),
        ("unterlage", ("--titel", "x", "--ablage", "a\u2028b", "--quelle", "X02", "--ja"), "eine einzige Zeile"),
        ("vernichtung", ("--unterlage", "u-1", "--datum", "2024", "--nachweis", "a\tb", "--ja"), "eine einzige Zeile"),
        ("unterlage", ("--titel", "x", "--nachweis", "y", "--quelle", "X02", "--ja"), "--nachweis gehört nicht"),
        ("unterlage", ("--unterlage", "u-9", "--aufbewahren", "y", "--ja"), "»u-9« ist hier nicht möglich"),
        ("vernichtung", ("--unterlage", "u-1", "--datum", "2024-01-20", "--ja"), "--nachweis"),
        ("vernichtung", ("--unterlage", "u-7", *EIN_SCHLUSS), "»u-7« ist schon vernichtet."),
        ("vernichtung", ("--unterlage", "u-1", "--datum", "2018-02-01", "--nachweis", "x", "--ja"), "D635"),
        ("vernichtung", ("--unterlage", "u-1", "--datum", "2025-02-01", "--nachweis", "x", "--ja"), "liegt nach dem"),
    ],
)
def test_m77_what_cannot_be_is_refused_and_nothing_written(
    art: str, arguments: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    root = muster(tmp_path)
    before = (root / KOMMUNE).read_bytes()
    status, shown = record(root, *arguments, art=art)
    assert status in (1, 2)
    assert said in shown
    assert (root / KOMMUNE).read_bytes() == before


def test_m77_a_destruction_without_a_register_is_an_event_as_before(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    assert record(root, "--datum", "2024-01-20", "--quelle", "X01", "--ja", art="vernichtung")[0] == 0
    assert value(root, "verlauf")[-1]["ereignis"] == "vernichtung"
    status, said = record(root, "--unterlage", "u-1", *EIN_SCHLUSS, art="vernichtung")
    assert (status, "kein Verzeichnis" in said) == (2, True)


def test_m77_destroyed_without_proof_is_refused_by_the_schema(tmp_path: Path) -> None:
    root = muster(tmp_path, "unterlagen:\n  - {id: u-1, titel: Plan, vernichtet: 2023-12-01, quelle: X02}\n")
    found = dkbm("validate", cwd=root)
    assert found.status == 1
    assert "nachweis" in found.out + found.err


# --- and never leaves the agency ---

KANARI = "Kanarienvogelakte"
OEFFENTLICH = [
    ("zielvereinbarung", "99001"),
    ("weitergabe", "99001"),
    ("ergebnisbericht", "99001"),
    ("transferplan", "99001"),
    ("prozessdokumentation", "99001"),
    ("umsetzungsplan", "99001"),
    ("reflexionsgespraech", "99001"),
    ("sondierungsprotokoll", "99001"),
    ("interviewleitfaden", "99001"),
    ("steckbrief", "99001"),
    ("uebersicht",),
    ("netzwerkuebersicht",),
    ("sachstandsbericht", "--von", "2017-01", "--bis", "2024-01"),
]
NELE = """# yaml-language-server: $schema=../../../../../schemas/person.schema.json
name: Nele Nachtigall
aemter:
  - {amt: transfermanagement, bezeichnung: Transfermanagerin, stelle: agentur, datum: 2017-01-01, quelle: X02}
"""
INTERN = f"""unterlagen:
  - {{id: u-1, titel: {KANARI}, ablage: {KANARI}, aufbewahren: {KANARI}, quelle: X02, bemerkung: {KANARI}}}
  - {{id: u-2, titel: {KANARI}, vernichtet: 2023-12-01, nachweis: {KANARI}, quelle: X02}}
betreuung:
  - {{person: p-nele-nachtigall, datum: 2018-01-15, quelle: X02, bemerkung: {KANARI}}}
"""


@pytest.mark.parametrize("vorlage", OEFFENTLICH, ids=lambda each: each[0])
def test_m77_no_document_tells_of_the_register_or_names_who_is_in_charge(
    vorlage: tuple[str, ...], tmp_path: Path
) -> None:
    kommune = musterland()[KOMMUNE].decode() + INTERN
    root = lay_out_templates(tmp_path, {KOMMUNE: kommune, "data/personen/p-nele-nachtigall.yaml": NELE})
    found = dkbm("render", *vorlage, "--entwurf", cwd=root)
    assert found.status == 0, found.err
    assert found.out
    assert KANARI not in found.out + found.err
    if vorlage[0] != "steckbrief":  # a working paper of the agency, which names the contacts
        assert "Nachtigall" not in found.out + found.err


@pytest.mark.parametrize(
    "command", [("list", "--format", "csv"), ("list", "--format", "json"), ("sachstand", "--belege")]
)
def test_m77_no_list_tells_of_the_register(command: tuple[str, ...], tmp_path: Path) -> None:
    root = muster(tmp_path, INTERN)
    found = dkbm(*command, cwd=root)
    assert found.status == 0
    assert KANARI not in found.out


def test_m77_every_field_of_the_register_is_internal() -> None:
    kommune = json.loads((ROOT / "schemas/kommune.schema.json").read_text(encoding="utf-8"))
    fields = kommune["properties"]["unterlagen"]["items"]["properties"]
    assert {name for name, each in fields.items() if each["x-dkbm-klasse"] != "intern"} == {"quelle"}
    who = kommune["properties"]["betreuung"]["items"]["properties"]
    assert who["person"]["x-dkbm-klasse"] == "person-dienstlich"
    assert {name for name, each in who.items() if each["x-dkbm-klasse"] == "intern"} == {"datum", "bis", "bemerkung"}
