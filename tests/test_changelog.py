"""`dkbm changelog --von D --bis D`: what was recorded in a period, as a section of a report (M 48)."""

import json
from pathlib import Path

import jsonschema
import pytest
from markdown_it import MarkdownIt

from tests.aenderungen import LANDKREIS, MARA, QUELLEN, STADT, text
from tests.aufruf import dkbm
from tests.geschichtsbau import Fassung, build, fingerprint
from tests.muster import musterland
from tests.repositorium import own_settings
from tests.staende import at
from tests.vorgang import ROOT

SCHEMA = json.loads((ROOT / "schemas/ausgabe/changelog.schema.json").read_text(encoding="utf-8"))
IM_ZEITRAUM = "  - {ereignis: beginn, modul: 4, phase: 3, datum: 2026-08-15, quelle: X02}\n"
NACHGETRAGEN = "  - {ereignis: abschluss, modul: 3, datum: 2023-11, quelle: X01}\n"
RAT = "  - {ereignis: gremium, gremium: Kreistag, datum: 2026-08-20, inhalt: nimmt Kenntnis, quelle: X02}\n"
VERTRAG = (
    "  - {id: zv-2026, art: zielvereinbarung, modul: 3, unterzeichnet: 2020-08-20, ort: Musterstadt, quelle: X02}\n"
)
QUELLE = "  - {id: X09, titel: Neues Handbuch, herausgeber: Amt, stand: '2026', stand_art: exakt, abdeckung: voll}\n"
TREFFEN = "treffen:\n  - {name: Sommertreffen, datum: 2026-07-09, ort: Musterstadt, quelle: X02}\n"
KORREKTUR = "korrektur: {datum: 2026-08-01, grund: Zahlendreher im Auszug}"
JULI = at("2026-07-10T10:00:00+02:00")
LATER = {
    LANDKREIS: text(LANDKREIS).replace("modul: 2, datum: 2018-07", f"modul: 2, {KORREKTUR}, datum: 2018-08")
    + IM_ZEITRAUM
    + RAT,
    STADT: text(STADT).replace("verlauf:\n", f"vereinbarungen:\n{VERTRAG}verlauf:\n") + NACHGETRAGEN,
    QUELLEN: text(QUELLEN) + QUELLE,
    "data/netzwerk/ag-1.yaml": text("data/netzwerk/ag-1.yaml") + TREFFEN,
    MARA: text(MARA).replace("Mara Muster", "Mara Meister"),
}


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_settings(tmp_path, monkeypatch)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Recorded in June, in July, and once more after the period."""
    fassungen = [
        Fassung(at("2026-06-01T10:00:00+02:00"), "Anfang", dict(musterland())),
        Fassung(JULI, "Fortgeschrieben", LATER),
        Fassung(at("2026-10-01T00:30:00+02:00"), "Zu spät", {"data/themen.yaml": text("data/themen.yaml") + "# x\n"}),
    ]
    build(tmp_path / "satz", fassungen)
    return tmp_path / "satz"


def quarter(root: Path, *arguments: str) -> str:
    answer = dkbm("changelog", "--von", "2026-07-01", "--bis", "2026-09-30", *arguments, cwd=root, heute="2026-11-22")
    assert (answer.status, answer.err) == (0, "")
    return answer.out


def test_m48_the_section_of_a_quarterly_report(root: Path) -> None:
    assert (
        quarter(root, "--format", "markdown")
        == """\
## Fortschreibung vom 01.07.2026 bis 30.09.2026

Im Zeitraum wurden Angaben zu 2 Kommunen fortgeschrieben. 1 Übergang fällt in den Zeitraum und 1 Übergang liegt davor \
oder ist nicht datiert.

Kommunen je Stufe, 30.06.2026 gegen 30.09.2026: Modul 3 1 → 0, Modul 4 Phase 2 1 → 0, Phase 3 0 → 1, Modul 3 \
abgeschlossen, das nächste nicht begonnen 0 → 1.

### Übergänge im Zeitraum

- Landkreis Musterland wechselte am 15.08.2026 in Modul 4 Weiterentwicklung, 3. Umsetzungsphase, zuvor Modul 4 \
Weiterentwicklung, 2. Umsetzungsphase (X02). Tor nicht erfüllt: es fehlen Umsetzungsplan und Reflexionsgespräch.

### Nachgetragene Übergänge

- Stadt Musterland schloss im November 2023 Modul 3 Transferprozess ab, zuvor Modul 3 Transferprozess (X01). Tor nicht \
erfüllt: es fehlen Abschlussgespräch und Prozessdokumentation.

