"""From the steps of a way to what each of them changed: the two records around it, as far as it touched them."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from dkbm.cli.lineage import Past, Way
    from dkbm.dataset import Dataset, Loaded
    from dkbm.report.log_text import Eintrag
    from dkbm.store.geschichte import Commit

T = TypeVar("T")

SHARED = ("data/prozess.yaml", "data/quellen.yaml")
"""What the state of a Kommune rests on beside its own file."""


class Job(NamedTuple):
    """A commit to be told of, its step, and the files it touched before and after it: by name the content, or where
    that is still to be read (in `before` and `after`) its object id.
    """

    commit: "Commit"
    step: int
    old: Mapping[str, bytes]
    new: Mapping[str, bytes]
    before: Mapping[str, str] = {}
    after: Mapping[str, str] = {}


def jobs_of_file(pasts: "Sequence[Past]") -> list[Job]:
    """Return the steps that changed one file, newest first."""
    sides = [{past.name: past.raw} if past.raw is not None else {} for past in pasts]
    pairs = zip(pasts, sides, [*sides[1:], {}], strict=False)  # before the first version there was nothing
    return [Job(past.commit, past.step, old, new) for past, new, old in pairs if past.commit is not None]


def jobs_of_all(found: "Way") -> list[Job]:
    """Return all steps, newest first; their files are still to be read."""
    return [
        Job(
            step.commit,
            number,
            {},
            {},
            {change.before: change.old for change in step.changes if change.before},
            {change.after: change.new for change in step.changes if change.after},
        )
        for number, step in reversed(list(enumerate(found.steps)))
    ]


def told(found: "Way", job: Job, *, intern: bool) -> "Eintrag":
    """Compare the records before and after a step, with the states of its own day.

    What cannot be read after the step is not compared; what could not be read before it is compared with what it was
    when it last could.
    """
    from dkbm.changes.compare import compare
    from dkbm.kinds import mentioned
    from dkbm.report.log_text import Eintrag

    old, new = _read(found, job)
    known = {name: raw for name in old if (raw := _last_readable(found, job.step - 1, name, old[name])) is not None}
    unreadable = frozenset(name for name, raw in new.items() if not _is_readable(name, raw))
    before, after = _record(found, job.step - 1, known), _record(found, job.step, new)
    changes = compare(before, after, job.commit.zeitpunkt.date(), intern=intern, ohne=unreadable)
    named = unreadable if intern else frozenset(map(mentioned, unreadable))
    return Eintrag(job.commit, changes, tuple(sorted(named)))


def _read(found: "Way", job: Job) -> tuple[Mapping[str, bytes], Mapping[str, bytes]]:
    from dkbm.cli.lineage import read_present

    old = [(job.step - 1, name, ident) for name, ident in job.before.items()]
    new = [(job.step, name, ident) for name, ident in job.after.items()]
    raws = read_present(found, [*old, *new]) if old or new else {}
    read_old, read_new = ({name: raws[step, name] for step, name, _ in side} for side in (old, new))
    return {**job.old, **read_old}, {**job.new, **read_new}


def _last_readable(found: "Way", step: int, name: str, raw: bytes) -> bytes | None:
    """The content of a file before a step as it last could be read, None if it never could."""
    from dkbm.cli.lineage import read_present

    if _is_readable(name, raw):
        return raw
    for number, ident in reversed(found.states.get(name, [])):
        if number < step and ident:
            earlier = read_present(found, [(number, name, ident)])[number, name]
            if _is_readable(name, earlier):
                return earlier
    return None


def _is_readable(name: str, raw: bytes) -> bool:
    from dkbm.diagnostic import Severity

    found = _loaded(name, raw).diagnostics
    return not any(
        each.place.file == name and each.severity is Severity.FEHLER for each in found if each.code != "D122"
    )


def _record(found: "Way", step: int, files: Mapping[str, bytes]) -> "Dataset":
    """The dataset as far as a comparison needs it: these files, and what their state rests on."""
    from dkbm.kinds import KOPF

    base = _base(found, tuple(found.object(step, name) for name in (KOPF, *SHARED))).dataset
    parts = [_loaded(name, raw).dataset for name, raw in files.items()]
    return base._replace(
        kommunen=_merged(part.kommunen for part in parts),
        partner=_merged(part.partner for part in parts),
        personen=_merged(part.personen for part in parts),
        themen=_merged(part.themen for part in parts),
        documents=_merged(part.documents for part in parts),
        texts={},
    )


def _merged(parts: Iterable[dict[str, T]]) -> dict[str, T]:
    return {key: value for part in parts for key, value in part.items()}


@lru_cache(maxsize=4096)
def _loaded(name: str, raw: bytes) -> "Loaded":
    from dkbm.dataset import load

    return load({name: raw})


_BASES: dict[tuple[str, ...], "Loaded"] = {}


def _base(found: "Way", objects: tuple[str, ...]) -> "Loaded":
    """The process and the sources behind a step; each of their versions is read once."""
    from dkbm.cli.lineage import read_present
    from dkbm.dataset import load
    from dkbm.kinds import KOPF

    if objects not in _BASES:
        wanted = [(0, name, ident) for name, ident in zip((KOPF, *SHARED), objects, strict=True) if ident]
        _BASES[objects] = load({name: raw for (_, name), raw in read_present(found, wanted).items()})
    return _BASES[objects]
