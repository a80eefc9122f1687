"""One format on a screen: all that is attested of it."""

from collections.abc import Iterator

from dkbm.dataset import Dataset
from dkbm.german import anzahl, aufzaehlung
from dkbm.model.format import TEILNAHME, Formatart, Teilnahme
from dkbm.queries.formate import Formatbild, Uebersicht
from dkbm.report.formate_worte import Rahmen, kopf, mit_quellen, veranstaltungen, zeitpunkt
from dkbm.report.table import paragraph
from dkbm.report.wording import when_text

_LABEL = 17


def detail_text(found: Uebersicht, dataset: Dataset, rahmen: Rahmen) -> str:
    """Return all that is known of one format."""
    (bild,) = found.formate
    parts = [
        kopf(f"{bild.format.name} · {bild.art.name}", found, rahmen),
        "".join(_facts(bild)),
        "".join(_papers(bild)),
        "".join(veranstaltungen(bild.veranstaltungen)),
        "".join(_uses(bild)),
        "".join(_plans(bild)),
        "".join(_sources(bild, dataset)),
        paragraph(rahmen.datenstand) if rahmen.datenstand else "",
    ]
    return "\n".join(part for part in parts if part)


def _facts(bild: Formatbild) -> Iterator[str]:
    one, art = bild.format, bild.art
    if not bild.bekannt:
        yield paragraph("An diesem Tag noch nicht belegt.", "  ")
    yield _labelled("Kennung", one.id)
    yield _labelled("Modul", aufzaehlung(map(str, bild.format.module)) or "kein Modul genannt")
    yield _labelled("Teilnahme", _who(bild.teilnahme, art))
    if one.bemerkung:
        yield _labelled("Bemerkung", one.bemerkung)
    if bild.wer == "mitglieder":
        yield _labelled("Treffen", "zeigt dkbm netzwerk")
    if bild.reihe:
        for label, text in (("Inhalt", bild.reihe.inhalt), ("Adresse", bild.reihe.web)):
            yield _labelled(label, text) if text else ""
    if bild.ausgaben:
        issues = (mit_quellen(zeitpunkt(each.datum), each.quellen) for each in bild.ausgaben)
        yield _labelled("belegte Ausgaben", ", ".join(issues))


def _who(teilnahme: Teilnahme | None, art: Formatart) -> str:
    if teilnahme is not None:
        words = f"für {art.fuer}" if art.fuer and teilnahme == art.teilnahme else TEILNAHME[teilnahme.wer]
        return mit_quellen(words, teilnahme.quellen)
    return f"nicht belegt. {art.bemerkung or ''}".rstrip()


def _labelled(label: str, text: str) -> str:
    return paragraph(text, f"  {label:{_LABEL}}")


def _papers(bild: Formatbild) -> Iterator[str]:
    if not bild.schriften:
        return
    yield "Erschienen\n"
    for each in bild.schriften:
        when = f", {zeitpunkt(each.datum)}" if each.datum else ", ohne Datum"
        yield paragraph(mit_quellen(f"{each.titel}{when}", each.quellen), "  ", "    ")
    yield paragraph(f"Näheres: dkbm beispiele {bild.schriften[0].id}", "  ")


def _uses(bild: Formatbild) -> Iterator[str]:
    if not bild.nutzungen:
        return
    yield f"Festgehalten bei {anzahl(len(bild.nutzungen), 'Kommune', 'Kommunen')}\n"
    for each in bild.nutzungen:
        when = when_text(each.beleg.datum, each.beleg)
        yield paragraph(mit_quellen(f"{each.kommune.offizieller_name}, {when}", each.beleg.quellen), "  ", "    ")


def _plans(bild: Formatbild) -> Iterator[str]:
    if not bild.planungen:
        return
    yield "In Umsetzungsplänen\n"
    for each in bild.planungen:
        when = f", {zeitpunkt(each.zeitplan)}" if each.zeitplan else ", ohne Termin"
        text = f"{each.kommune.offizieller_name} ({each.vereinbarung}): {each.teilziel}{when}"
        yield paragraph(mit_quellen(text, each.quellen), "  ", "    ")


def _sources(bild: Formatbild, dataset: Dataset) -> Iterator[str]:
    yield "Quellen\n"
    papers = (ident for each in bild.schriften for ident in each.quellen)
    events = (ident for each in bild.veranstaltungen for ident in each.quellen)
    for ident in dict.fromkeys((*bild.format.quellen, *bild.art.quellen, *papers, *events)):
        quelle = dataset.quellen.get(ident)
        yield paragraph(quelle.titel if quelle else "unbekannt", f"  {ident:6} ")
