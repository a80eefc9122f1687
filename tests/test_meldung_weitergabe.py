"""The two papers that rest on an agreement: the report that it was signed, and the cover sheet to pass it on."""

from pathlib import Path

import pytest

from dkbm.documents.verzeichnis import VORLAGEN, build
from dkbm.errors import DkbmError
from tests.aufruf import dkbm
from tests.dokumente import (
    MUSTER,
    datensatz,
    gemacht,
    lay_out_templates,
    muster_text,
    ohne,
)
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
