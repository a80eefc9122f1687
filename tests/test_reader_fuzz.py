"""Whatever the bytes: findings, never an exception; and what is accepted is what strict YAML 1.2 says."""

import json
import random
import re
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dkbm.diagnostic import Severity
from dkbm.text.reader import probe, read
from tests.muster import musterland

SEEDS = sorted(musterland().values())
SPICE = [
    *"\t\r\n\0\x1b\"'&*!%@`|>#:-?,[]{}~=<\\",
    "\r\n", "\ufeff", "\u2028", "\u202e", "\x85", "ü", "u\u0308", "а", "😀", "\ufffd",
    "<<<<<<< HEAD\n", "=======\n", ">>>>>>> b\n", "- ", ": ", "? ", "<<: ", "&a ", "*a ", "!!int ", "---\n", "...\n",
    "yes", "03256", "12:30", "1.5", "2021-02-30", "1_000", '"\\x9b"', "'", "|\n  x\n", "%YAML 1.1\n", "  ", "\n\n",
]  # fmt: skip


def check(raw: bytes) -> Any:  # noqa: ANN401
    """Read `raw` and hold what the reader promises; return the value, or None."""
    document, findings = read("x.yaml", raw)
    grave = any(finding.severity is Severity.FEHLER for finding in findings)
    assert (document is None) == grave
    for finding in findings:
        span = finding.place.span
        assert span is not None
        assert span.line >= 1
        assert span.column >= 1
        assert (span.end_line, span.end_column) >= (span.line, span.column)
        assert span.line <= raw.count(b"\n") + 1 or b"\0" in raw
        assert finding.message
    probe("x.yaml", raw)
    if document is None:
        return None
    json.dumps(document.value, allow_nan=False)
    document.span(())
    return document.value


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_s4_any_bytes_give_findings_or_plain_values(raw: bytes) -> None:
    check(raw)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_s4_any_text_gives_findings_or_plain_values(text: str) -> None:
    check(text.encode("utf-8", "surrogatepass"))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(SPICE) | st.sampled_from(["a", "b: c", "\n", "  ", "x: "]), max_size=25))
def test_s4_any_mixture_of_signs_gives_findings_or_plain_values(parts: list[str]) -> None:
    check("".join(parts).encode())


def _insert(rng: random.Random, raw: bytes, at: int) -> bytes:
    return raw[:at] + str(rng.choice(SPICE)).encode() + raw[at:]


def _delete(rng: random.Random, raw: bytes, at: int) -> bytes:
    return raw[:at] + raw[at + rng.randint(1, 9) :]


def _repeat(rng: random.Random, raw: bytes, at: int) -> bytes:
    return raw[:at] + raw[max(0, at - rng.randint(1, 80)) : at] + raw[at:]


def _overwrite(rng: random.Random, raw: bytes, at: int) -> bytes:
    return raw[:at] + bytes([rng.randrange(256)]) + raw[at + 1 :]


def _swap_lines(rng: random.Random, raw: bytes, _: int) -> bytes:
    lines = raw.split(b"\n")
    return b"\n".join(rng.sample(lines, len(lines)))


MUTATIONS: list[Callable[[random.Random, bytes, int], bytes]] = [_insert, _delete, _repeat, _overwrite, _swap_lines]


def mutate(rng: random.Random, raw: bytes) -> bytes:
    """A file with a few faults of the kind that people, editors and merges make."""
    for _ in range(rng.randint(1, 4)):
        raw = rng.choice(MUTATIONS)(rng, raw, rng.randrange(len(raw) + 1))
    return raw


@pytest.mark.parametrize("seed", range(8))
def test_s11_mutated_files_give_findings_or_plain_values(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 -- a repeatable test, no secret
    accepted = sum(check(mutate(rng, rng.choice(SEEDS))) is not None for _ in range(250))
    assert accepted, "some mutations are harmless"


def test_accepted_values_are_those_of_a_strict_reading() -> None:
    """The peer is PyYAML's base loader: every scalar as text, without YAML 1.1 types."""
    rng = random.Random(0)  # noqa: S311 -- as above
    compared = 0
    for _ in range(600):
        raw = mutate(rng, rng.choice(SEEDS))
        if (value := check(raw)) is not None:
            compared += 1
            assert as_text(value) == blank_null(yaml.load(raw, Loader=yaml.CBaseLoader))  # noqa: S506 -- text only
    assert compared > 50


def as_text(value: Any) -> Any:  # noqa: ANN401
    """A value with every scalar as the text that stands for it."""
    if isinstance(value, dict):
        return {key: as_text(child) for key, child in value.items()}
    if isinstance(value, list):
        return [as_text(child) for child in value]
    if value is None or isinstance(value, bool):
        return {None: "", True: "true", False: "false"}[value]
    return re.sub(r"\A-0\Z", "0", str(value))


def blank_null(value: Any) -> Any:  # noqa: ANN401
    """The peer's value with the ways to write nothing made equal."""
    if isinstance(value, dict):
        return {key: blank_null(child) for key, child in value.items()}
    if isinstance(value, list):
        return [blank_null(child) for child in value]
    return "" if value in ("~", "null") else "0" if value == "-0" else value
