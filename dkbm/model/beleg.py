"""What is attested of a Kommune: every event and agreement, with the days it covers and what it means."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dkbm.datum import Datum
from dkbm.diagnostic import Place
from dkbm.model.kommune import Ereignis, Kommune, Vereinbarung
from dkbm.model.prozess import Ereignisart, Prozess
from dkbm.model.quelle import Quelle
from dkbm.model.zeit import Datierung, comes_after, datierungen

VEREINBARUNGEN = {"zielvereinbarung": "Zielvereinbarung", "vereinbarung": "Vereinbarung"}
"""Kinds of agreement; signing one attests its module, or without a module the process."""

_SPEAKS_OF_STAND = ("belegt", "nicht_genannt")


class Beleg(NamedTuple):
    """One event or agreement as one source dates it (an undated event of two sources gives two).

    `ereignis` is its kind (`genannt`, `beginn`, `zielvereinbarung` …), `name` the German name of the kind.
    `bedeutet` is what the kind says about the state, empty where it says nothing (evidence, or merely planned).
    `datum` is the date as entered, None without one; `wann` are the days covered. A phase without a module is None.
    """

    ereignis: str
    name: str
    bedeutet: str
    modul: int | None
    phase: int | None
    datum: Datum | None
    quellen: tuple[str, ...]
    place: Place
    datierung: Datierung
    geplant: bool = False

    @property
    def wann(self) -> Datum:
        """The days it covers, open ends closed as far as the source allows."""
        return self.datierung.wann

    @property
    def quelle(self) -> str:
        """The source that dates it, the first one where it has a date of its own."""
        return self.datierung.quelle

    @property
    def attests_presence(self) -> bool:
        """Whether it says that the Kommune took part at that time; a pause does so, too."""
        return self.bedeutet not in ("", "ausstieg", "nicht_genannt")

    @property
    def leaves_out(self) -> bool:
        """Whether a list of the whole process does without the Kommune."""
        return self.bedeutet == "nicht_genannt" and self.modul is None

    @property
    def ends_modul(self) -> bool:
        """Whether it ends a module as a whole, not one phase of it."""
        return self.bedeutet == "abschluss" and self.modul is not None and self.phase is None


def belege(kommune: Kommune, prozess: Prozess, quellen: Mapping[str, Quelle]) -> tuple[Beleg, ...]:
    """Return every event and agreement in the order of time, evidence and plans among them.

    An event of a kind that `prozess` does not declare says nothing about the state and is named by its kind.
    """
    found = [
        *(beleg for event in kommune.verlauf for beleg in _of_event(event, prozess, quellen)),
        *(beleg for agreement in kommune.vereinbarungen for beleg in _of_agreement(agreement, quellen)),
    ]
    return tuple(sorted(found, key=order))


def moving(all_belege: tuple[Beleg, ...]) -> tuple[Beleg, ...]:
    """Return those that say something about the state."""
    return tuple(beleg for beleg in all_belege if beleg.bedeutet)


def order(beleg: Beleg) -> tuple[object, ...]:
    """The order of time, with every tie broken: the order of entry in the file must not show."""
    key = (beleg.wann.lo, beleg.wann.hi, beleg.modul or 0, beleg.phase or 0, beleg.ereignis, beleg.quelle)
    return (*key, beleg.place.file, str(beleg.place.route))


def lies_before(older: Beleg, younger: Beleg, quellen: Mapping[str, Quelle]) -> bool:
    """Say whether one certainly happened before the other: by its days, or by the order of their sources.

    The sources decide where both lend the date and their times touch; the younger must then speak of the very time
    of its source, and must not begin earlier (the days win over a `nach` that contradicts them).
    """
    if older.wann.hi < younger.wann.lo:
        return True
    if not (older.datierung.aus_quelle and younger.datierung.aus_quelle) or younger.datierung.nur_bis:
        return False
    return older.wann.lo <= younger.wann.lo and comes_after(younger.quelle, older.quelle, quellen)


def _of_event(event: Ereignis, prozess: Prozess, quellen: Mapping[str, Quelle]) -> Iterator[Beleg]:
    art = prozess.ereignisse.get(event.ereignis) or Ereignisart(event.ereignis, event.ereignis, "keine")
    bedeutet = art.bedeutet if art.moves and not event.geplant else ""
    takes_stand = art.moves and art.bedeutet in _SPEAKS_OF_STAND
    phase = event.phase if event.modul is not None else None
    for found in datierungen(event.datum, event.quellen, takes_stand, quellen):
        yield Beleg(
            event.ereignis, art.name, bedeutet, event.modul, phase, event.datum, event.quellen, event.place, found,
            event.geplant,
        )  # fmt: skip


def _of_agreement(agreement: Vereinbarung, quellen: Mapping[str, Quelle]) -> Iterator[Beleg]:
    name = VEREINBARUNGEN.get(agreement.art, agreement.art)
    phase = agreement.phase if agreement.modul is not None else None
    signed, sources, place = agreement.unterzeichnet, agreement.quellen, agreement.place
    bedeutet = "" if agreement.geplant else "belegt"
    for found in datierungen(signed, sources, False, quellen):
        yield Beleg(
            agreement.art, name, bedeutet, agreement.modul, phase, signed, sources, place, found, agreement.geplant
        )
