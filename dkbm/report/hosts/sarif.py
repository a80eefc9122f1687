"""SARIF 2.1.0, which code scanning and editors read: the checks with their pages, and each finding at its place."""

from typing import Any
from urllib.parse import quote

from dkbm.diagnostic import Code, Severity
from dkbm.german import anzahl
from dkbm.report.findings import Finding, Spot
from dkbm.report.hosts.common import Known, Report, advice, message, older_text, one_line
from dkbm.report.json_out import dumps
from dkbm.report.terminal import safe

LIMIT = 25_000
"""As many results as GitHub takes in a run."""
LEVELS = {Severity.FEHLER: "error", Severity.WARNUNG: "warning", Severity.HINWEIS: "note"}
_BASE = "%SRCROOT%"
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
Json = dict[str, Any]


def write(report: Report) -> str:
    """Return a log with one run; `baselineState` says that a finding is new where `--since` was asked for."""
    known = report.worst_first()
    index = {code: number for number, code in enumerate(report.codes)}
    run: Json = {
        "tool": {"driver": _driver(report)},
        "automationDetails": {"id": "dkbm/validate/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_BASE: {"description": {"text": "Der Ordner des Repositoriums."}}},
        "invocations": [{"executionSuccessful": True, **_notes(report, len(known) - LIMIT)}],
        "results": [_result(each, report, index) for each in known[:LIMIT]],
    }
    return dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _driver(report: Report) -> Json:
    rules = [_rule(code, report.pages.get(code.code, "")) for code in report.codes.values()]
    return {"name": "dkbm", "version": report.version, "semanticVersion": report.version, "rules": rules}


def _rule(code: Code, page: str) -> Json:
    heading = safe(page.partition("\n")[0].removeprefix("# ").removeprefix(code.code).strip() or code.name)
    more = f"dkbm explain {code.code}"
    return {
        "id": code.code,
        "name": safe(code.name),
        "shortDescription": {"text": heading},
        "fullDescription": {"text": heading},
        "help": {"text": more, **({"markdown": safe(page)} if page else {})},
        "defaultConfiguration": {"level": LEVELS[code.severity]},
        "properties": {"tags": [safe(code.gruppe)]},
    }


def _notes(report: Report, cut: int) -> Json:
    texts = (
        [f"{anzahl(cut, 'weiterer Befund', 'weitere Befunde')}: so viele nimmt SARIF hier nicht."] if cut > 0 else []
    )
    texts += [older_text(report.older)] if report.older else []
    notes = [{"level": "note", "message": {"text": text}} for text in texts]
    return {"toolExecutionNotifications": notes} if notes else {}


def _result(known: Known, report: Report, index: dict[str, int]) -> Json:
    finding = known.finding
    location: Json = {"physicalLocation": _physical(finding, report)}
    if finding.route:
        location["logicalLocations"] = [{"fullyQualifiedName": safe(finding.route), "kind": "member"}]
    related = [
        {"id": number, "physicalLocation": _physical(spot, report), "message": {"text": _plain(one_line(spot.message))}}
        for number, spot in enumerate(finding.related, 1)
    ]
    return {
        "ruleId": finding.code,
        **({"ruleIndex": index[finding.code]} if finding.code in index else {}),
        "level": LEVELS[finding.severity],
        "message": {"text": _plain(f"{message(finding)} {advice(finding)}")},
        "locations": [location],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": {"dkbm/v1": known.fingerprint},
        **({"baselineState": "new"} if report.older is not None else {}),
    }


def _plain(text: str) -> str:
    """Return `text` with nothing in it that SARIF takes for a link: `[words](address)`."""
    return text.replace("](", "\\](") if "](" in text else text


def _physical(place: Finding | Spot, report: Report) -> Json:
    uri = quote(report.path(place.file), safe="/", errors="surrogateescape")
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    return {"artifactLocation": {"uri": uri, "uriBaseId": _BASE}, "region": region}
