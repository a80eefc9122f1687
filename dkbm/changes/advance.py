"""`advance`: which transition of a Kommune is meant, and whether its gates are open."""

from datetime import date
from typing import NamedTuple

from dkbm.dataset import Dataset
from dkbm.datum import Datum
from dkbm.errors import DkbmError
from dkbm.model.beleg import belege
from dkbm.model.kommune import Kommune
from dkbm.model.lage import lage_am
from dkbm.model.prozess import Modul, Prozess
from dkbm.model.schritt import Schritt, kein_schritt
from dkbm.model.stand import Lage
from dkbm.model.uebergang import (
    Geprueft,
    Stelle,
    Uebergang,
    ausgangslage,
    beginn,
    fruehere,
    pruefe,
    rang,
    springe,
    stelle,
    uebergang,
    weg,
)

HINWEISE = {
    "pausiert": "Zuerst festhalten, dass es weitergeht: dkbm record wiederaufnahme {name} --datum … --quelle …",
    "im_prozess": "Das Modul festhalten: dkbm record genannt {name} --modul … --quelle …",
    "nicht_genannt": "Wird neu begonnen: dkbm record zielvereinbarung {name} --modul … --datum … --quelle …",
    "ausgeschieden": "Kommt sie zurück: dkbm record wiederaufnahme {name} --datum … --quelle …",
}
"""What to do next where no transition follows."""


class GesperrtError(DkbmError):
    """The Kommune cannot be advanced from where it stands (exit status 3)."""

    status = 3


class Vorhaben(NamedTuple):
    """The transition that is meant, each step with what its gate lacks.

    `lage` is where the Kommune stands, `ziel` where the last step leads. `frueher` are gates it has behind it.
    `umweg` are the steps that would be left out; the gates of `schritte` are then those of the whole way.
    `sprung` says that, with a reason, it is not the transition that follows: steps are left out or taken back.
    """

    kommune: Kommune
    lage: Lage
    schritte: tuple[Geprueft, ...]
    frueher: tuple[Geprueft, ...]
    umweg: tuple[Schritt, ...] = ()
    sprung: bool = False

    @property
    def offen(self) -> bool:
        """Whether it is the transition that follows, and its gates are met."""
        return not (self.umweg or self.sprung or any(each.fehlt for each in self.schritte))

    @property
    def ziel(self) -> Schritt:
        """The last step of the transition."""
        return self.schritte[-1].schritt


class Wunsch(NamedTuple):
    """What was asked for: `name` is what to type for the Kommune, `nach` a target other than the next step.

    Evidence from after `datum` does not count. With `ausnahme` steps may be left out or taken back.
    """

    name: str
    nach: Stelle | None = None
    datum: Datum | None = None
    ausnahme: bool = False


def vorhaben(dataset: Dataset, kommune: Kommune, stichtag: date, wunsch: Wunsch) -> Vorhaben:
    """Return the transition that follows for `kommune`, or the one that is wished for, and look at its gates.

    Raises GesperrtError where no transition follows, DkbmError for a target that cannot be.
    """
    prozess = dataset.prozess
    attested = lage_am(kommune, stichtag, prozess, dataset.quellen)
    lage = ausgangslage(kommune, attested, stichtag, prozess, dataset.quellen)
    found, umweg = _meant(lage, wunsch, prozess)
    known = belege(kommune, prozess, dataset.quellen)
    in_time = [each for each in known if wunsch.datum is None or each.geplant or each.wann.lo <= wunsch.datum.hi]
    schritte = pruefe(found.schritte, lage, in_time, stichtag, prozess)
    sprung = not umweg and found != uebergang(lage, prozess)
    return Vorhaben(kommune, lage, schritte, fruehere(lage, known, stichtag, prozess), umweg, sprung)


def _meant(lage: Lage, wunsch: Wunsch, prozess: Prozess) -> tuple[Uebergang, tuple[Schritt, ...]]:
    following = uebergang(lage, prozess)
    ziel = _target(wunsch.nach, prozess) if wunsch.nach is not None else None
    if following is None:
        if ziel is None or not wunsch.ausnahme or lage.lage not in ("im_modul", "im_prozess", "zwischen"):
            raise _blocked(lage, wunsch.name)
        return _jump(lage, ziel, prozess), ()
    if ziel is None or ziel == stelle(following.schritte[-1]):
        return following, ()
    return _other_target(lage, ziel, following, wunsch, prozess)


def _other_target(
    lage: Lage, ziel: Stelle, following: Uebergang, wunsch: Wunsch, prozess: Prozess
) -> tuple[Uebergang, tuple[Schritt, ...]]:
    """A target that is not the next one: with a reason straight to it, else the whole way there is looked at."""
    here = (lage.modul or lage.abgeschlossen or 0, lage.phase)
    if ziel == (lage.modul, lage.phase):
        where = place_name(ziel, prozess)
        raise DkbmError(f"Die Kommune steht schon dort: {where}.", "Ohne --nach geht es zum nächsten Schritt.")
    if wunsch.ausnahme:
        return _jump(lage, ziel, prozess), ()
    if rang(ziel) <= rang(here):
        raise DkbmError(
            f"{place_name(ziel, prozess)} liegt schon hinter der Kommune.",
            f'Soll sie dorthin zurück, begründet das: dkbm advance {wunsch.name} --nach … --ausnahme "Grund"',
        )
    steps = weg(lage, ziel, prozess)
    if not steps:
        raise DkbmError(
            f"{place_name(ziel, prozess)} liegt nicht auf dem Weg; als Nächstes folgt: {following.schritte[-1].text}.",
            f'Soll es trotzdem dorthin gehen, begründet das: dkbm advance {wunsch.name} --nach … --ausnahme "Grund"',
        )
    return Uebergang(lage, steps), steps[len(following.schritte) - 1 : -1]


def _jump(lage: Lage, ziel: Stelle, prozess: Prozess) -> Uebergang:
    found = springe(lage, ziel, prozess)
    assert found is not None  # noqa: S101 -- _target has made sure of it
    return found


def _target(nach: Stelle, prozess: Prozess) -> Stelle:
    schritt = beginn(nach, prozess)
    if schritt is None:
        known = [place_label(each.nummer, phase) for each in prozess.module for phase in _phases(each)]
        raise DkbmError(f"{place_label(*nach)} gibt es im Prozess nicht.", f"Möglich sind: {', '.join(known)}.")
    return stelle(schritt)


def _phases(modul: Modul) -> tuple[int | None, ...]:
    return tuple(phase.nummer for phase in modul.phasen) or (None,)


def _blocked(lage: Lage, name: str) -> GesperrtError:
    if lage.lage == "pausiert":
        message = "Die Zusammenarbeit ist pausiert."
    else:
        message = f"Ein nächster Schritt lässt sich nicht festhalten: {kein_schritt(lage).partition(';')[2].strip()}"
    return GesperrtError(message, HINWEISE.get(lage.lage, "").format(name=name))


def place_label(modul: int, phase: int | None) -> str:
    """Return a place as it is typed: `3`, `4.2`."""
    return f"{modul}" if phase is None else f"{modul}.{phase}"


def place_name(ziel: Stelle, prozess: Prozess) -> str:
    """Return a place in words: `Modul 4 Weiterentwicklung, 2. Umsetzungsphase`."""
    modul = next((each for each in prozess.module if each.nummer == ziel[0]), None)
    if modul is None:
        return "vor dem ersten Modul"
    phase = next((each.name for each in modul.phasen if each.nummer == ziel[1]), "")
    return ", ".join(filter(None, (f"Modul {modul.nummer} {modul.name}", phase)))
