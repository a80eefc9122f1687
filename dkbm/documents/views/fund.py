"""Values of files that have no class: each with the place it stands at, and none that is of the wrong shape."""

from typing import Any, NamedTuple

from dkbm.dataset import Dataset
from dkbm.datum import Datum, DatumError, parse_datum
from dkbm.diagnostic import Place
from dkbm.documents.angaben import Angabe
from dkbm.german import datum_in_worten


class Fund(NamedTuple):
    """A mapping in a file of the dataset; what has another shape than asked for is passed over."""

    wert: dict[str, Any]
    place: Place

    def at(self, *route: str | int) -> Place:
        """The place of something in it."""
        return Place(self.place.file, (*self.place.route, *route))

    def text(self, key: str) -> Angabe | None:
        """The text or number under `key`, None where there is none or it is blank."""
        value = self.wert.get(key)
        if isinstance(value, bool) or not isinstance(value, str | int) or not str(value).strip():
            return None
        return Angabe(value, self.at(key))

    def ja(self, key: str) -> bool:
        """Whether `true` stands under `key`."""
        return self.wert.get(key) is True

    def texte(self, key: str) -> tuple[Angabe, ...]:
        """The texts of the list under `key`; a single text counts as a list of one."""
        value = self.wert.get(key)
        if isinstance(value, str):
            return (Angabe(value, self.at(key)),)
        found = enumerate(value if isinstance(value, list) else ())
        return tuple(Angabe(text, self.at(key, index)) for index, text in found if isinstance(text, str))

    def jeder(self, key: str) -> tuple["Fund", ...]:
        """The mappings of the list under `key`."""
        value = self.wert.get(key)
        found = enumerate(value if isinstance(value, list) else ())
        return tuple(Fund(each, self.at(key, index)) for index, each in found if isinstance(each, dict))

    def datum(self, key: str = "datum") -> Datum | None:
        """The date under `key`; where sources disagree, the preferred one, which is the first that has a date."""
        value = self.wert.get(key)
        if isinstance(value, list):
            return next((datum for each in self.jeder(key) if (datum := each.datum())), None)
        try:
            return parse_datum(value) if isinstance(value, str) else None
        except DatumError:
            return None

    def wann(self, key: str = "datum") -> Angabe | None:
        """That date in words."""
        datum = self.datum(key)
        return Angabe(datum_in_worten(datum.text), self.at(key)) if datum else None


def datei(dataset: Dataset, path: str) -> Fund:
    """A file of the dataset, empty where it is missing or could not be read."""
    document = dataset.documents.get(path)
    return Fund(document.value if document and isinstance(document.value, dict) else {}, Place(path))


def wann_im_satz(text: str) -> str:
    """An entered date as it follows a verb: `am 16.10.2017`, `im Februar 2018`, `im Jahr 2018`, `zwischen … und …`."""
    worte = datum_in_worten(text)
    return {4: "im Jahr ", 7: "im ", 10: "am "}.get(len(text), "") + worte if ".." not in text else worte
