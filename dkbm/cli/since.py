"""`dkbm validate --since STAND --basis STAND`: what a change brings, and by which standard it is judged."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dkbm.diagnostic import Diagnostic
    from dkbm.rules.pipeline import Checked
    from dkbm.store.basis import Basis


class Change(NamedTuple):
    """What is asked of a change: since when, on which day, by whose standard; `files` are those of the folder."""

    root: Path
    since: str | None
    stichtag: date
    standard: "Basis | None"
    files: "dict[str, bytes]"
    hinweise: bool


def fresh_and_older(
    change: Change, checked: "Checked", choose: "Callable[[Sequence[Diagnostic]], list[Diagnostic]]"
) -> "tuple[list[Diagnostic], list[Diagnostic]]":
    """Return what `choose` leaves of the findings: those that the change brings, and those that were there before.

    Without a Stand to compare with all of them are new. Raises DkbmError if git does not know it, or its history is cut
    off.
    """
    from dkbm.changes.recheck import new_findings

    shown = choose(checked.diagnostics)
    if change.since is None:
        return [*shown, *choose(_without_since(change.standard))], []
    before, between = _compared(change, change.since, checked)
    new = new_findings(before.diagnostics, shown)
    known = {id(entry) for entry in new}
    return [*new, *choose(between)], [entry for entry in shown if id(entry) not in known]


def trusted(root: Path, basis: str | None) -> "Basis | None":
    """Return what `--basis` names, None without it. Raises DkbmError if git cannot tell."""
    if basis is None:
        return None
    from dkbm.cli.standing import meant, presented
    from dkbm.rules.uebergang_selbst import MASSSTAB, PROGRAMM
    from dkbm.store.basis import read_basis
    from dkbm.store.stand import refuse_shallow

    refuse_shallow(root)
    found = read_basis(root, meant(root, basis).commit, basis, MASSSTAB, PROGRAMM)
    return found._replace(stand=found.stand._replace(files=presented(found.stand.files, basis)))


def judged_by(basis: "Basis | None", files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files of a dataset with the standard of `basis` (own rules, process, schemas) in place of theirs."""
    if basis is None:
        return files
    from dkbm.rules.uebergang_selbst import is_standard

    data = {name: raw for name, raw in files.items() if not is_standard(name)}
    return {**data, **{name: raw for name, raw in basis.stand.files.items() if is_standard(name)}}


def _without_since(basis: "Basis | None") -> "tuple[Diagnostic, ...]":
    """Return the finding of a change that touches its own standard, where nothing is compared."""
    if basis is None:
        return ()
    from dkbm.rules.uebergang_selbst import judged_itself

    return judged_itself(basis.touched, basis.text)


def _compared(change: Change, since: str, checked: "Checked") -> "tuple[Checked, tuple[Diagnostic, ...]]":
    """Return the dataset where the work tree left `since`, judged alike, and the findings of the rules between both."""
    from dkbm.cli.sealed import sealed_at
    from dkbm.cli.standing import meant, presented
    from dkbm.rules import wechsel
    from dkbm.rules.pipeline import check_all
    from dkbm.store.revision import branched_off, digest_at, read_revision
    from dkbm.store.stand import refuse_shallow

    root, basis = change.root, change.standard
    refuse_shallow(root)
    then = read_revision(root, branched_off(root, meant(root, since).commit, since))
    before = check_all(
        judged_by(basis, presented(then.files, since)) if then.files else {},
        change.stichtag,
        then.strangers,
        hinweise=change.hinweise,
        digest=digest_at(root, then.id),
        sealed=sealed_at(root, then.id),
    )
    touched, text = (basis.touched, basis.text) if basis is not None else ((), "")
    wrong = wechsel.errors(before.diagnostics)
    both = wechsel.Wechsel(before.dataset, checked.dataset, then.id[:8], _head(change), wrong, touched, text)
    return before, wechsel.run(both, change.stichtag, checked.diagnostics)


def _head(change: Change) -> str:
    """Name the side of the change: its commit, and that the folder holds more where it does."""
    from dkbm.store.git import require
    from dkbm.store.stand import unchanged_since

    commit = unchanged_since(change.root, change.files)
    if commit is not None:
        return commit[:8]
    return f"{require(change.root).resolve('HEAD')[:8]} mit Änderungen im Ordner"


def older_text(count: int) -> str:
    """Return the one line that counts the findings of others, "" for none."""
    from dkbm.german import anzahl

    return f"{anzahl(count, 'ältere Meldung', 'ältere Meldungen')} außerhalb\n" if count else ""
