"""When Kommunen went from one place in the process to the next, and how long they stayed: what is known of it."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from dkbm.dataset import Dataset
from dkbm.datum import Datum
from dkbm.german import sort_key
from dkbm.model.beleg import VEREINBARUNGEN, Beleg, belege, moving
from dkbm.model.gewissheit import attests
from dkbm.model.kommune import Kommune
from dkbm.model.lage import Lage, lage_am
from dkbm.model.zeit import has_happened
from dkbm.queries.sachstand import Glied, Zeitraum, spalte, takes_part, witnesses

_EIN_TAG = timedelta(days=1)
_GESCHIEHT = ("beginn", "abschluss", "pause", "wiederaufnahme", "ausstieg")
"""What an entry means that tells of the change itself; all others only tell what held at their time."""


class Wechsel(NamedTuple):
    """A change of where a Kommune stands.

    `ab` is the day from which on the program counts it. `datum` is its date where a source dates it (a day, a month
    or a year); without one it lies between `frueh` (None: nobody knows) and `spaet`. `belege` are the entries that
    show it.
    """

    kommune: Kommune
    vorher: Lage
    nachher: Lage
    ab: date
    datum: Datum | None
    frueh: date | None
    spaet: date
    belege: tuple[Beleg, ...]

    @property
    def is_uebergang(self) -> bool:
        """Whether the Kommune went on; that a list no longer names it where it was tells of no step."""
        return any(each.bedeutet != "nicht_genannt" for each in self.belege)


class Verweildauer(NamedTuple):
    """How long a Kommune was in a module: from what until what, both dated, in calendar months."""

    kommune: Kommune
    modul: int
    von: Beleg
    bis: Beleg
    monate: int


def alle_wechsel(dataset: Dataset) -> tuple[Wechsel, ...]:
    """Return every change of every Kommune, in the order of time, then of names."""
    found = [each for kommune in dataset.kommunen.values() for each in _of_kommune(dataset, kommune)]
    return tuple(sorted(found, key=lambda each: (each.ab, sort_key(each.kommune.name), each.kommune.id)))


def datiert(found: Sequence[Wechsel], zeitraum: Zeitraum) -> tuple[Wechsel, ...]:
    """Return the steps whose date lies wholly within a period; what is merely `between` is never counted."""
    return tuple(each for each in found if each.is_uebergang and _is_dated_into(each, zeitraum))


def _is_dated_into(wechsel: Wechsel, zeitraum: Zeitraum) -> bool:
    datum = wechsel.datum
    return datum is not None and zeitraum.von <= datum.lo <= datum.hi <= zeitraum.bis


def undatiert(found: Sequence[Wechsel], zeitraeume: Sequence[Zeitraum]) -> tuple[Wechsel, ...]:
    """Return the steps that may lie within these periods (one after the other) and count in none of them."""
    counted = {(each.kommune.id, each.ab) for zeitraum in zeitraeume for each in datiert(found, zeitraum)}
    steps = (each for each in _within(found, zeitraeume) if each.is_uebergang)
    return tuple(each for each in steps if (each.kommune.id, each.ab) not in counted)


def nicht_mehr_belegt(found: Sequence[Wechsel], zeitraeume: Sequence[Zeitraum]) -> tuple[Wechsel, ...]:
    """Return the changes within these periods that are no step: a list no longer names a Kommune where it was."""
    return tuple(each for each in _within(found, zeitraeume) if not each.is_uebergang)


def _within(found: Sequence[Wechsel], zeitraeume: Sequence[Zeitraum]) -> Iterator[Wechsel]:
    """The changes that may lie within these periods."""
    if zeitraeume:
        von, bis = zeitraeume[0].von, zeitraeume[-1].bis
        yield from (each for each in found if each.spaet >= von and (each.frueh or date.min) <= bis)


def erreicht(dataset: Dataset, modul: int, tag: date) -> tuple[Glied, ...]:
    """Return who is attested in a module at some time up to a day, wherever they stand on it."""
    found: list[Glied] = []
    for kommune in sorted(dataset.kommunen.values(), key=lambda each: (sort_key(each.name), each.art, each.id)):
        all_belege = belege(kommune, dataset.prozess, dataset.quellen)
        there = tuple(
            each
            for each in moving(all_belege)
            if each.attests_presence and each.modul == modul and has_happened(each.wann, tag)
        )
        if there:
            lage = lage_am(kommune, tag, dataset.prozess, dataset.quellen, all_belege)
            found.append(Glied(kommune, lage, there))
    return tuple(found)


def dauern(dataset: Dataset, tag: date) -> tuple[Verweildauer, ...]:
    """Return how long modules took where both ends are dated to a month by then, by module, then by name."""
    found = [each for kommune in dataset.kommunen.values() for each in _dauern(dataset, kommune, tag)]
    return tuple(sorted(found, key=lambda each: (each.modul, sort_key(each.kommune.name), each.kommune.id)))


def _of_kommune(dataset: Dataset, kommune: Kommune) -> Iterator[Wechsel]:
    known = belege(kommune, dataset.prozess, dataset.quellen)
    vorher, frueh = Lage("kein_beleg"), None
    for tag in sorted({_threshold(each) for each in moving(known)} - {date.max}):
        nachher = lage_am(kommune, tag, dataset.prozess, dataset.quellen, known)
        if _place(nachher) != _place(vorher):
            wechsel = _wechsel(kommune, vorher, nachher, tag, known)
            yield (wechsel := wechsel._replace(frueh=max(filter(None, (frueh, wechsel.frueh)), default=None)))
            if wechsel.datum is None or nachher.lage != "im_prozess":
                frueh = wechsel.frueh  # what follows cannot lie before it
        vorher = nachher


def _wechsel(kommune: Kommune, vorher: Lage, nachher: Lage, tag: date, known: tuple[Beleg, ...]) -> Wechsel:
    new = tuple(each for each in moving(known) if _threshold(each) == tag)
    shown = tuple(each for each in new if attests(each, nachher)) or new
    told = [each.datum for each in shown if each.datum and _tells(each)]
    exact = next((datum for datum in told if not datum.spanne), None)
    if exact is not None:
        return Wechsel(kommune, vorher, nachher, tag, exact, exact.lo, exact.hi, shown)
    last = witnesses(known, vorher, tag - _EIN_TAG)[-1:] if _excludes(vorher, nachher) else ()
    starts = [datum.lo for datum in told] + [each.wann.lo for each in last]
    frueh = max((start for start in starts if start != date.min), default=None)
    return Wechsel(kommune, vorher, nachher, tag, None, frueh, min(each.wann.hi for each in shown), shown)


def _excludes(vorher: Lage, nachher: Lage) -> bool:
    """Whether who attests the one denies the other: who names no module does not deny that it was this one."""
    return vorher.lage != "im_prozess" or not takes_part(nachher)


def _tells(beleg: Beleg) -> bool:
    """Whether an entry tells of the change itself; signing an agreement opens what it is about."""
    return beleg.bedeutet in _GESCHIEHT or beleg.ereignis in VEREINBARUNGEN


def _threshold(beleg: Beleg) -> date:
    """The first day on which it has happened."""
    return beleg.wann.hi if beleg.wann.spanne else beleg.wann.lo


def _place(lage: Lage) -> tuple[object, ...]:
    return spalte(lage), lage.abgeschlossen


def _dauern(dataset: Dataset, kommune: Kommune, tag: date) -> Iterator[Verweildauer]:
    dated = [
        each
        for each in moving(belege(kommune, dataset.prozess, dataset.quellen))
        if each.modul is not None and _is_exact(each.datum) and _tells(each) and has_happened(each.wann, tag)
    ]
    for modul in dataset.prozess.module:
        start = min((each for each in dated if _opens(each, modul.nummer)), key=_when, default=None)
        if start is None:
            continue
        later = [each for each in dated if _when(each) > _when(start) and _closes(each, modul.nummer)]
        end = min(later, key=_when, default=None)
        if end is not None:
            von, bis = start.wann.lo, end.wann.lo
            months = (bis.year - von.year) * 12 + bis.month - von.month
            yield Verweildauer(kommune, modul.nummer, start, end, months)


def _opens(beleg: Beleg, modul: int) -> bool:
    return beleg.modul == modul and beleg.bedeutet != "abschluss" and beleg.phase in (None, 1)


def _closes(beleg: Beleg, modul: int) -> bool:
    """Whether a module was over by then: it was closed, or the very next one was opened."""
    return (beleg.ends_modul and beleg.modul == modul) or _opens(beleg, modul + 1)


def _is_exact(datum: Datum | None) -> bool:
    return datum is not None and not datum.spanne and (datum.hi - datum.lo).days < 31


def _when(beleg: Beleg) -> date:
    return beleg.wann.lo


def wann_text(wechsel: Wechsel) -> str:
    """The time of a change as a date of the dataset: `2018-07`, or a span; whole months read as such."""
    if wechsel.datum is not None:
        return wechsel.datum.text
    frueh, spaet = wechsel.frueh, wechsel.spaet
    start = "" if frueh is None else frueh.isoformat()
    if (frueh is None or frueh.day == 1) and (spaet + _EIN_TAG).day == 1:
        return f"{start[:7]}..{spaet.isoformat()[:7]}"
    return f"{start}..{spaet.isoformat()}"
