"""Texts before and after a change, drawn as one picture in which white space can be seen."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import pytest

from dkbm.text.patch import Patch

_LINE = re.compile(r" *(?P<sign>[ +-])\|(?P<line>[^\n]*?)(?P<fence>\|?)")


class Picture(NamedTuple):
    """What stood there, and what is to stand there."""

    before: str
    after: str


def picture(drawing: str) -> Picture:
    """Read a drawing: each line between fences, `-` before one that goes, `+` before one that comes.

    A line without its right fence has no line end (the last one of a file).
    """
    before, after = [], []
    for row in drawing.strip("\n").split("\n"):
        if not row.strip():
            continue
        match = _LINE.fullmatch(row)
        assert match, f"not a line of a drawing: {row!r}"
        line = match["line"] + ("\n" if match["fence"] else "")
        if match["sign"] != "+":
            before.append(line)
        if match["sign"] != "-":
            after.append(line)
    return Picture("".join(before), "".join(after))


def variants(cases: Mapping[str, tuple[Patch, str]]) -> list[Any]:
    """Each drawing as patch, bytes before and bytes after: with LF, CRLF, BOM, and one level deeper."""
    found = []
    for name, (patch, drawing) in cases.items():
        before, after = picture(drawing)
        found += [
            pytest.param(patch, before.encode(), after.encode(), id=f"{name}-LF"),
            pytest.param(patch, _crlf(before), _crlf(after), id=f"{name}-CRLF"),
            pytest.param(patch, f"\ufeff{before}".encode(), f"\ufeff{after}".encode(), id=f"{name}-BOM"),
        ]
        if not before.startswith("---"):
            deeper = patch._replace(route=("tief", *patch.route))
            found.append(pytest.param(deeper, _indented(before), _indented(after), id=f"{name}-deeper"))
    return found


def _crlf(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


def _indented(text: str) -> bytes:
    lines = [f"  {line}" if line.strip() else line for line in text.split("\n")]
    return "\n".join(["tief: # Ebene", *lines]).encode()
