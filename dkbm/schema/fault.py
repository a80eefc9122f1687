"""One keyword of a schema that a value of a document breaks, and the words to speak about it."""

from typing import TYPE_CHECKING, Any, NamedTuple

from dkbm.diagnostic import Code, Diagnostic, Place, Route
from dkbm.kinds import VERSCHWIEGEN
from dkbm.schema.classes import is_personal, node_at

if TYPE_CHECKING:
    from dkbm.text.document import Document

LONGEST = 80
"""So many characters of a value a message repeats at most."""


class Fault(NamedTuple):
    """What is broken where; `keyword` and `demand` are of the schema, `schema` is the object they stand in."""

    document: "Document"
    kind: str
    route: Route
    keyword: str
    demand: Any
    value: Any
    schema: dict[str, Any]

    def finding(self, code: Code, message: str, help_text: str = "", *, key: str | None = None) -> Diagnostic:
        """Return the finding at the value, or at its field `key`."""
        place = Place(self.document.path, self.route if key is None else (*self.route, key), at_key=key is not None)
        if key is not None and self.is_discreet and key not in self.schema.get("properties", {}):
            place = Place(self.document.path, self.route, span=self.document.span(place.route, at_key=True))
        return Diagnostic(code.code, code.severity, message, place, help_text)

    @property
    def node(self) -> dict[str, Any]:
        """All the schema says of the value; for an entry of a list without own words, with those of the list."""
        own = node_at(self.kind, self.route) or {}
        if "description" in own or not self.route or isinstance(self.route[-1], str):
            return own
        return {**_words(node_at(self.kind, self.route[:-1]) or {}), **own}

    @property
    def personal(self) -> bool:
        """Say that no message may repeat the value."""
        return is_personal(self.kind, self.route)

    @property
    def is_discreet(self) -> bool:
        """Say that no message may repeat a field the schema does not know: it may be a sentence of a contribution."""
        return self.kind in VERSCHWIEGEN

    @property
    def name(self) -> str:
        """What to call the value: `»art«`, `Eintrag 2 von »verlauf«`, or the file."""
        if not self.route:
            return "die Datei"
        *before, last = self.route
        if isinstance(last, str):
            return f"»{last}«"
        fields = [step for step in before if isinstance(step, str)]
        return f"Eintrag {last + 1} von »{fields[-1]}«" if fields else f"Eintrag {last + 1}"

    @property
    def raw(self) -> str:
        """The value as it stands in the text; only for values that are not personal."""
        start, end = self.document.extent(self.route)
        return self.document.text[start:end].strip()

    @property
    def shown(self) -> str:
        """The value in quotation marks, cut; empty where it is personal."""
        if self.personal:
            return ""
        return f"»{cut(self.value if isinstance(self.value, str) else self.raw)}«"


def cut(text: str) -> str:
    """Return at most LONGEST characters of a text, in one line."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def example(key: str, node: dict[str, Any]) -> str:
    """Return the line to add for a field, as YAML: `art: landkreis`, or `quelle: …` without an example."""
    return f"{key}: {_yaml(node['examples'][0]) if node.get('examples') else '…'}"


def _yaml(value: object) -> str:
    """Return an example of a schema in the flow form of YAML."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(_yaml, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_yaml(part)}' for key, part in value.items())}}}"
    return f'"{value}"' if isinstance(value, str) and value.isdigit() else str(value)


def _words(node: dict[str, Any]) -> dict[str, Any]:
    return {key: node[key] for key in ("title", "description") if key in node}
