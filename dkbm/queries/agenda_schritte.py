"""What the next step of a Kommune still lacks, and the step itself: blocked while something is missing."""

from collections.abc import Collection, Iterator, Sequence

from dkbm.german import datum_in_worten
from dkbm.model.schritt import Fehlend, Schritt, fehlende
from dkbm.model.uebergang import ausgangslage, erster_schritt
from dkbm.queries.agenda_fristen import last_sources, schluessel
from dkbm.queries.agenda_posten import Fall, Frage, Fund, Posten, command, of_kommune, to_record

_SILENT = ("kein_beleg", "nicht_genannt", "ausgeschieden", "pausiert")
"""Where nothing is to be done next: who is not in the process, or rests."""
NACHWEIS = "Nachweis für den nächsten Schritt"


def schritte(fall: Fall, frage: Frage, demanded: Collection[str]) -> Iterator[Fund]:
    """Yield an item for each piece of evidence that the next step lacks, and one for the step.

    What an item among the keys `demanded` asks for already is not asked for twice.
    """
    if fall.lage.lage in _SILENT:
        return
    start = ausgangslage(fall.kommune, fall.lage, frage.stichtag, frage.prozess, frage.dataset.quellen)
    schritt = erster_schritt(start, frage.prozess)
    if schritt is None:
        return
    missing = fehlende(schritt, start, fall.belege, frage.stichtag, frage.prozess)
    for each in missing:
        wanted = each.nachweis
        planned = _planned(fall, wanted.nachweis, wanted.modul)
        if not {schluessel(fall, wanted.nachweis, wanted.modul), planned} & set(demanded):
            yield Fund(_evidence(fall, schritt, each), True, NACHWEIS)
    if not {_planned(fall, *schritt[:3]), _planned(fall, *schritt[:2])} & set(demanded):
        yield Fund(_step(fall, schritt, missing), True, "nächster Schritt")


def _evidence(fall: Fall, schritt: Schritt, missing: Fehlend) -> Posten:
    wanted = missing.nachweis
    posten = of_kommune(fall.kommune, "nachweis", f"{_key(schritt)}/{wanted.nachweis}", _in_words(missing))
    plan = missing.angekuendigt
    announced = (f"angekündigt: {datum_in_worten(plan.datum.text)}",) if plan is not None and plan.datum else ()
    return posten._replace(
        ab=f"für: {schritt.text}",
        abhilfe=to_record(wanted.nachweis, fall.kommune, wanted.modul),
        quellen=last_sources(fall),
        gegenstand=(f"Beitrag von: {wanted.wer}", *announced),
    )


def _step(fall: Fall, schritt: Schritt, missing: Sequence[Fehlend]) -> Posten:
    posten = of_kommune(fall.kommune, "schritt", _key(schritt), schritt.text)
    return posten._replace(
        wartet_auf=tuple(map(_in_words, missing)),
        abhilfe=command("dkbm advance", fall.kommune, " --datum … --quelle …"),
        quellen=last_sources(fall),
    )


def _in_words(missing: Fehlend) -> str:
    modul = missing.nachweis.modul
    return f"{missing.name} zu Modul {modul}" if modul is not None else missing.name


def _key(schritt: Schritt) -> str:
    return "-".join(str(each) for each in schritt[:3] if each is not None)


def _planned(fall: Fall, *what: str | int | None) -> str:
    """The key of the item that asks whether something announced took place."""
    return f"plan/{fall.kommune.id}/{'-'.join(str(each) for each in what if each is not None)}"
