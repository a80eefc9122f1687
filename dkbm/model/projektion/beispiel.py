"""Examples, Eckpunkte, material and the choice of examples; imported only where such a file is read."""

from pathlib import PurePosixPath

from dkbm.model.auswahl import Auswahl, Leitfragen, Nennung, Punkte, Wertung
from dkbm.model.beispiel import TEILE, Auswahlschritt, Beispiel, Eckpunkt, Eckpunkte
from dkbm.model.netzwerk import Satzangabe, Veroeffentlichung
from dkbm.model.projektion.netzwerk import project_satzangabe, project_veroeffentlichung
from dkbm.model.projektion.satz import Satz
from dkbm.model.projektion.schluessel import keys_of

ERLAUBT: dict[type, frozenset[str]] = {
    Beispiel: keys_of(Beispiel) - {"id"},
    Eckpunkte: keys_of(Eckpunkte),
    Eckpunkt: keys_of(Eckpunkt),
    Auswahlschritt: keys_of(Auswahlschritt),
    Auswahl: keys_of(Auswahl) - {"id"},
    Leitfragen: keys_of(Leitfragen),
    Nennung: keys_of(Nennung),
    Wertung: keys_of(Wertung),
    Punkte: keys_of(Punkte),
}
"""The keys of every entry, as in `dkbm.model.projektion.schluessel`."""


def project_beispiel(satz: Satz) -> Beispiel:
    """Return the example of a document; its sources hold for each sentence that names none. Raises Formfehler."""
    satz.nur(ERLAUBT[Beispiel])
    quellen = satz.kennungen("quelle")

    def saetze(key: str) -> tuple[Satzangabe, ...]:
        found = satz.jeder(key, project_satzangabe)
        return tuple(each if each.quellen else each._replace(quellen=quellen) for each in found)

    return Beispiel(
        id=PurePosixPath(satz.file).stem,
        titel=satz.text("titel"),
        kommune=satz.text("kommune"),
        eckpunkt=satz.zahl("eckpunkt"),
        quellen=quellen,
        place=satz.place,
        titel_erschlossen=satz.ja("titel_erschlossen"),
        schlagworte=satz.texte("schlagworte"),
        stand=satz.datum_oder_nichts("stand"),
        web=satz.text_oder_nichts("web"),
        **{teil: saetze(teil) for teil in TEILE},
        kontakt=satz.text_oder_nichts("kontakt"),
        zweifel=satz.text_oder_nichts("zweifel"),
        bemerkung=satz.text_oder_nichts("bemerkung"),
    )


def project_eckpunkte(satz: Satz) -> Eckpunkte:
    """Return the Eckpunkte of a document. Raises Formfehler."""
    satz.nur(ERLAUBT[Eckpunkte])
    return Eckpunkte(
        quellen=satz.kennungen("quelle"),
        eckpunkte=satz.jeder("eckpunkte", _eckpunkt),
        auswahl=satz.jeder("auswahl", _schritt),
        reihen=satz.texte("reihen"),
        aufbau=satz.texte("aufbau"),
        bemerkung=satz.text_oder_nichts("bemerkung"),
    )


def _eckpunkt(satz: Satz) -> Eckpunkt:
    satz.nur(ERLAUBT[Eckpunkt])
    return Eckpunkt(satz.zahl("nummer"), satz.text("name"), satz.texte("leitgedanken"))


def _schritt(satz: Satz) -> Auswahlschritt:
    satz.nur(ERLAUBT[Auswahlschritt])
    return Auswahlschritt(satz.zahl("nummer"), satz.text("text"))


def project_material(satz: Satz) -> tuple[Veroeffentlichung, ...]:
    """Return the entries of `data/material.yaml`. Raises Formfehler."""
    satz.nur(frozenset({"material", "bemerkung"}))
    return satz.jeder("material", project_veroeffentlichung)


def project_auswahl(satz: Satz) -> Auswahl:
    """Return the choice of examples of a document; the id is the name of the file. Raises Formfehler."""
    satz.nur(ERLAUBT[Auswahl])
    return Auswahl(
        id=PurePosixPath(satz.file).stem,
        titel=satz.text("titel"),
        gruppen=satz.texte("gruppen"),
        eckpunkte=satz.jeder("eckpunkte", _leitfragen),
        place=satz.place,
        datum=satz.datum_oder_nichts("datum"),
        nennungen=satz.jeder("nennungen", _nennung),
        priorisierung=satz.jeder("priorisierung", _wertung),
        bemerkung=satz.text_oder_nichts("bemerkung"),
    )


def _leitfragen(satz: Satz) -> Leitfragen:
    satz.nur(ERLAUBT[Leitfragen])
    return Leitfragen(satz.zahl("eckpunkt"), satz.texte("leitfragen"))


def _nennung(satz: Satz) -> Nennung:
    satz.nur(ERLAUBT[Nennung])
    wer = satz.zahl("eckpunkt"), satz.text("kommune"), satz.text("gruppe")
    rest = satz.datum_oder_nichts("datum"), satz.kennungen("quelle"), satz.text_oder_nichts("bemerkung")
    return Nennung(*wer, satz.place, *rest)


def _wertung(satz: Satz) -> Wertung:
    satz.nur(ERLAUBT[Wertung])
    was = satz.texte("rangfolge"), satz.jeder("punkte", _punkte)
    rest = satz.datum_oder_nichts("datum"), satz.text_oder_nichts("bemerkung")
    return Wertung(satz.zahl("eckpunkt"), satz.text("gruppe"), satz.place, *was, *rest)


def _punkte(satz: Satz) -> Punkte:
    satz.nur(ERLAUBT[Punkte])
    return Punkte(satz.text("kommune"), satz.zahl("punkte"))
