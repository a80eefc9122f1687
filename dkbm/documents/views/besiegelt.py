"""Whether an agreement still is what both sides signed: in which Fassung it stands there, or the Nachtrag it lacks."""

from collections.abc import Mapping
from typing import Any

from dkbm.diagnostic import Place
from dkbm.documents.angaben import Angabe, join
from dkbm.documents.views.blick import Blick
from dkbm.documents.views.fortschreibung import vom
from dkbm.errors import DkbmError
from dkbm.german import aufzaehlung
from dkbm.model import siegel
from dkbm.model.kommune import Nachtrag, Vereinbarung
from dkbm.model.projektion.kommune import project_vereinbarung
from dkbm.model.projektion.satz import Formfehler, Satz


def as_entered(sicht: Blick) -> Mapping[str, Any]:
    """The agreement as it stands in the file."""
    value = sicht.dataset.documents[sicht.vereinbarung.place.file].value
    for step in sicht.vereinbarung.place.route:
        value = value[step]
    entry: Mapping[str, Any] = value
    return entry


def sealed_entry(sicht: Blick, nummer: int) -> Mapping[str, Any]:
    """The agreement as it was sealed by the Nachtrag with this number (0: by itself), as it stood in the file.

    Raises DkbmError where it is not to be found.
    """
    eine = sicht.vereinbarung
    sealed = _holder(eine, nummer).siegel
    found = sicht.dataset.besiegelt(eine.place.file, sealed.sha256 if sealed else "")
    if found is None:
        raise _unknown(eine)
    return found


def _holder(eine: Vereinbarung, nummer: int) -> Vereinbarung | Nachtrag:
    """What carries the seal."""
    return eine.nachtraege[nummer - 1] if nummer else eine


def _unknown(eine: Vereinbarung) -> DkbmError:
    return DkbmError(
        f"Was »{eine.id}« bei der Unterschrift sagte, ist hier nicht zu finden.",
        "Es steht in der Geschichte des Datensatzes in git; ein vollständiger Klon enthält sie.",
    )


def as_sealed(sicht: Blick, nummer: int) -> Blick:
    """The same agreement as it was sealed by a Nachtrag; raises like `sealed_entry`. Its papers are those of today."""
    eine, entry = sicht.vereinbarung, sealed_entry(sicht, nummer)
    holder = _holder(eine, nummer).place
    try:
        signed = project_vereinbarung(Satz(dict(entry), eine.place.file, eine.place.route))
    except Formfehler:
        raise _unknown(eine) from None
    then = signed._replace(siegel=eine.siegel, datei=eine.datei, nachtraege=eine.nachtraege[:nummer])
    return sicht._replace(vereinbarung=then, seal=Place(holder.file, (*holder.route, "siegel", "sha256")))


def am_stichtag(sicht: Blick) -> Blick:
    """The agreement as it stood on the Stichtag: without the Nachträge that came later. Raises like `sealed_entry`."""
    nachtraege = sicht.vereinbarung.nachtraege
    known = sum(each.unterzeichnet.lo <= sicht.auftrag.stichtag for each in nachtraege)
    return sicht if known == len(nachtraege) else as_sealed(sicht, known)


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
    if sicht.seal is None and not siegel.is_intact(as_entered(sicht)):
        tage.append(_needed(sicht))
    if not tage:
        return None
    wort = "des Nachtrags" if len(tage) == 1 else "der Nachträge"
    return join(f"{wort} {aufzaehlung('{}' for _ in tage)}", *tage)


def _needed(sicht: Blick) -> Angabe:
    """Note that a Nachtrag is missing, and what it has to say."""
    entry, eine = as_entered(sicht), sicht.vereinbarung
    damals = sicht.dataset.besiegelt(eine.place.file, siegel.sealed_as(entry) or "")
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
