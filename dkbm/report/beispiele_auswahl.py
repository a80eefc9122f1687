"""The screen of `dkbm beispiele auszählen`: how the groups chose, Eckpunkt by Eckpunkt, with every tie open."""

from collections.abc import Iterable, Iterator

from dkbm.dataset import Dataset
from dkbm.diagnostic import Place
from dkbm.german import anzahl, aufzaehlung, datum_in_worten
from dkbm.model.auswahl import Auswahl
from dkbm.model.beispiel import Eckpunkte
from dkbm.queries.auszaehlung import Auszaehlung, Platz, Stimmstand
from dkbm.report.beispiele_text import gruppen
from dkbm.report.table import columns, paragraph


def auswahl_text(found: Auszaehlung, dataset: Dataset, datenstand: str = "") -> str:
    """Return the whole count, what was not counted, and where those may appear who were not chosen."""
    auswahl = found.auswahl
    when = f", {datum_in_worten(auswahl.datum.text)}" if auswahl.datum else ""
    who = aufzaehlung(gruppen(auswahl.gruppen, dataset))
    parts = [paragraph(auswahl.titel) + paragraph(f"Es wählen {who}{when}.", "  ")]
    parts += ["".join(_stand(each, dataset)) for each in found.staende]
    parts += ["".join(_rest(found, dataset))]
    if auswahl.bemerkung:
        parts.append(paragraph(f"Bemerkung: {auswahl.bemerkung}"))
    if datenstand:
        parts.append(paragraph(datenstand))
    return "\n".join(part for part in parts if part)


def _stand(stand: Stimmstand, dataset: Dataset) -> Iterator[str]:
    names = {each.nummer: each.name for each in (dataset.eckpunkte.eckpunkte if dataset.eckpunkte else ())}
    name = names.get(stand.eckpunkt)
    yield paragraph(f"Eckpunkt {stand.eckpunkt}" + (f": {name}" if name else ""))
    yield from (paragraph(frage, "  ? ", "    ") for frage in stand.leitfragen)
    if not stand.plaetze:
        yield paragraph("Noch keine Kommune genannt.", "  ")
        return
    head = ("  Platz", "Kommune", "Nennungen", "Punkte")
    rows = [_zeile(each, dataset) for each in stand.plaetze]
    yield columns(head, rows)
    yield paragraph(_ergebnis(stand, dataset), "  ", "    ")


def _zeile(platz: Platz, dataset: Dataset) -> tuple[str, ...]:
    named = f"{len(platz.genannt_von)} ({', '.join(gruppen(platz.genannt_von, dataset))})"
    each = ", ".join(f"{kennung}: {platz.punkte[ident]}" for ident, kennung in _kennungen(platz, dataset))
    points = f"{platz.summe} ({each})" if platz.punkte else "–"
    return f"  {platz.rang or '–'}", kommune_name(platz.kommune, dataset), named, points


def _kennungen(platz: Platz, dataset: Dataset) -> Iterator[tuple[str, str]]:
    return zip(platz.punkte, gruppen(tuple(platz.punkte), dataset), strict=True)


def kommune_name(ident: str, dataset: Dataset) -> str:
    """Return the official name, the id where there is no such Kommune."""
    found = dataset.kommunen.get(ident) or dataset.partner.get(ident)
    return found.offizieller_name if found else ident


def _ergebnis(stand: Stimmstand, dataset: Dataset) -> str:
    pending = aufzaehlung(gruppen(stand.ausstehend, dataset))
    if stand.gewaehlt is not None:
        return f"Gewählt: {kommune_name(stand.gewaehlt, dataset)}"
    if stand.verworfen:
        which = aufzaehlung(gruppen(stand.verworfen, dataset))
        rest = f"; es fehlt die Wertung von {pending}" if stand.ausstehend else ""
        return f"Noch offen: Die Wertung von {which} zählt nicht, siehe unten{rest}."
    if stand.ausstehend:
        return f"Noch offen: Es fehlt die Wertung von {pending}."
    if not stand.erste:
        return "Noch offen: Niemand hat Punkte erhalten."
    names = aufzaehlung(kommune_name(each, dataset) for each in stand.erste)
    return f"Gleichstand auf Platz 1: {names}. Die Gruppen entscheiden; gelost wird hier nicht."


def stelle(place: Place, dataset: Dataset) -> str:
    """Return `data/auswahl/2030.yaml:14`: the file, and the line where it was read."""
    document = dataset.documents.get(place.file)
    return f"{place.file}:{document.span(place.route).line}" if document is not None else place.file


def _rest(found: Auszaehlung, dataset: Dataset) -> Iterator[str]:
    if found.einwaende:
        yield paragraph(f"{anzahl(len(found.einwaende), 'Eintrag', 'Einträge')} nicht gezählt:")
        said = (f"{stelle(each.place, dataset)}: {each.text}" for each in found.einwaende)
        yield from (paragraph(text, "  – ", "    ") for text in said)
    if found.uebrig:
        names = aufzaehlung(kommune_name(each, dataset) for each in found.uebrig)
        yield paragraph(f"Nicht berücksichtigt: {names}.")
        series = dataset.eckpunkte.reihen if dataset.eckpunkte else ()
        if series:
            yield paragraph(f"Diese Beispiele können in anderen Reihen erscheinen: {aufzaehlung(series)}.")


def verfahren_text(eckpunkte: Eckpunkte | None, auswahlen: Iterable[Auswahl]) -> str:
    """Return how examples are chosen, and which choices the dataset holds that can be counted."""
    steps = [paragraph(each.text, f"  {each.nummer}. ", "     ") for each in (eckpunkte.auswahl if eckpunkte else ())]
    how = "".join(["So werden Beispiele ausgewählt\n", *steps]) if steps else ""
    found = [paragraph(f"{each.titel}: dkbm beispiele auszählen {each.id}", "  ", "    ") for each in auswahlen]
    none = "Im Datensatz liegt keine Auswahl mit Nennungen und Wertungen; sie stünde als Datei in data/auswahl/."
    there = "".join(["Auszählen\n", *found]) if found else paragraph(none)
    return "\n".join(part for part in (how, there) if part)
