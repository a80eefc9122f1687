"""`dkbm validate --format …`: the outcome of a run with all that the hosts of repositories want to know of it."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dkbm.dataset import Dataset
    from dkbm.diagnostic import Code, Diagnostic
    from dkbm.report.findings import Finding

SAYS_OLDER = ("github", "sarif", "markdown")
"""Where the count of older findings stands in the result itself; elsewhere stderr says it."""


class Outcome(NamedTuple):
    """What was found in the dataset at `root`; `older` counts what `--since` leaves out, None without it."""

    root: Path
    dataset: "Dataset"
    diagnostics: "Sequence[Diagnostic]"
    found: "Sequence[Finding]"
    looked_at: frozenset[str]
    strict: bool
    older: int | None


def for_host(form: str, outcome: Outcome) -> str:
    """Return the outcome in one of the forms of `dkbm.report.hosts`; its paths count from the repository."""
    from dkbm import __version__
    from dkbm.report.fingerprint import fingerprints
    from dkbm.report.hosts import write
    from dkbm.report.hosts.common import Known, Report
    from dkbm.rules.pipeline import catalog
    from dkbm.store.prefix import prefix

    codes = catalog(outcome.dataset)
    marks = fingerprints(outcome.dataset, outcome.diagnostics, outcome.found)
    report = Report(
        tuple(map(Known, outcome.found, marks)),
        outcome.looked_at,
        outcome.dataset.texts,
        codes,
        _pages(codes.values()) if form == "sarif" else {},
        __version__,
        outcome.strict,
        outcome.older,
        prefix(outcome.root),
    )
    return write(form, report)


def _pages(codes: "Iterable[Code]") -> dict[str, str]:
    """The pages of the checks of the program; those of a dataset have none."""
    from dkbm.resources import rules_dir

    files = {code.code: rules_dir() / f"{code.code}-{code.name}.md" for code in codes}
    return {code: file.read_text(encoding="utf-8") for code, file in files.items() if file.is_file()}
