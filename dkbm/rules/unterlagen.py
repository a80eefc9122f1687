"""The register of materials: nothing is destroyed before it came, and every entry has an id of its own."""

from collections.abc import Iterator
from datetime import date

from dkbm.dataset import Dataset
from dkbm.diagnostic import Code, Diagnostic, Place, Related, Severity
from dkbm.german import datum_in_worten
from dkbm.model.kommune import Kommune
from dkbm.rules.registry import finding, rule

_GRUPPE = "unterlagen"
VOR_ERHALT = Code("D635", "vernichtet-vor-erhalt", Severity.FEHLER, _GRUPPE)
DOPPELT = Code("D636", "unterlage-doppelt", Severity.FEHLER, _GRUPPE)
BEHALTEN = Code("D637", "vernichtet-und-aufbewahrt", Severity.WARNUNG, _GRUPPE)


@rule(VOR_ERHALT)
def check_order(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Refuse what was destroyed before it was received."""
    for kommune in _alle(dataset):
        for each in kommune.unterlagen:
            if each.erhalten is not None and each.vernichtet is not None and each.vernichtet.hi < each.erhalten.lo:
                message = (
                    f"»{each.id}« wurde vernichtet ({datum_in_worten(each.vernichtet.text)}), bevor es eintraf "
                    f"({datum_in_worten(each.erhalten.text)})."
                )
                place = Place(each.place.file, (*each.place.route, "vernichtet"))
                yield finding(VOR_ERHALT, place, message, "erhalten oder vernichtet berichtigen.")


@rule(DOPPELT)
def check_ids(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Refuse an id that another entry of the same Kommune has: nobody could say which of them was destroyed."""
    for kommune in _alle(dataset):
        seen: dict[str, Place] = {}
        for each in kommune.unterlagen:
            place = Place(each.place.file, (*each.place.route, "id"))
            if each.id in seen:
                message = f"Die Kennung »{each.id}« hat schon eine andere Unterlage dieser Kommune."
                yield finding(DOPPELT, place, message, "Die nächste freie vergeben.", (Related(seen[each.id], "hier"),))
            seen.setdefault(each.id, place)


@rule(BEHALTEN)
def check_kept(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Warn of what is destroyed and still kept for a reason."""
    for kommune in _alle(dataset):
        for each in kommune.unterlagen:
            if each.vernichtet is not None and each.aufbewahren:
                message = f"»{each.id}« ist vernichtet und doch zum Aufbewahren eingetragen."
                place = Place(each.place.file, (*each.place.route, "aufbewahren"))
                yield finding(BEHALTEN, place, message, "Ist es vernichtet, aufbewahren entfernen.")


def _alle(dataset: Dataset) -> Iterator[Kommune]:
    for kommune in dataset.kommunen_und_partner:
        if kommune.unterlagen:
            yield kommune
