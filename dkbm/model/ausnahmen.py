"""Exceptions that hold for a time: what the evidence of a step taken without it still lacks."""

from collections.abc import Mapping
from datetime import date, timedelta

from dkbm.model.beleg import belege
from dkbm.model.kommune import Ereignis, Kommune
from dkbm.model.lage import lage_am
from dkbm.model.prozess import Prozess
from dkbm.model.quelle import Quelle
from dkbm.model.schritt import Schritt
from dkbm.model.uebergang import pruefe


def fehlt_noch(
    kommune: Kommune, event: Ereignis, stichtag: date, prozess: Prozess, quellen: Mapping[str, Quelle]
) -> list[str] | None:
    """Return what the gate of the step lacks on `stichtag`, seen from where the Kommune stood before it.

    None where nothing does. The exception of a step without a gate of its own does not heal by itself: an empty list.
    """
    gates: set[tuple[str, int | None, int | None]] = {tor[:3] for tor in prozess.tore}
    if event.datum is None or (event.ereignis, event.modul, event.phase) not in gates:
        return []
    before = event.datum.lo - timedelta(days=1) if event.datum.lo > date.min else date.min
    lage = lage_am(kommune, before, prozess, quellen)
    schritt = Schritt(event.ereignis, event.modul, event.phase, "")
    (geprueft,) = pruefe((schritt,), lage, belege(kommune, prozess, quellen), stichtag, prozess)
    names = [missing.name for missing in geprueft.fehlt]
    return names or None
