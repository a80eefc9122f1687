"""The forum: every answer has what it answers, in the same group, and came after it; nothing is quoted (S 43)."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import PurePosixPath

from dkbm.dataset import Dataset
from dkbm.diagnostic import Code, Diagnostic, Place, Related, Severity
from dkbm.german import tag
from dkbm.kinds import KINDS
from dkbm.model.betreuung import AGENTUR
from dkbm.model.forum import Beitrag, beitragsarten
from dkbm.model.mitwirkung import MITGLIED, SPRECHEND, mitwirkungen
from dkbm.model.netzwerk import NETZWERK, Gruppe
from dkbm.model.person import Person
from dkbm.rules.known import declared, did_you_mean, entity_files
from dkbm.rules.registry import finding, rule


def _code(code: str, name: str, severity: Severity = Severity.FEHLER) -> Code:
    return Code(code, name, severity, "forum")


UNBEKANNT = _code("D620", "unbekannter-beitrag")
KREIS = _code("D621", "antwort-im-kreis")
FRUEHER = _code("D622", "antwort-vor-dem-beitrag")
TAG = _code("D623", "beitrag-anderer-tag")
ORDNER = _code("D624", "forum-ohne-gruppe")
ART = _code("D625", "unbekannte-beitragsart")
MITGLIEDER = _code("D626", "beitrag-ohne-mitgliedschaft", Severity.HINWEIS)
ZUKUNFT = _code("D627", "beitrag-in-der-zukunft", Severity.HINWEIS)

_KENNUNG = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})-[a-z0-9-]{1,52}")
_NUMMER = re.compile(r"[0-9-]+")
"""A name that gives away no word of a title; no other is suggested."""
_ALSO = ("mitkonzeption",)
"""A part that belongs to a group and is not among MITGLIED: whoever helps to plan the Konzeptgruppe."""


@rule(UNBEKANNT)
def check_answered(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Yield a finding for each answer to what is not there, or stands in another group."""
    there = {PurePosixPath(path).with_suffix("").as_posix() for path in (*dataset.texts, *dataset.ungelesen)}
    for path, each in dataset.beitraege.items():
        folder = PurePosixPath(path).parent
        if each.antwort_auf is None or (folder / each.antwort_auf).as_posix() in there:
            continue
        place, elsewhere = Place(path, ("antwort_auf",)), _elsewhere(each.antwort_auf, there)
        if elsewhere:
            message = f"Der Beitrag, auf den dieser antwortet, steht im Forum der Gruppe »{elsewhere}«."
            yield finding(UNBEKANNT, place, message, "Eine Antwort gehört in dieselbe Gruppe; den Faden berichtigen.")
        else:
            numbered = filter(_NUMMER.fullmatch, _group(dataset, each.gruppe).keys() - {each.id})
            near = did_you_mean(each.antwort_auf, numbered)
            message = f"Den Beitrag, auf den dieser antwortet, gibt es in {folder}/ nicht."
            yield finding(UNBEKANNT, place, message, near or "Den Namen seiner Datei nennen, ohne Endung.")


def _elsewhere(ident: str, there: set[str]) -> str:
    """The group in which a contribution of this name stands."""
    found = sorted(name for name in there if name.startswith("data/forum/") and name.endswith(f"/{ident}"))
    return found[0].split("/")[2] if found else ""


def _group(dataset: Dataset, gruppe: str) -> dict[str, Beitrag]:
    return {each.id: each for each in dataset.beitraege.values() if each.gruppe == gruppe}


