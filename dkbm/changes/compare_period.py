"""What a period brought: each dated transition by itself, and another answer for the day before it as a correction."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from dkbm.changes.compare import Aenderung, order
from dkbm.changes.compare_effect import Days, Standing, place, standing, transition
from dkbm.dataset import Dataset
from dkbm.datum import Datum
from dkbm.diagnostic import Place
from dkbm.model.beleg import moving
from dkbm.model.gewissheit import attests
from dkbm.model.kommune import Kommune
from dkbm.model.lage import Lage
from dkbm.model.zeit import has_happened

Dated = Mapping[str, Sequence[tuple[date, Datum]]]
"""The dated transitions of a period by the id of the Kommune, in their order: the first day behind, and the date."""
_EIN_TAG = timedelta(days=1)
_BELONGS = ("im_modul", "zwischen")


def in_period(
    found: Sequence[Aenderung], old: Dataset, new: Dataset, days: Days, dated: Dated | None
) -> tuple[Aenderung, ...]:
    """Return the changes between two records with the transitions told one by one, as `dated` counts them.

    `days` are the day before the period and its last one. Without `dated` nothing is counted into it. What the later
    record says otherwise of the day before, without a newly entered event that leads on, is a correction.
    """
    moves = {each.kommune.id: each for each in found if each.art == "uebergang" and each.kommune is not None}
    fresh = frozenset(each.place for each in found if each.vorher is None and each.nachher is not None)
    told = [each for each in found if each.art != "uebergang" or each.kommune is None]
    for kommune in new.kommunen_und_partner:
        move, counted = moves.get(kommune.id), (dated or {}).get(kommune.id, ())
        if move is not None or counted:
            ways = _Ways(old, new, kommune, days, fresh)
            told += ways.told(move, counted, is_counted=dated is not None and kommune.id in new.kommunen)
    return tuple(sorted(told, key=order))


class _Ways:
    """How a Kommune came from where it stood in the earlier record to where it stands in the later one."""

    def __init__(self, old: Dataset, new: Dataset, kommune: Kommune, days: Days, fresh: frozenset[Place]) -> None:
        self.old, self.new, self.kommune, self.days, self.fresh = old, new, kommune, days, fresh

    def told(
        self, move: Aenderung | None, counted: Sequence[tuple[date, Datum]], *, is_counted: bool
    ) -> Iterator[Aenderung]:
        """Return the ways: what is known otherwise of the first day, then one after the other up to the last day."""
        then, last = self._at(self.days[0]), self._at(self.days[1])
        before = move.lagen[0] if move is not None and move.lagen is not None else self._before() or then.lage
        is_corrected = place(before) != place(then.lage) and not self._leads_on(before, then)
        if is_corrected:
            yield self._correction(before, then)
        start = then if is_corrected else then._replace(lage=before)
        if move is not None and not counted and not is_corrected:
            yield self._undated(move) if is_counted else move
            return
        for ab, datum in counted:
            yield from self._way(start, self._at(ab - _EIN_TAG), ab - _EIN_TAG)
            start, behind = self._at(ab - _EIN_TAG), self._at(ab)
            yield transition(self.new, self.new, start, behind, (ab - _EIN_TAG, ab))._replace(datum=datum)
            start = behind
        yield from self._way(start, last, self.days[1])

    def _at(self, day: date) -> Standing:
        return standing(self.new, self.kommune, day)

    def _before(self) -> Lage | None:
        """Where it stood in the earlier record; None for one that was not in it."""
        everyone = self.old.kommunen_und_partner
        known = {each.schluessel or each.id: each for each in everyone}
        was = known.get(self.kommune.schluessel or self.kommune.id)
        return standing(self.old, was, self.days[0]).lage if was is not None else None

    def _way(self, start: Standing, end: Standing, day: date) -> Iterator[Aenderung]:
        """A way that no source dates within the period."""
        if place(start.lage) != place(end.lage):
            yield self._undated(transition(self.new, self.new, start, end, (day, day)))

    def _undated(self, move: Aenderung) -> Aenderung:
        """What is counted nowhere has no date within the period."""
        datum = move.datum
        is_within = datum is not None and self.days[0] < datum.lo and datum.hi <= self.days[1]
        return move._replace(datum=None) if is_within else move

    def _leads_on(self, before: Lage, then: Standing) -> bool:
        """Whether an event that was entered since attests a later place than before."""
        shown = [each for each in moving(then.belege) if attests(each, then.lage)]
        is_new = any(each.place in self.fresh and has_happened(each.wann, self.days[0]) for each in shown)
        return is_new and (
            before.lage not in _BELONGS or then.lage.lage not in _BELONGS or _rank(then.lage) > _rank(before)
        )

    def _correction(self, before: Lage, then: Standing) -> Aenderung:
        made = transition(self.old, self.new, then._replace(lage=before), then, (self.days[0], self.days[0]))
        return made._replace(
            datum=None, berichtigt=self.days[0], nachweise=(), fehlt=(), place=self.kommune.place, quellen=()
        )


def _rank(lage: Lage) -> tuple[int, bool, int]:
    return lage.modul or lage.abgeschlossen or 0, lage.lage == "zwischen", lage.phase or 0
