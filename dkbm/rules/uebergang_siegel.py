"""A seal that an agreement had stays what it was: it goes on with a Nachtrag, never without (M 33, M 44)."""

from collections.abc import Iterator
from datetime import date

from dkbm.diagnostic import Code, Diagnostic, Place, Severity
from dkbm.model import siegel
from dkbm.rules.registry import finding
from dkbm.rules.vorher import Fassung
from dkbm.rules.wechsel import Wechsel, eintraege, pairs, wechselregel

SIEGEL = Code("D504", "siegel-ausgetauscht", Severity.FEHLER, "wechsel")


@wechselregel(SIEGEL)
def check_seals(wechsel: Wechsel, stichtag: date) -> Iterator[Diagnostic]:
    """Compare the seals of each agreement that is there before and after; a new one instead needs a new reason."""
    for old, new in pairs(wechsel):
        if new is None:
            continue
        before = {str(entry.get("id")): entry for _, entry in eintraege(old, "vereinbarungen")}
        for index, entry in eintraege(new, "vereinbarungen"):
            sealed = before.get(str(entry.get("id")))
            if sealed is None or not siegel.changed(sealed, entry):
                continue
            if siegel.sealed_as(entry) is None or not Fassung(sealed, entry).is_explained(stichtag):
                message = (
                    f"Das Siegel der Vereinbarung {entry.get('id')} aus dem Stand {wechsel.von} ist im Stand "
                    f"{wechsel.bis} entfernt oder ausgetauscht."
                )
                help_text = (
                    "Das Siegel wiederherstellen; was sich geändert hat, vereinbart ein Nachtrag. Stand es im Papier "
                    "schon so: dkbm record siegel KOMMUNE --id … --grund …"
                )
                yield finding(SIEGEL, Place(new.path, ("vereinbarungen", index)), message, help_text)
