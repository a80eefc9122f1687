"""`--stand` in every command: the files of the dataset, from the folder or from git, in the present form.

found = contents_at(dataset_root(daten), stand)   # all files as they are, nothing said
found = readable_at(dataset_root(daten), stand)   # the same; what cannot be read is said, or ends the command
reading = everyone(found)                         # or one(found, name): the Kommunen; what is broken is said
reading = everyone(found, ("data/",))             # the Kommunen and all files beside them
datenstand(found)                                 # what a text says of it, "" for the folder
revision(root, found)                             # what JSON says of it
"""

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dkbm.errors import DkbmError
from dkbm.german import tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dkbm.queries.reading import Found, Reading
    from dkbm.store.stand import Stand


class Standing(NamedTuple):
    """What lies in a dataset at a Stand: `files` by name, in the present version of the schema.

    `strangers` are the names of what else lies there, `unreadable` says of files and folders why they cannot be read
    (only in a folder). `stand` is None for the files as they lie in the folder.
    """

    files: dict[str, bytes]
    strangers: tuple[str, ...]
    unreadable: dict[str, DkbmError]
    stand: "Stand | None" = None


def contents_at(root: Path, stand: str | None) -> Standing:
    """Return the dataset as it lies in the folder (`stand` None) or as git recorded it at a Stand.

    The files of an older version of the schema are migrated in memory; those in the folder are left as they are.
    Raises DkbmError (exit status 2) where there is no such Stand, or it cannot be told, or this program is older.
    """
    if stand is None:
        from dkbm.store.worktree import read_dataset

        return Standing(*read_dataset(root))
    from dkbm.store.stand import read_stand

    asked = meant(root, stand)
    found = read_stand(root, asked)
    return Standing(presented(found.files, asked.text), found.strangers, {}, asked)


def meant(root: Path, stand: str) -> "Stand":
    """Return the commit that a Stand names, with a warning where clocks contradict each other or it is yet to come.

    Raises DkbmError as `resolve_stand` does.
    """
    from dkbm.cli.frame import today
    from dkbm.datum import parse_datum
    from dkbm.report.terminal import warn
    from dkbm.store.stand import is_date, resolve_stand

    found = resolve_stand(root, stand)
    if found.zweifel:
        warn(f"Warnung: {found.zweifel}")
    if is_date(stand) and (first := parse_datum(stand).lo) > today() and first > found.zeitpunkt:
        warn(f"Warnung: »{stand}« liegt in der Zukunft; gezeigt wird der Stand von heute.")
    return found


def readable_at(root: Path, stand: str | None, name: str = "", more: tuple[str, ...] = ()) -> Standing:
    """Return the dataset like `contents_at`, with a warning for the files that cannot be read, or were left aside.

    Of the forum it warns only where `more`, the folders to read beside the Kommunen, names it.
    Raises DatasetBrokenError when the answer rests on one of them, for `name` (if given) or for all Kommunen.
    """
    from dkbm.queries.reading import concerns, require_readable

    found = contents_at(root, stand)
    unreadable = {path: why.message for path, why in sorted(found.unreadable.items())}
    require_readable(unreadable, name)
    missed = {**unreadable, **_left_aside(found.strangers)}
    _warn(found, {path: why for path, why in missed.items() if concerns(f"{path}/", more)})
    return found


def _left_aside(strangers: "Sequence[str]") -> dict[str, str]:
    """Say of each stranger that someone may take for data (a link, another suffix) that it was not read."""
    from dkbm.queries.reading import ENTITIES

    seeming = (name for name in strangers if name.lower().endswith((".yaml", ".yml")) or f"{name}/" in ENTITIES)
    return {name: f"{name} ist keine gewöhnliche Datei *.yaml und wird nicht gelesen." for name in seeming}


def everyone(found: Standing, more: tuple[str, ...] = ()) -> "Reading":
    """Read every Kommune, and the folders `more`, with a warning for what is broken.

    Raises DatasetBrokenError as `all_kommunen` does.
    """
    from dkbm.queries.reading import all_kommunen

    with _of(found):
        reading = all_kommunen(found.files, more)
    _warn(found, reading.broken)
    return reading


def one(found: Standing, name: str, befehl: str = "dkbm status") -> "Found":
    """Read the Kommune that `name` means, with a warning for what is broken. Raises as `one_kommune` does."""
    from dkbm.queries.reading import one_kommune

    with _of(found):
        reading = one_kommune(found.files, name, befehl)
    _warn(found, reading.broken)
    return reading


@contextmanager
def _of(found: Standing) -> "Iterator[None]":
    """Say of a broken dataset which record it is: `validate` would look at the folder."""
    from dkbm.queries.reading import DatasetBrokenError

    try:
        yield
    except DatasetBrokenError as error:
        if found.stand is None:
            raise
        raise DatasetBrokenError(error.message, f"So steht es im Stand {in_worten(found.stand)}.") from None


def _warn(found: Standing, broken: "Mapping[str, str]") -> None:
    from dkbm.report.broken import broken_text
    from dkbm.report.terminal import warn

    if text := broken_text(broken, in_worten(found.stand) if found.stand else ""):
        warn(text)


def presented(files: dict[str, bytes], text: str) -> dict[str, bytes]:
    """Return the files of a Stand in the present version of the schema; one that cannot be read stays as it is.

    Raises DkbmError where the Stand (`text` in words) is newer than this program or cannot be migrated.
    """
    from dkbm.changes.migrate import MigrationError, migrate
    from dkbm.cli.version import refuse_newer

    refuse_newer(files)
    try:
        found = migrate(files)
        broken = {entry.place.file for entry in found.diagnostics}
        if broken:
            found = migrate({name: raw for name, raw in files.items() if name not in broken})
    except MigrationError as error:
        raise DkbmError(f"Der Stand {text} lässt sich nicht lesen. {error}", "Einen anderen Stand nennen.") from None
    return {**files, **found.changed}


def datenstand(found: Standing) -> str:
    """Return `Datenstand: v2026.1 (3f2a91c0, 12.03.2026)`, "" for the files in the folder."""
    return f"Datenstand: {in_worten(found.stand)}" if found.stand else ""


def in_worten(stand: "Stand") -> str:
    """Return `v2026.1 (3f2a91c0, 12.03.2026)`: what was asked for, which commit that is, when it was made."""
    commit, day = stand.commit[:8], tag(stand.zeitpunkt)
    return f"{commit} ({day})" if stand.commit.startswith(stand.text) else f"{stand.text} ({commit}, {day})"


def revision(root: Path, found: Standing) -> str | None:
    """Return the id of the commit that holds these files, None where the folder holds others.

    In the folder this asks git (some 5 ms), so a text, which does not show it, must not call this.
    """
    if found.stand is not None:
        return found.stand.commit
    from dkbm.store.stand import unchanged_since

    return None if found.unreadable else unchanged_since(root, found.files)
