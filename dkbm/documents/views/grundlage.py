"""The agency and what its work rests on, from data/agentur.yaml."""

from typing import Any

from dkbm.datum import parse_datum
from dkbm.documents.grammar import Fall, UnknownNounError, dekliniert, genus, mit_genus_von
from dkbm.documents.views import Angabe
from dkbm.documents.views.blick import AGENTUR, Blick

_FAELLE: tuple[Fall, ...] = ("nom", "gen", "dat", "akk")


def agentur(sicht: Blick) -> dict[str, Angabe]:
    """The name of the agency and its short form (`ta`), each with the articles the wording needs."""
    name = _text(sicht.agentur().get("name"))
    if name is None or not _bekannt(name):
        label = "Name der Agentur" if name is None else "Name der Agentur mit bekanntem Geschlecht des ersten Wortes"
        mark = sicht.luecken.fehlt(label, AGENTUR, ("name",), "name: Transferagentur …")
        return dict.fromkeys(("agentur", "agentur_nom", "agentur_dat", "ta", *(f"ta_{fall}" for fall in _FAELLE)), mark)
    kurz = _text(sicht.agentur().get("kurz")) or name
    return {
        "agentur": name,
        "agentur_nom": dekliniert(name, "nom"),
        "agentur_dat": dekliniert(name, "dat"),
        "ta": kurz,
        **{f"ta_{fall}": mit_genus_von(kurz, name, fall) for fall in _FAELLE},
    }


def grundlage(sicht: Blick) -> dict[str, Angabe]:
    """The funding initiative, who gives the funds and who watches over them, at the time of the agreement."""
    index, eintrag = _foerderung(sicht)
    route = ("foerderung", index)

    def fehlt(label: str, feld: str, beispiel: str) -> str:
        return sicht.luecken.fehlt(label, AGENTUR, (*route, feld), f"{feld}: {beispiel}")

    def gebeugt(label: str, feld: str, fall: Fall, beispiel: str) -> str:
        name = _text(eintrag.get(feld))
        return dekliniert(name, fall) if name and _bekannt(name) else fehlt(label, feld, beispiel)

    return {
        "initiative": _text(eintrag.get("initiative")) or fehlt("Förderinitiative", "initiative", "…"),
        "geber_gen": gebeugt("Fördergeber", "geber", "gen", "Bundesministerium …"),
        "projekttraeger_dat": gebeugt("Projektträger", "projekttraeger", "dat", "Projektträger …"),
    }


def _foerderung(sicht: Blick) -> tuple[int, dict[str, Any]]:
    """The entry with an initiative that had begun and not ended on the day of the agreement, or an empty new one."""
    eintraege = sicht.agentur().get("foerderung")
    eintraege = eintraege if isinstance(eintraege, list) else []
    for index, eintrag in enumerate(eintraege):
        if isinstance(eintrag, dict) and _text(eintrag.get("initiative")) and _laeuft(sicht, eintrag):
            return index, eintrag
    return len(eintraege), {}


def _laeuft(sicht: Blick, eintrag: dict[str, Any]) -> bool:
    tag = sicht.vereinbarung.unterzeichnet
    phasen = eintrag.get("phasen")
    if tag is None or not isinstance(phasen, list):
        return True
    enden = [phase["ende"] for phase in phasen if isinstance(phase, dict) and isinstance(phase.get("ende"), str)]
    return not enden or tag.lo <= max(parse_datum(ende).hi for ende in enden)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _bekannt(name: str) -> bool:
    try:
        genus(name)
    except UnknownNounError:
        return False
    return True
