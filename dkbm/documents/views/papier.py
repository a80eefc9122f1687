"""What the working papers of the modules share: who works together, on what, and where the Kommune stands.

What is missing here is room on the paper, not a gap: a working paper is there to find it out.
"""

from collections.abc import Iterator

from dkbm.diagnostic import Place
from dkbm.documents import grammar
from dkbm.documents.angaben import Angabe, Inhalt, join
from dkbm.documents.auftrag import Auftrag
from dkbm.documents.grammar import Fall, UnknownNounError, with_genus_of
from dkbm.documents.views.blick import AGENTUR, amt_zur_zeit, voller_name
from dkbm.documents.views.fund import datei, wann_im_satz
from dkbm.german import datum_in_worten, tag
from dkbm.kinds import PROZESS
from dkbm.lagen import LAGEN
from dkbm.model.beleg import VEREINBARUNGEN, belege
from dkbm.model.kommune import Ereignis, Kommune, Vereinbarung
from dkbm.model.lage import Lage, lage_am
from dkbm.model.zeit import has_happened

_FEST = "\u00a0"
_FAELLE: tuple[Fall, ...] = ("nom", "gen", "dat", "akk")


def papier(auftrag: Auftrag) -> dict[str, Inhalt]:
    """The head of a working paper and what it starts from."""
    vereinbarungen = vereinbarungen_zum(auftrag)
    return {
        **kommune_namen(auftrag),
        **agentur_namen(auftrag),
        **modul_namen(auftrag),
        "stichtag": Angabe(tag(auftrag.stichtag), aufruf="--stichtag"),
        "stand": _stand(auftrag),
        "vereinbarungen": tuple(_vereinbarung(eine) for eine in vereinbarungen),
        "ziele": tuple(
            Angabe(ziel, Place(eine.place.file, (*eine.place.route, "ziele", index)))
            for eine in vereinbarungen
            for index, ziel in enumerate(eine.ziele)
        ),
        "themen": themen(auftrag),
        "ansprechpersonen": tuple(_ansprechpersonen(auftrag, vereinbarungen)),
    }


def gemeint(auftrag: Auftrag) -> Kommune:
    """The Kommune of a paper."""
    if auftrag.kommune is None:
        raise ValueError("a working paper belongs to a Kommune")
    return auftrag.kommune


def vereinbarungen_zum(auftrag: Auftrag) -> tuple[Vereinbarung, ...]:
    """The Zielvereinbarungen to the module of the paper that are not later than the Stichtag."""
    return tuple(
        eine
        for eine in gemeint(auftrag).vereinbarungen
        if eine.art == "zielvereinbarung"
        and not eine.geplant
        and eine.modul == auftrag.modul
        and (eine.unterzeichnet is None or has_happened(eine.unterzeichnet, auftrag.stichtag))
    )


def kommune_namen(auftrag: Auftrag) -> dict[str, Inhalt]:
    """The official name of the Kommune, alone and with its article in all cases."""
    kommune = gemeint(auftrag)
    place = Place(kommune.place.file, ("name",))
    try:
        declined = {fall: Angabe(grammar.kommune(kommune.name, kommune.art, fall), place) for fall in _FAELLE}
    except UnknownNounError:
        label = "Name mit bekanntem Geschlecht des ersten Wortes"
        declined = dict.fromkeys(_FAELLE, auftrag.luecken.note(label, place.file, place.route, "name: Landkreis …"))
    return {
        "kommune": Angabe(kommune.offizieller_name, place),
        **{f"kommune_{fall}": name for fall, name in declined.items()},
    }


def agentur_namen(auftrag: Auftrag) -> dict[str, Inhalt]:
    """The name of the agency, and its short form (`ta`) with the article of the name in all cases."""
    agentur = datei(auftrag.dataset, AGENTUR)
    name = agentur.text("name")
    kurz = agentur.text("kurz") or name
    try:
        if name is None or kurz is None:
            raise UnknownNounError("")
        kurz = kurz.with_text(kurz.replace(" ", _FEST) if kurz != name else kurz)  # an abbreviation stays on one line
        declined = {fall: kurz.with_text(with_genus_of(kurz, name, fall)) for fall in _FAELLE}
    except UnknownNounError:
        name = auftrag.luecken.note("Name der Agentur", AGENTUR, ("name",), "name: Transferagentur …")
        declined = dict.fromkeys(_FAELLE, name)
    return {"agentur": name, "ta": kurz or name, **{f"ta_{fall}": form for fall, form in declined.items()}}


