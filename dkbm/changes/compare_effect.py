"""What a change does: Kommunen that stand elsewhere on the Stichtag, gates met or not, figures before and after."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from dkbm.changes.compare_rows import Aenderung
from dkbm.changes.compare_words import date_text
from dkbm.dataset import Dataset
from dkbm.datum import parse_datum
from dkbm.german import datum_in_worten
from dkbm.lagen import LAGEN
from dkbm.model.beleg import VEREINBARUNGEN, Beleg, belege, moving
from dkbm.model.gewissheit import attests
from dkbm.model.kommune import Kommune
from dkbm.model.lage import Lage, lage_am
from dkbm.model.prozess import Nachweis, Prozess
from dkbm.model.schritt import Schritt, fehlende, nachweise
from dkbm.model.uebergang import ausgangslage, erster_schritt, rang, springe, weg
from dkbm.model.worte import lage_text
from dkbm.model.zeit import has_happened

EFFECTS = ("uebergang", "tor")
"""Kinds of change that follow from others."""
Days = tuple[date, date]
"""The Stichtag of the earlier and of the later record, mostly the same."""


class Standing(NamedTuple):
    """Where a Kommune stands in one of the records, and all that is attested of it there."""

    kommune: Kommune
    lage: Lage
    belege: tuple[Beleg, ...]


class Zahl(NamedTuple):
    """How many Kommunen stand at one place of the process, before and after the change."""

    lage: Lage
    vorher: int
    nachher: int


def standing(dataset: Dataset, kommune: Kommune, stichtag: date) -> Standing:
    """Return where a Kommune of the dataset stands."""
    known = belege(kommune, dataset.prozess, dataset.quellen)
    return Standing(kommune, lage_am(kommune, stichtag, dataset.prozess, dataset.quellen, known), known)


def knows_states(dataset: Dataset) -> bool:
    """Say whether a dataset tells who stands where: not without the process and the sources."""
    return bool(dataset.prozess.module) and bool(dataset.quellen)


def zahlen(old: Dataset, new: Dataset, days: Days, ohne: frozenset[str] = frozenset()) -> tuple[Zahl, ...]:
    """Return the places where another number of Kommunen stands than before, in the order of the process.

    Kommunen in files of `ohne` are counted on neither side; without the process or the sources nobody is.
    """
    if not (knows_states(old) and knows_states(new)):
        return ()
    sides = [
        [standing(side, each, day).lage for each in side.kommunen.values() if each.place.file not in ohne]
        for side, day in zip((old, new), days, strict=True)
    ]
    known = {place(lage): lage for side in sides for lage in side}
    counted = [[place(lage) for lage in side] for side in sides]
    order = list(LAGEN)
    ranked = sorted(known, key=lambda each: (order.index(each[0]), *(number or 0 for number in each[1:])))
    found = (Zahl(known[each], counted[0].count(each), counted[1].count(each)) for each in ranked)
    return tuple(each for each in found if each.vorher != each.nachher)


def place(lage: Lage) -> tuple[str, int | None, int | None, int | None]:
    """Return the place in the process that figures are made of."""
    return lage.lage, lage.modul, lage.phase, lage.abgeschlossen


def effects(old: Dataset, new: Dataset, was: Kommune, now: Kommune, days: Days) -> Iterator[Aenderung]:
    """Return the transition of a Kommune if there is one, else what is new of the gate ahead of it."""
    before, after = standing(old, was, days[0]), standing(new, now, days[1])
    if place(before.lage) != place(after.lage):
        yield transition(old, new, before, after, days)
    else:
        yield from _gate(old, new, before, after, days)


def transition(old: Dataset, new: Dataset, before: Standing, after: Standing, days: Days) -> Aenderung:
    """Return the way from one place to another as a change, with what the gates between them ask for."""
    shown = [each for each in moving(after.belege) if attests(each, after.lage) and has_happened(each.wann, days[1])]
    witness = max(shown, key=lambda each: (each.wann.lo, each.wann.hi), default=None)
    there, missing = _asked(old, new, before, after, days)
    was, vorher, nachher = _in_words(before.lage, after.lage, new.prozess)
    since = f", seit {datum_in_worten(after.lage.seit)}" if after.lage.seit else ""
    return Aenderung(
        art="uebergang",
        was=was,
        vorher=vorher,
        nachher=nachher + since,
        place=witness.place if witness else after.kommune.place,
        gegenstand=after.kommune.offizieller_name,
        kommune=after.kommune,
        quellen=witness.quellen if witness else (),
        datum=parse_datum(after.lage.seit) if after.lage.seit else witness.datum if witness else None,
        lagen=(before.lage, after.lage),
        nachweise=there,
        fehlt=missing,
    )


def _asked(
    old: Dataset, new: Dataset, before: Standing, after: Standing, days: Days
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the gates between the two places ask for: what is attested now, and what is not.

    Each gate is judged from where the step before it led. What one gate takes is gone for those before it: the later
    ones choose first, since they ask for what came last.
    """
    start = ausgangslage(before.kommune, before.lage, days[0], old.prozess, old.quellen)
    free, asked = after.belege, []
    for step, lage in reversed(_with_starts(_steps(start, after.lage, new.prozess), start, after.belege, days[1])):
        found = nachweise(step, lage, free, days[1], new.prozess)
        taken = {beleg.place for _, beleg in found if beleg is not None}
        free = tuple(each for each in free if each.place not in taken)
        asked.append((step, found))
    there = [_dated(beleg) for _, found in reversed(asked) for _, beleg in found if beleg is not None]
    missing = [
        (_name(nachweis, new.prozess), step)
        for step, found in reversed(asked)
        for nachweis, beleg in found
        if not beleg
    ]
    given = {_name(nachweis, new.prozess) for _, found in asked for nachweis, beleg in found if beleg}
    named = (f"{name} ({step.text})" if name in given else name for name, step in missing)
    return tuple(dict.fromkeys(there)), tuple(dict.fromkeys(named))


