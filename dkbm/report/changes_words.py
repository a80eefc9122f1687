"""What two records of a dataset say otherwise, summed up in German: for every form in which it is shown."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from dkbm.changes.compare import FORUM, PERSONEN, Aenderung
from dkbm.changes.compare_effect import Zahl
from dkbm.german import anzahl, aufzaehlung
from dkbm.model.lage import Lage
from dkbm.model.prozess import Prozess
from dkbm.model.worte import lage_text
from dkbm.report.findings import Finding

KEINE = "keine fachliche Änderung"
OHNE_STAND = "Übergänge und Zahlen sind nicht verglichen: Der Prozess oder die Quellen fehlen oder sind nicht zu lesen."
_ANDERE = {
    "person": ("Person", "Personen"),
    "gruppe": ("Gruppe", "Gruppen"),
    "netzwerk": ("Netzwerk", "Netzwerk"),
    "treffen": ("Treffen", "Treffen"),
    "beispiel": ("Praxisbeispiel", "Praxisbeispiele"),
    "auswahl": ("Auswahl der Beispiele", "Auswahlen der Beispiele"),
    "material": ("Eintrag im Material", "Einträge im Material"),
    "quelle": ("Quelle", "Quellen"),
    "thema": ("Schlagwort", "Schlagworte"),
    "aussage": ("Aussage", "Aussagen"),
}
"""What is counted beside the Kommunen; everything else is a matter of the dataset."""
_PERSON = re.compile(r"(?<![\w-])p-\w")
"""How the id of a person begins."""


class Seite(NamedTuple):
    """One of the two records: in words, and the commit that holds it (None for what lies in the folder)."""

    text: str
    commit: str | None


class Vergleich(NamedTuple):
    """What `dkbm diff` answers.

    `unlesbar` says of each file that could not be read on one of the sides why; it is not compared. `befunde` are
    the findings that are new, None where nobody checked. `ohne_stand`: without the process or the sources nobody knows
    who stands where. `intern`: findings may name persons.
    """

    aenderungen: tuple[Aenderung, ...]
    zahlen: tuple[Zahl, ...]
    stichtag: date
    vorher: Seite
    nachher: Seite
    prozess: Prozess
    annahmen: Sequence[str] = ()
    unlesbar: Mapping[str, str] = {}
    befunde: Sequence[Finding] | None = None
    ohne_stand: bool = False
    intern: bool = False


def head(vergleich: Vergleich) -> str:
    """Return `1 Kommune geändert, 1 Phasenwechsel, Zahlen: …`, or that nothing of substance changed."""
    if not vergleich.aenderungen:
        return f"{KEINE} in den Dateien, die zu lesen sind" if vergleich.unlesbar else KEINE
    parts = [*_counted(vergleich.aenderungen)]
    if vergleich.zahlen:
        parts.append(f"Zahlen: {zahlen_text(vergleich)}")
    return ", ".join(parts)


def _counted(aenderungen: Sequence[Aenderung]) -> Iterator[str]:
    kommunen = {each.kommune.id for each in aenderungen if each.kommune is not None}
    if kommunen:
        yield f"{anzahl(len(kommunen), 'Kommune', 'Kommunen')} geändert"
    moves = [each.was not in ("Modul", "Stand") for each in aenderungen if each.art == "uebergang"]
    if any(moves):
        yield f"{sum(moves)} Phasenwechsel"
    if not all(moves):
        yield anzahl(len(moves) - sum(moves), "Übergang", "Übergänge")
    others = Counter(
        each.art for each in {_subject(each): each for each in aenderungen if each.kommune is None}.values()
    )
    for art, (one, many) in _ANDERE.items():
        if others[art]:
            yield anzahl(others[art], one, many)
    if others["forum"]:
        yield "Forum geändert"  # how much, is kept back: the contributions cannot be told from one another
    if rest := sum(count for art, count in others.items() if art not in (*_ANDERE, "forum")):
        yield f"{anzahl(rest, 'Angabe', 'Angaben')} zum Datensatz"


def _subject(each: Aenderung) -> tuple[object, ...]:
    """By what one thing is told from the others, however much of it changed."""
    return each.art, each.gegenstand, each.place.file, each.place.route[:2]


def zahlen_text(vergleich: Vergleich) -> str:
    """Return `Modul 4 Phase 1 11 → 10, Phase 2 10 → 11`: how many stand where, before and after."""
    told, last = [], None
    for each in vergleich.zahlen:
        is_same = each.lage.lage == "im_modul" and each.lage.phase is not None and each.lage.modul == last
        where = f"Phase {each.lage.phase}" if is_same else _where(each.lage, vergleich.prozess)
        told.append(f"{where} {each.vorher} → {each.nachher}")
        last = each.lage.modul if each.lage.lage == "im_modul" else None
    return ", ".join(told)


def _where(lage: Lage, prozess: Prozess) -> str:
    if lage.lage == "im_modul":
        return f"Modul {lage.modul}" + (f" Phase {lage.phase}" if lage.phase is not None else "")
    return lage_text(lage, prozess, kurz=True)


def gates(aenderungen: Sequence[Aenderung]) -> Iterator[tuple[Aenderung, str]]:
    """Return each transition whose gate asks for something, with a sentence on what it has and what it lacks."""
    for each in aenderungen:
        if each.art == "uebergang" and (each.nachweise or each.fehlt):
            yield each, gate_text(each)


def gate_text(each: Aenderung) -> str:
    """Return whether the gate of a transition is met, and by what."""
    there = f"belegt {'ist' if len(each.nachweise) == 1 else 'sind'} {aufzaehlung(each.nachweise)}"
    if not each.fehlt:
        return f"Tor erfüllt: {there}"
    missing = f"es fehlt {aufzaehlung(each.fehlt)}" if len(each.fehlt) == 1 else f"es fehlen {aufzaehlung(each.fehlt)}"
    return f"Tor nicht erfüllt: {missing}" + (f"; {there}" if each.nachweise else "")


def touched(aenderungen: Sequence[Aenderung]) -> tuple[str, ...]:
    """Return which signed agreements say otherwise than when they were signed."""
    found = (f"{each.gegenstand}: {each.was.partition(' – ')[0]}" for each in aenderungen if each.unterzeichnet)
    return tuple(dict.fromkeys(found))


def signature_text(aenderungen: Sequence[Aenderung]) -> str:
    """Return whether a signed agreement is touched; which one is said elsewhere."""
    count = len(touched(aenderungen))
    if count > 1:
        return f"{count} unterzeichnete Vereinbarungen sind berührt."
    return f"Eine unterzeichnete Vereinbarung ist {'' if count else 'nicht '}berührt."


def about_persons(befund: Finding) -> bool:
    """Say whether a finding touches the file of a person or the forum, or names a person."""
    spots = [(befund.file, befund.message, befund.help), *((each.file, each.message, "") for each in befund.related)]
    kept_back = (PERSONEN.file, FORUM.file)
    return any(file.startswith(kept_back) or _PERSON.search(f"{said} {advice}") for file, said, advice in spots)


def unfounded(aenderungen: Sequence[Aenderung]) -> int:
    """Return how many statements were corrected without saying why."""
    return sum(each.grund == "" for each in aenderungen)


def verb(each: Aenderung) -> str:
    """Return what happened to a statement."""
    if each.vorher is None and each.nachher is not None:
        return "neu"
    return "entfallen" if each.nachher is None else "geändert"


def evidence(each: Aenderung) -> str:
    """Return what attests a statement, and why it was corrected."""
    parts = [", ".join((*each.nachweise, *each.quellen)) if each.art == "uebergang" else ", ".join(each.quellen)]
    if each.grund is not None:
        parts.append(f"Grund: {each.grund}" if each.grund else "ohne Begründung")
    return "; ".join(filter(None, parts))


def around(one: str | None, other: str | None, width: int = 160) -> tuple[str | None, str | None]:
    """Return two long values cut down to where they differ; short ones as they are."""
    if one is None or other is None or max(len(one), len(other)) <= width:
        return shortened(one, width), shortened(other, width)
    start = next((index for index, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), 0)
    start = max(0, start - width // 4)
    lead = "… " if start else ""
    return shortened(lead + one[start:], width), shortened(lead + other[start:], width)


def shortened(text: str | None, width: int) -> str | None:
    """Return a text that is no longer than `width`, with `…` where something was left out."""
    return text if text is None or len(text) <= width else text[: width - 1].rstrip() + "…"
