"""The trusted side of a merge request: what it is judged by, and which files of that kind it touches (S 103)."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from dkbm.errors import DkbmError
from dkbm.store.git import Repository, require
from dkbm.store.prefix import prefix
from dkbm.store.revision import Revision, branched_off, read_revision
from dkbm.store.worktree import SCHEMAS, read_files, read_schemas


class Basis(NamedTuple):
    """A Stand as it was recorded, its name in words, and the files of a kind that differ from where HEAD left it."""

    stand: Revision
    text: str
    touched: tuple[str, ...]


def read_basis(root: Path, commit: str, name: str, own: Sequence[str], around: Sequence[str]) -> Basis:
    """Return the dataset at `commit`, an object id that someone called `name`, and what HEAD touches since it left it.

    `own` are names (folders end in `/`) counted from the dataset, `around` from the folder of the repository. Raises
    DkbmError without git, without such a commit, and where the history was cut off.
    """
    repository = require(root)
    left = branched_off(root, commit, name)
    stand = read_revision(root, commit)
    folder = prefix(root)
    watched = (*(f"{folder}{name}" for name in own), *around)
    folders = tuple(name for name in watched if name.endswith("/"))
    changed = {*_changed(repository, left), *(f"{folder}{name}" for name in _uncommitted(root, repository, own))}
    touched = tuple(name for name in sorted(changed) if name in watched or name.startswith(folders))
    return Basis(stand, f"{stand.id[:8]} ({name})", touched)


def _uncommitted(root: Path, repository: Repository, own: Sequence[str]) -> list[str]:
    """Names of the files of the dataset that lie otherwise in the folder than in HEAD, templates left aside."""
    files = [name for name in own if not name.endswith("/")]
    head = read_revision(root, repository.resolve("HEAD"), (*files, SCHEMAS)).files
    lying = dict(read_schemas(root).files)
    for name in files:
        with suppress(DkbmError):  # whoever reads the dataset says what is wrong with it
            lying |= read_files(root, [name])
    return [name for name in {*head, *lying} if head.get(name) != lying.get(name)]


def _changed(repository: Repository, left: str) -> list[str]:
    """Names, from the folder of the repository, of all files that differ between a commit and HEAD."""
    listing = repository.call("diff-tree", "-r", "-z", "--name-only", "--no-renames", "--no-ext-diff", left, "HEAD")
    return sorted(listing.decode("utf-8", "surrogateescape").split("\0")[:-1])
