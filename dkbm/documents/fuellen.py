"""Fill templates: here, or in a child process as a job of plain data (`main`), with the same result."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from dkbm.documents.angaben import Verpackt
from dkbm.documents.loader import SIEHE, VorlageError, Vorlagen

MAX_ZEICHEN = 1_000_000
"""Some 300 pages: no document is longer."""


class Gefuellt(NamedTuple):
    """The Markdown of a document, and the templates it is made of (the wording and all it includes), sorted."""

    text: str
    wortlaute: tuple[str, ...]


Fill = Callable[[str, Mapping[str, Verpackt]], Gefuellt]
"""Fills the template of this path with the packed values of a view; raises VorlageError."""


def filler(vorlagen: Vorlagen) -> Fill:
    """A function that fills templates in this very process. The program itself uses a child for it (S 47, 48)."""
    from dkbm.documents.environment import Benutzt, angaben, environment, fill  # noqa: PLC0415 -- the program loads them in the child
    from dkbm.documents.markdown import finalize, unpack  # noqa: PLC0415

    jinja = environment(vorlagen, finalize)
    benutzt: dict[str, Benutzt] = {}

    def filled(pfad: str, daten: Mapping[str, Verpackt]) -> Gefuellt:
        if pfad not in benutzt:
            benutzt[pfad] = angaben(jinja, pfad)
        text = fill(jinja, pfad, benutzt[pfad], unpack(daten))
        if len(text) > MAX_ZEICHEN:
            raise too_long(pfad)
        return Gefuellt(text, benutzt[pfad].wortlaute)

    return filled


def too_long(pfad: str) -> VorlageError:
    """The refusal of a template that makes more text than a document has."""
    return VorlageError(
        pfad, "Das Dokument würde länger als eine Million Zeichen.", "Die Schleifen der Vorlage prüfen."
    )


class _Child:
    """The first line holds the templates (their bytes as Latin-1), every further one a job."""

    def __init__(self) -> None:
        self._fill: Fill | None = None

    def __call__(self, line: Any) -> object:  # noqa: ANN401 -- plain data
        if self._fill is None:
            self._fill = filler(Vorlagen({pfad: text.encode("latin-1") for pfad, text in line.items()}))
            return None
        try:
            return self._fill(line["pfad"], line["daten"])._asdict()
        except VorlageError as error:
            return {"fehler": [error.pfad, error.grund, error.hint]}
        except MemoryError:
            return {"fehler": [line["pfad"], "Die Vorlage braucht mehr Speicher, als Vorlagen bekommen.", SIEHE]}


def packed_templates(dateien: Mapping[str, bytes]) -> dict[str, str]:
    """Templates as the first line for a child."""
    return {pfad: inhalt.decode("latin-1") for pfad, inhalt in dateien.items() if pfad.endswith(".j2")}


_PROBE = """{% if wort == "Wort" and not leer %}{{ wort|satzanfang }}{% elif leer|length > 0 %}{% endif %}
{% for zeile in worte %}{{ zeile.teil }}{% endfor %}{% include "probe/innen.md.j2" %}{{ fehlt }}"""


def main() -> None:
    """Serve as the child process that fills templates."""
    from dkbm.store.kind import serve  # noqa: PLC0415

    _warm_up()
    serve(_Child())


def _warm_up() -> None:
    """Load whatever filling a template needs, refusals too: later the child can open no file."""
    proben = {"probe/probe.md.j2": _PROBE, "probe/innen.md.j2": "{{ wort }}", "probe/kaputt.md.j2": "{% if %}"}
    fill = filler(Vorlagen({pfad: text.encode() for pfad, text in proben.items()}))
    wort: Verpackt = (0, "wort ä 1. *x*")
    jobs: tuple[tuple[str, dict[str, Verpackt]], ...] = (
        ("probe/probe.md.j2", {"wort": wort, "leer": [], "worte": [{"teil": wort}], "fehlt": wort}),
        ("probe/probe.md.j2", {"wort": wort, "leer": [], "worte": [], "fehlt": True}),
        ("probe/kaputt.md.j2", {}),
    )
    for pfad, daten in jobs:
        with suppress(VorlageError):
            fill(pfad, daten)
