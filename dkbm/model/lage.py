"""The state of a Kommune on a day, derived from its dated events. The rules and their reasons: docs/stand.md."""

from collections.abc import Iterable, Mapping
from datetime import date

from dkbm.model.annahmen import annahmen
from dkbm.model.beleg import Beleg, belege, moving
from dkbm.model.gewissheit import attests, is_certain
from dkbm.model.kommune import Kommune
from dkbm.model.ordnung import Ergebnis, ergebnis
from dkbm.model.prozess import Prozess
from dkbm.model.quelle import Quelle
from dkbm.model.stand import Lage
from dkbm.model.zeit import NICHT_DATIERT, has_happened, may_have_happened

__all__ = ["Lage", "lage_am"]


def lage_am(
    kommune: Kommune,
    stichtag: date,
    prozess: Prozess,
    quellen: Mapping[str, Quelle],
    known: tuple[Beleg, ...] | None = None,
) -> Lage:
    """Return the state of `kommune` on `stichtag`; pure, total, and independent of the order of entry.

    What each kind of event means comes from `prozess`, what undated events are dated by from `quellen`. `known` are
    the `belege` of the Kommune where the caller has them already.
    """
    spoken = moving(belege(kommune, prozess, quellen) if known is None else known)
    happened = _happened(spoken, stichtag)
    found = ergebnis(happened, quellen)
    answer = _with_attestation(_answer(found), happened, spoken, stichtag)
    return answer._replace(
        moeglich=_once((beleg for beleg in spoken if may_have_happened(beleg.wann, stichtag)), happened),
        danach_belegt=next((beleg for beleg in spoken if beleg.wann.lo > stichtag), None),
        annahmen=annahmen(found, happened, stichtag, prozess),
    )


def would_change(
    lage: Lage, known: tuple[Beleg, ...], stichtag: date, quellen: Mapping[str, Quelle]
) -> tuple[Beleg, ...]:
    """Return those of `lage.moeglich` that would make it another answer if they had happened by then."""
    happened = _happened(moving(known), stichtag)
    return tuple(
        maybe for maybe in lage.moeglich if _place(_answer(ergebnis((*happened, maybe), quellen))) != _place(lage)
    )


def _place(lage: Lage) -> tuple[object, ...]:
    return lage.lage, lage.modul, lage.phase, lage.abgeschlossen


def _happened(spoken: tuple[Beleg, ...], stichtag: date) -> tuple[Beleg, ...]:
    return tuple(beleg for beleg in spoken if has_happened(beleg.wann, stichtag))


def _answer(found: Ergebnis) -> Lage:
    """Name the state; the highest left over decides unless it was left, not named any more, or paused."""
    meanings = {beleg.bedeutet for beleg in found.uebrig}
    if "ausstieg" in meanings:
        return Lage("ausgeschieden")
    if found.sieger is None:
        if any(beleg.leaves_out for beleg in found.uebrig):
            return Lage("nicht_genannt")
        return Lage("kein_beleg")
    standing = Lage("im_prozess") if found.ohne_modul else _standing(found.sieger)
    return standing._replace(lage="pausiert") if found.pausiert else standing


def _standing(sieger: Beleg) -> Lage:
    if sieger.modul is None:
        return Lage("im_prozess")
    if sieger.ends_modul:
        return Lage("zwischen", abgeschlossen=sieger.modul)
    return Lage("im_modul", sieger.modul, sieger.phase)


def _with_attestation(
    answer: Lage,
    happened: tuple[Beleg, ...],
    spoken: tuple[Beleg, ...],
    stichtag: date,
) -> Lage:
    """Add how sure the answer is, since when it holds, and what attested it last."""
    witnesses = [beleg for beleg in happened if attests(beleg, answer)]
    if not witnesses:
        return answer
    last = max(witnesses, key=lambda beleg: (beleg.wann.lo, beleg.wann.hi))
    certain = is_certain(answer, last, spoken, stichtag)
    return answer._replace(
        gewissheit="belegt" if certain else "fortgeschrieben",
        seit=_seit(answer, happened),
        zuletzt_belegt=last.wann.text,
        zuletzt_belegt_bis=min(last.wann.hi, stichtag),
        quelle=last.quelle,
    )


def _seit(answer: Lage, happened: tuple[Beleg, ...]) -> str | None:
    """The latest dated `beginn` of exactly this module and phase; an undated one tells no beginning."""
    if answer.modul is None:
        return None
    begun = [
        beleg.wann
        for beleg in happened
        if beleg.bedeutet == "beginn"
        and (beleg.modul, beleg.phase) == (answer.modul, answer.phase)
        and beleg.datum is not None
    ]
    return max(begun, key=lambda wann: (wann.lo, wann.hi)).text if begun else None


def _once(found: Iterable[Beleg], apart_from: tuple[Beleg, ...]) -> tuple[Beleg, ...]:
    """Keep one of each event: two sources of an undated one give it twice, and one may date it early enough."""
    seen = {_identity(beleg) for beleg in apart_from}
    kept: list[Beleg] = []
    for beleg in found:
        if (identity := _identity(beleg)) not in seen:
            seen.add(identity)
            kept.append(beleg)
    return tuple(kept)


def _identity(beleg: Beleg) -> Beleg:
    return beleg._replace(datierung=NICHT_DATIERT)
