"""From what a person types to one group of the network, or one person: every spelling counts, nothing is guessed."""

from dkbm.dataset import Dataset
from dkbm.german import slug, sort_key
from dkbm.model.netzwerk import GRUPPENARTEN, NETZWERK, Gruppe
from dkbm.model.person import Person
from dkbm.queries.benennung import Benannt, resolve_named
from dkbm.queries.reading import DatasetBrokenError

_GANZES = ("Netzwerk", "Gesamtnetzwerk", "DKBM-Netzwerk", "alle")


def alle_gruppen(dataset: Dataset) -> tuple[Gruppe, ...]:
    """Return the groups: Arbeitsgruppen first, then Unterarbeitsgruppen, then the Konzeptgruppe, each by its mark."""
    order = list(GRUPPENARTEN)
    return tuple(sorted(dataset.gruppen.values(), key=lambda each: (order.index(each.art), sort_key(each.kennung))))


def resolve_gruppe(text: str, dataset: Dataset, befehl: str = "dkbm netzwerk") -> Gruppe | None:
    """Return the one group `text` names by id, mark, name (also a former one) or short form, None for the whole.

    The beginning of a word is enough where it fits one only.
    Raises NameUnresolvedError when no group fits or several do, with what to type; DatasetBrokenError when it names
    the file of a group that cannot be read.
    """
    ident = slug(text)
    if ident != NETZWERK or dataset.netzwerk is None:
        _refuse_broken(f"data/netzwerk/{ident}.yaml", ident in dataset.gruppen, dataset)
    entries: list[Benannt[Gruppe | None]] = [
        Benannt(each, each.id, each.kennung, _current(each), _names(each)) for each in alle_gruppen(dataset)
    ]
    whole = dataset.netzwerk.name if dataset.netzwerk is not None else "Das Netzwerk"
    entries.append(Benannt(None, NETZWERK, "Netzwerk", whole, (whole, *_GANZES)))
    return resolve_named(text, entries, befehl, ("Keine Gruppe heißt", "Alle Gruppen zeigt: dkbm netzwerk"))


def _refuse_broken(path: str, is_known: bool, dataset: Dataset) -> None:
    """What cannot be read is not unknown: nobody is to be sent to another one."""
    if path in dataset.texts and not is_known:
        message = f"Diese Auskunft ist nicht möglich. {path} lässt sich nicht lesen."
        raise DatasetBrokenError(message, f"Mehr dazu sagt: dkbm validate {path}")


def resolve_person(text: str, dataset: Dataset, befehl: str = "dkbm netzwerk --person") -> Person:
    """Return the one person `text` names by id, name, other spelling or the beginning of a word of it.

    Raises NameUnresolvedError when nobody fits or several do, with what to type; DatasetBrokenError when it names
    the file of a person that cannot be read.
    """
    ident = f"p-{slug(text).removeprefix('p-')}"
    _refuse_broken(f"data/personen/{ident}.yaml", ident in dataset.personen, dataset)
    everyone = sorted(dataset.personen.values(), key=lambda each: sort_key(each.name))
    entries = [
        Benannt(each, each.id, each.id, each.name, (each.name, *schreibweisen(each, dataset))) for each in everyone
    ]
    return resolve_named(text, entries, befehl, ("Keine Person heißt", "Personen stehen in data/personen/."))


def schreibweisen(person: Person, dataset: Dataset) -> tuple[str, ...]:
    """Return the other spellings of a name that sources print."""
    document = dataset.documents.get(person.place.file)
    value = document.value if document is not None else None
    found = value.get("auch") if isinstance(value, dict) else None
    return tuple(each for each in found if isinstance(each, str)) if isinstance(found, list) else ()


def _current(gruppe: Gruppe) -> str:
    return gruppe.namen[-1].name if gruppe.namen else gruppe.kennung


def _names(gruppe: Gruppe) -> tuple[str, ...]:
    return (gruppe.kennung, *(each.name for each in (*gruppe.namen, *gruppe.auch)))
