"""How findings look: the excerpt and its marker, counts in German, routes, and nothing that steers a terminal."""

import json
from typing import Any

import pytest

from dkbm.diagnostic import Severity, Span, route_text
from dkbm.report.excerpt import excerpt
from dkbm.report.findings import Finding, as_json, as_text


def finding(**changes: Any) -> Finding:  # noqa: ANN401
    base = Finding("D310", Severity.FEHLER, "Das ist so.", "data/a.yaml", 1, 1, 1, 2, "", "Ändern.", ())
    return base._replace(**changes)


@pytest.mark.parametrize(
    ("route", "text"),
    [
        ((), ""),
        (("name",), "name"),
        (("verlauf", 2, "datum"), "verlauf[2].datum"),
        ((0, "quelle", 1), "[0].quelle[1]"),
        (("foto-url",), "foto-url"),
        (("größe",), "größe"),
        (("a b", "c"), '["a b"].c'),
        (("a.b",), '["a.b"]'),
        (("",), '[""]'),
    ],
)
def test_a_route_reads_as_the_schema_says(route: tuple[str | int, ...], text: str) -> None:
    assert route_text(route) == text


@pytest.mark.parametrize(
    ("line", "column", "end", "shown", "marker"),
    [
        ("schluessel: 03353", 13, 18, "schluessel: 03353", "            ^^^^^"),
        ("größe: ß", 8, 9, "größe: ß", "       ^"),
        ("a: 漢字 x", 7, 8, "a: 漢字 x", "        ^"),  # two columns each
        ("a: u\u0308 x", 7, 8, "a: u\u0308 x", "     ^"),  # none for a combining mark
        ("a:\tx", 4, 5, "a:\\tx", "    ^"),
        ("a: \x1b[31mx", 4, 5, "a: \\x1b[31mx", "   ^^^^"),
        ("a: \u202ex", 5, 6, "a: \\u202ex", "         ^"),
        ("a: b", 5, 5, "a: b", "    ^"),
    ],
)
def test_the_marker_stands_below_what_is_shown(line: str, column: int, end: int, shown: str, marker: str) -> None:
    assert excerpt(f"x\n{line}\n", Span(2, column, 2, end)) == [f"  2 │ {shown}", f"    │ {marker}"]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_both_kinds_of_line_end_end_a_line(ends: str) -> None:
    assert excerpt(ends.join(["a", "b", "c"]), Span(2, 1, 2, 2)) == ["  2 │ b", "    │ ^"]


def test_a_long_line_is_cut_round_the_place() -> None:
    shown, marker = excerpt("a" * 300 + "HIER" + "b" * 300, Span(1, 301, 1, 305))
    assert len(shown) <= 100
    assert shown[marker.index("^") : marker.rindex("^") + 1] == "HIER"
    assert shown.count("…") == 2


def test_a_place_that_goes_on_is_marked_to_the_end_of_its_first_line() -> None:
    assert excerpt("a: [1,\n 2]\n", Span(1, 4, 2, 4)) == ["  1 │ a: [1,", "    │    ^^^"]


@pytest.mark.parametrize(("text", "line"), [("", 1), ("a\n\nb", 2), ("a\n", 9)])
def test_there_is_no_excerpt_of_nothing(text: str, line: int) -> None:
    assert excerpt(text, Span(line, 1, line, 1)) == []


@pytest.mark.parametrize(
    ("severities", "total", "line"),
    [
        ("f", 61, "1 Fehler in 1 von 61 Dateien."),
        ("ff", 61, "2 Fehler in 2 von 61 Dateien."),
        ("fw", 61, "1 Fehler und 1 Warnung in 2 von 61 Dateien."),
        ("wwhhf", 61, "1 Fehler, 2 Warnungen und 2 Hinweise in 5 von 61 Dateien."),
        ("h", 1, "1 Hinweis in 1 von 1 Datei."),
    ],
)
def test_the_closing_line_counts_in_german(severities: str, total: int, line: str) -> None:
    kinds = {"f": Severity.FEHLER, "w": Severity.WARNUNG, "h": Severity.HINWEIS}
    found = [finding(severity=kinds[letter], file=f"data/{number}.yaml") for number, letter in enumerate(severities)]
    assert as_text(found, {}, total).splitlines()[-1] == line


def test_help_and_the_way_on_share_a_line_where_they_fit() -> None:
    short, long = finding(), finding(help="Sehr lang. " * 8)
    assert as_text([short], {}).splitlines()[-1] == f"{'    Hilfe: Ändern.':<41}Mehr dazu: dkbm explain D310"
    assert as_text([long], {}).splitlines()[-1] == "    Mehr dazu: dkbm explain D310"


EVIL = "a\x1b]0;x\x07\u202eb\u2028c\ud800\nd"


def test_no_text_of_the_data_can_steer_the_terminal() -> None:
    text = as_text([finding(message=EVIL, help=EVIL, file=f"data/{EVIL}.yaml")], {})
    assert text.replace("\n", "").isprintable()
    assert text.encode("utf-8")


def test_json_escapes_what_does_not_print_and_says_the_same() -> None:
    text = as_json([finding(message=EVIL)])
    assert text.replace("\n", "").isprintable()
    assert json.loads(text)[0]["message"] == EVIL
