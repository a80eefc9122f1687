"""Count a choice of examples: per Eckpunkt who was named how often, how the groups rank it, and who is left over."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from dkbm.diagnostic import Place
from dkbm.model.auswahl import Auswahl, Leitfragen, Nennung, Wertung
from dkbm.model.auswahlregeln import Einwand, zaehlbares


class Platz(NamedTuple):
    """A Kommune (id) that was named: by which groups, with how many points from each, and its rank (1 is best).

    `rang` is None as long as no group has ranked; equal points share a rank, and the next one is skipped.
    """

    kommune: str
    genannt_von: tuple[str, ...]
    punkte: dict[str, int]
    rang: int | None = None

    @property
    def summe(self) -> int:
        """All points together."""
        return sum(self.punkte.values())


class Stimmstand(NamedTuple):
    """An Eckpunkt counted: `plaetze` by rank; `ausstehend` are groups that have not ranked it.

    `verworfen` are those that have, and nothing of it counts. `gewaehlt` is who is alone at the first place after all
    groups have ranked, None as long as that is open.
    """

    eckpunkt: int
    leitfragen: tuple[str, ...]
    plaetze: tuple[Platz, ...]
    ausstehend: tuple[str, ...]
    verworfen: tuple[str, ...] = ()

    @property
    def erste(self) -> tuple[str, ...]:
        """Who stands at the first place: several where it is a tie, nobody before anyone ranked or has points."""
        return tuple(each.kommune for each in self.plaetze if each.rang == 1 and each.summe > 0)

    @property
    def gewaehlt(self) -> str | None:
        """Who is chosen, if that is settled."""
        is_complete = not self.ausstehend and not self.verworfen
        return self.erste[0] if len(self.erste) == 1 and is_complete else None


class Auszaehlung(NamedTuple):
    """The whole count, Eckpunkt by Eckpunkt, and what was not counted."""

    auswahl: Auswahl
    staende: tuple[Stimmstand, ...]
    einwaende: tuple[Einwand, ...]

    @property
    def offen(self) -> tuple[int, ...]:
        """The Eckpunkte for which something was named and nobody is chosen yet."""
        return tuple(each.eckpunkt for each in self.staende if each.plaetze and each.gewaehlt is None)

    @property
    def uebrig(self) -> tuple[str, ...]:
        """Who was named and is chosen nowhere, by id; whoever can still be chosen is not among them."""
        chosen = {each.gewaehlt for each in self.staende}
        pending = {platz.kommune for each in self.staende if each.eckpunkt in self.offen for platz in each.plaetze}
        named = {platz.kommune for each in self.staende for platz in each.plaetze}
        return tuple(sorted(named - chosen - pending))


def zaehle(
    auswahl: Auswahl, gruppen: Collection[str] | None = None, kommunen: Collection[str] | None = None
) -> Auszaehlung:
    """Count a choice. What breaks its rules is not counted, and said to be so: of a Wertung only the wrong votes.

    So is who is not among the `gruppen` and `kommunen` that there are (None: nobody looks).
    With a Rangfolge the first of n that were named gets n points, each next one less, whoever is missing none.
    The order of the entries does not matter.
    """
    fremd = list(_unbekannt(auswahl, gruppen, kommunen))
    places = {each.place for each in fremd}
    gezaehlt = zaehlbares(
        auswahl._replace(nennungen=tuple(each for each in auswahl.nennungen if each.place not in places))
    )
    staende = []
    for each in gezaehlt.eckpunkte:
        genannt = [nennung for nennung in gezaehlt.nennungen if nennung.eckpunkt == each.eckpunkt]
        gewertet = [wertung for wertung in gezaehlt.wertungen if wertung.eckpunkt == each.eckpunkt]
        verworfen = {wertung.gruppe for wertung in gezaehlt.verworfen if wertung.eckpunkt == each.eckpunkt}
        staende.append(_stand(each, genannt, gewertet, verworfen, auswahl.gruppen))
    return Auszaehlung(auswahl, tuple(staende), (*fremd, *gezaehlt.einwaende))


def _unbekannt(
    auswahl: Auswahl, gruppen: Collection[str] | None, kommunen: Collection[str] | None
) -> Iterator[Einwand]:
    """Who takes part or is named and is not in the dataset."""
    for index, gruppe in enumerate(auswahl.gruppen):
        if gruppen is not None and gruppe not in gruppen:
            place = Place(auswahl.place.file, ("gruppen", index))
            yield Einwand(f"Eine Gruppe »{gruppe}« gibt es nicht; ihre Stimme fehlt.", place)
    for each in auswahl.nennungen:
        if kommunen is not None and each.kommune not in kommunen:
            yield Einwand(f"Eine Kommune »{each.kommune}« gibt es nicht.", each.place)


def _stand(
    frage: Leitfragen,
    nennungen: Sequence[Nennung],
    wertungen: list[Wertung],
    verworfen: Collection[str],
    gruppen: Sequence[str],
) -> Stimmstand:
    kommunen = sorted({each.kommune for each in nennungen})
    punkte = {each.gruppe: _punkte(each, len(kommunen)) for each in wertungen}
    plaetze = [
        Platz(
            kommune,
            tuple(each for each in gruppen if each in {one.gruppe for one in nennungen if one.kommune == kommune}),
            {gruppe: punkte[gruppe].get(kommune, 0) for gruppe in gruppen if gruppe in punkte},
        )
        for kommune in kommunen
    ]
    if wertungen:
        plaetze = [each._replace(rang=1 + sum(other.summe > each.summe for other in plaetze)) for each in plaetze]
    plaetze.sort(key=lambda each: (each.rang or 0, -len(each.genannt_von), each.kommune))
    offen = [each for each in gruppen if each not in punkte] if plaetze else []
    return Stimmstand(
        frage.eckpunkt,
        frage.leitfragen,
        tuple(plaetze),
        tuple(each for each in offen if each not in verworfen),
        tuple(each for each in offen if each in verworfen),
    )


def _punkte(wertung: Wertung, genannt: int) -> dict[str, int]:
    if wertung.rangfolge:
        return {kommune: genannt - index for index, kommune in enumerate(wertung.rangfolge)}
    return {each.kommune: each.punkte for each in wertung.punkte}
