"""The screens of `dkbm beispiele`: what was found, and one example in its four parts."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from dkbm.dataset import Dataset
from dkbm.german import anzahl, aufzaehlung, datum_in_worten, tag
from dkbm.model.beispiel import ARTEN, TEILE, Beispiel, Eckpunkt
from dkbm.model.netzwerk import Satzangabe
from dkbm.queries.beispielkontakt import auskunft
from dkbm.queries.themenfinder import Ergebnis, Treffer, Wahl
from dkbm.queries.werke import Werk, aus_leitgedanken, eckpunkt_namen, eckpunkte_von, ist_spaeter, ort, schlagwort_namen
from dkbm.report.changes_words import shortened
from dkbm.report.table import paragraph, two_sided
from dkbm.report.wording import with_sources

_EINZUG = "    "
_GETIPPT = 50
"""So much of what was typed is repeated."""


def liste_text(
    ergebnis: Ergebnis, wahl: Wahl, dataset: Dataset, stichtag: date, datenstand: str = ""
) -> str:  # fmt: skip
    """Return what was found, each with the line that fits the search; a sentence and a hint where nothing was."""
    parts = [paragraph(f"{anzahl_text(ergebnis.treffer)}{wonach(wahl, dataset)}")]
    if ergebnis.eckpunkt is not None:
        parts.append(_leitgedanken(ergebnis.eckpunkt, f"Eckpunkt {ergebnis.eckpunkt.nummer}: {ergebnis.eckpunkt.name}"))
    parts += [_treffer_text(each, dataset) for each in ergebnis.treffer]
    if ergebnis.weitere:
        parts.append(_weitere_text(ergebnis))
    if ergebnis.spaeter:
        parts.append(paragraph(f"Nach dem {tag(stichtag)} erschienen: {_counted(ergebnis.spaeter)}."))
    if not ergebnis.treffer and not ergebnis.spaeter:
        parts.append(_hinweis(ergebnis, dataset))
    if datenstand:
        parts.append(paragraph(datenstand))
    return "\n".join(part for part in parts if part)


def anzahl_text(treffer: Sequence[Treffer]) -> str:
    """Return `6 Praxisbeispiele`, `2 Praxisbeispiele und 1 Publikation`, `Nichts gefunden`."""
    counts = {art: sum(1 for each in treffer if each.werk.art == art) for art in ARTEN}
    words = [anzahl(count, *ARTEN[art]) for art, count in counts.items() if count]
    return aufzaehlung(words) or "Nichts gefunden"


def wonach(wahl: Wahl, dataset: Dataset) -> str:
    """Return what was asked for: ` zu Eckpunkt 4 mit »Monitoring«`; "" for all."""
    kommune = dataset.kommunen.get(wahl.kommune or "") or dataset.partner.get(wahl.kommune or "")
    words = [
        f"zu Eckpunkt {wahl.eckpunkt}" if wahl.eckpunkt is not None else "",
        f"aus {kommune.offizieller_name}" if kommune else "",
        f"zum Thema »{gekuerzt(wahl.thema)}«" if wahl.thema is not None else "",
        f"mit »{gekuerzt(wahl.suche)}«" if wahl.suche is not None else "",
    ]
    return "".join(f" {each}" for each in words if each)


def gekuerzt(words: str) -> str:
    """Return what somebody typed in one line that fits the screen."""
    return shortened(" ".join(words.split()), _GETIPPT) or ""


def _treffer_text(treffer: Treffer, dataset: Dataset) -> str:
    werk = treffer.werk
    lines = [two_sided(titel(werk), von_wem(werk, dataset))]
    names = eckpunkt_namen(werk, dataset)
    about = names[0] if len(names) == 1 else f"Eckpunkte {aufzaehlung(map(str, werk.eckpunkte))}" if names else ""
    what = werk.bezeichnung if werk.art != "beispiel" else ""
    when = datum_in_worten(werk.datum.text, kurz=True) if werk.datum and werk.beispiel is None else ""
    if said := " · ".join(filter(None, (what, when, about))):
        lines.append(paragraph(said, "  "))
    lines += [paragraph(stelle, _EINZUG) for stelle in _ausschnitt(treffer, dataset)[:1]]
    return "".join([*lines, paragraph(f"dkbm beispiele {werk.id}", "  ")])


def _ausschnitt(treffer: Treffer, dataset: Dataset) -> list[str]:
    """The lines that fit the search, but for what is shown anyway; a keyword says that it is one."""
    werk = treffer.werk
    shown = " ".join((von_wem(werk, dataset), *eckpunkt_namen(werk, dataset)))
    keywords = schlagwort_namen(werk, dataset)
    found = [each for each in treffer.stellen if each.strip("… ") not in shown]
    return [_woher(each, werk, keywords, dataset) + each for each in found]


def _woher(stelle: str, werk: Werk, keywords: Sequence[str], dataset: Dataset) -> str:
    if stelle in keywords:
        return "Schlagwort: "
    return "Leitgedanke: " if aus_leitgedanken(stelle, werk, dataset) else ""


def titel(werk: Werk) -> str:
    """Return the title, with a note where it is only inferred."""
    return f"{werk.titel} (Titel erschlossen)" if werk.titel_erschlossen else werk.titel


def von_wem(werk: Werk, dataset: Dataset) -> str:
    """Return where it comes from: the Kommune, the groups, or who publishes it."""
    if kommune := ort(werk, dataset):
        return kommune.offizieller_name
    return aufzaehlung(gruppen(werk.gruppen, dataset)) or werk.herausgeber or werk.kommune or ""


def gruppen(ids: Sequence[str], dataset: Dataset) -> list[str]:
    """Return groups by their short names (`AG 1`)."""
    return [dataset.gruppen[each].kennung if each in dataset.gruppen else each for each in ids]


def _weitere_text(ergebnis: Ergebnis) -> str:
    verb = "passt" if sum(ergebnis.weitere.values()) == 1 else "passen"
    return paragraph(f"Dazu {verb} auch {_counted(ergebnis.weitere)}: --art alle")


def _counted(counts: Mapping[str, int]) -> str:
    return aufzaehlung(anzahl(count, *ARTEN[art]) for art, count in counts.items())


def _leitgedanken(eckpunkt: Eckpunkt, heading: str) -> str:
    """The Leitgedanken of an Eckpunkt under a heading; nothing where it has none."""
    lines = "".join(paragraph(text, "  – ", "    ") for text in eckpunkt.leitgedanken)
    return paragraph(heading) + lines if lines else ""


def _hinweis(ergebnis: Ergebnis, dataset: Dataset) -> str:
    """What to do when nothing was found."""
    if ergebnis.meinten is not None:
        return paragraph(f"Meinten Sie »{ergebnis.meinten}«?")
    if ergebnis.weitere:
        return ""
    themen = aufzaehlung(sorted(dataset.themen.values()))
    everything = paragraph("Alles, was es gibt, zeigt: dkbm beispiele --art alle")
    return everything + (paragraph(f"Schlagworte: {themen}") if themen else "")


def werk_text(werk: Werk, dataset: Dataset, stichtag: date, datenstand: str = "") -> str:
    """Return all that is known of one thing; an example in its four parts."""
    parts = ["".join(_kopf(werk, dataset))]
    if ist_spaeter(werk, stichtag):
        parts.append(paragraph(f"Am {tag(stichtag)} noch nicht erschienen."))
    if werk.beispiel is not None:
        parts += _teile(werk.beispiel)
        parts.append("".join(_kontakt(werk.beispiel, dataset, stichtag)))
    elif werk.inhalt:
        parts.append("Inhalt\n" + "".join(paragraph(text, "  – ", "    ") for text in werk.inhalt))
    gedanken = (_leitgedanken(each, f"Leitgedanken zu Eckpunkt {each.nummer}") for each in eckpunkte_von(werk, dataset))
    parts += [text for text in gedanken if text]
    parts.append("".join(_quellen(werk, dataset)))
    if datenstand:
        parts.append(paragraph(datenstand))
    return "\n".join(part for part in parts if part)


def _kopf(werk: Werk, dataset: Dataset) -> Iterator[str]:
    yield two_sided(werk.titel, von_wem(werk, dataset))
    for name in eckpunkt_namen(werk, dataset):
        yield paragraph(name, "  ", "    ")
    if namen := schlagwort_namen(werk, dataset):
        yield paragraph(f"Schlagworte (eigene Zuordnung): {', '.join(namen)}", "  ", "    ")
    if werk.datum is not None:
        what = "Stand der Schilderung:" if werk.beispiel else f"{werk.bezeichnung},"
        yield paragraph(f"{what} {datum_in_worten(werk.datum.text)}", "  ")
    elif werk.beispiel is None:
        yield paragraph(f"{werk.bezeichnung}; ein Datum ist nicht belegt.", "  ")
    yield from _entstehung(werk, dataset)
    if werk.web:
        yield paragraph(werk.web, "  ")
    if werk.titel_erschlossen:
        yield paragraph("Der Titel steht nicht wörtlich in der Quelle, er ist aus ihr erschlossen.", "  ", "    ")
    yield from (paragraph(f"Zweifel: {text}", "  ", "    ") for text in (werk.zweifel,) if text)
    yield from (paragraph(f"Bemerkung: {text}", "  ", "    ") for text in (werk.bemerkung,) if text)


def _entstehung(werk: Werk, dataset: Dataset) -> Iterator[str]:
    """Who made it and who adopted which version; for a paper of groups also that nobody says so."""
    if werk.gruppen:
        yield paragraph(f"Gruppen: {aufzaehlung(gruppen(werk.gruppen, dataset))}", "  ")
    if werk.fassung:
        yield paragraph(f"Fassung: {werk.fassung}", "  ")
    if werk.beschlossen_von:
        yield paragraph(f"Beschlossen von: {aufzaehlung(gruppen(werk.beschlossen_von, dataset))}", "  ")
    elif werk.art == "arbeitspapier":
        yield paragraph("Beschlossen von: nicht belegt", "  ")


def _teile(beispiel: Beispiel) -> Iterator[str]:
    for teil in TEILE:
        saetze: tuple[Satzangabe, ...] = getattr(beispiel, teil)
        lines = "".join(paragraph(satz_text(satz, beispiel.quellen), "  – ", "    ") for satz in saetze)
        yield f"{teil.capitalize()}\n" + (lines or paragraph("nicht belegt", "  "))


def satz_text(satz: Satzangabe, quellen: Sequence[str]) -> str:
    """Return a sentence with its time before it and what is uncertain behind it; its source where it is another."""
    when = datum_in_worten(satz.datum.text, kurz=True) if satz.datum else ""
    if when and satz.bis is not None:
        when = f"{when} bis {datum_in_worten(satz.bis.text, kurz=True)}"
    said = satz.bemerkung is not None and "erschlossen" in satz.bemerkung  # once is enough
    notes = [
        "geplant" if satz.geplant else "",
        satz.bemerkung or "",
        "erschlossen" if satz.erschlossen and not said else "",
        f"Zweifel: {satz.zweifel}" if satz.zweifel else "",
    ]
    aside = "; ".join(filter(None, notes)).rstrip(".")
    text = (f"{when}: " if when else "") + satz.text + (f" ({aside})" if aside else "")
    return text if tuple(satz.quellen) == tuple(quellen) else with_sources(text, satz.quellen)


def _kontakt(beispiel: Beispiel, dataset: Dataset, stichtag: date) -> Iterator[str]:
    yield "Kontakt\n"
    found = auskunft(dataset, beispiel, stichtag)
    if found is None or (found.person is None and not found.widerrufen):
        yield paragraph("nicht belegt", "  ")
        return
    if found.person is not None:
        name = " ".join(filter(None, (found.person.titel, found.person.name)))
        yield paragraph(", ".join(filter(None, (name, found.amt.bezeichnung if found.amt else ""))), "  ", "    ")
    if found.widerrufen:
        yield paragraph("Die Freigabe ist widerrufen; die Kontaktdaten werden nicht gezeigt.", "  ", "    ")
    if found.kontakt is None:
        return
    ways = {"Telefon": found.kontakt.telefon, "E-Mail": found.kontakt.email, "Internet": found.kontakt.web}
    yield from (paragraph(f"{art:9}{wert}", "  ") for art, wert in ways.items() if wert)
    if beispiel.stand is not None:
        yield paragraph(f"Stand {datum_in_worten(beispiel.stand.text)}, vielleicht überholt.", "  ")
    if found.kontakt.zweifel:
        yield paragraph(f"Zweifel: {found.kontakt.zweifel}", "  ", "    ")


def _quellen(werk: Werk, dataset: Dataset) -> Iterator[str]:
    for ident in werk.quellen:
        quelle = dataset.quellen.get(ident)
        words = f"{ident} {quelle.titel}, {quelle.herausgeber}" if quelle else ident
        yield paragraph(words, "Quelle: ", "        ")
        if quelle is not None and quelle.url and werk.beispiel is None:
            yield paragraph(quelle.url, "        ")
