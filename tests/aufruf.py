"""Call the command line in this process: what it prints, and the status it ends with."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import jsonschema

from dkbm.cli.app import app
from tests.muster import musterland


class Answer(NamedTuple):
    """The exit status and what was written to stdout and stderr."""

    status: int
    out: str
    err: str


def dkbm(*arguments: str | Path, cwd: Path, heute: str = "2024-01-31") -> Answer:
    """Run `dkbm` with these arguments in a folder, on a given day."""
    out, err = (TextIOWrapper(BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    environment = {"DKBM_HEUTE": heute}
    with (
        patch("sys.stdout", out),
        patch("sys.stderr", err),
        patch.dict(os.environ, environment),
        _working_in(cwd),
    ):
        os.environ.pop("DKBM_DATEN", None)
        status = _status(list(map(str, arguments)))
    return Answer(status, *(stream.buffer.getvalue().decode() for stream in (_flushed(out), _flushed(err))))  # type: ignore[attr-defined]


def as_json(schema: str, *arguments: str | Path, cwd: Path, heute: str) -> Any:  # noqa: ANN401 -- what JSON may hold
    """What `dkbm … --format json` answers; it must be as `schemas/ausgabe/<schema>.schema.json` says."""
    answer = dkbm(*arguments, "--format", "json", cwd=cwd, heute=heute)
    assert answer.status == 0, answer.err
    value = json.loads(answer.out)
    text = (Path(__file__).parents[1] / f"schemas/ausgabe/{schema}.schema.json").read_text(encoding="utf-8")
    jsonschema.Draft202012Validator(json.loads(text)).validate(value)
    return value


def _status(arguments: list[str]) -> int:
    try:
        app(arguments)
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def _flushed(stream: TextIOWrapper) -> TextIOWrapper:
    stream.flush()
    return stream


@contextmanager
def _working_in(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def lay_out(folder: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Write Musterland, with some files replaced, added or taken away, and return its folder."""
    for name, content in musterland(changes).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder
