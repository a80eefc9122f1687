"""The two sides of an agreement: how the Kommune is called, who represents each side, who is to be spoken to."""

from dkbm.documents.aemter import AEMTER, amt, amt_titel, unterschrift, vertreten_durch
from dkbm.documents.grammar import UnknownNounError, kommune
from dkbm.documents.views import Angabe
from dkbm.documents.views.blick import Blick, amt_zur_zeit
from dkbm.model.kommune import Partei, Vertretung
from dkbm.model.person import Person

_LEITUNG = {
    "landkreis": "landrat | landraetin",
    "region": "regionspraesident | regionspraesidentin",
    "kreisfreie-stadt": "oberbuergermeister | oberbuergermeisterin",
}
_SEITEN = {"kommune": "der Kommune", "agentur": "der Agentur"}


def kommune_namen(sicht: Blick) -> dict[str, Angabe]:
    """The official name, and with its article as the wording needs it: `dem Landkreis Harburg`."""
    name, art = sicht.kommune.name, sicht.kommune.art
    try:
        declined = {"kommune_nom": kommune(name, art, "nom"), "kommune_dat": kommune(name, art, "dat")}
    except UnknownNounError:
        mark = sicht.luecken.note(
            "Name mit bekanntem Geschlecht des ersten Wortes", sicht.kommune.place.file, ("name",), "name: Landkreis …"
        )
        declined = {"kommune_nom": mark, "kommune_dat": mark}
    return {"kommune": sicht.kommune.offizieller_name, **declined}


def parteien(sicht: Blick) -> dict[str, Angabe]:
    """Representation, signature lines and contact of both sides."""
    kommune_vertretung, kommune_zeilen = _kommune(sicht)
    agentur_vertretung, agentur_zeilen = _agentur(sicht)
    return {
        "kommune_vertretung": kommune_vertretung,
        "unterschrift_kommune": kommune_zeilen,
        "ansprechperson_kommune": _ansprechperson(sicht, "kommune", sicht.kommune.id),
        "agentur_vertretung": agentur_vertretung,
        "unterschrift_agentur": agentur_zeilen,
        "ansprechperson_agentur": _ansprechperson(sicht, "agentur", "agentur"),
    }


def _kommune(sicht: Blick) -> tuple[str, tuple[str, ...]]:
    """The Kommune acts through an office; a name is added under the signature where the data give one."""
    vertretung = sicht.vereinbarung.kommune.vertretung or _from_leitung(sicht)
    if vertretung is None:
        amt_hier = _LEITUNG.get(sicht.kommune.art, "…")
        mark = sicht.note("Vertretung der Kommune", ("kommune", "vertretung"), f"vertretung: {{amt: {amt_hier}}}")
        return mark, (mark,)
    try:
        text = vertreten_durch(vertretung.amt, vertretung.in_vertretung)
        zeilen = unterschrift(vertretung.amt, vertretung.in_vertretung)
    except UnknownNounError as error:
        mark = _amt_unknown(sicht, "kommune", "in_vertretung" if error.args[0] != vertretung.amt else "amt")
        return mark, (mark,)
    return text, (*zeilen, sicht.person(vertretung.person)[1]) if vertretung.person else zeilen


def _from_leitung(sicht: Blick) -> Vertretung | None:
    """The head's office as dated data give it for the day of the agreement; two different ones are no answer."""
    tag = sicht.vereinbarung.unterzeichnet
    aemter = {
        leitung.amt
        for leitung in sicht.kommune.leitung
        if tag and leitung.datum and leitung.datum.lo <= tag.lo and tag.hi <= leitung.datum.hi
    }
    return Vertretung(aemter.pop()) if len(aemter) == 1 else None


def _agentur(sicht: Blick) -> tuple[str, tuple[str, ...]]:
    """The agency acts through a person with an office: `die Projektleitung, Dr. Tom Test`."""
    vertretung = sicht.vereinbarung.agentur.vertretung
    if vertretung is None or vertretung.person is None:
        feld = ("agentur", "vertretung") if vertretung is None else ("agentur", "vertretung", "person")
        beispiel = "vertretung: {amt: projektleitung, person: p-…}" if vertretung is None else "person: p-…"
        mark = sicht.note("Vertretung der Agentur", feld, beispiel)
        return mark, (mark,)
    _, name = sicht.person(vertretung.person)
    try:
        return f"{amt(vertretung.amt, 'akk')}, {name}", (f"{name}, {amt_titel(vertretung.amt)}",)
    except UnknownNounError:
        mark = _amt_unknown(sicht, "agentur", "amt")
        return mark, (mark,)


def _amt_unknown(sicht: Blick, seite: str, feld: str) -> str:
    label = f"Bekanntes Amt in der Vertretung {_SEITEN[seite]}"
    return sicht.note(label, (seite, "vertretung", feld), f"{feld}: …  # eines von: {', '.join(AEMTER)}")


def _ansprechperson(sicht: Blick, seite: str, stelle: str) -> str:
    """Name and office at the time: `Mara Muster, Leiterin des Fachbereichs Bildung`."""
    partei: Partei = getattr(sicht.vereinbarung, seite)
    if partei.ansprechperson is None:
        return sicht.note(f"Ansprechperson {_SEITEN[seite]}", (seite, "ansprechperson"), "ansprechperson: p-…")
    person, name = sicht.person(partei.ansprechperson)
    if person is None:
        return name
    return f"{name}, {amt_zur_zeit(person, stelle, sicht.vereinbarung) or _amt_missing(sicht, person, stelle)}"


def _amt_missing(sicht: Blick, person: Person, stelle: str) -> str:
    eintrag = f"{{amt: …, bezeichnung: …, stelle: {stelle}, datum: JJJJ-MM-TT, quelle: Q…}}"
    route, beispiel = ("aemter", len(person.aemter)), f"- {eintrag}" if person.aemter else f"aemter:\n  - {eintrag}"
    return sicht.luecken.note(f"Amt von {person.name} zur Zeit der Vereinbarung", person.place.file, route, beispiel)
