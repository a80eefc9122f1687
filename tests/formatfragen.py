"""What the tests of `dkbm formate` share: how it is asked."""

from pathlib import Path
from typing import Any

from tests import aufruf
from tests.aufruf import dkbm

ROOT = Path(__file__).parent.parent
HEUTE = "2026-11-22"
KOMMUNE = "data/kommunen/landkreis-musterland.yaml"


def answer(*arguments: str, cwd: Path = ROOT, heute: str = HEUTE) -> dict[str, Any]:
    value: dict[str, Any] = aufruf.as_json("formate", "formate", *arguments, cwd=cwd, heute=heute)
    return value


def text(*arguments: str, cwd: Path = ROOT, heute: str = HEUTE) -> str:
    """What is shown, without its line breaks."""
    found = dkbm("formate", *arguments, cwd=cwd, heute=heute)
    assert found.status == 0, found.err
    assert all(len(line) <= 80 for line in found.out.splitlines() if "www." not in line)
    return " ".join(found.out.split())
