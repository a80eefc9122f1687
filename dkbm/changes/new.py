"""`new`: what a new file or a new source needs, its id, and the patches that fill its template."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from dkbm.changes import felder
from dkbm.changes.bogen import Feld, Regel
from dkbm.changes.felder import always
from dkbm.datum import DatumError, parse_datum
from dkbm.diagnostic import Route
from dkbm.errors import DkbmError
from dkbm.german import slug
from dkbm.model.quelle import Quelle
from dkbm.schema import schema_of
from dkbm.text.document import Document
from dkbm.text.patch import Add, Append, Patch, Replace

_IDENT = re.compile(r"[a-z][a-z0-9-]{0,62}")
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
"""Names that Windows keeps for devices (S 90)."""
_PREFIX = {"landkreis": "landkreis", "region": "region", "kreisfreie-stadt": "stadt"}


class Umfeld(NamedTuple):
    """What the questions have to know; `kommune` and `stelle` turn a name into an id."""

    quellen: Mapping[str, Quelle]
    kommune: Callable[[str], str]
    stelle: Callable[[str], str]


class Anlage(NamedTuple):
    """One kind of new file: its folder, its questions (keys are routes like `namen.0.name`), and its id."""

    kind: str
    ordner: str
    felder: Callable[[Umfeld], list[Regel]]
    ident: Callable[[Mapping[str, Any]], str]


def _kommune(umfeld: Umfeld) -> list[Regel]:
    schema = schema_of("kommune")
    arten = tuple((art, "") for art in _PREFIX)
    return _rules(
        felder.listed(schema, "name", pflicht=True),
        felder.listed(schema, "art", pflicht=True)._replace(erlaubt=arten),
        Feld("schluessel", "schluessel", "Schlüssel, fünf Ziffern", _schluessel, pflicht=True),
        felder.quelle(umfeld.quellen),
    )


def _gruppe(umfeld: Umfeld) -> list[Regel]:
    schema = schema_of("gruppe")
    return _rules(
        Feld("kennung", "kennung", "Kennung, wie AG 4", pflicht=True),
        felder.listed(schema, "art", vorgabe="arbeitsgruppe"),
        Feld("namen.0.name", "name", "Name der Gruppe", pflicht=True),
        felder.quelle(umfeld.quellen)._replace(key="namen.0.quelle"),
        Feld("namen.0.datum", "datum", "Wann der Name belegt ist", _datum),
        Feld("teil_von", "teil-von", "Teil der Gruppe", slug, still=True),
    )


def _person(umfeld: Umfeld) -> list[Regel]:
    schema = schema_of("person")
    return _rules(
        felder.listed(schema, "name", pflicht=True),
        felder.listed(schema, "titel"),
        Feld("aemter.0.bezeichnung", "bezeichnung", "Amt, wie die Quelle es nennt", pflicht=True),
        Feld("aemter.0.stelle", "stelle", "Stelle: agentur oder eine Kommune", umfeld.stelle, pflicht=True),
        felder.quelle(umfeld.quellen)._replace(key="aemter.0.quelle"),
        Feld("aemter.0.datum", "datum", "Wann das Amt belegt ist", _datum),
        Feld("aemter.0.amt", "amt", "Kennung des Amtes", still=True),
    )


def _beispiel(umfeld: Umfeld) -> list[Regel]:
    schema = schema_of("beispiel")
    return _rules(
        felder.listed(schema, "titel", pflicht=True)._replace(option="name"),
        Feld("kommune", "kommune", "Kommune", umfeld.kommune, pflicht=True),
        Feld("eckpunkt", "eckpunkt", "Nummer des Eckpunktes", _zahl, pflicht=True),
        felder.quelle(umfeld.quellen),
        Feld("stand", "stand", "Von wann die Schilderung ist", _datum),
    )


def _rules(*fields: Feld) -> list[Regel]:
    return [always(field) for field in fields]


ANLAGEN = {
    "kommune": Anlage(
        "kommune", "data/kommunen", _kommune, lambda given: f"{_PREFIX[given['art']]}-{slug(given['name'])}"
    ),
    "ag": Anlage("gruppe", "data/netzwerk", _gruppe, lambda given: slug(given["kennung"])),
    "person": Anlage("person", "data/personen", _person, lambda given: f"p-{slug(given['name'])}"),
    "beispiel": Anlage("beispiel", "data/beispiele", _beispiel, lambda given: slug(given["titel"])),
}
"""What `dkbm new` makes a file of, by the word of the command line."""


def path_of(anlage: Anlage, ident: str, names: Iterable[str]) -> str:
    """Return the path of the new file. Raises DkbmError if the id is taken (in any folder) or cannot be a name."""
    if not _IDENT.fullmatch(ident) or ident in _RESERVED:
        raise DkbmError(f"»{ident}« eignet sich nicht als Kennung.", "Kurz, mit Buchstaben am Anfang; siehe --id.")
    taken = next((name for name in names if name.endswith(f"/{ident}.yaml")), None)
    if taken is None:
        return f"{anlage.ordner}/{ident}.yaml"
    hint = "Ist etwas anderes gleichen Namens gemeint, mit --id eine eigene Kennung geben, zum Beispiel"
    raise DkbmError(f"{taken} gibt es schon. Es wurde nichts geändert.", f"{hint} {ident}-2.")


def filled(anlage: Anlage, template: Document, answers: Mapping[str, Any]) -> list[Patch]:
    """Return the patches that put the answers into the template; what it does not show yet is added in order."""
    made = dict(answers)
    if anlage.kind == "person":
        made.setdefault("aemter.0.amt", slug(made["aemter.0.bezeichnung"]))
    return [_put(template, anlage.kind, key, _plain(value)) for key, value in made.items()]


def _put(template: Document, kind: str, key: str, value: object) -> Patch:
    route: Route = tuple(int(step) if step.isdigit() else step for step in key.split("."))
    parent = template.value
    for step in route[:-1]:
        parent = parent[step]
    last = str(route[-1])
    if last in parent:
        return Replace(route, value)
    return Add(route[:-1], last, value, None if route[:-1] else felder.key_before(last, parent, schema_of(kind)))


def _plain(value: object) -> object:
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def quelle() -> list[Regel]:
    """Return the questions for a new source."""
    schema = felder.entry_schema("quellen", "quellen")

    def grund(answers: Mapping[str, Any]) -> Feld:
        return felder.listed(schema, "grund", pflicht=answers.get("stand_art") == "geschaetzt")

    def stand_art(answers: Mapping[str, Any]) -> Feld:
        known = "exakt" if "stand" in answers else "unbekannt"
        return felder.listed(schema, "stand_art", vorgabe=known)

    return [
        always(felder.listed(schema, "titel", pflicht=True)._replace(option="name")),
        always(felder.listed(schema, "herausgeber", pflicht=True)),
        always(felder.listed(schema, "url")),
        always(Feld("stand", "stand", "Stand: von welcher Zeit sie spricht", _datum)),
        stand_art,
        grund,
        always(Feld("abgerufen", "abgerufen", "Abgerufen am", _datum)),
        always(felder.listed(schema, "abdeckung", vorgabe="voll")),
        always(felder.listed(schema, "inhalt")),
        *(always(felder.listed(schema, key, still=True)) for key in ("kuerzel", "nach", "lizenz", "bemerkung")),
    ]


def new_quelle(answers: Mapping[str, Any], ids: Sequence[str]) -> tuple[str, Patch]:
    """Return the id of a new source, the next free number after `ids`, and the patch that appends it."""
    ident = _next_id(ids)
    entry = felder.in_order({"id": ident, **answers}, felder.entry_schema("quellen", "quellen"))
    return ident, Append(("quellen",), entry)


def _next_id(ids: Sequence[str]) -> str:
    """`Q70` after `Q01 … Q69`: one more than the highest number, with the letters of the last numbered id."""
    numbered = [found for ident in ids if (found := re.fullmatch(r"([A-Za-z]+)([0-9]+)", ident))]
    letters = numbered[-1][1] if numbered else "Q"
    return f"{letters}{max((int(found[2]) for found in numbered), default=0) + 1:02}"


def _schluessel(text: str) -> str:
    if not re.fullmatch(r"[0-9]{5}", text):
        raise ValueError("Der Schlüssel hat fünf Ziffern, zum Beispiel 03353.")
    return text


def _datum(text: str) -> str:
    try:
        return parse_datum(text).text
    except DatumError as error:
        raise ValueError(f"{error} {error.hint}".strip()) from None


def _zahl(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 5):
        raise ValueError(f"»{text}« ist keine Nummer.")
    return int(text)
