"""`dkbm validate --format …`: every form is what its host reads, also without findings, and counts columns its way."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from dkbm.cli.validate import Form
from dkbm.diagnostic import Severity
from dkbm.report.findings import Spot
from dkbm.report.hosts import HOSTS, sarif, write
from dkbm.rules.pipeline import catalog
from tests.aufruf import Answer, dkbm, lay_out
from tests.befunde import KOMMUNE, faulty, finding, hostile, many, report
from tests.test_discretion import PERSON, TELEFON
from tests.test_since import change, commit, git

TEXT = {"type": "string", "minLength": 1}
NUMBER = {"type": "integer", "minimum": 1}


def closed(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    """An object with these members and no others."""
    members = {**required, **(optional or {})}
    return {"type": "object", "properties": members, "required": list(required), "additionalProperties": False}


def array(items: dict[str, Any], **limits: int) -> dict[str, Any]:
    return {"type": "array", "items": items, **limits}


PLAIN = closed({"text": TEXT})
LEVEL = {"enum": ["none", "note", "warning", "error"]}
REGION = closed({"startLine": NUMBER, "startColumn": NUMBER, "endLine": NUMBER, "endColumn": NUMBER})
URI = {"type": "string", "pattern": r"^(?!/)([A-Za-z0-9._~/-]|%[0-9A-F]{2})+$"}
PHYSICAL = closed({"artifactLocation": closed({"uri": URI, "uriBaseId": {"const": "%SRCROOT%"}}), "region": REGION})
LOGICAL = array(closed({"fullyQualifiedName": TEXT, "kind": TEXT}))
RULE = closed(
    {
        "id": TEXT,
        "name": TEXT,
        "shortDescription": PLAIN,
        "fullDescription": PLAIN,
        "help": closed({"text": TEXT}, {"markdown": TEXT}),
        "defaultConfiguration": closed({"level": LEVEL}),
        "properties": closed({"tags": array(TEXT, maxItems=20)}),
    }
)
RESULT = closed(
    {
        "ruleId": TEXT,
        "level": LEVEL,
        "message": PLAIN,
        "locations": array(
            closed({"physicalLocation": PHYSICAL}, {"logicalLocations": LOGICAL}), minItems=1, maxItems=1
        ),
        "partialFingerprints": closed({"dkbm/v1": {"type": "string", "pattern": "^[0-9a-f]{64}$"}}),
    },
    {
        "ruleIndex": {"type": "integer", "minimum": 0},
        "relatedLocations": array(closed({"id": NUMBER, "physicalLocation": PHYSICAL, "message": PLAIN})),
        "baselineState": {"enum": ["new", "unchanged", "updated", "absent"]},
    },
)
NOTES = array(closed({"level": LEVEL, "message": PLAIN}))
DRIVER = closed({"name": TEXT, "version": TEXT, "semanticVersion": TEXT, "rules": array(RULE, maxItems=25_000)})
RUN = closed(
    {
        "tool": closed({"driver": DRIVER}),
        "automationDetails": closed({"id": {"type": "string", "pattern": "/$"}}),
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        "originalUriBaseIds": closed({"%SRCROOT%": closed({"description": PLAIN})}),
        "invocations": array(
            closed({"executionSuccessful": {"type": "boolean"}}, {"toolExecutionNotifications": NOTES})
        ),
        "results": array(RESULT, maxItems=25_000),
    }
)
SARIF = closed({"$schema": TEXT, "version": {"const": "2.1.0"}, "runs": array(RUN, minItems=1, maxItems=1)})

GITLAB = array(
    closed(
        {
            "description": TEXT,
            "check_name": TEXT,
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": closed(
                {"path": {"type": "string", "pattern": r"^(?!\./|/)"}, "lines": closed({"begin": NUMBER})}
            ),
        }
    )
)
POINT = closed({"line": NUMBER, "column": NUMBER})
LOCATION = closed({"path": TEXT, "range": closed({"start": POINT, "end": POINT})})
RDJSON = closed(
    {
        "message": TEXT,
        "location": LOCATION,
        "severity": {"enum": ["UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO"]},
        "source": closed({"name": TEXT}),
        "code": closed({"value": TEXT}),
    },
    {"related_locations": array(closed({"message": TEXT, "location": LOCATION}))},
)
"""The parts of the published schemas that the writers use, and nothing beside them."""


def holds(schema: dict[str, Any], value: object) -> None:
    assert [error.message for error in Draft202012Validator(schema).iter_errors(value)] == []


def check(form: str, text: str) -> list[Any]:
    """Read a report as its host does and return one object for each finding."""
    if form in ("jsonl", "rdjsonl"):
        rows = [json.loads(line) for line in text.splitlines()]
        if form == "rdjsonl":
            holds(array(RDJSON), rows)
        return rows
    if form == "sarif":
        log = json.loads(text)
        holds(SARIF, log)
        return list(log["runs"][0]["results"])
    if form == "gitlab":
        rows = json.loads(text)
        holds(GITLAB, rows)
        return list(rows)
    if form == "junit":
        return xml(text).findall(".//failure")
    return [line for line in text.splitlines() if line.startswith(("::", "- "))]


def xml(text: str) -> ET.Element:
    return ET.fromstring(text.encode())  # noqa: S314 -- our own


def cases(text: str) -> list[ET.Element]:
    return xml(text).findall(".//testcase")


def validate(form: str, root: Path, *arguments: str) -> Answer:
    return dkbm("validate", "--format", form, *arguments, cwd=root)


def test_m47_each_format_the_command_takes_has_a_writer() -> None:
    assert get_args(Form) == ("text", "json", *HOSTS)


@pytest.mark.parametrize("form", HOSTS)
def test_m47_without_findings_every_form_is_a_valid_empty_one(tmp_path: Path, form: str) -> None:
    answer = validate(form, lay_out(tmp_path))
    assert (answer.status, answer.err) == (0, "")
    assert check(form, answer.out) == []
    assert not answer.out.startswith("\ufeff")


@pytest.mark.parametrize("form", HOSTS)
def test_m47_findings_end_with_status_1_on_screen_and_in_a_file(tmp_path: Path, form: str) -> None:
    root = faulty(tmp_path / "d", ("quelle: X03", "quelle: X99"))
    answer = validate(form, root)
    assert answer.status == 1
    assert len(check(form, answer.out)) == (1 if form == "junit" else 2)
    assert "X99" in answer.out
    written = validate(form, root, "-o", str(tmp_path / "ergebnis"))
    assert (written.status, written.out) == (1, "")
    assert (tmp_path / "ergebnis").read_bytes().decode() == answer.out


@pytest.mark.parametrize("form", [form for form in HOSTS if form != "junit"])
def test_m47_errors_come_first(form: str) -> None:
    rows = check(form, write(form, many("hwf")))
    words = [json.dumps(row) for row in rows]
    for place, names in enumerate(
        (("fehler", "error", "major"), ("warn", "minor"), ("hinweis", "note", "notice", "info"))
    ):
        assert any(name in words[place].casefold() for name in names), words[place]


@pytest.mark.parametrize(
    ("before", "points", "octets"), [("a", 2, 2), ("ü", 2, 3), ("ß", 2, 3), ("😀", 2, 5), ("äöü😀", 5, 11), ("", 1, 1)]
)
def test_m47_columns_count_points_or_bytes_as_the_host_does(before: str, points: int, octets: int) -> None:
    line = f"{before}ü"
    place = finding(line=2, end_line=2, column=points, end_column=points + 1)
    made = report([place], texts={"data/a.yaml": f"x\r\n{line}\n"})
    region = check("sarif", write("sarif", made))[0]["locations"][0]["physicalLocation"]["region"]
    assert (region["startColumn"], region["endColumn"]) == (points, points + 1)
    extent = check("rdjsonl", write("rdjsonl", made))[0]["location"]["range"]
    assert (extent["start"]["column"], extent["end"]["column"]) == (octets, octets + 2)
    assert line.encode()[extent["start"]["column"] - 1 : extent["end"]["column"] - 1] == "ü".encode()
    assert f",col={points}," in write("github", made)
    assert check("jsonl", write("jsonl", made))[0]["column"] == points


def test_m47_a_place_the_text_does_not_have_keeps_its_column() -> None:
    extent = check("rdjsonl", write("rdjsonl", report([finding(file="data/weg.yaml", line=7, end_line=7)])))[0]
    assert extent["location"]["range"]["start"] == {"line": 7, "column": 1}


def test_m47_sarif_knows_every_check_with_its_page(tmp_path: Path) -> None:
    log = json.loads(validate("sarif", lay_out(tmp_path)).out)
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(catalog())
    assert all(
        rule["help"]["markdown"].startswith(f"# {rule['id']} {rule['shortDescription']['text']}") for rule in rules
    )


def test_m47_sarif_results_name_their_rule_and_a_place_relative_to_the_repository(tmp_path: Path) -> None:
    log = json.loads(validate("sarif", faulty(tmp_path, ("quelle: X03", "quelle: X99"))).out)
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    for result in log["runs"][0]["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == "D310"
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == KOMMUNE
        assert "baselineState" not in result
    assert log["runs"][0]["invocations"][0]["executionSuccessful"] is True


@pytest.mark.parametrize(
    ("name", "uri"),
    [("a b.yaml", "a%20b.yaml"), ("ü.yaml", "%C3%BC.yaml"), ("a:b%.yaml", "a%3Ab%25.yaml"), ("\udcff", "%FF")],
)
def test_m47_sarif_encodes_file_names(name: str, uri: str) -> None:
    result = check("sarif", write("sarif", report([finding(file=name)])))[0]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_m47_sarif_ends_at_the_limit_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sarif.LIMIT == 25_000
    monkeypatch.setattr(sarif, "LIMIT", 5)
    text = write("sarif", many("wwwwwwf"))
    rows = check("sarif", text)
    assert [row["level"] for row in rows] == ["error", *["warning"] * 4]
    assert "2 weitere Befunde" in text


def test_m47_sarif_takes_no_words_for_a_link() -> None:
    text = check("sarif", write("sarif", report([finding(message="[hier](https://boese.example)")])))[0]["message"][
        "text"
    ]
    assert "](" not in text.replace("\\](", "")


@pytest.mark.parametrize(("strict", "failed"), [(False, 1), (True, 2)])
def test_m47_a_case_of_junit_fails_with_what_fails_the_run(strict: bool, failed: int) -> None:
    findings = [
        finding(),
        finding(line=2),
        finding(file="data/b.yaml", severity=Severity.WARNUNG, message="Nur gewarnt."),
    ]
    text = write(
        "junit", report(findings, looked_at=frozenset({"data/a.yaml", "data/b.yaml", "data/c.yaml"}), strict=strict)
    )
    names = [case.get("name") for case in cases(text)]
    assert names == ["data/a.yaml", "data/b.yaml", "data/c.yaml"]
    assert len(check("junit", text)) == failed
    suite = xml(text)[0]
    assert (suite.get("tests"), suite.get("failures")) == ("3", str(failed))
    assert "data/a.yaml:2:1: Fehler[D310] Das ist so." in text
    assert "Nur gewarnt." in text


@pytest.mark.parametrize("form", HOSTS)
@given(words=st.text(st.characters(codec=None, categories=None), min_size=1, max_size=30))
def test_s69_no_words_in_the_data_break_a_form(form: str, words: str) -> None:
    """Also controls, half surrogates and what XML cannot hold."""
    text = write(form, report([hostile(words), finding()]))
    text.encode("utf-8", "backslashreplace").decode()
    assert len(check(form, text)) == 2
    assert not any(char in text for char in "\x00\x1b\x7f\x9b\u202e\u2028\r")


@pytest.mark.parametrize("form", HOSTS)
def test_m47_paths_count_from_the_repository(tmp_path: Path, form: str) -> None:
    root = faulty(tmp_path / "daten", ("quelle: X03", "quelle: X99"))
    assert f"daten/{KOMMUNE}" not in validate(form, root).out
    (tmp_path / ".git").mkdir()
    assert f"daten/{KOMMUNE}" in validate(form, root).out


@pytest.mark.parametrize("form", HOSTS)
def test_m47_since_works_with_every_form_and_counts_what_is_older(tmp_path: Path, form: str) -> None:
    root = lay_out(tmp_path)
    git(root, "init", "--quiet", "--initial-branch=main")
    change(root, KOMMUNE, "quelle: X03", "quelle: X99")
    commit(root)
    change(root, KOMMUNE, "quelle: X02", "quelle: X98")
    answer = validate(form, root, "--since", "main")
    assert answer.status == 1
    assert "X98" in answer.out
    assert "X99" not in answer.out
    said_in_it = form in ("github", "sarif", "markdown")
    assert ("1 ältere Meldung außerhalb" in answer.out) == said_in_it
    assert answer.err == ("" if said_in_it else "1 ältere Meldung außerhalb\n")
    if form == "sarif":
        assert {row["baselineState"] for row in check(form, answer.out)} == {"new"}


@pytest.mark.parametrize("form", HOSTS)
def test_s43_no_form_repeats_what_a_file_says_of_a_person(tmp_path: Path, form: str) -> None:
    head = "# yaml-language-server: $schema=../../../../../schemas/person.schema.json\nname: Mara Muster\n"
    contact = f'kontakt: {{telefon: "{TELEFON}", email: kein at, quelle: X99}}\nfax: "{TELEFON}"\n'
    answer = validate(form, lay_out(tmp_path, {PERSON: head + contact}))
    assert answer.status == 1
    assert PERSON in answer.out
    said = json.dumps(check(form, answer.out)) if form == "sarif" else answer.out  # pages of checks hold examples
    for part in (TELEFON, "Mara Muster", "kein at"):
        assert part not in said


def test_m47_related_places_are_told_where_the_form_has_room() -> None:
    spot = Spot("data/b.yaml", 3, 1, 3, 4, "name", "Zuerst hier.")
    made = report([finding(related=(spot,))])
    related: Sequence[Any] = check("sarif", write("sarif", made))[0]["relatedLocations"]
    assert related[0]["physicalLocation"]["region"]["startLine"] == 3
    assert check("rdjsonl", write("rdjsonl", made))[0]["related_locations"][0]["message"] == "Zuerst hier."
