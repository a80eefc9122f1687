"""`advance`: the events that record a transition, and whether they have the effect that is meant."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from dkbm.changes.advance import Vorhaben, place_name
from dkbm.dataset import Dataset
from dkbm.datum import Datum
from dkbm.diagnostic import Place
from dkbm.errors import DkbmError
from dkbm.german import aufzaehlung, datum_in_worten
from dkbm.model.kommune import Ereignis, Kommune
from dkbm.model.lage import lage_am
from dkbm.model.prozess import Prozess
from dkbm.model.stand import Lage
from dkbm.model.uebergang import stelle
from dkbm.text.document import Document
from dkbm.text.patch import Add, Append, Patch


class Ausnahmewunsch(NamedTuple):
    """The reason for taking a step although its gate is not met, the day that is written down, until when it holds."""

    grund: str
    datum: str
    bis: str | None = None


class Angaben(NamedTuple):
    """What is recorded of a transition beside its place: when, who says so, what it is about."""

    datum: Datum
    quellen: tuple[str, ...]
    themen: tuple[str, ...] = ()
    ausnahme: Ausnahmewunsch | None = None


def entries(plan: Vorhaben, angaben: Angaben) -> list[dict[str, Any]]:
    """Return the events to add to the Verlauf, in the order of the steps.

    Themes belong to what begins. The exception stands where a gate was not met, and with the last step where the
    process itself was left.
    """
    found = []
    for geprueft in plan.schritte:
        schritt = geprueft.schritt
        last = geprueft is plan.schritte[-1]
        entry: dict[str, Any] = {"ereignis": schritt.schritt, "modul": schritt.modul}
        if schritt.phase is not None:
            entry["phase"] = schritt.phase
        entry["datum"] = angaben.datum.text
        entry["quelle"] = angaben.quellen[0] if len(angaben.quellen) == 1 else list(angaben.quellen)
        if last and angaben.themen:
            entry["themen"] = [{"text": text} for text in angaben.themen]
        if angaben.ausnahme is not None and (geprueft.fehlt or (last and plan.sprung)):
            entry["ausnahme"] = _exception(angaben.ausnahme)
        found.append(entry)
    return found


def _exception(wish: Ausnahmewunsch) -> dict[str, Any]:
    entry = {"datum": wish.datum, "grund": wish.grund}
    return entry if wish.bis is None else {**entry, "bis": wish.bis}


def patches(document: Document, new: Sequence[dict[str, Any]]) -> list[Patch]:
    """Return what adds the events to the Verlauf of the Kommune's file."""
    if document.value.get("verlauf"):
        return [Append(("verlauf",), entry) for entry in new]
    after = next((key for key in ("vereinbarungen", "leitung", "quelle") if key in document.value), None)
    return [Add((), "verlauf", list(new), after=after)]


def refuse_without_effect(plan: Vorhaben, angaben: Angaben, dataset: Dataset, stichtag: date) -> None:
    """Raise DkbmError if the Kommune would not stand where the transition leads, or if that lies in the future."""
    if angaben.datum.lo > stichtag:
        raise DkbmError(
            f"{datum_in_worten(angaben.datum.text)} liegt nach dem {datum_in_worten(stichtag.isoformat())}; "
            "festgehalten wird, was geschehen ist.",
            "Ein Vorhaben hält dkbm record beginn … --geplant fest.",
        )
    events = tuple(_event(entry, plan.kommune, angaben) for entry in entries(plan, angaben))
    changed = plan.kommune._replace(verlauf=(*plan.kommune.verlauf, *events))
    after = lage_am(changed, stichtag, dataset.prozess, dataset.quellen)
    ziel = plan.ziel
    if ziel.schritt == "beginn" and (after.modul, after.phase) != stelle(ziel):
        raise DkbmError(
            f"Mit dem Datum {angaben.datum.text} stünde die Kommune danach nicht in "
            f"{place_name(stelle(ziel), dataset.prozess)}: {_witness(after, dataset.prozess)}.",
            "Ein genaueres oder späteres Datum nennen.",
        )


def _witness(after: Lage, prozess: Prozess) -> str:
    where = place_name((after.modul, after.phase), prozess) if after.modul is not None else "ein anderer Stand"
    when = f" ({datum_in_worten(after.zuletzt_belegt, kurz=True)}, {after.quelle})" if after.zuletzt_belegt else ""
    return f"später oder zur selben Zeit ist {where} belegt{when}"


def _event(entry: dict[str, Any], kommune: Kommune, angaben: Angaben) -> Ereignis:
    place = Place(kommune.place.file, ("verlauf", len(kommune.verlauf)))
    return Ereignis(entry["ereignis"], place, angaben.quellen, angaben.datum, entry["modul"], entry.get("phase"))


def subject(plan: Vorhaben, angaben: Angaben, prozess: Prozess) -> str:
    """Return the message of the commit: `Landkreis Celle: 2. Umsetzungsphase seit 15.06.2026 (Q70)`."""
    ziel, datum = plan.ziel, angaben.datum
    what = place_name(stelle(ziel), prozess)
    if ziel.schritt == "abschluss" or (ziel.phase is not None and plan.lage.modul == ziel.modul):
        what = ziel.text
    when = datum_in_worten(datum.text, kurz=datum.spanne)
    since = f", {when}" if datum.spanne or ziel.schritt == "abschluss" else f" seit {when}"
    missing = aufzaehlung(each.name for geprueft in plan.schritte for each in geprueft.fehlt)
    without = f", Ausnahme: ohne {missing}" if angaben.ausnahme and missing else ""
    return f"{plan.kommune.offizieller_name}: {what}{since} ({', '.join(angaben.quellen)}){without}"
