"""What is wrong with the wordings of a dataset, before anyone needs a document (S 52, 54)."""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from dkbm.documents.loader import ENDUNG, VorlageError, Vorlagen
from dkbm.documents.verzeichnis import VORLAGEN, teil

if TYPE_CHECKING:
    from jinja2 import Environment


class _Muster(NamedTuple):
    """What no line of a wording may hold, and why."""

    muster: re.Pattern[str]
    grund: str


_ZEILEN = (
    _Muster(re.compile(r"<(?:[a-zA-Z/!?])|&(?:#[0-9]|#x|[a-zA-Z]+;)"), "HTML gilt hier nicht und stünde so im Text."),
    _Muster(
        re.compile(r"^\s*:::.*\{[{%]"),
        "In der Zeile eines Behälters (:::) steht eine Angabe; sein Name steht fest in der Vorlage.",
    ),
    _Muster(
        re.compile(r"^[\s:|-]*-{3,}[\s:|-]*\{\{|^[\s:|-]*\{\{[^|]*\}\}[\s:|-]*-{3,}"),
        "In der Trennzeile einer Tabelle steht eine Angabe.",
    ),
    _Muster(re.compile(r"!\[|\]\("), "Verweise und Bilder stehen nicht im Wortlaut; Bilder gibt ::: bild."),
    _Muster(re.compile(r"^\s*#{4}"), "Überschriften gibt es bis zur dritten Stufe (###)."),
    _Muster(re.compile(r"^\s*(?:>|```|~~~)"), "Zitate und Programmtext gibt es in Dokumenten nicht."),
    _Muster(
        re.compile(r"^(?: {4}|\t)(?! *(?:[-|]|[0-9]+\.|\{%))\S"),
        "Vier Leerzeichen am Anfang machen daraus Programmtext.",
    ),
)
_BEMERKUNG = re.compile(r"\{#.*?#\}", re.DOTALL)


def lint(dateien: Mapping[str, bytes]) -> list[str]:
    """The findings about the templates of a dataset (by their names below `templates/`), each a German sentence.

    Every template is read and compiled, not filled in; those that are no Markdown, that hold what a wording must not
    hold, that lack the head of a wording or that no document uses are named.
    """
    vorlagen = Vorlagen(dateien)
    found = [
        f"templates/{pfad}: Der Name einer Vorlage endet auf {ENDUNG}." for pfad in sorted(dateien) if _is_odd(pfad)
    ]
    benutzt = _with_head(vorlagen, found)
    jinja = _environment(vorlagen)
    for pfad in vorlagen.pfade():
        found += _of(vorlagen, jinja, pfad, benutzt)
    unbenutzt = sorted({*vorlagen.pfade()} - benutzt)
    found += [f"templates/{pfad}: Kein Dokument benutzt diese Vorlage." for pfad in unbenutzt]
    return list(dict.fromkeys(found))


def _is_odd(pfad: str) -> bool:
    return pfad.endswith(".j2") and not pfad.endswith(ENDUNG)


def _with_head(vorlagen: Vorlagen, found: list[str]) -> set[str]:
    """The wordings of documents; those without a proper head go to the findings."""
    koepfe: set[str] = set()
    for pfad in vorlagen.pfade():
        lage = PurePosixPath(pfad)
        vorlage = VORLAGEN.get(lage.parent.as_posix())
        if vorlage and any(lage.name.startswith(teil(vorlage, modul)) for modul in range(1, 5)):
            koepfe.add(pfad)
            try:
                vorlagen.fassung(pfad)
            except VorlageError as error:
                found.append(error.message)
    return koepfe


def _environment(vorlagen: Vorlagen) -> "Environment":
    from dkbm.documents.environment import environment  # noqa: PLC0415 -- Jinja is for what compiles templates
    from dkbm.documents.markdown import finalize  # noqa: PLC0415

    return environment(vorlagen, finalize)


def _of(vorlagen: Vorlagen, jinja: "Environment", pfad: str, benutzt: set[str]) -> Iterator[str]:
    """The findings of one template; what it includes is added to what is `benutzt`, if a document uses it."""
    from dkbm.documents.environment import compiled  # noqa: PLC0415

    try:
        text = vorlagen.text(pfad)
        uses = compiled(jinja, pfad)
    except VorlageError as error:
        yield error.message
        return
    if pfad in benutzt:
        benutzt |= set(uses.wortlaute)
    ohne = _BEMERKUNG.sub(lambda match: "\n" * match[0].count("\n"), text)
    for number, zeile in enumerate(ohne.splitlines(), 1):
        for each in _ZEILEN:
            if each.muster.search(zeile):
                yield f"templates/{pfad}: Zeile {number}: {each.grund}"
