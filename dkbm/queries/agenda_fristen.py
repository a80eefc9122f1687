"""The duties of the process that a Kommune has: with a day to be done by, or for the first time."""

from collections.abc import Iterator
from datetime import date

from dkbm.german import datum_in_worten, tag
from dkbm.kinds import PROZESS
from dkbm.model.beleg import VEREINBARUNGEN, Beleg
from dkbm.model.fristen import KOMMUNE, ZULETZT_BELEGT, Faellig, faellige
from dkbm.model.fristende import faellig_am, fristende
from dkbm.model.plaene import offene_plaene
from dkbm.model.prozess import Frist
from dkbm.model.schritt import naechster_schritt
from dkbm.model.zeit import has_happened
from dkbm.queries.agenda_posten import Fall, Frage, Fund, Posten, eintraege, of_kommune, to_record

_ZWISCHEN = "bestätigt ist er, wenn eine Quelle das nächste Modul nennt, oder die Kommune nicht mehr"


def fristen(fall: Fall, frage: Frage) -> Iterator[Fund]:
    """Yield the duties of the process, one for each Frist that stands open.

    One that has a shortest time, too, is told as soon as that is reached. A recurring duty that never took place has
    nothing to count from, so no day.
    """
    for frist in frage.prozess.fristen:
        alone = frage.prozess._replace(fristen=(frist,))
        plan = _announced(fall, frage, frist)
        for due in faellige(fall.kommune, fall.lage, frage.stichtag, alone):
            reason = next((each for each in reversed(fall.belege) if _is_reason(each, due)), None)
            earliest = _earliest(frist, reason, frage)
            posten = _with_plan(_due(_of_duty(fall, frage, frist, due.name), fall, due, reason, earliest), plan, frage)
            if frage.is_near(min(posten.am or due.am, earliest or due.am)):
                yield Fund(posten, frist.rahmen, due.name)
        if _never_took_place(frist, fall, frage.stichtag):
            posten = _with_plan(_first(fall, frage, frist), plan, frage)
            if frage.is_near(posten.am):
                yield Fund(posten, frist.rahmen, _name(frist, frage))


def schluessel(fall: Fall, art: str, modul: int | None) -> str:
    """Return the key of the item that asks for evidence of this kind."""
    return "/".join(filter(None, (art, fall.kommune.id, str(modul or ""))))


def last_sources(fall: Fall) -> tuple[str, ...]:
    """Return the source that attested the state last."""
    return (fall.lage.quelle,) if fall.lage.quelle else ()


def _announced(fall: Fall, frage: Frage, frist: Frist) -> Beleg | None:
    """The first plan that stands open for what the duty asks for."""
    plans = offene_plaene(fall.kommune, fall.belege, frage.stichtag)
    return next((each for each in plans if each.ereignis == frist.art and each.modul in (None, frist.modul)), None)


def _with_plan(posten: Posten, plan: Beleg | None, frage: Frage) -> Posten:
    """Return the item with what was announced for it: one thing to do is one item, for the day that comes first."""
    if plan is None:
        return posten
    day, said = plan.wann.hi, datum_in_worten(plan.wann.text)
    if posten.am is not None and posten.am <= day:
        return posten._replace(gegenstand=(*posten.gegenstand, f"angekündigt: {said}"))
    limit = (f"Frist: {tag(posten.am)}",) if posten.am is not None else ()
    return posten._replace(
        am=day,
        ueberfaellig=day < frage.stichtag,
        ab="angekündigt",
        ab_datum=plan.wann.text,
        quellen=plan.quellen,
        place=plan.place,
        gegenstand=(*posten.gegenstand, *limit),
    )


def _first(fall: Fall, frage: Frage, frist: Frist) -> Posten:
    """A recurring duty that never took place: due so long after the begin of the module as after each later one."""
    posten = _of_duty(fall, frage, frist, _name(frist, frage))
    posten = posten._replace(ab="bisher keines belegt", quellen=last_sources(fall))
    begun = [each for each in fall.belege if _begins(each, frist, frage.stichtag)]
    day = faellig_am(begun[0].wann.hi, frist.monate, frage.prozess.land) if begun else None
    if day is None:
        return posten
    return posten._replace(
        am=day,
        ueberfaellig=day < frage.stichtag,
        ab=f"{begun[0].name} von Modul {frist.modul}",
        ab_datum=begun[0].wann.text,
        quellen=begun[0].quellen,
        place=begun[0].place,
        gegenstand=("bisher keines belegt",),
    )


