"""Files as people write them: random values in random styles, each comment named after the entry it stands beside."""

from collections.abc import Sequence
from typing import NamedTuple

from hypothesis import strategies as st

KEYS = ("name", "art", "quelle", "verlauf", "bemerkung", "schluessel")
TEXTS = (
    "Bildung",
    "'2018'",
    '"2018-02"',
    "2016-07..2018",
    "Größe 😀, \U0001d518 und – Umlaute",
    '"ja: nein"',
    "'er sagt \"so\"'",
    '"zwei\\nZeilen\\n"',
    '"  vorn und hinten  "',
    '"yes"',
    "17",
    "true",
    "null",
    '"# kein Kommentar"',
    "lang " * 40 + "Ende",
    '""',
)
BLOCKS = (
    (">-", ["gefaltet", "und", "", "getrennt"]),
    ("|", ["erste", "", "  eingerückt # kein Kommentar"]),
    ("|2+", [" vorn", ""]),
)
"""Texts in lines of their own: what stands behind the key, and the lines."""


class Written(NamedTuple):
    """A file and its comments: `vor X` stands above X, `bei X` behind it, `Fuß` after a last entry."""

    text: str
    comments: list[str]


@st.composite
def files(draw: st.DrawFn) -> Written:
    """Files of a Kommune; their values fit no schema, which the canonical form does not ask for."""
    writer = _Writer(draw)
    keys = draw(st.permutations(KEYS))[: draw(st.integers(1, 5))]
    lines = writer.mapping(0, 0, keys)
    foot = draw(st.sampled_from([[], ["# Fuß der Datei"], ["", "", ""]]))
    text = "\n".join(["# Kopf der Datei", *lines, *foot])
    comments = ["# Kopf der Datei", *writer.comments, *filter(None, foot)]
    return Written(text + draw(st.sampled_from(["", "\n", "\n\n"])), comments)


class _Writer:
    """Writes one file; every entry has a name of its own, so that a comment can say where it belongs."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.number = 0
        self.comments: list[str] = []

    def name(self) -> str:
        self.number += 1
        return f"e{self.number}"

    def chance(self, one_in: int) -> bool:
        return self.draw(st.integers(1, one_in)) == one_in

    def comment(self, text: str) -> str:
        self.comments.append(f"# {text}")
        return self.comments[-1]

    def above(self, indent: int, name: str) -> list[str]:
        lines = [""] * self.draw(st.sampled_from([0, 0, 0, 1, 3]))
        return [*lines, " " * indent + self.comment(f"vor {name}")] if self.chance(4) else lines

    def behind(self, name: str) -> str:
        return "  " + self.comment(f"bei {name}") if self.chance(4) else ""

    def foot(self, indent: int) -> list[str]:
        return [" " * indent + self.comment("Fuß")] if indent and self.chance(6) else []

    def mapping(self, indent: int, depth: int, keys: Sequence[str] = ()) -> list[str]:
        lines: list[str] = []
        for key in keys or [self.name() for _ in range(self.draw(st.integers(1, 3)))]:
            lines += self.above(indent, key) if lines else []
            lines += self.pair(f"{' ' * indent}{key}:", key, indent, depth)
        return [*lines, *self.foot(indent)]

    def pair(self, start: str, key: str, indent: int, depth: int) -> list[str]:
        """A key with a scalar, with brackets, or with a collection on lines of its own."""
        kind = self.draw(st.sampled_from("ssbfml" if depth < 3 else "sb"))
        if kind == "s":
            return [f"{start} {self.draw(st.sampled_from(TEXTS))}{self.behind(key)}"]
        if kind == "b":
            header, inner = self.draw(st.sampled_from(BLOCKS))
            pad = " " * (indent + 2)
            return [f"{start} {header}{self.behind(key)}", *(pad + line if line else "" for line in inner)]
        if kind == "f":
            first, *rest = self.brackets(indent)
            lines = [f"{start} {first}", *rest]
            lines[-1] += self.behind(key)
            return lines
        start += self.behind(key)
        if kind == "m":
            return [start, *self.mapping(indent + self.draw(st.sampled_from([1, 2, 4])), depth + 1)]
        return [start, *self.sequence(indent + self.draw(st.sampled_from([0, 2, 3])), indent, depth + 1)]

    def sequence(self, indent: int, outside: int, depth: int) -> list[str]:
        lines: list[str] = []
        for _ in range(self.draw(st.integers(1, 3))):
            name = self.name()
            lines += self.above(indent, name)
            if depth < 3 and self.chance(2):
                first, *rest = self.mapping(indent + 2, depth + 1, [name, self.name()])
                lines += [f"{' ' * indent}- {first.lstrip()}", *rest]
            else:
                lines.append(f"{' ' * indent}- {name}{self.behind(name)}")
        return [*lines, *(self.foot(indent) if indent > outside else [])]

    def brackets(self, indent: int) -> list[str]:
        """A flow collection, on one line or on several with comments."""
        names = [self.name() for _ in range(self.draw(st.integers(0, 3)))]
        if self.chance(3):
            return [f"{{{', '.join(f'{name}: {name}' for name in names)}}}"]
        if not names or self.chance(2):
            return [f"[ {','.join(names)} ]"]
        pad = " " * (indent + 4)
        lines = ["["]
        for name in names:
            lines += [pad + self.comment(f"vor {name}")] if self.chance(3) else []
            lines.append(f"{pad}{name},{self.behind(name)}")
        return [*lines, f"{' ' * (indent + 2)}]"]
