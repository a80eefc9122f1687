"""What libyaml says about broken YAML, in German and with what to do."""

from typing import Any, NamedTuple

from dkbm.diagnostic import Span
from dkbm.text.codes import Fault
from dkbm.text.position import locate


class _Reading(NamedTuple):
    message: str
    help: str
    code: str = "D020"
    at_context: bool = False


_QUOTE = "Werte mit Doppelpunkt, # oder einem Sonderzeichen am Anfang in Anführungszeichen setzen."
_INDENT = "Einrückung prüfen: Geschwister stehen in derselben Spalte, Kinder zwei Leerzeichen weiter rechts."
_READINGS = {
    "mapping values are not allowed in this context": _Reading(
        "Ein Doppelpunkt steht hier an falscher Stelle.", f"{_QUOTE} {_INDENT}"
    ),
    "could not find expected ':'": _Reading(
        "Nach diesem Schlüssel fehlt der Doppelpunkt.",
        f"Die Zeile als »schluessel: wert« schreiben. {_INDENT}",
    ),
    "did not find expected key": _Reading("Diese Zeile passt nicht zu den Zeilen darüber.", _INDENT),
    "did not find expected '-' indicator": _Reading("In dieser Liste beginnt ein Eintrag nicht mit »- «.", _INDENT),
    "did not find expected ',' or ']'": _Reading(
        "In der eckigen Klammer fehlt ein Komma oder das schließende ].",
        "Einträge mit Komma trennen und die Klammer schließen.",
    ),
    "did not find expected ',' or '}'": _Reading(
        "In der geschweiften Klammer fehlt ein Komma oder das schließende }.",
        "Einträge mit Komma trennen und die Klammer schließen; Werte mit Komma in Anführungszeichen setzen.",
    ),
    "did not find expected node content": _Reading(
        "Hier fehlt ein Wert.", "Den Wert ergänzen oder das überzählige Zeichen löschen."
    ),
    "block sequence entries are not allowed in this context": _Reading(
        "Ein Listeneintrag »- « steht hier an falscher Stelle.",
        "Die Liste in einer neuen Zeile unter dem Schlüssel beginnen.",
    ),
    "mapping keys are not allowed in this context": _Reading("Ein Schlüssel steht hier an falscher Stelle.", _INDENT),
    "found character that cannot start any token": _Reading(
        "Mit diesem Zeichen kann kein Wert beginnen.", "Den Wert in Anführungszeichen setzen."
    ),
    "found unexpected end of stream": _Reading(
        "Das Anführungszeichen wird nicht geschlossen.", "Das schließende Anführungszeichen ergänzen.", at_context=True
    ),
    "found unexpected document indicator": _Reading(
        "Das Anführungszeichen wird nicht geschlossen.", "Das schließende Anführungszeichen ergänzen.", at_context=True
    ),
    "found unknown escape character": _Reading(
        "Diese Schreibweise mit \\ gibt es nicht.", "Einen Text mit \\ in einfache Anführungszeichen setzen: '…'."
    ),
    "did not find expected hexdecimal number": _Reading(
        "Nach \\x, \\u oder \\U fehlen Ziffern.", "Das Zeichen selbst schreiben statt seiner Nummer."
    ),
    "found invalid Unicode character escape code": _Reading(
        "Diese Nummer bezeichnet kein Zeichen.", "Das Zeichen selbst schreiben statt seiner Nummer."
    ),
    "did not find expected comment or line break": _Reading(
        "Nach | oder > darf in dieser Zeile nichts mehr stehen.", "Den Text in der nächsten Zeile eingerückt beginnen."
    ),
    "did not find expected alphabetic or numeric character": _Reading(
        "Mit & oder * kann kein Wert beginnen.", "Den Wert in Anführungszeichen setzen."
    ),
    "did not find expected <document start>": _Reading("Diese Zeile gehört zu keinem Schlüssel.", _INDENT),
    "found unknown directive name": _Reading(
        "Eine Zeile darf nicht mit % beginnen.",
        "Die Zeile löschen oder den Wert in Anführungszeichen setzen.",
        "D014",
        at_context=True,
    ),
    "found incompatible YAML document": _Reading(
        "Diese Angabe zur YAML-Fassung ist nicht erlaubt.", "Die Zeile löschen.", "D014"
    ),
    "found undefined tag handle": _Reading(
        "Eine Typangabe mit ! ist nicht erlaubt.",
        "Die Typangabe löschen oder den Wert in Anführungszeichen setzen.",
        "D013",
    ),
}
_NO_KEY = _Reading("Vor dem Doppelpunkt fehlt der Schlüssel.", "Den Schlüssel ergänzen oder die Zeile löschen.", "D018")
_OTHER = _Reading("Ab hier ist die Datei kein gültiges YAML.", f"{_INDENT} {_QUOTE}")


def complaint(text: str, error: Any) -> Fault:  # noqa: ANN401 -- a yaml.YAMLError, with marks or without
    """The fault that an error of libyaml stands for; its place is always inside the text."""
    reading = _READINGS.get(str(getattr(error, "problem", "")), _OTHER)
    problem, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if reading.at_context and context is not None:
        problem, context = context, None
    offset = _inside(text, problem.index if problem is not None else 0)
    if text[offset : offset + 1] == ":" and reading is _READINGS["did not find expected key"]:
        reading = _NO_KEY
    related: tuple[tuple[Span, str], ...] = ()
    if context is not None and context.index < offset and reading.message.startswith("In der"):
        related = ((_one_character(text, context.index), "Die Klammer beginnt hier."),)
    return Fault(reading.code, _one_character(text, offset), reading.message, reading.help, related)


def _inside(text: str, offset: int) -> int:
    """`offset`, or the last character that can be seen when it lies behind that."""
    return min(offset, max(len(text.rstrip()) - 1, 0))


def _one_character(text: str, offset: int) -> Span:
    line, column = locate(text, offset)
    return Span(line, column, line, column + 1)
