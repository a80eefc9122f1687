"""What was announced: planned events, a module that is to begin, the rows of an Umsetzungsplan."""

import shlex
from collections.abc import Collection, Iterator
from datetime import date

from dkbm.german import slug
from dkbm.model.beleg import VEREINBARUNGEN, Beleg
from dkbm.model.kommune import PROGRAMME, VEREINE, Ereignis, Vereinbarung
from dkbm.model.plaene import offene_plaene
from dkbm.model.prozess import Prozess
from dkbm.model.schritt import Schritt, fehlende
from dkbm.model.zeit import has_happened
from dkbm.queries.agenda_fristen import schluessel
from dkbm.queries.agenda_posten import COMMAND_WIDTH, Fall, Frage, Fund, Posten, command, of_kommune, to_record
from dkbm.queries.status import agreement_name

_REVIEWS = ("umsetzungsplan", "reflexionsgespraech")
"""What looks at an Umsetzungsplan anew: its earlier rows are settled then."""


def angekuendigtes(fall: Fall, frage: Frage, demanded: Collection[str]) -> Iterator[Fund]:
    """Yield what was announced for a Kommune and nothing attests so far. These days are plans: no § 193 moves them.

    What an item among the keys `demanded` asks for already is announced there.
    """
    for agreement in fall.kommune.vereinbarungen:
        yield from _planned_begin(fall, frage, agreement)
        if agreement.geplant and agreement.unterzeichnet is None:
            yield Fund(_draft(fall, agreement), True, "geplante Vereinbarung")
    yield from _plan_rows(fall, frage)
    for beleg in offene_plaene(fall.kommune, fall.belege, frage.stichtag):
        is_asked = schluessel(fall, beleg.ereignis, beleg.modul or fall.lage.modul) in demanded
        if frage.is_near(beleg.wann.hi) and not is_asked:
            yield Fund(_plan(fall, frage, beleg), _is_of_process(beleg, frage.prozess), beleg.name)


def _is_of_process(beleg: Beleg, prozess: Prozess) -> bool:
    """Whether the kind of an event moves through the process, is evidence in it or a duty that ends with the framework.

    A decision of a Gremium or joining the Verein is not: it goes on when the framework has ended.
    """
    art = prozess.ereignisse.get(beleg.ereignis)
    evidence = {each.nachweis for tor in prozess.tore for each in tor.verlangt}
    duties = {name for frist in prozess.fristen if frist.rahmen for name in (frist.art, frist.ab)}
    return (art is not None and art.moves) or beleg.ereignis in evidence | duties


def _draft(fall: Fall, agreement: Vereinbarung) -> Posten:
    """An agreement that nobody has signed yet."""
    key = "-".join(str(each) for each in (agreement.art, agreement.modul) if each is not None)
    posten = of_kommune(fall.kommune, "plan", key, f"{agreement_name(agreement)} unterzeichnen")
    line = command(f"dkbm record {agreement.art}", fall.kommune, f" --id {agreement.id} --datum … --quelle …")
    return posten._replace(abhilfe=line, quellen=agreement.quellen, place=agreement.place)


def _planned_begin(fall: Fall, frage: Frage, agreement: Vereinbarung) -> Iterator[Fund]:
    """A module is to begin at a time the agreement names, and nothing attests that it has."""
    planned, modul, signed = agreement.beginn_geplant, agreement.modul, agreement.unterzeichnet
    if planned is None or modul is None or (signed is not None and signed.lo > frage.stichtag):
        return
    if not frage.is_near(planned.hi) or _has_begun(fall, frage, modul):
        return
    posten = of_kommune(fall.kommune, "plan", f"beginn-{modul}", f"Beginn von Modul {modul}")
    posten = posten._replace(
        am=planned.hi,
        ueberfaellig=planned.hi < frage.stichtag,
        ab="angekündigt",
        ab_datum=planned.text,
        wartet_auf=(f"Unterschrift: {agreement_name(agreement)}",) if agreement.geplant else (),
        abhilfe=to_record("beginn", fall.kommune, modul),
        quellen=agreement.quellen,
        place=agreement.place,
    )
    yield Fund(posten, True, "geplanter Beginn")


def _has_begun(fall: Fall, frage: Frage, modul: int) -> bool:
    """Whether anything but an agreement speaks of the module, or of a later one."""
    return any(
        (each.modul or 0) >= modul and has_happened(each.wann, frage.stichtag)
        for each in fall.belege
        if not each.geplant and each.ereignis not in VEREINBARUNGEN
    )


