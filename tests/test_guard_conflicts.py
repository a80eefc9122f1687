"""Merge conflicts left in a file: one finding each, with its lines and sides, and the rest is checked."""

import pytest

from dkbm.diagnostic import Diagnostic
from dkbm.text.guard import guard
from dkbm.text.reader import read

Found = list[tuple[str, int, int]]


def found(raw: bytes) -> Found:
    """Code, line and column of every finding."""
    return [_short(finding) for finding in read("x.yaml", raw)[1]]


def _short(finding: Diagnostic) -> tuple[str, int, int]:
    assert finding.place.span is not None
    return finding.code, finding.place.span.line, finding.place.span.column


MERGE = "name: x\n<<<<<<< HEAD\nort: eins\n=======\nort: zwei\n>>>>>>> zweig-b\nend: 03256\n"
DIFF3 = "name: x\n<<<<<<< HEAD\nort: eins\n||||||| 1a2b3c\nort: null\n=======\nort: zwei\n>>>>>>> zweig-b\nend: 03256\n"
ZDIFF3 = "name: x\n<<<<<<< HEAD\nort: eins\n|||||||\n=======\n>>>>>>> zweig-b\nend: 03256\n"


@pytest.mark.parametrize(("text", "last"), [(MERGE, 6), (DIFF3, 8), (ZDIFF3, 6)], ids=["merge", "diff3", "zdiff3"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_s26_a_merge_conflict_is_one_finding_with_lines_and_sides(text: str, last: int, end: str) -> None:
    conflict, zero = read("x.yaml", text.replace("\n", end).encode())[1]
    assert (conflict.code, zero.code) == ("D009", "D112")
    assert conflict.message == (f"Nicht aufgelöster Merge-Konflikt in Zeile 2 bis {last}, Seiten »HEAD« und »zweig-b«.")
    span, zero_span = conflict.place.span, zero.place.span
    assert span is not None
    assert zero_span is not None
    assert (span.line, span.end_line, zero_span.line) == (2, last, last + 1)


def test_s26_two_conflicts_are_two_findings() -> None:
    again = MERGE.replace("name", "land").replace("ort", "kreis").replace("end: 03256\n", "")
    assert found((again + MERGE).encode()) == [("D009", 2, 1), ("D009", 8, 1), ("D112", 13, 6)]


@pytest.mark.parametrize("remain", ["<<<<<<< HEAD", "=======", ">>>>>>> zweig-b", "||||||| 1a2b3c"])
def test_s26_remains_of_a_conflict_are_found(remain: str) -> None:
    assert found(f"name: x\n{remain}\nort: w\n".encode()) == [("D009", 2, 1)]


@pytest.mark.parametrize("indent", ["", "  ", "      ", "\t"])
def test_s27_a_conflict_inside_a_block_scalar_is_found_at_any_indentation(indent: str) -> None:
    lines = ["<<<<<<< HEAD", "eins", "=======", "zwei", ">>>>>>> zweig-b"]
    raw = ("text: |\n  davor\n" + "".join(f"{indent}{line}\n" for line in lines) + "  danach\n").encode()
    assert read("x.yaml", raw)[0] is None
    assert [(code, line) for code, line, _ in found(raw) if code == "D009"] == [("D009", 3)]


@pytest.mark.parametrize(
    "text", ["text: |\n  Titel\n  =======\n  Absatz\n", "text: '<<<<<<< kein Konflikt'\n", "a: =======\n"]
)
def test_s27_an_underlined_heading_is_no_conflict(text: str) -> None:
    assert found(text.encode()) == []


def test_healed_texts_keep_every_position() -> None:
    text = MERGE + "a:\tb\n\x85c: \u200bd\n"
    guarded = guard(text.encode())
    assert len(guarded.versions) == 2
    for version in guarded.versions:
        assert len(version) == len(text)
        assert [at for at, char in enumerate(version) if char == "\n"] == [
            at for at, char in enumerate(text) if char == "\n"
        ]
