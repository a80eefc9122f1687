"""The Nachtrag: what was agreed beside what is to be, for both sides to sign, and how it is recorded (M 44)."""

import re
from pathlib import Path

import pytest

from dkbm.dataset import load
from dkbm.documents.views.klauseln import WORTE
from dkbm.documents.writers import FORMATE
from dkbm.model import siegel
from dkbm.store.worktree import read_files
from tests.aufruf import dkbm
from tests.besiegelt import change, in_git, warnings
from tests.dokumente import MUSTER, datensatz, gemacht, koerper
from tests.eintraege import record
from tests.repositorium import call, own_settings
from tests.vertraege import auftrag, mit_vereinbarung, worte

GOLDEN = Path(__file__).parent / "golden" / "dokumente" / "nachtrag-landkreis-musterland.md"
AN = ("nachtrag", "Landkreis Musterland")
FELDER = (
    ("ort: Musterstadt", "ort: Altstadt"),
    ("2017-10-16", "2017-10-17"),
    ("2018-02\n", "2018-03\n"),
    ("[3, 6]", "[4, 6]"),
    ("    anknuepfung: an die gewachsenen Strukturen vor Ort\n", ""),
    ("soll breiter werden.", "soll breiter werden.\n      - Mehr Überblick."),
    ("Bildungsmonitoring ergänzen", "Bildungsbericht *neu*"),
    ("{amt: landraetin}, ", "{amt: landrat}, "),
    ("person: p-tom-test}, ", "person: p-mara-muster}, "),
    ("ansprechperson: p-mara-muster", "ansprechperson: p-tom-test"),
    ("weitergabe_projekttraeger: true", "weitergabe_projekttraeger: false"),
)
"""One change for each kind of field."""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    own_settings(tmp_path, monkeypatch)
    return in_git(tmp_path / "satz")


def test_m44_the_wording_of_a_nachtrag(root: Path, update: bool) -> None:
    for old, new in FELDER:
        change(root, old, new)
    answer = dkbm("render", *AN, cwd=root)
    assert (answer.status, answer.err) == (0, "")
    text = koerper(answer.out).lstrip("\n")
    if update:
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_m44_every_covered_field_has_words() -> None:
    assert set(WORTE) == {feld.route for feld in siegel.FELDER}


@pytest.mark.parametrize("form", FORMATE)
def test_m44_a_nachtrag_exists_in_every_format(form: str, root: Path) -> None:
    change(root, "[3, 6]", "[4, 6]")
    file = root.parent / f"n.{form}"
    assert dkbm("render", *AN, "-o", file, "--trace", cwd=root).status == 0
    assert dkbm("verify", file, cwd=root).out.startswith(f"n.{form}: unverändert")


def test_m44_without_a_change_there_is_no_nachtrag(root: Path) -> None:
    answer = dkbm("render", *AN, cwd=root)
    said = "»zv-2017« (Landkreis Musterland) sagt noch, was unterzeichnet wurde; es gibt nichts zu ändern."
    assert (answer.status, answer.out, said in answer.err) == (1, "", True)
    asked = dkbm("render", *AN, "--check", cwd=root)
    assert (asked.status, asked.out) == (0, f"{said}\n")
    assert dkbm("render", "nachtrag", "--alle", "--check", cwd=root).status == 0


def test_m44_without_a_seal_what_it_would_change_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_settings(tmp_path, monkeypatch)
    root = in_git(tmp_path / "satz")
    text = "".join(f"{line}\n" for line in (root / "data/kommunen/landkreis-musterland.yaml").read_text().splitlines())
    kept = "".join(line for line in text.splitlines(keepends=True) if "siegel" not in line)
    (root / "data/kommunen/landkreis-musterland.yaml").write_text(kept)
    answer = dkbm("render", *AN, "--check", cwd=root)
    assert answer.status == 1
    assert "Es fehlt: Siegel der unterzeichneten Zielvereinbarung – dkbm record siegel trägt es ein" in answer.out


def test_m44_without_history_it_is_refused(root: Path) -> None:
    change(root, "[3, 6]", "[4, 6]")
    (root / ".git").rename(root / "keins")
    answer = dkbm("render", *AN, cwd=root)
    assert (answer.status, answer.out) == (2, "")
    assert "Was »zv-2017« bei der Unterschrift sagte, ist hier nicht zu finden." in answer.err


