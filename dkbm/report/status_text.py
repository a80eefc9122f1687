"""The screen of `dkbm status KOMMUNE`: the age of what is known first, the sources last."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from dkbm.dataset import Dataset
from dkbm.german import aufzaehlung, datum_in_worten, tag
from dkbm.model.beleg import VEREINBARUNGEN, Beleg
from dkbm.model.kommune import PROGRAMME, Vorgaenger
from dkbm.queries.names import repeat
from dkbm.queries.status import Ansprechperson, Eintrag, Status, agreement_name, changed_by, is_later, is_uncertain
from dkbm.report.history import history_text, other_text
from dkbm.report.next_step import next_step_text
from dkbm.report.table import WIDTH, paragraph, two_sided
from dkbm.report.wording import (
    ausnahme_text,
    beleg_text,
    event_text,
    faellig_text,
    lage_text,
    modul_text,
    own_sources,
    when_text,
    with_sources,
)

_LABEL = 16


def status_text(
    status: Status,
    dataset: Dataset,
    annahmen: Sequence[str] | None,
    vorgaenger: Vorgaenger | None = None,
    datenstand: str = "",
) -> str:
    """Return the whole screen. `annahmen` (to read the Stichtag) are None where nobody asked for one.

    `datenstand` says which record of the dataset this is, "" for the files in the folder. An older record is not to
    be written into, so that no lines are named for what is missing.
    """
    parts = [
        "".join(_heading(status, annahmen is None, vorgaenger, datenstand)),
        "".join(_standing(status, dataset, annahmen or ())),
        "".join(_facts(status, dataset)),
        next_step_text(status, dataset, editable=not datenstand),
        "".join(_due(status, dataset)),
        history_text(status, dataset),
        "" if datenstand else f"  Quellen: dkbm status {repeat(status.kommune)} --quellen\n",
    ]
    return "\n".join(part for part in parts if part)


def _heading(status: Status, heute: bool, vorgaenger: Vorgaenger | None, datenstand: str) -> Iterator[str]:
    kommune = status.kommune
    day = tag(status.stichtag)
    name = " · ".join(filter(None, (kommune.offizieller_name, kommune.schluessel)))
    yield two_sided(name, f"Stand heute, {day}" if heute else f"Stand am {day}")
    if datenstand:
        yield paragraph(f"{datenstand:>{WIDTH}}")
    if vorgaenger is not None:
        yield "\n"
        yield paragraph(_succession(status, vorgaenger), "  ")
    elif kommune.vorgaenger and status.stichtag <= (last := max(each.bis.hi for each in kommune.vorgaenger)):
        yield "\n"
        yield paragraph(_not_yet(kommune.vorgaenger, last), "  ")


def _not_yet(before: Sequence[Vorgaenger], last: date) -> str:
    names = aufzaehlung(f"{each.name} ({each.schluessel})" for each in before)
    sources = dict.fromkeys(quelle for each in before for quelle in each.quellen)
    return with_sources(f"besteht seit {tag(last + timedelta(days=1))}; davor: {names}", tuple(sources))


def _succession(status: Status, vorgaenger: Vorgaenger) -> str:
    last = vorgaenger.bis
    new = f"seit {tag(last.hi + timedelta(days=1))}" if last.lo == last.hi else "seither"
    return with_sources(
        f"{vorgaenger.name} ({vorgaenger.schluessel}) bestand bis {datum_in_worten(last.text)}; {new} gehört das "
        f"Gebiet zum Nachfolger: {status.kommune.offizieller_name} ({status.kommune.schluessel or status.kommune.id})",
        vorgaenger.quellen,
    )


def _standing(status: Status, dataset: Dataset, annahmen: Sequence[str]) -> Iterator[str]:
    lage = status.lage
    yield paragraph(lage_text(lage, dataset.prozess), "  ")
    if lage.lage == "kein_beleg" and (lage.moeglich or lage.danach_belegt):
        yield paragraph("Keine Quelle belegt sicher, wo die Kommune an diesem Tag stand.", "  ")
    elif lage.lage == "kein_beleg":
        yield paragraph("Das heißt: es wurde nichts gefunden. Es heißt nicht: keine Zusammenarbeit.", "  ")
    else:
        yield paragraph(beleg_text(lage, status.stichtag, dataset.quellen), "  ")
    if status.zuvor:
        yield paragraph(f"zuvor zuletzt genannt: {_named(status.zuvor, dataset)}", "  ", "    ")
    if lage.lage in ("im_modul", "pausiert"):
        yield paragraph(f"Beginn {datum_in_worten(lage.seit) if lage.seit else 'nicht belegt'}", "  ")
    for maybe in status.moeglich:
        yield paragraph(f"möglich ist auch: {_short(maybe, dataset)}", "  ", "    ")
    if lage.danach_belegt:
        label = "danach" if lage.danach_belegt.bedeutet == "nicht_genannt" else "danach belegt"
        yield paragraph(f"{label}: {_short(lage.danach_belegt, dataset)}", "  ", "    ")
    for annahme in dict.fromkeys((*annahmen, *lage.annahmen)):
        yield paragraph(f"Annahme: {annahme}", "  ", "    ")


def _named(beleg: Beleg, dataset: Dataset) -> str:
    where = modul_text(beleg.modul, beleg.phase, dataset.prozess, kurz=True) or "ohne Modul"
    when = datum_in_worten(beleg.wann.text, kurz=True) if beleg.wann.text else "ohne Zeitangabe"
    return f"{where}, {when} ({beleg.quelle})"


def _short(beleg: Beleg, dataset: Dataset) -> str:
    when = when_text(beleg.datum, beleg)
    comma = "" if when.startswith("(") else ","
    return with_sources(f"{event_text(beleg, None, dataset.prozess)}{comma} {when}", beleg.quellen)


def _facts(status: Status, dataset: Dataset) -> Iterator[str]:
    known = [each for each in status.verlauf if not is_later(each.beleg, status.stichtag)]
    yield from _labelled("Themen", list(_themen(known, status.stichtag)))
    agreements = [*_agreements(status), *_merely_named(known, status.stichtag)] or ["nicht belegt"]
    first = agreements[0].removeprefix("Vereinbarung").removeprefix(",").lstrip()  # the label says it
    yield from _labelled("Vereinbarung", [first, *agreements[1:]])
    for label, art in (("Förderung", "foerderprogramm"), ("Auszeichnung", "auszeichnung")):
        yield from _labelled(label, [_event(each, status) for each in known if each.beleg.ereignis == art])
    yield from _labelled("Ausnahme", list(_exceptions(known, status)))
    yield from _labelled("Ansprechperson", list(map(_contact, status.ansprechpersonen)) or ["nicht belegt"])
    yield from _labelled("Im Netzwerk", _network(status, dataset))
    if status.kommune.bemerkung:
        yield from _labelled("Bemerkung", [status.kommune.bemerkung])


def _network(status: Status, dataset: Dataset) -> Sequence[str]:
    """Who of the Kommune has which part in the network, where somebody looked."""
    if status.netzwerk is None:
        return ()
    from dkbm.report.netzwerk_kommune_text import im_netzwerk_texte  # noqa: PLC0415 -- most Kommunen have none

    return im_netzwerk_texte(status.netzwerk, dataset)


def _mark(beleg: Beleg, stichtag: date) -> str:
    """What must be said beside a fact that is not certain to be one on the day asked about."""
    if beleg.geplant:
        return "geplant"
    if not is_uncertain(beleg, stichtag):
        return ""
    return "Zeit nicht belegt" if beleg.wann.hi == date.max else "möglich"


def _marked(text: str, beleg: Beleg, stichtag: date) -> str:
    mark = _mark(beleg, stichtag)
    return f"{text} ({mark})" if mark else text


def _themen(known: Sequence[Eintrag], stichtag: date) -> Iterator[str]:
    """Each text once; it is certain where one entry is that speaks of it."""
    found: dict[str, str] = {}
    for each in known:
        part = each.ereignis or each.vereinbarung
        for thema in part.themen if part else ():
            text = _marked(thema.text, each.beleg, stichtag)
            if thema.text not in found or text == thema.text:
                found[thema.text] = text
    yield from found.values()


def _labelled(label: str, texts: Sequence[str]) -> Iterator[str]:
    for index, text in enumerate(texts):
        yield paragraph(text, f"  {label if index == 0 else '':{_LABEL}}")


def _agreements(status: Status) -> Iterator[str]:
    for each in status.vereinbarungen:
        if agreement := each.vereinbarung:
            text = with_sources(f"{agreement_name(agreement)}, {_signed(each, status)}", own_sources(agreement))
            since = changed_by(agreement, status.stichtag)
            yield "; ".join([text, *([since] if since else []), *map(other_text, agreement.abweichend)])


def _signed(each: Eintrag, status: Status) -> str:
    signed = each.vereinbarung.unterzeichnet if each.vereinbarung else None
    if signed is None and each.beleg.wann.hi == date.max:
        return "Tag und Jahr der Unterschrift nicht belegt"
    when = f"unterzeichnet {datum_in_worten(signed.text)}" if signed else "Tag der Unterschrift nicht belegt"
    return _marked(when, each.beleg, status.stichtag)


def _merely_named(known: Sequence[Eintrag], stichtag: date) -> Iterator[str]:
    """Agreements that a source only mentions: known to exist, and nothing more."""
    signed = {each.vereinbarung.art for each in known if each.vereinbarung}
    for each in known:
        art = each.ereignis.grundlage if each.ereignis else None
        if art and art not in signed:
            when = when_text(each.beleg.datum, each.beleg)
            text = f"{VEREINBARUNGEN.get(art, art)} genannt {when}, mehr nicht belegt"
            yield with_sources(_marked(text, each.beleg, stichtag), each.beleg.quellen)


def _exceptions(known: Sequence[Eintrag], status: Status) -> Iterator[str]:
    for each in known:
        if each.ereignis is not None and (ausnahme := each.ereignis.ausnahme) is not None:
            where = f"Modul {each.beleg.modul}" + (f" Phase {each.beleg.phase}" if each.beleg.phase else "")
            name = _marked(f"{each.beleg.name} {where}", each.beleg, status.stichtag)
            yield f"{name}: {ausnahme_text(ausnahme, status.stichtag)}"


def _event(each: Eintrag, status: Status) -> str:
    event, beleg = each.ereignis, each.beleg
    programm, inhalt = (event.programm or "", event.inhalt or "") if event else ("", "")
    mark = _mark(beleg, status.stichtag)
    when = when_text(beleg.datum, beleg).strip("()") if beleg.datum or mark else ""
    notes = ", ".join(filter(None, (mark, "" if when in inhalt else when)))
    what = PROGRAMME.get(programm, programm) or ("" if inhalt else "ohne nähere Angabe")
    lead = f"{what} ({notes})" if what and notes else what or notes
    return with_sources(": ".join(filter(None, (lead, inhalt))), beleg.quellen)


def _contact(contact: Ansprechperson) -> str:
    when = f"Stand {datum_in_worten(contact.datum.text)}" if contact.datum else "Stand nicht belegt"
    who = ", ".join(filter(None, (contact.name, contact.amt)))
    who = f"Transferagentur: {who}" if contact.rolle == "Transferagentur" else who
    known = contact.kontakt if contact.rolle == "Kommune" else None
    ways = [way for way in (known.telefon, known.email) if way] if known else []
    text = with_sources(" · ".join([f"{who} ({when})", *ways]), contact.quellen)
    return f"{text} – so gedruckt; Zweifel: {known.zweifel}" if known and known.zweifel else text


def _due(status: Status, dataset: Dataset) -> Iterator[str]:
    if not status.faellig:
        yield paragraph("Fällig: nichts", "  ")
        return
    yield "  Fällig:\n"
    for due in status.faellig:
        yield paragraph(faellig_text(due, dataset.prozess, status.lage), "    – ")
