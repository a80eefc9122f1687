"""What every file passes before libyaml sees it: size, encoding, characters, line ends, merge conflicts.

What is wrong is reported and then healed by blanks of the same length, so that positions stay right and the rest of
the file can be checked in the same run. A healed text never becomes a Document.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from dkbm.diagnostic import Span
from dkbm.text import characters, conflicts
from dkbm.text.codes import MAX_FAULTS, Fault
from dkbm.text.decode import decode
from dkbm.text.position import locate

_NOT_BREAK = re.compile(r"[^\n]")


class Guarded(NamedTuple):
    """A text and its faults.

    `versions` are what to parse, the gentlest healing first; a clean text has one, an unreadable one none. In the
    second version whole lines are blank where the first has blank characters: an indentation by tabs, for example,
    cannot be guessed.
    """

    text: str
    versions: tuple[str, ...]
    faults: tuple[Fault, ...]


def guard(raw: bytes) -> Guarded:
    """Return the text of a file and all that is wrong with it before YAML begins."""
    text, faults = decode(raw)
    if text is None:
        return Guarded("", (), faults)
    if "\r" in text:
        faults += _line_ends(text)
    found = conflicts.find(text)
    bad: dict[str, str] = {}
    if characters.suspicious(text):
        found_characters = characters.verdicts(text)
        faults += _character_faults(text, found_characters)
        bad = {character: code for character, code in found_characters.items() if code != characters.BLANK}
    if not found and not bad:
        return Guarded(text, (text,), faults)
    faults += tuple(conflicts.fault(text, conflict) for conflict in found[: MAX_FAULTS + 1])
    return Guarded(text, _heal(text, found, bad), faults)


def _character_faults(text: str, bad: Mapping[str, str]) -> tuple[Fault, ...]:
    from dkbm.text import script  # noqa: PLC0415 -- loads unicodedata, which few files need

    return *characters.faults(text, bad), *script.faults(characters.healed(text, bad))


def _heal(text: str, found: tuple[conflicts.Conflict, ...], bad: Mapping[str, str]) -> tuple[str, str]:
    """The text without its faults, and the text without the lines of its faults."""
    one_side = _blanked(text, [stretch for conflict in found for stretch in conflict.drop])
    no_side = _blanked(text, [conflict.extent for conflict in found])
    lines = zip(no_side.split("\n"), characters.healed(no_side, bad).split("\n"), strict=True)
    strict = "\n".join(old if old == new else " " * len(old) for old, new in lines)
    return characters.healed(one_side, bad), strict


def _blanked(text: str, stretches: list[tuple[int, int]]) -> str:
    """The text with blanks in the given stretches (in order, apart from each other); ends of lines stay."""
    parts: list[str] = []
    reached = 0
    for start, end in stretches:
        parts += [text[reached:start], _NOT_BREAK.sub(" ", text[start:end])]
        reached = end
    return "".join([*parts, text[reached:]])


def _line_ends(text: str) -> tuple[Fault, ...]:
    """One fault where CRLF and LF stand in the same file, at the first line that ends differently."""
    crlf, lf = text.count("\r\n"), text.count("\n")
    if crlf in (0, lf):
        return ()
    first_is_crlf = text.find("\r\n") + 1 == text.find("\n")
    odd = re.search(r"(?<!\r)\n" if first_is_crlf else r"\r\n", text)
    line, column = locate(text, odd.start() if odd else 0)
    return (
        Fault(
            "D008",
            Span(line, column, line, column + 1),
            f"Die Zeilenenden sind gemischt: {crlf}-mal CRLF, {lf - crlf}-mal LF.",
            "Die Datei im Editor einheitlich mit Zeilenende LF speichern.",
        ),
    )