def test_m44_a_signed_nachtrag_carries_the_new_seal_and_the_next_one_starts_from_it(root: Path) -> None:
    signed = ("--datum", "2018-05-04", "--quelle", "X02")
    early = record(root, "nachtrag", "lk musterland", *signed)
    assert (early.status, "nichts geändert" in early.err) == (2, True)
    change(root, "[3, 6]", "[4, 6]")
    before = record(root, "nachtrag", "lk musterland", "--datum", "2017-05", "--quelle", "X02")
    assert (before.status, "läge vor dem" in before.err) == (2, True)
    answer = record(root, "nachtrag", "lk musterland", *signed)
    assert answer.status == 0, answer.err
    assert "Festgehalten: Landkreis Musterland: Nachtrag zu »zv-2017«, 04.05.2018" in answer.out
    assert warnings(root).out == ""
    call(root, "commit", "-qam", "Nachtrag")
    change(root, "[4, 6]", "[5, 6]")
    assert "unterzeichnet »4 bis 6 Monate" in warnings(root).out
    text = dkbm("render", *AN, cwd=root).out
    assert "Sie gilt in der Fassung des Nachtrags vom 04.05.2018." in text
    assert record(root, "nachtrag", "lk musterland", "--datum", "2019-01", "--quelle", "X02").status == 0
    eine = load(read_files(root)).dataset.kommunen["landkreis-musterland"].vereinbarungen[0]
    assert [each.unterzeichnet.text for each in eine.nachtraege] == ["2018-05-04", "2019-01"]
    assert warnings(root).out == ""


def test_m44_a_slip_in_a_nachtrag_is_sealed_anew(root: Path) -> None:
    change(root, "[3, 6]", "[4, 6]")
    record(root, "nachtrag", "lk musterland", "--datum", "2018-05-04", "--quelle", "X02")
    call(root, "commit", "-qam", "Nachtrag")
    change(root, "[4, 6]", "[4, 5]")
    assert record(root, "siegel", "lk musterland", "--grund", "im Nachtrag steht 5").status == 0
    assert warnings(root).out == ""


# --- the agreement itself, once it was changed ---

VERTRAG = ("zielvereinbarung", "Landkreis Musterland")


def test_m44_what_was_never_signed_is_no_agreement_but_a_draft(root: Path) -> None:
    signed = dkbm("render", *VERTRAG, cwd=root)
    assert (signed.status, "Nachtrag" in signed.out) == (0, False)
    change(root, "[3, 6]", "[4, 6]")
    why = "Dauer (Teil C, Zeitrahmen): unterzeichnet »3 bis 6 Monate ab sondierungsgespraech«, jetzt »4 bis 6 Monate"
    refused = dkbm("render", *VERTRAG, cwd=root)
    assert (refused.status, refused.out) == (1, "")
    asked = dkbm("render", *VERTRAG, "--check", cwd=root)
    assert asked.status == 1
    for said in (refused.err, asked.out):
        assert "Nachtrag nötig: »zv-2017« steht anders da, als sie unterzeichnet wurde. " + why in said
        assert "dkbm render nachtrag 99001 --id zv-2017" in said
    draft = dkbm("render", *VERTRAG, "--entwurf", cwd=root)
    assert draft.status == 0
    assert "entwurf: true" in draft.out
    assert "in der Fassung des Nachtrags \\[\\[fehlt: Nachtrag\\]\\] wieder" in draft.out
    assert dkbm("render", "zielvereinbarung", "--alle", "--check", cwd=root).status == 1


def test_m44_without_history_the_text_is_refused_all_the_same(root: Path) -> None:
    change(root, "[3, 6]", "[4, 6]")
    (root / ".git").rename(root / "keins")
    answer = dkbm("render", *VERTRAG, cwd=root)
    assert (answer.status, answer.out) == (1, "")
    assert (
        "»zv-2017« steht anders da, als sie unterzeichnet wurde. Das Papier dazu gibt dkbm render nachtrag"
        in answer.err
    )


def test_m44_an_agreement_says_in_which_fassung_it_stands(root: Path) -> None:
    before = koerper(dkbm("render", *VERTRAG, cwd=root).out)
    change(root, "[3, 6]", "[4, 6]")
    record(root, "nachtrag", "lk musterland", "--datum", "2018-05-04", "--quelle", "X02")
    once = dkbm("render", *VERTRAG, cwd=root)
    line = "Dieser Text gibt die Zielvereinbarung in der Fassung des Nachtrags vom 04.05.2018 wieder."
    assert (once.status, once.err) == (0, "")
    assert line in once.out
    assert koerper(once.out).replace(f"{line}\n\n", "") == re.sub(r"3(\sbis\s6)", r"4\1", before)
    call(root, "commit", "-qam", "Nachtrag")
    change(root, "[4, 6]", "[5, 6]")
    record(root, "nachtrag", "lk musterland", "--datum", "2019-01", "--quelle", "X02")
    twice = dkbm("render", *VERTRAG, cwd=root).out
    assert "in der Fassung der Nachträge vom 04.05.2018 und vom Januar 2019 wieder." in twice