def modul_namen(auftrag: Auftrag) -> dict[str, Inhalt]:
    """Number and name of the module of the paper, from the process."""
    for eintrag in datei(auftrag.dataset, PROZESS).jeder("module"):
        nummer, name = eintrag.text("nummer"), eintrag.text("name")
        if nummer is not None and name is not None and nummer == str(auftrag.modul):
            return {"modul": nummer, "modul_name": name}
    fehlt = auftrag.luecken.note(f"Modul {auftrag.modul}", PROZESS, ("module",), "- {nummer: …, name: …, quelle: Q…}")
    return {"modul": fehlt, "modul_name": fehlt}


def themen(auftrag: Auftrag) -> tuple[Angabe, ...]:
    """The themes of the module: those agreed on, else those its events name; each once."""
    traeger: list[tuple[Vereinbarung | Ereignis, ...]] = [
        vereinbarungen_zum(auftrag),
        tuple(
            ereignis
            for ereignis in gemeint(auftrag).verlauf
            if ereignis.modul == auftrag.modul
            and (ereignis.datum is None or has_happened(ereignis.datum, auftrag.stichtag))
        ),
    ]
    for stufe in traeger:
        found: dict[str, Angabe] = {}
        for eintrag in stufe:
            for index, thema in enumerate(eintrag.themen):
                place = Place(eintrag.place.file, (*eintrag.place.route, "themen", index, "text"))
                found.setdefault(thema.text, Angabe(thema.text, place))
        if found:
            return tuple(found.values())
    return ()


def schlagworte(auftrag: Auftrag) -> frozenset[str]:
    """The keywords under which the editors sorted the themes of the module."""
    vereinbart = [thema for eine in vereinbarungen_zum(auftrag) for thema in eine.themen]
    genannt = [thema for each in gemeint(auftrag).verlauf if each.modul == auftrag.modul for thema in each.themen]
    return frozenset(wort for thema in (*vereinbart, *genannt) for wort in thema.schlagworte)


def _vereinbarung(eine: Vereinbarung) -> dict[str, Inhalt]:
    name = f"{VEREINBARUNGEN.get(eine.art, eine.art)} zu Modul {eine.modul}"
    tag_der_unterschrift: Inhalt = False
    if eine.unterzeichnet is not None:
        place = Place(eine.place.file, (*eine.place.route, "unterzeichnet"))
        tag_der_unterschrift = Angabe(wann_im_satz(eine.unterzeichnet.text), place)
    return {"name": Angabe(name, eine.place), "unterzeichnet": tag_der_unterschrift}


def _ansprechpersonen(auftrag: Auftrag, vereinbarungen: tuple[Vereinbarung, ...]) -> Iterator[dict[str, Inhalt]]:
    """Who is to be spoken to, with the office of the time of the agreement; a person without one is passed over."""
    seiten = (("kommune", gemeint(auftrag).id), ("agentur", "agentur"))
    for eine in vereinbarungen:
        for seite, stelle in seiten:
            ident = getattr(eine, seite).ansprechperson
            person = auftrag.dataset.personen.get(ident or "")
            amt = amt_zur_zeit(person, stelle, eine, auftrag.stichtag) if person else None
            if person and amt:
                beleg = Place(eine.place.file, (*eine.place.route, seite, "ansprechperson"))
                name = Angabe(voller_name(person), beleg, person.place)
                yield {"kommunal": seite == "kommune", "name": join("{}, {}", name, Angabe(amt, person.place))}


def _stand(auftrag: Auftrag) -> Angabe:
    """Where the Kommune stands on the Stichtag, and since when nobody has said anything else."""
    kommune, data = gemeint(auftrag), auftrag.dataset
    known = belege(kommune, data.prozess, data.quellen)
    lage = lage_am(kommune, auftrag.stichtag, data.prozess, data.quellen, known)
    places = [each.place for each in known if (each.quelle, each.wann.text) == (lage.quelle, lage.zuletzt_belegt)]
    if lage.zuletzt_belegt is None:
        return Angabe(_lage_text(auftrag, lage), *(places or [kommune.place]), aufruf="--stichtag")
    beleg = datum_in_worten(lage.zuletzt_belegt, kurz=True)
    text = f"{_lage_text(auftrag, lage)} (zuletzt belegt: {beleg})"
    return Angabe(text, *(places or [kommune.place]), aufruf="--stichtag")


def _lage_text(auftrag: Auftrag, lage: Lage) -> str:
    if lage.modul is None:
        return LAGEN.get(lage.lage, lage.lage)
    modul = next((each for each in auftrag.dataset.prozess.module if each.nummer == lage.modul), None)
    phase = next((each.name for each in modul.phasen if each.nummer == lage.phase), "") if modul else ""
    worte = ", ".join(filter(None, (f"Modul {lage.modul} {modul.name if modul else ''}".strip(), phase)))
    return f"pausiert in {worte}" if lage.lage == "pausiert" else worte
