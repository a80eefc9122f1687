"""Whether an agreement still is what both sides signed: in which Fassung it stands there, or the Nachtrag it lacks."""

from collections.abc import Mapping
from typing import Any

from dkbm.diagnostic import Place
from dkbm.documents.angaben import Angabe, join
from dkbm.documents.views.blick import Blick
from dkbm.documents.views.fortschreibung import vom
from dkbm.german import aufzaehlung
from dkbm.model import siegel


def as_entered(sicht: Blick) -> Mapping[str, Any]:
    """The agreement as it stands in the file."""
    value = sicht.dataset.documents[sicht.vereinbarung.place.file].value
    for step in sicht.vereinbarung.place.route:
        value = value[step]
    entry: Mapping[str, Any] = value
    return entry


def nachgetragen(sicht: Blick) -> Angabe | None:
    """The Nachträge an agreement stands in: `des Nachtrags vom 04.05.2018`; None where it is as it was signed.

    One that was changed since lacks a Nachtrag: that is a gap, and its text is no document but a draft.
    """
    eine = sicht.vereinbarung
    if eine.siegel is None and not eine.nachtraege:
        return None
    tage = [
        Angabe(vom(each.unterzeichnet), Place(each.place.file, (*each.place.route, "unterzeichnet")))
        for each in eine.nachtraege
    ]
    if not siegel.is_intact(as_entered(sicht)):
        tage.append(_needed(sicht))
    if not tage:
        return None
    wort = "des Nachtrags" if len(tage) == 1 else "der Nachträge"
    return join(f"{wort} {aufzaehlung('{}' for _ in tage)}", *tage)


def _needed(sicht: Blick) -> Angabe:
    """Note that a Nachtrag is missing, and what it has to say."""
    entry, eine = as_entered(sicht), sicht.vereinbarung
    damals = (sicht.dataset.besiegelt or {}).get(siegel.sealed_as(entry) or "")
    was = [] if damals is None else [siegel.in_words(change) for change in siegel.changes(damals, entry)]
    wer = f"{sicht.kommune.schluessel or sicht.kommune.id} --id {eine.id}"
    text = (
        f"Nachtrag nötig: »{eine.id}« steht anders da, als sie unterzeichnet wurde. {' '.join([*was, ''])}"
        f"Das Papier dazu gibt dkbm render nachtrag {wer}, unterzeichnet trägt ihn dkbm record nachtrag ein. "
        f"Stand es so schon im unterzeichneten Papier: dkbm record siegel {wer} --grund …"
    )
    place, eintrag = sicht.at("nachtraege", len(eine.nachtraege)), "- {unterzeichnet: …, quelle: Q…, siegel: …}"
    beispiel = eintrag if eine.nachtraege else f"nachtraege:\n  {eintrag}"
    return sicht.auftrag.luecken.note("Nachtrag", place.file, place.route, beispiel, text)
