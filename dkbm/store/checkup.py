"""What `dkbm doctor` looks at: one examination per line, each with what was seen and what to do about it."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from dkbm.errors import DkbmError
from dkbm.store import git, journal, lock
from dkbm.store.disk import leftovers
from dkbm.store.worktree import DATA, MARKER, list_files, strangers
from dkbm.store.write import recover

_SHOWN = 5


class Seen(NamedTuple):
    """One line of the report. Without `hint` all is well; `stops` says that no work is possible at all."""

    what: str
    text: str
    hint: str = ""
    stops: bool = False


def examine(root: Path) -> Iterator[Seen]:
    """Yield what is to be said about the dataset in `root`, completing what a run that was cut off has left."""
    yield _files(root)
    yield _rights(root)
    yield from _interrupted(root)
    yield _leftovers(root)
    yield _links(root)
    yield from _git(root)


def _files(root: Path) -> Seen:
    try:
        return Seen("Dateien", f"{len(list_files(root))} lesbar")
    except DkbmError as error:
        return Seen("Dateien", error.message, error.hint, stops=True)


def _rights(root: Path) -> Seen:
    """Say whether files can be read and replaced; replacing needs the right to write in the folder, not in the file."""
    places = [root, *(Path(folder) for folder, _, _ in os.walk(root / DATA))]
    if unreadable := [path for path in _everything(root) if not os.access(path, os.R_OK)]:
        return Seen("Rechte", f"nicht lesbar: {_names(root, unreadable)}", "Die Leserechte berichtigen.", stops=True)
    if hasattr(os, "statvfs") and os.statvfs(root).f_flag & os.ST_RDONLY:
        return Seen("Rechte", "schreibgeschützter Datenträger", "Lesen geht; zum Ändern den Datensatz kopieren.")
    if closed := [path for path in places if not os.access(path, os.W_OK | os.X_OK)]:
        return Seen(
            "Rechte", f"kein Schreibrecht in {_names(root, closed)}", "Lesen geht; zum Ändern die Rechte erbitten."
        )
    return Seen("Rechte", "lesen und schreiben")


def _everything(root: Path) -> list[Path]:
    try:
        return [root / name for name in list_files(root)]
    except DkbmError:
        return []


def _interrupted(root: Path) -> Iterator[Seen]:
    """Lift the lock of a dead process and complete a noted change; a lock that may be held is explained and stays."""
    found = lock.holder(root)
    held = found is not None and not lock.is_left_over(*found)
    if held:
        message, hint = lock.explain(root)
        yield Seen("Sperre", message, hint)
    try:
        if not held:
            done = recover(root)
            yield Seen("Sperre", "keine" if not done else done[0])
            yield from (Seen("", line) for line in done[1:])
        steps = journal.pending(root)
    except DkbmError as error:
        yield Seen("Änderung", error.message, error.hint)
        return
    if steps:
        names = ", ".join(step.datei for step in steps)
        yield Seen("Änderung", f"unvollendet: {names}", "Der nächste schreibende Befehl vollendet sie.")
    else:
        yield Seen("Änderung", "keine unvollendet")


def _leftovers(root: Path) -> Seen:
    found = leftovers(root)
    if not found or (root / journal.NAME).exists() or (root / lock.NAME).exists():
        return Seen("Reste", "keine")
    names = " ".join(f"'{root / name}'" for name in found)
    return Seen("Reste", f"von abgebrochenen Läufen: {_cut(found)}", f"Sie zählen nicht mit. Löschen: rm {names}")


def _links(root: Path) -> Seen:
    try:
        found = strangers(root)
    except DkbmError:
        found = []
    found += [name for name in (MARKER, DATA) if (root / name).is_symlink()]
    if not found:
        return Seen("Fremdes", "nichts in data/")
    links = [name for name in found if (root / name).is_symlink()]
    what = f"Verknüpfungen, denen dkbm nicht folgt: {_cut(links)}" if links else f"nicht gelesen: {_cut(found)}"
    return Seen("Fremdes", what, f"Durch die Datei selbst ersetzen oder aus {DATA}/ entfernen.")


def _git(root: Path) -> Iterator[Seen]:
    found = git.inspect(root)
    if isinstance(found, git.Absent):
        yield Seen("git", found.message, found.hint)
        return
    try:
        branch = found.branch()
        hint = "" if branch else "Vor --commit einen Zweig auschecken: git switch NAME"
        yield Seen("git", f"Zweig {branch}" if branch else "kein Zweig ausgecheckt", hint)
        if unfinished := found.unfinished():
            yield Seen("", unfinished, "Abschließen oder aufgeben; »git status« sagt, wie.")
        if found.is_shallow():
            yield Seen("", "Die Geschichte ist beim Klonen abgeschnitten worden.", "Nachholen: git fetch --unshallow")
        if not found.keeps_line_ends(MARKER):
            yield Seen("", "git darf Zeilenenden umschreiben.", "In .gitattributes eintragen: *.yaml text eol=lf")
    except DkbmError as error:
        yield Seen("git", error.message, error.hint)


def _names(root: Path, paths: list[Path]) -> str:
    return _cut([path.relative_to(root).as_posix() if path != root else str(root) for path in paths])


def _cut(names: list[str]) -> str:
    more = f" und {len(names) - _SHOWN} weitere" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
