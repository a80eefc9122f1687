"""A file of `data/kommunen/` or `data/partner/` as a Kommune."""

from pathlib import PurePosixPath

from dkbm.datum import Datum
from dkbm.model.beleg import VEREINBARUNGEN
from dkbm.model.kommune import (
    ARTEN,
    VERBUND,
    Angabe,
    Ausnahme,
    Betreuung,
    Datei,
    Dauer,
    Ereignis,
    Kommune,
    Korrektur,
    Leitung,
    Nachtrag,
    Partei,
    Planzeile,
    Siegel,
    Thema,
    Unterlage,
    Vereinbarung,
    Vertretung,
    Vorgaenger,
)
from dkbm.model.projektion.satz import Formfehler, Satz
from dkbm.model.projektion.schluessel import ERLAUBT, ZUSTIMMUNG


def project_kommune(satz: Satz) -> Kommune:
    """Return the Kommune of a document; its id is the name of the file. Raises Formfehler."""
    satz.nur(ERLAUBT[Kommune])
    art = satz.wort("art", ARTEN)
    return Kommune(
        id=PurePosixPath(satz.file).stem,
        name=satz.text("name"),
        art=art,
        place=satz.place,
        quellen=satz.kennungen("quelle"),
        schluessel=None if art == VERBUND and "schluessel" not in satz.value else satz.ziffern("schluessel", 5),
        auch=satz.texte("auch"),
        leitung=satz.jeder("leitung", _leitung),
        vorgaenger=satz.jeder("vorgaenger", _vorgaenger),
        vereinbarungen=satz.jeder("vereinbarungen", project_vereinbarung),
        verlauf=satz.jeder("verlauf", _ereignis),
        bemerkung=satz.text_oder_nichts("bemerkung"),
        betreuung=satz.jeder("betreuung", _betreuung),
        unterlagen=satz.jeder("unterlagen", _unterlage),
    )


def _betreuung(satz: Satz) -> Betreuung:
    satz.nur(ERLAUBT[Betreuung])
    datum, _, quellen = dated(satz, "datum")
    bis, bemerkung = satz.datum_oder_nichts("bis"), satz.text_oder_nichts("bemerkung")
    return Betreuung(satz.text("person"), satz.place, quellen, datum, bis, bemerkung)


def _unterlage(satz: Satz) -> Unterlage:
    satz.nur(ERLAUBT[Unterlage])
    return Unterlage(
        id=satz.text("id"),
        titel=satz.text("titel"),
        place=satz.place,
        quellen=satz.kennungen("quelle"),
        erhalten=satz.datum_oder_nichts("erhalten"),
        ablage=satz.text_oder_nichts("ablage"),
        vernichtet=satz.datum_oder_nichts("vernichtet"),
        nachweis=satz.text_oder_nichts("nachweis"),
        aufbewahren=satz.text_oder_nichts("aufbewahren"),
        bemerkung=satz.text_oder_nichts("bemerkung"),
    )


def dated(satz: Satz, key: str) -> tuple[Datum | None, tuple[Angabe, ...], tuple[str, ...]]:
    """Return the preferred date under `key`, what other sources say instead, and all sources of the mapping.

    Where sources disagree the date is a list; the first entry that has one is preferred, as an entry without it
    contradicts nothing.
    """
    quellen = satz.kennungen("quelle")
    if not satz.is_liste(key):
        return satz.datum_oder_nichts(key), (), quellen
    angaben = list(satz.jeder(key, _angabe))
    preferred = next((angabe for angabe in angaben if angabe.datum is not None), None)
    if preferred is not None:
        angaben.remove(preferred)
        quellen = (*preferred.quellen, *quellen)
    quellen = (*quellen, *(quelle for angabe in angaben for quelle in angabe.quellen))
    return preferred.datum if preferred else None, tuple(angaben), tuple(dict.fromkeys(quellen))


def _angabe(satz: Satz) -> Angabe:
    satz.nur(ERLAUBT[Angabe])
    return Angabe(satz.datum_oder_nichts("datum"), satz.kennungen("quelle"), satz.text_oder_nichts("bemerkung"))


def _leitung(satz: Satz) -> Leitung:
    satz.nur(ERLAUBT[Leitung])
    datum, _, quellen = dated(satz, "datum")
    person, bemerkung = satz.text_oder_nichts("person"), satz.text_oder_nichts("bemerkung")
    return Leitung(satz.text("amt"), datum, quellen, person, bemerkung)


def _vorgaenger(satz: Satz) -> Vorgaenger:
    satz.nur(ERLAUBT[Vorgaenger])
    return Vorgaenger(
        satz.ziffern("schluessel", 5),
        satz.text("name"),
        satz.datum("bis"),
        satz.kennungen("quelle"),
        satz.text_oder_nichts("bemerkung"),
    )


