"""Findings for the writers: any number of them, and Musterland with faults in it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dkbm.diagnostic import Code, Severity
from dkbm.report.findings import Finding, Spot
from dkbm.report.hosts.common import Known, Report
from tests.aufruf import lay_out
from tests.muster import musterland

KOMMUNE = "data/kommunen/landkreis-musterland.yaml"
CODES = {"D310": Code("D310", "unbekannte-quelle", Severity.FEHLER, "bezuege")}
STATES = {"f": Severity.FEHLER, "w": Severity.WARNUNG, "h": Severity.HINWEIS}


def finding(**changes: Any) -> Finding:  # noqa: ANN401
    base = Finding("D310", Severity.FEHLER, "Das ist so.", "data/a.yaml", 1, 1, 1, 2, "", "Ändern.", ())
    return base._replace(**changes)


def hostile(words: str) -> Finding:
    """A finding with these words wherever data can stand."""
    spot = Spot(f"data/{words}.yaml", 1, 1, 1, 1, words, words)
    return finding(message=words, help=words, file=f"data/{words}.yaml", route=words, related=(spot,))


def report(findings: Sequence[Finding], **changes: Any) -> Report:  # noqa: ANN401
    known = tuple(Known(each, f"{number:064x}") for number, each in enumerate(findings))
    base = Report(known, frozenset({"data/a.yaml"}), {"data/a.yaml": "a: b\n"}, CODES, {}, "0.1.0")
    return base._replace(**changes)


def many(severities: str) -> Report:
    """A report with one finding for each letter, all in one file, in lines of their own."""
    return report([finding(severity=STATES[kind], line=line, end_line=line) for line, kind in enumerate(severities, 1)])


def faulty(folder: Path, *replacements: tuple[str, str], name: str = KOMMUNE) -> Path:
    """Lay out Musterland with words of one file replaced, and return its folder."""
    text = musterland()[name].decode()
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return lay_out(folder, {name: text})
