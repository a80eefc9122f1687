"""The dataset as it stood at a commit, read from git's store without checking anything out (S 94, 96)."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from dkbm.errors import DkbmError
from dkbm.store.git import REFETCH, Repository, require
from dkbm.store.objects import read_objects
from dkbm.store.worktree import DATA, MARKER, MAX_BYTES, MAX_FILES, SCHEMAS

UNREADABLE = f"Fehlen in diesem Klon Dateien (--filter), holt sie: {REFETCH}. Sonst prüft ihn: git fsck"
"""What to do where git does not hand out a file."""
_FILES = ("100644", "100755")
_EVERYTHING = (MARKER, DATA, SCHEMAS)


class Revision(NamedTuple):
    """The files of the dataset at the commit `id`, and the names of what else lay below `data/`."""

    id: str
    files: dict[str, bytes]
    strangers: tuple[str, ...]


class Entry(NamedTuple):
    """A line of a listing: the mode, the object id, the size in bytes (`-` for a submodule), the name."""

    mode: str
    object: str
    size: str
    name: str


def branched_off(root: Path, commit: str, name: str) -> str:
    """Return the id of the commit at which the work tree left `commit`, an object id that someone called `name`.

    Raises DkbmError if they have no history in common, or if it was cut off when the repository was cloned.
    """
    repository = require(root)
    if repository.is_shallow():
        raise shallow()
    return _common(repository, commit, repository.resolve("HEAD"), name)


def shallow() -> DkbmError:
    """Return what to raise where a question reaches into a history that was cut off when it was cloned (S 94)."""
    return DkbmError(
        "Dieser Klon enthält nur einen Teil der Geschichte; ein früherer Stand ist darin nicht sicher zu finden.",
        "git fetch --unshallow holt den Rest (in der CI: fetch-depth: 0 oder GIT_DEPTH: 0).",
    )


def _common(repository: Repository, one: str, other: str, revision: str) -> str:
    try:
        return repository.call("merge-base", one, other).decode().strip()
    except DkbmError:
        raise DkbmError(
            f"»{revision}« und der ausgecheckte Stand haben keine gemeinsame Geschichte.",
            "Den Zweig nennen, von dem der eigene abgeht, zum Beispiel origin/main.",
        ) from None


def common_ancestor(root: Path, one: str, other: str) -> str:
    """Return the id of the commit at which two commits (ids) parted. Raises DkbmError if they never were one."""
    return _common(require(root), one, other, one[:8])


def read_revision(root: Path, commit: str, places: Sequence[str] = _EVERYTHING) -> Revision:
    """Return what lay in `places` at `commit`, an object id; without files if the dataset did not exist yet.

    A link or submodule is a stranger as in the work tree, and a file that is too large stays too large. Raises
    DkbmError if git cannot read it.
    """
    chosen, others = list_revision(root, commit, places)
    strangers = (entry.name for entry in others if entry.name.startswith(f"{DATA}/"))
    return Revision(commit, _contents(Repository(root), chosen), tuple(sorted(strangers)))


def list_revision(root: Path, commit: str, places: Sequence[str]) -> tuple[list[Entry], list[Entry]]:
    """Return the files of the dataset in `places` at `commit`, and what else lay there. Raises like `read_revision`."""
    listing = Repository(root).call("ls-tree", "-r", "-z", "--long", commit, "--", *places)
    entries = list(_entries(listing))
    if len(entries) > MAX_FILES:
        raise DkbmError(f"Der Stand {commit[:8]} hat mehr als {MAX_FILES} Dateien.", "Einen anderen Stand nennen.")
    return [entry for entry in entries if _belongs(entry)], [entry for entry in entries if not _belongs(entry)]


def digest_at(root: Path, commit: str) -> Callable[[str], str | None]:
    """Return a function from the name of a file to its SHA-256 at `commit`; None where it did not exist."""
    repository = require(root)

    def digest(name: str) -> str | None:
        try:
            return hashlib.sha256(repository.call("cat-file", "blob", f"{commit}:./{name}")).hexdigest()
        except DkbmError:
            return None

    return digest


def _entries(listing: bytes) -> Iterator[Entry]:
    """The entries of a listing but for hidden ones."""
    for line in listing.decode("utf-8", "surrogateescape").split("\0")[:-1]:
        head, _, name = line.partition("\t")
        mode, _, identity, size = head.split()
        if not any(part.startswith(".") for part in name.split("/")):
            yield Entry(mode, identity, size, name)


def _belongs(entry: Entry) -> bool:
    if entry.name.startswith(f"{SCHEMAS}/"):
        return entry.mode in _FILES and entry.name.endswith(".schema.json") and entry.name.count("/") == 1
    return entry.mode in _FILES and entry.name.endswith(".yaml")


def _contents(repository: Repository, entries: Sequence[Entry]) -> dict[str, bytes]:
    """The bytes of each file in one call; of one that the reader would refuse for its size, as many blanks."""
    small = [entry for entry in entries if int(entry.size) < MAX_BYTES]
    files = {entry.name: b" " * MAX_BYTES for entry in entries if int(entry.size) >= MAX_BYTES}
    for entry, found in zip(small, read_objects(repository, [entry.object for entry in small]), strict=True):
        if found is None or found.kind != "blob":
            raise DkbmError(f"git kann {entry.name} im Stand nicht lesen.", UNREADABLE)
        files[entry.name] = found.raw
    return dict(sorted(files.items()))
