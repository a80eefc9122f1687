"""From what a person types to one group, one contribution, one keyword or one kind of contribution."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import PurePosixPath

from dkbm.dataset import Dataset
from dkbm.errors import NameUnresolvedError
from dkbm.german import fold
from dkbm.model.forum import Beitrag
from dkbm.queries.netzwerk_namen import resolve_gruppe

_LISTED, _WIDTH = 8, 80


def gruppe(text: str, dataset: Dataset, befehl: str = "dkbm forum neu") -> str:
    """Return the id of the group that `text` names; the network as a whole has no forum. Raises NameUnresolvedError."""
    found = resolve_gruppe(text, dataset, befehl)
    if found is None:
        groups = ", ".join(sorted(dataset.gruppen))
        raise NameUnresolvedError(
            "Jede Gruppe hat ihr eigenes Forum, das Netzwerk als Ganzes keines.", f"Es gibt: {groups}."
        )
    return found.id


def name(beitrag: Beitrag) -> str:
    """Return how a contribution is called everywhere: `ag-1/2026-01-15-01`."""
    return f"{beitrag.gruppe}/{beitrag.id}"


def beitrag(text: str, beitraege: Iterable[Beitrag]) -> Beitrag:
    """Return the contribution that `text` names: by id, also with its group before it, or by words of its title.

    The beginning of an id will do. Raises NameUnresolvedError with those that may be meant.
    """
    known, typed, words = sorted(beitraege, key=name), text.strip(), fold(text)
    ways: tuple[Callable[[Beitrag], bool], ...] = (
        lambda each: typed in (each.id, name(each), each.place.file),
        lambda each: bool(typed) and (each.id.startswith(typed) or name(each).startswith(typed)),
        lambda each: bool(words) and f" {words}" in f" {fold(each.titel or '')}",
    )
    for fits in ways:
        if found := [each for each in known if fits(each)]:
            if len(found) > 1:
                raise NameUnresolvedError(f"»{text}« ist nicht eindeutig:", _listing(found))
            return found[0]
    raise NameUnresolvedError(f"Einen Beitrag »{text}« gibt es nicht.", _near(typed, known))


def _listing(found: Sequence[Beitrag]) -> str:
    told = (f"  {name(each)}  {each.titel or f'Antwort auf {each.antwort_auf}'}" for each in found[:_LISTED])
    lines = [line if len(line) <= _WIDTH else f"{line[: _WIDTH - 1]}…" for line in told]
    if len(found) > _LISTED:
        lines.append(f"  … und {len(found) - _LISTED} weitere")
    return "\n".join(lines)


def _near(text: str, known: Iterable[Beitrag]) -> str:
    names = {each.id: name(each) for each in known}
    near = get_close_matches(PurePosixPath(text).name, names, n=3)
    if near:
        return f"Meinten Sie {' oder '.join(f'»{names[each]}«' for each in near)}?"
    return "Alle Fäden zeigt: dkbm forum"


def thema(text: str, themen: Mapping[str, str]) -> str:
    """Return the id of the keyword that `text` names, by id or name. Raises NameUnresolvedError."""
    return _word(text, dict(sorted(themen.items())), "Das Schlagwort »{}« gibt es nicht.")


def art(text: str, arten: Mapping[str, str]) -> str:
    """Return the kind of contribution that `text` names, by its word or its name. Raises NameUnresolvedError."""
    return _word(text, arten, "Die Art »{}« gibt es nicht.")


def _word(text: str, known: Mapping[str, str], complaint: str) -> str:
    words = fold(text)
    found = [ident for ident, called in known.items() if words and words in (fold(ident), fold(called))]
    if found:
        return found[0]
    near = get_close_matches(words, [fold(called) for called in known.values()], n=1, cutoff=0.7)
    meant = [ident for ident, called in known.items() if fold(called) in near]
    hint = f"Meinten Sie »{meant[0]}«?" if meant else f"Es gibt: {', '.join(known)}."
    raise NameUnresolvedError(complaint.format(text), hint)
