"""The change of a file as a unified diff, as git shows it, fit for a screen."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from dkbm.kinds import REGISTER, is_verschwiegen, kind_of
from dkbm.report.terminal import safe

CONTEXT = 3
NO_END = "\\ Kein Zeilenumbruch am Ende der Datei"
_Opcode = tuple[str, int, int, int, int]


def diff(name: str, old: bytes | None, new: bytes) -> str:
    """Return what changes in the file `name`; "" if nothing does. Without `old` the file is new.

    The form is that of `git diff` below its header. A carriage return is left out where every line has one; whatever
    else could steer a terminal appears in its visible form.
    """
    if old == new:
        return ""
    before, after = _lines(old or b""), _lines(new)
    if all(line.endswith("\r\n") or not line.endswith("\n") for line in (*before, *after)):
        before, after = _without_returns(before), _without_returns(after)
    head = [f"--- {'/dev/null' if old is None else f'a/{name}'}", f"+++ b/{name}"]
    return safe("\n".join([*head, *_hunks(before, after)]) + "\n")


def discreet_diff(name: str, old: bytes | None, new: bytes) -> str:
    """Return the same, but of a person, the forum or a Kommune with a register only that the file differs.

    Nobody typed here what stands there.
    """
    if old != new and (is_verschwiegen(name) or _has_register(name, new)):
        return safe(f"{name} weicht ab (Inhalt nicht gezeigt)\n")
    return diff(name, old, new)


def _has_register(name: str, raw: bytes) -> bool:
    keys = {line.partition(b":")[0].decode("utf-8", "replace") for line in raw.split(b"\n")}
    return kind_of(name) == "kommune" and not keys.isdisjoint(REGISTER)


def _lines(raw: bytes) -> list[str]:
    """The lines with their ends; only "\\n" ends one."""
    text = raw.decode("utf-8", "surrogateescape")
    return [f"{line}\n" for line in text.split("\n")[:-1]] + ([last] if (last := text.rpartition("\n")[2]) else [])


def _without_returns(lines: Sequence[str]) -> list[str]:
    return [line[:-2] + "\n" if line.endswith("\r\n") else line for line in lines]


def _hunks(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    for group in SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(CONTEXT):
        first, last = group[0], group[-1]
        yield f"@@ -{_range(first[1], last[2])} +{_range(first[3], last[4])} @@"
        for opcode in group:
            yield from _change(opcode, before, after)


def _change(opcode: _Opcode, before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    kind, i1, i2, j1, j2 = opcode
    if kind == "equal":
        yield from _marked(" ", before[i1:i2])
        return
    yield from _marked("-", before[i1:i2])
    yield from _marked("+", after[j1:j2])


def _marked(sign: str, lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield sign + line.removesuffix("\n")
        if not line.endswith("\n"):
            yield NO_END


def _range(start: int, end: int) -> str:
    """Lines as a hunk counts them: from 1, an empty range from the line before it, a single line without a length."""
    length = end - start
    return str(start + 1) if length == 1 else f"{start + bool(length)},{length}"
