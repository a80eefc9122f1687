"""The files every answer needs beside the Kommune: the process, the sources, persons and keywords."""

from pathlib import PurePosixPath

from dkbm.datum import Datum
from dkbm.model.person import Amt, Aufgabe, Kontakt, Person
from dkbm.model.projektion.kommune import dated
from dkbm.model.projektion.satz import Satz
from dkbm.model.projektion.schluessel import ERLAUBT, RAHMEN
from dkbm.model.prozess import (
    BEDEUTUNGEN,
    GILT_FUER,
    SCHRITTE,
    WIRKUNGEN,
    Ereignisart,
    Frist,
    Modul,
    Nachweis,
    Phase,
    Prozess,
    Tor,
)
from dkbm.model.quelle import STAND_ARTEN, Quelle


def project_prozess(satz: Satz) -> Prozess:
    """Return `data/prozess.yaml` as the process, modules and phases by number. Raises Formfehler."""
    satz.nur(ERLAUBT[Prozess])
    arten = satz.jeder("ereignisse", _ereignisart)
    return Prozess(
        place=satz.place,
        module=tuple(sorted(satz.jeder("module", _modul), key=lambda modul: modul.nummer)),
        tore=satz.jeder("tore", _tor),
        ereignisse={art.art: art for art in reversed(arten)},
        fristen=satz.jeder("fristen", _frist),
        rahmen_bis=satz.einer("rahmen", _rahmen_bis),
    )


def _rahmen_bis(satz: Satz) -> Datum | None:
    satz.nur(RAHMEN)
    return satz.datum_oder_nichts("gilt_bis")


def _modul(satz: Satz) -> Modul:
    satz.nur(ERLAUBT[Modul])
    phasen = sorted(satz.jeder("phasen", _phase), key=lambda phase: phase.nummer)
    return Modul(satz.zahl("nummer"), satz.text("name"), tuple(phasen))


def _phase(satz: Satz) -> Phase:
    satz.nur(ERLAUBT[Phase])
    return Phase(satz.zahl("nummer"), satz.text("name"))


def _tor(satz: Satz) -> Tor:
    satz.nur(ERLAUBT[Tor])
    phase, verlangt = satz.zahl_oder_nichts("phase"), satz.jeder("verlangt", _nachweis)
    return Tor(satz.wort("schritt", SCHRITTE), satz.zahl("modul"), phase, verlangt)


def _nachweis(satz: Satz) -> Nachweis:
    satz.nur(ERLAUBT[Nachweis])
    return Nachweis(satz.text("nachweis"), satz.zahl_oder_nichts("modul"), satz.text("wer"))


def _ereignisart(satz: Satz) -> Ereignisart:
    satz.nur(ERLAUBT[Ereignisart])
    wirkung, bedeutet = satz.wort("wirkung", WIRKUNGEN), satz.wort("bedeutet", BEDEUTUNGEN, "belegt")
    return Ereignisart(satz.text("art"), satz.text("name"), wirkung, bedeutet)


def _frist(satz: Satz) -> Frist:
    satz.nur(ERLAUBT[Frist])
    modul, name = satz.zahl_oder_nichts("modul"), satz.text_oder_nichts("name")
    gilt_fuer = satz.wort("gilt_fuer", GILT_FUER, GILT_FUER[0])
    return Frist(satz.text("art"), satz.text("ab"), satz.zahl("monate"), modul, satz.ja("rahmen"), name, gilt_fuer)


def project_quellen(satz: Satz) -> dict[str, Quelle]:
    """Return the sources of `data/quellen.yaml` by id, the first of two with the same. Raises Formfehler."""
    return {quelle.id: quelle for quelle in reversed(satz.jeder("quellen", _quelle))}


def _quelle(satz: Satz) -> Quelle:
    satz.nur(ERLAUBT[Quelle])
    text = satz.text_oder_nichts
    return Quelle(
        id=satz.text("id"),
        titel=satz.text("titel"),
        herausgeber=satz.text("herausgeber"),
        place=satz.place,
        url=text("url"),
        stand=satz.datum_oder_nichts("stand"),
        stand_art=satz.wort("stand_art", STAND_ARTEN, "unbekannt"),
        grund=text("grund"),
        abdeckung=text("abdeckung"),
        vollstaendig=satz.texte("vollstaendig"),
        nach=text("nach"),
        abgerufen=satz.datum_oder_nichts("abgerufen"),
    )


def project_person(satz: Satz) -> Person:
    """Return the person of a document; the id is the name of the file. Raises Formfehler."""
    satz.nur(ERLAUBT[Person])
    return Person(
        id=PurePosixPath(satz.file).stem,
        name=satz.text("name"),
        place=satz.place,
        titel=satz.text_oder_nichts("titel"),
        aemter=satz.jeder("aemter", _amt),
        kontakt=satz.einer("kontakt", _kontakt),
        netzwerk=satz.jeder("netzwerk", _aufgabe),
    )


def _amt(satz: Satz) -> Amt:
    satz.nur(ERLAUBT[Amt])
    datum, _, quellen = dated(satz, "datum")
    words = (satz.text("amt"), satz.text("bezeichnung"), satz.text("stelle"))
    return Amt(*words, datum, quellen, satz.datum_oder_nichts("bis"))


def _aufgabe(satz: Satz) -> Aufgabe:
    satz.nur(ERLAUBT[Aufgabe])
    datum, _, quellen = dated(satz, "datum")
    text = satz.text_oder_nichts
    return Aufgabe(
        gruppe=satz.text("gruppe"),
        rolle=satz.text("rolle"),
        place=satz.place,
        quellen=quellen,
        bezeichnung=text("bezeichnung"),
        stelle=text("stelle"),
        datum=datum,
        bis=satz.datum_oder_nichts("bis"),
        bemerkung=text("bemerkung"),
        zweifel=text("zweifel"),
        bis_quelle=satz.kennungen("bis_quelle"),
    )


def _kontakt(satz: Satz) -> Kontakt:
    satz.nur(ERLAUBT[Kontakt])
    text = satz.text_oder_nichts
    ways, quellen = (text("telefon"), text("email"), text("web")), satz.kennungen("quelle")
    return Kontakt(*ways, quellen, text("bemerkung"), text("zweifel"))


def project_themen(satz: Satz) -> dict[str, str]:
    """Return the names of the keywords of `data/themen.yaml` by id. Raises Formfehler."""
    return dict(reversed(satz.jeder("schlagworte", lambda entry: (entry.text("id"), entry.text("name")))))
