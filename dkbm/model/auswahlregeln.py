"""What of a choice of examples counts: entries that break its rules are left out, each with the reason."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from dkbm.diagnostic import Place
from dkbm.model.auswahl import Auswahl, Leitfragen, Nennung, Wertung

T = TypeVar("T", Nennung, Wertung)


class Einwand(NamedTuple):
    """Why an entry is not counted, as a German sentence, and where it stands."""

    text: str
    place: Place


class Zaehlbares(NamedTuple):
    """The Eckpunkte, Nennungen and Wertungen that count, and the objections to all others in the order of the file.

    A Wertung counts without the votes that are wrong. `verworfen` are those of which nothing counts.
    """

    eckpunkte: tuple[Leitfragen, ...]
    nennungen: tuple[Nennung, ...]
    wertungen: tuple[Wertung, ...]
    verworfen: tuple[Wertung, ...]
    einwaende: tuple[Einwand, ...]


def zaehlbares(auswahl: Auswahl) -> Zaehlbares:
    """Return what of a choice counts. The order of the entries does not matter, but that of what stands twice."""
    eckpunkte, einwaende = _eckpunkte(auswahl)
    genannt, falsch = _getrennt(auswahl, auswahl.nennungen)
    nennungen, doppelt = _einmal(genannt)
    gewertet, auch_falsch = _getrennt(auswahl, auswahl.priorisierung)
    einwaende += [*falsch, *doppelt, *auch_falsch]
    gut: list[Wertung] = []
    verworfen: list[Wertung] = []
    for each in eckpunkte:
        wertungen = [one for one in gewertet if one.eckpunkt == each.eckpunkt]
        oft = Counter(one.gruppe for one in wertungen)
        gemischt = len({bool(one.rangfolge) for one in wertungen if one.rangfolge or one.punkte}) > 1
        kommunen = {nennung.kommune for nennung in nennungen if nennung.eckpunkt == each.eckpunkt}
        for one in wertungen:
            fault = next(_fehler(one, oft[one.gruppe], gemischt), None)
            stimmen, dagegen = _stimmen(one, kommunen) if fault is None else (None, [Einwand(fault, one.place)])
            einwaende += dagegen
            (verworfen if stimmen is None else gut).append(stimmen or one)
    in_order = tuple(sorted(einwaende, key=lambda each: _ort(each.place)))
    return Zaehlbares(tuple(eckpunkte), tuple(nennungen), tuple(gut), tuple(verworfen), in_order)


def _ort(place: Place) -> tuple[tuple[bool, object], ...]:
    return tuple((isinstance(step, str), step) for step in place.route)


def _eckpunkte(auswahl: Auswahl) -> tuple[list[Leitfragen], list[Einwand]]:
    """Each Eckpunkt once, the first where it stands twice."""
    found: dict[int, Leitfragen] = {}
    falsch: list[Einwand] = []
    for index, each in enumerate(auswahl.eckpunkte):
        if found.setdefault(each.eckpunkt, each) is not each:
            place = Place(auswahl.place.file, ("eckpunkte", index))
            falsch.append(Einwand(f"Eckpunkt {each.eckpunkt} steht schon weiter oben unter eckpunkte.", place))
    return list(found.values()), falsch


def _einmal(nennungen: Sequence[Nennung]) -> tuple[list[Nennung], list[Einwand]]:
    """Each Nennung once, the first where a group names a Kommune twice."""
    found: dict[tuple[int, str, str], Nennung] = {}
    falsch: list[Einwand] = []
    for each in nennungen:
        if found.setdefault((each.eckpunkt, each.gruppe, each.kommune), each) is not each:
            text = f"Die Gruppe »{each.gruppe}« nennt »{each.kommune}« zu Eckpunkt {each.eckpunkt} schon weiter oben."
            falsch.append(Einwand(text, each.place))
    return list(found.values()), falsch


def _getrennt(auswahl: Auswahl, entries: tuple[T, ...]) -> tuple[list[T], list[Einwand]]:
    """Those whose group and Eckpunkt take part, and an objection to each other one."""
    eckpunkte = {each.eckpunkt for each in auswahl.eckpunkte}
    gut: list[T] = []
    falsch: list[Einwand] = []
    for each in entries:
        if each.gruppe not in auswahl.gruppen:
            falsch.append(Einwand(f"Die Gruppe »{each.gruppe}« nimmt an der Auswahl nicht teil.", each.place))
        elif each.eckpunkt not in eckpunkte:
            falsch.append(Einwand(f"Zu Eckpunkt {each.eckpunkt} wird nicht ausgewählt.", each.place))
        else:
            gut.append(each)
    return gut, falsch


def _fehler(wertung: Wertung, oft: int, gemischt: bool) -> Iterator[str]:
    """Why nothing of a Wertung can be counted."""
    where = f"zu Eckpunkt {wertung.eckpunkt}"
    if bool(wertung.rangfolge) == bool(wertung.punkte):
        yield f"Eine Wertung {where} hat entweder eine Rangfolge oder Punkte."
    if gemischt:
        yield f"Die Gruppen werten {where} teils mit Rangfolge, teils mit Punkten; das lässt sich nicht zusammenzählen."
    if oft > 1:
        yield f"Die Gruppe »{wertung.gruppe}« wertet {where} mehr als einmal."


def _stimmen(wertung: Wertung, genannt: set[str]) -> tuple[Wertung | None, list[Einwand]]:
    """A Wertung without the votes that do not count (None where none is left), and why they do not."""
    key = "rangfolge" if wertung.rangfolge else "punkte"
    kommunen = wertung.rangfolge or tuple(each.kommune for each in wertung.punkte)
    where = f"zu Eckpunkt {wertung.eckpunkt}"
    gut: list[int] = []
    falsch: list[Einwand] = []
    for index, kommune in enumerate(kommunen):
        place = wertung.place._replace(route=(*wertung.place.route, key, index))
        if kommune not in genannt:
            falsch.append(Einwand(f"»{kommune}« ist {where} nicht genannt und kann dort nicht gewertet werden.", place))
        elif kommune in kommunen[:index]:
            text = f"»{kommune}« steht in der Wertung der Gruppe »{wertung.gruppe}« {where} mehr als einmal."
            falsch.append(Einwand(text, place))
        else:
            gut.append(index)
    if not gut:
        return None, falsch
    rangfolge = tuple(wertung.rangfolge[index] for index in gut) if wertung.rangfolge else ()
    punkte = tuple(wertung.punkte[index] for index in gut) if wertung.punkte else ()
    return wertung._replace(rangfolge=rangfolge, punkte=punkte), falsch
