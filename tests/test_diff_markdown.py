"""`dkbm diff --format markdown`: a comment that a person reads and in which no data command anything (M 46, S 68)."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from dkbm import __version__
from dkbm.changes.compare import Aenderung, compare
from dkbm.dataset import load
from dkbm.diagnostic import Place, Severity
from dkbm.model.prozess import Prozess
from dkbm.report.changes_markdown import MARKER, as_markdown
from dkbm.report.changes_words import Seite, Vergleich
from dkbm.report.findings import Finding
from dkbm.report.hosts.markdown import LIMIT
from tests.aenderungen import LANDKREIS, MARA, QUELLEN, STICHTAG, added, edited, in_folder, text
from tests.aufruf import dkbm
from tests.feindlich import HTML, MARKDOWN
from tests.muster import musterland
from tests.repositorium import call, own_settings
from tests.test_diff import PHASE_3, REFLEXION
from tests.test_hosts_markdown import ATTACKS


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_settings(tmp_path, monkeypatch)


def test_m46_the_comment(tmp_path: Path) -> None:
    root = in_folder(tmp_path / "satz", added(LANDKREIS, REFLEXION + PHASE_3))
    head = call(root, "rev-parse", "HEAD").strip()
    answer = dkbm("diff", "--format", "markdown", cwd=root)
    assert (answer.status, answer.err) == (0, "")
    assert (
        answer.out
        == f"""\
{MARKER}
**1 Kommune geändert, 1 Phasenwechsel, Zahlen: Modul 4 Phase 2 1 → 0, Phase 3 0 → 1**

| Kommune | Was | vorher | nachher | Beleg |
|---|---|---|---|---|
| `Landkreis Musterland` | `Umsetzungsphase` | `2` | `3, seit 15.06.2023` | `Reflexionsgespräch 02.06.2023, X02` |
| `Landkreis Musterland` | `Reflexionsgespräch Modul 4` | neu | `02.06.2023` | `X02` |
| `Landkreis Musterland` | `Beginn Modul 4, 3. Umsetzungsphase` | neu | `15.06.2023` | `X02` |

`Landkreis Musterland`: Das Tor ist nicht erfüllt, es fehlt `Umsetzungsplan`; \
belegt durch `Reflexionsgespräch 02.06.2023`.

Prüfung: keine Fehler. Eine unterzeichnete Vereinbarung ist nicht berührt.

