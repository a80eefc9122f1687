"""`dkbm validate --since STAND`: what a change does to what was recorded before it is judged by both Stände."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from dkbm.model.siegel import seal
from dkbm.rules import wechsel
from dkbm.rules.pipeline import check_all
from tests import repositorium
from tests.aufruf import Answer, dkbm, lay_out
from tests.muster import musterland
from tests.repositorium import call
from tests.schritte import DATEI, HEUTE, KOPF, OFFEN_4_2, git, land, repository

BEGINN = "  - {ereignis: beginn, modul: 1, datum: 2018-01, quelle: X02}\n"
GENANNT = "  - {ereignis: genannt, modul: 1, quelle: X01}\n"
INTERVIEW = "  - {ereignis: interview, modul: 1, datum: 2018-02-06, quelle: X02}\n"
GREMIUM = "  - {ereignis: gremium, datum: 2018-03-01, inhalt: nimmt Kenntnis, quelle: X02}\n"
VERTRAG = """\
vereinbarungen:
  - id: zv-2017
    art: zielvereinbarung
    modul: 1
    unterzeichnet: 2017-10-16
    ort: Musterstadt
    themen: [{text: Bildungsmonitoring ergänzen, schlagworte: [bildungsmonitoring]}]
    kommune: {vertretung: {amt: landraetin}}
    quelle: X02
"""
BASIS = KOPF + VERTRAG + "verlauf:\n" + BEGINN + INTERVIEW + GENANNT + GREMIUM
BIS_3 = "  - {ereignis: beginn, modul: 3, datum: 2022-09, quelle: X01}\n"
GRUND = "korrektur: {datum: 2024-01-15, grund: im Protokoll steht es anders}"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone with the branch `zweig`, which left `origin/main` at the file BASIS."""
    repositorium.own_settings(tmp_path, monkeypatch)
    server = lay_out(tmp_path / "server", {DATEI: BASIS})
    for arguments in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "Anfang")):
        call(server, *arguments)
    call(tmp_path, "clone", "-q", str(server), "klon")
    call(tmp_path / "klon", "switch", "-qc", "zweig")
    return tmp_path / "klon"


def judge(root: Path, text: str | None, *, commit: bool = True) -> Answer:
    """What `validate` says of the file as it is now, compared with the branch on the server."""
    if text is None:
        (root / DATEI).unlink()
    else:
        (root / DATEI).write_text(text, encoding="utf-8")
    if commit:
        call(root, "add", "-A")
        call(root, "commit", "-qm", "Änderung")
    return dkbm("validate", "--since", "origin/main", cwd=root)


def revisions(root: Path) -> tuple[str, str]:
    one, other = (call(root, "rev-parse", name).strip()[:8] for name in ("origin/main", "HEAD"))
    return one, other


def test_m33_a_branch_that_skips_a_module_fails_and_names_both_revisions(root: Path) -> None:
    answer = judge(root, BASIS + BIS_3)
    von, bis = revisions(root)
    assert (answer.status, answer.err) == (1, "")
    assert (
        f"{DATEI}:20:5: Fehler[D501] Die Änderung überspringt Modul 2: Im Stand {von} steht die Kommune in "
        in answer.out
    )
    assert f"in Modul 1, im Stand {bis} in Modul 3." in answer.out
    assert answer.out.count("Fehler[") == 1


def test_m33_a_branch_that_edits_a_past_event_fails_and_names_both_revisions(root: Path) -> None:
    answer = judge(root, BASIS.replace("2018-01,", "2018-03,"))
    von, bis = revisions(root)
    assert answer.status == 1
    assert (
        f"{DATEI}:16:5: Fehler[D502] Der Eintrag »beginn« (Modul 1) aus dem Stand {von} ist im Stand {bis} ohne Grund "
        "geändert: datum (bisher 2018-01)." in answer.out
    )
    assert answer.out.count("Fehler[") == 1


def test_m33_what_is_not_committed_yet_is_judged_and_said(root: Path) -> None:
    answer = judge(root, BASIS + BIS_3, commit=False)
    von, _ = revisions(root)
    assert answer.status == 1
    assert f"im Stand {von} mit Änderungen im Ordner in Modul 3." in answer.out


