"""What is to be destroyed once the framework has ended: what Kommunen entrusted to the agency for its time."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from dkbm.datum import Datum
from dkbm.german import aufzaehlung, datum_in_worten
from dkbm.model.beleg import VEREINBARUNGEN, Beleg, belege
from dkbm.model.kommune import Kommune, Unterlage, Vereinbarung
from dkbm.model.prozess import Prozess
from dkbm.model.quelle import Quelle
from dkbm.model.zeit import has_happened

VERNICHTUNG = "vernichtung"


class Internes(NamedTuple):
    """Internal data of a Kommune of which nobody says that they are gone.

    `vereinbarungen` are what it entrusted them under, in words; empty where that is settled. `begleitet` are the
    sources that attest it in the process where no agreement is entered: what the agency holds, nobody says.
    `unterlagen` are entries of the register that are neither destroyed nor kept for a reason. `quellen` attest all.
    """

    vereinbarungen: tuple[str, ...]
    unterlagen: tuple[Unterlage, ...]
    quellen: tuple[str, ...]
    begleitet: tuple[str, ...] = ()

    @property
    def worte(self) -> tuple[str, ...]:
        """All but the register in words."""
        unknown = f"begleitet laut {aufzaehlung(self.begleitet)}; was vorliegt, ist nicht belegt"
        return (*self.vereinbarungen, *([unknown] if self.begleitet else []))


class _Zusage(NamedTuple):
    """An agreement in words, and when it was made, None where nobody says it."""

    text: str
    quellen: tuple[str, ...]
    datum: Datum | None


def rahmenende(prozess: Prozess) -> Datum | None:
    """Return when the framework ends, None where none does, or where the process knows no destruction."""
    return prozess.rahmen_bis if VERNICHTUNG in prozess.ereignisse else None


def zu_vernichten(kommune: Kommune, prozess: Prozess, stichtag: date, quellen: Mapping[str, Quelle]) -> Internes | None:
    """Return what of `kommune` is to be destroyed when the framework ends, as known on `stichtag`; None for nothing.

    Agreements count that were held while it held, also one a source merely mentions; one without a day does, too.
    Where none is entered, it counts that the Kommune was attested in the process while it held. What was entrusted up
    to the day of an event that attests the destruction is settled by that. An entry of the register settles itself
    alone, and stays open whatever the event says.
    """
    end = rahmenende(prozess)
    if end is None:
        return None
    latest, known = min(stichtag, end.hi), belege(kommune, prozess, quellen)
    gone = _destroyed_until(known, stichtag)
    open_ones = tuple(
        each for each in kommune.unterlagen if not _is_later(each.erhalten, latest) and not _is_settled(each, stichtag)
    )
    promised = _held(kommune, latest)
    held = [each for each in promised if gone is None or _is_later(each.datum, gone)]
    present = () if held else _present(known, latest, gone)
    if not held and not open_ones and not present:
        return None
    attested = [*(each.quellen for each in held), *(each.quellen for each in open_ones), present]
    sources = [quelle for some in attested for quelle in some]
    return Internes(tuple(each.text for each in held), open_ones, tuple(dict.fromkeys(sources)), present)


def _destroyed_until(known: Iterable[Beleg], stichtag: date) -> date | None:
    """The day up to which the destruction is attested; one that nobody dates settles all, None where there is none."""
    done = [each for each in known if each.ereignis == VERNICHTUNG and not each.geplant]
    days = [each.wann.hi for each in done if each.wann.hi == date.max or has_happened(each.wann, stichtag)]
    return max(days, default=None)


def _present(known: Sequence[Beleg], latest: date, gone: date | None) -> tuple[str, ...]:
    """The sources that attest the Kommune in the process: the latest such evidence that is not settled."""
    spoken = [
        each
        for each in known
        if each.attests_presence and not _is_later(each.wann, latest) and (gone is None or _is_later(each.wann, gone))
    ]
    return tuple(dict.fromkeys((spoken[-1].quelle,))) if spoken else ()


def _held(kommune: Kommune, latest: date) -> tuple[_Zusage, ...]:
    """The agreements in words; those that are only mentioned once, where nothing else is known of their kind."""
    signed = [each for each in kommune.vereinbarungen if not each.geplant and not _is_later(each.unterzeichnet, latest)]
    kinds = {each.art for each in signed}
    merely: dict[str, _Zusage] = {}
    for each in kommune.verlauf:
        art = each.grundlage
        if art in VEREINBARUNGEN and art not in kinds and not each.geplant and not _is_later(each.datum, latest):
            before = merely.get(art, _Zusage(f"{VEREINBARUNGEN[art]}, nur genannt", (), each.datum))
            merely[art] = before._replace(quellen=(*before.quellen, *each.quellen))
    return (*(_Zusage(_in_words(each), each.quellen, each.unterzeichnet) for each in signed), *merely.values())


def _in_words(agreement: Vereinbarung) -> str:
    name = VEREINBARUNGEN.get(agreement.art, agreement.art)
    modul = f" Modul {agreement.modul}" if agreement.modul is not None else ""
    signed = f", unterzeichnet {datum_in_worten(agreement.unterzeichnet.text)}" if agreement.unterzeichnet else ""
    return f"{name}{modul}{signed}"


def _is_later(datum: Datum | None, day: date) -> bool:
    """Whether it is certainly after that day."""
    return datum is not None and datum.lo > day


def _is_settled(unterlage: Unterlage, stichtag: date) -> bool:
    gone = unterlage.vernichtet is not None and has_happened(unterlage.vernichtet, stichtag)
    return gone or bool(unterlage.aufbewahren)
