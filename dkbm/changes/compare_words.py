"""Values of a dataset in words: what a key is called, what a date or a list says, and nothing of a person unasked."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from dkbm.dataset import Dataset
from dkbm.datum import DatumError, parse_datum
from dkbm.diagnostic import Route
from dkbm.german import datum_in_worten
from dkbm.model.beleg import VEREINBARUNGEN
from dkbm.model.kommune import PROGRAMME
from dkbm.model.prozess import Prozess
from dkbm.model.worte import modul_text
from dkbm.schema.classes import is_internal, node_at

NICHT_GEZEIGT = "nicht gezeigt"
"""What stands where the value of a person would, or one that stays within the house."""
NICHTS = "–"
"""What stands where an entry says nothing that is shown."""
_DATES = frozenset(
    {"datum", "bis", "stand", "abgerufen", "unterzeichnet", "beginn_geplant", "zeitplan", "widerruf", "beginn", "ende"}
)
_SILENT = frozenset({"text", "name", "amt", "teilziel", "titel", "datum", "pfad", "grund", "monate"})
"""Keys whose value speaks for itself."""
_OF = {"kommune": "der Kommune", "agentur": "der Agentur"}


class Words(NamedTuple):
    """How a file of this kind is put into words; `names` are those of Kommunen and persons by id.

    Kinds of events stand among the names as `ereignis:beginn`.
    """

    kind: str
    names: Mapping[str, str]
    intern: bool

    def value(self, value: Any, route: Route) -> str | None:  # noqa: ANN401 -- any value of a document
        """Return the value at `route` in one line, None for none; NICHT_GEZEIGT for what is internal."""
        if value is None:
            return None
        if self.hides(route):
            return NICHT_GEZEIGT
        if isinstance(value, dict):
            return self._parts(value, route)
        if isinstance(value, list):
            told = [self.value(each, (*route, index)) or "" for index, each in enumerate(value)]
            return ("; " if any(isinstance(each, dict) for each in value) else ", ").join(filter(None, told))
        return _scalar(value, route, self.names)

    def _parts(self, value: Mapping[str, Any], route: Route) -> str:
        """The entries of a mapping; the sources come last, in parentheses."""
        if isinstance(value.get("monate"), list):
            return self._dauer(value)
        told = []
        for key, each in value.items():
            here = (*route, key)
            if key == "quelle" or each is None or each is False or self.hides(here):
                continue
            text, name = self.value(each, here), label(self.kind, here)
            told.append(name if each is True else f"{text}" if key in _SILENT else f"{name} {text}")
        sources = self.value(value.get("quelle"), (*route, "quelle"))
        return ", ".join(told) + (f" ({sources})" if sources else "") or NICHTS

    def _dauer(self, value: Mapping[str, Any]) -> str:
        """A duration: `3 bis 6 Monate ab Sondierungsgespräch`."""
        months = " bis ".join(str(each) for each in dict.fromkeys(value["monate"]))
        start = self.names.get(f"ereignis:{value.get('ab')}", value.get("ab"))
        return f"{months} Monate" + (f" ab {start}" if start else "")

    def hides(self, route: Route) -> bool:
        """Say whether the value at `route` is internal or one of a person, and nobody asked for it."""
        return not self.intern and is_internal(self.kind, route)


def _scalar(value: object, route: Route, names: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nein"
    text = " ".join(str(value).split())
    if _DATES.intersection(route[-2:]):
        return date_text(text)
    return names.get(text, text)


def date_text(text: str) -> str:
    """Return a date of the dataset in words, any other text as it is."""
    try:
        parse_datum(text)
    except DatumError:
        return text
    return datum_in_worten(text, kurz=True)


def label(kind: str, route: Route) -> str:
    """Return what the schema calls the value at `route`; the key itself where it does not know it."""
    key = next((step for step in reversed(route) if isinstance(step, str)), "")
    title = (node_at(kind, route) or {}).get("title")
    return title if isinstance(title, str) else key.replace("_", " ")


def field(kind: str, route: Route, start: int) -> str:
    """Return what the value at `route` is called within the entry that its first `start` steps lead to."""
    steps = [index for index in range(start, len(route)) if isinstance(route[index], str)]
    sides = [_OF[str(route[index])] for index in steps[:-1] if route[index] in _OF]
    titles = [label(kind, route[: index + 1]) for index in steps if index == steps[-1] or route[index] not in _OF]
    return " ".join([", ".join(titles), *sides])


def event_name(event: Mapping[str, Any], prozess: Prozess) -> str:
    """Return what an entry of the `verlauf` is: `Beginn Modul 3`, `genannt in Modul 4, 1. Umsetzungsphase`."""
    kind = event.get("ereignis")
    art = prozess.ereignisse.get(kind) if isinstance(kind, str) else None
    where = step_name(event, prozess)
    link = "in" if where and kind in ("genannt", "nicht_genannt") else ""
    what = event.get("programm") or event.get("gremium") or event.get("verein") or event.get("stufe")
    more = f"({PROGRAMME.get(what, what)})" if isinstance(what, str) else ""
    planned = "(geplant)" if event.get("geplant") is True else ""
    name = art.name if art else str(kind)
    return " ".join(filter(None, (name[:1].upper() + name[1:], link, where, more, planned)))


def agreement_name(agreement: Mapping[str, Any], prozess: Prozess) -> str:
    """Return `Zielvereinbarung Modul 4 (zv-2022)`."""
    art = str(agreement.get("art"))
    where = step_name(agreement, prozess)
    return " ".join(filter(None, (VEREINBARUNGEN.get(art, art), where, f"({agreement.get('id')})")))


def step_name(entry: Mapping[str, Any], prozess: Prozess) -> str:
    """Return `Modul 4, 1. Umsetzungsphase` of what names a module and perhaps a phase, "" of what does not."""
    return modul_text(entry.get("modul"), entry.get("phase"), prozess, kurz=True)


def names_of(old: Dataset, new: Dataset) -> dict[str, str]:
    """Return what either record calls its Kommunen, partners and persons, by id, and its kinds of events."""
    found: dict[str, str] = {}
    for side in (old, new):
        found |= {each.id: each.offizieller_name for each in (*side.partner.values(), *side.kommunen.values())}
        found |= {each.id: each.name for each in side.personen.values()}
    events = {**old.prozess.ereignisse, **new.prozess.ereignisse}
    return found | {f"ereignis:{art}": each.name for art, each in events.items()}
