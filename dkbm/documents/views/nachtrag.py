"""The view of a Nachtrag: what an agreement said when it was signed, beside what the data say now."""

from collections.abc import Iterator
from itertools import zip_longest

from dkbm.diagnostic import Place
from dkbm.documents.angaben import Angabe, Inhalt
from dkbm.documents.auftrag import Ansicht, Auftrag, NichtsZuAendernError
from dkbm.documents.gaps import Luecken
from dkbm.documents.sprache import am
from dkbm.documents.views.besiegelt import as_entered
from dkbm.documents.views.blick import Blick, blick, note_missing
from dkbm.documents.views.fortschreibung import vom
from dkbm.documents.views.grundlage import agentur
from dkbm.documents.views.klauseln import WORTE
from dkbm.documents.views.papier import kommune_namen, modul_namen
from dkbm.documents.views.parteien import vertretungen
from dkbm.documents.views.vertragsinhalt import tag
from dkbm.errors import DkbmError
from dkbm.model import siegel
from dkbm.model.projektion.kommune import project_vereinbarung
from dkbm.model.projektion.satz import Formfehler, Satz


def ansicht(auftrag: Auftrag) -> Ansicht:
    """What a Nachtrag says.

    Raises NichtsZuAendernError, and DkbmError where it is not to be found what the agreement said when it was signed.
    """
    sicht = blick(auftrag)
    note_missing(sicht, auftrag.modul or 1)
    damals = None if sicht.vereinbarung.siegel is None else _as_signed(sicht)
    return Ansicht(
        {
            **kommune_namen(auftrag),
            **modul_namen(auftrag),
            **agentur(sicht),
            **vertretungen(sicht),
            **_signed(sicht, damals),
            "nachtraege": tuple(
                Angabe(vom(each.unterzeichnet), Place(each.place.file, (*each.place.route, "unterzeichnet")))
                for each in sicht.vereinbarung.nachtraege
            ),
            "aenderungen": _unsealed(sicht) if damals is None else tuple(_aenderungen(damals, sicht)),
        }
    )


def _as_signed(sicht: Blick) -> Blick:
    """The same agreement as it was when it was sealed; what was missing then is no gap now."""
    eintrag, eine = as_entered(sicht), sicht.vereinbarung
    if siegel.is_intact(eintrag):
        wer = f"»{eine.id}« ({sicht.kommune.offizieller_name})"
        raise NichtsZuAendernError(
            f"{wer} sagt noch, was unterzeichnet wurde; es gibt nichts zu ändern.",
            f"Was sich ändern soll, erst in {eine.place.file} eintragen.",
        )
    found = (sicht.dataset.besiegelt or {}).get(siegel.sealed_as(eintrag) or "")
    try:
        if found is not None:
            signed = project_vereinbarung(Satz(dict(found), eine.place.file, eine.place.route))
            return sicht._replace(
                vereinbarung=signed, auftrag=sicht.auftrag._replace(luecken=Luecken(sicht.dataset.documents))
            )
    except Formfehler:
        pass
    raise DkbmError(
        f"Was »{eine.id}« bei der Unterschrift sagte, ist hier nicht zu finden.",
        "Es steht in der Geschichte des Datensatzes in git; ein vollständiger Klon enthält sie.",
    )


def _seal(sicht: Blick) -> Place:
    """The seal that vouches for what was signed."""
    eine = sicht.vereinbarung
    place = eine.nachtraege[-1].place if eine.nachtraege else eine.place
    return Place(place.file, (*place.route, "siegel", "sha256"))


def _signed(sicht: Blick, damals: Blick | None) -> dict[str, Inhalt]:
    """When the agreement was signed, after its name (`vom`) and after a verb (`am`)."""
    datum = damals.vereinbarung.unterzeichnet if damals else None
    if datum is None:
        mark = tag(sicht)
        return {"vom": mark, "am": mark}
    return {"vom": Angabe(vom(datum), _seal(sicht)), "am": Angabe(am(datum.text), _seal(sicht))}


def _unsealed(sicht: Blick) -> Inhalt:
    """Without a seal nobody can tell what a Nachtrag would change."""
    place = sicht.at("siegel")
    label, beispiel = "Siegel der unterzeichneten Zielvereinbarung", "siegel: {sha256: …}"
    how = "dkbm record siegel trägt es ein"
    mark = sicht.auftrag.luecken.note(label, place.file, place.route, beispiel, how)
    return ({"stelle": mark, "bisher": mark, "kuenftig": mark},)


def _aenderungen(damals: Blick, sicht: Blick) -> Iterator[Inhalt]:
    """Each change with its clause: what was agreed, what is to be (False where there is nothing)."""
    entry = as_entered(sicht)
    then = (sicht.dataset.besiegelt or {})[siegel.sealed_as(entry) or ""] or {}
    before, after = siegel.covered(then), siegel.covered(entry)
    for feld in siegel.FELDER:
        name = ".".join(feld.route)
        if before.get(name) == after.get(name):
            continue
        old, new = WORTE[feld.route](damals), WORTE[feld.route](sicht)
        gone = [Angabe(each, _seal(sicht)) for each in old if each not in new or old == new]
        come = [each for each in new if each not in old or old == new]
        for bisher, kuenftig in zip_longest(gone, come, fillvalue=False):
            stelle = Angabe(feld.klausel, *(kuenftig.herkunft if isinstance(kuenftig, Angabe) else (_seal(sicht),)))
            yield {"stelle": stelle, "bisher": bisher, "kuenftig": kuenftig}
