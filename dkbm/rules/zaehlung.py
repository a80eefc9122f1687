"""How many Kommunen a statement speaks of, counted in what the dataset knows, and which of them are in question."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple

from dkbm.dataset import Dataset
from dkbm.datum import Datum, parse_datum
from dkbm.german import sort_key, tag
from dkbm.kinds import kind_of
from dkbm.model.kommune import Ereignis, Kommune
from dkbm.model.lage import lage_am
from dkbm.model.quelle import Quelle
from dkbm.model.stand import Lage
from dkbm.model.zeit import has_happened
from dkbm.rules.attested import all_belege, sound_belege

IM_PROZESS = ("im_modul", "zwischen", "im_prozess", "pausiert")


class Strittig(NamedTuple):
    """A Kommune that is counted one way and not the other, or simply counted; `warum` says which, in German."""

    kommune: Kommune
    warum: str


class Zaehlung(NamedTuple):
    """Who was counted, and who accounts for a difference; where nobody can tell, all that were counted."""

    anzahl: int
    strittig: tuple[Strittig, ...]


class _Frage(NamedTuple):
    """Who was where (`in Modul 2`), and on which day."""

    day: date
    where: str


def counts(dataset: Dataset, entry: dict[str, Any], claim: dict[str, Any], stichtag: date) -> tuple[Zaehlung, ...]:
    """Return the count, one for each end of the time a statement gives; () where nothing can be counted.

    With a `datum` the states of that day are counted, else the list of the source, if it gives it completely.
    """
    kind = claim.get("gilt_fuer")
    if not dataset.kommunen or not is_whole(dataset):
        return ()
    if kind in ("kommunen", "landkreise"):
        return (_counted(each for each in dataset.kommunen.values() if kind == "kommunen" or each.art == "landkreis"),)
    if kind in ("modul", "prozess") and (day := _day(entry.get("datum"))) is not None:
        days = [each for each in dict.fromkeys((day.lo, day.hi)) if each <= stichtag]
        return tuple(_on_a_day(dataset, entry, claim, each) for each in days) if day.hi <= stichtag else ()
    quelle = source(dataset, entry)
    if quelle is None:
        return ()
    if kind in ("zielvereinbarung", "vereinbarung"):
        return (_agreements(dataset, quelle, kind),) if "vereinbarungen" in quelle.vollstaendig else ()
    found = _of_a_list(dataset, quelle, claim, stichtag)
    return (found,) if found is not None else ()


def is_whole(dataset: Dataset) -> bool:
    """Say whether every Kommune could be read and refers to nothing unknown: else a number would only follow that."""
    models = {each.place.file for each in dataset.kommunen_und_partner}
    files = {path for path in dataset.texts if kind_of(path) == "kommune"}
    return files <= models and not dataset.ungelesen and len([*sound_belege(dataset)]) == len(dataset.kommunen)


def source(dataset: Dataset, entry: dict[str, Any]) -> Quelle | None:
    """The one source of a statement."""
    cited = entry.get("quelle")
    return dataset.quellen.get(cited) if isinstance(cited, str) else None


def named_by(dataset: Dataset, quelle: Quelle, modul: object = None) -> dict[str, Kommune]:
    """The Kommunen that a source attests (in a module), by id."""
    return {
        kommune.id: kommune
        for kommune, belege in all_belege(dataset)
        if any(each.attests_presence and each.quelle == quelle.id and modul in (None, each.modul) for each in belege)
    }


def list_of(quelle: Quelle, claim: dict[str, Any]) -> bool:
    """Say whether a source gives the list that a claim about the process or a module counts."""
    modul = claim.get("modul") if claim.get("gilt_fuer") == "modul" else None
    return bool({"prozess", f"modul-{modul}"} & set(quelle.vollstaendig))


def day_of(quelle: Quelle, stichtag: date) -> date:
    """The last day a source speaks of, at most the Stichtag."""
    return min(quelle.stand.hi, stichtag) if quelle.stand is not None else stichtag


def state(dataset: Dataset, kommune: Kommune, day: date) -> Lage:
    """Where a Kommune stands on a day."""
    return lage_am(kommune, day, dataset.prozess, dataset.quellen)


def attests(dataset: Dataset, modul: int, day: date) -> set[str]:
    """The ids of the Kommunen of which anything attests a module up to a day."""
    return {
        kommune.id
        for kommune, belege in all_belege(dataset)
        if any(each.modul == modul and not each.geplant and has_happened(each.wann, day) for each in belege)
    }


def _of_a_list(dataset: Dataset, quelle: Quelle, claim: dict[str, Any], stichtag: date) -> Zaehlung | None:
    if claim.get("gilt_fuer") not in ("prozess", "modul") or not list_of(quelle, claim):
        return None
    named = named_by(dataset, quelle, _modul(claim))
    there = _standing(dataset, claim, day := day_of(quelle, stichtag))
    return _weighed(named, named, there, quelle, _Frage(day, _where(claim)))


def _on_a_day(dataset: Dataset, entry: dict[str, Any], claim: dict[str, Any], day: date) -> Zaehlung:
    there, quelle = _standing(dataset, claim, day), source(dataset, entry)
    named = named_by(dataset, quelle, _modul(claim)) if quelle is not None and list_of(quelle, claim) else {}
    if quelle is None or not named:
        return _counted(there.values(), f"am {tag(day)} {_where(claim)}")
    return _weighed(there, named, there, quelle, _Frage(day, _where(claim)))


def _weighed(
    counted: dict[str, Kommune], named: dict[str, Kommune], there: dict[str, Kommune], quelle: Quelle, frage: _Frage
) -> Zaehlung:
    """A count with those in question: named by the source and not there, or there and not named."""
    then, where = f"am {tag(frage.day)}", frage.where
    gone = f"{quelle.id} nennt sie; {then} ist sie nicht {where}"
    more = f"{then} ist sie {where}; {quelle.id} nennt sie nicht"
    missing = [Strittig(each, gone) for key, each in named.items() if key not in there]
    added = [Strittig(each, more) for key, each in there.items() if key not in named]
    if missing or added:
        return Zaehlung(len(counted), _sorted((*missing, *added)))
    return _counted(counted.values(), f"{then} {where}")


def _standing(dataset: Dataset, claim: dict[str, Any], day: date) -> dict[str, Kommune]:
    modul = _modul(claim)
    fits: Callable[[Lage], bool] = lambda lage: lage.lage in IM_PROZESS and modul in (None, lage.modul)  # noqa: E731
    return {each.id: each for each in dataset.kommunen.values() if fits(state(dataset, each, day))}


def _counted(found: Iterable[Kommune], where: str = "") -> Zaehlung:
    names = _sorted(Strittig(each, f"gezählt, {where}" if where else "gezählt") for each in found)
    return Zaehlung(len(names), names)


def _agreements(dataset: Dataset, quelle: Quelle, kind: str) -> Zaehlung:
    """Kommunen and partners that the source names with this kind of agreement."""
    everyone = dataset.kommunen_und_partner
    found = [each for each in everyone if any(_rests_on(event, kind, quelle) for event in each.verlauf)]
    return _counted(found, f"{quelle.id} nennt sie")


def _rests_on(event: Ereignis, kind: str, quelle: Quelle) -> bool:
    return event.grundlage == kind and quelle.id in event.quellen


def _sorted(found: Iterable[Strittig]) -> tuple[Strittig, ...]:
    return tuple(sorted(found, key=lambda each: sort_key(each.kommune.offizieller_name)))


def _modul(claim: dict[str, Any]) -> object:
    return claim.get("modul") if claim.get("gilt_fuer") == "modul" else None


def _where(claim: dict[str, Any]) -> str:
    return f"in Modul {claim.get('modul')}" if claim.get("gilt_fuer") == "modul" else "im Begleitprozess"


def _day(value: object) -> Datum | None:
    try:
        return parse_datum(value) if isinstance(value, str) else None
    except ValueError:
        return None
