"""The screen of `dkbm status KOMMUNE`: the age of what is known first, the sources last."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from dkbm.dataset import Dataset
from dkbm.german import datum_in_worten, tag
from dkbm.model.beleg import VEREINBARUNGEN, Beleg
from dkbm.model.kommune import Vorgaenger
from dkbm.queries.names import repeat
from dkbm.queries.rows import themen_of
from dkbm.queries.status import Ansprechperson, Eintrag, Status, agreement_name, is_later
from dkbm.report.history import history_text, other_text
from dkbm.report.next_step import next_step_text
from dkbm.report.table import paragraph, two_sided
from dkbm.report.wording import (
    PROGRAMME,
    beleg_text,
    event_text,
    faellig_text,
    lage_text,
    own_sources,
    when_text,
    with_sources,
)

_LABEL = 16


def status_text(
    status: Status, dataset: Dataset, annahmen: Sequence[str] | None, vorgaenger: Vorgaenger | None = None
) -> str:
    """Return the whole screen. `annahmen` (to read the Stichtag) are None where nobody asked for one."""
    parts = [
        "".join(_heading(status, annahmen is None, vorgaenger)),
        "".join(_standing(status, dataset, annahmen or ())),
        "".join(_facts(status)),
        next_step_text(status, dataset),
        "".join(_due(status, dataset)),
        history_text(status, dataset),
        f"  Quellen: dkbm status {repeat(status.kommune)} --quellen\n",
    ]
    return "\n".join(part for part in parts if part)


def _heading(status: Status, heute: bool, vorgaenger: Vorgaenger | None) -> Iterator[str]:
    kommune = status.kommune
    day = tag(status.stichtag)
    name = " · ".join(filter(None, (kommune.offizieller_name, kommune.schluessel)))
    yield two_sided(name, f"Stand heute, {day}" if heute else f"Stand am {day}")
    if vorgaenger is not None:
        yield "\n"
        yield paragraph(_succession(status, vorgaenger), "  ")


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
        yield paragraph("Für diesen Tag belegt es keine Quelle sicher.", "  ")
    elif lage.lage == "kein_beleg":
        yield paragraph("Das heißt: es wurde nichts gefunden. Es heißt nicht: keine Zusammenarbeit.", "  ")
    else:
        yield paragraph(beleg_text(lage, status.stichtag, dataset.quellen), "  ")
    if lage.lage in ("im_modul", "pausiert"):
        yield paragraph(f"Beginn {datum_in_worten(lage.seit) if lage.seit else 'nicht belegt'}", "  ")
    for maybe in lage.moeglich:
        yield paragraph(f"möglich ist auch: {_short(maybe, dataset)}", "  ", "    ")
    if lage.danach_belegt:
        yield paragraph(f"danach belegt: {_short(lage.danach_belegt, dataset)}", "  ", "    ")
    for annahme in dict.fromkeys((*annahmen, *lage.annahmen)):
        yield paragraph(f"Annahme: {annahme}", "  ", "    ")


def _short(beleg: Beleg, dataset: Dataset) -> str:
    when = when_text(beleg.datum, beleg)
    comma = "" if when.startswith("(") else ","
    return with_sources(f"{event_text(beleg, None, dataset.prozess)}{comma} {when}", beleg.quellen)


def _facts(status: Status) -> Iterator[str]:
    known = [each for each in status.verlauf if not is_later(each.beleg, status.stichtag)]
    parts = [part for each in known if (part := each.ereignis or each.vereinbarung)]
    yield from _labelled("Themen", [thema.text for thema in themen_of(parts)])
    yield from _labelled("Vereinbarung", [*_agreements(status), *_merely_named(known)] or ["nicht belegt"])
    for label, art in (("Förderung", "foerderprogramm"), ("Auszeichnung", "auszeichnung")):
        yield from _labelled(label, [_event(each, status) for each in known if each.beleg.ereignis == art])
    yield from _labelled("Ansprechperson", list(map(_contact, status.ansprechpersonen)) or ["nicht belegt"])
    if status.kommune.bemerkung:
        yield from _labelled("Bemerkung", [status.kommune.bemerkung])


def _labelled(label: str, texts: Sequence[str]) -> Iterator[str]:
    for index, text in enumerate(texts):
        yield paragraph(text, f"  {label if index == 0 else '':{_LABEL}}")


def _agreements(status: Status) -> Iterator[str]:
    for each in status.vereinbarungen:
        if agreement := each.vereinbarung:
            signed = agreement.unterzeichnet
            when = f"unterzeichnet {datum_in_worten(signed.text)}" if signed else "Tag der Unterschrift nicht belegt"
            text = with_sources(f"{agreement_name(agreement)}, {when}", own_sources(agreement))
            yield "; ".join([text, *(other_text(angabe) for angabe in agreement.abweichend)])


def _merely_named(known: Sequence[Eintrag]) -> Iterator[str]:
    """Agreements that a source only mentions: known to exist, and nothing more."""
    signed = {each.vereinbarung.art for each in known if each.vereinbarung}
    for each in known:
        art = each.ereignis.grundlage if each.ereignis else None
        if art and art not in signed:
            when = when_text(each.beleg.datum, each.beleg)
            yield with_sources(f"{VEREINBARUNGEN.get(art, art)} genannt {when}, mehr nicht belegt", each.beleg.quellen)


def _event(each: Eintrag, status: Status) -> str:
    event, beleg = each.ereignis, each.beleg
    programm, inhalt = (event.programm or "", event.inhalt or "") if event else ("", "")
    when = when_text(beleg.datum, beleg) if beleg.datum or beleg.wann.hi > status.stichtag else ""
    words = ", ".join(filter(None, (PROGRAMME.get(programm, programm), inhalt))) or "ohne nähere Angabe"
    dated = "" if not when or when in inhalt else f" {when}" if when.startswith("(") else f", {when}"
    return with_sources(words + dated, beleg.quellen)


def _contact(contact: Ansprechperson) -> str:
    when = f"Stand {datum_in_worten(contact.datum.text)}" if contact.datum else "Stand nicht belegt"
    who = ", ".join(filter(None, (contact.name, contact.amt)))
    who = f"Transferagentur: {who}" if contact.rolle == "Transferagentur" else who
    known = contact.person.kontakt if contact.person else None
    ways = [way for way in (known.telefon, known.email) if way] if known and contact.rolle == "Kommune" else []
    return with_sources(" · ".join([f"{who} ({when})", *ways]), contact.quellen)


def _due(status: Status, dataset: Dataset) -> Iterator[str]:
    if not status.faellig:
        yield paragraph("Fällig: nichts", "  ")
        return
    yield "  Fällig:\n"
    for due in status.faellig:
        yield paragraph(faellig_text(due, dataset.prozess), "    – ")
