"""The files an answer is made from; what cannot be read is said, and the answer goes on without it."""

from pathlib import Path


def readable_files(root: Path, name: str = "") -> dict[str, bytes]:
    """Return the files of the dataset, with a warning for those that cannot be read.

    Raises DatasetBrokenError when the answer rests on one of them, for `name` (if given) or for all Kommunen.
    """
    from dkbm.queries.reading import require_readable
    from dkbm.report.broken import broken_text
    from dkbm.report.terminal import warn
    from dkbm.store.worktree import read_dataset

    contents = read_dataset(root)
    unreadable = {path: why.message for path, why in sorted(contents.unreadable.items())}
    require_readable(unreadable, name)
    if text := broken_text(unreadable):
        warn(text)
    return contents.files
