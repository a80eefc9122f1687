"""The one way from a change to the disk: check it, show it, ask, write, and on request make a commit of it."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from dkbm.errors import DkbmError

if TYPE_CHECKING:
    from datetime import date

    from dkbm.store.git import Repository
    from dkbm.text.patch import Patch

Files = Mapping[str, bytes]
UNCHANGED = "Es wurde nichts geändert."


def opened(daten: Path | None, *, dry_run: bool, any_version: bool = False) -> tuple[Path, dict[str, bytes]]:
    """Return the root of the dataset and its files, after completing what an earlier run was cut off in.

    A change must start from whole files; only `dry_run` writes nothing and takes them as they lie. Raises DkbmError
    for a dataset of another version of the schema, unless `any_version` will do.
    """
    from dkbm.cli.frame import dataset_root
    from dkbm.cli.version import require_current
    from dkbm.report.terminal import warn
    from dkbm.store.worktree import read_files
    from dkbm.store.write import recover

    root = dataset_root(daten)
    for line in () if dry_run else recover(root):
        warn(line)
    files = read_files(root)
    if not any_version:
        require_current(files)
    return root, files


def carry_out(
    root: Path,
    files: Files,
    changed: Files,
    *,
    subject: str,
    dry_run: bool,
    ja: bool,
    commit: bool,
    stichtag: "date",
    recheck: bool = True,
    beside: Sequence[str] = (),
    typed: bool = True,
) -> None:
    """Bring `changed` (path -> new content) to disk, over `files` as they were read before.

    Shows the change on stdout. Ends the program with 1 if it would bring an error into the dataset, with 0 after
    `dry_run` or a No; raises DkbmError where it cannot ask, write or commit. `subject` is the message of the commit.
    Without `recheck` errors do not stand in the way: they were there before, in another form. `beside` are documents
    the change refers to; they go into the same commit. Unless the change was `typed` by somebody, of files about
    persons and of the forum only the names are shown.
    """
    changed = {name: content for name, content in changed.items() if files.get(name) != content}
    if not changed:
        _end("Es gibt nichts zu ändern.")
    repository = None if dry_run else _ready(root, changed, commit=commit)
    doubtful = _refuse_faults(files, changed, stichtag) if recheck else ""
    _show(files, changed, typed=typed)
    _tell(doubtful)
    if dry_run:
        _end(f"Nur gezeigt (--dry-run): {UNCHANGED}")
    if not ja:
        _ask()
    _write(root, files, changed)
    if repository is not None:
        _commit(repository, [*changed, *beside], subject)


def rewrite(root: Path, files: Files, changed: Files, subject: str, *, dry_run: bool) -> None:
    """Bring files into another form, without asking: no value changes, and nobody typed what stands there."""
    from dkbm.cli.frame import today

    carry_out(
        root,
        files,
        changed,
        subject=subject,
        dry_run=dry_run,
        ja=True,
        commit=False,
        stichtag=today(),
        recheck=False,
        typed=False,
    )


def patched(path: str, raw: bytes, patches: "Sequence[Patch]") -> bytes:
    """Return the content of a file with the patches applied. Raises DkbmError where they do not fit."""
    from dkbm.text.patch import PatchError, apply

    try:
        return apply(path, raw, patches)
    except PatchError as error:
        raise DkbmError(f"{error} {UNCHANGED}", "Die Stelle von Hand ändern, dann prüfen: dkbm validate") from error


def interactive() -> bool:
    """Say whether there is somebody to ask: input and messages both are a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _refuse_faults(files: Files, changed: Files, stichtag: "date") -> str:
    """End with 1 and the findings if the change brings an error; return what it brings besides that warns.

    What is wrong already does not stand in the way; it is looked at only where something is wrong afterwards. Files
    in which the change cannot bring an error are not read again.
    """
    from dkbm.changes.recheck import faults, new_findings, warnings
    from dkbm.report import findings
    from dkbm.report.terminal import warn
    from dkbm.rules.scope import check_concerned, concerned

    names = concerned(files, changed)
    after = check_concerned({**files, **changed}, names, stichtag)
    if not faults(after.diagnostics) and not warnings(after.diagnostics):
        return ""
    before = check_concerned(files, names, stichtag)
    new = new_findings(before.diagnostics, after.diagnostics)
    if found := faults(new):
        warn(findings.as_text(findings.resolve(after.dataset, found), after.dataset.texts).rstrip("\n"))
        warn(f"\nMit dieser Änderung wäre der Datensatz nicht mehr gültig. {UNCHANGED}")
        raise typer.Exit(1)
    if doubtful := warnings(new):
        return findings.as_text(findings.resolve(after.dataset, doubtful), after.dataset.texts).rstrip("\n")
    return ""


def _tell(doubtful: str) -> None:
    from dkbm.report.terminal import warn

    if doubtful:
        warn(f"{doubtful}\n\nDas lässt sich schreiben, dkbm validate --strict meldet es aber.")


def _show(files: Files, changed: Files, *, typed: bool) -> None:
    from dkbm.cli.frame import emit
    from dkbm.report.diff import diff, discreet_diff

    show = diff if typed else discreet_diff
    emit("".join(show(name, files.get(name), changed[name]) for name in sorted(changed)))


def _ask() -> None:
    if not interactive():
        raise DkbmError(
            f"Vor dem Schreiben ist eine Frage zu beantworten, hier aber nicht zu stellen. {UNCHANGED}",
            "Mit --ja wird ohne Rückfrage geschrieben, mit --dry-run nur gezeigt, was sich ändert.",
        )
    print("Schreiben? [j/N] ", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().casefold() not in ("j", "ja"):
        _end(UNCHANGED)


def _write(root: Path, files: Files, changed: Files) -> None:
    from dkbm.report.terminal import warn
    from dkbm.store.write import Write, write

    write(root, [Write(name, files.get(name), changed[name]) for name in sorted(changed)])
    warn("\n".join(f"Geschrieben: {name}" for name in sorted(changed)))


def _ready(root: Path, changed: Files, *, commit: bool) -> "Repository | None":
    """Refuse to write into an unfinished merge, and to commit more than this change; return where to commit."""
    from dkbm.report.terminal import warn
    from dkbm.store import git

    repository = git.require(root) if commit else git.inspect(root)
    if isinstance(repository, git.Absent):
        if "safe.directory" in repository.hint:  # a folder without git is fine, one that git does not open is told
            warn(f"{repository.message} {repository.hint}")
        return None
    repository.refuse_unfinished()
    if commit and not repository.is_clean(sorted(changed)):
        raise DkbmError(
            f"In {', '.join(sorted(changed))} stehen Änderungen, die noch nicht in git sind. {UNCHANGED}",
            "Erst diese in git festhalten, damit die Meldung zu ihrem Inhalt passt; oder ohne --commit schreiben.",
        )
    return repository if commit else None


def _commit(repository: "Repository", names: Sequence[str], subject: str) -> None:
    from dkbm.report.terminal import warn

    ident = repository.commit(sorted(names), subject)
    warn(f"In git festgehalten: {ident[:8]} {subject}")


def _end(message: str) -> NoReturn:
    from dkbm.report.terminal import warn

    warn(message)
    raise typer.Exit(0)
