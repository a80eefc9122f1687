"""The screen of `dkbm netzwerk netzwerk`: what the network is for, taking part, meetings, forum, papers, origin."""

from collections.abc import Iterable, Iterator, Sequence

from dkbm.dataset import Dataset
from dkbm.model.netzwerk import Beteiligung, Netzwerk, Rhythmus, Satzangabe
from dkbm.model.zeit import is_known
from dkbm.queries.netzwerk import Netzbild, papiere
from dkbm.report.netzwerk_gruppe_text import satz_text
from dkbm.report.netzwerk_mitwirkung import gewissheit, rolle, stelle, zeit
from dkbm.report.netzwerk_text import heading, represented, schritt
from dkbm.report.netzwerk_worte import (
    jahrestafel,
    listed,
    offen_text,
    papier_text,
    rhythmus_text,
    treffen_text,
    treffen_wann,
)
from dkbm.report.wording import with_sources

ARTEN = {
    "zielgruppe": "Für wen",
    "mitglieder": "Mitglieder",
    "anmeldung": "Anmeldung",
    "zaehlweise": "Zählweise",
    "kosten": "Kosten",
    "organisation": "Organisation",
    "angebot": "Angebot",
}
"""What a sentence on taking part speaks of, in the order of the screen."""


def ganzes_text(bild: Netzbild, dataset: Dataset, annahmen: Sequence[str] | None, datenstand: str = "") -> str:
    """Return the whole screen. `annahmen` (to read the Stichtag) are None where nobody asked for one."""
    netz = bild.netzwerk
    parts = [heading(bild, annahmen, datenstand)]
    if netz is None:
        return f"{parts[0]}\n  Die Datei data/netzwerk/netzwerk.yaml fehlt.\n"
    parts += [
        listed("Ziele", _said(netz.ziele, bild, dataset)),
        listed("Hintergrund", _said(netz.hintergrund, bild, dataset)),
        listed("Vorteile für Mitglieder", _said(netz.vorteile, bild, dataset)),
        listed("Beteiligung", list(_taking_part(netz, bild, dataset))),
        represented(bild, ausfuehrlich=True),
        listed("Sprecherämter", _said(netz.sprecheramt, bild, dataset)),
        listed("Mitwirkende am Ganzen", list(_contributing(bild, dataset))),
        listed("Wie oft", [rhythmus_text(each) for each in netz.rhythmus if _known(each, bild, dataset)]),
        listed("Offen", [offen_text(each) for each in bild.offenes]),
        listed("Jahrestreffen", _said(netz.jahrestreffen, bild, dataset)),
        listed("Treffen", list(_meetings(bild, dataset))),
        _years(bild, netz, dataset),
        _forum(bild, netz, dataset),
        listed("Papiere und Veröffentlichungen", list(_papers(bild, dataset))),
        "  Zeitleiste\n" + "".join(map(schritt, bild.zeitleiste)) if bild.zeitleiste else "",
        listed("Was keine Quelle sagt", list(netz.offen)),
    ]
    return "\n".join(part for part in parts if part)


def _known(each: Satzangabe | Beteiligung | Rhythmus, bild: Netzbild, dataset: Dataset) -> bool:
    return is_known(each.datum, each.quellen, dataset.quellen, bild.stichtag)


def _said(entries: Iterable[Satzangabe], bild: Netzbild, dataset: Dataset) -> list[str]:
    return [satz_text(each) for each in entries if _known(each, bild, dataset)]


def _taking_part(netz: Netzwerk, bild: Netzbild, dataset: Dataset) -> Iterator[str]:
    order = list(ARTEN)
    ranked = sorted(netz.beteiligung, key=lambda each: order.index(each.art) if each.art in order else len(order))
    for each in ranked:
        if _known(each, bild, dataset):
            note = f" ({each.bemerkung.rstrip('.')})" if each.bemerkung else ""
            yield with_sources(f"{ARTEN.get(each.art, each.art)}: {each.text}{note}", each.quellen)
    for web in netz.auskunft:
        if is_known(web.datum, web.quellen, dataset.quellen, bild.stichtag):
            notes = ", ".join(filter(None, (zeit(web.datum), web.bemerkung)))
            yield with_sources(f"Auskunft: {web.web} ({notes})", web.quellen)


def _contributing(bild: Netzbild, dataset: Dataset) -> Iterator[str]:
    """Who conceived the network or spoke at its meetings, with what sources remark on it."""
    for each in bild.mitwirkende:
        if each.aufgabe.gruppe == "netzwerk":
            who = ", ".join(filter(None, (_titled(each.person.titel, each.person.name), stelle(each.stelle, dataset))))
            note = f" – {each.aufgabe.bemerkung}" if each.aufgabe.bemerkung else ""
            text = f"{who}: {rolle(each.aufgabe)}, {zeit(each.aufgabe.datum)}{note}"
            yield (
                with_sources(text, each.aufgabe.quellen) if not each.goes_on else f"{who}: {gewissheit(each, dataset)}"
            )


def _titled(titel: str | None, name: str) -> str:
    return f"{titel} {name}" if titel else name


def _meetings(bild: Netzbild, dataset: Dataset) -> Iterator[str]:
    for each in bild.treffen:
        if each.gruppe == "netzwerk":
            yield f"{treffen_wann(each.treffen)}: {treffen_text(each.treffen, dataset)}"
    for each in bild.naechste:
        yield f"angekündigt: {treffen_wann(each.treffen)}: {treffen_text(each.treffen, dataset)}"


def _years(bild: Netzbild, netz: Netzwerk, dataset: Dataset) -> str:
    if not bild.jahre:
        return ""
    groups = [(each.gruppe.id, each.gruppe.kennung) for each in bild.gruppen]
    why = listed("Wie die Zahlen zustande kommen", _said(netz.chronik, bild, dataset))
    return "  Treffen je Jahr\n" + jahrestafel(bild.jahre, groups) + (f"\n{why}" if why else "")


def _forum(bild: Netzbild, netz: Netzwerk, dataset: Dataset) -> str:
    """How the forum came to be and what it is used for; the contributions are another command."""
    forum = netz.forum
    if forum is None:
        return ""
    steps = [each for each in forum.schritte if _known(each, bild, dataset)]
    if not steps:
        return ""
    uses = [f"Nutzung: {text}" for text in _said(forum.nutzung, bild, dataset)]
    kinds = [with_sources(f"Beiträge: {', '.join(each.name for each in forum.beitragsarten)}", forum.quellen)]
    told = [f"{zeit(each.datum)}: {satz_text(each._replace(datum=None))}" for each in steps]
    return listed("Online-Forum", [*told, *uses, *kinds])


def _papers(bild: Netzbild, dataset: Dataset) -> Iterator[str]:
    kennungen = {each.id: each.kennung for each in dataset.gruppen.values()}
    for each in papiere(dataset, bild.stichtag):
        yield papier_text(each, kennungen)
