"""The picture of the time line in the overview of the network: the steps of its table, the numbers of its meetings."""

from datetime import date
from typing import NamedTuple

from dkbm.dataset import Dataset
from dkbm.diagnostic import Place
from dkbm.documents.angaben import Angabe
from dkbm.documents.views.netzwerktreffen import anzahl_text
from dkbm.documents.zeitband import zeitband
from dkbm.documents.zeitband_plaetze import Marke, Reihe, Zahl, jahre
from dkbm.german import aufzaehlung, datum_in_worten
from dkbm.model.netzwerk import Gruppe
from dkbm.queries import netzwerk_treffen
from dkbm.queries.netzwerk_namen import alle_gruppen

BAHNEN = {
    "treffen": "Treffen",
    "entstehung": "Entstehung",
    "forum": "Online-Forum",
    "veroeffentlichung": "Papiere",
}
"""The lanes from top to bottom, by the kind of step."""


class Bild(NamedTuple):
    """The picture, from which year to which it goes, and its lanes in words."""

    svg: bytes
    von: Angabe
    bis: Angabe
    bahnen: Angabe


def bild(dataset: Dataset, day: date) -> Bild | None:
    """Draw what is known of the network by a day; None where nothing is."""
    steps = netzwerk_treffen.zeitleiste(dataset.netzwerk, (), day)
    numbered = [
        Marke(number, BAHNEN[step.art], step.datum, _kurz(step), step.erschlossen)
        for number, step in enumerate(steps, 1)
    ]
    lanes = list(BAHNEN.values())
    marken = sorted(numbered, key=lambda marke: lanes.index(marke.bahn))
    groups = alle_gruppen(dataset)
    counted = netzwerk_treffen.jahre(groups, netzwerk_treffen.termine(groups, dataset.netzwerk, day), day)
    reihen = [row for group in groups if (row := _reihe(group, counted)).zahlen]
    drawn = zeitband(marken, reihen, f"{_einzeln(counted)} {_teilweise(counted)}".strip())
    if drawn is None:
        return None
    first, last = jahre(marken, reihen)
    places = (*(step.place for step in steps), *(Place(group.place.file, ("treffen_je_jahr",)) for group in groups))
    there = aufzaehlung(dict.fromkeys(marke.bahn for marke in marken))
    return Bild(drawn, Angabe(first, *places), Angabe(last, *places), Angabe(there, *places))


def _kurz(step: netzwerk_treffen.Schritt) -> str:
    """The words of a step where there is little room: a paper by its title alone."""
    return step.text.removesuffix(" erscheint").rstrip(".")


def _reihe(group: Gruppe, counted: tuple[netzwerk_treffen.Jahr, ...]) -> Reihe:
    found = {each.jahr: each.zahlen[group.id] for each in counted if group.id in each.zahlen}
    return Reihe(group.kennung, {jahr: _zahl(each) for jahr, each in found.items()})


def _zahl(zahlen: tuple[netzwerk_treffen.Jahresangabe, ...]) -> Zahl:
    """The greatest number, with the words of the table for all of them."""
    most = max(zahlen, key=lambda each: each.anzahl)
    return Zahl(most.anzahl, most.erschlossen, anzahl_text(zahlen))


def _teilweise(counted: tuple[netzwerk_treffen.Jahr, ...]) -> str:
    """Which years are counted only in part: `2021 gezählt bis September 2021.`"""
    return " ".join(
        f"{each.jahr} gezählt bis {datum_in_worten(each.bis.text)}." for each in counted if each.bis is not None
    )


def _einzeln(counted: tuple[netzwerk_treffen.Jahr, ...]) -> str:
    """What the sign before a number means that no source counts; nothing where none stands there."""
    numbers = (zahl for each in counted for some in each.zahlen.values() for zahl in some)
    return "≥ einzeln belegt." if any(zahl.mindestens for zahl in numbers) else ""
