"""Values, and the many ways people write them down as YAML: styles, quotation marks, comments, indentation."""

import json
from typing import Any

from hypothesis import strategies as st

from dkbm.text.quote import inline

WORDS = [
    "Q01",
    "2018-07",
    "2018",
    "03353",
    "yes",
    "no",
    "null",
    "~",
    "",
    "12:30",
    "a: b",
    "a # b",
    "- a",
    "ü 😀",
    "=",
    "<<",
]
TEXTS = st.sampled_from(
    [*WORDS, 'er sagte "ja"', "it's", "a, [b] {c}", "lang " * 40 + "Ende", "..2019", "1_000", "C:\\x"]
)
LINES = st.sampled_from(
    ["eins\nzwei", "eins\n\nzwei\n", "eins\n  tiefer\nzwei", "# kein Kommentar\nb: c\n", "- a\n- b\n\n\n"]
)
KEYS = st.sampled_from(["a", "b", "name", "datum", "quelle", "zwei Worte", "yes", "2019", "ü", "x: y", "#", "-"])
SCALARS = st.none() | st.booleans() | st.integers(-99, 10**6) | TEXTS | LINES
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=8
)
MAPPINGS = st.dictionaries(KEYS, VALUES, min_size=1, max_size=5)


class Hand:
    """Writes a value as a person might; every choice is drawn."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.step = draw(st.integers(2, 4))
        self.list_step = draw(st.sampled_from([0, 2, 4]))

    def choose(self, *options: str) -> str:
        return self.draw(st.sampled_from(options))

    def mapping(self, value: dict[str, Any], indent: int) -> str:
        """The lines of a block mapping, the first one indented as well."""
        blank = " " * indent
        return "".join(
            f"{self.above(indent)}{blank}{self.quoted(key)}:{self.below(inner, indent)}" for key, inner in value.items()
        )

    def below(self, value: Any, indent: int) -> str:  # noqa: ANN401
        """What follows a colon, up to and with its line end."""
        if value and isinstance(value, dict) and self.draw(st.booleans()):
            return f"{self.remark()}\n{self.mapping(value, indent + self.step)}"
        if value and isinstance(value, list) and self.draw(st.booleans()):
            return f"{self.remark()}\n{self.sequence(value, indent + self.list_step)}"
        return self.rest(value, indent)

    def sequence(self, value: list[Any], indent: int) -> str:
        return "".join(f"{self.above(indent)}{' ' * indent}-{self.entry(inner, indent)}" for inner in value)

    def entry(self, value: Any, indent: int) -> str:  # noqa: ANN401
        """What follows a dash: a collection may begin on the same line."""
        if value and isinstance(value, dict | list) and self.draw(st.booleans()):
            inside = indent + 2
            text = self.mapping(value, inside) if isinstance(value, dict) else self.sequence(value, inside)
            return f"{self.remark()}\n{text}" if text.lstrip(" ").startswith(("#", "\n")) else f" {text.lstrip(' ')}"
        return self.rest(value, indent)

    def rest(self, value: Any, indent: int) -> str:  # noqa: ANN401
        """A value that begins on this line, and its line end."""
        if isinstance(value, str) and "\n" in value and self.draw(st.booleans()):
            return self.literal(value, indent + self.step)
        if isinstance(value, str) and value[:1].isalpha() and "\n" not in value and self.draw(st.booleans()):
            return self.folded(value, indent + self.step)
        text = self.flow(value, indent + self.step, inside=False)
        return f"{' ' if text else ''}{text}{self.remark()}\n"

    def literal(self, value: str, indent: int) -> str:
        body = value.rstrip("\n")
        chomp = {0: "-", 1: ""}.get(len(value) - len(body), "+")
        lines = (" " * indent + line if line else "" for line in body.split("\n"))
        return f" |{chomp}{self.remark()}\n" + "\n".join(lines) + "\n" * max(1, len(value) - len(body))

    def folded(self, value: str, indent: int) -> str:
        lines = value.replace(" ", "\n" + " " * indent)
        return f" >-{self.remark()}\n{' ' * indent}{lines}\n"

    def flow(self, value: Any, indent: int, *, inside: bool = True) -> str:  # noqa: ANN401
        """A value between brackets, or a scalar; brackets may go over several lines."""
        if isinstance(value, dict | list):
            return self.brackets("{}" if isinstance(value, dict) else "[]", self.steps(value, indent), indent)
        if value is None:
            return self.choose("null", "~", *([] if inside else [""]))
        return self.quoted(value) if isinstance(value, str) else json.dumps(value)

    def steps(self, value: Any, indent: int) -> list[str]:  # noqa: ANN401
        if isinstance(value, dict):
            return [f"{self.quoted(key)}: {self.flow(inner, indent + 2)}" for key, inner in value.items()]
        return [self.flow(inner, indent + 2) for inner in value]

    def brackets(self, pair: str, steps: list[str], indent: int) -> str:
        if not steps or self.draw(st.integers(0, 2)):
            blank = self.choose("", " ")
            return pair[0] + blank + self.choose(", ", " ,").join(steps) + blank + pair[1]
        lines = [
            f"{' ' * indent}{step}{',' if number < len(steps) else self.choose('', ',')}{self.remark()}\n"
            for number, step in enumerate(steps, 1)
        ]
        return f"{pair[0]}{self.remark()}\n{''.join(lines)}{' ' * indent}{pair[1]}"

    def quoted(self, text: str) -> str:
        styles = [inline(text, in_flow=True), json.dumps(text, ensure_ascii=False)]
        if "\n" not in text:
            styles.append("'" + text.replace("'", "''") + "'")
        return self.choose(*styles)

    def remark(self) -> str:
        return self.choose("", "", "", " # Anmerkung", "   # ü: [😀")

    def above(self, indent: int) -> str:
        return self.choose("", "", "", "", f"{' ' * indent}# davor\n", "\n")


@st.composite
def written(draw: st.DrawFn) -> str:
    """Draw a mapping as a file of some style; the reader tells what it says."""
    hand = Hand(draw)
    head = hand.choose("", "# Kopf\n", "---\n")
    text = head + hand.mapping(draw(MAPPINGS), 0) + hand.choose("", "", "# Ende\n", "\n# Ende\n")
    return text if draw(st.booleans()) else text.removesuffix("\n")
