"""No change takes a Kommune past a module: what lies between is attested, or the exception has a reason (M 33)."""

from collections.abc import Iterator, Sequence
from datetime import date

from dkbm.dataset import Dataset
from dkbm.diagnostic import Code, Diagnostic, Place, Related, Severity
from dkbm.german import aufzaehlung
from dkbm.model.beleg import Beleg, belege
from dkbm.model.kommune import Kommune
from dkbm.model.lage import lage_am
from dkbm.model.stand import Lage
from dkbm.model.uebergang import ausgangslage
from dkbm.model.zeit import has_happened
from dkbm.rules.registry import finding
from dkbm.rules.vorher import in_words
from dkbm.rules.wechsel import Wechsel, pairs, wechselregel

SPRUNG = Code("D501", "sprung-im-prozess", Severity.FEHLER, "wechsel")


@wechselregel(SPRUNG)
def check_jump(wechsel: Wechsel, stichtag: date) -> Iterator[Diagnostic]:
    """Compare where a Kommune stands on the same Stichtag before and after the change.

    One that was in no module before comes in sideways, which sources attest often enough (D204).
    """
    for old, new in pairs(wechsel):
        before = _model(wechsel.before, old.path)
        after = _model(wechsel.after, new.path) if new is not None else None
        if before is not None and after is not None:
            yield from _jump(wechsel, before, after, stichtag)


def _model(dataset: Dataset, path: str) -> Kommune | None:
    everyone = dataset.kommunen_und_partner
    return next((each for each in everyone if each.place.file == path), None)


def _jump(wechsel: Wechsel, before: Kommune, after: Kommune, stichtag: date) -> Iterator[Diagnostic]:
    lagen = _lage(before, stichtag, wechsel.before), _lage(after, stichtag, wechsel.after)
    von, nach = (lage.modul or lage.abgeschlossen or 0 for lage in lagen)
    known = belege(after, wechsel.after.prozess, wechsel.after.quellen)
    here = {beleg.modul for beleg in known if beleg.attests_presence and has_happened(beleg.wann, stichtag)}
    skipped = [modul for modul in range(von + 1, nach) if modul not in here]
    if not von or not skipped or _is_excused(after, nach):
        return
    earlier = {_assertion(each) for each in belege(before, wechsel.before.prozess, wechsel.before.quellen)}
    fresh = [each for each in known if each.modul == nach and each.bedeutet]
    entry = next((each for each in fresh if _assertion(each) not in earlier), None)
    place = entry.place if entry is not None else Place(after.place.file, ("name",))
    modules = f"Modul {aufzaehlung(map(str, skipped))}"
    message = (
        f"Die Änderung überspringt {modules}: Im Stand {wechsel.von} steht die Kommune {_where(lagen[0])}, "
        f"im Stand {wechsel.bis} {_where(lagen[1])}."
    )
    help_text = f"Beginn oder Abschluss von {modules} belegen; sonst am Eintrag begründen: ausnahme: {{datum, grund}}."
    yield finding(SPRUNG, place, message, help_text, _seen(known, von))


def _lage(kommune: Kommune, stichtag: date, dataset: Dataset) -> Lage:
    """Where it stands; a module that is agreed on and has not begun is not reached."""
    lage = lage_am(kommune, stichtag, dataset.prozess, dataset.quellen)
    return ausgangslage(kommune, lage, stichtag, dataset.prozess, dataset.quellen)


def _is_excused(kommune: Kommune, modul: int) -> bool:
    excused = (event.ausnahme for event in kommune.verlauf if event.modul == modul)
    return any(ausnahme is not None and in_words(ausnahme.grund) for ausnahme in excused)


def _assertion(beleg: Beleg) -> tuple[object, ...]:
    return beleg.ereignis, beleg.modul, beleg.phase, beleg.wann.lo, beleg.wann.hi, beleg.quelle, beleg.geplant


def _where(lage: Lage) -> str:
    return f"in Modul {lage.modul}" if lage.modul is not None else f"nach Modul {lage.abgeschlossen}"


def _seen(known: Sequence[Beleg], modul: int) -> tuple[Related, ...]:
    last = [beleg for beleg in known if beleg.attests_presence and beleg.modul == modul][-1:]
    return tuple(Related(beleg.place, f"zuletzt in Modul {modul} belegt") for beleg in last)
