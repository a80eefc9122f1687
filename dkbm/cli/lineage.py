"""Every version of one file on the way to a record, newest first, whatever its name was then."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dkbm.store.geschichte import Changed, Commit, Step
    from dkbm.store.stand import Stand

_ALIKE = 0.5
_LETTERS = re.compile(rb"[^\s\"']+")


class Past(NamedTuple):
    """A version of a file: the commit that made it (None: it lies in the folder), its name then, the number of the
    step on the way, its content in the present version of the schema (None: the commit took the file away).
    """

    commit: "Commit | None"
    name: str
    step: int
    raw: bytes | None


class Way(NamedTuple):
    """The steps to a record, oldest first, and for each file the steps that changed it with its object id then."""

    root: Path
    steps: "Sequence[Step]"
    states: dict[str, list[tuple[int, str]]]

    def object(self, step: int, name: str) -> str:
        """Return the object id of a file behind a step, "" where there was none."""
        known = self.states.get(name, [])
        at = bisect_right(known, step, key=lambda state: state[0])
        return known[at - 1][1] if at else ""


def tip(root: Path, stand: str | None) -> "Stand":
    """Return the end of the way: a Stand, or the commit that is checked out. Raises DkbmError as `resolve_stand`."""
    from dkbm.cli.standing import meant

    return meant(root, stand or "HEAD")


def folders(path: str) -> tuple[str, ...]:
    """Return where a file may have lain under another name: with all of its kind."""
    from dkbm.queries.reading import ENTITIES

    kind = "/".join(path.split("/")[:2])
    return tuple(each.rstrip("/") for each in ENTITIES) if path.startswith(ENTITIES) else (kind,)


def way(root: Path, upto: str, paths: Sequence[str]) -> Way:
    """Return the way to the commit `upto`, as far as it changed something in `paths` or in what all files rest on."""
    from dkbm.kinds import KOPF
    from dkbm.store.geschichte import steps

    made = steps(root, "", upto, tuple(dict.fromkeys((KOPF, *paths))))
    states: dict[str, list[tuple[int, str]]] = {}
    for number, step in enumerate(made):
        for change in step.changes:
            states.setdefault(change.after or change.before, []).append((number, change.new))
    return Way(root, made, states)


def lineage(found: Way, path: str, key: bytes) -> tuple[Past, ...]:
    """Return the versions of the file that is called `path` at the end of the way, newest first.

    Under another name it is known by the `key` in it, or by most of its words if it has none.
    """
    made = list(_followed(found, path, key))
    raws = read_present(found, [(step, name, ident) for step, name, ident in made if ident])
    return tuple(Past(found.steps[step].commit, name, step, raws.get((step, name))) for step, name, ident in made)


def read_present(found: Way, wanted: Sequence[tuple[int, str, str]]) -> dict[tuple[int, str], bytes]:
    """Return the contents of files (step, name, object id) in the present version of the schema, by step and name."""
    from dkbm.cli.line import in_present_form
    from dkbm.kinds import KOPF

    heads = {step: found.object(step, KOPF) for step, *_ in wanted}
    raws = _contents(found, [*(ident for *_, ident in wanted), *heads.values()])
    return {
        (step, name): in_present_form(name, raws[ident], raws[heads[step]]) if heads[step] else raws[ident]
        for step, name, ident in wanted
    }


def _followed(found: Way, path: str, key: bytes) -> Iterator[tuple[int, str, str]]:
    """The steps that changed the file, with its name and object id behind each."""
    name = path
    for number in range(len(found.steps) - 1, -1, -1):
        change = next((each for each in found.steps[number].changes if name in (each.after, each.before)), None)
        if change is not None:
            yield number, name, change.new
            if not change.before:
                name = _earlier_name(found, number, change, key) or name


def _earlier_name(found: Way, number: int, added: "Changed", key: bytes) -> str | None:
    """Under what name a file that appeared went away at the same step."""
    gone = [each for each in found.steps[number].changes if not each.after]
    raws = _contents(found, [added.new, *(each.old for each in gone)])
    own = re.compile(rb"^[\"']?(?:schluessel|ags)[\"']?\s*:\s*[\"']?" + re.escape(key) + rb"\b", re.MULTILINE)
    keyed = [each.before for each in gone if key and own.search(raws[each.old])]
    if keyed or not gone:
        return keyed[0] if keyed else None
    scored = max((_likeness(raws[each.old], raws[added.new]), each.before) for each in gone)
    return scored[1] if not key and scored[0] >= _ALIKE else None


def _likeness(one: bytes, other: bytes) -> float:
    words = [set(_LETTERS.findall(raw)) for raw in (one, other)]
    return len(words[0] & words[1]) / max(len(words[0] | words[1]), 1)


def _contents(found: Way, objects: Sequence[str]) -> Mapping[str, bytes]:
    from dkbm.store.geschichte import contents

    wanted = [ident for ident in objects if ident]
    return contents(found.root, wanted) if wanted else {}
