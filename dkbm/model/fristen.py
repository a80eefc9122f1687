"""What is due for a Kommune, derived from the duties of `data/prozess.yaml`; nothing of it is stored."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from dkbm.datum import Datum
from dkbm.model.fristende import faellig_am
from dkbm.model.kommune import Kommune
from dkbm.model.prozess import Frist, Prozess
from dkbm.model.stand import Lage
from dkbm.model.zeit import has_happened

ZULETZT_BELEGT = "zuletzt_belegt"
"""Where a duty counts from the last attestation of the state, not from an event."""
KOMMUNE = "kommune"
"""Whom the duties here are for; those of groups are in `dkbm.model.gruppenpflichten`."""


class Faellig(NamedTuple):
    """A duty of a Kommune: of what kind, for which module, due on which day, and counted from when.

    `ab` is what it is counted from (an event kind, an agreement or `zuletzt_belegt`), `ab_datum` its date as text.
    """

    art: str
    name: str
    modul: int | None
    am: date
    ab: str
    ab_datum: str
    ueberfaellig: bool


def faellige(kommune: Kommune, lage: Lage, stichtag: date, prozess: Prozess) -> tuple[Faellig, ...]:
    """Return the duties that stand open on `stichtag`, the earliest first.

    A duty counts from the last day its reason may have had, in months of §§ 187 and 188 BGB, and is due on a working
    day of the Land (§ 193): each asks for something to be done, also the one that is a rule of the dataset itself.
    It is silent once its kind has happened since, while the Kommune is not in the module it is for,
    and, if it hangs on the framework, after the end of that.
    """
    found = (_due(frist, kommune, lage, stichtag, prozess) for frist in prozess.fristen if frist.gilt_fuer == KOMMUNE)
    return tuple(sorted((due for due in found if due is not None), key=lambda due: (due.am, due.art, due.modul or 0)))


def _due(frist: Frist, kommune: Kommune, lage: Lage, stichtag: date, prozess: Prozess) -> Faellig | None:
    if not _applies(frist, lage, stichtag, prozess):
        return None
    reason = _reason(frist, kommune, lage, stichtag)
    if reason is None or _is_done(frist, kommune, reason, stichtag):
        return None
    day = faellig_am(reason.hi, frist.monate, prozess.land)
    if day is None:
        return None
    art = prozess.ereignisse.get(frist.art)
    name = frist.name or (art.name if art else frist.art.replace("_", " ").capitalize())
    return Faellig(frist.art, name, frist.modul, day, frist.ab, reason.text, stichtag > day)


def _applies(frist: Frist, lage: Lage, stichtag: date, prozess: Prozess) -> bool:
    if frist.rahmen and prozess.rahmen_bis is not None and stichtag > prozess.rahmen_bis.hi:
        return False
    if frist.modul is not None:
        return lage.lage == "im_modul" and lage.modul == frist.modul
    return lage.lage not in ("kein_beleg", "ausgeschieden")


def _reason(frist: Frist, kommune: Kommune, lage: Lage, stichtag: date) -> Datum | None:
    """The latest date the duty counts from."""
    if frist.ab == ZULETZT_BELEGT:
        if lage.zuletzt_belegt is None or lage.zuletzt_belegt_bis is None:
            return None
        return Datum(lage.zuletzt_belegt, lage.zuletzt_belegt_bis, lage.zuletzt_belegt_bis)
    return max(_dates(kommune, frist.ab, frist.modul, stichtag), key=lambda datum: (datum.lo, datum.hi), default=None)


def _is_done(frist: Frist, kommune: Kommune, reason: Datum, stichtag: date) -> bool:
    """Say whether the kind of the duty has happened at or after its reason."""
    if frist.art == frist.ab:
        return False
    return any(datum.hi >= reason.lo for datum in _dates(kommune, frist.art, frist.modul, stichtag))


def _dates(kommune: Kommune, art: str, modul: int | None, stichtag: date) -> Iterator[Datum]:
    """The dates of all events (or agreements) of a kind that have happened and do not belong to another module."""
    events = ((event.ereignis, event.modul, event.datum) for event in kommune.verlauf if not event.geplant)
    agreements = ((agreement.art, agreement.modul, agreement.unterzeichnet) for agreement in kommune.vereinbarungen)
    for kind, of, datum in (*events, *agreements):
        if kind == art and datum is not None and modul in (None, of or modul) and has_happened(datum, stichtag):
            yield datum
