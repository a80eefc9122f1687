"""What the screens of the formats share: their head, events, and small words."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dkbm.datum import Datum
from dkbm.german import aufzaehlung, datum_in_worten, tag
from dkbm.model.format import Veranstaltung
from dkbm.queries.formate import Auswahl, Formatbild, Uebersicht
from dkbm.report import wording
from dkbm.report.table import paragraph


class Rahmen(NamedTuple):
    """What stands around an answer: what was assumed of the Stichtag, which record it comes from, what was asked."""

    annahmen: Sequence[str] = ()
    datenstand: str = ""
    auswahl: Auswahl = Auswahl()


def kopf(title: str, found: Uebersicht, rahmen: Rahmen) -> str:
    """Return the first lines: of which day, and what had to be assumed for it."""
    assumed = (paragraph(f"Annahme: {each}", "  ", "    ") for each in rahmen.annahmen)
    return "".join((paragraph(f"{title} · am {tag(found.stichtag)}"), *assumed))


def module(bild: Formatbild) -> str:
    """Return the modules a format is attested in, in words; "" for none."""
    return f"Modul {aufzaehlung(map(str, bild.format.module))}" if bild.format.module else ""


def mit_quellen(text: str, quellen: Sequence[str]) -> str:
    """Return `text` with its sources behind it, if it has any."""
    return wording.with_sources(text, tuple(quellen)) if quellen else text


def veranstaltungen(events: Sequence[Veranstaltung]) -> Iterator[str]:
    """Yield events with place and number of persons, as lines under their heading."""
    if not events:
        return
    yield "Veranstaltungen\n"
    for each in events:
        when = _span(each.datum, each.ende)
        came = "; ".join(number.angabe for number in each.teilnehmende)
        facts = ", ".join(part for part in (each.name, each.ort, f"{came} Personen" if came else "") if part)
        yield paragraph(mit_quellen(facts, each.quellen), f"  {when:23}  ")
        for label, note in (("", each.bemerkung), ("Zweifel: ", each.zweifel)):
            yield paragraph(f"{label}{note}", " " * 27) if note else ""


def _span(datum: Datum | None, ende: Datum | None) -> str:
    if datum is None:
        return "ohne Datum"
    first = zeitpunkt(datum)
    return f"{first}–{zeitpunkt(ende)}" if ende is not None and ende != datum else first


def zeitpunkt(datum: Datum) -> str:
    """Return a date in few words."""
    return datum_in_worten(datum.text, kurz=True)
