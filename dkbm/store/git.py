"""The repository a dataset lies in: git is called, never imitated, and runs nothing that a repository names (S 91–101).

Every call: names end with NUL (`-z`), revisions become object ids first, hooks and file monitors are off, and the
variables that git hands to its hooks are taken away. dkbm reads and writes without git as well.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dkbm.errors import DkbmError

if TYPE_CHECKING:
    from subprocess import CompletedProcess

_SAFE = (
    "--no-optional-locks",
    "--literal-pathspecs",
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "core.quotePath=false"),
    *("-c", "gc.auto=0"),
    *("-c", "maintenance.auto=false"),
)
_KEPT = ("GIT_AUTHOR_", "GIT_COMMITTER_", "GIT_CEILING_", "GIT_CONFIG_")
"""What people and servers set to say who they are and where their settings lie. All other GIT_* come from hooks."""
_DROPPED = "GIT_CONFIG_PARAMETERS"
_SET = {
    **{"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_PAGER": "cat", "GIT_EDITOR": "true"},
    **{"GIT_ALLOW_PROTOCOL": "", "GIT_NO_LAZY_FETCH": "1"},
    **{"GIT_NO_REPLACE_OBJECTS": "1", "GIT_GRAFT_FILE": os.devnull},
}
"""Messages in English; nothing is asked for or fetched from anywhere; an id means what it was made of."""

REFETCH = "git fetch --refetch --no-filter"
"""What brings the contents that a clone with --filter left on the server."""
_NOT_FETCHED = ("promisor remote", "lazy fetching disabled")

_UNFINISHED = {
    "MERGE_HEAD": ("Merge", "git merge --abort"),
    "rebase-merge": ("Rebase", "git rebase --abort"),
    "rebase-apply": ("Rebase", "git rebase --abort"),
    "CHERRY_PICK_HEAD": ("Cherry-Pick", "git cherry-pick --abort"),
    "REVERT_HEAD": ("Revert", "git revert --abort"),
}


class Absent(NamedTuple):
    """Why there is no repository to work with, in German, and what to do."""

    message: str
    hint: str


def inspect(root: Path) -> "Repository | Absent":
    """Return the repository that the folder `root` lies in, or why there is none."""
    try:
        answer = _run(root, "rev-parse", "--is-inside-work-tree")
    except DkbmError as error:
        return Absent(error.message, error.hint)
    if answer.returncode == 0:
        if answer.stdout.strip() == b"true":
            return Repository(root)
        return Absent(f"{root} liegt in einem git-Verzeichnis ohne Arbeitsordner.", "Das Repository klonen.")
    return _absent(root, answer.stderr.decode("utf-8", "replace"))


def find(root: Path) -> "Repository | None":
    """Return the repository that the folder `root` lies in, None if there is none that git opens."""
    found = inspect(root)
    return found if isinstance(found, Repository) else None


def require(root: Path) -> "Repository":
    """Return the repository that the folder `root` lies in. Raises DkbmError, saying why there is none."""
    found = inspect(root)
    if isinstance(found, Absent):
        raise DkbmError(found.message, found.hint)
    return found


def _absent(root: Path, complaint: str) -> Absent:
    if "dubious ownership" in complaint:
        folder = complaint.split("'")[1] if complaint.count("'") > 1 else str(root)
        return Absent(
            f"git öffnet {folder} nicht: Der Ordner gehört einem anderen Konto.",
            f"Wenn Sie ihm vertrauen: git config --global --add safe.directory '{folder}'",
        )
    if "not a git repository" in complaint:
        return Absent(f"{root} liegt in keinem git-Repository.", "Ein neues beginnt mit: git init")
    return Absent(f"git kann {root} nicht öffnen: {_first(complaint)}", "Zum Nachsehen: git status")


class Repository(NamedTuple):
    """A dataset in a git work tree. All names count from `root`, the folder of the dataset."""

    root: Path

    def unfinished(self) -> str | None:
        """Return in German which merge or the like was begun and not ended, with the open files; else None."""
        found = self._unfinished()
        return found and found[0]

    def refuse_unfinished(self) -> None:
        """Raise DkbmError if a merge or the like was begun and not ended (S 99)."""
        found = self._unfinished()
        if found is not None:
            raise DkbmError(f"{found[0]} So lange ändert dkbm nichts.", found[1])

    def _unfinished(self) -> tuple[str, str] | None:
        """What is unfinished, and what to do about it."""
        entries = self._names("ls-files", "--unmerged", "-z")
        files = list(dict.fromkeys(entry.split("\t", 1)[1] for entry in entries))
        asked = [part for marker in _UNFINISHED for part in ("--git-path", marker)]
        there = [(self.root / path).exists() for path in self._line("rev-parse", *asked).splitlines()]
        begun = [known for known, exists in zip(_UNFINISHED.values(), there, strict=False) if exists]
        if not begun and not files:
            return None
        what, abort = begun[0] if begun else ("Merge", "git reset --merge")
        named = f" Offen sind: {', '.join(files)}." if files else ""
        hint = f"Die Konflikte lösen und den {what} abschließen oder ihn aufgeben: {abort}"
        return f"In git ist ein {what} nicht abgeschlossen.{named}", hint

    def is_shallow(self) -> bool:
        """Say whether the history was cut off when the repository was cloned (S 94)."""
        return self._line("rev-parse", "--is-shallow-repository") == "true"

    def branch(self) -> str | None:
        """Return the name of the branch that is checked out, None if it is a commit without one."""
        answer = _run(self.root, "symbolic-ref", "--quiet", "--short", "HEAD")
        return _text(answer.stdout).strip() or None

    def resolve(self, revision: str) -> str:
        """Return the object id of a commit that a branch, tag or id names. Raises DkbmError if there is none (S 96)."""
        answer = _run(self.root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        found = _text(answer.stdout).strip()
        if answer.returncode or not found:
            raise DkbmError(
                f"»{revision}« ist kein Stand, den git kennt.", "Zweige und Marken zeigt: git branch, git tag"
            )
        return found

    def changed(self, names: Sequence[str] = ()) -> tuple[str, ...]:
        """Return which of the files (of all below the dataset, if none is named) differ from the last commit."""
        chosen = list(names) or ["."]
        entries = iter(
            self._names("status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--", *chosen)
        )
        prefix = self._line("rev-parse", "--show-prefix")
        return tuple(sorted(entry[3:].removeprefix(prefix) for entry in entries))

    def left_out(self, *places: str) -> dict[str, str]:
        """Return the files a sparse checkout leaves out of the folder, with the object ids of what the index holds."""
        marked = (
            entry for entry in self._names("ls-files", "-t", "-s", "-z", "--", *places) if entry.startswith("S 100")
        )
        parts = (entry.split("\t", 1) for entry in marked)  # S MODE ID STAGE, then the name
        return {name: head.split(" ")[2] for head, name in parts}

    def is_clean(self, names: Sequence[str]) -> bool:
        """Say whether all the files are as in the last commit."""
        return not self.changed(names)

    def keeps_line_ends(self, name: str) -> bool:
        """Say whether git gives the file back with the line ends it has, on every system (S 100)."""
        return self._names("check-attr", "-z", "eol", "--", name)[2:] == ["lf"]

    def commit(self, names: Sequence[str], message: str) -> str:
        """Commit exactly these files and return the object id; what else is staged stays staged.

        Raises DkbmError during an unfinished merge, without an identity, or if git refuses; then nothing is
        committed and the files are as they were.
        """
        self.refuse_unfinished()
        self._refuse_anonymous()
        new = self._names("ls-files", "--others", "-z", "--", *names)
        if new:
            self.call("add", "--intent-to-add", "--", *new)
        arguments = ("commit", "--only", "--quiet", "--no-verify", "--file=-", "--cleanup=verbatim", "--", *names)
        answer = _run(self.root, *arguments, given=f"{message.strip()}\n".encode())
        if answer.returncode:
            if new:
                _run(self.root, "rm", "--cached", "--force", "--quiet", "--", *new)
            raise _refused("commit", answer)
        return self._line("rev-parse", "--verify", "HEAD")

    def _refuse_anonymous(self) -> None:
        answer = _run(self.root, "var", "GIT_COMMITTER_IDENT")
        if answer.returncode or _run(self.root, "var", "GIT_AUTHOR_IDENT").returncode:
            raise DkbmError(
                "git weiß nicht, wer die Änderung festhält; darum gibt es keinen Commit.",
                'Einmal eintragen: git config --global user.name "Vorname Name" und '
                "git config --global user.email name@beispiel.de",
            )

    def _names(self, *arguments: str) -> list[str]:
        return [_text(name) for name in self.call(*arguments).split(b"\0") if name]

    def _line(self, *arguments: str) -> str:
        return _text(self.call(*arguments)).removesuffix("\n")

    def call(self, *arguments: str, given: bytes = b"") -> bytes:
        """Return what a git command prints; `given` is its input. Raises DkbmError if it fails."""
        answer = _run(self.root, *arguments, given=given)
        if answer.returncode:
            raise _refused(arguments[0], answer)
        return answer.stdout


def _refused(command: str, answer: "CompletedProcess[bytes]") -> DkbmError:
    complaint = _text(answer.stderr)
    if "index.lock" in complaint:
        return DkbmError(
            "git ist gesperrt: Ein anderer git-Befehl läuft noch oder brach ab.",
            "Warten; läuft keiner mehr, die Datei index.lock im git-Verzeichnis löschen. Sie liegt dort: "
            "git rev-parse --git-path index.lock",
        )
    if any(words in complaint for words in _NOT_FETCHED):
        return DkbmError(
            "In diesem Klon fehlen Inhalte früherer Stände: Er wurde mit --filter angelegt, und dkbm holt nichts nach.",
            f"Sie holt: {REFETCH}",
        )
    return DkbmError(f"git {command} ist gescheitert: {_first(complaint)}", "Zum Nachsehen: git status")


def _first(complaint: str) -> str:
    """Return the first line git said but for its hints; it speaks English here so that it can be recognised."""
    lines = [line for line in complaint.strip().splitlines() if not line.startswith("hint:")]
    return lines[0] if lines else "ohne Begründung"


def _text(raw: bytes) -> str:
    return os.fsdecode(raw)


def _is_kept(key: str) -> bool:
    return not key.startswith("GIT_") or (key.startswith(_KEPT) and key != _DROPPED)


def _run(root: Path, *arguments: str, given: bytes = b"") -> "CompletedProcess[bytes]":
    """Call git in a folder. Raises DkbmError if there is no git."""
    import subprocess  # noqa: PLC0415 -- the commands that only read files do without

    environment = {key: value for key, value in os.environ.items() if _is_kept(key)}
    environment |= _SET
    command = ["git", "-C", str(root), *_SAFE, *arguments]
    try:
        return subprocess.run(command, input=given, capture_output=True, env=environment, check=False)  # noqa: S603
    except OSError:
        raise DkbmError(
            "Das Programm git fehlt oder lässt sich nicht starten.",
            "dkbm liest und schreibt auch ohne git; für --commit und den Blick in die Geschichte git installieren.",
        ) from None
