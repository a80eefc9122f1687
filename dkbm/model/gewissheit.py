"""How sure an answer is: what attests it, and whether the day asked for lies within what is attested."""

from datetime import date

from dkbm.model.beleg import Beleg
from dkbm.model.stand import Lage

_ENDS = {"pausiert": "pause", "ausgeschieden": "ausstieg"}


def attests(beleg: Beleg, stand: Lage) -> bool:
    """Say whether `beleg` says of its own time what `stand` says, a pause beside its module."""
    if stand.lage == "im_modul":
        return beleg.attests_presence and not beleg.ends_modul and _same_modul(beleg, stand)
    if stand.lage == "zwischen":
        return beleg.ends_modul and beleg.modul == stand.abgeschlossen
    if stand.lage == "im_prozess":
        return beleg.attests_presence
    if stand.lage == "nicht_genannt":
        return beleg.leaves_out
    return beleg.bedeutet == _ENDS.get(stand.lage)


def is_certain(stand: Lage, last: Beleg, spoken: tuple[Beleg, ...], stichtag: date) -> bool:
    """Say whether `stichtag` lies within what is attested; `last` is the latest that attests `stand` by then.

    Either a day of an event that says just this, or the same said before and after with nothing else in between.
    An event of which only the end is known counts for that last day alone.
    """
    if any(_says_just_this(beleg, stand) and _covers(beleg, stichtag) for beleg in spoken):
        return True
    after = next((beleg for beleg in spoken if beleg.wann.lo > stichtag and _confirms(beleg, stand)), None)
    return after is not None and not any(
        _contradicts(beleg, stand) and beleg is not after and _may_lie_between(beleg, last, after) for beleg in spoken
    )


def _says_just_this(beleg: Beleg, stand: Lage) -> bool:
    """Say whether `beleg` attests `stand` and no more: one that names a module says another thing of its time."""
    if stand.lage == "im_prozess" and beleg.modul is not None:
        return False
    return attests(beleg, stand) and not _stops(beleg, stand)


def _covers(beleg: Beleg, stichtag: date) -> bool:
    lo, hi = beleg.wann.lo, beleg.wann.hi
    return lo <= stichtag <= hi if lo != date.min else stichtag == hi


def _same_modul(beleg: Beleg, stand: Lage) -> bool:
    return beleg.modul == stand.modul and stand.phase in (None, beleg.phase)


def _confirms(beleg: Beleg, stand: Lage) -> bool:
    """Say whether something later attests that `stand` held until then; the end of a module does, too.

    An answer without a module is not confirmed by one: by then the Kommune may have been in that module for long.
    """
    if stand.lage == "im_prozess" and beleg.modul is not None:
        return False
    ends_it = stand.lage == "im_modul" and beleg.ends_modul and _same_modul(beleg, stand)
    return ends_it or attests(beleg, stand)


def _stops(beleg: Beleg, stand: Lage) -> bool:
    """Say whether the Kommune paused or left, where `stand` says neither."""
    return beleg.bedeutet in _ENDS.values() and beleg.bedeutet != _ENDS.get(stand.lage)


def _contradicts(beleg: Beleg, stand: Lage) -> bool:
    """Say whether `stand` did not hold at the time of `beleg`; what says less than `stand` contradicts nothing."""
    if _stops(beleg, stand):
        return True
    if beleg.bedeutet == "nicht_genannt":
        return stand.lage not in ("ausgeschieden", "nicht_genannt") and beleg.modul in (None, stand.modul)
    if attests(beleg, stand):
        return False
    if stand.lage == "im_modul":
        return beleg.ends_modul or not (beleg.modul is None or (beleg.modul == stand.modul and beleg.phase is None))
    return beleg.modul is not None or stand.lage != "zwischen"


def _may_lie_between(beleg: Beleg, last: Beleg, after: Beleg) -> bool:
    return beleg.wann.hi > last.wann.hi and beleg.wann.lo < after.wann.lo
