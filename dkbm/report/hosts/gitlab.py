"""The Code Quality report of GitLab: what a merge request brings and what it resolves, by fingerprints."""

from dkbm.diagnostic import Severity
from dkbm.report.hosts.common import Report, advice, message, title
from dkbm.report.json_out import dumps

SEVERITIES = {Severity.FEHLER: "major", Severity.WARNUNG: "minor", Severity.HINWEIS: "info"}


def write(report: Report) -> str:
    """Return a JSON array with an object for each finding, errors first."""
    return dumps(
        [
            {
                "description": f"{message(finding)} {advice(finding)}",
                "check_name": title(finding, report.codes),
                "fingerprint": fingerprint,
                "severity": SEVERITIES[finding.severity],
                "location": {"path": report.path(finding.file), "lines": {"begin": finding.line}},
            }
            for finding, fingerprint in report.worst_first()
        ]
    )
