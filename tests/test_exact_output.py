"""What other programs read is the same, whatever the encoding of stdout (S 73)."""

import json
from pathlib import Path

import pytest

from tests.aufruf import lay_out
from tests.muster import musterland
from tests.vorgang import run

STADT = "data/kommunen/stadt-musterland.yaml"
FAULT = {STADT: musterland()[STADT].decode().replace("kreisfreie-stadt", "kreisfreie-statd")}


@pytest.mark.parametrize(
    "command",
    [
        ("validate", "--format", "json"),
        ("validate", "--list", "--format", "json"),
        ("schema", "kommune"),
        ("status", "--format", "json"),
        ("list", "--format", "json"),
    ],
    ids=" ".join,
)
def test_s73_json_stays_exact_on_every_stdout(tmp_path: Path, command: tuple[str, ...]) -> None:
    root = lay_out(tmp_path, FAULT)
    answers = [run(*command, cwd=root, env={"PYTHONIOENCODING": each}).stdout for each in ("utf-8", "ascii", "cp1252")]
    exact, *others = (json.loads(answer.decode("utf-8")) for answer in answers)
    assert others == [exact, exact]
