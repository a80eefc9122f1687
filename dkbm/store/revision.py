"""The dataset as it stood at a commit, read from git's store without checking anything out (S 94, 96)."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from dkbm.errors import DkbmError
from dkbm.store.git import Repository, require
from dkbm.store.worktree import DATA, MARKER, MAX_BYTES, MAX_FILES

SCHEMAS = "schemas"
_FILES = ("100644", "100755")


class Revision(NamedTuple):
    """The files of the dataset at the commit `id`, and the names of what else lay below `data/`."""

    id: str
    files: dict[str, bytes]
    strangers: tuple[str, ...]


class _Entry(NamedTuple):
    mode: str
    object: str
    size: str
    name: str


def branched_off(root: Path, revision: str) -> str:
    """Return the id of the commit at which the work tree left `revision`, a branch, tag or id.

    Raises DkbmError if there is no such commit, or if the history was cut off when the repository was cloned.
    """
    repository = require(root)
    if repository.is_shallow():
        raise DkbmError(
            "Dieser Klon enthält nur einen Teil der Geschichte; ein früherer Stand ist darin nicht sicher zu finden.",
            "git fetch --unshallow holt den Rest (in der CI: fetch-depth: 0 oder GIT_DEPTH: 0).",
        )
    return _common(repository, repository.resolve(revision), repository.resolve("HEAD"), revision)


def _common(repository: Repository, one: str, other: str, revision: str) -> str:
    try:
        return repository.call("merge-base", one, other).decode().strip()
    except DkbmError:
        raise DkbmError(
            f"»{revision}« und der ausgecheckte Stand haben keine gemeinsame Geschichte.",
            "Den Zweig nennen, von dem der eigene abgeht, zum Beispiel origin/main.",
        ) from None


def read_revision(root: Path, commit: str) -> Revision:
    """Return the dataset at `commit`, an object id; without files if it did not exist yet.

    A link or submodule is a stranger as in the work tree, and a file that is too large stays too large. Raises
    DkbmError if git cannot read it.
    """
    repository = require(root)
    entries = list(_entries(repository.call("ls-tree", "-r", "-z", "--long", commit, "--", MARKER, DATA, SCHEMAS)))
    if len(entries) > MAX_FILES:
        raise DkbmError(f"Der Stand {commit[:8]} hat mehr als {MAX_FILES} Dateien.", "Einen anderen Stand nennen.")
    chosen = [entry for entry in entries if _belongs(entry)]
    strangers = (entry.name for entry in entries if not _belongs(entry) and entry.name.startswith(f"{DATA}/"))
    return Revision(commit, _contents(repository, chosen), tuple(sorted(strangers)))


def digest_at(root: Path, commit: str) -> Callable[[str], str | None]:
    """Return a function from the name of a file to its SHA-256 at `commit`; None where it did not exist."""
    repository = require(root)

    def digest(name: str) -> str | None:
        try:
            return hashlib.sha256(repository.call("cat-file", "blob", f"{commit}:./{name}")).hexdigest()
        except DkbmError:
            return None

    return digest


def _entries(listing: bytes) -> Iterator[_Entry]:
    """The entries of a listing but for hidden ones."""
    for line in listing.decode("utf-8", "surrogateescape").split("\0")[:-1]:
        head, _, name = line.partition("\t")
        mode, _, identity, size = head.split()
        if not any(part.startswith(".") for part in name.split("/")):
            yield _Entry(mode, identity, size, name)


def _belongs(entry: _Entry) -> bool:
    if entry.name.startswith(f"{SCHEMAS}/"):
        return entry.mode in _FILES and entry.name.endswith(".schema.json") and entry.name.count("/") == 1
    return entry.mode in _FILES and entry.name.endswith(".yaml")


def _contents(repository: Repository, entries: Sequence[_Entry]) -> dict[str, bytes]:
    """The bytes of each file in one call; of one that the reader would refuse for its size, as many blanks."""
    small = [entry for entry in entries if int(entry.size) < MAX_BYTES]
    files = {entry.name: b" " * MAX_BYTES for entry in entries if int(entry.size) >= MAX_BYTES}
    answer = repository.call("cat-file", "--batch", given="".join(f"{entry.object}\n" for entry in small).encode())
    at = 0
    for entry in small:
        start = answer.index(b"\n", at) + 1
        at = start + int(entry.size) + 1
        if not answer[:start].endswith(f"{entry.object} blob {entry.size}\n".encode()):
            raise DkbmError(f"git kann {entry.name} im Stand nicht lesen.", "Das Repository prüfen: git fsck")
        files[entry.name] = answer[start : at - 1]
    return dict(sorted(files.items()))