@pytest.mark.parametrize(
    "events",
    [
        pytest.param("  - {ereignis: abschluss, modul: 2, datum: 2022-05, quelle: X01}\n" + BIS_3, id="the end"),
        pytest.param("  - {ereignis: beginn, modul: 2, datum: 2021-05, quelle: X01}\n" + BIS_3, id="the beginning"),
        pytest.param("  - {ereignis: genannt, modul: 2, datum: 2021-05, quelle: X01}\n" + BIS_3, id="a mention"),
        pytest.param(
            BIS_3.replace("}", ", ausnahme: {datum: 2022-08, grund: Modul 2 lief gemeinsam mit dem Nachbarkreis}}"),
            id="an exception with a reason",
        ),
        pytest.param("  - {ereignis: beginn, modul: 2, datum: 2022-09, quelle: X01}\n", id="one step"),
        pytest.param(BIS_3.replace("quelle", "geplant: true, quelle"), id="a plan"),
        pytest.param(BIS_3.replace("2022-09", "2024-09"), id="after the Stichtag"),
    ],
)
def test_m33_a_step_that_is_attested_or_excused_passes(events: str, root: Path) -> None:
    assert judge(root, BASIS + events) == (0, "", "")


@pytest.mark.parametrize("events", [BIS_3.replace("beginn", "genannt"), BIS_3.replace("beginn", "abschluss")])
def test_m33_a_jump_is_one_by_whatever_event(events: str, root: Path) -> None:
    assert "Fehler[D501] Die Änderung überspringt Modul 2" in judge(root, BASIS + events).out


def test_m33_two_modules_skipped_are_both_named(root: Path) -> None:
    events = "  - {ereignis: beginn, modul: 4, phase: 1, datum: 2022-09, quelle: X01}\n"
    assert "Fehler[D501] Die Änderung überspringt Modul 2 und 3:" in judge(root, BASIS + events).out


def test_m33_a_plan_for_the_skipped_module_attests_nothing(root: Path) -> None:
    plan = "  - {ereignis: beginn, modul: 2, datum: 2021-05, geplant: true, quelle: X01}\n"
    assert "Fehler[D501]" in judge(root, BASIS + plan + BIS_3).out


def test_m33_an_agreement_alone_opens_no_module(root: Path) -> None:
    signed = VERTRAG.partition("\n")[2].replace("2017", "2022").replace("modul: 1", "modul: 3")
    assert judge(root, BASIS.replace(VERTRAG, VERTRAG + signed)) == (0, "", "")


REWRITTEN = {
    "another day": ("datum: 2018-02-06", "datum: 2018-02-07", "datum (bisher 2018-02-06)"),
    "a day where a month was": ("datum: 2018-01", "datum: 2018-01-17", "datum (bisher 2018-01)"),
    "another module": ("interview, modul: 1", "interview, modul: 2", "modul (bisher 1)"),
    "another kind": ("interview", "sondierungsgespraech", "ereignis (bisher interview)"),
    "another source": ("06, quelle: X02", "06, quelle: X01", "quelle"),
    "now only a plan": ("06, quelle", "06, geplant: true, quelle", "geplant"),
    "a module where none was told apart": ("gremium, datum", "gremium, modul: 1, datum", "modul"),
    "another day of signature": ("2017-10-16", "2017-10-17", "unterzeichnet (bisher 2017-10-16)"),
    "another place": ("ort: Musterstadt", "ort: Beispielau", "ort"),
    "another theme": ("Bildungsmonitoring ergänzen", "Übergänge", "themen"),
    "another office": ("landraetin", "landrat", "kommune"),
    "a field less": ("    ort: Musterstadt\n", "", "ort"),
}


@pytest.mark.parametrize(("old", "new", "said"), REWRITTEN.values(), ids=REWRITTEN)
def test_m33_the_past_is_not_rewritten(old: str, new: str, said: str, root: Path) -> None:
    answer = judge(root, BASIS.replace(old, new, 1))
    assert answer.status == 1
    assert f"ohne Grund geändert: {said}." in answer.out


