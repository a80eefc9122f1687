"""A filter must name what exists: an empty list would read as if nobody had it."""

from collections.abc import Iterable, Iterator

from dkbm.dataset import Dataset
from dkbm.errors import DkbmError
from dkbm.german import aufzaehlung, fold
from dkbm.queries.rows import Filter, works_on


def checked(wanted: Filter, dataset: Dataset) -> Filter:
    """Return `wanted` with its sources spelled as in the dataset.

    Raises DkbmError (exit status 2) for a module, phase or source that there is not, with those there are.
    """
    phasen = {modul.nummer: [phase.nummer for phase in modul.phasen] for modul in dataset.prozess.module}
    for modul in wanted.modul:
        if modul not in phasen:
            raise DkbmError(f"Ein Modul {modul} hat der Prozess nicht.", f"Es gibt {_numbers(phasen, 'Modul')}.")
    there = sorted({phase for modul in wanted.modul or phasen for phase in phasen[modul]})
    for phase in wanted.phase:
        if phase not in there:
            raise DkbmError(*_no_phase(phase, wanted.modul, there))
    return wanted._replace(quelle=tuple(_source(each, dataset) for each in wanted.quelle))


def unknown_themen(wanted: Filter, dataset: Dataset) -> Iterator[str]:
    """Give each wanted Thema that no Kommune works on."""
    for thema in wanted.thema:
        if not any(works_on(kommune, thema, dataset.themen) for kommune in dataset.kommunen.values()):
            yield thema


def _no_phase(phase: int, module: tuple[int, ...], there: list[int]) -> tuple[str, str]:
    where = f"Modul {aufzaehlung(map(str, module), 'oder')}" if module else "der Prozess"
    message = f"Eine Phase {phase} hat {where} nicht."
    return message, f"Es gibt {_numbers(there, 'Phase')}." if there else "Phasen gibt es dort keine."


def _numbers(numbers: Iterable[int], noun: str) -> str:
    found = sorted(numbers)
    plural = {"Modul": "die Module", "Phase": "die Phasen"}[noun]
    return f"{plural} {aufzaehlung(map(str, found))}" if len(found) != 1 else f"nur {noun} {found[0]}"


def _source(typed: str, dataset: Dataset) -> str:
    known = {fold(ident): ident for ident in dataset.quellen}
    if (found := known.get(fold(typed))) is not None:
        return found
    from dkbm.schema.suggest import nearest  # noqa: PLC0415 -- only needed once something is wrong

    ids = sorted(dataset.quellen)
    near = known.get(fold(typed).replace("o", "0")) or nearest(typed.upper(), ids) or nearest(typed, ids)
    guess = f"Meinten Sie »{near}«? " if near else ""
    count = f"Es gibt {len(ids)} Quellen, {ids[0]} bis {ids[-1]}" if len(ids) > 1 else f"Es gibt nur {ids[0]}"
    raise DkbmError(f"Die Quelle »{typed}« gibt es nicht.", f"{guess}{count}; sie stehen in data/quellen.yaml.")
