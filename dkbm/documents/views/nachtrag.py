"""The view of a Nachtrag: what an agreement said before it beside what it says with it.

One that is still to be signed goes from the last seal to what the data say now, a recorded one from seal to seal.
"""

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any, NamedTuple

from dkbm.diagnostic import Place
from dkbm.documents.angaben import Angabe, Inhalt
from dkbm.documents.auftrag import Ansicht, Auftrag, NichtsZuAendernError
from dkbm.documents.auswahl import recorded
from dkbm.documents.gaps import Luecken
from dkbm.documents.sprache import am
from dkbm.documents.views.besiegelt import as_entered, as_sealed, sealed_entry
from dkbm.documents.views.blick import Blick, blick, note_missing
from dkbm.documents.views.fortschreibung import vom
from dkbm.documents.views.grundlage import agentur
from dkbm.documents.views.klauseln import WORTE, Worte
from dkbm.documents.views.papier import kommune_namen, modul_namen
from dkbm.documents.views.parteien import vertretungen
from dkbm.documents.views.vertragsinhalt import tag
from dkbm.model import siegel


class _Fassung(NamedTuple):
    """An agreement as it stood at one time, and its entry in the file then."""

    sicht: Blick
    eintrag: Mapping[str, Any]

    def words(self, route: tuple[str, ...]) -> Worte:
        """What a covered field says; where it no longer stands in the file, the seal vouches for it."""
        found, seal = WORTE[route](self.sicht), self.sicht.seal
        return found if seal is None else tuple(Angabe(each, seal) for each in found)


def ansicht(auftrag: Auftrag) -> Ansicht:
    """What a Nachtrag says.

    Raises NichtsZuAendernError, and DkbmError where it is not to be found what the agreement said when it was signed.
    """
    sicht = blick(auftrag)
    note_missing(sicht, auftrag.modul or 1)
    fassungen = None if sicht.vereinbarung.siegel is None else _fassungen(sicht, auftrag.nachtrag)
    damals, danach = fassungen or (None, None)
    earlier = sicht.vereinbarung.nachtraege[: None if auftrag.nachtrag is None else auftrag.nachtrag - 1]
    return Ansicht(
        {
            **kommune_namen(auftrag),
            **modul_namen(auftrag),
            **agentur(sicht),
            **vertretungen(danach.sicht if danach else sicht),
            **_signed(sicht, damals),
            "nachtraege": tuple(
                Angabe(vom(each.unterzeichnet), Place(each.place.file, (*each.place.route, "unterzeichnet")))
                for each in earlier
            ),
            "aenderungen": tuple(_aenderungen(*fassungen)) if fassungen else _unsealed(sicht),
            "unterzeichnet": _recorded_day(sicht),
        }
    )


def _fassungen(sicht: Blick, nachtrag: int | None) -> tuple[_Fassung, _Fassung]:
    """The agreement before and after a Nachtrag, by its number from 1; None is the one still to be signed."""
    eine, eintrag = sicht.vereinbarung, as_entered(sicht)
    now, last = _Fassung(sicht, eintrag), len(eine.nachtraege)
    if nachtrag is not None:
        is_now = nachtrag == last and siegel.is_intact(eintrag)
        return _sealed(sicht, nachtrag - 1), now if is_now else _sealed(sicht, nachtrag)
    if siegel.is_intact(eintrag):
        wer = f"»{eine.id}« ({sicht.kommune.offizieller_name})"
        raise NichtsZuAendernError(
            f"{wer} sagt noch, was unterzeichnet wurde; es gibt nichts zu ändern.",
            f"Was sich ändern soll, erst in {eine.place.file} eintragen.{recorded(eine)}",
        )
    return _sealed(sicht, last), now


def _sealed(sicht: Blick, nummer: int) -> _Fassung:
    """The agreement as it was sealed by the Nachtrag with this number (0: by itself); what it lacked is no gap now."""
    quiet = sicht.auftrag._replace(luecken=Luecken(sicht.dataset.documents))
    return _Fassung(as_sealed(sicht._replace(auftrag=quiet), nummer), sealed_entry(sicht, nummer))


def _signed(sicht: Blick, damals: _Fassung | None) -> dict[str, Inhalt]:
    """When the agreement was signed, after its name (`vom`) and after a verb (`am`)."""
    datum = damals.sicht.vereinbarung.unterzeichnet if damals else None
    if datum is None or damals is None:
        mark = tag(sicht)
        return {"vom": mark, "am": mark}
    place = damals.sicht.at("unterzeichnet")
    return {"vom": Angabe(vom(datum), place), "am": Angabe(am(datum.text), place)}


def _recorded_day(sicht: Blick) -> Inhalt:
    """When a recorded Nachtrag was signed; one that is still to be leaves room for it."""
    if sicht.auftrag.nachtrag is None:
        return False
    found = sicht.vereinbarung.nachtraege[sicht.auftrag.nachtrag - 1]
    return Angabe(am(found.unterzeichnet.text), Place(found.place.file, (*found.place.route, "unterzeichnet")))


def _unsealed(sicht: Blick) -> Inhalt:
    """Without a seal nobody can tell what a Nachtrag would change."""
    place = sicht.at("siegel")
    label, beispiel = "Siegel der unterzeichneten Zielvereinbarung", "siegel: {sha256: …}"
    how = "dkbm record siegel trägt es ein"
    mark = sicht.auftrag.luecken.note(label, place.file, place.route, beispiel, how)
    return ({"stelle": mark, "bisher": mark, "kuenftig": mark},)


def _aenderungen(damals: _Fassung, danach: _Fassung) -> Iterator[Inhalt]:
    """Each change with its clause: what was agreed, what is to be (False where there is nothing)."""
    before, after = siegel.covered(damals.eintrag), siegel.covered(danach.eintrag)
    for feld in siegel.FELDER:
        name = ".".join(feld.route)
        if before.get(name) == after.get(name):
            continue
        old, new = damals.words(feld.route), danach.words(feld.route)
        gone = [each for each in old if each not in new or old == new]
        come = [each for each in new if each not in old or old == new]
        for bisher, kuenftig in zip_longest(gone, come, fillvalue=False):
            source = kuenftig or bisher
            stelle = Angabe(feld.klausel, *(source.herkunft if isinstance(source, Angabe) else ()))
            yield {"stelle": stelle, "bisher": bisher, "kuenftig": kuenftig}
