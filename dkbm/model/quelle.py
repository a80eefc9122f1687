"""Sources: what each is, the time it speaks of, and which lists it gives completely."""

from typing import NamedTuple

from dkbm.datum import Datum
from dkbm.diagnostic import Place

STAND_ARTEN = ("exakt", "geschaetzt", "unbekannt")
"""How the time a source speaks of is known."""


class Quelle(NamedTuple):
    """One entry of `data/quellen.yaml`. `stand` is None where the time is unknown.

    `vollstaendig` names the lists the source gives whole (`prozess`, `vereinbarungen`, `modul-2`);
    `nach` is the id of an older source that this one follows, also where their estimated times touch.
    """

    id: str
    titel: str
    herausgeber: str
    place: Place
    url: str | None = None
    stand: Datum | None = None
    stand_art: str = "unbekannt"
    grund: str | None = None
    abdeckung: str | None = None
    vollstaendig: tuple[str, ...] = ()
    nach: str | None = None
    abgerufen: Datum | None = None
