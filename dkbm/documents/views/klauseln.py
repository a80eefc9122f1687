"""The fields a seal covers, in words as they stand in the table of a Nachtrag."""

from collections.abc import Callable

from dkbm.documents.angaben import Angabe, join
from dkbm.documents.views.blick import Blick, amt_zur_zeit
from dkbm.documents.views.parteien import Seite, vertretungen
from dkbm.documents.views.vertragsinhalt import dauer, ort, phase, tag, vereinbarte_themen, ziele, zustimmungen
from dkbm.german import datum_in_worten

Worte = tuple[Angabe, ...]


def _modul(sicht: Blick) -> Worte:
    modul = sicht.vereinbarung.modul
    return (Angabe(f"Modul {modul}", sicht.at("modul")),) if modul is not None else ()


def _themen(sicht: Blick) -> Worte:
    return vereinbarte_themen(sicht) if sicht.vereinbarung.themen else ()


def _anknuepfung(sicht: Blick) -> Worte:
    text = sicht.vereinbarung.anknuepfung
    return (Angabe(text, sicht.at("anknuepfung")),) if text else ()


def _beginn(sicht: Blick) -> Worte:
    datum = sicht.vereinbarung.beginn_geplant
    return (join("Beginn: {}", Angabe(datum_in_worten(datum.text), sicht.at("beginn_geplant"))),) if datum else ()


def _dauer(sicht: Blick) -> Worte:
    found = dauer(sicht)
    return (join("Dauer: {}", found),) if found else ()


def _phase(sicht: Blick) -> Worte:
    found = phase(sicht)
    return (found,) if found else ()


def _ort(sicht: Blick) -> Worte:
    return (join("Ort: {}", ort(sicht)),) if sicht.vereinbarung.ort else ()


def _tag(sicht: Blick) -> Worte:
    return (join("Tag: {}", tag(sicht)),) if sicht.vereinbarung.unterzeichnet else ()


def _vertretung(seite: Seite) -> Callable[[Blick], Worte]:
    def words(sicht: Blick) -> Worte:
        if getattr(sicht.vereinbarung, seite).vertretung is None:
            return ()
        found = vertretungen(sicht)[f"{seite}_vertretung"]
        return (join(f"{_SEITEN[seite]}, vertreten durch {{}}", found),) if isinstance(found, Angabe) else ()

    return words


def _ansprechperson(seite: Seite) -> Callable[[Blick], Worte]:
    def words(sicht: Blick) -> Worte:
        ident = getattr(sicht.vereinbarung, seite).ansprechperson
        if ident is None:
            return ()
        person, name = sicht.person(ident, seite, "ansprechperson")
        stelle = sicht.kommune.id if seite == "kommune" else "agentur"
        amt = amt_zur_zeit(person, stelle, sicht.vereinbarung, sicht.auftrag.stichtag) if person else None
        return (
            join(f"für {_AKKUSATIV[seite]}: {{}}, {{}}", name, amt)
            if amt
            else join(f"für {_AKKUSATIV[seite]}: {{}}", name),
        )

    return words


def _zustimmung(feld: str, name: str) -> Callable[[Blick], Worte]:
    def words(sicht: Blick) -> Worte:
        if feld not in (sicht.vereinbarung.zustimmung or {}):
            return ()
        found = zustimmungen(sicht)[name]
        return (join("Zustimmung {}", found),) if isinstance(found, Angabe) else ()

    return words


_SEITEN = {"kommune": "Kommune", "agentur": "Agentur"}
_AKKUSATIV = {"kommune": "die Kommune", "agentur": "die Agentur"}
WORTE: dict[tuple[str, ...], Callable[[Blick], Worte]] = {
    ("modul",): _modul,
    ("phase",): _phase,
    ("anknuepfung",): _anknuepfung,
    ("ziele",): ziele,
    ("themen",): _themen,
    ("beginn_geplant",): _beginn,
    ("dauer",): _dauer,
    ("kommune", "vertretung"): _vertretung("kommune"),
    ("agentur", "vertretung"): _vertretung("agentur"),
    ("kommune", "ansprechperson"): _ansprechperson("kommune"),
    ("agentur", "ansprechperson"): _ansprechperson("agentur"),
    ("zustimmung", "weitergabe_projekttraeger"): _zustimmung("weitergabe_projekttraeger", "weitergabe"),
    ("zustimmung", "namentliche_veroeffentlichung"): _zustimmung("namentliche_veroeffentlichung", "veroeffentlichung"),
    ("ort",): _ort,
    ("unterzeichnet",): _tag,
}
"""What a covered field says, as it stands in the table of a Nachtrag; () where there is nothing."""
