"""What outlives the process: internal data of the Kommunen that are to be destroyed."""

from collections.abc import Iterator

from dkbm.kinds import PROZESS
from dkbm.model.aufbewahrung import VERNICHTUNG, rahmenende, zu_vernichten
from dkbm.model.kommune import Kommune, Unterlage
from dkbm.queries.agenda_posten import Frage, Fund, command, of_kommune, to_record


def internes(kommune: Kommune, frage: Frage) -> Iterator[Fund]:
    """Yield the internal data of a Kommune that are to be destroyed when the framework ends, as one item."""
    end = rahmenende(frage.dataset.prozess)
    if end is None or not frage.is_near(end.hi):
        return
    found = zu_vernichten(kommune, frage.dataset.prozess, frage.stichtag, frage.dataset.quellen)
    if found is None:
        return
    posten = of_kommune(kommune, "vernichtung", "", "Interne Daten vernichten oder Grund festhalten")
    yield Fund(
        posten._replace(
            am=end.hi,
            ueberfaellig=end.hi < frage.stichtag,
            ab="Ende des Rahmens",
            ab_datum=end.text,
            abhilfe=_destroy(kommune) if found.unterlagen else to_record(VERNICHTUNG, kommune),
            quellen=tuple(dict.fromkeys((*_rahmenquellen(frage), *found.quellen))),
            gegenstand=(*found.worte, *map(_paper, found.unterlagen)),
        )
    )


def _rahmenquellen(frage: Frage) -> tuple[str, ...]:
    """The sources that say when the framework ends."""
    document = frage.dataset.documents.get(PROZESS)
    rahmen = document.value.get("rahmen") if document is not None and isinstance(document.value, dict) else None
    found = rahmen.get("quelle") if isinstance(rahmen, dict) else None
    return tuple(str(each) for each in (found if isinstance(found, list) else [found]) if each is not None)


def _destroy(kommune: Kommune) -> str:
    """The command that settles the register, and with it all that was entrusted; it asks for the proof."""
    return command("dkbm record vernichtung", kommune, " --unterlage alle …")


def _paper(unterlage: Unterlage) -> str:
    where = f" ({unterlage.ablage})" if unterlage.ablage else ""
    return f"Unterlage {unterlage.id}: {unterlage.titel}{where}"
