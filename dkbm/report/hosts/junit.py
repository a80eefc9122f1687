"""JUnit XML, which every tier of GitLab and most other servers show: each file of the dataset is a test case.

A file is the unit because its name stays: when the last error in it is gone, the case of the same name has passed.
The contributions to the forum without any finding are one case: which there are is nobody's business.
"""

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from dkbm.diagnostic import Severity
from dkbm.german import anzahl
from dkbm.report.findings import SCHWERE, Finding
from dkbm.report.hosts.common import Report, advice, message
from dkbm.report.terminal import safe

_FORUM = "data/forum/"
_NO_XML = re.compile("[\ufffe\uffff]")


def write(report: Report) -> str:
    """Return one suite with a case for each file; it fails with what fails the run, other findings are its output."""
    by_file: dict[str, list[Finding]] = {_FORUM if file.startswith(_FORUM) else file: [] for file in report.looked_at}
    for known in report.worst_first():
        by_file.setdefault(known.finding.file, []).append(known.finding)
    suite = Element("testsuite", name="dkbm validate", tests=str(len(by_file)), errors="0", skipped="0")
    failed = 0
    for file, findings in sorted(by_file.items()):
        path = _xml(report.path(file))
        case = SubElement(suite, "testcase", classname="dkbm", name=path, file=path)
        failed += _outcome(case, findings, report)
    suite.set("failures", str(failed))
    root = Element("testsuites", name="dkbm", tests=str(len(by_file)), failures=str(failed), errors="0")
    root.append(suite)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _outcome(case: Element, findings: Sequence[Finding], report: Report) -> bool:
    """Enter what was found in a file, and say whether it fails."""
    failing = [finding for finding in findings if _fails(finding, report)]
    others = [finding for finding in findings if not _fails(finding, report)]
    if failing:
        summary = f"{anzahl(len(failing), 'Befund', 'Befunde')}: {message(failing[0])}"
        SubElement(case, "failure", type=failing[0].code, message=_xml(summary)).text = _lines(failing, report)
    if others:
        SubElement(case, "system-out").text = _lines(others, report)
    return bool(failing)


def _fails(finding: Finding, report: Report) -> bool:
    return finding.severity is Severity.FEHLER or (report.strict and finding.severity is Severity.WARNUNG)


def _lines(findings: Sequence[Finding], report: Report) -> str:
    return "\n".join(
        _xml(
            f"{report.path(each.file)}:{each.line}:{each.column}: {SCHWERE[each.severity]}[{each.code}] "
            f"{message(each)} {advice(each)}"
        )
        for each in findings
    )


def _xml(text: str) -> str:
    """Return `text` with what XML cannot hold in its visible form."""
    return _NO_XML.sub(lambda found: found[0].encode("unicode_escape").decode(), safe(text))
