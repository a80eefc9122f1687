"""A Stand: the dataset as it was recorded in git, named by commit, branch, tag or date (S 91–98).

Nothing is checked out, no file is made, the index is not touched. What a Stand is to people: docs/geschichte.md.
"""

import hashlib
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dkbm.datum import DatumError, parse_datum
from dkbm.errors import DkbmError
from dkbm.german import tag
from dkbm.store import git
from dkbm.store.berlin import berlin, last_second
from dkbm.store.git import Repository
from dkbm.store.objects import Object, read_objects
from dkbm.store.revision import Revision, list_revision, read_revision, shallow
from dkbm.store.unclear import refuse_unclear
from dkbm.store.worktree import DATA, MARKER

_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_COMMITTER = re.compile(rb"^committer .*> (-?[0-9]+) [-+0-9]+$", re.MULTILINE)
_PLACES = (MARKER, DATA)


class Stand(NamedTuple):
    """Which commit is meant by what was asked: its id, the question in words, the day in Berlin it was made on.

    `zweifel` is a German sentence where the answer rests on clocks that contradict each other, else "".
    """

    commit: str
    text: str
    zeitpunkt: date
    zweifel: str = ""


def resolve_stand(root: Path, text: str) -> Stand:
    """Return the commit that `text` names: a branch, tag or id, or a day, month or year (its last day counts).

    A date means the newest commit on the first-parent line of what is checked out that was committed by the end of
    that day in Berlin. Raises DkbmError (exit status 2) without git, for a name or day git has no commit for, for a
    date that a branch or tag is called by, for a name that means two things or asks the log of this clone, and in a
    shallow clone for whatever its cut-off history cannot tell.
    """
    repository, is_cut_off = _opened(root)
    if is_date(text):
        if is_cut_off:
            raise shallow()
        return _at_date(repository, text)
    refuse_unclear(repository, text)
    commit = _commit(repository, text)
    if commit is None:
        raise shallow() if is_cut_off else _unknown(repository, text)
    return Stand(commit.id, text, berlin(_moment(commit)).date())


def is_date(text: str) -> bool:
    """Say whether a Stand is asked for by day, month or year, and not by a name in git."""
    return _DATE.fullmatch(text) is not None


def read_stand(root: Path, stand: Stand) -> Revision:
    """Return the dataset at a Stand. Raises DkbmError if it did not exist there, or lay in another folder."""
    found = read_revision(root, stand.commit, _PLACES)
    if MARKER not in found.files:
        raise DkbmError(
            f"Im Stand {stand.text} ({stand.commit[:8]}) gibt es diesen Datensatz nicht: {MARKER} fehlt dort.",
            "Einen späteren Stand nennen, oder einen anderen Zweig.",
        )
    return found


def refuse_shallow(root: Path) -> None:
    """Raise DkbmError where no history can be told: without git, or in a clone whose history was cut off (S 94)."""
    if _opened(root)[1]:
        raise shallow()


def unchanged_since(root: Path, files: Mapping[str, bytes]) -> str | None:
    """Return the id of the checked-out commit if it holds exactly these files of the dataset, None otherwise.

    They are compared by their object ids, not by `git status`, which would run filters of the repository and look
    only at times and sizes. Without git, or where git does not open the folder, the answer is None too.
    """
    commit, recorded = _listed(root, "HEAD")
    same = recorded == {name: _object_id(raw, len(commit)) for name, raw in files.items()}
    return commit if commit and same else None


def recorded_at(root: Path, files: Mapping[str, bytes], commit: str = "HEAD") -> tuple[str, frozenset[str]]:
    """Return the id of a commit, and which of the files it holds exactly as they are.

    Without git, or where git does not open the folder, that is "" and none.
    """
    ident, recorded = _listed(root, commit)
    same = (name for name, raw in files.items() if recorded.get(name) == _object_id(raw, len(ident)))
    return ident, frozenset(same)


def _listed(root: Path, commit: str) -> tuple[str, dict[str, str]]:
    """The id of a commit and the object id of each of its files; "" and none where git does not say."""
    try:
        found = _commit(_opened(root)[0], commit)
        listed = list_revision(root, found.id, _PLACES)[0] if found else []
    except DkbmError:
        return "", {}
    return found.id if found else "", {entry.name: entry.object for entry in listed}


