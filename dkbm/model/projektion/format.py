"""`data/formate.yaml` and the events and series of `data/agentur.yaml`; imported only where such a file is read."""

from dkbm.model.format import (
    TEILNAHME,
    Angebot,
    Ausgabe,
    Format,
    Formatart,
    Portfolio,
    Reihe,
    Teilnahme,
    Veranstaltung,
)
from dkbm.model.projektion.kommune import dated
from dkbm.model.projektion.netzwerk import project_teilnehmende
from dkbm.model.projektion.satz import Formfehler, Satz
from dkbm.model.projektion.schluessel import keys_of

ERLAUBT: dict[type, frozenset[str]] = {
    each: keys_of(each) for each in (Ausgabe, Format, Formatart, Portfolio, Reihe, Teilnahme, Veranstaltung)
}
"""The keys of every entry that is projected into a class here."""


def project_formate(satz: Satz) -> Portfolio:
    """Return the formats of a document. Raises Formfehler."""
    satz.nur(ERLAUBT[Portfolio])
    return Portfolio(satz.jeder("arten", _art), satz.jeder("formate", _format), satz.texte("offen"))


def project_angebot(satz: Satz) -> Angebot:
    """Return the events and series of the agency. Raises Formfehler."""
    return Angebot(satz.jeder("veranstaltungen", _veranstaltung), satz.jeder("veroeffentlichungen", _reihe))


def _art(satz: Satz) -> Formatart:
    satz.nur(ERLAUBT[Formatart])
    return Formatart(
        id=satz.text("id"),
        name=satz.text("name"),
        place=satz.place,
        quellen=satz.kennungen("quelle"),
        fuer=satz.text_oder_nichts("fuer"),
        teilnahme=satz.einer("teilnahme", _teilnahme),
        eigene_einteilung=satz.ja("eigene_einteilung"),
        bemerkung=satz.text_oder_nichts("bemerkung"),
    )


def _teilnahme(satz: Satz) -> Teilnahme:
    satz.nur(ERLAUBT[Teilnahme])
    return Teilnahme(satz.wort("wer", TEILNAHME), satz.kennungen("quelle"))


def _format(satz: Satz) -> Format:
    satz.nur(ERLAUBT[Format])
    return Format(
        id=satz.text("id"),
        name=satz.text("name"),
        art=satz.text("art"),
        place=satz.place,
        quellen=satz.kennungen("quelle"),
        module=_module(satz),
        teilnahme=satz.einer("teilnahme", _teilnahme),
        bemerkung=satz.text_oder_nichts("bemerkung"),
    )


def _module(satz: Satz) -> tuple[int, ...]:
    found = satz.value.get("module", [])
    if type(found) is not list or any(type(each) is not int for each in found):
        raise Formfehler((*satz.route, "module"), "Hier muss eine Liste ganzer Zahlen stehen, zum Beispiel [1].")
    return tuple(found)


def _veranstaltung(satz: Satz) -> Veranstaltung:
    satz.nur(ERLAUBT[Veranstaltung])
    datum, abweichend, quellen = dated(satz, "datum")
    text = satz.text_oder_nichts
    return Veranstaltung(
        name=satz.text("name"),
        place=satz.place,
        quellen=quellen,
        format=text("format"),
        zugleich=satz.texte("zugleich"),
        datum=datum,
        abweichend=abweichend,
        ende=satz.datum_oder_nichts("ende"),
        ort=text("ort"),
        teilnehmende=project_teilnehmende(satz),
        bemerkung=text("bemerkung"),
        zweifel=text("zweifel"),
    )


def _reihe(satz: Satz) -> Reihe:
    satz.nur(ERLAUBT[Reihe])
    return Reihe(
        id=satz.text("id"),
        name=satz.text("name"),
        art=satz.text("art"),
        place=satz.place,
        quellen=satz.kennungen("quelle"),
        web=satz.text_oder_nichts("web"),
        inhalt=satz.text_oder_nichts("inhalt"),
        ausgaben=satz.jeder("ausgaben", _ausgabe),
        bemerkung=satz.text_oder_nichts("bemerkung"),
    )


def _ausgabe(satz: Satz) -> Ausgabe:
    satz.nur(ERLAUBT[Ausgabe])
    return Ausgabe(satz.datum("datum"), satz.kennungen("quelle"), satz.text_oder_nichts("bemerkung"))
