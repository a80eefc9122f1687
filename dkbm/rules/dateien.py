"""Documents that facts rest on: each is still there, and still the one that was entered (M 8)."""

from collections.abc import Iterator
from datetime import date

from dkbm.dataset import Dataset
from dkbm.diagnostic import Code, Diagnostic, Place, Severity
from dkbm.model.kommune import Datei, Ereignis, Nachtrag, Vereinbarung
from dkbm.rules.registry import finding, rule

FEHLT = Code("D320", "dokument-fehlt", Severity.FEHLER, "dokumente")
VERAENDERT = Code("D321", "dokument-veraendert", Severity.FEHLER, "dokumente")


def documents(dataset: Dataset) -> Iterator[tuple[Datei, Place]]:
    """Yield every document an event or an agreement refers to, with the place of the reference."""
    for kommune in dataset.kommunen_und_partner:
        nachtraege = (each for eine in kommune.vereinbarungen for each in eine.nachtraege)
        entries: list[Ereignis | Vereinbarung | Nachtrag] = [*kommune.vereinbarungen, *nachtraege, *kommune.verlauf]
        for entry in entries:
            if entry.datei is not None:
                yield entry.datei, Place(entry.place.file, (*entry.place.route, "datei"))


@rule(FEHLT, VERAENDERT)
def check_documents(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Compare the checksum of each document with the one that was entered; nothing where nobody looked at them."""
    if dataset.pruefsummen is None:
        return
    for datei, place in documents(dataset):
        actual = dataset.pruefsummen.get(datei.pfad)
        if actual is None:
            message = f"Das Dokument {datei.pfad} fehlt oder ist keine gewöhnliche Datei im Datensatz."
            help_text = "Es dort ablegen oder den Pfad berichtigen."
            yield finding(FEHLT, Place(place.file, (*place.route, "pfad")), message, help_text)
        elif actual != datei.sha256:
            message = (
                f"Das Dokument {datei.pfad} ist nicht mehr das eingetragene: "
                f"eingetragen {datei.sha256}, vorgefunden {actual}."
            )
            help_text = "Das Dokument wiederherstellen; gilt die neue Fassung, sie mit --ersetzt und Grund eintragen."
            yield finding(VERAENDERT, Place(place.file, (*place.route, "sha256")), message, help_text)
