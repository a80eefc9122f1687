"""More persons than provided for: in the offices of an Arbeitsgruppe, or for it in the Konzeptgruppe."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from dkbm.dataset import Dataset
from dkbm.model.gruppenpflichten import ARBEITSGRUPPE
from dkbm.model.mitwirkung import MITGLIED, SPRECHEND, Mitwirkung
from dkbm.model.netzwerk import Besetzung, Gruppe
from dkbm.model.person import Aufgabe

KONZEPTGRUPPE = "konzeptgruppe"


class Zuviel(NamedTuple):
    """More persons than are provided for: `was` is the end of a sentence, `wer` who they are, the latest last.

    `weitere` tells further members of the Konzeptgruppe from those in an office.
    """

    gruppe: Gruppe
    weitere: bool
    was: str
    wer: tuple[Mitwirkung, ...]
    erlaubt: int


def arbeitsgruppen(dataset: Dataset) -> frozenset[str]:
    """Return the ids of the Arbeitsgruppen."""
    return frozenset(each.id for each in dataset.gruppen.values() if each.art == ARBEITSGRUPPE)


def konzeptgruppen(dataset: Dataset) -> frozenset[str]:
    """Return the ids of the groups that are a Konzeptgruppe; there should be one."""
    return frozenset(each.id for each in dataset.gruppen.values() if each.art == KONZEPTGRUPPE)


def zu_viele(
    dataset: Dataset, besetzung: Besetzung, alle: Sequence[Mitwirkung], gezaehlt: Sequence[Mitwirkung]
) -> Iterator[Zuviel]:
    """Yield what has too many of `gezaehlt`, who are some of those that have `alle` parts on a day."""
    groups = arbeitsgruppen(dataset)
    for ident in sorted(groups):
        found = _im_amt(dataset.gruppen[ident], besetzung, gezaehlt)
        if found is not None:
            yield found
    officers = {each.person.id for each in alle if each.aufgabe.gruppe in groups and each.aufgabe.rolle in SPRECHEND}
    konzept = konzeptgruppen(dataset)
    weitere = [each for each in gezaehlt if each.aufgabe.gruppe in konzept and each.person.id not in officers]
    yield from _weitere(dataset, besetzung, alle, _each_once(weitere))


def _im_amt(gruppe: Gruppe, besetzung: Besetzung, gezaehlt: Sequence[Mitwirkung]) -> Zuviel | None:
    """`sprecheramt` may mean either office, so two may well have it; only `stellvertretung` is just that."""
    here = [each for each in gezaehlt if each.aufgabe.gruppe == gruppe.id]
    deputies = _each_once([each for each in here if each.aufgabe.rolle == "stellvertretung"])
    if len(deputies) > besetzung.stellvertretung:
        return Zuviel(gruppe, False, "als Stellvertretung", deputies, besetzung.stellvertretung)
    both = _each_once([each for each in here if each.aufgabe.rolle in SPRECHEND])
    allowed = besetzung.sprecheramt + besetzung.stellvertretung
    if len(both) > allowed:
        return Zuviel(gruppe, False, "für Sprecheramt und Stellvertretung", both, allowed)
    return None


def _weitere(
    dataset: Dataset, besetzung: Besetzung, alle: Sequence[Mitwirkung], weitere: tuple[Mitwirkung, ...]
) -> Iterator[Zuviel]:
    """Further members sit there for the one Arbeitsgruppe they belong to; of others only the sum can be told."""
    groups, konzept = arbeitsgruppen(dataset), min(konzeptgruppen(dataset), default="")
    own = {each.person.id: _groups(alle, each.person.id, groups) for each in weitere}
    told = False
    for ident in sorted(groups):
        found = tuple(each for each in weitere if own[each.person.id] == {ident})
        if len(found) > besetzung.weitere_hoechstens:
            told = True
            was = "als weitere Mitglieder in der Konzeptgruppe"
            yield Zuviel(dataset.gruppen[ident], True, was, found, besetzung.weitere_hoechstens)
    allowed = besetzung.weitere_hoechstens * len(groups)
    if not told and len(weitere) > allowed:
        yield Zuviel(dataset.gruppen[konzept], True, "als weitere Mitglieder", weitere, allowed)


def _groups(alle: Sequence[Mitwirkung], person: str, groups: frozenset[str]) -> set[str]:
    parts = (each.aufgabe for each in alle if each.person.id == person and each.aufgabe.rolle in MITGLIED)
    return {each.gruppe for each in parts if each.gruppe in groups}


def _each_once(found: Sequence[Mitwirkung]) -> tuple[Mitwirkung, ...]:
    """One part for each person, in the order in which they took it up."""
    by_person = {each.person.id: each for each in found}
    return tuple(sorted(by_person.values(), key=lambda each: (_since(each.seit), each.person.id)))


def _since(aufgabe: Aufgabe) -> date:
    return aufgabe.datum.lo if aufgabe.datum is not None else date.min
