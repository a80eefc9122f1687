"""JSON as every command writes it: exact, readable, and without a character that could steer a terminal."""

import json

from dkbm.report.terminal import steers


def dumps(value: object, *, ascii_only: bool = False) -> str:
    """Return readable JSON with a line end; what could steer a terminal is escaped, it parses to the same values."""
    text = json.dumps(value, ensure_ascii=ascii_only, indent=2)
    if text.isascii() or not steers(text):
        return f"{text}\n"
    return "".join(json.dumps(char)[1:-1] if char != "\n" and steers(char) else char for char in text) + "\n"
