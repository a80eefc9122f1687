"""Offices in both genders and all cases, for the representation of a party and for its signature."""

from typing import NamedTuple

from dkbm.documents.grammar import Fall, Genus, UnknownNounError, artikel, satzanfang


class _Amt(NamedTuple):
    """`erste` puts a declined „Erste(r)“ before the word; `schwach` marks the n-declension (des Präsidenten)."""

    genus: Genus
    wort: str
    erste: bool = False
    schwach: bool = False


_AEMTER = {
    "landrat": _Amt("m", "Landrat"),
    "landraetin": _Amt("f", "Landrätin"),
    "oberbuergermeister": _Amt("m", "Oberbürgermeister"),
    "oberbuergermeisterin": _Amt("f", "Oberbürgermeisterin"),
    "buergermeister": _Amt("m", "Bürgermeister"),
    "buergermeisterin": _Amt("f", "Bürgermeisterin"),
    "regionspraesident": _Amt("m", "Regionspräsident", schwach=True),
    "regionspraesidentin": _Amt("f", "Regionspräsidentin"),
    "erster-kreisrat": _Amt("m", "Kreisrat", erste=True),
    "erste-kreisraetin": _Amt("f", "Kreisrätin", erste=True),
    "kreisrat": _Amt("m", "Kreisrat"),
    "kreisraetin": _Amt("f", "Kreisrätin"),
    "erster-stadtrat": _Amt("m", "Stadtrat", erste=True),
    "erste-stadtraetin": _Amt("f", "Stadträtin", erste=True),
    "stadtrat": _Amt("m", "Stadtrat"),
    "stadtraetin": _Amt("f", "Stadträtin"),
    "regionsrat": _Amt("m", "Regionsrat"),
    "regionsraetin": _Amt("f", "Regionsrätin"),
    "dezernent": _Amt("m", "Dezernent", schwach=True),
    "dezernentin": _Amt("f", "Dezernentin"),
    "sozialdezernent": _Amt("m", "Sozialdezernent", schwach=True),
    "sozialdezernentin": _Amt("f", "Sozialdezernentin"),
    "bildungsdezernent": _Amt("m", "Bildungsdezernent", schwach=True),
    "bildungsdezernentin": _Amt("f", "Bildungsdezernentin"),
    "projektleitung": _Amt("f", "Projektleitung"),
    "projektleiter": _Amt("m", "Projektleiter"),
    "projektleiterin": _Amt("f", "Projektleiterin"),
    "geschaeftsfuehrer": _Amt("m", "Geschäftsführer"),
    "geschaeftsfuehrerin": _Amt("f", "Geschäftsführerin"),
}
AEMTER = tuple(_AEMTER)
"""The offices that can represent a party, as they stand in the data."""


def amt(kennung: str, fall: Fall) -> str:
    """An office with its article: `den Landrat`, `der Ersten Kreisrätin`; raises UnknownNounError."""
    eintrag = _eintrag(kennung)
    wort = eintrag.wort if eintrag.genus == "f" or fall == "nom" else _inflected(eintrag, fall)
    teile = [artikel(eintrag.genus, fall)]
    if eintrag.erste:
        teile.append("Erste" if fall == "nom" or (fall == "akk" and eintrag.genus == "f") else "Ersten")
    return " ".join([*teile, wort])


def amt_titel(kennung: str) -> str:
    """An office without article, as it stands under a signature: `Erster Kreisrat`; raises UnknownNounError."""
    eintrag = _eintrag(kennung)
    erste = {"m": "Erster ", "f": "Erste ", "n": "Erstes "}[eintrag.genus] if eintrag.erste else ""
    return erste + eintrag.wort


def vertreten_durch(kennung: str, in_vertretung: str | None = None) -> str:
    """What follows „vertreten durch“: `den Landrat, in Vertretung durch die Erste Kreisrätin`."""
    text = amt(kennung, "akk")
    return f"{text}, in Vertretung durch {amt(in_vertretung, 'akk')}" if in_vertretung else text


def unterschrift(kennung: str, in_vertretung: str | None = None) -> tuple[str, ...]:
    """The lines under a signature: `Der Landrat`, and who signs in his place; raises UnknownNounError."""
    kopf = satzanfang(amt(kennung, "nom"))
    return (kopf, f"In Vertretung: {amt_titel(in_vertretung)}") if in_vertretung else (kopf,)


def _eintrag(kennung: str) -> _Amt:
    if kennung not in _AEMTER:
        raise UnknownNounError(kennung)
    return _AEMTER[kennung]


def _inflected(eintrag: _Amt, fall: Fall) -> str:
    if eintrag.schwach:
        return eintrag.wort + "en"
    return eintrag.wort + ("s" if fall == "gen" else "")


def aemter(kennung: str, fall: Fall) -> str:
    """Several holders of an office with their article: `die Landräte`, `den Ersten Kreisrätinnen`."""
    eintrag = _eintrag(kennung)
    wort = _plural(eintrag)
    if fall == "dat" and wort[-1] != "n":
        wort += "n"
    return " ".join([artikel("pl", fall), *(["Ersten"] if eintrag.erste else []), wort])


def amtsanrede(kennung: str) -> str:
    """The salutation of who holds an office that says the gender: `Sehr geehrte Frau Landrätin,`.

    For an office that does not, `Guten Tag,`. Raises UnknownNounError.
    """
    eintrag = _eintrag(kennung)
    if eintrag.wort.endswith("ung"):
        return "Guten Tag,"
    anfang = "Sehr geehrte Frau" if eintrag.genus == "f" else "Sehr geehrter Herr"
    return f"{anfang} {amt_titel(kennung)},"


def _plural(eintrag: _Amt) -> str:
    if eintrag.schwach or eintrag.wort.endswith("ung"):
        return eintrag.wort + "en"
    if eintrag.genus == "f":
        return eintrag.wort + "nen"
    return eintrag.wort.removesuffix("rat") + "räte" if eintrag.wort.endswith("rat") else eintrag.wort
