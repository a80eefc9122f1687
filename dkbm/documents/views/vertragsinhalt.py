"""What an agreement says of itself: day and place, themes, aims, time frame, consent. Reused by all that rest on it."""

from dkbm.documents.angaben import Angabe, Inhalt, join
from dkbm.documents.grammar import UnknownNounError, decline
from dkbm.documents.sprache import monate
from dkbm.documents.views.blick import Blick
from dkbm.documents.views.fund import datei
from dkbm.german import datum_in_worten
from dkbm.kinds import PROZESS


def inhalt(sicht: Blick) -> dict[str, Inhalt]:
    """Place and day, what the work ties in with, aims and themes."""
    anknuepfung = sicht.vereinbarung.anknuepfung
    return {
        **unterschrieben(sicht),
        "anknuepfung": Angabe(anknuepfung, sicht.at("anknuepfung")) if anknuepfung and anknuepfung.strip() else False,
        "ziele": ziele(sicht),
        "themen": vereinbarte_themen(sicht),
    }


def ziele(sicht: Blick) -> tuple[Angabe, ...]:
    """The aims of the Kommune, each a sentence."""
    return tuple(Angabe(ziel, sicht.at("ziele", index)) for index, ziel in enumerate(sicht.vereinbarung.ziele))


def vereinbarte_themen(sicht: Blick) -> tuple[Angabe, ...]:
    """The themes agreed on; without any, what is missing."""
    found = tuple(
        Angabe(thema.text, sicht.at("themen", index, "text"))
        for index, thema in enumerate(sicht.vereinbarung.themen)
        if thema.text.strip()
    )
    return found or (sicht.note("Themenbereich", ("themen",), "themen: [{text: …}]"),)


def unterschrieben(sicht: Blick) -> dict[str, Inhalt]:
    """Place and day; one that is not signed yet leaves room for both, since they are written when it is signed."""
    if sicht.vereinbarung.unterzeichnet is not None:
        return {"ort": ort(sicht), "tag": tag(sicht)}
    found = sicht.vereinbarung.ort
    return {"ort": Angabe(found, sicht.at("ort")) if found and found.strip() else False, "tag": False}


def ort(sicht: Blick) -> Angabe:
    """Where it was signed."""
    found = sicht.vereinbarung.ort
    if found and found.strip():
        return Angabe(found, sicht.at("ort"))
    return sicht.note("Ort der Unterschrift", ("ort",), "ort: …")


def tag(sicht: Blick) -> Angabe:
    """When it was signed, as precise as known."""
    datum = sicht.vereinbarung.unterzeichnet
    if datum is None:
        return sicht.note("Tag der Unterschrift", ("unterzeichnet",), "unterzeichnet: JJJJ-MM-TT")
    return Angabe(datum_in_worten(datum.text), sicht.at("unterzeichnet"))


def beginn(sicht: Blick) -> Angabe:
    """The planned beginning, to follow „für“: `Februar 2018`, `das Jahr 2018`, `den 05.02.2018`."""
    datum = sicht.vereinbarung.beginn_geplant
    if datum is None:
        return sicht.note("Geplanter Beginn", ("beginn_geplant",), "beginn_geplant: JJJJ-MM")
    vorsatz = {4: "das Jahr ", 10: "den "}.get(len(datum.text), "")
    text = ("die Zeit " if datum.spanne else vorsatz) + datum_in_worten(datum.text)
    return Angabe(text, sicht.at("beginn_geplant"))


def dauer(sicht: Blick) -> Angabe | None:
    """How long, and from when: `3 bis 6 Monate nach dem Sondierungsgespräch`; None where nothing is agreed."""
    found = sicht.vereinbarung.dauer
    if found is None:
        return None
    zahl = Angabe(monate(*found.monate), sicht.at("dauer", "monate"))
    return join("{} nach {}", zahl, _dauer_ab(sicht, found.ab))


def _dauer_ab(sicht: Blick, ab: str) -> Angabe:
    """The event the duration counts from, in the dative with its article: `dem Sondierungsgespräch`."""
    art = sicht.dataset.prozess.ereignisse.get(ab)
    try:
        return Angabe(decline(art.name if art else ab, "dat"), sicht.at("dauer", "ab"))
    except UnknownNounError:
        return sicht.note("Ereignis, ab dem die Dauer zählt", ("dauer", "ab"), "ab: sondierungsgespraech")


def zustimmungen(sicht: Blick) -> dict[str, Inhalt]:
    """Whether the Kommune agreed to be passed on and to be named: `erteilt`, `nicht erteilt`, or a missing field."""
    return {
        "weitergabe": _zustimmung(sicht, "weitergabe_projekttraeger", "zur Weitergabe an den Projektträger"),
        "veroeffentlichung": _zustimmung(sicht, "namentliche_veroeffentlichung", "zur namentlichen Veröffentlichung"),
    }


def _zustimmung(sicht: Blick, feld: str, wozu: str) -> Angabe:
    """Where the data do not say, that is no refusal."""
    erteilt = (sicht.vereinbarung.zustimmung or {}).get(feld)
    if erteilt is None:
        return sicht.note(f"Zustimmung {wozu}", ("zustimmung", feld), f"{feld}: true | false")
    return Angabe("erteilt" if erteilt else "nicht erteilt", sicht.at("zustimmung", feld))


def phase(sicht: Blick) -> Angabe | None:
    """The phase of the module an agreement is for, by its name; None where it names none."""
    gesucht = (str(sicht.vereinbarung.modul), str(sicht.vereinbarung.phase))
    for modul in datei(sicht.dataset, PROZESS).jeder("module"):
        for each in modul.jeder("phasen"):
            if (modul.text("nummer"), each.text("nummer")) == gesucht and (name := each.text("name")):
                return Angabe(name, sicht.at("phase"), *name.herkunft)
    return None
