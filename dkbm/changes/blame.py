"""Which version of a file set a value: values are followed by what they belong to, not by lines of text (M 53).

A key is known by its name; an entry of a list by its id, by saying the same, or by being the most alike.
"""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from dkbm.changes.compare_tree import LEAVES, known_again, same
from dkbm.diagnostic import Route, route_text
from dkbm.errors import NameUnresolvedError
from dkbm.german import aufzaehlung

_ALIKE = 0.6
_Pairs = dict[int, int]
_ENTRIES = "Einträge zählen von 0, wie in den Befunden von dkbm validate."


class Herkunft(NamedTuple):
    """Where a value comes from: the number of the version that set it, and what stood there before.

    `route` and `value` are those of the newest version. `zuvor` is None where the version entered the value first.
    """

    route: Route
    value: Any
    version: int
    zuvor: Any


class _Open(NamedTuple):
    """A value whose origin is still looked for, and where it stands in the version looked at."""

    route: Route
    value: Any
    there: Route


def blame(versions: Iterable[Any], routes: Sequence[Route]) -> tuple[Herkunft, ...]:
    """Return the origin of the values at `routes` of the first of `versions`, in that order.

    `versions` are the values of the whole file, newest first; None is one that cannot be read and counts as no
    change, {} one in which the file was gone. No more of them are taken than needed. A value that is an entry or a
    list was set by the last version that changed anything in it.
    """
    numbered = ((number, value) for number, value in enumerate(versions) if value is not None)
    at, newer = next(numbered, (0, {}))
    searching = [_Open(route, value_at(newer, route), route) for route in routes]
    found: dict[Route, Herkunft] = {}
    for number, older in numbered:
        searching = list(_carried(searching, _Step(newer, older), at, found))
        at, newer = number, older
        if not searching:
            break
    found |= {each.route: Herkunft(each.route, each.value, at, None) for each in searching}
    return tuple(found[route] for route in routes)


def _carried(
    searching: Iterable[_Open], step: "_Step", number: int, found: dict[Route, Herkunft]
) -> Iterator[_Open]:  # fmt: skip
    """Follow values into the version before; what is not the same there has its origin at this step."""
    for each in searching:
        there = step.counterpart(each.there)
        before = None if there is None else value_at(step.older, there)
        if there is not None and same(before, value_at(step.newer, each.there), there[-1:]):
            yield each._replace(there=there)
        else:
            found[each.route] = Herkunft(each.route, each.value, number, before)


class _Step:
    """From a version of a file to the one before: where its values stood there."""

    def __init__(self, newer: Any, older: Any) -> None:  # noqa: ANN401 -- any value of a document
        self.newer = newer
        self.older = older
        self._known: dict[tuple[Route, Route], _Pairs] = {}

    def counterpart(self, route: Route) -> Route | None:
        """The route of the same thing in the older version, None where there was no such thing."""
        there: Route = ()
        new, old = self.newer, self.older
        for index, step in enumerate(route):
            key: str | int | None = step
            if isinstance(step, int) and isinstance(new, list) and isinstance(old, list):
                key = self._pairs((route[:index], there), new, old).get(step)
            if not _has(old, key):
                return None
            new, old, there = new[step], old[key], (*there, key)  # type: ignore[arg-type]
        return there

    def _pairs(self, places: tuple[Route, Route], new: list[Any], old: list[Any]) -> _Pairs:
        if places not in self._known:
            self._known[places] = _paired(new, old)
        return self._known[places]


def _has(value: Any, key: str | int | None) -> bool:  # noqa: ANN401
    if isinstance(key, int):
        return isinstance(value, list) and 0 <= key < len(value)
    return isinstance(value, dict) and key in value


