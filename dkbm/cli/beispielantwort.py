"""What `dkbm beispiele` answers to each of its questions."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dkbm.dataset import Dataset
    from dkbm.queries.themenfinder import Wahl
    from dkbm.queries.werke import Werk


class Frage(NamedTuple):
    """The dataset that is asked, the day it is asked for, which record it is in words, and what day it is today."""

    dataset: "Dataset"
    stichtag: date
    datenstand: str
    heute: date


class Antwort(NamedTuple):
    """What is shown: as text, as JSON (made only when asked for, with the revision), and the exit status."""

    text: str
    as_json: Callable[[str | None], dict[str, Any]]
    status: int = 0


def wahl(
    dataset: "Dataset",
    eckpunkt: int | None = None,
    kommune: str | None = None,
    thema: str | None = None,
    suche: str | None = None,
    art: "Sequence[str]" = (),
) -> "Wahl":
    """Return what is wanted, with the Kommune found by its name.

    Raises DkbmError for a search without a word, NameUnresolvedError for an unknown Kommune.
    """
    from dkbm.cli.suchworte import require_words
    from dkbm.model.beispiel import ARTEN
    from dkbm.queries.themenfinder import Wahl

    for option, text in (("--suche", suche), ("--thema", thema)):
        if text is not None:
            require_words(text, option, f"dkbm beispiele {option} Monitoring")
    arten = tuple(each for each in ARTEN if "alle" in art or each in (art or ("beispiel",)))
    return Wahl(arten, eckpunkt, _kommune_id(dataset, kommune), thema, suche)


def _kommune_id(dataset: "Dataset", name: str | None) -> str | None:
    from dkbm.queries.names import resolve

    if name is None:
        return None
    return resolve(name, dataset.kommunen_und_partner, "dkbm beispiele --kommune").kommune.id


def liste(frage: Frage, wahl: "Wahl") -> Antwort:
    """What was found. Raises NameUnresolvedError for an Eckpunkt that there is not."""
    from dkbm.queries.themenfinder import finde
    from dkbm.report.beispiele_json import liste_json
    from dkbm.report.beispiele_text import liste_text

    found = finde(frage.dataset, wahl, frage.stichtag)
    text = liste_text(found, wahl, frage.dataset, frage.stichtag, frage.datenstand)
    return Antwort(text, lambda revision: liste_json(found, frage.dataset, revision))


def eines(frage: Frage, typed: str) -> Antwort:
    """One thing, by id, title, Kommune or Eckpunkt. Raises NameUnresolvedError, DatasetBrokenError."""
    from dkbm.report.beispiele_json import werk_json
    from dkbm.report.beispiele_text import werk_text

    werk = _werk(frage.dataset, typed)
    text = werk_text(werk, frage.dataset, frage.stichtag, frage.datenstand)
    return Antwort(text, lambda revision: werk_json(werk, frage.dataset, frage.stichtag, revision))


def _werk(dataset: "Dataset", typed: str) -> "Werk":
    from dkbm.queries.eintraege import Eintrag, beispiele, find
    from dkbm.queries.reading import DatasetBrokenError
    from dkbm.queries.werke import werke

    alle = werke(dataset)
    andere = (Eintrag(each.id, each.place.file, each.titel, (each.titel,)) for each in alle if each.beispiel is None)
    found = find(typed, (*beispiele(dataset), *andere), "Beispiel", "dkbm beispiele")
    werk = next((each for each in alle if (each.id, each.place.file) == (found.id, found.path)), None)
    if werk is None:
        raise DatasetBrokenError(
            f"{found.path} ist fehlerhaft; »{found.id}« lässt sich nicht zeigen.", "Was fehlt, sagt: dkbm validate"
        )
    return werk


def aehnlich_zu(frage: Frage, typed: str) -> Antwort:
    """Who has done the same as a Kommune. Raises NameUnresolvedError for an unknown one."""
    from dkbm.queries.aehnlich import aehnlich
    from dkbm.queries.names import resolve
    from dkbm.report.beispiele_aehnlich import aehnlich_text
    from dkbm.report.beispiele_json import aehnlich_json

    everyone = frage.dataset.kommunen_und_partner
    kommune = resolve(typed, everyone, "dkbm beispiele ähnlich").kommune
    found = aehnlich(frage.dataset, kommune, frage.stichtag, frage.heute)
    text = aehnlich_text(found, frage.dataset, frage.datenstand)
    return Antwort(text, lambda revision: aehnlich_json(found, frage.dataset, revision))


def auszaehlen(frage: Frage, typed: str | None) -> Antwort:
    """The count of a choice, or how examples are chosen. Raises NameUnresolvedError for an unknown choice."""
    from dkbm.queries.auszaehlung import zaehle
    from dkbm.report.beispiele_auswahl import auswahl_text, verfahren_text
    from dkbm.report.beispiele_json import auswahl_json, verfahren_json

    dataset = frage.dataset
    if typed is None:
        text = verfahren_text(dataset.eckpunkte, dataset.auswahlen.values())
        return Antwort(text, lambda revision: verfahren_json(dataset, revision))
    known = {each.id for each in dataset.kommunen_und_partner}
    found = zaehle(dataset.auswahlen[_auswahl_id(dataset, typed)], dataset.gruppen, known)
    text = auswahl_text(found, dataset, frage.datenstand)
    return Antwort(text, lambda revision: auswahl_json(found, dataset, revision), 1 if found.einwaende else 0)


def _auswahl_id(dataset: "Dataset", typed: str) -> str:
    from dkbm.errors import NameUnresolvedError
    from dkbm.german import aufzaehlung, fold

    for each in dataset.auswahlen.values():
        if fold(typed) in (fold(each.id), fold(each.titel)):
            return each.id
    there = aufzaehlung(dataset.auswahlen)
    hint = f"Vorhanden: {there}." if there else "Eine Auswahl steht als Datei in data/auswahl/; bisher gibt es keine."
    raise NameUnresolvedError(f"Keine Auswahl heißt »{typed}«.", hint)
