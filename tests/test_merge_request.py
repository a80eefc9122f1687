"""A merge request from its first commit to the report: branch, advance, diff, validate, merge, changelog."""

import json
from pathlib import Path

import pytest

from tests import repositorium
from tests.aufruf import Answer, dkbm
from tests.repositorium import call
from tests.schritte import AM, DATEI, HEUTE, OFFEN_4_2, advance, land

PRUEFEN = ("validate", "--since", "origin/main", "--basis", "origin/main")


@pytest.fixture
def klon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone of a dataset whose server holds `main`, on the branch of the merge request."""
    repositorium.own_settings(tmp_path, monkeypatch)
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_DATE", "2026-06-01T12:00:00+0200")
    arbeit = land(tmp_path / "arbeit", OFFEN_4_2)
    for arguments in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "Anfang")):
        call(arbeit, *arguments)
    call(tmp_path, "clone", "-q", "--bare", str(arbeit), "server.git")
    call(tmp_path, "clone", "-q", str(tmp_path / "server.git"), "klon")
    call(tmp_path / "klon", "switch", "-qc", "beispielau-4-2")
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_DATE", "2026-07-01T12:00:00+0200")
    return tmp_path / "klon"


def run(klon: Path, *arguments: str) -> Answer:
    return dkbm(*arguments, cwd=klon, heute=HEUTE)


def test_a_merge_request_goes_from_branch_to_changelog(klon: Path) -> None:
    assert advance(klon, *AM, "--ja", "--commit").status == 0
    call(klon, "push", "-q", "origin", "beispielau-4-2")

    comment = run(klon, "diff", "origin/main...beispielau-4-2", "--format", "markdown")
    assert comment.status == 0
    assert "Beispielau" in comment.out
    assert "1 Phasenwechsel" in comment.out

    assert run(klon, *PRUEFEN, "--strict") == (0, "", "")
    sarif = run(klon, *PRUEFEN, "--format", "sarif", "-o", "dkbm.sarif")
    quality = run(klon, *PRUEFEN, "--format", "gitlab", "-o", "gl-code-quality-report.json")
    assert (sarif.status, quality.status) == (0, 0)
    assert json.loads((klon / "dkbm.sarif").read_bytes())["runs"][0]["results"] == []
    assert json.loads((klon / "gl-code-quality-report.json").read_bytes()) == []

    call(klon, "switch", "-q", "main")
    call(klon, "merge", "-q", "--no-ff", "-m", "Beispielau in Modul 4, Phase 2", "beispielau-4-2")
    call(klon, "push", "-q", "origin", "main")
    assert run(klon, "validate") == (0, "", "")

    report = run(klon, "changelog", "--von", "2026-06-02", "--bis", "2026-07-31", "--format", "markdown")
    assert report.status == 0
    assert "Beispielau" in report.out
    assert "Phase 2" in report.out


def test_a_merge_request_that_rewrites_the_past_is_stopped_in_every_form(klon: Path) -> None:
    path = klon / DATEI
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("2026-06-02", "2026-06-03"), encoding="utf-8")
    call(klon, "commit", "-qam", "Datum")
    von, bis = (call(klon, "rev-parse", name).strip()[:8] for name in ("origin/main", "HEAD"))

    assert f"aus dem Stand {von} ist im Stand {bis} ohne Grund geändert" in run(klon, *PRUEFEN).out
    for form, file in (("sarif", "dkbm.sarif"), ("gitlab", "quality.json")):
        assert run(klon, *PRUEFEN, "--format", form, "-o", file).status == 1
    (result,) = json.loads((klon / "dkbm.sarif").read_bytes())["runs"][0]["results"]
    assert (result["ruleId"], result["level"]) == ("D502", "error")
    (issue,) = json.loads((klon / "quality.json").read_bytes())
    assert (issue["check_name"].split()[0], issue["location"]["path"]) == ("D502", DATEI)
    fingerprint = issue["fingerprint"]

    (klon / "NOTIZ.md").write_text("x\n", encoding="utf-8")
    call(klon, "add", "NOTIZ.md")
    call(klon, "commit", "-qm", "Notiz")
    run(klon, *PRUEFEN, "--format", "gitlab", "-o", "quality.json")
    assert json.loads((klon / "quality.json").read_bytes())[0]["fingerprint"] == fingerprint

    reason = "korrektur: {datum: 2026-06-20, grund: Das Gespräch war am Mittwoch.}"
    path.write_text(path.read_text(encoding="utf-8").replace("2026-06-03,", f"2026-06-03, {reason},"), encoding="utf-8")
    assert run(klon, *PRUEFEN, "--strict") == (0, "", "")