@rule(KREIS, FRUEHER)
def check_order(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """No contribution answers itself, by way of others either, or one that was written later."""
    for gruppe in dict.fromkeys(each.gruppe for each in dataset.beitraege.values()):
        group = _group(dataset, gruppe)
        rounds = _in_circles(group)
        for each in group.values():
            place = Place(each.place.file, ("antwort_auf",))
            if each.id in rounds:
                message = "Diese Antworten verweisen im Kreis aufeinander; keiner der Beiträge eröffnet den Faden."
                help_text = "Bei dem Beitrag, mit dem es begann, antwort_auf entfernen und art und titel nennen."
                yield finding(KREIS, place, message, help_text)
            elif (asked := group.get(each.antwort_auf or "")) and each.datum.hi < asked.datum.lo:
                message = f"Die Antwort ist vom {tag(each.datum.lo)}, der Beitrag erst vom {tag(asked.datum.lo)}."
                related = (Related(Place(asked.place.file, ("datum",)), "der Beitrag"),)
                yield finding(FRUEHER, place, message, "Eines der beiden Daten oder antwort_auf berichtigen.", related)


def _in_circles(group: Mapping[str, Beitrag]) -> set[str]:
    """The first of each round, by id: one finding says it of all of them."""
    found: set[str] = set()
    done: set[str] = set()
    for start in group:
        trail: list[str] = []
        ident = start
        while ident in group and ident not in done:
            done.add(ident)
            trail.append(ident)
            ident = group[ident].antwort_auf or ""
        if ident in trail:
            found.add(min(trail[trail.index(ident) :]))
    return found


@rule(TAG)
def check_day(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """The name of the file begins with the day of the contribution."""
    for path, each in dataset.beitraege.items():
        named = _KENNUNG.fullmatch(each.id)
        if named is None:
            message = "Der Dateiname eines Beitrags beginnt mit seinem Tag: JJJJ-MM-TT-name.yaml."
            yield finding(TAG, Place(path), message, "Umbenennen: Kleinbuchstaben a–z, Ziffern und Bindestriche.")
        elif named[1] != each.datum.text:
            message = f"Die Datei nennt den {tag_or_text(named[1])}, der Beitrag ist vom {tag(each.datum.lo)}."
            help_text = f"Die Datei mit {each.datum.text} beginnen lassen oder datum berichtigen."
            yield finding(TAG, Place(path, ("datum",)), message, help_text)


def tag_or_text(text: str) -> str:
    """Return a day as `15.01.2026`; digits that are no day as they are."""
    try:
        return tag(date.fromisoformat(text))
    except ValueError:
        return text


@rule(ZUKUNFT)
def check_past(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:
    """Nobody has written anything on a day that is yet to come."""
    for path, each in dataset.beitraege.items():
        if each.datum.lo > stichtag:
            message = f"Der Beitrag ist vom {tag(each.datum.lo)}; das liegt nach dem {tag(stichtag)}."
            yield finding(ZUKUNFT, Place(path, ("datum",)), message, "Den Tag nennen, an dem er geschrieben wurde.")


@rule(ORDNER)
def check_folder(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Each folder of the forum bears the id of a group; one finding for each that does not."""
    known = declared(dataset, "gruppe")
    if known is None:
        return
    reported: set[str] = set()
    for path in entity_files(dataset, "forum"):
        folder = path.split("/")[2]
        if (folder in known and folder != NETZWERK) or folder in reported:
            continue
        reported.add(folder)
        if folder == NETZWERK:
            message = "Das Netzwerk als Ganzes hat kein Forum; jede Gruppe hat ihr eigenes."
            yield finding(ORDNER, Place(path), message, "In den Ordner einer Gruppe legen, etwa data/forum/ag-1/.")
            continue
        message = f"Eine Gruppe »{folder}« gibt es nicht, ihr Forum liegt aber in data/forum/{folder}/."
        near = did_you_mean(folder, known - {NETZWERK})
        yield finding(ORDNER, Place(path), message, near or f"Umbenennen oder data/netzwerk/{folder}.yaml anlegen.")


@rule(ART)
def check_kind(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Each contribution is of a kind that the network declares."""
    if dataset.netzwerk is None and KINDS["netzwerk"] in (*dataset.texts, *dataset.ungelesen):
        return  # what it declares cannot be read, which is a finding of its own
    known = beitragsarten(dataset.netzwerk)
    for path, each in dataset.beitraege.items():
        if each.art is not None and each.art not in known:
            message = "Diese Beitragsart ist nicht erklärt."
            help_text = did_you_mean(each.art, known) or f"Erklärt sind: {', '.join(known)}."
            yield finding(ART, Place(path, ("art",)), message, help_text)


@rule(MITGLIEDER)
def check_members(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Point out a contribution of somebody who did not belong to the group then; the agency may write everywhere."""
    for path, each in dataset.beitraege.items():
        person, gruppe = dataset.personen.get(each.von), dataset.gruppen.get(each.gruppe)
        if person is None or gruppe is None or belongs(dataset, person, gruppe, each.datum.lo):
            continue
        message = f"Wer das schrieb, gehörte am {tag(each.datum.lo)} nach den Daten nicht zur Gruppe {gruppe.kennung}."
        help_text = "Die Mitgliedschaft bei der Person eintragen, wenn sie belegt ist."
        yield finding(MITGLIEDER, Place(path, ("von",)), message, help_text)


def belongs(dataset: Dataset, person: Person, gruppe: Gruppe, day: date) -> bool:
    """Say whether a person may write: is of the group or of the one it is a part of, of the agency, or speaks there."""
    if any(amt.stelle == AGENTUR for amt in person.aemter):
        return True
    for each in mitwirkungen((person,), day, dataset.quellen):
        rolle = each.aufgabe.rolle
        if each.aufgabe.gruppe in (gruppe.id, gruppe.teil_von) and rolle in (*MITGLIED, *_ALSO):
            return True
        if gruppe.art == "konzeptgruppe" and rolle in SPRECHEND:
            return True
    return False
