"""From bytes to text: size, encoding, byte order mark."""

import codecs
from typing import NamedTuple

from dkbm.diagnostic import Span
from dkbm.text.codes import Fault
from dkbm.text.position import locate

MAX_BYTES = 1024 * 1024
_START = Span(1, 1, 1, 1)
_SAMPLE = 64
_SAVE = "Die Datei im Editor als UTF-8 ohne BOM speichern."
_WIDE = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


class Decoded(NamedTuple):
    """The text of a file without its byte order mark; None where reading on makes no sense."""

    text: str | None
    faults: tuple[Fault, ...] = ()


def decode(raw: bytes) -> Decoded:
    """Return the text of `raw`, with a fault for every way in which it is not plain UTF-8.

    Text that is not UTF-8 is still returned, with "?" for each undecodable byte, so that one run shows all findings.
    """
    if len(raw) > MAX_BYTES:
        return Decoded(None, (_too_large(),))
    if wide := _wide_encoding(raw):
        return Decoded(None, (Fault("D003", _START, f"Die Datei ist in {wide} gespeichert statt in UTF-8.", _SAVE),))
    faults: tuple[Fault, ...] = ()
    if raw.startswith(codecs.BOM_UTF8):
        raw, faults = raw[3:], (_bom(),)
    try:
        return Decoded(raw.decode("utf-8"), faults)
    except UnicodeDecodeError as error:
        return Decoded(lossy(raw).replace("\ufffd", "?"), (*faults, _not_utf8(raw, error.start)))


def lossy(raw: bytes) -> str:
    """The text of any bytes, for excerpts: without byte order mark, "\\ufffd" for what is not UTF-8.

    Its columns are those of the findings of `decode`.
    """
    return raw.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")


def _too_large() -> Fault:
    return Fault(
        "D001",
        _START,
        "Die Datei ist größer als 1 MiB und wird nicht gelesen.",
        "Eine Datei beschreibt eine Kommune, Person oder Gruppe; Anlagen gehören nicht in den Datensatz.",
    )


def _bom() -> Fault:
    return Fault(
        "D004",
        Span(1, 1, 1, 2),
        "Die Datei beginnt mit einem Byte-Order-Mark (BOM); es ist unsichtbar und stört andere Programme.",
        "Die Datei im Editor als »UTF-8 ohne BOM« speichern.",
    )


def _wide_encoding(raw: bytes) -> str:
    """Name UTF-16 or UTF-32 if `raw` is one of them: by its mark, or by a zero in every second byte."""
    for mark, name in _WIDE:
        if raw.startswith(mark):
            return name
    sample = raw[:_SAMPLE]
    if len(sample) < 4 or not sample.count(0):
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if even + odd >= len(sample) * 0.7 and sample.strip(b"\0"):
        return "UTF-32"
    return "UTF-16" if max(even, odd) >= len(sample) * 0.4 and min(even, odd) == 0 else ""


def _not_utf8(raw: bytes, start: int) -> Fault:
    before = raw[:start].decode("utf-8")
    line, column = locate(before, len(before))
    byte = raw[start : start + 1]
    more = raw.decode("utf-8", "replace").count("\ufffd") - raw.count("\ufffd".encode()) - 1
    message = f"Das Byte 0x{byte[0]:02X} ist kein UTF-8{_guess(byte)}."
    if more > 0:
        message += f" {more} weitere Stelle{'n' if more > 1 else ''} in dieser Datei ebenso."
    help_text = "Die Datei mit der richtigen Kodierung (meist Windows-1252) öffnen und als UTF-8 speichern."
    return Fault("D002", Span(line, column, line, column + 1), message, help_text)


def _guess(byte: bytes) -> str:
    letter = byte.decode("cp1252", "replace")
    return f"; in Windows-1252 wäre es »{letter}«" if letter.isprintable() and letter != "\ufffd" else ""
