"""Statements of a source about all or many, counted again: expected, actual, and which Kommunen differ (M 9)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from dkbm.dataset import Dataset
from dkbm.datum import parse_datum
from dkbm.diagnostic import Code, Diagnostic, Place, Related, Severity
from dkbm.german import sort_key, tag
from dkbm.model.kommune import Kommune
from dkbm.rules import zaehlung
from dkbm.rules.known import entries
from dkbm.rules.registry import finding, rule
from dkbm.rules.vollstaendigkeit import check_left_out, check_left_out_and_named
from dkbm.rules.zaehlung import Strittig, Zaehlung

WIDERSPRICHT = Code("D406", "aussage-widerspricht", Severity.FEHLER, "quellen")
UNBELEGT = Code("D407", "aussage-nicht-belegt", Severity.HINWEIS, "quellen")

AUSSAGEN = "data/aussagen.yaml"
_RUND = 0.05
"""How far a share may lie from the number that is in the dataset and still be called `rund`."""
_WORDS = {"rund": "rund ", "mehr_als": "mehr als "}
_HELP = (
    "Die Einträge mit der Quelle vergleichen. Liegt der Widerspruch in der Quelle, hält ihn zweifel fest, und die "
    "Aussage bleibt stehen."
)


@rule(WIDERSPRICHT)
def check_statements(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:
    """Point out a statement that the data do not bear out, unless its `zweifel` says so (that is D404).

    Only what can be counted is judged: a number needs a day, or a source that lists them all.
    """
    for index, entry, claim in _claims(dataset):
        found = _contradiction(dataset, entry, claim, stichtag)
        if found is None or "zweifel" in entry or _is_listed_wrong(dataset, stichtag):
            continue
        known, strittig = found
        message = f"Die Aussage passt nicht zu den Daten: behauptet {_claimed(claim)}, {known}."
        yield finding(WIDERSPRICHT, Place(AUSSAGEN, ("aussagen", index)), message, _HELP, _related(strittig))


@rule(UNBELEGT)
def check_completion(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:
    """Point out of whom only a statement about all says that they went through a module."""
    for index, entry, claim in _claims(dataset):
        quelle = zaehlung.source(dataset, entry)
        if claim.get("was") != "abschluss" or quelle is None or not zaehlung.is_whole(dataset):
            continue
        modul = claim.get("modul")
        attested = zaehlung.attests(dataset, modul, zaehlung.day_of(quelle, stichtag)) if type(modul) is int else set()
        named = zaehlung.named_by(dataset, quelle) if type(modul) is int else {}
        missing = [each for key, each in named.items() if key not in attested]
        if missing and zaehlung.list_of(quelle, claim):
            message = f"Modul {modul} belegt für {len(missing)} von {len(named)} Kommunen keine andere Quelle."
            help_text = "Nichts zu tun, solange sich kein Beleg findet; sonst gehört er in den Verlauf der Kommune."
            related = _related(_named(missing, "Modul nicht belegt"))
            yield finding(UNBELEGT, Place(AUSSAGEN, ("aussagen", index)), message, help_text, related)


def _is_listed_wrong(dataset: Dataset, stichtag: date) -> bool:
    """Whether a Kommune is missing on a list: a number would only follow that (one fault, one finding)."""
    return any(check_left_out(dataset, stichtag)) or any(check_left_out_and_named(dataset, stichtag))


def _claims(dataset: Dataset) -> Iterator[tuple[int, dict[str, Any], dict[str, Any]]]:
    for index, entry in entries(dataset, AUSSAGEN, "aussagen"):
        claim = entry.get("behauptet")
        if isinstance(claim, dict):
            yield index, entry, claim


def _contradiction(
    dataset: Dataset, entry: dict[str, Any], claim: dict[str, Any], stichtag: date
) -> tuple[str, tuple[Strittig, ...]] | None:
    """What the data say instead, and who accounts for it; None where they bear the statement out."""
    match claim.get("was"):
        case "erste_vereinbarung":
            return _earlier_agreement(dataset, claim)
        case "abschluss":
            return _not_through(dataset, entry, claim, stichtag)
    found = zaehlung.counts(dataset, entry, claim, stichtag)
    if not found or any(_bears_out(each, claim, dataset) for each in found):
        return None
    share = f" von {len(dataset.kommunen)}" if "anteil" in claim else ""
    return f"gezählt {found[-1].anzahl}{share}", found[-1].strittig


def _bears_out(found: Zaehlung, claim: dict[str, Any], dataset: Dataset) -> bool:
    match claim:
        case {"anzahl": int(anzahl)}:
            return _fits(found.anzahl, anzahl, claim, 0)
        case {"anteil": [int(part), int(whole)]} if whole:
            return _fits(found.anzahl / len(dataset.kommunen), part / whole, claim, _RUND)
    return True


def _fits(number: float, claimed: float, claim: dict[str, Any], tolerance: float) -> bool:
    if claim.get("vergleich") == "mehr_als":
        return number > claimed
    near = tolerance or claimed * _RUND
    return abs(number - claimed) <= (near if claim.get("vergleich") == "rund" else 1e-9)


def _claimed(claim: dict[str, Any]) -> str:
    how = _WORDS.get(str(claim.get("vergleich")), "")
    match claim:
        case {"anzahl": int(anzahl)}:
            return f"{how}{anzahl}"
        case {"anteil": [int(part), int(whole)]}:
            return f"{how}{part} von {whole}"
        case {"was": "abschluss"}:
            return f"Modul {claim.get('modul')} für alle"
    return "die erste Zielvereinbarung"


def _not_through(
    dataset: Dataset, entry: dict[str, Any], claim: dict[str, Any], stichtag: date
) -> tuple[str, tuple[Strittig, ...]] | None:
    """Who stood in that module or below it on the day of a source that says all are through."""
    quelle, modul = zaehlung.source(dataset, entry), claim.get("modul")
    if (
        quelle is None
        or type(modul) is not int
        or not zaehlung.list_of(quelle, claim)
        or not zaehlung.is_whole(dataset)
    ):
        return None
    day = zaehlung.day_of(quelle, stichtag)
    lagen = [(each, zaehlung.state(dataset, each, day)) for each in zaehlung.named_by(dataset, quelle).values()]
    inside = [each for each, lage in lagen if (lage.modul or (lage.abgeschlossen or modul) + 1) <= modul]
    if not inside:
        return None
    return f"nicht durchlaufen haben es {len(inside)}", _named(
        inside, f"am {tag(day)} noch nicht über Modul {modul} hinaus"
    )


def _earlier_agreement(dataset: Dataset, claim: dict[str, Any]) -> tuple[str, tuple[Strittig, ...]] | None:
    """The agreement that was signed before the one said to be the first."""
    datum = claim.get("datum")
    try:
        first = parse_datum(datum).lo if isinstance(datum, str) else date.min
    except ValueError:
        return None
    for kommune in dataset.kommunen.values():
        for agreement in kommune.vereinbarungen:
            if agreement.unterzeichnet is not None and agreement.unterzeichnet.hi < first:
                return f"älter ist {agreement.unterzeichnet.text} ({kommune.offizieller_name})", ()
    return None


def _named(found: list[Kommune], warum: str) -> tuple[Strittig, ...]:
    return tuple(Strittig(each, warum) for each in sorted(found, key=lambda each: sort_key(each.offizieller_name)))


def _related(found: tuple[Strittig, ...]) -> tuple[Related, ...]:
    return tuple(
        Related(Place(each.kommune.place.file, ("name",)), f"{each.kommune.offizieller_name}: {each.warum}")
        for each in found
    )
