"""The answer to the question where a Kommune stands."""

from datetime import date
from typing import NamedTuple

from dkbm.model.beleg import Beleg


class Lage(NamedTuple):
    """Where a Kommune stands on a day.

    `lage` is one of `im_modul zwischen im_prozess pausiert nicht_genannt ausgeschieden kein_beleg`; `modul` and
    `phase` are None except in `im_modul` and `pausiert`; `abgeschlossen` is the module that `zwischen` follows.
    `gewissheit` is `belegt`, `fortgeschrieben`, or None for `kein_beleg`. `seit` is the date, as entered, of the
    latest `beginn` of exactly this module and phase. `zuletzt_belegt` (text), `zuletzt_belegt_bis` (last day of it)
    and `quelle` tell of the latest attestation. `moeglich` may have happened, `danach_belegt` is attested next.
    `annahmen` are German sentences: what had to be assumed for this answer. `vereinbart` is only set by
    `uebergang.ausgangslage`: a module that is agreed on and has not begun.
    """

    lage: str
    modul: int | None = None
    phase: int | None = None
    abgeschlossen: int | None = None
    gewissheit: str | None = None
    seit: str | None = None
    zuletzt_belegt: str | None = None
    zuletzt_belegt_bis: date | None = None
    quelle: str | None = None
    moeglich: tuple[Beleg, ...] = ()
    danach_belegt: Beleg | None = None
    annahmen: tuple[str, ...] = ()
    vereinbart: int | None = None
