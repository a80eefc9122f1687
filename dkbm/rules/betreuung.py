"""Who looks after a Kommune: one person at a time, who works at the agency, and nobody forgotten after a handover."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from dkbm.dataset import Dataset
from dkbm.diagnostic import Code, Diagnostic, Place, Related, Severity
from dkbm.german import datum_in_worten, tag
from dkbm.model.betreuung import AGENTUR, Zeit, is_begleitet, luecken, zeiten
from dkbm.model.kommune import Kommune
from dkbm.model.person import Amt
from dkbm.rules.registry import finding, rule

_GRUPPE = "betreuung"
ZUGLEICH = Code("D630", "zwei-zustaendige", Severity.WARNUNG, _GRUPPE)
DOPPELT = Code("D631", "betreuung-doppelt", Severity.WARNUNG, _GRUPPE)
VERKEHRT = Code("D632", "betreuung-endet-vor-beginn", Severity.FEHLER, _GRUPPE)
OHNE_AMT = Code("D633", "betreuung-ohne-amt", Severity.HINWEIS, _GRUPPE)
LUECKE = Code("D634", "betreuung-luecke", Severity.HINWEIS, _GRUPPE)


@rule(ZUGLEICH, DOPPELT)
def check_overlaps(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Warn of two times that certainly have a day in common; one finding for each pair, at the later one."""
    for kommune in _alle(dataset):
        for before, after in combinations(zeiten(kommune, dataset.quellen), 2):
            if max(before.first, after.first) <= min(before.last, after.last) and not _is_reversed(before, after):
                yield _overlap(before, after)


def _is_reversed(*some: Zeit) -> bool:
    """Whether one ends before it begins, which has a finding of its own."""
    return any(each.bis is not None and each.bis.hi < each.wann.lo for each in some)


def _overlap(before: Zeit, after: Zeit) -> Diagnostic:
    related = (Related(Place(before.place.file, before.place.route), "hier die frühere Zuständigkeit"),)
    if before.person == after.person:
        message = "Dieselbe Person ist für überlappende Zeiten zweimal als zuständig eingetragen."
        return finding(DOPPELT, after.place, message, "Beide Einträge zu einem machen.", related)
    since = max(before.first, after.first)
    message = f"Ab dem {tag(since)} sind zwei Personen zugleich zuständig."
    help_text = "Nach einer Übergabe bei der ersten eintragen, bis wann sie zuständig war: bis."
    return finding(ZUGLEICH, after.place, message, help_text, related)


@rule(VERKEHRT)
def check_order(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Refuse a time that ends before it begins."""
    for kommune in _alle(dataset):
        for each in kommune.betreuung:
            if each.datum is not None and each.bis is not None and each.bis.hi < each.datum.lo:
                message = (
                    f"Die Zuständigkeit endet ({datum_in_worten(each.bis.text)}), bevor sie beginnt "
                    f"({datum_in_worten(each.datum.text)})."
                )
                yield finding(
                    VERKEHRT, Place(each.place.file, (*each.place.route, "bis")), message, "datum oder bis berichtigen."
                )


@rule(OHNE_AMT)
def check_offices(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Point out a person in charge of whom no office at the agency is attested, or only one at another time."""
    for kommune in _alle(dataset):
        for each in zeiten(kommune, dataset.quellen):
            person = dataset.personen.get(each.person)
            if person is None:  # unknown, which has a finding of its own
                continue
            offices = [amt for amt in person.aemter if amt.stelle == AGENTUR]
            if offices and any(_covers(amt, each) for amt in offices):
                continue
            why = "hatte dort nach den Daten nur zu anderer Zeit eines" if offices else "hat dort nach den Daten keines"
            message = f"Zuständig ist, wer ein Amt bei der Agentur hat; diese Person {why}."
            place = Place(each.place.file, (*each.place.route, "person"))
            yield finding(
                OHNE_AMT, place, message, "Das Amt bei der Person eintragen (stelle: agentur), oder berichtigen."
            )


def _covers(amt: Amt, zeit: Zeit) -> bool:
    """Whether an office is not certainly over before a time begins, nor begins after its end."""
    is_over = amt.bis is not None and amt.bis.hi < zeit.wann.lo
    is_later = zeit.bis is not None and amt.datum is not None and amt.datum.lo > zeit.bis.hi
    return not is_over and not is_later


@rule(LUECKE)
def check_gaps(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:
    """Point out times without anybody, the one that still lasts only while the Kommune is in the process."""
    for kommune in _alle(dataset):
        for gap in luecken(kommune, stichtag, dataset.quellen):
            if gap.bis is not None:
                message = f"Vom {tag(gap.von)} bis zum {tag(gap.bis)} ist niemand als zuständig eingetragen."
            elif is_begleitet(kommune, stichtag, dataset.prozess, dataset.quellen):
                message = f"Seit dem {tag(gap.von)} ist niemand als zuständig eingetragen."
            else:
                continue
            help_text = "Wer es wurde, festhalten: dkbm record betreuung KOMMUNE --person p-… --datum … --quelle …"
            yield finding(LUECKE, gap.place, message, help_text)


def _alle(dataset: Dataset) -> Iterator[Kommune]:
    for kommune in dataset.kommunen_und_partner:
        if kommune.betreuung:
            yield kommune