def _begins(beleg: Beleg, frist: Frist, stichtag: date) -> bool:
    """Whether it dates the begin of the module."""
    is_begin = beleg.bedeutet == "beginn" and beleg.modul == frist.modul and beleg.datum is not None
    return is_begin and has_happened(beleg.wann, stichtag)


def _of_duty(fall: Fall, frage: Frage, frist: Frist, name: str) -> Posten:
    confirms = frist.ab == ZULETZT_BELEGT
    where = f" zu Modul {frist.modul}" if frist.modul is not None else ""
    posten = of_kommune(fall.kommune, "bestaetigung" if confirms else "frist", "", f"{name}{where}")
    command = _confirm(fall, frage) if confirms else to_record(frist.art, fall.kommune, frist.modul)
    return posten._replace(schluessel=schluessel(fall, frist.art, frist.modul), abhilfe=command)


def _confirm(fall: Fall, frage: Frage) -> str:
    """The command that enters a younger source for the state as it is carried on.

    A pause has to be dated. Between two modules no source can confirm that nothing has begun: what settles it is one
    that names the Kommune in the next module.
    """
    lage = fall.lage
    if lage.lage == "pausiert":
        return to_record("pause", fall.kommune)
    if lage.lage == "nicht_genannt":
        return to_record("nicht_genannt", fall.kommune).replace(" --datum …", "")
    following = naechster_schritt(lage, frage.prozess) if lage.lage == "zwischen" else None
    modul = following.modul if following is not None else lage.modul
    return to_record("genannt", fall.kommune, modul, lage.phase).replace(" --datum …", "")


def _due(posten: Posten, fall: Fall, due: Faellig, reason: Beleg | None, earliest: date | None) -> Posten:
    between = (_ZWISCHEN,) if due.ab == ZULETZT_BELEGT and fall.lage.lage == "zwischen" else ()
    return posten._replace(
        am=due.am,
        ueberfaellig=due.ueberfaellig,
        ab=_reason_name(due, reason, fall),
        ab_datum=due.ab_datum,
        quellen=reason.quellen if reason is not None else last_sources(fall),
        place=reason.place if reason is not None else posten.place,
        gegenstand=(f"zu erwarten ab {tag(earliest)}",) if earliest else between,
    )


def _is_reason(beleg: Beleg, due: Faellig) -> bool:
    return beleg.ereignis == due.ab and beleg.datum is not None and beleg.datum.text == due.ab_datum


def _reason_name(due: Faellig, reason: Beleg | None, fall: Fall) -> str:
    if due.ab == ZULETZT_BELEGT:
        return "zuletzt nicht genannt" if fall.lage.lage == "nicht_genannt" else "zuletzt belegt"
    return reason.name if reason is not None else VEREINBARUNGEN.get(due.ab, due.ab.replace("_", " ").capitalize())


def _name(frist: Frist, frage: Frage) -> str:
    art = frage.prozess.ereignisse.get(frist.art)
    return frist.name or (art.name if art else frist.art.replace("_", " ").capitalize())


def _never_took_place(frist: Frist, fall: Fall, stichtag: date) -> bool:
    """Whether a recurring duty of the module the Kommune is in was never met, as far as anything attests."""
    if frist.art != frist.ab or frist.modul is None or (fall.lage.lage, fall.lage.modul) != ("im_modul", frist.modul):
        return False
    return frist.gilt_fuer == KOMMUNE and not any(
        each.ereignis == frist.art and each.modul in (None, frist.modul) and has_happened(each.wann, stichtag)
        for each in fall.belege
        if not each.geplant
    )


def _earliest(frist: Frist, reason: Beleg | None, frage: Frage) -> date | None:
    """The day on which the shortest time has passed that the process gives for the module; None where it says none."""
    for _, modul in eintraege(frage.dataset, PROZESS, "module"):
        dauer = modul.get("dauer")
        if modul.get("nummer") == frist.modul and isinstance(dauer, dict) and dauer.get("ab") == frist.ab:
            monate = dauer.get("monate")
            shortest = monate[0] if isinstance(monate, list) and monate else None
            if isinstance(shortest, int) and shortest < frist.monate and reason is not None:
                return fristende(reason.wann.hi, shortest)
    return None