<sub>`{head}` → `Ordner` · Stichtag 31.01.2024 · dkbm {__version__}</sub>
"""
    )


def test_m46_new_findings_stand_below_the_table(tmp_path: Path) -> None:
    twice = "  - {ereignis: beginn, modul: 2, datum: 2018-07, quelle: X02}\n"
    root = in_folder(tmp_path / "satz", added(LANDKREIS, twice))
    said = dkbm("diff", "--format", "markdown", cwd=root).out
    assert "\nPrüfung: 1 neuer Fehler. " in said
    assert re.search(rf"\n- Fehler `D\d+` `{LANDKREIS}:\d+` `[^`]+`\n", said)
    call(root, "commit", "-q", "-a", "-m", "doppelt")
    assert "\nPrüfung: keine Fehler. " in dkbm("diff", "--format", "markdown", cwd=root).out


def test_m46_a_change_of_layout_is_said_to_be_none(tmp_path: Path) -> None:
    root = in_folder(tmp_path / "satz", edited(LANDKREIS, "art: landkreis #", "art: landkreis # neu:"))
    lines = dkbm("diff", "--format", "markdown", cwd=root).out.splitlines()
    assert lines[:4] == [
        MARKER,
        "**Keine fachliche Änderung**",
        "",
        "Prüfung: keine Fehler. Eine unterzeichnete Vereinbarung ist nicht berührt.",
    ]


def test_m46_a_signed_agreement_and_a_missing_reason_are_named(tmp_path: Path) -> None:
    root = in_folder(tmp_path / "satz", edited(LANDKREIS, "ort: Musterstadt", "ort: Neustadt"))
    said = dkbm("diff", "--format", "markdown", cwd=root).out
    assert (
        " Eine unterzeichnete Vereinbarung ist berührt. 1 Angabe ist ohne Begründung geändert oder entfallen.\n" in said
    )
    assert "\n- `Landkreis Musterland: Zielvereinbarung Modul 1 (zv-2017)`\n" in said


def test_m46_nothing_of_a_person_is_in_the_comment(tmp_path: Path) -> None:
    changed = {**edited(MARA, "Mara Muster", "Mara Meister"), "data/personen/p-nora-neu.yaml": "name: Nora Neu\n"}
    said = dkbm("diff", "--format", "markdown", cwd=in_folder(tmp_path / "satz", changed)).out
    table = said.partition("Prüfung:")[0]
    assert not any(name in table.lower() for name in ("mara", "meister", "nora"))
    assert table.count("Inhalt nicht gezeigt") == 2
    assert not any(name in said for name in ("Meister", "Nora"))


# Nothing in the data becomes markup

OPEN = {"html_block", "paragraph_open", "paragraph_close", "inline", "text", "strong_open", "strong_close", "softbreak"}
OPEN |= {"table_open", "table_close", "thead_open", "thead_close", "tbody_open", "tbody_close", "tr_open", "tr_close"}
OPEN |= {"th_open", "th_close", "td_open", "td_close", "code_inline", "html_inline"}
OPEN |= {"bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"}
OWN = re.compile(
    "|".join(
        (
            r"Kommune|Was|vorher|nachher|Beleg|neu|entfallen",
            r"1 Kommune geändert, 1 Phasenwechsel",
            r": Das Tor ist nicht erfüllt, es fehlen |; belegt durch |, |\.",
            r"Nicht verglichen, weil eine der Seiten nicht zu lesen ist:",
            r"Prüfung: 1 neuer Fehler\. Eine unterzeichnete Vereinbarung ist berührt\. "
            r"1 Angabe ist ohne Begründung geändert oder entfallen\.",
            r"Fehler |\s*",
            rf" → | · Stichtag 31\.01\.2024 · dkbm {re.escape(__version__)}",
        )
    )
)
"""All that the comment says of its own accord."""


def hostile(words: str) -> str:
    """A comment in which every text that data can fill says `words`."""
    kommune = next(iter(load(musterland()).dataset.kommunen.values()))
    place = Place(words)
    base = Aenderung("ereignis", words, words, f"{words}!", place, words, kommune, quellen=(words,), grund=words)
    changes = (
        base._replace(art="uebergang", nachweise=(words, words), fehlt=(words, words), grund=None),
        base._replace(grund="", unterzeichnet=True, vorher=None),
        base._replace(nachher=None),
    )
    found = Finding("D301", Severity.FEHLER, words, words, 1, 1, 1, 2, words, words, ())
    side = Seite(words, None)
    empty = Prozess(Place(""), (), (), {}, ())
    return as_markdown(Vergleich(changes, (), STICHTAG, side, side, empty, unlesbar={words: words}, befunde=(found,)))


def tokens(comment: str) -> list[Token]:
    parsed = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(comment)
    return [inner for token in parsed for inner in (token, *(token.children or ()))]


def only_code(words: str) -> None:
    comment = hostile(words)
    found = tokens(comment)
    assert {token.type for token in found} <= OPEN
    assert [token.content for token in found if token.type == "html_block"] == [f"{MARKER}\n"]
    assert {token.content for token in found if token.type == "html_inline"} == {"<sub>", "</sub>"}
    outside = [token.content for token in found if token.type == "text" and not OWN.fullmatch(token.content)]
    assert outside == []
    cells = [token for token in found if token.type == "td_open"]
    assert len(cells) == 15, "three rows of five cells"
    assert not any(line.startswith("/") for line in comment.splitlines())


@pytest.mark.parametrize("words", [*ATTACKS, *MARKDOWN, *HTML])
def test_s68_known_attacks_stay_code(words: str) -> None:
    only_code(words)


@given(st.text(st.sampled_from("`/@![]()<>&#\\ \n-*_a|~:¦"), min_size=1, max_size=30))
def test_s68_data_stand_in_code_and_nowhere_else(words: str) -> None:
    only_code(words)


@pytest.mark.parametrize("words", ["/approve", "@alle", "![x](https://boese.example/x.png)", "a | b", "``` x", "<b>"])
def test_s68_from_the_data_to_the_comment(tmp_path: Path, words: str) -> None:
    """The whole way: the words stand in a file, and come out as code."""
    quoted = "'" + words.replace("'", "''") + "'"
    event = f"  - {{ereignis: gremium, gremium: {quoted}, inhalt: {quoted}, datum: 2018-03, quelle: X02}}\n"
    root = in_folder(tmp_path / "satz", {**added(LANDKREIS, event), **edited(QUELLEN, "Musterhandbuch", quoted)})
    found = tokens(dkbm("diff", "--format", "markdown", cwd=root).out)
    shown = words.replace("|", "¦")
    assert sum(shown in token.content for token in found if token.type == "code_inline") >= 3
    assert not any(words in token.content for token in found if token.type in ("text", "html_block", "html_inline"))
    assert not any(token.type in ("link_open", "image", "fence") for token in found)


def test_s68_a_comment_a_host_would_refuse_is_cut_and_counted() -> None:
    events = "".join(
        f"  - {{ereignis: gremium, gremium: {'Rat ' * 40}{number}, datum: 2018-03, quelle: X02}}\n"
        for number in range(400)
    )
    old, new = (load(musterland(side)).dataset for side in ({}, added(LANDKREIS, events)))
    found = compare(old, new, STICHTAG)
    assert len(found) == 400
    sides = Seite("A", "0" * 40), Seite("Ordner", None)
    comment = as_markdown(Vergleich(found, (), STICHTAG, *sides, new.prozess, befunde=()))
    assert len(comment) <= LIMIT
    rows = comment.count("| `Landkreis Musterland` |")
    assert 100 < rows < 400
    assert f"\n{400 - rows} weitere Änderungen stehen hier nicht mehr; alle zeigt `dkbm diff`.\n" in comment
    assert comment.endswith("</sub>\n")
    assert "Prüfung: keine Fehler." in comment


def test_m46_of_two_long_texts_the_part_that_differs_is_shown(tmp_path: Path) -> None:
    start = "an die gewachsenen Strukturen vor Ort " * 12
    before = edited(LANDKREIS, "anknuepfung: an die gewachsenen Strukturen vor Ort", f"anknuepfung: {start}eins")
    after = text(LANDKREIS).replace("anknuepfung: an die gewachsenen Strukturen vor Ort", f"anknuepfung: {start}zwei")
    root = in_folder(tmp_path / "satz", before)
    call(root, "commit", "-q", "-a", "-m", "lang")
    (root / LANDKREIS).write_text(after, encoding="utf-8")
    for form in ("text", "markdown"):
        said = " ".join(dkbm("diff", "--format", form, cwd=root).out.split())
        assert "Ort eins" in said
        assert "Ort zwei" in said
        assert "… " in said
