"""What an agreement rests on: the agency and its funding at that time, from data/agentur.yaml."""

from collections.abc import Iterator
from typing import NamedTuple

from dkbm.datum import Datum, DatumError, parse_datum
from dkbm.documents.angaben import Angabe, Inhalt, join
from dkbm.documents.gaps import platzhalter
from dkbm.documents.grammar import Fall, UnknownNounError, decline
from dkbm.documents.views.blick import AGENTUR, Blick
from dkbm.documents.views.fund import Fund, wann_im_satz
from dkbm.documents.views.papier import agentur_namen


def agentur(sicht: Blick) -> dict[str, Inhalt]:
    """The name of the agency and its short form (`ta`), each with the articles the wording needs."""
    namen = agentur_namen(sicht.auftrag)
    name = namen["agentur"]
    if not isinstance(name, Angabe) or name.luecke:
        return {**namen, "agentur_nom": name, "agentur_dat": name}
    return {**namen, **{f"agentur_{fall}": name.with_text(decline(name, fall)) for fall in _FORMEN}}


_FORMEN: tuple[Fall, ...] = ("nom", "dat")


def grundlage(sicht: Blick) -> dict[str, Inhalt]:
    """What the agreement rests on, the funding of its time, and who watches over the funds.

    Without a funding that had begun and not ended on the day of the agreement nothing is claimed: that is a gap.
    """
    foerderung = next((each for each in _foerderungen(sicht) if _ran(sicht, each)), None)
    initiative = foerderung and foerderung.text("initiative")
    if foerderung is None or initiative is None:
        mark = _none_ran(sicht)
        return {"grundlage": mark, "projekttraeger_dat": mark.with_text(platzhalter(_PROJEKTTRAEGER.label))}
    return {
        "grundlage": join("die Förderinitiative „{}“ {}", initiative, _declined(sicht, foerderung, _GEBER)),
        "projekttraeger_dat": _declined(sicht, foerderung, _PROJEKTTRAEGER),
    }


class _Stelle(NamedTuple):
    """Who gives or watches over the funds: the key, what it is called, the case the wording needs, an example."""

    feld: str
    label: str
    fall: Fall
    beispiel: str


_GEBER = _Stelle("geber", "Fördergeber", "gen", "Bundesministerium …")
_PROJEKTTRAEGER = _Stelle("projekttraeger", "Projektträger", "dat", "Projektträger …")


def _declined(sicht: Blick, foerderung: Fund, stelle: _Stelle) -> Angabe:
    name = foerderung.text(stelle.feld)
    try:
        if name is not None:
            return name.with_text(decline(name, stelle.fall))
    except UnknownNounError:
        pass
    place = foerderung.at(stelle.feld)
    return sicht.auftrag.luecken.note(stelle.label, place.file, place.route, f"{stelle.feld}: {stelle.beispiel}")


def _none_ran(sicht: Blick) -> Angabe:
    eintraege = sicht.agentur().wert.get("foerderung")
    index = len(eintraege) if isinstance(eintraege, list) else 0
    eintrag = "- {initiative: …, geber: …, projekttraeger: …, quelle: Q…}"
    beispiel = eintrag if index else f"foerderung:\n  {eintrag}"
    label, route = "Grundlage der Zusammenarbeit", ("foerderung", index)
    return sicht.auftrag.luecken.note(label, AGENTUR, route, beispiel, _ended(sicht))


def _foerderungen(sicht: Blick) -> Iterator[Fund]:
    """The fundings by an initiative."""
    return (each for each in sicht.agentur().jeder("foerderung") if each.text("initiative"))


def _ran(sicht: Blick, foerderung: Fund) -> bool:
    """Say whether a funding ran on the day of the agreement; without a day, whether on the Stichtag."""
    tag = sicht.vereinbarung.unterzeichnet or parse_datum(sicht.auftrag.stichtag.isoformat())
    beginn, ende = _first(foerderung), _last(foerderung)
    return (beginn is None or beginn.lo <= tag.hi) and (ende is None or tag.lo <= ende.hi)


def _first(foerderung: Fund) -> Datum | None:
    return min(_dates(foerderung, "beginn"), key=lambda datum: datum.lo, default=None)


def _last(foerderung: Fund) -> Datum | None:
    return max(_dates(foerderung, "ende"), key=lambda datum: datum.hi, default=None)


def _dates(foerderung: Fund, feld: str) -> Iterator[Datum]:
    for phase in foerderung.jeder("phasen"):
        try:
            yield parse_datum(phase.text(feld) or "")
        except DatumError:
            continue


def _ended(sicht: Blick) -> str:
    """The remark on a funding that had ended, for one who may take it for the basis still."""
    for foerderung in _foerderungen(sicht):
        if ende := _last(foerderung):
            return f"die Förderung „{foerderung.text('initiative')}“ endete {wann_im_satz(ende.text)}"
    return ""