@pytest.mark.parametrize("modul", [1, 2, 3, 4])
@pytest.mark.parametrize("tag", ["2018-06-05", "2022-06-05"])
def test_m44_every_wording_says_it(modul: int, tag: str) -> None:
    nachtrag = f"[{{unterzeichnet: 2023-01-02, quelle: X02, siegel: {{sha256: {'a' * 64}}}}}]"
    fields = {"dauer": "{monate: [3, 6], ab: sondierungsgespraech}", "nachtraege": nachtrag}
    entry = datensatz({MUSTER: mit_vereinbarung(modul, tag, **fields)}).documents[MUSTER].value["vereinbarungen"][1]
    fields["nachtraege"] = nachtrag.replace("a" * 64, siegel.seal(entry))
    dataset = datensatz({MUSTER: mit_vereinbarung(modul, tag, **fields)})
    text = worte(gemacht(auftrag(dataset, modul=modul, ident="zv-2018")))
    assert text.count("in der Fassung des Nachtrags vom 02.01.2023 wieder.") == 1


# --- printed again, once it is recorded ---


def twice_changed(root: Path) -> Path:
    """Two Nachträge, each committed, and a change that neither of them knows."""
    for number, (old, new, tag) in enumerate(
        (("[3, 6]", "[4, 6]", "2018-05-04"), ("ort: Musterstadt", "ort: Altstadt", "2019-01")), 1
    ):
        change(root, old, new)
        assert record(root, "nachtrag", "lk musterland", "--datum", tag, "--quelle", "X02").status == 0
        call(root, "commit", "-qam", f"Nachtrag {number}")
    return change(root, "2018-02\n", "2018-03\n")


def table(text: str) -> list[str]:
    """The changes a Nachtrag lists, without the head."""
    return [line.replace("\u00a0", " ") for line in text.splitlines() if line.startswith("| ")][1:]


def test_m44_each_recorded_nachtrag_prints_what_was_agreed_then(root: Path) -> None:
    twice_changed(root)
    first, second, pending = (
        dkbm("render", *AN, *more, cwd=root) for more in (("--nachtrag", "1"), ("--nachtrag", "2"), ())
    )
    assert [each.status for each in (first, second, pending)] == [0, 0, 0], first.err
    assert table(first.out) == [
        "| Teil C, Zeitrahmen | Dauer: 3 bis 6 Monate nach dem Sondierungsgespräch "
        "| Dauer: 4 bis 6 Monate nach dem Sondierungsgespräch |"
    ]
    assert table(second.out) == ["| Schlusserklärung | Ort: Musterstadt | Ort: Altstadt |"]
    assert table(pending.out) == ["| Teil C, Zeitrahmen | Beginn: Februar 2018 | Beginn: März 2018 |"]
    assert "Unterzeichnet am 4. Mai 2018." in first.out.replace("\u00a0", " ")
    assert "Unterzeichnet im Januar 2019." in second.out.replace("\u00a0", " ")
    assert "in der Fassung" not in first.out
    assert "Sie gilt in der Fassung des Nachtrags vom 04.05.2018." in second.out
    for signed in (first, second):
        assert "Ort, Datum: ……" not in signed.out
    assert "Ort, Datum: ……" in pending.out


def test_m44_a_recorded_nachtrag_is_made_again_as_it_was(root: Path) -> None:
    twice_changed(root)
    file = root.parent / "n.pdf"
    assert dkbm("render", *AN, "--nachtrag", "1", "-o", file, "--trace", cwd=root).status == 0
    assert dkbm("verify", file, cwd=root).out.startswith("n.pdf: unverändert")
    assert "--nachtrag 1, Stichtag 2018-05-04" in " ".join(dkbm("verify", file, cwd=root).out.split())


def test_m44_the_last_nachtrag_needs_what_was_before_it_only(root: Path) -> None:
    """What it made of the agreement stands in the file, perhaps not committed yet."""
    change(root, "[3, 6]", "[4, 6]")
    record(root, "nachtrag", "lk musterland", "--datum", "2018-05-04", "--quelle", "X02")
    assert "4 bis 6 Monate" in "".join(table(dkbm("render", *AN, "--nachtrag", "1", cwd=root).out))


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("nachtrag", "99001", "--nachtrag", "3"), 2, "»zv-2017« (Landkreis Musterland) hat keinen Nachtrag 3."),
        (
            ("nachtrag", "99001", "--nachtrag", "0"),
            2,
            "  --nachtrag 1  vom 04.05.2018\n  --nachtrag 2  vom Januar 2019",
        ),
        (("zielvereinbarung", "99001", "--nachtrag", "1"), 2, "--nachtrag passt nicht zu zielvereinbarung."),
        (("nachtrag", "--alle", "--check", "--nachtrag", "1"), 2, "Entweder alle oder ein Name, nicht beides."),
        (("nachtrag", "99002", "--nachtrag", "1"), 2, "Stadt Musterland hat keine Zielvereinbarung"),
    ],
)
def test_m44_a_nachtrag_that_is_not_there_is_refused(
    arguments: tuple[str, ...], status: int, said: str, root: Path
) -> None:
    answer = dkbm("render", *arguments, cwd=twice_changed(root))
    assert (answer.status, answer.out, said in answer.err) == (status, "", True), answer.err


