"""The view of the Steckbrief: where a Kommune stands, how old that knowledge is, and what is known beside it.

A working paper for the agency: it names persons with their office and the contact a source published with it
(`person-dienstlich`), never more.
"""

from collections.abc import Iterator
from datetime import date

from dkbm.dataset import Dataset
from dkbm.diagnostic import Place
from dkbm.documents.angaben import Angabe, Inhalt, join
from dkbm.documents.auftrag import Ansicht, Auftrag
from dkbm.documents.views.fund import Fund, datei
from dkbm.documents.views.lebenslauf import quellen, wann, zeitstrahl
from dkbm.documents.views.nebenher import nebenher
from dkbm.documents.views.wissen import LEER, NICHT_BELEGT, name_von, quelle_zeit, stichtag, thema, wo
from dkbm.german import alter, aufzaehlung, datum_in_worten
from dkbm.model.beleg import belege
from dkbm.model.kommune import Kommune
from dkbm.queries.sachstand import spalte, takes_part, witnesses
from dkbm.queries.status import Ansprechperson, Eintrag, Status, agreement_name, changed_by, status

_EIGENE_SICHT = "data/prozessfakten.yaml"


def ansicht(auftrag: Auftrag) -> Ansicht:
    """What the template of a Steckbrief may see."""
    kommune, dataset, day = auftrag.kommune, auftrag.dataset, auftrag.stichtag
    if kommune is None:
        raise ValueError("a Steckbrief is about a Kommune")
    found = status(dataset, kommune, day)
    file = kommune.place.file
    daten: dict[str, Inhalt] = {
        "kommune": name_von(kommune),
        "schluessel": Angabe(kommune.schluessel or "", Place(file, ("schluessel",))),
        "stichtag": stichtag(day),
        "stand": _stand(found, dataset),
        "schritt": _schritt(found),
        "zeitstrahl": zeitstrahl(found.verlauf, dataset, day),
        "vereinbarungen": tuple(_vereinbarung(each, dataset, day) for each in found.vereinbarungen),
        "nebenher": nebenher(found.verlauf, dataset, day),
        "personen": tuple(map(_person, found.ansprechpersonen)),
        "beispiele": tuple(_beispiele(dataset, kommune, day)),
        "fragen": tuple(_fragen(found, dataset)),
        "bemerkung": Angabe(kommune.bemerkung or "", Place(file, ("bemerkung",))),
    }
    return Ansicht(daten)


def _stand(found: Status, dataset: Dataset) -> dict[str, Inhalt]:
    lage = found.lage
    known = belege(found.kommune, dataset.prozess, dataset.quellen)
    places = [each.place for each in witnesses(known, lage, found.stichtag)] or [Place(found.kommune.place.file)]
    where = wo(spalte(lage), dataset)
    return {
        "wo": Angabe(where[:1].upper() + where[1:], *where.herkunft, *places),
        "seit": Angabe(datum_in_worten(lage.seit) if lage.seit else NICHT_BELEGT, *places),
        "im_modul": lage.lage in ("im_modul", "pausiert"),
        "kein_beleg": lage.lage == "kein_beleg",
        "nicht_genannt": lage.lage == "nicht_genannt",
        "wissen": _wissen(found, dataset, places),
        "zuvor": _zuvor(found, dataset),
        "danach": _danach(found),
        "annahmen": tuple(Angabe(each, *places) for each in lage.annahmen),
    }


def _wissen(found: Status, dataset: Dataset, places: list[Place]) -> Angabe:
    """How old the knowledge is and what it rests on: the first thing to know of everything below."""
    lage, day = found.lage, found.stichtag
    quelle = dataset.quellen.get(lage.quelle or "")
    if lage.zuletzt_belegt_bis is None:
        return LEER
    source = join("{}, Stand {}", Angabe(lage.quelle or "", *places), quelle_zeit(quelle)) if quelle else LEER
    last = lage.zuletzt_belegt_bis
    if lage.lage == "nicht_genannt":
        said = "an diesem Tag" if last >= day else alter(last, day)
        return join("Zuletzt fehlte die Kommune {} in einer vollständigen Liste ({}).", Angabe(said), source)
    if lage.gewissheit == "belegt":
        when = "Vor und nach diesem Tag belegt" if last < day else "An diesem Tag belegt"
        return join("{} ({}).", Angabe(when), source)
    return join("Zuletzt belegt {} ({}); seither fortgeschrieben.", Angabe(alter(last, day)), source)


def _zuvor(found: Status, dataset: Dataset) -> Angabe:
    if found.zuvor is None:
        return LEER
    lage = found.lage._replace(lage="im_modul" if found.zuvor.modul else "im_prozess", modul=found.zuvor.modul)
    return Angabe(f"{wo(spalte(lage), dataset)} ({found.zuvor.quelle})", found.zuvor.place)


def _danach(found: Status) -> Angabe:
    later = found.lage.danach_belegt
    if later is None:
        return LEER
    where = f" Modul {later.modul}" if later.modul is not None else ""
    when = f", {datum_in_worten(later.wann.text)}" if later.wann.text else ""
    return Angabe(f"{later.name}{where}{when} ({later.quelle})", later.place)


