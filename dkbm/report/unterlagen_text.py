"""`dkbm unterlagen` on a screen: the register of entrusted materials."""

from collections.abc import Iterator, Sequence

from dkbm.german import am_tag, anzahl, aufzaehlung, datum_in_worten, tag
from dkbm.model.kommune import VERBUND
from dkbm.queries.unterlagen import Eintrag, Register, Verzeichnis
from dkbm.report.table import paragraph
from dkbm.report.wording import with_sources

STAENDE = {
    "faellig": "zu vernichten",
    "vorhanden": "vorhanden",
    "aufbewahrt": "aufbewahrt",
    "vernichtet": "vernichtet",
}


def as_text(found: Register, annahmen: Sequence[str] = (), datenstand: str = "") -> str:
    """Return the register by Kommune, and of those without one what is due under their agreements."""
    of = f" · {found.kommune.offizieller_name}" if found.kommune else ""
    head = paragraph(f"Unterlagen der Kommunen bei der Agentur{of} · am {tag(found.stichtag)}")
    parts = [
        head + "".join(paragraph(f"Annahme: {each}", "  ", "    ") for each in annahmen),
        _end(found),
        *("".join(_register(each)) for each in found.verzeichnisse if each.eintraege or found.kommune),
        "".join(_without(found)),
        paragraph(datenstand) if datenstand else "",
    ]
    return "\n".join(part for part in parts if part)


def _end(found: Register) -> str:
    if found.ende is None:
        return "" if any(each.eintraege for each in found.verzeichnisse) else paragraph("Nichts eingetragen.", "  ")
    return paragraph(f"Der Rahmen endete {am_tag(found.ende.text)}; seither ist zu vernichten, was nicht "
                     "aus einem Grund bleibt.", "  ")  # fmt: skip


def _register(each: Verzeichnis) -> Iterator[str]:
    yield f"{each.kommune.offizieller_name}\n"
    for entry in each.eintraege:
        one = entry.unterlage
        yield paragraph(with_sources(one.titel, one.quellen), f"  {one.id:5} {STAENDE[entry.stand]:14} ")
        facts = "; ".join(_facts(entry))
        yield paragraph(facts, " " * 23) if facts else ""
    words = each.offen.worte if each.offen is not None else ()
    if not each.eintraege and not words:
        yield paragraph("Nichts eingetragen.", "  ")
    for text in words:
        yield paragraph(f"Die Vernichtung interner Daten ist nicht belegt: {text}", "  ", "    ")


def _facts(entry: Eintrag) -> Iterator[str]:
    one = entry.unterlage
    yield f"erhalten {datum_in_worten(one.erhalten.text)}" if one.erhalten else "Tag des Eingangs nicht belegt"
    if one.ablage:
        yield f"liegt: {one.ablage}"
    if entry.stand == "vernichtet" and one.vernichtet is not None:
        yield f"vernichtet {datum_in_worten(one.vernichtet.text)}, Nachweis: {one.nachweis}"
    if entry.stand == "aufbewahrt":
        yield f"Grund: {one.aufbewahren}"
    if one.bemerkung:
        yield one.bemerkung


def _without(found: Register) -> Iterator[str]:
    """Kommunen that entrusted something under an agreement, with no register of what it was."""
    if found.kommune is not None:
        return
    some = [each.kommune for each in found.verzeichnisse if not each.eintraege]
    if some:
        partner = sum(each.art == VERBUND for each in some)
        counted = anzahl(len(some) - partner, "Kommune", "Kommunen") + (f" und {partner} Partner" if partner else "")
        yield f"Ohne Verzeichnis und ohne Beleg der Vernichtung: {counted}\n"
        yield paragraph(f"{aufzaehlung(each.offizieller_name for each in some)}.", "  ")
        yield paragraph("Was zu vernichten ist, zeigt: dkbm unterlagen KOMMUNE", "  ")
