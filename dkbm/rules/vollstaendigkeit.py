"""A source that gives a list whole also says who is missing: `nicht_genannt` where it is due, and only there."""

from collections.abc import Iterator
from datetime import date

from dkbm.dataset import Dataset
from dkbm.diagnostic import Code, Diagnostic, Place, Related, Severity
from dkbm.model.beleg import Beleg, lies_before
from dkbm.model.quelle import Quelle
from dkbm.rules.attested import all_belege, complete_lists, sound_belege, stufe, zitat
from dkbm.rules.registry import finding, rule

FEHLT = Code("D210", "nicht-genannt-fehlt", Severity.FEHLER, "vollstaendigkeit")
WIDERSPRUCH = Code("D211", "nicht-genannt-widerspruch", Severity.FEHLER, "vollstaendigkeit")

LISTEN = {"prozess": "alle Kommunen im Begleitprozess", "vereinbarungen": "alle aktiven Vereinbarungen"}


@rule(FEHLT)
def check_left_out(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Who was attested before a complete list and is not on it carries `nicht_genannt` of that source."""
    lists = tuple(complete_lists(dataset))
    for kommune, belege in sound_belege(dataset):
        for quelle, name, absent in lists:
            earlier = _attested_before(belege, absent, dataset)
            if earlier is not None and not _answered(belege, quelle, absent.modul):
                yield _missing(kommune.place, quelle, name, absent, earlier)


def _attested_before(belege: tuple[Beleg, ...], absent: Beleg, dataset: Dataset) -> Beleg | None:
    """The youngest evidence that makes the absence worth telling, None when nothing does.

    For the list of a module only who was last attested in that very module counts; who left before counts nowhere.
    """
    before = [beleg for beleg in belege if beleg.bedeutet and lies_before(beleg, absent, dataset.quellen)]
    exits = [beleg for beleg in before if beleg.bedeutet == "ausstieg"]
    present = [
        beleg
        for beleg in before
        if beleg.attests_presence and not any(lies_before(beleg, end, dataset.quellen) for end in exits)
    ]
    if absent.modul is not None:
        latest = [beleg for beleg in present if beleg.modul is not None][-1:]
        present = [beleg for beleg in latest if beleg.modul == absent.modul and beleg.bedeutet != "abschluss"]
    return present[-1] if present else None


def _answered(belege: tuple[Beleg, ...], quelle: Quelle, modul: int | None) -> bool:
    """Say whether the source itself attests the Kommune (in that module) or is entered as leaving it out."""
    of_source = [beleg for beleg in belege if quelle.id in beleg.quellen]
    named = any(beleg.attests_presence and modul in (None, beleg.modul) for beleg in of_source)
    return named or any(beleg.bedeutet == "nicht_genannt" and beleg.modul in (None, modul) for beleg in of_source)


def _missing(place: Place, quelle: Quelle, name: str, absent: Beleg, earlier: Beleg) -> Diagnostic:
    what = LISTEN.get(name, f"alle Kommunen in Modul {absent.modul}")
    message = f"{quelle.id} nennt {what}, diese aber nicht; vorher war sie belegt ({zitat(earlier)})."
    modul = "" if absent.modul is None else f"modul: {absent.modul}, "
    help_text = f"Unter verlauf eintragen: {{ereignis: nicht_genannt, {modul}quelle: {quelle.id}}}"
    related = (Related(earlier.place, f"hier belegt für {stufe(earlier)}"),)
    return finding(FEHLT, Place(place.file, ("verlauf",), at_key=True), message, help_text, related)


@rule(WIDERSPRUCH)
def check_left_out_and_named(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """A source cannot leave out whom it names at the same time."""
    for _, belege in all_belege(dataset):
        for absent in (beleg for beleg in belege if beleg.bedeutet == "nicht_genannt"):
            named = next((beleg for beleg in belege if _names(beleg, absent)), None)
            if named is not None:
                message = f"{absent.quelle} nennt diese Kommune, hier steht aber nicht_genannt."
                help_text = "Die Aussage entfernen, die nicht in der Quelle steht."
                related = (Related(named.place, f"dieselbe Quelle für {stufe(named)}"),)
                yield finding(WIDERSPRUCH, absent.place, message, help_text, related)


def _names(beleg: Beleg, absent: Beleg) -> bool:
    same_time = beleg.datierung.aus_quelle and beleg.quelle == absent.quelle
    return same_time and beleg.attests_presence and absent.modul in (None, beleg.modul)
