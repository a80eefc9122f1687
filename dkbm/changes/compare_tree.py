"""Two values of a dataset compared: which leaves differ; entries of a list are known again whatever their order."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from dkbm.diagnostic import Route

LEAVES = frozenset({"datum", "unterzeichnet", "quelle", "themen", "korrektur", "ausnahme", "datei", "dauer"})
"""Keys whose value is one statement, shown as a whole."""
_IN_ORDER = frozenset({"datum", "unterzeichnet", "ziele", "themen", "umsetzungsplan", "meilensteine", "schritte"})
"""Lists in which the order says something: the first Angabe is the preferred one, an agreement is read as it stands."""
_NAMES = ("id", "nummer", "schluessel", "code", "jahr")
"""Keys that tell an entry from the others of its list."""
_ALIKE = 0.6
_WEIGHTS = {
    "ereignis": 4.0,
    "datum": 3.0,
    "name": 3.0,
    "amt": 3.0,
    "modul": 2.0,
    "quelle": 2.0,
    "bemerkung": 0.5,
    "korrektur": 0.0,
}
"""How much a key tells of which entry it is; any other weighs 1."""


class Difference(NamedTuple):
    """A value that differs: its route and itself on either side, None where that side has no such thing.

    `around` leads to what holds it on the later side, `origin` on the earlier. Where only the order is another one,
    both values are given.
    """

    before: Route | None
    after: Route | None
    old: Any
    new: Any
    around: Route = ()
    origin: Route = ()

    @property
    def route(self) -> Route:
        """The route on the later side, on the earlier one for what is gone."""
        return self.after if self.after is not None else self.before or ()


def differences(old: Any, new: Any, before: Route = (), after: Route = ()) -> Iterator[Difference]:  # noqa: ANN401 -- any value of a document
    """Return where two values differ, entry by entry; nothing where they say the same."""
    if same(old, new, (after or before)[-1:]):
        return
    key = (after or before)[-1:]
    if isinstance(old, dict) and isinstance(new, dict) and not LEAVES.intersection(key):
        for name in dict.fromkeys((*new, *old)):
            yield from differences(old.get(name), new.get(name), (*before, name), (*after, name))
    elif _are_entries(old, new) and not LEAVES.intersection(key):
        yield from _of_entries(old or [], new or [], before, after)
    else:
        routes = before if old is not None else None, after if new is not None else None
        yield Difference(*routes, old, new, after[:-1], before[:-1])


def same(old: Any, new: Any, key: Route = ()) -> bool:  # noqa: ANN401
    """Say whether two values say the same; `true` and `1` do not, and `key` tells lists with an order from others."""
    return identity(old, key) == identity(new, key)


def identity(value: Any, key: Route = ()) -> Hashable:  # noqa: ANN401
    """Return what two values share exactly if they say the same."""
    if isinstance(value, dict):
        return "dict", frozenset((name, identity(each, (name,))) for name, each in value.items() if each is not None)
    if not isinstance(value, list):
        return type(value).__name__, value
    items = [identity(each) for each in value]
    if _IN_ORDER.intersection(key) or not all(isinstance(each, dict | str) for each in value):
        return "list", tuple(items)
    return "entries", frozenset(Counter(items).items())


def _are_entries(old: Any, new: Any) -> bool:  # noqa: ANN401
    """Whether both are lists of entries; one of them may be missing as a whole."""
    sides = [side for side in (old, new) if side is not None]
    return all(isinstance(side, list) and all(isinstance(each, dict) for each in side) for side in sides)


def _of_entries(old: list[Any], new: list[Any], before: Route, after: Route) -> Iterator[Difference]:
    found = False
    for one, other in known_again(old, new):
        found = True
        if one is None or other is None:
            yield Difference(
                (*before, one) if one is not None else None,
                (*after, other) if other is not None else None,
                old[one] if one is not None else None,
                new[other] if other is not None else None,
                after,
            )
        else:
            yield from differences(old[one], new[other], (*before, one), (*after, other))
    if not found:
        yield Difference(before, after, old, new, after)


def known_again(old: Sequence[Any], new: Sequence[Any]) -> list[tuple[int | None, int | None]]:
    """Return which entry became which, by index, in the order of `new`, then what is gone; equal ones are left out.

    An entry is known by the name it has in its list, or by how much it still says: an edited one is not another one.
    """
    olds, news = _unequal(old, new)
    pairs = [*_by(_name, old, new, olds, news), *_by_likeness(old, new, olds, news)]
    changed = sorted((other, one) for one, other in pairs)
    left = [(None, other) for other in news]
    ordered = sorted([*((one, other) for other, one in changed), *left], key=lambda pair: pair[1])
    return [*ordered, *((one, None) for one in olds)]


def _unequal(old: Sequence[Any], new: Sequence[Any]) -> tuple[list[int], list[int]]:
    """The indices of the entries that have no equal on the other side."""
    mine, theirs = ([identity(each) for each in side] for side in (old, new))
    both = Counter(mine) & Counter(theirs)
    return _without(mine, both), _without(theirs, both)


def _without(items: Sequence[Hashable], gone: Mapping[Hashable, int]) -> list[int]:
    left, kept = dict(gone), []
    for index, item in enumerate(items):
        if left.get(item, 0):
            left[item] -= 1
        else:
            kept.append(index)
    return kept


def _name(entry: Any) -> Hashable | None:  # noqa: ANN401
    names = tuple((key, str(entry[key])) for key in _NAMES if isinstance(entry.get(key), str | int))
    return names or None


def _by(
    name: Callable[[Any], Hashable | None], old: Sequence[Any], new: Sequence[Any], olds: list[int], news: list[int]
) -> Iterator[tuple[int, int]]:
    """Pair what has the same name on both sides, and take it from `olds` and `news`."""
    known = {name(old[index]): index for index in reversed(olds)}
    for other in tuple(news):
        found = name(new[other])
        if found is not None and found in known:
            one = known.pop(found)
            olds.remove(one)
            news.remove(other)
            yield one, other


def _by_likeness(old: Sequence[Any], new: Sequence[Any], olds: list[int], news: list[int]) -> Iterator[tuple[int, int]]:
    """Pair the rest, the most alike first, as long as they are alike at all."""
    scored = ((_likeness(old[one], new[other]), one, other) for one in olds for other in news)
    for score, one, other in sorted(scored, key=lambda each: (-each[0], each[1], each[2])):
        if score >= _ALIKE and one in olds and other in news:
            olds.remove(one)
            news.remove(other)
            yield one, other


def _likeness(old: Mapping[str, Any], new: Mapping[str, Any]) -> float:
    """How much of what both say is the same, from 0 to 1; the same step of the process is the same event."""
    if _named_apart(old, new):
        return 0.0
    keys = {**old, **new}
    shared = sum(_weight(key) for key in keys if key in old and key in new and same(old[key], new[key], (key,)))
    score = shared / max(sum(_weight(key) for key in keys), 1.0)
    step = ("ereignis", "modul", "phase")
    is_same_step = "modul" in old and "ereignis" in old and all(same(old.get(key), new.get(key)) for key in step)
    return (score + 1) / 2 if is_same_step and "korrektur" in new else max(score, _ALIKE * is_same_step)


def _named_apart(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    one, other = _name(old), _name(new)
    return one is not None and other is not None and one != other


def _weight(key: str) -> float:
    return _WEIGHTS.get(key, 1.0)
