"""Which of the things that happened still speaks for the state, and which of those wins (docs/stand.md)."""

from collections.abc import Mapping
from typing import NamedTuple

from dkbm.model.beleg import Beleg, lies_before
from dkbm.model.quelle import Quelle


class Ergebnis(NamedTuple):
    """What remains of the happened assertions after each that a later one supersedes has gone.

    `sieger` is the highest that attests presence, None where none does. `offen` are the ones it had to win
    against: their order in time is not known. `ohne_modul` says that a list left the Kommune out of its module,
    `pausiert` that nothing is attested after a pause.
    """

    uebrig: tuple[Beleg, ...]
    sieger: Beleg | None
    offen: tuple[Beleg, ...]
    ohne_modul: bool = False
    pausiert: bool = False


def ergebnis(happened: tuple[Beleg, ...], quellen: Mapping[str, Quelle]) -> Ergebnis:
    """Clear away what is superseded and find the winner among the rest."""
    left = tuple(beleg for beleg in happened if not any(_supersedes(other, beleg, quellen) for other in happened))
    present = [beleg for beleg in left if beleg.attests_presence]
    if not present:
        return Ergebnis(left, None, ())
    sieger, pausiert = max(present, key=rank), _is_paused(happened, quellen)
    lists = [beleg for beleg in left if beleg.bedeutet == "nicht_genannt" and beleg.modul == sieger.modul is not None]
    if not lists:
        return Ergebnis(left, sieger, tuple(present), False, pausiert)
    kept = tuple(beleg for beleg in present if beleg.modul == sieger.modul and not _left_out(beleg, lists, quellen))
    if not kept:
        return Ergebnis(left, sieger, (), True, pausiert)
    return Ergebnis(left, max(kept, key=rank), kept, False, pausiert)


def _left_out(beleg: Beleg, lists: list[Beleg], quellen: Mapping[str, Quelle]) -> bool:
    return any(lies_before(beleg, other, quellen) for other in lists)


def _is_paused(happened: tuple[Beleg, ...], quellen: Mapping[str, Quelle]) -> bool:
    """Say whether some pause is not certainly followed by a sign of life, or of the end."""
    others = [beleg for beleg in happened if beleg.bedeutet != "pause" and (beleg.attests_presence or _ends(beleg))]
    pauses = [beleg for beleg in happened if beleg.bedeutet == "pause"]
    return any(not any(lies_before(pause, other, quellen) for other in others) for pause in pauses)


def _ends(beleg: Beleg) -> bool:
    return beleg.leaves_out or beleg.bedeutet == "ausstieg"


def rank(beleg: Beleg) -> tuple[int, bool, int, bool]:
    """Height in the process: a later module above an earlier, its end above its phases, a later phase above."""
    ended = beleg.bedeutet == "abschluss"
    return beleg.modul or 0, beleg.ends_modul, beleg.phase or 0, ended


def _supersedes(younger: Beleg, older: Beleg, quellen: Mapping[str, Quelle]) -> bool:
    """Say whether the younger makes the older void: it lies after it, and it says at least as much."""
    return _says_as_much(younger, older) and lies_before(older, younger, quellen)


def _says_as_much(younger: Beleg, older: Beleg) -> bool:
    if younger.bedeutet == "ausstieg":
        return True
    if younger.leaves_out:
        return older.bedeutet != "ausstieg"
    if not younger.attests_presence:
        return False  # left out of one module only: judged against the winner, see `ergebnis`
    if younger.modul is None:
        return older.bedeutet == "ausstieg" or older.modul is None
    if younger.modul == older.modul and older.phase is not None and older.attests_presence:
        return younger.phase is not None or younger.ends_modul
    return True
