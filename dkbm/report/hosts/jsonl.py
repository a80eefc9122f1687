"""One finding a line, as JSON: the objects of `--format json` with their fingerprint."""

from dkbm.report.findings import as_row
from dkbm.report.hosts.common import Report
from dkbm.report.json_out import dumps


def write(report: Report) -> str:
    """Return a line for each finding, errors first; nothing without findings."""
    rows = (
        {**as_row(known.finding), "file": report.path(known.finding.file), "fingerprint": known.fingerprint}
        for known in report.worst_first()
    )
    return "".join(dumps(row, indent=None) for row in rows)
