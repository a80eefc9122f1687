"""Which Kommunen take part in the network on a day: by persons who belong to a group, or because a source says so."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from dkbm.dataset import Dataset
from dkbm.german import sort_key
from dkbm.model.beleg import Beleg, belege
from dkbm.model.kommune import Kommune
from dkbm.model.mitwirkung import MITGLIED, Mitwirkung
from dkbm.model.zeit import has_happened

TEILNAHME = "netzwerk"
"""The kind of event by which a source says that a Kommune takes part, without a person."""


class Teilnahme(NamedTuple):
    """An event by which a Kommune takes part on a day; `gewissheit` is `belegt` or `fortgeschrieben`."""

    beleg: Beleg
    gewissheit: str


class Vertreten(NamedTuple):
    """A Kommune (or partner) and what it is represented by: parts of persons, events of its own.

    `gewissheit` is `belegt` where one of them is on that day, `fortgeschrieben` where all were before, and
    `nicht_mehr` where only persons stood for it who are no longer there.
    """

    kommune: Kommune
    gewissheit: str
    durch: tuple[Mitwirkung, ...]
    teilnahmen: tuple[Teilnahme, ...] = ()


class Vertretung(NamedTuple):
    """Who takes part: `kommunen` and `fehlend` are all that count, `partner` are not counted.

    `nicht_mehr` are those of `fehlend` (and partners) for whom a person stood who is no longer there.
    """

    kommunen: tuple[Vertreten, ...]
    partner: tuple[Vertreten, ...]
    fehlend: tuple[Kommune, ...]
    nicht_mehr: tuple[Vertreten, ...]


def vertretung(
    dataset: Dataset, mitwirkende: Iterable[Mitwirkung], stichtag: date, *, ganz: bool = False
) -> Vertretung:
    """Return who takes part by these parts, and with `ganz` also by events, which speak of the network as a whole."""
    by_stelle: dict[str, list[Mitwirkung]] = {}
    for each in mitwirkende:
        if each.stelle is not None and each.aufgabe.rolle in MITGLIED:
            by_stelle.setdefault(each.stelle, []).append(each)

    def of(some: Iterable[Kommune]) -> list[Vertreten]:
        found = (
            _vertreten(each, by_stelle.get(each.id, ()), teilnahmen(each, dataset, stichtag) if ganz else ())
            for each in sorted(some, key=lambda each: sort_key(each.name))
        )
        return [each for each in found if each is not None]

    counted, partner = of(dataset.kommunen.values()), of(dataset.partner.values())
    present = {each.kommune.id for each in counted if each.gewissheit != "nicht_mehr"}
    return Vertretung(
        tuple(each for each in counted if each.gewissheit != "nicht_mehr"),
        tuple(each for each in partner if each.gewissheit != "nicht_mehr"),
        tuple(
            sorted(
                (each for each in dataset.kommunen.values() if each.id not in present),
                key=lambda each: sort_key(each.name),
            )
        ),
        tuple(each for each in (*counted, *partner) if each.gewissheit == "nicht_mehr"),
    )


def _vertreten(kommune: Kommune, durch: Iterable[Mitwirkung], events: tuple[Teilnahme, ...]) -> Vertreten | None:
    parts = tuple(durch)
    standing = tuple(each for each in parts if each.represents)
    if not standing and not events:
        return Vertreten(kommune, "nicht_mehr", parts) if parts else None
    sure = "belegt" in {*(each.gewissheit for each in standing), *(each.gewissheit for each in events)}
    return Vertreten(kommune, "belegt" if sure else "fortgeschrieben", standing, events)


def teilnahmen(kommune: Kommune, dataset: Dataset, stichtag: date) -> tuple[Teilnahme, ...]:
    """Return the events by which a Kommune takes part on a day, in the order of time; plans are none.

    One is `belegt` on the days it covers and before a later one, for no source says that a Kommune left between.
    """
    events = tuple(each for each in kommune.verlauf if each.ereignis == TEILNAHME and not each.geplant)
    if not events:
        return ()
    found = belege(kommune._replace(verlauf=events, vereinbarungen=()), dataset.prozess, dataset.quellen)
    begun = [each for each in found if has_happened(each.wann, stichtag)]
    later = len(begun) < len(found)
    return tuple(
        Teilnahme(each, "belegt" if later or each.wann.lo <= stichtag <= each.wann.hi else "fortgeschrieben")
        for each in begun
    )
