"""The Verlauf and the sources of a Kommune as text: every assertion with its time, source and remark."""

from collections.abc import Iterator

from dkbm.dataset import Dataset
from dkbm.german import datum_in_worten
from dkbm.model.kommune import Angabe, Ereignis, Vereinbarung
from dkbm.queries.rows import sources_of
from dkbm.queries.status import Eintrag, Status, agreement_name, is_later, is_uncertain
from dkbm.report.table import paragraph
from dkbm.report.wording import event_text, own_sources, when_text, with_sources

_WHEN = 26


def history_text(status: Status, dataset: Dataset) -> str:
    """Return the Verlauf in the order of time, what sources say differently side by side."""
    if not status.verlauf:
        return "  Verlauf: nichts belegt\n"
    lines = ["  Verlauf (in Klammern die Zeit der Quelle, wo ein eigenes Datum fehlt)\n"]
    for title, eintraege in _sections(status):
        lines += [f"    {title}\n"] if title and eintraege else []
        lines += [line for eintrag in eintraege for line in _entry(eintrag, dataset)]
    return "".join(lines)


def _sections(status: Status) -> Iterator[tuple[str, list[Eintrag]]]:
    """What has happened, what may have, and what certainly had not."""
    day = status.stichtag
    open_ = [each for each in status.verlauf if is_uncertain(each.beleg, day)]
    later = [each for each in status.verlauf if is_later(each.beleg, day)]
    yield "", [each for each in status.verlauf if each not in open_ and each not in later]
    yield "ungewiss, ob vor dem Stichtag:", open_
    yield "nach dem Stichtag:", later


def _entry(eintrag: Eintrag, dataset: Dataset) -> Iterator[str]:
    part = eintrag.ereignis or eintrag.vereinbarung
    sources = own_sources(part) if part else eintrag.beleg.quellen
    text = with_sources(_what(eintrag, dataset), sources)
    when = when_text(eintrag.beleg.datum, eintrag.beleg)
    yield paragraph(text, f"    {when:{_WHEN - 1}} ", " " * (_WHEN + 4))
    yield from (paragraph(remark, " " * (_WHEN + 6)) for remark in _remarks(eintrag))


def _what(eintrag: Eintrag, dataset: Dataset) -> str:
    if eintrag.vereinbarung is not None:
        state = "(geplant)" if eintrag.beleg.geplant else "unterzeichnet"
        return f"{agreement_name(eintrag.vereinbarung)} {state}"
    return event_text(eintrag.beleg, eintrag.ereignis, dataset.prozess)


def _remarks(eintrag: Eintrag) -> Iterator[str]:
    part: Ereignis | Vereinbarung | None = eintrag.ereignis or eintrag.vereinbarung
    if part is None:
        return
    yield from (other_text(angabe) for angabe in part.abweichend)
    if part.bemerkung:
        yield part.bemerkung
    if part.zweifel:
        yield f"Zweifel: {part.zweifel}"
    if part.korrektur:
        yield f"berichtigt {datum_in_worten(part.korrektur.datum.text)}: {part.korrektur.grund}"


def other_text(angabe: Angabe) -> str:
    """Return what another source says of the same date."""
    when = datum_in_worten(angabe.datum.text) if angabe.datum else "Datum nicht belegt"
    remark = f", {angabe.bemerkung}" if angabe.bemerkung else ""
    return f"anders {', '.join(angabe.quellen)}: {when}{remark}"


def quellen_text(status: Status, dataset: Dataset) -> str:
    """Return every source of the Kommune with its time and how that is known."""
    lines = ["  Quellen\n"]
    for ident in sources_of(status.kommune):
        quelle = dataset.quellen.get(ident)
        if quelle is None:
            lines.append(paragraph("steht nicht in data/quellen.yaml", f"    {ident:5} "))
            continue
        stand = datum_in_worten(quelle.stand.text, kurz=True) if quelle.stand else "unbekannt"
        lines.append(paragraph(f"{quelle.titel}, {quelle.herausgeber}", f"    {ident:5} "))
        estimated = f" (geschätzt: {quelle.grund})" if quelle.stand_art == "geschaetzt" and quelle.grund else ""
        lines.append(paragraph(f"Stand {stand}{estimated}", " " * 10))
        lines += [f"{' ' * 10}{quelle.url}\n"] if quelle.url else []
    return "".join(lines)
