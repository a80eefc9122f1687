"""The formats of the agency on a screen: by kind, one in detail, or sorted by what a Kommune may attend."""

from collections.abc import Callable, Iterator

from dkbm.german import anzahl, aufzaehlung
from dkbm.model.format import TEILNAHME, Formatart
from dkbm.model.kommune import Kommune
from dkbm.queries.formate import Auswahl, Formatbild, Uebersicht
from dkbm.queries.formate_zugang import ANTWORTEN, Zugang
from dkbm.report.formate_worte import Rahmen, kopf, mit_quellen, module, veranstaltungen
from dkbm.report.table import paragraph


def as_text(found: Uebersicht, rahmen: Rahmen) -> str:
    """Return the formats by kind, with the events and what is open."""
    parts = [
        kopf(f"Formate der Agentur{_asked(rahmen.auswahl)}", found, rahmen),
        *("".join(_kind(art, found)) for art in found.arten),
        "" if found.formate else paragraph(_nothing(rahmen.auswahl), "  "),
        "".join(veranstaltungen(found.veranstaltungen)),
        "".join(_open(found, rahmen.auswahl)),
        paragraph("Näheres: dkbm formate NAME. Für eine Kommune: dkbm formate --kommune NAME"),
        paragraph(rahmen.datenstand) if rahmen.datenstand else "",
    ]
    return "\n".join(part for part in parts if part)


def kommune_text(found: Uebersicht, kommune: Kommune, zugang: Callable[[Formatbild], Zugang], rahmen: Rahmen) -> str:
    """Return which formats a Kommune may attend, each with the reason, those with the same reason together."""
    by_answer: dict[str, dict[Zugang, list[str]]] = {answer: {} for answer in ANTWORTEN}
    for bild in found.formate:
        answer = zugang(bild)
        by_answer[answer.antwort].setdefault(answer, []).append(_named(bild))
    parts = [
        kopf(f"{kommune.offizieller_name} · Formate{_asked(rahmen.auswahl)}", found, rahmen),
        *("".join(_answers(ANTWORTEN[answer], some)) for answer, some in by_answer.items() if some),
        "" if found.formate else paragraph(_nothing(rahmen.auswahl), "  "),
        "".join(_open(found, rahmen.auswahl)),
        paragraph(rahmen.datenstand) if rahmen.datenstand else "",
    ]
    return "\n".join(part for part in parts if part)


def _asked(auswahl: Auswahl) -> str:
    modul = f" für Modul {auswahl.modul}" if auswahl.modul is not None else ""
    return modul + (f", {TEILNAHME[auswahl.wer]}" if auswahl.wer else "")


def _nothing(auswahl: Auswahl) -> str:
    if auswahl.wer == "alle":
        return "Von keinem Format sagt eine Quelle, dass es allen offensteht."
    return "An diesem Tag ist kein solches Format belegt."


def _kind(art: Formatart, found: Uebersicht) -> Iterator[str]:
    fuer = f", für {art.fuer}" if art.fuer else ""
    yield paragraph(mit_quellen(f"{art.name}{fuer}", art.quellen))
    if not art.fuer and not art.eigene_einteilung:
        yield paragraph(f"Wer teilnehmen darf, ist nicht belegt. {art.bemerkung or ''}".rstrip(), "  ")
    elif art.bemerkung:
        yield paragraph(art.bemerkung, "  ")
    some = [each for each in found.formate if each.format.art == art.id]
    for each in some:
        yield paragraph(_line(each), "  ", " " * 46)
    for each in some:
        if each.format.bemerkung:
            yield paragraph(f"{each.format.name}: {each.format.bemerkung}", "    ")


def _line(bild: Formatbild) -> str:
    cells = f"{bild.format.name:43} {module(bild):8} {', '.join(bild.format.quellen):9}"
    return f"{cells} {_belegt(bild)}".rstrip()


def _belegt(bild: Formatbild) -> str:
    """What of it is told in the data, in a word."""
    counted = (
        (len(bild.nutzungen), "Kommune", "Kommunen"),
        (len({each.kommune.id for each in bild.planungen}), "Plan", "Pläne"),
        (len(bild.veranstaltungen), "Termin", "Termine"),
        (len(bild.ausgaben) + len(bild.schriften), "Ausgabe", "Ausgaben"),
    )
    return ", ".join(anzahl(number, *words) for number, *words in counted if number)


def _named(bild: Formatbild) -> str:
    return f"{bild.format.name} ({module(bild)})" if bild.format.module else bild.format.name


def _answers(title: str, some: dict[Zugang, list[str]]) -> Iterator[str]:
    yield f"{title}\n"
    for zugang, names in some.items():
        yield paragraph(", ".join(names), "  ")
        yield paragraph(mit_quellen(zugang.grund, zugang.quellen), "    – ", "      ")


def _open(found: Uebersicht, auswahl: Auswahl) -> Iterator[str]:
    """What no source says; of a module it concerns only what speaks of it."""
    said = [each for each in found.offen if auswahl.modul is None or f"Modul {auswahl.modul}" in each]
    if auswahl.wer is not None:
        names = aufzaehlung(each.name for each in found.ungesagt)
        said = [f"Für wen sie sind, sagt keine Quelle: {names}."] if names else []
    if found.spaeter:
        names = aufzaehlung(each.name for each in found.spaeter)
        said.append(f"Nur in jüngeren Quellen genannt: {names}.")
    yield "Offen\n" if said else ""
    for text in said:
        yield paragraph(text, "  ")
