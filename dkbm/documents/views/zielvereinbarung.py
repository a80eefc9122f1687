"""The view of a Zielvereinbarung: every value its wording needs, or a note of what the data lack.

The fields follow the one agreement whose full text is known (Modul 1 of 2017).
"""

from dkbm.dataset import Dataset
from dkbm.documents.grammar import UnknownNounError, decline
from dkbm.documents.views import Angabe, Ansicht
from dkbm.documents.views.blick import Blick, blick
from dkbm.documents.views.grundlage import agentur, grundlage
from dkbm.documents.views.parteien import kommune_namen, parteien
from dkbm.german import datum_in_worten
from dkbm.model.kommune import Kommune, Vereinbarung

GESCHUETZT = "\u00a0"


def ansicht(dataset: Dataset, kommune: Kommune, vereinbarung: Vereinbarung | None, modul: int) -> Ansicht:
    """What the template of a Zielvereinbarung for `modul` may see; without an agreement every field is missing."""
    sicht = blick(dataset, kommune, vereinbarung)
    if sicht.neu:
        sicht.note(f"Zielvereinbarung zu Modul {modul}", (), _new_entry(modul, bool(kommune.vereinbarungen)))
    elif sicht.vereinbarung.modul is None:
        sicht.note("Modul der Zielvereinbarung", ("modul",), f"modul: {modul}")
    daten = {
        **kommune_namen(sicht),
        **_inhalt(sicht),
        **_zeitrahmen(sicht),
        **parteien(sicht),
        **_zustimmungen(sicht),
        **agentur(sicht),
        **grundlage(sicht),
    }
    return Ansicht(daten, sicht.luecken.all())


def _new_entry(modul: int, liste: bool) -> str:
    zeilen = ["- id: zv-JJJJ", "  art: zielvereinbarung", f"  modul: {modul}", "  quelle: Q…"]
    return "\n".join(zeilen if liste else ["vereinbarungen:", *(f"  {zeile}" for zeile in zeilen)])


def _inhalt(sicht: Blick) -> dict[str, Angabe]:
    vereinbarung = sicht.vereinbarung
    themen = tuple(thema.text for thema in vereinbarung.themen if thema.text.strip())
    return {
        "ort_und_tag": f"{_ort(sicht)}, {_tag(sicht)}",
        "anknuepfung": vereinbarung.anknuepfung or "",
        "ziele": vereinbarung.ziele,
        "themen": themen or (sicht.note("Themenbereich", ("themen",), "themen: [{text: …}]"),),
    }


def _ort(sicht: Blick) -> str:
    ort = sicht.vereinbarung.ort
    return ort if ort and ort.strip() else sicht.note("Ort der Unterschrift", ("ort",), "ort: …")


def _tag(sicht: Blick) -> str:
    datum = sicht.vereinbarung.unterzeichnet
    if datum is None:
        return sicht.note("Tag der Unterschrift", ("unterzeichnet",), "unterzeichnet: JJJJ-MM-TT")
    return datum_in_worten(datum.text)


def _zeitrahmen(sicht: Blick) -> dict[str, Angabe]:
    return {"beginn": _beginn(sicht), "dauer": _dauer(sicht)}


def _beginn(sicht: Blick) -> str:
    """The planned beginning, to follow „für“: `Februar 2018`, `das Jahr 2018`, `den 05.02.2018`."""
    datum = sicht.vereinbarung.beginn_geplant
    if datum is None:
        return sicht.note("Geplanter Beginn", ("beginn_geplant",), "beginn_geplant: JJJJ-MM")
    vorsatz = {4: "das Jahr ", 10: "den "}.get(len(datum.text), "")
    return ("die Zeit " if datum.spanne else vorsatz) + datum_in_worten(datum.text)


def _dauer(sicht: Blick) -> str:
    """How long, and from when: `3 bis 6 Monate nach dem Sondierungsgespräch`; one mark where neither is known."""
    dauer = sicht.vereinbarung.dauer
    if dauer is None:
        return sicht.note("Dauer", ("dauer",), "dauer: {monate: [3, 6], ab: sondierungsgespraech}")
    von, bis = dauer.monate
    zahl = str(von) if von == bis else f"{von}{GESCHUETZT}bis{GESCHUETZT}{bis}"
    return f"{zahl}{GESCHUETZT}{'Monat' if bis == 1 else 'Monate'} nach {_dauer_ab(sicht, dauer.ab)}"


def _dauer_ab(sicht: Blick, ab: str) -> str:
    """The event the duration counts from, in the dative with its article: `dem Sondierungsgespräch`."""
    art = sicht.dataset.prozess.ereignisse.get(ab)
    try:
        return decline(art.name if art else ab, "dat")
    except UnknownNounError:
        return sicht.note("Ereignis, ab dem die Dauer zählt", ("dauer", "ab"), "ab: sondierungsgespraech")


def _zustimmungen(sicht: Blick) -> dict[str, Angabe]:
    return {
        "weitergabe": _zustimmung(sicht, "weitergabe_projekttraeger", "zur Weitergabe an den Projektträger"),
        "veroeffentlichung": _zustimmung(sicht, "namentliche_veroeffentlichung", "zur namentlichen Veröffentlichung"),
    }


def _zustimmung(sicht: Blick, feld: str, wozu: str) -> str:
    """Whether consent was given; where the data do not say, that is no refusal but a missing field."""
    erteilt = (sicht.vereinbarung.zustimmung or {}).get(feld)
    if erteilt is None:
        return sicht.note(f"Zustimmung {wozu}", ("zustimmung", feld), f"{feld}: true | false")
    return "erteilt" if erteilt else "nicht erteilt"