def _schritt(found: Status) -> dict[str, Inhalt]:
    """The next step of the process and what its gate still lacks."""
    prozess = Place("data/prozess.yaml", ("tore",))
    return {
        "text": Angabe(found.schritt.text if found.schritt else "", prozess),
        "fehlt": Angabe(aufzaehlung(each.name for each in found.fehlt), prozess),
        "im_prozess": takes_part(found.lage),
    }


def _vereinbarung(eintrag: Eintrag, dataset: Dataset, day: date) -> Inhalt:
    agreement = eintrag.vereinbarung
    assert agreement is not None  # noqa: S101 -- the caller asks for agreements
    place, since = agreement.place, changed_by(agreement, day)
    themen = [thema(agreement, index) for index in range(len(agreement.themen))]
    ziele = [Angabe(each, Place(place.file, (*place.route, "ziele", i))) for i, each in enumerate(agreement.ziele)]
    nothing = Angabe(f"Themen und Ziele: {NICHT_BELEGT}", place)
    parts = []
    if themen:
        parts.append(("Thema: " if len(themen) == 1 else "Themen: ") + "; ".join(["{}"] * len(themen)))
    if ziele:
        parts.append(("Ziel: " if len(ziele) == 1 else "Ziele: ") + " ".join(["{}"] * len(ziele)))
    return {
        "name": Angabe(agreement_name(agreement), place),
        "wann": wann(eintrag),
        "inhalt": join(". ".join(parts), *themen, *ziele) if parts else nothing,
        "quelle": quellen(eintrag, dataset),
        "nachtraege": Angabe(since, Place(place.file, (*place.route, "nachtraege"))) if since else False,
    }


def _person(contact: Ansprechperson) -> Inhalt:
    known = contact.kontakt
    ways = " · ".join(way for way in (known.telefon, known.email) if way) if known else ""
    doubt = f" (Zweifel: {known.zweifel})" if known and known.zweifel else ""
    file = contact.place.file
    return {
        "name": Angabe(contact.name, Place(file, ("name",))),
        "seite": Angabe(contact.rolle, contact.place),
        "amt": Angabe(contact.amt or NICHT_BELEGT, Place(file, ("aemter",))),
        "kontakt": Angabe(f"{ways}{doubt}" or NICHT_BELEGT, Place(file, ("kontakt",))),
        "stand": Angabe(datum_in_worten(contact.datum.text) if contact.datum else NICHT_BELEGT, contact.place),
    }


def _beispiele(dataset: Dataset, kommune: Kommune, day: date) -> Iterator[Inhalt]:
    """Its practice examples as far as they were known by that day."""
    names = {each.wert.get("nummer"): each for each in datei(dataset, "data/eckpunkte.yaml").jeder("eckpunkte")}
    for path in sorted(dataset.documents):
        fund = datei(dataset, path)
        if not path.startswith("data/beispiele/") or fund.wert.get("kommune") != kommune.id:
            continue
        stand = fund.datum("stand")
        if stand is not None and stand.lo > day:
            continue
        eckpunkt = names.get(fund.wert.get("eckpunkt"), Fund({}, Place(path)))
        yield {
            "titel": fund.text("titel") or Angabe(path, Place(path)),
            "eckpunkt": eckpunkt.text("name") or LEER,
            "stand": fund.wann("stand") or Angabe(NICHT_BELEGT, Place(path)),
            "quelle": fund.text("quelle") or LEER,
        }


def _fragen(found: Status, dataset: Dataset) -> Iterator[Angabe]:
    """What is open: what may have happened by then, what sources contradict each other in, what is overdue."""
    for maybe in found.moeglich:
        where = f" Modul {maybe.modul}" if maybe.modul is not None else ""
        yield Angabe(f"Vielleicht schon geschehen: {maybe.name}{where} ({maybe.quelle})", maybe.place)
    for due in found.faellig:
        word = "überfällig seit" if due.ueberfaellig else "fällig am"
        yield Angabe(f"{due.name}: {word} {due.am:%d.%m.%Y}", Place("data/prozess.yaml", ("fristen",)))
    yield from _widersprueche(dataset, found.kommune)


def _widersprueche(dataset: Dataset, kommune: Kommune) -> Iterator[Angabe]:
    """The contradictions that name the Kommune, each with what its sources say."""
    for dispute in datei(dataset, _EIGENE_SICHT).jeder("widersprueche"):
        said = []
        for each in dispute.jeder("aussagen"):
            if each.wert.get("kommune") == kommune.id and (text := each.text("text")):
                sources = each.texte("quelle")
                pattern = "{} (" + ", ".join(["{}"] * len(sources)) + ")"
                said.append(join(pattern, text.with_text(text.rstrip(".")), *sources))
        if said:
            yield join("Widerspruch „{}“: " + "; ".join(["{}"] * len(said)), dispute.text("thema") or LEER, *said)
