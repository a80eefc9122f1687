"""Musterland recorded twice in git, and what `status` and `list` say of either record."""

import json
from datetime import datetime
from pathlib import Path

from tests.aufruf import dkbm
from tests.geschichtsbau import Fassung, build
from tests.muster import musterland
from tests.repositorium import KOMMUNE, call

LATER = musterland()[KOMMUNE].decode() + "  - {ereignis: beginn, modul: 3, datum: 2019-03-01, quelle: X02}\n"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def two_records(root: Path) -> Path:
    """Two records of Musterland: v1 of 10 March 2026, then, on 2 July, an event entered late."""
    build(
        root,
        [
            Fassung(at("2026-03-10T12:00:00+01:00"), "Anfang", dict(musterland())),
            Fassung(at("2026-07-02T12:00:00+02:00"), "Modul 3 nachgetragen", {KOMMUNE: LATER}),
        ],
    )
    call(root, "tag", "v1", "HEAD~1")
    return root


def module(root: Path, *arguments: str) -> object:
    """The module of the Kommune of which the late event tells."""
    answer = dkbm("status", "99001", "--format", "json", *arguments, cwd=root, heute="2020-06-01")
    assert (answer.status, answer.err) == (0, "")
    return json.loads(answer.out)["modul"]


def revisions(root: Path, *arguments: str) -> set[str | None]:
    """Every `revision` that the JSON of `status` and `list` names."""
    one = json.loads(dkbm("status", "99001", "--format", "json", *arguments, cwd=root).out)
    land = json.loads(dkbm("status", "--format", "json", *arguments, cwd=root).out)
    rows = json.loads(dkbm("list", "--format", "json", *arguments, cwd=root).out)
    return {one["revision"], *(row["revision"] for row in (*land, *rows))}
