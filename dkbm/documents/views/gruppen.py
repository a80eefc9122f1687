"""The groups of the network as they were on a day: names, members, purposes, offices."""

from datetime import date

from dkbm.dataset import Dataset
from dkbm.diagnostic import Place
from dkbm.documents.angaben import Angabe, Inhalt, join
from dkbm.documents.views.freigabe import freigegeben
from dkbm.documents.views.fund import Fund, datei
from dkbm.documents.views.zeitlich import bekannt, quellen_ids, quellen_text, zeit
from dkbm.german import sort_key
from dkbm.model.gruppenname import belegt_zu, geltend, is_possible

_ORDNER, _PERSONEN = "data/netzwerk/", "data/personen/"
_ARTEN = ("arbeitsgruppe", "unterarbeitsgruppe", "konzeptgruppe")
ZWECK = "Netzwerk"
"""What an approval must be for, so that somebody is named in the overview of the network."""


def gruppen(dataset: Dataset) -> tuple[Fund, ...]:
    """The groups: Arbeitsgruppen first, then Unterarbeitsgruppen, then the Konzeptgruppe, each by its mark."""
    funde = [datei(dataset, path) for path in dataset.documents if path.startswith(_ORDNER)]
    found = [fund for fund in funde if fund.wert.get("art") in _ARTEN]
    return tuple(sorted(found, key=_order))


def _order(gruppe: Fund) -> tuple[int, tuple[str, str]]:
    return _ARTEN.index(gruppe.wert["art"]), sort_key(str(gruppe.wert.get("kennung")))


def name_am(gruppe: Fund, dataset: Dataset, day: date) -> dict[str, Inhalt]:
    """The name of a group on a day, and the other attested ones with their time.

    A name that is attested only „by“ a time counts from that time on; until then it stands among the others.
    """
    names = [(each, name) for each in gruppe.jeder("namen") if (name := each.text("name"))]
    dates = [belegt_zu(each.datum(), quellen_ids(each.wert), dataset.quellen) for each, _ in names]
    index = geltend(dates, day)
    current = names[index][1] if index is not None else None
    others: dict[str, Angabe] = {}
    for (each, name), datum in zip(names, dates, strict=True):
        if name != current and is_possible(datum, day):
            others.setdefault(str(name), join("{} ({}, {})", name, zeit(each), quellen_text(each)))
    nothing = Angabe("–", gruppe.at("namen"))
    return {
        "name": current or nothing,
        "auch": join("; ".join(["{}"] * len(others)), *others.values()) if others else nothing,
    }


def arbeit(gruppe: Fund, key: str, dataset: Dataset, day: date) -> Angabe:
    """What is said under `key` up to a day, in one line that ends as a sentence; empty where nothing is."""
    found = [text for each in gruppe.jeder(key) if bekannt(each, dataset, day) and (text := each.text("text"))]
    if not found:
        return Angabe("", gruppe.at(key))
    if any(text.endswith(".") for text in found):
        return join(" ".join(["{}"] * len(found)), *(text.with_text(f"{text.rstrip('.')}.") for text in found))
    return join("; ".join(["{}"] * len(found)) + ".", *found)


def sprecheraemter(dataset: Dataset, alle: tuple[Fund, ...], day: date) -> tuple[Inhalt, ...]:
    """For each Arbeitsgruppe how many persons sources name in the office, and those among them who may be named."""
    return tuple(_amt(gruppe, dataset, day) for gruppe in alle if gruppe.wert.get("art") == "arbeitsgruppe")


def _amt(gruppe: Fund, dataset: Dataset, day: date) -> Inhalt:
    ident = gruppe.place.file.removeprefix(_ORDNER).removesuffix(".yaml")
    held = {
        path: roles
        for path in sorted(dataset.documents)
        if path.startswith(_PERSONEN) and (roles := _roles(datei(dataset, path), ident, day))
    }
    named = [
        datei(dataset, path).text("name")
        for path in held
        if freigegeben(datei(dataset, path), ZWECK, {"name", "netzwerk"}, day)
    ]
    names = [name for name in named if name]
    places = [place for roles in held.values() for place in roles] or [gruppe.place]
    return {
        "gruppe": gruppe.text("kennung") or Angabe(ident, gruppe.place),
        "belegt": Angabe(len(held) or "niemand", *places),
        "personen": join(", ".join(["{}"] * len(names)), *names) if names else Angabe("–", gruppe.place),
    }


def _roles(person: Fund, gruppe: str, day: date) -> list[Place]:
    """Where a person is said to hold the office by that day."""
    return [
        each.place
        for each in person.jeder("netzwerk")
        if each.wert.get("gruppe") == gruppe
        and each.wert.get("rolle") in ("sprecheramt", "stellvertretung")
        and (datum := each.datum()) is not None
        and datum.lo <= day
    ]