def _with_starts(
    steps: tuple[Schritt, ...], start: Lage, known: tuple[Beleg, ...], stichtag: date
) -> list[tuple[Schritt, Lage]]:
    """Each step with the place it starts from."""
    found = []
    for step in steps:
        found.append((step, start))
        start = _behind(step, known, stichtag)
    return found


def _behind(step: Schritt, known: tuple[Beleg, ...], stichtag: date) -> Lage:
    """Where a step leads, and since when by what attests it."""
    if step.schritt == "abschluss":
        return Lage("zwischen", abgeschlossen=step.modul)
    begun = (
        each.datum.text
        for each in reversed(known)
        if each.bedeutet == "beginn" and each[3:5] == step[1:3] and each.datum and has_happened(each.wann, stichtag)
    )
    return Lage("im_modul", step.modul, step.phase, seit=next(begun, None))


def _steps(start: Lage, reached: Lage, prozess: Prozess) -> tuple[Schritt, ...]:
    """The steps a transition takes; none where it leads back, or out of the process."""
    if reached.lage == "zwischen" and reached.abgeschlossen is not None:
        return (Schritt("abschluss", reached.abgeschlossen, None, ""),) if start.modul == reached.abgeschlossen else ()
    if reached.lage != "im_modul" or reached.modul is None:
        return ()
    here, there = rang((start.modul or start.abgeschlossen or 0, start.phase)), (reached.modul, reached.phase)
    if rang(there) <= here:
        return ()
    found = springe(start, there, prozess)
    direct = found.schritte if found is not None else ()
    return (weg(start, there, prozess) if here > (0, 0) else ()) or direct


def _gate(old: Dataset, new: Dataset, before: Standing, after: Standing, days: Days) -> Iterator[Aenderung]:
    ahead = []
    for side, each, day in ((old, before, days[0]), (new, after, days[1])):
        start = ausgangslage(each.kommune, each.lage, day, side.prozess, side.quellen)
        step = erster_schritt(start, side.prozess)
        missing = tuple(gap.name for gap in fehlende(step, start, each.belege, day, side.prozess))
        ahead.append((step, missing))
    (step, lacked), (now, lacks) = ahead
    if now is None or step is None or step[:3] != now[:3] or lacked == lacks:
        return
    yield Aenderung(
        art="tor",
        was=f"Tor: {now.text}",
        vorher=_gate_text(lacked),
        nachher=_gate_text(lacks),
        place=after.kommune.place,
        gegenstand=after.kommune.offizieller_name,
        kommune=after.kommune,
        fehlt=lacks,
    )


def _gate_text(missing: tuple[str, ...]) -> str:
    return f"fehlt: {', '.join(missing)}" if missing else "erfüllt"


def _dated(beleg: Beleg) -> str:
    when = f" {date_text(beleg.datum.text)}" if beleg.datum is not None else f" ({', '.join(beleg.quellen)})"
    return beleg.name + when


def _name(nachweis: Nachweis, prozess: Prozess) -> str:
    art = prozess.ereignisse.get(nachweis.nachweis)
    return art.name if art else VEREINBARUNGEN.get(nachweis.nachweis, nachweis.nachweis)


def _in_words(before: Lage, after: Lage, prozess: Prozess) -> tuple[str, str, str]:
    """What a transition changes, and its two sides: only the phase where the module is the same."""
    if before.lage == after.lage == "im_modul":
        if before.modul == after.modul and before.phase and after.phase:
            return _phase_word(after, prozess), str(before.phase), str(after.phase)
        one, other = (lage_text(each, prozess).removeprefix("Modul ") for each in (before, after))
        return "Modul", one, other
    return "Stand", lage_text(before, prozess), lage_text(after, prozess)


def _phase_word(lage: Lage, prozess: Prozess) -> str:
    """`Umsetzungsphase`, where the process calls the phase `2. Umsetzungsphase`."""
    names = (each.name for modul in prozess.module for each in modul.phasen if (modul.nummer, each.nummer) == lage[1:3])
    return next(names, "").removeprefix(f"{lage.phase}. ") or "Phase"
