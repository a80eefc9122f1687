"""The traps of YAML: each is one finding at its place, and none hides another (M 21)."""

import pytest

from dkbm.text.reader import read

Found = list[tuple[str, int, int]]


def found(text: str | bytes) -> Found:
    """Code, line and column of every finding."""
    raw = text.encode() if isinstance(text, str) else text
    spans = [(finding.code, finding.place.span) for finding in read("x.yaml", raw)[1]]
    return [(code, span.line, span.column) for code, span in spans if span is not None]


EIGHT_TRAPS = """\
# yaml-language-server: $schema=../../schemas/kommune.schema.json
schluessel: 03353
name: Harburg
art: landkreis
name: Winsen
oeffentlich: no
leitung:
  - {amt: landrat, datum: 2021-02-30, quelle: Q04}
sprechzeit: 12:30
verlauf:
\t- {ereignis: genannt, modul: 2, quelle: Q07}
<<<<<<< HEAD
bemerkung: eins
=======
bemerkung: zwei
>>>>>>> zweig-b
"""


def test_m21_eight_traps_in_one_file_are_eight_findings_with_eight_codes() -> None:
    raw = b"\xef\xbb\xbf" + EIGHT_TRAPS.encode()
    document, _ = read("x.yaml", raw)
    assert document is None
    assert found(raw) == [
        ("D004", 1, 1),  # byte order mark
        ("D112", 2, 13),  # a leading zero: octal elsewhere
        ("D019", 5, 1),  # a key twice
        ("D110", 6, 14),  # no
        ("D113", 8, 27),  # a day that does not exist
        ("D115", 9, 13),  # a time of day
        ("D010", 11, 1),  # a tab
        ("D009", 12, 1),  # a merge conflict
    ]


TRAPS_ALONE: dict[str, tuple[bytes, str]] = {
    "duplicate key": (b"a: x\na: w\n", "D019"),
    "yes": (b"a: yes\n", "D110"),
    "octal": (b"a: 0o17\n", "D111"),
    "leading zero": (b"a: 017\n", "D112"),
    "time": (b"a: 12:30\n", "D115"),
    "tab": (b"a:\n\tb: x\n", "D010"),
    "conflict": (b"<<<<<<< a\nx: 1\n=======\nx: 2\n>>>>>>> b\n", "D009"),
    "byte order mark": (b"\xef\xbb\xbfa: x\n", "D004"),
}


@pytest.mark.parametrize(("raw", "code"), TRAPS_ALONE.values(), ids=TRAPS_ALONE)
def test_m21_each_trap_alone_is_one_finding(raw: bytes, code: str) -> None:
    assert [each for each, _, _ in found(raw)] == [code]


SECOND_TRAPS = ["a: x\na: w\n", "a: yes\n", "a: 017\n", "a: 12:30\n", "a: 1.5\n", "a: &x w\n", "a: !!str w\n"]


@pytest.mark.parametrize("trap", SECOND_TRAPS)
@pytest.mark.parametrize("before", ["\u0009c: x\n", "c: x\u0000\n", "\u200bc: x\n", "<<<<<<< a\n"])
def test_m21_a_healed_fault_hides_no_later_one(before: str, trap: str) -> None:
    first = found(before)
    both = found(before + trap)
    assert len(first) == 1
    assert both == first + [(code, line + before.count("\n"), column) for code, line, column in found(trap)]
