"""What rules about the course of a Kommune share: its evidence, and the complete lists of sources as evidence."""

from collections.abc import Iterator

from dkbm.dataset import Dataset
from dkbm.german import aufzaehlung
from dkbm.model.beleg import VEREINBARUNGEN, Beleg, belege
from dkbm.model.kommune import Kommune
from dkbm.model.quelle import Quelle
from dkbm.model.zeit import Datierung, datierungen

Course = tuple[Kommune, tuple[Beleg, ...]]

_last: list[tuple[Dataset, tuple[Course, ...]]] = []
"""The evidence of the dataset asked about last: the rules ask one after the other, and it never changes."""


def all_belege(dataset: Dataset) -> Iterator[Course]:
    """Yield each of the Kommunen that are counted, with what is attested of it in the order of time.

    Nothing without a process and sources: they say what an event means, and when it was.
    """
    if not (_last and _last[0][0] is dataset):
        _last[:] = [(dataset, tuple(_collect(dataset)))]
    yield from _last[0][1]


def _collect(dataset: Dataset) -> Iterator[Course]:
    if dataset.prozess.ereignisse and dataset.quellen:
        for kommune in dataset.kommunen.values():
            yield kommune, belege(kommune, dataset.prozess, dataset.quellen)


def sound_belege(dataset: Dataset) -> Iterator[Course]:
    """Yield the same, without a Kommune in whose evidence a reference leads nowhere: that is found elsewhere.

    What such a Kommune lacks may well be what the broken reference means (one fault, one finding).
    """
    kinds = {*dataset.prozess.ereignisse, *VEREINBARUNGEN}
    moduls = {None, *(modul.nummer for modul in dataset.prozess.module)}
    for kommune, found in all_belege(dataset):
        if all(
            beleg.ereignis in kinds and beleg.modul in moduls and dataset.quellen.keys() >= set(beleg.quellen)
            for beleg in found
        ):
            yield kommune, found


def complete_lists(dataset: Dataset) -> Iterator[tuple[Quelle, str, Beleg]]:
    """Yield each list a dated source gives whole, and an absence from it as evidence (what is not on it was not)."""
    for quelle in dataset.quellen.values():
        if quelle.stand is not None:
            when = datierungen(None, (quelle.id,), True, dataset.quellen)[0]
            for name in quelle.vollstaendig:
                yield quelle, name, _absence(quelle, listed_modul(name), when)


def _absence(quelle: Quelle, modul: int | None, when: Datierung) -> Beleg:
    kind = "nicht_genannt"
    return Beleg(kind, "nicht genannt", kind, modul, None, None, (quelle.id,), quelle.place, when)


def listed_modul(name: str) -> int | None:
    """The module a list such as `modul-2` is about, None for a list of the whole process."""
    number = name.removeprefix("modul-")
    return int(number) if number != name and number.isdecimal() else None


def stufe(beleg: Beleg) -> str:
    """What a piece of evidence is about, in words: `Modul 4, Phase 2`, `Modul 2`, `den Begleitprozess`."""
    if beleg.modul is None:
        return "den Begleitprozess"
    return f"Modul {beleg.modul}" + (f", Phase {beleg.phase}" if beleg.phase is not None else "")


def zitat(beleg: Beleg) -> str:
    """The sources of a piece of evidence as they are cited: `Q01`, `Q01 und Q07`."""
    return aufzaehlung(beleg.quellen)


def is_dated_step(beleg: Beleg) -> bool:
    """Whether it begins or ends a module or phase, with a date of its own."""
    return beleg.bedeutet in ("beginn", "abschluss") and beleg.modul is not None and beleg.datum is not None