### Vereinbarungen

- Stadt Musterland: Zielvereinbarung Modul 3 (zv-2026) neu: Unterzeichnet 20.08.2020, Ort Musterstadt (X02).

### Weitere Ereignisse

- Landkreis Musterland: Gremium (Kreistag): 20.08.2026, Inhalt nimmt Kenntnis (X02).

### Netzwerk

- AG 1: Treffen Sommertreffen neu: 09.07.2026, Ort Musterstadt (X02).

### Quellen

- Quelle X09 neu: Neues Handbuch, Herausgeber Amt, Stand 2026, Art des Standes exakt, Abdeckung voll.

### Berichtigungen

- Landkreis Musterland: Beginn Modul 2 – Datum: Juli 2018 → Aug. 2018 (X03). Grund: Zahlendreher im Auszug.

### Weitere Angaben

- Person: Name geändert (Inhalt nicht gezeigt).

"""
        + _grundlage(root)
    )


def _grundlage(root: Path) -> str:
    stand = json.loads(quarter(root, "--format", "json"))["staende"]
    return f"Grundlage: {stand[0]['text']} und {stand[1]['text']}.\n"


def test_m48_text_fits_the_screen_and_says_the_same(root: Path) -> None:
    said = quarter(root)
    assert all(len(line) <= 80 for line in said.splitlines())
    words = said.replace("=", "").replace("-" * 5, "").split()
    for item in ("Zahlendreher im Auszug.", "wechselte am 15.08.2026 in Modul 4", "Neues Handbuch"):
        assert item in " ".join(words)


def test_m48_programs_read_the_same_sections(root: Path) -> None:
    found = json.loads(quarter(root, "--format", "json"))
    jsonschema.validate(found, SCHEMA)
    told = {key: [each["was"] for each in changes] for key, changes in found["abschnitte"].items()}
    assert told == {
        "uebergaenge": ["Umsetzungsphase"],
        "nachgetragen": ["Stand"],
        "vereinbarungen": ["Zielvereinbarung Modul 3 (zv-2026)"],
        "ereignisse": ["Gremium (Kreistag)"],
        "netzwerk": ["Treffen Sommertreffen"],
        "quellen": ["Quelle X09"],
        "berichtigungen": ["Beginn Modul 2 – Datum"],
        "sonstiges": ["Name"],
    }
    assert found["stichtage"] == ["2026-06-30", "2026-09-30"]
    assert {"lage": "im_modul", "modul": 4, "phase": 3, "vorher": 0, "nachher": 1} in found["zahlen"]


ZEITRAEUME = [
    ("2026-07-11", "2026-08-14", False, "the change was recorded the day before"),
    ("2026-07-10", "2026-07-10", True, "the very day, and both ends count"),
    ("2026-06-01", "2026-07-09", None, "the day before there was no dataset"),
    ("2026-06-02", "2026-07-09", False, "not yet"),
    ("2026-07", "2026-07", True, "a month is all of its days"),
    ("2026-06-02", "2026", True, "a year ends with December"),
]


@pytest.mark.parametrize(("von", "bis", "told", "why"), ZEITRAEUME, ids=[each[3] for each in ZEITRAEUME])
def test_m48_the_record_before_the_first_day_and_at_the_end_of_the_last(
    root: Path, von: str, bis: str, told: bool | None, why: str
) -> None:
    answer = dkbm("changelog", "--von", von, "--bis", bis, cwd=root, heute="2026-11-22")
    if told is None:
        assert (answer.status, answer.out) == (2, ""), why
        assert "01.06.2026" in answer.err
    else:
        assert answer.status == 0
        assert ("Zielvereinbarung" in answer.out) is told, why
        assert ("hat sich fachlich nichts geändert" in answer.out) is not told


def test_m48_a_step_entered_before_its_day_is_told_in_its_own_period(tmp_path: Path) -> None:
    """Entered in June for August: the record of the quarter says nothing new, the world does."""
    fassungen = [
        Fassung(at("2026-06-01T10:00:00+02:00"), "Anfang", dict(musterland())),
        Fassung(at("2026-06-02T10:00:00+02:00"), "Vorab", {LANDKREIS: text(LANDKREIS) + IM_ZEITRAUM}),
    ]
    build(tmp_path / "satz", fassungen)
    found = json.loads(quarter(tmp_path / "satz", "--format", "json"))
    assert [each["nachher"] for each in found["abschnitte"]["uebergaenge"]] == ["3, seit 15.08.2026"]


def test_m48_a_month_that_is_longer_than_the_period_is_not_counted_into_it(tmp_path: Path) -> None:
    month = IM_ZEITRAUM.replace("2026-08-15", "2026-07")
    fassungen = [
        Fassung(at("2026-06-01T10:00:00+02:00"), "Anfang", dict(musterland())),
        Fassung(JULI, "Monat", {LANDKREIS: text(LANDKREIS) + month}),
    ]
    build(tmp_path / "satz", fassungen)
    for bis, section in (("2026-07-30", "nachgetragen"), ("2026-07-31", "uebergaenge")):
        call = ("changelog", "--von", "2026-07-01", "--bis", bis, "--format", "json")
        told = json.loads(dkbm(*call, cwd=tmp_path / "satz").out)["abschnitte"]
        assert [each["nachher"] for each in told[section]] == ["3, seit Juli 2026"], bis


def test_m48_both_records_may_be_asked_for_one_day(root: Path) -> None:
    found = json.loads(quarter(root, "--stichtag", "2024-01-31", "--format", "json"))
    assert found["stichtage"] == ["2024-01-31", "2024-01-31"]
    assert found["abschnitte"]["uebergaenge"] == []
    assert [each["kommune"] for each in found["abschnitte"]["nachgetragen"]] == ["stadt-musterland"]


@pytest.mark.parametrize(
    ("von", "bis"), [("2026-09", "2026-07"), ("gestern", "2026-07"), ("2026-01", "2026..2027"), ("2026-02-30", "2026")]
)
def test_m48_a_period_has_two_days_in_their_order(root: Path, von: str, bis: str) -> None:
    answer = dkbm("changelog", "--von", von, "--bis", bis, cwd=root)
    assert (answer.status, answer.out) == (2, "")


def test_m48_s43_nothing_of_a_person_is_shown_unasked(root: Path) -> None:
    for form in ("text", "markdown", "json"):
        assert not any(name in quarter(root, "--format", form).lower() for name in ("mara", "meister"))
        assert "Mara Meister" in quarter(root, "--format", form, "--intern")


def test_m48_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    fassungen = [
        Fassung(at("2026-06-01T10:00:00+02:00"), "Anfang", dict(musterland())),
        Fassung(JULI, "Kaputt", {STADT: "name: [\n"}),
    ]
    build(tmp_path / "satz", fassungen)
    answer = dkbm("changelog", "--von", "2026-07", "--bis", "2026-09", cwd=tmp_path / "satz", heute="2026-11-22")
    assert answer.status == 1
    assert f"Nicht verglichen: {STADT}:1:7:" in answer.out
    assert "hat sich in den Dateien, die zu lesen sind, fachlich nichts geändert" in " ".join(answer.out.split())


@pytest.mark.parametrize("words", ["# groß", "[a](b)", "<img src=x>", "**fett**", "@alle", "`x`", "| a |", "![a](b)"])
def test_m48_s68_data_do_not_become_markup(tmp_path: Path, words: str) -> None:
    event = f"  - {{ereignis: gremium, gremium: '{words}', inhalt: '{words}', datum: 2026-08-20, quelle: X02}}\n"
    fassungen = [
        Fassung(at("2026-06-01T10:00:00+02:00"), "Anfang", dict(musterland())),
        Fassung(JULI, "Angriff", {LANDKREIS: text(LANDKREIS) + event}),
    ]
    build(tmp_path / "satz", fassungen)
    parsed = MarkdownIt("commonmark").enable("table").parse(quarter(tmp_path / "satz", "--format", "markdown"))
    inner = [child for token in parsed for child in token.children or ()]
    assert {token.type for token in inner} <= {"text", "softbreak", "text_special"}
    assert any(words in "".join(each.content for each in token.children or ()) for token in parsed)


def test_m48_the_repository_is_as_before(root: Path) -> None:
    before = fingerprint(root)
    quarter(root)
    assert fingerprint(root) == before


def test_m48_s68_no_merge_request_is_named(tmp_path: Path) -> None:
    event = "  - {ereignis: gremium, gremium: 'Rat !123', datum: 2026-08-20, quelle: X02}\n"
    fassungen = [
        Fassung(at("2026-06-01T10:00:00+02:00"), "Anfang", dict(musterland())),
        Fassung(JULI, "Angriff", {LANDKREIS: text(LANDKREIS) + event}),
    ]
    build(tmp_path / "satz", fassungen)
    assert "Rat \\!123" in quarter(tmp_path / "satz", "--format", "markdown")
