"""A document as PDF/A-3a and PDF/UA-1 in one file, with its values attached as JSON.

The same document gives the same bytes, on any machine: the typefaces travel with typst, no file is read but our own
`satz.typ`, and the file is dated by the Stichtag of the document (midnight, UTC), not by the clock.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from dkbm.diagnostic import route_text
from dkbm.documents.render import Dokument
from dkbm.documents.tree import Block, Container, Heading, Items, Text, lines, plain
from dkbm.documents.writers.pdf_satz import satz
from dkbm.errors import DkbmError

if TYPE_CHECKING:
    from typst import Compiler

_SATZ = Path(__file__).parent / "satz"
_UNSETZBAR = re.compile(r'(?:the text|the codepoint) `"(.*?)"`', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))", re.DOTALL)
_AUSWEG = "Die anderen Formate (md, html, docx, odt) enthalten denselben Text."


def write(document: Dokument, vorlagen: Mapping[str, bytes]) -> bytes:
    """The PDF. Raises DkbmError for a character that no typeface has, and for headings that skip a level."""
    del vorlagen
    from typst import TypstError  # noqa: PLC0415 -- see _compiler

    _check_headings(document.blocks)
    eingabe = json.dumps(satz(document, _anhang(document)), ensure_ascii=False)
    try:
        content, warnings = _compiler().compile_with_warnings(
            format="pdf",
            sys_inputs={"dokument": eingabe},
            pdf_standards=["a-3a", "ua-1"],
            timestamp=_timestamp(document.herkunft.stichtag),
        )
    except TypstError as error:
        raise _explained(document, str(error)) from error
    if warnings or not isinstance(content, bytes):
        raise DkbmError(f"Das PDF lässt sich nicht setzen: {'; '.join(map(str, warnings))}", _AUSWEG)
    return content


@cache
def _compiler() -> "Compiler":
    """One for all documents of a run: it keeps the typefaces. Its folder holds nothing but our own source."""
    from typst import Compiler  # noqa: PLC0415 -- 80 MB that only this format needs

    quelle = _SATZ / "satz.typ"
    return Compiler(quelle, root=_SATZ, ignore_system_fonts=True, package_path=_SATZ, package_cache_path=_SATZ)


def _anhang(document: Dokument) -> str:
    inhalt = {"angaben": json.loads(document.daten), "herkunft": document.herkunft._asdict()}
    return json.dumps(inhalt, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def _timestamp(stichtag: str) -> int:
    tag = date.fromisoformat(stichtag)
    return max(0, int(datetime(tag.year, tag.month, tag.day, tzinfo=UTC).timestamp()))


def _check_headings(blocks: tuple[Block, ...]) -> None:
    reached = 0
    for block in _flat(blocks):
        if isinstance(block, Heading):
            if block.level > reached + 1:
                raise DkbmError(
                    f"Vor der Überschrift »{plain(block.content)}« fehlt eine der Stufe {block.level - 1}.",
                    "In der Vorlage folgt ### auf ## und ## auf #; so verlangt es ein barrierefreies PDF.",
                )
            reached = block.level


def _explained(document: Dokument, message: str) -> DkbmError:
    match = _UNSETZBAR.search(message)
    if match is None:
        return DkbmError(f"Das PDF lässt sich nicht setzen: {message}", _AUSWEG)
    zeichen = _ESCAPE.sub(lambda each: chr(int(each[1], 16)) if each[1] else each[2], match[1])
    codes = " ".join(f"U+{ord(each):04X}" for each in zeichen)
    name = f"»{zeichen}« ({codes})" if zeichen.isprintable() else f"das unsichtbare {codes}"
    wo = _place_of(document, zeichen)
    return DkbmError(f"Für {name} hat das PDF kein Schriftzeichen{wo}.", f"Dort ersetzen. {_AUSWEG}")


def _place_of(document: Dokument, zeichen: str) -> str:
    for run in _runs(document.blocks):
        if zeichen not in run.text:
            continue
        if run.angabe is None:
            return f"; es steht im Wortlaut der Vorlage {document.herkunft.vorlage}"
        places = (f"{each.file}, {route_text(each.route)}" for each in document.angaben[run.angabe].angabe.herkunft)
        return "".join(f"; es steht in {place}" for place in places)
    return ""


def _runs(blocks: tuple[Block, ...]) -> Iterator[Text]:
    for line in lines(blocks):
        yield from (part for part in line if isinstance(part, Text))


def _flat(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Container):
            yield from _flat(block.blocks)
        elif isinstance(block, Items):
            for entry in block.entries:
                yield from _flat(entry)
