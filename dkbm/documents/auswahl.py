"""Which agreement a document is made from: never a guess among several."""

from dkbm.errors import DkbmError
from dkbm.german import aufzaehlung, datum_in_worten
from dkbm.model.kommune import Kommune, Vereinbarung


def vereinbarung(kommune: Kommune, modul: int, ident: str | None, befehl: str) -> Vereinbarung | None:
    """The Zielvereinbarung named by `ident`, or the only one for `modul`; None where there is none for it yet.

    Raises DkbmError for an unknown id, for an agreement that is none for this module, and when several fit (with
    the `befehl` to repeat).
    """
    if ident is not None:
        return _named(kommune, modul, ident)
    passend = [eine for eine in kommune.vereinbarungen if eine.art == "zielvereinbarung" and eine.modul == modul]
    if len(passend) > 1:
        zeilen = "\n".join(f"  {befehl} --id {eine.id:12} {_signed(eine)}" for eine in passend)
        raise DkbmError(f"{kommune.offizieller_name} hat mehrere Zielvereinbarungen zu Modul {modul}:", zeilen)
    return passend[0] if passend else None


def without_modul(kommune: Kommune) -> tuple[Vereinbarung, ...]:
    """The Zielvereinbarungen whose module no source names; each may be meant, but only `--id` can say so."""
    return tuple(eine for eine in kommune.vereinbarungen if eine.art == "zielvereinbarung" and eine.modul is None)


def _named(kommune: Kommune, modul: int, ident: str) -> Vereinbarung:
    eine = next((eine for eine in kommune.vereinbarungen if eine.id == ident), None)
    if eine is None:
        vorhanden = aufzaehlung(eine.id for eine in kommune.vereinbarungen) or "keine"
        raise DkbmError(f"{kommune.offizieller_name} hat keine Vereinbarung »{ident}«.", f"Vorhanden: {vorhanden}.")
    if eine.art != "zielvereinbarung":
        raise DkbmError(f"»{ident}« ist eine Vereinbarung, keine Zielvereinbarung.", _ORT.format(eine.place.file))
    if eine.modul not in (None, modul):
        raise DkbmError(
            f"»{ident}« gehört zu Modul {eine.modul}; bisher gibt es nur den Wortlaut zu Modul {modul}.",
            _ORT.format(eine.place.file),
        )
    return eine


_ORT = "Sie steht in {}."


def _signed(eine: Vereinbarung) -> str:
    if eine.unterzeichnet is None:
        return "Tag der Unterschrift nicht belegt"
    return f"unterzeichnet {datum_in_worten(eine.unterzeichnet.text)}"
