"""The two sides of an agreement: who represents each of them, who signs, who is to be spoken to."""

from typing import Literal, NamedTuple

from dkbm.diagnostic import Place
from dkbm.documents.aemter import AEMTER, amt, amt_titel, unterschrift, vertreten_durch
from dkbm.documents.angaben import Angabe, Inhalt, join
from dkbm.documents.grammar import UnknownNounError
from dkbm.documents.views.blick import Blick, amt_zur_zeit
from dkbm.model.kommune import Partei, Vertretung
from dkbm.model.person import Person

Seite = Literal["kommune", "agentur"]
_LEITUNG = {
    "landkreis": "landrat | landraetin",
    "region": "regionspraesident | regionspraesidentin",
    "kreisfreie-stadt": "oberbuergermeister | oberbuergermeisterin",
}
_SEITEN = {"kommune": "der Kommune", "agentur": "der Agentur"}


def vertretungen(sicht: Blick) -> dict[str, Inhalt]:
    """Representation and signature lines of both sides."""
    kommune_vertretung, kommune_zeilen = _kommune(sicht)
    agentur_vertretung, agentur_zeilen = _agentur(sicht)
    return {
        "kommune_vertretung": kommune_vertretung,
        "unterschrift_kommune": kommune_zeilen,
        "agentur_vertretung": agentur_vertretung,
        "unterschrift_agentur": agentur_zeilen,
    }


def ansprechpersonen(sicht: Blick) -> dict[str, Inhalt]:
    """Who is to be spoken to on both sides: `name` and `amt`."""
    return {
        "ansprechperson_kommune": _ansprechperson(sicht, "kommune", sicht.kommune.id),
        "ansprechperson_agentur": _ansprechperson(sicht, "agentur", "agentur"),
    }


class _Belegt(NamedTuple):
    """A representation, and the places that name the offices."""

    vertretung: Vertretung
    places: tuple[Place, ...]


def _kommune(sicht: Blick) -> tuple[Angabe, tuple[Angabe, ...]]:
    """The Kommune acts through an office; a name is added under the signature where the data give one."""
    belegt = _from_agreement(sicht) or _from_leitung(sicht)
    if belegt is None:
        amt_hier = _LEITUNG.get(sicht.kommune.art, "…")
        mark = sicht.note("Vertretung der Kommune", ("kommune", "vertretung"), f"vertretung: {{amt: {amt_hier}}}")
        return mark, (mark,)
    vertretung, places = belegt
    try:
        text = Angabe(vertreten_durch(vertretung.amt, vertretung.in_vertretung), *places)
        zeilen = tuple(Angabe(zeile, *places) for zeile in unterschrift(vertretung.amt, vertretung.in_vertretung))
    except UnknownNounError as error:
        mark = _amt_unknown(sicht, "kommune", "in_vertretung" if error.args[0] != vertretung.amt else "amt")
        return mark, (mark,)
    if vertretung.person is None:
        return text, zeilen
    return text, (*zeilen, sicht.person(vertretung.person, "kommune", "vertretung", "person")[1])


def _from_agreement(sicht: Blick) -> _Belegt | None:
    vertretung = sicht.vereinbarung.kommune.vertretung
    if vertretung is None:
        return None
    fields = ("amt", "in_vertretung") if vertretung.in_vertretung else ("amt",)
    return _Belegt(vertretung, tuple(sicht.at("kommune", "vertretung", field) for field in fields))


def _from_leitung(sicht: Blick) -> _Belegt | None:
    """The head's office as dated data give it for the day of the agreement; two different ones are no answer."""
    tag = sicht.vereinbarung.unterzeichnet
    dann = {
        Place(sicht.kommune.place.file, ("leitung", index, "amt")): leitung.amt
        for index, leitung in enumerate(sicht.kommune.leitung)
        if tag and leitung.datum and leitung.datum.lo <= tag.lo and tag.hi <= leitung.datum.hi
    }
    aemter = set(dann.values())
    return _Belegt(Vertretung(aemter.pop()), tuple(dann)) if len(aemter) == 1 else None


def _agentur(sicht: Blick) -> tuple[Angabe, tuple[Angabe, ...]]:
    """The agency acts through a person with an office: `die Projektleitung, Dr. Tom Test`."""
    vertretung = sicht.vereinbarung.agentur.vertretung
    if vertretung is None or vertretung.person is None:
        feld = ("agentur", "vertretung") if vertretung is None else ("agentur", "vertretung", "person")
        beispiel = "vertretung: {amt: projektleitung, person: p-…}" if vertretung is None else "person: p-…"
        mark = sicht.note("Vertretung der Agentur", feld, beispiel)
        return mark, (mark,)
    _, name = sicht.person(vertretung.person, "agentur", "vertretung", "person")
    place = sicht.at("agentur", "vertretung", "amt")
    try:
        durch, titel = Angabe(amt(vertretung.amt, "akk"), place), Angabe(amt_titel(vertretung.amt), place)
    except UnknownNounError:
        mark = _amt_unknown(sicht, "agentur", "amt")
        return mark, (mark,)
    return join("{}, {}", durch, name), (join("{}, {}", name, titel),)


def _amt_unknown(sicht: Blick, seite: Seite, feld: str) -> Angabe:
    label = f"Bekanntes Amt in der Vertretung {_SEITEN[seite]}"
    return sicht.note(label, (seite, "vertretung", feld), f"{feld}: …  # eines von: {', '.join(AEMTER)}")


def _ansprechperson(sicht: Blick, seite: Seite, stelle: str) -> dict[str, Inhalt]:
    """`name`, and `amt` at the time: Mara Muster, Leiterin des Fachbereichs Bildung."""
    partei: Partei = getattr(sicht.vereinbarung, seite)
    if partei.ansprechperson is None:
        mark = sicht.note(f"Ansprechperson {_SEITEN[seite]}", (seite, "ansprechperson"), "ansprechperson: p-…")
        return {"name": mark, "amt": False}
    person, name = sicht.person(partei.ansprechperson, seite, "ansprechperson")
    if person is None:
        return {"name": name, "amt": False}
    amt_damals = amt_zur_zeit(person, stelle, sicht.vereinbarung, sicht.auftrag.stichtag)
    return {"name": name, "amt": amt_damals or _amt_missing(sicht, person, stelle)}


def _amt_missing(sicht: Blick, person: Person, stelle: str) -> Angabe:
    eintrag = f"{{amt: …, bezeichnung: …, stelle: {stelle}, datum: JJJJ-MM-TT, quelle: Q…}}"
    route, beispiel = ("aemter", len(person.aemter)), f"- {eintrag}" if person.aemter else f"aemter:\n  - {eintrag}"
    label = f"Amt von {person.name} zur Zeit der Vereinbarung"
    return sicht.auftrag.luecken.note(label, person.place.file, route, beispiel)
