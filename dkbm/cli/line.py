"""From git to a Line: what each step between two records of the dataset changed, and what it left behind."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dkbm.queries.corrections import Line
    from dkbm.store.geschichte import Commit, Step
    from dkbm.store.stand import Stand


class Trail(NamedTuple):
    """A Line with the commit of each step (None: what lies in the folder and is not recorded in git).

    `files` are all contents that files of Kommunen had on the way, by name.
    """

    line: "Line"
    commits: "tuple[Commit | None, ...]"
    files: dict[str, list[bytes]]


def trail(root: Path, start: "Stand", upto: str, folder: Mapping[str, bytes] | None) -> Trail:
    """Return the way from `start` to the commit `upto` and on to the files of `folder` (None: the commit is the end).

    `start` lies on the first-parent line of `upto`.
    """
    from dkbm.queries.corrections import COUNTED, SHARED, Line
    from dkbm.store.geschichte import contents, steps
    from dkbm.store.stand import read_stand

    begin = read_stand(root, start).files
    made = steps(root, start.commit, upto, (*SHARED, COUNTED.rstrip("/")))
    states = _states(made)
    own = (ids for name, ids in states.items() if name.startswith(COUNTED))
    blobs = contents(root, [ident for ids in own for _, ident in ids if ident])

    @cache
    def blob(ident: str) -> bytes:
        return blobs.get(ident) or contents(root, [ident])[ident]

    def recorded(number: int, name: str) -> bytes | None:
        """What git has of a file behind a step."""
        if number == len(made) and folder is not None:
            return folder.get(name)
        known = [ident for step, ident in states.get(name, ()) if step <= number]
        if not known:
            return begin.get(name)
        return blob(known[-1]) if known[-1] else None

    changed = [_names(step) for step in made]
    commits: list[Commit | None] = [step.commit for step in made]
    if folder is not None:
        last = {name: recorded(len(made) - 1, name) for name in {*begin, *states, *folder}}
        changed.append(frozenset(name for name, raw in last.items() if raw != folder.get(name)))
        commits.append(None)
    kept = ((name, ids) for name, ids in states.items() if name.startswith(COUNTED))
    files = {name: [blob(ident) for _, ident in ids if ident] for name, ids in kept}
    for name, raw in (*begin.items(), *(folder or {}).items()):
        if name.startswith(COUNTED):
            files.setdefault(name, []).append(raw)
    return Trail(Line(changed, _presented(recorded)), tuple(commits), files)


def _states(made: "Sequence[Step]") -> dict[str, list[tuple[int, str]]]:
    """For each file the steps that changed it and the object id it had then, "" where it was gone."""
    states: dict[str, list[tuple[int, str]]] = {}
    for number, step in enumerate(made):
        for change in step.changes:
            states.setdefault(change.after or change.before, []).append((number, change.new))
    return states


def _names(step: "Step") -> frozenset[str]:
    return frozenset(change.after or change.before for change in step.changes)


def _presented(recorded: Callable[[int, str], bytes | None]) -> Callable[[int, str], bytes | None]:
    """Give the files in the present version of the schema."""
    from dkbm.kinds import KOPF

    def read(number: int, name: str) -> bytes | None:
        raw, kopf = recorded(number, name), recorded(number, KOPF)
        return raw if raw is None or kopf is None else in_present_form(name, raw, kopf)

    return read


@lru_cache(maxsize=4096)
def in_present_form(name: str, raw: bytes, kopf: bytes) -> bytes:
    """Return a file in the present version of the schema; `kopf` is the dkbm.yaml that lay beside it."""
    from dkbm.cli.standing import presented
    from dkbm.kinds import KOPF

    return raw if _is_present(kopf) else presented({KOPF: kopf, name: raw}, "auf dem Weg zwischen beiden")[name]


@lru_cache(maxsize=64)
def _is_present(kopf: bytes) -> bool:
    from dkbm.changes.migrate import VERSION, version_of
    from dkbm.kinds import KOPF

    return version_of({KOPF: kopf}) == VERSION
