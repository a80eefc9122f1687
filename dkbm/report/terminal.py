"""The boundary to the screen: every text that leaves the program is made visible here and fits the encoding."""

import codecs
import sys
import unicodedata
from typing import TextIO

_ASCII = str.maketrans(
    {
        **{"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"},
        **{"–": "-", "—": "-", "−": "-", "·": "|", "…": "...", "»": '"', "«": '"', "„": '"', "“": '"', "’": "'"},
        **{"│": "|", "─": "-", "├": "+", "└": "+", "┌": "+", "┐": "+", "┘": "+", "→": "->", "≤": "<=", "\u00a0": " "},
        **{"é": "e", "§": "Par."},
    }
)


def safe(text: str) -> str:
    r"""Return `text` with every character that could steer a terminal made visible (`\x1b`, `\u202e`).

    These are controls but for the line feed, format characters (bidi, zero width), line and paragraph separators
    and lone surrogates.
    """
    if not steers(text.replace("\n", "")):
        return text
    return "".join(_escaped(char) if char != "\n" and steers(char) else char for char in text)


def steers(text: str) -> bool:
    """Say whether some character of `text` is no plain sign or space."""
    return not text.isprintable() and any(
        not char.isprintable() and unicodedata.category(char) not in {"Zs", "Cn", "Co"} for char in text
    )


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")


def speaks_utf8() -> bool:
    """Say whether stdout takes every character."""
    return (sys.stdout.encoding or "utf-8").lower().replace("-", "") == "utf8"


def put(text: str) -> None:
    """Write to stdout in its encoding; what it cannot show appears in ASCII (`ü` as `ue`)."""
    _write(sys.stdout, text)


def put_bytes(content: bytes) -> None:
    """Write to stdout as it is, for formats that fix their encoding themselves."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.flush()


def warn(text: str) -> None:
    """Write a message to stderr, made safe, with a line end."""
    _write(sys.stderr, safe(text) + "\n")


def prompt(text: str) -> None:
    """Write a question to stderr, made safe, and leave the cursor behind it."""
    _write(sys.stderr, safe(text))


def _write(stream: TextIO, text: str) -> None:
    encoding = stream.encoding or "utf-8"
    try:
        content = text.encode(encoding)
    except UnicodeEncodeError:
        codecs.register_error("dkbm", _substitute)
        content = text.encode(encoding, "dkbm")
    stream.flush()
    stream.buffer.write(content)
    stream.flush()


def _substitute(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    part = error.object[error.start : error.end]
    known = part.translate(_ASCII)
    return known.encode("ascii", "backslashreplace").decode("ascii"), error.end
