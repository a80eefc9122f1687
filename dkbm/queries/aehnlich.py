"""Who has already done what a Kommune works on: others with the same theme that are as far or further."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from dkbm.dataset import Dataset
from dkbm.german import sort_key
from dkbm.model.beispiel import ARTEN
from dkbm.model.format import Format
from dkbm.model.gruppenname import namen_am
from dkbm.model.kommune import Kommune
from dkbm.model.lage import Lage, lage_am
from dkbm.queries.arbeit import Arbeit, arbeiten, is_attested, speaks_of
from dkbm.queries.werke import Werk, ist_spaeter, werke


class Vorbild(NamedTuple):
    """A Kommune with the same theme: `arbeiten` attest it, one for each shared keyword, `lage` where it stands."""

    kommune: Kommune
    lage: Lage
    arbeiten: tuple[Arbeit, ...]


class Gruppentreffer(NamedTuple):
    """A group of the network whose name on the day speaks of a keyword, with that name."""

    gruppe: str
    schlagwort: str
    stelle: str


class Aehnlich(NamedTuple):
    """The answer; `arbeiten` are what the Kommune itself works on or plans, `vorbilder` are ranked.

    `ohne_stand` have the same theme too, and no module is attested for them on that day, or an earlier one.
    `formate` are those of the module the Kommune stands in. `spaeter` is what is not certainly attested by that day,
    `werke_spaeter` what appeared after it.
    """

    kommune: Kommune
    stichtag: date
    lage: Lage
    arbeiten: tuple[Arbeit, ...]
    vorbilder: tuple[Vorbild, ...]
    ohne_stand: tuple[Vorbild, ...]
    werke: tuple[Werk, ...]
    gruppen: tuple[Gruppentreffer, ...]
    formate: tuple[Format, ...]
    spaeter: tuple[Arbeit, ...] = ()
    werke_spaeter: tuple[Werk, ...] = ()

    @property
    def schlagworte(self) -> tuple[str, ...]:
        """The keywords asked for, each once, in the order of the file."""
        return tuple(dict.fromkeys(each.schlagwort for each in self.arbeiten))


def aehnlich(dataset: Dataset, kommune: Kommune, stichtag: date, heute: date = date.max) -> Aehnlich:
    """Return who and what on `stichtag` has to do with the themes of a Kommune; nothing is found where it has none.

    What nobody dates counts from `heute` on. Another Kommune must stand in the same module or a later one; where the
    module of this one is not attested, any module will do. Ranked by the number of shared keywords, then by how far it
    is, then by name.
    """
    lage = lage_am(kommune, stichtag, dataset.prozess, dataset.quellen)
    alle = tuple(arbeiten(kommune, dataset))
    eigene = tuple(each for each in alle if each.geplant or is_attested(each, stichtag, dataset, heute))
    gesucht = tuple(dict.fromkeys(each.schlagwort for each in eigene))
    andere = [each for each in _andere(dataset, kommune, (stichtag, heute), gesucht) if each.arbeiten]
    lesen = _werke(dataset, kommune, gesucht)
    voraus = [each for each in andere if _is_ahead(each.lage, lage)]
    return Aehnlich(
        kommune,
        stichtag,
        lage,
        eigene,
        tuple(sorted(voraus, key=_rang)),
        tuple(sorted((each for each in andere if each not in voraus), key=_rang)),
        tuple(each for each in lesen if not ist_spaeter(each, stichtag)),
        tuple(_gruppen(dataset, gesucht, stichtag)),
        _formate(dataset, lage.modul if gesucht else None),
        tuple(each for each in alle if each not in eigene),
        tuple(each for each in lesen if ist_spaeter(each, stichtag)),
    )


def _andere(dataset: Dataset, kommune: Kommune, tage: tuple[date, date], gesucht: tuple[str, ...]) -> Iterator[Vorbild]:
    for other in dataset.kommunen_und_partner:
        if other.id == kommune.id or not gesucht:
            continue
        alle = arbeiten(other, dataset)
        getan = [each for each in alle if not each.geplant and is_attested(each, tage[0], dataset, tage[1])]
        found = {each.schlagwort: each for each in reversed(getan)}
        shared = tuple(found[key] for key in gesucht if key in found)
        if shared:
            yield Vorbild(other, lage_am(other, tage[0], dataset.prozess, dataset.quellen), shared)


def _stufe(lage: Lage) -> float | None:
    """How far it is: the module, half a step more between two; None where no module is attested."""
    if lage.modul is not None:
        return lage.modul
    return lage.abgeschlossen + 0.5 if lage.abgeschlossen is not None else None


def _is_ahead(other: Lage, own: Lage) -> bool:
    theirs, mine = _stufe(other), _stufe(own)
    return theirs is not None and (mine is None or theirs >= mine)


def _rang(each: Vorbild) -> tuple[object, ...]:
    return -len(each.arbeiten), -(_stufe(each.lage) or 0), -(each.lage.phase or 0), sort_key(each.kommune.name)


def _werke(dataset: Dataset, kommune: Kommune, gesucht: tuple[str, ...]) -> tuple[Werk, ...]:
    """What others wrote on these keywords: those that share most first, then kind by kind."""
    found = [each for each in werke(dataset) if set(each.schlagworte) & set(gesucht) and each.kommune != kommune.id]
    return tuple(
        sorted(found, key=lambda each: (-len(set(each.schlagworte) & set(gesucht)), list(ARTEN).index(each.art)))
    )


def _gruppen(dataset: Dataset, gesucht: tuple[str, ...], stichtag: date) -> Iterator[Gruppentreffer]:
    """The groups by the name they bore; what their purpose mentions besides says nothing of what they work on."""
    for gruppe in dataset.gruppen.values():
        name = namen_am(gruppe, stichtag, dataset.quellen).name
        for key in gesucht:
            if speaks_of(name, dataset.themen.get(key, key)):
                yield Gruppentreffer(gruppe.id, key, name)


def _formate(dataset: Dataset, modul: int | None) -> tuple[Format, ...]:
    portfolio = dataset.formate.formate if dataset.formate is not None else ()
    return tuple(each for each in portfolio if modul is not None and modul in each.module)
