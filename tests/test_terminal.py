"""What leaves the program: nothing in it steers a terminal, and every encoding can show it."""

import io
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dkbm.report.json_out import dumps
from dkbm.report.rows_out import excel_cell
from dkbm.report.table import columns, paragraph, two_sided
from dkbm.report.terminal import put, safe

STEERING = {"Cc", "Cf", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Lüneburg – „Bildung“", "Lüneburg – „Bildung“"),
        ("zwei\nZeilen", "zwei\nZeilen"),
        ("\x1b[31mrot\x1b[0m", r"\x1b[31mrot\x1b[0m"),
        ("\x1b]52;c;AAAA\x07", r"\x1b]52;c;AAAA\x07"),
        ("\x9b31m", r"\x9b31m"),
        ("a\rb\tc\bd", r"a\rb\tc\x08d"),
        ("rechts\u202elinks", r"rechts\u202elinks"),
        ("null\u200bbreit", r"null\u200bbreit"),
        ("Zeile\u2028neu", r"Zeile\u2028neu"),
        ("halb\ud800", r"halb\ud800"),
        ("fest\u00a0verbunden", "fest\u00a0verbunden"),
    ],
)
def test_s72_what_steers_a_terminal_becomes_visible(text: str, shown: str) -> None:
    assert safe(text) == shown


@given(st.text(st.characters(exclude_categories=())))
def test_s72_nothing_that_steers_passes(text: str) -> None:
    assert not {unicodedata.category(char) for char in safe(text).replace("\n", "")} & STEERING
    assert safe(safe(text)) == safe(text)


@pytest.mark.parametrize("markup", ["Amt [/b]", "[red]rot[/red]", ":warning:", "{x}", "%s", "`a` *b* _c_"])
def test_s71_markup_in_data_is_plain_text(markup: str) -> None:
    assert safe(markup) == markup
    assert markup in paragraph(markup)
    assert markup in columns(("Kopf",), [(markup,)])


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("utf-8", "Lüneburg – »Ganztag« ≤ 2018 │ 日"),
        ("cp1252", "Lüneburg – »Ganztag« <= 2018 | \\u65e5"),
        ("ascii", 'Lueneburg - "Ganztag" <= 2018 | \\u65e5'),
    ],
)
def test_s73_every_encoding_shows_what_it_can(encoding: str, shown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding, newline=""))
    put("Lüneburg – »Ganztag« ≤ 2018 │ 日")
    assert raw.getvalue().decode(encoding) == shown


def test_json_keeps_umlauts_and_escapes_what_steers() -> None:
    assert dumps([{"name": "Lüneburg\x9b\u202e"}]) == '[\n  {\n    "name": "Lüneburg\\u009b\\u202e"\n  }\n]\n'
    assert dumps([{"name": "ü"}], ascii_only=True) == '[\n  {\n    "name": "\\u00fc"\n  }\n]\n'


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("03353", '="03353"'),
        ("2018-07", '="2018-07"'),
        ("2016-07..2018", '="2016-07..2018"'),
        ("3", "3"),
        ("", ""),
        ("Lüneburg", "Lüneburg"),
        ("2. Umsetzungsphase", "2. Umsetzungsphase"),
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1+1", "'＝1+1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠SUM", "'＠SUM"),
        ("\t=1", r"\t=1"),
    ],
)
def test_m26_s62_a_cell_stays_the_text_it_is(text: str, cell: str) -> None:
    assert excel_cell(text) == cell


def test_paragraphs_hang_and_never_cut_words() -> None:
    text = paragraph("eins zwei drei\u00a0vier fünf", "  – ", width=16)
    assert text == "  – eins zwei\n    drei vier\n    fünf\n"


def test_two_sides_stand_apart_or_on_two_lines() -> None:
    assert two_sided("links", "rechts", 20) == "links         rechts\n"
    assert two_sided("l" * 18, "rechts", 20) == "l" * 18 + "\n" + " " * 14 + "rechts\n"
