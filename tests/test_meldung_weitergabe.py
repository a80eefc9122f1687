"""The two papers that rest on an agreement: the report that it was signed, and the cover sheet to pass it on."""

from pathlib import Path

import pytest

from dkbm.documents.verzeichnis import VORLAGEN, build
from dkbm.errors import DkbmError
from tests.aufruf import dkbm
from tests.besiegelt import change, in_git, sealed
from tests.dokumente import (
    MUSTER,
    datensatz,
    gemacht,
    lay_out_templates,
    muster_text,
    ohne,
)
from tests.eintraege import record
from tests.repositorium import own_settings
from tests.vertraege import auftrag, landesdaten, mit_vereinbarung, worte

BELEGE = f"datei: {{pfad: belege/zv.pdf, sha256: {'a' * 64}}}"
NACHWEIS = f"""verlauf:
  - {{ereignis: ergebnisbericht, modul: 1, datum: 2018-05-03, quelle: X02,
     datei: {{pfad: belege/bericht.pdf, sha256: {"b" * 64}}}}}
  - {{ereignis: transferplan, modul: 2, datum: 2018-06-03, quelle: X02,
     datei: {{pfad: belege/plan.pdf, sha256: {"c" * 64}}}}}
  - {{ereignis: weitergabe, modul: 1, datum: 2017-11-02, quelle: X02, inhalt: Vereinbarung allein}}
  - {{ereignis: weitergabe, modul: 1, datum: 2027-11-02, quelle: X02}}
"""


def test_weitergabe_lists_what_is_enclosed_with_its_sums() -> None:
    text = muster_text().replace("    ort: Musterstadt\n", f"    ort: Musterstadt\n    {BELEGE}\n")
    document = gemacht(auftrag(datensatz({MUSTER: text.replace("verlauf:\n", NACHWEIS)})), "weitergabe")
    gelesen = worte(document)
    assert f"Zielvereinbarung, Musterstadt, 16.10.2017\nDatei: belege/zv.pdf\nSHA-256: {'a' * 64}" in gelesen
    assert f"Ergebnisbericht, 03.05.2018\nDatei: belege/bericht.pdf\nSHA-256: {'b' * 64}" in gelesen
    assert "plan.pdf" not in gelesen
    assert "02.11.2017: Vereinbarung allein" in gelesen
    assert "2027" not in gelesen
    assert "legt die Musteragentur dem Musterträger die Zielvereinbarung mit dem Landkreis Musterland" in gelesen


@pytest.mark.parametrize(
    ("vorlage", "feld", "wozu"),
    [
        ("weitergabe", "weitergabe_projekttraeger", "einer Weitergabe an den Projektträger"),
        ("meldung", "namentliche_veroeffentlichung", "einer namentlichen Veröffentlichung"),
    ],
)
def test_without_consent_nothing_is_made_not_even_a_draft(tmp_path: Path, vorlage: str, feld: str, wozu: str) -> None:
    nein = muster_text().replace(f"{feld}: true", f"{feld}: false")
    daten = lay_out_templates(tmp_path / "nein", {MUSTER: nein})
    for option in ((), ("--entwurf",), ("--check",)):
        lauf = dkbm("render", vorlage, "99001", *option, cwd=daten)
        assert (lauf.status, lauf.out) == (3, "")
        assert f"Landkreis Musterland hat {wozu} nicht zugestimmt (Vereinbarung »zv-2017«)." in lauf.err
    offen = lay_out_templates(tmp_path / "offen", {MUSTER: ohne(f"zustimmung.{feld}")})
    lauf = dkbm("render", vorlage, "99001", "--check", cwd=offen)
    assert lauf.status == 1
    assert f"vereinbarungen[0].zustimmung.{feld}" in lauf.out


def test_who_refused_once_to_be_named_is_named_in_no_report() -> None:
    text = mit_vereinbarung(2).replace("namentliche_veroeffentlichung: true", "namentliche_veroeffentlichung: false", 1)
    with pytest.raises(DkbmError, match="»zv-2017«"):
        build(VORLAGEN["meldung"], auftrag(datensatz({MUSTER: text}), ident="zv-2018"))


