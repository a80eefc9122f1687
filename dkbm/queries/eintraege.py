"""From what a person types to one group of the network or one example: ids, names, and the beginning of a word."""

from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from dkbm.dataset import Dataset
from dkbm.errors import NameUnresolvedError
from dkbm.german import aufzaehlung, fold

NETZWERK, BEISPIELE = "data/netzwerk/", "data/beispiele/"
_SIMILAR, _WIDTH = 0.6, 80
_KEIN = {"Gruppe": "Keine", "Beispiel": "Kein"}


class Eintrag(NamedTuple):
    """Something that has a file of its own: its id, the path, what it is called, and all names it answers to."""

    id: str
    path: str
    bezeichnung: str
    namen: tuple[str, ...]


def gruppen(dataset: Dataset) -> tuple[Eintrag, ...]:
    """The groups of the network, and the network itself; a file that cannot be read answers to its id alone."""
    return tuple(_files(dataset, NETZWERK, _gruppe_namen))


def beispiele(dataset: Dataset) -> tuple[Eintrag, ...]:
    """The examples; each answers to its title, to its Kommune and to the number of its Eckpunkt, too."""
    return tuple(_files(dataset, BEISPIELE, lambda value: _beispiel_namen(dataset, value)))


def find(text: str, eintraege: Iterable[Eintrag], was: str, befehl: str) -> Eintrag:
    """Return the one entry that `text` names; an exact name wins over the beginning of a word in it.

    Raises NameUnresolvedError when nothing fits (with the nearest names, or all) or several do (with the `befehl` to
    repeat). `was` is what is looked for, a key of _KEIN.
    """
    everyone, wanted = list(eintraege), fold(text)
    exact = [each for each in everyone if wanted in map(fold, (each.id, *each.namen))]
    begun = [each for each in everyone if any(f" {wanted}" in f" {fold(name)}" for name in each.namen)]
    for found in (exact, begun if wanted else []):
        if len(found) == 1:
            return found[0]
        if found:
            width = max(len(each.bezeichnung) for each in found)
            lines = [f"  {each.bezeichnung:{width}}   {befehl} {each.id}" for each in found]
            raise NameUnresolvedError(f"»{text}« ist nicht eindeutig:", "\n".join(lines))
    raise NameUnresolvedError(*_unknown(text, everyone, was))


def _unknown(text: str, everyone: list[Eintrag], was: str) -> tuple[str, str]:
    message = f"{_KEIN[was]} {was} heißt »{text}«."
    near = [each for each in everyone if _similarity(text, each) >= _SIMILAR]
    if near:
        best = sorted(near, key=lambda each: -_similarity(text, each))[:3]
        guesses = aufzaehlung((f"»{each.id}« ({each.bezeichnung})" for each in best), "oder")
        return f"{message} Meinten Sie {guesses}?", ""
    width = max((len(each.id) for each in everyone), default=0)
    lines = [_fitting(f"  {each.id:{width}}   {each.bezeichnung}") for each in everyone]
    return message, "\n".join(
        ["Vorhanden:", *lines]
    ) if lines else f"Im Datensatz gibt es noch {_KEIN[was].lower()} {was}."


def _fitting(line: str) -> str:
    return line if len(line) <= _WIDTH else f"{line[: _WIDTH - 1]}…"


def _similarity(text: str, eintrag: Eintrag) -> float:
    wanted = fold(text)
    return max(SequenceMatcher(None, wanted, fold(name)).ratio() for name in (eintrag.id, *eintrag.namen))


def _files(dataset: Dataset, folder: str, names: Callable[[dict[str, Any]], list[object]]) -> Iterator[Eintrag]:
    for path in sorted(path for path in dataset.texts if path.startswith(folder) and path.endswith(".yaml")):
        document = dataset.documents.get(path)
        value = document.value if document is not None and isinstance(document.value, dict) else {}
        found = [name for name in names(value) if isinstance(name, str) and name.strip()]
        ident = PurePosixPath(path).stem
        yield Eintrag(ident, path, found[0] if found else ident, tuple(dict.fromkeys(found)))


def _gruppe_namen(value: dict[str, Any]) -> list[object]:
    """`AG 2 Kommunales Bildungsmonitoring` first, then the parts of it, older names and short forms."""
    kennung = value.get("kennung")
    namen = [each.get("name") for key in ("namen", "auch") for each in _mappings(value.get(key))]
    whole = value.get("name") or (f"{kennung} {namen[0]}" if namen and namen[0] != kennung else kennung)
    return [whole, kennung, *namen]


def _beispiel_namen(dataset: Dataset, value: dict[str, Any]) -> list[object]:
    kommune = dataset.kommunen.get(str(value.get("kommune")))
    eckpunkt = value.get("eckpunkt")
    numbers = [f"Eckpunkt {eckpunkt}", str(eckpunkt)] if isinstance(eckpunkt, int) else []
    return [value.get("titel"), *([kommune.offizieller_name, kommune.name] if kommune else []), *numbers]


def _mappings(value: object) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
