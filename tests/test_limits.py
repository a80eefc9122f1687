"""The limits of the reader as numbers, not as whatever the program holds for its limits (S 3, 5, 15, 19, 28)."""

import pytest

from dkbm.store import worktree
from dkbm.text.reader import read


def codes(raw: bytes) -> list[str]:
    """The codes of all findings; each of them has a line and a column."""
    document, findings = read("x.yaml", raw)
    assert all(finding.place.span is not None for finding in findings)
    assert (document is None) == bool(findings)
    return [finding.code for finding in findings]


def block(depth: int) -> bytes:
    return b"".join(b"  " * level + b"a:\n" for level in range(depth - 1)) + b"  " * (depth - 1) + b"a: x\n"


@pytest.mark.parametrize(
    ("depth", "expected"), [(31, []), (32, []), (33, ["D016"]), (1_000, ["D016"]), (100_000, ["D016"])]
)
def test_s3_thirty_two_levels_are_read_and_not_one_more(depth: int, expected: list[str]) -> None:
    assert codes(b"[" * depth + b"]" * depth) == expected
    if depth <= 33:
        assert codes(block(depth)) == expected


@pytest.mark.parametrize(("digits", "expected"), [(18, []), (19, ["D116"]), (5_000, ["D116"])])
def test_s5_eighteen_digits_are_a_number_and_not_one_more(digits: int, expected: list[str]) -> None:
    assert codes(b"a: " + b"9" * digits + b"\n") == expected


@pytest.mark.parametrize(
    "text",
    [
        "a: &x [*x]\n",
        "&x [*x]\n",
        "a: &x {b: *x}\n",
        "&x a: *x\n",
        "a: &x\n  - b\n  - *x\n",
    ],
)
def test_s15_what_contains_itself_is_one_finding(text: str) -> None:
    assert codes(text.encode()) == ["D011"]


@pytest.mark.parametrize("escape", ["Uffffffff", "U00110000", "U7fffffff", "ud800", "udfff", "x8", "u12"])
def test_s19_a_number_that_is_no_character_is_one_finding(escape: str) -> None:
    assert codes(f'a: "\\{escape}"\n'.encode()) == ["D020"]
    assert codes(f'"\\{escape}": a\n'.encode()) == ["D020"]


@pytest.mark.parametrize(("size", "expected"), [(1_048_576, []), (1_048_577, ["D001"])])
def test_s28_one_mebibyte_is_read_and_not_one_byte_more(size: int, expected: list[str]) -> None:
    assert codes(b"a: x\n#" + b"-" * (size - 6)) == expected


@pytest.mark.parametrize(("scalars", "expected"), [(19_990, []), (20_001, ["D017"])])
def test_s28_twenty_thousand_events_are_read_and_not_more(scalars: int, expected: list[str]) -> None:
    assert codes(b"- x\n" * scalars) == expected


def test_s28_the_cap_on_files_leaves_room_for_every_gemeinde() -> None:
    assert 11_000 < worktree.MAX_FILES <= 20_000
