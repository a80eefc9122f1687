"""The annex of a report: for each of its numbers a list of the Kommunen behind it, with keys and sources."""

from collections.abc import Sequence
from datetime import date

from dkbm.dataset import Dataset
from dkbm.diagnostic import Place
from dkbm.documents.angaben import Angabe, Inhalt
from dkbm.documents.views.wissen import name_von, ordnung, quelle_kurz, stellen, zahl
from dkbm.german import tag
from dkbm.queries.sachstand import Glied


class Belegliste:
    """Collects the lists while a report is made and gives each its mark: `B1`, `B2` …"""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._found: list[Inhalt] = []
        self.quellen: list[str] = []

    def add(self, glieder: Sequence[Glied], words: str, day: date) -> Angabe:
        """Add the list behind a number; its mark, or a dash where there is nobody. `words` say what is counted."""
        if not glieder:
            return Angabe("–", aufruf="--bis")
        mark = f"B{len(self._found) + 1}"
        self.quellen += [beleg.quelle for glied in glieder for beleg in glied.belege if beleg.quelle]
        places = stellen(glieder)
        self._found.append(
            {
                "zeichen": Angabe(mark, *places),
                "worte": Angabe(words.format(tag(day)), *places),
                "anzahl": zahl(glieder),
                "kommunen": tuple(self._row(glied) for glied in sorted(glieder, key=ordnung)),
            }
        )
        return Angabe(mark, *places)

    def inhalt(self) -> Inhalt:
        """All lists, in the order of their marks."""
        return tuple(self._found)

    def _row(self, glied: Glied) -> Inhalt:
        file = glied.kommune.place.file
        source = quelle_kurz(glied.belege, self._dataset.quellen)
        return {
            "schluessel": Angabe(glied.kommune.schluessel or "–", Place(file, ("schluessel",))),
            "name": name_von(glied.kommune),
            "quelle": source or Angabe("", Place(file)),
        }