def _object_id(raw: bytes, length: int) -> str:
    """Name content as git does; the name tells versions apart and protects nothing."""
    made = hashlib.sha256 if length == 64 else hashlib.sha1
    return made(b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()


def _opened(root: Path) -> tuple[Repository, bool]:
    """The repository, and whether its history was cut off; both in one call where all is well."""
    repository = Repository(root)
    try:
        inside, is_cut_off = repository.call("rev-parse", "--is-inside-work-tree", "--is-shallow-repository").split()
    except DkbmError:
        git.require(root)  # says why there is none
        raise
    return (repository if inside == b"true" else git.require(root)), is_cut_off == b"true"


def _commit(repository: Repository, name: str) -> Object | None:
    try:
        return read_objects(repository, [f"{name}^{{commit}}"])[0] if name else None
    except DkbmError:  # git gives up on some names, as on `@{u}` without an upstream
        return None


def _moment(commit: Object) -> int:
    """When it was committed, in seconds since 1970."""
    found = _COMMITTER.search(commit.raw.partition(b"\n\n")[0])
    if found is None:
        raise DkbmError(f"git kann den Commit {commit.id[:8]} nicht lesen.", "Das Repository prüfen: git fsck")
    return int(found[1])


def _unknown(repository: Repository, text: str) -> DkbmError:
    if text == "HEAD" or (text and _commit(repository, "HEAD") is None):
        return _no_commit()
    return DkbmError(
        f"»{text}« ist kein Stand, den git kennt.",
        "Zweige und Marken zeigt: git branch, git tag. Eine Marke, die nur auf dem Server liegt, holt: "
        "git fetch --tags. Ein Datum hat die Form JJJJ-MM-TT.",
    )


def _at_date(repository: Repository, text: str) -> Stand:
    try:
        last = parse_datum(text).hi
    except DatumError as error:
        raise DkbmError(f"»{text}« ist kein Stand. {error}", error.hint) from None
    line, end = _line_of_commits(repository), last_second(last)
    at = next((index for index, (moment, _) in enumerate(line) if moment <= end), None)
    if at is None:
        raise _before_all(text, line)
    made, commit = line[at]
    _refuse_namesake(repository, text, commit)
    is_doubtful = any(moment > end for moment, _ in line[at:])
    return Stand(commit, tag(last), berlin(made).date(), _zweifel(last) if is_doubtful else "")


def _line_of_commits(repository: Repository) -> list[tuple[int, str]]:
    """When each commit of the first-parent line was made, and its id, newest first; [] before the first commit."""
    try:
        listing = repository.call("rev-list", "--first-parent", "--timestamp", "HEAD").decode()
    except DkbmError:
        if _commit(repository, "HEAD") is None:
            return []
        raise
    return [(int(moment), commit) for moment, commit in map(str.split, listing.splitlines())]


def _before_all(text: str, line: list[tuple[int, str]]) -> DkbmError:
    if not line:
        return _no_commit()
    first = tag(berlin(line[-1][0]).date())
    return DkbmError(
        f"»{text}« liegt vor dem ersten Commit: Die Geschichte des ausgecheckten Zweiges beginnt am {first}.",
        "Einen späteren Tag nennen. Nach der Lage an einem früheren Tag fragt --stichtag.",
    )


def _no_commit() -> DkbmError:
    return DkbmError(
        "Im Repository gibt es noch keinen Commit, also auch keine Geschichte.", "Den ersten macht: git commit"
    )


def _refuse_namesake(repository: Repository, text: str, commit: str) -> None:
    """A branch or tag may be called like a date; where it is another commit, nobody can tell which is meant."""
    names = [f"refs/{kind}/{text}" for kind in ("tags", "heads")]
    for name, found in zip(names, read_objects(repository, [f"{name}^{{commit}}" for name in names]), strict=True):
        if found is not None and found.id != commit:
            raise DkbmError(
                f"»{text}« ist ein Datum und heißt zugleich {'eine Marke' if 'tags' in name else 'ein Zweig'} in git.",
                f"Gemeint ist damit: {name}. Für das Datum die Commit-Kennung nennen: {commit[:12]}",
            )


def _zweifel(last: date) -> str:
    return (
        f"Die Uhrzeiten der Commits widersprechen ihrer Reihenfolge; dass dieser Stand der vom {tag(last)} ist, "
        "ist darum nicht sicher."
    )
