"""What a document still lacks: every missing field at once, each with the place where to add it."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dkbm.diagnostic import Place, Route, route_text
from dkbm.documents.angaben import Angabe
from dkbm.text.document import Document

_WIE = {
    "anlegen": "Die Datei gibt es noch nicht; mit diesem Inhalt anlegen",
    "einfuegen": "nach Zeile {} einfügen",
    "eintragen": "in Zeile {} eintragen",
}


class Luecke(NamedTuple):
    """A missing field: what it is called, where it belongs, and the lines to add there.

    `wie` says what to do with them: `anlegen` (there is no such file yet), `einfuegen` behind `line`, `eintragen`
    in `line` itself. `bemerkung` is a German sentence that says why what is there does not do.
    """

    label: str
    file: str
    route: Route
    line: int
    wie: str
    beispiel: str
    bemerkung: str = ""


class Luecken:
    """Collects what is missing while a view is built, and gives the mark that stands in its place in a draft."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents
        self._found: list[Luecke] = []

    def note(self, label: str, file: str, route: Route, beispiel: str, bemerkung: str = "") -> Angabe:
        """Note a missing field (once) and return its mark; `beispiel` is `schlüssel: wert`, without indentation."""
        geschwister = any(eine.file == file and eine.route[:-1] == route[:-1] for eine in self._found)
        stelle = _place_for(self._documents.get(file), route, beispiel, geschwister)
        luecke = Luecke(label, file, route, *stelle, bemerkung)
        if luecke not in self._found:
            self._found.append(luecke)
        return Angabe(platzhalter(label), Place(file, route), luecke=True)

    def all(self) -> tuple[Luecke, ...]:
        """What was missing, in the order it was noticed."""
        return tuple(self._found)


def platzhalter(label: str) -> str:
    """The mark of a missing field in a draft."""
    return f"[[fehlt: {label}]]"


def _place_for(document: Document | None, route: Route, beispiel: str, geschwister: bool) -> tuple[int, str, str]:
    """Line, what to do there, and the lines to add."""
    if document is None:
        return 1, "anlegen", beispiel
    eltern = _existing(document.value, route)
    if eltern == route:
        return document.span(route).line, "eintragen", beispiel
    fliessend = bool(eltern) and document.text[document.extent(eltern)[0]] in "{["
    spalte = 0 if fliessend or not eltern else document.span(eltern).column - 1
    zeilen = _indented(route[len(eltern) :], spalte, bool(eltern), "…, " if geschwister else "", beispiel)
    return _last_line(document, eltern), "eintragen" if fliessend else "einfuegen", zeilen


def _existing(value: object, route: Route) -> Route:
    """The part of the route that exists; a value that is there but empty counts as its own place."""
    for index, step in enumerate(route):
        if step not in (value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()):
            return route[:index]
        value = value[step]  # type: ignore[index]
    return route


def _last_line(document: Document, route: Route) -> int:
    """The last line of a value: that of its last leaf, since comments and blank lines may follow."""
    value = document.value
    for step in route:
        value = value[step]
    while isinstance(value, dict | list) and value:
        step = next(reversed(value)) if isinstance(value, dict) else len(value) - 1
        route, value = (*route, step), value[step]
    span = document.span(route)
    return span.end_line - 1 if span.end_column == 1 and span.end_line > span.line else span.end_line


def _indented(offen: Route, spalte: int, in_liste: bool, davor: str, beispiel: str) -> str:
    """The example as it stands in the file: under the keys that are missing too, at the depth of its neighbours."""
    schluessel = list(offen)
    for index, step in enumerate(offen):
        if isinstance(step, int):  # a list entry that is missing too: the first gap shows it, the others what goes in
            schluessel = schluessel[index + 1 :]
            spalte += (2 if in_liste else 4) if schluessel else 0
            break
    for step in reversed(schluessel[:-1]):
        beispiel, davor = f"{step}: {{{davor}{beispiel}}}", ""
    return "\n".join(" " * spalte + zeile for zeile in beispiel.splitlines())


def as_text(luecken: Iterable[Luecke]) -> str:
    """The missing fields as text, one block each: place and name, key, then the lines to add."""
    return "\n".join(_block(luecke) for luecke in luecken)


def _block(luecke: Luecke) -> str:
    kopf = " – ".join(filter(None, [f"{luecke.file}:{luecke.line}: Es fehlt: {luecke.label}", luecke.bemerkung]))
    was = " – ".join(filter(None, [route_text(luecke.route), _WIE[luecke.wie].format(luecke.line)]))
    return "\n".join([kopf, f"    {was}:", *(f"      {zeile}" for zeile in luecke.beispiel.splitlines())]) + "\n"
