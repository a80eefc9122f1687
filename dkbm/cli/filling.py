"""Templates are filled in a child process; what takes it too long is said in German, with the template (S 47, 48)."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dkbm.documents.fuellen import Fill, Gefuellt


@contextmanager
def filling(dateien: Mapping[str, bytes]) -> "Iterator[Fill]":
    """Start a child with these templates, and give the function that lets it fill one; end it afterwards."""
    from dkbm.documents.fuellen import packed_templates
    from dkbm.store.kind import Kind

    with Kind("dkbm.documents.fuellen", packed_templates(dateien)) as kind:
        yield lambda pfad, daten: _filled(kind.ask, pfad, daten)


def _filled(ask: Any, pfad: str, daten: Any) -> "Gefuellt":  # noqa: ANN401 -- plain data
    from dkbm.documents.fuellen import Gefuellt
    from dkbm.documents.loader import SIEHE, VorlageError
    from dkbm.store.kind import KindError

    try:
        answer = ask({"pfad": pfad, "daten": daten})
    except KindError as error:
        grund = "Das Ausfüllen dauert zu lange" if error.zu_lange else "Das Ausfüllen brach ab"
        raise VorlageError(pfad, f"{grund}; es wurde beendet.", f"Die Schleifen der Vorlage prüfen. {SIEHE}") from None
    if "fehler" in answer:
        raise VorlageError(*answer["fehler"])
    return Gefuellt(answer["text"], tuple(answer["wortlaute"]))
