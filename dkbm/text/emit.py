"""Values as YAML in the style of the dataset, so that the reader gives back exactly the same value."""

from typing import Any, NamedTuple

from dkbm.text.position import quoted
from dkbm.text.quote import UnwritableError, block, check, inline
from dkbm.text.scalars import MAX_DIGITS

WIDTH = 120
STEP = 2


def emit(value: Any, indent: int, width: int = WIDTH, eol: str = "\n", flow: bool | None = None) -> str:  # noqa: ANN401
    """Return `value` (dict, list, str, int, bool, None) as YAML for a place at column `indent`.

    The first line is not indented, the following ones are; there is no line end after the last one. Short mappings
    and lists of words stand in flow style; `flow` forces it or forbids it for the outermost value. Raises
    UnwritableError for what the reader would not give back.
    """
    writer = Writer(width, eol)
    if flow:
        return writer.flow(value)
    if flow is None or not value or not isinstance(value, dict | list):
        return writer.value(value, indent)
    return writer.mapping(value, indent) if isinstance(value, dict) else writer.sequence(value, indent)


class Writer(NamedTuple):
    """How to write: longest line, line end, and how far a list is indented under its key."""

    width: int = WIDTH
    eol: str = "\n"
    list_indent: int = STEP

    def value(self, value: Any, indent: int) -> str:  # noqa: ANN401
        """A value at column `indent`, as in a list or at the root."""
        if not value or not isinstance(value, dict | list):
            return self.scalar(value, indent, indent)
        if self.stays_flow(value, indent):
            return self.flow(value)
        return self.mapping(value, indent) if isinstance(value, dict) else self.sequence(value, indent)

    def after_key(self, value: Any, indent: int, column: int) -> str:  # noqa: ANN401
        """What follows a colon at `column` whose key stands at `indent`: on the same line, or on lines of its own."""
        if not value or not isinstance(value, dict | list):
            return " " + self.scalar(value, indent + STEP, column + 1)
        if self.stays_flow(value, column + 1):
            return " " + self.flow(value)
        if isinstance(value, dict):
            return self.line(indent + STEP) + self.mapping(value, indent + STEP)
        return self.line(indent + self.list_indent) + self.sequence(value, indent + self.list_indent)

    def entry(self, key: str, value: Any, indent: int) -> str:  # noqa: ANN401
        """A key and its value at column `indent`."""
        start = f"{self.key(key)}:"
        return start + self.after_key(value, indent, indent + len(start))

    def key(self, key: Any) -> str:  # noqa: ANN401
        """A key; only a text can be one."""
        if not isinstance(key, str):
            raise UnwritableError(f"Der Schlüssel {quoted(str(key))} ist kein Text.")
        return self.flow(key)

    def mapping(self, value: dict[str, Any], indent: int) -> str:
        """A mapping, one key per line."""
        return self.line(indent).join(self.entry(key, inner, indent) for key, inner in value.items())

    def sequence(self, value: list[Any], indent: int) -> str:
        """A list, one entry after the other, each with its dash."""
        return self.line(indent).join(f"- {self.value(inner, indent + STEP)}" for inner in value)

    def scalar(self, value: Any, indent: int, column: int) -> str:  # noqa: ANN401
        """A scalar or an empty collection from `column` on; the lines of a block stand at `indent`."""
        if not isinstance(value, str):
            return word(value)
        check(value)
        text = inline(value, in_flow=False)
        if "\n" not in value and column + len(text) <= self.width:
            return text
        indent = max(indent, STEP)
        header, *lines = block(value, self.width - indent) or [text]
        return header + "".join(self.line(indent if line else 0) + line for line in lines)

    def flow(self, value: Any) -> str:  # noqa: ANN401
        """Any value on one line, as it may stand between brackets."""
        if isinstance(value, dict):
            return "{" + ", ".join(f"{self.key(key)}: {self.flow(inner)}" for key, inner in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(self.flow(inner) for inner in value) + "]"
        if isinstance(value, str):
            check(value)
            return inline(value, in_flow=True)
        return word(value)

    def stays_flow(self, value: dict[str, Any] | list[Any], column: int) -> bool:
        """Whether a collection goes on one line from `column` on: a list of words, or a short mapping."""
        if isinstance(value, list) and any(isinstance(x, dict | list) or " " in str(x) for x in value):
            return False
        return not _has_lines(value) and column + len(self.flow(value)) <= self.width

    def line(self, indent: int) -> str:
        """A new line, up to column `indent`."""
        return self.eol + " " * indent


def word(value: Any) -> str:  # noqa: ANN401
    """A value that is neither text nor a filled collection."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int) and len(str(abs(value))) <= MAX_DIGITS:
        return str(value)
    if value in ({}, []) and isinstance(value, dict | list):
        return "{}" if isinstance(value, dict) else "[]"
    allowed = f"weder Text noch ganze Zahl (bis {MAX_DIGITS} Ziffern), true, false oder null"
    raise UnwritableError(f"{quoted(str(value))} ist {allowed}.")


def _has_lines(value: Any) -> bool:  # noqa: ANN401
    if isinstance(value, dict | list):
        return any(map(_has_lines, value.values() if isinstance(value, dict) else value))
    return isinstance(value, str) and "\n" in value
