"""How the part of a person in the network, or of a Kommune, is put into words, alike on every screen."""

from collections.abc import Iterator, Mapping

from dkbm.dataset import Dataset
from dkbm.datum import Datum
from dkbm.german import datum_in_worten
from dkbm.model.mitwirkung import Mitwirkung
from dkbm.model.person import Aufgabe
from dkbm.queries.netzwerk_vertretung import Teilnahme
from dkbm.report.table import TIED
from dkbm.report.wording import with_sources

ROLLEN = {
    "sprecheramt": "Sprecheramt",
    "stellvertretung": "Stellvertretung",
    "mitglied": "Mitglied",
    "mitkonzeption": "Mitkonzeption",
    "vortrag": "Vortrag",
    "moderation": "Moderation",
}
"""The parts in the network, where a source has no word of its own for it."""


def zeit(datum: Datum | None, *, kurz: bool = False) -> str:
    """Return a date in words; of one that is only known to lie before a time `spätestens 2021`."""
    if datum is None:
        return "Zeit nicht belegt"
    start, dots, end = datum.text.partition("..")
    if dots and not start:
        return f"spätestens {datum_in_worten(end, kurz=kurz)}"
    if dots and end.startswith(f"{start}-"):  # within a year, which is said once
        latest = datum_in_worten(end, kurz=kurz).removesuffix(start).rstrip()
        return f"{start}, spätestens {latest}"
    return datum_in_worten(datum.text, kurz=kurz)


def stelle(ident: str | None, dataset: Dataset) -> str:
    """Return the official name of a Kommune or partner, its id where its file is not at hand."""
    found = dataset.kommunen.get(ident or "") or dataset.partner.get(ident or "")
    if found is not None:
        return found.offizieller_name.replace(" e. V.", f"{TIED}e.{TIED}V.")
    return {"agentur": "Transferagentur"}.get(ident or "", ident or "")


def rolle(aufgabe: Aufgabe) -> str:
    """Return the word of the source for a part, or its own."""
    return aufgabe.bezeichnung or ROLLEN.get(aufgabe.rolle, aufgabe.rolle)


def wer(each: Mitwirkung, dataset: Dataset) -> str:
    """Return a person with the Stelle and the part: `Mara Muster, Landkreis Musterland (Sprecherin)`."""
    name = ", ".join(filter(None, (each.person.name, stelle(each.stelle, dataset))))
    return f"{name} ({wort(each)})"


def wort(each: Mitwirkung) -> str:
    """Return the word for a part; where the latest source has none of its own, that of the first."""
    return each.aufgabe.bezeichnung or rolle(each.seit)


def gewissheit(each: Mitwirkung, dataset: Dataset, stellen: Mapping[str, str] | None = None) -> str:
    """Return how sure a part is, since when, and what is known of the person since, with the sources.

    `stellen` names what `dataset` does not hold.
    """
    latest, first = _attested(each.aufgabe, dataset), _attested(each.seit, dataset)
    if not each.goes_on:
        return with_sources(f"{latest}{anmerkungen(each.aufgabe)}", each.aufgabe.quellen)
    since = f"seit {first} belegt, zuletzt {latest}" if first != latest else f"belegt {latest}"
    last = "" if each.gewissheit == "belegt" else "; seither fortgeschrieben"
    ids = tuple(dict.fromkeys((*each.seit.quellen, *each.aufgabe.quellen)))
    notes = dict.fromkeys((anmerkungen(each.seit), anmerkungen(each.aufgabe)))
    later = "".join(_since(each, dataset, stellen or {}))
    return with_sources(f"{since}{last}{later}{''.join(notes)}", ids)


def anmerkungen(aufgabe: Aufgabe) -> str:
    """Return what is noted on a part, and the doubt about it, as the end of a sentence."""
    notes = [aufgabe.bemerkung] if aufgabe.bemerkung else []
    notes += [f"Zweifel: {aufgabe.zweifel}"] if aufgabe.zweifel else []
    return "".join(f"; {note.rstrip('.')}" for note in notes)


def age(each: Mitwirkung, dataset: Dataset) -> str:
    """Return in short how sure a part is: `belegt 2021`, `zuletzt belegt 2021`."""
    last = "" if each.gewissheit == "belegt" else "zuletzt "
    moved = ", inzwischen anderswo" if each.inzwischen is not None or each.ausgeschieden is not None else ""
    return f"{last}belegt {_attested(each.aufgabe, dataset)}{moved}"


def _since(each: Mitwirkung, dataset: Dataset, stellen: Mapping[str, str]) -> Iterator[str]:
    if each.ausgeschieden is not None:
        yield f"; Amt dort beendet {zeit(each.ausgeschieden)}"
    if each.inzwischen is not None:
        yield f"; inzwischen anderswo genannt: {stellen.get(each.inzwischen) or stelle(each.inzwischen, dataset)}"


def _attested(aufgabe: Aufgabe, dataset: Dataset) -> str:
    """The date of an attestation, in parentheses the time of the source that lends it."""
    if aufgabe.datum is not None:
        return zeit(aufgabe.datum, kurz=True)
    stands = [dataset.quellen[ident].stand for ident in aufgabe.quellen if ident in dataset.quellen]
    lent = next((each for each in stands if each is not None), None)
    return f"({zeit(lent, kurz=True)})" if lent is not None else "ohne Datum"


def teilnahme_text(each: Teilnahme) -> str:
    """Return that a source says a Kommune takes part."""
    last = "" if each.gewissheit == "belegt" else "; seither fortgeschrieben"
    when = zeit(each.beleg.datum, kurz=True) if each.beleg.datum is not None else f"({each.beleg.wann.text})"
    return with_sources(f"Teilnahme belegt {when}{last}", each.beleg.quellen)
