"""From the words of a call to what a document is about, where that is no Kommune: group, meeting, example, period."""

import re
from datetime import date
from typing import TYPE_CHECKING

from dkbm.errors import DkbmError
from dkbm.german import datum_in_worten

if TYPE_CHECKING:
    from dkbm.cli.rendering import Wahl
    from dkbm.dataset import Loaded
    from dkbm.datum import Datum
    from dkbm.documents.auftrag import Auftrag
    from dkbm.documents.verzeichnis import Vorlage
    from dkbm.documents.views.fund import Fund
    from dkbm.queries.eintraege import Eintrag

_QUARTAL = re.compile(r"([0-9]{4})-?[Qq]([1-4])")
_ZEITRAUM = "Zum Beispiel: --von 2026-07-01 --bis 2026-09-30 oder 2026-Q3"


def waehle(loaded: "Loaded", auftrag: "Auftrag", vorlage: "Vorlage", wahl: "Wahl") -> "tuple[Auftrag, tuple[str, ...]]":
    """Return the order with what the call names, and the arguments that name it again in full.

    Raises DkbmError, NameUnresolvedError (status 4), or ends with 1 where the file of the thing named has errors.
    """
    if vorlage.gegenstand == "zeitraum":
        von, bis = zeitraum(wahl.name, wahl.von, wahl.bis)
        return auftrag._replace(von=von, bis=bis), ("--von", von.isoformat(), "--bis", bis.isoformat())
    if vorlage.gegenstand == "beispiel":
        eintrag = _named(loaded, wahl, vorlage)
        return auftrag._replace(beispiel=eintrag.id), (eintrag.id,)
    if vorlage.gegenstand in ("gruppe", "treffen"):
        eintrag = _named(loaded, wahl, vorlage)
        auftrag = auftrag._replace(gruppe=eintrag.id)
        return (
            _with_treffen(auftrag, vorlage, wahl, eintrag)
            if vorlage.gegenstand == "treffen"
            else (auftrag, (eintrag.id,))
        )
    return auftrag, ()


_PASST = {
    "vereinbarung": ("name", "modul", "ident"),
    "kommune": ("name",),
    "gruppe": ("name",),
    "treffen": ("name", "treffen"),
    "beispiel": ("name",),
    "land": (),
    "zeitraum": ("name", "von", "bis"),
}
"""What a call may say of a document, by what the document is about."""
OPTIONEN = {
    "modul": "--modul",
    "ident": "--id",
    "treffen": "--treffen",
    "von": "--von",
    "bis": "--bis",
    "nachtrag": "--nachtrag",
}
"""How the command line calls the fields of a `Wahl`."""


def refuse_idle(vorlage: "Vorlage", wahl: "Wahl") -> None:
    """Raise DkbmError for what was typed and would change nothing: it was meant to."""
    if vorlage.modul is not None and wahl.modul is not None:
        if wahl.modul != vorlage.modul:
            gemeint = f"{vorlage.name} gehört zu Modul {vorlage.modul}; --modul {wahl.modul} passt nicht dazu."
            raise DkbmError(gemeint, "--modul weglassen.")
        wahl = wahl._replace(modul=None)
    given = [feld for feld, wert in wahl._asdict().items() if wert is not None and str(wert).strip()]
    passt = (*_PASST[vorlage.gegenstand], *(["nachtrag"] if vorlage.name == "nachtrag" else []))
    wrong = [feld for feld in given if feld not in passt]
    if "name" in wrong:
        gemeint = f"{vorlage.name} gilt für das ganze Land; »{wahl.name}« passt nicht dazu."
        raise DkbmError(gemeint, f"Den Namen weglassen: dkbm render {vorlage.name}")
    if wrong:
        options = " und ".join(OPTIONEN[feld] for feld in wrong)
        verb, fort = ("passt", "Die Option") if len(wrong) == 1 else ("passen", "Die Optionen")
        raise DkbmError(f"{options} {verb} nicht zu {vorlage.name}.", f"{fort} weglassen.")


def refuse_unknown_modul(loaded: "Loaded", modul: int | None) -> None:
    """Raise DkbmError for a module that the process does not have."""
    from dkbm.queries.filters import checked
    from dkbm.queries.rows import Filter

    if modul is not None and loaded.dataset.prozess.module:
        checked(Filter(modul=(modul,)), loaded.dataset)


def _named(loaded: "Loaded", wahl: "Wahl", vorlage: "Vorlage") -> "Eintrag":
    from dkbm.cli.soundness import refuse_broken
    from dkbm.queries.eintraege import beispiele, find, gruppen

    ist_beispiel = vorlage.gegenstand == "beispiel"
    was = "Beispiel" if ist_beispiel else "Gruppe"
    if not wahl.name.strip():
        frage = "Welches Beispiel?" if ist_beispiel else "Für welche Gruppe?"
        beispiel = "4" if ist_beispiel else '"AG 2"'
        raise DkbmError(f"{frage} Es fehlt der Name.", f"Zum Beispiel: dkbm render {vorlage.name} {beispiel}")
    everyone = (beispiele if ist_beispiel else gruppen)(loaded.dataset)
    eintrag = find(wahl.name, everyone, was, f"dkbm render {vorlage.name}")
    refuse_broken(loaded, {eintrag.path})
    return eintrag


