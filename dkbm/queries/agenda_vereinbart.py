"""Agreements that end, and exceptions that do."""

from collections.abc import Iterator
from datetime import date

from dkbm.german import aufzaehlung
from dkbm.model.ausnahmen import fehlt_noch
from dkbm.model.beleg import Beleg
from dkbm.model.fristende import fristende, werktag
from dkbm.model.kommune import Ereignis, Vereinbarung
from dkbm.model.schritt import fehlende
from dkbm.model.uebergang import ausgangslage, erster_schritt
from dkbm.model.zeit import has_happened
from dkbm.queries.agenda_posten import Fall, Frage, Fund, Posten, command, of_kommune, to_record
from dkbm.queries.status import agreement_name

_LAEUFT = ("im_modul", "im_prozess", "zwischen")
"""Where an agreement is still needed; between two modules only one that is for none of them."""


def befristetes(fall: Fall, frage: Frage) -> Iterator[Fund]:
    """Yield the agreements and the exceptions of a Kommune that end while what they are for is not done."""
    for agreement in fall.kommune.vereinbarungen:
        yield from _end(fall, frage, agreement)
    for event in fall.kommune.verlauf:
        yield from _exception(fall, frage, event)


def _end(fall: Fall, frage: Frage, agreement: Vereinbarung) -> Iterator[Fund]:
    """An agreement ends while the Kommune is still in the module it is for."""
    here = fall.lage.lage in _LAEUFT and agreement.modul in (None, fall.lage.modul)
    reason = _begun(fall, frage, agreement)
    if agreement.dauer is None or not here or reason is None or _is_replaced(fall, frage, agreement):
        return
    end = fristende(reason.wann.hi, agreement.dauer.monate[1])
    if end is None or not frage.is_near(day := werktag(end, frage.prozess.land)):
        return
    verb = "ist ausgelaufen" if day < frage.stichtag else "läuft aus"
    posten = of_kommune(fall.kommune, "vereinbarung", agreement.id, f"{agreement_name(agreement)} {verb}")
    posten = posten._replace(
        am=day,
        ueberfaellig=day < frage.stichtag,
        ab=reason.name,
        ab_datum=reason.wann.text,
        abhilfe=to_record(agreement.art, fall.kommune),
        quellen=agreement.quellen,
        place=agreement.place,
        gegenstand=("eine neue Vereinbarung schließen oder die Dauer durch einen Nachtrag verlängern",),
    )
    yield Fund(_of_modul(posten, fall, frage) if agreement.modul else posten, True, "Vereinbarung, die ausläuft")


def _of_modul(posten: Posten, fall: Fall, frage: Frage) -> Posten:
    """The module it is for is to be closed first: by the evidence that this still lacks, or by the step itself."""
    start = ausgangslage(fall.kommune, fall.lage, frage.stichtag, frage.prozess, frage.dataset.quellen)
    missing = fehlende(erster_schritt(start, frage.prozess), start, fall.belege, frage.stichtag, frage.prozess)
    lacks = (f"vorher fehlt noch: {aufzaehlung(each.name for each in missing)}",) if missing else ()
    first = missing[0].nachweis if missing else None
    step = command("dkbm advance", fall.kommune, " --datum … --quelle …")
    return posten._replace(
        abhilfe=to_record(first.nachweis, fall.kommune, first.modul) if first is not None else step,
        gegenstand=("das Modul abschließen oder die Dauer durch einen Nachtrag verlängern", *lacks),
    )


def _begun(fall: Fall, frage: Frage, agreement: Vereinbarung) -> Beleg | None:
    """What its duration counts from: the latest event of that kind that does not lie before it was signed."""
    if agreement.dauer is None or agreement.geplant:
        return None
    signed = agreement.unterzeichnet.lo if agreement.unterzeichnet else date.min
    happened = (
        each
        for each in reversed(fall.belege)
        if each.ereignis == agreement.dauer.ab and not each.geplant
        if agreement.modul is None or each.modul in (None, agreement.modul)
        if has_happened(each.wann, frage.stichtag) and each.wann.hi >= signed
    )
    return next(happened, None)


def _is_replaced(fall: Fall, frage: Frage, agreement: Vereinbarung) -> bool:
    """Whether a later agreement on the same module was signed."""
    return any(
        each.unterzeichnet.lo > agreement.unterzeichnet.hi and has_happened(each.unterzeichnet, frage.stichtag)
        for each in fall.kommune.vereinbarungen
        if each.modul == agreement.modul and each.unterzeichnet and agreement.unterzeichnet and not each.geplant
    )


def _exception(fall: Fall, frage: Frage, event: Ereignis) -> Iterator[Fund]:
    """An exception that ends, as long as what was missing is missing still."""
    ausnahme = event.ausnahme
    if ausnahme is None or ausnahme.bis is None or not frage.is_near(ausnahme.bis.hi):
        return
    if event.geplant or (event.datum is not None and not has_happened(event.datum, frage.stichtag)):
        return
    missing = fehlt_noch(fall.kommune, event, frage.stichtag, frage.prozess, frage.dataset.quellen)
    if missing is None:
        return
    modul = f" Modul {event.modul}" if event.modul is not None else ""
    art = frage.prozess.ereignisse.get(event.ereignis)
    verb = "ist abgelaufen" if ausnahme.bis.hi < frage.stichtag else "endet"
    name = f"Ausnahme für {art.name if art else event.ereignis}{modul} {verb}"
    key = "-".join(str(each) for each in (event.ereignis, event.modul, event.phase) if each is not None)
    posten = of_kommune(fall.kommune, "ausnahme", key, name)
    file = event.place.file
    yield Fund(posten._replace(
        am=ausnahme.bis.hi, ueberfaellig=ausnahme.bis.hi < frage.stichtag, ab="festgehalten",
        ab_datum=ausnahme.datum.text, quellen=event.quellen, place=event.place,
        gegenstand=(f"Grund: {ausnahme.grund}", *(f"es fehlt noch: {each}" for each in missing)),
        abhilfe=f"den Nachweis festhalten, oder in {file} bei der Ausnahme bis verlängern, mit neuem Grund",
    ))  # fmt: skip