def test_m44_where_nothing_is_pending_the_recorded_ones_are_named(root: Path) -> None:
    change(root, "[3, 6]", "[4, 6]")
    record(root, "nachtrag", "lk musterland", "--datum", "2018-05-04", "--quelle", "X02")
    answer = dkbm("render", *AN, cwd=root)
    assert (answer.status, "es gibt nichts zu ändern" in answer.err) == (1, True)
    assert "Festgehalten sind:\n  --nachtrag 1  vom 04.05.2018" in answer.err.replace("  Hilfe", "")


# --- the Stichtag decides in which Fassung the agreement stands ---


@pytest.mark.parametrize(
    ("stichtag", "fassung", "words"),
    [
        ("2017-12-31", "", ("3 bis 6 Monate", "\nMusterstadt, 16.10.2017")),
        ("2018-05-03", "", ("3 bis 6 Monate", "\nMusterstadt, 16.10.2017")),
        ("2018-05-04", "des Nachtrags vom 04.05.2018", ("4 bis 6 Monate", "\nMusterstadt, 16.10.2017")),
        ("2018-12-31", "des Nachtrags vom 04.05.2018", ("4 bis 6 Monate", "\nMusterstadt, 16.10.2017")),
        (
            "2019-01-01",
            "der Nachträge vom 04.05.2018 und vom Januar 2019",
            ("4 bis 6 Monate", "\nAltstadt, 16.10.2017"),
        ),
        (None, "der Nachträge vom 04.05.2018 und vom Januar 2019", ("4 bis 6 Monate", "\nAltstadt, 16.10.2017")),
    ],
)
@pytest.mark.parametrize("committed", [True, False])
def test_m44_on_a_stichtag_an_agreement_says_what_held_then(
    stichtag: str | None, fassung: str, words: tuple[str, str], committed: bool, root: Path
) -> None:
    twice_changed(root)
    call(root, "checkout", "-q", "--", ".")
    if not committed:
        call(root, "reset", "-q", "--soft", "HEAD~1")
    file = root.parent / "zv.md"
    asked = ("--stichtag", stichtag) if stichtag else ()
    answer = dkbm("render", *VERTRAG, *asked, "-o", file, "--trace", cwd=root)
    assert answer.status == 0, answer.err
    text = file.read_text(encoding="utf-8").replace("\u00a0", " ")
    assert re.findall("in der Fassung (.*) wieder", text) == ([fassung] if fassung else [])
    assert [each for each in words if each not in text] == []
    assert dkbm("verify", file, cwd=root).out.startswith("zv.md: unverändert")


def test_m44_what_is_changed_without_a_nachtrag_does_not_touch_what_held_before(root: Path) -> None:
    twice_changed(root)
    assert dkbm("render", *VERTRAG, cwd=root).status == 1
    assert dkbm("render", *VERTRAG, "--stichtag", "2018-05-04", cwd=root).status == 0


def test_m44_what_held_before_a_nachtrag_is_refused_where_history_is_missing(root: Path) -> None:
    twice_changed(root)
    (root / ".git").rename(root / "keins")
    answer = dkbm("render", *VERTRAG, "--stichtag", "2018-05-03", cwd=root)
    assert (answer.status, answer.out) == (2, "")
    assert "Was »zv-2017« bei der Unterschrift sagte, ist hier nicht zu finden." in answer.err


def test_m44_who_looks_at_the_kommune_sees_that_the_agreement_was_changed(root: Path) -> None:
    twice_changed(root)
    for command in (("status",), ("history",), ("render", "steckbrief")):
        shown = " ".join(dkbm(*command, "Landkreis Musterland", cwd=root).out.split())
        assert "Nachtrag vom 04.05.2018, Nachtrag vom Januar 2019" in shown, command
    for command in (("status",), ("render", "steckbrief")):
        shown = " ".join(dkbm(*command, "Landkreis Musterland", "--stichtag", "2018-12-31", cwd=root).out.split())
        assert ("Nachtrag vom 04.05.2018" in shown, "Januar 2019" in shown) == (True, False), command
