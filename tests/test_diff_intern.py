"""What the registers of a Kommune say is internal: reports on changes say that it changed, never what (M 74, S 43)."""

import json
from pathlib import Path

import pytest

from tests.aenderungen import LANDKREIS, MARA, text
from tests.aufruf import dkbm
from tests.geschichtsbau import Fassung, build
from tests.muster import musterland
from tests.repositorium import own_settings
from tests.staende import at

KANARIE = "kanarienvogel"
UNTERLAGE = (
    "unterlagen:\n  - {{id: u-kanarienvogel, titel: {0} im Titel, erhalten: 2018-03, ablage: {0} AZ, quelle: X02, "
    "bemerkung: {0}}}\n"
)
BETREUUNG = "betreuung:\n  - {{person: p-mara-muster, datum: {1}, quelle: X02, bemerkung: {0}}}\n"
FREIGABE = (
    "freigabe:\n  - {{zweck: {0}, felder: [kontakt], rechtsgrundlage: {0}, datum: {1}, nachweis: AZ {0}, "
    "erteilt_von: {0}}}\n"
)
AUSWAHL = "titel: {0}\ndatum: 2026-01-05\neckpunkte:\n  - {{eckpunkt: 1, leitfragen: [{0}]}}\n"
AUSWAHL_PFAD = "data/auswahl/runde-1.yaml"


def fassung(word: str, day: str) -> dict[str, str]:
    """The registers with a word in every text of theirs."""
    return {
        LANDKREIS: text(LANDKREIS) + UNTERLAGE.format(word) + BETREUUNG.format(word, day),
        MARA: text(MARA) + FREIGABE.format(word, day),
        AUSWAHL_PFAD: AUSWAHL.format(word),
    }


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The registers are new in February, changed in March, gone in April."""
    own_settings(tmp_path, monkeypatch)
    gone: dict[str, str | None] = {LANDKREIS: text(LANDKREIS), MARA: text(MARA), AUSWAHL_PFAD: None}
    build(
        tmp_path / "satz",
        [
            Fassung(at("2026-01-10T10:00:00+01:00"), "Anfang", dict(musterland())),
            Fassung(at("2026-02-10T10:00:00+01:00"), "Neu", fassung(KANARIE, "2026-02-28")),
            Fassung(at("2026-03-10T10:00:00+01:00"), "Anders", fassung(f"{KANARIE}-zwei", "2026-02-28")),
            Fassung(at("2026-04-10T10:00:00+01:00"), "Weg", gone),
        ],
    )
    return tmp_path / "satz"


SCHRITTE = [("HEAD~3", "HEAD~2"), ("HEAD~2", "HEAD~1"), ("HEAD~1", "HEAD"), ("HEAD~3", "HEAD")]
WEGE: list[tuple[str, ...]] = [
    ("diff", *schritt, "--format", form) for schritt in SCHRITTE for form in ("text", "json", "markdown")
]
WEGE += [
    ("changelog", "--von", von, "--bis", bis, "--format", form)
    for von, bis in (("2026-01-11", "2026-02-20"), ("2026-02-20", "2026-03-20"), ("2026-03-20", "2026-04-20"))
    for form in ("text", "json", "markdown")
]
WEGE += [("log", *whose, "--format", form) for whose in ((), ("99001",)) for form in ("text", "json")]
WEGE += [
    ("blame", whose, "--stand", stand, "--format", form)
    for whose in ("99001", MARA, AUSWAHL_PFAD)
    for stand in ("HEAD~2", "HEAD~1")
    for form in ("text", "json")
]
WEGE += [("blame", "99001", "unterlagen[0].ablage", "--stand", "HEAD~1"), ("corrections", "--stand", "HEAD~2")]


@pytest.mark.parametrize("way", WEGE, ids=" ".join)
def test_m74_s43_no_report_on_a_change_says_what_a_register_holds(root: Path, way: tuple[str, ...]) -> None:
    answer = dkbm(*way, cwd=root, heute="2026-11-22")
    assert answer.status in {0, 1}, answer.err
    assert KANARIE not in (answer.out + answer.err).casefold()
    assert "2026-02-28" not in answer.out
    assert "28.02.2026" not in answer.out


@pytest.mark.parametrize(
    ("schritt", "verb"), list(zip(SCHRITTE[:3], ("neu", "geändert", "entfallen"), strict=True)), ids=str
)
def test_m74_a_report_says_that_a_register_changed(root: Path, schritt: tuple[str, str], verb: str) -> None:
    lines = dkbm("diff", *schritt, cwd=root, heute="2026-11-22").out.splitlines()
    for what in ("Unterlage", "Betreuung"):
        assert f"  {verb:<10} {what} (Inhalt nicht gezeigt)" in lines
    assert sum("Unterlage" in line for line in lines) == 1


def test_m74_the_changelog_and_the_log_say_that_a_register_changed(root: Path) -> None:
    told = dkbm("changelog", "--von", "2026-02-20", "--bis", "2026-03-20", cwd=root, heute="2026-11-22").out
    assert "- Landkreis Musterland: Unterlage geändert (Inhalt nicht gezeigt).\n" in told
    assert "Unterlage geändert (Inhalt nicht gezeigt)" in dkbm("log", "99001", cwd=root, heute="2026-11-22").out


def test_m74_whoever_asks_for_internal_data_is_shown_them(root: Path) -> None:
    for way in (("diff", "HEAD~2", "HEAD~1"), ("log",), ("blame", "99001", "--stand", "HEAD~1")):
        shown = dkbm(*way, "--intern", cwd=root, heute="2026-11-22").out
        assert f"{KANARIE}-zwei im Titel" in " ".join(shown.split()), way


def test_m74_programs_are_told_that_something_is_not_shown(root: Path) -> None:
    answer = dkbm("diff", "HEAD~2", "HEAD~1", "--format", "json", cwd=root, heute="2026-11-22")
    (found,) = [each for each in json.loads(answer.out) if each["was"] == "Unterlage"]
    assert (found["vorher"], found["nachher"], found["nicht_gezeigt"], found["quellen"]) == (None, None, True, [])
    assert found["file"] == LANDKREIS
