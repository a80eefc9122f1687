"""What both sides have signed stays as it is: the seal, what breaks it, and how a change is said (M 44)."""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dkbm.dataset import load
from dkbm.model import siegel
from dkbm.rules.pipeline import check_all
from dkbm.store.worktree import read_files
from tests.aufruf import dkbm, lay_out
from tests.besiegelt import agreement, change, in_git, sealed, warnings
from tests.dokumente import DATEIEN, MUSTER, muster_text
from tests.eintraege import STADT, record
from tests.muster import musterland
from tests.repositorium import call, own_settings


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    own_settings(tmp_path, monkeypatch)
    return in_git(tmp_path / "satz")


# --- what a seal covers ---

ZV = "Zielvereinbarung »zv-2017« (Landkreis Musterland)"
COVERED: list[tuple[str, str, str, str, str, str]] = [
    ("    modul: 1\n", "    modul: 2\n", "Modul", "Titel", "»1«", "»2«"),
    ("2017-10-16", "2017-10-17", "Tag der Unterschrift", "Schlusserklärung", "»16.10.2017«", "»17.10.2017«"),
    ("ort: Musterstadt", "ort: Altstadt", "Ort der Unterschrift", "Schlusserklärung", "»Musterstadt«", "»Altstadt«"),
    (
        "2018-02\n", "2018-03\n", "Geplanter Beginn", "Teil C, Zeitrahmen", "»Februar 2018«", "»März 2018«",
    ),
    (
        "[3, 6]", "[4, 6]", "Dauer", "Teil C, Zeitrahmen",
        "»3 bis 6 Monate ab sondierungsgespraech«", "»4 bis 6 Monate ab sondierungsgespraech«",
    ),
    (
        "    anknuepfung: an die gewachsenen Strukturen vor Ort\n", "", "Anknüpfung", "Gegenstand der Vereinbarung",
        "»an die gewachsenen Strukturen vor Ort«", "keine Angabe",
    ),
    (
        "soll breiter werden.", "soll breiter werden.\n      - Mehr Überblick.", "Ziele", "Teil A: Ziele der Kommune",
        "keine Angabe", "»Mehr Überblick.«",
    ),
    (
        "Bildungsmonitoring ergänzen", "Bildungsbericht", "Themenbereiche", "Teil A, Themenbereiche",
        "»Bildungsmonitoring ergänzen«", "»Bildungsbericht«",
    ),
    (
        "{amt: landraetin}, ", "{amt: landrat}, ", "Vertretung der Kommune", "Die Beteiligten", "»landraetin«",
        "»landrat«",
    ),
    (
        "person: p-tom-test}, ", "person: p-mara-muster}, ", "Vertretung der Agentur", "Die Beteiligten",
        "»projektleitung, p-tom-test«", "»projektleitung, p-mara-muster«",
    ),
    (
        "ansprechperson: p-mara-muster", "ansprechperson: p-tom-test", "Ansprechperson der Kommune",
        "Teil C, Ansprechpersonen", "»p-mara-muster«", "»p-tom-test«",
    ),
    (
        ", ansprechperson: p-tom-test}", "}", "Ansprechperson der Agentur", "Teil C, Ansprechpersonen",
        "»p-tom-test«", "keine Angabe",
    ),
    (
        "weitergabe_projekttraeger: true", "weitergabe_projekttraeger: false", "Zustimmung zur Weitergabe",
        "Anhang, § 3 Berichtspflicht", "»erteilt«", "»nicht erteilt«",
    ),
    (
        ", namentliche_veroeffentlichung: true", "", "Zustimmung zur Nennung", "Anhang, § 4 Veröffentlichungen",
        "»erteilt«", "keine Angabe",
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", COVERED, ids=[each[2] for each in COVERED])
def test_m44_a_change_of_what_was_signed_names_agreement_clause_old_and_new(
    case: tuple[str, str, str, str, str, str], root: Path
) -> None:
    old, new, feld, klausel, alt, neu = case
    answer = warnings(change(root, old, new))
    said = f"Nachtrag nötig: Die {ZV} steht anders da, als sie unterzeichnet wurde. "
    assert f"Warnung[D322] {said}{feld} ({klausel}): unterzeichnet {alt}, jetzt {neu}." in answer.out
    assert (answer.status, answer.out.count("Warnung[D322]")) == (0, 1)
    assert dkbm("validate", "--strict", cwd=root).status == 1


def test_m44_every_covered_field_is_tried_above() -> None:
    """All but the phase, which only an agreement on Modul 4 has."""
    names = {feld.name for feld in siegel.FELDER}
    assert names - {each[2] for each in COVERED} == {"Umsetzungsphase"}
    assert siegel.seal({"modul": 4, "phase": 1}) != siegel.seal({"modul": 4, "phase": 2})


UNCOVERED: list[tuple[str, str]] = [
    ("schlagworte: [bildungsmonitoring]", "schlagworte: [vernetzung]"),
    ("text: Bildungsmonitoring ergänzen", 'text: "Bildungsmonitoring ergänzen"'),
    (
        "      - Die Datengrundlage der",
        "      # wie unterzeichnet\n      - >-\n        Die Datengrundlage\n        der",
    ),
    ("    modul: 1\n    unterzeichnet: 2017-10-16\n", "    unterzeichnet: 2017-10-16\n    modul: 1\n"),
    ("    quelle: X02\n    siegel", "    quelle: [X02, X03]\n    bemerkung: nachgelesen\n    siegel"),
    (
        "unterzeichnet: 2017-10-16",
        "unterzeichnet: [{datum: 2017-10-16, quelle: X02}, {datum: 2017-11, quelle: X03}]",
    ),
    ("{monate: [3, 6], ab: sondierungsgespraech}", "{ab: sondierungsgespraech, monate: [3, 6], quelle: X03}"),
    ("    siegel:", "    umsetzungsplan: [{teilziel: Ein Bericht}]\n    siegel:"),
]


@pytest.mark.parametrize(("old", "new"), UNCOVERED)
def test_m44_how_it_is_written_and_what_stands_beside_it_breaks_no_seal(old: str, new: str, root: Path) -> None:
    answer = warnings(change(root, old, new))
    assert (answer.status, answer.out) == (0, "")


@given(st.randoms(use_true_random=False))
def test_m44_no_order_of_keys_and_entries_breaks_a_seal(random: "object") -> None:
    entry = agreement(muster_text())
    entry["ziele"] = ["Erstens.", "Zweitens.", "Äußerst.", "außerst."]
    keys = list(entry)
    random.shuffle(keys)  # type: ignore[attr-defined]
    other = {key: entry[key] for key in keys}
    other["ziele"] = sorted(entry["ziele"], key=lambda _: random.random())  # type: ignore[attr-defined, call-overload]
    assert siegel.seal(other) == siegel.seal(entry)
    assert siegel.changes(entry, other) == ()


def test_m44_every_clause_that_is_named_stands_in_the_wording() -> None:
    """In all four modules: the parts by their headings."""
    parts = {path: raw.decode() for path, raw in DATEIEN.items() if path.startswith("zielvereinbarung/")}
    together = "\n".join(parts.values())
    for feld in siegel.FELDER:
        for part in feld.klausel.replace(": ", ", ").split(", "):
            name = {"Titel": "::: titel", "Themenbereiche": "Themenbereiche{% endif %}"}.get(part, part)
            assert re.search(rf"^(#+ .*|::: )?.*{re.escape(name)}", together, re.MULTILINE), feld


def test_m44_the_same_words_in_other_keys_are_a_change_too() -> None:
    old = {"kommune": {"vertretung": {"amt": "landrat", "person": "p-x"}}}
    new = {"kommune": {"vertretung": {"amt": "landrat", "in_vertretung": "p-x"}}}
    assert [each.neu for each in siegel.changes(old, new)] == ["landrat, p-x"]


# --- where the old value comes from ---


def without_git(root: Path) -> None:
    (root / ".git").rename(root / "keins")


def cut_off(root: Path) -> None:
    """A clone with the last commit only, made after the agreement was changed."""
    call(root, "commit", "-qam", "geändert")
    call(root, "clone", "-q", "--depth=1", root.as_uri(), str(root / "klon"))


@pytest.mark.parametrize(("loss", "folder"), [(without_git, ""), (cut_off, "klon")])
def test_m44_where_history_is_missing_the_warning_says_so(
    loss: Callable[[Path], None], folder: str, root: Path
) -> None:
    loss(change(root, "[3, 6]", "[4, 6]"))
    answer = warnings(root / folder)
    assert f"Nachtrag nötig: Die {ZV} steht anders da" in answer.out
    assert "Was sie damals sagte, ist hier nicht zu finden" in answer.out


def test_m44_the_old_value_is_found_under_an_earlier_name_of_the_file(root: Path) -> None:
    new = "data/kommunen/landkreis-musterland-neu.yaml"
    call(root, "mv", MUSTER, new)
    call(root, "commit", "-qm", "umbenannt")
    (root / new).write_text((root / new).read_text(encoding="utf-8").replace("[3, 6]", "[4, 6]"), encoding="utf-8")
    assert "unterzeichnet »3 bis 6 Monate" in warnings(root).out


def test_m44_an_intact_seal_asks_for_no_history() -> None:
    def never(path: str, sha256: str) -> None:
        raise AssertionError((path, sha256))

    found = check_all(musterland({MUSTER: sealed()}), date(2024, 1, 31), sealed=never)
    assert "D322" not in {each.code for each in found.diagnostics}


def test_m44_a_change_that_was_there_before_is_no_new_finding(root: Path) -> None:
    change(root, "[3, 6]", "[4, 6]")
    call(root, "commit", "-qam", "geändert")
    assert "1 ältere Meldung" in warnings(root, "--since", "HEAD").out


# --- when it is written ---


LACKS = "Geplanter Beginn, Vertretung der Kommune, Vertretung der Agentur, Ansprechperson der Kommune"


def test_m44_an_agreement_that_lacks_something_is_not_sealed_yet(tmp_path: Path) -> None:
    """Filled in later, what is missing would break the seal, and nobody had signed anything else."""
    lay_out(tmp_path)
    signed = ("--modul", "4", "--datum", "2024-01-10", "--quelle", "X01", "--ort", "Musterstadt", "--thema", "Daten")
    answer = record(tmp_path, "zielvereinbarung", "stadt musterland", *signed)
    assert answer.status == 0
    assert f"»zv-2024« ist noch nicht besiegelt: Es fehlen {LACKS}" in answer.err
    assert "Danach: dkbm record siegel" in answer.err
    eine = load(read_files(tmp_path)).dataset.kommunen["stadt-musterland"].vereinbarungen[0]
    assert (eine.siegel, eine.geplant, eine.unterzeichnet is None) == (None, False, False)
    assert "besiegelt" not in record(tmp_path, "vereinbarung", "region ohnedaten", *signed[2:6]).err
    assert warnings(tmp_path).out == ""


def test_m44_what_the_wording_does_without_is_not_missing() -> None:
    entry = agreement(muster_text())
    assert siegel.missing(entry) == ()
    for key in ("anknuepfung", "ziele"):
        del entry[key]
    assert siegel.missing(entry) == ()
    del entry["dauer"]
    assert siegel.missing(entry) == ("Dauer",), "only Modul 1 has a duration that is known beforehand"
    assert siegel.missing({**entry, "modul": 2}) == ()
    del entry["zustimmung"]["weitergabe_projekttraeger"]  # type: ignore[attr-defined]
    assert siegel.missing({**entry, "modul": 2, "themen": []}) == ("Themenbereiche", "Zustimmung zur Weitergabe")


def test_m44_without_a_day_it_is_a_draft_that_counts_for_nothing(tmp_path: Path) -> None:
    lay_out(tmp_path)
    before = dkbm("status", "stadt musterland", "--format", "json", cwd=tmp_path).out
    answer = record(tmp_path, "zielvereinbarung", "stadt musterland", "--modul", "2", "--quelle", "X01")
    assert answer.status == 0, answer.err
    assert "Zielvereinbarung, Modul 2, geplant" in answer.out
    assert "(unverändert)" in answer.out
    assert "besiegelt" not in answer.err
    data = load(read_files(tmp_path)).dataset
    assert data.documents[STADT].value["vereinbarungen"] == [
        {"id": "zv-modul-2", "art": "zielvereinbarung", "modul": 2, "geplant": True, "quelle": "X01"}
    ]
    after = dkbm("status", "stadt musterland", "--format", "json", cwd=tmp_path).out
    for key in ("lage", "modul", "zuletzt_belegt", "quelle", "vereinbarungen"):
        assert json.loads(after)[key] == json.loads(before)[key]
    for command in ("status", "history"):
        shown = dkbm(command, "stadt musterland", cwd=tmp_path).out
        assert "Zielvereinbarung Modul 2 (geplant)" in shown
        assert "Zielvereinbarung Modul 2 unterzeichnet" not in shown
    signing = ("--ersetzt", "zv-modul-2", "--datum", "2024-01-10", "--ort", "Altstadt", "--grund", "unterzeichnet")
    assert record(tmp_path, "zielvereinbarung", "stadt musterland", *signing).status == 0
    eine = load(read_files(tmp_path)).dataset.kommunen["stadt-musterland"].vereinbarungen[0]
    assert (eine.geplant, eine.unterzeichnet is None) == (False, False)
    unknown = ("--modul", "3", "--quelle", "X01", "--nicht-geplant")
    assert record(tmp_path, "zielvereinbarung", "stadt musterland", *unknown).status == 0
    zweite = load(read_files(tmp_path)).dataset.kommunen["stadt-musterland"].vereinbarungen[1]
    assert (zweite.geplant, zweite.unterzeichnet) == (False, None), "signed, on a day nobody knows"


@pytest.mark.parametrize(
    ("art", "hint"),
    [
        ("zielvereinbarung", "Ist sie noch nicht unterzeichnet, --datum weglassen."),
        ("vereinbarung", "liegt nach dem 31.01.2024.\n"),
        ("interview", "Ein Vorhaben wird mit --geplant festgehalten."),
    ],
)
def test_m44_a_day_to_come_is_refused_with_a_way_that_leads_on(art: str, hint: str, tmp_path: Path) -> None:
    answer = record(lay_out(tmp_path), art, "stadt musterland", "--datum", "2024-05-01", "--quelle", "X01")
    assert (answer.status, hint in answer.err) == (2, True), answer.err


def test_m44_a_draft_is_sealed_by_the_day_of_its_signature(tmp_path: Path) -> None:
    lay_out(tmp_path, {MUSTER: muster_text().replace("    unterzeichnet: 2017-10-16\n", "")})
    refused = record(tmp_path, "siegel", "lk musterland")
    assert (refused.status, "»zv-2017« ist nicht unterzeichnet" in refused.err) == (2, True)
    why = ("--ersetzt", "zv-2017", "--grund", "unterzeichnet")
    assert record(tmp_path, "zielvereinbarung", "lk musterland", "--datum", "2024-01-10", *why).status == 0
    eine = load(read_files(tmp_path)).dataset.kommunen["landkreis-musterland"].vereinbarungen[0]
    assert eine.siegel is not None
    assert warnings(tmp_path).out == ""


def test_m44_an_agreement_that_stands_there_already_is_sealed_once(tmp_path: Path) -> None:
    lay_out(tmp_path)
    answer = record(tmp_path, "siegel", "lk musterland")
    assert answer.status == 0, answer.err
    assert "Festgehalten: Landkreis Musterland: »zv-2017« besiegelt" in answer.out
    assert (tmp_path / MUSTER).read_text(encoding="utf-8") == sealed()
    again = record(tmp_path, "siegel", "lk musterland", "--grund", "noch einmal")
    assert (again.status, "schon besiegelt" in again.err) == (2, True)


def test_m44_a_slip_of_the_pen_is_sealed_anew_with_its_reason(root: Path) -> None:
    change(root, "ort: Musterstadt", "ort: Altstadt")
    assert "Es fehlt: --grund" in record(root, "siegel", "lk musterland").err
    assert record(root, "siegel", "lk musterland", "--grund", "im Papier steht Altstadt").status == 0
    eine = load(read_files(root)).dataset.kommunen["landkreis-musterland"].vereinbarungen[0]
    assert eine.korrektur is not None
    assert (eine.korrektur.datum.text, eine.korrektur.grund) == ("2024-01-31", "im Papier steht Altstadt")
    assert warnings(root).out == ""


SEALED = {"siegel": {"sha256": "a" * 64}}
NACHTRAG = {"unterzeichnet": "2024", "quelle": "X01", "siegel": {"sha256": "b" * 64}}


@pytest.mark.parametrize(
    ("old", "new", "is_changed"),
    [
        ({}, {}, False),
        ({}, SEALED, False),
        (SEALED, SEALED, False),
        (SEALED, {**SEALED, "nachtraege": [NACHTRAG]}, False),
        (SEALED, {}, True),
        (SEALED, {"siegel": {"sha256": "c" * 64}}, True),
        ({**SEALED, "nachtraege": [NACHTRAG]}, SEALED, True),
        ({**SEALED, "nachtraege": [NACHTRAG]}, {**SEALED, "nachtraege": [NACHTRAG | SEALED]}, True),
        (SEALED, {"siegel": "nichts"}, True),
    ],
)
def test_m44_a_seal_that_went_or_became_another_one_is_seen(
    old: dict[str, object], new: dict[str, object], is_changed: bool
) -> None:
    assert siegel.changed(old, new) is is_changed