def _paired(new: list[Any], old: list[Any]) -> _Pairs:
    """Which entry was which: equal ones first, in their order, then those that are known again though changed."""
    pairs: _Pairs = {}
    free = list(range(len(old)))
    for index, value in enumerate(new):
        match = next((each for each in free if same(old[each], value)), None)
        if match is not None:
            pairs[index] = match
            free.remove(match)
    rest = [index for index in range(len(new)) if index not in pairs]
    left_new, left_old = [new[index] for index in rest], [old[index] for index in free]
    if all(isinstance(each, dict) for each in (*left_new, *left_old)):
        changed = known_again(left_old, left_new)
        return pairs | {rest[b]: free[a] for a, b in changed if a is not None and b is not None}
    return pairs | {rest[b]: free[a] for a, b in _alike(left_old, left_new)}


def _alike(old: Sequence[Any], new: Sequence[Any]) -> Iterator[tuple[int, int]]:
    """Pair texts that were reworded, in their order."""
    free = list(range(len(old)))
    for index, value in enumerate(new):
        scores = [(SequenceMatcher(None, str(old[each]), str(value)).ratio(), -each) for each in free]
        score, match = max(scores, default=(0.0, 0))
        if score >= _ALIKE:
            free.remove(-match)
            yield -match, index


def value_at(value: Any, route: Route) -> Any:  # noqa: ANN401
    """Return what stands at a route of a document."""
    for step in route:
        value = value[step]
    return value


def leaves(value: Any, route: Route = ()) -> Iterator[Route]:  # noqa: ANN401
    """Return the routes of all statements of a document; a date, sources or themes are one statement each."""
    if isinstance(value, dict) and value and not LEAVES.intersection(route[-1:]):
        for key, each in value.items():
            yield from leaves(each, (*route, key))
    elif isinstance(value, list) and any(isinstance(each, dict) for each in value) and route[-1] not in LEAVES:
        for index, each in enumerate(value):
            yield from leaves(each, (*route, index))
    else:
        yield route


def parse_route(text: str, value: Any) -> Route:  # noqa: ANN401
    """Return the route that `text` names in a document: `vereinbarungen[zv-2017].ort`, `verlauf[3].datum`.

    An entry is named by its number, counted from 0, or by its id. Raises NameUnresolvedError (exit status 4), saying
    what there is, where it leads nowhere.
    """
    route: Route = ()
    for part in _parts(text):
        found = value_at(value, route)
        step = _step(part, found)
        if step is None:
            raise _leads_nowhere(text, route, part, found)
        route = (*route, step)
    return route


def _parts(text: str) -> list[str]:
    return [part.strip("\"' ") for part in text.replace("[", ".").replace("]", "").split(".") if part.strip("\"' ")]


def _step(part: str, found: Any) -> str | int | None:  # noqa: ANN401
    if isinstance(found, dict):
        return part if part in found else None
    if not isinstance(found, list):
        return None
    named = (index for index, each in enumerate(found) if isinstance(each, dict) and str(each.get("id")) == part)
    number = int(part) if part.isascii() and part.isdecimal() and len(part) < 7 and int(part) < len(found) else None
    return next(named, number)


def _leads_nowhere(text: str, route: Route, part: str, found: Any) -> NameUnresolvedError:  # noqa: ANN401
    where = f"Unter »{route_text(route)}«" if route else "In der Datei"
    if isinstance(found, list):
        ids = [f"[{each['id']}]" for each in found if isinstance(each, dict) and "id" in each]
        last = f"[{len(found) - 1}]" if len(found) > 1 else ""
        there = aufzaehlung(ids, "oder") if ids else f"[0]{f' bis {last}' if last else ''}"
        return NameUnresolvedError(f"{where} gibt es keinen Eintrag »{part}«.", f"Es gibt {there}. {_ENTRIES}")
    if isinstance(found, dict):
        there = f"Es gibt: {', '.join(map(str, found))}" if found else ""
        return NameUnresolvedError(f"{where} steht kein »{part}«.", there)
    return NameUnresolvedError(f"»{text}« führt zu nichts: »{route_text(route)}« ist ein einzelner Wert.", "")
