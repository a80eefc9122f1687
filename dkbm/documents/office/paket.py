"""Packages of parts (docx, odt): opened with care, written always alike."""

import zlib
from collections.abc import Mapping
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, fromstring
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from dkbm.documents.loader import MAX_BYTES as MAX_TEMPLATE
from dkbm.errors import DkbmError

MAX_BYTES = 20 << 20
"""What a package may be when unpacked: far more than text and a logo need, far less than hurts."""
MAX_PARTS = 1000
_MAX_TIEFE = 200
"""No program nests the parts of a text as deep as this; readers go down step by step."""
_TIME = (1980, 1, 1, 0, 0, 0)
_MAKROS = ("vbaproject", "vbadata", "activex", "basic/", "scripts/")
_HINT_XML = "Die Datei in Word oder LibreOffice neu speichern."


def unpacked(content: bytes, name: str) -> dict[str, bytes]:
    """The parts of a package by name; `name` is the file as messages call it.

    Raises DkbmError for what is no package, for one that unpacks to more than MAX_BYTES or MAX_PARTS, for macros, and
    for XML with a document type, which could reach for other files or grow without end (S 59, S 60).
    """
    try:
        with ZipFile(BytesIO(content)) as package:
            infos = [info for info in package.infolist() if not info.is_dir()]
            if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_BYTES:
                raise DkbmError(f"{name} ist ausgepackt zu groß ({MAX_BYTES >> 20} MiB sind erlaubt).", _HINT_XML)
            parts = {info.filename: package.read(info) for info in infos}
    except (BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError) as error:
        raise DkbmError(
            f"{name} ist keine Datei von Word oder LibreOffice.", "Erwartet wird .docx oder .odt."
        ) from error
    _check(parts, name)
    return parts


def names(content: bytes) -> frozenset[str]:
    """The names of the parts of a package, none for what is no package."""
    try:
        with ZipFile(BytesIO(content)) as package:
            return frozenset(package.namelist())
    except (BadZipFile, NotImplementedError, ValueError, OSError):
        return frozenset()


def template(content: bytes, ort: str) -> dict[str, bytes]:
    """The parts of a template of a dataset, of which no more than 1 MiB is read; raises DkbmError as `unpacked`."""
    if len(content) > MAX_TEMPLATE:
        raise DkbmError(f"{ort} ist größer als 1 MiB.", "Ein kleineres Logo einfügen.")
    return unpacked(content, ort)


def _check(parts: Mapping[str, bytes], name: str) -> None:
    for part, content in parts.items():
        if any(mark in part.casefold() for mark in _MAKROS):
            raise DkbmError(f"{name} enthält Makros ({part}).", "Die Datei ohne Makros speichern.")
        if part.endswith((".xml", ".rels")) and _has_doctype(content):
            raise DkbmError(f"{name}: {part} hat eine Dokumenttyp-Deklaration.", _HINT_XML)


def _has_doctype(content: bytes) -> bool:
    """In UTF-8 and UTF-16 alike: without the NUL bytes both spell it the same."""
    return b"<!doctype" in content.replace(b"\0", b"").lower()


def tree(part: bytes) -> Element:
    """A part of what `unpacked` let through as a tree to read; raises DkbmError for broken XML."""
    try:
        root = fromstring(part)  # noqa: S314 -- `unpacked` has refused every document type
    except (ParseError, ValueError, LookupError) as error:
        raise DkbmError("Die Datei ist beschädigt.", _HINT_XML) from error
    level = [root]
    for _ in range(_MAX_TIEFE):
        level = [child for element in level for child in element]
        if not level:
            return root
    raise DkbmError("Die Datei ist beschädigt: Ihr XML ist zu tief verschachtelt.", _HINT_XML)


def packed(parts: Mapping[str, bytes], first: str = "") -> bytes:
    """A package: the same bytes for the same parts, sorted, without times; `first` comes first, not compressed."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as package:
        for name in sorted(parts, key=lambda part: (part != first, part)):
            info = ZipInfo(name, _TIME)
            info.compress_type = ZIP_STORED if name == first else ZIP_DEFLATED
            info.create_system = 0
            info.external_attr = 0
            package.writestr(info, parts[name], compresslevel=9)
    return buffer.getvalue()
