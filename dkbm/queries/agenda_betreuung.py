"""Who looks after a Kommune: that somebody will soon no longer, that nobody does, or that it is unclear who does."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from dkbm.german import tag
from dkbm.model.betreuung import Luecke, Zeit, is_begleitet, luecken, zeiten, zustaendig
from dkbm.model.kommune import Kommune
from dkbm.model.zeit import has_happened
from dkbm.queries.agenda_posten import Frage, Fund, Posten, command, of_kommune

_FEHLT = "Betreuung, die zu regeln wäre"


def betreuung(kommune: Kommune, frage: Frage) -> Iterator[Fund]:
    """Yield what is to be settled about who looks after a Kommune; silent where nobody was ever entered.

    Somebody is needed only where the Kommune is in the process, and as long as the framework holds.
    """
    known = zeiten(kommune, frage.dataset.quellen)
    if not any(has_happened(each.wann, frage.stichtag) for each in known):
        return
    here = zustaendig(kommune, frage.stichtag, frage.dataset.quellen)
    if len({each.person for each in here}) > 1:
        yield Fund(_unclear(kommune, here))
        return
    gaps = luecken(kommune, date.max, frage.dataset.quellen)
    gap = next((each for each in gaps if each.bis is None or each.bis >= frage.stichtag), None)
    last = next((each for each in known if gap is not None and each.place == gap.place), None)
    if gap is None or last is None or last.bis is None or not frage.is_near(last.bis.hi):
        return
    if is_begleitet(kommune, frage.stichtag, frage.prozess, frage.dataset.quellen):
        name = "Betreuung regeln" if frage.stichtag < gap.von else "Betreuung fehlt"
        yield Fund(_ending(kommune, last, name, gap, frage), True, _FEHLT)


def _ending(kommune: Kommune, last: Zeit, name: str, gap: Luecke, frage: Frage) -> Posten:
    day = last.bis.hi if last.bis else None
    until = " --bis …" if gap.bis is not None else ""
    return of_kommune(kommune, "betreuung", "", name)._replace(
        am=day,
        ueberfaellig=day is not None and day < frage.stichtag,
        ab="Ende der Betreuung",
        ab_datum=last.bis.text if last.bis else "",
        abhilfe=command("dkbm record betreuung", kommune, f" --person p-… --datum …{until} --quelle …"),
        quellen=last.quellen,
        place=last.place,
        gegenstand=(f"danach ist wieder jemand eingetragen: ab {tag(gap.bis + timedelta(days=1))}",) if gap.bis else (),
    )


def _unclear(kommune: Kommune, here: Sequence[Zeit]) -> Posten:
    """Several at once: whoever has no end is given one by a command; where all have one, one of them is wrong."""
    open_ones = any(each.bis is None for each in here)
    by_hand = f"in {kommune.place.file} unter betreuung: bis berichtigen, wo die Zuständigkeit früher endete"
    end = command("dkbm record betreuung", kommune, " --person p-… --bis … --quelle …")
    return of_kommune(kommune, "betreuung", "", "Betreuung klären: mehrere zugleich")._replace(
        abhilfe=end if open_ones else by_hand, quellen=here[-1].quellen, place=here[-1].place
    )
