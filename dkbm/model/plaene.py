"""Planned events and agreements: which still stand open, because nothing attests that they took place."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from dkbm.diagnostic import Place
from dkbm.model.beleg import VEREINBARUNGEN, Beleg
from dkbm.model.kommune import Ereignis, Kommune
from dkbm.model.zeit import has_happened


def offene_plaene(kommune: Kommune, belege: Sequence[Beleg], stichtag: date) -> Iterator[Beleg]:
    """Yield the plans of `kommune` with a date of which nothing attests on `stichtag` that they were carried out.

    What settles a plan took place at its time or later, and is all that the plan names: of that module, in that
    Gremium. An agreement that is planned and signed on a day contradicts itself, which is said elsewhere (D212).
    """
    events = {event.place: event for event in kommune.verlauf}
    happened = [each for each in belege if not each.geplant and has_happened(each.wann, stichtag)]
    for plan in belege:
        contradicts = plan.ereignis in VEREINBARUNGEN and not plan.wann.spanne
        is_plan = plan.geplant and plan.datum is not None and not contradicts
        if is_plan and not any(_carries_out(each, plan, events) for each in happened):
            yield plan


def _carries_out(beleg: Beleg, plan: Beleg, events: Mapping[Place, Ereignis]) -> bool:
    if beleg.ereignis != plan.ereignis or beleg.wann.hi < plan.wann.lo:
        return False
    if plan.modul not in (None, beleg.modul) or plan.phase not in (None, beleg.phase):
        return False
    wanted, found = events.get(plan.place), events.get(beleg.place)
    return wanted is None or found is None or _is_the_same(found, wanted)


def _is_the_same(found: Ereignis, wanted: Ereignis) -> bool:
    """Whether it says all that was announced; the grade or the person may be left unsaid, but not be another."""
    said = ((wanted.gremium, found.gremium), (wanted.programm, found.programm), (wanted.verein, found.verein))
    may_be = ((wanted.stufe, found.stufe), (wanted.person, found.person))
    return all(one in (None, other) for one, other in said) and all(
        None in (one, other) or one == other for one, other in may_be
    )
