"""Histories of Musterland, and what `dkbm corrections` says of them."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import jsonschema

from tests.aufruf import Answer, dkbm
from tests.geschichtsbau import Fassung, build
from tests.muster import musterland
from tests.repositorium import KOMMUNE, call
from tests.vorgang import ROOT

SCHEMA = json.loads((ROOT / "schemas/ausgabe/corrections.schema.json").read_text(encoding="utf-8"))
TEXT = musterland()[KOMMUNE].decode()
LATE = "  - {ereignis: beginn, modul: 3, datum: 2019-03-01, quelle: X02}\n"
DAY = "2020-01-01"
START = datetime.fromisoformat("2026-01-01T12:00:00+01:00")


def history(tmp_path: Path, *records: tuple[str, Mapping[str, str | None]]) -> Path:
    """Musterland, filed as v1, then one record a day."""
    root = tmp_path / "satz"
    later = [Fassung(START + timedelta(days=number), *each) for number, each in enumerate(records, 1)]
    build(root, [Fassung(START, "Anfang", musterland()), *later])
    call(root, "tag", "v1", f"HEAD~{len(records)}")
    return root


def ask(root: Path, *arguments: str, day: str = DAY) -> Answer:
    return dkbm("corrections", "--stichtag", day, "--stand", *(arguments or ("v1..HEAD",)), cwd=root)


def as_json(root: Path, *arguments: str, day: str = DAY) -> dict[str, Any]:
    answer = ask(root, *(arguments or ("v1..HEAD",)), "--format", "json", day=day)
    assert (answer.status, answer.err) == (0, "")
    found: dict[str, Any] = json.loads(answer.out)
    jsonschema.validate(found, SCHEMA, format_checker=jsonschema.FormatChecker())
    return found


def listed(root: Path, *arguments: str) -> list[tuple[str, str, list[str | None]]]:
    """Of each correction the Kommune, what differs, and the subjects of the commits that changed it."""
    found = as_json(root, *arguments)["korrekturen"]
    return [(each["id"], each["was"], [step["betreff"] for step in each["geaendert"]]) for each in found]
