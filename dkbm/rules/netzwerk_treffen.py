"""How often the groups meet: what is due, what was only planned, and where it differs from what sources say."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from dkbm.dataset import Dataset
from dkbm.diagnostic import Code, Diagnostic, Place, Severity
from dkbm.german import aufzaehlung, datum_in_worten, tag
from dkbm.model.gruppenpflichten import ARBEITSGRUPPE, TREFFEN, offenes
from dkbm.model.gruppentreffen import als_gruppe, einzelne
from dkbm.model.netzwerk import NETZWERK, Gruppe, Rhythmus, Treffen
from dkbm.model.zeit import has_happened
from dkbm.rules.known import entity_files
from dkbm.rules.registry import finding, rule

FAELLIG = Code("D611", "treffen-ueberfaellig", Severity.HINWEIS, "netzwerk")
UNEINIG = Code("D612", "rhythmus-uneinig", Severity.HINWEIS, "netzwerk")
ANDERS = Code("D613", "rhythmus-nicht-eingehalten", Severity.HINWEIS, "netzwerk")
GEPLANT = Code("D614", "treffen-nicht-belegt", Severity.HINWEIS, "netzwerk")


class _Jahr(NamedTuple):
    """How often a group met in a year; `ganz` says that the count covers all of it."""

    jahr: int
    anzahl: int
    ganz: bool
    place: Place
    erschlossen: bool = False


@rule(FAELLIG)
def check_due_meetings(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:
    """Point out each group that has not met for longer than the process allows; silent if a group cannot be read."""
    if sum(1 for kind in ("gruppe", "netzwerk") for _ in entity_files(dataset, kind)) != len(_alle(dataset)):
        return
    # whom a person speaks for has no part in it
    found = offenes(dataset.gruppen.values(), dataset.netzwerk, (), dataset.prozess, dataset.quellen, stichtag)
    for each in found:
        if each.art == TREFFEN and each.am is not None and each.ueberfaellig:
            message = f"{each.text}: fällig seit dem {tag(each.am)}; {each.ab}: {datum_in_worten(each.ab_datum)}."
            help_text = f"Festhalten, wenn es stattfand: dkbm record treffen {each.gruppe.id}"
            yield finding(FAELLIG, each.place, message, help_text)


@rule(UNEINIG)
def check_agreement(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:
    """Point out where sources differ on how often the groups meet; a later source may speak of another time."""
    for gruppe in _alle(dataset):
        own = dataset.netzwerk.rhythmus if gruppe.id == NETZWERK and dataset.netzwerk else gruppe.rhythmus
        for whom in (ARBEITSGRUPPE, NETZWERK, None):
            said = [each for each in own if each.gilt_fuer == whom and _known(each, stichtag)]
            if len({(each.mindestens, each.hoechstens) for each in said if _counts(each)}) > 1:
                message = f"Wie oft man sich trifft, sagen die Quellen verschieden: {_zitiert(said)}."
                help_text = "Es bleibt nebeneinander stehen; für ein Jahr gilt die jüngste Angabe bis dahin."
                yield finding(UNEINIG, Place(gruppe.place.file, ("rhythmus",), at_key=True), message, help_text)


@rule(ANDERS)
def check_rhythm(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:
    """Point out each year in which a group met more or less often than any source for that time says.

    In the first year of a group, and in one that is not over or not counted to its end, fewer meetings say nothing.
    """
    for gruppe in _alle(dataset):
        years = _years(gruppe, _alle(dataset), stichtag)
        first = min((each.jahr for each in years), default=0)
        for year in years:
            said = _valid(_rhythmen(dataset, gruppe), year.jahr)
            if said and not any(_fits(each, year, first) for each in said):
                counted = "ist 1 Treffen" if year.anzahl == 1 else f"sind {year.anzahl} Treffen"
                how = "erschlossen" if year.erschlossen else "belegt"
                message = f"Für {year.jahr} {counted} {how}; dazu sagt die Quelle: {_zitiert(said)}."
                help_text = "Nur ein Hinweis: was eine Quelle über den Rhythmus sagt, bindet niemanden."
                yield finding(ANDERS, year.place, message, help_text)


@rule(GEPLANT)
def check_planned(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:
    """Point out a planned meeting whose day has passed, though nothing attests that it took place."""
    for gruppe in _alle(dataset):
        for each in gruppe.treffen:
            if each.geplant and each.datum and each.datum.hi < stichtag and not _took_place(each, gruppe.treffen):
                message = f"»{each.name}« war geplant ({datum_in_worten(each.datum.text)}), belegt ist es nicht."
                help_text = f"Fand es statt: dkbm record treffen {gruppe.id} --datum {each.datum.text} --quelle …"
                yield finding(GEPLANT, each.place, message, help_text)


def _took_place(plan: Treffen, alle: Iterable[Treffen]) -> bool:
    held = [each for each in alle if not each.geplant and each.datum is not None and plan.datum is not None]
    return any(
        each.datum and plan.datum and each.datum.lo <= plan.datum.hi and plan.datum.lo <= each.datum.hi for each in held
    )


def _alle(dataset: Dataset) -> tuple[Gruppe, ...]:
    ganzes = (als_gruppe(dataset.netzwerk),) if dataset.netzwerk is not None else ()
    return (*dataset.gruppen.values(), *ganzes)


def _years(gruppe: Gruppe, alle: Sequence[Gruppe], stichtag: date) -> list[_Jahr]:
    """The years that are counted, and those of single meetings, which may be not all of them."""
    counted = [
        _Jahr(
            int(each.jahr),
            each.anzahl,
            each.bis is None,
            Place(each.place.file, (*each.place.route, "anzahl")),
            each.erschlossen,
        )
        for each in gruppe.treffen_je_jahr
        if each.jahr.isdecimal() and int(each.jahr) < stichtag.year + (each.bis is not None)
    ]
    days = [each.datum for each in einzelne(gruppe, alle) if each.datum and has_happened(each.datum, stichtag)]
    single = [day.lo.year for day in days if day.lo.year == day.hi.year]
    known = {each.jahr for each in counted}
    at = Place(gruppe.place.file, ("treffen",), at_key=True)
    return counted + [_Jahr(year, single.count(year), False, at) for year in sorted({*single} - known)]


def _rhythmen(dataset: Dataset, gruppe: Gruppe) -> list[tuple[Rhythmus, ...]]:
    """What is said of the group itself, and of all groups of its kind."""
    general = dataset.netzwerk.rhythmus if dataset.netzwerk is not None else ()
    return [gruppe.rhythmus, tuple(each for each in general if each.gilt_fuer == gruppe.art)]


def _valid(kinds: Iterable[Iterable[Rhythmus]], year: int) -> list[Rhythmus]:
    """The latest statements made by that year, of either kind."""
    found: list[Rhythmus] = []
    for kind in kinds:
        known = [(each.datum.lo.year if each.datum else 0, each) for each in kind if _counts(each)]
        latest = max((since for since, _ in known if since <= year), default=None)
        found += [each for since, each in known if since == latest]
    return found


def _fits(rhythmus: Rhythmus, year: _Jahr, first: int) -> bool:
    enough = not year.ganz or year.jahr == first or rhythmus.mindestens is None or year.anzahl >= rhythmus.mindestens
    return enough and (rhythmus.hoechstens is None or year.anzahl <= rhythmus.hoechstens)


def _counts(rhythmus: Rhythmus) -> bool:
    return rhythmus.mindestens is not None or rhythmus.hoechstens is not None


def _known(rhythmus: Rhythmus, stichtag: date) -> bool:
    return rhythmus.datum is None or has_happened(rhythmus.datum, stichtag)


def _zitiert(said: Iterable[Rhythmus]) -> str:
    """Each statement in its own words, with its sources and the time it speaks of."""
    return aufzaehlung(
        f"»{each.text.rstrip('.')}« ({', '.join(filter(None, (*each.quellen, each.datum and each.datum.text)))})"
        for each in said
    )
