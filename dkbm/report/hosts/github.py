"""Workflow commands of GitHub Actions: each becomes a mark at its line in the pull request.

GitHub shows ten of each level in a step and drops the others without a word. Ten in all are also what a person reads;
the one behind them says how many there are besides.
"""

from dkbm.diagnostic import Severity
from dkbm.report.findings import Finding
from dkbm.report.hosts.common import Report, advice, message, more, older_text, title
from dkbm.report.terminal import safe

LIMIT = 10
LEVELS = {Severity.FEHLER: "error", Severity.WARNUNG: "warning", Severity.HINWEIS: "notice"}
_TEXT = {ord("%"): "%25", ord("\r"): "%0D", ord("\n"): "%0A"}
_VALUE = {**_TEXT, ord(":"): "%3A", ord(","): "%2C"}


def write(report: Report) -> str:
    """Return the commands, errors first, and a closing line for the log; nothing without findings.

    No line but the closing ones, which hold no data, starts with anything but a command of ours (S 69).
    """
    findings = [known.finding for known in report.worst_first()]
    shown = findings[:LIMIT]
    if len(findings) > LIMIT and shown[0].severity is Severity.HINWEIS:  # ten notices, and the last one says it
        shown = shown[:-1]
    left = len(findings) - len(shown)
    lines = [_command(finding, report) for finding in shown]
    if left:
        lines.append(f"::notice title=dkbm::{more(left)}")
    if findings:
        lines.append(report.counts())
    if report.older:
        lines.append(older_text(report.older))
    return "".join(f"{line}\n" for line in lines)


def _command(finding: Finding, report: Report) -> str:
    where: dict[str, object] = {"file": safe(report.path(finding.file)), "line": finding.line}
    if finding.end_line > finding.line:
        where["endLine"] = finding.end_line
    else:
        where |= {"col": finding.column, "endColumn": max(finding.column, finding.end_column - 1)}
    where["title"] = title(finding, report.codes)
    properties = ",".join(f"{key}={_escaped(str(value), _VALUE)}" for key, value in where.items())
    text = _escaped(f"{message(finding)}\n{advice(finding)}", _TEXT)
    return f"::{LEVELS[finding.severity]} {properties}::{text}"


def _escaped(text: str, table: dict[int, str]) -> str:
    return text.translate(table)
