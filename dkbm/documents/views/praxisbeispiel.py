"""The view of an example in its four parts: Ausgangspunkt, Meilensteine, Etablierung, Kontakt.

What is doubtful or only inferred is said; nothing is corrected in silence.
"""

from dkbm.diagnostic import Place
from dkbm.documents.angaben import Angabe, Inhalt, join
from dkbm.documents.auftrag import Ansicht, Auftrag
from dkbm.documents.views.blick import voller_name
from dkbm.documents.views.freigabe import freigegeben
from dkbm.documents.views.fund import Fund, datei
from dkbm.documents.views.rahmen import BEISPIELE, eckpunkte
from dkbm.german import datum_in_worten
from dkbm.model.person import Kontakt, Person
from dkbm.queries.freigaben import is_withdrawn

ZWECK, KONTAKT = "Praxisbeispiel", "kontakt"
"""What an approval must be for, and the field it must name, so that contact data stand in an example."""
TEILE = ("ausgangspunkt", "meilensteine", "etablierung")


def ansicht(auftrag: Auftrag) -> Ansicht:
    """The example named in the order."""
    beispiel = datei(auftrag.dataset, f"{BEISPIELE}{auftrag.beispiel}.yaml")
    quellen = beispiel.texte("quelle")
    return Ansicht(
        {
            "titel": beispiel.text("titel") or _fehlt(auftrag, beispiel, "Titel", "titel"),
            "titel_erschlossen": beispiel.ja("titel_erschlossen"),
            "kommune": _kommune(auftrag, beispiel),
            "eckpunkte": _eckpunkt(auftrag, beispiel),
            "stand": beispiel.wann("stand") or False,
            "zweifel": beispiel.text("zweifel") or False,
            "web": _web(auftrag, beispiel),
            **{teil: tuple(_zeile(eintrag) for eintrag in beispiel.jeder(teil)) for teil in TEILE},
            "kontakte": _kontakt(auftrag, beispiel, frozenset(quellen)),
            "quellen": tuple(_quelle(auftrag, ident) for ident in quellen),
        }
    )


def _web(auftrag: Auftrag, beispiel: Fund) -> Inhalt:
    """The address of the example, unless it is the one under which the person to ask is found."""
    web, person = beispiel.text("web"), auftrag.dataset.personen.get(beispiel.text("kontakt") or "")
    schon_genannt = person is not None and person.kontakt is not None and person.kontakt.web == web
    return False if web is None or schon_genannt else web


def _fehlt(auftrag: Auftrag, beispiel: Fund, label: str, feld: str) -> Angabe:
    return auftrag.luecken.note(label, beispiel.place.file, (feld,), f"{feld}: …")


def _kommune(auftrag: Auftrag, beispiel: Fund) -> Angabe:
    ident = beispiel.text("kommune")
    found = auftrag.dataset.kommunen.get(ident or "") or auftrag.dataset.partner.get(ident or "")
    if ident is None or found is None:
        return _fehlt(auftrag, beispiel, "Kommune, von der das Beispiel stammt", "kommune")
    return Angabe(found.offizieller_name, *ident.herkunft, Place(found.place.file, ("name",)))


def _eckpunkt(auftrag: Auftrag, beispiel: Fund) -> tuple[dict[str, Inhalt], ...]:
    """The Eckpunkt the example stands for, if any."""
    nummer = beispiel.text("eckpunkt")
    return tuple(each for each in eckpunkte(auftrag.dataset) if nummer and each["nummer"] == nummer)


def _zeile(eintrag: Fund) -> dict[str, Inhalt]:
    """One entry: when, what, and what is uncertain about it; `bis` ends a period that begins with `datum`."""
    wann, bis, datum = eintrag.wann(), eintrag.wann("bis"), eintrag.datum()
    zeit: Inhalt = wann or False
    if wann and bis:
        zeit = join("{} bis {}", wann, bis)
    elif wann and datum and datum.spanne:
        zeit = wann.with_text(datum_in_worten(datum.text, kurz=True))
    bemerkung = eintrag.text("bemerkung")
    said = bemerkung is not None and "erschlossen" in bemerkung  # in words of its own; once is enough
    return {
        "text": eintrag.text("text") or Angabe("", eintrag.place),
        "wann": zeit,
        "geplant": eintrag.ja("geplant"),
        "erschlossen": eintrag.ja("erschlossen") and not said,
        "bemerkung": bemerkung or False,
        "zweifel": eintrag.text("zweifel") or False,
    }


def _kontakt(auftrag: Auftrag, beispiel: Fund, quellen: frozenset[str]) -> tuple[dict[str, Inhalt], ...]:
    """The person to ask, if any: name and office, and the ways to reach her where they may be passed on."""
    ident = beispiel.text("kontakt")
    person = auftrag.dataset.personen.get(ident or "")
    if ident is None or person is None or is_withdrawn(auftrag.dataset, person, "name", auftrag.stichtag):
        return ()
    aemter = (
        Angabe(amt.bezeichnung, Place(person.place.file, ("aemter", index, "bezeichnung")))
        for index, amt in enumerate(person.aemter)
        if quellen & set(amt.quellen)
    )
    kontakt = person.kontakt if may_be_passed_on(auftrag, person, quellen) else None
    eintrag: dict[str, Inhalt] = {
        "name": Angabe(voller_name(person), *ident.herkunft, Place(person.place.file, ("name",))),
        "amt": next(aemter, False),
        "wege": _wege(person, kontakt) if kontakt else (),
        "zweifel": _aus_kontakt(person, "zweifel", kontakt.zweifel) if kontakt else False,
    }
    return (eintrag,)


def may_be_passed_on(auftrag: Auftrag, person: Person, quellen: frozenset[str]) -> bool:
    """Say whether business contact data may stand in a document that leaves the house.

    They may where the source of the example published them for this, or where an approval covers them on the
    Stichtag; an approval that was withdrawn forbids it in any case.
    """
    if person.kontakt is None:
        return False
    if is_withdrawn(auftrag.dataset, person, KONTAKT, auftrag.stichtag):
        return False
    fund = datei(auftrag.dataset, person.place.file)
    return bool(quellen & set(person.kontakt.quellen)) or freigegeben(fund, ZWECK, {KONTAKT}, auftrag.stichtag)


def _wege(person: Person, kontakt: Kontakt) -> tuple[dict[str, Inhalt], ...]:
    wege = {
        "Telefon": ("telefon", kontakt.telefon),
        "E-Mail": ("email", kontakt.email),
        "Internet": ("web", kontakt.web),
    }
    return tuple(
        {"art": Angabe(art, Place(person.place.file, ("kontakt", key))), "wert": _aus_kontakt(person, key, wert)}
        for art, (key, wert) in wege.items()
        if wert
    )


def _aus_kontakt(person: Person, key: str, wert: str | None) -> Inhalt:
    return Angabe(wert, Place(person.place.file, ("kontakt", key))) if wert else False


def _quelle(auftrag: Auftrag, ident: Angabe) -> Angabe:
    """The source by its title and publisher; by its id where nobody declares it."""
    quelle = auftrag.dataset.quellen.get(ident)
    if quelle is None:
        return ident
    return Angabe(f"{quelle.titel}, {quelle.herausgeber}", *ident.herkunft, quelle.place)
