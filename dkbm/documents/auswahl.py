"""Which agreement a document is made from, and so for which module: never a guess among several."""

from collections.abc import Callable
from typing import NamedTuple

from dkbm.errors import DkbmError
from dkbm.german import aufzaehlung, datum_in_worten
from dkbm.model.kommune import Kommune, Vereinbarung

LETZTES_MODUL = 4
StehtIn = Callable[[Vereinbarung | None], int | None]
"""Where the Kommune stands when an agreement is signed, or now for one that is still to be made; None: nowhere."""


class Gewaehlt(NamedTuple):
    """The agreement meant, None where there is none for the module yet, and the module."""

    vereinbarung: Vereinbarung | None
    modul: int


def waehle(kommune: Kommune, modul: int | None, ident: str | None, steht_in: StehtIn, befehl: str) -> Gewaehlt:
    """The Zielvereinbarung named by `ident`, or the only one (for `modul`, if one is named).

    For one whose module no source names it is the one the Kommune stood in when it was signed; without any, the one
    after that it stands in. Raises DkbmError for an unknown id, for an agreement that is none for the module, and
    when several fit (with the `befehl` to repeat).
    """
    if ident is not None:
        return _with_modul(_named(kommune, modul, ident), modul, steht_in)
    passend = [eine for eine in _all(kommune) if modul is None or eine.modul == modul]
    if len(passend) > 1:
        zu = f" zu Modul {modul}" if modul is not None else ""
        zeilen = "\n".join(_line(eine, befehl, modul is None) for eine in passend)
        raise DkbmError(f"{kommune.offizieller_name} hat mehrere Zielvereinbarungen{zu}:", zeilen)
    return _with_modul(passend[0] if passend else None, modul, steht_in)


def without_modul(kommune: Kommune) -> tuple[Vereinbarung, ...]:
    """The Zielvereinbarungen whose module no source names; each may be meant, but only `--id` can say so."""
    return tuple(eine for eine in _all(kommune) if eine.modul is None)


def refuse_unknown_nachtrag(kommune: Kommune, eine: Vereinbarung | None, nummer: int | None) -> None:
    """Raise DkbmError for the number of a Nachtrag that is not recorded, naming those that are."""
    if nummer is None or (eine is not None and 1 <= nummer <= len(eine.nachtraege)):
        return
    wer = kommune.offizieller_name
    if eine is None:
        raise DkbmError(f"{wer} hat keine Zielvereinbarung, also auch keinen Nachtrag {nummer}.")
    fehlt = f"»{eine.id}« ({wer}) hat keinen Nachtrag {nummer}."
    raise DkbmError(fehlt, recorded(eine).strip() or "Festgehalten ist bisher keiner.")


def recorded(eine: Vereinbarung) -> str:
    """Name the recorded Nachträge with their days, each on a line, as they can be asked for; "" where there is none."""
    tage = [datum_in_worten(each.unterzeichnet.text) for each in eine.nachtraege]
    lines = "".join(f"\n  --nachtrag {nummer}  vom {tag}" for nummer, tag in enumerate(tage, 1))
    return f"\nFestgehalten sind:{lines}" if lines else ""


def _all(kommune: Kommune) -> list[Vereinbarung]:
    return [eine for eine in kommune.vereinbarungen if eine.art == "zielvereinbarung"]


def _with_modul(eine: Vereinbarung | None, modul: int | None, steht_in: StehtIn) -> Gewaehlt:
    known = (eine.modul if eine else None) or modul
    if known is not None:
        return Gewaehlt(eine, known)
    stand = steht_in(eine)
    return Gewaehlt(eine, (stand or 1) if eine else min((stand or 0) + 1, LETZTES_MODUL))


def _named(kommune: Kommune, modul: int | None, ident: str) -> Vereinbarung:
    eine = next((eine for eine in kommune.vereinbarungen if eine.id == ident), None)
    if eine is None:
        vorhanden = aufzaehlung(eine.id for eine in kommune.vereinbarungen) or "keine"
        raise DkbmError(f"{kommune.offizieller_name} hat keine Vereinbarung »{ident}«.", f"Vorhanden: {vorhanden}.")
    if eine.art != "zielvereinbarung":
        raise DkbmError(f"»{ident}« ist eine Vereinbarung, keine Zielvereinbarung.", _ORT.format(eine.place.file))
    if modul is not None and eine.modul not in (None, modul):
        raise DkbmError(
            f"»{ident}« gehört zu Modul {eine.modul}, nicht zu Modul {modul}.",
            "--modul weglassen: Die Vereinbarung sagt selbst, zu welchem Modul sie gehört.",
        )
    return eine


_ORT = "Sie steht in {}."


def _line(eine: Vereinbarung, befehl: str, with_modul: bool) -> str:
    modul = f"Modul {eine.modul}" if eine.modul is not None else "Modul nicht belegt"
    return f"  {befehl} --id {eine.id:12} " + ", ".join([modul, _signed(eine)] if with_modul else [_signed(eine)])


def _signed(eine: Vereinbarung) -> str:
    if eine.unterzeichnet is None:
        return "Tag der Unterschrift nicht belegt"
    return f"unterzeichnet {datum_in_worten(eine.unterzeichnet.text)}"