@pytest.mark.parametrize(("old", "new", "said"), REWRITTEN.values(), ids=REWRITTEN)
def test_m33_a_correction_with_a_reason_may_change_it(old: str, new: str, said: str, root: Path) -> None:
    del said
    lines = BASIS.replace(old, new, 1).splitlines(keepends=True)
    for index, line in enumerate(lines):
        if line not in BASIS.splitlines(keepends=True) and "ereignis" in line:
            lines[index] = line.replace("}", f", {GRUND}}}")
    text = "".join(lines)
    if text.partition("verlauf:")[0] != BASIS.partition("verlauf:")[0]:
        text = text.replace("    quelle: X02\n", f"    quelle: X02\n    {GRUND}\n", 1)
    answer = judge(root, text)
    assert "Fehler[D50" not in answer.out


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("06, quelle: X02", "06, quelle: [X02, X01]"),
        ("06, quelle: X02", "06, bemerkung: im Rathaus, quelle: X02"),
        ("06, quelle: X02", "06, zweifel: nur aus dem Kalender, quelle: X02"),
        ("datum: 2018-02-06, quelle: X02", 'quelle: "X02", datum: 2018-02-06'),
        (
            "datum: 2018-02-06, quelle: X02",
            "datum: [{datum: 2018-02-06, quelle: X02}, {datum: 2018-02, quelle: X01}], quelle: [X02, X01]",
        ),
        ("ort: Musterstadt", "ort: Musterstadt\n    beginn_geplant: 2018-02"),
        ("schlagworte: [bildungsmonitoring]", "schlagworte: [bildungsmonitoring, bildungsbericht]"),
        (BEGINN + INTERVIEW, INTERVIEW + "  # zuerst das Gespräch\n" + BEGINN),
        ("name: Beispielau", "name: Beispielau\nauch: [Kreis Beispielau]"),
    ],
)
def test_m33_what_only_adds_to_the_past_needs_no_reason(old: str, new: str, root: Path) -> None:
    assert old in BASIS
    answer = judge(root, BASIS.replace(old, new, 1))
    assert "D50" not in answer.out


def test_m33_a_reason_that_was_there_before_explains_no_second_change(root: Path) -> None:
    corrected = BASIS.replace("2018-01, quelle: X02", f"2018-03, quelle: X02, {GRUND}")
    assert judge(root, corrected).status == 0
    call(root, "push", "-q", "origin", "HEAD:stand")
    (root / DATEI).write_text(corrected.replace("2018-03", "2018-04"), encoding="utf-8")
    answer = dkbm("validate", "--since", "origin/stand", cwd=root)
    assert answer.status == 1
    assert "datum (bisher 2018-03)" in answer.out


@pytest.mark.parametrize(
    ("korrektur", "said"),
    [
        ('{datum: 2024-01-15, grund: " "}', "Unter korrektur sagt grund nichts"),
        ("{datum: 2024-01-15, grund: .}", "Unter korrektur sagt grund nichts"),
        ('{datum: 2024-01-15, grund: "12"}', "Unter korrektur sagt grund nichts"),
        ("{datum: 2024-02-01, grund: verlesen}", "Ihr datum darf nicht nach dem Stichtag 31.01.2024 liegen."),
        ('{datum: "2025", grund: verlesen}', "Ihr datum darf nicht nach dem Stichtag 31.01.2024 liegen."),
    ],
)
def test_m33_a_correction_without_words_or_of_a_later_day_is_no_reason(korrektur: str, said: str, root: Path) -> None:
    answer = judge(root, BASIS.replace("2018-01, quelle: X02", f"2018-03, quelle: X02, korrektur: {korrektur}"))
    assert answer.status == 1
    assert "Fehler[D502]" in answer.out
    assert said in " ".join(answer.out.split())


def test_m33_an_exception_without_words_excuses_no_jump(root: Path) -> None:
    excused = "2022-09, quelle: X01, ausnahme: {datum: 2022-09, grund: %s}"
    assert judge(root, BASIS + BIS_3.replace("2022-09, quelle: X01", excused % "so beschlossen")).status == 0
    assert "D501" in judge(root, BASIS + BIS_3.replace("2022-09, quelle: X01", excused % '"-"')).out


QUELLEN = "data/quellen.yaml"
SOURCES = [
    ("stand: 2022-02..2024-01", "stand: 2018-02..2019-01", "stand (bisher 2022-02..2024-01)"),
    ("    stand: 2022-02..2024-01\n    stand_art: geschaetzt\n", "    stand_art: unbekannt\n", "stand (bisher 2022"),
    ("    nach: X03\n", "", "nach (bisher X03)"),
    ("vollstaendig: [prozess]", "vollstaendig: [prozess, modul-1]", "vollstaendig (bisher prozess)"),
]


def rewrite_source(root: Path, old: str, new: str) -> Answer:
    path = root / QUELLEN
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    call(root, "commit", "-qam", "Quelle")
    return dkbm("validate", "--since", "origin/main", cwd=root)


@pytest.mark.parametrize(("old", "new", "said"), SOURCES)
def test_m33_a_source_does_not_move_what_rests_on_it_without_a_reason(
    old: str, new: str, said: str, root: Path
) -> None:
    answer = rewrite_source(root, old, new)
    von, bis = revisions(root)
    assert answer.status == 1
    assert (
        f"Fehler[D506] Die Quelle X01 aus dem Stand {von} ist im Stand {bis} ohne Grund geändert: {said}" in answer.out
    )
    assert "Auf sie berufen sich 3 Kommunen." in answer.out