def _plan_rows(fall: Fall, frage: Frage) -> Iterator[Fund]:
    """The rows of the latest Umsetzungsplan that nobody has looked at again since their time."""
    plans = [each for each in fall.kommune.vereinbarungen if each.umsetzungsplan and _is_signed(each, frage)]
    latest = max(plans, key=lambda each: each.unterzeichnet.lo if each.unterzeichnet else date.min, default=None)
    if latest is None or fall.lage.modul != latest.modul:
        return
    for row in latest.umsetzungsplan:
        day = row.zeitplan
        if day is None or not frage.is_near(day.hi) or _is_reviewed(fall, frage, day.hi):
            continue
        alike = sum(slug(each.teilziel) == slug(row.teilziel) for each in latest.umsetzungsplan)
        key = "-".join((latest.id, slug(row.teilziel), *([day.text] if alike > 1 else [])))
        posten = of_kommune(fall.kommune, "umsetzungsplan", key, "Teilziel im Umsetzungsplan")
        posten = posten._replace(
            am=day.hi,
            ueberfaellig=day.hi < frage.stichtag,
            ab="Zeitplan",
            ab_datum=day.text,
            abhilfe=to_record("reflexionsgespraech", fall.kommune, latest.modul),
            quellen=latest.quellen,
            place=row.place,
            gegenstand=(row.teilziel,),
        )
        yield Fund(posten, True, "Zeile eines Umsetzungsplans")


def _is_signed(agreement: Vereinbarung, frage: Frage) -> bool:
    signed = agreement.unterzeichnet
    return not agreement.geplant and (signed is None or has_happened(signed, frage.stichtag))


def _is_reviewed(fall: Fall, frage: Frage, day: date) -> bool:
    return any(
        each.ereignis in _REVIEWS and each.wann.hi >= day and has_happened(each.wann, frage.stichtag)
        for each in fall.belege
        if not each.geplant
    )


def _plan(fall: Fall, frage: Frage, beleg: Beleg) -> Posten:
    where = f" Modul {beleg.modul}" if beleg.modul is not None else ""
    where += f", Phase {beleg.phase}" if beleg.phase is not None else ""
    event = next((each for each in fall.kommune.verlauf if each.place == beleg.place), None)
    posten = of_kommune(fall.kommune, "plan", _key(fall, beleg), f"{beleg.name}{where}{_which(event)}")
    waits: tuple[str, ...] = ()
    if beleg.bedeutet == "" and beleg.ereignis in ("beginn", "abschluss") and beleg.modul is not None:
        schritt = Schritt(beleg.ereignis, beleg.modul, beleg.phase, "")
        missing = fehlende(schritt, fall.lage, fall.belege, frage.stichtag, frage.prozess)
        waits = tuple(each.name for each in missing)
    return posten._replace(
        am=beleg.wann.hi,
        ueberfaellig=beleg.wann.hi < frage.stichtag,
        ab="angekündigt",
        ab_datum=beleg.wann.text,
        wartet_auf=waits,
        abhilfe=_carried_out(fall, beleg, event),
        quellen=beleg.quellen,
        place=beleg.place,
        gegenstand=(event.inhalt,) if event is not None and event.inhalt else (),
    )


def _key(fall: Fall, beleg: Beleg) -> str:
    """What was announced; its day only where the same was announced for several, and then for good."""
    alike = {each.place for each in fall.belege if each.geplant and _what(fall, each) == _what(fall, beleg)}
    return "/".join((_what(fall, beleg), *([beleg.wann.text] if len(alike) > 1 else [])))


def _what(fall: Fall, beleg: Beleg) -> str:
    event = next((each for each in fall.kommune.verlauf if each.place == beleg.place), None)
    words = (slug(value) for _, value in _options(event))
    return "-".join(str(each) for each in (beleg.ereignis, beleg.modul, beleg.phase, *words) if each is not None)


def _options(event: Ereignis | None) -> list[tuple[str, str]]:
    """What a plan names, by the options that name it when it is carried out."""
    if event is None:
        return []
    named = (("gremium", event.gremium), ("programm", event.programm), ("verein", event.verein))
    return [(option, value) for option, value in named if value]


def _which(event: Ereignis | None) -> str:
    words = [PROGRAMME.get(value, VEREINE.get(value, value)) for _, value in _options(event)]
    return f": {', '.join(words)}" if words else ""


def _carried_out(fall: Fall, beleg: Beleg, event: Ereignis | None) -> str:
    """The command that enters what the plan announced, in the same words: only then is it settled."""
    options = _options(event)
    words = "".join(f" --{option} {shlex.quote(value)}" for option, value in options)
    where = tuple(f" --{option} …" for option, _ in options)
    lines = [
        to_record(beleg.ereignis, fall.kommune, beleg.modul, beleg.phase, words),
        command(f"dkbm record {beleg.ereignis}", fall.kommune, f"{words} …"),
        to_record(beleg.ereignis, fall.kommune, beleg.modul, beleg.phase, "".join(where)),
    ]
    return next((each for each in lines if len(each) <= COMMAND_WIDTH), lines[-1])
