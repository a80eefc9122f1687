"""The agency and what its work rests on, from data/agentur.yaml."""

from typing import Any

from dkbm.datum import Datum, parse_datum
from dkbm.documents.grammar import Fall, UnknownNounError, decline, genus, with_genus_of
from dkbm.documents.views import Angabe
from dkbm.documents.views.blick import AGENTUR, Blick
from dkbm.german import datum_in_worten

_FAELLE: tuple[Fall, ...] = ("nom", "gen", "dat", "akk")


def agentur(sicht: Blick) -> dict[str, Angabe]:
    """The name of the agency and its short form (`ta`), each with the articles the wording needs."""
    name = _text(sicht.agentur().get("name"))
    if name is None or not _is_known(name):
        label = "Name der Agentur" if name is None else "Name der Agentur mit bekanntem Geschlecht des ersten Wortes"
        mark = sicht.luecken.note(label, AGENTUR, ("name",), "name: Transferagentur …")
        return dict.fromkeys(("agentur", "agentur_nom", "agentur_dat", "ta", *(f"ta_{fall}" for fall in _FAELLE)), mark)
    kurz = _text(sicht.agentur().get("kurz")) or name
    return {
        "agentur": name,
        "agentur_nom": decline(name, "nom"),
        "agentur_dat": decline(name, "dat"),
        "ta": kurz,
        **{f"ta_{fall}": with_genus_of(kurz, name, fall) for fall in _FAELLE},
    }


def grundlage(sicht: Blick) -> dict[str, Angabe]:
    """What the agreement rests on, the funding of its time, and who watches over the funds.

    Without a funding that had begun and not ended on the day of the agreement nothing is claimed: that is a gap.
    """
    index, eintrag = _foerderung(sicht)
    if not eintrag:
        label, route = "Grundlage der Zusammenarbeit", ("foerderung", index)
        mark = sicht.luecken.note(label, AGENTUR, route, _new_entry(index), _ended(sicht))
        return {"grundlage": mark, "projekttraeger_dat": mark}

    def note(label: str, feld: str, beispiel: str) -> str:
        return sicht.luecken.note(label, AGENTUR, ("foerderung", index, feld), f"{feld}: {beispiel}")

    def declined(label: str, feld: str, fall: Fall, beispiel: str) -> str:
        name = _text(eintrag.get(feld))
        return decline(name, fall) if name and _is_known(name) else note(label, feld, beispiel)

    geber = declined("Fördergeber", "geber", "gen", "Bundesministerium …")
    return {
        "grundlage": f"die Förderinitiative „{_text(eintrag.get('initiative'))}“ {geber}",
        "projekttraeger_dat": declined("Projektträger", "projekttraeger", "dat", "Projektträger …"),
    }


def _new_entry(index: int) -> str:
    eintrag = "- {initiative: …, geber: …, projekttraeger: …, quelle: Q…}"
    return eintrag if index else f"foerderung:\n  {eintrag}"


def _foerderung(sicht: Blick) -> tuple[int, dict[str, Any]]:
    """The funding by an initiative that ran on the day of the agreement, or the empty place of a new one."""
    eintraege = sicht.agentur().get("foerderung")
    eintraege = eintraege if isinstance(eintraege, list) else []
    for index, eintrag in enumerate(eintraege):
        if isinstance(eintrag, dict) and _text(eintrag.get("initiative")) and _ran(sicht, eintrag):
            return index, eintrag
    return len(eintraege), {}


def _ran(sicht: Blick, eintrag: dict[str, Any]) -> bool:
    """Say whether a funding ran on the day of the agreement; without a day, whether it is not known to have ended."""
    tag, beginn, ende = sicht.vereinbarung.unterzeichnet, _first(eintrag), _last(eintrag)
    if tag is None:
        return ende is None
    return (beginn is None or beginn.lo <= tag.hi) and (ende is None or tag.lo <= ende.hi)


def _first(eintrag: dict[str, Any]) -> Datum | None:
    return min(_dates(eintrag, "beginn"), key=lambda datum: datum.lo, default=None)


def _last(eintrag: dict[str, Any]) -> Datum | None:
    return max(_dates(eintrag, "ende"), key=lambda datum: datum.hi, default=None)


def _dates(eintrag: dict[str, Any], feld: str) -> list[Datum]:
    phasen = eintrag.get("phasen")
    found = [phase.get(feld) for phase in phasen if isinstance(phase, dict)] if isinstance(phasen, list) else []
    return [parse_datum(text) for text in found if isinstance(text, str)]


def _ended(sicht: Blick) -> str:
    """The remark on a funding that had ended, for one who may take it for the basis still."""
    eintraege = sicht.agentur().get("foerderung")
    for eintrag in eintraege if isinstance(eintraege, list) else []:
        if isinstance(eintrag, dict) and (name := _text(eintrag.get("initiative"))) and (ende := _last(eintrag)):
            wann = {4: "", 7: "im ", 10: "am "}.get(len(ende.text), "") + datum_in_worten(ende.text)
            return f"die Förderung „{name}“ endete {wann}"
    return ""


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _is_known(name: str) -> bool:
    try:
        genus(name)
    except UnknownNounError:
        return False
    return True