@pytest.mark.parametrize(
    ("modul", "satz"),
    [
        (1, "beginnt die Zusammenarbeit mit einer Ist-Stand-Analyse"),
        (2, "folgt nun die Modelllösung"),
        (3, "was der Transferplan vorsieht"),
        (4, "ausbauen, weiterentwickeln oder festigen"),
    ],
)
def test_meldung_says_what_on_which_field_and_with_which_aim(modul: int, satz: str) -> None:
    text = mit_vereinbarung(modul, ziele="[Die Netze sollen tragen.]")
    document = gemacht(auftrag(datensatz({MUSTER: text}), modul=modul, ident="zv-2018"), "meldung")
    gelesen = worte(document)
    assert document.titel == f"Der Landkreis Musterland unterzeichnet Zielvereinbarung zu Modul {modul}"
    assert "haben am 5.\u00a0Juni 2018 in Musterstadt eine Zielvereinbarung unterzeichnet." in gelesen
    assert satz in gelesen
    assert "Themenfeld\nNetzwerke ausbauen\nZiel\nDie Netze sollen tragen." in gelesen


def test_meldung_calls_the_heidekreis_by_its_own_name() -> None:
    document = gemacht(auftrag(landesdaten(), "landkreis-heidekreis", 4), "meldung", entwurf=True)
    assert document.titel == "Der Heidekreis unterzeichnet Zielvereinbarung zu Modul 4"


# --- an agreement that was changed since ---


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Musterland in git, with a sealed agreement whose paper is there."""
    own_settings(tmp_path, monkeypatch)
    text = muster_text().replace("    ort: Musterstadt\n", f"    ort: Musterstadt\n    {BELEGE}\n")
    return in_git(tmp_path / "satz", sealed(text))


@pytest.mark.parametrize("vorlage", ["weitergabe", "meldung"])
def test_m44_what_nobody_signed_is_neither_reported_nor_passed_on(vorlage: str, root: Path) -> None:
    assert dkbm("render", vorlage, "99001", cwd=root).status == 0
    change(root, "[3, 6]", "[4, 6]")
    refused = dkbm("render", vorlage, "99001", cwd=root)
    assert (refused.status, refused.out) == (1, "")
    assert "Nachtrag nötig: »zv-2017« steht anders da, als sie unterzeichnet wurde." in refused.err
    draft = dkbm("render", vorlage, "99001", "--entwurf", cwd=root)
    assert (draft.status, "des Nachtrags \\[\\[fehlt: Nachtrag\\]\\]" in draft.out) == (0, True)


def test_m44_a_nachtrag_is_named_and_enclosed_with_the_agreement_it_changes(root: Path) -> None:
    change(root, "[3, 6]", "[4, 6]")
    paper = root / "belege" / "nachtrag.pdf"
    paper.parent.mkdir(exist_ok=True)
    paper.write_bytes(b"%PDF")
    signed = ("--datum", "2018-05-04", "--quelle", "X02")
    assert record(root, "nachtrag", "lk musterland", *signed, "--datei", "belege/nachtrag.pdf").status == 0
    cover = dkbm("render", "weitergabe", "99001", cwd=root)
    assert (cover.status, cover.err) == (0, "")
    assert "| Sie gilt in der Fassung | des Nachtrags vom 04.05.2018 |" in cover.out
    assert "2. Nachtrag, 04.05.2018\\\n   Datei: belege/nachtrag.pdf\\\n   SHA-256: " in cover.out
    report = dkbm("render", "meldung", "99001", cwd=root)
    assert (report.status, report.err) == (0, "")
    assert "Zielvereinbarung in der Fassung des Nachtrags vom 04.05.2018 wieder." in report.out


def test_m44_a_nachtrag_without_its_paper_is_a_gap_of_what_is_passed_on(root: Path) -> None:
    change(root, "[3, 6]", "[4, 6]")
    record(root, "nachtrag", "lk musterland", "--datum", "2018-05-04", "--quelle", "X02")
    asked = dkbm("render", "weitergabe", "99001", "--check", cwd=root)
    assert (asked.status, "Nachtrag vom 04.05.2018 als Datei" in asked.out) == (1, True)
    assert "vereinbarungen[0].nachtraege[0].datei" in asked.out
