"""The files of `data/netzwerk/` as groups and as the network; imported only where such a file is read."""

from pathlib import PurePosixPath
from typing import Any, TypeVar

from dkbm.model.beispiel import ARTEN
from dkbm.model.netzwerk import (
    GRUPPENARTEN,
    Auskunft,
    Beitragsart,
    Besetzung,
    Beteiligung,
    Forum,
    Gruppe,
    Gruppenname,
    Jahreszahl,
    Netzwerk,
    Papier,
    Rhythmus,
    Satzangabe,
    Treffen,
    Veroeffentlichung,
    Zahlangabe,
)
from dkbm.model.projektion.kommune import dated, project_datei
from dkbm.model.projektion.satz import Satz
from dkbm.model.projektion.schluessel import keys_of

T = TypeVar("T", Satzangabe, Beteiligung, Gruppenname, Rhythmus, Zahlangabe, Jahreszahl, Veroeffentlichung, Auskunft)

ERLAUBT: dict[type, frozenset[str]] = {
    Satzangabe: keys_of(Satzangabe),
    Beteiligung: keys_of(Beteiligung),
    Gruppenname: keys_of(Gruppenname),
    Rhythmus: keys_of(Rhythmus),
    Zahlangabe: keys_of(Zahlangabe),
    Papier: keys_of(Papier),
    Treffen: keys_of(Treffen),
    Jahreszahl: keys_of(Jahreszahl),
    Besetzung: keys_of(Besetzung),
    Gruppe: keys_of(Gruppe) - {"id"},
    Veroeffentlichung: keys_of(Veroeffentlichung),
    Auskunft: keys_of(Auskunft),
    Beitragsart: keys_of(Beitragsart),
    Forum: keys_of(Forum),
    Netzwerk: keys_of(Netzwerk),
}
"""The keys of every entry, as in `dkbm.model.projektion.schluessel`."""

_LISTEN = frozenset({"inhalt", "gruppen", "beschlossen_von", "schlagworte"})
_ZAHLEN = frozenset({"mindestens", "hoechstens", "anzahl"})


def project_gruppe(satz: Satz) -> Gruppe:
    """Return the group of a document; the id is the name of the file. Raises Formfehler."""
    satz.nur(ERLAUBT[Gruppe])
    return Gruppe(
        id=PurePosixPath(satz.file).stem,
        kennung=satz.text("kennung"),
        art=satz.wort("art", GRUPPENARTEN),
        place=satz.place,
        namen=_jeder(satz, "namen", Gruppenname),
        teil_von=satz.text_oder_nichts("teil_von"),
        auch=_jeder(satz, "auch", Gruppenname),
        mitglieder=_jeder(satz, "mitglieder", Satzangabe),
        zweck=_jeder(satz, "zweck", Satzangabe),
        ablauf=_jeder(satz, "ablauf", Satzangabe),
        themen=_jeder(satz, "themen", Satzangabe),
        besetzung=satz.einer("besetzung", _besetzung),
        rhythmus=_jeder(satz, "rhythmus", Rhythmus),
        treffen=satz.jeder("treffen", _treffen),
        treffen_je_jahr=_jeder(satz, "treffen_je_jahr", Jahreszahl),
        offen=satz.texte("offen"),
        bemerkung=satz.text_oder_nichts("bemerkung"),
    )


def project_netzwerk(satz: Satz) -> Netzwerk:
    """Return the network of a document. Raises Formfehler."""
    satz.nur(ERLAUBT[Netzwerk])
    return Netzwerk(
        name=satz.text("name"),
        place=satz.place,
        entstehung=_jeder(satz, "entstehung", Satzangabe),
        ziele=_jeder(satz, "ziele", Satzangabe),
        hintergrund=_jeder(satz, "hintergrund", Satzangabe),
        vorteile=_jeder(satz, "vorteile", Satzangabe),
        beteiligung=_jeder(satz, "beteiligung", Beteiligung),
        auskunft=_jeder(satz, "auskunft", Auskunft),
        sprecheramt=_jeder(satz, "sprecheramt", Satzangabe),
        rhythmus=_jeder(satz, "rhythmus", Rhythmus),
        jahrestreffen=_jeder(satz, "jahrestreffen", Satzangabe),
        treffen=satz.jeder("treffen", _treffen),
        chronik=_jeder(satz, "chronik", Satzangabe),
        forum=satz.einer("forum", _forum),
        veroeffentlichungen=satz.jeder("veroeffentlichungen", project_veroeffentlichung),
        offen=satz.texte("offen"),
        bemerkung=satz.text_oder_nichts("bemerkung"),
    )


