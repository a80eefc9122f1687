"""Annotations: as many as the host shows, errors first, and no words in the data become a command."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dkbm.report.hosts import write
from tests.befunde import finding, hostile, many, report

COMMAND = re.compile(r"^::(error|warning|notice) ([a-zA-Z]+=[^:,\r\n]*(?:,[a-zA-Z]+=[^:,\r\n]*)*)::([^\r\n]*)$")


def commands(text: str) -> list[re.Match[str]]:
    """The commands as the runner finds them; every other line must be one of ours, without data."""
    found = [(line, COMMAND.match(line)) for line in text.split("\n")[:-1]]
    for line, match in found:
        assert match or re.fullmatch(r"[\w, ]+ in \d+ von \d+ Dateie?n?\.|\d+ ältere Meldung(en)? außerhalb", line), (
            line
        )
    return [match for _, match in found if match]


@pytest.mark.parametrize(
    ("severities", "errors", "warnings", "notices", "left"),
    [
        ("f" * 10, 10, 0, 0, 0),
        ("f" * 11, 10, 0, 0, 1),
        ("f" * 30, 10, 0, 0, 20),
        ("fwh" * 10, 10, 0, 0, 20),
        ("fwh" * 3, 3, 3, 3, 0),
        ("fwh" * 4, 4, 4, 2, 2),
        ("w" * 12 + "f", 1, 9, 0, 3),
        ("h" * 30, 0, 0, 9, 21),
    ],
)
def test_m47_no_more_annotations_than_are_shown_and_a_last_one_that_says_so(
    severities: str, errors: int, warnings: int, notices: int, left: int
) -> None:
    found = commands(write("github", many(severities)))
    levels = [match[1] for match in found]
    closing = ["notice"] if left else []
    assert levels == ["error"] * errors + ["warning"] * warnings + ["notice"] * notices + closing
    assert all(levels.count(level) <= 10 for level in set(levels))
    if left:
        word = "weiterer Befund" if left == 1 else "weitere Befunde"
        assert found[-1][3] == f"{left} {word}, siehe Zusammenfassung"


def test_m47_an_annotation_stands_at_its_line() -> None:
    text = write("github", report([finding(line=7, end_line=7, column=3, end_column=9)], prefix="daten/"))
    assert text == (
        "::error file=daten/data/a.yaml,line=7,col=3,endColumn=8,title=D310 unbekannte-quelle::"
        "Das ist so.%0AHilfe: Ändern. Mehr dazu: dkbm explain D310\n1 Fehler in 1 von 1 Datei.\n"
    )


def test_m47_a_place_of_several_lines_has_no_columns() -> None:
    assert "line=1,endLine=4,title=" in write("github", report([finding(end_line=4)]))


ATTACKS = [
    "\n::add-mask::x",
    "\r::stop-commands::x",
    "%0A::error::x",
    "a,line=9::b",
    "::error::x",
    "##[error]x",
    "\u2028::x",
]


@pytest.mark.parametrize("words", ATTACKS)
def test_s69_known_attacks_stay_text(words: str) -> None:
    _one_command(words)


@given(st.text(st.sampled_from("\n\r\u2028\u0085%:,=0AD#[]a"), max_size=20))
def test_s69_no_words_in_the_data_forge_a_command(words: str) -> None:
    _one_command(words)


def _one_command(words: str) -> None:
    found = commands(write("github", report([hostile(words)])))
    assert len(found) == 1
    properties = dict(part.split("=", 1) for part in found[0][2].split(","))
    assert set(properties) <= {"file", "line", "endLine", "col", "endColumn", "title"}
    assert _read(properties["file"]).startswith("data/")
    assert properties["line"] == "1"


def _read(value: str) -> str:
    for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        value = value.replace(code, char)
    return value


@given(st.text(st.sampled_from("%:,0A25DCa"), max_size=20))
def test_s69_what_was_escaped_reads_as_it_was(words: str) -> None:
    found = commands(write("github", report([finding(file=words)])))
    properties = dict(part.split("=", 1) for part in found[0][2].split(","))
    assert _read(properties["file"]) == words
