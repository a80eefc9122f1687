"""What an agreement said when it was sealed: the version of its file in git that has the sealed hash."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dkbm.errors import DkbmError

if TYPE_CHECKING:
    from dkbm.dataset import Loaded, Sealed


def sealed_at(root: Path, commit: str = "HEAD") -> "Sealed":
    """Return a function from a file and a seal to the agreement as it was sealed, None where git does not have it.

    The versions of a file that lead to `commit` are looked through, newest first, only when asked for. Without git and
    in a clone whose history was cut off the answer may be None.
    """

    @cache
    def versions_of(path: str) -> list[bytes]:
        from dkbm.store import git
        from dkbm.store.geschichte import contents, versions

        try:
            found = [each.object for each in versions(root, git.require(root).resolve(commit), path) if each.object]
            blobs = contents(root, found)
        except DkbmError:
            return []
        return [blobs[each] for each in found]

    @cache
    def find(path: str, sha256: str) -> Mapping[str, Any] | None:
        from dkbm.model.siegel import seal

        entries = (entry for raw in versions_of(path) for entry in _agreements(path, raw))
        return next((entry for entry in entries if seal(entry) == sha256), None)

    return find


def with_seals(root: Path, loaded: "Loaded", commit: str = "HEAD") -> "Loaded":
    """Return the dataset with a way to what its agreements said when they were sealed."""
    return loaded._replace(dataset=loaded.dataset._replace(besiegelt=sealed_at(root, commit)))


def _agreements(path: str, raw: bytes) -> Iterator[dict[str, Any]]:
    """Yield the agreements of a version of a file; of one that cannot be read none."""
    from dkbm.text.reader import read

    document, _ = read(path, raw)
    value = document.value if document is not None else None
    entries = value.get("vereinbarungen") if isinstance(value, dict) else None
    yield from (each for each in entries or () if isinstance(each, dict)) if isinstance(entries, list) else ()
