"""What invitation and record of a meeting share: the group, the meeting, who speaks for the group."""

from collections.abc import Iterator

from dkbm.datum import Datum
from dkbm.diagnostic import Place
from dkbm.documents.angaben import Angabe, Inhalt, join
from dkbm.documents.auftrag import Auftrag
from dkbm.documents.views.blick import voller_name
from dkbm.documents.views.freigabe import freigegeben
from dkbm.documents.views.fund import Fund, datei
from dkbm.documents.views.gruppen import ZWECK
from dkbm.documents.views.papier import agentur_namen
from dkbm.german import datum_in_worten
from dkbm.model.kommune import Kommune
from dkbm.model.zeit import has_happened

NETZWERK = "netzwerk"
WOCHENTAGE = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
ROLLEN = {"sprecheramt": "Sprecheramt", "stellvertretung": "Stellvertretung"}
"""Who speaks for a group, where the source has no word of its own for it."""
_ORDNER = "data/netzwerk/"
_NEU = "- {name: …, datum: JJJJ-MM-TT, ort: …, themen: […], quelle: Q…}"


def treffen(auftrag: Auftrag) -> dict[str, Inhalt]:
    """The values of both documents; without a meeting in the data, that is one gap."""
    gruppe = datei(auftrag.dataset, f"{_ORDNER}{auftrag.gruppe}.yaml")
    eintrag = gemeintes(auftrag, gruppe)
    return {
        **agentur_namen(auftrag),
        "gruppe": _gruppe(auftrag, gruppe, eintrag.datum() if eintrag else None),
        "treffen": (eintrag.text("name") if eintrag else None) or _fehlt(auftrag, gruppe),
        "jahrestreffen": eintrag is not None and eintrag.wert.get("art") == "jahrestreffen",
        "wann": (_wann(eintrag) if eintrag else None) or _fehlt(auftrag, gruppe),
        "ort": (eintrag.text("ort") if eintrag else None) or False,
        "gastgeber": (_kommune(auftrag, eintrag.text("gastgeber")) if eintrag else None) or False,
        "zugleich": (_zugleich(auftrag, eintrag) if eintrag else None) or False,
        "themen": eintrag.texte("themen") if eintrag else (),
        "arbeitsgruppen": _arbeitsgruppen(auftrag) if auftrag.gruppe == NETZWERK else (),
    }


def gemeintes(auftrag: Auftrag, gruppe: Fund) -> Fund | None:
    """The meeting of the order, None where the data have none."""
    alle = gruppe.jeder("treffen")
    return alle[auftrag.treffen] if auftrag.treffen is not None and auftrag.treffen < len(alle) else None


def teilnehmende(eintrag: Fund) -> Angabe | None:
    """How many took part; where a source says it more than once, each number with its place there and its doubt."""
    if einfach := eintrag.text("teilnehmende"):
        return einfach
    zahlen: list[Angabe] = []
    for each in eintrag.jeder("teilnehmende"):
        if angabe := each.text("angabe"):
            zweifel = each.text("zweifel")
            doubt = [join("Zweifel: {}", zweifel.with_text(zweifel.rstrip(".")))] if zweifel else []
            notes = [*filter(None, (each.text("bemerkung"),)), *doubt]
            zahlen.append(join(f"{{}} ({'; '.join(['{}'] * len(notes))})", angabe, *notes) if notes else angabe)
    return join("; ".join(["{}"] * len(zahlen)), *zahlen) if zahlen else None


def _zugleich(auftrag: Auftrag, eintrag: Fund) -> Angabe | None:
    """The groups whose meeting it is too, by the names they had then."""
    found: list[Angabe] = []
    for ident in eintrag.texte("zugleich"):
        gruppe = datei(auftrag.dataset, f"{_ORDNER}{ident}.yaml")
        if gruppe.wert:
            name = _gruppe(auftrag, gruppe, eintrag.datum())
            found.append(Angabe(name, *ident.herkunft, *name.herkunft))
    return join(", ".join(["{}"] * len(found)), *found) if found else None


def _fehlt(auftrag: Auftrag, gruppe: Fund) -> Angabe:
    stelle = ("treffen", len(gruppe.jeder("treffen")))
    beispiel = _NEU if gruppe.jeder("treffen") else f"treffen:\n  {_NEU}"
    return auftrag.luecken.note("Treffen mit Tag und Ort", gruppe.place.file, stelle, beispiel)


