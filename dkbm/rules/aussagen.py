"""Statements of a source about all or many, counted again in what the dataset knows of the same source."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from dkbm.dataset import Dataset
from dkbm.datum import parse_datum
from dkbm.diagnostic import Code, Diagnostic, Place, Severity
from dkbm.model.kommune import Ereignis
from dkbm.model.quelle import Quelle
from dkbm.rules.attested import all_belege
from dkbm.rules.known import entries
from dkbm.rules.registry import finding, rule

WIDERSPRICHT = Code("D406", "aussage-widerspricht", Severity.HINWEIS, "quellen")

AUSSAGEN = "data/aussagen.yaml"
_RUND = 0.05
"""How far a share may lie from the number that is in the dataset and still be called `rund`."""
_WORDS = {"rund": "rund ", "mehr_als": "mehr als "}


@rule(WIDERSPRICHT)
def check_statements(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Point out a statement that what is entered from the same source does not bear out.

    Only what can be counted is judged: a number of Kommunen needs a source that lists them all.
    """
    for index, entry in entries(dataset, AUSSAGEN, "aussagen"):
        claim = entry.get("behauptet")
        if isinstance(claim, dict):
            known = _counted(dataset, entry, claim) or _earlier_agreement(dataset, claim)
            if known:
                message = f"Die Aussage passt nicht zu den Daten: behauptet {_claimed(claim)}, {known}."
                help_text = "An der Quelle prüfen; der Widerspruch darf stehen bleiben, wenn er in der Quelle liegt."
                yield finding(WIDERSPRICHT, Place(AUSSAGEN, ("aussagen", index)), message, help_text)


def _claimed(claim: dict[str, Any]) -> str:
    how = _WORDS.get(str(claim.get("vergleich")), "")
    match claim:
        case {"anzahl": int(anzahl)}:
            return f"{how}{anzahl}"
        case {"anteil": [int(part), int(whole)]}:
            return f"{how}{part} von {whole}"
    return "die erste Zielvereinbarung"


def _counted(dataset: Dataset, entry: dict[str, Any], claim: dict[str, Any]) -> str:
    """What the count gives where it contradicts the claim, else an empty text."""
    number = _number(dataset, entry.get("quelle"), claim)
    if number is None or not dataset.kommunen:
        return ""
    match claim:
        case {"anzahl": int(anzahl)}:
            return "" if _fits(number, anzahl, claim, 0) else f"gezählt {number}"
        case {"anteil": [int(part), int(whole)]} if whole:
            share = number / len(dataset.kommunen)
            fits = _fits(share, part / whole, claim, _RUND)
            return "" if fits else f"gezählt {number} von {len(dataset.kommunen)}"
    return ""


def _fits(number: float, claimed: float, claim: dict[str, Any], tolerance: float) -> bool:
    if claim.get("vergleich") == "mehr_als":
        return number > claimed
    near = tolerance or claimed * _RUND
    return abs(number - claimed) <= (near if claim.get("vergleich") == "rund" else 1e-9)


def _number(dataset: Dataset, cited: object, claim: dict[str, Any]) -> int | None:
    """How many the dataset knows from the same source; None where the source gives no whole list."""
    kind = claim.get("gilt_fuer")
    if kind == "kommunen":
        return len(dataset.kommunen)
    if kind == "landkreise":
        return sum(kommune.art == "landkreis" for kommune in dataset.kommunen.values())
    quelle = dataset.quellen.get(cited) if isinstance(cited, str) else None
    if quelle is None:
        return None
    if kind in ("zielvereinbarung", "vereinbarung"):
        return _agreements(dataset, quelle, kind) if "vereinbarungen" in quelle.vollstaendig else None
    modul = claim.get("modul") if kind == "modul" else None
    if kind not in ("prozess", "modul") or not {"prozess", f"modul-{modul}"} & set(quelle.vollstaendig):
        return None
    return sum(
        any(beleg.attests_presence and beleg.quelle == quelle.id and modul in (None, beleg.modul) for beleg in belege)
        for _, belege in all_belege(dataset)
    )


def _agreements(dataset: Dataset, quelle: Quelle, kind: str) -> int:
    """How many Kommunen and partners the source names with this kind of agreement."""
    everyone = (*dataset.kommunen.values(), *dataset.partner.values())
    return sum(any(_rests_on(event, kind, quelle) for event in kommune.verlauf) for kommune in everyone)


def _rests_on(event: Ereignis, kind: str, quelle: Quelle) -> bool:
    return event.grundlage == kind and quelle.id in event.quellen


def _earlier_agreement(dataset: Dataset, claim: dict[str, Any]) -> str:
    """The agreement that was signed before the one said to be the first, else an empty text."""
    datum = claim.get("datum")
    if claim.get("was") != "erste_vereinbarung" or not isinstance(datum, str):
        return ""
    try:
        first = parse_datum(datum).lo
    except ValueError:
        return ""
    for kommune in dataset.kommunen.values():
        for agreement in kommune.vereinbarungen:
            if agreement.unterzeichnet is not None and agreement.unterzeichnet.hi < first:
                return f"älter ist {agreement.unterzeichnet.text} ({kommune.offizieller_name})"
    return ""
