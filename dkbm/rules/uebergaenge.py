"""Transitions of a Kommune: none is recorded twice, and no exception outlives its day unnoticed."""

from collections.abc import Iterator, Sequence
from datetime import date

from dkbm.dataset import Dataset
from dkbm.diagnostic import Code, Diagnostic, Place, Related, Severity
from dkbm.german import aufzaehlung, datum_in_worten, tag
from dkbm.model.ausnahmen import fehlt_noch
from dkbm.model.beleg import Beleg, lies_before
from dkbm.model.kommune import Ereignis
from dkbm.rules.attested import all_belege, is_dated_step, stufe
from dkbm.rules.registry import finding, rule

DOPPELT = Code("D208", "doppelter-uebergang", Severity.FEHLER, "prozess")
ABGELAUFEN = Code("D209", "ausnahme-abgelaufen", Severity.WARNUNG, "prozess")

_UMGEKEHRT = {"beginn": "abschluss", "abschluss": "beginn"}


@rule(DOPPELT)
def check_double_transition(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """A module or phase begins and ends once, unless something lies in between that makes it begin again.

    Two people who record the same step on two branches leave two events that git merges without a conflict.
    """
    for kommune, belege in all_belege(dataset):
        corrected = {event.place for event in kommune.verlauf if event.korrektur is not None}
        steps = [each for each in belege if is_dated_step(each)]
        for index, second in enumerate(steps):
            same = (first for first in steps[:index] if _same_step(first, second, corrected))
            first = next((first for first in same if not _separated(first, second, belege, dataset)), None)
            if first is not None:
                yield _double(first, second)


def _same_step(first: Beleg, second: Beleg, corrected: set[Place]) -> bool:
    """Whether both say the same of the same module and phase; a correction explains another day, not the same one."""
    same = (first.bedeutet, first.modul, first.phase) == (second.bedeutet, second.modul, second.phase)
    return same and (first.wann[1:] == second.wann[1:] or not {first.place, second.place} & corrected)


def _separated(first: Beleg, second: Beleg, belege: Sequence[Beleg], dataset: Dataset) -> bool:
    between = (beleg for beleg in belege if _lies_between(first, beleg, second, dataset))
    return any(_starts_anew(beleg, first) for beleg in between)


def _lies_between(first: Beleg, beleg: Beleg, second: Beleg, dataset: Dataset) -> bool:
    spoken = bool(beleg.bedeutet) and beleg.place not in (first.place, second.place)
    return spoken and lies_before(first, beleg, dataset.quellen) and lies_before(beleg, second, dataset.quellen)


def _starts_anew(beleg: Beleg, step: Beleg) -> bool:
    """Whether what lies in between explains why the same step is taken again."""
    if not beleg.attests_presence or beleg.bedeutet in ("pause", "wiederaufnahme"):
        return True
    if beleg.modul == step.modul and (beleg.phase == step.phase or None in (beleg.phase, step.phase)):
        return beleg.bedeutet == _UMGEKEHRT[step.bedeutet]
    return beleg.modul is not None


def _double(first: Beleg, second: Beleg) -> Diagnostic:
    when = datum_in_worten(first.wann.text, kurz=True)
    message = f"Das ist ein doppelter Übergang: {first.name} von {stufe(first)} ist schon eingetragen ({when})."
    help_text = (
        "Den richtigen Eintrag behalten, den anderen entfernen; nennen die Quellen verschiedene Tage, beide in einem "
        "Eintrag als Liste unter datum."
    )
    return finding(DOPPELT, second.place, message, help_text, (Related(first.place, "zuerst hier"),))


@rule(ABGELAUFEN)
def check_expired_exception(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:
    """An exception that has run out must have been made good by then: the evidence is there, or it is prolonged."""
    for kommune, _ in all_belege(dataset):
        for event in kommune.verlauf:
            ausnahme = event.ausnahme
            if ausnahme is None or ausnahme.bis is None or ausnahme.bis.hi >= stichtag:
                continue
            missing = fehlt_noch(kommune, event, stichtag, dataset.prozess, dataset.quellen)
            if missing is not None:
                yield _expired(event, missing, ausnahme.bis.hi)


def _expired(event: Ereignis, missing: list[str], until: date) -> Diagnostic:
    place = Place(event.place.file, (*event.place.route, "ausnahme"))
    lacking = f"; es fehlt noch: {aufzaehlung(missing)}" if missing else ""
    message = f"Die Ausnahme galt bis {tag(until)} und ist abgelaufen{lacking}."
    help_text = "Den Nachweis eintragen. Sonst die Ausnahme mit neuem Grund verlängern (bis), oder bis entfernen."
    return finding(ABGELAUFEN, place, message, help_text)