def project_satzangabe(satz: Satz) -> Satzangabe:
    """Return a sentence of a source. Raises Formfehler."""
    return _entry(satz, Satzangabe)


def project_veroeffentlichung(satz: Satz) -> Veroeffentlichung:
    """Return a paper or a piece of material. Raises Formfehler."""
    satz.wort("art", ARTEN, "publikation")
    return _entry(satz, Veroeffentlichung)


def _jeder(satz: Satz, key: str, model: type[T]) -> tuple[T, ...]:
    return satz.jeder(key, lambda each: _entry(each, model))


def _entry(satz: Satz, model: type[T]) -> T:
    """An entry of plain fields, each read as what its name says it is."""
    satz.nur(ERLAUBT[model])
    present = {name: satz.value[name] for name in model._fields if name in satz.value}
    values: dict[str, Any] = {name: _value(satz, name) for name in present}
    if "quellen" in model._fields:
        values["quellen"] = dated(satz, "datum")[2]
    if "place" in model._fields:
        values["place"] = satz.place
    for name in model._fields:
        if name not in values and name not in model._field_defaults:
            satz.text(name)  # complains that it is missing
    return model(**values)


def _value(satz: Satz, name: str) -> object:
    if name == "datum":
        return dated(satz, name)[0]
    if name in _LISTEN:
        return satz.texte(name)
    if name == "eckpunkte":
        return satz.zahlen(name)
    if name in ("geplant", "erschlossen"):
        return satz.ja(name)
    if name in _ZAHLEN:
        return satz.zahl(name)
    return satz.datum(name) if name == "bis" else satz.text(name)


def _treffen(satz: Satz) -> Treffen:
    satz.nur(ERLAUBT[Treffen])
    datum, abweichend, quellen = dated(satz, "datum")
    return Treffen(
        name=satz.text("name"),
        quellen=quellen,
        place=satz.place,
        art=satz.text_oder_nichts("art"),
        datum=datum,
        abweichend=abweichend,
        ort=satz.text_oder_nichts("ort"),
        gastgeber=satz.text_oder_nichts("gastgeber"),
        zugleich=satz.texte("zugleich"),
        themen=satz.texte("themen"),
        teilnehmende=project_teilnehmende(satz),
        papiere=satz.jeder("papiere", _papier),
        geplant=satz.ja("geplant"),
        bemerkung=satz.text_oder_nichts("bemerkung"),
        zweifel=satz.text_oder_nichts("zweifel"),
        erschlossen=satz.ja("erschlossen"),
    )


def project_teilnehmende(satz: Satz) -> tuple[Zahlangabe, ...]:
    """Return how many attended, as each place puts it. Raises Formfehler."""
    if satz.is_liste("teilnehmende"):
        return _jeder(satz, "teilnehmende", Zahlangabe)
    single = satz.text_oder_nichts("teilnehmende")
    return (Zahlangabe(single, satz.kennungen("quelle")),) if single is not None else ()


def _papier(satz: Satz) -> Papier:
    satz.nur(ERLAUBT[Papier])
    return Papier(satz.text("titel"), satz.einer("datei", project_datei))


def _besetzung(satz: Satz) -> Besetzung:
    satz.nur(ERLAUBT[Besetzung])
    numbers = (satz.zahl("sprecheramt"), satz.zahl("stellvertretung"), satz.zahl("weitere_hoechstens"))
    return Besetzung(satz.text("je"), *numbers, satz.kennungen("quelle"))


def _forum(satz: Satz) -> Forum:
    satz.nur(ERLAUBT[Forum])
    arten = satz.jeder("beitragsarten", _beitragsart)
    steps, uses = _jeder(satz, "schritte", Satzangabe), _jeder(satz, "nutzung", Satzangabe)
    return Forum(satz.kennungen("quelle"), steps, uses, arten)


def _beitragsart(satz: Satz) -> Beitragsart:
    satz.nur(ERLAUBT[Beitragsart])
    return Beitragsart(satz.text("art"), satz.text("name"))