def _ereignis(satz: Satz) -> Ereignis:
    satz.nur(ERLAUBT[Ereignis])
    datum, abweichend, quellen = dated(satz, "datum")
    text = satz.text_oder_nichts
    return Ereignis(
        ereignis=satz.text("ereignis"),
        place=satz.place,
        quellen=quellen,
        datum=datum,
        modul=satz.zahl_oder_nichts("modul"),
        phase=satz.zahl_oder_nichts("phase"),
        geplant=satz.ja("geplant"),
        grundlage=satz.wort("grundlage", VEREINBARUNGEN) if "grundlage" in satz.value else None,
        inhalt=text("inhalt"),
        bemerkung=text("bemerkung"),
        themen=satz.jeder("themen", _thema),
        abweichend=abweichend,
        programm=text("programm"),
        gremium=text("gremium"),
        verein=text("verein"),
        stufe=text("stufe"),
        person=text("person"),
        zweifel=text("zweifel"),
        erschlossen=satz.ja("erschlossen"),
        korrektur=satz.einer("korrektur", _korrektur),
        ausnahme=satz.einer("ausnahme", _ausnahme),
        datei=satz.einer("datei", project_datei),
    )


def project_vereinbarung(satz: Satz) -> Vereinbarung:
    """Return the agreement of an entry. Raises Formfehler."""
    satz.nur(ERLAUBT[Vereinbarung])
    unterzeichnet, abweichend, quellen = dated(satz, "unterzeichnet")
    text = satz.text_oder_nichts
    return Vereinbarung(
        id=satz.text("id"),
        art=satz.wort("art", VEREINBARUNGEN),
        place=satz.place,
        quellen=quellen,
        modul=satz.zahl_oder_nichts("modul"),
        unterzeichnet=unterzeichnet,
        abweichend=abweichend,
        ort=text("ort"),
        beginn_geplant=satz.datum_oder_nichts("beginn_geplant"),
        dauer=satz.einer("dauer", _dauer),
        anknuepfung=text("anknuepfung"),
        ziele=satz.texte("ziele"),
        themen=satz.jeder("themen", _thema),
        kommune=satz.einer("kommune", _partei) or Partei(),
        agentur=satz.einer("agentur", _partei) or Partei(),
        zustimmung=satz.einer("zustimmung", _zustimmung),
        bemerkung=text("bemerkung"),
        phase=satz.zahl_oder_nichts("phase"),
        zweifel=text("zweifel"),
        korrektur=satz.einer("korrektur", _korrektur),
        datei=satz.einer("datei", project_datei),
        umsetzungsplan=satz.jeder("umsetzungsplan", _planzeile),
        siegel=satz.einer("siegel", _siegel),
        nachtraege=satz.jeder("nachtraege", _nachtrag),
        geplant=satz.ja("geplant"),
    )


def _siegel(satz: Satz) -> Siegel:
    satz.nur(ERLAUBT[Siegel])
    return Siegel(satz.text("sha256"))


def _nachtrag(satz: Satz) -> Nachtrag:
    satz.nur(ERLAUBT[Nachtrag])
    siegel = satz.einer("siegel", _siegel)
    if siegel is None:
        raise Formfehler(satz.route, "Die Angabe »siegel« fehlt.")
    return Nachtrag(
        satz.datum("unterzeichnet"),
        satz.place,
        satz.kennungen("quelle"),
        siegel,
        satz.text_oder_nichts("bemerkung"),
        satz.einer("datei", project_datei),
    )


def _planzeile(satz: Satz) -> Planzeile:
    satz.nur(ERLAUBT[Planzeile])
    teilziel, formate = satz.text("teilziel"), satz.texte("formate")
    return Planzeile(teilziel, satz.place, formate, satz.datum_oder_nichts("zeitplan"))


def _thema(satz: Satz) -> Thema:
    satz.nur(ERLAUBT[Thema])
    return Thema(satz.text("text"), satz.texte("schlagworte"))


def _ausnahme(satz: Satz) -> Ausnahme:
    satz.nur(ERLAUBT[Ausnahme])
    return Ausnahme(satz.datum("datum"), satz.text("grund"), satz.datum_oder_nichts("bis"))


def _korrektur(satz: Satz) -> Korrektur:
    satz.nur(ERLAUBT[Korrektur])
    return Korrektur(satz.datum("datum"), satz.text("grund"))


def project_datei(satz: Satz) -> Datei:
    """Return the document an entry refers to. Raises Formfehler."""
    satz.nur(ERLAUBT[Datei])
    return Datei(satz.text("pfad"), satz.text("sha256"))


def _dauer(satz: Satz) -> Dauer:
    satz.nur(ERLAUBT[Dauer])
    monate = satz.value.get("monate")
    if type(monate) is not list or len(monate) != 2 or any(type(entry) is not int for entry in monate):
        raise Formfehler((*satz.route, "monate"), "Hier müssen zwei ganze Zahlen stehen, zum Beispiel [3, 6].")
    return Dauer((monate[0], monate[1]), satz.text("ab"))


def _partei(satz: Satz) -> Partei:
    satz.nur(ERLAUBT[Partei])
    return Partei(satz.einer("vertretung", _vertretung), satz.text_oder_nichts("ansprechperson"))


def _vertretung(satz: Satz) -> Vertretung:
    satz.nur(ERLAUBT[Vertretung])
    return Vertretung(satz.text("amt"), satz.text_oder_nichts("person"), satz.text_oder_nichts("in_vertretung"))


def _zustimmung(satz: Satz) -> dict[str, bool]:
    satz.nur(ZUSTIMMUNG)
    return {key: satz.ja(key) for key in satz.value}
