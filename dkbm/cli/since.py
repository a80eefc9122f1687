"""`dkbm validate --since STAND`: which findings are new since the work tree left STAND."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dkbm.diagnostic import Diagnostic


def only_new(
    root: Path, since: str, stichtag: date, found: "Sequence[Diagnostic]", *, hinweise: bool
) -> "tuple[Diagnostic, ...]":
    """Return those of the findings that were not there at `since`, judged on the same Stichtag.

    Raises DkbmError if git does not know `since` or its history is cut off.
    """
    from dkbm.changes.recheck import new_findings
    from dkbm.rules.pipeline import check_all
    from dkbm.store.revision import branched_off, digest_at, read_revision

    then = read_revision(root, branched_off(root, since))
    digest = digest_at(root, then.id)
    before = check_all(_present(then.files), stichtag, then.strangers, hinweise=hinweise, digest=digest)
    return new_findings(before.diagnostics, found)


def _present(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files in the present version of the schema; what cannot be migrated was wrong then already."""
    from dkbm.changes.migrate import MigrationError, migrate

    try:
        return {**files, **migrate(files).changed}
    except MigrationError:
        return files


def older_text(count: int) -> str:
    """Return the one line that counts the findings of others, "" for none."""
    from dkbm.german import anzahl

    return f"{anzahl(count, 'ältere Meldung', 'ältere Meldungen')} außerhalb\n" if count else ""
