"""JSON as every command writes it: exact, readable, and without a character that could steer a terminal."""

import json
from typing import TYPE_CHECKING, Any

from dkbm.report.terminal import steers

if TYPE_CHECKING:
    from dkbm.dataset import Dataset
    from dkbm.diagnostic import Place


def dumps(value: object, *, ascii_only: bool = False, indent: int | None = 2) -> str:
    """Return readable JSON with a line end, without `indent` in one line.

    What could steer a terminal is escaped; it parses to the same values.
    Raises ValueError for a number that JSON does not have (S 64).
    """
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent, allow_nan=False)
    if not steers(text.replace("\n", "")):
        return f"{text}\n"
    return "".join(_escaped(char) if char != "\n" and steers(char) else char for char in text) + "\n"


def place_json(place: "Place", dataset: "Dataset") -> dict[str, Any]:
    """Return the file and line of an entry; the line is null for what was not read."""
    document = dataset.documents.get(place.file)
    return {"file": place.file, "line": document.span(place.route).line if document else None}


def _escaped(char: str) -> str:
    return "\\u007f" if char == "\x7f" else json.dumps(char)[1:-1]  # the one control that json leaves as it is
