"""A change does not judge itself: where it touches what checks it, that is said, whatever else is found (S 103)."""

from collections.abc import Iterator, Sequence
from datetime import date

from dkbm.diagnostic import Code, Diagnostic, Place, Severity
from dkbm.german import aufzaehlung
from dkbm.kinds import KOPF, PROZESS
from dkbm.rules.registry import finding
from dkbm.rules.wechsel import Wechsel, wechselregel

SELBST = Code("D505", "prueft-nicht-sich-selbst", Severity.WARNUNG, "wechsel")

SCHEMAS = "schemas/"
MASSSTAB = (KOPF, PROZESS, SCHEMAS, "templates/")
"""What of a dataset says how the rest is judged and printed."""
PROGRAMM = ("dkbm/", "pyproject.toml", ".github/", ".gitlab-ci.yml", "ci/", "action.yml", ".pre-commit-config.yaml")
"""What of the repository runs the checks, where the program lies in the same one."""
_SHOWN = 8


def is_standard(name: str) -> bool:
    """Say whether the check reads this file of a dataset as its standard: own rules, process, schemas."""
    return name in (KOPF, PROZESS) or name.startswith(SCHEMAS)


@wechselregel(SELBST)
def check_itself(wechsel: Wechsel, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Name the files that a change judged by another Stand brings along for judging itself."""
    yield from judged_itself(wechsel.beruehrt, wechsel.basis)


def judged_itself(touched: Sequence[str], basis: str) -> tuple[Diagnostic, ...]:
    """Return the finding for a change that touches these files; `basis` names the Stand it was judged by."""
    if not touched:
        return ()
    more = [f"{len(touched) - _SHOWN} weitere"] if len(touched) > _SHOWN else []
    files = aufzaehlung([*touched[:_SHOWN], *more])
    message = f"Die Änderung prüft nicht sich selbst: Sie berührt {files}; Maßstab war der Stand {basis}."
    help_text = "Diese Dateien von Hand ansehen; am besten sind sie ein eigener Merge-Request."
    return (finding(SELBST, Place(KOPF), message, help_text),)
