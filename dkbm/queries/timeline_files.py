"""What files of groups, examples and persons say of a Kommune: meetings it hosted, steps of its examples, offices."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from dkbm.dataset import Dataset
from dkbm.datum import Datum
from dkbm.diagnostic import Place
from dkbm.model.kommune import Angabe, Kommune
from dkbm.model.person import UNBEKANNT
from dkbm.model.projektion.kommune import dated
from dkbm.model.projektion.satz import Formfehler, Satz

_NETZWERK, _BEISPIELE, _PERSONEN = "data/netzwerk/", "data/beispiele/", "data/personen/"
_ELSEWHERE = (_NETZWERK, _BEISPIELE, _PERSONEN)


class Fund(NamedTuple):
    """Something such a file says: its kind, what it is in words from the general to the particular, when."""

    art: str
    worte: tuple[str, ...]
    datum: Datum | None
    quellen: tuple[str, ...]
    place: Place
    geplant: bool = False
    abweichend: tuple[Angabe, ...] = ()
    anmerkungen: tuple[str, ...] = ()


def mentions(files: Mapping[str, bytes], kommune: Kommune) -> dict[str, bytes]:
    """Return the files of groups, examples and persons that speak of a Kommune, and the groups such persons name."""
    ident = kommune.id.encode()
    found = {name: raw for name, raw in files.items() if name.startswith(_ELSEWHERE) and ident in raw}
    people = [raw for name, raw in found.items() if name.startswith(_PERSONEN)]
    groups = (name for name in files if name.startswith(_NETZWERK))
    named = (name for name in groups if any(PurePosixPath(name).stem.encode() in raw for raw in people))
    return found | {name: files[name] for name in named}


def funde(dataset: Dataset, kommune: Kommune) -> Iterator[Fund]:
    """Return what the files say that `dataset` has; a file of another shape says nothing."""
    for path, document in sorted(dataset.documents.items()):
        read = next((read for folder, read in _READERS.items() if path.startswith(folder)), None)
        if read is None:
            continue
        try:
            found = list(read(Satz(document.value, path), kommune.id, dataset))
        except Formfehler:
            continue
        yield from found


def _fund(art: str, satz: Satz, worte: tuple[str, ...], default: tuple[str, ...] = ()) -> Fund:
    datum, others, quellen = dated(satz, "datum")
    notes = tuple(filter(None, (satz.text_oder_nichts("bemerkung"), _doubt(satz))))
    return Fund(art, worte, datum, quellen or default, satz.place, satz.ja("geplant"), others, notes)


def _doubt(satz: Satz) -> str | None:
    doubt = satz.text_oder_nichts("zweifel")
    return f"Zweifel: {doubt}" if doubt else None


def _of_person(person: Satz, ident: str, dataset: Dataset) -> Iterator[Fund]:
    for amt in person.jeder("aemter", _same):
        if amt.value.get("stelle") == ident and amt.value.get("amt") != UNBEKANNT:
            name = amt.text_oder_nichts("bezeichnung") or amt.text("amt")
            yield _fund("amt", amt, (name, person.text("name")))
    for role in person.jeder("netzwerk", _same):
        if role.value.get("stelle") == ident:
            what = role.text_oder_nichts("bezeichnung") or role.text("rolle").capitalize()
            yield _fund("netzwerkamt", role, (what, _group(role.text("gruppe"), dataset), person.text("name")))


def _group(ident: str, dataset: Dataset) -> str:
    """What a group is called, `AG 1`, its id where its file is not at hand."""
    document = dataset.documents.get(f"{_NETZWERK}{ident}.yaml")
    value = document.value if document and isinstance(document.value, dict) else {}
    return str(value.get("kennung") or value.get("name") or ident)


def _of_group(group: Satz, ident: str, dataset: Dataset) -> Iterator[Fund]:
    del dataset
    name = group.text_oder_nichts("kennung") or group.text_oder_nichts("name") or PurePosixPath(group.file).stem
    for meeting in group.jeder("treffen", _same):
        if meeting.value.get("gastgeber") == ident:
            place = meeting.text_oder_nichts("ort")
            yield _fund("treffen", meeting, (name, meeting.text("name"), *((place,) if place else ())))


def _of_example(example: Satz, ident: str, dataset: Dataset) -> Iterator[Fund]:
    """The steps of an example that have a date, and when it was described."""
    del dataset
    if example.value.get("kommune") != ident:
        return
    title, quellen = example.text("titel"), example.kennungen("quelle")
    for key in ("ausgangspunkt", "meilensteine", "etablierung"):
        for step in example.jeder(key, _same):
            if "datum" in step.value:
                yield _fund("beispiel", step, (title, step.text("text")), quellen)
    stand = example.datum_oder_nichts("stand")
    yield Fund("beispiel", (title,), stand, quellen, example.place)


def _same(satz: Satz) -> Satz:
    return satz


_READERS: dict[str, Callable[[Satz, str, Dataset], Iterator[Fund]]] = {
    _NETZWERK: _of_group,
    _BEISPIELE: _of_example,
    _PERSONEN: _of_person,
}