def _wann(eintrag: Fund) -> Angabe | None:
    """The day with its weekday, `Mittwoch, 15.09.2021`; less where the data know less."""
    datum = eintrag.datum()
    if datum is None:
        return None
    wochentag = f"{WOCHENTAGE[datum.lo.weekday()]}, " if datum.lo == datum.hi else ""
    return Angabe(wochentag + datum_in_worten(datum.text, kurz=datum.spanne), eintrag.at("datum"))


def _gruppe(auftrag: Auftrag, gruppe: Fund, am: Datum | None) -> Angabe:
    """The group by its short mark and the name it had at the time: `AG 2 Kommunales Bildungsmonitoring`."""
    if netzwerk := gruppe.text("name"):
        return netzwerk
    kennung, name = gruppe.text("kennung"), _name_zur_zeit(auftrag, gruppe, am)
    if kennung is None:
        return auftrag.luecken.note("Kennung der Gruppe", gruppe.place.file, ("kennung",), "kennung: AG …")
    return join("{} {}", kennung, name) if name and name != kennung else kennung


def _name_zur_zeit(auftrag: Auftrag, gruppe: Fund, am: Datum | None) -> Angabe | None:
    """The name attested for just that time, else the latest one attested by the end of that year."""
    day = am.lo if am else auftrag.stichtag
    dated = [(name, each.datum()) for each in gruppe.jeder("namen") if (name := each.text("name"))]
    then = [name for name, datum in dated if datum and not datum.spanne and datum.lo <= day <= datum.hi]
    known = [(datum.hi, -index) for index, (_, datum) in enumerate(dated) if datum and datum.hi.year <= day.year]
    if then or not known:
        return next((name for name in (*then, *(name for name, _ in dated))), None)
    return dated[-max(known)[1]][0]


def _arbeitsgruppen(auftrag: Auftrag) -> tuple[Angabe, ...]:
    paths = sorted(path for path in auftrag.dataset.documents if path.startswith(_ORDNER))
    found = [datei(auftrag.dataset, path) for path in paths]
    eintrag = gemeintes(auftrag, datei(auftrag.dataset, f"{_ORDNER}{NETZWERK}.yaml"))
    am = eintrag.datum() if eintrag else None
    return tuple(_gruppe(auftrag, each, am) for each in found if each.wert.get("art") == "arbeitsgruppe")


def _kommune(auftrag: Auftrag, ident: Angabe | None) -> Angabe | None:
    found: Kommune | None = auftrag.dataset.kommunen.get(ident or "") or auftrag.dataset.partner.get(ident or "")
    return Angabe(found.offizieller_name, *(ident.herkunft if ident else ()), found.place) if found else None


def sprechende(auftrag: Auftrag) -> Iterator[dict[str, Inhalt]]:
    """Who speaks for the group, as last attested before the Stichtag: `name`, `rolle`, `stelle`, `belegt`.

    An invitation leaves the house: it names those who allowed it, as the overview of the network does.
    """
    for person in auftrag.dataset.personen.values():
        fund = datei(auftrag.dataset, person.place.file)
        found = [each for each in fund.jeder("netzwerk") if _speaks(auftrag, each)]
        if not found or not freigegeben(fund, ZWECK, {"name", "netzwerk"}, auftrag.stichtag):
            continue
        letzte = max(found, key=lambda each: datum.hi if (datum := each.datum()) else auftrag.stichtag)
        yield {
            "name": Angabe(voller_name(person), Place(person.place.file, ("name",))),
            "rolle": letzte.text("bezeichnung") or Angabe(ROLLEN[letzte.wert["rolle"]], letzte.at("rolle")),
            "stelle": _kommune(auftrag, letzte.text("stelle")) or False,
            "belegt": _belegt(letzte),
        }


def _speaks(auftrag: Auftrag, aufgabe: Fund) -> bool:
    datum = aufgabe.datum()
    spricht = aufgabe.wert.get("rolle") in ROLLEN
    return (
        spricht
        and aufgabe.wert.get("gruppe") == auftrag.gruppe
        and datum is not None
        and has_happened(datum, auftrag.stichtag)
    )


def _belegt(aufgabe: Fund) -> Inhalt:
    datum = aufgabe.datum()
    return Angabe(datum_in_worten(datum.text), aufgabe.at("datum")) if datum else False
