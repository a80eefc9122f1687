"""The history of the dataset on its first-parent line: which commit changed which file to what (S 91, 96–98).

On this line a merge is one step, as it was reviewed. One call of git each, names end with NUL, only ids go in, and
nothing is run that a repository configures. Names count from the folder of the dataset.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from dkbm.errors import DkbmError
from dkbm.store.berlin import berlin
from dkbm.store.git import Repository
from dkbm.store.objects import read_objects
from dkbm.store.revision import UNREADABLE
from dkbm.store.worktree import DATA, MARKER

_RAW = (
    *("--raw", "-z", "-r", "--no-abbrev", "--root", "--relative", "--no-color"),
    *("--no-ext-diff", "--no-textconv", "--ignore-submodules=none"),
)
_LOG = ("log", "--no-show-signature", "--encoding=UTF-8", "--no-decorate", "--first-parent")
_FORMAT = "--format=%H%x00%P%x00%ct%x00%an%x00%s%x00"
_FILES = ("100644", "100755")
_NEARLY_ALL = 1_000_000


class Commit(NamedTuple):
    """A commit: its id, those before it, when it was made (as clocks in Berlin show it), its subject.

    `autor` is the name of a person and shown only where somebody asks for internal data.
    """

    id: str
    parents: tuple[str, ...]
    zeitpunkt: datetime
    autor: str
    betreff: str


class Changed(NamedTuple):
    """A file before and after: name and object id, both "" where it did not exist (or was no plain file)."""

    before: str
    after: str
    old: str
    new: str


class Step(NamedTuple):
    """A commit and what it changed, against the commit before it on the line."""

    commit: Commit
    changes: tuple[Changed, ...]


class Version(NamedTuple):
    """The commit that gave a file this name and this content (an object id, "" where it took the file away)."""

    commit: Commit
    name: str
    object: str


def steps(root: Path, after: str, upto: str, paths: Sequence[str] = (MARKER, DATA)) -> tuple[Step, ...]:
    """Return what each commit of the line from `after` (exclusive) to `upto` changed in `paths`, oldest first.

    `after` lies on the line (`is_on_line`), or is "" for its beginning. A new name is one file less, one more.
    """
    wanted = f"{after}..{upto}" if after else upto
    arguments = (*_LOG, *_RAW, "--diff-merges=first-parent", "--no-renames", "--reverse", _FORMAT, wanted)
    return tuple(_steps(Repository(root).call(*arguments, "--", *paths)))


def versions(root: Path, commit: str, path: str) -> tuple[Version, ...]:
    """Return every version of the file that is called `path` at `commit`, newest first, through changes of its name.

    A file counts as renamed when git finds enough of its text in the new one. Of one that is gone by then the
    versions until it went; () if there never was such a file.
    """
    arguments = (*_LOG, *_RAW, "--diff-merges=first-parent", "-M", f"-l{_NEARLY_ALL}", _FORMAT, commit)
    found: list[Version] = []
    for step in _steps(Repository(root).call(*arguments, "--", MARKER, DATA)):
        for change in step.changes:
            if path in (change.after, change.before if not change.after else ""):
                found.append(Version(step.commit, path, change.new))
                path = change.before or path
                break
    return tuple(found)


def is_ancestor(root: Path, one: str, other: str) -> bool:
    """Say whether all of `one` is part of the history of `other`; a commit counts as part of its own."""
    return not Repository(root).call("rev-list", "--max-count=1", one, "--not", other)


def is_on_line(root: Path, one: str, other: str) -> bool:
    """Say whether a commit lies on the first-parent line of another."""
    return one in Repository(root).call("rev-list", "--first-parent", other).decode().split()


def contents(root: Path, objects: Sequence[str]) -> dict[str, bytes]:
    """Return the bytes of files by their object ids, in one call. Raises DkbmError if one is missing."""
    wanted = list(dict.fromkeys(objects))
    found = read_objects(Repository(root), wanted)
    if None in found:
        raise DkbmError(f"git kann {wanted[found.index(None)][:8]} nicht lesen.", UNREADABLE)
    return {each.id: each.raw for each in found if each is not None}


def _steps(answer: bytes) -> Iterator[Step]:
    """The commits of a log, each with its changes. Fields are counted off: no name or subject can pass for another."""
    parts = iter(answer.decode("utf-8", "surrogateescape").split("\0"))
    commit: Commit | None = None
    changes: list[Changed] = []
    for part in map(_unpadded, parts):
        if part.startswith(":"):
            changes.append(_change(part, parts))
        elif part:
            if commit is not None:
                yield Step(commit, tuple(changes))
            before, moment, autor, betreff = (next(parts) for _ in range(4))
            commit, changes = Commit(part, tuple(before.split()), berlin(int(moment)), autor, betreff), []
    if commit is not None:
        yield Step(commit, tuple(changes))


def _unpadded(part: str) -> str:
    """Without the line feed that git puts between a commit and its changes."""
    return part.lstrip("\n")


def _change(line: str, names: Iterator[str]) -> Changed:
    """A line `:MODE MODE ID ID STATUS` with the name behind it, or two where the file got a new one."""
    old_mode, new_mode, old, new, status = line.removeprefix(":").split(" ")
    before = next(names)
    after = next(names) if status[0] in "RC" else before
    was, now = old_mode in _FILES and status[0] != "C", new_mode in _FILES
    return Changed(before if was else "", after if now else "", old if was else "", new if now else "")
