"""Where a PDF of ours comes from: read from its metadata, which PDF/A keeps as plain text."""

import json
import re
import zlib
from html import unescape
from typing import Any

from dkbm.documents.render import Herkunft
from dkbm.documents.stichworte import read_stichworte

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_MAX_ANHANG = 1 << 24
_STICHWORTE = re.compile(rb"<pdf:Keywords>([^<]*)</pdf:Keywords>")


def read_herkunft(content: bytes) -> Herkunft | None:
    """The origin a PDF states; None for one that states none, as when another program has saved it anew."""
    for match in reversed(_STICHWORTE.findall(content)):  # what was saved last stands last
        herkunft = read_stichworte(unescape(match.decode("utf-8", "replace")))
        if herkunft is not None:
            return herkunft
    return None


def read_daten(content: bytes) -> Any:  # noqa: ANN401 -- plain data
    """The values that a PDF of ours carries with it, as they were attached; None where there are none."""
    for match in _STREAM.finditer(content):
        try:
            text = zlib.decompressobj().decompress(match[1], _MAX_ANHANG)
            found = json.loads(text) if text.startswith(b"{") else None
        except (zlib.error, ValueError, RecursionError):
            continue
        if isinstance(found, dict) and {"angaben", "herkunft"} <= found.keys():
            return found["angaben"]
    return None