@pytest.mark.parametrize(("old", "new", "said"), SOURCES)
def test_m33_a_source_with_a_reason_may_be_placed_anew(old: str, new: str, said: str, root: Path) -> None:
    assert said
    reason = "    korrektur: {datum: 2024-01-15, grund: die Fußzeile nennt es}\n"
    answer = rewrite_source(root, old, new)
    assert "D506" in answer.out
    assert "D506" not in rewrite_source(root, "  - id: X02\n", f"{reason}  - id: X02\n").out
    call(root, "update-ref", "refs/remotes/origin/main", "HEAD")
    again = rewrite_source(root, "    titel: Musterseite", "    abgerufen: 2023-01-01\n    titel: Musterseite")
    assert ("D506" in again.out) is ("unbekannt" in new), "it dates only where there is no stand"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("stand: 2017-10-16", 'stand: "2017-10-16"'),
        ("titel: Musterseite über", "titel: Die Musterseite über"),
        ("grund: jüngstes genanntes", "grund: das jüngste genannte"),
    ],
)
def test_m33_what_dates_nothing_of_a_source_needs_no_reason(old: str, new: str, root: Path) -> None:
    assert rewrite_source(root, old, new) == (0, "", "")


def test_m33_a_source_that_nothing_rests_on_may_be_placed_anew(root: Path) -> None:
    line = "  - {id: X09, titel: Neu, herausgeber: Muster, stand: %s, stand_art: exakt, abdeckung: voll}\n"
    (root / QUELLEN).write_text((root / QUELLEN).read_text(encoding="utf-8") + line % "2020-01", encoding="utf-8")
    call(root, "commit", "-qam", "Quelle")
    call(root, "update-ref", "refs/remotes/origin/main", "HEAD")
    assert rewrite_source(root, "stand: 2020-01", "stand: 2021-01") == (0, "", "")


@pytest.mark.parametrize(
    ("gone", "name"), [(INTERVIEW, "Der Eintrag »interview«"), (VERTRAG, "Die Vereinbarung zv-2017")]
)
def test_m33_what_is_gone_is_missed(gone: str, name: str, root: Path) -> None:
    answer = judge(root, BASIS.replace(gone, ""))
    von, bis = revisions(root)
    assert answer.status == 1
    assert f"Fehler[D503] {name}" in answer.out
    assert f"aus dem Stand {von} fehlt im Stand {bis} ohne Grund." in answer.out


def test_m33_one_correction_accounts_for_one_entry_that_is_gone(root: Path) -> None:
    second = INTERVIEW.replace("02-06", "02-07")
    for gone, status in ((1, 0), (2, 1)):
        call(root, "reset", "-q", "--hard", "origin/main")
        assert judge(root, BASIS + second).status == 0
        call(root, "branch", "-qf", "davor")
        text = (BASIS + second).replace("2018-01, quelle: X02", f"2018-01, quelle: X02, {GRUND}")
        for line in (INTERVIEW, second)[:gone]:
            text = text.replace(line, "")
        (root / DATEI).write_text(text, encoding="utf-8")
        answer = dkbm("validate", "--since", "davor", cwd=root)
        assert (answer.status, answer.out.count("Fehler[D503]")) == (status, gone - 1)


def test_m33_a_kommune_that_is_gone_is_missed_unless_it_went_up_in_another(root: Path) -> None:
    answer = judge(root, None)
    assert answer.status == 1
    assert f"dkbm.yaml:1:1: Fehler[D503] Die Datei {DATEI} aus dem Stand {revisions(root)[0]} fehlt" in answer.out
    other = root / "data/kommunen/stadt-musterland.yaml"
    united = 'vorgaenger:\n  - {schluessel: "99004", name: Beispielau, bis: 2023-12-31, quelle: X01}\nverlauf:\n'
    other.write_text(other.read_text(encoding="utf-8").replace("verlauf:\n", united), encoding="utf-8")
    assert "D503" not in dkbm("validate", "--since", "origin/main", cwd=root).out


def test_m33_a_renamed_file_is_the_same_kommune(root: Path) -> None:
    (root / DATEI).rename(root / "data/kommunen/landkreis-beispielheim.yaml")
    text = BASIS.replace("name: Beispielau", "name: Beispielheim").replace("2018-01,", "2018-03,")
    (root / "data/kommunen/landkreis-beispielheim.yaml").write_text(text, encoding="utf-8")
    answer = dkbm("validate", "--since", "origin/main", cwd=root)
    assert "landkreis-beispielheim.yaml:16:5: Fehler[D502]" in answer.out
    assert "D503" not in answer.out


