"""What is open for the groups of the network: vacant offices, meetings that are due, meetings that are announced."""

from collections.abc import Iterator

from dkbm.german import slug
from dkbm.model.gruppenpflichten import Offen, offenes
from dkbm.model.gruppentreffen import als_gruppe, gehaltene
from dkbm.model.netzwerk import NETZWERK, Gruppe, Treffen
from dkbm.model.prozess import Prozess
from dkbm.queries.agenda_posten import Frage, Fund, Posten, of_gruppe


def gruppenpflichten(frage: Frage) -> Iterator[Fund]:
    """Yield what stands open for the groups; a meeting that is due hangs on the framework if its Frist does."""
    limited = set(_offenes(frage, frage.dataset.prozess))
    for each in _offenes(frage, frage.prozess):
        if frage.is_near(each.am):
            yield Fund(_open(each), each not in limited or _ends_with(frage, each), "Treffen einer Gruppe")
    yield from _announced(frage)


def _offenes(frage: Frage, prozess: Prozess) -> tuple[Offen, ...]:
    data = frage.dataset
    return offenes(
        data.gruppen.values(), data.netzwerk, data.personen.values(), prozess, data.quellen, frage.stichtag
    )  # fmt: skip


def _ends_with(frage: Frage, offen: Offen) -> bool:
    """Whether the duty behind it hangs on the framework."""
    return any(
        frist.rahmen and (frist.gilt_fuer, frist.art) == (offen.gruppe.art, offen.art)
        for frist in frage.prozess.fristen
    )


def _open(offen: Offen) -> Posten:
    gruppe = offen.gruppe
    enter = f"dkbm record beitritt {gruppe.id} --person p-… --rolle {offen.art} …"
    return of_gruppe(gruppe, offen.art, "", offen.text)._replace(
        am=offen.am,
        ueberfaellig=offen.ueberfaellig,
        ab=offen.ab,
        ab_datum=offen.ab_datum,
        abhilfe=_to_enter(gruppe) if offen.art == "treffen" else enter,
        quellen=offen.quellen,
        place=offen.place,
    )


def _to_enter(gruppe: Gruppe) -> str:
    named = " --name …" if gruppe.id == NETZWERK else ""
    return f"dkbm record treffen {gruppe.id}{named} --datum … --quelle …"


def _announced(frage: Frage) -> Iterator[Fund]:
    netzwerk = frage.dataset.netzwerk
    everyone = (*frage.dataset.gruppen.values(), *((als_gruppe(netzwerk),) if netzwerk is not None else ()))
    for gruppe in everyone:
        held = [each.datum.hi for each in gehaltene(gruppe, everyone)]
        for treffen in gruppe.treffen:
            when = treffen.datum
            if treffen.geplant and when and frage.is_near(when.hi) and not any(day >= when.lo for day in held):
                yield Fund(_meeting(frage, gruppe, treffen))


def _identity(gruppe: Gruppe, treffen: Treffen) -> tuple[str, ...]:
    """The name; its day, too, where the group has several meetings of that name, held ones among them."""
    alike = sum(slug(each.name) == slug(treffen.name) for each in gruppe.treffen)
    return slug(treffen.name), *([treffen.datum.text] if alike > 1 and treffen.datum else [])


def _meeting(frage: Frage, gruppe: Gruppe, treffen: Treffen) -> Posten:
    when = treffen.datum
    day = when.hi if when else None
    return of_gruppe(gruppe, "treffen", "/".join(_identity(gruppe, treffen)), treffen.name)._replace(
        am=day,
        ueberfaellig=day is not None and day < frage.stichtag,
        ab="angekündigt",
        ab_datum=when.text if when else "",
        abhilfe=_to_enter(gruppe),
        quellen=treffen.quellen,
        place=treffen.place,
        gegenstand=tuple(each for each in (treffen.ort, *treffen.themen) if each),
    )
