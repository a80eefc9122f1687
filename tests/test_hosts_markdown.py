"""The comment for a merge request: data only in code, no command, nobody called, not too long (S 68)."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from dkbm.report.hosts import write
from dkbm.report.hosts.markdown import LIMIT, MARKER, code
from tests.befunde import finding, hostile, many, report

ATTACKS = [
    "/approve",
    "@alle bitte lesen",
    "![x](https://boese.example/x.png)",
    "`/merge`",
    "``` ende ```",
    "x\n/approve\n@alle",
    "<img src=https://boese.example/x.png>",
    "--> <!-- dkbm:validate:v1 -->",
    "# groß\n- eins",
    "&#64;alle",
    "\\`@alle\\`",
]
COUNTS = r"Keine Befunde in \d+ Dateie?n?\.|[\w, ]+ in \d+ von \d+ Dateie?n?\."
OWN = re.compile(rf"dkbm validate:|{COUNTS}|(Fehler|Warnung|Hinweis|Hilfe:)?\s*")


def tokens(text: str) -> Iterator[Token]:
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        yield token
        yield from token.children or ()


def outside_code(text: str) -> list[str]:
    return [token.content for token in tokens(text) if token.type == "text"]


@pytest.mark.parametrize("words", ATTACKS)
def test_s68_known_attacks_stay_code(words: str) -> None:
    _only_code(words)


@given(st.text(st.sampled_from("`/@![]()<>&#\\ \n-*_a|~:"), min_size=1, max_size=30))
def test_s68_data_stand_in_code_and_nowhere_else(words: str) -> None:
    _only_code(words)


def _only_code(words: str) -> None:
    text = write("markdown", report([hostile(words)]))
    allowed = {"html_block", "paragraph_open", "paragraph_close", "inline", "text", "strong_open", "strong_close"}
    allowed |= {
        "bullet_list_open",
        "bullet_list_close",
        "list_item_open",
        "list_item_close",
        "code_inline",
        "hardbreak",
    }
    found = list(tokens(text))
    assert {token.type for token in found} <= allowed
    assert [token.content.strip() for token in found if token.type == "html_block"] == [MARKER]
    assert all(OWN.fullmatch(each) for each in outside_code(text)), outside_code(text)
    codes = [token.content for token in found if token.type == "code_inline"]
    assert len(codes) == 4
    shown = " ".join(words.split("\n"))
    assert codes[2] == codes[3] == shown
    assert not any(line.lstrip().startswith(("/", "@")) for line in text.splitlines())


@given(st.text(st.sampled_from("` ab"), min_size=1, max_size=12))
def test_s68_a_code_span_holds_exactly_its_words(words: str) -> None:
    (inner,) = [token for token in tokens(f"x {code(words)} x") if token.type == "code_inline"]
    assert inner.content == words


def test_m47_the_comment_begins_with_its_marker_and_the_count() -> None:
    assert write("markdown", report([])).splitlines() == [MARKER, "**dkbm validate:** Keine Befunde in 1 Datei."]
    assert (
        write("markdown", many("fw")).splitlines()[1] == "**dkbm validate:** 1 Fehler und 1 Warnung in 1 von 1 Datei."
    )


def test_m47_a_long_comment_is_cut_with_a_count() -> None:
    text = write("markdown", report([finding(message=f"😀{'x' * 500}", line=line) for line in range(1, 501)]))
    assert LIMIT - 2000 < len(text) <= LIMIT
    shown = text.count("\n- Fehler ")
    assert f"{500 - shown} weitere Befunde: hier ist kein Platz mehr" in text


def test_m47_one_endless_finding_is_counted_too() -> None:
    text = write("markdown", report([finding(message="x" * 100_000)]))
    assert len(text) < LIMIT
    assert "1 weiterer Befund" in text