def _with_treffen(
    auftrag: "Auftrag", vorlage: "Vorlage", wahl: "Wahl", eintrag: "Eintrag"
) -> "tuple[Auftrag, tuple[str, ...]]":
    from dkbm.documents.views.fund import datei
    from dkbm.report.terminal import warn

    alle = datei(auftrag.dataset, eintrag.path).jeder("treffen")
    index: int | None
    if wahl.treffen is not None:
        index = _asked_for(alle, wahl.treffen, f"dkbm render {vorlage.name} {eintrag.id}", eintrag.bezeichnung)
    else:
        index = _next(alle, auftrag.stichtag) if vorlage.name == "einladung" else _last(alle, auftrag.stichtag)
    datum = alle[index].datum() if index is not None else None
    if vorlage.name == "einladung" and datum is not None and datum.hi < auftrag.stichtag:
        warn(f"Dieses Treffen ist vorbei ({datum_in_worten(datum.text)}). Was damals galt, zeigt --stichtag.")
    return auftrag._replace(treffen=index), (eintrag.id, *(("--treffen", datum.text) if datum else ()))


def _asked_for(alle: "tuple[Fund, ...]", text: str, befehl: str, bezeichnung: str) -> int:
    """The meeting on a day, or the only one in a month or year."""
    gesucht = _datum(text, "Zum Beispiel: --treffen 2018-02-21")
    dates = [(index, datum) for index, each in enumerate(alle) if (datum := each.datum())]
    same = [index for index, datum in dates if datum.text == gesucht.text]
    within = [index for index, datum in dates if gesucht.lo <= datum.lo and datum.hi <= gesucht.hi]
    found = same or within
    if len(found) == 1:
        return found[0]
    lines = [f"  {datum.text:22} {alle[index].text('name')}" for index, datum in dates if not found or index in found]
    if found:
        raise DkbmError(f"{len(found)} Treffen passen zu {text}:", "\n".join([*lines, f"  {befehl} --treffen …"]))
    kein = f"{bezeichnung}: Ein Treffen {datum_in_worten(gesucht.text)} ist nicht erfasst."
    raise DkbmError(kein, "\n".join(["Erfasst sind:", *lines]) if lines else "Erfasst ist bisher keines.")


def _next(alle: "tuple[Fund, ...]", stichtag: date) -> int | None:
    """The first meeting that is still to come; None where the data have none."""
    coming = [(datum.lo, index) for index, each in enumerate(alle) if (datum := each.datum()) and datum.lo > stichtag]
    return min(coming)[1] if coming else None


def _last(alle: "tuple[Fund, ...]", stichtag: date) -> int | None:
    held = [(datum.hi, index) for index, each in enumerate(alle) if (datum := each.datum()) and datum.lo <= stichtag]
    return max(held)[1] if held else None


def zeitraum(name: str, von: str | None, bis: str | None) -> tuple[date, date]:
    """Return the first and the last day of a period: a quarter, month or year by its name, or from one day to another.

    Raises DkbmError for anything else, for half a period, and for one that ends before it begins.
    """
    if name.strip() and (von or bis):
        raise DkbmError("Der Zeitraum ist zweimal genannt.", _ZEITRAUM)
    if quartal := _QUARTAL.fullmatch(name.strip()):
        erster = int(quartal[2]) * 3 - 2
        return _datum(f"{quartal[1]}-{erster:02}", "").lo, _datum(f"{quartal[1]}-{erster + 2:02}", "").hi
    if name.strip():
        datum = _datum(name.strip(), _ZEITRAUM)
        return datum.lo, datum.hi
    if von is None or bis is None:
        raise DkbmError("Für welchen Zeitraum? Es fehlt Beginn oder Ende.", _ZEITRAUM)
    first, last = _datum(von, _ZEITRAUM).lo, _datum(bis, _ZEITRAUM).hi
    if first > last:
        raise DkbmError("Der Zeitraum endet, bevor er beginnt.", _ZEITRAUM)
    return first, last


def _datum(text: str, hint: str) -> "Datum":
    from dkbm.datum import parse_datum

    try:
        datum = parse_datum(text)
    except ValueError as error:
        raise DkbmError(f"»{text}« ist kein Datum. {error}", getattr(error, "hint", "") or hint) from error
    if date.min in datum or date.max in datum:
        raise DkbmError("Ein offener Zeitraum ist hier nicht möglich.", hint)
    return datum