def test_m33_a_broken_file_is_said_to_be_broken_and_nothing_else(root: Path) -> None:
    answer = judge(root, BASIS.replace("verlauf:", "verlauf: ]"))
    assert answer.status == 1
    assert "D50" not in answer.out


SIEGEL = "    siegel: {{sha256: {}}}\n"
VERTRAG_NEU = VERTRAG.replace("ort: Musterstadt", "ort: Beispielau")


def sealed(text: str, more: str = "") -> str:
    """The file with a sealed agreement, `more` in it."""
    value = yaml.safe_load(text.replace("2017-10-16", '"2017-10-16"'))["vereinbarungen"][0]
    return BASIS.replace(VERTRAG, text + SIEGEL.format(seal(value)) + more)


@pytest.mark.parametrize(
    ("after", "codes"),
    [
        pytest.param(sealed(VERTRAG), set(), id="as it was"),
        pytest.param(BASIS, {"D504"}, id="without the seal"),
        pytest.param(sealed(VERTRAG_NEU), {"D502", "D504"}, id="another seal over other fields"),
        pytest.param(sealed(VERTRAG_NEU, f"    {GRUND}\n"), set(), id="another seal, with a reason"),
        pytest.param(
            BASIS.replace("    quelle: X02\nverlauf", f"    quelle: X02\n    {GRUND}\nverlauf"),
            {"D504"},
            id="without the seal, with a reason",
        ),
    ],
)
def test_m33_a_seal_is_neither_taken_away_nor_exchanged(after: str, codes: set[str], root: Path) -> None:
    judge(root, sealed(VERTRAG))
    call(root, "push", "-q", "origin", "HEAD:stand")
    (root / DATEI).write_text(after, encoding="utf-8")
    answer = dkbm("validate", "--since", "origin/stand", cwd=root)
    assert set(re.findall(r"Fehler\[(D...)\]", answer.out)) == codes
    assert answer.status == bool(codes)


def test_m37_taking_the_second_entry_away_again_needs_no_other_reason(tmp_path: Path) -> None:
    first = "  - {ereignis: beginn, modul: 4, phase: 2, datum: 2026-06, quelle: X01}\n"
    second = first.replace("2026-06", "2026-07")
    root = repository(land(tmp_path, OFFEN_4_2 + first + second))
    git(root, "switch", "-qc", "zweig")
    (root / DATEI).write_text(KOPF + "verlauf:\n" + OFFEN_4_2 + first, encoding="utf-8")
    assert dkbm("validate", "--since", "main", cwd=root, heute=HEUTE) == (0, "", "")


def test_s94_a_cut_off_history_judges_no_change(root: Path, tmp_path: Path) -> None:
    call(tmp_path, "clone", "-q", "--depth=1", f"file://{root}", "flach")
    for option in ("--since", "--basis"):
        answer = dkbm("validate", option, "origin/zweig", cwd=tmp_path / "flach")
        assert answer.status == 2
        assert "fetch-depth: 0" in answer.err


MISSHAPEN = [
    "verlauf: 7\n",
    "verlauf: [1, [], {}, {ereignis: {a: b}, datum: [1, {}], quelle: {x: y}, korrektur: 3}]\n",
    "vereinbarungen: [{id: [1], unterzeichnet: {}, themen: 4, siegel: 1, nachtraege: 2}, {id: {}, unterzeichnet: x}]\n",
    "schluessel: [1]\nvorgaenger: [{schluessel: {}}, 3]\nverlauf: [{ereignis: beginn, modul: [1], datum: x}]\n",
    "[]\n",
    "",
]


@pytest.mark.parametrize("before", [BASIS, *MISSHAPEN])
@pytest.mark.parametrize("after", [None, BASIS, *MISSHAPEN])
def test_m33_no_content_of_a_file_stops_the_comparison(before: str, after: str | None) -> None:
    stichtag = date(2024, 1, 31)
    old = check_all(musterland({DATEI: before}), stichtag)
    new = check_all(musterland({DATEI: after} if after is not None else {}), stichtag)
    both = wechsel.Wechsel(old.dataset, new.dataset, "1a2b3c4d", "5e6f7a8b", wechsel.errors(old.diagnostics))
    found = wechsel.run(both, stichtag, new.diagnostics)
    assert {each.code for each in found} <= {"D501", "D502", "D503", "D504", "D506"}
    assert before != after or not found
